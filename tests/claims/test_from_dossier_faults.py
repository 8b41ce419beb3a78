"""Each fault of a dossier is refused with its place and a remedy."""

from __future__ import annotations

from typing import Any

import pytest

from claims.imports import decoding
from claims.imports.from_dossier import DossierError, parse
from tests.dossier_example import CAPTURE, EXAMPLE, GONE, WHEN, edited, encoded, problems, ruling


def verdict(**changes: Any) -> dict[str, Any]:
    made = {"id": "V-0000000001", "claim": "C-0000000001", "status": "unverified", "note": "It was three."}
    return {**made, "decided_at": WHEN, "decided_by": "Ann", **changes}


def approval(who: str) -> dict[str, Any]:
    return {"approved_at": WHEN, "approved_by": who}


def check(**changes: Any) -> dict[str, Any]:
    made = {"id": "K-0000000001", "claim": "C-0000000001", "what_we_did": "Asked.", "result": "inconclusive"}
    return {**made, "recorded_at": WHEN, "recorded_by": "Ann", **changes}


def link(**changes: Any) -> dict[str, Any]:
    made = {"kind": "speaks_for", "to": "E-0000000004", "recorded_at": WHEN, "recorded_by": "Ann"}
    return {**made, **changes}


def merge(**changes: Any) -> dict[str, Any]:
    return {"into": "E-0000000004", "merged_at": WHEN, "merged_by": "Ann", **changes}


CLAIM = EXAMPLE["claims"][0]
ACCUSATION = CLAIM | {"alleges_wrongdoing": True, "visibility": "published", "published_at": WHEN}
TAKEN_BACK = {"withdrawn_at": WHEN, "withdrawn_by": "Ann", "withdrawn_why": "Wrong number."}

#: What is changed, where the fault is found, and words of the reason.
FAULTS: list[tuple[str, Any, str, str]] = [
    # Keys
    ("topic.titel", "x", "topic.titel", "did you mean title?"),
    ("topic.qqq", "x", "topic.qqq", "known here are id, title, slug, summary"),
    ("topic.two words", "x", "topic.'two words'", "not a key"),
    ("topic.title", GONE, "topic.title", "is missing"),
    ("statements[1].kind", GONE, "statements[1].kind", "is missing"),
    ("topic", [], "topic", "must be an object"),
    ("claims", {}, "claims", "must be a list"),
    ("claims[0]", None, "claims[0]", "must be an object"),
    # Single values
    ("topic.title", 7, "topic.title", "must be text in quotes"),
    ("topic.title", None, "topic.title", "must be text in quotes"),
    ("topic.title", "  ", "topic.title", "is empty"),
    ("topic.title", "x" * 201, "topic.title", "at most 200"),
    ("topic.title", "a\0b", "topic.title", "NUL character at character 1"),
    ("topic.title", "a\ud83d", "topic.title", "half of a surrogate pair"),
    ("topic.slug", "two words", "topic.slug", "use letters"),
    ("topic.id", "C-0000000009", "topic.id", "write T- and ten"),
    ("topic.id", "T-000000000I", "topic.id", "without I, L, O and U"),
    ("topic.id", "t-0000000001", "topic.id", "capital letters"),
    ("topic.id", "T-0000000001\n", "topic.id", "write T- and ten"),
    ("statements[0].kind", "says", "statements[0].kind", "use one of assertion, speculation"),
    ("statements[0].chain[0].basis", "rumour", "statements[0].chain[0].basis", "use one of observed"),
    ("statements[0].certainty", "", "statements[0].certainty", "use one of certain"),
    ("statements[0].original_seen", "yes", "statements[0].original_seen", "true or false"),
    ("statements[0].start", "0", "statements[0].start", "whole number"),
    ("statements[0].start", -1, "statements[0].start", "whole number"),
    ("statements[0].start", 0.5, "statements[0].start", "whole number"),
    ("statements[0].start", True, "statements[0].start", "whole number"),
    ("statements[0].start", 10**400, "statements[0].start", "whole number"),
    ("statements[0].recorded_at", "2025-03-04", "statements[0].recorded_at", "2025-05-27T09:31:00Z"),
    ("statements[0].recorded_at", "2025-03-04T09:00:00", "statements[0].recorded_at", "is not a time"),
    ("statements[0].recorded_at", "2025-02-30T09:00:00Z", "statements[0].recorded_at", "is not a time"),
    ("statements[0].recorded_at", "0001-01-01T00:00:00+14:00", "statements[0].recorded_at", "is not a time"),
    ("statements[0].said", "May 2025", "statements[0].said", "Type a year, month or day"),
    ("articles[0].published", "2025-13", "articles[0].published", "no such month"),
    ("articles[0].language", "English, UK", "articles[0].language", "BCP 47"),
    ("articles[0].url", "javascript:alert(1)", "articles[0].url", "http:// or https://"),
    ("articles[0].url", "https://", "articles[0].url", "and a host"),
    ("articles[0].url", "https://a.example/b c", "articles[0].url", "without spaces"),
    ("articles[0].url", "https://a.example/\tb", "articles[0].url", "without spaces"),
    ("articles[0].url", "http://[::1", "articles[0].url", "is not a web address"),
    ("entities[0].same_as", ["ftp://a.example"], "entities[0].same_as[0]", "http:// or https://"),
    ("entities[0].same_as", [""], "entities[0].same_as[0]", "is not a web address"),
    # Values of claims
    ("claims[0].value", {"yes": True}, "claims[0].value", "asks for number"),
    ("claims[2].value", {"text": "so they say"}, "claims[2].value", "answers text"),
    ("claims[0].value", {"min": "3", "max": "2"}, "claims[0].value", "min 3 is above max 2"),
    ("claims[0].value", {"min": None, "max": None}, "claims[0].value", "holds no value"),
    ("claims[0].value", {"state": "known"}, "claims[0].value", "holds no value"),
    ("claims[0].value", {"state": "none", "min": "1"}, "claims[0].value", "remove min"),
    ("claims[0].value", {"state": "maybe"}, "claims[0].value.state", "known, unknown, none"),
    ("claims[0].value", {"min": "2", "yes": True}, "claims[0].value", "mixes"),
    ("claims[0].value", {"least": "2"}, "claims[0].value.least", "unknown key"),
    ("claims[0].value", "2", "claims[0].value", "must be an object"),
    ("claims[0].value", {"min": "two"}, "claims[0].value.min", "must be a number"),
    ("claims[0].value", {"min": "٢"}, "claims[0].value.min", "must be a number"),
    ("claims[0].value", {"min": True}, "claims[0].value.min", "must be a number"),
    ("claims[0].value", {"min": "1" * 30}, "claims[0].value.min", "too many digits"),
    ("claims[0].value", {"min": "1" * 25}, "claims[0].value.min", "at most 24 before the point"),
    ("claims[0].value", {"min": "0.0000001"}, "claims[0].value.min", "6 after it"),
    ("claims[0].value", {"min": "1e999"}, "claims[0].value.min", "too many digits"),
    ("claims[0].value", {"date": "../.."}, "claims[0].value.date", "names no date"),
    ("claims[0].value", {"entity": "E-9999999999"}, "claims[0].value.entity", "is not in this file"),
    # Ids and references
    ("statements[4].id", "S-0000000001", "statements[4].id", "is also the id of statements[0]"),
    ("claims[0].question", "Q-9999999999", "claims[0].question", "is not in this file"),
    ("statements[0].claim", "C-9999999999", "statements[0].claim", "is not in this file"),
    ("statements[0].capture", "P-9999999999", "statements[0].capture", "is not in this file"),
    ("statements[0].chain[0].entity", "E-9999999999", "statements[0].chain[0].entity", "is not in this file"),
    ("articles[0].outlet", "E-9999999999", "articles[0].outlet", "is not in this file"),
    ("entities[2].links[0].to", "E-9999999999", "entities[2].links[0].to", "is not in this file"),
    ("entities[2].links[0].to", "E-0000000003", "entities[2].links[0].to", "refers to itself"),
    ("claims[0].moved_to", "C-0000000001", "claims[0].moved_to", "refers to itself"),
    ("statements[0].supersedes", "S-0000000001", "statements[0].supersedes", "refers to itself"),
    (
        "statements[0].chain[0].derived_from",
        "S-0000000001",
        "statements[0].chain[0].derived_from",
        "refers to itself",
    ),
    # Passages and captures
    ("statements[0].exact", "Nobody was hurt", "statements[0].exact", "is not in the text of P-0000000001"),
    ("statements[0].exact", "a", "statements[0].exact", "more than once: give start and end"),
    ("statements[0].start", 3, "statements[0].exact", "leave out start and end to have it found"),
    ("statements[0].end", 20, "statements[0].exact", "reads"),
    ("statements[0].start", 5000, "statements[0].start", "is not a passage"),
    ("statements[2].prefix", "elsewhere ", "statements[2].exact", "is not in the text"),
    ("statements[0].wording", "Two dockers", "statements[0].wording", "differs from exact"),
    (f"{CAPTURE}.text", " \n ", f"{CAPTURE}.text", "is empty"),
    (f"{CAPTURE}.text", "e" + "\u0301" * 99, f"{CAPTURE}.text", "accents"),
    (f"{CAPTURE}.raw", "a_b", f"{CAPTURE}.raw", "base64"),
    (f"{CAPTURE}.raw", "é", f"{CAPTURE}.raw", "base64"),
    (f"{CAPTURE}.sha256", "0" * 64, f"{CAPTURE}.sha256", "the SHA-256 of these bytes is"),
    (f"{CAPTURE}.sha256", "ABC", f"{CAPTURE}.sha256", "64 hexadecimal digits"),
    (f"{CAPTURE}.method", "fetched", f"{CAPTURE}.raw", "use method pasted or digest"),
    # Acts
    ("claims[0].published_at", WHEN, "claims[0].published_by", "give both published_at and published_by"),
    ("statements[0].withdrawn_by", "Ann", "statements[0].withdrawn_at", "or neither"),
    ("statements[0].withdrawn_why", "wrong", "statements[0].withdrawn_at", "is missing"),
    ("claims[0].visibility", "published", "claims[0].published_at", "says when and by whom"),
    ("entities[2].links[0].ended_at", WHEN, "entities[2].links[0].ended_by", "give both"),
    # Entities
    ("entities[1].slug", "alder-post", "entities[1]", "has the slug of entities[0]"),
    ("entities[1].do_not_name", True, "entities[1].description", "say who it is"),
    ("entities[2].names[1]", EXAMPLE["entities"][2]["names"][0], "entities[2].names[1]", "keep one"),
    ("entities[2].links[1]", link(), "entities[2].links[1]", "repeats entities[2].links[0]"),
    ("entities[2].merges", [merge(), merge(into="E-0000000005")], "entities[2].merges[1]", "still stands"),
    ("entities[2].merges", [merge(into="E-0000000003")], "entities[2].merges[0].into", "refers to itself"),
    # Claims, silences and chains
    (
        "claims[3]",
        {**CLAIM, "id": "C-0000000009"},
        "claims[3]",
        "C-0000000009 and C-0000000001 give the same",
    ),
    ("statements[4].certainty", "certain", "statements[4].certainty", "takes no position"),
    ("statements[4].caveat", "fact", "statements[4].caveat", "takes no position"),
    ("statements[4].chain[0].basis", "on_record", "statements[4].chain[0].basis", "the silent party"),
    ("statements[0].chain[0].entity", None, "statements[0].chain[0].entity", "may go unnamed"),
    # Checks, verdicts, rulings
    ("checks", [check(person_asked="Orr")], "checks[0].asked_at", "give both person_asked and asked_at"),
    ("checks", [check(replied_at=WHEN)], "checks[0].reply", "or neither"),
    (
        "checks",
        [check(attachment={"name": "a.png", "data": "", "sha256": "0" * 64})],
        "checks[0].attachment.sha256",
        "does not match",
    ),
    (
        "verdicts",
        [verdict(approvals=[approval("Ann")])],
        "verdicts[0].approvals[0].approved_by",
        "decided this",
    ),
    (
        "verdicts",
        [verdict(approvals=[approval("J. Doe")])],
        "verdicts[0].approvals[0].approved_by",
        "had recorded a statement on C-0000000001",
    ),
    ("verdicts", [verdict(approvals=[approval("Cy")] * 2)], "verdicts[0].approvals[1]", "same person"),
    (
        "verdicts",
        [verdict(status="refuted", approvals=[approval("Cy")])],
        "verdicts[0].approvals",
        "refuted needs a check on C-0000000001",
    ),
    ("verdicts", [verdict(evidence=[])], "verdicts[0].evidence", "must be an object"),
    ("verdicts", [verdict(evidence={"a": "\0"})], "verdicts[0].evidence", "NUL"),
    ("verdicts", [verdict(evidence={"a": 10**40})], "verdicts[0].evidence", "too many digits"),
    ("verdicts", [verdict(evidence={"a": float("nan")})], "verdicts[0].evidence", "write null"),
    ("rulings", [ruling(claim_b=None)], "rulings[0]", "is about two claims"),
    ("rulings", [ruling(rule="T2")], "rulings[0]", "T2 is about one statement"),
    ("rulings", [ruling(rule="", claim_b="C-0000000001")], "rulings[0].claim_b", "name the other claim"),
    ("rulings", [ruling(), ruling(id="R-0000000002")], "rulings[1]", "decides what rulings[0] decides"),
    (
        "rulings",
        [ruling(claim_a="C-9999999998", claim_b="C-9999999999")],
        "rulings[0].claim_a",
        "travels with one of its claims",
    ),
    # Four eyes on accusations
    (
        "claims[0]",
        ACCUSATION | {"published_by": "Ben"},
        "claims[0]",
        "no check on C-0000000001 has a person_asked",
    ),
    ("checks", [check(**TAKEN_BACK | {"withdrawn_why": ""})], "checks[0].withdrawn_why", "when and why"),
    ("checks", [check(withdrawn_why="Wrong.")], "checks[0].withdrawn_at", "when and why"),
    ("claims[0].marked_at", WHEN, "claims[0].marked_by", "both marked_at and marked_by"),
]


@pytest.mark.parametrize(("change", "value", "path", "reason"), FAULTS)
def test_fault_is_named_with_its_place_and_remedy(change: str, value: Any, path: str, reason: str) -> None:
    """One fault gives one problem, at its place, that says what to do."""
    found = problems(encoded(edited((change, value))))
    assert [place for place, _ in found] == [path], found
    assert reason in found[0][1]


@pytest.mark.parametrize(
    ("data", "path", "reason"),
    [
        (b"", "", "is not JSON at line 1, column 1"),
        (b"\xff{}", "", "is not UTF-8 at byte 0"),
        (b"[" * 100_000, "", "nested too deeply"),
        (b"[]", "format", 'must be "sayso-dossier/1"'),
        (b"{}", "format", "not None"),
        (b'{"format": "sayso-dossier/2"}', "format", "not 'sayso-dossier/2'"),
        (b'{"format": "sayso-dossier/1"}', "topic", "is missing"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_file_that_is_no_dossier_is_refused_at_once(data: bytes, path: str, reason: str) -> None:
    """A file of another kind gives one problem, not a list of guesses."""
    found = problems(data)
    assert len(found) == 1
    assert found[0][0] == path
    assert reason in found[0][1]


def test_key_given_twice_is_refused() -> None:
    """JSON readers keep the last of two equal keys without a word; this one does not."""
    data = encoded(EXAMPLE).replace(b'"title"', b'"title": "Another", "title"', 1)
    assert problems(data) == [("topic.title", "is given twice in one object: keep one")]


def test_numbers_beyond_reason_cost_nothing() -> None:
    """A number of a million digits, or with an endless exponent, is refused without being spelled out."""
    for number in (b"1" * 1_000_000, b"1e999999999", b"1e99999999999999999999", b"-1e-999999999"):
        data = encoded(edited(("claims[0].value", {"min": 2}))).replace(b'"min": 2', b'"min": ' + number)
        assert [path for path, _ in problems(data)] == ["claims[0].value.min"]


def test_file_over_the_limit_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large is not even decoded."""
    monkeypatch.setattr(decoding, "MAX_BYTES", 5 * 1024**2)
    assert problems(b"\xff" * (5 * 1024**2 + 1)) == [("", "is larger than 5 MB: split it by topic")]


def test_many_faults_are_told_twenty_at_a_time() -> None:
    """Whoever made the file gets a list to work through, and not a thousand lines."""
    found = problems(encoded(edited(("claims", [{}] * 50))))
    assert len(found) == 20


def test_problem_prints_as_file_path_reason() -> None:
    """A problem reads as one line."""
    with pytest.raises(DossierError) as caught:
        parse(encoded(edited(("topic.title", ""))), "a.json")
    assert str(caught.value) == "a.json: topic.title: is empty: give its text"


def test_every_kind_of_fault_says_what_to_do_in_plain_ascii_paths() -> None:
    """Paths of hostile keys can be printed on any terminal."""
    found = problems(encoded(edited(("topic.\u202e\ud800", 1))))
    assert found[0][0].isascii()


def test_accusation_is_public_only_by_another_and_once_it_was_put_to_somebody() -> None:
    """Whoever recorded an accusation has not published it; a request that was taken back is none."""
    asked = check(person_asked="The owner", asked_at=WHEN)
    own = edited(("claims[0]", ACCUSATION | {"published_by": CLAIM["recorded_by"]}), ("checks", [asked]))
    assert [path for path, _ in problems(encoded(own))] == ["claims[0].published_by"]
    taken_back = ("checks", [asked | TAKEN_BACK])
    bare = edited(("claims[0]", ACCUSATION | {"published_by": "Ben"}), taken_back)
    assert [path for path, _ in problems(encoded(bare))] == ["claims[0]"]
    whole = edited(("claims[0]", ACCUSATION | {"published_by": "Ben"}), ("checks", [asked]))
    assert parse(encoded(whole)).claims[0].alleges_wrongdoing
