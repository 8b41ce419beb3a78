"""How an outlet puts what it reports, read from the words themselves. Pure, and only ever a suggestion.

A cue counts for a passage if it stands in it, in the same clause, or where a
sentence announces its source: at its beginning ("According to ...") or its
end (", the ministry said."). Of several, the strongest caveat is read, as
`claims.vocabulary` orders them. Where a sentence has a cue that may belong to
another of its clauses, nothing is read and the cue is shown: "three were
killed, while one reportedly escaped" does not hedge the deaths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.vocabulary import CAVEATS

_EN_CAVEATS = {
    "could_not_verify": r"(could|can|was|were)(\s*n[o’']t| unable to) (\w+ )?(be )?(\w+ly )?verif(y|ied)",
    "unconfirmed": r"unconfirmed|(not|never) (yet )?(been )?(\w+ly )?confirmed|no (\w+ )?confirmation",
    "alleged": r"alleged(ly)?|purported(ly)?|accus(ed|es|ing)",
    "reported": r"reportedly|reports?\b(?! to)|rumou?r(s|ed)?|(is|are) said to|media (has|have) reported",
    "attributed": r"according to|sa(id|ys?)|told|tells|stated|(?<!united )states|announced?|noted|added"
    r"|explain(ed|s)|argue[ds]|warn(ed|s)|insist(ed|s)|wr(ote|ites)|quot(ed|ing)|citing|cited|claim(s|ed)"
    r"|reported|emphasi[sz]e[ds]|stressed|acknowledge[ds]|den(ied|ies|y)|dismiss(ed|es)|reject(ed|s)",
    "verified": r"independently verified|ha(s|ve) verified",
}
_EN_CERTAINTIES = {
    # "Could lift 40 tonnes" is no guess, and neither is what witnesses could see.
    "possible": r"may|might|could(?! not\b)(?! (lift|carry|hold|seat) (up to |at least |about |only )?\d)"
    r"(?!(?<=(witnesses|residents) could) (see|hear|smell|feel)\b)"
    r"|possibl[ey]|perhaps|plausibl[ey]|conceivabl[ey]",
    "probable": r"likely|probably|believed|apparently|seem(s|ed|ingly)?|appear(s|ed)?|presumably|expected"
    r"|estimated",
}
_RU_CAVEATS = {
    "could_not_verify": r"не удалось (\w+ )?(проверить|подтвердить)",
    "unconfirmed": r"не ?подтвержд\w+",
    "alleged": r"якобы|предполагаем\w+",
    "reported": r"сообщается|по сообщениям|слух\w*",
    "attributed": r"по словам|по данным|по мнению|со слов|согласно|сообщ(ил\w*|а[ею]т|ал\w*)|сказал\w*"
    r"|заяв(ил\w*|ля[ею]т)|говор(ит|ят|ится|ил\w*)|утвержда([ею]т|л\w*)|отме(тил\w*|ча[ею]т)"
    r"|подч[её]рк(нул\w*|ива[ею]т)|опроверг\w*|отрица(л\w*|[ею]т)",
}
_RU_CERTAINTIES = {"possible": r"возможно|может|могут|мог(ла|ли)?", "probable": r"вероятно|по-видимому"}
_AR_CAVEATS = {
    "could_not_verify": r"لم يتسن التحقق|تعذر التحقق",
    "unconfirmed": r"غير مؤكدة?|لم (يتم )?تأكيد",
    "alleged": r"[يت]?زعم\w*|مزاعم|ادعى",
    "reported": r"تقارير|أنباء|يقال",
    "attributed": r"ب?حسب|وفق[اًا]* ل\w+|على حد قول|نقل[اًا]* عن"
    r"|[وف]?(قال(ت|وا)?|[يت]قول(ون)?|صرحت?|أعلنت?|أفادت?|أكدت?|ذكرت?|أوضحت?|أضافت?|نفى|نفت|[يت]نفي)",
}
_AR_CERTAINTIES = {"possible": r"ربما|يمكن أن", "probable": r"[من ]*المرجح|على الأرجح"}

# In the order of telling: to decline is more than not to answer, and that more than to have said nothing.
_EN_SILENCES = {
    "non_confirmation": r"neither confirm(ed|s)? n?or den(y|ied|ies)|(did|does|would|could) ?n[o’']t confirm"
    r"|(declin|refus)(ed|es|ing) to confirm|stopped short of confirming",
    "no_comment": r"(declin|refus)(ed|es|ing) (to (comment|answer|discuss|say|speak)|comment)"
    r"|would ?n[o’']t (comment|say|discuss)|offered no comment|no comment",
    "no_response": r"(did|do|does|has|have|had) ?n[o’']t (yet )?(immediately )?"
    r"(repl(y|ied)|respond(ed)?|answer(ed)?|return(ed)?)|could ?n[o’']t (immediately )?be reached"
    r"|not (immediately )?available|un(available|reachable)|no (immediate )?(reply|response|answer)"
    r"|went unanswered",
    "silence": r"(has|have|had|did) ?n[o’']t (yet )?(publicly |officially )?comment(ed)?"
    r"|(remain|stay)(s|ed) silent|no (official|public) (comment|statement)",
}
_RU_SILENCES = {
    "non_confirmation": r"не подтвердил\w*|не стал\w* подтверждать|ни подтвер\w+,? ни опроверг\w+",
    "no_comment": r"отказ\w+ (от комментари\w+|(про)?комментировать|отвечать|говорить)|без комментариев",
    "no_response": r"не (ответил\w*|отвеча\w+|отреагировал\w*)|не удалось (связаться|дозвониться|получить)"
    r"|недоступ\w+ для комментари\w+",
    "silence": r"не (про)?комментир(овал\w*|уют?)|хран\w+ молчание|официальн\w+ комментари\w+ нет",
}
# The verb comes before whoever is silent, and what is left unsaid after.
_AR_SILENCES = {
    "non_confirmation": r"لم [يت](ؤكد|نف)(وا)?",
    "no_comment": r"[وف]?[يت]?(رفض|متنع|امتنع)(ت|وا)?( \w+){0,3} (عن )?(التعليق|الإجابة|الحديث|الإدلاء)",
    "no_response": r"لم [يت](رد|ردوا|ستجب|ستجيبوا)|(لم يتسن|تعذر) (الحصول|الوصول|الاتصال|التواصل)",
    "silence": r"لم [يت](علق|علقوا|صدر)|[وف]?([يت]|ا)لتزم(ت|وا)?( \w+){0,3} الصمت",
}


def _compiled(patterns: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {code: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for code, words in patterns.items()}


_CAVEATS = {"en": _compiled(_EN_CAVEATS), "ru": _compiled(_RU_CAVEATS), "ar": _compiled(_AR_CAVEATS)}
_CERTAINTIES = {
    "en": _compiled(_EN_CERTAINTIES),
    "ru": _compiled(_RU_CERTAINTIES),
    "ar": _compiled(_AR_CERTAINTIES),
}
_SILENCES = {
    "en": _compiled(_EN_SILENCES),
    "ru": _compiled(_RU_SILENCES),
    "ar": _compiled(_AR_SILENCES),
}
#: Ends of clauses: a comma within a number is none.
_CLAUSE_END = re.compile(r"[,;:،؛](?!\d)|[—–…()]|\s-\s")
#: So near its beginning or end, a cue speaks for the whole sentence.
_NEAR_EDGE = 24
_QUOTES = {"“": "”", "«": "»", "„": "“", "‘": "’", '"': '"'}


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say how firmly something is put, and what they suggest."""

    code: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence suggests for a passage in it.

    `caveat` and `certainty` are None where nothing is suggested. `cue` is the
    words it rests on; `elsewhere` a cue of the sentence that may belong to
    another clause. With neither, the language is read and has no hedge here.
    """

    caveat: str | None = None
    certainty: str | None = None
    cue: str = ""
    elsewhere: str = ""


def read(sentence: str, start: int, end: int, language: str) -> Reading:
    """What `sentence` suggests for its part from `start` to before `end`; nothing in a language not known."""
    code = language.partition("-")[0].lower()
    if code not in _CAVEATS:
        return Reading()
    caveats = list(_cues(sentence, _CAVEATS[code]))
    hedges = list(_cues(sentence, _CERTAINTIES[code]))
    near = _clause(sentence, start, end)
    caveat = _strongest([cue for cue in caveats if _bears(cue, near, sentence)])
    certainty = next((cue for cue in hedges if cue.start >= near[0] and cue.end <= near[1]), None)
    found = [cue for cue in (caveat, certainty) if cue]
    if not found and (caveats or hedges):
        return Reading(elsewhere=(caveats or hedges)[0].words)
    # A hedge of the speaker's leaves open how the outlet puts it.
    unhedged = None if certainty else "fact"
    return Reading(
        caveat=caveat.code if caveat else unhedged,
        certainty=certainty.code if certainty else "certain",
        cue=", ".join(dict.fromkeys(cue.words for cue in found)),
    )


def silence(sentence: str, start: int, end: int, language: str) -> str:
    """The code of how somebody did not say it, read from the passage's clauses, else from all of `sentence`.

    "" where no words of either tell, and in a language not known.
    """
    patterns = _SILENCES.get(language.partition("-")[0].lower(), {})
    first, last = _clause(sentence, start, end)
    found = [*_cues(sentence[first:last], patterns), *_cues(sentence, patterns)]
    return found[0].code if found else ""


def _cues(sentence: str, patterns: dict[str, re.Pattern[str]]) -> Iterator[Cue]:
    for code, pattern in patterns.items():
        for found in pattern.finditer(sentence):
            yield Cue(code, found[0], found.start(), found.end())


def _clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    """The passage widened to the ends of the clauses it begins and stops in."""
    ends = [found.start() for found in _CLAUSE_END.finditer(sentence)]
    first = max((at for at in ends if at < start), default=0)
    last = min((at for at in ends if at >= end), default=len(sentence))
    return first, last


def _bears(cue: Cue, near: tuple[int, int], sentence: str) -> bool:
    if cue.start >= near[0] and cue.end <= near[1]:
        return True
    at_start, at_end = cue.start < _NEAR_EDGE, len(sentence) - cue.end < _NEAR_EDGE
    return (at_start and cue.code in ("reported", "attributed")) or (at_end and cue.code == "attributed")


def _strongest(cues: list[Cue]) -> Cue | None:
    return max(cues, key=lambda cue: CAVEATS.index(cue.code), default=None)


def form_of(text: str, start: int, end: int, headline: str) -> str:
    """How the passage is printed: in the headline, between quotation marks, or in the outlet's words."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    block = text[first : last if last >= 0 else len(text)]
    if headline and block.strip().casefold() == headline.strip().casefold():
        return "headline"
    return "quote" if _quoted(block, start - first, end - first) else "paraphrase"


def _quoted(block: str, start: int, end: int) -> bool:
    passage = block[start:end].strip()
    for opening, closing in _QUOTES.items():
        if passage.startswith(opening) and passage.rstrip(".,;").endswith(closing) and len(passage) > 2:
            return True
        before, after = block[:start], block[end:]
        if opening == closing:
            if before.count(opening) % 2 and closing in after:
                return True
        elif before.rfind(opening) > before.rfind(closing) and closing in after and opening not in passage:
            return True
    return False
