"""Problems of a file: where, what, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from oversight_graph.visible_text import visible as visible

SHOWN = 50


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong (`error`: the file isn't loaded) or doubtful (`warning`) in a file.

    `line` counts from 1 (in a table it is the row), 0 where the whole file is meant; `path` is the place inside the file, as
    `nodes[3].kind`. In a table `sheet` is the name of the sheet, where there are several, and `column` counts from 1.
    """

    severity: Literal["error", "warning"]
    file: str
    line: int
    path: str
    what: str
    todo: str
    sheet: str = ""
    column: int = 0

    @property
    def cell(self) -> str:
        """The cell as spreadsheets name it, as `B7`; empty outside tables."""
        return f"{letters(self.column)}{self.line}" if self.column and self.line else ""

    def __str__(self) -> str:
        if self.sheet or self.column:
            where = self.cell or (f"row {self.line}" if self.line else "")
            place = ", ".join(part for part in (self.file, f"sheet {self.sheet}" if self.sheet else "", where) if part)
        else:
            place = self.file + (f":{self.line}" if self.line else "") + (f", {self.path}" if self.path else "")
        return visible(f"{self.severity}: {place}: {self.what}; {self.todo}")

    def to_dict(self) -> dict[str, object]:
        """For programs: what there is of severity, file, sheet, cell, line, path, what, todo."""
        found = {"severity": self.severity, "file": self.file, "sheet": self.sheet, "cell": self.cell, "line": self.line, "path": self.path}
        return {key: value for key, value in found.items() if value} | {"what": self.what, "todo": self.todo}


def letters(column: int) -> str:
    """The letters of a column that counts from 1.

    >>> [letters(column) for column in (1, 26, 27, 703)]
    ['A', 'Z', 'AA', 'AAA']
    """
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


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
