"""A claim in other words: its text is only wording, and what it claims stays what it is (docs/adr/0016)."""

from __future__ import annotations

from claims.actions.claims import copied_among, read_again
from claims.actions.logged import given_with
from claims.actions.refresh import hold
from claims.models import Claim, Statement, Verdict, own_question
from claims.models.claim import FOLDED
from claims.vocabulary import NEEDS_APPROVAL
from newsroom.access import EDITOR, has_role
from newsroom.actions import acting
from newsroom.models import User
from sources.names import fold


class CannotReword(Exception):
    """The claim keeps its words; `reason` is one of `REASONS`."""

    REASONS = ("moved", "accusation", "agreed", "not_yours", "taken", "needs_own_words")

    def __init__(self, claim: Claim, reason: str) -> None:
        super().__init__(f"{claim.public_id}: {reason}")
        self.claim = claim
        self.reason = reason


def reword_claim(*, by: User, claim: Claim, text: str) -> Claim:
    """Say the claim in other words, at once for readers too. Its statements, verdicts and address stay.

    A question that is only the claim asked back follows it. Raises CannotReword.
    """
    with acting(by=by, action="reword claim"):
        hold([claim.question_id])
        reword(claim, text, by=by)
    return claim


def reword(claim: Claim, text: str, *, by: User) -> None:
    """The same, for an action that holds the claim's question."""
    read_again([claim])
    claim.refresh_from_db(fields=["text", "question"])
    if text == claim.text:
        return
    if why := kept_from_rewording(by, claim) or ("taken" if _is_taken(claim, text) else ""):
        raise CannotReword(claim, why)
    asks_itself = _asks_itself(claim)
    claim.text, claim.folded = text, fold(text)[:FOLDED]
    if claim.visibility == "published" and copied_among([claim]):
        raise CannotReword(claim, "needs_own_words")
    with acting(by=by, action="reword claim"):
        claim.save(update_fields=["text", "folded"])
        if asks_itself:
            claim.question.text = own_question(text)
            claim.question.save(update_fields=["text"])


def words_back(claim: Claim, edited: Statement, *, by: User) -> str:
    """Give the claim the words it had until `edited` was recorded, for an action that holds its question.

    What became of them: "" where that edit gave it no others or it has its own
    again, "back" where it has them now; or why those it has must stay: "changed"
    since, or a code of `CannotReword.REASONS`.
    """
    given = given_with(edited, claim, "reword claim")
    if given is None:
        return ""
    before, after = (row["text"] for row in given)
    claim.refresh_from_db(fields=["text"])
    if claim.text != after:
        return "" if claim.text == before else "changed"
    try:
        reword(claim, before, by=by)
    except CannotReword as kept:
        claim.refresh_from_db(fields=["text", "folded"])
        return kept.reason
    return "back"


def kept_from_rewording(user: User, claim: Claim) -> str:
    """Why `user` may not put the claim in other words, a code of `CannotReword.REASONS`; "" if they may.

    Words that a second person agreed to are not one person's to change: those
    of a verdict that takes two, and those of an accusation, which whoever
    recorded it words and somebody else publishes.
    """
    if claim.moved_to_id:
        return "moved"
    public, own = claim.visibility == "published", claim.recorded_by_id == user.pk
    if claim.alleges_wrongdoing and (public or not own):
        return "accusation"
    verdicts = Verdict.objects.standing().filter(claim=claim)
    if verdicts.filter(status__in=NEEDS_APPROVAL).exists():
        return "agreed"
    if not has_role(user, EDITOR) and (public or not own or verdicts.exists()):
        return "not_yours"
    return ""


def _is_taken(claim: Claim, text: str) -> bool:
    """Whether another claim of the topic says exactly this, so that nobody could tell the two apart."""
    others = Claim.objects.current().exclude(pk=claim.pk).filter(question__topic=claim.question.topic_id)
    return others.worded(text).exists()


def _asks_itself(claim: Claim) -> bool:
    """Whether its question is only the claim with a question mark, and asked of no other claim."""
    alone = not Claim.objects.current().filter(question=claim.question_id).exclude(pk=claim.pk).exists()
    return alone and claim.asks_itself
