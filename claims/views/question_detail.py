"""One question: which of its answers cannot both be true, and who says what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from claims.access import shown_question, shown_states
from claims.models import ClaimState, Question, Statement
from claims.presenting.conflicts import Conflict, conflicts_on
from claims.presenting.lettering import Lettered, Lettering, in_letters, lettered
from claims.presenting.matrix import Matrix, read_matrix
from claims.presenting.pages import page_context, reader_page
from claims.presenting.silences import silences_of_question
from claims.wording.questions import answers_from, fit_together, is_it_so, unnamed_counted, unread_of
from newsroom.actions import desk_settings

#: Conflicts of one sort in sentences; the list of contradictions has all.
MOST_CONFLICTS = 12

_HEADINGS = {
    "contradicts": _("What cannot both be true"),
    "tension": _("What is hard to reconcile"),
    "updates": _("What was updated later"),
    "refines": _("What makes another answer more precise"),
}


@dataclass(frozen=True, slots=True)
class Sort:
    """All conflicts of one sort, as far as they are shown."""

    relation: str
    heading: str
    conflicts: Sequence[Lettered]
    more: int


@reader_page
def question_detail(request: HttpRequest, at: datetime | None, public_id: str) -> HttpResponse:
    """Public where one of its claims is published; the desk also sees those that are not, marked so."""
    question = shown_question(public_id, request.user, at)
    seen = shown_states(request.user, at)
    # All answers have letters, but few are shown: the matrix reads these whole.
    states = list(seen.filter(claim__question=question).only("claim", "outlets", "visibility"))
    if not states:
        raise Http404
    desk = desk_settings()
    conflicts = conflicts_on(question, at, desk)
    lettering = lettered(states, conflicts)
    matrix = read_matrix(question, lettering, conflicts, seen, at)
    context = {
        **page_context(request, at, desk),
        "section": "topics",
        "question": question,
        "asks": _asks(question, matrix),
        "lead": _lead(lettering, conflicts, matrix),
        "sorts": _sorts(conflicts, lettering),
        "matrix": matrix,
        "clean": lettering.clean,
        "has_seam": any(one.split for one in matrix.answers),
        "silences": silences_of_question(question, at),
        "rows": _sheet_rows(states, at),
    }
    return render(request, "claims/question_detail.html", context)


def _asks(question: Question, matrix: Matrix) -> str:
    """The question; where it is only a claim asked back, one that says so."""
    own = (one.state.claim for one in matrix.answers if one.state.claim.asks_itself)
    return next((is_it_so(claim.text) for claim in own), question.text)


def _lead(lettering: Lettering, conflicts: Sequence[Conflict], matrix: Matrix) -> list[str]:
    """How many answers there are, from where, and whether they go together."""
    answers, reach = len(lettering.answers), matrix.reach
    clashing, tense = (_pairs(conflicts, lettering, relation) for relation in ("contradicts", "tension"))
    told = [
        answers_from(answers, reach.outlets, reach.articles, reach.of_articles),
        # "They" are the answers just counted: nothing comes between.
        fit_together(answers, clashing, tense, odd=lettering.odd),
        unnamed_counted(reach.unnamed),
        unread_of(reach.of_articles, reach.unread),
    ]
    return [one for one in told if one]


def _pairs(conflicts: Iterable[Conflict], lettering: Lettering, relation: str) -> int:
    """How many pairs of this question's answers stand in this relation."""
    own = lettering.letters.keys()
    pairs = {frozenset((c.a.claim_id, c.b.claim_id)) for c in conflicts if c.relation == relation}
    return sum(len(pair) == 2 and pair <= own for pair in pairs)


def _sorts(conflicts: Sequence[Conflict], lettering: Lettering) -> list[Sort]:
    """Contradictions first; tensions, updates and refinements apart from them."""
    found = []
    for relation, heading in _HEADINGS.items():
        ones = in_letters((c for c in conflicts if c.relation == relation), lettering)
        if ones:
            more = len(ones) - MOST_CONFLICTS
            found.append(Sort(relation, str(heading), ones[:MOST_CONFLICTS], max(more, 0)))
    return found


def _sheet_rows(states: Iterable[ClaimState], at: datetime | None) -> int:
    """Rows of the CSV: one for each statement, and one for a published claim that has none."""
    published = [one.claim_id for one in states if one.visibility == "published"]
    standing = Statement.objects.standing(at).filter(claim__in=published)
    counted = dict(standing.values_list("claim").annotate(n=Count("pk")))
    return sum(counted.get(claim, 1) for claim in published)
