"""The desk by forms alone, in a browser that runs no script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from claims.models import Claim, Statement
from newsroom.models import User
from sources.models import Capture
from tests.journeys.conftest import Visitor
from tests.journeys.desk import path

pytestmark = pytest.mark.django_db(transaction=True)


def test_without_script(visitor: Callable[..., Visitor], editor: User, capture: Capture) -> None:
    """The sentence list does the job with forms alone, and nothing is offered that needs script."""
    page = visitor(java_script_enabled=False).enter(editor, path(capture))
    expect(page.locator("#idle-begin, #idle-how, #help-open").filter(visible=True)).to_have_count(0)
    page.get_by_role("link", name="Sentence list").first.click()
    page.get_by_role("radio", name="The coastguard put").check()
    page.get_by_label("Only these words of it").fill("at nine")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Say in one sentence what is claimed.").first).to_be_visible()
    expect(page.get_by_label("Only these words of it")).to_have_value("at nine")
    page.get_by_label("Claim", exact=True).fill("Nine were missing")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.").first).to_be_visible()
    assert (Statement.objects.get().exact, Claim.objects.get().text) == ("at nine", "Nine were missing")


def test_list_names_its_fields_and_no_keys(
    visitor: Callable[..., Visitor], editor: User, capture: Capture
) -> None:
    """Each step of the chain says in sight what it asks for, and no key is named that nothing heeds."""
    page = visitor(java_script_enabled=False).enter(editor, path(capture) + "?list")
    expect(page.locator("kbd").filter(visible=True)).to_have_count(0)
    for link in ("Link 2: who passes it on", "Link 3: who passes it on"):
        label = page.get_by_text(link).evaluate(
            "(label) => [label.offsetHeight > 1, getComputedStyle(label).clipPath]"
        )
        assert label == [True, "none"]
        expect(page.get_by_label(link)).to_be_visible()
