"""The rows of links, and their columns over their entries (domain §3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from oversight_graph.chart.chart import Header
from oversight_graph.chart.entry import LinkEntry
from oversight_graph.chart.periods import Period, between, span
from oversight_graph.model import LINK_ATTRIBUTES, LINKS, Attribute
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.node_rows import NodeRow
from oversight_graph.resolution.row_values import PERIOD_COLUMNS, added_up, count_of, stored


def _said(attribute: Attribute) -> Callable[[LinkRow], Any]:
    name, default = attribute.id, {kind.id: attribute.default for kind in LINKS if attribute.applies(kind.id)}

    def value(row: LinkRow) -> Any:
        written = row.entry.rest.get(name)
        return default.get(row.entry.kind) if written is None else stored(attribute, written)

    return value


def _form(row: LinkRow) -> str | None:
    return row.entry.rest.get("form") or LINKS[row.entry.kind].form


def _authority(row: LinkRow) -> list[str]:
    """domain §3: discipline and state for some kinds and for any link of form stationed, else the form."""
    written = row.entry.rest.get("authority")
    if written is not None:
        return list(written)
    return list(LINKS[row.entry.kind].authority(_form(row)))


def _cited(row: LinkRow) -> list[str]:
    sources = [f"{row.header.id}:{text}" for text in row.entry.sources]
    if not row.others:
        return sources
    more = dict.fromkeys(f"{header.id}:{text}" for header, entry in row.others for text in entry.sources)
    return sources + [text for text in more if text not in sources]


def link_columns() -> dict[str, Callable[[LinkRow], Any]]:
    """How a row gives each column, by the name of the column."""
    said = {attribute.id: _said(attribute) for attribute in LINK_ATTRIBUTES}
    derived: dict[str, Callable[[LinkRow], Any]] = {
        "form": _form,
        "authority": _authority,
        "count": lambda row: None if row.entry.rest.get("share") == "part" and "count" not in row.entry.rest else count_of(said["count"](row)),
        "evidence": lambda row: added_up([(row.header, row.entry), *row.others]),
    }
    return {
        "id": lambda row: row.id,
        "kind": lambda row: row.entry.kind,
        "from": lambda row: row.start,
        "to": lambda row: row.end,
        **(said | derived),
        "charts": lambda row: row.charts(),
        "sources": _cited,
        **PERIOD_COLUMNS,
    }


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


_NO_LINKS: list[tuple[Header, LinkEntry]] = []  # of every row that has none; `join` gives a row a list of its own
