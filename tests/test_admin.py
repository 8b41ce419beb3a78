"""The admin: every table can be looked at, what may be mended can be, and nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.actions.desk_work import assign_claim, watch_claim, write_note
from claims.actions.entities import link, merge
from claims.actions.holds import ask_hold
from claims.actions.rulings import rule_on_claims
from claims.actions.verdicts import approve_verdict, evidence_digest, propose_verdict, record_check
from claims.models import Claim, ClaimState, Finding, PublicQuote, Question, Topic
from newsroom.actions import acting
from newsroom.models import DeskSettings, ErrorReport, Event, User
from newsroom.reports import receive_report
from newsroom.roles import ADMIN, EDITOR, REVIEWER
from sources.actions import add_name
from sources.intake_actions import take_in_file
from sources.models import Article, CaptureWords, Entity, EntityName
from tests.claims.cases.recaptured import BEFORE, LOST, again
from tests.factories import (
    PASSWORD,
    make_capture,
    make_claim,
    make_entity,
    make_outlet,
    make_question,
    make_statement,
    make_topic,
    make_user,
    on_record,
)

EDITABLE = {User, Group, Entity, Article, Topic, Question, DeskSettings}
#: A view over statements, with no rows of its own; the words of captures, for the search alone.
LEFT_OUT = {PublicQuote, CaptureWords}
MODELS = [
    model
    for label in ("newsroom", "sources", "claims")
    for model in apps.get_app_config(label).get_models()
    if model not in LEFT_OUT
] + [Group]


@pytest.fixture
def superuser(db: None) -> User:
    user = make_user(name="Root")
    with acting(by=None, action="test"):
        user.is_staff = user.is_superuser = True
        user.save()
    return user


@pytest.fixture
def admin_client(superuser: User) -> Client:
    client = Client()
    client.force_login(superuser)
    return client


def world() -> None:
    """A few rows of every table."""
    editor, reviewer = make_user(EDITOR), make_user(REVIEWER)
    question = make_question()
    party, body = make_entity("Peskov", "person"), make_entity("The Kremlin")
    link(by=editor, source=party, target=body, kind="speaks_for", reason="He is its spokesman.")
    merge(by=editor, source=make_entity("Kremlin"), target=body)
    add_name(by=editor, entity=body, text="Кремль", language="ru")
    nine, fourteen = make_claim(question, 9), make_claim(question, 14)
    make_statement(nine, make_capture(outlet=make_outlet()), exact="at nine", chain=[on_record(party)])
    make_statement(fourteen, make_capture(), exact="Fourteen people", chain=[on_record(body)])
    record_check(by=editor, claim=nine, what_we_did="Read the log.", url="https://example.org/log")
    verdict = propose_verdict(by=editor, claim=nine, status="confirmed", note="The log says so.")
    approve_verdict(by=reviewer, verdict=verdict, digest=evidence_digest(nine))
    rule_on_claims(by=editor, claim=nine, other=fourteen, relation="contradicts", note="So.", rule="C2")
    assign_claim(by=editor, claim=nine, assignee=reviewer)
    write_note(by=editor, claim=nine, text="Read the log again.")
    watch_claim(by=editor, claim=nine)
    ask_hold(by=make_user(ADMIN), claim=nine, reason="A court order.")
    receive_report(page="/claims/", message="The date is wrong.")
    take_in_file(by=editor, raw=b"<p>The ferry sank.", media_type="text/html", file_name="ferry.html")
    again(make_statement(nine, make_capture(BEFORE), exact=LOST).capture)


def list_page(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def row_page(row: Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def typed_in(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send back from an admin form that nobody has touched."""
    context = client.get(url).context
    forms: Iterable[Any] = [context["adminform"].form]
    for inline in context.get("inline_admin_formsets", ()):
        forms = [*forms, inline.formset.management_form, *inline.formset.forms]
    typed: dict[str, Any] = {}
    for form in forms:
        for field in form:
            value = field.value()
            if value is True:
                typed[field.html_name] = "on"
            elif value is not None and value is not False:
                typed[field.html_name] = field.field.prepare_value(value)
    return typed


def change(client: Client, row: Model, **changes: Any) -> Any:
    """Open a row's page, change these fields and save."""
    return client.post(row_page(row), typed_in(client, row_page(row)) | changes)


def test_every_table_is_there() -> None:
    """No table of the record is out of an administrator's sight."""
    assert set(MODELS) <= set(admin.site._registry)


def test_every_list_and_row_opens(admin_client: Client) -> None:
    """Each list, a search in it, each row and each form for a new one answers."""
    world()
    for model in MODELS:
        opened = [list_page(model), f"{list_page(model)}?q=log", row_page(model._default_manager.all()[0])]
        if admin.site._registry[model].has_add_permission(admin_client.get(list_page(model)).wsgi_request):
            opened.append(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add"))
        for url in opened:
            assert admin_client.get(url, follow=True).status_code == 200, url


def test_lists_and_rows_ask_as_often_for_many_as_for_one(admin_client: Client) -> None:
    """No list and no row asks the database once for each thing it shows."""

    def asked() -> dict[str, int]:
        found = {}
        for model in MODELS:
            for url in (list_page(model), row_page(model._default_manager.order_by("pk")[0])):
                with CaptureQueriesContext(connection) as queries:
                    admin_client.get(url)
                found[url] = len(queries)
        return found

    world()
    # The first request of a process also reads content types.
    asked()
    few = asked()
    for _ in range(3):
        world()
    many = {url: count for url, count in asked().items() if url in few}
    assert many == few


def test_nothing_can_be_deleted_and_the_record_not_edited(admin_client: Client) -> None:
    """Neither deleting nor editing the record is offered here, and a made-up request for it is refused."""
    world()
    for model in MODELS:
        row = model._default_manager.all()[0]
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_delete"
        assert admin_client.post(reverse(name, args=[row.pk]), {"post": "yes"}).status_code == 403, model
        assert "delete_selected" not in admin_client.get(list_page(model)).content.decode()
        if model not in EDITABLE:
            assert admin_client.post(row_page(row), {}).status_code == 403, model
            page = admin_client.get(row_page(row)).content.decode()
            assert 'name="_save"' not in page, model


def test_question_edited_here_refreshes_what_is_found(admin_client: Client) -> None:
    """Once several answers may be true, the contradiction is gone at once, and the log says by whom."""
    world()
    question = Question.objects.get()
    response = change(admin_client, question, single_valued="", text="How many in all?")
    assert response.status_code == 302
    question.refresh_from_db()
    assert (question.text, question.single_valued) == ("How many in all?", False)
    assert not Finding.objects.exists()
    assert Event.objects.filter(actor="root", action="update: edit question").exists()


def test_question_of_the_same_words_is_not_recorded_here(admin_client: Client) -> None:
    """Neither by adding it nor by rewording another: answers are compared within one question only."""
    topic = make_topic()
    known, other = (make_question(text, topic=topic) for text in ("How many died?", "How many fled?"))
    asked = {"text": "how many DIED", "topic": topic.pk, "answer_type": "number", "unit": ""}
    response = admin_client.post(reverse("admin:claims_question_add"), asked)
    assert f"{known.public_id} asks this already" in response.content.decode()
    assert change(admin_client, other, text="How many died").status_code == 200
    assert Question.objects.filter(text__icontains="died").get() == known


def test_topic_of_the_same_title_is_not_recorded_here(admin_client: Client) -> None:
    """Neither by adding it nor by renaming another: one story is in one place."""
    known, other = make_topic("The ferry"), make_topic("The port")
    response = admin_client.post(reverse("admin:claims_topic_add"), {"title": "the  ferry"})
    assert f"{known.public_id} has this title already" in response.content.decode()
    assert change(admin_client, other, title="THE FERRY").status_code == 200
    assert change(admin_client, known, title="The Ferry").status_code == 302
    assert set(Topic.objects.values_list("title", flat=True)) == {"The Ferry", "The port"}


def test_question_keeps_its_kind_of_answer(admin_client: Client) -> None:
    """The kind of answer cannot be changed under the answers that were given."""
    world()
    change(admin_client, Question.objects.get(), answer_type="date")
    assert Question.objects.get().answer_type == "number"


def test_settings_edited_here_refresh_the_claims(admin_client: Client) -> None:
    """Switching off what no editor has ruled on takes it out of the claims' counts at once."""
    question = make_question()
    make_statement(make_claim(question, 9), exact="at nine")
    make_statement(make_claim(question, 14), exact="Fourteen people")
    assert ClaimState.objects.at().filter(open_conflicts=1).count() == 2
    assert change(admin_client, DeskSettings.objects.get(), shows_found="", byline="We").status_code == 302
    assert DeskSettings.objects.get().byline == "We"
    assert not ClaimState.objects.at().filter(open_conflicts=1).exists()


def test_article_edited_here_refreshes_its_claims(admin_client: Client) -> None:
    """Two articles of one outlet are one carrier; when one turns out to be another outlet's, two."""
    claim, outlet = make_claim(), make_outlet()
    first = make_statement(claim, make_capture(outlet=outlet))
    make_statement(claim, make_capture(outlet=outlet))
    assert ClaimState.objects.at().get(claim=claim).outlets == 1
    response = change(admin_client, first.capture.article, outlet=make_outlet().pk, published="May 2025")
    assert response.status_code == 302
    assert ClaimState.objects.at().get(claim=claim).outlets == 2
    article = Article.objects.get(pk=first.capture.article_id)
    assert (article.published, str(article.published_days.lower)) == ("2025-05", "2025-05-01")


def test_article_with_a_date_that_is_none_is_sent_back(admin_client: Client) -> None:
    """What is no date is refused with a word on what to type, and nothing is saved."""
    article = make_capture().article
    response = change(admin_client, article, published="someday", headline="New")
    assert "is not a date we can read" in response.content.decode()
    assert Article.objects.get().headline == article.headline


def test_entity_gets_another_name(admin_client: Client, superuser: User) -> None:
    """A name typed here is found in any script from then on, and says who added it."""
    entity = make_entity("Khmeimim", "place")
    added = {"names-0-text": "Хмеймим", "names-0-language": "ru", "name": "Khmeimim airbase"}
    assert change(admin_client, entity, **added).status_code == 302
    name = EntityName.objects.get()
    assert (name.text, name.folded, name.added_by) == ("Хмеймим", "khmeymim", superuser)
    entity.refresh_from_db()
    assert (entity.name, entity.folded, entity.slug) == ("Khmeimim airbase", "khmeimim airbase", "khmeimim")
    found = admin_client.get(list_page(Entity), {"q": "хмеймим"}).content.decode()
    assert "Khmeimim airbase" in found


def test_entity_gets_a_name_that_is_long_in_latin_letters(admin_client: Client) -> None:
    """A name that fills its field is taken, though Latin letters need four for each of its own."""
    entity = make_entity("Khmeimim", "place")
    added = {"names-0-text": "щ" * 200, "names-0-language": "ru", "name": "щ" * 200}
    assert change(admin_client, entity, **added).status_code == 302
    assert EntityName.objects.get().text == Entity.objects.get(pk=entity.pk).name == "щ" * 200


def test_new_entity_and_topic_get_an_address(admin_client: Client) -> None:
    """What is added here has its address like anything added on the desk."""
    admin_client.post(
        reverse("admin:sources_entity_add"),
        {"kind": "place", "name": "Tartus", "names-TOTAL_FORMS": 0, "names-INITIAL_FORMS": 0},
    )
    assert Entity.objects.get(name="Tartus").slug == "tartus"
    admin_client.post(reverse("admin:claims_topic_add"), {"title": "The ferry"})
    assert Topic.objects.get().slug == "the-ferry"


def test_topic_keeps_its_address(admin_client: Client) -> None:
    """A topic may be renamed; links to it go on working."""
    topic = make_topic("The ferry")
    change(admin_client, topic, title="The ferry and the port")
    topic.refresh_from_db()
    assert (topic.title, topic.slug) == ("The ferry and the port", "the-ferry")


def test_account_gets_a_role(admin_client: Client, editor: User) -> None:
    """Roles are given here, and the log says by whom."""
    role = Group.objects.get(name=REVIEWER)
    assert change(admin_client, editor, groups=[role.pk]).status_code == 302
    assert list(editor.groups.all()) == [role]
    assert Event.objects.filter(actor="root", object__startswith="newsroom_user_groups").exists()


def test_account_that_grants_roles_decides_nothing(admin_client: Client, superuser: User) -> None:
    """Whoever hands out roles cannot make themselves editor or reviewer."""
    role = Group.objects.get(name=EDITOR)
    response = change(admin_client, superuser, groups=[role.pk])
    assert "neither editor nor reviewer" in response.content.decode()
    assert not superuser.groups.exists()


def test_password_is_set_here(admin_client: Client, editor: User) -> None:
    """An administrator gives a new password to who lost theirs."""
    url = reverse("admin:auth_user_password_change", args=[editor.pk])
    typed = {"password1": PASSWORD[::-1], "password2": PASSWORD[::-1], "usable_password": "true"}
    assert admin_client.post(url, typed).status_code == 302
    editor.refresh_from_db()
    assert editor.check_password(PASSWORD[::-1])


def test_staff_may_not_raise_themselves(admin_client: Client, contributor: User) -> None:
    """Somebody trusted with accounts can neither make themselves superuser nor touch one who is."""
    contributor.is_staff = True
    contributor.save()
    contributor.user_permissions.set(Permission.objects.filter(codename__in=["change_user", "view_user"]))
    client = Client()
    client.force_login(contributor)
    change(client, contributor, is_superuser="on")
    contributor.refresh_from_db()
    assert not contributor.is_superuser
    root = User.objects.get(username="root")
    assert client.post(row_page(root), {"username": "mine"}).status_code == 403


def test_role_of_the_desk_keeps_its_name(admin_client: Client) -> None:
    """The desk knows its roles by name, so they cannot be renamed."""
    role = Group.objects.get(name=EDITOR)
    change(admin_client, role, name="scribe")
    role.refresh_from_db()
    assert role.name == EDITOR


def test_admin_is_for_staff(editor_client: Client) -> None:
    """An editor who is not staff is turned away."""
    assert editor_client.get(reverse("admin:index"), follow=True).status_code == 403


def test_claim_and_report_show_their_rows(admin_client: Client) -> None:
    """A row that cannot be edited is shown whole."""
    world()
    claim = Claim.objects.all()[0]
    assert claim.public_id in admin_client.get(row_page(claim)).content.decode()
    report = ErrorReport.objects.get()
    assert "The date is wrong." in admin_client.get(row_page(report)).content.decode()
