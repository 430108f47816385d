"""All that this package raises.

OversightError              exit status of the command
├── ChartError          1   a chart can't be read; carries its problems
├── PlanRefused         1   a plan isn't applied (too many removals, contradictions)
│   └── PlanStale       1   … because the store has changed since it was made
├── UnknownBody         1   no body, or more than one, fits what was typed
├── NothingThere        1   the scope asked for holds nothing
├── TooLong             1   something takes longer than it was allowed to
├── WrongQuestion       2   a question, a parameter or a word of a vocabulary that doesn't exist
└── StoreError          3   the store can't be reached, is in use or isn't one of ours
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from oversight_graph.visible_text import visible

if TYPE_CHECKING:
    from oversight_graph.problems import Problem


class OversightError(Exception):
    """The root: one paragraph that says what is wrong, where, and what to do. `lines` stand under it; what a name or a path holds begins none."""

    exit_code = 1

    def __init__(self, message: str = "", *lines: str) -> None:
        super().__init__("\n".join(map(visible, (message, *lines))))


class ChartError(OversightError):
    """A chart can't be read. `problems`: all of them, warnings included."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(*(message.split("\n") if problems else (message,)))  # problems are told a line each
        self.problems = problems


class PlanRefused(OversightError):
    """A plan isn't applied; the store is as before."""


class PlanStale(PlanRefused):
    """A plan was made against an older revision of the store: make it again."""


class UnknownBody(OversightError):
    """No body, or several, fit what was typed. `candidates`: (id, name, kind) of those that do."""

    def __init__(self, message: str, candidates: tuple[tuple[str, str, str], ...] = (), lines: Iterable[str] = ()) -> None:
        super().__init__(message, *lines)
        self.candidates = candidates


class NothingThere(OversightError):
    """The scope asked for holds nothing."""


class TooLong(OversightError):
    """Something takes longer than the `seconds` that it was allowed."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"This takes longer than the {seconds:g} seconds that it may. Ask for less (fewer paths, an area, one chart), or ask on the command line."
        )
        self.seconds = seconds


class WrongQuestion(OversightError):
    """A question, a parameter or a word that doesn't exist."""

    exit_code = 2


class StoreError(OversightError):
    """The store can't be reached, is in use, or isn't one of ours."""

    exit_code = 3


def nearest(word: str, words: Iterable[str]) -> str:
    """`; did you mean `x`?` for the nearest valid word, else the words themselves."""
    valid = [str(one) for one in words]
    folded = {one.lower().replace("_", ""): one for one in valid}
    key = word.lower().replace("_", "").replace("-", "").replace(" ", "")
    close = [folded[key]] if key in folded else difflib.get_close_matches(word, valid, 1, 0.6)
    if not close:
        close = [folded[hit] for hit in difflib.get_close_matches(key, list(folded), 1, 0.6)]
    if close:
        return f"did you mean `{close[0]}`?"
    return f"use one of: {', '.join(valid[:20])}{' …' if len(valid) > 20 else ''}"
