"""Charts as the rows of tidy tables: every entry, every key, in the order in which it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from oversight_graph.chart.chart import Chart
from oversight_graph.chart.tidy_columns import TABLES, TidyTable

Value = str | int | Sequence[str] | None
"""A cell: None where nothing is written, an empty list where a chart says that there is none."""


def tables(charts: Sequence[Chart]) -> Iterator[tuple[TidyTable, Iterator[list[Value]]]]:
    """Every table with its rows, which are made as they are taken. Empty ones too: an old file of that name must not be read as this set's.

    Parameters
    ----------
    charts
        Whose entries follow each other in every table.

    Yields
    ------
    (TidyTable, iterator of list)
        A row has a value for each column of the table.
    """
    for table in TABLES:
        yield table, _rows(table, charts)


def _rows(table: TidyTable, charts: Sequence[Chart]) -> Iterator[list[Value]]:
    keys = [column.id for column in table.columns]
    for chart in charts:
        for entry in _entries(table.id, chart):
            row = entry | {"chart": chart.id}
            yield [row.get(key) for key in keys]


def _entries(table: str, chart: Chart) -> Iterable[dict[str, Any]]:
    """The entries of a table of one chart, by column."""
    header = chart.header
    if table == "nodes":
        return ({"id": entry.id, "kind": entry.kind, "name": entry.zh, "name_en": entry.en, "sources": entry.sources, **entry.rest} for entry in chart.nodes)
    if table == "links":
        return ({"kind": entry.kind, "from": entry.start, "to": entry.end, "sources": entry.sources, **entry.rest} for entry in chart.links)
    if table == "charts":
        return iter([{"title": header.title_zh, "title_en": header.title_en, "as_of": header.as_of, "area": header.area, "level": header.level}])
    if table == "areas":
        return ({"code": entry.code, "name": entry.zh, "name_en": entry.en, "part_of": entry.part_of} for entry in header.areas)
    sections: dict[str, Sequence[Any]] = {"sources": header.sources, "claims": header.claims, "complete": header.complete}
    return ({key: value for key, value in vars(entry).items() if value != ()} for entry in sections[table])
