"""What every queue of the desk is made of: which rows wait, in which order, what its list says of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from claims.models import Claim, Statement
from newsroom.access import has_role
from newsroom.models import User

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One thing that waits: its words, the page where it is dealt with, and what the desk says of it.

    `asks` stands over the words, as a question does over its claim. A `status` of None shows none.
    What is `alone` cannot be dealt with together with others. Words that are
    `ours` are in the language of the desk, others in that of their source. With
    `settles`, a key, it can be ruled on at once at `settle_url`, as `settled` says.
    """

    pk: int
    text: str
    url: str
    notes: tuple[str, ...] = ()
    asks: str = ""
    status: str | None = None
    alone: bool = False
    ours: bool = False
    settles: str = ""
    settled: str = ""
    settle_url: str = ""


@dataclass(frozen=True, slots=True)
class Queue:
    """Work of one kind that waits at the desk.

    `waits` follows the number in its tab, `done` says that nothing waits and
    what to do next, `note` stands above the list. `keys` order the rows and
    are never null: the newest first, or with `ascending` the longest waiting.
    `show` makes a page's rows in a number of queries that does not grow.
    `several` names what can be done to many of its rows at once
    (claims/forms/several.py). Without `roles` it is everyone's.
    """

    code: str
    title: _StrPromise
    waits: _StrPromise
    done: _StrPromise
    rows: Callable[[User], QuerySet[Any]]
    keys: tuple[str, ...]
    show: Callable[[Sequence[Any]], list[QueueRow]]
    ascending: bool = False
    note: _StrPromise | None = None
    several: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    #: The name of a page of its own, where a list is not enough.
    page: str = ""

    def open_to(self, user: User) -> bool:
        """Whether it is this person's work."""
        return not self.roles or has_role(user, *self.roles)

    @property
    def url(self) -> str:
        return reverse(self.page) if self.page else reverse("claims:desk-queue", args=[self.code])


def claim_row(pk: int, claim: Claim, *notes: str, part: str = "", status: str | None = None) -> QueueRow:
    """What waits on a claim, under its question; `part` is where on the claim's page it is dealt with."""
    url = reverse("claims:claim-desk", args=[claim.public_id])
    return QueueRow(
        pk, claim.text, f"{url}#{part}" if part else url, notes, asks=claim.question.text, status=status
    )


def undone() -> Q:
    """Claims whose every statement was withdrawn: a tag that is undone leaves its claim, and no work."""
    told = Statement.objects.filter(claim=OuterRef("pk"))
    return Q(Exists(told)) & ~Q(Exists(told.standing()))
