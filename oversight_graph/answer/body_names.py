"""The names of the bodies that an answer mentions by id only, looked up where they are shown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oversight_graph.answer.answer_columns import id_table, name_table
from oversight_graph.answer.arrow_texts import text_array
from oversight_graph.answer.columns import Lists, Texts
from oversight_graph.answer.question import AnswerColumn
from oversight_graph.graph.arrow import as_indices, numbers
from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph
from oversight_graph.model import Language

_FEW = 500
"""So many names are looked up one by one; then all are made at once."""


class BodyNames(Mapping[str, str]):
    """The names of the bodies that rows mention, by their ids: in columns of ids, in hops and in links.

    Parameters
    ----------
    graph : Graph
        Has the bodies.
    columns : sequence of (AnswerColumn, sequence)
        The columns of the answer.
    lang : {'zh', 'en'} or None
        Of the names.
    """

    def __init__(self, graph: Graph, columns: Sequence[tuple[AnswerColumn, Sequence[Any]]], lang: Language | None) -> None:
        self._ids, self._names = id_table(graph), name_table(graph, lang)
        self._columns = [
            (column, values) for column, values in columns if column.type in ("ids", "hops", "links") or (column.type == "id" and column.id != "id")
        ]
        self._known: dict[str, str] = {}

    def __getitem__(self, body: str) -> str:
        if len(self._known) >= _FEW:
            return self._all[body]
        name = self._known.get(body)
        if name is None:
            name = self._known[body] = self._found(body)
        return name

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._at)

    def _found(self, body: str) -> str:
        """The name of one body; ids are sorted by code points."""
        place = bisect_left(range(len(self._ids)), body, key=lambda at: _text(self._ids, at))
        if place == len(self._ids) or _text(self._ids, place) != body or not np.isin(place, self._at):
            raise KeyError(body)
        return _text(self._names, place)

    @cached_property
    def _all(self) -> dict[str, str]:
        at = as_indices(self._at)
        return dict(zip(self._ids.take(at).to_pylist(), self._names.take(at).to_pylist(), strict=True))

    @cached_property
    def _at(self) -> Ints:
        """The positions of the bodies, each once."""
        here = np.zeros(len(self._ids), bool)
        others: set[str] = set()
        for column, values in self._columns:
            if isinstance(values, Texts | Lists):
                here[values.codes] = True
            elif column.type == "ids":
                others.update(body for ids in values for body in ids)
            elif column.type == "id":
                others.update(body for body in values if body)
            else:
                others.update(hop[end] for hops in values for hop in hops for end in ("from", "to"))
        if others:
            here[numbers(pc.index_in(text_array(list(others)), value_set=self._ids), -1)] = True
        return np.flatnonzero(here)


def _text(table: pa.Array, at: int) -> str:
    text: str = table.slice(at, 1).to_pylist()[0]
    return text
