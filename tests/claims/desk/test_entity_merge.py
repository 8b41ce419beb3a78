"""Merging two entities at the desk: shown first, done as shown, and undone exactly."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.actions.entities import end, merge
from claims.models import Finding
from claims.stale import stale
from newsroom.models import User
from newsroom.roles import ADMIN, CONTRIBUTOR, EDITOR, REVIEWER
from sources.actions import add_name
from sources.models import EntityMerge
from tests.claims.cases.past import View, clock, questions, view
from tests.claims.desk.claim_page import signed_in
from tests.claims.desk.entities import at_desk, state, two_places, two_spellings
from tests.factories import make_claim, make_entity, make_statement, make_user, on_record
from tests.pages import see

pytestmark = pytest.mark.django_db


def previewed(client: Client, address: str) -> dict[str, str]:
    """The confirming form of a preview, as it would be sent."""
    page = client.get(address).content.decode()
    return {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("other", "digest")}  # type: ignore[index]


def now() -> tuple[View, list[str]]:
    return view(clock()), stale(questions())


def test_merge_preview_shows_what_would_change(editor_client: Client) -> None:
    """Before anything is done the page says which claim would rest on fewer origins, and changes nothing."""
    one, other, claim = two_spellings()
    before = now()[0]
    seen = see(editor_client, at_desk(one, f"merge/?other={other.public_id}"))
    assert claim.text in seen.links
    now_and_then = seen.row(claim.text)
    assert "Traced to 2 independent sources" in now_and_then[0]
    assert "Traced to 1 identified source" in now_and_then[1]
    assert "contradict" not in now_and_then[0]
    assert before.changes(now()[0]) == []
    assert not EntityMerge.objects.exists()


def test_merge_preview_says_which_has_more_on_record(editor: User, editor_client: Client) -> None:
    """Whoever is about to keep the barer entry is told, and the other way round is a press away."""
    one, other, _claim = two_spellings()
    add_name(by=editor, entity=one, text="Дмитрий Орлов", language="ru")
    seen = see(editor_client, at_desk(one, f"merge/?other={other.public_id}"))
    assert "Dmitry Orlow has more on record than Dmitri Orlov" in seen.words
    round_ = at_desk(other, f"merge/?other={one.public_id}")
    assert round_ in editor_client.get(at_desk(one, f"merge/?other={other.public_id}")).content.decode()
    assert "has more on record" not in see(editor_client, round_).words


def test_merge_preview_shows_findings_that_go_and_come(editor: User, editor_client: Client) -> None:
    """A contradiction between two names of one place would go; taken apart again, it would come back."""
    one, other, claim = two_places()
    going = see(editor_client, at_desk(one, f"merge/?other={other.public_id}")).words
    assert "No longer found. Contradiction across outlets" in going
    merge(by=editor, source=one, target=other)
    assert not Finding.objects.exists()
    coming = see(editor_client, at_desk(one, "unmerge/")).words
    assert "New: Contradiction across outlets" in coming
    assert state(claim).open_conflicts == 0


def test_merge_preview_shows_findings_graded_otherwise(editor_client: Client) -> None:
    """Where two voices become one, a contradiction across outlets becomes one by the same speaker."""
    one, other, claim = two_spellings()
    rival = make_claim(claim.question, False, text="The harbour was open")
    make_statement(rival, chain=[on_record(other)])
    make_statement(claim, chain=[on_record(one)])
    third = make_entity("Orlow the elder", "person")
    make_statement(make_claim(rival.question, True, text="So it was"), chain=[on_record(third)])
    seen = see(editor_client, at_desk(third, f"merge/?other={one.public_id}"))
    assert "What this would change" in seen.words


def test_merge_does_what_was_shown(reviewer_client: Client) -> None:
    """Confirmed, the two count as one everywhere, and what the preview said has come true."""
    one, other, claim = two_spellings()
    address = at_desk(one, "merge/")
    answer = reviewer_client.post(address, previewed(reviewer_client, f"{address}?other={other.public_id}"))
    assert answer.headers["Location"] == at_desk(other)
    assert state(claim).origins_for == 1
    assert "Dmitry Orlow counts as this" in see(reviewer_client, at_desk(other)).words
    assert "Counts as Dmitri Orlov" in see(reviewer_client, at_desk(one)).words
    assert now()[1] == []


def test_unmerge_restores_both_exactly(editor_client: Client) -> None:
    """Merged and taken apart, everything derived is what it was, and the time between stays as it was too."""
    one, other, _claim = two_spellings()
    two_places()
    before = now()[0]
    address = at_desk(one, "merge/")
    editor_client.post(address, previewed(editor_client, f"{address}?other={other.public_id}"))
    between, moment = now()[0], clock()
    assert editor_client.post(at_desk(one, "unmerge/")).status_code == 302
    after, left = now()
    assert (before.changes(after), left) == ([], [])
    assert between.changes(view(moment)) == []
    assert before.changes(between) != []


def test_merge_of_a_record_that_changed_is_shown_again(editor: User, editor_client: Client) -> None:
    """Whoever confirms a preview that is out of date sees the new one, and nothing is done."""
    one, other, claim = two_spellings()
    sent = previewed(editor_client, at_desk(one, f"merge/?other={other.public_id}"))
    make_statement(claim, chain=[on_record(make_entity("Third", "person"))])
    answer = editor_client.post(at_desk(one, "merge/"), sent)
    assert answer.status_code == 409
    assert "has changed since" in answer.content.decode()
    assert not EntityMerge.objects.exists()


def test_merge_into_a_name_that_several_have_is_chosen(editor_client: Client) -> None:
    """A name that may mean several offers them; one that nobody has says so."""
    orlov = make_entity("Orlov", "person")
    several = {make_entity("Port"), make_entity("Port", "place")}
    answer = editor_client.get(at_desk(orlov, "merge/?other=Port"))
    assert answer.status_code == 422
    assert set(answer.context["form"].candidates) == several
    for other in ("", "Nobody at all", orlov.public_id, "E-0000000000"):
        assert editor_client.get(at_desk(orlov, f"merge/?other={other}")).status_code == 422


def test_merge_twice_and_unmerge_twice_change_nothing_more(editor: User, editor_client: Client) -> None:
    """A second click, or a colleague's, leads back to the page."""
    one, other, _claim = two_spellings()
    sent = previewed(editor_client, at_desk(one, f"merge/?other={other.public_id}"))
    for _time in range(2):
        assert editor_client.post(at_desk(one, "merge/"), sent).status_code == 302
    assert EntityMerge.objects.count() == 1
    ring = editor_client.post(
        at_desk(other, "merge/"), previewed(editor_client, at_desk(other, f"merge/?other={one.public_id}"))
    )
    assert ring.status_code == 302
    assert EntityMerge.objects.count() == 1
    for _time in range(2):
        assert editor_client.post(at_desk(one, "unmerge/")).status_code == 302
    assert EntityMerge.objects.standing().count() == 0


@pytest.mark.parametrize("act", ["merge/", "unmerge/"])
def test_merging_is_for_editors_and_reviewers(act: str, client: Client) -> None:
    """Contributors read; only editors and reviewers merge and take apart."""
    one, other, _claim = two_spellings()
    query = f"?other={other.public_id}"
    assert client.get(at_desk(one, act) + query).status_code == 302
    for role in (CONTRIBUTOR, EDITOR, REVIEWER, ADMIN):
        person, allowed = signed_in(make_user(role)), role in (EDITOR, REVIEWER)
        assert (person.get(at_desk(one, act) + query).status_code != 403) == allowed, role
        assert (person.post(at_desk(one, act)).status_code != 403) == allowed, role


def test_merge_preview_cost_does_not_grow(
    editor: User, editor_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """The preview asks as often for many claims as for one."""
    one, other, _claim = two_spellings()
    for more in (1, 6):
        for number in range(more):
            claim = make_claim()
            for voice in (one, other):
                make_statement(claim, chain=[on_record(voice)])
            make_statement(make_claim(claim.question, 500 + number), chain=[on_record(one)])
        with django_assert_num_queries(43):
            editor_client.get(at_desk(one, f"merge/?other={other.public_id}"))
    row = merge(by=editor, source=one, target=other)
    end(by=editor, row=row)
