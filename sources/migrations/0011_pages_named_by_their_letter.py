"""Pages on their way bear W also where they were given N, the letter of answers on a passage, at first."""

from __future__ import annotations

from django.db import migrations, models

NAMED = "UPDATE sources_intake SET public_id = 'W' || substr(public_id, 2) WHERE public_id LIKE 'N-%'"


class Migration(migrations.Migration):
    dependencies = [("sources", "0010_sources_by_name")]

    operations = [
        # Taken off and put on again: what it says in such a database is not what the models say.
        migrations.RemoveConstraint("intake", "intake_public_id_shape"),
        migrations.RunSQL(NAMED, ""),
        migrations.AddConstraint(
            "intake",
            models.CheckConstraint(
                condition=models.Q(("public_id__regex", "^W-[0123456789ABCDEFGHJKMNPQRSTVWXYZ]{10}$")),
                name="intake_public_id_shape",
            ),
        ),
    ]
