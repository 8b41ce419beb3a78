"""Writes about where things were said: entities, their names and links, articles and captures."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from anyascii import anyascii
from django.contrib.postgres.search import CombinedSearchVector, SearchVector
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Func, Value
from django.utils import timezone
from django.utils.text import slugify

from newsroom.actions import acting
from newsroom.models import User
from sources.dates import parse
from sources.fulltext import SEARCHED
from sources.models import (
    Article,
    Capture,
    CaptureWords,
    Entity,
    EntityLink,
    EntityMerge,
    EntityName,
    Look,
)
from sources.names import fold
from sources.quotes import canonical, sentences

#: Texts sent to the database at once.
_TEXTS = 50
#: A name in another script can fold to far more letters than it has.
FOLDED = 400


def days_of(edtf: str) -> DateRange | None:
    """The days an EDTF date covers, as the database keeps them; None for an empty text.

    Raises EdtfError where the text is no date.
    """
    if not edtf:
        return None
    return DateRange(*parse(edtf).days.half_open())


def free_slug(name: str, taken: Any) -> str:
    """An address for `name` that no row of the queryset `taken` has yet."""
    base = slugify(anyascii(name))[:200] or "unnamed"
    used = set(taken.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in used:
        return base
    return next(slug for n in range(2, len(used) + 3) if (slug := f"{base}-{n}") not in used)


def add_entity(
    *,
    by: User,
    kind: str,
    name: str,
    description: str = "",
    do_not_name: bool = False,
    same_as: Iterable[str] = (),
) -> Entity:
    """Someone or something that a claim or a chain names."""
    with acting(by=by, action="add entity"):
        return Entity.objects.create(
            kind=kind,
            name=name,
            folded=fold(name)[:FOLDED],
            slug=free_slug(name, Entity.objects.all()),
            description=description,
            do_not_name=do_not_name,
            same_as=list(same_as),
        )


#: What the desk may mend of an entity; its address stays, since others link to it.
EDITABLE = ("kind", "name", "description", "do_not_name", "same_as")


def edit_entity(*, by: User, entity: Entity, **changes: Any) -> Entity:
    """Mend what an entity is called or what it is (`EDITABLE`). Everything shows it so from then on."""
    if unknown := changes.keys() - set(EDITABLE):
        raise TypeError(f"not editable: {', '.join(sorted(unknown))}")
    changed = {name: value for name, value in changes.items() if getattr(entity, name) != value}
    if not changed:
        return entity
    if "name" in changed:
        changed["folded"] = fold(changed["name"])[:FOLDED]
    for name, value in changed.items():
        setattr(entity, name, value)
    with acting(by=by, action="edit entity"):
        entity.save(update_fields=list(changed))
    return entity


def remove_name(*, by: User, name: EntityName) -> None:
    """A spelling that is none; the event log keeps who had added it, and who took it away."""
    with acting(by=by, action="remove name"):
        name.delete()


def add_name(*, by: User, entity: Entity, text: str, language: str) -> EntityName:
    """Another spelling of the entity's name; saying it twice changes nothing."""
    with acting(by=by, action="add name"):
        name, _created = EntityName.objects.get_or_create(
            entity=entity,
            text=text,
            language=language,
            defaults={"folded": fold(text)[:FOLDED], "added_by": by},
        )
    return name


def link_entities(
    *, by: User, source: Entity, target: Entity, kind: str, reason: str, moment: datetime
) -> EntityLink:
    """Record that `source` speaks for, belongs to or lies in `target` from `moment` on."""
    with acting(by=by, action="link entities"):
        return EntityLink.objects.create(
            source=source,
            target=target,
            kind=kind,
            reason=reason,
            recorded_at=moment,
            recorded_by=by,
            entered_at=moment,
        )


def merge_entity(*, by: User, source: Entity, target: Entity, moment: datetime) -> EntityMerge:
    """Count `source` as `target` from `moment` on; nothing is re-pointed."""
    with acting(by=by, action="merge entities"):
        return EntityMerge.objects.create(
            source=source, target=target, merged_at=moment, merged_by=by, entered_at=moment
        )


def end(row: EntityLink | EntityMerge, *, by: User, moment: datetime) -> bool:
    """A link or a merge no longer stands from `moment` on; whether it stood until now."""
    standing = type(row).objects.standing().filter(pk=row.pk)
    with acting(by=by, action="end"):
        ended: int = standing.update(ended_at=moment, ended_by=by, left_at=moment)
    row.refresh_from_db(fields=["ended_at", "ended_by", "left_at"])
    return bool(ended)


def add_article(
    *,
    by: User,
    text: str,
    outlet: Entity | None = None,
    url: str = "",
    headline: str = "",
    byline: str = "",
    published: str = "",
    date_inferred: bool = False,
    language: str = "en",
    terms: str = "",
    public_text: str = "excerpts",
    method: str = "pasted",
    raw: bytes | None = None,
    media_type: str = "text/plain; charset=utf-8",
    archive_url: str = "",
    taken_at: datetime | None = None,
) -> Capture:
    """An article with its first capture, which is returned.

    Raises TextRefused where the text cannot be kept and EdtfError where
    `published` is no date.
    """
    with acting(by=by, action="add article"):
        article = Article.objects.create(
            outlet=outlet,
            url=url,
            headline=headline,
            byline=byline,
            published=published,
            published_days=days_of(published),
            date_inferred=date_inferred,
            language=language,
            terms=terms,
            public_text=public_text,
            recorded_at=timezone.now(),
            recorded_by=by,
        )
        return add_capture(
            by=by,
            article=article,
            text=text,
            method=method,
            raw=raw,
            media_type=media_type,
            archive_url=archive_url,
            taken_at=taken_at,
        )


def add_capture(
    *,
    by: User,
    article: Article,
    text: str,
    method: str,
    raw: bytes | None,
    media_type: str,
    archive_url: str = "",
    taken_at: datetime | None = None,
) -> Capture:
    """What the article said at `taken_at`, or now.

    The raw bytes are kept as they came; pasted text is its own raw form.
    Whoever read the article to the end has not read this one.
    """
    kept = canonical(text)
    digest = method == "digest"
    held = None if digest else (raw if raw is not None else text.encode())
    with acting(by=by, action="capture article"):
        capture = Capture.objects.create(
            article=article,
            taken_at=taken_at or timezone.now(),
            taken_by=by,
            method=method,
            media_type=media_type,
            raw=held,
            sha256="" if held is None else hashlib.sha256(held).hexdigest(),
            text=kept,
            sentences=flat_sentences(kept, article.language),
            archive_url=archive_url,
        )
        make_searchable({capture.pk: kept})
        if article.read_through_at:
            _set_read(article, None, None)
    return capture


def say_read_through(*, by: User, article: Article, read: bool = True) -> Article:
    """All of the article is read, and what it says of the desk's questions is tagged; or not, after all.

    Who said it first stays the one who did. The event log keeps what was said before.
    """
    with acting(by=by, action="read to the end" if read else "take back reading"):
        article = Article.objects.select_for_update(of=("self",), no_key=True).get(pk=article.pk)
        if read != bool(article.read_through_at):
            _set_read(article, timezone.now() if read else None, by if read else None)
    return article


def _set_read(article: Article, at: datetime | None, by: User | None) -> None:
    article.read_through_at, article.read_through_by = at, by
    article.save(update_fields=["read_through_at", "read_through_by"])


def make_searchable(texts: Mapping[int, str]) -> None:
    """Let new captures, by their keys, be found by their words: in the action that writes them."""
    rows = (CaptureWords(capture_id=pk, words=_words(text)) for pk, text in texts.items())
    CaptureWords.objects.bulk_create(rows, batch_size=_TEXTS)


def _words(text: str) -> CombinedSearchVector:
    """In their forms, and folded: a name in another script is found by its letters."""
    folded = SearchVector(Value(fold(text[:SEARCHED])[:SEARCHED]), config="simple")
    return CombinedSearchVector(Func(Value(text), function="sources_words"), "||", folded, "simple")


def flat_sentences(text: str, language: str) -> list[int]:
    """Sentence starts and ends in turn, as a capture keeps them."""
    return [offset for span in sentences(text, language) for offset in span]


def record_look(
    *, by: User, article: Article, found: str, capture: Capture | None = None, problem: str = ""
) -> Look:
    """The article's page was looked at now; `problem` says why no text was found."""
    with acting(by=by, action="look again"):
        return Look.objects.create(
            article=article,
            looked_at=timezone.now(),
            looked_by=by,
            found=found,
            capture=capture,
            problem=problem[:300],
        )
