"""Writing to the record: every write happens inside `acting`, in one transaction, with a name on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import connection, transaction

from newsroom.models import DeskSettings, User
from newsroom.roles import ROLES

#: The actor of imports and timers that no person started.
SYSTEM = "system"
#: Namespace of the advisory locks on questions (any number that no other lock uses).
_QUESTION_LOCK = 7_201
_DERIVING_LOCK = 7_202


@contextmanager
def acting(*, by: User | None, action: str) -> Iterator[None]:
    """One action of `by` (None: the system), whole or not at all.

    The database's own triggers read the actor and the action from the
    transaction and write the event log with them; a write outside an action
    is refused. An action within an action keeps its own name, and gives the
    outer one back.
    """
    # What is announced ends with the transaction (connections commit by themselves): only an action within
    # another transaction has one to give back.
    within = connection.in_atomic_block
    with transaction.atomic():
        outer = _announced() if within else None
        _announce(by.get_username() if by else SYSTEM, action)
        yield
        if outer:
            _announce(*outer)


def _announced() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('sayso.actor', true), current_setting('sayso.action', true)")
        actor, action = cursor.fetchone()
    return actor or "", action or ""


def _announce(actor: str, action: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('sayso.actor', %s, true), set_config('sayso.action', %s, true)",
            [actor, action],
        )


def lock_questions(ids: Iterable[int]) -> datetime:
    """Take the locks of these questions, in order, and then read the database's clock.

    The moment is later than every write that held one of the locks before, so
    that states and statements follow each other however clocks differ. Call it
    before the action's first write, with every question that it may touch.
    """
    # What is derived also reads settings, entities and articles: they stay until we are done.
    locks: list[tuple[str, list[int]]] = [("pg_advisory_xact_lock_shared(%s)", [_DERIVING_LOCK])]
    locks += [("pg_advisory_xact_lock(%s, %s)", [_QUESTION_LOCK, one]) for one in sorted(set(ids))]
    with connection.cursor() as cursor:
        for lock, key in locks:
            # Each brings the clock, read once it is held: the last need not be followed by a question.
            clock = f"WITH held AS MATERIALIZED (SELECT {lock}) SELECT clock_timestamp() FROM held"
            cursor.execute(clock, key)
        moment: datetime = cursor.fetchone()[0]
    return moment


def lock_deriving() -> None:
    """Let all who write to questions finish, and hold off others until we are done.

    For changes of what any question's findings may be derived from, beside its
    own statements. Call it first: whoever holds questions already must not wait.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_DERIVING_LOCK])


def desk_settings() -> DeskSettings:
    """The one row of settings."""
    return DeskSettings.objects.get_or_create(pk=1)[0]


def create_account(
    *, username: str, name: str, roles: Iterable[str], password: str | None, by: User | None
) -> User:
    """A new account with these roles; without a password nobody can log in to it.

    Raises ValueError for a role that does not exist.
    """
    roles = list(roles)
    if unknown := set(roles) - set(ROLES):
        raise ValueError(f"no such role: {', '.join(sorted(unknown))}; the roles are {', '.join(ROLES)}")
    with acting(by=by, action="create account"):
        user = User(username=username, first_name=name)
        user.set_password(password)
        user.save()
        user.groups.set(Group.objects.filter(name__in=roles))
    return user


def people_labelled(labels: Iterable[str]) -> dict[str, User]:
    """The people an import names, by label: accounts of that user name, made inactive where there is none.

    Labels travel in dossiers; they let nobody in.
    """
    wanted = set(labels)
    known = set(User.objects.filter(username__in=wanted).values_list("username", flat=True))
    locked = make_password(None)
    new = (User(username=label, is_active=False, password=locked) for label in sorted(wanted - known))
    # Someone else may be importing the same people.
    User.objects.bulk_create(new, ignore_conflicts=True)
    return {user.username: user for user in User.objects.filter(username__in=wanted)}
