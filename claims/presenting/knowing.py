"""What is known of a claim, what is not, and what would settle it: from the record alone, in plain words.

What is missing says what would settle it: the original, somebody on record,
the word of who has not spoken. Where the desk wrote it itself, in the note of
a verdict that says there is no way to check, its words stand instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import Statement
from claims.presenting.claim_record import ClaimRecord
from claims.vocabulary import NEEDS_APPROVAL
from claims.wording import sentences
from claims.wording.dates import date_words
from claims.wording.sentences import isolated, listed
from claims.wording.stops import one_stop


@dataclass(frozen=True, slots=True)
class Knowing:
    """Sentences for each of the three columns; a column without any is left out."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]
    settles: tuple[str, ...]


#: Of a matter of judgement, and of what has not happened yet, nothing that is missing would settle it.
_SETTLED_BY_EVIDENCE = ("fact", "interpretation")


def knowing(record: ClaimRecord, silent: Sequence[str] = ()) -> Knowing:
    """The three columns for one claim; `silent` are who has not spoken on its question."""
    return Knowing(_known(record), _unknown(record), _settles(record, list(dict.fromkeys(silent))))


def _settles(record: ClaimRecord, silent: list[str]) -> tuple[str, ...]:
    """What is not there yet and would tell; nothing once the desk has proved it, or is still recording it."""
    verdict, found = record.state.verdict, record.evidence
    if verdict and verdict.status == "unverifiable":
        return (verdict.note,)
    decided = record.state.status in NEEDS_APPROVAL
    if decided or record.claim.nature not in _SETTLED_BY_EVIDENCE or not record.statements:
        return ()
    said = [_source_wanted(record)]
    if found.origins_against or record.state.open_conflicts:
        said.append(_("Evidence that fits one account and not the other: a document, a picture, a record."))
    if silent:
        said.append(_("An answer from %(who)s.") % {"who": listed(_few([isolated(one) for one in silent]))})
    return tuple(one_stop(one) for one in said if one)


def _source_wanted(record: ClaimRecord) -> str:
    """What its sources still owe."""
    found = record.evidence
    if not found.origins_for:
        traced = [one for one in record.with_stance("support") if one.pk not in found.not_recorded]
        wanted = _("Somebody who says so by name, or a document, that a reader could find.")
        return wanted if traced else ""
    if not any(one.original_seen for one in found.origins_for):
        names = [isolated(record.names.shown(one.entities[0])) for one in found.origins_for]
        return _("The original of what %(who)s said, seen or heard by us.") % {"who": listed(_few(names))}
    return "" if found.on_record else _("Somebody who says so on record.")


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
    return tuple(one_stop(one) for one in said if one)


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
