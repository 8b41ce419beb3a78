"""T1 and T2: a silence that was none, and a hedge that was dropped."""

from __future__ import annotations

from typing import Any

import pytest

from claims.contradictions import Finding, find
from claims.record import Entities, Statement, Value
from claims.vocabulary import BASES, CAVEATS, FORMS, KINDS, NATURES
from tests.claims.cases.record import NONE, UNKNOWN, WORLD, YES, asks, number, says, silent, voice


def found(rule: str, *statements: Statement, entities: Entities = WORLD, **question: Any) -> list[Finding]:
    """The findings of one rule."""
    return [one for one in find(asks(**question), statements, entities) if one.rule == rule]


# T1


@pytest.mark.parametrize("kind", KINDS)
def test_silence_broken_by_kind_of_silence(kind: str) -> None:
    """Reported silent, declining or not replying while on record is flagged; having spoken is not."""
    findings = found("T1", silent("S1", "Kremlin", kind), says("S2", chain=voice("Kremlin")))
    assert bool(findings) == (kind in ("silence", "no_comment", "no_response"))


@pytest.mark.parametrize("kind", KINDS)
def test_silence_broken_by_kind_of_speech(kind: str) -> None:
    """Asserting, denying and speculating is speaking; a doubt or another silence is not."""
    findings = found("T1", silent("S1", "Kremlin"), says("S2", kind=kind, chain=voice("Kremlin")))
    assert bool(findings) == (kind in ("assertion", "denial", "speculation"))


@pytest.mark.parametrize("basis", [*BASES, None])
def test_silence_broken_by_basis(basis: str | None) -> None:
    """Only words on record break a silence: the party stands by no others."""
    findings = found("T1", silent("S1", "Kremlin"), says("S2", chain=voice("Kremlin", basis)))
    assert bool(findings) == (basis == "on_record")


@pytest.mark.parametrize(
    ("party", "speaker", "broken"),
    [
        pytest.param("Kremlin", "Kremlin", True, id="the party itself"),
        pytest.param("Kremlin", "Peskov", True, id="its spokesman"),
        pytest.param("Russia", "Peskov", True, id="a spokesman two steps down"),
        pytest.param("Russia", "Lavrov", True, id="another branch below the party"),
        pytest.param("al-Sharaa", "al-Julani", True, id="the party under a merged name"),
        pytest.param("al-Julani", "al-Sharaa", True, id="a merged name is silent"),
        pytest.param("Damascus", "al-Sharaa", True, id="a link of the merged name"),
        pytest.param("Peskov", "Kremlin", False, id="the office speaks, its spokesman declined"),
        pytest.param("Peskov", "Putin", False, id="a colleague of the silent one"),
        pytest.param("Kremlin", "Lavrov", False, id="another branch of one state"),
        pytest.param("Damascus", "Peskov", False, id="another party"),
        pytest.param("ministry", "Russia", False, id="what the silent one speaks for"),
    ],
)
def test_silence_broken_by_party(party: str, speaker: str, broken: bool) -> None:
    """A party's silence is broken by itself and by those who speak for it, and by nobody else."""
    findings = found("T1", silent("S1", party), says("S2", chain=voice(speaker)))
    assert bool(findings) == broken


@pytest.mark.parametrize(
    ("silence", "speech", "broken"),
    [
        ("2025-05-20/2025-05-26", "2025-05-22", True),
        ("2025-05-20/2025-05-26", "2025-05-26", True),
        ("2025-05-20/2025-05-26", "2025-05", True),
        ("2024-12/..", "2025-05-26", True),
        ("2025-05-26", "2024-12/..", True),
        ("../2025-05-26", "2025-05-26/..", True),
        ("2024-12/..", "2025-01/..", True),
        ("2025-05-20/2025-05-26", "2025-05-27", False),
        ("2025-05-20/2025-05-26", "2025-05-19", False),
        ("../2024-12", "2025-01/..", False),
        (None, "2025-05-26", False),
        ("2025-05-26", None, False),
        (None, None, False),
    ],
)
def test_silence_broken_only_in_its_days(silence: str | None, speech: str | None, broken: bool) -> None:
    """Speaking breaks a silence in days they share; earlier, later and undated words do not."""
    quiet = silent("S1", "Kremlin", window=silence)
    assert bool(found("T1", quiet, says("S2", chain=voice("Kremlin"), window=speech))) == broken


@pytest.mark.parametrize("question", [{"single_valued": False}, {"varies": True}, {"answer_type": "text"}])
def test_silence_broken_on_any_question(question: dict[str, Any]) -> None:
    """What was said does not matter, only that it was: values, natures and question types are all one."""
    spoken = says("S2", "other claim", UNKNOWN, nature="opinion", certainty=None, chain=voice("Kremlin"))
    assert found("T1", silent("S1", "Kremlin"), spoken, **question)


def test_silence_broken_by_several_is_one_finding() -> None:
    """One silence is one finding, with each statement that breaks it, on the silence's claim."""
    quiet = silent("S5", "Russia", claim="C-yes")
    spoken = [says("S9", "C-no", chain=voice("Peskov")), says("S2", "C-yes", chain=voice("Lavrov"))]
    (finding,) = found("T1", quiet, *spoken)
    assert (finding.subject, finding.claim_a, finding.claim_b) == ("S5", "C-yes", None)
    assert finding.pairs == (("S5", "S2"), ("S5", "S9"))
    assert finding.pair_count == 2
    assert (finding.level, finding.label) == ("tension", "same_speaker")


@pytest.mark.parametrize(
    ("quiet", "spoken"),
    [
        (silent("S1", None), says("S2", chain=voice(None, "own_voice"))),
        (silent("S1", "Kremlin", chain=()), says("S2", chain=voice("Kremlin"))),
        (silent("S1", "Kremlin"), says("S2", chain=())),
    ],
)
def test_silence_without_a_name_cannot_be_broken(quiet: Statement, spoken: Statement) -> None:
    """Where the party or the speaker is not recorded, nobody is accused."""
    assert found("T1", quiet, spoken) == []


def test_silence_broken_only_by_the_origin() -> None:
    """A party that merely passed another's words on has not spoken."""
    relayed = says("S2", chain=(voice("witness"), voice("Kremlin")))
    assert found("T1", silent("S1", "Kremlin"), relayed) == []


# T2


@pytest.mark.parametrize("basis", [*BASES, None])
@pytest.mark.parametrize("caveat", [*CAVEATS, None])
def test_escalation_by_source(basis: str | None, caveat: str | None) -> None:
    """What a social-media post or an anonymous voice says is flagged where the article states it as fact."""
    findings = found("T2", says("S1", caveat=caveat, chain=voice("posts", basis)))
    assert bool(findings) == (caveat == "fact" and basis in ("social_media", "anonymous"))
    assert all(one.pairs == () for one in findings)


def test_escalation_of_an_inferred_source() -> None:
    """It is flagged too where the editor inferred the source, as articles drop it on the way."""
    assert found("T2", says("S1", caveat="fact", chain=voice("posts", "social_media", inferred=True)))


def test_escalation_looks_at_the_origin_alone() -> None:
    """A named witness is no anonymous source, whoever passed the words on."""
    chain = (voice("witness", "on_record"), voice("posts", "social_media"))
    assert found("T2", says("S1", caveat="fact", chain=chain)) == []


@pytest.mark.parametrize("caveat", [*CAVEATS, None])
@pytest.mark.parametrize("form", FORMS)
def test_escalation_of_a_hedge_in_the_same_article(caveat: str | None, form: str) -> None:
    """Flat in one place and "reportedly" in another is flagged; "X said" only under a flat headline."""
    flat = says("S1", article="A", caveat="fact", form=form)
    hedged = says("S2", article="A", caveat=caveat)
    weak = caveat in ("reported", "alleged", "unconfirmed", "could_not_verify")
    flagged = weak or (form == "headline" and caveat == "attributed")
    assert [one.pairs for one in found("T2", flat, hedged)] == ([(("S1", "S2"),)] if flagged else [])


@pytest.mark.parametrize(
    ("hedged", "why"),
    [
        ({"article": "B"}, "another article"),
        ({"claim": "another"}, "another claim"),
        ({"kind": "denial"}, "a hedge on the denial"),
        ({"kind": "doubt"}, "a doubt"),
        ({"kind": "silence"}, "a silence"),
    ],
)
def test_escalation_needs_the_same_matter(hedged: dict[str, Any], why: str) -> None:
    """A hedge elsewhere, on another matter or on the other side is none on this."""
    flat = says("S1", article="A", caveat="fact")
    other = says("S2", **{"article": "A", "caveat": "alleged", **hedged})
    assert found("T2", flat, other) == [], why


@pytest.mark.parametrize("kind", ["doubt", "silence"])
def test_escalation_of_a_denial_needs_another_denial(kind: str) -> None:
    """A flat denial drops the hedge of another denial, and not that of a doubt, which denies nothing."""
    flat = says("S1", article="A", kind="denial", caveat="fact")
    assert found("T2", flat, says("S2", article="A", kind=kind, caveat="alleged")) == []
    assert found("T2", flat, says("S2", article="A", kind="denial", caveat="alleged"))


@pytest.mark.parametrize(
    ("body", "flagged"),
    [
        pytest.param(["attributed"], True, id="attributed"),
        pytest.param(["attributed", "attributed"], True, id="attributed twice"),
        pytest.param(["attributed", None], True, id="attributed and not recorded"),
        pytest.param(["reported"], True, id="reported"),
        pytest.param(["fact", "reported"], True, id="flat once, reported once"),
        pytest.param(["fact"], False, id="flat"),
        pytest.param(["verified"], False, id="checked by the outlet"),
        pytest.param(["verified", "attributed"], False, id="checked and attributed"),
        pytest.param(["attributed", "fact"], False, id="attributed once, then flat"),
        pytest.param([None], False, id="not recorded"),
        pytest.param([], False, id="nothing beneath"),
    ],
)
def test_escalation_in_a_headline(body: list[str | None], flagged: bool) -> None:
    """A flat headline is flagged over a text that is never flat; where the text is, it only repeats it."""
    headline = says("S0", article="A", caveat="fact", form="headline")
    text = [says(f"S{place}", article="A", caveat=caveat) for place, caveat in enumerate(body, 1)]
    subjects = [one.subject for one in found("T2", headline, *text)]
    assert ("S0" in subjects) == flagged


def test_escalation_over_another_headline() -> None:
    """A headline is measured by the text beneath it, not by a second, weaker headline."""
    flat = says("S1", article="A", caveat="fact", form="headline")
    assert found("T2", flat, says("S2", article="A", caveat="attributed", form="headline")) == []


@pytest.mark.parametrize(
    ("value", "flagged"), [(YES, True), (NONE, True), (number(2, 2), True), (UNKNOWN, False)]
)
def test_escalation_needs_an_answer(value: Value, flagged: bool) -> None:
    """ "His fate is unknown", stated flatly, claims nothing."""
    posts = voice("posts", "social_media")
    assert bool(found("T2", says("S1", value=value, caveat="fact", chain=posts))) == flagged


@pytest.mark.parametrize("kind", KINDS)
def test_escalation_by_kind(kind: str) -> None:
    """What is asserted, denied or guessed can be stated as fact; a silence or a doubt cannot."""
    findings = found("T2", says("S1", kind=kind, caveat="fact", chain=voice("posts", "social_media")))
    assert bool(findings) == (kind in ("assertion", "denial", "speculation"))


@pytest.mark.parametrize("nature", NATURES)
@pytest.mark.parametrize("question", [{}, {"single_valued": False}, {"varies": True}])
def test_escalation_whatever_the_nature(nature: str, question: dict[str, Any]) -> None:
    """A dropped hedge is no conflict of answers, so that the limits for these do not apply."""
    (finding,) = found(
        "T2", says("S1", nature=nature, caveat="fact", chain=voice("posts", "anonymous")), **question
    )
    assert (finding.level, finding.label, finding.subject) == ("tension", "same_article", "S1")
    assert (finding.claim_a, finding.claim_b, finding.pair_count) == ("claim", None, 0)


def test_escalation_is_one_finding_a_statement() -> None:
    """Several reasons and several hedges are one finding; a second flat statement is another."""
    posts = voice("posts", "social_media")
    flat = [says(f"S{n}", article="A", caveat="fact", form="headline", chain=posts) for n in (1, 2)]
    hedged = [says("S3", article="A", caveat="reported"), says("S4", article="A", caveat="attributed")]
    first, second = found("T2", *flat, *hedged)
    assert first.pairs == (("S1", "S3"), ("S1", "S4"))
    assert second.pairs == (("S2", "S3"), ("S2", "S4"))
