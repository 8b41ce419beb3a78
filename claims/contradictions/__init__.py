"""Where a question's answers clash, by rules over plain values.

`find` is the whole of it: statements in, findings out.
"""

from claims.contradictions.comparing import find
from claims.contradictions.finding import Finding

__all__ = ["Finding", "find"]
