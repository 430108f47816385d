"""The rows of the graph: what bodies (`node_rows`) and links (`link_rows`) have in common.

A row keeps no values. Each is worked out from the entries when it is asked for so that a graph of a
million rows costs little more memory than its charts do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar

from oversight_graph.chart.chart import Header
from oversight_graph.chart.periods import Period


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
