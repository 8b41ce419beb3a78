from __future__ import annotations

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """What was said, what it rests on, and what clashes."""

    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"
