"""Graphs that stand in for one that stays in its store: bodies without their links, with the columns that are asked for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from oversight_graph.graph.graph import Graph
from oversight_graph.model.areas import EVERYWHERE
from oversight_graph.store import graph_tables

if TYPE_CHECKING:
    from oversight_graph.answer.question import ScopeKind
    from oversight_graph.graph.csr import Ints

ALWAYS = (datetime.date(1, 1, 2), datetime.date(9998, 12, 31))
"""From when to when a body holds that is known to hold on the day that is asked about: a stated beginning, so that it is known then (domain §4, The day)."""


def stand_in(scope: ScopeKind, rows: Iterable[Mapping[str, Any]], days: Sequence[datetime.date] | None = None) -> Graph:
    """Bodies as a graph without links.

    Parameters
    ----------
    scope : ScopeKind
        What is asked about.
    rows : iterable of mapping
        Each with an `id` and some other columns of nodes, in the order of their ids by code points; what a row doesn't say is null.
    days : sequence of date, optional
        On which day each is judged; by default on that of the scope.

    Returns
    -------
    Graph
        With the charts, the area and the day of the scope.
    """
    import numpy as np
    import pyarrow as pa

    held = list(rows)
    columns = {field.name: pa.array([row.get(field.name) for row in held], field.type) for field in graph_tables.NODES}
    judged = None if days is None else np.array(days, "datetime64[D]")
    nodes, links = pa.table(columns, graph_tables.NODES), graph_tables.LINKS.empty_table()
    return Graph(nodes, links, scope.as_of, scope.headers, scope.area, scope.areas, judged_on=judged)


def kinds_alike(scope: ScopeKind, records: Iterable[tuple[Any, ...]]) -> tuple[Graph, Ints]:
    """The rows of `cypher.frame_query.alike` as a graph: a node stands for all bodies that are alike.

    Parameters
    ----------
    scope : ScopeKind
        What is asked about.
    records : iterable of tuple
        As the statement returns them.

    Returns
    -------
    (Graph, ndarray of int64)
        Its nodes lie in the innermost of the areas that were told apart and have the weight of all their members; and for how many bodies each stands.
    """
    import numpy as np

    rows: list[dict[str, Any]] = []
    days: list[datetime.date] = []
    number: list[int] = []
    for kind, level, category, within, told, charts, day, uncounted, members, bodies in records:
        area = max(within, key=lambda mark: len(scope.areas.above(mark)), default=EVERYWHERE)
        begin, end = ([one] * len(charts) for one in ALWAYS)
        rows.append(
            {
                "id": f"{len(rows):09}", "kind": kind, "name": "", "level": level, "category": category, "area": area, "charts": told,
                "period_charts": charts, "period_from": begin, "period_to": end, "count": None if uncounted else members,
            }
        )  # fmt: skip
        days.append(day.to_native())
        number.append(bodies)
    return stand_in(scope, rows, days), np.array(number, np.int64)
