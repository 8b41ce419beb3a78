"""What a quick tag leaves open for somebody to complete. Pure."""

from __future__ import annotations

from claims.vocabulary import SILENCES


def unrecorded(
    kind: str,
    certainty: str | None,
    caveat: str | None,
    value_known: bool,
    has_chain: bool,
    basis: str | None,
) -> list[str]:
    """Certainty, caveat, chain, basis: those that are not recorded.

    `basis` is that of the origin: who is named without how they know leads
    nowhere yet. Whoever says that a thing is not known is neither sure nor unsure of it.
    """
    if kind in SILENCES:
        return [] if has_chain else ["chain"]
    missing = []
    if certainty is None and value_known:
        missing.append("certainty")
    if caveat is None:
        missing.append("caveat")
    if not has_chain:
        missing.append("chain")
    elif not basis:
        missing.append("basis")
    return missing
