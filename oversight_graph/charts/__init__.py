"""The shipped charts: what five published reports say, each entry with the fact that it rests on (domain §8)."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oversight_graph.chart.chart import Chart
    from oversight_graph.graph.graph import Graph

SHIPPED = Path(__file__).parent
"""The folder of the shipped charts."""

NAMES = ("xinjiang-2021", "urumqi-2022", "city-80", "gansu-2020", "tianjin-2019")

_EXAMPLE = """
chart: example
title: {zh: 某市, en: Example City}
as_of: 2020-12-31
area: "530100"
level: prefecture
sources: [{id: s1, title: Example}]
nodes:
  - {id: cc, kind: Commission, name: 某市纪委监委}
  - {id: r1, kind: Room, name: 第一监督检查室}
  - {id: g-fin, kind: StationedGroup, name: 驻市财政局纪检监察组}
  - {id: u-fin, kind: Unit, category: government, name: 市财政局}
  - {id: u-edu, kind: Unit, category: government, name: 市教育局}
links:
  - {kind: PART_OF, from: r1, to: cc}
  - {kind: DISPATCHES, from: cc, to: g-fin}
  - {kind: COORDINATES_WITH, from: r1, to: g-fin, mechanism: counterpart}
  - {kind: STATIONED_AT, from: g-fin, to: u-fin}
  - {kind: CONTACTS, from: r1, to: u-edu}
"""


def shipped() -> list[Path]:
    """The files of the five shipped charts."""
    return [SHIPPED / f"{name}.yaml" for name in NAMES]


def graph_of(charts: list[Chart], as_of: str | datetime.date | None = None) -> Graph:
    """The graph that some charts make, without a store.

    Parameters
    ----------
    charts
        In the order in which they would be loaded.
    as_of
        A day, or as charts write one; None for each chart's own.

    Returns
    -------
    With every area in scope.

    Raises
    ------
    ChartError
        Where they contradict each other.
    """
    from oversight_graph.errors import ChartError
    from oversight_graph.graph.by_day import cut_graph
    from oversight_graph.problems import errors
    from oversight_graph.resolution.resolve import resolve
    from oversight_graph.store.graph_tables import graph_tables
    from oversight_graph.store.protocol import resolve_scope

    resolved = resolve(charts)
    if errors(resolved.problems):
        raise ChartError(problems=tuple(resolved.problems))
    scope = resolve_scope([chart.header for chart in charts], None, None, as_of, {})
    return cut_graph(*graph_tables(resolved), scope.as_of, scope.headers, None, scope.areas, every=True)


def example() -> Graph:
    """A graph of five bodies, for the examples of the docs."""
    from oversight_graph.chart.build import build
    from oversight_graph.parsing.yaml_text import documents

    chart = build(documents(_EXAMPLE)[0], "example.yaml").chart
    assert chart is not None
    return graph_of([chart])
