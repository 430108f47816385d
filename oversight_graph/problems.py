"""Problems of a file: where, what, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from oversight_graph.messages import Message, message
from oversight_graph.visible_text import visible as visible

SHOWN = 50

Keys: TypeAlias = "tuple[str | int, ...]"
"""The keys of mappings and the positions in lists (from 0) that lead to a place inside a document, as `("nodes", 3, "kind")`."""


def path_of(keys: Keys) -> str:
    """Keys as people read them.

    Parameters
    ----------
    keys
        The keys and positions that lead to a place.

    Returns
    -------
    Empty for the document itself.

    Examples
    --------
    >>> path_of(("nodes", 3, "authority", 0))
    'nodes[3].authority[0]'
    """
    path = ""
    for key in keys:
        path += f"[{key}]" if isinstance(key, int) else f".{key}" if path else key
    return path


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong (`error`: the file isn't loaded) or doubtful (`warning`) in a file.

    `line` counts from 1 (in a table it is the row), 0 where the whole file is meant; `path` is the place inside the file, as
    `nodes[3].kind`, and `keys` the same for programs. In a table `sheet` is the name of the sheet, where there are several, and `column` counts from 1.
    `message` says what is wrong and what to do, in both languages; `subject` is the entry that it is said of.
    """

    severity: Literal["error", "warning"]
    file: str
    line: int
    path: str
    message: Message
    sheet: str = ""
    column: int = 0
    subject: str = ""
    keys: Keys = ()

    @property
    def entry(self) -> tuple[str, int] | None:
        """The entry that is meant: its list and its position there, as `("nodes", 3)`; None where it is the header or the whole file."""
        match self.keys:
            case (str(section), int(position), *_):
                return section, position
        return None

    @property
    def inside(self) -> Keys:
        """The keys inside the entry, or inside the header, that lead to what is meant; none where it is meant as a whole.

        >>> problem = Problem("error", "a.yaml", 1, "nodes[3].name.zh", message("problems.row", row=1), keys=("nodes", 3, "name", "zh"))
        >>> problem.entry, problem.inside
        (('nodes', 3), ('name', 'zh'))
        """
        return self.keys if self.entry is None else self.keys[2:]

    @property
    def code(self) -> str:
        """Which problem it is, as `chart.unknown_key`: the same in every language and version."""
        return self.message.code

    @property
    def what(self) -> str:
        """What is wrong, in the language spoken here."""
        what = self.message.parts()[0]
        return message("problems.subject", subject=self.subject, what=what).text() if self.subject else what

    @property
    def todo(self) -> str:
        """What to do, in the language spoken here."""
        return self.message.parts()[1]

    @property
    def cell(self) -> str:
        """The cell as spreadsheets name it, as `B7`; empty outside tables."""
        return f"{letters(self.column)}{self.line}" if self.column and self.line else ""

    def __str__(self) -> str:
        if self.sheet or self.column:
            row = message("problems.row", row=self.line) if self.line else ""
            place = [self.file, message("problems.sheet", sheet=self.sheet) if self.sheet else "", self.cell or row]
        else:
            place = [self.file + (f":{self.line}" if self.line else ""), self.path]
        where = [part for part in place if part]
        severity = message("problems.error") if self.severity == "error" else message("problems.warning")
        return visible(message("problems.located", severity=severity, place=where, what=self.what, todo=self.todo).text())

    def to_dict(self) -> dict[str, object]:
        """For programs: what there is of severity, code, file, sheet, cell, line, path, what, todo."""
        place = {"severity": self.severity, "file": self.file, "sheet": self.sheet, "cell": self.cell, "line": self.line, "path": self.path}
        return {key: value for key, value in place.items() if value} | {"what": self.what, "todo": self.todo, "code": self.code}


def letters(column: int) -> str:
    """The letters of a column, as spreadsheets name it.

    Parameters
    ----------
    column
        From 1.

    Returns
    -------
    Empty for 0.

    Examples
    --------
    >>> [letters(column) for column in (1, 26, 27, 703)]
    ['A', 'Z', 'AA', 'AAA']
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that keep a file from being loaded.

    Parameters
    ----------
    problems
        Errors and warnings.

    Returns
    -------
    The errors, in their order.
    """
    return [problem for problem in problems if problem.severity == "error"]


def paragraph(problems: Sequence[Problem]) -> str:
    """All problems as people read them, errors first.

    Parameters
    ----------
    problems
        Errors and warnings.

    Returns
    -------
    A line each for the first 50, and one that says how many more there are.
    """
    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    lines = [str(problem) for problem in ordered[:SHOWN]]
    rest = ordered[SHOWN:]
    if rest:
        wrong = len(errors(rest))
        lines.append(message("problems.more", number=len(rest), wrong=wrong, doubtful=len(rest) - wrong).text())
    return "\n".join(lines)
