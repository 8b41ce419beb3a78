"""The record, to look at: claims and what was said, checked, decided and derived."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from claims.models import (
    Anchor,
    Approval,
    Assignment,
    Check,
    Claim,
    ClaimState,
    DeskNote,
    Finding,
    Hold,
    Ruling,
    SourceLink,
    Statement,
    Verdict,
    Watch,
)
from newsroom.admin import ReadOnly

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_STANDING = admin.EmptyFieldListFilter


def _short(name: str, label: _StrPromise) -> Callable[[Any], str]:
    """A column for a long text or the row it belongs to, cut: the admin breaks no line of a related row."""

    @admin.display(description=label, ordering=name)
    def column(row: Any) -> str:
        return Truncator(str(getattr(row, name) or "-")).chars(60)

    column.__name__ = name
    return column


_CLAIM = _short("claim", _("claim"))
_CLAIM_A, _CLAIM_B = _short("claim_a", _("claim")), _short("claim_b", _("other claim"))
_QUESTION = _short("question", _("question"))
_STATEMENT, _SUBJECT = _short("statement", _("statement")), _short("subject", _("statement"))


class InlineRows(admin.TabularInline[Any, Any]):
    """Rows that belong to the one shown, to look at."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LinksInline(InlineRows):
    model = SourceLink
    fk_name = "statement"
    fields = ("position", "entity", "basis", "as_printed", "inferred", "derived_from")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SourceLink]:
        return super().get_queryset(request).select_related("entity", "derived_from")


class ApprovalsInline(InlineRows):
    model = Approval
    fields = ("approved_at", "approved_by", "digest")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Approval]:
        return super().get_queryset(request).select_related("approved_by")


@admin.register(Claim)
class ClaimAdmin(ReadOnly):
    list_display = (
        _short("text", _("claim")),
        _QUESTION,
        "nature",
        "visibility",
        "alleges_wrongdoing",
        "recorded_at",
        "public_id",
    )
    list_filter = (
        "visibility",
        "nature",
        "value_state",
        "alleges_wrongdoing",
        ("moved_to", admin.EmptyFieldListFilter),
        ("question__topic", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("question",)
    search_fields = ("text", "folded", "public_id", "question__text")
    date_hierarchy = "recorded_at"
    readonly_fields = ("public_id",)
    exclude = ("search",)


@admin.register(Statement)
class StatementAdmin(ReadOnly):
    list_display = (
        "public_id",
        _short("exact", _("passage")),
        _CLAIM,
        "kind",
        "caveat",
        "recorded_at",
        "recorded_by",
        "withdrawn_at",
    )
    list_filter = ("kind", "certainty", "caveat", "form", ("withdrawn_at", _STANDING))
    list_select_related = ("claim", "recorded_by")
    search_fields = ("public_id", "exact", "claim__text", "claim__public_id")
    date_hierarchy = "recorded_at"
    readonly_fields = ("public_id",)
    inlines = (LinksInline,)


@admin.register(SourceLink)
class SourceLinkAdmin(ReadOnly):
    list_display = ("pk", _STATEMENT, "position", "entity", "basis", "as_printed", "inferred", "derived_from")
    list_filter = ("basis", "inferred", ("derived_from", _STANDING))
    list_select_related = ("statement", "entity", "derived_from")
    search_fields = ("statement__public_id", "entity__name", "as_printed")


@admin.register(Anchor)
class AnchorAdmin(ReadOnly):
    list_display = (
        "public_id",
        "outcome",
        _short("exact", _("passage")),
        "capture",
        "decided_at",
        "decided_by",
    )
    list_filter = ("outcome", ("decided_at", _STANDING), ("left_at", _STANDING))
    list_select_related = ("capture",)
    search_fields = ("public_id", "exact", "note", "capture__public_id", "tagged_in__public_id")
    date_hierarchy = "decided_at"
    readonly_fields = ("public_id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Anchor]:
        return super().get_queryset(request).defer("capture__raw", "capture__text", "capture__sentences")


@admin.register(Check)
class CheckAdmin(ReadOnly):
    list_display = (
        "public_id",
        _short("what_we_did", _("what we did")),
        _CLAIM,
        "result",
        "person_asked",
        "replied_at",
        "recorded_at",
        "recorded_by",
    )
    list_filter = ("result", ("asked_at", _STANDING), ("replied_at", _STANDING))
    list_select_related = ("claim", "recorded_by")
    search_fields = ("public_id", "what_we_did", "claim__text", "claim__public_id", "person_asked")
    date_hierarchy = "recorded_at"
    readonly_fields = ("public_id",)
    exclude = ("attachment",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Check]:
        return super().get_queryset(request).defer("attachment")


@admin.register(Verdict)
class VerdictAdmin(ReadOnly):
    list_display = (
        "public_id",
        _CLAIM,
        "status",
        _short("note", _("reason")),
        "decided_at",
        "decided_by",
        "withdrawn_at",
    )
    list_filter = ("status", ("withdrawn_at", _STANDING))
    list_select_related = ("claim", "decided_by")
    search_fields = ("public_id", "note", "claim__text", "claim__public_id")
    date_hierarchy = "decided_at"
    readonly_fields = ("public_id",)
    inlines = (ApprovalsInline,)


@admin.register(Approval)
class ApprovalAdmin(ReadOnly):
    list_display = ("verdict", "approved_at", "approved_by", "short_digest")
    list_select_related = ("verdict", "approved_by")
    search_fields = ("verdict__public_id", "digest")
    date_hierarchy = "approved_at"

    @admin.display(description=_("digest of the evidence seen"))
    def short_digest(self, approval: Approval) -> SafeString:
        return format_html("<code>{}…</code>", approval.digest[:12])


@admin.register(Hold)
class HoldAdmin(ReadOnly):
    list_display = ("pk", _CLAIM, "asked_at", "asked_by", "agreed_at", "agreed_by", "lifted_at")
    list_filter = (("agreed_at", _STANDING), ("lifted_at", _STANDING))
    list_select_related = ("claim", "asked_by", "agreed_by")
    search_fields = ("reason", "claim__public_id", "claim__text")
    date_hierarchy = "asked_at"


@admin.register(Ruling)
class RulingAdmin(ReadOnly):
    list_display = (
        "public_id",
        "relation",
        "rule",
        _CLAIM_A,
        _CLAIM_B,
        _SUBJECT,
        "ruled_at",
        "ruled_by",
        "ended_at",
    )
    list_filter = ("relation", "rule", ("ended_at", _STANDING))
    list_select_related = ("claim_a", "claim_b", "subject", "ruled_by")
    search_fields = ("public_id", "note", "claim_a__public_id", "claim_b__public_id")
    date_hierarchy = "ruled_at"
    readonly_fields = ("public_id",)


@admin.register(ClaimState)
class ClaimStateAdmin(ReadOnly):
    list_display = (
        "pk",
        _CLAIM,
        "status",
        "suggested",
        "visibility",
        "open_conflicts",
        "shown_from",
        "shown_to",
    )
    list_filter = (("shown_to", _STANDING), "status", "suggested", "visibility")
    list_select_related = ("claim",)
    search_fields = ("claim__text", "claim__public_id")
    date_hierarchy = "shown_from"


@admin.register(Finding)
class FindingAdmin(ReadOnly):
    list_display = ("rule", "level", "label", _QUESTION, _CLAIM_A, _CLAIM_B, _SUBJECT, "pairs", "since")
    list_filter = ("rule", "level", "label")
    list_select_related = ("question", "claim_a", "claim_b", "subject")
    search_fields = ("question__text", "claim_a__public_id", "claim_b__public_id")
    date_hierarchy = "since"


@admin.register(Assignment)
class AssignmentAdmin(ReadOnly):
    list_display = (_CLAIM, "assignee", "deadline", "assigned_at", "assigned_by", "ended_at")
    list_filter = (("ended_at", _STANDING), ("assignee", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("claim", "assignee", "assigned_by")
    search_fields = ("claim__text", "claim__public_id", "assignee__username")
    date_hierarchy = "assigned_at"


@admin.register(DeskNote)
class DeskNoteAdmin(ReadOnly):
    list_display = (_short("text", _("note")), _CLAIM, "written_at", "written_by")
    list_select_related = ("claim", "written_by")
    search_fields = ("text", "claim__text", "claim__public_id")
    date_hierarchy = "written_at"


@admin.register(Watch)
class WatchAdmin(ReadOnly):
    list_display = (_CLAIM, "user", "since", "seen", "ended")
    list_filter = (("ended", _STANDING), ("user", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("claim", "user")
    search_fields = ("claim__text", "claim__public_id", "user__username")
