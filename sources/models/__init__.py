from sources.models.article import Article, ArticleQuerySet
from sources.models.capture import Capture, CaptureWords
from sources.models.entity import Entity, EntityLink, EntityMerge, EntityName, EntityQuerySet
from sources.models.intake import Intake, IntakeQuerySet
from sources.models.look import Look

__all__ = [
    "Article",
    "ArticleQuerySet",
    "Capture",
    "CaptureWords",
    "Entity",
    "EntityLink",
    "EntityMerge",
    "EntityName",
    "EntityQuerySet",
    "Intake",
    "IntakeQuerySet",
    "Look",
]
