"""The rows of the graph: bodies and links over the entries that they are made of, and the names of links.

A row keeps no values. Each is worked out from the entries when it is asked for (`node_columns`, `link_columns`), so that a graph of a
million rows costs little more memory than its charts do.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from oversight_graph.chart.chart import Header
from oversight_graph.chart.entry import LinkEntry, NodeEntry
from oversight_graph.chart.periods import PERIODS, Period, apart, between, span
from oversight_graph.resolution.link_columns import link_columns
from oversight_graph.resolution.node_columns import node_columns


class GraphRow(Mapping[str, Any]):
    """`row["kind"]`, `row["sources"]` …: a mapping of all columns, its lists made anew each time. Never changed once resolved."""

    __slots__ = ("entry", "header", "id", "others")
    columns: ClassVar[Mapping[str, Callable[[Any], Any]]]
    id: str
    header: Header

    def periods(self) -> list[Period] | None:
        """When it holds by which chart, where `valid_from` and `valid_to` don't say it for all of them; else None."""
        raise NotImplementedError

    def __getitem__(self, column: str) -> Any:
        return self.columns[column](self)

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def __contains__(self, column: object) -> bool:
        return column in self.columns

    def __repr__(self) -> str:
        return repr(dict(self))


class NodeRow(GraphRow):
    """A body: its first entry (`number`: which one of a repeat, or 0), and the rows of the `others` that are one with it."""

    __slots__ = ("number",)
    columns = node_columns()
    entry: NodeEntry
    others: list[NodeRow]

    def __init__(self, name: str, entry: NodeEntry, header: Header, number: int = 0) -> None:
        self.id, self.entry, self.header, self.number, self.others = name, entry, header, number, _NO_NODES

    def join(self, other: NodeRow) -> None:
        """Take another entry of the same body in, behind those that are there.

        Parameters
        ----------
        other
            A row that holds one entry.
        """
        if self.others is _NO_NODES:
            self.others = []
        self.others.append(other)

    def group(self) -> Iterator[NodeRow]:
        """The rows of all entries of the body: this one, then the others in the order of loading."""
        yield self
        yield from self.others

    def periods(self) -> list[Period] | None:
        """When it holds by which chart, where `valid_from` and `valid_to` don't say it for all of them; else None."""
        rest = self.entry.rest
        first, last = rest.get("valid_from"), rest.get("valid_to")
        for other in self.others:
            rest = other.entry.rest
            if rest.get("valid_from") != first or rest.get("valid_to") != last:
                return apart((row.header.id, span(row.entry)) for row in self.group())
        return None  # nearly every row

    def each_period(self) -> Iterator[Period]:
        """When it holds by which chart, also where all agree."""
        return (Period(row.header.id, *span(row.entry)) for row in self.group())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, NodeRow) and self._made_of() == other._made_of():
            return True  # nearly every row of a chart that is loaded again
        return super().__eq__(other)

    def _made_of(self) -> tuple[object, ...]:
        header = self.header
        return self.id, self.number, self.entry, header.id, header.level, header.area, self.others


class LinkRow(GraphRow):
    """A link from body to body: its first entry, and the `others` that say the same."""

    __slots__ = ("end", "ends", "start")
    columns = link_columns()
    entry: LinkEntry
    others: list[tuple[Header, LinkEntry]]
    ends: tuple[NodeRow, NodeRow] | None
    """The bodies that it joins, where charts date one of them differently."""

    def __init__(self, entry: LinkEntry, header: Header, start: str, end: str) -> None:
        self.id, self.entry, self.header, self.start, self.end, self.others, self.ends = "", entry, header, start, end, _NO_LINKS, None

    def join(self, header: Header, entry: LinkEntry) -> None:
        """Take another entry in that says the same.

        Parameters
        ----------
        header
            Of the chart that holds it.
        entry
            As it was written.
        """
        if self.others is _NO_LINKS:
            self.others = []
        self.others.append((header, entry))

    def charts(self) -> list[str]:
        """The charts that hold it."""
        return list(dict.fromkeys((self.header.id, *(header.id for header, _ in self.others)))) if self.others else [self.header.id]

    def periods(self) -> list[Period] | None:
        """When it holds by which chart, where the dates of its ends cut something off its own; else None."""
        return between(self.charts(), span(self.entry), *(end.each_period() for end in self.ends)) if self.ends is not None else None

    @property
    def last_header(self) -> Header:
        """The header of the chart that was the last to say it."""
        return self.others[-1][0] if self.others else self.header

    def __eq__(self, other: object) -> bool:
        if isinstance(other, LinkRow) and self._made_of() == other._made_of():
            return True
        return super().__eq__(other)

    def _made_of(self) -> tuple[object, ...]:
        return self.id, self.start, self.end, self.entry, self.header.id, [(header.id, entry) for header, entry in self.others], self.periods()


_NO_NODES: list[NodeRow] = []  # of every row that has none; `join` gives a row a list of its own
_NO_LINKS: list[tuple[Header, LinkEntry]] = []


def link_id(row: Mapping[str, Any]) -> str:
    """A name for all that makes a link the one that it is: everything but its sources and charts, and what these say of its ends.

    Parameters
    ----------
    row
        A link with all its columns, its ends by id.

    Returns
    -------
    16 hexadecimal digits.
    """
    return _digest(_identity(row))


_NOT_SAID = ("id", "sources", "charts", *PERIODS)


def _identity(row: Mapping[str, Any]) -> str:
    said = {key: row[key] for key in row if key not in _NOT_SAID}
    return json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)


def _digest(identity: str) -> str:
    return hashlib.blake2b(identity.encode(), digest_size=8).hexdigest()


class LinkIds:
    """`link_id` for the many links of one chart: what links say alike is put into words once, and only their ends anew."""

    def __init__(self) -> None:
        self._around: dict[tuple[str, int], list[str]] = {}

    def of(self, row: LinkRow) -> str:
        """The name of a link.

        Parameters
        ----------
        row
            Its entry has to live as long as this object.

        Returns
        -------
        What `link_id` gives.
        """
        alike = row.entry.kind, id(row.entry.rest)  # the entries outlive this object, so the number stays that of one mapping
        around = self._around.get(alike)
        if around is None:
            if len(self._around) >= _REMEMBERED:
                self._around.clear()
            around = self._around[alike] = _identity({**row, "from": _END, "to": _END}).split(_quoted(_END))
        return _digest(f"{around[0]}{_quoted(row.start)}{around[1]}{_quoted(row.end)}{around[2]}")


_END = "\0"  # no text of a chart holds it
_quoted = json.JSONEncoder(ensure_ascii=False).encode
_REMEMBERED = 10_000
