"""What the site's own role may write here, and what no role may make false."""

from __future__ import annotations

from django.db import migrations

from newsroom.recording import record_writes

COLUMNS = """
ALTER TABLE claims_claim ADD CONSTRAINT claim_answers_its_question
    FOREIGN KEY (question_id, answer_type) REFERENCES claims_question (id, answer_type)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE claims_check ADD CONSTRAINT check_attachment_hash_fits
    CHECK (attachment IS NULL OR attachment_sha256 = encode(sha256(attachment), 'hex'));
"""

UNDO_COLUMNS = """
ALTER TABLE claims_claim DROP CONSTRAINT claim_answers_its_question;
ALTER TABLE claims_check DROP CONSTRAINT check_attachment_hash_fits;
"""

PASSAGE = """
CREATE FUNCTION claims_passage_fits() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    -- Both count code points in a UTF-8 database.
    IF NOT EXISTS (
        SELECT FROM sources_capture AS c WHERE c.id = NEW.capture_id
            AND substring(c.text FROM NEW.start + 1 FOR NEW."end" - NEW.start) = NEW.exact) THEN
        RAISE EXCEPTION 'the passage is not at its place in the capture'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_passage_fits';
    END IF;
    RETURN NULL;
END
$body$;
CREATE TRIGGER passage_fits AFTER INSERT OR UPDATE OF start, "end", exact, capture_id ON claims_statement
    FOR EACH ROW EXECUTE FUNCTION claims_passage_fits();
"""

LINK = """
CREATE FUNCTION claims_silence_has_no_basis() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    IF NEW.position = 0 AND NEW.basis IS NOT NULL AND EXISTS (
        SELECT FROM claims_statement AS s WHERE s.id = NEW.statement_id
            AND s.kind IN ('silence', 'no_comment', 'no_response', 'non_confirmation')) THEN
        RAISE EXCEPTION 'the silent party of a statement has no basis'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sourcelink_silence_has_no_basis';
    END IF;
    RETURN NULL;
END
$body$;
CREATE TRIGGER silence_has_no_basis AFTER INSERT OR UPDATE ON claims_sourcelink
    FOR EACH ROW EXECUTE FUNCTION claims_silence_has_no_basis();
"""

APPROVAL = """
CREATE FUNCTION claims_approval_by_another() RETURNS trigger LANGUAGE plpgsql
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
    IF verdict.status IN ('confirmed', 'refuted') AND NOT EXISTS (
        SELECT FROM claims_check AS k WHERE k.claim_id = verdict.claim_id AND k.left_at IS NULL
            AND (k.url <> '' OR k.archive_url <> '' OR k.attachment_name <> '' OR k.reply <> '')) THEN
        RAISE EXCEPTION 'confirmed and refuted need a check with evidence'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'approval_needs_evidence';
    END IF;
    RETURN NULL;
END
$body$;
CREATE TRIGGER by_another AFTER INSERT OR UPDATE ON claims_approval
    FOR EACH ROW EXECUTE FUNCTION claims_approval_by_another();
"""

GRANTS = """
GRANT SELECT, INSERT ON claims_topic, claims_question, claims_claim, claims_claimstate, claims_statement,
    claims_sourcelink, claims_check, claims_finding, claims_ruling, claims_verdict, claims_approval
    TO sayso_app;
GRANT UPDATE (title, slug, summary) ON claims_topic TO sayso_app;
GRANT UPDATE (topic_id, text, unit, single_valued, varies) ON claims_question TO sayso_app;
GRANT UPDATE (visibility, published_at, published_by_id, alleges_wrongdoing, moved_to_id)
    ON claims_claim TO sayso_app;
GRANT UPDATE (shown_to) ON claims_claimstate TO sayso_app;
GRANT UPDATE (withdrawn_at, withdrawn_by_id, withdrawn_why, left_at) ON claims_statement TO sayso_app;
GRANT UPDATE (reply, replied_at) ON claims_check TO sayso_app;
GRANT UPDATE, DELETE ON claims_finding TO sayso_app;
GRANT UPDATE (ended_at, ended_by_id, left_at) ON claims_ruling TO sayso_app;
GRANT UPDATE (withdrawn_at, withdrawn_by_id, left_at) ON claims_verdict TO sayso_app;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial"), ("sources", "0002_rules_in_the_database")]

    operations = [
        migrations.RunSQL(COLUMNS, UNDO_COLUMNS),
        migrations.RunSQL(PASSAGE, "DROP FUNCTION claims_passage_fits() CASCADE"),
        migrations.RunSQL(LINK, "DROP FUNCTION claims_silence_has_no_basis() CASCADE"),
        migrations.RunSQL(APPROVAL, "DROP FUNCTION claims_approval_by_another() CASCADE"),
        migrations.RunSQL(GRANTS, ""),
        record_writes("claims_topic"),
        record_writes("claims_question"),
        record_writes("claims_claim", "search"),
        record_writes("claims_statement"),
        record_writes("claims_sourcelink"),
        record_writes("claims_check", "attachment"),
        record_writes("claims_ruling"),
        record_writes("claims_verdict"),
        record_writes("claims_approval"),
    ]
