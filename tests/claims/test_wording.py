"""The readers' words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import time_machine
from django.template import Context, Template
from django.utils import translation

from claims import vocabulary
from claims.wording import dates, sentences, words


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("status", ("", *vocabulary.STATUSES)),
        ("kind", vocabulary.KINDS),
        ("stance", tuple(dict.fromkeys(vocabulary.STANCE.values()))),
        ("certainty", ("", *vocabulary.CERTAINTIES)),
        ("caveat", ("", *vocabulary.CAVEATS)),
        ("basis", ("", *vocabulary.BASES)),
        ("form", vocabulary.FORMS),
        ("nature", vocabulary.NATURES),
        ("value_state", vocabulary.VALUE_STATES),
        ("answer_type", vocabulary.ANSWER_TYPES),
        ("visibility", vocabulary.VISIBILITIES),
        ("check_result", vocabulary.CHECK_RESULTS),
        ("outcome", vocabulary.OUTCOMES),
        ("rule", vocabulary.RULES),
        ("level", vocabulary.LEVELS),
        ("label", vocabulary.LABELS),
        ("relation", vocabulary.RELATIONS),
    ],
)
def test_words_cover_the_vocabulary(name: str, codes: tuple[str, ...]) -> None:
    """Every code has its words, and nothing else has."""
    assert set(words.WORDS[name]) == set(codes)
    assert all(str(label) for label in words.WORDS[name].values())


def test_words_of_levels_cover_every_label() -> None:
    """A contradiction, tension or update is named with where it runs, for each label."""
    assert set(words.LABELLED) == {
        (level, label) for level in vocabulary.LEVELS for label in vocabulary.LABELS
    }


def test_statuses_read_as_agreed() -> None:
    """The exact words of the statuses, which readers quote."""
    assert {code: str(status.label) for code, status in words.STATUS.items()} == {
        "": "Not reviewed yet",
        "unverified": "Not verified so far",
        "corroborated": "Backed by separate sources",
        "confirmed": "Confirmed by this desk",
        "disputed": "Sources disagree",
        "refuted": "Found to be false",
        "unverifiable": "No way to check now",
        "not_checkable": "Opinion or forecast: not rated",
    }


def test_counters_of_an_untraced_claim() -> None:
    """No identified source is said in words, never as a bare 0."""
    assert sentences.counters(1, 0, 1) == (
        "Carried by 1 outlet. Traced to no identified source; 1 outlet gives no traceable source."
    )


@pytest.mark.parametrize("outlets", range(4))
@pytest.mark.parametrize("origins", range(4))
def test_facts_never_print_a_bare_zero(outlets: int, origins: int) -> None:
    """A 0 reads as "nobody said it": every fact is a sentence that ends, alone or with its note."""
    facts = sentences.facts(
        outlets=outlets, origins=origins, untraced_outlets=outlets, records=origins, conflicts=0
    )
    for fact in facts:
        assert "0" not in fact.head + fact.note
        assert (fact.note or fact.head).endswith(".")


@pytest.mark.parametrize(
    ("count", "headline"),
    [
        (0, "No contradiction is open"),
        (1, "One contradiction is open"),
        (4, "Four contradictions are open"),
        (12, "12 contradictions are open"),
    ],
)
def test_open_contradictions_as_a_headline(count: int, headline: str) -> None:
    """The home page begins with how many are open, small numbers as words."""
    assert sentences.open_contradictions(count) == headline


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (3, 3, "3"),
        (3, 4, "3 to 4"),
        (2, None, "2 or more"),
        (None, 4, "up to 4"),
        (2_000_000_000, None, "2 billion or more"),
        (1_500_000, 1_500_000, "1.5 million"),
        (2017, 2017, "2017"),
        (12_500, 12_500, "12,500"),
        (Decimal("2.50"), Decimal("2.50"), "2.5"),
        (0, 0, "0"),
        (None, None, "a number not given"),
    ],
)
def test_number_range_promises_only_what_was_said(low: int | None, high: int | None, said: str) -> None:
    """Only the bounds that the words guarantee are printed."""
    assert sentences.number_range(low, high) == said


def test_number_range_with_unit_and_about() -> None:
    """An approximate number says so, and keeps its unit."""
    assert sentences.number_range(49, 49, unit="years") == "49 years"
    assert sentences.number_range(50, 50, about=True) == "about 50"


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2025-05-26", "26 May 2025"),
        ("2024-12", "December 2024"),
        ("2025", "2025"),
        ("2024-12/..", "December 2024 or later"),
        ("2024-12/", "December 2024 or later"),
        ("../2025-05", "May 2025 or earlier"),
        ("2025-05-20/2025-05-26", "20 May 2025 to 26 May 2025"),
        ("2025-02-18~", "about 18 February 2025"),
        ("2025-02-18?", "18 February 2025, uncertain"),
        ("2025-02%", "about February 2025, uncertain"),
        ("202X", "the 2020s"),
        ("20XX", "2000 to 2099"),
        ("2025-XX-XX", "2025"),
        ("2025-05-XX", "May 2025"),
        ("2025-02-2X", "20 to 28 February 2025"),
        ("2025-05-0X", "1 to 9 May 2025"),
        ("2025-21", "spring 2025"),
        ("2025-24", "winter 2025 to 2026"),
        ("", "Undated"),
        ("soon", "soon"),
    ],
)
def test_date_words(edtf: str, said: str) -> None:
    """A date reads as an editor would write it, with what is not known left open."""
    assert dates.date_words(edtf) == said


def test_date_words_of_a_date_the_article_does_not_print() -> None:
    """A date the editor worked out is not passed off as the article's."""
    assert dates.date_words("2024-12", inferred=True) == "Undated; December 2024, from its contents"


def test_date_words_follow_the_language() -> None:
    """Months are in the reader's language."""
    with translation.override("ar"):
        assert "مايو" in dates.date_words("2025-05-26")


def test_day_range_in_words() -> None:
    """An open side is "or later", one day is itself."""
    assert dates.day_range(date(2025, 5, 26), date(2025, 5, 26)) == "26 May 2025"
    assert dates.day_range(date(2025, 5, 20), None) == "20 May 2025 or later"
    assert dates.day_range(None, None) == "Undated"


def test_moment_is_in_utc_and_says_so() -> None:
    """Readers in every zone see the same time."""
    at = datetime(2025, 5, 27, 11, 31, tzinfo=timezone(timedelta(hours=2)))
    assert dates.moment(at) == "27 May 2025, 09:31 UTC"


def test_silence_is_no_denial() -> None:
    """A party's silence names the day and who reported it, and says what it is not."""
    assert sentences.silence("silence", "26 May 2025", "Caliber.Az") == (
        "No official comment as of 26 May 2025, according to Caliber.Az. Not a denial."
    )
    for kind in vocabulary.SILENCES:
        assert sentences.silence(kind, "26 May 2025", "Caliber.Az").endswith("Not a denial.")


def test_conflict_of_two_answers() -> None:
    """Only a contradiction says that both cannot be true."""
    assert (
        sentences.conflict("14 missing", "9 missing") == "“14 missing” and “9 missing” cannot both be true."
    )
    assert "cannot" not in sentences.conflict("a", "b", "tension")
    assert "cannot" not in sentences.conflict("a", "b", "update")


def test_sourcing_says_how_it_came_to_the_outlet() -> None:
    """Caveat, origin and the voices between, nearest the outlet first; what was inferred is marked."""
    chain = [("social media", "social_media", True), ("unnamed Syrian media", "unnamed_media", False)]
    assert sentences.sourcing("fact", chain) == (
        "Stated as fact. Social media (inferred), via unnamed Syrian media"
    )
    assert sentences.sourcing("fact", [("Caliber.Az", "own_voice", False)]) == (
        "Stated by the outlet without naming a source."
    )
    assert sentences.sourcing(None, []) == ""


def test_copy_wording_is_ready_to_paste() -> None:
    """The sentence carries its sourcing and who had not commented."""
    said = sentences.copy_wording(
        "Caliber.Az",
        "Two servicemen were killed",
        citing=["Syrian media"],
        silent=["Moscow", "Damascus"],
        by="26 May",
    )
    assert said == (
        "Caliber.Az, citing Syrian media, reported: Two servicemen were killed. "
        "Moscow and Damascus had not commented by 26 May."
    )


@pytest.mark.parametrize(
    ("code", "shown"),
    [("", "Not reviewed yet"), (None, "Not reviewed yet"), ("refuted", "Found to be false")],
)
def test_status_badge_is_a_word_beside_its_glyph(code: str | None, shown: str) -> None:
    """The word is text; the glyph is hidden from assistive technology."""
    html = Template("{% load sayso %}{% status code %}").render(Context({"code": code}))
    assert shown in html
    assert 'aria-hidden="true"' in html


def test_kind_links_to_its_passage() -> None:
    """In the matrix the word is the link, and says for screen readers whose passage it is."""
    html = Template("{% load sayso %}{% kind 'denial' '/articles/A-1/#s1' who %}").render(
        Context({"who": "<b>"})
    )
    assert '<a href="/articles/A-1/#s1">Denies it<span class="hidden">, &lt;b&gt;</span></a>' in html


def test_zero_in_a_table_is_the_word_none() -> None:
    """A count of nothing is written out."""
    html = Template("{% load sayso %}{{ 0|or_none }} {{ 3|or_none }}").render(Context())
    assert "none" in html
    assert html.endswith(" 3")


def test_short_moment_names_a_year_that_is_over() -> None:
    """ "25 November" beside "27 May" of another year would read as one year."""
    with time_machine.travel(datetime(2026, 2, 1, tzinfo=UTC), tick=False):
        assert dates.moment_short(datetime(2026, 1, 27, 11, 40, tzinfo=UTC)) == "27 January, 11:40"
        assert dates.moment_short(datetime(2025, 5, 27, 11, 40, tzinfo=UTC)) == "27 May 2025, 11:40"
