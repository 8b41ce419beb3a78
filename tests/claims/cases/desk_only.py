"""A desk in full work, with a word of its own in everything that readers must not see.

`secret` gives the word for what it is called by, and remembers it. Whatever is
made here lies beside something public, so that a page that takes one row too
many, or one column, tells one of them.
"""

from __future__ import annotations

from decimal import Decimal

from claims.actions.claims import NewValue, add_claim, add_question, add_topic, publish
from claims.actions.desk_work import assign_claim, write_note
from claims.actions.entities import link
from claims.actions.holds import ask_hold
from claims.actions.moving import merge_claims
from claims.actions.rulings import rule_on_claims, rule_on_statement
from claims.actions.tag import NewLink, NewStatement, tag, withdraw
from claims.actions.verdicts import Document, propose_verdict, record_check, record_reply, withdraw_check
from claims.models import Check, Claim, Statement, Topic
from newsroom.reports import receive_report
from newsroom.roles import ADMIN, EDITOR
from sources.actions import add_article, add_entity, add_name
from sources.models import Capture
from sources.quotes import passage_at
from tests.factories import make_claim, make_entity, make_question, make_user, on_record

#: Every word, by what holds it.
SECRETS: dict[str, str] = {}


def secret(what: str) -> str:
    """The one word that stands in this and nowhere else."""
    return SECRETS.setdefault(what, f"zq{len(SECRETS):03d}zq")


class Desk:
    """The public topic, its claim, and around it all that the desk keeps to itself."""

    def __init__(self) -> None:
        SECRETS.clear()
        self.by = make_user(EDITOR, name=secret("User.first_name"))
        self.second = make_user(EDITOR, name=secret("User.first_name of a second person"))
        self.topic: Topic = add_topic(by=self.by, title="The ferry", summary="What happened to it.")
        self.question = make_question("How many are missing?", topic=self.topic)
        self.claim = make_claim(self.question, 14, text="Fourteen are missing")
        self.master = make_entity("The harbour master", "person")
        self.public_article()
        self.hidden_person()
        self.unpublished()
        self.taken_back()
        self.judgements()
        self.talk()

    def public_article(self) -> None:
        """Readers see the tagged passages of an article that is not ours, and not the rest of it."""
        rest = " ".join(f"{secret(f'Capture.text {place}')} follows." for place in ("beside", "after"))
        text = f"Fourteen people are missing. {secret('Capture.text between')} stands here. {rest}"
        self.capture = add_article(
            by=self.by, text=text, headline="Ferry sinks", outlet=make_entity("The Herald", "outlet")
        )
        self.statement = self.tagged(self.claim, self.capture, chain=[on_record(self.master)])

    def hidden_person(self) -> None:
        """Somebody who is not to be named, by any name, in any chain or answer."""
        witness = add_entity(
            by=self.by,
            kind="person",
            name=secret("Entity.name not to be named"),
            description="a witness",
            do_not_name=True,
            same_as=[f"https://example.org/{secret('Entity.same_as not to be named')}"],
        )
        add_name(by=self.by, entity=witness, text=secret("EntityName.text not to be named"), language="en")
        printed = secret("SourceLink.as_printed not to be named")
        self.tagged(self.claim, self.capture, chain=[on_record(witness, as_printed=printed)])
        reason = secret("EntityLink.reason not to be named")
        link(by=self.by, source=witness, target=self.master, kind="speaks_for", reason=reason)

    def unpublished(self) -> None:
        """A topic of which nothing is published, and a claim on the public question that is not."""
        hidden = add_topic(by=self.by, title=secret("Topic.title"), summary=secret("Topic.summary"))
        question = add_question(
            by=self.by,
            text=secret("Question.text"),
            unit=secret("Question.unit"),
            answer_type="text",
            topic=hidden,
        )
        answer = NewValue(text=secret("Claim.answer_text"))
        claim = add_claim(by=self.by, question=question, text=secret("Claim.text"), value=answer)
        beside = NewValue(low=Decimal(9), high=Decimal(9))
        other = add_claim(
            by=self.by, question=self.question, text=secret("Claim.text on a public question"), value=beside
        )
        article = add_article(
            by=self.by,
            text=secret("Capture.text of an unpublished claim"),
            headline=secret("Article.headline"),
            byline=secret("Article.byline"),
            url=f"https://example.org/{secret('Article.url')}",
            terms=secret("Article.terms"),
            outlet=make_entity(secret("Entity.name of an outlet that carries nothing"), "outlet"),
        )
        for one in (claim, other):
            speaker = make_entity(secret(f"Entity.name of a speaker on {one.pk - claim.pk}"), "person")
            self.tagged(one, article, chain=[on_record(speaker, as_printed=secret("SourceLink.as_printed"))])
            self.checked(one, "unpublished")
            propose_verdict(
                by=self.by,
                claim=one,
                status="unverified",
                note=secret("Verdict.note of an unpublished claim"),
            )
        self.tagged(other, self.capture, cue=secret("Statement.cue"))
        note = secret("Ruling.note with an unpublished claim")
        rule_on_claims(by=self.by, claim=self.claim, other=claim, relation="contradicts", note=note)

    def taken_back(self) -> None:
        """What left before readers saw it: a tag, a check, a claim that was merged."""
        claim = make_claim(make_question(topic=self.topic), published=False)
        gone = self.tagged(claim, self.capture, start="Fourteen people")
        withdraw(by=self.by, statement=gone, why=secret("Statement.withdrawn_why before publication"))
        check = self.checked(claim, "taken back")
        why = secret("Check.withdrawn_why before publication")
        withdraw_check(by=self.by, check=check, why=why)
        self.tagged(claim, self.capture)
        merged = add_claim(
            by=self.by,
            question=make_question(answer_type="text", topic=self.topic),
            text=secret("Claim.text merged before publication"),
            value=NewValue(text=secret("Claim.answer_text merged before publication")),
        )
        merge_claims(by=self.by, claim=merged, into=claim)
        publish(by=self.by, claims=[claim])

    def judgements(self) -> None:
        """A verdict that waits, what a rule holds against an outlet and an editor dismissed, a document."""
        data = f"%PDF-1.7 {secret('Check.attachment')}".encode()
        record_check(
            by=self.by,
            claim=self.claim,
            what_we_did="Read the list.",
            document=Document(f"{secret('Check.attachment_name')}.pdf", "application/pdf", data),
        )
        propose_verdict(
            by=self.by, claim=self.claim, status="confirmed", note=secret("Verdict.note that waits")
        )
        posts = make_entity("Posts", "unnamed")
        flat = self.tagged(self.claim, self.capture, caveat="fact", chain=[NewLink(posts, "social_media")])
        note = secret("Ruling.note that dismisses")
        rule_on_statement(by=self.by, statement=flat, rule="T2", relation="unrelated", note=note)

    def talk(self) -> None:
        """What colleagues and readers write to the desk, and who they are."""
        assign_claim(by=self.by, claim=self.claim, assignee=self.second)
        write_note(by=self.by, claim=self.claim, text=secret("DeskNote.text"))
        admin = make_user(ADMIN, name=secret("User.first_name of an admin"))
        ask_hold(by=admin, claim=self.claim, reason=secret("Hold.reason"))
        receive_report(
            page=f"/claims/{self.claim.public_id}/?{secret('ErrorReport.page')}",
            message=secret("ErrorReport.message"),
            contact=secret("ErrorReport.contact"),
        )

    def checked(self, claim: Claim, when: str) -> Check:
        """A check with a word in all that it holds."""
        check = record_check(
            by=self.by,
            claim=claim,
            what_we_did=secret(f"Check.what_we_did {when}"),
            url=f"https://example.org/{secret(f'Check.url {when}')}",
            archive_url=f"https://example.org/{secret(f'Check.archive_url {when}')}",
            person_asked=secret(f"Check.person_asked {when}"),
        )
        return record_reply(by=self.by, check=check, reply=secret(f"Check.reply {when}"))

    def tagged(
        self,
        claim: Claim,
        capture: Capture,
        *,
        chain: list[NewLink] | None = None,
        start: str = "",
        caveat: str = "attributed",
        cue: str = "",
    ) -> Statement:
        """A tag on the article's first words, and none of what stands around them."""
        words = start or capture.text.split(". ")[0]
        chain = chain or [NewLink(capture.article.outlet, "own_voice")]
        return tag(
            by=self.by,
            claim=claim,
            capture=capture,
            passage=passage_at(capture.text, 0, len(words)),
            new=NewStatement(certainty="certain", caveat=caveat, cue=cue, chain=chain),
        )
