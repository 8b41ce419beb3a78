"""Why a page could not be had or read, and what an editor can do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Problem(NamedTuple):
    """What happened, and what helps."""

    what: StrPromise | str
    todo: StrPromise | str


_SAVE_IT = _("Open the page in your browser, save it as “HTML only” and upload the file; or paste its text.")
_LATER = _("Try again in a few minutes. If it stays so, upload the saved page or paste its text.")
_CHECK = _("Check the address, in your browser perhaps, and add the page again.")
#: By the codes of `sources.vocabulary.INTAKE_PROBLEMS`.
PROBLEMS: Mapping[str, Problem] = {
    "address": Problem(_("That is no address of a web page."), _CHECK),
    "port": Problem(_("That address belongs to something other than the web."), _CHECK),
    "private": Problem(
        _("That address leads into a private network, where Sayso does not go."),
        _("If the page is your own, save it and upload the file, or paste its text."),
    ),
    "hops": Problem(_("The address leads from one page to the next without an end."), _SAVE_IT),
    "media_type": Problem(
        _("That is no page of text, but a picture, a document or something else."),
        _("Copy its text and paste it."),
    ),
    "unknown_host": Problem(
        _("No server of that name could be found."),
        _("Check the address; if it is right, this machine may have no way to look names up."),
    ),
    "unreachable": Problem(_("The server does not answer."), _LATER),
    "tls": Problem(_("The server cannot prove that it is the one you named."), _SAVE_IT),
    "status": Problem(_("The server did not send the page."), _SAVE_IT),
    "slow": Problem(_("The page took longer than 15 seconds to come."), _LATER),
    "large": Problem(_("The page is larger than 2 MB."), _SAVE_IT),
    "broken": Problem(_("What the server sent breaks off, or is no proper answer."), _LATER),
    "heavy": Problem(
        _("The page would take too long to read: it is very large, or made to keep programs busy."),
        _("Copy the article’s text and paste it."),
    ),
    "no_text": Problem(
        _("No article was found in the page. Pages that a script fills have none until it runs."),
        _("Copy the article’s text from your browser and paste it."),
    ),
    "unreadable": Problem(_("The page could not be read."), _("Copy its text and paste it.")),
    "fault": Problem(
        _("Something failed here, on our side."),
        _("Try again once. If it stays so, tell whoever runs this site, and paste the text meanwhile."),
    ),
}
_ANSWERS: Mapping[int, Problem] = {
    401: Problem(_("The server shows this page only to those who sign in."), _SAVE_IT),
    402: Problem(_("The server shows this page only to those who pay."), _SAVE_IT),
    403: Problem(_("The server refuses to show this page to programs."), _SAVE_IT),
    404: Problem(_("The server has no page at this address."), _CHECK),
    410: Problem(_("The server says that this page was taken away."), _CHECK),
    429: Problem(_("The server has been asked too often."), _LATER),
}


#: Why part of a page is not in its text, by the codes of `sources.extraction.Extracted`.
LEFT_OUT: Mapping[str, Problem] = {
    "deep": Problem(
        _("The end of this page could not be read: the page is built in too many layers."),
        _("Look at the page, and add to the text what is missing."),
    ),
    "large": Problem(
        _("This page is so large that only its paragraphs and headings were read."),
        _("Lists, tables and quotations may be missing: look at the page, and add what is missing."),
    ),
}

#: The page came, and is no longer the article.
_ANOTHER = Problem(
    _("Not one sentence of the article is in the page."),
    _("Look at it; if it is this article, paste its text."),
)


def look_problem(kept: str) -> Problem:
    """Why a look at an article's page found nothing, as `claims.actions.looking` keeps it."""
    code, _colon, answered = kept.partition(":")
    return problem_words(code, int(answered or 0)) if code in PROBLEMS else _ANOTHER


def problem_words(code: str, answered: int = 0) -> Problem:
    """What happened, in words, with the other server's answer where that was it."""
    if code != "status" or not answered:
        return PROBLEMS[code]
    if answered in _ANSWERS:
        return _ANSWERS[answered]
    what = gettext("The server answered with error %(number)s.") % {"number": answered}
    return Problem(what, _LATER if answered >= 500 else _SAVE_IT)
