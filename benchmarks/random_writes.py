"""Random sequences of writes: 200 of 40 steps, each checked for drift and for a changed past.

`./run bench random-writes [SEQUENCES]`. The short form is in the tests; this one takes hours.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    sequences = arguments[0] if arguments else "200"
    command = [sys.executable, "-m", "pytest", "-q", "-s", "tests/claims/test_stateful.py"]
    return subprocess.call(command, env={**os.environ, "SAYSO_SEQUENCES": sequences})
