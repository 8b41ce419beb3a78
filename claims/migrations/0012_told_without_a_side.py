"""An outlet may take no side in its own voice; and what a headline prints may be quoted."""

from __future__ import annotations

from django.db import migrations

_LINK = """
CREATE OR REPLACE FUNCTION claims_silence_has_no_basis() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $body$
BEGIN
    IF NEW.position = 0 AND NEW.basis IS NOT NULL AND EXISTS (
        SELECT FROM claims_statement AS s WHERE s.id = NEW.statement_id
            AND s.kind IN ('silence', 'no_comment', 'no_response', 'non_confirmation'){unless}) THEN
        RAISE EXCEPTION 'the silent party of a statement has no basis'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sourcelink_silence_has_no_basis';
    END IF;
    RETURN NULL;
END
$body$;
"""
LINK = _LINK.format(unless="\n            AND NOT (s.kind = 'non_confirmation' AND NEW.basis = 'own_voice')")

_VIEW = r"""
CREATE OR REPLACE VIEW claims_publicquote AS
SELECT statement_id, article_id, CASE
    WHEN method = 'digest' THEN wording
    WHEN whole THEN exact
    WHEN used * 10 <= words_in_all THEN cut || CASE WHEN cut = exact THEN '' ELSE '…' END
    ELSE ''
END AS quote
FROM (
    SELECT one.*, sum(CASE WHEN method = 'digest' OR whole THEN 0 ELSE regexp_count(cut, '\S+') END) OVER (
        PARTITION BY article_id ORDER BY left_at IS NOT NULL, start, statement_id) AS used
    FROM (
        SELECT s.id AS statement_id, c.article_id, c.method, placed.whole, s.wording, s.exact, s.start,
            s.left_at, c.words AS words_in_all,
            CASE WHEN length(s.exact) < 50 OR c.method = 'digest' OR placed.whole THEN s.exact
                ELSE substring(s.exact FROM '^\s*(?:\S+\s+){{0,24}}\S+') END AS cut
        FROM claims_statement AS s
        JOIN claims_claim AS k ON k.id = s.claim_id AND k.published_at IS NOT NULL
        JOIN sources_capture AS c ON c.id = s.capture_id
        JOIN sources_article AS a ON a.id = c.article_id
        CROSS JOIN LATERAL (SELECT a.public_text = 'full'{or_printed} AS whole) AS placed
    ) AS one
) AS counted
"""
# A headline stands wherever its article is named: quoting it tells readers nothing more of the text.
VIEW = _VIEW.format(or_printed=" OR (s.form = 'headline' AND position(s.exact IN a.headline) > 0)")


class Migration(migrations.Migration):
    dependencies = [("claims", "0011_full_text")]

    operations = [
        migrations.RunSQL(LINK, _LINK.format(unless="")),
        migrations.RunSQL(VIEW, _VIEW.format(or_printed="")),
    ]
