"""The eight seed dossiers, loaded: what a fresh demonstration shows, and nothing else.

Statements are called by article and number (0.12 is the twelfth of the first
article), with their ids beside them.
"""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from claims.actions.verdicts import evidence_digest, evidence_snapshot
from claims.evidence import evidence, silences_elsewhere
from claims.models import Approval, Claim, ClaimState, Finding, Question, Statement, Topic, Verdict
from claims.reading import read_questions
from newsroom.models import Event, User
from newsroom.roles import EDITOR
from sources.models import Entity
from tests.factories import make_user

pytestmark = pytest.mark.django_db

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.json"))

EAST = "C-K9STVN43VG"  # 2.09 the base is in the east
NEAR_LATAKIA = "C-HFF9EW207M"  # 0.04
LATAKIA_PROVINCE = "C-FTGEVX1KKJ"  # 1.14
MEDITERRANEAN = "C-8WH7SSXG4W"  # 3.12
ON_BASES = "C-Z44TG3MPQC"  # 1.08 the ministry said that the talks focused on the bases
NOT_ON_BASES = "C-PY2BKWH9N2"  # 1.09 the ministry did not mention them
PRESS_RUSSIA = "C-WBDHN6S8HP"  # 0.19 the attack was to press Russia to leave
SIGNAL = "C-KWZ2SE6KX0"  # 0.33 it was a signal to al-Sharaa
FATWA = "C-76H773935T"  # 0.34, 0.39 it followed a fatwa
MANY_PRESS = "C-HY5VMQZH57"  # 3.09 many Europeans press for Russia's exit
FEW_PRESS = "C-T453A84BN5"  # 0.25 they no longer do
SERVICEMEN = "C-PAG0N72WWM"  # 0.12 two servicemen were killed

BETWEEN_CLAIMS = {
    ("C4", "contradiction", frozenset({EAST, NEAR_LATAKIA})),
    ("C4", "contradiction", frozenset({EAST, LATAKIA_PROVINCE})),
    ("C4", "contradiction", frozenset({EAST, MEDITERRANEAN})),
    ("C1", "contradiction", frozenset({ON_BASES, NOT_ON_BASES})),
    ("C4", "tension", frozenset({PRESS_RUSSIA, SIGNAL})),
    ("C4", "tension", frozenset({PRESS_RUSSIA, FATWA})),
    ("C1", "update", frozenset({MANY_PRESS, FEW_PRESS})),
}
#: Statements that drop their own article's hedge.
ESCALATIONS = {
    "0.01": "S-CB94VXWD1G",
    "0.08": "S-Y5YF1DA7Z8",
    "0.12": "S-WSGH51BT2Q",
    "0.13": "S-BC6SK4QGNB",
    "4.03": "S-Z0KWKFYRF8",
}
STATUSES = {
    SERVICEMEN: "unverified",
    "C-302CXYYDX0": "unverified",  # 0.02 the base was attacked on 20 May
    FATWA: "unverified",
    "C-K8MX2E00RB": "unverified",  # 0.29 the meeting in Ankara
    "C-RS2QV40SQ4": "unverified",  # 1.01 Assad's return was demanded
    "C-JEDHN1BPEB": "unverified",  # 1.10 compensation was sought
    ON_BASES: "unverified",
    MEDITERRANEAN: "confirmed",
    EAST: "refuted",
    "C-E2Z4V0PNYZ": "unverified",  # 2.15 temporary guarantees
    "C-9ESG1AW9KP": "unverified",  # 4.06 the base was attacked on 18 February
    "C-BV1F6ED63T": "not_checkable",  # 4.11 the bases are of little value
}
#: 0.14 Moscow and 0.15 Damascus: no official comment.
SILENT = {"S-BN74N3KT4J": "Russia", "S-JY0KGMXBXD": "Syrian transitional government"}


def load() -> str:
    out = StringIO()
    call_command("load_dossier", *map(str, SEEDS), stdout=out, verbosity=0)
    return out.getvalue().strip()


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    load()


def shown(claim: str) -> ClaimState:
    return ClaimState.objects.at().published().get(claim__public_id=claim)


def test_seeds_are_whole() -> None:
    """Eight topics: 125 statements on 101 claims in answer to 87 questions, all public."""
    assert Topic.objects.count() == len(SEEDS) == 8
    assert (Question.objects.count(), Claim.objects.count()) == (87, 101)
    assert Statement.objects.standing().count() == Statement.objects.count() == 125
    assert ClaimState.objects.at().published().count() == 101


def test_findings_are_exactly_the_expected_ones() -> None:
    """Four contradictions, two tensions and an update between claims, five dropped hedges, nothing else."""
    found = Finding.objects.select_related("claim_a", "claim_b", "subject")
    between = [row for row in found if row.claim_b]
    assert {
        (row.rule, row.level, frozenset({row.claim_a.public_id, row.claim_b.public_id}))
        for row in between
        if row.claim_b
    } == BETWEEN_CLAIMS
    assert len(between) == len(BETWEEN_CLAIMS)
    accused = [(row.rule, row.subject.public_id) for row in found if row.subject]
    assert sorted(accused) == sorted(("T2", one) for one in ESCALATIONS.values())


def test_no_claim_has_two_independent_origins() -> None:
    """However many outlets carry them, none of the five articles' claims is corroborated."""
    states = ClaimState.objects.at()
    assert not states.filter(origins_for__gt=1).exists()
    assert not states.filter(origins_against__gt=1).exists()
    assert not states.filter(suggested="corroborated").exists()


def test_readers_see_the_desks_verdicts() -> None:
    """Twelve claims have a status, two of them by a second person's approval; all others are not reviewed."""
    states = ClaimState.objects.at().published().exclude(status="")
    assert dict(states.values_list("claim__public_id", "status")) == STATUSES
    approved = Approval.objects.values_list("verdict__claim__public_id", flat=True)
    assert set(approved) == {MEDITERRANEAN, EAST}


def test_no_verdict_seems_outdated() -> None:
    """What each verdict and approval rested on is what the record shows, so no page says that it changed."""
    for verdict in Verdict.objects.select_related("claim"):
        assert verdict.evidence == evidence_snapshot(verdict.claim)
    for approval in Approval.objects.select_related("verdict__claim"):
        assert approval.digest == evidence_digest(approval.verdict.claim)


def test_servicemen_are_traced_to_nobody() -> None:
    """Two killed: unverified, no identified origin, one outlet that gives no traceable source."""
    state = shown(SERVICEMEN)
    assert (state.status, state.suggested) == ("unverified", "unverified")
    assert (state.outlets, state.origins_for, state.untraced_outlets) == (1, 0, 1)
    assert state.silences == 0


def test_silences_of_moscow_and_damascus_stand_elsewhere() -> None:
    """Beside the claim on the servicemen, the topic's silences of those days are found: these two."""
    claim = Claim.objects.select_related("question__topic").get(public_id=SERVICEMEN)
    topic = Question.objects.filter(topic=claim.question.topic).values_list("pk", flat=True)
    readings = read_questions(topic)
    own = readings[claim.question_id]
    others = [
        one for pk, reading in readings.items() if pk != claim.question_id for one in reading.statements
    ]
    found = silences_elsewhere(own.on(claim.pk), others)
    rows = Statement.objects.filter(pk__in=[one.id for one in found], kind="silence")
    assert dict(rows.values_list("public_id", "links__entity__name")) == SILENT
    assert not evidence(own.on(claim.pk), own.entities, own.relays).silences


def test_what_is_not_known_stays_unknown() -> None:
    """No original was seen, nothing has bytes or an address, and three dates are the desk's inference."""
    assert not Statement.objects.filter(original_seen=True).exists()
    articles = {one.capture.article for one in Statement.objects.select_related("capture__article")}
    assert len(articles) == 5
    assert sum(article.date_inferred for article in articles) == 3
    assert sum(article.outlet is None for article in articles) == 2
    assert not Statement.objects.exclude(capture__method="digest").exists()


def test_printed_phrases_are_short() -> None:
    """At most twelve words of an outlet's own go with any statement."""
    words = Statement.objects.values_list("wording", flat=True)
    assert max(len(wording.split()) for wording in words) <= 12


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Ahmed al-Sharaa", "Abu Mohammed al-Julani"),
        ("Bashar Assad", "al-Assad"),
        ("Asaad al-Shaibani", "Al-Shaibani"),
        ("Khmeimim", "Hmeimim"),
        ("Tartus", "Tartous"),
        ("SANA", "Sanaa news agency"),
        ("Peskov", "Kremlin spokesman"),
        ("HTS", "Hayat Tahrir al-Sham"),
    ],
)
def test_two_spellings_are_one(name: str, other: str) -> None:
    """Whoever is printed under several names is found under each."""
    assert Entity.objects.called(name).distinct().get() == Entity.objects.called(other).distinct().get()


def test_demo_people_are_labels() -> None:
    """Demo editor and Demo reviewer recorded the seeds, and nobody can log in as them."""
    people = User.objects.values_list("username", "is_active")
    assert set(people) == {("Demo editor", False), ("Demo reviewer", False)}


def test_second_load_changes_nothing_and_says_so() -> None:
    """Loading the seeds again adds neither a row nor an event."""
    before = Event.objects.count(), ClaimState.objects.count()
    assert load() == "Nothing new: 8 dossiers already loaded"
    assert (Event.objects.count(), ClaimState.objects.count()) == before


def test_export_gives_the_same_bytes_back() -> None:
    """What goes in comes out, byte for byte, also where the demo accounts' colleagues work beside it."""
    make_user(EDITOR, name="Edith")
    for path in SEEDS:
        out = StringIO()
        call_command("export_dossier", path.stem, stdout=out)
        assert out.getvalue() == path.read_text(), path.name


def test_derived_is_what_the_record_says() -> None:
    """`refresh --check` is clean right after the load."""
    out = StringIO()
    call_command("refresh", check=True, stdout=out)
    assert out.getvalue().strip() == "Clean: 101 states and 12 findings of 87 questions"
