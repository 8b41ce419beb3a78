"""What readers report, and the counters that keep a robot from flooding it."""

from __future__ import annotations

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from newsroom.recording import record_writes

# Unlogged: a counter is worth nothing after a crash, so it need not be safe from one, nor travel to
# replicas. `who` is a keyed digest of an address, and is gone when its window ends.
COUNTERS = """
CREATE UNLOGGED TABLE newsroom_ratecounter (
    what text NOT NULL,
    who text NOT NULL,
    ends timestamptz NOT NULL,
    hits integer NOT NULL DEFAULT 1,
    PRIMARY KEY (what, who)
);
"""

GRANTS = """
GRANT SELECT, INSERT, UPDATE, DELETE ON newsroom_ratecounter TO sayso_app;
GRANT SELECT, INSERT ON newsroom_errorreport TO sayso_app;
GRANT UPDATE (handled_at, handled_by_id) ON newsroom_errorreport TO sayso_app;
"""


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0002_event_log_in_the_database")]

    operations = [
        migrations.CreateModel(
            name="ErrorReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.CharField(blank=True, max_length=500, verbose_name="page")),
                ("message", models.TextField(max_length=3000, verbose_name="what is wrong")),
                ("contact", models.CharField(blank=True, max_length=200, verbose_name="how to reach you")),
                (
                    "received_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="received",
                    ),
                ),
                ("handled_at", models.DateTimeField(blank=True, null=True, verbose_name="handled")),
                (
                    "handled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="handled by",
                    ),
                ),
            ],
            options={
                "verbose_name": "reported error",
                "verbose_name_plural": "reported errors",
                "indexes": [
                    models.Index(
                        condition=models.Q(("handled_at__isnull", True)),
                        fields=["received_at"],
                        name="errorreport_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handled_at__isnull", True), ("handled_by__isnull", True)),
                            models.Q(("handled_at__isnull", False), ("handled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="errorreport_handled_paired",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("message", ""), _negated=True), name="errorreport_message"
                    ),
                ],
            },
        ),
        migrations.RunSQL(COUNTERS, "DROP TABLE newsroom_ratecounter"),
        migrations.RunSQL(GRANTS, ""),
        record_writes("newsroom_errorreport", "page", "message", "contact"),
    ]
