"""Every page tells when the desk last decided or checked something: found without reading all of that."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_client_key")]

    operations = [
        migrations.AddIndex(
            model_name="check",
            index=models.Index(fields=["-recorded_at"], name="check_newest"),
        ),
        migrations.AddIndex(
            model_name="claimstate",
            index=models.Index(
                fields=["-status_at", "-claim"],
                condition=models.Q(("shown_to__isnull", True), ("visibility", "published"))
                & models.Q(("status", ""), _negated=True),
                name="claimstate_decided",
            ),
        ),
    ]
