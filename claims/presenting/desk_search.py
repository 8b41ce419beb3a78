"""What the desk holds about some words, kind by kind: the best few of each, with the words marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Check, Claim, DeskNote, Question, Ruling, Statement, Topic, Verdict
from claims.search import asked_in_other_spellings, spellings
from claims.wording import dates, words
from claims.wording.sentences import counted
from sources.fulltext import MARK, UNMARK, asking, excerpt, naming, text_of, words_of
from sources.models import Article, Capture, CaptureWords

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Hits shown of each kind together, and of one kind alone.
FEW, MOST = 6, 50
#: So many more are shown with them: nobody follows a link to read one or two.
REST = 2
#: Hits ranked: common words match more than anyone reads, and ranking them all took seconds.
RANKED = 300
#: Beyond this many an exact count costs more than it tells.
COUNTED = 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `marked` where it is one of the words looked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the words are: a title or nothing, the passage with the words marked, and the page about it."""

    url: str
    pieces: tuple[Piece, ...]
    title: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind; `found` is how many there are, "100+" where counting stopped."""

    code: str
    title: str
    hits: tuple[Hit, ...]
    found: str
    more: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing to look through: its rows, its columns with words, and what a hit says."""

    code: str
    title: _StrPromise
    rows: Callable[[], QuerySet[Any]]
    fields: tuple[str, ...]
    hit: Callable[[Any, tuple[Piece, ...]], Hit]
    #: What a hit needs beside its own row, once the best are chosen.
    related: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    #: A column that holds the words ready; else they are those of `fields`.
    stored: str = ""
    #: The columns that are shown, where not all of `fields` are.
    shown: tuple[str, ...] = ()


class Sought:
    """Some words as they are asked for: as typed, with names in their other spellings, and to be marked."""

    def __init__(self, typed: str) -> None:
        self.typed = typed
        self.query: SearchQuery = asking(typed)
        for other in asked_in_other_spellings(typed):
            self.query |= other
        also = naming(spellings(typed))
        self.marked: SearchQuery = self.query | also if also else self.query


def search_desk(typed: str, *, only: str = "") -> list[Group]:
    """The groups in which `typed` is found; `only` names one of them, shown at length."""
    sought = Sought(typed)
    kinds = [kind for kind in KINDS if only in ("", kind.code)]
    found = _counted(kinds, sought)
    size = MOST if only else FEW
    return [_group(kind, sought, found[kind.code], size) for kind in kinds if found[kind.code]]


def _counted(kinds: Sequence[Kind], sought: Sought) -> Counter[str]:
    """How many of each kind, none past the limit; in one query for them all."""
    first, *more = (_matching(kind, sought).values_list(Value(kind.code))[:COUNTED] for kind in kinds)
    return Counter(code for (code,) in first.union(*more, all=True))


def _matching(kind: Kind, sought: Sought) -> QuerySet[Any]:
    rows = kind.rows().order_by()
    own = {} if kind.stored else {"_words": words_of(*kind.fields)}
    found: QuerySet[Any] = rows.alias(**own).filter(**{kind.stored or "_words": sought.query})
    return found


def _group(kind: Kind, sought: Sought, found: int, size: int) -> Group:
    ranked = _best(kind, sought, found if found <= size + REST else size)
    hits = tuple(kind.hit(row, pieces(row.excerpt)) for row in ranked)
    return Group(
        kind.code,
        str(kind.title),
        hits,
        counted(min(found, COUNTED - 1), more=found >= COUNTED),
        more=found > len(hits),
    )


def _best(kind: Kind, sought: Sought, size: int) -> QuerySet[Any]:
    """The best of the newest `RANKED`. What is shown of a hit is made for those shown alone."""
    some = _matching(kind, sought).order_by("-pk").values("pk")[:RANKED]
    vector = F(kind.stored) if kind.stored else words_of(*kind.fields)
    rows: QuerySet[Any] = kind.rows().filter(pk__in=some).select_related(*kind.related)
    text = excerpt(text_of(*(kind.shown or kind.fields)), sought.marked, sought.typed)
    rows = rows.annotate(rank=SearchRank(vector, sought.query), excerpt=text)
    return rows.defer(*kind.left_out).order_by("-rank", "-pk")[:size]


def pieces(marked: str) -> tuple[Piece, ...]:
    """What the database marked, taken apart: whatever the text holds is text, and escaped as such."""
    found: list[Piece] = []
    for part in marked.split(MARK):
        hit, stop, rest = part.partition(UNMARK)
        found += [Piece(hit, marked=True), Piece(rest, marked=False)] if stop else [Piece(part, marked=False)]
    return tuple(piece for piece in found if piece.text)


def _claim_url(claim: Claim, part: str = "") -> str:
    url = reverse("claims:claim-desk", args=[claim.public_id])
    return f"{url}#{part}" if part else url


def _headline(row: Article, found: tuple[Piece, ...]) -> Hit:
    return Hit(reverse("claims:article-desk", args=[row.public_id]), found, notes=_published(row))


def _published(article: Article) -> tuple[str, ...]:
    said = (str(article.outlet or _("Outlet not named")), dates.date_words(article.published))
    return tuple(filter(None, said))


def _article(row: CaptureWords, found: tuple[Piece, ...]) -> Hit:
    article = row.capture.article
    url = reverse("claims:article-desk", args=[article.public_id])
    return Hit(url, found, article.headline or _("No headline"), _published(article))


def _claim(row: Claim, found: tuple[Piece, ...]) -> Hit:
    return Hit(_claim_url(row), found, notes=(row.question.text, str(words.VISIBILITY[row.visibility])))


def _question(row: Question, found: tuple[Piece, ...]) -> Hit:
    return Hit(row.get_absolute_url(), found, notes=(str(row.topic or _("under no topic")),))


def _topic(row: Topic, found: tuple[Piece, ...]) -> Hit:
    title = (Piece(row.title, marked=False),)
    return Hit(row.get_absolute_url(), found, row.title) if found else Hit(row.get_absolute_url(), title)


def _statement(row: Statement, found: tuple[Piece, ...]) -> Hit:
    notes = (row.claim.text, str(row.capture.article))
    return Hit(_claim_url(row.claim, row.public_id), found, notes=notes)


def _check(row: Check, found: tuple[Piece, ...]) -> Hit:
    return Hit(_claim_url(row.claim, row.public_id), found, notes=(row.claim.text,))


def _verdict(row: Verdict, found: tuple[Piece, ...]) -> Hit:
    notes = (row.claim.text, str(words.STATUS[row.status].label))
    return Hit(_claim_url(row.claim, "verdict"), found, notes=notes)


def _ruling(row: Ruling, found: tuple[Piece, ...]) -> Hit:
    notes = (row.claim_a.text, str(words.RELATION[row.relation]))
    return Hit(_claim_url(row.claim_a, "contradictions"), found, notes=notes)


def _desk_note(row: DeskNote, found: tuple[Piece, ...]) -> Hit:
    return Hit(_claim_url(row.claim, "note"), found, notes=(row.claim.text,))


def _newest_captures() -> QuerySet[CaptureWords]:
    later = Capture.objects.filter(
        article=OuterRef("capture__article"), taken_at__gt=OuterRef("capture__taken_at")
    )
    return CaptureWords.objects.filter(~Exists(later))


_HEAVY = tuple(f"capture__{name}" for name in ("raw", "text", "sentences"))

KINDS = (
    Kind(
        "claims",
        gettext_lazy("Claims"),
        Claim.objects.current,
        ("text",),
        _claim,
        ("question",),
        ("search",),
        "search",
    ),
    Kind("questions", gettext_lazy("Questions"), Question.objects.all, ("text",), _question, ("topic",)),
    Kind(
        "topics", gettext_lazy("Topics"), Topic.objects.all, ("title", "summary"), _topic, shown=("summary",)
    ),
    Kind("headlines", gettext_lazy("Headlines"), Article.objects.all, ("headline",), _headline, ("outlet",)),
    Kind(
        "articles",
        gettext_lazy("In the text of articles"),
        _newest_captures,
        ("capture__text",),
        _article,
        ("capture__article__outlet",),
        ("words", *_HEAVY),
        "words",
    ),
    Kind(
        "passages",
        gettext_lazy("In tagged passages"),
        Statement.objects.standing,
        ("exact", "wording"),
        _statement,
        ("claim", "capture__article__outlet"),
        ("claim__search", *_HEAVY),
        shown=("exact",),
    ),
    Kind(
        "checks",
        gettext_lazy("In checks and replies"),
        Check.objects.standing,
        ("what_we_did", "person_asked", "reply"),
        _check,
        ("claim",),
        ("claim__search", "attachment"),
    ),
    Kind(
        "verdicts",
        gettext_lazy("In the reasons of verdicts"),
        Verdict.objects.standing,
        ("note",),
        _verdict,
        ("claim",),
        ("claim__search",),
    ),
    Kind(
        "rulings",
        gettext_lazy("In the notes of rulings"),
        Ruling.objects.standing,
        ("note",),
        _ruling,
        ("claim_a",),
        ("claim_a__search",),
    ),
    Kind(
        "notes",
        gettext_lazy("In notes among colleagues"),
        DeskNote.objects.all,
        ("text",),
        _desk_note,
        ("claim",),
        ("claim__search",),
    ),
)
