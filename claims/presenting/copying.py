"""The ready sentence of a claim's page: who reported it, citing whom, who was silent, what the desk says.

Where the outlet has changed the sentence since, that goes with it.

What may stand in it is argued in docs/adr/0012.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from claims.models import ClaimState, Statement
from claims.presenting.changed_passages import Changed
from claims.presenting.claim_record import ClaimRecord
from claims.presenting.silences import Silence, until
from claims.presenting.sourcing import Path
from claims.vocabulary import STANCE
from claims.wording import sentences
from claims.wording.dates import day_short
from claims.wording.words import STATUS
from newsroom.models import DeskSettings

#: What a desk would copy first: a report or a guess, then the others.
_ORDER = ("support", "deny", "query")


def copy_wording(
    record: ClaimRecord,
    silences: Sequence[Silence],
    changed: Mapping[int, Sequence[Changed]],
    desk: DeskSettings,
) -> str:
    """What to paste, the status with it; "" where nobody has spoken."""
    spoken = [one for one in record.statements if STANCE[one.kind] != "none"]
    if not spoken:
        return ""
    first = min(spoken, key=lambda one: _to_copy(one, record.paths[one.pk]))
    silent = _who_said_nothing([one for one in silences if one.statement.claim_id == record.claim.pk])
    reported = sentences.copy_wording(
        _outlet(first, record),
        record.claim.text,
        kind=first.kind,
        citing=_cited(record.paths[first.pk]),
        silent=list(dict.fromkeys(one.who for one in silent)),
        by=until(silent[0].statement) if silent else "",
    )
    since = _changed_since(first, changed.get(first.pk, ()), record)
    return " ".join(filter(None, [reported, since, _status(record.state, desk)]))


def _changed_since(statement: Statement, changed: Sequence[Changed], record: ClaimRecord) -> str:
    """What the outlet did to the sentence after it printed this; "" where it stands, or was tagged anew."""
    later = [one for one in changed if one.now > statement.capture.taken_at]
    if not later:
        return ""
    told = {"outlet": _outlet(statement, record), "day": day_short(later[-1].now)}
    if later[-1].altered:
        return _("%(outlet)s has since changed this sentence (found on %(day)s).") % told
    return _("%(outlet)s has since taken this sentence out (found on %(day)s).") % told


def _status(state: ClaimState, desk: DeskSettings) -> str:
    """The desk's word, signed with the site's name: pasted elsewhere, "the desk" could be anybody."""
    if not state.status:
        return _("Not reviewed by %(site)s so far.") % {"site": desk.name}
    names = {"site": desk.name, "status": STATUS[state.status].label, "day": day_short(state.status_at)}
    return _("Status given by %(site)s, %(day)s: “%(status)s”.") % names


def _to_copy(statement: Statement, path: Path) -> tuple[int, bool, bool]:
    """Before others: what has a source, and one that the article gives itself."""
    return _ORDER.index(statement.stance), path[0].inferred, len(path) == 1


def _who_said_nothing(silences: Sequence[Silence]) -> list[Silence]:
    """Those silent to this day, up to one day: most of them at once make the sentence.

    Whoever declined or spoke without confirming did comment, and a party that is not recorded has no name.
    """
    groups: defaultdict[str, list[Silence]] = defaultdict(list)
    for one in silences:
        asked = one.statement.kind in ("silence", "no_response") and one.statement.links.all()
        if asked and not one.later_url:
            groups[until(one.statement)].append(one)
    return max(groups.values(), key=len, default=[])


def _outlet(statement: Statement, record: ClaimRecord) -> str:
    outlet = statement.capture.article.outlet_id
    return record.names.shown(outlet) if outlet else _("An outlet that is not named")


def _cited(path: Path) -> list[str]:
    """The origin and how it reached the outlet; a step that the editor inferred is no fact to pass on.

    Where outlets cite each other none is the origin, and least of all the one that is quoted here.
    """
    voices = [voice.name for voice in path[:-1] if not voice.inferred and voice.id != path[-1].id]
    if len(voices) < 2:
        return voices
    via = sentences.listed(voices[:0:-1])
    return [_("%(origin)s (via %(names)s)") % {"origin": voices[0], "names": via}]
