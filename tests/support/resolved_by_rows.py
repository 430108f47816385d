"""The graph of some charts resolved row by row, with nothing left out and nothing at once: what the resolution by columns must be equal to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from oversight_graph.chart.chart import Chart
from oversight_graph.chart.link_rules import circles, pairs
from oversight_graph.chart.periods import span
from oversight_graph.messages import message
from oversight_graph.model import LINKS
from oversight_graph.model.areas import Areas, canonical
from oversight_graph.problems import Keys, Problem, path_of
from oversight_graph.resolution.contradictions import contradictions
from oversight_graph.resolution.identity import Identity, Reference, identify
from oversight_graph.resolution.link_ids import link_id
from oversight_graph.resolution.link_rows import LinkRow
from oversight_graph.resolution.node_rows import NodeRow
from oversight_graph.resolution.resolved import Conflict, DatedApart, Resolved


def resolved_by_rows(charts: Sequence[Chart]) -> Resolved:
    resolved = Resolved()
    areas = _areas(charts, resolved)
    rows = [NodeRow(f"{chart.id}:{name}", entry, chart.header, number) for chart in charts for _, name, entry, number in chart.expanded()]
    _known_areas(charts, areas, resolved)
    identity = _identity(charts, rows)
    resolved.merges, resolved.doubtful, resolved.waiting = identity.merges, identity.doubtful, identity.waiting
    resolved.problems += identity.problems
    resolved.body = identity.body
    nodes: dict[str, NodeRow] = {}
    for row in rows:
        body = nodes.setdefault(identity.body[row.id], row)
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
    dated_apart = {apart.id for apart in resolved.dated_apart}
    for link in links.values():
        if link.start in dated_apart or link.end in dated_apart:
            link.ends = nodes[link.start], nodes[link.end]
    _circles(links, resolved, charts)
    resolved.nodes, resolved.links = nodes, links
    return resolved


def _identity(charts: Sequence[Chart], rows: Sequence[NodeRow]) -> Identity:
    references = [
        Reference(f"{chart.id}:{entry.id}", entry.rest["same_as"], chart.file or chart.id, chart.node_lines[at] if chart.node_lines else 0, ("nodes", at, "same_as"))
        for chart in charts
        for at, entry in enumerate(chart.nodes)
        if "same_as" in entry.rest
    ]  # fmt: skip
    names: dict[str, list[str]] = {}
    for chart in charts:
        for area in chart.header.areas:
            names.setdefault(canonical(area.code), []).extend([area.zh] if area.zh else [])
    return identify({chart.id for chart in charts if chart.nodes}, rows, references, names, lambda chart: [row.id for row in rows if row.header.id == chart])


def _areas(charts: Sequence[Chart], resolved: Resolved) -> Areas:
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
    for _, name, entry, number in chart.expanded():
        if number:
            members.setdefault(entry.id, []).append(name)
    for position, link in enumerate(chart.links):
        for a, b in pairs(members.get(link.start, [link.start]), members.get(link.end, [link.end])):
            row = LinkRow(link, chart.header, resolved.body[f"{chart.id}:{a}"], resolved.body[f"{chart.id}:{b}"])
            if row.start == row.end and a != b:
                line = chart.link_lines[position] if chart.link_lines else 0
                said = message("resolution.link_to_itself", link=f"{link.kind} {a} → {b}", body=row.start)
                resolved.problems.append(Problem("error", chart.file or chart.id, line, f"links[{position}]", said, keys=("links", position)))
                continue
            row.id = link_id(row)
            held = links.setdefault(row.id, row)
            if held is not row:
                if held.last_header is chart.header:
                    resolved.repeated_links.append((chart.id, f"{link.kind} {a} → {b}"))
                held.join(chart.header, link)


def _circles(links: Mapping[str, LinkRow], resolved: Resolved, charts: Sequence[Chart]) -> None:
    if not resolved.merges:
        return
    for kind in LINKS:
        if kind.acyclic and any(set(froms) & set(tos) for froms, tos in kind.ends):
            edges = [(row.start, row.end, span(row.entry)) for row in links.values() if row.entry.kind == kind.id]
            for circle in circles(edges):
                said = message("resolution.links_in_circle", kind=kind.id, circle=[*circle, circle[0]])
                resolved.problems.append(Problem("error", charts[-1].file or charts[-1].id, 0, "links", said, keys=("links",)))
