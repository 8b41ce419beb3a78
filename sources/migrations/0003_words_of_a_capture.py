"""How many words a capture holds, counted once: a tenth of them may be quoted, and sheets ask for each."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import F, Func, Value


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_rules_in_the_database")]

    operations = [
        migrations.AddField(
            "capture",
            "words",
            models.GeneratedField(
                expression=Func(F("text"), Value(r"\S+"), function="regexp_count"),
                output_field=models.IntegerField(),
                db_persist=True,
            ),
        ),
    ]
