"""How many keys a tag takes: the numbers that docs/desk.md gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from claims.actions.tag import NewLink
from claims.models import SourceLink, Statement
from newsroom.models import User
from sources.models import Capture
from tests.factories import make_capture, make_claim, make_entity, make_outlet, make_statement
from tests.journeys.conftest import Visitor
from tests.journeys.desk import focus_on

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = "The fight ended in the deaths of three attackers. "
TEXT = BEFORE + "Two Russian servicemen were killed, and several more had to be flown out."


class Hands:
    """Presses keys and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1 + key.count("+")

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.count += len(text)


@pytest.fixture
def capture(editor: User) -> Capture:
    return make_capture(TEXT, outlet=make_outlet("The Harbour Post"), by=editor)


@pytest.fixture
def hands(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> Callable[[], Hands]:
    """The page open, the focus in the sentence before."""

    def begin() -> Hands:
        page = visitor().enter(editor, f"/desk/articles/{capture.article.public_id}/")
        focus_on(page.locator("[data-sentence]").first)
        return Hands(page)

    return begin


def saved(hands: Hands) -> Statement:
    expect(hands.page.locator("#state")).to_contain_text("Saved.")
    tag = Statement.objects.latest("pk")
    assert tag.exact == "Two Russian servicemen were killed"
    return tag


def test_quick_tag_takes_five_keys(hands: Callable[[], Hands]) -> None:
    """Next sentence, its clause, tag, save."""
    one = hands()
    one.press("j", "c", "Enter", "Control+Enter")
    assert not saved(one).links.exists()
    assert one.count == 5


def test_full_tag_on_a_recorded_claim_takes_seven(hands: Callable[[], Hands], capture: Capture) -> None:
    """The claim is recorded, the chain is the last tag's, and the cue gives the rest."""
    claim = make_claim(text="Two Russian servicemen were killed")
    chain = [NewLink(make_entity("Posts on social media", "unnamed"), "social_media", inferred=True)]
    make_statement(capture=capture, exact="three attackers", chain=chain)
    one = hands()
    one.press("j", "c", "Enter")
    expect(one.page.locator("#alike-claim")).to_have_text("Two Russian servicemen were killed")
    one.press("Enter")
    expect(one.page.locator("#claim-help")).to_have_text("A recorded claim. Type to write a new one.")
    expect(one.page.locator("#cue")).to_have_text("No hedge in this sentence.")
    one.press("Enter", "Control+Enter")
    tag = saved(one)
    assert (tag.claim, tag.certainty, tag.caveat) == (claim, "certain", "fact")
    assert tag.links.get().inferred
    assert one.count == 7


def test_full_tag_with_a_new_chain(hands: Callable[[], Hands]) -> None:
    """Two links, known names found by their beginnings, the first one inferred."""
    make_entity("Posts on social media", "unnamed")
    make_entity("Syrian media", "unnamed")
    one = hands()
    one.press("j", "c", "Enter", "Enter")
    one.type("posts")
    expect(one.page.get_by_role("option", name="Posts on social media")).to_be_visible()
    one.press("Enter")
    one.type("So")
    one.press("Tab", "Tab", "Space", "Tab", "Tab", "Enter")
    one.type("syrian")
    expect(one.page.get_by_role("option", name="Syrian media")).to_be_visible()
    one.press("Enter")
    one.type("Out")
    expect(one.page.locator("#cue")).to_have_text("No hedge in this sentence.")
    one.press("Control+Enter")
    tag = saved(one)
    links = SourceLink.objects.filter(statement=tag).order_by("position")
    assert [(str(link.entity), link.basis, link.inferred) for link in links] == [
        ("Posts on social media", "social_media", True),
        ("Syrian media", "unnamed_media", False),
    ]
    assert (tag.certainty, tag.caveat) == ("certain", "fact")
    assert one.count == 30
