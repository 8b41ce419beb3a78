"""What a claim rests on, counted from the statements on it. Pure.

Origins are counted, not outlets: ten outlets that repeat one agency are one
origin. Nothing here says what is true. A person decides that, by a verdict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from claims.origins import Trace, speaks_as, trace
from claims.record import Entities, Id, Statement, id_order, in_order
from claims.vocabulary import BASES, IDENTIFIED, SILENCES, STANCE
from sources.dates import DayRange

#: The codes of `Reason`, in the order in which `explanation` gives them.
REASONS = (
    "carried_by",
    "no_origin",
    "one_origin",
    "independent_origins",
    "all_trace_to_one_statement",
    "all_trace_to_one_origin",
    "on_record",
    "none_on_record",
    "no_original_seen",
    "circle",
    "untraced",
    "unnamed",
    "own_voice",
    "not_recorded",
    "origins_against",
    "denials",
    "doubts",
    "silences",
    "outlets_differ",
)


@dataclass(frozen=True, slots=True)
class Carrier:
    """An outlet; one that is not named is known by the article it published instead."""

    outlet: Id | None
    article: Id | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """One independent origin: all identified voices that share a root, counted as one."""

    roots: tuple[Id, ...]
    entities: tuple[Id, ...]
    statements: tuple[Id, ...]
    bases: tuple[str, ...]
    original_seen: bool
    inferred: bool
    """Whether no statement says outright who the origin is: the editor read it into each."""

    @property
    def on_record(self) -> bool:
        """Whether somebody stands by it openly."""
        return "on_record" in self.bases


@dataclass(frozen=True, slots=True)
class Voice:
    """An origin that no reader could find: shown, and never counted."""

    entity: Id | None
    basis: str
    stance: str
    statements: tuple[Id, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands for a claim, against it, and beside it. Statements are given by id."""

    outlets: tuple[Carrier, ...] = ()
    """Those that say it is so, or have somebody say so."""
    outlets_against: tuple[Carrier, ...] = ()
    untraced: tuple[Carrier, ...] = ()
    """Of `outlets`, those that lead to no identified origin. Together they add nothing."""
    pending: tuple[Carrier, ...] = ()
    """Of `outlets`, those of which nobody has recorded yet where they have it from: neither of the two."""
    origins_for: tuple[Origin, ...] = ()
    origins_against: tuple[Origin, ...] = ()
    unnamed: tuple[Voice, ...] = ()
    own_voice: tuple[Id, ...] = ()
    """Stated for or against by an outlet that names no source."""
    not_recorded: tuple[Id, ...] = ()
    """For or against, with no origin recorded yet: for an editor to complete."""
    relayed: tuple[Id, ...] = ()
    """For or against, and taken from another statement that we hold."""
    common_source: Id | None = None
    """The one statement that all those for the claim go back to, where several outlets carry it."""
    common_voice: Id | None = None
    """Whom that statement has it from, named or described, where that is recorded."""
    denials: tuple[Id, ...] = ()
    doubts: tuple[Id, ...] = ()
    silences: tuple[Id, ...] = ()
    circles: tuple[tuple[Id, ...], ...] = ()
    """Statements that cite each other in a ring, so that none is an origin."""

    @property
    def on_record(self) -> int:
        """How many of the independent origins for the claim are on record."""
        return sum(origin.on_record for origin in self.origins_for)

    @property
    def single_source(self) -> bool:
        """Whether the claim rests on one identified origin and no other."""
        return len(self.origins_for) == 1


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing to know about the evidence: a code of REASONS, a number, and whom or what it is about.

    `subjects` are entities for the codes on origins and unnamed voices, and
    statements for all others. The number counts origins, voices, outlets,
    claims or statements, as the code says; for the two "all trace to" outlets.
    """

    code: str
    count: int
    subjects: tuple[Id, ...] = ()


def evidence(
    statements: Iterable[Statement], entities: Entities, relays: Mapping[Id, Statement] | None = None
) -> Evidence:
    """The evidence in the `statements` on one claim.

    `relays` holds what they were taken from, as far as it is recorded; that may
    be statements of other claims and articles.
    """
    ordered = sorted(statements, key=lambda one: id_order(one.id))
    known = {**(relays or {}), **{one.id: one for one in ordered}}
    traces = [trace(one, known) for one in ordered]
    support = _with_stance(traces, "support")
    deny = _with_stance(traces, "deny")
    both = _with_stance(traces, "support", "deny")
    outlets = _carriers(support, entities)
    common = _common_source(support, outlets)
    traced = frozenset(_carriers([one for one in support if one.identified], entities))
    open_yet = frozenset(_carriers([one for one in support if _not_recorded(one)], entities)) - traced
    return Evidence(
        outlets=outlets,
        outlets_against=_carriers(deny, entities),
        untraced=tuple(one for one in outlets if one not in traced | open_yet),
        pending=tuple(one for one in outlets if one in open_yet),
        origins_for=_origins(support, entities),
        origins_against=_origins(deny, entities),
        unnamed=_unnamed(both, entities),
        own_voice=_ids(one for one in both if one.origin and one.origin.basis == "own_voice"),
        not_recorded=_ids(one for one in both if _not_recorded(one)),
        relayed=_ids(one for one in both if len(one.path) > 1),
        common_source=common.id if common else None,
        common_voice=_common_voice(support) if common else None,
        denials=_ids(deny),
        doubts=_ids(_with_stance(traces, "query")),
        silences=_ids(_with_stance(traces, "none")),
        circles=tuple(sorted({one.circle for one in both if one.circle}, key=_ids_order)),
    )


# A desk is shown where the statements point, never what is true. "Confirmed" and "refuted" are not
# among the answers: they need a check of our own and a second person. Denials count like support,
# by who can be found. Doubts and silences move nothing: who says nothing takes no side.
def suggested_status(nature: str, found: Evidence, conflicting: Iterable[Evidence] = ()) -> str:
    """The status that the evidence of a claim suggests to the desk.

    `conflicting` is the evidence of each claim that this one is in contradiction with.
    """
    if nature in ("opinion", "forecast"):
        return "not_checkable"
    if found.origins_for and (found.origins_against or any(other.origins_for for other in conflicting)):
        return "disputed"
    seen = any(origin.original_seen for origin in found.origins_for)
    if len(found.origins_for) >= 2 and found.on_record and seen:
        return "corroborated"
    return "unverified"


def explanation(found: Evidence, conflicting: Collection[Evidence] = ()) -> tuple[Reason, ...]:
    """What a reader needs to follow the count, most telling first; silent about what is not there."""
    reasons = (
        Reason("carried_by", len(found.outlets)),
        *_traced_to(found),
        *_short_of_corroborated(found),
        *(_about("circle", circle) for circle in found.circles),
        Reason("untraced", len(found.untraced)),
        Reason("unnamed", len(found.unnamed), _named(voice.entity for voice in found.unnamed)),
        _about("own_voice", found.own_voice),
        _about("not_recorded", found.not_recorded),
        Reason("origins_against", len(found.origins_against), _entities(found.origins_against)),
        _about("denials", found.denials),
        _about("doubts", found.doubts),
        _about("silences", found.silences),
        Reason("outlets_differ", _without_origins(found, conflicting)),
    )
    # That nobody carries it, or that it leads nowhere, is telling; any other nought is not.
    return tuple(one for one in reasons if one.count or one.code in ("carried_by", "no_origin"))


def silences_elsewhere(
    statements: Iterable[Statement], elsewhere: Iterable[Statement]
) -> tuple[Statement, ...]:
    """The silences among `elsewhere`, a topic's other questions, that fall in the days of `statements`.

    A silence without a date falls in no days, and so is not shown with any.
    """
    windows = {one.window for one in statements if one.window is not None}
    silent = (one for one in elsewhere if one.kind in SILENCES and _within_any(one.window, windows))
    return tuple(sorted(silent, key=lambda one: id_order(one.id)))


def later_spoke(silence: Statement, statements: Iterable[Statement], entities: Entities) -> Statement | None:
    """The first statement after `silence` on its question by the silent party or one who speaks for it.

    A doubt will do, as the party is then silent no longer; a leak will not, as
    the party does not stand by it. Later means that all days it may have been
    said on come after all days of the silence.
    """
    party = silence.chain[0].entity if silence.chain else None
    if party is None:
        return None
    spoken = [
        (one.window.first, id_order(one.id), one)
        for one in statements
        if one.window and one.window.first and _after(silence.window, one.window) and _stands_by(one)
        if speaks_as(one, party, entities)
    ]
    return min(spoken)[2] if spoken else None


def _with_stance(traces: Iterable[Trace], *stances: str) -> list[Trace]:
    return [one for one in traces if STANCE[one.statement.kind] in stances]


def _ids(traces: Iterable[Trace]) -> tuple[Id, ...]:
    return in_order(one.statement.id for one in traces)


def _not_recorded(traced: Trace) -> bool:
    return not traced.circle and (traced.origin is None or traced.origin.basis is None)


def _carriers(traces: Iterable[Trace], entities: Entities) -> tuple[Carrier, ...]:
    """The outlets of statements, named ones first."""
    outlets, articles = set(), set()
    for one in traces:
        if one.statement.outlet is None:
            articles.add(one.statement.article)
        else:
            outlets.add(entities.canonical(one.statement.outlet))
    return (
        *(Carrier(outlet) for outlet in in_order(outlets)),
        *(Carrier(None, article) for article in in_order(articles)),
    )


def _origins(traces: Iterable[Trace], entities: Entities) -> tuple[Origin, ...]:
    """The identified origins, those that share a root taken together.

    Who speaks for two roots at once makes them one: better one origin too few.
    """
    by_roots: dict[frozenset[Id], list[Trace]] = {}
    for one in traces:
        if one.identified:
            by_roots.setdefault(entities.roots(_origin_entity(one)), []).append(one)
    groups: list[tuple[frozenset[Id], list[Trace]]] = []
    for roots, members in by_roots.items():
        touching = [group for group in groups if group[0] & roots]
        groups = [group for group in groups if not group[0] & roots]
        joined = members + [member for group in touching for member in group[1]]
        groups.append((roots.union(*(group[0] for group in touching)), joined))
    return tuple(sorted((_counted_as_one(*group, entities) for group in groups), key=_root_order))


def _counted_as_one(roots: frozenset[Id], traces: Sequence[Trace], entities: Entities) -> Origin:
    links = [one.origin for one in traces if one.origin is not None]
    return Origin(
        roots=in_order(roots),
        entities=in_order(entities.canonical(_origin_entity(one)) for one in traces),
        statements=_ids(traces),
        bases=tuple(basis for basis in BASES if any(link.basis == basis for link in links)),
        original_seen=any(one.statement.original_seen for one in traces),
        inferred=all(link.inferred for link in links),
    )


def _origin_entity(traced: Trace) -> Id:
    if traced.origin is None or traced.origin.entity is None:
        raise ValueError(f"Statement {traced.statement.id} has no origin that is named.")
    return traced.origin.entity


def _unnamed(traces: Iterable[Trace], entities: Entities) -> tuple[Voice, ...]:
    """One voice for each description under each basis and stance."""
    voices: dict[tuple[Id | None, str, str], list[Trace]] = {}
    for one in traces:
        link = one.origin
        if link is None or link.basis is None or link.basis == "own_voice" or one.identified:
            continue
        entity = None if link.entity is None else entities.canonical(link.entity)
        voices.setdefault((entity, link.basis, STANCE[one.statement.kind]), []).append(one)
    found = (Voice(*key, _ids(members)) for key, members in voices.items())
    return tuple(sorted(found, key=lambda voice: _ids_order(voice.statements)))


def _common_source(support: Sequence[Trace], outlets: Collection[Carrier]) -> Statement | None:
    firsts = {one.first.id: one.first for one in support if not one.circle}
    if len(outlets) < 2 or len(firsts) != 1 or any(one.circle for one in support):
        return None
    return next(iter(firsts.values()))


def _common_voice(support: Sequence[Trace]) -> Id | None:
    """All lead to one statement, so that the origin of any is that of all."""
    origin = support[0].origin
    return origin.entity if origin and origin.basis not in (None, "own_voice") else None


def _traced_to(found: Evidence) -> tuple[Reason, ...]:
    """Where it leads: nowhere, to one origin, or to several; and what makes many outlets one."""
    named = _entities(found.origins_for)
    reasons = [Reason(_origin_code(found), len(found.origins_for), named)]
    if found.common_source is not None:
        reasons.append(Reason("all_trace_to_one_statement", len(found.outlets), (found.common_source,)))
    elif found.single_source and len(found.outlets) > 1 and not (found.untraced or found.pending):
        reasons.append(Reason("all_trace_to_one_origin", len(found.outlets), named))
    return (*reasons, Reason("on_record", found.on_record))


def _origin_code(found: Evidence) -> str:
    if found.single_source:
        return "one_origin"
    return "independent_origins" if found.origins_for else "no_origin"


def _short_of_corroborated(found: Evidence) -> tuple[Reason, ...]:
    """What several origins still lack: nobody on record, no original seen."""
    count = len(found.origins_for)
    if count < 2:
        return ()
    seen = any(origin.original_seen for origin in found.origins_for)
    return (
        *(() if found.on_record else (Reason("none_on_record", count),)),
        *(() if seen else (Reason("no_original_seen", count),)),
    )


def _without_origins(found: Evidence, conflicting: Collection[Evidence]) -> int:
    """With how many claims it conflicts where one side at least has nothing but an outlet's word."""
    return sum(not (found.origins_for and other.origins_for) for other in conflicting)


def _about(code: str, statements: tuple[Id, ...]) -> Reason:
    return Reason(code, len(statements), statements)


def _entities(origins: Iterable[Origin]) -> tuple[Id, ...]:
    return in_order(entity for origin in origins for entity in origin.entities)


def _named(entities: Iterable[Id | None]) -> tuple[Id, ...]:
    return in_order(entity for entity in entities if entity is not None)


def _stands_by(statement: Statement) -> bool:
    """Whether a statement takes a position that its origin owns up to."""
    return (
        STANCE[statement.kind] != "none" and bool(statement.chain) and statement.chain[0].basis in IDENTIFIED
    )


def _after(earlier: DayRange | None, later: DayRange) -> bool:
    """Whether `later` begins when `earlier` is over."""
    return bool(earlier and earlier.last and later.first and later.first > earlier.last)


def _within_any(window: DayRange | None, windows: Iterable[DayRange]) -> bool:
    return window is not None and any(window.overlaps(other) for other in windows)


def _ids_order(ids: Iterable[Id]) -> list[tuple[bool, int, str]]:
    return [id_order(one) for one in ids]


def _root_order(origin: Origin) -> list[tuple[bool, int, str]]:
    return _ids_order(origin.roots)
