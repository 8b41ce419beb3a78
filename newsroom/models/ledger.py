from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

Row = TypeVar("Row", bound=models.Model)


class StandingQuerySet(models.QuerySet[Row]):
    """Rows of the record, by the moment they are asked about."""

    def standing(self, at: datetime | None = None, *, path: str = "") -> Any:
        """Rows that stood at `at`, or stand now. `path` leads to the row, as in `statements__`."""
        return self.filter(stands(at, path=path))


def stands(at: datetime | None = None, *, path: str = "") -> Q:
    """The condition that a row had been entered by `at` and had not left; now where `at` is None."""
    if at is None:
        return Q(**{f"{path}left_at__isnull": True})
    entered = Q(**{f"{path}entered_at__lte": at})
    not_left = Q(**{f"{path}left_at__isnull": True}) | Q(**{f"{path}left_at__gt": at})
    return entered & not_left


class LedgerRow(models.Model):
    """A row of the record. It stands from `entered_at` until `left_at`, and is never edited.

    Both are this database's clock and never travel in exports: they say when
    *this* site knew, which is what an as-of page shows. When a person did the
    thing is told by `recorded_at`, `decided_at` and the like, which do travel.
    """

    entered_at = models.DateTimeField(db_default=Now(), editable=False)
    left_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
