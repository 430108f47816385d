"""The rows of a graph by their ids, and the body of each entry: found by where they stand, without an object for each."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Generic

import numpy as np
import pyarrow as pa

from oversight_graph.graph.arrow import encoded, taken
from oversight_graph.resolution.chart_tables import ChartTables
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.link_rows import LinkRow
from oversight_graph.resolution.node_rows import NodeRow
from oversight_graph.resolution.parts import LinkPart, NodePart, Part, R, RowList
from oversight_graph.store.graph_tables import LINKS, NODES


class ById(Mapping[str, GraphRow], Generic[R]):
    """Rows by their ids, in the order of loading."""

    def __init__(self, parts: Sequence[Part[R]]) -> None:
        self.parts = parts
        self._known: dict[str, tuple[int, int]] = {row.id: (number, at) for number, part in enumerate(parts) for at, row in part.together.items()}

    def remember(self, rows: Mapping[str, tuple[int, int]]) -> None:
        """Note where some rows stand, so that they needn't be sought among all.

        Parameters
        ----------
        rows
            Id → which part, which row of its tables.
        """
        self._known.update(rows)

    def place(self, name: str) -> tuple[int, int]:
        """Where a row stands.

        Parameters
        ----------
        name
            Its id.

        Returns
        -------
        Which part, and which row of its tables: they sort by the order of loading.

        Raises
        ------
        KeyError
            Where there is no such row.
        """
        found = self._known.get(name)
        return self._sought(name) if found is None else found

    def _sought(self, name: str) -> tuple[int, int]:
        raise NotImplementedError

    def __getitem__(self, name: str) -> R:
        number, at = self.place(name)
        return self.parts[number].row(at)

    def __iter__(self) -> Iterator[str]:
        return (name for part in self.parts for name in part.names())

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def where(self, column: str, words: Collection[str]) -> RowList[R]:
        """The rows that say one of some words in a column of texts.

        Parameters
        ----------
        column
            One of its columns.
        words
            What is sought.

        Returns
        -------
        In the order of loading. Cost: linear in the rows, by columns.
        """
        found = []
        for part in self.parts:
            said, at = encoded(part.own().column(column))
            meant = np.append(np.isin(np.arange(len(said)), [place for place, word in enumerate(said) if word in words]), False)[at] & ~part.apart
            meant[[at for at, row in part.together.items() if row[column] in words]] = True
            found.append((part, np.flatnonzero(meant)))
        return RowList(found)

    def values(self) -> RowList[R]:  # type: ignore[override]
        """The rows, in the order of loading."""
        return RowList((part, np.array(part.places(), np.int64)) for part in self.parts)

    def items(self) -> _Items[R]:  # type: ignore[override]
        """The ids with their rows, in the order of loading."""
        return _Items(self)

    def let_go(self) -> None:
        """Let the tables of large charts go, from which the rows are made: who asks for a row later has them made anew."""


class _Items(Collection[tuple[str, R]], Generic[R]):
    def __init__(self, rows: ById[R]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, pair: object) -> bool:
        return isinstance(pair, tuple) and self._rows.get(pair[0]) == pair[1]

    def __iter__(self) -> Iterator[tuple[str, R]]:
        return ((row.id, row) for row in self._rows.values())


class NodesById(ById[NodeRow]):
    """The bodies of a graph by their ids."""

    def __init__(self, parts: Sequence[NodePart]) -> None:
        super().__init__(parts)
        self._by_chart = {part.tables.id: number for number, part in enumerate(parts)}

    def _sought(self, name: str) -> tuple[int, int]:
        number = self._by_chart[name.partition(":")[0]]
        at = self.parts[number].tables.row_of[name]
        if self.parts[number].apart[at]:
            raise KeyError(name)
        return number, at

    def table(self) -> pa.Table:
        """All of them with the columns NODES, in the order of loading."""
        return pa.concat_tables([part.table() for part in self.parts]) if self.parts else NODES.empty_table()


class LinksById(ById[LinkRow]):
    """The links of a graph by their ids."""

    def __init__(self, parts: Sequence[LinkPart]) -> None:
        super().__init__(parts)

    @cached_property
    def _all(self) -> dict[str, tuple[int, int]]:
        return {
            name: (number, at)
            for number, part in enumerate(self.parts)
            for name, at in zip(taken(part.own().select(["id"]), part.alone).column("id").to_pylist(), part.alone.tolist(), strict=True)
        }

    def _sought(self, name: str) -> tuple[int, int]:
        return self._all[name]

    def table(self) -> pa.Table:
        """All of them with the columns LINKS, in the order of loading."""
        return pa.concat_tables([part.table() for part in self.parts]) if self.parts else LINKS.empty_table()

    def let_go(self) -> None:
        """See ById.let_go."""
        for part in self.parts:
            part.tables.let_links_go()


class BodyOfEntry(Mapping[str, str]):
    """Entry → body, both by their ids in a store: of nearly all the same."""

    def __init__(self, tables: Sequence[ChartTables], others: Mapping[str, str]) -> None:
        self._tables = {one.id: one for one in tables}
        self.others = others

    def knows_chart(self, name: str) -> bool:
        """Whether the chart of an entry is one of those that the graph is made of.

        Parameters
        ----------
        name
            The id of an entry.

        Returns
        -------
        True also where this chart holds no such entry.
        """
        return name.partition(":")[0] in self._tables

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (name in self.others or (self.knows_chart(name) and name in self._tables[name.partition(":")[0]].row_of))

    def __getitem__(self, name: str) -> str:
        if name in self.others:
            return self.others[name]
        if name not in self._tables[name.partition(":")[0]].row_of:
            raise KeyError(name)
        return name

    def __iter__(self) -> Iterator[str]:
        return (name for tables in self._tables.values() for name in tables.node_ids)

    def __len__(self) -> int:
        return sum(tables.nodes.num_rows for tables in self._tables.values())
