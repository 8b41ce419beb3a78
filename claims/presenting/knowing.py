"""What is known of a claim and what is not: from the record alone, and only what it says.

What would settle it is a person's judgement. It is shown where the desk wrote
it, in the note of a verdict that says there is no way to check.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Statement
from claims.presenting.claim_record import ClaimRecord
from claims.wording import sentences
from claims.wording.dates import date_words
from claims.wording.sentences import listed


@dataclass(frozen=True, slots=True)
class Knowing:
    """Sentences for each of the three columns; a column without any is left out."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]
    settles: tuple[str, ...]


def knowing(record: ClaimRecord) -> Knowing:
    """The three columns for one claim."""
    verdict = record.state.verdict
    settles = (verdict.note,) if verdict and verdict.status == "unverifiable" else ()
    return Knowing(_known(record), _unknown(record), settles)


def _known(record: ClaimRecord) -> tuple[str, ...]:
    found = record.evidence
    said = [
        _carried(record),
        _origins(record),
        _seen(record),
    ]
    if found.origins_against:
        names = [record.names.shown(one.entities[0]) for one in found.origins_against]
        said.append(_("%(who)s denied it.") % {"who": listed(_few(names))})
    return tuple(one for one in said if one)


def _carried(record: ClaimRecord) -> str:
    """Which outlets carry it and when, as far as the articles say."""
    support = record.with_stance("support")
    if not support:
        return ""
    said = dict.fromkeys(_outlet(one, record) for one in support)
    pattern = ngettext(
        "One outlet carried it: %(which)s.", "%(n)d outlets carried it: %(which)s.", record.state.outlets
    )
    return pattern % {
        "n": record.state.outlets,
        "which": sentences.aside(_few(list(said)), apart=True),
    }


def _outlet(statement: Statement, record: ClaimRecord) -> str:
    article = statement.capture.article
    named = record.names.shown(article.outlet_id) if article.outlet_id else _("not named")
    dated = article.published and not article.date_inferred
    return sentences.dated(named, date_words(article.published) if dated else _("undated"))


def _origins(record: ClaimRecord) -> str:
    """The identified origins by name; one is called one."""
    found = record.evidence
    names = [record.names.shown(one.entities[0]) for one in found.origins_for]
    if not names:
        return ""
    return ngettext("One named source: %(names)s.", "Named sources: %(names)s.", len(names)) % {
        "names": listed(_few(names))
    }


def _seen(record: ClaimRecord) -> str:
    if any(one.original_seen for one in record.with_stance("support", "deny")):
        return _("We have seen the original.")
    return ""


def _unknown(record: ClaimRecord) -> tuple[str, ...]:
    found = record.evidence
    support = record.with_stance("support")
    said = []
    recorded = [one for one in support if one.pk not in found.not_recorded]
    if recorded and not found.origins_for:
        said.append(_("Who it comes from: no person, document or outlet that a reader could find."))
    if found.origins_for and not any(one.original_seen for one in found.origins_for):
        said.append(_("What was said first hand: we have not seen the original."))
    if support and all(record.paths[one.pk][0].inferred for one in support):
        said.append(_("Whether the source is the one we infer: the article does not say."))
    if support and all(one.capture.article.outlet_id is None for one in support):
        said.append(_("Which outlet it was: the article names none."))
    if support and all(
        not one.capture.article.published or one.capture.article.date_inferred for one in support
    ):
        said.append(_("When it was published: the article is undated."))
    if found.not_recorded:
        said.append(_("Where it comes from: not all of it is recorded yet."))
    return tuple(said)


def _few(names: list[str], most: int = 4) -> list[str]:
    if len(names) <= most:
        return names
    return [*names[:most], _("%(n)d more") % {"n": len(names) - most}]
