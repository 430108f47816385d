"""Problems of a file: where, what, what to do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

SHOWN = 50


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong (`error`: the file isn't loaded) or doubtful (`warning`) in a file.

    `line` counts from 1, 0 where the whole file is meant; `path` is the place inside the file, as `nodes[3].kind`.
    """

    severity: Literal["error", "warning"]
    file: str
    line: int
    path: str
    what: str
    todo: str

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "") + (f", {self.path}" if self.path else "")
        return visible(f"{self.severity}: {place}: {self.what}; {self.todo}")


def visible(text: str) -> str:
    """A text on one line: what a terminal would obey, or couldn't print, is written as an escape."""
    if text.isprintable():
        return text
    return "".join(letter.encode("unicode_escape").decode() if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") else letter for letter in text)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def paragraph(problems: Sequence[Problem]) -> str:
    """All problems, errors first, the first 50 in full and the rest by number."""
    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    lines = [str(problem) for problem in ordered[:SHOWN]]
    rest = ordered[SHOWN:]
    if rest:
        wrong = len(errors(rest))
        lines.append(f"… and {len(rest)} more ({wrong} errors, {len(rest) - wrong} warnings); mend these first, then check again")
    return "\n".join(lines)
