"""Pages on their way into the record. They are working papers: the event log has none of them."""

from __future__ import annotations

import functools

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import newsroom.public_ids

GRANTS = "GRANT SELECT, INSERT, UPDATE, DELETE ON sources_intake TO sayso_app;"


class Migration(migrations.Migration):
    dependencies = [
        ("sources", "0006_full_text"),
        ("newsroom", "0004_queue_of_jobs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Intake",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=functools.partial(newsroom.public_ids.new_id, *("W",), **{}),
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("method", models.CharField(max_length=10, verbose_name="method")),
                ("url", models.CharField(blank=True, max_length=2000, verbose_name="address")),
                ("file_name", models.CharField(blank=True, max_length=200, verbose_name="file")),
                ("state", models.CharField(default="waiting", max_length=10, verbose_name="state")),
                ("problem", models.CharField(blank=True, max_length=20, verbose_name="problem")),
                ("answered", models.PositiveSmallIntegerField(default=0)),
                (
                    "asked_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="asked for",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("raw", models.BinaryField(blank=True, null=True)),
                ("media_type", models.CharField(blank=True, max_length=100, verbose_name="media type")),
                ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="received")),
                ("found_url", models.CharField(blank=True, max_length=2000)),
                ("found", models.JSONField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "page to read",
                "verbose_name_plural": "pages to read",
            },
        ),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.HashIndex(fields=["url"], name="article_url"),
        ),
        migrations.AddField(
            model_name="intake",
            name="article",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sources.article",
            ),
        ),
        migrations.AddField(
            model_name="intake",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="intake",
            index=models.Index(
                condition=models.Q(("state__in", ("waiting", "reading", "ready", "failed"))),
                fields=["-asked_at", "-id"],
                name="intake_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(("public_id__regex", "^W-[0123456789ABCDEFGHJKMNPQRSTVWXYZ]{10}$")),
                name="intake_public_id_shape",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(("method__in", ["fetched", "uploaded"])), name="intake_method_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["waiting", "reading", "ready", "failed", "held", "recorded"])
                ),
                name="intake_state_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("method", "uploaded"), models.Q(("url", ""), _negated=True), _connector="OR"
                ),
                name="intake_from_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "failed"), ("problem", ""), _connector="XOR"),
                name="intake_fails_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ready"), _negated=True),
                    models.Q(("found__isnull", False), ("raw__isnull", False)),
                    _connector="OR",
                ),
                name="intake_ready_is_read",
            ),
        ),
        migrations.AddConstraint(
            model_name="intake",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article__isnull", False), ("state__in", ("held", "recorded"))),
                    models.Q(
                        models.Q(("state__in", ("held", "recorded")), _negated=True),
                        ("article__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="intake_ends_in_an_article",
            ),
        ),
        migrations.RunSQL(GRANTS, ""),
    ]
