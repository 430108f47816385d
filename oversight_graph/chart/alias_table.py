"""A table of names that are one body, given by whoever loads a chart: beside the forms that are known of themselves (normalisation.py).

A row `name, alias[, kind][, area][, level]` says that both are names of one body; the entries of a chart that bear one of them get
the other as an alias, so that the store keeps it with the chart, merging knows it, and `find` finds it. Where the name is an id of a
store (`other-chart:id`), the entries that bear the alias, or have it as their id, are `same_as` that body. A row that says `no` in the
column `same` says that its bodies are different ones: it changes no chart, and settles a doubt of a plan (apart_rows.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from oversight_graph.chart.chart import Chart
from oversight_graph.chart.entry import NodeEntry
from oversight_graph.chart.entry_reading import is_chart_id, level_of
from oversight_graph.errors import ChartError
from oversight_graph.messages import Message, message
from oversight_graph.model.areas import canonical
from oversight_graph.naming.normalisation import key, one_commission
from oversight_graph.parsing.written_values import is_id
from oversight_graph.problems import Problem

DIVIDES = re.compile(r"[、;；|\n]")
"""What stands between the aliases of a cell."""


def holds_several(name: str) -> bool:
    """Whether a name would be read as several where aliases stand.

    Parameters
    ----------
    name
        Of one body.

    Returns
    -------
    Whether it can only be written as the name of a row.
    """
    return DIVIDES.search(name) is not None


@dataclass(frozen=True)
class Alias:
    """A row: `aliases` are further names of the body `name`, or of the body with that id in a store, where they may be ids too; of that kind, area and level only.
    Where it isn't `same`, they are different bodies."""

    name: str
    aliases: tuple[str, ...]
    kind: str | None = None
    area: str | None = None
    level: str | None = None
    line: int = 0
    same: bool = True

    @property
    def target(self) -> str | None:
        """The id that `name` is, None where it is a name."""
        return self.name if _is_stored_id(self.name) else None

    @property
    def entries(self) -> tuple[str, ...]:
        """The ids of a store among the aliases: of entries that are the body whose id is the name. Beside a name there are none."""
        return tuple(alias for alias in self.aliases if _is_stored_id(alias)) if self.target else ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the body: those that an entry can bear, ids left out."""
        return tuple(alias for alias in self.aliases if alias not in self.entries) if self.target else (self.name, *self.aliases)

    def about(self, kind: str, level: str | None, area: str) -> bool:
        """Whether the row means bodies of a kind, a level and an area.

        Parameters
        ----------
        kind
            The id of a kind of node.
        level
            The id of a level; None where nothing says it.
        area
            The code of an area in its one spelling.

        Returns
        -------
        True where the row names none of the three.
        """
        return self.kind in (None, kind) and self.level in (None, level) and (self.area is None or canonical(self.area) == area)


def _is_stored_id(text: str) -> bool:
    chart, colon, node = text.partition(":")
    return bool(colon and node) and is_chart_id(chart) and is_id(node)


@dataclass(frozen=True)
class Aliases:
    """A table as read. `encoding` where the text wasn't UTF-8."""

    file: str
    rows: tuple[Alias, ...]
    encoding: str = ""

    @property
    def joining(self) -> tuple[Alias, ...]:
        """The rows that say of bodies that they are one."""
        return tuple(row for row in self.rows if row.same)

    @property
    def parting(self) -> tuple[Alias, ...]:
        """The rows that say of bodies that they are different ones."""
        return tuple(row for row in self.rows if not row.same)


@dataclass(frozen=True)
class Aliased:
    """Charts with the aliases of a table: how many entries it has met, by how many rows, and the rows that have met none."""

    charts: list[Chart]
    table: Aliases
    entries: int
    unmet: tuple[Alias, ...]

    def __str__(self) -> str:
        return self.said.text()

    @property
    def said(self) -> Message:
        """How many entries were met, and the rows that have met none."""
        file = message("naming.read_as", file=self.table.file, encoding=self.table.encoding) if self.table.encoding else self.table.file
        rows = len(self.table.joining)
        met = message("naming.aliases_met", file=file, entries=self.entries, met=rows - len(self.unmet), rows=rows)
        unmet = [message("naming.alias_row", line=row.line, name=row.name, aliases=row.aliases) for row in self.unmet]
        return message("naming.aliases_unmet", met=met, rows=unmet) if unmet else met


def with_aliases(charts: Iterable[Chart], table: Aliases) -> Aliased:
    """The charts with the aliases of a table on the entries that bear one of its names; sets of unnamed bodies are left alone.

    Parameters
    ----------
    charts
        They stay as they are.
    table
        The names that are one body each.

    Returns
    -------
    New charts, and which rows were met. Cost: linear in the entries and the rows.

    Raises
    ------
    ChartError
        Where the table and an entry say `same_as` of two bodies.
    """
    finder = _Finder(table)
    made = [_aliased(chart, finder) for chart in charts]
    return Aliased(made, table, finder.entries, tuple(row for number, row in enumerate(table.rows) if row.same and number not in finder.met))


class _Finder:
    """The rows of a table by every end that one of their names can have once its area is left out."""

    def __init__(self, table: Aliases) -> None:
        self.table = table
        self.met: set[int] = set()
        self.entries = 0
        self._ends: dict[str, list[int]] = {}
        self.targets: dict[str, list[int]] = {}
        for number, row in enumerate(table.rows):
            if not row.same:
                continue
            for stored in (row.target, *row.entries) if row.target else ():
                self.targets.setdefault(str(stored), []).append(number)
            for end in dict.fromkeys(end for name in row.names for end in _ends(key(name, None, ""))):
                self._ends.setdefault(end, []).append(number)

    def rows(self, entry: NodeEntry, level: str | None, area: str, area_names: list[str]) -> Iterator[int]:
        """The rows of which an entry bears a name."""
        same = one_commission if entry.kind == "Commission" else str
        for text in (entry.zh, *((entry.en,) if entry.en else ()), *entry.rest.get("aliases", ())):
            folded = key(text, level, area, area_names)
            for number in self._ends.get(one_commission(folded), ()):
                row = self.table.rows[number]
                if row.about(entry.kind, level, area) and any(same(key(name, level, area, area_names)) == same(folded) for name in row.names):
                    yield number


def _ends(folded: str) -> Iterator[str]:
    stationed = folded.startswith("驻")
    body = folded[1:] if stationed else folded
    for start in range(len(body)):
        yield one_commission(("驻" if stationed else "") + body[start:])


def _aliased(chart: Chart, finder: _Finder) -> Chart:
    names: dict[str, list[str]] = {}
    for own in chart.header.areas:
        if own.zh:
            names.setdefault(canonical(own.code), []).append(own.zh)
    nodes = []
    for position, entry in enumerate(chart.nodes):
        if "repeat" not in entry.rest and entry.rest.get("count") in (None, 1):
            level, area = level_of(entry.rest.get("level"), entry.kind, chart.header), canonical(str(entry.rest.get("area") or chart.header.area))
            own_id = f"{chart.id}:{entry.id}"
            numbers = dict.fromkeys((*finder.targets.get(own_id, ()), *finder.rows(entry, level, area, names.get(area, []))))
            if numbers:
                finder.met.update(numbers)
                finder.entries += 1
                entry = _extended(entry, own_id, [finder.table.rows[number] for number in numbers], finder.table, chart, position)
        nodes.append(entry)
    return replace(chart, nodes=tuple(nodes))


def _extended(entry: NodeEntry, own_id: str, rows: list[Alias], table: Aliases, chart: Chart, position: int) -> NodeEntry:
    rest = dict(entry.rest)
    for row in rows:
        if row.target and row.target != own_id and rest.setdefault("same_as", row.target) != row.target:
            line = chart.node_lines[position] if chart.node_lines else 0
            file = chart.file or chart.id
            where = message("naming.located", file=file, line=line) if line else file
            said = message("naming.same_as_two", entry=entry.id, where=where, held=rest["same_as"], target=row.target)
            raise ChartError(problems=(Problem("error", table.file, row.line, "", said),))
        held = dict.fromkeys((*rest.get("aliases", ()), *row.names))
        held.pop(entry.zh, None)
        if held:
            rest["aliases"] = tuple(held)
    return NodeEntry(entry.id, entry.kind, entry.zh, entry.en, rest, entry.sources)
