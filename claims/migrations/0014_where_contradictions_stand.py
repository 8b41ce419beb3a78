"""The list of contradictions reads its page by index, whatever the number of findings."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import F


class Migration(migrations.Migration):
    dependencies = [("claims", "0013_desk_indexes")]

    operations = [
        migrations.AddIndex(
            "finding",
            models.Index(F("since").desc(), (F("id") * 2).desc(), name="finding_place"),
        )
    ]
