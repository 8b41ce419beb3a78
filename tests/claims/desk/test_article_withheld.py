"""Who tags learns what readers will not see of a passage, since the text is not ours to publish."""

from __future__ import annotations

import re
from random import Random

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.models import PublicQuote, Statement
from claims.presenting.desk_tags import tags_of
from claims.presenting.withheld import limits_among
from newsroom.models import User
from sources.models import Article, Capture
from tests.claims.cases.recaptured import again
from tests.claims.desk.tags import HTMX, post, sent
from tests.claims.desk.test_tag_new import SAVING
from tests.factories import make_capture, make_claim, make_statement
from tests.pages import see

pytestmark = pytest.mark.django_db

WORDS = [f"word{number}" for number in range(400)]
NONE = "Readers will see none of its"


def limits_at(article: Article) -> dict[int, str]:
    return {key: limit.code for key, limit in limits_among(article, tags_of(article)).items()}


def words(first: int, last: int) -> str:
    return " ".join(WORDS[first:last])


@pytest.fixture
def capture(editor: User) -> Capture:
    """Four hundred words, of which forty may be quoted."""
    return make_capture(" ".join(WORDS) + ".", by=editor, headline=words(300, 310))


def test_rows_say_what_readers_will_not_see(editor_client: Client, capture: Capture) -> None:
    """A short passage is whole, a long one cut, one beyond the tenth withheld; the counts are given once."""
    places = {"short": (0, 10), "long": (20, 60), "late": (100, 110), "last": (120, 130)}
    tags = {
        name: make_statement(make_claim(text=name, published=False), capture, exact=words(*place))
        for name, place in places.items()
    }
    page = see(editor_client, f"/desk/articles/{capture.article.public_id}/")
    said = {row[1].replace("The outlet, not named ", "") for row in page.rows if len(row) > 1}
    assert said >= {
        "short The outlet, not named",
        "long Readers see its first 25 words",
        "late Not quoted to readers",
        "last Not quoted to readers",
    }
    counts = "70 words are tagged so far; 40 of this article’s 400 may be quoted to readers"
    assert page.words.count(counts) == 1
    assert "Of 2 passages they will see no words." in page.words
    assert limits_at(capture.article) == {
        tags["long"].pk: "cut",
        tags["late"].pk: "withheld",
        tags["last"].pk: "withheld",
    }


def test_rows_below_follow_a_tag_above(
    editor_client: Client,
    editor: User,
    capture: Capture,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """A tag further up that takes the words of one below says so in that row at once, and gives them back."""
    places = {"middle": (100, 125), "low": (200, 210), "last": (396, 400)}
    _middle, low, last = (
        make_statement(make_claim(text=name, published=False), capture, exact=words(*place), by=editor)
        for name, place in places.items()
    )
    article = f"/desk/articles/{capture.article.public_id}/tags/"

    def rows(html: str) -> dict[str, str]:
        found = re.findall(r'id="withheld-([^"]+)"( hidden)? hx-swap-oob="true">(.*)</p>', html)
        return {public_id: said.split("</svg> ")[-1] for public_id, _hidden, said in found}

    saving = sent(capture, words(0, 10), "above", version=f"3-0-{last.pk}")
    with django_assert_num_queries(SAVING):
        html = post(editor_client, capture, saving).content.decode()
    assert rows(html) == {low.public_id: "Not quoted to readers"}
    above = Statement.objects.latest("pk")
    address = f"{article}{above.public_id}/withdraw/"
    html = editor_client.post(address, {"version": f"4-0-{above.pk}"}, headers=HTMX).content.decode()
    assert rows(html) == {low.public_id: ""}
    html = post(editor_client, capture, sent(capture, words(0, 40), version="0-0-0")).content.decode()
    assert rows(html) == {}
    assert html.count("Not quoted to readers") == 1


def test_nothing_is_counted_where_all_is_quoted(editor_client: Client, capture: Capture) -> None:
    """What readers will see needs no word of warning."""
    make_statement(make_claim(published=False), capture, exact=words(0, 10))
    page = see(editor_client, f"/desk/articles/{capture.article.public_id}/")
    assert "may be quoted" not in page.words


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


def test_page_cut_short_takes_no_quote_off_ours(client: Client, capture: Capture) -> None:
    """A tenth of what the outlet printed then is quoted still; what is tagged since is held to less."""
    stands, gone = (
        make_statement(make_claim(), capture, exact=words(*place)) for place in [(0, 20), (300, 310)]
    )
    cut = again(capture, words(0, 60), sure=True).capture
    assert cut
    more = make_statement(make_claim(), cut, exact=words(30, 40))
    quotes = dict(PublicQuote.objects.values_list("statement", "quote"))
    assert quotes == {stands.pk: stands.exact, gone.pk: gone.exact, more.pk: ""}
    for one in (stands, gone):
        assert one.exact in see(client, one.claim.get_absolute_url()).words


@pytest.mark.parametrize("seed", range(6))
def test_only_what_is_shown_uses_up_the_tenth(seed: int) -> None:
    """Of passages anywhere, desk and view withhold the same: each that does not fit, and none besides."""
    drawn = Random(seed)
    of_words = drawn.randrange(60, 400)
    capture = make_capture(" ".join(WORDS[:of_words]))
    for _passage in range(12):
        first = drawn.randrange(of_words - 1)
        last = min(of_words, first + drawn.randrange(1, 40))
        make_statement(make_claim(), capture, exact=words(first, last))
    left, fits = of_words // 10, {}
    for pk, _start, exact in sorted(
        PublicQuote.objects.values_list("statement", "statement__start", "statement__exact"),
        key=lambda row: (row[1], row[0]),
    ):
        needed = min(25, len(exact.split()))
        fits[pk] = needed <= left
        left -= needed if fits[pk] else 0
    quotes = dict(PublicQuote.objects.values_list("statement", "quote"))
    told = limits_at(capture.article)
    assert {pk: bool(quote) for pk, quote in quotes.items()} == fits
    assert {pk: _limit(quote) for pk, quote in quotes.items()} == {pk: told.get(pk, "") for pk in quotes}


def test_a_passage_that_is_hidden_hides_no_other(client: Client, capture: Capture) -> None:
    """One that does not fit leaves its words to the next; until now it used up what no reader saw."""
    made = [
        make_statement(make_claim(), capture, exact=words(*place))
        for place in [(0, 25), (100, 120), (200, 210), (220, 226)]
    ]
    shown = client.get(f"/articles/{capture.article.public_id}/").content.decode()
    assert [one.exact in shown for one in made] == [True, False, True, False]


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
    assert told(30, 60).startswith(
        f"{NONE} 30 words: 40 of this article’s 400 may be quoted, and passages above use 25 of them."
        " Tag fewer words, here or above."
    )
    for whole in (told(0, 25), told(300, 310)):
        assert "Readers will see" not in whole
    make_statement(make_claim(), capture, exact=words(26, 41))
    assert "passages above use all 40 of this article’s 400" in told(60, 62)
    short = make_capture(words(0, 30) + ".")
    path = f"/desk/articles/{short.article.public_id}/hints/"
    # Nothing stands above it.
    assert told(0, 10) == f"{NONE} 10 words: 3 of this article’s 30 may be quoted. Tag fewer words."
    ours = make_capture("Nine are missing.", public_text="full")
    path = f"/desk/articles/{ours.article.public_id}/hints/"
    assert editor_client.get(path, {"start": 0, "end": 8}).json()["tagged"] == ""
