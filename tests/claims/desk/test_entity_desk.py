"""/desk/entities/<id>/: names, links and what an entity is."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.actions.entities import link, merge
from newsroom.models import Event, User
from newsroom.roles import ADMIN, CONTRIBUTOR, EDITOR, REVIEWER
from sources.actions import add_name, edit_entity
from sources.models import Entity, EntityLink, EntityName
from tests.claims.desk.claim_page import signed_in
from tests.claims.desk.entities import at_desk, state, two_places, two_spellings
from tests.factories import make_capture, make_entity, make_statement, make_user, named_media
from tests.pages import see

pytestmark = pytest.mark.django_db

ACTS = {
    "edit/": (EDITOR,),
    "names/": (EDITOR,),
    "names/remove/": (EDITOR,),
    "links/": (EDITOR, REVIEWER),
    "links/end/": (EDITOR, REVIEWER),
}


@pytest.fixture
def orlov(db: None) -> Entity:
    return make_entity("Orlov", "person", description="Harbour master")


def typed(entity: Entity, client: Client, **changed: str) -> dict[str, str]:
    """The form as the page gives it, with some fields typed over."""
    form = client.get(at_desk(entity)).context["entity_form"]
    fields = {field.html_name: str(field.value() or "") for field in form}
    fields.pop("entity-do_not_name", None)
    return {**fields, **{f"entity-{name}": value for name, value in changed.items()}}


def test_entity_desk_tells_what_is_recorded(editor: User, editor_client: Client) -> None:
    """The page has spellings, links both ways with their reasons, and where the name stands."""
    one, other, claim = two_spellings()
    state_of = make_entity("The state")
    add_name(by=editor, entity=one, text="Дмитрий Орлов", language="ru")
    link(by=editor, source=one, target=state_of, kind="speaks_for", reason="Press secretary.")
    seen = see(editor_client, at_desk(one))
    for words in ("Дмитрий Орлов", "Speaks for The state", "Press secretary.", "the source of 1 statement"):
        assert words in seen.words
    assert claim.text in seen.links
    assert "speaks for The state" in see(editor_client, at_desk(state_of)).words
    assert other.name in seen.links


def test_entity_desk_suggests_likely_duplicates_of_the_kind(editor_client: Client) -> None:
    """Names that look the same in whatever script are suggested; other kinds and other words are not."""
    orlov = make_entity("Dmitry Orlov", "person")
    for name, kind in (("Дмитрий Орлов", "person"), ("Dmitry Orlov", "place"), ("Dmitry Ivanov", "person")):
        make_entity(name, kind)
    likely = see(editor_client, at_desk(orlov)).links
    assert "Дмитрий Орлов" in likely
    assert "Dmitry Ivanov" not in likely
    assert list(likely).count("Dmitry Orlov") == 0


def offered(client: Client, entity: Entity) -> str:
    """Where the page leads that shows what counting the two as one would change."""
    found: str = re.search(
        r'href="([^"]+/merge/\?other=[^"]+)"', client.get(at_desk(entity)).content.decode()
    )[1]  # type: ignore[index]
    return found


@pytest.mark.parametrize("how", ["spelling", "description", "address", "statement"])
def test_entity_desk_offers_to_keep_the_better_filled_in(
    editor: User, editor_client: Client, how: str
) -> None:
    """Seen from either page the barer entry would count as the other; of two alike, the one not looked at."""
    bare, full = make_entity("Dmitri Orlov", "person"), make_entity("Dmitry Orlow", "person")
    assert offered(editor_client, bare) == at_desk(full, f"merge/?other={bare.public_id}")
    assert offered(editor_client, full) == at_desk(bare, f"merge/?other={full.public_id}")
    if how == "spelling":
        add_name(by=editor, entity=full, text="Дмитрий Орлов", language="ru")
    elif how == "statement":
        make_statement(chain=[named_media(full)])
    else:
        more = {"description": "Harbour master", "same_as": ["https://a.example/"]}
        key = "same_as" if how == "address" else how
        edit_entity(by=editor, entity=full, **{key: more[key]})
    for page in (bare, full):
        assert offered(editor_client, page) == at_desk(bare, f"merge/?other={full.public_id}")
    assert "See what changes if this counts as it" in see(editor_client, at_desk(bare)).words
    assert "See what changes if it counts as this" in see(editor_client, at_desk(full)).words


def test_entity_is_renamed_and_found_so(orlov: Entity, editor_client: Client) -> None:
    """A mended name is the one that pages show and look-ups find; its address stays."""
    slug = orlov.slug
    answer = editor_client.post(
        at_desk(orlov, "edit/"),
        typed(orlov, editor_client, name="Captain Orlov", same_as="https://a.example/1"),
    )
    assert answer.status_code == 302
    orlov.refresh_from_db()
    assert (orlov.name, orlov.slug, orlov.same_as) == ("Captain Orlov", slug, ["https://a.example/1"])
    assert list(Entity.objects.called("captain orlov")) == [orlov]
    assert Event.objects.filter(actor="edith", action="update: edit entity").exists()


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"name": ""}, "name"),
        ({"kind": "ship"}, "kind"),
        ({"same_as": "not an address"}, "same_as"),
        ({"same_as": "javascript:alert(1)"}, "same_as"),
        ({"description": "", "do_not_name": "on"}, "description"),
    ],
)
def test_entity_edit_refuses(
    changed: dict[str, str], wrong: str, orlov: Entity, editor_client: Client
) -> None:
    """What cannot be is refused beside its field, and what was typed is kept."""
    sent = typed(orlov, editor_client, **changed)
    answer = editor_client.post(at_desk(orlov, "edit/"), sent)
    assert answer.status_code == 422
    assert list(answer.context["entity_form"].errors) == [wrong]
    orlov.refresh_from_db()
    assert orlov.name == "Orlov"


def test_entity_not_to_be_named_is_described_to_readers(orlov: Entity, editor_client: Client) -> None:
    """With a description in its place the name can be kept from readers."""
    editor_client.post(at_desk(orlov, "edit/"), typed(orlov, editor_client, do_not_name="on"))
    orlov.refresh_from_db()
    assert orlov.shown == "Harbour master"


def test_entity_edit_over_a_colleagues_change(orlov: Entity, editor: User, editor_client: Client) -> None:
    """Who saves over a colleague's change is told first; nothing typed is lost, and saving again counts."""
    sent = typed(orlov, editor_client, name="Mine")
    edit_entity(by=editor, entity=orlov, name="Theirs")
    answer = editor_client.post(at_desk(orlov, "edit/"), sent)
    assert answer.status_code == 409
    assert "A colleague changed this entry" in answer.content.decode()
    form = answer.context["entity_form"]
    again = {field.html_name: field.value() or "" for field in form if field.name != "do_not_name"}
    assert editor_client.post(at_desk(orlov, "edit/"), again).status_code == 302
    orlov.refresh_from_db()
    assert orlov.name == "Mine"


def test_spelling_is_added_once_and_taken_away(orlov: Entity, editor_client: Client) -> None:
    """A spelling finds the entity as long as it is recorded; saying it twice records it once."""
    for _time in range(2):
        sent = {"name-text": "Орлов", "name-language": "ru"}
        assert editor_client.post(at_desk(orlov, "names/"), sent).status_code == 302
    name = EntityName.objects.get()
    assert list(Entity.objects.called("Орлов")) == [orlov]
    other = make_entity("Other")
    editor_client.post(at_desk(other, "names/remove/"), {"name": name.pk})
    assert EntityName.objects.exists()
    for number in (str(name.pk), str(name.pk), "x", "٣", "9" * 40):
        assert editor_client.post(at_desk(orlov, "names/remove/"), {"name": number}).status_code == 302
    assert not EntityName.objects.exists()
    assert Event.objects.filter(action="delete: remove name", actor="edith").exists()


def test_spelling_needs_a_language(orlov: Entity, editor_client: Client) -> None:
    """A spelling without a language is refused and kept in the form."""
    answer = editor_client.post(at_desk(orlov, "names/"), {"name-text": "Орлов", "name-language": "russian"})
    assert answer.status_code == 422
    assert "Орлов" in answer.content.decode()


def test_link_counts_two_as_one_until_it_ends(reviewer_client: Client) -> None:
    """Who speaks for another is one origin with it; once the link ends they are two again."""
    one, other, claim = two_spellings()
    sent = {"bond-kind": "speaks_for", "bond-other": other.name, "bond-reason": "His deputy."}
    assert reviewer_client.post(at_desk(one, "links/"), sent).status_code == 302
    assert state(claim).origins_for == 1
    row = EntityLink.objects.get()
    reviewer_client.post(at_desk(one, "links/end/"), {"link": row.pk})
    assert state(claim).origins_for == 2
    assert "No other spelling" in see(reviewer_client, at_desk(one)).words


def test_place_within_another_is_no_contradiction(editor_client: Client) -> None:
    """Once one answer lies in the other, the two no longer clash."""
    one, other, claim = two_places()
    assert state(claim).open_conflicts == 1
    sent = {"bond-kind": "lies_in", "bond-other": other.public_id, "bond-reason": "On the coast."}
    editor_client.post(at_desk(one, "links/"), sent)
    assert state(claim).open_conflicts == 0


def test_link_to_a_name_that_several_have_is_chosen(orlov: Entity, editor_client: Client) -> None:
    """Nobody is guessed for: a name that may mean several offers them, and one is chosen."""
    ports = [make_entity("Port", "place"), make_entity("Port", "organisation")]
    sent = {"bond-kind": "owned_by", "bond-other": "Port", "bond-reason": "By law."}
    answer = editor_client.post(at_desk(orlov, "links/"), sent)
    assert answer.status_code == 422
    assert set(answer.context["bond_form"].candidates) == set(ports)
    chosen = {**sent, "bond-chosen": ports[1].public_id}
    assert editor_client.post(at_desk(orlov, "links/"), chosen).status_code == 302
    assert EntityLink.objects.get().target == ports[1]
    for other in (ports[1].public_id, orlov.public_id, "E-0000000000", "Nobody at all"):
        refused = editor_client.post(at_desk(orlov, "links/"), {**sent, "bond-other": other})
        assert refused.status_code == 422


def test_entity_desk_is_read_by_contributors_without_forms(orlov: Entity, contributor: User) -> None:
    """A contributor reads everything and is offered nothing to change."""
    page = signed_in(contributor).get(at_desk(orlov)).content.decode()
    assert "Harbour master" in page
    assert not [act for act in (*ACTS, "merge/") if f'action="{at_desk(orlov, act)}"' in page]


@pytest.mark.parametrize("act", ACTS)
def test_entity_acts_are_for_their_roles(act: str, orlov: Entity, client: Client) -> None:
    """Each act is open to its roles and to nobody else; looked at, it leads to the page."""
    assert client.post(at_desk(orlov, act)).status_code == 302
    for role in (CONTRIBUTOR, EDITOR, REVIEWER, ADMIN):
        person = signed_in(make_user(role))
        assert (person.post(at_desk(orlov, act)).status_code == 403) == (role not in ACTS[act]), role
        if role in ACTS[act]:
            assert person.get(at_desk(orlov, act)).headers["Location"] == at_desk(orlov)


@pytest.mark.parametrize("wrong", ["E-0000000000", "C-7F3K9Q2M4X", "x", "E-7F3K9Q2M4X%00"])
def test_entity_desk_unknown(wrong: str, editor_client: Client) -> None:
    """What is no entity has no page, however its id is made up."""
    assert editor_client.get(f"/desk/entities/{wrong}/").status_code == 404
    assert editor_client.post(f"/desk/entities/{wrong}/edit/").status_code == 404


def test_entity_desk_cost_does_not_grow(
    orlov: Entity, editor: User, editor_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The page asks as often for an entity with much around it as for one with little."""
    for count in (1, 5):
        for number in range(count):
            label = f"{count} {number}"
            add_name(by=editor, entity=orlov, text=f"Orlov {label}", language="en")
            near = make_entity(f"Orlov of {label}", "person")
            link(by=editor, source=orlov, target=near, kind="owned_by", reason="So.")
            link(by=editor, source=near, target=orlov, kind="lies_in", reason="So.")
            merge(by=editor, source=make_entity(f"Captain {label}", "person"), target=orlov)
            make_statement(capture=make_capture(outlet=orlov), chain=[named_media(orlov)])
        with django_assert_num_queries(22):
            editor_client.get(at_desk(orlov))
