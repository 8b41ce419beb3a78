"""Two editors on one tag: what is stored now beside what the later one wanted to save."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.actions.tag_passage import Voice
from claims.forms.tag import TagForm
from claims.models import Claim, Statement
from claims.presenting.versions import Version, versions
from claims.wording.dates import date_words
from claims.wording.words import BASIS, CAVEAT, CERTAINTY, KIND
from newsroom.models import User


@dataclass(frozen=True, slots=True)
class Field:
    """One field both ways."""

    label: str
    stored: str
    mine: str

    @property
    def differs(self) -> bool:
        return self.stored != self.mine

    @property
    def compared(self) -> Version:
        """Both sides, with the words marked that the other has not."""
        return versions(self.stored, self.mine)


@dataclass(frozen=True, slots=True)
class Clash:
    """The statement that is stored now, and the two versions field by field."""

    stored: Statement
    fields: list[Field]
    #: Whether whoever looks did it themself, in another window.
    own: bool

    @property
    def differing(self) -> list[Field]:
        return [field for field in self.fields if field.differs]

    @property
    def alike(self) -> list[str]:
        """The labels of what both have alike."""
        return [field.label for field in self.fields if not field.differs]

    @property
    def withdrawn(self) -> bool:
        """It was taken back, and nothing put in its place."""
        return self.stored.left_at is not None

    @property
    def told(self) -> str:
        """What became of the tag meanwhile, and by whom."""
        if self.own and self.withdrawn:
            return _("Not saved yet: you withdrew this tag in another window.")
        if self.own:
            return _("Not saved yet: you changed this tag in another window.")
        who = {"who": _who(self.stored)}
        if self.withdrawn:
            return _("Not saved yet: %(who)s withdrew this tag while you were editing.") % who
        return _("Not saved yet: %(who)s changed this tag while you were editing.") % who

    @property
    def theirs_url(self) -> str:
        """Where what is stored stands."""
        article = reverse("claims:article-desk", args=[self.stored.capture.article.public_id])
        return article if self.withdrawn else f"{article}#tag-{self.stored.public_id}"


def clash(form: TagForm, replaced: Statement, by: User) -> Clash:
    """What became of `replaced` since `by` opened the form, beside the form."""
    stored = newest(replaced)
    mine = form.cleaned_data
    about = form.about.reword or (form.about.claim.text if form.about.claim else form.about.text)
    passage = form.passage.exact if form.passage else ""
    fields = [
        Field(_("Passage"), stored.exact, passage),
        Field(_("Claim"), stored.claim.text, about),
        Field(_("Kind"), str(KIND[stored.kind]), str(KIND[form.kind])),
        Field(_("Who"), _stored_chain(stored), _my_chain(form.chain)),
        Field(_("How sure"), str(CERTAINTY[stored.certainty or ""]), str(CERTAINTY[mine["certainty"]])),
        Field(_("How it is put"), str(CAVEAT[stored.caveat or ""]), str(CAVEAT[mine["caveat"]])),
        Field(_("Said on"), _said(stored.said), _said(mine["said"])),
        Field(_("Original seen"), _yes_no(stored.original_seen), _yes_no(mine["original_seen"])),
    ]
    asked = _asked(stored.claim), _my_question(form)
    if any(asked):
        fields.insert(2, Field(_("Question"), *(one or str(BASIS[""]) for one in asked)))
    if stored.capture.is_digest:
        words = (stored.wording or str(BASIS[""]), mine["wording"] or str(BASIS[""]))
        fields.append(Field(_("As printed in the original"), *words))
    return Clash(stored, fields, own=_who(stored) == by)


def _who(stored: Statement) -> User:
    return stored.withdrawn_by or stored.recorded_by


def _asked(claim: Claim) -> str:
    """The question that somebody asked; "" where it is only the claim, asked back."""
    return "" if claim.asks_itself else claim.question.text


def _my_question(form: TagForm) -> str:
    about = form.about
    if about.claim:
        return _asked(about.claim)
    return about.question.text if about.question else ""


def newest(statement: Statement) -> Statement:
    """What stands in its place, step by step; itself where nothing does."""
    found = Statement.objects.with_links().select_related(
        "claim__question", "capture__article__outlet", "recorded_by", "withdrawn_by"
    )
    current = found.defer("capture__raw").get(pk=statement.pk)
    while later := found.defer("capture__raw").filter(supersedes=current).first():
        current = later
    return current


def _said(edtf: str) -> str:
    return date_words(edtf) if edtf else _("The article’s date")


def _yes_no(yes: bool) -> str:
    return _("Yes") if yes else _("No")


def _stored_chain(statement: Statement) -> str:
    outlet = statement.capture.article.outlet
    links = [(link.entity or outlet, link.basis) for link in statement.links.all()]
    return _chain([(str(who or _("The outlet, not named")), basis) for who, basis in links])


def _my_chain(chain: Sequence[Voice]) -> str:
    named = [(one.named.name if one.named else one.link.entity, one.link.basis) for one in chain]
    return _chain([(str(who or _("The outlet, not named")), basis) for who, basis in named])


def _chain(links: Sequence[tuple[str, str | None]]) -> str:
    if not links:
        return str(BASIS[""])
    return " → ".join(f"{who} ({BASIS[basis]})" if basis else who for who, basis in links)
