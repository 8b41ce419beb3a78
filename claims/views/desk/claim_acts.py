"""What the desk does to a claim: each a form of its page, posted here, and back to the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import TypeAlias

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from claims.access import PUBLISHERS, RULERS, TAGGERS, claim_for_desk, of_claim
from claims.actions.claims import NotPublishable, add_topic, file_question, publish, unpublish
from claims.actions.questions import NeedsAnotherPerson, set_alleges_wrongdoing
from claims.actions.rulings import end_ruling, rule_on_claims, rule_on_statement
from claims.actions.verdicts import (
    AlreadyReplied,
    CheckNeeded,
    CheckWithdrawn,
    ClaimMoved,
    MayNotApprove,
    MayNotDecide,
    NeedsEvidence,
    VerdictOutdated,
    approve_verdict,
    propose_verdict,
    record_check,
    record_reply,
    withdraw_check,
    withdraw_verdict,
)
from claims.actions.wording import CannotReword, reword_claim
from claims.forms.check import CheckForm, ReplyForm, WithdrawCheckForm
from claims.forms.filing import FilingForm
from claims.forms.reword import RewordForm
from claims.forms.ruling import RelateForm, RulingForm
from claims.forms.verdict import VerdictForm
from claims.models import Check, Claim, Verdict
from claims.presenting.bearings import bearings_of
from claims.presenting.settling import notes_of
from claims.views.desk.claim_desk import claim_page
from claims.vocabulary import NEEDS_APPROVAL
from claims.wording.refusals import CANNOT_REWORD
from claims.wording.stops import one_stop
from newsroom.access import EDITOR, REVIEWER, desk_view
from newsroom.actions import acting
from newsroom.limits import within_limit
from newsroom.models import User

Act: TypeAlias = Callable[[HttpRequest, User, Claim], HttpResponse]
#: A form sent again within this time is the same form: two clicks, or "send again" after a lost answer.
_AGAIN = timedelta(days=1)


def act(*roles: str) -> Callable[[Act], Callable[..., HttpResponseBase]]:
    """A form on a claim's page, for these roles, done once. Looked at and not sent, it leads to the page."""

    def guard(view: Act) -> Callable[..., HttpResponseBase]:
        @desk_view(*roles)
        @wraps(view)
        def guarded(request: HttpRequest, public_id: str) -> HttpResponseBase:
            assert isinstance(request.user, User)
            claim = claim_for_desk(public_id)
            return _once(view, request, request.user, claim) if request.method == "POST" else _back(claim)

        return guarded

    return guard


def _once(view: Act, request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """The form's key is counted within its act: what is not done is not counted, and a twin waits to see."""
    form = f"{user.pk} {request.path} {request.POST.get('once', '')[:40]}"
    with transaction.atomic():
        if "once" in request.POST and not within_limit("form", form, most=1, window=_AGAIN):
            messages.info(request, _("This was done already; it is not done twice."))
            return _back(claim)
        try:
            response = view(request, user, claim)
        except ClaimMoved:
            response = refused(request, claim, _("this claim has moved. Do it where its statements are now."))
        except MayNotDecide:
            response = refused(
                request,
                claim,
                _("an account that grants roles issues no verdicts and no rulings, and approves none."),
            )
        if response.status_code >= 400:
            transaction.set_rollback(True)
    return response


def _back(claim: Claim, part: str = "") -> HttpResponse:
    response = redirect("claims:claim-desk", claim.public_id)
    if part:
        response["Location"] += f"#{part}"
    return response


def done(request: HttpRequest, claim: Claim, message: str, part: str = "") -> HttpResponse:
    """Back to the claim's page, which says that it is done; to its `part`, where there is one."""
    messages.success(request, message)
    return _back(claim, part)


def refused(request: HttpRequest, claim: Claim, message: str, part: str = "") -> HttpResponse:
    messages.error(request, message)
    return _back(claim, part)


@act(EDITOR)
def check_new(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Record what the desk did, or whom it asked."""
    form = CheckForm(request.POST, request.FILES, prefix="check")
    if not form.is_valid():
        return claim_page(request, claim.public_id, status=422, sent={"check": form})
    check = record_check(by=user, claim=claim, **form.cleaned_data)
    return done(request, claim, _("The check is recorded."), check.public_id)


@act(EDITOR)
def check_reply(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Fill in what the person asked has said."""
    check: Check = of_claim(Check.objects.all(), claim, request.POST.get("check", ""))
    form = ReplyForm(request.POST, prefix=check.public_id)
    try:
        if not form.is_valid():
            return claim_page(request, claim.public_id, status=422, sent={check.public_id: form})
        record_reply(by=user, check=check, **form.cleaned_data)
    except AlreadyReplied:
        return refused(request, claim, _("a reply is recorded already, and stays."), check.public_id)
    except CheckWithdrawn:
        return refused(request, claim, _("the check was taken back."), "checks")
    return done(request, claim, _("The reply is recorded."), check.public_id)


@act(EDITOR)
def check_withdraw(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Take back a check that was recorded by mistake."""
    check: Check = of_claim(Check.objects.all(), claim, request.POST.get("check", ""))
    form = WithdrawCheckForm(request.POST, prefix=f"{check.public_id}-withdraw")
    if not form.is_valid():
        return claim_page(request, claim.public_id, status=422, sent={f"{check.public_id}-withdraw": form})
    try:
        withdraw_check(by=user, check=check, why=form.cleaned_data["why"])
    except CheckNeeded as error:
        return refused(request, claim, _CHECK_NEEDED[error.reason](), check.public_id)
    except CheckWithdrawn:
        return refused(request, claim, _("the check was taken back before."), "checks")
    return done(
        request, claim, _("The check is withdrawn. Pages of the time it stood still show it."), "checks"
    )


_CHECK_NEEDED: dict[str, Callable[[], str]] = {
    "accusation": lambda: _(
        "readers see an accusation that was put to somebody by this check alone: "
        "record another, or take the claim back to the desk first."
    ),
    "verdict": lambda: _(
        "an approved verdict rests on this check alone: record another, or withdraw the verdict first."
    ),
}


@act(EDITOR)
def verdict_propose(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Conclude. Confirmed and refuted then wait for a second person."""
    form = VerdictForm(request.POST, prefix="verdict", claim=claim)
    if form.is_valid():
        status, note = form.cleaned_data["status"], form.cleaned_data["note"]
        try:
            verdict = propose_verdict(by=user, claim=claim, status=status, note=note)
        except NeedsEvidence:
            form.add_error("status", _("This status needs a check with an address, a document or a reply."))
        else:
            waits = verdict.status in NEEDS_APPROVAL
            said = _("Proposed. It waits for a second person.") if waits else _("The status is set.")
            return done(request, claim, said, "verdict")
    return claim_page(request, claim.public_id, status=422, sent={"verdict": form})


@act(EDITOR, REVIEWER)
def verdict_withdraw(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Take a verdict or a proposal back. Never waits."""
    verdict = of_claim(Verdict.objects.all(), claim, request.POST.get("verdict", ""))
    withdraw_verdict(by=user, verdict=verdict)
    return done(request, claim, _("Withdrawn. What stood before it counts again."), "verdict")


@act(REVIEWER)
def verdict_approve(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Agree, on the evidence that the page showed."""
    verdict = of_claim(Verdict.objects.all(), claim, request.POST.get("verdict", ""))
    try:
        approve_verdict(by=user, verdict=verdict, digest=request.POST.get("digest", ""))
    except VerdictOutdated:
        return claim_page(request, claim.public_id, status=409, outdated=True)
    except MayNotApprove:
        message = _("somebody else must approve this: you proposed it, or recorded a statement on the claim.")
        return refused(request, claim, message, "verdict")
    except NeedsEvidence:
        message = _("the check with evidence that this status needs was taken back.")
        return refused(request, claim, message, "verdict")
    if claim.visibility == "published":
        return done(request, claim, _("Approved. Readers see it from now on."), "verdict")
    return done(request, claim, _("Approved. Readers see it once the claim is published."), "verdict")


@act(*PUBLISHERS)
def claim_publish(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Let readers see the claim, or take it back to the desk (`publish` is 1 or 0)."""
    if request.POST.get("publish") != "1":
        unpublish(by=user, claims=[claim])
        return done(request, claim, _("Taken back to the desk. Earlier pages still say what they showed."))
    try:
        publish(by=user, claims=[claim])
    except NotPublishable as error:
        return refused(request, claim, _NOT_PUBLISHABLE[error.reason]())
    return done(request, claim, _("Published."))


_NOT_PUBLISHABLE: dict[str, Callable[[], str]] = {
    "moved": lambda: _("this claim has moved: publish the one that its statements are on now."),
    "held": lambda: _("it is under a legal hold: an administrator must lift it first."),
    "needs_second_person": lambda: _(
        "you recorded this claim, and it accuses somebody: another editor must publish it."
    ),
    "needs_reply_or_attempt": lambda: _("it accuses somebody: first record whom you asked for comment."),
    "needs_own_words": lambda: _(
        "its sentence is the article’s own, beyond the 25 words that may be quoted: reword the claim first."
    ),
}


@act(EDITOR)
def claim_wrongdoing(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Say whether the claim accuses somebody (`alleges` is 1 or 0)."""
    alleges = request.POST.get("alleges") == "1"
    was = claim.visibility
    try:
        claim = set_alleges_wrongdoing(by=user, claim=claim, alleges=alleges)
    except NeedsAnotherPerson:
        message = _("you recorded this accusation, or marked it as one: another editor must clear it.")
        return refused(request, claim, message)
    if not alleges:
        return done(request, claim, _("No longer marked as an accusation."))
    if claim.visibility != was:
        message = _("Marked, and taken back to the desk: nobody was asked, or nobody else has published it.")
        return done(request, claim, message)
    return done(request, claim, _("Marked. It needs a second person and a question to who is accused."))


@act(EDITOR)
def claim_file(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Put the claim's question under a topic, which may be made here."""
    form = FilingForm(request.POST, prefix="filing")
    if not form.is_valid():
        return claim_page(request, claim.public_id, status=422, sent={"filing": form})
    data = form.cleaned_data
    with acting(by=user, action="file question"):
        made = add_topic(by=user, title=data["title"], summary=data["summary"]) if data["title"] else None
        topic = made or data["topic"]
        file_question(by=user, question=claim.question, topic=topic)
    if topic is None:
        return done(request, claim, _("The question is under no topic now."))
    return done(request, claim, one_stop(_("Now under “%(topic)s”.") % {"topic": topic}))


@act(*TAGGERS)
def claim_reword(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Say the claim in other words; it stays the claim that it is."""
    form = RewordForm(request.POST, prefix="wording", claim=claim)
    if form.is_valid():
        try:
            reword_claim(by=user, claim=claim, text=form.cleaned_data["text"])
        except CannotReword as error:
            form.add_error("text", CANNOT_REWORD[error.reason])
        else:
            public = claim.visibility == "published"
            return done(
                request, claim, _("Reworded. Readers see the new words now.") if public else _("Reworded.")
            )
    return claim_page(request, claim.public_id, status=422, sent={"wording": form})


@act(*RULERS)
def ruling_new(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Rule on what bears on the claim, named by its `key`: another claim, or what a statement is held to."""
    key = request.POST.get("key", "")
    bearing = next((one for one in bearings_of(claim) if one.key == key), None)
    if bearing is None:
        return refused(request, claim, _("the statements changed, and this is no longer found."))
    form = RulingForm(request.POST, prefix=key, about_statement=bearing.subject is not None)
    if not form.is_valid():
        return claim_page(request, claim.public_id, status=422, sent={key: form})
    if bearing.subject:
        rule_on_statement(by=user, statement=bearing.subject, rule=bearing.rule, **form.cleaned_data)
    else:
        other = bearing.other(claim) or claim
        rule_on_claims(by=user, claim=claim, other=other, rule=bearing.rule, **form.cleaned_data)
    return done(request, claim, _("Your ruling counts from now on."), "contradictions")


@act(*RULERS)
def ruling_settle(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Rule that two claims contradict each other, with the desk's own verdict on one of them for a note."""
    key = request.POST.get("key", "")
    bearing = next((one for one in bearings_of(claim) if one.key == key), None)
    note = notes_of([bearing]).get(key) if bearing else None
    if bearing is None or note is None:
        return refused(request, claim, _("it was ruled on meanwhile, or no verdict decides it."))
    other = bearing.other(claim) or claim
    rule_on_claims(by=user, claim=claim, other=other, rule=bearing.rule, relation="contradicts", note=note)
    if "queue" in request.POST:
        messages.success(request, _("Your ruling counts from now on."))
        return redirect("claims:desk-queue", "rule")
    return done(request, claim, _("Your ruling counts from now on."), "contradictions")


@act(*RULERS)
def ruling_by_hand(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Relate the claim to another one, of whatever question."""
    form = RelateForm(request.POST, prefix="relate", claim=claim)
    if not form.is_valid():
        return claim_page(request, claim.public_id, status=422, sent={"relate": form})
    rule_on_claims(by=user, claim=claim, **form.cleaned_data)
    return done(request, claim, _("Related. Both claims say so from now on."), "contradictions")


@act(*RULERS)
def ruling_end(request: HttpRequest, user: User, claim: Claim) -> HttpResponse:
    """Take a ruling back: the rule's own word counts again."""
    public_id = request.POST.get("ruling", "")
    standing = [one.ruling for one in bearings_of(claim) if one.ruling]
    ruling = next((one for one in standing if one.public_id == public_id), None)
    if ruling is None:
        return refused(request, claim, _("the ruling had ended before."))
    end_ruling(by=user, ruling=ruling)
    return done(request, claim, _("The ruling has ended."), "contradictions")
