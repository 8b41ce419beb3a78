"""Of the tenth of an article that may be quoted, only what is quoted is used up."""

from __future__ import annotations

from django.db import migrations

# A sum over a window cannot leave out what it decides about. The state is twice the words quoted
# so far, and one more where the passage at hand is among them.
COUNT = """
CREATE FUNCTION claims_quoted_so_far(state integer, words integer, of_words integer) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $body$
BEGIN
    IF (state / 2 + words) * 10 <= of_words THEN
        RETURN (state / 2 + words) * 2 + 1;
    END IF;
    RETURN state / 2 * 2;
END
$body$;
CREATE FUNCTION claims_is_quoted(state integer) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT state % 2 = 1';
CREATE AGGREGATE claims_may_be_quoted(words integer, of_words integer) (
    SFUNC = claims_quoted_so_far, STYPE = integer, INITCOND = '0', FINALFUNC = claims_is_quoted
);
"""
GONE = """
DROP AGGREGATE claims_may_be_quoted(integer, integer);
DROP FUNCTION claims_is_quoted(integer);
DROP FUNCTION claims_quoted_so_far(integer, integer, integer);
"""

_VIEW = r"""
CREATE OR REPLACE VIEW claims_publicquote AS
SELECT statement_id, article_id, CASE
    WHEN method = 'digest' THEN wording
    WHEN whole THEN exact
    WHEN {fits} THEN cut || CASE WHEN cut = exact THEN '' ELSE '…' END
    ELSE ''
END AS quote
FROM (
    SELECT one.*, {counted} OVER (
        PARTITION BY article_id ORDER BY left_at IS NOT NULL, start, statement_id) AS so_far
    FROM (
        SELECT s.id AS statement_id, c.article_id, c.method, placed.whole, s.wording, s.exact, s.start,
            s.left_at, c.words AS words_in_all,
            CASE WHEN length(s.exact) < 50 OR c.method = 'digest' OR placed.whole THEN s.exact
                ELSE substring(s.exact FROM '^\s*(?:\S+\s+){{0,24}}\S+') END AS cut
        FROM claims_statement AS s
        JOIN claims_claim AS k ON k.id = s.claim_id AND k.published_at IS NOT NULL
        JOIN sources_capture AS c ON c.id = s.capture_id
        JOIN sources_article AS a ON a.id = c.article_id
        CROSS JOIN LATERAL (SELECT a.public_text = 'full'
            OR (s.form = 'headline' AND position(s.exact IN a.headline) > 0) AS whole) AS placed
    ) AS one
) AS counted
"""
_WORDS = r"CASE WHEN method = 'digest' OR whole THEN 0 ELSE regexp_count(cut, '\S+') END"
VIEW = _VIEW.format(fits="so_far", counted=f"claims_may_be_quoted({_WORDS}, words_in_all)")
BEFORE = _VIEW.format(fits="so_far * 10 <= words_in_all", counted=f"sum({_WORDS})")


class Migration(migrations.Migration):
    dependencies = [("claims", "0021_held_claims_leave_the_past")]

    operations = [
        migrations.RunSQL(COUNT, GONE),
        migrations.RunSQL(VIEW, BEFORE),
    ]
