"""Russian and Arabic words for numbers and dates, told in English, so that one grammar reads all. Pure.

Phrases are looked up as a whole, the longest first; what is in no table stays
as it is. Arabic is evened out before: no vowel signs, one alif, one final ha.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_SIGNS = re.compile(r"[\u0640\u064b-\u0652\u0670]")
_EVEN = str.maketrans("أإآٱىةё٫٬–—−\u00a0\u202f", "اااايهе.,---  ")
#: Between letters of another script a hyphen parts two words: три-четыре.
_HYPHEN = re.compile(r"(?<=[^\W\da-z_])-(?=[^\W\da-z_])")
_LONGEST = 4
_AND = "و"


def evened(typed: str) -> str:
    """`typed` in lower case, with one form of each letter, plain digits and single blanks."""
    text = _SIGNS.sub("", typed.casefold()).translate(_EVEN)
    text = re.sub(r"\d", lambda digit: str(unicodedata.decimal(digit[0])), text)
    return " ".join(text.split())


def in_english(words: str, table: Mapping[str, str]) -> str:
    """Evened `words`, each phrase that `table` knows in English."""
    tokens = _HYPHEN.sub(" - ", words).split()
    told, at = [], 0
    while at < len(tokens):
        taken, english = _phrase(tokens[at : at + _LONGEST], table)
        told.append(english)
        at += taken
    return " ".join(" ".join(told).split())


def _phrase(tokens: list[str], table: Mapping[str, str]) -> tuple[int, str]:
    for length in range(len(tokens), 0, -1):
        phrase = " ".join(tokens[:length]).rstrip(".،,")
        if phrase in table:
            return length, table[phrase]
    # Arabic writes "and" onto the word that follows.
    bare = tokens[0].removeprefix(_AND)
    if bare != tokens[0] and (bare in table or bare[:1].isdecimal()):
        return 1, f"and {table.get(bare, bare)}"
    return 1, tokens[0]


def _table(*groups: Mapping[str, str]) -> dict[str, str]:
    """English by each of the forms that stand before it, parted by bars."""
    return {
        evened(form): english
        for group in groups
        for forms, english in group.items()
        for form in forms.split("|")
    }


_RUSSIAN_NUMBERS = {
    "ноль|нуль|нуля": "zero",
    "один|одна|одно|одного|одной|одну": "one",
    "два|две|двух|двое|двоих|двум|двумя": "two",
    "три|трех|трое|троих|тремя": "three",
    "четыре|четырех|четверо|четверых|четырьмя": "four",
    "пять|пяти|пятеро|пятерых|пятью": "five",
    "шесть|шести|шестеро|шестерых|шестью": "six",
    "семь|семи|семеро|семерых|семью": "seven",
    "восемь|восьми|восьмеро|восемью": "eight",
    "девять|девяти|девятью": "nine",
    "десять|десяти|десяток|десятка|десятью": "ten",
    "одиннадцать|одиннадцати": "eleven",
    "двенадцать|двенадцати|дюжина|дюжины|дюжину": "twelve",
    "тринадцать|тринадцати": "thirteen",
    "четырнадцать|четырнадцати": "fourteen",
    "пятнадцать|пятнадцати": "fifteen",
    "шестнадцать|шестнадцати": "sixteen",
    "семнадцать|семнадцати": "seventeen",
    "восемнадцать|восемнадцати": "eighteen",
    "девятнадцать|девятнадцати": "nineteen",
    "двадцать|двадцати": "twenty",
    "тридцать|тридцати": "thirty",
    "сорок|сорока": "forty",
    "пятьдесят|пятидесяти": "fifty",
    "шестьдесят|шестидесяти": "sixty",
    "семьдесят|семидесяти": "seventy",
    "восемьдесят|восьмидесяти": "eighty",
    "девяносто|девяноста": "ninety",
    "сто|ста|сотня|сотню": "one hundred",
    "сотен": "hundred",
    "двести|двухсот": "two hundred",
    "триста|трехсот": "three hundred",
    "четыреста|четырехсот": "four hundred",
    "пятьсот|пятисот": "five hundred",
    "шестьсот|шестисот": "six hundred",
    "семьсот|семисот": "seven hundred",
    "восемьсот|восьмисот": "eight hundred",
    "девятьсот|девятисот": "nine hundred",
    "тысяча|тысячу|тысяч|тыс": "thousand",
    "миллион|миллиона|миллионов|млн": "million",
    "миллиард|миллиарда|миллиардов|млрд": "billion",
    "триллион|триллиона|триллионов|трлн": "trillion",
    "пара|пару": "a couple",
    "полдюжины": "half a dozen",
    "несколько|нескольких|некоторые|многие|много": "several",
    "десятки|десятков|несколько десятков": "tens",
    "сотни": "hundreds",
    "тысячи": "thousands",
    "миллионы": "millions",
    "миллиарды": "billions",
    "десятки тысяч": "tens of thousands",
    "сотни тысяч": "hundreds of thousands",
    "не менее|не меньше|минимум|как минимум|по меньшей мере|по крайней мере": "at least",
    "более|более чем|больше|больше чем|свыше": "more than",
    "и более|и больше|или более|или больше": "or more",
    "или около того|или что - то вроде того": "or so",
    "или менее|или меньше|и менее|и меньше": "or fewer",
    "до|не более|не больше|максимум": "up to",
    "менее|менее чем|меньше|меньше чем": "fewer than",
    "почти|без малого": "nearly",
    "около|примерно|приблизительно|порядка|где - то": "about",
    "от": "from",
    "между": "between",
    "и": "and",
    "или": "or",
    # In the genitive a thousand looks like thousands.
    "более тысячи|больше тысячи|свыше тысячи|более чем тысячи": "more than one thousand",
    "более сотни|больше сотни|свыше сотни": "more than one hundred",
    "около тысячи|порядка тысячи": "about one thousand",
    "до тысячи|не более тысячи|менее тысячи|почти тысячи": "up to one thousand",
    "две тысячи|двух тысяч": "two thousand",
    "три тысячи|трех тысяч": "three thousand",
    "четыре тысячи|четырех тысяч": "four thousand",
}
_ARABIC_NUMBERS = {
    "صفر": "zero",
    "واحد|واحدة|أحد|إحدى": "one",
    "اثنان|اثنين|اثنتان|اثنتين|اثنا|اثني|اثنتا|اثنتي": "two",
    "ثلاثة|ثلاث": "three",
    "أربعة|أربع": "four",
    "خمسة|خمس": "five",
    "ستة|ست": "six",
    "سبعة|سبع": "seven",
    "ثمانية|ثماني|ثمان": "eight",
    "تسعة|تسع": "nine",
    "عشرة|عشر": "ten",
    "عشرون|عشرين": "twenty",
    "ثلاثون|ثلاثين": "thirty",
    "أربعون|أربعين": "forty",
    "خمسون|خمسين": "fifty",
    "ستون|ستين": "sixty",
    "سبعون|سبعين": "seventy",
    "ثمانون|ثمانين": "eighty",
    "تسعون|تسعين": "ninety",
    "مئة|مائة": "hundred",
    "مئتان|مئتين|مائتان|مائتين": "two hundred",
    "ثلاثمئة|ثلاثمائة": "three hundred",
    "أربعمئة|أربعمائة": "four hundred",
    "خمسمئة|خمسمائة": "five hundred",
    "ستمئة|ستمائة": "six hundred",
    "سبعمئة|سبعمائة": "seven hundred",
    "ثمانمئة|ثمانمائة": "eight hundred",
    "تسعمئة|تسعمائة": "nine hundred",
    "ألف|ألفا": "thousand",
    "ألفان|ألفين": "two thousand",
    "مليون|مليونا": "million",
    "مليونان|مليونين": "two million",
    "مليار|مليارا": "billion",
    "ملياران|مليارين": "two billion",
    "عدة|عدد من|بعض|كثير من|الكثير من|العديد من": "several",
    # From three to nine.
    "بضعة|بضع": "at least three",
    "عشرات|العشرات": "tens",
    "مئات|المئات": "hundreds",
    "آلاف|الآلاف": "thousands",
    "ملايين|الملايين": "millions",
    "مليارات|المليارات": "billions",
    "عشرات الآلاف": "tens of thousands",
    "مئات الآلاف": "hundreds of thousands",
    "عدة آلاف": "thousands",
    "عدة مئات": "hundreds",
    "عدة ملايين": "millions",
    "ما لا يقل عن|لا يقل عن|على الأقل": "at least",
    "أكثر من|ما يزيد على|ما يزيد عن|يزيد على|يزيد عن": "more than",
    "أو أكثر|فأكثر": "or more",
    "أو أقل|فأقل": "or fewer",
    "أو نحو ذلك|أو ما يقارب ذلك": "or so",
    "حتى|لا يزيد على|لا يزيد عن|ما لا يزيد على|ما لا يزيد عن|على الأكثر": "up to",
    "أقل من": "fewer than",
    "نحو|حوالي|قرابة|ما يقارب|ما يقرب من": "about",
    "بين|ما بين": "between",
    "من": "from",
    "إلى": "to",
    "أو": "or",
} | {
    f"{forms} آلاف": f"{english} thousand"
    for forms, english in {
        "ثلاثة": "three",
        "أربعة": "four",
        "خمسة": "five",
        "ستة": "six",
        "سبعة": "seven",
        "ثمانية": "eight",
        "تسعة": "nine",
        "عشرة": "ten",
    }.items()
}
NUMBERS = _table(_RUSSIAN_NUMBERS, _ARABIC_NUMBERS)

_MONTHS = {
    "январь|января|январе|январем|янв|يناير|كانون الثاني|جانفي": "january",
    "февраль|февраля|феврале|февралем|фев|فبراير|شباط|فيفري": "february",
    "март|марта|марте|мартом|мар|مارس|آذار": "march",
    "апрель|апреля|апреле|апрелем|апр|أبريل|إبريل|نيسان": "april",
    "май|мая|мае|маем|مايو|أيار|ماي": "may",
    "июнь|июня|июне|июнем|июн|يونيو|يونيه|حزيران": "june",
    "июль|июля|июле|июлем|июл|يوليو|يوليه|تموز": "july",
    "август|августа|августе|августом|авг|أغسطس|آب": "august",
    "сентябрь|сентября|сентябре|сентябрем|сен|сент|سبتمبر|أيلول": "september",
    "октябрь|октября|октябре|октябрем|окт|أكتوبر|تشرين الأول": "october",
    "ноябрь|ноября|ноябре|ноябрем|ноя|نوفمبر|تشرين الثاني": "november",
    "декабрь|декабря|декабре|декабрем|дек|ديسمبر|كانون الأول": "december",
    "весна|весны|весной|весну|ربيع": "spring",
    "лето|лета|летом|صيف": "summer",
    "осень|осени|осенью|خريف": "autumn",
    "зима|зимы|зимой|зиму|شتاء": "winter",
}
_DATE_WORDS = {
    "начало|начале|начала|в начале|أوائل|مطلع|بداية|في أوائل|في مطلع|في بداية": "early",
    "середина|середине|середины|в середине|منتصف|في منتصف|أواسط": "mid",
    "конец|конце|конца|в конце|أواخر|نهاية|في أواخر|في نهاية": "late",
    "около|примерно|приблизительно|نحو|حوالي|قرابة": "about",
    "до|قبل|حتى": "before",
    "после|بعد": "after",
    "с|со|начиная с|منذ|ابتداء من|من": "from",
    "по|إلى|الى": "to",
    "между|بين|ما بين": "between",
    "и": "and",
    # What a year is called, and the preposition of a date, say nothing more.
    "г|гг|год|года|году|в|во|عام|سنة|العام|في|شهر": "",
}
DATES = _table(_MONTHS, _DATE_WORDS)
