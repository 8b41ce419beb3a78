"""Why this database will not take what files hold: each function finds one kind of conflict.

What a file alone can tell, `claims.imports` has told already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from django.db.models import Min

from claims import dossier as plain
from claims.actions.dossiers.given import ADDABLE, Given, Here, New, rank, referred
from claims.dossier_rows import MODELS, own_keys
from claims.dossier_rows import held as read_held
from claims.imports.coherence import identity
from claims.imports.problems import Problem
from claims.models import Anchor, Claim, Ruling, Statement
from sources.models import EntityLink, EntityMerge

#: Whose it is, at which key, and what is wrong.
Conflict: TypeAlias = tuple[str, str, str]
#: What may have been done here since, where the file says that it had not been.
_SINCE = {
    "published_at",
    "published_by",
    "moved_to",
    "withdrawn_at",
    "withdrawn_by",
    "withdrawn_why",
    "ended_at",
    "ended_by",
    "reply",
    "replied_at",
    "read_through_at",
    "read_through_by",
}


def conflicts(given: Given, here: Here, new: New) -> list[Problem]:
    """All that keeps these files from being loaded, with file, id and reason."""
    return [
        Problem(f"{one}.{path}" if path else one, reason, given.file[one])
        for check in _CHECKS
        for one, path, reason in check(given, here, new)
    ]


def _missing(given: Given, here: Here, new: New) -> Iterator[Conflict]:
    """References that lead nowhere."""
    for one, path, target in referred(given):
        if target not in given.parts and target not in here.keys:
            yield one, path.lstrip("."), f"{target} is in no file and not here: load its dossier too"


def _differing(given: Given, here: Here, new: New) -> Iterator[Conflict]:
    """Ids that are here with other content. A list may have grown here, or grow now."""
    for one, mine in ((one, given.parts[one]) for one in here.parts):
        theirs = here.parts[one]
        names = differences(mine, theirs)
        if one in given.parent and given.parent[one] != here.parent[one]:
            names.append("its topic" if isinstance(mine, plain.Question) else "its article")
        for (cls, name), by in ADDABLE.items():
            if isinstance(mine, cls) and _any_differs(getattr(mine, name), getattr(theirs, name), by):
                names.append(name)
        if isinstance(mine, plain.Statement) and mine.chain != theirs.chain:
            names.append("chain")
        if names:
            yield one, "", f"is here already, and differs in {', '.join(names)}"


def _any_differs(mine: tuple[Any, ...], theirs: tuple[Any, ...], by: tuple[str, ...]) -> bool:
    there = {rank(one, by): one for one in theirs}
    return any(differences(one, there[rank(one, by)]) for one in mine if rank(one, by) in there)


def differences(mine: Any, theirs: Any) -> list[str]:
    """The keys in which a part of a file is not what is here, acts since then left out."""
    names = [key.name for key in own_keys(type(mine))]
    return [
        name
        for name in names
        if getattr(mine, name) != getattr(theirs, name) and not _since(name, mine, theirs)
    ]


def _since(name: str, mine: Any, theirs: Any) -> bool:
    """Whether the difference is something that was done here after the file was written."""
    if name == "visibility":
        unpublished = mine.visibility == "published" and theirs.published_at is not None
        return unpublished or mine.published_at is None
    return name in _SINCE and not getattr(mine, name)


def _taken_slugs(given: Given, here: Here, new: New) -> Iterator[Conflict]:
    for cls in (plain.Topic, plain.Entity):
        slugs = {part.slug: part.id for part in new.of(cls)}
        taken = MODELS[cls].objects.filter(slug__in=slugs).values_list("slug", "public_id")
        for slug, owner in taken:
            yield slugs[slug], "slug", f"{slug} is the address of {owner} here: give it another"


def _answered(given: Given, here: Here, new: New) -> Iterator[Conflict]:
    """New claims that are here already under another id."""
    claims = {identity(one): one.id for one in new.of(plain.Claim) if one.moved_to is None}
    asked = {question for question, _value, _nature in claims} & here.parts.keys()
    rows = Claim.objects.current().filter(question__public_id__in=asked)
    there, _parents = read_held(rows.values_list("public_id", flat=True))
    for other in there.values():
        if mine := claims.get(identity(other)):
            yield mine, "", f"{other.id} gives the same answer here: use that id"


def _standing_twice(given: Given, here: Here, new: New) -> Iterator[Conflict]:
    """New links and merges that stand here already, made by someone else."""
    links = EntityLink.objects.standing().filter(source__public_id__in=given.parts)
    known = set(links.values_list("source__public_id", "kind", "target__public_id"))
    for one, link in new.below(plain.Entity, "links"):
        if link.ended_at is None and (one, link.kind, link.to) in known:
            yield one, "links", f"{link.kind} {link.to} stands here, recorded at another time: leave it out"
    merges = EntityMerge.objects.standing().filter(source__public_id__in=given.parts)
    merged = dict(merges.values_list("source__public_id", "target__public_id"))
    for one, merge in new.below(plain.Entity, "merges"):
        if merge.ended_at is None and one in merged:
            yield one, "merges", f"it is merged into {merged[one]} here: end that first, or leave this out"


def _rings(given: Given, here: Here, new: New) -> Iterator[Conflict]:
    """New merges, moves and replacements that lead back to where they began."""
    standing = EntityMerge.objects.standing().values_list("source__public_id", "target__public_id")
    added = new.below(plain.Entity, "merges")
    merges = {one: merge.into for one, merge in added if merge.ended_at is None}
    moves = {one.id: one.moved_to for one in new.of(plain.Claim)}
    replacements = {one.id: one.supersedes for one in new.of(plain.Statement)}
    for name, steps, others in (
        ("merges", merges, dict(standing)),
        ("moved_to", moves, {}),
        ("supersedes", replacements, {}),
    ):
        for one in steps:
            if _returns(one, others | steps):
                yield one, name, "leads back to where it began: leave one of these out"


def _returns(start: str, steps: dict[str, Any]) -> bool:
    seen = {start}
    one = steps.get(start)
    while one in steps and one not in seen:
        seen.add(one)
        one = steps[one]
    return one == start


def _superseded(given: Given, here: Here, new: New) -> Iterator[Conflict]:
    replaced = {one.supersedes: one.id for one in new.of(plain.Statement) if one.supersedes}
    rows = Statement.objects.filter(supersedes__public_id__in=replaced)
    for old, other in rows.values_list("supersedes__public_id", "public_id"):
        yield replaced[old], "supersedes", f"{old} was replaced by {other} here"


def _ruled(given: Given, here: Here, new: New) -> Iterator[Conflict]:
    standing = {_sides(one): one.id for one in new.of(plain.Ruling) if one.ended_at is None}
    claims = {claim for sides, _subject, _rule in standing for claim in sides}
    rows = Ruling.objects.standing().filter(claim_a__public_id__in=claims)
    columns = ("public_id", "claim_a__public_id", "claim_b__public_id", "subject__public_id", "rule")
    for other, claim_a, claim_b, subject, rule in rows.values_list(*columns):
        if mine := standing.get((frozenset({claim_a, claim_b}), subject, rule)):
            yield mine, "", f"{other} decides the same here, and has not ended"


def _sides(ruling: plain.Ruling) -> tuple[frozenset[str | None], str | None, str]:
    return frozenset({ruling.claim_a, ruling.claim_b}), ruling.subject, ruling.rule


def _approved(given: Given, here: Here, new: New) -> Iterator[Conflict]:
    """Approvals by someone who had, by then, recorded a statement on the claim here."""
    approvals = [(given.parts[one], part) for one, part in new.below(plain.Verdict, "approvals")]
    rows = Statement.objects.filter(claim__public_id__in={verdict.claim for verdict, _part in approvals})
    firsts = rows.values_list("claim__public_id", "recorded_by__username").annotate(Min("recorded_at"))
    recorded = {(claim, who): when for claim, who, when in firsts}
    for verdict, part in approvals:
        when = recorded.get((verdict.claim, part.approved_by))
        if when is not None and when <= part.approved_at:
            reason = f"{part.approved_by} had recorded a statement on {verdict.claim} here"
            yield verdict.id, "approvals", f"{reason}: someone else must approve it"


def _answered_otherwise(given: Given, here: Here, new: New) -> Iterator[Conflict]:
    """New answers on passages that somebody has answered for here."""
    mine = {_passage(one): one.id for one in new.of(plain.Change) if one.ended_at is None}
    captures = {later for _tagged_in, _start, _end, later in mine}
    rows = Anchor.objects.standing().filter(capture__public_id__in=captures, decided_at__isnull=False)
    columns = ("public_id", "tagged_in__public_id", "tagged_start", "tagged_end", "capture__public_id")
    for other, *passage in rows.values_list(*columns):
        if one := mine.get(tuple(passage)):
            yield one, "", f"{other} says what became of this passage here, and has not ended"


def _passage(change: plain.Change) -> tuple[Any, ...]:
    return change.tagged_in, change.tagged_start, change.tagged_end, change.capture


_CHECKS: tuple[Callable[[Given, Here, New], Iterator[Conflict]], ...] = (
    _missing,
    _differing,
    _taken_slugs,
    _answered,
    _standing_twice,
    _rings,
    _superseded,
    _ruled,
    _approved,
    _answered_otherwise,
)
