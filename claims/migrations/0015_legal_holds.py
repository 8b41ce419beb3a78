"""What the law keeps from readers, by two administrators; the record itself stays as it is."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from newsroom.recording import record_writes

HELD = """
CREATE FUNCTION claims_held_is_unseen() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    IF NEW.visibility = 'published' AND EXISTS (SELECT FROM claims_hold AS h
        WHERE h.claim_id = NEW.id AND h.agreed_at IS NOT NULL AND h.lifted_at IS NULL) THEN
        RAISE EXCEPTION 'the claim is under a legal hold'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_held_is_unseen';
    END IF;
    RETURN NULL;
END
$body$;
CREATE TRIGGER held_is_unseen AFTER UPDATE OF visibility ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claims_held_is_unseen();
"""

GRANTS = """
GRANT SELECT, INSERT ON claims_hold TO sayso_app;
GRANT UPDATE (agreed_at, agreed_by_id, lifted_at, lifted_by_id) ON claims_hold TO sayso_app;
GRANT UPDATE (visibility) ON claims_claimstate TO sayso_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0014_where_contradictions_stand"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Hold",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(max_length=1000, verbose_name="reason")),
                ("asked_at", models.DateTimeField(verbose_name="asked for")),
                ("agreed_at", models.DateTimeField(blank=True, null=True, verbose_name="agreed to")),
                ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="lifted")),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holds", to="claims.claim"
                    ),
                ),
                (
                    "lifted_by",
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
                "verbose_name": "legal hold",
                "verbose_name_plural": "legal holds",
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="hold_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agreed_at__isnull", True), ("agreed_by__isnull", True)),
                            models.Q(("agreed_at__isnull", False), ("agreed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="hold_agreed_paired",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                            models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="hold_lifted_paired",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by__isnull", True),
                            models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="hold_by_two",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("claim",),
                        name="hold_one_open",
                    ),
                ],
            },
        ),
        migrations.RunSQL(HELD, "DROP FUNCTION claims_held_is_unseen() CASCADE"),
        migrations.RunSQL(GRANTS, "REVOKE UPDATE (visibility) ON claims_claimstate FROM sayso_app"),
        record_writes("claims_hold"),
    ]
