"""Dates in words, read as EDTF."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.forms.dates import read_date
from claims.forms.fields import DATE_ERRORS, date_error
from sources.dates import EdtfError

READ = {
    "2025-02-18?": "2025-02-18?",
    "2024-12/..": "2024-12/..",
    "26 May 2025": "2025-05-26",
    "May 20, 2025": "2025-05-20",
    "the 2020s": "202X",
    "May 2025": "2025-05",
    "late February 2025": "2025-02-2X",
    "mid-May 2025": "2025-05-1X",
    "spring 2025": "2025-21",
    "about 20 May 2025": "2025-05-20~",
    "since May 2025": "2025-05/..",
    "before 3 June 2024": "../2024-06-03",
    "between May 2024 and June 2025": "2024-05/2025-06",
    "20-24 May 2025": "2025-05-20/2025-05-24",
    "May to June 2025": "2025-05/2025-06",
    "18.02.2025": "2025-02-18",
    "mid May 2025": "2025-05-1X",
    "the 26th of May, 2025": "2025-05-26",
    "26th of May 2025": "2025-05-26",
    "Feb. 2025": "2025-02",
    "until June 2025": "../2025-06",
}
RUSSIAN = {
    "26 мая 2025": "2025-05-26",
    "26 мая 2025 года": "2025-05-26",
    "26 мая 2025 г.": "2025-05-26",
    "18.02.2025": "2025-02-18",
    "май 2025": "2025-05",
    "в мае 2025 года": "2025-05",
    "2025 год": "2025",
    "в 2025 году": "2025",
    "конец февраля 2025": "2025-02-2X",
    "в конце февраля 2025 года": "2025-02-2X",
    "начало марта 2025": "2025-03-0X",
    "середина мая 2025": "2025-05-1X",
    "весной 2025 года": "2025-21",
    "зима 2024": "2024-24",
    "около 20 мая 2025": "2025-05-20~",
    "примерно май 2025": "2025-05~",
    "до 3 июня 2024": "../2024-06-03",
    "после мая 2025": "2025-05/..",
    "с мая 2025": "2025-05/..",
    "между маем 2024 и июнем 2025": "2024-05/2025-06",
    "с 20 по 24 мая 2025": "2025-05-20/2025-05-24",
    "с мая по июнь 2025": "2025-05/2025-06",
    "20–24 мая 2025": "2025-05-20/2025-05-24",
    "2020-е": "202X",
    "31 февраля 2025": None,
}
ARABIC = {
    "26 مايو 2025": "2025-05-26",
    "٢٦ مايو ٢٠٢٥": "2025-05-26",
    "26 أيار 2025": "2025-05-26",
    "26 أيار/مايو 2025": "2025-05-26",
    "20 كانون الأول 2024": "2024-12-20",
    "3 تشرين الثاني/نوفمبر 2024": "2024-11-03",
    "مايو 2025": "2025-05",
    "في مايو 2025": "2025-05",
    "شباط 2025": "2025-02",
    "عام 2025": "2025",
    "أواخر فبراير 2025": "2025-02-2X",
    "في أواخر فبراير 2025": "2025-02-2X",
    "أوائل مارس 2025": "2025-03-0X",
    "مطلع آذار 2025": "2025-03-0X",
    "منتصف مايو 2025": "2025-05-1X",
    "نهاية مايو 2025": "2025-05-2X",
    "ربيع 2025": "2025-21",
    "شتاء عام 2024": "2024-24",
    "نحو 20 مايو 2025": "2025-05-20~",
    "قبل 3 يونيو 2024": "../2024-06-03",
    "منذ مايو 2025": "2025-05/..",
    "بعد مايو 2025": "2025-05/..",
    "بين مايو 2024 ويونيو 2025": "2024-05/2025-06",
    "من 20 إلى 24 مايو 2025": "2025-05-20/2025-05-24",
    "31 فبراير 2025": None,
}


@pytest.mark.parametrize(("typed", "wanted"), [*READ.items(), *RUSSIAN.items(), *ARABIC.items()])
def test_date_is_read(typed: str, wanted: str | None) -> None:
    """What newsrooms write becomes the EDTF that says the same; what is no date is refused."""
    if wanted is None:
        with pytest.raises(EdtfError):
            read_date(typed)
    else:
        assert read_date(typed) == wanted


@pytest.mark.parametrize("typed", ["3/4/2025", "yesterday", "31 February 2025", "20 Foo 2025", "May"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    """A date that can be read in two ways, or in none, is refused."""
    with pytest.raises(EdtfError):
        read_date(typed)


@pytest.mark.parametrize(
    "typed", ["early spring 2025", "31 February 2025", "since 31 February 2025", "99/99/banana"]
)
def test_error_quotes_what_was_typed(typed: str) -> None:
    """Nobody is shown a code that they did not type."""
    with pytest.raises(EdtfError) as refused:
        read_date(typed)
    assert refused.value.typed == typed
    assert str(date_error(refused.value).messages[0]).startswith(f"“{typed}”")


@pytest.mark.parametrize("code", DATE_ERRORS)
def test_examples_in_errors_are_read(code: str) -> None:
    """Every date that an error names as an example can be typed so."""
    examples = re.findall(
        r"(?:since |before |about |late |20 to 24 |26 )?(?:May|February) 2025", str(DATE_ERRORS[code])
    )
    assert examples
    for one in examples:
        read_date(one)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(typed: str) -> None:
    """Nothing that can be typed breaks the reading."""
    try:
        read_date(typed)
    except EdtfError:
        return
