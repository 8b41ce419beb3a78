"""Constraints that several tables share, so that a false state cannot be saved."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import CheckConstraint, Q


def paired(table: str, stem: str) -> CheckConstraint:
    """`<stem>_at` and `<stem>_by` are both set or both empty: no act without a hand and a time."""
    neither = Q(**{f"{stem}_at__isnull": True, f"{stem}_by__isnull": True})
    both = Q(**{f"{stem}_at__isnull": False, f"{stem}_by__isnull": False})
    return CheckConstraint(condition=neither | both, name=f"{table}_{stem}_paired")


def one_of(table: str, field: str, codes: Iterable[str], *, empty: bool = False) -> CheckConstraint:
    """`field` holds one of `codes`; with `empty`, null (not recorded) is allowed too."""
    condition = Q(**{f"{field}__in": list(codes)})
    if empty:
        condition |= Q(**{f"{field}__isnull": True})
    return CheckConstraint(condition=condition, name=f"{table}_{field}_code")
