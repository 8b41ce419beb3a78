"""One tag as an editor sends it: where, about what, whose word, how sure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.actions.claims import NewValue
from claims.actions.tag import NewStatement
from claims.actions.tag_passage import About, NewEntity, NewQuestion, tag_passage
from claims.cues import form_of, read
from claims.forms.answer import read_answer
from claims.forms.chain import chain_forms, chain_of
from claims.forms.fields import DateField, LineField, own_direction
from claims.models import Claim, Question, Statement, Topic
from claims.vocabulary import ANSWER_TYPES, CAVEATS, CERTAINTIES, NATURES, SILENCES
from claims.wording.words import ANSWER_TYPE, CAVEAT, CERTAINTY, KIND, NATURE, STANCE
from newsroom.models import User
from sources.models import Capture, Entity
from sources.quotes import Passage, QuoteNotFound, check, passage_at

_LARGEST = 2**31 - 1
#: Words that a digest may quote.
_MOST_PRINTED = 12
#: Topics that a list can offer.
_MOST_TOPICS = 300
_KIND_OF = {"deny": "denial", "query": "doubt"}


def _offset() -> forms.IntegerField:
    return forms.IntegerField(
        required=False, min_value=0, max_value=_LARGEST, widget=forms.HiddenInput, localize=False
    )


def _suggesting(options: str) -> dict[str, str]:
    """A field with a list beside it that one may choose from."""
    return {"aria-autocomplete": "list", "aria-controls": options, "autocomplete": "off", "dir": "auto"}


def _combobox(options: str) -> dict[str, str]:
    """A line of text with a list to choose from."""
    return {"role": "combobox", "aria-expanded": "false", **_suggesting(options)}


def _hidden(**options: Any) -> forms.CharField:
    return forms.CharField(required=False, widget=forms.HiddenInput, **options)


class TagForm(forms.Form):
    """A tag. Only the passage and a sentence are asked; what is left empty stays not recorded."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # The passage, as the script sends it; or, without script, a sentence and words in it.
    start, end = _offset(), _offset()
    exact, before, after = _hidden(strip=False), _hidden(strip=False), _hidden(strip=False)
    sentence = forms.IntegerField(required=False, min_value=0, max_value=_LARGEST)
    phrase = forms.CharField(
        label=_("Only these words of it"),
        required=False,
        widget=own_direction(),
        help_text=_("Exactly as they stand in the sentence; empty for the whole sentence."),
    )
    claim = _hidden(max_length=12)
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
    question = _hidden(max_length=12)
    new_question = LineField(label=_("Question"), required=False, max_length=500, widget=own_direction())
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
    answer_entity = _hidden(max_length=12)
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
    stance = forms.ChoiceField(
        label=_("This passage"), initial="support", choices=STANCE.items(), widget=forms.RadioSelect
    )
    guess = forms.BooleanField(label=_("As a guess: suggests it"), required=False)
    silence = forms.ChoiceField(
        label=_("How they didn’t say"),
        required=False,
        initial="silence",
        choices=[(code, KIND[code]) for code in SILENCES],
    )
    certainty = forms.ChoiceField(
        label=_("How sure is the speaker?"),
        required=False,
        choices=[("", CERTAINTY[""]), *((code, CERTAINTY[code]) for code in CERTAINTIES)],
    )
    caveat = forms.ChoiceField(
        label=_("How does the outlet put it?"),
        required=False,
        choices=[("", CAVEAT[""]), *((code, CAVEAT[code]) for code in CAVEATS)],
    )
    wording = forms.CharField(
        label=_("As printed in the original"),
        required=False,
        max_length=500,
        widget=own_direction(),
        help_text=_("At most twelve words, since this text is our summary."),
    )
    said = DateField(past=True, label=_("Said on, if not the article’s date"), required=False)
    nature = forms.ChoiceField(
        label=_("It is"), required=False, choices=[(code, NATURE[code]) for code in NATURES]
    )
    original_seen = forms.BooleanField(label=_("We have seen the original"), required=False)
    alleges_wrongdoing = forms.BooleanField(label=_("Alleges that someone did wrong"), required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        capture: Capture,
        edited: Claim | None = None,
        rewordable: bool = False,
        refilable: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.capture = capture
        #: The claim of the tag that is edited; whether whoever edits may put it in other words, and under
        #: another topic.
        self.edited, self.rewordable, self.refilable = edited, rewordable, refilable
        if not rewordable:
            del self.fields["same"]
        if edited and edited.alleges_wrongdoing:
            # That it is none is for somebody else to say, on the claim's own page.
            self.fields["alleges_wrongdoing"].disabled = True
        self.rows = chain_forms(data, capture.article) if data is not None else []
        self.passage: Passage | None = None
        self.about = About()

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    def clean_wording(self) -> str:
        wording: str = self.cleaned_data["wording"]
        if len(wording.split()) > _MOST_PRINTED:
            raise ValidationError(_("At most twelve words of the original."), code="too_long")
        return wording

    def offer_topics(self) -> None:
        """Fill the list of topics, for showing the form: the newest, by title."""
        newest = Topic.objects.order_by("-pk").values_list("public_id", "title")[:_MOST_TOPICS]
        titles = sorted(newest, key=lambda topic: topic[1].casefold())
        self.fields["topic"].widget.choices = [("", _("No topic yet")), *titles]

    @property
    def ticks(self) -> list[forms.BoundField]:
        """Its yes-or-no fields, for the page."""
        return [self[name] for name in ("guess", "original_seen", "alleges_wrongdoing")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._find_passage(data)
        self._find_claim(data)
        self.chain = chain_of([row for row in self.rows if row.is_valid()], self.kind)
        if any(row.errors for row in self.rows):
            self.add_error(None, ValidationError(_("A link of the chain needs another look."), code="chain"))
        return data

    @property
    def kind(self) -> str:
        """The code of what the passage does."""
        stance = self.cleaned_data.get("stance", "support")
        if stance == "none":
            return str(self.cleaned_data.get("silence") or "silence")
        guess = "speculation" if self.cleaned_data.get("guess") else "assertion"
        return _KIND_OF.get(stance, guess)

    def renew(self) -> None:
        """Give the form another key: what it is shown with next is another tag."""
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data["key"] = str(uuid4())
        self.data = data

    def save(self, *, by: User, supersedes: Statement | None = None) -> Statement:
        """Record the tag. Raises AlreadyWithdrawn where the statement to replace no longer stands."""
        assert self.passage is not None
        return tag_passage(
            by=by,
            capture=self.capture,
            passage=self.passage,
            about=self.about,
            new=self._statement(supersedes),
            chain=self.chain,
            supersedes=supersedes,
            key=self.cleaned_data.get("key") or None,
        )

    def _statement(self, replaced: Statement | None) -> NewStatement:
        assert self.passage is not None
        data, silent = self.cleaned_data, self.kind in SILENCES
        same_passage = replaced is not None and replaced.passage == self.passage
        return NewStatement(
            kind=self.kind,
            certainty=None if silent else data["certainty"] or None,
            caveat=None if silent else data["caveat"] or None,
            # What was recorded of the same words before may be a person's choice, or come with an import.
            form=replaced.form if replaced and same_passage else self._form(),
            cue=replaced.cue if replaced and same_passage else self._cue()[:200],
            said=data["said"],
            wording=data["wording"],
            original_seen=data["original_seen"],
        )

    def _form(self) -> str:
        assert self.passage is not None
        headline = self.capture.article.headline
        return form_of(self.capture.text, self.passage.start, self.passage.end, headline)

    def _cue(self) -> str:
        assert self.passage is not None
        start, end = sentence_around(self.capture, self.passage.start, self.passage.end)
        first, last = self.passage.start - start, self.passage.end - start
        return read(self.capture.text[start:end], first, last, self.capture.article.language).cue

    def _find_passage(self, data: dict[str, Any]) -> None:
        try:
            self.passage = self._as_selected(data) or self._as_listed(data)
        except QuoteNotFound:
            message = _(
                "These words do not stand at this place of the article. Nothing was saved; select them again."
            )
            self.add_error(None, ValidationError(message, code="passage"))

    def _as_selected(self, data: dict[str, Any]) -> Passage | None:
        if data.get("start") is None or data.get("end") is None:
            return None
        # Forms send a line break as CR LF; canonical text has only LF.
        exact, before, after = (data[name].replace("\r\n", "\n") for name in ("exact", "before", "after"))
        passage = Passage(data["start"], data["end"], exact, before, after)
        check(self.capture.text, passage)
        return passage

    def _as_listed(self, data: dict[str, Any]) -> Passage | None:
        ends = dict(self.capture.spans())
        start = data.get("sentence")
        if start not in ends:
            self.add_error("sentence", _("Choose the sentence."))
            return None
        if not data.get("phrase"):
            return passage_at(self.capture.text, start, ends[start])
        return self._phrase(data["phrase"], start, ends[start])

    def _phrase(self, words: str, start: int, end: int) -> Passage | None:
        found = self.capture.text.find(words, start, end)
        if found < 0:
            self.add_error("phrase", _("These words are not in the chosen sentence."))
        elif self.capture.text.find(words, found + 1, end) >= 0:
            self.add_error("phrase", _("These words stand twice in the sentence; give more of them."))
        else:
            return passage_at(self.capture.text, found, found + len(words))
        return None

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
        about = About(
            topic=data.get("topic"),
            new_topic="" if data.get("topic") else data.get("new_topic", ""),
            alleges_wrongdoing=data.get("alleges_wrongdoing", False),
        )
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
        return About(
            text=data.get("text", ""),
            topic=data.get("topic"),
            new_topic="" if data.get("topic") else data.get("new_topic", ""),
            question=question,
            value=value,
            answer=answer,
            nature=data.get("nature") or "fact",
            alleges_wrongdoing=data.get("alleges_wrongdoing", False),
        )

    def _question(self, data: dict[str, Any]) -> Question | NewQuestion | None:
        if data.get("question"):
            found = Question.objects.filter(public_id=data["question"]).first()
            if found is None:
                self.add_error("new_question", _("This question is no longer there. Choose again."))
            return found
        if data.get("new_question"):
            return NewQuestion(
                data["new_question"], data.get("answer_type") or "yes_no", data.get("unit", "")
            )
        return None

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


def sentence_around(capture: Capture, start: int, end: int) -> tuple[int, int]:
    """From the beginning of the sentence where a passage starts to the end of the one where it stops."""
    firsts = [first for first, last in capture.spans() if first <= start < last]
    lasts = [last for first, last in capture.spans() if first < end <= last]
    return min([start, *firsts]), max([end, *lasts])
