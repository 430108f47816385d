"""From all charts of a store, in the order of their loading, to one graph: who is one body, which values stand (contract §1).

A pure function of the charts: loading twice, replacing and withdrawing a chart need no rule of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any

import numpy as np
from numpy.typing import NDArray

from oversight_graph.chart.chart import Chart
from oversight_graph.chart.periods import PERIODS
from oversight_graph.graph.arrow import encoded
from oversight_graph.messages import message
from oversight_graph.model import LINKS
from oversight_graph.model.areas import Areas, canonical
from oversight_graph.problems import Keys, Problem, path_of
from oversight_graph.resolution.by_id import BodyOfEntry, LinksById, NodesById
from oversight_graph.resolution.chart_tables import ChartTables, tables_of
from oversight_graph.resolution.contradictions import contradictions
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.identity import identify
from oversight_graph.resolution.meeting import area_names, meeting, references
from oversight_graph.resolution.node_rows import NodeRow
from oversight_graph.resolution.parts import LinkPart, NodePart
from oversight_graph.resolution.resolved import Conflict as Conflict
from oversight_graph.resolution.resolved import DatedApart as DatedApart
from oversight_graph.resolution.resolved import Resolved as Resolved
from oversight_graph.resolution.shared_links import circles_of, put_links_together


def resolve(charts: Sequence[Chart]) -> Resolved:
    """One graph out of several charts (contract §1).

    Parameters
    ----------
    charts
        In the order of loading: of what they say differently, the first stands.

    Returns
    -------
    Nodes and links in the order of loading. Cost: linear in the entries, by whole columns; in Python only for bodies of several entries,
    for links that touch one or stand twice, plus the search for circles.
    """
    tables = [tables_of(chart) for chart in charts]
    return resolve_tables(charts, tables, {one.id for one in tables if one.nodes.num_rows})


def resolve_tables(charts: Sequence[Chart], tables: Sequence[ChartTables], holding: Set[str]) -> Resolved:
    """One graph out of the tables of several charts, or a part of it: out of some entries of each (`touched`).

    Parameters
    ----------
    charts
        All that are loaded, in the order of loading; only their headers are read.
    tables
        Of those that hold something of the part, in the same order.
    holding
        Ids of the charts that hold a node, in this part or not.

    Returns
    -------
    As `resolve` does.
    """
    resolved = Resolved(headers=tuple(chart.header for chart in charts))
    areas = _areas(charts, resolved)
    _known_areas(tables, areas, resolved)
    names = area_names(resolved.headers)
    meet = meeting(tables, names)
    rows = [row for one, some in zip(tables, meet, strict=True) for row in one.node_rows(some)]
    by_id = {one.id: one for one in tables}
    # of a chart that holds nothing of a part nobody learns its ids here: what is wrong with a part is told of the whole (`touched`)
    identity = identify(holding, rows, references(tables), names, lambda chart: by_id[chart].node_ids if chart in by_id else ())
    resolved.merges, resolved.doubtful, resolved.waiting = identity.merges, identity.doubtful, identity.waiting
    resolved.problems += identity.problems
    resolved.body = BodyOfEntry(tables, {name: body for name, body in identity.body.items() if name != body})
    nodes = _put_together(tables, meet, rows, identity.body)
    for part in nodes:
        for row in part.together.values():
            resolved.conflicts += [Conflict(row.id, attribute.id, str(kept), str(other), header.id) for attribute, kept, other, header in contradictions(row)]
            if periods := row.periods():
                resolved.dated_apart.append(DatedApart(row.id, tuple(periods)))
    resolved.nodes = NodesById(nodes)
    links = put_links_together(nodes, resolved)
    resolved.links = LinksById(links)
    if resolved.merges:
        _circles(nodes, links, resolved, charts)
    return resolved


def _put_together(tables: Sequence[ChartTables], meet: Sequence[NDArray[np.int64]], rows: Sequence[NodeRow], body: Mapping[str, str]) -> list[NodePart]:
    """The bodies of several entries, each at the first of these; all others stay where they are."""
    starts = np.cumsum([0, *(one.nodes.num_rows for one in tables)]).tolist()
    parts = [NodePart(one, np.zeros(end - start, bool), {}, np.arange(start, end)) for one, start, end in zip(tables, starts, starts[1:], strict=False)]
    places = [(part, at) for part, some in zip(parts, meet, strict=True) for at in some.tolist()]
    first: dict[str, tuple[NodePart, int, NodeRow]] = {}
    for (part, at), row in zip(places, rows, strict=True):
        home, place, known = first.setdefault(body[row.id], (part, at, row))  # the first loaded names the body, so it comes first
        if known is not row:
            known.join(row)
            home.apart[place] = part.apart[at] = True
            home.together[place] = known
            part.body[at] = home.body[place]
    for part in parts:
        part.together = dict(sorted(part.together.items()))
    return parts


def _areas(charts: Sequence[Chart], resolved: Resolved) -> Areas:
    """The own areas of all charts: one name space, the first that says where an area belongs stands (contract §1)."""
    own: dict[str, str | None] = {}
    for chart in charts:
        for area in chart.header.areas:
            code = canonical(area.code)
            if own.get(code) is None:
                own[code] = area.part_of
            elif area.part_of is not None and canonical(area.part_of) != canonical(str(own[code])):
                resolved.conflicts.append(Conflict(code, "part_of", str(own[code]), area.part_of, chart.id))
    areas = Areas(own)
    circle = areas.circle()
    if circle:
        last = next(chart for chart in reversed(charts) if any(canonical(area.code) in circle for area in chart.header.areas))
        said = message("resolution.areas_in_circle", circle=[*circle, circle[0]])
        resolved.problems.append(Problem("error", last.file, 0, "areas", said, keys=("areas",)))
    return areas


def _known_areas(tables: Sequence[ChartTables], areas: Areas, resolved: Resolved) -> None:
    for one in tables:
        column, header, chart = one.written_nodes.column("area"), one.header, one.chart
        written: list[tuple[Keys, str | None]] = [
            (("area",), header.area),
            *((("areas", number, "part_of"), area.part_of) for number, area in enumerate(header.areas)),
            *((("complete", number, "area"), declared.area) for number, declared in enumerate(header.complete)),
            *((("claims", number, "area"), claim.area) for number, claim in enumerate(header.claims)),
        ]
        codes, at = encoded(column)
        uses: dict[str, Keys | int] = {code: place for place, code in enumerate(codes)}
        for keys, area_code in written:
            if area_code is not None:
                uses.setdefault(area_code, keys)
        for code, place in uses.items():
            if not areas.knows(canonical(code)):
                number = int(np.argmax(at == place)) if isinstance(place, int) else -1
                line = chart.node_lines[number] if number >= 0 and chart.node_lines else 0
                keys = ("nodes", number, "area") if isinstance(place, int) else place
                said = message("resolution.no_such_number", area=code) if code.isdigit() else message("resolution.no_such_area", area=code)
                resolved.problems.append(Problem("error", chart.file or chart.id, line, path_of(keys), said, keys=keys))


def _circles(nodes: Sequence[NodePart], links: Sequence[LinkPart], resolved: Resolved, charts: Sequence[Chart]) -> None:
    """Circles that only merged bodies close; those of one chart as written are found when it is read."""
    for kind in LINKS:
        if kind.acyclic and any(set(froms) & set(tos) for froms, tos in kind.ends):
            for circle in circles_of(nodes, links, kind.id):
                said = message("resolution.links_in_circle", kind=kind.id, circle=[*circle, circle[0]])
                resolved.problems.append(Problem("error", charts[-1].file or charts[-1].id, 0, "links", said, keys=("links",)))


def changed(before: GraphRow, after: GraphRow) -> dict[str, tuple[Any, Any]]:
    """The columns that read differently; the periods by chart count as one, `periods`, in words.

    Parameters
    ----------
    before, after
        Two rows of one kind, nodes or links.

    Returns
    -------
    The value before and after, by the name of the column; empty where the rows say the same.
    """
    values = {key: (before.get(key), value) for key, value in after.items() if key not in PERIODS and before.get(key) != value}
    old, new = (None if (periods := row.periods()) is None else [str(one) for one in periods] for row in (before, after))
    return values | ({"periods": (old, new)} if old != new else {})
