"""The desk finds its notes by their words, and what is not published without reading all claims."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models
from django.db.models import F, Func, Q


class Migration(migrations.Migration):
    dependencies = [("claims", "0012_told_without_a_side")]

    operations = [
        migrations.AddIndex(
            "claim",
            models.Index(
                fields=["-recorded_at", "-id"],
                condition=Q(visibility="desk", moved_to__isnull=True),
                name="claim_unpublished",
            ),
        ),
        migrations.AddIndex(
            "desknote",
            GinIndex(
                Func(F("text"), function="sources_words", output_field=SearchVectorField()),
                name="desknote_search",
            ),
        ),
    ]
