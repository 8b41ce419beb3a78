"""How many there are of a level is counted by index, as far as it is told."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0018_findings_by_rule")]

    operations = [
        migrations.AddIndex("finding", models.Index(fields=["level"], name="finding_level")),
    ]
