"""The article in a page: its text, and what the page says about itself.

Hostile pages exist that keep any parser busy for minutes or eat gigabytes, so the page
is read in a child process under the kernel's limits (`extraction_child`). It knows none
of our secrets and can spend no more than this; whatever becomes of it, we go on.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

#: Seconds of processor time, seconds by the clock, bytes of address space.
CPU_SECONDS = 5
WALL_SECONDS = 20.0
MEMORY = 768 * 1024 * 1024
#: Bytes that the child may write: an article of 10 MB, escaped.
OUTPUT = 80_000_000
#: How the child says that its memory did not suffice, or that it found no article.
OUT_OF_MEMORY, NO_TEXT = 71, 72

_ROOT = Path(__file__).resolve().parent.parent


class ExtractionFailed(Exception):
    """No article was got out of the page. `code` says why.

    heavy: it would take more time or memory than reading a page may · no_text: it holds
    no article that we can find · unreadable: what reads pages failed on it.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a page says, for an editor to confirm; "" where it does not say."""

    text: str
    title: str = ""
    byline: str = ""
    #: EDTF, a day.
    published: str = ""
    #: BCP 47, the language alone.
    language: str = ""
    canonical_url: str = ""
    #: What the site calls itself.
    site_name: str = ""
    #: Why part of the page is not in the text; "" where all of it was read.
    #: deep: the parser ends where elements lie too deep in one another · large: of so many
    #: elements only paragraphs and headings are read.
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Costs:
    """What reading one page may cost."""

    cpu_seconds: int = CPU_SECONDS
    wall_seconds: float = WALL_SECONDS
    memory: int = MEMORY


def extract(raw: bytes, media_type: str, url: str = "", costs: Costs | None = None) -> Extracted:
    """The article in the page `raw`, which was found at `url`. Raises ExtractionFailed.

    Takes up to `costs.wall_seconds`: call it from the worker, never while a visitor waits.
    """
    costs = costs or Costs()
    asked = json.dumps({"media_type": media_type, "url": url, "costs": asdict(costs)}).encode()
    # Files, not pipes: neither side can wait for the other, and the kernel holds the child to its output.
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        question.write(asked + b"\n" + raw)
        question.seek(0)
        try:
            done = subprocess.run(
                [sys.executable, "-E", "-s", "-m", "sources.extraction_child"],
                cwd=_ROOT,
                env={"LC_ALL": "C.UTF-8"},
                stdin=question,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=costs.wall_seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ExtractionFailed("heavy", f"longer than {costs.wall_seconds} seconds") from None
        _judge(done.returncode)
        answer.seek(0)
        return Extracted(**json.load(answer))


def _judge(ended: int) -> None:
    if ended < 0:
        raise ExtractionFailed("heavy", f"the reader was ended by {signal.Signals(-ended).name}")
    if ended == OUT_OF_MEMORY:
        raise ExtractionFailed("heavy", "the reader ran out of memory")
    if ended == NO_TEXT:
        raise ExtractionFailed("no_text", "the page holds no article")
    if ended:
        raise ExtractionFailed("unreadable", f"the reader failed with {ended}")
