from __future__ import annotations

from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    """Who works here, what they may do, and the record of what they did."""

    name = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"
