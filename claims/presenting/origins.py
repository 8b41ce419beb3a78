"""Where a claim came from: sentences for short chains, a picture and a list for longer ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from claims.evidence import Reason, explanation
from claims.models import Statement
from claims.pictures.chain import Branch, drawing, outline
from claims.presenting.claim_record import ClaimRecord
from claims.presenting.sourcing import Path, came_from, chain_of, inferred_note, states_itself
from claims.record import Id
from claims.wording import sentences
from claims.wording.reasons import reason
from sources.models import EntityLink

#: A chain of more links than this is drawn.
_SHORT = 2
#: More sentences than this say less than a picture.
_FEW = 3
#: The reasons that belong beside the origins; the others are told by the facts, the table and the silences.
_TOLD = (
    "all_trace_to_one_statement",
    "all_trace_to_one_origin",
    "none_on_record",
    "no_original_seen",
    "circle",
)


@dataclass(frozen=True, slots=True)
class CameFrom:
    """Sentences; the picture and the same as a list, where sentences do not do; what to know beside it."""

    sentences: tuple[SafeString, ...]
    picture: SafeString | None
    branches: tuple[Branch, ...]
    notes: tuple[str, ...]


def came_from_of(record: ClaimRecord, statements: Sequence[Statement], *, key: str) -> CameFrom:
    """Where `statements`, which take one side of the claim, have it from. `key` names the picture."""
    own = [record.paths[one.pk] for one in statements if states_itself(one)]
    other = [record.paths[one.pk] for one in statements if not states_itself(one)]
    chains: dict[tuple[str, ...], list[Path]] = {}
    for path in other:
        chains.setdefault(tuple(voice.id for voice in path[:-1]), []).append(path)
    unrecorded = chains.pop((), [])
    drawn = _needs_picture(list(chains.values()))
    said = [] if drawn else [_sentence(paths) for paths in chains.values()]
    said += [_sentence(own, own_voice=True)] if own else []
    said += [_sentence(unrecorded)] if unrecorded else []
    traced = [path for paths in chains.values() for path in paths]
    chain = chain_of(traced)
    title = _("Where “%(claim)s” came from") % {"claim": sentences.within(record.claim.text)}
    return CameFrom(
        sentences=tuple(said),
        picture=drawing(chain, title=title, key=key, mirrored=get_language_bidi()) if drawn else None,
        branches=outline(chain) if drawn else (),
        notes=() if drawn else tuple(note for note in [inferred_note(traced)] if note),
    )


def _sentence(paths: Sequence[Path], *, own_voice: bool = False) -> SafeString:
    return came_from(paths[0], [path[-1] for path in paths], own_voice=own_voice)


def _needs_picture(chains: Sequence[Sequence[Path]]) -> bool:
    """Longer than two links, or several that meet before they reach the outlet."""
    if len(chains) > _FEW or any(len(path) - 1 > _SHORT for paths in chains for path in paths):
        return True
    voices = [{voice.id for voice in paths[0][:-1]} for paths in chains]
    return any(one & other for place, one in enumerate(voices) for other in voices[:place])


def counting_notes(record: ClaimRecord) -> tuple[str, ...]:
    """Why many voices are few sources, and who belongs to whom."""
    told = [one for one in explanation(record.evidence) if one.code in _TOLD]
    return (*(_worded(one, record) for one in told), *_reasons(record))


def _worded(one: Reason, record: ClaimRecord) -> str:
    return reason(one.code, one.count, [record.names.shown(pk) for pk in _voices(one, record)])


def _voices(one: Reason, record: ClaimRecord) -> Collection[Id]:
    """Whom the sentence names: nobody beyond a statement that readers may not see."""
    if one.code == "all_trace_to_one_origin":
        return one.subjects
    told = {statement.pk for statement in record.statements}
    voice = record.evidence.common_voice
    seen = one.code == "all_trace_to_one_statement" and voice is not None and told.issuperset(one.subjects)
    return (voice,) if seen else ()


def _reasons(record: ClaimRecord) -> list[str]:
    """The public reasons of links of those named; who speaks for whom matters where it makes two one."""
    ones = [
        one
        for one in (*record.evidence.origins_for, *record.evidence.origins_against)
        if len(one.entities) > 1
    ]
    merged = {entity for one in ones for entity in one.entities}
    links = EntityLink.objects.standing(record.at).filter(source__in=_named(record))
    kinds = links.filter(kind__in=("speaks_for", "owned_by")).select_related("source", "target")
    return [
        _reason(link) for link in kinds.order_by("pk") if link.kind == "owned_by" or link.source_id in merged
    ]


def _reason(link: EntityLink) -> str:
    if link.public_reason:
        return link.public_reason
    worded = sentences.counted_apart if link.kind == "owned_by" else sentences.counted_as_one
    return worded(link.source.shown, link.target.shown)


def _named(record: ClaimRecord) -> Collection[int]:
    named = {link.entity_id for one in record.statements for link in one.links.all()}
    named |= {one.capture.article.outlet_id for one in record.statements}
    return {entity for one in named if (entity := record.names.one(one)) is not None}
