"""What an answer holds: its rows, and among how many they were found, when, and by which norms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from oversight_graph.answer.opening import Opening
from oversight_graph.answer.places import PlacesAsked
from oversight_graph.answer.question import Data, Question
from oversight_graph.model import Language


@dataclass(frozen=True)
class AnswerData:
    """The answer to a question, with its frame of reference: it can't be built without `n` (contract §4).

    Attributes
    ----------
    lang
        The language asked for; None leaves names as the sources write them.
    words
        In which language the rows, notes and the universe are worded, and so is what is drawn of them.
    as_of
        The day on which all charts are taken; None where each has another one, as `as_of_by_chart` says.
    names
        The names of the bodies that rows mention by id.
    places
        Which places its charts and areas are, where it opens with them.
    told
        What its computation says for the opening, and no row holds.
    repeated
        The ids of placeholders, where its rows may be grouped by the entries that they repeat.

    Raises
    ------
    TypeError
        Where the universe has no `n`.
    """

    asked: Question
    parameters: Mapping[str, Any]
    as_of: str | None
    norms: tuple[str, ...]
    scope: Mapping[str, Any]
    universe: Mapping[str, Any]
    summary: Mapping[str, Any]
    data: Data = field(repr=False)
    notes: tuple[str, ...] = ()
    lang: Language | None = None
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    words: Language = "en"
    as_of_by_chart: Mapping[str, str] = field(default_factory=dict)
    places: PlacesAsked = field(default_factory=PlacesAsked, repr=False)
    told: Mapping[str, Any] = field(default_factory=dict, repr=False)
    repeated: frozenset[str] = field(default=frozenset(), repr=False)

    def __post_init__(self) -> None:
        if not isinstance(self.universe.get("n"), int):
            raise TypeError(f"an answer to `{self.asked.id}` says among how many it was found: universe needs `n`")

    @property
    def question(self) -> str:
        """The id of the question."""
        return self.asked.id

    @property
    def n(self) -> int:
        """Among how many was looked."""
        return int(self.universe["n"])

    @property
    def columns(self) -> list[str]:
        """The ids of the columns, in their order."""
        return [column.id for column in self.asked.columns]

    def __len__(self) -> int:
        return len(next(iter(self.data.values()), ()))

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """A mapping a row, with the fields of `columns`; an unknown is None. Cost: a Python object for each value of the answer."""
        names = self.columns
        return [dict(zip(names, values, strict=True)) for values in zip(*(self.data[name] for name in names), strict=True)]

    def rows_at(self, places: Iterable[int]) -> list[dict[str, Any]]:
        """Some rows, as `rows` has them; the others stay columns.

        Parameters
        ----------
        places
            Positions of rows.

        Returns
        -------
        A mapping for each, in their order.
        """
        return [{name: self.data[name][place] for name in self.columns} for place in places]

    @cached_property
    def opening(self) -> Opening | None:
        """What it opens with where people read it; None where its rows speak for themselves."""
        return None if self.asked.opening is None else self.asked.opening(self)

    def around_rows(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What the object of contract §4 holds before its rows, and behind them."""
        return {
            "question": self.question,
            "parameters": dict(self.parameters),
            "as_of": self.as_of,
            "as_of_by_chart": dict(self.as_of_by_chart),
            "norms": list(self.norms),
            "scope": dict(self.scope),
            "universe": dict(self.universe),
            "summary": dict(self.summary),
            "columns": self.columns,
        }, {"notes": list(self.notes)}

    def to_dict(self) -> dict[str, Any]:
        """The object of contract §4."""
        before, after = self.around_rows()
        return before | {"rows": self.rows} | after
