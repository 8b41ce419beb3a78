"""The lists of sources read their page by index, whatever the number of entities."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sources", "0009_pages_looked_at_again")]

    operations = [
        migrations.AddIndex("entity", models.Index(fields=["kind", "folded", "id"], name="entity_of_kind")),
    ]
