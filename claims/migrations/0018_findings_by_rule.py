"""Which rules found anything is told by index; three indexes that were there twice are gone."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import PROTECT


class Migration(migrations.Migration):
    dependencies = [("claims", "0017_incomplete_statements")]

    operations = [
        migrations.AlterField(
            "finding",
            "question",
            models.ForeignKey("claims.question", PROTECT, related_name="findings", db_index=False),
        ),
        migrations.AlterField(
            "finding",
            "claim_a",
            models.ForeignKey("claims.claim", PROTECT, related_name="+", db_index=False),
        ),
        migrations.AlterField(
            "finding",
            "claim_b",
            models.ForeignKey(
                "claims.claim", PROTECT, related_name="+", null=True, blank=True, db_index=False
            ),
        ),
        migrations.AddIndex("finding", models.Index(fields=["rule"], name="finding_rule")),
    ]
