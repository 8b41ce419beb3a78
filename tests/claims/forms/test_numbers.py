"""Numbers in words, read as the ranges that the words guarantee."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.forms.numbers import NotANumber, read_number

READ = {
    "two": (2, 2),
    "14": (14, 14),
    "1,200": (1200, 1200),
    "1 200 soldiers": (1200, 1200),
    "1.5 million": (1_500_000, 1_500_000),
    "$2bn": None,
    "2bn": (2 * 10**9, 2 * 10**9),
    "three to four": (3, 4),
    "between four and five": (4, 5),
    "2-3": (2, 3),
    "five or six": (5, 6),
    "twenty-three": (23, 23),
    "one hundred and five thousand": (105_000, 105_000),
    "two to three million": (2_000_000, 3_000_000),
    "several": (2, None),
    "several hundred": (200, None),
    "dozens of people": (24, None),
    "tens of thousands": (20_000, None),
    "billions": (2 * 10**9, None),
    "at least two": (2, None),
    "over 50": (50, None),
    "more than 1,000 men": (1000, None),
    "50+": (50, None),
    "up to 4": (None, 4),
    "fewer than ten": (None, 10),
    "nearly 50": (None, 50),
    "about 20": (20, 20),
    "three or so": (3, 3),
    "200 or so people": (200, 200),
    "three or fewer": (None, 3),
    "10 at most": (None, 10),
    "half a dozen": (6, 6),
    "hundreds of thousands": (200_000, None),
    "no more than three": (None, 3),
    "a hundred": (100, 100),
    "1,5 million": (1_500_000, 1_500_000),
    "four to three": None,
    "people": None,
    "": None,
    "and": None,
    "none": None,
}
RUSSIAN = {
    "два": (2, 2),
    "двое военнослужащих": (2, 2),
    "двадцать три": (23, 23),
    "сто пять тысяч": (105_000, 105_000),
    "двести пятьдесят": (250, 250),
    "три-четыре": (3, 4),
    "три или четыре": (3, 4),
    "от трёх до четырёх": (3, 4),
    "между пятью и шестью": (5, 6),
    "от 10 до 15 тысяч": (10_000, 15_000),
    "несколько": (2, None),
    "несколько человек": (2, None),
    "несколько сотен": (200, None),
    "десятки": (20, None),
    "десятки тысяч": (20_000, None),
    "сотни людей": (200, None),
    "тысячи": (2_000, None),
    "миллиарды": (2 * 10**9, None),
    "более 50": (50, None),
    "свыше ста": (100, None),
    "более тысячи": (1000, None),
    "не менее двух": (2, None),
    "по меньшей мере трое": (3, None),
    "50 и более": (50, None),
    "до пяти": (None, 5),
    "не более десяти": (None, 10),
    "менее 20 человек": (None, 20),
    "почти 50": (None, 50),
    "около двадцати": (20, 20),
    "три или около того": (3, 3),
    "пять или меньше": (None, 5),
    "1,5 миллиона": (1_500_000, 1_500_000),
    "5 тыс. человек": (5000, 5000),
    "2 млрд": (2 * 10**9, 2 * 10**9),
    "1 200 солдат": (1200, 1200),
    "полдюжины": (6, 6),
    "две тысячи": (2000, 2000),
    "люди": None,
}
ARABIC = {
    "اثنان": (2, 2),
    "ثلاثة جنود": (3, 3),
    "ثلاثة عشر": (13, 13),
    "أحد عشر": (11, 11),
    "أربعة عشر شخصا": (14, 14),
    "خمسة وعشرون": (25, 25),
    "مئة وخمسون": (150, 150),
    "ثلاثمئة": (300, 300),
    "مئتان": (200, 200),
    "ألفان": (2000, 2000),
    "خمسة آلاف": (5000, 5000),
    "ثلاثة إلى أربعة": (3, 4),
    "من ثلاثة إلى أربعة": (3, 4),
    "بين ثلاثة وأربعة": (3, 4),
    "خمسة أو ستة": (5, 6),
    "٣-٤": (3, 4),
    "١٤": (14, 14),
    "عدة": (2, None),
    "بضعة": (3, None),
    "عشرات": (20, None),
    "عشرات الآلاف": (20_000, None),
    "المئات": (200, None),
    "مئات الآلاف": (200_000, None),
    "مليارات": (2 * 10**9, None),
    "أكثر من 50": (50, None),
    "أكثر من خمسين": (50, None),
    "ما لا يقل عن ثلاثة": (3, None),
    "اثنان على الأقل": (2, None),
    "50 أو أكثر": (50, None),
    "حتى خمسة": (None, 5),
    "أقل من عشرة": (None, 10),
    "لا يزيد على عشرين": (None, 20),
    "نحو ٢٠": (20, 20),
    "حوالي عشرين": (20, 20),
    "1.5 مليون": (1_500_000, 1_500_000),
    "ناس": None,
}


@pytest.mark.parametrize("typed", [*READ, *RUSSIAN, *ARABIC])
def test_number_is_read_as_its_words_guarantee(typed: str) -> None:
    """Only the bounds that the words promise; words that promise none are refused."""
    wanted = (READ | RUSSIAN | ARABIC)[typed]
    if wanted is None:
        with pytest.raises(NotANumber):
            read_number(typed)
    else:
        found = read_number(typed)
        assert (found.low, found.high) == tuple(None if n is None else Decimal(n) for n in wanted)


@pytest.mark.parametrize(
    "typed", ["about 20", "three or so", "200 or so people", "три или около того", "حوالي عشرين"]
)
def test_number_that_is_not_promised_is_about(typed: str) -> None:
    """ "Three or so" is no promise of three, before the number or after it."""
    assert read_number(typed).about
    assert not read_number("three or four").about


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(typed: str) -> None:
    """Nothing that can be typed breaks the reading, and no range is empty."""
    try:
        found = read_number(typed)
    except NotANumber:
        return
    assert found.low is None or found.high is None or found.low <= found.high
