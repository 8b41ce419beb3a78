"""The view of public quotes reads how many words a capture has, and counts only what it must."""

from __future__ import annotations

from django.db import migrations

_VIEW = r"""
CREATE OR REPLACE VIEW claims_publicquote AS
SELECT statement_id, article_id, CASE
    WHEN method = 'digest' THEN wording
    WHEN public_text = 'full' THEN exact
    WHEN used * 10 <= words_in_all THEN cut || CASE WHEN cut = exact THEN '' ELSE '…' END
    ELSE ''
END AS quote
FROM (
    SELECT one.*, sum(CASE WHEN method = 'digest' OR public_text = 'full' THEN 0 ELSE {counted} END) OVER (
        PARTITION BY article_id ORDER BY left_at IS NOT NULL, start, statement_id) AS used
    FROM (
        SELECT s.id AS statement_id, c.article_id, c.method, a.public_text, s.wording, s.exact, s.start,
            s.left_at, {cut} AS cut, {in_all} AS words_in_all
        FROM claims_statement AS s
        JOIN claims_claim AS k ON k.id = s.claim_id AND k.published_at IS NOT NULL
        JOIN sources_capture AS c ON c.id = s.capture_id
        JOIN sources_article AS a ON a.id = c.article_id
    ) AS one
) AS counted
"""
_CUT = r"substring(s.exact FROM '^\s*(?:\S+\s+){0,24}\S+')"
# Fewer than fifty characters are no more than 25 words, and what is shown whole needs no cut.
VIEW = _VIEW.format(
    cut=f"CASE WHEN length(s.exact) < 50 OR c.method = 'digest' OR a.public_text = 'full' THEN s.exact"
    f" ELSE {_CUT} END",
    counted=r"regexp_count(cut, '\S+')",
    in_all="c.words",
)
BEFORE = _VIEW.format(
    cut=_CUT,
    counted=r"array_length(regexp_split_to_array(btrim(cut, E' \t\n'), '\s+'), 1)",
    in_all=r"array_length(regexp_split_to_array(c.text, '\s+'), 1)",
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_latest_work"), ("sources", "0003_words_of_a_capture")]

    operations = [migrations.RunSQL(VIEW, BEFORE)]
