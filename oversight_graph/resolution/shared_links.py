"""Links that more than one entry tells of, or that join bodies of several entries; and the circles that these may close."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from oversight_graph.chart.link_rules import circles
from oversight_graph.chart.periods import span
from oversight_graph.graph.arrow import equals
from oversight_graph.messages import message
from oversight_graph.problems import Keys, Problem, path_of
from oversight_graph.resolution.by_id import BodyOfEntry
from oversight_graph.resolution.link_ids import LinkIds
from oversight_graph.resolution.link_rows import LinkRow
from oversight_graph.resolution.node_rows import NodeRow
from oversight_graph.resolution.parts import LinkPart, NodePart
from oversight_graph.resolution.resolved import Resolved


def put_links_together(nodes: Sequence[NodePart], resolved: Resolved) -> list[LinkPart]:
    """The links of a graph: those that touch a body of several entries, or that their chart says twice, row by row; all others as they are.

    Parameters
    ----------
    nodes
        The nodes, chart by chart.
    resolved
        With its bodies and what is dated apart; links that stand twice and problems are noted there.

    Returns
    -------
    The links, chart by chart. Cost: linear in the links by columns, in Python in those that are put together.
    """
    parts: list[LinkPart] = []
    first: dict[str, LinkRow] = {}
    assert isinstance(resolved.body, BodyOfEntry)
    body = resolved.body.others
    dated_apart = {apart.id for apart in resolved.dated_apart}
    for node_part in nodes:
        tables = node_part.tables
        _, starts, stops = tables.ends
        part = LinkPart(tables, tables.repeated | node_part.apart[starts] | node_part.apart[stops])
        parts.append(part)
        ids = LinkIds()
        apart = np.flatnonzero(part.apart)
        for at, written in zip(apart.tolist(), tables.link_rows(apart), strict=True):
            row = LinkRow(written.entry, tables.header, body.get(written.start, written.start), body.get(written.end, written.end))
            if row.start == row.end and written.start != written.end:
                # what is written of a set and itself, of each member and each other, the checks of charts allow
                resolved.problems.append(_to_itself(part, at, written, row.start))
                continue
            row.id = ids.of(row)
            held = first.setdefault(row.id, row)
            if held is row:
                part.together[at] = row
                if row.start in dated_apart or row.end in dated_apart:  # a chart's link holds as long as the chart's own two ends do
                    row.ends = _body(resolved, row.start), _body(resolved, row.end)
            else:  # contract §3: one link only if everything but the sources agrees
                if held.last_header is tables.header:
                    local = tuple(name.partition(":")[2] for name in (written.start, written.end))
                    resolved.repeated_links.append((tables.id, f"{row.entry.kind} {local[0]} → {local[1]}"))
                held.join(tables.header, row.entry)
    return parts


def _body(resolved: Resolved, name: str) -> NodeRow:
    row = resolved.nodes[name]
    assert isinstance(row, NodeRow)
    return row


def _to_itself(part: LinkPart, at: int, written: LinkRow, body: str) -> Problem:
    tables = part.tables
    position = int(tables.ends[0][at])
    line = tables.chart.link_lines[position] if tables.chart.link_lines else 0
    a, b = (name.partition(":")[2] for name in (written.start, written.end))
    said = message("resolution.link_to_itself", link=f"{written.entry.kind} {a} → {b}", body=body)
    keys: Keys = ("links", position)
    return Problem("error", tables.chart.file or tables.id, line, path_of(keys), said, keys=keys)


def circles_of(nodes: Sequence[NodePart], links: Sequence[LinkPart], kind: str) -> list[list[str]]:
    """The circles that the links of one kind make at one common date, where joined bodies may close one.

    Parameters
    ----------
    nodes, links
        A graph, chart by chart.
    kind
        One that must not run in a circle.

    Returns
    -------
    As `chart.link_rules.circles` gives them. Cost: linear in the links of the kind, by columns, for each step of the longest chain.
    """
    if not any(row.entry.kind == kind for part in links for row in part.together.values()):
        return []  # every circle lies in one chart, and was found when that was read
    edges: list[NDArray[np.int64]] = []
    for number, (ends_of, part) in enumerate(zip(nodes, links, strict=True)):
        held = ~part.apart
        held[list(part.together)] = True
        at = np.flatnonzero(held & equals(part.tables.links.column("kind"), kind))
        _, starts, stops = part.tables.ends
        edges.append(np.stack([ends_of.body[starts[at]], ends_of.body[stops[at]], np.full(len(at), number), at], 1))
    left = _in_knots(np.concatenate(edges), sum(len(part.body) for part in nodes))
    found = (links[number].row(at) for _, _, number, at in left.tolist())
    return circles((row.start, row.end, span(row.entry)) for row in found)


def _in_knots(edges: NDArray[np.int64], bodies: int) -> NDArray[np.int64]:
    """The edges that may lie in a circle: those left when again and again the ones go to whose beginning nothing leads, or from whose end nothing."""
    while len(edges):
        reached, leaving = np.zeros(bodies, bool), np.zeros(bodies, bool)
        reached[edges[:, 1]] = leaving[edges[:, 0]] = True
        stay = reached[edges[:, 0]] & leaving[edges[:, 1]]
        if stay.all():
            break
        edges = edges[stay]
    return edges
