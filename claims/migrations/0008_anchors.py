"""What became of tagged passages in later captures; no row says anything else than the texts do."""

from __future__ import annotations

import functools

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import newsroom.public_ids
from newsroom.recording import record_writes

FITS = """
CREATE FUNCTION claims_anchor_fits() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    -- A digest is our own summary: no outlet changes it.
    IF NOT EXISTS (
        SELECT FROM sources_capture AS first JOIN sources_capture AS later USING (article_id)
        WHERE first.id = NEW.tagged_in_id AND later.id = NEW.capture_id
            AND first.method <> 'digest' AND later.method <> 'digest') THEN
        RAISE EXCEPTION 'both captures must be of one article, and no digests'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'anchor_within_an_article';
    END IF;
    IF NEW.start IS NOT NULL AND NOT EXISTS (
        SELECT FROM sources_capture AS c WHERE c.id = NEW.capture_id
            AND substring(c.text FROM NEW.start + 1 FOR NEW."end" - NEW.start) = NEW.exact) THEN
        RAISE EXCEPTION 'the passage is not at its place in the capture'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'anchor_passage_fits';
    END IF;
    RETURN NULL;
END
$body$;
CREATE TRIGGER passage_fits AFTER INSERT ON claims_anchor
    FOR EACH ROW EXECUTE FUNCTION claims_anchor_fits();
"""

GRANTS = """
GRANT SELECT, INSERT ON claims_anchor TO sayso_app;
GRANT UPDATE (left_at, ended_at, ended_by_id) ON claims_anchor TO sayso_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0007_quotes_by_stored_words"),
        ("sources", "0005_looks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Anchor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entered_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("left_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "public_id",
                    models.CharField(
                        default=functools.partial(newsroom.public_ids.new_id, *("N",), **{}),
                        editable=False,
                        max_length=12,
                        unique=True,
                    ),
                ),
                ("tagged_start", models.PositiveIntegerField()),
                ("tagged_end", models.PositiveIntegerField()),
                ("outcome", models.CharField(max_length=10, verbose_name="what became of it")),
                ("start", models.PositiveIntegerField(blank=True, null=True)),
                ("end", models.PositiveIntegerField(blank=True, null=True)),
                ("exact", models.TextField(blank=True, verbose_name="passage")),
                (
                    "note",
                    models.CharField(blank=True, max_length=300, verbose_name="what readers should know"),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
                (
                    "capture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anchors",
                        to="sources.capture",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "tagged_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages_led_on",
                        to="sources.capture",
                    ),
                ),
            ],
            options={
                "verbose_name": "passage in a later capture",
                "verbose_name_plural": "passages in later captures",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["capture", "outcome", "start"], name="anchor_place"),
                    models.Index(
                        condition=models.Q(("left_at__isnull", True), ("outcome__in", ("moved", "lost"))),
                        fields=["outcome"],
                        name="anchor_waiting",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("public_id__regex", "^N-[0123456789ABCDEFGHJKMNPQRSTVWXYZ]{10}$")
                        ),
                        name="anchor_public_id_shape",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["carried", "moved", "lost", "altered", "removed"])
                        ),
                        name="anchor_outcome_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True)),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="anchor_decided_paired",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="anchor_ended_paired",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tagged_start__lt", models.F("tagged_end"))),
                        name="anchor_passage_not_empty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tagged_in", models.F("capture")), _negated=True),
                        name="anchor_in_a_later_capture",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end", None),
                                ("exact", ""),
                                ("outcome__in", ["lost", "removed"]),
                                ("start", None),
                            ),
                            models.Q(
                                ("end__isnull", False),
                                ("outcome__in", ["carried", "moved", "altered"]),
                                ("start__isnull", False),
                                ("start__lt", models.F("end")),
                                django.db.models.lookups.Exact(
                                    django.db.models.functions.text.Length("exact"),
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("end"), "-", models.F("start")
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="anchor_place_fits_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("outcome__in", ("moved", "lost"))),
                            models.Q(("decided_at__isnull", False), ("outcome__in", ("altered", "removed"))),
                            ("outcome", "carried"),
                            _connector="OR",
                        ),
                        name="anchor_only_a_person_accuses",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            models.Q(("decided_at__isnull", False), ("left_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="anchor_leaves_when_ended",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("left_at__isnull", True)),
                        fields=("tagged_in", "tagged_start", "tagged_end", "capture"),
                        name="anchor_one_stands",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FITS, "DROP FUNCTION claims_anchor_fits() CASCADE"),
        migrations.RunSQL(GRANTS, ""),
        record_writes("claims_anchor", "exact"),
    ]
