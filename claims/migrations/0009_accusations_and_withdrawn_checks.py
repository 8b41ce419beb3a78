"""Who said that a claim accuses somebody, checks taken back, and what no role may make false of either."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ACCUSATION = """
CREATE FUNCTION claims_refuse_bare_accusation(accused bigint) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
    claim claims_claim%ROWTYPE;
BEGIN
    SELECT * INTO claim FROM claims_claim WHERE id = accused;
    IF NOT claim.alleges_wrongdoing OR claim.visibility <> 'published' OR claim.moved_to_id IS NOT NULL THEN
        RETURN;
    END IF;
    IF claim.published_by_id = claim.recorded_by_id THEN
        RAISE EXCEPTION 'whoever recorded an accusation does not publish it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_accusation_by_another';
    END IF;
    IF NOT EXISTS (SELECT FROM claims_check AS k
        WHERE k.claim_id = accused AND k.left_at IS NULL AND k.person_asked <> '') THEN
        RAISE EXCEPTION 'an accusation is public only once somebody was asked about it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_accusation_put_to_somebody';
    END IF;
END
$body$;

CREATE FUNCTION claims_accusation_stands() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    PERFORM claims_refuse_bare_accusation(NEW.id);
    RETURN NULL;
END
$body$;
CREATE TRIGGER accusation_stands AFTER UPDATE ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claims_accusation_stands();
-- An import brings the claim before its checks.
CREATE CONSTRAINT TRIGGER accusation_stands_when_it_comes AFTER INSERT ON claims_claim
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_accusation_stands();
"""

MARK = """
CREATE FUNCTION claims_cleared_by_another() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    IF OLD.alleges_wrongdoing = NEW.alleges_wrongdoing THEN
        IF OLD.marked_by_id IS DISTINCT FROM NEW.marked_by_id THEN
            RAISE EXCEPTION 'who marked a claim changes with the mark alone'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_marked_with_the_mark';
        END IF;
    ELSIF NEW.marked_by_id IS NULL THEN
        RAISE EXCEPTION 'nobody has marked the claim'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_marked_by_somebody';
    ELSIF OLD.alleges_wrongdoing
        AND NEW.marked_by_id IN (OLD.recorded_by_id, coalesce(OLD.marked_by_id, OLD.recorded_by_id)) THEN
        RAISE EXCEPTION 'whoever recorded or marked an accusation does not clear it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_cleared_by_another';
    END IF;
    RETURN NULL;
END
$body$;
CREATE TRIGGER cleared_by_another AFTER UPDATE ON claims_claim
    FOR EACH ROW EXECUTE FUNCTION claims_cleared_by_another();
"""

CHECK = """
CREATE FUNCTION claims_check_is_not_needed() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    PERFORM claims_refuse_bare_accusation(NEW.claim_id);
    IF EXISTS (
        SELECT FROM claims_verdict AS v WHERE v.claim_id = NEW.claim_id AND v.left_at IS NULL
            AND v.status IN ('confirmed', 'refuted')
            AND EXISTS (SELECT FROM claims_approval AS a WHERE a.verdict_id = v.id)
    ) AND NOT EXISTS (
        SELECT FROM claims_check AS k WHERE k.claim_id = NEW.claim_id AND k.left_at IS NULL
            AND (k.url <> '' OR k.archive_url <> '' OR k.attachment_name <> '' OR k.reply <> '')) THEN
        RAISE EXCEPTION 'a verdict rests on this check alone'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'check_carries_a_verdict';
    END IF;
    RETURN NULL;
END
$body$;
CREATE TRIGGER is_not_needed AFTER UPDATE OF left_at ON claims_check
    FOR EACH ROW EXECUTE FUNCTION claims_check_is_not_needed();
"""

APPROVAL = """
CREATE OR REPLACE FUNCTION claims_approval_by_another() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $body$
DECLARE
    verdict claims_verdict%ROWTYPE;
BEGIN
    SELECT * INTO verdict FROM claims_verdict WHERE id = NEW.verdict_id;
    IF verdict.decided_by_id = NEW.approved_by_id THEN
        RAISE EXCEPTION 'nobody approves their own verdict'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_not_by_proposer';
    END IF;
    IF EXISTS (
        WITH RECURSIVE carried(id) AS (
            SELECT verdict.claim_id
            UNION SELECT c.id FROM claims_claim AS c JOIN carried ON c.moved_to_id = carried.id
        ), held(id, supersedes_id, recorded_by_id, recorded_at) AS (
            SELECT s.id, s.supersedes_id, s.recorded_by_id, s.recorded_at
            FROM claims_statement AS s JOIN carried ON s.claim_id = carried.id
            UNION SELECT s.id, s.supersedes_id, s.recorded_by_id, s.recorded_at
            FROM claims_statement AS s JOIN held ON s.id = held.supersedes_id
        )
        SELECT FROM held AS s
        WHERE s.recorded_by_id = NEW.approved_by_id AND s.recorded_at <= NEW.approved_at) THEN
        RAISE EXCEPTION 'whoever recorded a statement on the claim does not approve its verdict'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_not_by_recorder';
    END IF;
    -- One that was taken back may have lost its check since, and comes along in a dossier all the same.
    IF verdict.status IN ('confirmed', 'refuted') AND verdict.left_at IS NULL AND NOT EXISTS (
        SELECT FROM claims_check AS k WHERE k.claim_id = verdict.claim_id AND k.left_at IS NULL
            AND (k.url <> '' OR k.archive_url <> '' OR k.attachment_name <> '' OR k.reply <> '')) THEN
        RAISE EXCEPTION 'confirmed and refuted need a check with evidence'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_needs_evidence';
    END IF;
    RETURN NULL;
END
$body$;
"""

UNDO = """
DROP FUNCTION claims_check_is_not_needed() CASCADE;
DROP FUNCTION claims_cleared_by_another() CASCADE;
DROP FUNCTION claims_accusation_stands() CASCADE;
DROP FUNCTION claims_refuse_bare_accusation(bigint);
"""

GRANTS = """
GRANT UPDATE (marked_at, marked_by_id) ON claims_claim TO sayso_app;
GRANT UPDATE (withdrawn_at, withdrawn_by_id, withdrawn_why, left_at) ON claims_check TO sayso_app;
"""


def _person() -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, related_name="+", null=True, blank=True
    )


def _paired(table: str, stem: str) -> models.CheckConstraint:
    neither = models.Q((f"{stem}_at__isnull", True), (f"{stem}_by__isnull", True))
    both = models.Q((f"{stem}_at__isnull", False), (f"{stem}_by__isnull", False))
    return models.CheckConstraint(condition=neither | both, name=f"{table}_{stem}_paired")


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0008_anchors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "check",
            "withdrawn_at",
            models.DateTimeField(blank=True, null=True, verbose_name="withdrawn"),
        ),
        migrations.AddField("check", "withdrawn_by", _person()),
        migrations.AddField(
            "check",
            "withdrawn_why",
            models.CharField(blank=True, max_length=300, verbose_name="why it was withdrawn"),
        ),
        migrations.AddField(
            "claim", "marked_at", models.DateTimeField(blank=True, null=True, verbose_name="marked")
        ),
        migrations.AddField("claim", "marked_by", _person()),
        migrations.AddConstraint("check", _paired("check", "withdrawn")),
        migrations.AddConstraint(
            "check",
            models.CheckConstraint(
                condition=models.Q(
                    ("left_at__isnull", True), ("withdrawn_at__isnull", True), ("withdrawn_why", "")
                )
                | (
                    models.Q(("left_at__isnull", False), ("withdrawn_at__isnull", False))
                    & ~models.Q(("withdrawn_why", ""))
                ),
                name="check_leaves_when_withdrawn",
            ),
        ),
        migrations.AddConstraint("claim", _paired("claim", "marked")),
        migrations.RunSQL(ACCUSATION + MARK + CHECK + APPROVAL, UNDO),
        migrations.RunSQL(GRANTS, ""),
    ]
