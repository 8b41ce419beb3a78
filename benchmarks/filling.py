"""Many rows at once, made by the database itself: as the owner, past the event log and the triggers."""

from __future__ import annotations

from django.db import connections

from newsroom.models import User

#: Rows of every table that a claim brings along; %(n)s claims from %(first)s on.
#: Ids are hexadecimal numbers, which public ids may be. Five claims answer one question, each by another
#: number; ten statements stand in one article; every chain has a voice and the outlet that passes it on.
_ROWS = """
INSERT INTO sources_entity (id, public_id, kind, name, folded, slug, description, do_not_name, same_as)
SELECT i, 'E-' || {id}, CASE WHEN i %% 10 = 0 THEN 'outlet' ELSE 'person' END, 'Voice ' || i, 'voice ' || i,
    'voice-' || i, '', false, '{{}}'
FROM {entities};
INSERT INTO sources_entityname (entity_id, text, language, folded, added_by_id)
SELECT i, 'Голос ' || i, 'ru', 'golos ' || i, %(by)s FROM {entities};
INSERT INTO sources_entitymerge (source_id, target_id, merged_at, merged_by_id, entered_at)
SELECT i, i - 1, now(), %(by)s, now() FROM {entities} WHERE i %% 10 = 1;
INSERT INTO sources_entitylink (source_id, target_id, kind, reason, recorded_at, recorded_by_id, entered_at)
SELECT i, i - 2, 'speaks_for', '', now(), %(by)s, now() FROM {entities} WHERE i %% 10 = 5;
INSERT INTO sources_article (id, public_id, outlet_id, url, headline, byline, published, published_days,
    date_inferred, language, terms, public_text, recorded_at, recorded_by_id)
SELECT i, 'A-' || {id}, %(first)s + 10 * (i %% greatest(%(n)s / 100, 1)), 'https://news.example/' || i,
    'Article ' || i, '', '2025-05-20', '[2025-05-20,2025-05-21)', false, 'en', '', 'excerpts', now(), %(by)s
FROM {articles};
INSERT INTO sources_capture (id, public_id, article_id, taken_at, taken_by_id, method, media_type, raw,
    sha256, text, sentences, archive_url)
SELECT i, 'P-' || {id}, i, now(), %(by)s, 'pasted', 'text/plain', raw, encode(sha256(raw), 'hex'), text,
    '{{}}', ''
FROM {articles},
    LATERAL (SELECT repeat('Some people were hurt in the fire, a voice said. ', 40) AS text) AS t,
    LATERAL (SELECT convert_to(text, 'UTF8') AS raw) AS r;
INSERT INTO claims_topic (id, public_id, title, slug, summary)
SELECT i, 'T-' || {id}, 'Topic ' || i, 'topic-' || i, '' FROM {topics};
INSERT INTO claims_question (id, public_id, topic_id, text, answer_type, unit, single_valued, varies)
SELECT i, 'Q-' || {id}, %(first)s + (i - %(first)s) / 200, 'How many were hurt in fire ' || i || '?',
    'number', 'people', true, false
FROM {questions};
INSERT INTO claims_claim (id, public_id, question_id, answer_type, text, folded, nature, value_state, low,
    high, date, answer_text, visibility, published_at, published_by_id, alleges_wrongdoing, recorded_at,
    recorded_by_id)
SELECT i, 'C-' || {id}, %(first)s + (i - %(first)s) / 5, 'number', i %% 5 + 1 || ' were hurt in fire ' || i,
    'hurt in fire ' || i, 'fact', 'known', i %% 5 + 1, i %% 5 + 1, '', '', 'published', now(), %(by)s, false,
    now(), %(by)s
FROM {claims};
INSERT INTO claims_statement (id, public_id, claim_id, capture_id, start, "end", exact, prefix, suffix,
    wording, kind, certainty, form, caveat, cue, said, original_seen, recorded_at, recorded_by_id, entered_at,
    withdrawn_why)
SELECT i, 'S-' || {id}, i, %(first)s + (i - %(first)s) / 10, 0, 34, 'Some people were hurt in the fire,', '',
    ' a voice said.', 'Some people were hurt in the fire,', 'assertion', 'certain',
    'paraphrase', 'attributed', 'said', '', false, now(), %(by)s, now(), ''
FROM {claims};
INSERT INTO claims_sourcelink (statement_id, position, entity_id, basis, as_printed, inferred)
SELECT i, position, %(first)s + (i + position) %% (%(n)s / 10),
    CASE position WHEN 0 THEN 'on_record' ELSE 'named_media' END, 'a voice', false
FROM {claims}, generate_series(0, 1) AS position;
INSERT INTO claims_claimstate (claim_id, shown_from, visibility, status, status_at, suggested, outlets,
    origins_for, origins_against, on_record_origins, untraced_outlets, denials, silences, open_conflicts,
    conflicts_with)
SELECT own, now(), 'published', '', now(), 'disputed', 1, 1, 0, 1, 0, 0, 0, 4, others
FROM (SELECT i AS own, i - (i - %(first)s) %% 5 AS lowest FROM {claims}) AS c,
    LATERAL (SELECT array_agg('C-' || {id} ORDER BY i) FILTER (WHERE i <> own) AS others
        FROM generate_series(lowest, lowest + 4) AS i) AS o;
INSERT INTO claims_finding (question_id, rule, claim_a_id, claim_b_id, level, label, pairs, since)
SELECT %(first)s + (i - %(first)s) / 5, 'C2', i, other, 'contradiction', 'across_outlets', 1, now()
FROM {claims}, generate_series(i + 1, i - (i - %(first)s) %% 5 + 4) AS other;
"""
#: How many claims come with one row of each.
_SHARES = {"entities": 10, "articles": 10, "topics": 1000, "questions": 5, "claims": 1}
_TABLES = (
    "sources_entity",
    "sources_entityname",
    "sources_entitymerge",
    "sources_entitylink",
    "sources_article",
    "sources_capture",
    "claims_topic",
    "claims_question",
    "claims_claim",
    "claims_statement",
    "claims_sourcelink",
    "claims_claimstate",
    "claims_finding",
)


def fill(claims: int, *, by: User, first: int = 1_000_000) -> None:
    """Add `claims` published claims with a statement each, on questions of five, by keys from `first` on."""
    series = {
        name: f"generate_series({first}, {first + max(claims // share, 1) - 1}) AS i"
        for name, share in _SHARES.items()
    }
    sql = _ROWS.format(id="lpad(upper(to_hex(i)), 10, '0')", **series)
    with connections["owner"].cursor() as cursor:
        for table in _TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in filter(None, map(str.strip, sql.split(";\n"))):
            cursor.execute(statement, {"n": claims, "first": first, "by": by.pk})
        for table in _TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        # As the database's own upkeep leaves tables that grew over months.
        cursor.execute("VACUUM ANALYZE")
