"""Who may see and do what with claims. Loading an object is authorising it.

A stranger gets 404 for what readers may not see; a colleague without the
right gets 403. The table of rights is in docs/desk.md.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404

from claims.models import Claim, ClaimState, ClaimStateQuerySet, Question, Statement, Topic, Verdict
from newsroom.access import ADMIN, CONTRIBUTOR, EDITOR, REVIEWER, has_role
from newsroom.models import User
from newsroom.public_ids import ALPHABET, LENGTH
from newsroom.roles import ROLES
from sources.models import Article, Capture, Entity, Intake

Row = TypeVar("Row", bound=Model)

#: Who may add articles and tag them.
TAGGERS = (CONTRIBUTOR, EDITOR)
#: Who may have pages fetched from other people's servers.
FETCHERS = (EDITOR,)
#: Pages on their way in that the desk lists; the next follow as these are seen to.
OPEN_INTAKES = 12
#: Who may show claims to readers.
PUBLISHERS = (EDITOR,)
#: Who may rule on contradictions.
RULERS = (EDITOR, REVIEWER)
#: Who may say that two entities are one, or that one speaks for another.
MERGERS = (EDITOR, REVIEWER)

__all__ = [
    "ADMIN",
    "CONTRIBUTOR",
    "EDITOR",
    "FETCHERS",
    "MERGERS",
    "PUBLISHERS",
    "REVIEWER",
    "RULERS",
    "TAGGERS",
    "article_for_desk",
    "captures_for_desk",
    "claim_for_desk",
    "entity_for_desk",
    "found",
    "intake_for_desk",
    "may_change",
    "of_claim",
    "open_intakes",
    "published_article",
    "published_claim",
    "shown_question",
    "shown_state",
    "shown_states",
    "shown_topic",
    "statement_to_change",
]


def published_claim(public_id: str, user: User | AnonymousUser) -> Claim:
    """The claim, where readers may see it or `user` works here."""
    claims = Claim.objects.select_related("question__topic", "entity")
    return found(claims if has_role(user, *ROLES) else claims.published(), public_id)


def shown_state(public_id: str, user: User | AnonymousUser, at: datetime | None = None) -> ClaimState:
    """What the site shows of the claim, or showed at `at`: to readers what is published, to the desk all.

    A claim that has moved is found too as long as `at` is None: its page leads on.
    """
    _refuse_malformed(public_id)
    shown = ClaimState.objects.at(at).filter(claim__public_id=public_id)
    if not has_role(user, *ROLES):
        moved = Q(claim__moved_to__isnull=False, claim__published_at__isnull=False)
        published = Q(visibility="published")
        shown = shown.filter(published if at else published | moved)
    related = ("claim__question__topic", "claim__entity", "claim__moved_to", "claim__published_by", "verdict")
    state = shown.select_related(*related).first()
    if state is None:
        raise Http404
    return state


def shown_question(public_id: str, user: User | AnonymousUser, at: datetime | None = None) -> Question:
    """The question, where readers see an answer to it, or saw one at `at`; to the desk any."""
    questions = Question.objects.select_related("topic")
    if not has_role(user, *ROLES):
        seen = ClaimState.objects.at(at).published()
        questions = questions.filter(Exists(seen.filter(claim__question=OuterRef("pk"))))
    return found(questions, public_id)


def shown_states(user: User | AnonymousUser, at: datetime | None = None) -> ClaimStateQuerySet:
    """What `user` sees of claims at `at`: a reader the published ones, the desk all that have not moved."""
    states = ClaimState.objects.at(at)
    if has_role(user, *ROLES):
        return states.filter(claim__moved_to__isnull=True)
    return states.published()


def shown_topic(slug: str, user: User | AnonymousUser, at: datetime | None = None) -> Topic:
    """The topic, where readers see a claim of it, or saw one at `at`, or `user` works here."""
    topics = Topic.objects.filter(slug=slug)
    if not has_role(user, *ROLES):
        seen = ClaimState.objects.at(at).published().filter(claim__question__topic=OuterRef("pk"))
        topics = topics.filter(Exists(seen))
    topic = topics.first()
    if topic is None:
        raise Http404
    return topic


def published_article(public_id: str, user: User | AnonymousUser) -> Article:
    """The article, where a published claim rests on it or `user` works here."""
    articles = Article.objects.select_related("outlet")
    if not has_role(user, *ROLES):
        on_it = Statement.objects.standing().on_published_claims()
        articles = articles.filter(Exists(on_it.filter(capture__article=OuterRef("pk"))))
    return found(articles, public_id)


def claim_for_desk(public_id: str) -> Claim:
    """The claim, for a view that only people of the desk reach."""
    return found(Claim.objects.select_related("question__topic", "entity"), public_id)


def of_claim(rows: QuerySet[Row], claim: Claim, public_id: str) -> Row:
    """The row of this claim and no other."""
    return found(rows.filter(claim=claim), public_id)


def article_for_desk(public_id: str) -> Article:
    """The article, for a view that only people of the desk reach."""
    return found(Article.objects.select_related("outlet"), public_id)


def captures_for_desk(public_id: str) -> QuerySet[Capture]:
    """The captures of the article, with it and its outlet and without their bytes, the newest first."""
    _refuse_malformed(public_id)
    captures = Capture.objects.filter(article__public_id=public_id).select_related("article__outlet")
    return captures.defer("raw").order_by("-taken_at", "-pk")


def entity_for_desk(public_id: str) -> Entity:
    """The entity with its names, for a view that only people of the desk reach."""
    return found(Entity.objects.prefetch_related("names"), public_id)


def open_intakes(user: User) -> QuerySet[Intake]:
    """Pages on their way in that `user` may see to, the newest: an editor all, a contributor their own."""
    related = Intake.objects.open().light().select_related("asked_by", "again__outlet")
    intakes = related.order_by("-asked_at", "-pk")
    return (intakes if has_role(user, EDITOR) else intakes.of(user))[:OPEN_INTAKES]


def intake_for_desk(public_id: str, user: User) -> Intake:
    """A page on its way in.

    Raises PermissionDenied where it is a colleague's and `user` only contributes.
    """
    intake = found(Intake.objects.light().select_related("asked_by", "article", "again__outlet"), public_id)
    if not has_role(user, EDITOR) and intake.asked_by_id != user.pk:
        raise PermissionDenied
    return intake


def statement_to_change(public_id: str, article: Article, user: User) -> Statement:
    """A statement of `article` that `user` may withdraw or replace, whether or not it still stands.

    Raises PermissionDenied where it is a colleague's and `user` only contributes.
    """
    related = Statement.objects.select_related("claim__question__topic", "capture", "recorded_by")
    here = related.filter(capture__article=article).defer("capture__raw")
    statement = found(here, public_id)
    if not may_change(user, statement.recorded_by_id, under_verdict=_under_verdict(statement)):
        raise PermissionDenied
    return statement


def may_change(user: User, recorded_by: int, *, under_verdict: bool) -> bool:
    """An editor any statement; a contributor those they recorded, while the claim has no verdict."""
    if has_role(user, EDITOR):
        return True
    return has_role(user, CONTRIBUTOR) and recorded_by == user.pk and not under_verdict


def _under_verdict(statement: Statement) -> bool:
    standing: bool = Verdict.objects.standing().filter(claim=statement.claim_id).exists()
    return standing


def found(rows: QuerySet[Row], public_id: str) -> Row:
    """The one of `rows` with this id; no page where there is none."""
    _refuse_malformed(public_id)
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise Http404
    return row


def _refuse_malformed(public_id: str) -> None:
    """Whatever else an address may hold, a NUL among it, is no page and no question to the database."""
    if not re.fullmatch(f"[A-Z]-[{ALPHABET}]{{{LENGTH}}}", public_id):
        raise Http404
