"""/desk/entities/: finding who and what is recorded."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.actions.entities import merge
from claims.views.desk.entity_list import PAGE_SIZE
from newsroom.models import User
from sources.actions import add_name
from tests.factories import make_entity, make_outlet, some_editor
from tests.pages import see

pytestmark = pytest.mark.django_db
PAGE = "/desk/entities/"


@pytest.mark.parametrize("typed", ["khmei", "Хмеймим", "hmeymim", "Khmeimim air base", "HMEIMIM", "base"])
def test_entity_list_finds_any_spelling(typed: str, editor: User, editor_client: Client) -> None:
    """A name is found by its beginning, in another script, by an alias, and by what it sounds like."""
    base = make_entity("Khmeimim", "place")
    add_name(by=editor, entity=base, text="Khmeimim air base", language="en")
    make_entity("Tartus", "place")
    seen = see(editor_client, f"{PAGE}?q={typed}")
    assert "Khmeimim" in seen.links
    assert "Tartus" not in seen.links


def test_entity_list_of_one_kind(editor_client: Client) -> None:
    """The kind narrows the list; one that is none answers 400 and shows nothing."""
    make_entity("Orlov", "person")
    make_outlet("The Post")
    assert "Orlov" not in see(editor_client, f"{PAGE}?kind=outlet").words
    assert editor_client.get(f"{PAGE}?kind=ship").status_code == 400


def test_entity_list_leads_from_a_merged_name_to_what_it_is(editor: User, editor_client: Client) -> None:
    """What counts as another has no line of its own, and its name finds that other."""
    one, other = make_entity("Orlow", "person"), make_entity("Captain O.", "person")
    merge(by=editor, source=one, target=other)
    seen = see(editor_client, f"{PAGE}?q=Orlow")
    assert "Captain O." in seen.links
    assert "Orlow" not in seen.links


def test_entity_list_pages(editor_client: Client) -> None:
    """The newest come first, the rest on the next pages; a damaged address answers 400."""
    for number in range(PAGE_SIZE + 1):
        make_entity(f"Voice {number}")
    first = see(editor_client, PAGE)
    assert f"Voice {PAGE_SIZE}" in first.links
    assert "Voice 0" not in first.links
    older = see(editor_client, first.links["Older entries"])
    assert "Voice 0" in older.links
    assert "Newest" in older.links
    assert editor_client.get(f"{PAGE}?after=nonsense").status_code == 400


@pytest.mark.parametrize("query", ["?q=%00", "?q=%27%22%3B--", "?q=" + "x" * 5000, "?q=+", "?q=!%26%7C"])
def test_entity_list_takes_any_words(query: str, editor_client: Client) -> None:
    """Whatever is typed is looked for as words."""
    make_entity("Orlov", "person")
    assert editor_client.get(PAGE + query).status_code == 200


def test_entity_list_cost_does_not_grow(
    editor_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The list asks as often for many names as for one."""
    counted = []
    for more in (1, 12):
        for number in range(more):
            entity = make_entity(f"Name {more} {number}")
            add_name(by=some_editor(), entity=entity, text=f"Имя {more} {number}", language="ru")
        with django_assert_num_queries(6) as asked:
            editor_client.get(f"{PAGE}?q=name")
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_entity_list_is_for_the_desk(client: Client, contributor: User) -> None:
    """A stranger is asked to log in; everyone of the desk reads it."""
    assert client.get(PAGE).status_code == 302
    client.force_login(contributor)
    assert client.get(PAGE).status_code == 200
