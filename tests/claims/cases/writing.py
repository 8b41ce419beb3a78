"""People of one desk who write at random, and what must hold after each write."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import Model
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)

from claims.actions.articles import edit_article
from claims.actions.claims import NotPublishable, publish, unpublish
from claims.actions.entities import AlreadyLinked, AlreadyMerged, AlreadyOne, end, link, merge
from claims.actions.moving import CannotMove, merge_claims, move_claim, split_claim
from claims.actions.questions import (
    NeedsAnotherPerson,
    edit_question,
    set_alleges_wrongdoing,
    set_desk_settings,
)
from claims.actions.recapture import CannotRecapture, recapture
from claims.actions.rulings import end_ruling, rule_on_claims, rule_on_statement
from claims.actions.tag import AlreadyWithdrawn, CannotTag, NewLink, NewStatement, tag, withdraw
from claims.actions.tag_passage import About, tag_passage
from claims.actions.verdicts import (
    AlreadyReplied,
    CheckNeeded,
    CheckWithdrawn,
    ClaimMoved,
    MayNotApprove,
    NeedsEvidence,
    VerdictOutdated,
    approve_verdict,
    evidence_digest,
    propose_verdict,
    record_check,
    record_reply,
    withdraw_check,
    withdraw_verdict,
)
from claims.models import Check, Claim, Finding, Ruling, Statement, Verdict
from claims.stale import stale
from claims.vocabulary import BASES, CAVEATS, CERTAINTIES, FORMS, KINDS, RELATIONS, SILENCES, STATUSES
from sources.models import Capture, EntityLink, EntityMerge
from sources.quotes import Passage, passage_at
from sources.vocabulary import LINK_KINDS
from tests.claims.cases.past import View, as_of, clock, questions, read, view
from tests.claims.cases.world import World

Row = TypeVar("Row", bound=Model)
#: What an action may answer to an honest try.
REFUSED = (
    AlreadyLinked,
    AlreadyMerged,
    AlreadyOne,
    AlreadyReplied,
    AlreadyWithdrawn,
    CannotMove,
    CannotRecapture,
    CannotTag,
    CheckNeeded,
    CheckWithdrawn,
    ClaimMoved,
    MayNotApprove,
    NeedsAnotherPerson,
    NeedsEvidence,
    NotPublishable,
    VerdictOutdated,
)
#: Whether this is the long form, and how many sequences.
SEQUENCES = int(os.environ.get("SAYSO_SEQUENCES", "0"))

#: A page is read after every so many writes: it costs more than all else that is looked at.
EVERY = 4

NUMBERS = st.integers(0, 30)
#: Most statements speak, are sure and have an origin that counts, so that much follows from them.
LINK = st.tuples(
    NUMBERS,
    st.sampled_from((*BASES, "on_record", "on_record", "document", None)),
    st.booleans(),
    st.none() | NUMBERS,
)
HOW = st.fixed_dictionaries(
    {
        "kind": st.sampled_from((*KINDS, "assertion", "assertion", "denial", "denial", "silence")),
        "certainty": st.sampled_from((*CERTAINTIES, "certain", "certain", "certain", None)),
        "caveat": st.sampled_from((*CAVEATS, "fact", None)),
        "form": st.sampled_from(FORMS),
        "said": st.sampled_from(("", "", "2025-05-20", "2025-06", "2025-05/..")),
        "original_seen": st.booleans(),
    }
)


def write(**drawn: Any) -> Callable[[Callable[..., None]], Any]:
    """A rule that tries one action; the machine counts how often, and how often it was refused."""

    def as_rule(step: Callable[..., None]) -> Any:
        @wraps(step)
        def tried(machine: Writing, **given: Any) -> None:
            machine.counts["writes"] += 1
            try:
                step(machine, **given)
            except REFUSED:
                machine.counts["refused"] += 1

        return rule(**drawn)(tried)  # type: ignore[no-untyped-call]

    return as_rule


class Writing(RuleBasedStateMachine):
    """People of one desk at work. `world` is there before the first sequence, and again after each."""

    world: World
    counts: Counter[str] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.sequence = transaction.atomic()
        self.sequence.__enter__()
        self.past: dict[datetime, View] = {}
        self.pages: dict[str, str] = {}

    def teardown(self) -> None:
        self.counts["sequences"] += 1
        if SEQUENCES and self.counts["sequences"] % 10 == 0:
            print(dict(self.counts), flush=True)
        try:
            self.look_back(list(self.past))
            self.read_again()
        finally:
            transaction.set_rollback(True)
            self.sequence.__exit__(None, None, None)

    # What is written

    @write(claim=NUMBERS, capture=NUMBERS, how=HOW, chain=st.lists(LINK, max_size=3), by=NUMBERS)
    def tag(self, claim: int, capture: int, how: Any, chain: list[Any], by: int) -> None:
        self.record(claim, capture, how, chain, by)

    @precondition(lambda self: Statement.objects.exists())
    @write(old=NUMBERS, claim=NUMBERS, capture=NUMBERS, how=HOW, chain=st.lists(LINK, max_size=3), by=NUMBERS)
    def replace(self, old: int, claim: int, capture: int, how: Any, chain: list[Any], by: int) -> None:
        self.record(claim, capture, how, chain, by, supersedes=pick(Statement, old))

    @write(capture=NUMBERS, place=NUMBERS, by=NUMBERS)
    def quick_tag(self, capture: int, place: int, by: int) -> None:
        article = self.world.capture(capture)
        passage = passage_of(article, place)
        about = About(text=f"{passage.exact} {clock()}")
        tag_passage(
            by=self.world.person(by), capture=article, passage=passage, about=about, new=NewStatement()
        )

    @precondition(lambda self: Statement.objects.exists())
    @write(statement=NUMBERS, by=NUMBERS)
    def withdraw(self, statement: int, by: int) -> None:
        withdraw(by=self.world.person(by), statement=pick(Statement, statement), why="wrong")

    @write(source=NUMBERS, into=NUMBERS)
    def merge(self, source: int, into: int) -> None:
        one, other = self.world.entity(source), self.world.entity(into)
        if one != other:
            merge(by=self.world.person(0), source=one, target=other)

    @write(source=NUMBERS, into=NUMBERS, kind=st.sampled_from(LINK_KINDS))
    def link(self, source: int, into: int, kind: str) -> None:
        one, other = self.world.entity(source), self.world.entity(into)
        if one != other:
            link(by=self.world.person(1), source=one, target=other, kind=kind, reason="So they say.")

    @precondition(lambda self: EntityMerge.objects.standing().exists())
    @write(row=NUMBERS)
    def unmerge(self, row: int) -> None:
        end(by=self.world.person(1), row=pick(EntityMerge, row))

    @precondition(lambda self: EntityLink.objects.standing().exists())
    @write(row=NUMBERS)
    def unlink(self, row: int) -> None:
        end(by=self.world.person(0), row=pick(EntityLink, row))

    @write(claim=NUMBERS, other=NUMBERS, relation=st.sampled_from(RELATIONS), by_hand=st.booleans())
    def rule_on_claims(self, claim: int, other: int, relation: str, by_hand: bool) -> None:
        one, two, rule = self.world.claim(claim), self.world.claim(other), ""
        found = Finding.objects.between_claims().select_related("claim_a__question", "claim_b__question")
        if not by_hand and found:
            finding = found[claim % len(found)]
            assert finding.claim_b
            one, two, rule = finding.claim_a, finding.claim_b, finding.rule
        rule_on_claims(
            by=self.world.person(2), claim=one, other=two, relation=relation, note="Judged.", rule=rule
        )

    @precondition(lambda self: Finding.objects.filter(subject__isnull=False).exists())
    @write(number=NUMBERS, relation=st.sampled_from(("contradicts", "unrelated")))
    def rule_on_statement(self, number: int, relation: str) -> None:
        found = Finding.objects.filter(subject__isnull=False).select_related("subject__claim")
        finding = found[number % len(found)]
        assert finding.subject
        rule_on_statement(
            by=self.world.person(2),
            statement=finding.subject,
            rule=finding.rule,
            relation=relation,
            note="Judged.",
        )

    @precondition(lambda self: Ruling.objects.exists())
    @write(ruling=NUMBERS)
    def end_ruling(self, ruling: int) -> None:
        end_ruling(by=self.world.person(1), ruling=pick(Ruling, ruling))

    @write(claim=NUMBERS, status=st.sampled_from(STATUSES), by=NUMBERS, checked=st.booleans())
    def propose_verdict(self, claim: int, status: str, by: int, checked: bool) -> None:
        about = self.world.claim(claim)
        if checked:
            record_check(
                by=self.world.person(by), claim=about, what_we_did="Asked.", url="https://port.example/log"
            )
        propose_verdict(by=self.world.person(by), claim=about, status=status, note="Because.")

    @precondition(lambda self: Verdict.objects.waiting().exists())
    @write(number=NUMBERS, by=NUMBERS)
    def approve_verdict(self, number: int, by: int) -> None:
        waiting = Verdict.objects.waiting().select_related("claim").order_by("pk")
        verdict = waiting[number % len(waiting)]
        approve_verdict(by=self.world.person(by), verdict=verdict, digest=evidence_digest(verdict.claim))

    @precondition(lambda self: Verdict.objects.exists())
    @write(verdict=NUMBERS)
    def withdraw_verdict(self, verdict: int) -> None:
        withdraw_verdict(by=self.world.person(1), verdict=pick(Verdict, verdict))

    @write(claim=NUMBERS, asked=st.sampled_from(("", "Harbour master")), by=NUMBERS)
    def record_check(self, claim: int, asked: str, by: int) -> None:
        record_check(
            by=self.world.person(by), claim=self.world.claim(claim), what_we_did="Rang.", person_asked=asked
        )

    @precondition(lambda self: Check.objects.asking().exists())
    @write(number=NUMBERS)
    def record_reply(self, number: int) -> None:
        asked = Check.objects.asking().select_related("claim").order_by("pk")
        record_reply(by=self.world.person(0), check=asked[number % len(asked)], reply="No.")

    @precondition(lambda self: Check.objects.exists())
    @write(check=NUMBERS)
    def withdraw_check(self, check: int) -> None:
        withdraw_check(by=self.world.person(1), check=pick(Check, check), why="Not about this.")

    @write(claim=NUMBERS, alleges=st.booleans(), by=NUMBERS)
    def accuse(self, claim: int, alleges: bool, by: int) -> None:
        about = self.world.claim(claim)
        set_alleges_wrongdoing(by=self.world.person(by), claim=about, alleges=alleges)

    @write(capture=NUMBERS, now=NUMBERS)
    def recapture(self, capture: int, now: int) -> None:
        article = self.world.capture(capture).article
        recapture(by=self.world.person(0), article=article, text=self.world.text(now), method="pasted")

    @write(claim=NUMBERS, other=NUMBERS, to_readers=st.booleans())
    def publish(self, claim: int, other: int, to_readers: bool) -> None:
        some: dict[int, Claim] = {one.pk: one for one in map(self.world.claim, (claim, other))}
        (publish if to_readers else unpublish)(by=self.world.person(0), claims=some.values())

    @write(question=NUMBERS, name=st.sampled_from(("varies", "single_valued")), value=st.booleans())
    def edit_question(self, question: int, name: str, value: bool) -> None:
        edit_question(by=self.world.person(1), question=self.world.question(question), **{name: value})

    @write(capture=NUMBERS, outlet=NUMBERS, published=st.sampled_from(("", "2025-05-20", "2025-06-30")))
    def edit_article(self, capture: int, outlet: int, published: str) -> None:
        article = self.world.capture(capture).article
        edit_article(
            by=self.world.person(0), article=article, outlet=self.world.entity(outlet), published=published
        )
        # Pages of the past name an article's outlet and date as they are known today.
        self.pages.clear()

    @write(shows_found=st.booleans())
    def set_desk_settings(self, shows_found: bool) -> None:
        set_desk_settings(by=self.world.person(0), shows_found=shows_found)

    @write(claim=NUMBERS, other=NUMBERS)
    def merge_claims(self, claim: int, other: int) -> None:
        merge_claims(by=self.world.person(0), claim=self.world.claim(claim), into=self.world.claim(other))

    @write(claim=NUMBERS, question=NUMBERS, answer=NUMBERS)
    def move_claim(self, claim: int, question: int, answer: int) -> None:
        to = self.world.answering(question, answer)
        move_claim(by=self.world.person(1), claim=self.world.claim(claim), to=to)

    @precondition(lambda self: Statement.objects.standing().exists())
    @write(statement=NUMBERS, question=NUMBERS, answer=NUMBERS)
    def split_claim(self, statement: int, question: int, answer: int) -> None:
        standing = Statement.objects.standing().select_related("claim__question").order_by("pk")
        going = standing[statement % len(standing)]
        to = self.world.answering(question, answer)
        split_claim(by=self.world.person(0), claim=going.claim, statements=[going], to=to)

    # What holds after every write

    @invariant()
    def stored_is_recomputed(self) -> None:
        """Nothing that is stored differs from what follows from the record."""
        assert stale(questions()) == []
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")

    @invariant()
    def past_stays(self) -> None:
        """What was shown and what followed at earlier moments is what it was."""
        at = clock()
        self.past[at] = seen = view(at)
        assert seen.derived == seen.shown
        self.look_back(list(self.past)[-2:-1])
        if len(self.past) % EVERY == 0:
            address = as_of(self.world.page(len(self.past) // EVERY), at)
            self.pages[address] = read(address)

    def look_back(self, moments: list[datetime]) -> None:
        """Each moment that the last write came after, and in the end all of them."""
        for at in moments:
            self.counts["looked back"] += 1
            assert self.past[at].changes(view(at)) == []

    def read_again(self) -> None:
        """The pages that readers saw on the way."""
        for address, was in self.pages.items():
            self.counts["read again"] += 1
            assert read(address) == was, address

    def record(
        self,
        claim: int,
        capture: int,
        how: dict[str, Any],
        chain: list[Any],
        by: int,
        supersedes: Statement | None = None,
    ) -> None:
        article = self.world.capture(capture)
        silent = how["kind"] in SILENCES
        links = [self.new_link(*one, silent=silent and not place) for place, one in enumerate(chain)]
        bare = {"certainty": None, "caveat": None} if silent else {}
        tag(
            by=self.world.person(by),
            claim=self.world.claim(claim),
            capture=article,
            passage=passage_of(article, claim + capture),
            new=NewStatement(chain=links, **{**how, **bare}),
            supersedes=supersedes,
        )

    def new_link(
        self, entity: int, basis: str | None, inferred: bool, relayed: int | None, *, silent: bool
    ) -> NewLink:
        source = pick(Statement, relayed) if relayed is not None and Statement.objects.exists() else None
        return NewLink(
            self.world.entity(entity), None if silent else basis, inferred=inferred, derived_from=source
        )


def pick(model: type[Row], number: int) -> Row:
    rows = model.objects.order_by("pk")  # type: ignore[attr-defined]
    found: Row = rows[number % rows.count()]
    return found


def passage_of(capture: Capture, number: int) -> Passage:
    spans = capture.spans()
    return passage_at(capture.text, *spans[number % len(spans)])
