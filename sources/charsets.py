"""The text of a page's bytes, by the charset that it names or shows. Pure."""

from __future__ import annotations

import codecs
import re

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_IN_PAGE = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
#: How far into a page browsers look for its charset.
_LOOKED_AT = 4096
#: What these labels mean on the web, by the WHATWG's Encoding Standard.
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252"}


def decoded(raw: bytes, media_type: str) -> str:
    """The bytes as text: by byte order mark, as UTF-8, by the server's header, by the page's word.

    A saved page often is UTF-8 and still names what it was before; text in another
    charset is never UTF-8 by chance. A charset that does not fit is passed over. What
    fits none is read as UTF-8 with U+FFFD where it fails, for an editor to see.
    """
    for mark, charset in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(charset, "replace")
    in_header, in_page = _IN_HEADER.search(media_type), _IN_PAGE.search(raw[:_LOOKED_AT])
    named = [in_header[1]] if in_header else []
    named += [in_page[1].decode("ascii", "replace")] if in_page else []
    # Plain ASCII may be a charset that says the rest in escapes.
    for charset in (*named, "utf-8") if raw.isascii() else ("utf-8", *named):
        try:
            return raw.decode(_MEANT.get(charset.lower(), charset))
        except (LookupError, UnicodeError, ValueError):
            continue
    return raw.decode("utf-8", "replace")
