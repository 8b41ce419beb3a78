"""How each kind of value stands in a dossier: how it is read, written and described.

The three sit side by side so that the reader, the writer and the JSON Schema
cannot drift apart. A dataclass of `claims.dossier` names one of these in each
of its annotations. Pure.
"""

from __future__ import annotations

import base64
import binascii
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from urllib.parse import urlsplit

from sources.dates import Edtf, EdtfError, parse

#: Douglas Crockford's: no I, L, O or U. A test holds it to `newsroom.public_ids`.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

#: What the database's columns hold: 24 digits before the point, 6 after it.
WHOLE_DIGITS, PLACES, TOO_MANY_DIGITS = 24, 6, 30
_LARGEST_WHOLE = 2**31 - 1

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)
_UNSAVEABLE = re.compile("[\0\ud800-\udfff]")


class Unreadable(ValueError):
    """A value that a dossier cannot hold; `str()` says what to do. `under` is where within the value."""

    def __init__(self, reason: str, under: str = "") -> None:
        super().__init__(reason)
        self.under = under


class Notation(ABC):
    """One kind of value: from JSON, to JSON, and its JSON Schema."""

    @abstractmethod
    def read(self, raw: object) -> object:
        """The value that `raw` stands for, or `Unreadable`."""

    @abstractmethod
    def schema(self) -> dict[str, object]:
        """The JSON Schema of what `read` accepts, as far as a schema can say it."""

    def write(self, value: object) -> object:
        """`value` as canonical JSON."""
        return value


def quoted(raw: object) -> str:
    """`raw` as a message can show it: short, and safe on any terminal."""
    shown = ascii(raw) if isinstance(raw, str) else str(raw)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def text_of(raw: object) -> str:
    """`raw` where it is text that a database can keep, or `Unreadable`."""
    if not isinstance(raw, str):
        raise Unreadable('must be text in quotes (write "" for none)')
    if found := _UNSAVEABLE.search(raw):
        name = "the NUL character" if found[0] == "\0" else "half of a surrogate pair"
        raise Unreadable(f"holds {name} at character {found.start()}: remove it")
    return raw


@dataclass(frozen=True)
class Words(Notation):
    """Text of at most `limit` characters."""

    limit: int | None = None
    required: bool = False

    def read(self, raw: object) -> str:
        text = text_of(raw)
        if self.required and not text.strip():
            raise Unreadable("is empty: give its text")
        if self.limit is not None and len(text) > self.limit:
            raise Unreadable(f"has {len(text)} characters: shorten it to at most {self.limit}")
        return text

    def schema(self) -> dict[str, object]:
        limit = {} if self.limit is None else {"maxLength": self.limit}
        return {"type": "string", **({"minLength": 1} if self.required else {}), **limit}


@dataclass(frozen=True)
class Shaped(Notation):
    """Text of one shape, such as a slug; `advice` says which."""

    pattern: str
    advice: str
    limit: int

    def read(self, raw: object) -> str:
        text = text_of(raw)
        if not re.fullmatch(self.pattern, text, re.ASCII) or len(text) > self.limit:
            raise Unreadable(f"{quoted(text)} will not do: {self.advice}, at most {self.limit} characters")
        return text

    def schema(self) -> dict[str, object]:
        return {"type": "string", "pattern": f"^({self.pattern})$", "maxLength": self.limit}


@dataclass(frozen=True)
class Code(Notation):
    """One of a closed list of codes; with `blank`, "" stands for none of them."""

    codes: tuple[str, ...]
    blank: bool = False

    def read(self, raw: object) -> str:
        if not isinstance(raw, str) or raw not in self._allowed():
            raise Unreadable(f"{quoted(raw)} is not a code here: use one of {', '.join(self.codes)}")
        return raw

    def schema(self) -> dict[str, object]:
        return {"enum": list(self._allowed())}

    def _allowed(self) -> tuple[str, ...]:
        return (*self.codes, "") if self.blank else self.codes


@dataclass(frozen=True)
class Id(Notation):
    """A public id. With `outside`, it may name something that another dossier or the database holds."""

    letter: str
    outside: bool = False

    @property
    def pattern(self) -> str:
        return f"{self.letter}-[{ALPHABET}]{{10}}"

    def read(self, raw: object) -> str:
        if isinstance(raw, str) and re.fullmatch(self.pattern, raw):
            return raw
        raise Unreadable(
            f"{quoted(raw)} is not an id here: write {self.letter}- and ten capital letters or digits "
            "without I, L, O and U"
        )

    def schema(self) -> dict[str, object]:
        return {"type": "string", "pattern": f"^{self.pattern}$"}


class Flag(Notation):
    """true or false."""

    def read(self, raw: object) -> bool:
        if not isinstance(raw, bool):
            raise Unreadable("must be true or false, without quotes")
        return raw

    def schema(self) -> dict[str, object]:
        return {"type": "boolean"}


class Whole(Notation):
    """A whole number from 0, such as an offset."""

    def read(self, raw: object) -> int:
        if not isinstance(raw, Decimal) or not 0 <= raw <= _LARGEST_WHOLE or raw != int(raw):
            raise Unreadable(f"must be a whole number from 0 to {_LARGEST_WHOLE}, without quotes")
        return int(raw)

    def schema(self) -> dict[str, object]:
        return {"type": "integer", "minimum": 0, "maximum": _LARGEST_WHOLE}


class Number(Notation):
    """A decimal number, exact: written as text, read from text or from a JSON number."""

    def read(self, raw: object) -> Decimal:
        if isinstance(raw, str) and _NUMBER.fullmatch(raw):
            raw = Decimal(raw)
        if not isinstance(raw, Decimal):
            raise Unreadable('must be a number such as "2", "2.5" or "2000000000" (null for no limit)')
        return plain(raw)

    def write(self, value: object) -> str:
        assert isinstance(value, Decimal)
        return str(plain(value))

    def schema(self) -> dict[str, object]:
        text = {"type": "string", "pattern": f"^{_NUMBER.pattern}$"}
        return {"anyOf": [text, {"type": "number"}]}


def plain(number: Decimal) -> Decimal:
    """`number` without trailing zeros and exponent, so that `str()` of equal numbers is equal."""
    _few_digits(number)
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    whole, _, places = text.lstrip("-").partition(".")
    if len(whole) > WHOLE_DIGITS or len(places) > PLACES or len(whole + places) >= TOO_MANY_DIGITS:
        raise Unreadable(
            f"has too many digits: use at most {WHOLE_DIGITS} before the point, {PLACES} after it "
            "and fewer than 30 in all"
        )
    return Decimal("0" if text == "-0" else text)


def _few_digits(number: Decimal) -> None:
    # Before it is spelled out: 1e999999 is eight bytes that would become a megabyte.
    if not -TOO_MANY_DIGITS < number.adjusted() < TOO_MANY_DIGITS or len(number.as_tuple().digits) > 60:
        raise Unreadable("has too many digits: use fewer than 30")


class Moment(Notation):
    """A moment in time, kept and written in UTC."""

    def read(self, raw: object) -> datetime:
        if isinstance(raw, str) and _TIME.fullmatch(raw):
            try:
                moment = datetime.fromisoformat(raw).astimezone(UTC)
            except (ValueError, OverflowError):
                moment = datetime.min.replace(tzinfo=UTC)
            # Further out, showing it in a reader's time zone can leave the calendar.
            if 1800 <= moment.year <= 2200:
                return moment
        raise Unreadable(f"{quoted(raw)} is not a time: write it as 2025-05-27T09:31:00Z")

    def write(self, value: object) -> str:
        assert isinstance(value, datetime)
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")

    def schema(self) -> dict[str, object]:
        return {"type": "string", "format": "date-time", "pattern": f"^{_TIME.pattern}$"}


@dataclass(frozen=True)
class Day(Notation):
    """An EDTF date; with `blank`, "" stands for none."""

    blank: bool = True

    def read(self, raw: object) -> Edtf | None:
        text = text_of(raw)
        if self.blank and not text:
            return None
        if len(text) > 60:
            raise Unreadable("is too long for a date: write EDTF such as 2025-05-20 or 2024-12/..")
        try:
            return parse(text)
        except EdtfError as error:
            raise Unreadable(str(error)) from None

    def write(self, value: object) -> str:
        return value.text if isinstance(value, Edtf) else ""

    def schema(self) -> dict[str, object]:
        return {"type": "string", **({} if self.blank else {"minLength": 1}), "maxLength": 60}


@dataclass(frozen=True)
class Url(Notation):
    """An http or https address; "" for none unless `required`."""

    limit: int = 2000
    required: bool = False

    def read(self, raw: object) -> str:
        url = text_of(raw)
        if (not url and not self.required) or (len(url) <= self.limit and _is_web_address(url)):
            return url
        raise Unreadable(
            f"{quoted(url)} is not a web address: write http:// or https:// and a host, "
            f"without spaces, at most {self.limit} characters"
        )

    def schema(self) -> dict[str, object]:
        web = r"^[hH][tT][tT][pP][sS]?://\S+$"
        return {"type": "string", "pattern": web if self.required else f"{web}|^$", "maxLength": self.limit}


def _is_web_address(url: str) -> bool:
    # Browsers and urlsplit drop tabs and line breaks in an address: it would open another than it shows.
    if re.search(r"[\s\x00-\x20\x7f]", url):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


class Digest(Notation):
    """A SHA-256 in hexadecimal; "" for none."""

    def read(self, raw: object) -> str:
        if isinstance(raw, str) and re.fullmatch("([0-9a-f]{64})?", raw):
            return raw
        raise Unreadable("must be a SHA-256: 64 hexadecimal digits in lower case")

    def schema(self) -> dict[str, object]:
        return {"type": "string", "pattern": "^([0-9a-f]{64})?$"}


class Base64(Notation):
    """Bytes, as base64."""

    def read(self, raw: object) -> bytes:
        try:
            return base64.b64decode("".join(text_of(raw).split()), validate=True)
        except (binascii.Error, ValueError):
            raise Unreadable("must be bytes as base64 (letters, digits, + and /, padded with =)") from None

    def write(self, value: object) -> str:
        assert isinstance(value, bytes)
        return base64.b64encode(value).decode("ascii")

    def schema(self) -> dict[str, object]:
        return {"type": "string", "contentEncoding": "base64"}


class Opaque(Notation):
    """A JSON object that is kept as it is, with its keys sorted."""

    def read(self, raw: object) -> dict[str, object]:
        if not isinstance(raw, dict):
            raise Unreadable("must be an object in braces ({} for none)")
        return {text_of(name): _kept(raw[name]) for name in sorted(raw)}

    def write(self, value: object) -> object:
        return _sorted(value)

    def schema(self) -> dict[str, object]:
        return {"type": "object"}


def _kept(raw: object, depth: int = 1) -> object:
    """Any JSON below an opaque object, with numbers as both JSON and PostgreSQL's jsonb give them back."""
    if depth > 50:
        raise Unreadable("is nested more than 50 levels deep: flatten it")
    if isinstance(raw, dict):
        return {text_of(name): _kept(raw[name], depth + 1) for name in sorted(raw)}
    if isinstance(raw, list):
        return [_kept(one, depth + 1) for one in raw]
    if isinstance(raw, Decimal):
        return _simple(raw)
    if isinstance(raw, float):
        raise Unreadable("holds a number that is not one (NaN or an infinity): write null")
    return text_of(raw) if isinstance(raw, str) else raw


def _simple(number: Decimal) -> int | float:
    _few_digits(number)
    return int(number) if number == int(number) else float(number)


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(one) for one in value] if isinstance(value, list) else value
