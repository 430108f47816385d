"""The rows of a graph, chart by chart: nearly all as the chart's own tables have them, some put together of several entries.

A row of a chart's own tables becomes an object when it is asked for, and is forgotten again.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar, overload

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oversight_graph.graph.arrow import encoded, taken
from oversight_graph.resolution.chart_tables import ChartTables
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.link_rows import LinkRow
from oversight_graph.resolution.node_rows import NodeRow
from oversight_graph.store.graph_tables import table

R = TypeVar("R", bound=GraphRow)
_AT_ONCE = 10_000


@dataclass(eq=False)
class Part(Generic[R]):
    """What one chart brings into a graph: nodes, or links.

    Attributes
    ----------
    tables
        Of the chart.
    apart
        Whether a row of its tables isn't one of the graph as it stands there.
    together
        Rows that are put together of several entries, by the row of this chart that is the first of these.
    """

    tables: ChartTables
    apart: NDArray[np.bool_]
    together: dict[int, R] = field(default_factory=dict)

    @cached_property
    def alone(self) -> NDArray[np.int64]:
        """The rows of the chart's tables that are rows of the graph."""
        return np.flatnonzero(~self.apart)

    def __len__(self) -> int:
        return len(self.alone) + len(self.together)

    def own(self) -> pa.Table:
        """The table of the chart by itself."""
        raise NotImplementedError

    def held_by(self, charts: Collection[str]) -> int:
        """How many of the rows some charts hold.

        Parameters
        ----------
        charts
            Their ids.

        Returns
        -------
        A number of rows.
        """
        own = len(self.alone) if self.tables.id in charts else 0
        return own + sum(any(chart in charts for chart in row["charts"]) for row in self.together.values())

    def _made(self, places: NDArray[np.int64]) -> list[R]:
        raise NotImplementedError

    def row(self, at: int) -> R:
        """The row of the graph that a row of the chart's tables is, or is the first of.

        Parameters
        ----------
        at
            Which row of the chart's tables.

        Returns
        -------
        Made anew where it is one as it stands there.
        """
        return self.together[at] if at in self.together else self._made(np.array([at], np.int64))[0]

    def rows(self, places: NDArray[np.int64]) -> Iterator[R]:
        """Several of them.

        Parameters
        ----------
        places
            Which rows of the chart's tables.

        Yields
        ------
        One after the other; some thousands are made at once.
        """
        for start in range(0, len(places), _AT_ONCE):
            some = places[start : start + _AT_ONCE]
            made = iter(self._made(some[~self.apart[some]]))
            yield from (self.together[at] if at in self.together else next(made) for at in some.tolist())

    def places(self) -> list[int]:
        """The rows of the chart's tables which are, or are the first of, rows of the graph."""
        return sorted((*self.alone.tolist(), *self.together)) if self.together else list(self.alone.tolist())

    def names(self) -> list[str]:
        """The ids of the rows of the graph, in the order of the chart."""
        if not self.together:
            own = self.own().select(["id"])
            return list((taken(own, self.alone) if self.apart.any() else own).column("id").to_pylist())
        names = self.own().column("id").to_pylist()
        return [self.together[at].id if at in self.together else names[at] for at in self.places()]

    def table(self) -> pa.Table:
        """The rows as an Arrow table, in the order of the chart.

        Returns
        -------
        The chart's own where nothing is apart.
        """
        own = self.own()
        if not self.apart.any():
            return own
        alone = taken(own, self.alone)
        if not self.together:
            return alone
        places = np.array([*self.alone.tolist(), *self.together], np.int64)
        return taken(pa.concat_tables([alone, table(self.together.values(), own.schema)]), np.argsort(places, kind="stable"))


@dataclass(eq=False)
class NodePart(Part[NodeRow]):
    """The nodes of a chart.

    Attributes
    ----------
    body
        Of each row of the chart's tables the body that it is, as a number: that of the row which is the first of it, of the rows of all charts in their order.
    """

    body: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))

    def own(self) -> pa.Table:
        """See Part.own."""
        return self.tables.nodes

    def _made(self, places: NDArray[np.int64]) -> list[NodeRow]:
        return self.tables.node_rows(places)


class LinkPart(Part[LinkRow]):
    """The links of a chart."""

    def own(self) -> pa.Table:
        """See Part.own."""
        return self.tables.links

    def _made(self, places: NDArray[np.int64]) -> list[LinkRow]:
        return self.tables.link_rows(places)


class RowList(Sequence[GraphRow], Generic[R]):
    """Some rows of a graph, each made when it is asked for: a plan may tell of millions."""

    def __init__(self, pieces: Iterable[tuple[Part[R], NDArray[np.int64]]] = ()) -> None:
        self.pieces = [(part, places) for part, places in pieces if len(places)]
        self._ends = np.cumsum([len(places) for _, places in self.pieces]).tolist()

    def __len__(self) -> int:
        return int(self._ends[-1]) if self._ends else 0

    @overload
    def __getitem__(self, at: int) -> R: ...

    @overload
    def __getitem__(self, at: slice) -> list[R]: ...

    def __getitem__(self, at: int | slice) -> R | list[R]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        place = at + len(self) if at < 0 else at
        if not 0 <= place < len(self):
            raise IndexError(at)
        piece = bisect.bisect_right(self._ends, place)
        part, places = self.pieces[piece]
        return part.row(int(places[place - self._ends[piece]]))

    def __iter__(self) -> Iterator[R]:
        return (row for part, places in self.pieces for row in part.rows(places))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def counts(self, column: str) -> Counter[str]:
        """How many rows say what in a column of texts.

        Parameters
        ----------
        column
            One that doesn't differ between the entries of a body, as `kind`.

        Returns
        -------
        In the order in which the words come first. Cost: linear, by columns.
        """
        found: Counter[str] = Counter()
        for part, places in self.pieces:
            words, at = encoded(taken(part.own().select([column]), places).column(column))
            found.update(dict(zip(words, np.bincount(at, minlength=len(words)).tolist(), strict=True)))
        return found


def counts_by_kind(rows: Iterable[GraphRow]) -> Counter[str]:
    """How many rows there are of each kind.

    Parameters
    ----------
    rows
        Of a graph.

    Returns
    -------
    In the order in which the kinds come first. Cost: linear; by columns where the rows aren't made yet.
    """
    return rows.counts("kind") if isinstance(rows, RowList) else Counter(row["kind"] for row in rows)
