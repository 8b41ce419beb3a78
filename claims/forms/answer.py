"""A typed answer, read as the kind its question asks for, and told back in words before it counts."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.actions.claims import NewValue
from claims.forms.dates import read_date
from claims.forms.fields import date_error
from claims.forms.numbers import NotANumber, read_number
from claims.forms.tongues import evened
from claims.wording.dates import date_words
from claims.wording.sentences import number_range
from sources.dates import EdtfError

_UNKNOWN = {
    *("unknown", "not known", "unclear", "uncertain", "?"),
    *("неизвестно", "не известно", "неясно", "неизвестен", "неизвестна"),
    *("غير معروف", "غير معروفه", "غير واضح", "مجهول"),
}
_NONE = {
    *("none", "nobody", "no one", "nothing", "nowhere"),
    *("никто", "никого", "нет", "ничего", "нигде", "ни одного"),
    *("لا احد", "لا شيء", "لا يوجد"),
}
_YES = {"yes", "true", "y", "да", "نعم"}
_NO = {"no", "false", "n", "нет", "لا"}
_NOT_READ = {
    "yes_no": gettext_lazy("“%(typed)s” is neither yes nor no."),
    "number": gettext_lazy(
        "“%(typed)s” is not a number we can read. Type 14, three to four, at least two, over 50 or several; "
        "or unknown, or none."
    ),
}


def read_answer(answer_type: str, typed: str) -> NewValue:
    """The value that was typed; an entity is not read here but chosen.

    Raises ValidationError where it does not answer such a question.
    """
    words = evened(typed).strip(" .")
    if words in _UNKNOWN:
        return NewValue(state="unknown")
    if words in _NONE and answer_type not in ("yes_no", "text"):
        return NewValue(state="none")
    match answer_type:
        case "yes_no":
            return _yes_no(words, typed)
        case "number":
            return _number(typed)
        case "date":
            return _date(typed)
    return NewValue(text=typed.strip())


def _yes_no(words: str, typed: str) -> NewValue:
    if words not in _YES | _NO:
        raise ValidationError(_NOT_READ["yes_no"], code="answer", params={"typed": typed})
    return NewValue(yes=words in _YES)


def _number(typed: str) -> NewValue:
    try:
        found = read_number(typed)
    except NotANumber:
        raise ValidationError(_NOT_READ["number"], code="answer", params={"typed": typed}) from None
    return NewValue(low=found.low, high=found.high)


def _date(typed: str) -> NewValue:
    try:
        return NewValue(date=read_date(typed))
    except EdtfError as error:
        raise date_error(error) from None


def is_about(answer_type: str, typed: str) -> bool:
    """Whether the words do not promise the number that is read from them."""
    try:
        return answer_type == "number" and read_number(typed).about
    except NotANumber:
        return False


def told_back(value: NewValue, unit: str = "") -> str:
    """What was read, as the claim's page will put it."""
    if value.state == "unknown":
        return _("not known")
    if value.state == "none":
        return _("none")
    if value.yes is not None:
        return _("yes") if value.yes else _("no")
    if value.date:
        return f"{date_words(value.date)} ({value.date})"
    if value.low is not None or value.high is not None:
        return number_range(value.low, value.high, unit=unit)
    return value.text
