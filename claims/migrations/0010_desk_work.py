"""Who looks after a claim, what colleagues note on it, and who watches it: for the desk alone."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from newsroom.recording import record_writes

# The log keeps none of a note's words: it says that one was written, by whom and when.
GRANTS = """
GRANT SELECT, INSERT ON claims_assignment, claims_desknote, claims_watch TO sayso_app;
GRANT UPDATE (ended_at, ended_by_id) ON claims_assignment TO sayso_app;
GRANT UPDATE (seen, ended) ON claims_watch TO sayso_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0009_accusations_and_withdrawn_checks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="due")),
                ("assigned_at", models.DateTimeField(verbose_name="assigned")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "assigned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assigned to",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="claims.claim",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "ordering": ["-assigned_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["assignee", "deadline"],
                        name="assignment_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="assignment_ended_paired",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("claim",),
                        name="assignment_one_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("ended_at__gte", models.F("assigned_at")),
                            _connector="OR",
                        ),
                        name="assignment_ends_after_it_began",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="note")),
                ("written_at", models.DateTimeField(verbose_name="written")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="desk_notes",
                        to="claims.claim",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "desk note",
                "verbose_name_plural": "desk notes",
                "ordering": ["written_at", "pk"],
                "indexes": [models.Index(fields=["claim", "written_at"], name="desknote_claim")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="desknote_text"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
                ("seen", models.DateTimeField(verbose_name="seen up to")),
                ("ended", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="watches", to="claims.claim"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "watch",
                "verbose_name_plural": "watches",
                "ordering": ["-since", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended__isnull", True)),
                        fields=("user", "claim"),
                        name="watch_once_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seen__gte", models.F("since"))), name="watch_seen_from_its_start"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended__isnull", True), ("ended__gte", models.F("since")), _connector="OR"
                        ),
                        name="watch_ends_after_it_began",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GRANTS, ""),
        record_writes("claims_assignment"),
        record_writes("claims_desknote", "text"),
        record_writes("claims_watch"),
    ]
