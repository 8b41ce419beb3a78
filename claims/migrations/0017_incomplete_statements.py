"""What is incomplete is found without reading all statements; indexes that others begin with are gone."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import PROTECT, Q


class Migration(migrations.Migration):
    dependencies = [("claims", "0016_claims_in_other_words")]

    operations = [
        migrations.AlterField(
            "sourcelink",
            "statement",
            models.ForeignKey("claims.statement", PROTECT, related_name="links", db_index=False),
        ),
        migrations.AlterField(
            "statement",
            "capture",
            models.ForeignKey("sources.capture", PROTECT, related_name="statements", db_index=False),
        ),
        migrations.AlterField(
            "statement",
            "claim",
            models.ForeignKey("claims.claim", PROTECT, related_name="statements", db_index=False),
        ),
        # Django takes every index on this column alone for the foreign key's, this constraint's too.
        migrations.RemoveConstraint("claimstate", "claimstate_one_now"),
        migrations.AlterField(
            "claimstate",
            "claim",
            models.ForeignKey("claims.claim", PROTECT, related_name="states", db_index=False),
        ),
        migrations.AddConstraint(
            "claimstate",
            models.UniqueConstraint(
                fields=["claim"], condition=Q(shown_to__isnull=True), name="claimstate_one_now"
            ),
        ),
        migrations.AddIndex(
            "sourcelink",
            models.Index(fields=["statement"], condition=Q(position=0), name="sourcelink_origin"),
        ),
        migrations.AddIndex(
            "sourcelink",
            models.Index(
                fields=["statement"],
                condition=Q(position=0, basis__isnull=True),
                name="sourcelink_unsourced",
            ),
        ),
        migrations.AddIndex(
            "statement",
            models.Index(fields=["id"], condition=Q(left_at__isnull=True), name="statement_standing"),
        ),
        migrations.AddIndex(
            "statement",
            models.Index(
                fields=["id"],
                condition=Q(left_at__isnull=True) & (Q(caveat__isnull=True) | Q(certainty__isnull=True)),
                name="statement_unsure",
            ),
        ),
    ]
