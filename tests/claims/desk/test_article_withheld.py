"""Who tags learns what readers will not see of a passage, since the text is not ours to publish."""

from __future__ import annotations

import pytest
from django.test import Client

from claims.models import PublicQuote
from claims.presenting.desk_tags import tags_of
from claims.presenting.withheld import limits_among
from newsroom.models import User
from sources.models import Article, Capture
from tests.factories import make_capture, make_claim, make_statement
from tests.pages import see

pytestmark = pytest.mark.django_db

WORDS = [f"word{number}" for number in range(400)]
NONE = "Readers will see none of its words"
FIRST = "Readers will see its first 25 words."


def limits_at(article: Article) -> dict[int, str]:
    return limits_among(article, tags_of(article))


def words(first: int, last: int) -> str:
    return " ".join(WORDS[first:last])


@pytest.fixture
def capture(editor: User) -> Capture:
    """Four hundred words, of which forty may be quoted."""
    return make_capture(" ".join(WORDS) + ".", by=editor, headline=words(300, 310))


def test_rows_say_what_readers_will_not_see(editor_client: Client, capture: Capture) -> None:
    """A short passage is whole, a long one cut, one beyond the tenth withheld; the row says what to do."""
    tags = {
        name: make_statement(make_claim(text=name, published=False), capture, exact=words(*place))
        for name, place in {"short": (0, 10), "long": (20, 60), "late": (100, 110)}.items()
    }
    page = see(editor_client, f"/desk/articles/{capture.article.public_id}/")
    said = {row[1]: row for row in page.rows if len(row) > 1}
    assert "short" in said
    assert f"long {FIRST} To show the telling ones, tag these alone." in said
    assert any(name.startswith(f"late {NONE}") for name in said)
    assert limits_at(capture.article) == {
        tags["long"].pk: "cut",
        tags["late"].pk: "withheld",
    }


def test_first_passage_of_a_short_article_is_told_the_truth(editor_client: Client) -> None:
    """Nothing stands above it: the passage alone is longer than a tenth of the article."""
    short = make_capture(words(0, 30) + ".")
    make_statement(make_claim(published=False), short, exact=words(0, 10))
    said = see(editor_client, f"/desk/articles/{short.article.public_id}/").words
    assert f"{NONE}: with the passages above it, it is more than the tenth of the article" in said
    assert "use up" not in said


def test_what_is_said_is_what_readers_get(capture: Capture) -> None:
    """The sentence at the desk and the view that readers' pages use never differ on published claims."""
    places = [(0, 10), (20, 60), (20, 24), (62, 63), (64, 68), (100, 110)]
    for first, last in places:
        make_statement(make_claim(), capture, exact=words(first, last))
    make_statement(make_claim(), capture, exact=words(300, 310), form="headline")
    quotes = dict(PublicQuote.objects.values_list("statement", "quote"))
    told = limits_at(capture.article)
    assert {pk: _limit(quote) for pk, quote in quotes.items()} == {pk: told.get(pk, "") for pk in quotes}
    assert set(told.values()) == {"cut", "withheld"}


def _limit(quote: str) -> str:
    return "cut" if quote.endswith("…") else "" if quote else "withheld"


def test_the_panel_is_told_before_the_tag_is_saved(editor_client: Client, capture: Capture) -> None:
    """For a passage in hand the same is said below its words; of a text that is ours nothing is."""
    make_statement(make_claim(), capture, exact=words(0, 25))
    path = f"/desk/articles/{capture.article.public_id}/hints/"

    def told(first: int, last: int) -> str:
        start = capture.text.index(words(first, last))
        asked = {"start": start, "end": start + len(words(first, last))}
        answer: str = editor_client.get(path, asked).json()["tagged"]
        return answer

    assert NONE not in told(30, 40)
    assert told(30, 60).startswith(NONE)
    for whole in (told(0, 25), told(300, 310)):
        assert "Readers will see" not in whole
    ours = make_capture("Nine are missing.", public_text="full")
    path = f"/desk/articles/{ours.article.public_id}/hints/"
    assert editor_client.get(path, {"start": 0, "end": 8}).json()["tagged"] == ""
