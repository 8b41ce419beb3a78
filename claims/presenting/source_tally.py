"""What an outlet, a person or a body has in the record: counts with denominators, each with its list."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.filters import NOT_RECORDED
from claims.models import ClaimState, SourceLink, Statement, passage_changed
from claims.vocabulary import BASES, CAVEATS, KINDS, SILENCES, STATUSES
from claims.wording import sentences, words
from sources.models import Article, Entity


@dataclass(frozen=True, slots=True)
class Line:
    """One counted thing: its name, the count against its whole in words, and the list of just these."""

    label: str
    count: str
    url: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What an outlet carries: over how many articles, how sourced, how put, what became of it and changed."""

    sentence: SafeString
    url: str
    basis: Sequence[Line]
    caveat: Sequence[Line]
    kind: Sequence[Line]
    became: Sequence[Line]
    changed: Sequence[Line]


def carried_by(outlet: Entity, ids: Collection[int]) -> Carried | None:
    """The tallies of an outlet (`ids`: itself and what was merged into it); None where it carries nothing."""
    articles = Article.objects.filter(outlet__in=ids)
    said = _public().filter(capture__article__outlet__in=ids)
    claims = said.aggregate(
        claims=Count("claim", distinct=True), read=Count("capture__article", distinct=True)
    )
    if not claims["claims"]:
        return None
    whole = claims["claims"]
    states = ClaimState.objects.at().published().filter(claim__in=said.values("claim"))
    return Carried(
        sentence=_carries(_claims(outlet=outlet.slug), whole, claims["read"], articles.count()),
        url=_claims(outlet=outlet.slug),
        basis=[
            *_lines(said, "links__basis", BASES, "basis", whole, outlet=outlet.slug),
            *_not_recorded(said, "basis", whole, outlet=outlet.slug),
        ],
        caveat=[
            *_lines(said, "caveat", CAVEATS, "caveat", whole, outlet=outlet.slug),
            *_not_recorded(said, "caveat", whole, outlet=outlet.slug),
        ],
        kind=_lines(said, "kind", KINDS, "kind", whole, outlet=outlet.slug),
        became=_became(states, whole, outlet=outlet.slug),
        changed=[*_changed(states, whole, outlet=outlet.slug), *_altered(said, whole, outlet=outlet.slug)],
    )


@dataclass(frozen=True, slots=True)
class Voiced:
    """What an entity stands behind: the claims whose chains lead through it, and what became of them."""

    sentence: str
    url: str
    basis: Sequence[Line]
    became: Sequence[Line]
    changed: Sequence[Line]


def voiced_by(source: Entity, ids: Collection[int]) -> Voiced | None:
    """The tallies of an entity as a source; None where no chain leads through it."""
    said = _public().exclude(kind__in=SILENCES).filter(links__in=SourceLink.objects.filter(entity__in=ids))
    whole = said.aggregate(claims=Count("claim", distinct=True))["claims"]
    if not whole:
        return None
    states = ClaimState.objects.at().published().filter(claim__in=said.values("claim"))
    return Voiced(
        sentence=ngettext(
            "%(n)d claim is traced to or through this source.",
            "%(n)d claims are traced to or through this source.",
            whole,
        )
        % {"n": whole},
        url=_claims(source=source.slug),
        basis=_roles(ids, whole, source=source.slug),
        became=_became(states, whole, source=source.slug),
        changed=_changed(states, whole, source=source.slug),
    )


def _public() -> Any:
    return Statement.objects.standing().on_published_claims()


def _roles(ids: Collection[int], whole: int, **base: str) -> list[Line]:
    """How it is named in the chains it stands in."""
    links = SourceLink.objects.filter(entity__in=ids, statement__in=_public().exclude(kind__in=SILENCES))
    return _counted(links, "basis", "statement__claim", BASES, "basis", whole, base)


def _lines(said: Any, field: str, codes: Iterable[str], name: str, whole: int, **base: str) -> list[Line]:
    return _counted(said, field, "claim", codes, name, whole, base)


def _counted(
    rows: Any, field: str, claim: str, codes: Iterable[str], name: str, whole: int, base: dict[str, str]
) -> list[Line]:
    """A line for each code that occurs, in the vocabulary's order: claims with it, of all."""
    found = dict(rows.order_by().values_list(field).annotate(n=Count(claim, distinct=True)))
    labels = words.WORDS[name]
    return [
        Line(
            str(labels[code]),
            _of(found[code], whole),
            _claims(**base, **{name: code}),
        )
        for code in codes
        if found.get(code)
    ]


def _not_recorded(said: Any, name: str, whole: int, **base: str) -> list[Line]:
    """On how many of the claims somebody takes a position of which that is not recorded."""
    without = said.without_recorded(name).aggregate(n=Count("claim", distinct=True))["n"]
    if not without:
        return []
    url = _claims(**base, **{name: NOT_RECORDED})
    return [Line(str(words.NOT_RECORDED), _of(without, whole), url)]


def _became(states: Any, whole: int, **base: str) -> list[Line]:
    """How many of the claims have which status now, and how many are contradicted."""
    found = dict(states.order_by().values_list("status").annotate(n=Count("pk")))
    lines = [
        Line(str(words.STATUS[code].label), _of(found[code], whole), _claims(**base, status=typed))
        for code, typed in [*((one, one) for one in STATUSES), ("", "not_reviewed")]
        if found.get(code)
    ]
    contradicted = states.filter(Q(open_conflicts__gt=0)).count()
    if contradicted:
        url = _claims(**base, contradicted="true")
        lines.append(Line(_("Contradicted by another claim"), _of(contradicted, whole), url))
    return lines


def _changed(states: Any, whole: int, **base: str) -> list[Line]:
    """On how many of the claims the desk's word was another one before."""
    changed = states.changed().count()
    if not changed:
        return []
    url = _claims(**base, changed="true")
    return [Line(_("Status changed after a first decision"), _of(changed, whole), url)]


def _altered(said: Any, whole: int, **base: str) -> list[Line]:
    """On how many of the claims the outlet changed, by an editor's word, a passage that we had tagged."""
    altered = said.filter(passage_changed()).aggregate(n=Count("claim", distinct=True))["n"]
    if not altered:
        return []
    url = _claims(**base, altered="true")
    return [Line(_("The outlet changed the passage since"), _of(altered, whole), url)]


def _carries(url: str, claims: int, read: int, articles: int) -> SafeString:
    """ "31 claims from 12 of 240 articles", each number with its list."""
    carried = ngettext("%(n)d claim", "%(n)d claims", claims) % {"n": claims}
    told = format_html('<a href="{}">{}</a>', url, carried)
    return format_html(
        _("{} from {}"), told, format_html('<a href="#articles">{}</a>', sentences.tally(read, articles))
    )


def _of(part: int, whole: int) -> str:
    return ngettext("%(part)d of %(n)d claim", "%(part)d of %(n)d claims", whole) % {"part": part, "n": whole}


def _claims(**query: str) -> str:
    return f"{reverse('claims:claim-list')}?{urlencode(query)}"
