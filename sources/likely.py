"""What somebody new most likely is, read from the words of the name. Pure, and only ever a suggestion."""

from __future__ import annotations

import re

_BODIES = (
    r"ministr(y|ies)|department|agency|authority|office|bureau|commission|committee|council|parliament|senate"
    r"|government|administration|cabinet|presidency|embassy|consulate|court|municipality|hospital|clinic|university"
    r"|institute|school|academy|bank|fund|foundation|charity|association|federation|union|league|society|party"
    r"|movement|front|army|navy|air force|forces?|brigade|militia|police|guard|fleet|command|staff|service"
    r"|compan(y|ies)|corporation|group|holdings?|lines|airlines?|airways|railways?|shipping|energy|industries"
    r"|ltd|limited|inc|plc|gmbh|ooo|llc|observatory|organi[sz]ation|network|cent(er|re)|board|club|church"
)
_BODIES_RU = (
    r"министерств\w*|ведомств\w*|служб\w*|агентств\w*|управлени\w*|комитет\w*|комисси\w*|совет|правительств\w*"
    r"|администраци\w*|парламент\w*|дум[аыу]|суд|посольств\w*|больниц\w*|госпитал\w*|университет\w*|институт\w*"
    r"|академи\w*|банк\w*|фонд\w*|ассоциаци\w*|союз\w*|парти[яию]|движени\w*|арми[яию]|флот\w*|войск\w*|полици[яию]"
    r"|штаб\w*|компани[яию]|корпораци\w*|организаци\w*|центр\w*|мид|мчс|минобороны|ооо|оао"
)
_BODIES_AR = (
    r"(?:ال)?(?:وزارة|هيئة|شركة|جيش|مستشفى|حزب|منظمة|جامعة|شرطة|لجنة|مجلس|حكومة|مكتب|وكالة|مرصد|بلدية|سفارة|بنك"
    r"|جمعية|محكمة|رئاسة|قيادة|بحرية|قوات|حركة|جبهة|اتحاد|مؤسسة|مركز|إدارة|إعلام)"
)
_BODY = re.compile(rf"\b(?:{_BODIES}|{_BODIES_RU}|{_BODIES_AR})\b", re.IGNORECASE)
#: Of "army spokesman Ivan Orlov" the spokesman is meant.
_OFFICE = re.compile(
    r"\b(?:spokes(?:man|woman|person)|minister|president|governor|mayor|director|chief|general|colonel|captain"
    r"|министр|президент|губернатор|мэр|директор|представител[ья]|глава|генерал|полковник"
    r"|(?:ال)?(?:متحدث|ناطق|وزير|رئيس|محافظ|مدير|قائد|لواء|عقيد))\b",
    re.IGNORECASE,
)
#: As somebody is called whom the article does not name, also where that begins a sentence.
_NOBODY = re.compile(
    r"(?:an?|some|several|many|two|three|local|senior|unnamed|anonymous)\s"
    r"|(?:officials?|sources?|residents?|locals|witness(es)?|activists?|diplomats?|people)\b(?!['’])"
    r"|(?:источник|очевид|свидетел|жител|чиновник)\w*"
    r"|(?:مصدر|مصادر|مسؤول|مسؤولون|مسؤولين|شهود|شاهد|سكان|ناشطون|ناشطين)\b",
    re.IGNORECASE,
)


def likely_kind(name: str) -> str:
    """organisation, unnamed or person: what its own words say, else a person.

    Who is called a person ends in a name: "Syrian media", in a script that has capitals, ends in none.
    """
    body = bool(_BODY.search(name))
    # "Local Government Association" is a name, and "local officials" are anybody.
    if _NOBODY.match(name) and not (body and name.istitle()):
        return "unnamed"
    if _OFFICE.search(name):
        return "unnamed" if _is_small(name) else "person"
    if body or (name.isupper() and name.isalpha() and len(name) > 1):
        return "organisation"
    return "unnamed" if _is_small(name.rpartition(" ")[2]) else "person"


def _is_small(words: str) -> bool:
    """Whether they are written without any capital in a script that has them."""
    return words == words.lower() != words.upper()
