"""Lines broken by a program are told from those that somebody broke, whatever the language."""

from __future__ import annotations

import textwrap

import pytest

from sources.quotes import canonical
from sources.unwrapping import unwrapped

PROSE = {
    "en": (
        "The ferry sank off the port late on Monday with forty people on board, the harbour master said, "
        "adding that a search was under way and that divers from two countries had been asked to help.",
        "Nine of them were missing by the morning. The owner, Norse Haul, declined to say how many lorries "
        "the vessel carried when it left, and the coastguard would not put a number on the lost either.",
    ),
    "ru": (
        "Паром затонул у порта поздно вечером в понедельник, на борту было сорок человек, сообщил капитан "
        "порта и добавил, что поиски продолжаются и что к ним привлекли водолазов из двух соседних стран.",
        "К утру девять человек считались пропавшими. Владелец судна отказался сказать, сколько грузовиков "
        "было на борту, когда паром вышел в море, а береговая охрана не назвала и числа погибших людей.",
    ),
    "ar": (
        "غرقت العبارة قبالة الميناء في وقت متأخر من يوم الاثنين وعلى متنها أربعون شخصا بحسب ما قال مدير "
        "الميناء الذي أضاف أن عمليات البحث مستمرة وأن غواصين من بلدين مجاورين طلب منهم أن يساعدوا فيها.",
        "وكان تسعة منهم في عداد المفقودين عند الصباح. ورفض مالك العبارة أن يقول كم شاحنة كانت على متنها "
        "حين غادرت الميناء كما لم يذكر خفر السواحل أي رقم لعدد الضحايا الذين سقطوا في هذه الحادثة أيضا.",
    ),
}
POEM = """The sea came over the harbour wall at night,
And took the lanterns from the fishers' hands,
And where the ferry lay there was no light
But what the moon had left upon the sands.

We called the names of all the men we knew,
And some there were who answered from the foam,
And some there were who never would come through,
And one who said that he was going home."""
LIST = """Among those who were asked to comment by the newspaper this week:

- The owner of the ferry, Norse Haul, which declined to comment
- The harbour master, who said that a search was under way now
- The coastguard, which put the number of the missing at nine
- The ministry of transport, which has not replied so far to us

Nobody else was asked, because nobody else was known to have been there."""


@pytest.mark.parametrize("between", ["\r\n\r\n", "\r\n"], ids=["blank lines", "none"])
@pytest.mark.parametrize("width", [60, 66, 72])
@pytest.mark.parametrize("language", PROSE)
def test_wrapped_prose_is_joined(language: str, width: int, between: str) -> None:
    """At whatever width it was wrapped, the paragraphs are those that were written."""
    broken = between.join(textwrap.fill(one, width).replace("\n", "\r\n") for one in PROSE[language])
    joined = unwrapped(broken)
    assert joined is not None
    assert canonical(joined).split("\n") == list(PROSE[language])


@pytest.mark.parametrize(
    "text",
    [POEM, LIST, "\n\n".join(PROSE["en"]), "\n".join(PROSE["en"]), "", "One line.\n\nAnother.\nAnd a third."],
    ids=["a poem", "a list", "blank lines", "a paragraph a line", "nothing", "short lines"],
)
def test_lines_that_somebody_broke_stay(text: str) -> None:
    """Verse, lists and texts with a paragraph a line are nobody's wrapping."""
    assert unwrapped(text) is None


def test_what_ends_early_ends_a_line() -> None:
    """Of a wrapped mail, the signature and a list keep their lines."""
    wrapped = "\n\n".join(textwrap.fill(one, 66) for one in PROSE["en"] * 2)
    joined = unwrapped(f"{wrapped}\n\nEdith\nThe Harbour Post\n\n- one\n- two")
    assert joined is not None
    assert joined.endswith("Edith\nThe Harbour Post\n\n- one\n- two")
