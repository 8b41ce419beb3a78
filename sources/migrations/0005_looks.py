"""The desk looks at pages again, and the record says when and what it found."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from newsroom.recording import record_writes


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0004_names_by_sound"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("looked_at", models.DateTimeField(verbose_name="looked at")),
                ("found", models.CharField(max_length=10, verbose_name="found")),
                ("problem", models.CharField(blank=True, max_length=300, verbose_name="problem")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="sources.article",
                    ),
                ),
                (
                    "capture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="sources.capture",
                    ),
                ),
                (
                    "looked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "look at a page",
                "verbose_name_plural": "looks at pages",
                "indexes": [models.Index(fields=["article", "-looked_at"], name="look_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("found__in", ["same", "changed", "failed"])),
                        name="look_found_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("capture__isnull", True),
                                ("found", "failed"),
                                models.Q(("problem", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("found", "failed"), _negated=True),
                                ("capture__isnull", False),
                                ("problem", ""),
                            ),
                            _connector="OR",
                        ),
                        name="look_found_a_text_or_says_why",
                    ),
                ],
            },
        ),
        migrations.RunSQL("GRANT SELECT, INSERT ON sources_look TO sayso_app", ""),
        record_writes("sources_look"),
    ]
