"""A form that is sent twice, by a double click or a lost answer, records one statement."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_question_search")]

    operations = [
        migrations.AddField(
            "statement",
            "client_key",
            models.UUIDField(null=True, blank=True, unique=True, editable=False),
        ),
    ]
