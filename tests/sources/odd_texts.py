"""Any text at all, and much of it odd."""

from __future__ import annotations

from hypothesis import strategies as st

#: Letters of several scripts, blanks and line ends of every kind, quotation marks, emoji, accents.
ODD = "aSé я؟ع.!?…“”«»\"'()\t \xa0\u2003\u200b\u202e\u2028\x85\x0b\x1c\r\n😀\u0301\u0316,1ﬁ"
texts = st.text() | st.text(alphabet=ODD, max_size=200)
