"""Whether the parts of a dossier fit together; each function finds one kind of misfit. Pure.

What is refused here is what the database refuses too, said before it is asked
and with the place in the file; and what would leave a page with nothing to show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, TypeAlias

from claims.answer import Value
from claims.dossier import Article, Change, Check, Claim, Dossier, Ruling
from claims.notation import Id
from claims.shape import Key, keys, nodes
from claims.vocabulary import NEEDS_APPROVAL, SILENCES

#: A path and what is wrong there.
Misfit: TypeAlias = tuple[str, str]


class File:
    """A dossier with the ways into it that the checks need."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.nodes = list(nodes(dossier))

    @cached_property
    def held(self) -> dict[str, str]:
        """Every id that the file defines, and where."""
        return {node.id: path for path, node in reversed(self.nodes) if hasattr(node, "id")}

    @cached_property
    def article_of(self) -> dict[str, Article]:
        return {capture.id: article for article in self.dossier.articles for capture in article.captures}

    @cached_property
    def answer_type(self) -> dict[str, str]:
        return {question.id: question.answer_type for question in self.dossier.questions}

    @cached_property
    def moved_into(self) -> dict[str, set[str]]:
        """The claims that were moved to each claim."""
        found: dict[str, set[str]] = defaultdict(set)
        for claim in self.dossier.claims:
            if claim.moved_to is not None:
                found[claim.moved_to].add(claim.id)
        return found

    @cached_property
    def recorded(self) -> dict[str, list[tuple[str, datetime]]]:
        """Who recorded a statement on each claim, and when."""
        found: dict[str, list[tuple[str, datetime]]] = defaultdict(list)
        for statement in self.dossier.statements:
            found[statement.claim].append((statement.recorded_by, statement.recorded_at))
        return found


def misplaced_ids(file: File) -> Iterator[Misfit]:
    """Ids that are defined twice, and references that lead nowhere."""
    for path, node in file.nodes:
        if hasattr(node, "id") and file.held[node.id] != path:
            yield f"{path}.id", f"{node.id} is also the id of {file.held[node.id]}: give each its own"
    for path, target, outside in references(file.nodes):
        if not outside and target not in file.held:
            yield path, f"{target} is not in this file: add it, or mend the id"


def references(paths: list[tuple[str, Any]]) -> Iterator[tuple[str, str, bool]]:
    """Every id that names something else: where, the id, and whether it may point out of the file."""
    for path, node in paths:
        for key in keys(type(node)):
            if isinstance(key.holds, Id) and key.name != "id":
                yield from _targets(key, getattr(node, key.name), f"{path}.{key.name}")
        if isinstance(node, Claim) and node.value.entity is not None:
            yield f"{path}.value.entity", node.value.entity, False


def _targets(key: Key, value: Any, path: str) -> Iterator[tuple[str, str, bool]]:
    assert isinstance(key.holds, Id)
    if key.many:
        yield from ((f"{path}[{place}]", target, key.holds.outside) for place, target in enumerate(value))
    elif value is not None:
        yield path, value, key.holds.outside


def misfits(file: File) -> Iterator[Misfit]:
    """All that does not fit together, in a file whose ids are sound."""
    for check in _CHECKS:
        yield from check(file)


def _half_pairs(file: File) -> Iterator[Misfit]:
    """A time without a person, or a person without a time."""
    for path, node in file.nodes:
        for stem in _stems(type(node)):
            empty = [end for end in ("_at", "_by") if getattr(node, stem + end) is None]
            if len(empty) == 1:
                yield f"{path}.{stem}{empty[0]}", f"is missing: give both {stem}_at and {stem}_by, or neither"


def _stems(cls: type[Any]) -> list[str]:
    """The acts that a class may leave empty: `withdrawn` for withdrawn_at and withdrawn_by."""
    names = [key.name for key in keys(cls) if key.nullable]
    return [name[:-3] for name in names if name.endswith("_at") and f"{name[:-3]}_by" in names]


def _self_references(file: File) -> Iterator[Misfit]:
    """Something that refers to itself."""
    owner = ""
    for path, node in file.nodes:
        # Parts come right after the whole that they belong to.
        owner = getattr(node, "id", owner)
        for where, target, _ in references([(path, node)]):
            if target == owner:
                yield where, "refers to itself: name another, or leave it out"


def _repeats(path: str, items: Sequence[tuple[int, Hashable]], reason: str) -> Iterator[Misfit]:
    """The places whose key stood earlier in the list; `{}` in `reason` is that earlier place."""
    seen: dict[Hashable, int] = {}
    for place, key in items:
        if (first := seen.setdefault(key, place)) != place:
            yield f"{path}[{place}]", reason.format(f"{path}[{first}]")


def _entities(file: File) -> Iterator[Misfit]:
    entities = file.dossier.entities
    slugs = [(at, entity.slug) for at, entity in enumerate(entities)]
    yield from _repeats("entities", slugs, "has the slug of {}: give each its own")
    for at, entity in enumerate(entities):
        path = f"entities[{at}]"
        if entity.do_not_name and not entity.description.strip():
            yield f"{path}.description", "is empty: say who it is, since do_not_name hides the name"
        names = [(i, (name.language, name.text)) for i, name in enumerate(entity.names)]
        yield from _repeats(f"{path}.names", names, "repeats {}: keep one")
        links = [(i, (link.kind, link.to)) for i, link in enumerate(entity.links) if link.ended_at is None]
        yield from _repeats(f"{path}.links", links, "repeats {}, which has not ended: keep one")
        merges = [(i, "one") for i, merge in enumerate(entity.merges) if merge.ended_at is None]
        yield from _repeats(f"{path}.merges", merges, "comes while {} still stands: end that one first")


def _claims(file: File) -> Iterator[Misfit]:
    seen: dict[tuple[str, Value, str], str] = {}
    for at, claim in enumerate(file.dossier.claims):
        asked, answered = file.answer_type[claim.question], claim.value.answer_type
        if answered not in (None, asked):
            reason = f"answers {answered}, but {claim.question} asks for {asked}: mend one"
            yield f"claims[{at}].value", reason
        if claim.visibility == "published" and claim.published_at is None:
            yield f"claims[{at}].published_at", "is missing: a published claim says when and by whom"
        first = seen.setdefault(identity(claim), claim.id) if claim.moved_to is None else claim.id
        if first != claim.id:
            yield f"claims[{at}]", f"{claim.id} and {first} give the same answer to one question: keep one"


def _accusations(file: File) -> Iterator[Misfit]:
    """Public accusations that nobody else has read, or that were put to nobody."""
    standing = (check for check in file.dossier.checks if check.withdrawn_at is None)
    asked = {check.claim for check in standing if check.person_asked}
    for at, claim in enumerate(file.dossier.claims):
        if not claim.alleges_wrongdoing or claim.visibility != "published" or claim.moved_to is not None:
            continue
        path = f"claims[{at}]"
        if claim.published_by == claim.recorded_by:
            yield f"{path}.published_by", "recorded this accusation: someone else must publish it"
        if claim.id not in asked:
            yield path, f"alleges wrongdoing, and no check on {claim.id} has a person_asked: add one"


def identity(claim: Claim) -> tuple[str, Value, str]:
    """What makes a claim that claim: two with one identity are one."""
    return claim.question, claim.value, claim.nature


def _statements(file: File) -> Iterator[Misfit]:
    replaced = [(at, one.supersedes) for at, one in enumerate(file.dossier.statements) if one.supersedes]
    yield from _repeats("statements", replaced, "supersedes what {} supersedes: only one may")
    for at, statement in enumerate(file.dossier.statements):
        path = f"statements[{at}]"
        if statement.withdrawn_why and statement.withdrawn_at is None:
            yield f"{path}.withdrawn_at", "is missing: withdrawn_why says that it was withdrawn"
        if statement.kind not in SILENCES:
            continue
        for name in ("certainty", "caveat"):
            if getattr(statement, name) is not None:
                yield f"{path}.{name}", f"must be null: a {statement.kind} takes no position"
        if statement.chain and statement.chain[0].basis not in _of_no_side(statement.kind):
            yield f"{path}.chain[0].basis", "must be null: this link is the silent party, which said nothing"


def _of_no_side(kind: str) -> tuple[str | None, ...]:
    """The bases that the first link may have where no side is taken: an outlet may say so itself."""
    return (None, "own_voice") if kind == "non_confirmation" else (None,)


def _chains(file: File) -> Iterator[Misfit]:
    """Links that name nobody: only an article's own voice may, where its outlet is not named."""
    for at, statement in enumerate(file.dossier.statements):
        for step, link in enumerate(statement.chain):
            path = f"statements[{at}].chain[{step}].entity"
            if link.entity is None and link.basis != "own_voice":
                yield path, "is missing: only the article's own_voice may go unnamed (use an unnamed entity)"


def _checks(file: File) -> Iterator[Misfit]:
    """A person asked without a time, a reply without one, and the other way round."""
    for at, check in enumerate(file.dossier.checks):
        for text, time in (("person_asked", "asked_at"), ("reply", "replied_at")):
            if bool(getattr(check, text)) != (getattr(check, time) is not None):
                missing = time if getattr(check, text) else text
                yield f"checks[{at}].{missing}", f"is missing: give both {text} and {time}, or neither"
        if bool(check.withdrawn_why) != (check.withdrawn_at is not None):
            missing = "withdrawn_at" if check.withdrawn_why else "withdrawn_why"
            yield f"checks[{at}].{missing}", "is missing: say when and why it was withdrawn, or neither"


def _verdicts(file: File) -> Iterator[Misfit]:
    """Approvals that four eyes would not have given."""
    standing = (check for check in file.dossier.checks if check.withdrawn_at is None)
    checked = {check.claim for check in standing if _has_evidence(check)}
    for at, verdict in enumerate(file.dossier.verdicts):
        path = f"verdicts[{at}].approvals"
        approvers = [(i, approval.approved_by) for i, approval in enumerate(verdict.approvals)]
        yield from _repeats(path, approvers, "is by the same person as {}: keep one")
        needs = verdict.status in NEEDS_APPROVAL and verdict.withdrawn_at is None
        if approvers and needs and verdict.claim not in checked:
            yield (
                path,
                f"{verdict.status} needs a check on {verdict.claim} with an address, document or reply",
            )
        recorded = _recorders(file, verdict.claim) if verdict.approvals else {}
        for i, approval in enumerate(verdict.approvals):
            if approval.approved_by == verdict.decided_by:
                yield f"{path}[{i}].approved_by", "decided this verdict: someone else must approve it"
            # Someone who approves may well record a statement later.
            elif (first := recorded.get(approval.approved_by)) and first <= approval.approved_at:
                reason = f"had recorded a statement on {verdict.claim}: someone else must approve it"
                yield f"{path}[{i}].approved_by", reason


def _recorders(file: File, claim: str) -> dict[str, datetime]:
    """Who recorded statements on a claim, or on one that moved into it, and when first."""
    found: dict[str, datetime] = {}
    claims, waiting = {claim}, [claim]
    while waiting:
        one = waiting.pop()
        for who, when in file.recorded[one]:
            found[who] = min(when, found.get(who, when))
        waiting += file.moved_into[one] - claims
        claims |= file.moved_into[one]
    return found


def _has_evidence(check: Check) -> bool:
    """Something that another person can look at."""
    return bool(check.url or check.archive_url or check.attachment or check.reply)


def _rulings(file: File) -> Iterator[Misfit]:
    standing = [(at, _sides(one)) for at, one in enumerate(file.dossier.rulings) if one.ended_at is None]
    yield from _repeats("rulings", standing, "decides what {} decides, which has not ended: keep one")
    for at, ruling in enumerate(file.dossier.rulings):
        path = f"rulings[{at}]"
        if not {ruling.claim_a, ruling.claim_b} & file.held.keys():
            yield f"{path}.claim_a", "neither claim is in this file: a ruling travels with one of its claims"
        if ruling.rule[:1] == "T" and (ruling.subject is None or ruling.claim_b is not None):
            yield path, f"{ruling.rule} is about one statement: give subject, and null as claim_b"
        elif ruling.rule[:1] != "T" and (ruling.subject is not None or ruling.claim_b is None):
            yield path, "is about two claims: give claim_b, and null as subject"
        elif ruling.rule[:1] != "C" and ruling.claim_a == ruling.claim_b:
            yield f"{path}.claim_b", "is claim_a again: name the other claim"
        seen = list(enumerate(ruling.statements_seen))
        yield from _repeats(f"{path}.statements_seen", seen, "repeats {}: keep one")


def _changes(file: File) -> Iterator[Misfit]:
    """Answers about passages that nobody tagged, or that are not where they are said to be."""
    texts = {one.id: one for article in file.dossier.articles for one in article.captures}
    tagged = {(one.capture, one.start, one.end) for one in file.dossier.statements}
    standing = [(at, _passage(one)) for at, one in enumerate(file.dossier.changes) if one.ended_at is None]
    yield from _repeats("changes", standing, "is about the passage of {}, which has not ended: keep one")
    for at, change in enumerate(file.dossier.changes):
        path = f"changes[{at}]"
        captures = (texts[change.tagged_in], texts[change.capture])
        if change.tagged_in == change.capture or any(one.method == "digest" for one in captures):
            yield f"{path}.capture", "must be another capture than tagged_in, and neither a digest"
        elif file.article_of[change.tagged_in] is not file.article_of[change.capture]:
            yield f"{path}.capture", "is of another article: name a capture of the same one"
        if (change.tagged_in, change.tagged_start, change.tagged_end) not in tagged:
            yield path, "no statement of this file is tagged there: mend tagged_start and tagged_end"
        if not _stands(change, texts[change.capture].text):
            yield f"{path}.exact", f"is not what {change.capture} has from start to end; removed has none"


def _passage(change: Change) -> tuple[Hashable, ...]:
    return change.tagged_in, change.tagged_start, change.tagged_end, change.capture


def _stands(change: Change, text: str) -> bool:
    if change.outcome == "removed":
        return (change.start, change.end, change.exact) == (None, None, "")
    if change.start is None or change.end is None or not 0 <= change.start < change.end <= len(text):
        return False
    return text[change.start : change.end] == change.exact


def _sides(ruling: Ruling) -> tuple[Hashable, ...]:
    return frozenset({ruling.claim_a, ruling.claim_b}), ruling.subject, ruling.rule


_CHECKS: tuple[Callable[[File], Iterator[Misfit]], ...] = (
    _half_pairs,
    _self_references,
    _entities,
    _claims,
    _accusations,
    _statements,
    _chains,
    _checks,
    _verdicts,
    _rulings,
    _changes,
)
