"""Dossiers that are read: what may be left out, and how it is kept."""

from __future__ import annotations

import copy
import json
from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.exports.as_dossier import write
from claims.imports.from_dossier import DossierError, dangling, parse, parse_many
from sources.quotes import CONTEXT
from tests.dossier_example import CAPTURE, EXAMPLE, edited, encoded, problems, ruling

CLAIM = EXAMPLE["claims"][0]


def test_byte_order_mark_and_order_of_lists_do_not_matter() -> None:
    """A file saved by a Windows editor, its lists in any order, is the same dossier."""
    content = edited()
    content["statements"].reverse()
    content["entities"].reverse()
    assert parse(b"\xef\xbb\xbf" + encoded(content)) == parse(encoded(EXAMPLE))


def test_passage_is_found_by_its_words() -> None:
    """Without offsets, a passage stands where its words stand; context tells several apart."""
    statement = parse(encoded(EXAMPLE)).statements[2]
    assert statement.exact == "The Alder Post reported two injured dockers"
    text = EXAMPLE["articles"][1]["captures"][0]["text"]
    assert (statement.start, statement.prefix) == (82, text[82 - CONTEXT : 82])
    content = edited(("statements[2].exact", "s"), ("statements[2].prefix", "docker"))
    assert parse(encoded(content)).statements[2].start == text.index("dockers") + len("docker")


def test_text_is_put_into_its_one_form() -> None:
    """Windows line ends, blank lines and decomposed letters give the same text and passages."""
    content = edited()
    capture = content["articles"][0]["captures"][0]
    capture["text"] = "Cafe\u0301 \r\n\r\n" + capture["text"].replace("\n", "\r\n")
    dossier = parse(encoded(content))
    kept = dossier.articles[0].captures[0]
    assert kept.text.startswith("Café\nTwo dockers")
    assert kept.text[dossier.statements[0].start :].startswith("Two dockers")
    assert kept.raw == capture["text"].encode()


def test_passage_copied_across_a_blank_line_is_found() -> None:
    """Whoever copied from a text with blank lines need not know that they are dropped."""
    content = edited(("statements[0].exact", "Lena Orr said. \r\n\r\nPolice have"))
    capture = content["articles"][0]["captures"][0]
    capture["text"] = capture["text"].replace("\n", " \r\n\r\n")
    content["statements"][0]["suffix"] = " not"
    assert parse(encoded(content)).statements[0].exact == "Lena Orr said.\nPolice have"


def test_given_bytes_and_hash_are_kept() -> None:
    """A captured page keeps its bytes, which need not be the text."""
    page = b"<p>Two dockers"
    content = edited((f"{CAPTURE}.method", "fetched"), (f"{CAPTURE}.raw", b64encode(page).decode()))
    kept = parse(encoded(content)).articles[0].captures[0]
    assert (kept.raw, kept.sha256) == (page, sha256(page).hexdigest())


def test_digest_has_printed_words_and_no_bytes() -> None:
    """Over a digest a statement may print up to twelve words of the original, and no bytes are kept."""
    content = edited((f"{CAPTURE}.method", "digest"), ("statements[0].wording", "two hurt"))
    dossier = parse(encoded(content))
    assert dossier.articles[0].captures[0].raw is None
    assert [one.wording for one in dossier.statements if one.capture == "P-0000000001"] == ["two hurt", ""]
    content["statements"][0]["wording"] = "word " * 13
    content["articles"][0]["captures"][0]["raw"] = ""
    assert [path for path, _ in problems(encoded(content))] == [f"{CAPTURE}.raw", "statements[0].wording"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [("2.50", "2.5"), ("-0", "0"), ("007", "7"), ("2e9", "2000000000"), (2.5, "2.5"), (10**9, "1000000000")],
)
def test_numbers_are_kept_exactly_and_written_plainly(given: object, kept: str) -> None:
    """However a number was written, it is written without exponent and trailing zeros."""
    content = edited(("claims[0].value", {"min": given}))
    written = json.loads(write(parse(encoded(content))))
    assert written["claims"][0]["value"] == {"state": "known", "min": kept, "max": None}


def test_times_are_written_in_utc() -> None:
    """A time with another zone is the same moment in UTC, with fractions only where there are any."""
    content = edited(("claims[0].recorded_at", "2025-03-04T11:05:00+02:00"))
    content["claims"][1]["recorded_at"] = "2025-03-04T09:05:00.5Z"
    written = json.loads(write(parse(encoded(content))))["claims"]
    assert written[0]["recorded_at"] == "2025-03-04T09:05:00Z"
    assert written[1]["recorded_at"] == "2025-03-04T09:05:00.500000Z"


def test_own_voice_of_an_unnamed_outlet_needs_no_entity() -> None:
    """An article that names no outlet still has a voice of its own."""
    content = edited(("articles[0].outlet", None), ("statements[0].chain", [{"basis": "own_voice"}]))
    assert parse(encoded(content)).statements[0].chain[0].entity is None


def test_outlet_that_takes_no_side_does_so_in_its_own_voice() -> None:
    """Whoever merely tells of a claim is no silent party: that outlet, named or not, is the first link."""
    told = {"kind": "non_confirmation", "certainty": None, "caveat": None, "chain": [{"basis": "own_voice"}]}
    content = edited()
    content["statements"][0] |= told
    assert parse(encoded(content)).statements[0].chain[0].basis == "own_voice"
    content["statements"][0]["kind"] = "no_comment"
    with pytest.raises(DossierError, match="the silent party"):
        parse(encoded(content))


def test_moved_claim_may_share_its_identity() -> None:
    """A claim that was moved no longer competes with the one that took its place."""
    moved = {**CLAIM, "id": "C-0000000009", "moved_to": "C-0000000001"}
    assert len(parse(encoded(edited(("claims[3]", moved)))).claims) == 4


VERDICT = {
    "id": "V-0000000001",
    "claim": "C-0000000002",
    "status": "unverified",
    "note": "We have not seen the posts.",
    "decided_at": "2025-03-06T08:00:00Z",
    "decided_by": "Ann",
    "approvals": [{"approved_at": "2025-03-04T09:26:00Z", "approved_by": "Cy"}],
}


def test_approver_may_record_statements_later() -> None:
    """Four eyes are about what had been recorded by then."""
    content = edited(("verdicts", [VERDICT]), ("statements[1].recorded_by", "Cy"))
    assert problems(encoded(content))[0][0] == "verdicts[0].approvals[0].approved_by"
    content["statements"][1]["recorded_at"] = "2025-03-04T09:27:00Z"
    assert parse(encoded(content)).verdicts[0].approvals[0].approved_by == "Cy"


def test_approver_of_a_moved_claim_is_held_to_its_old_statements() -> None:
    """Whoever recorded statements on a claim does not approve a verdict on the one it was moved to."""
    content = edited(("verdicts", [VERDICT]), ("statements[0].recorded_by", "Cy"))
    assert parse(encoded(content))
    content["claims"][0]["moved_to"] = "C-0000000003"
    content["claims"][2]["moved_to"] = "C-0000000002"
    assert problems(encoded(content))[0][0] == "verdicts[0].approvals[0].approved_by"


def test_two_claims_of_a_ruling_are_kept_in_order() -> None:
    """A ruling on B and A is the ruling on A and B."""
    turned = ruling(claim_a="C-0000000002", claim_b="C-0000000001")
    assert parse(encoded(edited(("rulings", [turned])))) == parse(encoded(edited(("rulings", [ruling()]))))


OTHER = {
    **edited(
        ("topic", {"id": "T-0000000002", "title": "Arson cases", "slug": "arson"}),
        ("questions", []),
        ("claims", []),
        ("statements", []),
    )
}


def many(*files: dict[str, Any]) -> list[str]:
    """The problems of several files loaded together, as lines."""
    with pytest.raises(DossierError) as caught:
        parse_many({f"{name}.json": encoded(content) for name, content in zip("abc", files, strict=False)})
    return [str(problem) for problem in caught.value.problems]


def test_files_may_share_what_is_the_same_in_both() -> None:
    """Two topics can name the same people and articles, each with the captures that it uses."""
    content = copy.deepcopy(OTHER)
    content["articles"][0]["captures"] = []
    loaded = parse_many({"a.json": encoded(EXAMPLE), "b.json": encoded(content)})
    assert [dossier.topic.slug for dossier in loaded] == ["port-alder-fire", "arson"]


def test_files_that_differ_on_one_thing_are_refused() -> None:
    """One id with two contents names both files and what differs."""
    content = copy.deepcopy(OTHER)
    content["entities"][0]["name"] = "Alder Post"
    content["articles"][1]["captures"][0]["taken_by"] = "Ann"
    assert many(EXAMPLE, content) == [
        "b.json: entities[0]: E-0000000001 differs from a.json in name",
        "b.json: articles[1].captures[0]: P-0000000002 differs from a.json in taken_by",
    ]


def test_question_in_two_topics_is_refused() -> None:
    """A question belongs to one topic."""
    content = copy.deepcopy(OTHER)
    content["questions"] = EXAMPLE["questions"][:1]
    assert many(EXAMPLE, content) == ["b.json: questions[0]: Q-0000000001 differs from a.json in its topic"]


def test_slug_of_another_file_is_refused() -> None:
    """Two topics, or two entities, cannot live at one address."""
    content = copy.deepcopy(OTHER)
    content["topic"]["slug"] = "port-alder-fire"
    content["entities"][6].update(id="E-0000000099")
    assert many(EXAMPLE, content) == [
        "b.json: topic.slug: T-0000000002 and T-0000000001 in a.json cannot share this: change one",
        "b.json: entities[6].slug: E-0000000099 and E-0000000007 in a.json cannot share this: change one",
    ]


def test_problems_of_all_files_are_told_together() -> None:
    """Each file's own faults are told, with its name."""
    assert many(edited(("topic.title", "")), EXAMPLE, edited(("topic.slug", ""))) == [
        "a.json: topic.title: is empty: give its text",
        "c.json: topic.slug: '' will not do: use letters a to z, digits, hyphens and underscores, "
        "at most 220 characters",
    ]


def test_references_out_of_the_files_are_listed() -> None:
    """What only the database can know is handed on, with where it is referred to."""
    content = edited(
        ("statements[2].chain[0].derived_from", "S-9999999999"), ("claims[0].moved_to", "C-9999999999")
    )
    assert dangling([parse(encoded(content))]) == {
        "C-9999999999": "C-0000000001.moved_to",
        "S-9999999999": "S-0000000003.chain[0].derived_from",
    }


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda below: st.one_of(
        st.lists(below, max_size=3), st.dictionaries(st.text(max_size=5), below, max_size=3)
    ),
    max_leaves=5,
)
PATHS = sorted(
    {f"{key}[0].{name}" for key in EXAMPLE if isinstance(EXAMPLE[key], list) for name in EXAMPLE[key][0]}
)


@given(st.sampled_from(PATHS), json_values)
@settings(max_examples=200, deadline=None)
def test_whatever_a_key_holds_the_reader_answers(path: str, value: object) -> None:
    """No content makes the reader crash: it reads the file or says what is wrong."""
    try:
        dossier = parse(encoded(edited((path, value))))
    except DossierError:
        return
    assert parse(write(dossier)) == dossier
