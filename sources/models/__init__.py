from sources.models.article import Article
from sources.models.capture import Capture, CaptureWords
from sources.models.entity import Entity, EntityLink, EntityMerge, EntityName, EntityQuerySet
from sources.models.look import Look

__all__ = [
    "Article",
    "Capture",
    "CaptureWords",
    "Entity",
    "EntityLink",
    "EntityMerge",
    "EntityName",
    "EntityQuerySet",
    "Look",
]
