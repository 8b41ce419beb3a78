"""One tag as an editor sends it: where, about what, whose word, how sure."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from claims.actions.tag import NewStatement
from claims.actions.tag_passage import tag_passage
from claims.cues import form_of, read
from claims.forms.about import AboutForm, hidden
from claims.forms.chain import chain_forms, chain_of
from claims.forms.fields import DateField, own_direction
from claims.models import Statement
from claims.verbatim import QUOTABLE
from claims.vocabulary import CAVEATS, CERTAINTIES, SILENCES
from claims.wording.words import CAVEAT, CERTAINTY, KIND, STANCE
from newsroom.models import User
from sources.models import Capture
from sources.quotes import Passage, QuoteNotFound, check, passage_at

_LARGEST = 2**31 - 1
#: Words that a digest may quote.
_MOST_PRINTED = 12
#: The silence of which nothing more is known.
UNTOLD_SILENCE = "silence"
_KIND_OF = {"deny": "denial", "query": "doubt"}


def _offset() -> forms.IntegerField:
    return forms.IntegerField(
        required=False, min_value=0, max_value=_LARGEST, widget=forms.HiddenInput, localize=False
    )


class TagForm(AboutForm):
    """A tag. Only the passage and a sentence are asked; what is left empty stays not recorded."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # The passage, as the script sends it; or, without script, a sentence and words in it.
    start, end = _offset(), _offset()
    exact, before, after = hidden(strip=False), hidden(strip=False), hidden(strip=False)
    sentence = forms.IntegerField(required=False, min_value=0, max_value=_LARGEST)
    phrase = forms.CharField(
        label=_("Only these words of it"),
        required=False,
        widget=own_direction(),
        help_text=_("Exactly as they stand in the sentence; empty for the whole sentence."),
    )
    stance = forms.ChoiceField(
        label=_("This passage"), initial="support", choices=STANCE.items(), widget=forms.RadioSelect
    )
    guess = forms.BooleanField(label=_("As a guess: suggests it"), required=False)
    silence = forms.ChoiceField(
        label=_("How they didn’t say"),
        required=False,
        initial=UNTOLD_SILENCE,
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
    original_seen = forms.BooleanField(label=_("We have seen the original"), required=False)

    def __init__(self, data: QueryDict | None = None, *, capture: Capture, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.capture = capture
        self.rows = chain_forms(data, capture.article) if data is not None else []
        self.passage: Passage | None = None

    def clean_wording(self) -> str:
        wording: str = self.cleaned_data["wording"]
        if len(wording.split()) > _MOST_PRINTED:
            raise ValidationError(_("At most twelve words of the original."), code="too_long")
        return wording

    @property
    def ticks(self) -> list[forms.BoundField]:
        """Its yes-or-no fields, for the page."""
        return [self[name] for name in ("guess", "original_seen", "alleges_wrongdoing")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._find_passage(data)
        self.chain = chain_of([row for row in self.rows if row.is_valid()], self.kind)
        if any(row.errors for row in self.rows):
            self.add_error(None, ValidationError(_("A link of the chain needs another look."), code="chain"))
        self.ask_recorded(data)
        return data

    @property
    def quotable(self) -> int | None:
        """Words in a row that a claim may share with the article and be published; None for any number."""
        is_ours = self.capture.is_digest or self.capture.article.public_text != "excerpts"
        return None if is_ours else QUOTABLE

    @property
    def kind(self) -> str:
        """The code of what the passage does."""
        stance = self.cleaned_data.get("stance", "support")
        if stance == "none":
            return str(self.cleaned_data.get("silence") or UNTOLD_SILENCE)
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
            told = _(
                "These words are not in the chosen sentence. Copy them from it as they stand, "
                "or leave this empty to tag all of it."
            )
            self.add_error("phrase", told)
        elif self.capture.text.find(words, found + 1, end) >= 0:
            self.add_error("phrase", _("These words stand twice in the sentence; give more of them."))
        else:
            return passage_at(self.capture.text, found, found + len(words))
        return None


def sentence_around(capture: Capture, start: int, end: int) -> tuple[int, int]:
    """From the beginning of the sentence where a passage starts to the end of the one where it stops."""
    firsts = [first for first, last in capture.spans() if first <= start < last]
    lasts = [last for first, last in capture.spans() if first < end <= last]
    return min([start, *firsts]), max([end, *lasts])
