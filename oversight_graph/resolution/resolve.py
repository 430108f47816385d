"""From all charts of a store, in the order of their loading, to one graph: who is one body, which values stand (contract §1).

A pure function of the charts: loading twice, replacing and withdrawing a chart need no rule of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from oversight_graph.chart.chart import Chart
from oversight_graph.chart.link_rules import circles, pairs
from oversight_graph.chart.periods import PERIODS, Period, span
from oversight_graph.messages import message
from oversight_graph.model import LINKS
from oversight_graph.model.areas import Areas, canonical
from oversight_graph.problems import Keys, Problem, path_of
from oversight_graph.resolution.contradictions import contradictions
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.identity import Merge, identify
from oversight_graph.resolution.link_ids import LinkIds
from oversight_graph.resolution.link_rows import LinkRow
from oversight_graph.resolution.node_rows import NodeRow


@dataclass(frozen=True)
class Conflict:
    """Two charts write different values of one attribute of one body: the first loaded stands."""

    id: str
    attribute: str
    kept: str
    other: str
    chart: str


@dataclass(frozen=True)
class DatedApart:
    """Charts date one body differently: each keeps its own dates, and the body holds as long as one of them says so."""

    id: str
    periods: tuple[Period, ...]


@dataclass
class Resolved:
    """The graph that the charts make together, row by row, and how it came about.

    `nodes` and `links` by id; `body`, `merges`, `doubtful` and `waiting` as in Identity; `conflicts` and `dated_apart`: what charts say
    differently of one body; `repeated_links`: the chart and the link that it says twice; `problems`: errors that only show together.
    """

    nodes: Mapping[str, GraphRow] = field(default_factory=dict)
    links: Mapping[str, GraphRow] = field(default_factory=dict)
    body: dict[str, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    doubtful: list[Merge] = field(default_factory=list)
    waiting: list[tuple[str, str]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    dated_apart: list[DatedApart] = field(default_factory=list)
    repeated_links: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def resolve(charts: Sequence[Chart]) -> Resolved:
    """One graph out of several charts (contract §1).

    Parameters
    ----------
    charts
        In the order of loading: of what they say differently, the first stands.

    Returns
    -------
    Nodes and links in the order of loading. Cost: linear in the entries, plus the search for circles.
    """
    resolved = Resolved()
    areas = _areas(charts, resolved)
    rows = [NodeRow(f"{chart.id}:{name}", entry, chart.header, number) for chart in charts for _, name, entry, number in chart.expanded()]
    _known_areas(charts, areas, resolved)
    identity = identify(charts, rows)
    resolved.merges, resolved.doubtful, resolved.waiting = identity.merges, identity.doubtful, identity.waiting
    resolved.problems += identity.problems
    resolved.body = identity.body
    nodes: dict[str, NodeRow] = {}
    for row in rows:
        body = nodes.setdefault(identity.body[row.id], row)  # the first loaded names the body, so it comes first
        if body is not row:
            body.join(row)
    for name, row in nodes.items():
        if row.others:
            resolved.conflicts += [Conflict(name, attribute.id, str(kept), str(other), header.id) for attribute, kept, other, header in contradictions(row)]
            if periods := row.periods():
                resolved.dated_apart.append(DatedApart(name, tuple(periods)))
    links: dict[str, LinkRow] = {}
    for chart in charts:
        _links(chart, links, resolved)
    _ends(links, {apart.id: nodes[apart.id] for apart in resolved.dated_apart}, nodes)
    _circles(links, resolved, charts)
    resolved.nodes, resolved.links = nodes, links
    return resolved


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


def _known_areas(charts: Sequence[Chart], areas: Areas, resolved: Resolved) -> None:
    for chart in charts:
        uses: dict[str, tuple[int, Keys]] = {}
        for number, entry in enumerate(chart.nodes):
            if "area" in entry.rest:
                uses.setdefault(entry.rest["area"], (chart.node_lines[number] if chart.node_lines else 0, ("nodes", number, "area")))
        header = chart.header
        written: list[tuple[Keys, str | None]] = [
            (("area",), header.area),
            *((("areas", number, "part_of"), area.part_of) for number, area in enumerate(header.areas)),
            *((("complete", number, "area"), declared.area) for number, declared in enumerate(header.complete)),
            *((("claims", number, "area"), claim.area) for number, claim in enumerate(header.claims)),
        ]
        for keys, area_code in written:
            if area_code is not None:
                uses.setdefault(area_code, (0, keys))
        for code, (line, keys) in uses.items():
            if not areas.knows(canonical(code)):
                said = message("resolution.no_such_number", area=code) if code.isdigit() else message("resolution.no_such_area", area=code)
                resolved.problems.append(Problem("error", chart.file or chart.id, line, path_of(keys), said, keys=keys))


def _links(chart: Chart, links: dict[str, LinkRow], resolved: Resolved) -> None:
    members: dict[str, list[str]] = {}
    ids = LinkIds()
    for _, name, entry, number in chart.expanded():
        if number:
            members.setdefault(entry.id, []).append(name)
    for position, link in enumerate(chart.links):
        for a, b in pairs(members.get(link.start, [link.start]), members.get(link.end, [link.end])):
            row = LinkRow(link, chart.header, resolved.body[f"{chart.id}:{a}"], resolved.body[f"{chart.id}:{b}"])
            if row.start == row.end and a != b:  # what is written of a set and itself, of each member and each other, the checks of charts allow
                line = chart.link_lines[position] if chart.link_lines else 0
                said = message("resolution.link_to_itself", link=f"{link.kind} {a} → {b}", body=row.start)
                keys = ("links", position)
                resolved.problems.append(Problem("error", chart.file or chart.id, line, path_of(keys), said, keys=keys))
                continue
            row.id = ids.of(row)
            held = links.setdefault(row.id, row)
            if held is not row:  # contract §3: one link only if everything but the sources agrees
                if held.last_header is chart.header:
                    resolved.repeated_links.append((chart.id, f"{link.kind} {a} → {b}"))
                held.join(chart.header, link)


def _ends(links: Mapping[str, LinkRow], dated_apart: Mapping[str, NodeRow], nodes: Mapping[str, NodeRow]) -> None:
    """A chart's link holds as long as the chart's own two ends do: give the links of bodies that charts date differently their ends."""
    for row in links.values() if dated_apart else ():
        if row.start in dated_apart or row.end in dated_apart:
            row.ends = nodes[row.start], nodes[row.end]


def _circles(links: Mapping[str, LinkRow], resolved: Resolved, charts: Sequence[Chart]) -> None:
    """Circles that only merged bodies close; those of one chart as written are found when it is read."""
    if not resolved.merges:
        return  # every circle lies in one chart, and was found when that was read
    for kind in LINKS:
        if kind.acyclic and any(set(froms) & set(tos) for froms, tos in kind.ends):
            edges = [(row.start, row.end, span(row.entry)) for row in links.values() if row.entry.kind == kind.id]
            for circle in circles(edges):
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
