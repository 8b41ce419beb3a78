"""When Python's collector looks for garbage in a server's process."""

from __future__ import annotations

import gc

#: New objects until it looks again. A page makes tens of thousands, nearly all of which need no collector.
_NEW_OBJECTS = 20_000


def settle() -> None:
    """Once all is loaded: leave that alone from now on, and look less often through the rest.

    As often as by default, it takes a tenth of the time of a page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 20, 20)
