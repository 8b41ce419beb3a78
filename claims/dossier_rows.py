"""Rows read into the plain parts of a dossier: a whole topic to export, or single things by their ids.

How a key of the format is called in a column follows from the format's own
annotations, here for reading and in `claims.actions.dossiers` for loading, so
that neither can forget one. The number of queries does not depend on how many
rows there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from operator import itemgetter
from typing import Any

from django.db.models import Q, QuerySet

from claims import dossier as plain
from claims import models
from claims.answer import Answer, Value
from claims.dossier import Dossier, canonical
from claims.notation import Base64, Day, Id
from claims.notation import plain as plain_number
from claims.shape import Key, keys
from sources import models as sources
from sources.dates import parse
from sources.graph import entities_led_to

#: Keys that are not called what their columns are.
_RENAMED = {"id": "public_id", "to": "target", "into": "target"}
#: The columns of a claim's value, and of a check's attachment, by their keys.
VALUE = {
    "state": "value_state",
    "yes": "yes",
    "min": "low",
    "max": "high",
    "date": "date",
    "text": "answer_text",
}
ATTACHMENT = {
    "name": "attachment_name",
    "media_type": "attachment_type",
    "sha256": "attachment_sha256",
    "data": "attachment",
}
#: Each part that has an id of its own, with its rows. What refers comes after what it refers to.
MODELS: dict[type[Any], Any] = {
    plain.Topic: models.Topic,
    plain.Entity: sources.Entity,
    plain.Article: sources.Article,
    plain.Capture: sources.Capture,
    plain.Question: models.Question,
    plain.Claim: models.Claim,
    plain.Statement: models.Statement,
    plain.Check: models.Check,
    plain.Verdict: models.Verdict,
    plain.Ruling: models.Ruling,
    plain.Change: models.Anchor,
}

Rows = QuerySet[Any]


def dossier_of(topic: models.Topic) -> Dossier:
    """The topic with all that is recorded on it, withdrawn and ended things too, and all that this names."""
    claims = models.Claim.objects.filter(question__topic=topic)
    statements = models.Statement.objects.filter(claim__question__topic=topic)
    changes = models.Anchor.objects.answered_on(statements)
    needed = Q(pk__in=statements.values("capture")) | Q(pk__in=changes.values("capture"))
    captures = sources.Capture.objects.filter(needed)
    articles = sources.Article.objects.filter(pk__in=captures.values("article"))
    named = entities_led_to(_named(claims, statements, articles) | _spelled_out(topic))
    sides = Q(claim_a__question__topic=topic) | Q(claim_b__question__topic=topic)
    return canonical(
        Dossier(
            topic=_read(plain.Topic, models.Topic.objects.filter(pk=topic.pk))[topic.public_id],
            entities=_all(read_entities(sources.Entity.objects.filter(pk__in=named))),
            articles=_all(_read(plain.Article, articles, captures=by_parent(plain.Capture, captures))),
            questions=_all(_read(plain.Question, models.Question.objects.filter(topic=topic))),
            claims=_all(_read(plain.Claim, claims)),
            statements=_all(read_statements(statements)),
            checks=_all(_read(plain.Check, models.Check.objects.filter(claim__in=claims))),
            verdicts=_all(read_verdicts(models.Verdict.objects.filter(claim__in=claims))),
            rulings=_all(read_rulings(models.Ruling.objects.filter(sides))),
            changes=_all(_read(plain.Change, changes)),
        )
    )


def _named(claims: Rows, statements: Rows, articles: Rows) -> set[int]:
    """The entities that answers, chains and articles name."""
    chains = models.SourceLink.objects.filter(statement__in=statements)
    answers = claims.values_list("entity", flat=True)
    outlets = articles.values_list("outlet", flat=True)
    return {
        one for ones in (answers, chains.values_list("entity", flat=True), outlets) for one in ones if one
    }


def _spelled_out(topic: models.Topic) -> set[int]:
    """The entities whose names the questions and claims use, so that their other spellings travel too."""
    questions = models.Question.objects.filter(topic=topic).values_list("text", flat=True)
    claims = models.Claim.objects.filter(question__topic=topic).values_list("text", flat=True)
    return set(sources.Entity.objects.named_in([*questions, *claims]).values_list("pk", flat=True))


def _all(parts: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(parts.values())


def held(ids: Iterable[str]) -> tuple[dict[str, Any], dict[str, str | None]]:
    """What is here under these ids, and the topic of each question and the article of each capture.

    Articles come without captures, which have ids of their own.
    """
    found: dict[str, Any] = {}
    parents: dict[str, str | None] = {}
    readers: dict[type[Any], Callable[[Rows], Mapping[str, Any]]] = {
        plain.Entity: read_entities,
        plain.Statement: read_statements,
        plain.Verdict: read_verdicts,
        plain.Ruling: read_rulings,
    }
    for cls, model in MODELS.items():
        rows = model.objects.filter(public_id__in=of_kind(cls, ids))
        if cls in _PARENTS:
            for parent, parts in by_parent(cls, rows).items():
                found |= {one.id: one for one in parts}
                parents |= {one.id: parent for one in parts}
        else:
            found |= readers[cls](rows) if cls in readers else _read(cls, rows)
    return found, parents


def of_kind(cls: type[Any], ids: Iterable[str]) -> list[str]:
    """Those of `ids` that name things of this class, by their letter."""
    notation = keys(cls)[0].holds
    assert isinstance(notation, Id)
    return [one for one in ids if one.startswith(f"{notation.letter}-")]


def read_entities(rows: Rows) -> dict[str, plain.Entity]:
    """Entities with their names, links and merges, ended ones too."""
    return _read(
        plain.Entity,
        rows,
        names=by_parent(plain.EntityName, sources.EntityName.objects.filter(entity__in=rows)),
        links=by_parent(plain.EntityLink, sources.EntityLink.objects.filter(source__in=rows)),
        merges=by_parent(plain.EntityMerge, sources.EntityMerge.objects.filter(source__in=rows)),
    )


def read_statements(rows: Rows) -> dict[str, plain.Statement]:
    """Statements with their chains."""
    links = models.SourceLink.objects.filter(statement__in=rows).order_by("position")
    return _read(plain.Statement, rows, chain=by_parent(plain.SourceLink, links))


def read_verdicts(rows: Rows) -> dict[str, plain.Verdict]:
    """Verdicts with their approvals."""
    given = models.Approval.objects.filter(verdict__in=rows)
    return _read(plain.Verdict, rows, approvals=by_parent(plain.Approval, given))


def read_rulings(rows: Rows) -> dict[str, plain.Ruling]:
    """Rulings, their claims in the order of public ids; the database has them in that of its keys."""
    return {one.id: _in_order(one) for one in _read(plain.Ruling, rows).values()}


def _in_order(ruling: plain.Ruling) -> plain.Ruling:
    if ruling.claim_b is None or ruling.claim_a <= ruling.claim_b:
        return ruling
    return replace(ruling, claim_a=ruling.claim_b, claim_b=ruling.claim_a)


_PARENTS = {plain.Question: "topic", plain.Capture: "article"}
#: The column that leads from a part's row to the row of the whole.
_WHOLES: dict[type[Any], str] = {
    **_PARENTS,
    plain.EntityName: "entity",
    plain.EntityLink: "source",
    plain.EntityMerge: "source",
    plain.SourceLink: "statement",
    plain.Approval: "verdict",
}


def by_parent(cls: type[Any], rows: Rows) -> dict[str, tuple[Any, ...]]:
    """The parts that `rows` hold, by the public id of the whole that each belongs to."""
    whole = f"{_WHOLES[cls]}__public_id"
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows.values(*_paths(cls), whole):
        groups[row[whole]].append(_part(cls, row))
    return {parent: tuple(parts) for parent, parts in groups.items()}


def _read(cls: type[Any], rows: Rows, **below: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
    """The parts that `rows` hold, by id, each with what `below` has for it."""
    found = {}
    for row in rows.values(*_paths(cls)):
        parts = {name: groups.get(row["public_id"], ()) for name, groups in below.items()}
        found[row["public_id"]] = _part(cls, row, **parts)
    return found


def own_keys(cls: type[Any]) -> list[Key]:
    """The keys that stand in a part's own row, not in rows of their own."""
    return [key for key in keys(cls) if not (key.many and isinstance(key.holds, type))]


def column(key: Key) -> str:
    """The model's field for a key."""
    return _RENAMED.get(key.name, key.name)


def is_person(key: Key) -> bool:
    """Whether the key holds a person's label."""
    return key.name.endswith("_by")


def is_reference(key: Key) -> bool:
    """Whether the key names one other thing by its id."""
    return isinstance(key.holds, Id) and key.name != "id" and not key.many


def _paths(cls: type[Any]) -> list[str]:
    paths = []
    for key in own_keys(cls):
        if isinstance(key.holds, Answer):
            paths += [*VALUE.values(), "entity__public_id"]
        elif key.holds is plain.Attachment:
            paths += ATTACHMENT.values()
        else:
            paths.append(_path(key))
    return paths


def _path(key: Key) -> str:
    end = "__username" if is_person(key) else "__public_id" if is_reference(key) else ""
    return column(key) + end


def _part(cls: Any, row: Mapping[str, Any], **below: tuple[Any, ...]) -> Any:
    return cls(**{name: read(row) for name, read in _readers(cls)}, **below)


@cache
def _readers(cls: Any) -> list[tuple[str, Callable[[Mapping[str, Any]], Any]]]:
    """How each key is read from a row: settled once, as there are many rows."""
    return [(key.name, _reader(key)) for key in own_keys(cls)]


def _reader(key: Key) -> Callable[[Mapping[str, Any]], Any]:
    path = _path(key)
    if isinstance(key.holds, Answer):
        return _value
    if key.holds is plain.Attachment:
        return _attachment
    if isinstance(key.holds, Day):
        return lambda row: parse(row[path]) if row[path] else None
    if isinstance(key.holds, Base64):
        return lambda row: None if row[path] is None else bytes(row[path])
    if key.many:
        return lambda row: tuple(sorted(row[path]))
    return itemgetter(path)


def _value(row: Mapping[str, Any]) -> Value:
    low, high = (None if row[name] is None else plain_number(row[name]) for name in ("low", "high"))
    return Value(
        state=row["value_state"],
        yes=row["yes"],
        min=low,
        max=high,
        date=parse(row["date"]) if row["date"] else None,
        entity=row["entity__public_id"],
        text=row["answer_text"] or None,
    )


def _attachment(row: Mapping[str, Any]) -> plain.Attachment | None:
    if row["attachment"] is None:
        return None
    cells = {name: row[path] for name, path in ATTACHMENT.items()}
    return plain.Attachment(**{**cells, "data": bytes(cells["data"])})
