"""What a file written by hand may leave out, worked out from what it says. Pure.

Texts are put into their canonical form, hashes are computed, and a passage is
found by its words. Whatever the file does give must agree.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import TypeVar

from claims.dossier import NOT_GIVEN, Article, Attachment, Capture, Check, Dossier, Statement
from claims.imports.problems import Problems
from claims.notation import Unreadable, quoted
from sources.quotes import Passage, QuoteNotFound, TextRefused, canonical, passage_at

#: Most words of an original that a digest's statement may print.
DIGEST_WORDS = 12

Whole = TypeVar("Whole")


def completed(dossier: Dossier, problems: Problems) -> Dossier:
    """`dossier` with nothing left to be worked out."""
    articles = tuple(_article(one, f"articles[{at}]", problems) for at, one in enumerate(dossier.articles))
    captures = _captures(articles, {problem.path for problem in problems.found})
    statements = tuple(
        _noting(problems, f"statements[{at}]", _statement, one, captures.get(one.capture))
        for at, one in enumerate(dossier.statements)
    )
    checks = tuple(
        _noting(problems, f"checks[{at}].attachment", _check, one, one.attachment)
        for at, one in enumerate(dossier.checks)
    )
    return replace(dossier, articles=articles, statements=statements, checks=checks)


def _captures(articles: tuple[Article, ...], faults: set[str]) -> dict[str, Capture]:
    """Captures by id, but not those whose text was refused: every passage would be reported too."""
    return {
        capture.id: capture
        for at, article in enumerate(articles)
        for place, capture in enumerate(article.captures)
        if f"articles[{at}].captures[{place}].text" not in faults
    }


def _noting(
    problems: Problems, path: str, complete: Callable[..., Whole], one: Whole, *others: object
) -> Whole:
    """`one` completed; or as it is, with the problem noted."""
    try:
        return complete(one, *others)
    except Unreadable as error:
        problems.add(f"{path}.{error.under}", str(error))
        return one


def _article(article: Article, path: str, problems: Problems) -> Article:
    captures = (
        _noting(problems, f"{path}.captures[{at}]", _capture, one) for at, one in enumerate(article.captures)
    )
    return replace(article, captures=tuple(captures))


def _capture(capture: Capture) -> Capture:
    try:
        text = canonical(capture.text)
    except TextRefused as error:
        raise Unreadable(str(error), under="text") from None
    if capture.method == "digest":
        if capture.raw is not None or capture.sha256:
            raise Unreadable("a digest has no raw bytes and no hash: remove raw and sha256", under="raw")
        return replace(capture, text=text)
    raw = _raw(capture)
    return replace(capture, text=text, raw=raw, sha256=_hash(raw, capture.sha256))


def _raw(capture: Capture) -> bytes:
    """The bytes as captured; what someone pasted is the text itself."""
    if capture.raw is not None:
        return capture.raw
    if capture.method == "pasted":
        return capture.text.encode()
    raise Unreadable(
        f"is missing: a page that was {capture.method} has its bytes (or use method pasted or digest)",
        under="raw",
    )


def _hash(data: bytes, given: str) -> str:
    found = sha256(data).hexdigest()
    if given not in ("", found):
        raise Unreadable(f"does not match: the SHA-256 of these bytes is {found}", under="sha256")
    return found


def _check(check: Check, attachment: Attachment | None) -> Check:
    if attachment is None:
        return check
    digest = _hash(attachment.data, attachment.sha256)
    return replace(check, attachment=replace(attachment, sha256=digest))


def _statement(statement: Statement, capture: Capture | None) -> Statement:
    # A capture that is not there, or not readable, has been noted already.
    if capture is None:
        return statement
    passage = _passage(statement, capture.text)
    wording = _wording(statement, capture, passage.exact)
    return replace(
        statement,
        start=passage.start,
        end=passage.end,
        exact=passage.exact,
        prefix=passage.prefix,
        suffix=passage.suffix,
        wording=wording,
    )


def _passage(statement: Statement, text: str) -> Passage:
    """Where the words stand. Any length of context will do, as long as it is what stands there."""
    exact, prefix, suffix = map(_as_kept, (statement.exact, statement.prefix, statement.suffix))
    start = _start(statement, exact, text, prefix, suffix)
    end = start + len(exact) if statement.end == NOT_GIVEN else statement.end
    try:
        passage = passage_at(text, start, end)
    except QuoteNotFound as error:
        raise Unreadable(str(error), under="start") from None
    if passage.exact != exact:
        found = f"the text from {start} to {end} reads {quoted(passage.exact)}"
        raise Unreadable(f"{found}: mend it, or leave out start and end to have it found", under="exact")
    if not text.endswith(prefix, 0, start):
        raise Unreadable(f"before the passage stands {quoted(passage.prefix)}", under="prefix")
    if not text.startswith(suffix, passage.end):
        raise Unreadable(f"after the passage stands {quoted(passage.suffix)}", under="suffix")
    return passage


def _as_kept(words: str) -> str:
    """`words` in the form of a capture's text, with the blanks and line ends that they begin or end with."""
    first, *rest = f"{unicodedata.normalize('NFC', words)}|".splitlines()
    lines = [first.rstrip(), *(kept for line in rest[:-1] if (kept := line.rstrip())), *rest[-1:]]
    return "\n".join(lines)[:-1]


def _start(statement: Statement, exact: str, text: str, prefix: str, suffix: str) -> int:
    """Where the passage starts: as given, or the one place where its words stand in their context."""
    if statement.start != NOT_GIVEN:
        return statement.start
    if statement.end != NOT_GIVEN:
        return max(0, statement.end - len(exact))
    window = prefix + exact + suffix
    first = text.find(window)
    if first < 0:
        raise Unreadable(
            f"{quoted(window)} is not in the text of {statement.capture}: copy it from there", under="exact"
        )
    if text.find(window, first + 1) >= 0:
        advice = "give start and end, or prefix and suffix"
        raise Unreadable(f"{quoted(exact)} stands in the text more than once: {advice}", under="exact")
    return first + len(prefix)


def _wording(statement: Statement, capture: Capture, exact: str) -> str:
    if capture.method == "digest":
        if len(statement.wording.split()) > DIGEST_WORDS:
            raise Unreadable(
                f"prints too much of the original: {DIGEST_WORDS} words at most", under="wording"
            )
        return statement.wording
    if statement.wording and _as_kept(statement.wording) != exact:
        raise Unreadable("differs from exact: leave it out, except over a digest", under="wording")
    return exact
