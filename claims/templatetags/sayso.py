"""What pages need to speak the readers' words: badges, marks, dates and counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from claims import vocabulary
from claims.models import Claim
from claims.pictures.chain import Node
from claims.wording import dates, sentences, words
from claims.wording.intakes import LEFT_OUT, Problem, problem_words
from claims.wording.quoting import around, nested_markup
from claims.wording.stops import one_stop_markup
from sources.models import Intake

register = template.Library()

#: Looks differ from codes in two places.
_STATUS_LOOK = {"": "none", "not_checkable": "opinion"}
_STANCE_GLYPH = {"support": "says", "deny": "denies", "query": "doubts", "none": "gap"}


@register.filter
def status_look(status: str | None) -> str:
    """The CSS class and the glyph of a status; no verdict is `none`."""
    return _STATUS_LOOK.get(status or "", status or "")


@register.filter
def kind_look(kind: str) -> str:
    """The CSS class and the glyph of a kind of statement: says, denies, doubts or gap."""
    return _STANCE_GLYPH[vocabulary.STANCE[kind]]


@register.filter(name="words")
def words_for(code: str | None, name: str) -> str:
    """The label of a code of the vocabulary `name`: `{{ link.basis|words:"basis" }}`."""
    return str(words.WORDS[name][code or ""])


@register.filter
def meaning(status: str | None) -> str:
    """What a status means, in one line; "" where its label says it all."""
    return str(words.STATUS[status or ""].meaning)


@register.filter
def asked(claim: Claim) -> str:
    """The question above a claim; where nobody has asked one, not the claim over again."""
    return _("Is it so?") if claim.asks_itself else claim.question.text


@register.filter
def problem(intake: Intake) -> str:
    """Why a page on its way in could not be had or read."""
    return str(problem_words(intake.problem, intake.answered).what)


@register.filter
def left_out(intake: Intake) -> Problem | None:
    """What of a page is not in the text that was read from it; None where nothing is known to be missing."""
    return LEFT_OUT.get((intake.found or {}).get("left_out", ""))


@register.simple_tag
def glyph(name: str) -> SafeString:
    """A glyph of `_shared/_glyphs.html`. Always beside its word, so hidden from assistive technology."""
    return format_html('<svg class="g" aria-hidden="true" focusable="false"><use href="#g-{}"/></svg>', name)


@register.simple_tag
def key(letter: str) -> SafeString:
    """The boxed letter that ties an answer to its column."""
    return format_html('<span class="key">{}</span>', letter)


@register.inclusion_tag("_shared/_status.html")
def status(code: str | None, big: bool = False) -> dict[str, object]:
    """A status badge: glyph and word."""
    return {"status": code or "", "big": big}


@register.inclusion_tag("_shared/_kind.html")
def kind(code: str, url: str = "", where: str = "") -> dict[str, object]:
    """A kind of statement: stance glyph and word; a link to its passage, with `where` for screen readers."""
    return {"look": kind_look(code), "word": words.KIND[code], "url": url, "where": where}


@register.inclusion_tag("_shared/_kind.html")
def no_side() -> dict[str, object]:
    """What an outlet does that tells of a claim in its own voice and takes no side."""
    return {"look": _STANCE_GLYPH["none"], "word": words.TAKES_NO_SIDE}


@register.inclusion_tag("_shared/_kind.html")
def stance(code: str) -> dict[str, object]:
    """A stance, for the key of a matrix or an article."""
    return {"look": _STANCE_GLYPH[code], "word": words.STANCE[code]}


@register.filter
def date_words(edtf: str, inferred: bool = False) -> str:
    """An EDTF date in words; `{{ article.published|date_words:article.date_inferred }}`."""
    return dates.date_words(edtf, inferred=inferred)


@register.filter
def bare_address(url: str) -> str:
    """An address as people write it, without the scheme."""
    return url.removeprefix("https://").removeprefix("http://")


@register.filter
def moment(at: datetime | None) -> str:
    """A recorded time in words, in UTC."""
    return dates.moment(at) if at else ""


@register.filter
def moment_short(at: datetime | None) -> str:
    """A recorded time without year and zone, for a table that names them once."""
    return dates.moment_short(at) if at else ""


@register.filter
def day_short(at: datetime | None) -> str:
    """The day of a recorded time, for a narrow column."""
    return dates.day_short(at) if at else ""


@register.filter
def day_words(day: date) -> str:
    """A day of the calendar in words: "27 May 2025"."""
    return dates.day(day)


@register.filter
def in_a_row(words: Iterable[object]) -> str:
    """Words one after the other, with the language's own comma."""
    return sentences.aside(str(one) for one in words)


@register.filter
def or_none(count: int) -> str | SafeString:
    """A count in a table: a zero is the quiet word "none"."""
    return str(count) if count else format_html('<span class="quiet">{}</span>', _("none"))


@register.simple_block_tag
def quoted(content: SafeString, unless: bool = False) -> SafeString:
    """Someone's words between the quotation marks of the page's language; bare where `unless` says so."""
    return content if unless else format_html(around("{}"), nested_markup(content))


@register.simple_block_tag
def sentence(content: SafeString) -> SafeString:
    """A sentence that may end in a name: with one full stop where the name has its own."""
    return one_stop_markup(content)


@register.simple_tag(takes_context=True)
def then(context: Mapping[str, Any], url: str, **query: Any) -> str:
    """An address of this site at the moment that the page is about, if it is of one; with `query` added."""
    if context.get("as_of_written"):
        query["as_of"] = context["as_of_written"]
    if not query:
        return url
    path, hash_sign, fragment = url.partition("#")
    joint = "&" if "?" in path else "?"
    return f"{path}{joint}{urlencode(query, safe=':')}{hash_sign}{fragment}"


@register.simple_tag
def number_range(low: Decimal | None, high: Decimal | None, unit: str = "") -> str:
    """A number or range in words."""
    return sentences.number_range(low, high, unit=unit)


@register.simple_tag
def chain_name(node: Node, relation: str = "") -> SafeString:
    """The name of a voice in a chain, a link where there is a page about it; `relation` leads to it."""
    name = (relation and node.within) or node.label
    if node.url:
        return format_html('<a href="{}" dir="auto">{}</a>', node.url, name)
    return format_html("<bdi>{}</bdi>", name)


@register.simple_tag
def chain_step(relation: str, name: str) -> SafeString:
    """One step of a chain in words; `name` may be a safe link. A chain begins with an empty relation."""
    steps = {
        "": "{}",
        "told": _("told {}"),
        "relayed": _("relayed by {}"),
        "cited": _("cited by {}"),
    }
    return format_html(steps[relation], name)
