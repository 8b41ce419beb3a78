"""What is wrong with a dossier, said so that whoever made the file can mend it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: More at once help nobody, and a file of another format would give thousands.
MOST = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, as in `statements[12].chain[0].basis`, and what to do about it."""

    path: str
    reason: str
    file: str = ""

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.path, self.reason) if part)


class DossierError(ValueError):
    """A dossier was refused; `problems` are the first that were found, at most twenty."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)[:MOST]
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Problems:
    """Collects what is wrong with one file; raises `DossierError` once there is enough to say."""

    def __init__(self, file: str = "") -> None:
        self.file = file
        self.found: list[Problem] = []

    def __len__(self) -> int:
        return len(self.found)

    def add(self, path: str, reason: str) -> None:
        self.found.append(Problem(path, reason, self.file))
        if len(self.found) == MOST:
            self.settle()

    def settle(self) -> None:
        """Go on only if nothing was found."""
        if self.found:
            raise DossierError(self.found)
