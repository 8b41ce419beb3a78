"""Who may see and do what with claims. Loading an object is authorising it.

A stranger gets 404 for what readers may not see; a colleague without the
right gets 403. The table of rights is in docs/desk.md.
"""

from __future__ import annotations

import re
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import Http404

from claims.models import Claim, Statement, Verdict
from newsroom.access import ADMIN, CONTRIBUTOR, EDITOR, REVIEWER, has_role
from newsroom.models import User
from newsroom.public_ids import ALPHABET, LENGTH
from newsroom.roles import ROLES
from sources.models import Article

Row = TypeVar("Row", bound=Model)

#: Who may add articles and tag them.
TAGGERS = (CONTRIBUTOR, EDITOR)
#: Who may show claims to readers.
PUBLISHERS = (EDITOR,)
#: Who may rule on contradictions.
RULERS = (EDITOR, REVIEWER)

__all__ = [
    "ADMIN",
    "CONTRIBUTOR",
    "EDITOR",
    "PUBLISHERS",
    "REVIEWER",
    "RULERS",
    "TAGGERS",
    "article_for_desk",
    "may_change",
    "published_article",
    "published_claim",
    "statement_to_change",
]


def published_claim(public_id: str, user: User | AnonymousUser) -> Claim:
    """The claim, where readers may see it or `user` works here."""
    claims = Claim.objects.select_related("question__topic", "entity")
    return _found(claims if has_role(user, *ROLES) else claims.published(), public_id)


def published_article(public_id: str, user: User | AnonymousUser) -> Article:
    """The article, where a published claim rests on it or `user` works here."""
    articles = Article.objects.select_related("outlet")
    if not has_role(user, *ROLES):
        on_it = Statement.objects.standing().on_published_claims()
        articles = articles.filter(Exists(on_it.filter(capture__article=OuterRef("pk"))))
    return _found(articles, public_id)


def article_for_desk(public_id: str) -> Article:
    """The article, for a view that only people of the desk reach."""
    return _found(Article.objects.select_related("outlet", "recorded_by"), public_id)


def statement_to_change(public_id: str, article: Article, user: User) -> Statement:
    """A statement of `article` that `user` may withdraw or replace, whether or not it still stands.

    Raises PermissionDenied where it is a colleague's and `user` only contributes.
    """
    related = Statement.objects.select_related("claim__question__topic", "capture", "recorded_by")
    statement = _found(related.filter(capture__article=article), public_id)
    if not may_change(user, statement, under_verdict=_under_verdict(statement)):
        raise PermissionDenied
    return statement


def may_change(user: User, statement: Statement, *, under_verdict: bool) -> bool:
    """An editor any statement; a contributor their own, while its claim has no verdict."""
    if has_role(user, EDITOR):
        return True
    own = statement.recorded_by_id == user.pk
    return has_role(user, CONTRIBUTOR) and own and not under_verdict


def _under_verdict(statement: Statement) -> bool:
    standing: bool = Verdict.objects.standing().filter(claim=statement.claim_id).exists()
    return standing


def _found(rows: QuerySet[Row], public_id: str) -> Row:
    # Whatever else an address may hold, a NUL among it, is no page and no question to the database.
    if not re.fullmatch(f"[A-Z]-[{ALPHABET}]{{{LENGTH}}}", public_id):
        raise Http404
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise Http404
    return row
