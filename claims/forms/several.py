"""What can be done to several rows of a queue at once, each shown before it is done.

Approving is not among them: whoever approves vouches for one claim's evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from claims.access import PUBLISHERS, RULERS
from claims.actions.claims import add_topic, publish
from claims.actions.several import assign_claims, file_questions, not_publishable, rule_on_findings
from claims.forms.desk_work import AssignForm
from claims.forms.filing import FilingForm
from claims.models import Assignment, Claim, ClaimState, Finding, Question
from claims.presenting.queues.unruled import pairs_of
from claims.presenting.unfinished import unfinished
from claims.wording import sentences
from claims.wording.refusals import not_publishable_because
from claims.wording.words import RELATION, STATUS
from newsroom.access import ADMIN, EDITOR, has_role
from newsroom.actions import acting
from newsroom.models import User

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class SeveralForm(forms.Form):
    """One act on the chosen rows of a queue: all of them or none."""

    code: ClassVar[str]
    roles: ClassVar[tuple[str, ...]]
    #: Below the queue's list, and over the page that shows what it would do.
    label: ClassVar[_StrPromise]
    #: What readers will see of it.
    told: ClassVar[_StrPromise]
    # A template that lists the acts means the form, not one of its making.
    do_not_call_in_templates = True

    def __init__(self, *args: Any, rows: Sequence[Any], user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.rows = rows
        self.user = user

    @classmethod
    def open_to(cls, user: User) -> bool:
        """Whether this person may do it at all."""
        return has_role(user, *cls.roles)

    def refused(self) -> dict[int, str]:
        """The rows that it cannot be done to, and why."""
        return {}

    def effects(self) -> dict[int, str]:
        """What it does to each row, where the rows differ in that."""
        return {}

    def act(self) -> str:
        """Do it to all of the rows; what was done, in a sentence."""
        raise NotImplementedError


class PublishSeveral(SeveralForm):
    code = "publish"
    roles = PUBLISHERS
    label = gettext_lazy("Publish")
    told = gettext_lazy("Readers will see each of these claims with its statements and its status, at once.")
    rows: Sequence[Claim]

    def refused(self) -> dict[int, str]:
        found = not_publishable(by=self.user, claims=self.rows)
        return {pk: not_publishable_because(one.reason, one.claim.text) for pk, one in found.items()}

    def effects(self) -> dict[int, str]:
        states = ClaimState.objects.at().filter(claim__in=[claim.pk for claim in self.rows])
        lacking = {one.claim.pk: one.lacking for one in unfinished(self.rows)}
        return {one.claim_id: _will_read(one, lacking.get(one.claim_id, ())) for one in states}

    def act(self) -> str:
        done = len(publish(by=self.user, claims=self.rows))
        return ngettext("Published %(n)d claim.", "Published %(n)d claims.", done) % {"n": done}


def _will_read(state: ClaimState, lacking: Sequence[str]) -> str:
    carried = sentences.counters(state.outlets, state.origins_for, state.untraced_outlets)
    told = f"{STATUS[state.status].label}. {carried}"
    if not lacking:
        return told
    return _("%(told)s Still to complete: %(lacking)s.") % {
        "told": told,
        "lacking": sentences.aside(lacking),
    }


class FileSeveral(FilingForm, SeveralForm):
    code = "file"
    roles = (EDITOR,)
    label = gettext_lazy("Put under a topic")
    told = gettext_lazy("Readers will find the claims on these questions under the topic.")
    rows: Sequence[Question]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("topic") and not data.get("title") and not self.errors:
            self.add_error("topic", _("Choose a topic, or give a new one a title."))
        return data

    def act(self) -> str:
        data, done = self.cleaned_data, len(self.rows)
        with acting(by=self.user, action="file questions"):
            new = (
                add_topic(by=self.user, title=data["title"], summary=data["summary"])
                if data["title"]
                else None
            )
            topic = new or data["topic"]
            file_questions(by=self.user, questions=self.rows, topic=topic)
        said = ngettext(
            "Put %(n)d question under “%(topic)s”.", "Put %(n)d questions under “%(topic)s”.", done
        )
        return said % {"n": done, "topic": topic}


class AssignSeveral(AssignForm, SeveralForm):
    code = "assign"
    roles = (EDITOR,)
    label = gettext_lazy("Give them to a colleague")
    told = gettext_lazy("One person looks after all of these claims from now on. Readers see nothing of it.")

    def effects(self) -> dict[int, str]:
        """Whose each is now."""
        held = Assignment.objects.open().filter(claim__in=self._claims()).select_related("assignee")
        people = {one.claim_id: _("%(who)s looks after it now.") % {"who": one.assignee} for one in held}
        return {row.pk: people[claim.pk] for row, claim in self._rows() if claim.pk in people}

    def act(self) -> str:
        claims = self._claims()
        assign_claims(by=self.user, claims=claims, **self.cleaned_data)
        said = ngettext("%(who)s looks after %(n)d claim.", "%(who)s looks after %(n)d claims.", len(claims))
        return said % {"who": self.cleaned_data["assignee"], "n": len(claims)}

    def _rows(self) -> list[tuple[Any, Claim]]:
        return [(row, row if isinstance(row, Claim) else row.claim) for row in self.rows]

    def _claims(self) -> list[Claim]:
        """Each once: several tags may be on one claim."""
        return list({claim.pk: claim for _row, claim in self._rows()}.values())


class RuleSeveral(SeveralForm):
    code = "rule"
    roles = RULERS
    label = gettext_lazy("Rule on them together")
    told = gettext_lazy("Readers will see the ruling and the note beside each of these.")
    rows: Sequence[Finding]

    relation = forms.ChoiceField(
        label=gettext_lazy("Ruling on each"), widget=forms.RadioSelect, choices=list(RELATION.items())
    )
    note = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One note for all of them. Readers see it."),
    )

    @classmethod
    def open_to(cls, user: User) -> bool:
        """An account that grants roles decides nothing."""
        return super().open_to(user) and not has_role(user, ADMIN)

    def refused(self) -> dict[int, str]:
        """What is no conflict between the two outlets that most of the chosen are between."""
        between = pairs_of(self.rows)
        shared = between.shared()
        return {
            one.pk: self._why(one, " · ".join(between.names(one)))
            for one in self.rows
            if one.claim_b_id is None or shared not in between.pairs[one.pk]
        }

    def _why(self, finding: Finding, outlets: str) -> str:
        if finding.claim_b_id is None:
            return _("It holds something against one article, which deserves a judgement of its own.")
        return _(
            "It is between other outlets (%(outlets)s): one note can explain only conflicts of the same two."
        ) % {"outlets": outlets or _("none")}

    def act(self) -> str:
        done = len(rule_on_findings(by=self.user, findings=self.rows, **self.cleaned_data))
        return ngettext("Ruled on %(n)d conflict.", "Ruled on %(n)d conflicts.", done) % {"n": done}


SEVERAL: dict[str, type[SeveralForm]] = {
    form.code: form for form in (PublishSeveral, FileSeveral, AssignSeveral, RuleSeveral)
}


def acts_open_to(user: User, codes: Sequence[str]) -> list[type[SeveralForm]]:
    """Of these acts, those that `user` may do."""
    forms_of = (SEVERAL[code] for code in codes)
    return [form for form in forms_of if form.open_to(user)]
