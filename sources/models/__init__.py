from sources.models.article import Article, ArticleQuerySet
from sources.models.capture import Capture
from sources.models.entity import Entity, EntityLink, EntityMerge, EntityName, EntityQuerySet

__all__ = [
    "Article",
    "ArticleQuerySet",
    "Capture",
    "Entity",
    "EntityLink",
    "EntityMerge",
    "EntityName",
    "EntityQuerySet",
]
