"""What changed on the claims that somebody watches, by other hands than theirs, since they last looked."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.utils.translation import ngettext_lazy

from claims.models import Approval, Check, Claim, ClaimState, DeskNote, Ruling, Statement, Verdict, Watch
from newsroom.models import Event, User

#: Changes read; a desk that made more in one go is told of the latest.
_READ = 200
_TOLD = {
    "statement": ngettext_lazy("%(n)d statement recorded", "%(n)d statements recorded", "n"),
    "corrected": ngettext_lazy(
        "%(n)d statement corrected or moved here", "%(n)d statements corrected or moved here", "n"
    ),
    "withdrawn": ngettext_lazy("%(n)d statement withdrawn", "%(n)d statements withdrawn", "n"),
    "verdict": ngettext_lazy("%(n)d decision or proposal", "%(n)d decisions or proposals", "n"),
    "approved": ngettext_lazy("%(n)d approval", "%(n)d approvals", "n"),
    "verdict_withdrawn": ngettext_lazy("%(n)d decision withdrawn", "%(n)d decisions withdrawn", "n"),
    "check": ngettext_lazy("%(n)d check recorded", "%(n)d checks recorded", "n"),
    "reply": ngettext_lazy("%(n)d reply to a question of ours", "%(n)d replies to questions of ours", "n"),
    "ruling": ngettext_lazy("%(n)d ruling", "%(n)d rulings", "n"),
    "clash": ngettext_lazy("%(n)d contradiction more", "%(n)d contradictions more", "n"),
    "solved": ngettext_lazy("%(n)d contradiction fewer", "%(n)d contradictions fewer", "n"),
    "note": ngettext_lazy("%(n)d desk note", "%(n)d desk notes", "n"),
    "reworded": ngettext_lazy("put in other words", "put in other words", "n"),
    "published": ngettext_lazy("published", "published", "n"),
    "taken_back": ngettext_lazy("taken back to the desk", "taken back to the desk", "n"),
}


@dataclass(frozen=True, slots=True)
class Changed:
    """A watched claim, what changed on it in words, and when it last did."""

    claim: Claim
    told: tuple[str, ...]
    at: datetime


def changes_for(user: User) -> list[Changed]:
    """The claims with news for `user`, the latest first; in four queries."""
    last: dict[int, datetime] = {}
    counted: defaultdict[int, Counter[str]] = defaultdict(Counter)
    found = [(*one, 1) for one in _acts(user)] + _turns(user) + _reworded(user)
    for claim, what, at, count in found:
        last[claim] = max(at, last.get(claim, at))
        counted[claim][what] += count
    claims = Claim.objects.in_bulk(last)
    latest = sorted(last, key=lambda one: (last[one], one), reverse=True)
    return [Changed(claims[one], _in_words(counted[one]), last[one]) for one in latest]


def _in_words(counted: Counter[str]) -> tuple[str, ...]:
    return tuple(str(words % {"n": counted[what]}) for what, words in _TOLD.items() if counted[what])


def _acts(user: User) -> Any:
    """Who of the others did what to which claim, and when: the newest, in one query."""
    statements, verdicts = Statement.objects.all(), Verdict.objects.all()
    branches = [
        _branch("statement", statements.filter(supersedes=None), user, "entered_at", "recorded_by"),
        _branch("corrected", statements.exclude(supersedes=None), user, "entered_at", "recorded_by"),
        _branch("withdrawn", statements.filter(superseded_by=None), user, "left_at", "withdrawn_by"),
        _branch("verdict", verdicts, user, "entered_at", "decided_by"),
        _branch("verdict_withdrawn", verdicts, user, "left_at", "withdrawn_by"),
        _branch("approved", Approval.objects.all(), user, "entered_at", "approved_by", "verdict__claim"),
        _branch("check", Check.objects.all(), user, "entered_at", "recorded_by"),
        _branch("reply", Check.objects.all(), user, "replied_at"),
        _branch("ruling", Ruling.objects.all(), user, "entered_at", "ruled_by", "claim_a"),
        _branch("ruling", Ruling.objects.all(), user, "entered_at", "ruled_by", "claim_b"),
        _branch("note", DeskNote.objects.all(), user, "written_at", "written_by"),
        _branch("published", Claim.objects.published(), user, "published_at", "published_by", ""),
    ]
    return branches[0].union(*branches[1:], all=True).order_by("-at")[:_READ]


def _branch(
    what: str, rows: QuerySet[Any, Model], user: User, moment: str, by: str = "", claim: str = "claim"
) -> Any:
    """Acts of one sort on the claims that `user` watches, since they were last seen."""
    watch = f"{claim}__watches" if claim else "watches"
    mine = {f"{watch}__user": user, f"{watch}__ended__isnull": True, f"{moment}__gt": F(f"{watch}__seen")}
    others = rows.filter(**mine).exclude(**{by: user} if by else {"pk__in": ()})
    told = others.annotate(about=F(claim or "pk"), what=Value(what, output_field=CharField()), at=F(moment))
    return told.order_by().values_list("about", "what", "at")


def _turns(user: User) -> list[tuple[int, str, datetime, int]]:
    """What followed from acts on this claim or others: contradictions, and that readers see it no more."""
    states = ClaimState.objects.filter(claim=OuterRef("claim"))
    then = states.filter(shown_from__lte=OuterRef("seen")).order_by("-shown_from")
    now = states.filter(shown_to__isnull=True)
    rows = Watch.objects.open().filter(user=user).annotate(
        before=Subquery(then.values("open_conflicts")[:1]),
        after=Subquery(now.values("open_conflicts")[:1]),
        was=Subquery(then.values("visibility")[:1]),
        now=Subquery(now.values("visibility")[:1]),
        at=Subquery(now.values("shown_from")[:1]),
    )  # fmt: skip
    turned = rows.filter(~Q(before=F("after")) | Q(was="published", now="desk"), at__gt=F("seen"))
    found: list[tuple[int, str, datetime, int]] = []
    columns = ("claim", "before", "after", "was", "now", "at")
    for claim, before, after, was, shown, at in turned.order_by("-at").values_list(*columns)[:_READ]:
        if before != after:
            found.append((claim, "clash" if after > before else "solved", at, abs(after - before)))
        if (was, shown) == ("published", "desk"):
            found.append((claim, "taken_back", at, 1))
    return found


def _reworded(user: User) -> list[tuple[int, str, datetime, int]]:
    """Claims put in other words: a claim keeps the last alone, and the event log by whom and when."""
    events = Event.objects.filter(
        object=Concat(Value("claims_claim "), OuterRef("claim__public_id")),
        action="update: reword claim",
        at__gt=OuterRef("seen"),
    ).exclude(actor=user.get_username())
    last = Subquery(events.order_by("-seq").values("at")[:1])
    rows = Watch.objects.open().filter(user=user).annotate(at=last).filter(at__isnull=False)
    return [
        (claim, "reworded", at, 1) for claim, at in rows.order_by("-at").values_list("claim", "at")[:_READ]
    ]
