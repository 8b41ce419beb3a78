"""The two sides of a contradiction, each with the passage that shows it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from claims.models import Claim, ClaimState, Statement
from claims.presenting.answers import answer
from claims.presenting.changed_passages import Changed, changed_here
from claims.presenting.conflicts import Conflict
from claims.presenting.names import OUTLET_NOT_NAMED, Names, names_of
from claims.presenting.passages import Marked, Quote, clash_in, quotes_of
from claims.presenting.sourcing import entities_in, sourcing
from claims.vocabulary import SPEAKING
from claims.wording.dates import date_words

#: Statements of a kind on a claim that are looked at for words to show.
_FEW = 5


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the seam, as `_shared/_passage.html` wants it.

    `ours`: the words are our summary and no quotation; `digest`: the link leads to our summary.
    All of `before`, `exact` and `after` are "" where no more of the article may be quoted.
    `changed` is the last that its outlet has done to the passage since, if it has.
    """

    claim_text: str
    claim_url: str
    before: str
    exact: str
    after: str
    passage_url: str
    published: str
    outlet: str
    about: str
    status: str
    language: str
    ours: bool
    digest: bool
    changed: Changed | None = None
    letter: str = ""

    @property
    def has_words(self) -> bool:
        """Whether there are words of the passage to show."""
        return bool(self.before or self.exact or self.after)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One statement for each claim and kind, with what may be shown of it."""

    statements: Mapping[tuple[int, str], Statement]
    names: Names
    quotes: Mapping[int, Quote]
    changed: Mapping[int, Sequence[Changed]]

    def of(self, claim: int, *, denial: bool = False) -> Statement | None:
        """A statement that says the claim, or denies it; whichever there is where the other is missing."""
        kinds = ("denial", "assertion", "speculation") if denial else ("assertion", "speculation", "denial")
        return next(
            (self.statements[claim, kind] for kind in kinds if (claim, kind) in self.statements), None
        )

    def outlet(self, statement: Statement) -> str:
        return self.names.shown(statement.capture.article.outlet_id)


def spoken_on(claims: Collection[int], at: datetime | None = None) -> Spoken:
    """The first statement of each kind on each claim; in six queries, or eight, however many there are.

    Of the first few it is one whose words may be shown, where there is such a one.
    """
    spoken: Any = Statement.objects.standing(at).filter(claim__in=claims, kind__in=SPEAKING)
    alike = [F("claim"), F("kind")]
    place = Window(RowNumber(), partition_by=alike, order_by=[F("recorded_at").asc(), F("pk").asc()])
    few = spoken.annotate(place=place).filter(place__lte=_FEW).with_chain()
    rows: list[Statement] = list(few.order_by("recorded_at", "pk"))
    quotes = quotes_of(rows)
    first: dict[tuple[int, str], Statement] = {}
    for one in sorted(rows, key=lambda one: not quotes[one.pk].words):
        first.setdefault((one.claim_id, one.kind), one)
    changed = changed_here(first.values(), at)
    return Spoken(first, names_of(entities_in(rows), at), quotes, changed)


def sides_of(conflict: Conflict, spoken: Spoken) -> tuple[Side, Side] | None:
    """Both sides with the words that clash marked; None where a passage has gone in the meantime."""
    one = spoken.of(conflict.a.claim_id)
    other = spoken.of(conflict.b.claim_id, denial=conflict.a.claim_id == conflict.b.claim_id)
    if one is None or other is None:
        return None
    a, b = (
        _side(conflict.a, one, conflict.b.claim, spoken),
        _side(conflict.b, other, conflict.a.claim, spoken),
    )
    if a.outlet == b.outlet == str(OUTLET_NOT_NAMED) and one.capture.article_id != other.capture.article_id:
        b = replace(b, outlet=_("Another article, outlet not named"))
    return a, b


def _side(state: ClaimState, statement: Statement, against: Claim, spoken: Spoken) -> Side:
    quote = spoken.quotes[statement.pk]
    words = quote.words
    marked = clash_in(words, _wording(state.claim), _wording(against)) if words else Marked("")
    article = statement.capture.article
    told = article.published and not article.date_inferred
    about = [date_words(article.published) if told else _("undated"), sourcing(statement, spoken.names)]
    return Side(
        claim_text=state.claim.text,
        claim_url=state.claim.get_absolute_url(),
        before=marked.before,
        exact=marked.exact,
        after=marked.after,
        passage_url=quote.url,
        published=quote.published,
        outlet=spoken.outlet(statement),
        about=" ".join(f"{one.rstrip('.')}." for one in about if one),
        status=state.status,
        language=quote.language,
        ours=quote.ours and not quote.printed,
        digest=quote.ours,
        changed=next(reversed(spoken.changed.get(statement.pk, ())), None),
    )


def _wording(claim: Claim) -> str:
    """All words in which a claim gives its answer."""
    return f"{claim.text} {answer(claim)}"
