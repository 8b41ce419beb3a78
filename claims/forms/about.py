"""What a tag is about, as an editor sends it: a claim on record, or a sentence and what it answers."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.actions.claims import NewValue
from claims.actions.questions import CannotAsk, question_asking
from claims.actions.tag_passage import About, NewEntity, NewQuestion
from claims.forms.answer import read_answer
from claims.forms.fields import LineField, own_direction
from claims.models import Claim, Question, Topic
from claims.vocabulary import ANSWER_TYPES, NATURES
from claims.wording.refusals import cannot_ask_because
from claims.wording.words import ANSWER_TYPE, NATURE
from sources.models import Entity
from sources.names import fold

#: That a claim in the very words of a recorded one is another.
ANOTHER = "another"
#: Recorded claims in the same words that one is looked for among.
_MOST_WORDED = 20
#: A dash between two numbers is no sign.
_FIGURE = re.compile(r"(?<!\w)[-–]?\d+|[%‰٪]")
#: Topics that a list can offer.
_MOST_TOPICS = 300


def _suggesting(options: str) -> dict[str, str]:
    """A field with a list beside it that one may choose from."""
    return {"aria-autocomplete": "list", "aria-controls": options, "autocomplete": "off", "dir": "auto"}


def _combobox(options: str) -> dict[str, str]:
    """A line of text with a list to choose from."""
    return {"role": "combobox", "aria-expanded": "false", **_suggesting(options)}


def hidden(**options: Any) -> forms.CharField:
    return forms.CharField(required=False, widget=forms.HiddenInput, **options)


class AboutForm(forms.Form):
    """A claim. Of a new one only a sentence is asked; of the claim of an edited tag it is what changes."""

    claim = hidden(max_length=12)
    text = LineField(
        label=_("Claim"),
        required=False,
        max_length=500,
        widget=forms.Textarea(_suggesting("claim-options") | {"rows": "2"}),
    )
    same = forms.ChoiceField(
        label=_("If you change these words"),
        required=False,
        initial="1",
        widget=forms.RadioSelect,
        choices=[("1", _("They are other words for the same claim")), ("0", _("They are another claim"))],
    )
    topic = forms.ModelChoiceField(
        Topic.objects.all(),
        label=_("Topic"),
        required=False,
        to_field_name="public_id",
    )
    new_topic = LineField(label=_("Or a new topic"), required=False, max_length=200, widget=own_direction())
    question = hidden(max_length=12)
    new_question = LineField(
        label=_("Question"),
        required=False,
        max_length=500,
        widget=forms.TextInput(_combobox("question-options")),
    )
    answer_type = forms.ChoiceField(
        label=_("Answered by"),
        required=False,
        choices=[(code, ANSWER_TYPE[code]) for code in ANSWER_TYPES],
    )
    unit = LineField(label=_("Counted in"), required=False, max_length=60)
    answer = LineField(
        label=_("The answer here"),
        required=False,
        max_length=500,
        widget=forms.TextInput(_combobox("answer-options")),
    )
    answer_entity = hidden(max_length=12)
    answer_kind = forms.ChoiceField(
        label=_("New here: what is it?"),
        required=False,
        choices=[
            ("place", _("A place")),
            ("person", _("A person")),
            ("organisation", _("An organisation")),
            ("option", _("One of several answers")),
        ],
    )
    nature = forms.ChoiceField(
        label=_("It is"), required=False, choices=[(code, NATURE[code]) for code in NATURES]
    )
    alleges_wrongdoing = forms.BooleanField(label=_("Alleges that someone did wrong"), required=False)
    #: The answer to whether a recorded claim in the very words is meant: its id, or `ANOTHER`.
    recorded = hidden(max_length=12)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        edited: Claim | None = None,
        rewordable: bool = False,
        refilable: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        #: The claim of the tag that is edited; whether whoever edits may put it in other words, and under
        #: another topic.
        self.edited, self.rewordable, self.refilable = edited, rewordable, refilable
        if not rewordable:
            del self.fields["same"]
        if edited and edited.alleges_wrongdoing:
            # That it is none is for somebody else to say, on the claim's own page.
            self.fields["alleges_wrongdoing"].disabled = True
        self.about = About()
        #: The claim that has the very words of a new one, where it is to be asked whether that is meant.
        self.worded: Claim | None = None

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    def offer_topics(self) -> None:
        """Fill the list of topics, for showing the form: the newest and the chosen one, by title."""
        topics = Topic.objects.values_list("public_id", "title")
        offered = dict(topics.order_by("-pk")[:_MOST_TOPICS])
        # Left out, an old one would be taken away by whoever changes something else.
        given = self["topic"].value()
        if given and given not in offered and "topic" not in self.errors:
            offered.update(topics.filter(public_id=given))
        titles = sorted(offered.items(), key=lambda topic: topic[1].casefold())
        self.fields["topic"].widget.choices = [("", _("No topic yet")), *titles]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("new_topic") and not data.get("topic"):
            # What is new to whoever types it may be on record, and its questions with it.
            data["topic"] = Topic.objects.titled(data["new_topic"])
        self._find_claim(data)
        return data

    def ask_recorded(self, data: dict[str, Any]) -> None:
        """Ask whether a new claim in the very words of a recorded one is that claim; or do as was answered.

        Two would share between them what outlets say of one. For a form that has no other errors.
        """
        about, answer = self.about, data.get("recorded")
        if self.errors or about.claim or answer == ANOTHER:
            return
        worded = self._worded(about)
        if any(_gives(claim, about) for claim in worded):
            return
        if meant := next((claim for claim in worded if claim.public_id == answer), None):
            self.about = About(claim=meant, alleges_wrongdoing=about.alleges_wrongdoing)
        elif worded:
            self.worded = worded[0]
            self.add_error("text", ValidationError(_("A recorded claim says exactly this."), code="recorded"))

    def _worded(self, about: About) -> list[Claim]:
        """Recorded claims in these words: of the same question first, then of the same topic."""
        worded = Claim.objects.current().worded(about.text).select_related("question__topic")
        said = _figures(about.text)
        found = [
            one
            for one in worded.order_by("pk")[:_MOST_WORDED]
            if one != self.edited and _figures(one.text) == said
        ]
        topic = about.topic and about.topic.pk
        return sorted(
            found, key=lambda one: (one.question != about.question, one.question.topic_id != topic, one.pk)
        )

    @property
    def recorded_is_likely(self) -> bool:
        """Whether nothing that was typed tells the new claim from the recorded one."""
        assert self.worded is not None
        about, question = self.about, self.worded.question
        if about.question is not None:
            return about.question == question and about.value == NewValue.of(self.worded)
        return about.topic in (None, question.topic) and not about.new_topic

    def _find_claim(self, data: dict[str, Any]) -> None:
        kept = self.edited if data.get("claim") in ("", None, self.edited and self.edited.public_id) else None
        if kept and self._stays(kept, data):
            self.about = self._kept(kept, data)
        elif data.get("claim") and not kept:
            known = Claim.objects.current().select_related("question__topic")
            claim = known.filter(public_id=data["claim"]).first()
            if claim is None:
                self.add_error("text", _("This claim is no longer there. Choose again."))
            self.about = About(claim=claim, alleges_wrongdoing=data.get("alleges_wrongdoing", False))
        else:
            self.about = self._new_claim(data, kept)

    def _stays(self, claim: Claim, data: dict[str, Any]) -> bool:
        """Whether the edited tag stays on its claim: one that answers something else is another claim."""
        if any(data.get(name) for name in ("question", "new_question", "answer", "answer_entity")):
            return False
        return data.get("same") == "1" or data.get("text") in ("", claim.text)

    def _kept(self, claim: Claim, data: dict[str, Any]) -> About:
        """What of the edited tag's claim is to change; as a fact or a forecast, say, it is another one."""
        nature = data.get("nature") or claim.nature
        about = self._beside(data)
        if nature == claim.nature:
            words = data.get("text", "") if self.rewordable else ""
            return replace(about, claim=claim, reword=words, refile=self.refilable)
        words = data.get("text") or claim.text
        value = NewValue.of(claim)
        return replace(about, text=words, question=claim.question, value=value, nature=nature)

    def _new_claim(self, data: dict[str, Any], edited: Claim | None) -> About:
        if not data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Say in one sentence what is claimed."))
        question = self._question(data)
        if question is None and (data.get("answer") or data.get("answer_entity")):
            # Another answer to what the edited tag's claim answers; else it answers nothing that we know.
            question = edited.question if edited else None
            if question is None:
                self.add_error("new_question", _("Say what is asked. Its answer is given below."))
        value, answer = self._value(data, question) if question else (None, None)
        return replace(
            self._beside(data),
            text=data.get("text", ""),
            question=question,
            value=value,
            answer=answer,
            nature=data.get("nature") or "fact",
        )

    def _beside(self, data: dict[str, Any]) -> About:
        """What is said beside the claim, whichever it is."""
        return About(
            topic=data.get("topic"),
            new_topic="" if data.get("topic") else data.get("new_topic", ""),
            alleges_wrongdoing=data.get("alleges_wrongdoing", False),
        )

    def _question(self, data: dict[str, Any]) -> Question | NewQuestion | None:
        if data.get("question"):
            found = Question.objects.filter(public_id=data["question"]).first()
            if found is None:
                self.add_error("new_question", _("This question is no longer there. Choose again."))
            return found
        if data.get("new_question"):
            answer_type = data.get("answer_type") or "yes_no"
            return self._asked(NewQuestion(data["new_question"], answer_type, data.get("unit", "")), data)
        return None

    def _asked(self, new: NewQuestion, data: dict[str, Any]) -> Question | NewQuestion:
        """What is typed as a question: the recorded one in the same words, else a new one."""
        if data.get("new_topic") and not data.get("topic"):
            return new
        try:
            known = question_asking(text=new.text, answer_type=new.answer_type, topic=data.get("topic"))
        except CannotAsk as refused:
            self.refuse_question(refused)
            return new
        if known and new.unit and known.unit and fold(new.unit) != fold(known.unit):
            told = _(
                "The recorded question is counted in: %(unit)s. Give its answer so, or ask in other words."
            )
            self.add_error("unit", ValidationError(told, params={"unit": known.unit}))
        return known or new

    def refuse_question(self, refused: CannotAsk) -> None:
        """Say at its field what keeps the typed question from being asked."""
        field = "topic" if refused.reason == "several_topics" else "answer_type"
        asked = refused.question
        self.add_error(field, cannot_ask_because(refused.reason, asked.text, asked.answer_type))

    def _value(
        self, data: dict[str, Any], question: Question | NewQuestion
    ) -> tuple[NewValue | None, NewEntity | None]:
        if not data.get("answer") and not data.get("answer_entity"):
            self.add_error("answer", _("Give the answer that this claim gives to the question."))
        elif question.answer_type == "entity":
            return self._entity(data)
        else:
            try:
                return read_answer(question.answer_type, data["answer"]), None
            except ValidationError as error:
                self.add_error("answer", error)
        return None, None

    def _entity(self, data: dict[str, Any]) -> tuple[NewValue | None, NewEntity | None]:
        if chosen := data.get("answer_entity"):
            found = list(Entity.objects.filter(public_id=chosen)[:1])
        else:
            value = read_answer("entity", data["answer"])
            if value.state != "known":
                return value, None
            found = list(Entity.objects.called(data["answer"]).order_by("pk")[:2])
        if len(found) > 1:
            self.add_error("answer", _("Several go by this name. Choose one from the list while typing."))
        elif found:
            return NewValue(entity=found[0]), None
        return None, NewEntity(data["answer"], data.get("answer_kind") or "place")


def _figures(text: str) -> list[str]:
    """What of its punctuation makes another number: signs and per cent."""
    return [figure.replace("–", "-") for figure in _FIGURE.findall(text)]


def _gives(claim: Claim, about: About) -> bool:
    """Whether the claim is the one that would be found by its answer, so that none is made."""
    same = claim.question == about.question and claim.nature == about.nature
    return same and about.answer is None and about.value == NewValue.of(claim)
