"""New things of dossiers made rows: many at a time, each after what it refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, TypeAlias

from claims import dossier as plain
from claims.actions.anchoring import answer_open, catch_up
from claims.actions.dossiers.given import Given, New
from claims.answer import Answer, Value
from claims.dossier_rows import ATTACHMENT, VALUE, column, is_person, is_reference, own_keys
from claims.models import (
    Anchor,
    Approval,
    Check,
    Claim,
    Question,
    Ruling,
    SourceLink,
    Statement,
    Topic,
    Verdict,
)
from claims.notation import Day
from newsroom.actions import people_labelled
from newsroom.models import LedgerRow
from sources.actions import days_of, flat_sentences, make_searchable
from sources.models import Article, Capture, Entity, EntityLink, EntityMerge, EntityName
from sources.names import fold

#: Rows written in one step, and statements between two reports of progress.
BATCH = 500

#: Told how many statements of how many are in.
Progress: TypeAlias = Callable[[int, int], None]
#: A part with the columns that it does not name itself.
Row: TypeAlias = tuple[Any, dict[str, Any]]


class Adding:
    """Everything new, on its way into the database; `keys` grows with what is in."""

    def __init__(self, given: Given, new: New, keys: dict[str, int], moment: datetime) -> None:
        self.given, self.new, self.keys, self.moment = given, new, keys, moment
        self.people = {label: user.pk for label, user in people_labelled(new.people()).items()}

    def add(self, progress: Progress) -> None:
        """Write it all."""
        self._write(Topic, ((one, {}) for one in self.new.of(plain.Topic)))
        self._add_sources()
        self._add_questions()
        self._add_statements(progress)
        self._add_judgements()

    def _add_sources(self) -> None:
        self._write(Entity, ((one, _folded(Entity, one.name)) for one in self.new.of(plain.Entity)))
        names = self._below(plain.Entity, "names", "entity_id")
        self._write(EntityName, ((one, more | _folded(EntityName, one.text)) for one, more in names))
        self._write(EntityLink, self._below(plain.Entity, "links", "source_id"))
        self._write(EntityMerge, self._below(plain.Entity, "merges", "source_id"))
        self._write(Article, ((one, {}) for one in self.new.of(plain.Article)))
        captures = list(self.new.of(plain.Capture))
        self._write(Capture, ((one, self._place(one)) for one in captures))
        make_searchable({self.keys[one.id]: one.text for one in captures})

    def _place(self, capture: plain.Capture) -> dict[str, Any]:
        article = self.given.parts[self.given.parent[capture.id]]
        sentences = flat_sentences(capture.text, article.language)
        return {"article_id": self.keys[article.id], "sentences": sentences}

    def _add_questions(self) -> None:
        topic = self.given.parent
        questions = self.new.of(plain.Question)
        self._write(Question, ((one, {"topic_id": self.keys[topic[one.id]]}) for one in questions))
        for wave in _waves(self.new.of(plain.Claim), "moved_to"):
            self._write(Claim, ((one, self._asked(one) | _folded(Claim, one.text)) for one in wave))

    def _asked(self, claim: plain.Claim) -> dict[str, Any]:
        return {"answer_type": self.given.parts[claim.question].answer_type}

    def _add_statements(self, progress: Progress) -> None:
        statements = self.new.of(plain.Statement)
        done = 0
        for wave in _waves(statements, "supersedes"):
            for batch in _batches(wave):
                self._write(Statement, ((one, {}) for one in batch))
                done += len(batch)
                progress(done, len(statements))
        links = (
            (link, {"statement_id": self.keys[one.id], "position": position})
            for one in statements
            for position, link in enumerate(one.chain)
        )
        self._write(SourceLink, links)

    def _add_judgements(self) -> None:
        self._write(Check, ((one, {}) for one in self.new.of(plain.Check)))
        self._write(Verdict, ((one, {}) for one in self.new.of(plain.Verdict)))
        # Last, as the database looks at the checks and statements that they rest on.
        self._write(Approval, self._below(plain.Verdict, "approvals", "verdict_id"))
        self._write(Ruling, ((one, {}) for one in self.new.of(plain.Ruling)))
        changes = self.new.of(plain.Change)
        asked = (self._asked_of(one) for one in changes if one.ended_at is None)
        answer_open(asked, self.moment)
        self._write(Anchor, ((one, {}) for one in changes))
        new = {one.id for one in self.new.of(plain.Capture)}
        tagged = {one.capture for one in self.new.of(plain.Statement)}
        catch_up({self.keys[one] for one in new | tagged}, self.moment)

    def _asked_of(self, change: plain.Change) -> tuple[tuple[int, int, int], int]:
        """The passage and the later capture, by their keys here."""
        place = (self.keys[change.tagged_in], change.tagged_start, change.tagged_end)
        return place, self.keys[change.capture]

    def _below(self, cls: type[Any], name: str, whole: str) -> Iterator[Row]:
        return ((part, {whole: self.keys[one]}) for one, part in self.new.below(cls, name))

    def _write(self, model: Any, parts: Iterable[Row]) -> None:
        rows = [model(**self._columns(model, part), **more) for part, more in parts]
        model.objects.bulk_create(rows, BATCH)
        self.keys |= {row.public_id: row.pk for row in rows if hasattr(row, "public_id")}

    def _columns(self, model: Any, part: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key in own_keys(type(part)):
            found |= self._cells(key, column(key), getattr(part, key.name))
        if model is Ruling and found["claim_b_id"] is not None:
            # The dossier has them in the order of their ids, the database in that of its keys.
            found["claim_a_id"], found["claim_b_id"] = sorted((found["claim_a_id"], found["claim_b_id"]))
        return found | self._stay(part) if issubclass(model, LedgerRow) else found

    def _cells(self, key: Any, name: str, value: Any) -> dict[str, Any]:
        """The columns of one key."""
        if isinstance(key.holds, Answer):
            return self._answer(value)
        if key.holds is plain.Attachment:
            return {path: getattr(value, name, "") for name, path in ATTACHMENT.items()} | {
                "attachment": value and value.data
            }
        if is_person(key):
            return {f"{name}_id": value and self.people[value]}
        if is_reference(key):
            return {f"{name}_id": value and self.keys[value]}
        if isinstance(key.holds, Day):
            text = value.text if value else ""
            return {name: text, f"{name}_days": days_of(text)}
        return {name: list(value) if key.many else value}

    def _answer(self, value: Value) -> dict[str, Any]:
        date = value.date.text if value.date else ""
        cells = {path: getattr(value, name) for name, path in VALUE.items()}
        cells |= {"date": date, "days": days_of(date), "answer_text": value.text or ""}
        return cells | {"entity_id": value.entity and self.keys[value.entity]}

    def _stay(self, part: Any) -> dict[str, Any]:
        """From when on the part stands here. What had left before it came never stood here."""
        left = getattr(part, "withdrawn_at", None) or getattr(part, "ended_at", None)
        return {"entered_at": self.moment, "left_at": self.moment if left else None}


def _folded(model: Any, name: str) -> dict[str, str]:
    """The form in which a name is looked up, as far as the column reaches."""
    return {"folded": fold(name)[: model._meta.get_field("folded").max_length]}


def _waves(parts: Iterable[Any], name: str) -> Iterator[list[Any]]:
    """`parts` in such groups that what each names by `name` comes in an earlier one; there are no rings."""
    waiting = {part.id: part for part in parts}
    while waiting:
        wave = [part for part in waiting.values() if getattr(part, name) not in waiting]
        waiting = {one: part for one, part in waiting.items() if getattr(part, name) in waiting}
        yield wave


def _batches(parts: list[Any]) -> Iterator[list[Any]]:
    return (parts[at : at + BATCH] for at in range(0, len(parts), BATCH))
