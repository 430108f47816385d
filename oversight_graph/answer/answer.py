"""An answer: its rows, and among how many they were found, when, and by which norms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from oversight_graph.answer.answer_data import AnswerData
from oversight_graph.answer.notebook_html import as_html
from oversight_graph.answer.rendering import reference, table

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Answer(AnswerData):
    """The answer to a question, with its frame of reference: it can't be built without `n` (contract §4).

    `frame` is a pandas frame, a row as the contract says; `rows` the same as plain values. `summary` counts by `count`,
    and its parts add up to `n`. An unknown is None, never 0. `as_of` is the day on which all charts are taken (None where each is at its own: `as_of_by_chart`), `norms` the sets of the norms that judged
    something, `scope` the charts and the area, `notes` what a reader must know besides.

    Raises
    ------
    TypeError
        Where the universe has no `n`.

    Examples
    --------
    >>> import oversight_graph as og
    >>> answer = og.ask(og.example(), "gaps", form="state")
    >>> answer.n, answer.as_of, answer.norms, len(answer)
    (2, '2020-12-31', ('national',), 0)
    >>> answer.frame.columns[:3].tolist()
    ['id', 'name', 'count']
    """

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The rows as a pandas frame; whole numbers stay whole beside unknowns."""
        import pandas as pd

        frame = pd.DataFrame({name: pd.Series(list(self.data[name]), dtype=object) for name in self.columns})
        for column in self.asked.columns:
            if column.type == "number":
                frame[column.id] = frame[column.id].astype("Int64")
            elif column.type == "decimal":
                frame[column.id] = frame[column.id].astype("Float64")
        return frame

    def to_json(self) -> str:
        """The object of contract §4 as JSON, in one line; Chinese characters as they are."""
        from oversight_graph.answer.streamed import json_blocks

        return b"".join(json_blocks(self)).decode()

    def __str__(self) -> str:
        return table(self)

    def _repr_html_(self) -> str:
        return as_html(self)

    @property
    def reference(self) -> str:
        """The frame of reference in one line: among how many, when, where, by what."""
        return reference(self)
