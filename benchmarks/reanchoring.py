"""Passages carried over real edits: how many land on a wrong sentence (none may), how many go to a person.

`./run bench reanchoring PAIRS`, where PAIRS is a JSON object of objects with
`arxiv-id`, `sentence-1` (before an edit) and `sentence-2` (after it), as the arXivEdits
corpus has them. Articles are made of these sentences; each sentence and some
stretches of it are tagged before the edit and carried to the text after it.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sources.quotes import Carried, Moved, Page, Passage, canonical, carry, passage_at, sentences

#: Sentences of an article, articles made of each set of pairs, stretches tagged in each sentence.
_SENTENCES, _ROUNDS, _STRETCHES = 20, 10, 4
#: By name: how likely a sentence is edited, taken out, and printed a second time further down.
_KINDS = {
    "every sentence edited": (1.0, 0.0, 0.0),
    "one in ten edited": (0.1, 0.0, 0.0),
    "edited, cut and repeated": (0.3, 0.2, 0.5),
}


@dataclass(frozen=True, slots=True)
class _Pair:
    """A sentence before and after an edit, and the paper that it stands in."""

    paper: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence of an article before and after; `after` is None where it was taken out."""

    before: str
    after: str | None
    is_twin: bool = False


def main(arguments: Sequence[str]) -> int:
    if not arguments:
        print("Name the file of pairs: ./run bench reanchoring PAIRS")
        return 2
    pairs = [_pair(one) for one in json.loads(Path(arguments[0]).read_text()).values()]
    wrong = 0
    for name, chances in _KINDS.items():
        told: Counter[str] = Counter()
        chosen = random.Random(name)
        for _ in range(_ROUNDS):
            for article in _articles(pairs, chances, chosen):
                told.update(_told(article, chosen))
        wrong += told["carried to another sentence"]
        _report(name, told)
    return 1 if wrong else 0


def _pair(raw: dict[str, str]) -> _Pair:
    return _Pair(raw["arxiv-id"], canonical(raw["sentence-1"]), canonical(raw["sentence-2"]))


def _articles(
    pairs: Sequence[_Pair], chances: tuple[float, float, float], chosen: random.Random
) -> Iterator[list[_Sentence]]:
    edited, cut, repeated = chances
    shuffled = chosen.sample(pairs, len(pairs))
    for at in range(0, len(shuffled), _SENTENCES):
        article = []
        # A paper's later pairs begin where its earlier ones end: two of them in one article
        # would print, word for word, the sentence tagged, and call it another.
        for one in {one.paper: one for one in shuffled[at : at + _SENTENCES]}.values():
            stays = one.after if chosen.random() < edited else one.before
            article.append(_Sentence(one.before, None if chosen.random() < cut else stays))
        twins = [_Sentence(one.before, one.before, True) for one in article if chosen.random() < repeated]
        yield article + twins


def _told(article: Sequence[_Sentence], chosen: random.Random) -> Iterator[str]:
    """What became of each passage, in words."""
    old, before = _page([one.before for one in article])
    new, after = _page([one.after for one in article])
    for sentence, there, here in zip(article, before, after, strict=True):
        if sentence.is_twin or there is None:
            continue
        kept = "in a sentence left as it was" if sentence.before == sentence.after else "in a sentence edited"
        for passage in _passages(old.text, there, chosen):
            outcome = carry(passage, old, new)
            found = outcome.passage if isinstance(outcome, Carried | Moved) else None
            own = found and here and here[0] <= found.start and found.end <= here[1]
            if isinstance(outcome, Carried):
                yield "carried to its own sentence" if own else "carried to another sentence"
            else:
                yield f"to a person, {kept}"
            yield kept
            if isinstance(outcome, Moved):
                yield "of these, offered at its own sentence" if own else "of these, offered at another"


def _page(told: Sequence[str | None]) -> tuple[Page, list[tuple[int, int] | None]]:
    """The text, five sentences a paragraph, and where each sentence stands."""
    text = ""
    places: list[tuple[int, int] | None] = []
    for number, one in enumerate(told):
        if one is None:
            places.append(None)
            continue
        text += ("\n" if number % 5 == 0 else " ") if text else ""
        places.append((len(text), len(text) + len(one)))
        text += one
    return Page(text, sentences(text, "en")), places


def _passages(text: str, place: tuple[int, int], chosen: random.Random) -> Iterator[Passage]:
    """The sentence, and stretches of two to twelve of its words."""
    start, end = place
    yield passage_at(text, start, end)
    words = [at for at in range(start, end) if at == start or text[at - 1] == " "]
    for _ in range(_STRETCHES):
        first = chosen.randrange(len(words))
        last = first + chosen.randint(2, 12)
        stop = words[last] - 1 if last < len(words) else end
        yield passage_at(text, words[first], stop)


def _report(name: str, told: Counter[str]) -> None:
    right, wrong = told["carried to its own sentence"], told["carried to another sentence"]
    precision = right / (right + wrong) if right + wrong else 1.0
    kept, edited = told["in a sentence left as it was"], told["in a sentence edited"]
    print(f"{name}: {kept + edited} passages")
    print(f"  carried {right + wrong}, {wrong} to another sentence: precision {precision:.4f}")
    for sentence, whole in (("left as it was", kept), ("edited", edited)):
        person = told[f"to a person, in a sentence {sentence}"]
        print(f"  in a sentence {sentence}: {whole}, to a person {person}")
    own, other = told["of these, offered at its own sentence"], told["of these, offered at another"]
    print(f"  offered to the person at a place: {own} at its own sentence, {other} at another")
