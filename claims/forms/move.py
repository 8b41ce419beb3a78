"""Where a claim's statements belong: another claim, or another answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from claims.actions.claims import NewValue
from claims.actions.moving import Answering, merge_claims, move_claim, split_claim
from claims.alike import with_answers
from claims.forms.answer import read_answer
from claims.forms.fields import LineField
from claims.forms.ruling import claim_named, claims_like
from claims.models import Claim, Question, Statement
from claims.presenting.names import OUTLET_NOT_NAMED
from claims.wording.dates import date_words
from claims.wording.sentences import dated, isolated, quoted
from claims.wording.words import NATURE
from newsroom.models import User
from newsroom.public_ids import named_in
from sources.fulltext import asking, words_of
from sources.models import Entity

_MOST = 12


def _told(statement: Statement) -> str:
    """The passage and where it stands: two outlets may have the same words."""
    article = statement.capture.article
    where = dated(str(article.outlet or OUTLET_NOT_NAMED), date_words(article.published))
    return f"{quoted(isolated(Truncator(statement.exact).chars(160)))} {where}"


class MoveForm(forms.Form):
    """The statements that go, and where: all of them move or merge the claim, some of them split it."""

    statements = forms.MultipleChoiceField(
        label=_("Statements that go"), required=False, widget=forms.CheckboxSelectMultiple
    )
    where = forms.ChoiceField(
        label=_("Where they belong"),
        widget=forms.RadioSelect,
        choices=[("claim", _("To a claim that there is")), ("answer", _("To an answer to a question"))],
        initial="claim",
    )
    other = forms.CharField(
        label=_("That claim"),
        max_length=500,
        required=False,
        help_text=_("Its id (C-…), its address, or words in it to choose from."),
    )
    question = forms.CharField(
        label=_("The question"),
        max_length=500,
        required=False,
        help_text=_("Its id (Q-…), its address, or words in it to choose from. Empty: the same question."),
    )
    answer = LineField(
        label=_("The answer"),
        max_length=500,
        required=False,
        help_text=_(
            "As the question asks for it: yes, no, 14, three to four, May 2025, a name, words; or unknown."
        ),
    )
    text = LineField(
        label=_("The claim in a sentence"),
        max_length=500,
        required=False,
        help_text=_("For a claim that is new. Empty: as this one."),
    )
    nature = forms.ChoiceField(label=_("Nature"), choices=list(NATURE.items()), required=False)

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claim = claim
        rows = Statement.objects.standing().filter(claim=claim).select_related("capture__article__outlet")
        bare = rows.defer("capture__raw", "capture__text", "capture__sentences").order_by("pk")
        self.standing = {one.public_id: one for one in bare}
        choices = [(key, _told(one)) for key, one in self.standing.items()]
        self.fields["statements"].choices = choices  # type: ignore[attr-defined]
        self.fields["statements"].initial = list(self.standing)
        self.fields["nature"].initial = claim.nature
        #: What typed words may mean, by field.
        self.candidates: dict[str, list[Claim] | list[Question]] = {}
        self.into: Claim | None = None
        self.to: Answering | None = None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.standing and not data.get("statements") and "statements" not in self.errors:
            self.add_error("statements", _("Choose at least one statement."))
        if data.get("where") == "claim":
            self.into = self._other(data)
        elif data.get("where") == "answer":
            self.to = self._answering(data)
        return data

    @property
    def questions(self) -> set[int]:
        """All questions that the act may touch."""
        there = self.into.question_id if self.into else self.to.question.pk if self.to else 0
        return {self.claim.question_id, there}

    def act(self, user: User) -> Callable[[], Claim]:
        """What the form says, to be tried or done. Raises CannotMove when it is called."""
        going = [self.standing[key] for key in self.cleaned_data["statements"]]
        if len(going) < len(self.standing):
            to = self.to or Answering.of(self._into())
            return lambda: split_claim(by=user, claim=self.claim, statements=going, to=to)
        if self.to:
            to = self.to
            return lambda: move_claim(by=user, claim=self.claim, to=to)
        into = self._into()
        return lambda: merge_claims(by=user, claim=self.claim, into=into)

    @property
    def other_chosen(self) -> str:
        """The claim chosen among those offered, for the form that confirms."""
        return str(self.data.get(self.add_prefix("other-chosen"), ""))

    @property
    def question_chosen(self) -> str:
        """The question chosen among those offered."""
        return str(self.data.get(self.add_prefix("question-chosen"), ""))

    def _into(self) -> Claim:
        assert self.into is not None
        return self.into

    def _other(self, data: dict[str, Any]) -> Claim | None:
        typed = self.other_chosen or data.get("other", "")
        if not typed:
            self.add_error("other", _("Name the claim."))
            return None
        try:
            named = claim_named(typed, besides=self.claim)
            if named is None:
                self.candidates["other"] = claims_like(typed, besides=self.claim)
                raise ValidationError(_("Choose one of these claims."), code="choose")
        except ValidationError as error:
            self.add_error("other", error)
            return None
        return named

    def _answering(self, data: dict[str, Any]) -> Answering | None:
        question = self._question(data)
        if question is None:
            return None
        value = self._value(question, data.get("answer", ""))
        if value is None:
            return None
        text = data.get("text") or self.claim.text
        return Answering(question, value, text, data.get("nature") or self.claim.nature)

    def _question(self, data: dict[str, Any]) -> Question | None:
        typed = self.question_chosen or data.get("question", "")
        if not typed:
            return self.claim.question
        if public_id := named_in(typed, "Q"):
            found = Question.objects.filter(public_id=public_id).first()
            if found is None:
                self.add_error("question", _("There is no question with this id."))
            return found
        worded = Question.objects.alias(words=words_of("text"))
        found_ones = list(with_answers(worded.filter(words=asking(typed))).order_by("-pk")[:_MOST])
        if found_ones:
            self.candidates["question"] = found_ones
            self.add_error("question", _("Choose one of these questions."))
        else:
            self.add_error("question", _("No question has these words. Try fewer, or its id."))
        return None

    def _value(self, question: Question, typed: str) -> NewValue | None:
        if not typed:
            self.add_error("answer", _("Say what the answer is."))
            return None
        try:
            value = read_answer(question.answer_type, typed)
        except ValidationError as error:
            self.add_error("answer", error)
            return None
        return self._entity(typed) if question.answer_type == "entity" and value.state == "known" else value

    def _entity(self, typed: str) -> NewValue | None:
        found = list(Entity.objects.called(typed).order_by("pk")[:2])
        if len(found) == 1:
            return NewValue(entity=found[0])
        if found:
            self.add_error("answer", _("Several go by this name. Type a name that only one of them has."))
        else:
            self.add_error(
                "answer", _("Nothing goes by this name yet. It is made by tagging a passage with it.")
            )
        return None
