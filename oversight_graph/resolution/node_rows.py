"""The rows of bodies, and their columns over their entries: each chart keeps its own dates; of all else the first written value stands, missing ones are
filled in; then defaults (contract §1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from oversight_graph.chart.chart import Header
from oversight_graph.chart.entry import NodeEntry
from oversight_graph.chart.entry_reading import level_of
from oversight_graph.chart.periods import Period, apart, span
from oversight_graph.model import NODE_ATTRIBUTES, Attribute
from oversight_graph.model.areas import canonical
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.row_values import PERIOD_COLUMNS, added_up, count_of, dated, stored


def _written(attribute: Attribute) -> Callable[[NodeRow], Any]:
    name = attribute.id

    def value(row: NodeRow) -> Any:
        first = row.entry.rest.get(name)
        if row.others and (first is None or name == "staff_quantifier"):
            entries = of_its_number(row) if name == "staff_quantifier" else row.others
            first = next((other for entry_row in entries if (other := entry_row.entry.rest.get(name)) is not None), None)
        return None if first is None else stored(attribute, first)

    return value


def _widest(attribute: Attribute) -> Callable[[NodeRow], Any]:
    """The first or last day on which any of its charts says that a body holds; unwritten where one leaves it open."""
    name, outermost = attribute.id, min if attribute.type == "first_day" else max

    def value(row: NodeRow) -> Any:
        if not row.others:
            return stored(attribute, row.entry.rest.get(name))
        held = [entry_row.entry.rest.get(name) for entry_row in row.group()]
        return None if None in held else outermost(stored(attribute, day) for day in held)

    return value


def _name(row: NodeRow) -> str:
    return f"{row.entry.zh} {row.number}" if row.number else row.entry.zh


def _name_en(row: NodeRow) -> str | None:
    english = row.entry.en or next((one.entry.en for one in row.others if one.entry.en is not None), None)
    return f"{english} {row.number}" if english and row.number else english


def _aliases(row: NodeRow) -> list[str]:
    if not row.others and not row.number and "aliases" not in row.entry.rest:
        return []
    texts = (text for one in row.group() for text in (*([] if one.number else [one.entry.zh]), *one.entry.rest.get("aliases", ())))
    name = _name(row)
    return [text for text in dict.fromkeys(texts) if text != name]


def _note(row: NodeRow) -> str | None:
    if not row.others:
        return row.entry.rest.get("note")
    return "\n".join(dict.fromkeys(one.entry.rest["note"] for one in row.group() if "note" in one.entry.rest)) or None


def of_its_number(row: NodeRow) -> Iterable[NodeRow]:
    """The entries whose quantifier counts: one belongs to the number of posts that it stands beside, and to no other.

    Parameters
    ----------
    row
        A body with all its entries.

    Returns
    -------
    Those with the number of posts that stands, and those without one.
    """
    posts = [one.entry.rest.get("staff_full_time") for one in row.group()]
    stands = next((number for number in posts if number is not None), None)
    return (one for one, number in zip(row.group(), posts, strict=True) if number in (None, stands))


BY_CHART: dict[str, Callable[[NodeRow], Any]] = {
    "level": lambda row: level_of(None, row.entry.kind, row.header),
    "area": lambda row: row.header.area,
}
"""What an entry of a chart has where no entry of its body says it."""


def node_columns() -> dict[str, Callable[[NodeRow], Any]]:
    """How a row gives each column, by the name of the column."""
    written = {attribute.id: (_widest if dated(attribute) else _written)(attribute) for attribute in NODE_ATTRIBUTES}
    derived: dict[str, Callable[[NodeRow], Any]] = {
        "name": _name,
        "name_en": _name_en,
        "aliases": _aliases,
        "level": lambda row: written["level"](row) or BY_CHART["level"](row),
        "area": lambda row: written["area"](row) or canonical(str(row.header.area)),
        "count": lambda row: count_of(written["count"](row)),
        "evidence": lambda row: added_up((one.header, one.entry) for one in row.group()),
        "note": _note,
        "placeholder": lambda row: bool(row.number) and all(one.number for one in row.others),
    }
    return {
        "id": lambda row: row.id,
        "kind": lambda row: row.entry.kind,
        **(written | derived),
        "charts": lambda row: list(dict.fromkeys(one.header.id for one in row.group())) if row.others else [row.header.id],
        "ids": lambda row: [one.id for one in row.group()],
        "sources": lambda row: list(dict.fromkeys(f"{one.header.id}:{text}" for one in row.group() for text in one.entry.sources)),
        **PERIOD_COLUMNS,
    }


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


_NO_NODES: list[NodeRow] = []  # of every row that has none; `join` gives a row a list of its own
