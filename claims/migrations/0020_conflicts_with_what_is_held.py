"""A legal hold takes a claim out of what the site told of others, too (docs/adr/0014)."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("claims", "0019_findings_by_level")]

    operations = [
        migrations.RunSQL(
            "GRANT UPDATE (conflicts_with, open_conflicts) ON claims_claimstate TO sayso_app", ""
        )
    ]
