"""The ready sentence of a claim's page: who reported it, citing whom, and who had said nothing."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from claims.presenting.claim_record import ClaimRecord
from claims.presenting.silences import Silence, until
from claims.presenting.sourcing import Path
from claims.vocabulary import STANCE
from claims.wording import sentences

#: What a desk would copy first: a report, then a guess, then the others.
_ORDER = ("assertion", "speculation", "denial", "doubt")


def copy_wording(record: ClaimRecord, on_it: Sequence[Silence], beside: Sequence[Silence]) -> str:
    """A sentence to paste; "" where nobody has spoken."""
    spoken = [one for one in record.statements if STANCE[one.kind] != "none"]
    if not spoken:
        return ""
    first = min(spoken, key=lambda one: _ORDER.index(one.kind))
    silent = [one for one in on_it or beside if not one.later_url]
    # Whoever was silent on one claim need not have been on another, so only one is told, and named.
    silent = [one for one in silent if one.statement.claim_id == silent[0].statement.claim_id]
    silent = [one for one in silent if until(one.statement) == until(silent[0].statement)]
    return sentences.copy_wording(
        record.names.shown(first.capture.article.outlet_id),
        record.claim.text,
        kind=first.kind,
        citing=_cited(record.paths[first.pk]),
        silent=list(dict.fromkeys(one.who for one in silent)),
        by=until(silent[0].statement) if silent else "",
        on=silent[0].statement.claim.text if silent and not on_it else "",
    )


def _cited(path: Path) -> list[str]:
    """The origin and how it reached the outlet; a step that the editor inferred is no fact to pass on."""
    voices = [voice.name for voice in path[:-1] if not voice.inferred]
    if len(voices) < 2:
        return voices
    via = sentences.listed(voices[:0:-1])
    return [_("%(origin)s (via %(names)s)") % {"origin": voices[0], "names": via}]
