from __future__ import annotations

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """Where it was said: entities, articles and their captures."""

    name = "sources"
    default_auto_field = "django.db.models.BigAutoField"
