"""Where a statement comes from: its chain as voices, as a sentence and as the picture's boxes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from claims.models import SourceLink, Statement
from claims.origins import UNNAMED
from claims.pictures.chain import Chain, Edge, Node
from claims.presenting.names import Names
from claims.vocabulary import SILENCES
from claims.wording import sentences
from claims.wording.dates import date_words
from claims.wording.stops import one_stop_markup
from claims.wording.words import TOLD_WITHOUT_A_SIDE
from sources.models import Article

#: What follows a voice's name, by basis; a voice without a name says it by what it is called.
_NOTE = {
    "observed": gettext_lazy("who saw it"),
    "document": gettext_lazy("a document"),
    "on_record": gettext_lazy("on record"),
    "background": gettext_lazy("described, not named"),
    "anonymous": gettext_lazy("anonymous"),
    "named_media": gettext_lazy("a named outlet"),
    "unnamed_media": gettext_lazy("an outlet that is not named"),
    "social_media": gettext_lazy("on social media"),
}
#: Those who speak for themselves: they told it, where media relay it.
_TOLD = ("observed", "on_record", "background", "anonymous")


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of a chain. An outlet in whose article we read it has that `article`, and no basis."""

    id: str
    name: str
    basis: str = ""
    inferred: bool = False
    shape: str = "outlet"
    url: str = ""
    article: Article | None = None

    @property
    def note(self) -> str:
        """What the name alone does not say."""
        if self.article:
            dated = self.article.published and not self.article.date_inferred
            return date_words(self.article.published) if dated else _("undated")
        says = "" if self.shape == "unnamed" and not self.url else str(_NOTE.get(self.basis, ""))
        words = [says, _("inferred by us") if self.inferred else ""]
        return sentences.aside(words)


#: Voices from the origin to the outlet in which we read it, which is always the last.
Path = tuple[Voice, ...]


def path_of(
    statement: Statement,
    names: Names,
    relays: Mapping[int, Statement] | None = None,
    seen: tuple[int, ...] = (),
) -> Path:
    """The chain of `statement`, followed through those of `relays` that it was taken from.

    What a chain says beyond a relayed statement came with the repeated words,
    so that statement's own chain stands in for it. Where statements cite each
    other the path ends in the outlet it came from, so that the ring shows.
    """
    links = list(statement.links.all())
    seen = (*seen, statement.pk)
    before: Path = ()
    for place, link in enumerate(links):
        source = (relays or {}).get(link.derived_from_id or 0)
        if source is None:
            continue
        before = (_outlet(source, names),) if source.pk in seen else path_of(source, names, relays, seen)
        before = (*before[:-1], replace(before[-1], shape="outlet"))
        links = links[place + 1 :]
        break
    voices = (_voice(link, statement, names) for link in links if link.basis != "own_voice")
    return (*before, *voices, _outlet(statement, names))


def _outlet(statement: Statement, names: Names) -> Voice:
    article = statement.capture.article
    name, url = names.shown(article.outlet_id), names.url(article.outlet_id)
    return Voice(f"article-{article.pk}", name, shape="here", url=url, article=article)


def _voice(link: SourceLink, statement: Statement, names: Names) -> Voice:
    basis = link.basis or ""
    row = names.row(link.entity_id)
    # Two articles' "analysts" may be anyone: only within one article are they the same.
    unnamed = basis in UNNAMED or row is None or row.kind == "unnamed"
    apart = f"-{statement.capture.article_id}" if unnamed else ""
    return Voice(
        id=f"entity-{names.one(link.entity_id)}{apart}",
        name=names.shown(link.entity_id),
        basis=basis,
        inferred=link.inferred,
        shape="unnamed" if unnamed else "outlet" if row and row.kind == "outlet" else "person",
        url=names.url(link.entity_id),
    )


def chain_of(paths: Iterable[Path]) -> Chain:
    """The paths as one picture: a voice is one box however many paths it is on."""
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str], Edge] = {}
    for path in paths:
        for place, voice in enumerate(path):
            node = _node(voice, origin=place == 0)
            known = nodes.setdefault(voice.id, node)
            # Where the same outlet is read and relayed, reading it is what matters.
            nodes[voice.id] = node if voice.shape == "here" else known
        for one, other in pairwise(path):
            edge = Edge(one.id, other.id, _relation(one, other), one.inferred)
            before = edges.setdefault((one.id, other.id), edge)
            edges[one.id, other.id] = replace(edge, loose=edge.loose and before.loose)
    return Chain(tuple(nodes.values()), tuple(edges.values()))


def _node(voice: Voice, *, origin: bool) -> Node:
    below = voice.note
    if voice.article:
        below = date_words(voice.article.published, inferred=voice.article.date_inferred)
    elif origin and below:
        below = pgettext("source", "origin, %(note)s") % {"note": below}
    return Node(
        voice.id, capfirst(voice.name), capfirst(below), voice.shape, voice.url, voice.note, voice.name
    )


def _relation(one: Voice, other: Voice) -> str:
    if other.article:
        return "cited"
    return "told" if one.basis in _TOLD else "relayed"


def came_from(path: Path, outlets: Sequence[Voice] = (), *, own_voice: bool = False) -> SafeString:
    """A path of one or two links as a sentence; `outlets` are those that all have it the same way."""
    return one_stop_markup(_told(path, outlets or path[-1:], own_voice=own_voice))


def _told(path: Path, outlets: Sequence[Voice], *, own_voice: bool) -> SafeString:
    voices = path[:-1]
    if own_voice:
        return format_html(_("Stated without naming a source, by {}."), _listed(outlets))
    if not voices:
        return format_html(_("Not recorded yet: where {} has it from."), _listed(outlets))
    readers = _listed(outlets, opens=True)
    cited = _cited(voices)
    if voices[-1].inferred:
        return format_html(_("{} apparently has it from {}."), readers, cited)
    return format_html(_("{}, citing {}."), readers, cited)


def _cited(voices: Sequence[Voice]) -> SafeString:
    """Whom the outlet cites, and whom those in turn; a step of our own reading is called apparent."""
    *further, nearest = voices
    here = _linked(nearest)
    if nearest.note and not nearest.inferred:
        here = format_html("{}, {}", here, nearest.note)
    if not further:
        return here
    apparent = further[-1].inferred
    pattern = _("{} (apparently from {})") if apparent else _("{} (citing {})")
    return format_html(pattern, here, _cited(further))


def inferred_note(paths: Iterable[Path]) -> str:
    """Whose reading the inferred steps are; "" where there is none."""
    if any(voice.inferred for path in paths for voice in path):
        return _("“Apparently” is ours: the article does not say so itself.")
    return ""


def _linked(voice: Voice, *, opens: bool = False) -> SafeString:
    """A voice in a sentence, which it may open."""
    if voice.article and voice.article.outlet_id is None:
        unnamed = _("an outlet that is not named")
        return format_html("{}", capfirst(unnamed) if opens else unnamed)
    if voice.url:
        return format_html('<a href="{}" dir="auto">{}</a>', voice.url, voice.name)
    return format_html("<bdi>{}</bdi>", voice.name)


def _listed(voices: Sequence[Voice], *, opens: bool = False, most: int = 5) -> SafeString:
    """Outlets in a row, each once; all beyond `most` as a number. They may open the sentence."""
    ones = list({voice.url or voice.id: voice for voice in voices}.values())
    words: list[SafeString | str] = [_linked(one, opens=opens and one is ones[0]) for one in ones[:most]]
    if len(ones) > most:
        words.append(_("%(n)d more") % {"n": len(ones) - most})
    listed = words[0]
    for word in words[1:-1]:
        listed = format_html(pgettext("list", "{}, {}"), listed, word)
    return format_html(_("{} and {}"), listed, words[-1]) if len(words) > 1 else format_html("{}", listed)


def states_itself(statement: Statement) -> bool:
    """Whether the outlet says it in its own voice; needs the links."""
    links = list(statement.links.all())
    return bool(links) and links[0].basis == "own_voice"


def takes_no_side(statement: Statement) -> bool:
    """Whether the outlet itself tells of the claim without taking a side; needs the links."""
    return statement.kind == "non_confirmation" and states_itself(statement)


def sourcing(statement: Statement, names: Names) -> str:
    """A statement's sourcing in one line: "Stated as fact. Social media (inferred), via Syrian media".

    Of a silence it is the silent party; "" where that is not recorded.
    """
    if statement.kind in SILENCES:
        if takes_no_side(statement):
            return str(TOLD_WITHOUT_A_SIDE)
        return silent_party(statement, names) if statement.links.all() else ""
    chain = [(names.shown(link.entity_id), link.basis, link.inferred) for link in statement.links.all()]
    return sentences.sourcing(statement.caveat, chain)


def silent_party(statement: Statement, names: Names) -> str:
    """Who is silent, as printed where that tells more; needs the links."""
    link = next(iter(statement.links.all()), None)
    row = names.row(link.entity_id) if link else None
    # "Moscow" tells more than "Russia"; "these commentators" tells less than what they are called here.
    telling = link and row and not row.do_not_name and row.kind != "unnamed"
    named = link.as_printed if link and telling else ""
    return capfirst(named or (names.shown(row.pk) if row else _("Not recorded who")))


def entities_in(statements: Iterable[Statement]) -> set[int | None]:
    """All that the statements' chains and articles name."""
    named: set[int | None] = set()
    for one in statements:
        named.add(one.capture.article.outlet_id)
        named.update(link.entity_id for link in one.links.all())
    return named
