"""Graphs cut from the tables of a store by the days of their charts (domain §4, Dates), and a graph day by day."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oversight_graph.chart.chart import Header
from oversight_graph.graph.arrow import NONE, encoded, equals, filtered, frozen, in_any, numbers
from oversight_graph.graph.csr import Ints
from oversight_graph.graph.day_cut import DatedTables, Mask, Presence, Unknown, day_number
from oversight_graph.graph.graph import Graph
from oversight_graph.graph.text_run import StoreNames
from oversight_graph.graph.valid_rows import holds_on
from oversight_graph.model import KINDS, walks
from oversight_graph.model.areas import Areas

Ends: TypeAlias = tuple[Ints, Ints]


def cut_graph(
    nodes: pa.Table,
    links: pa.Table,
    as_of: datetime.date | None,
    headers: Mapping[str, Header],
    area: str | None,
    areas: Areas,
    near: bool = False,
    every: bool = False,
    ends: Ends | None = None,
    names: StoreNames | None = None,
) -> Graph:
    """The graph of some charts on a day, or of each chart on its own day.

    Parameters
    ----------
    nodes, links
        Tables with the columns of `store.graph_tables`, of these charts or of more of them, on all days or on those that are asked about.
    as_of
        The day for all charts; None: each has its own.
    headers
        Of the charts asked about, by their id.
    area, areas, near
        As a Graph has them.
    every
        Whether the tables hold these charts alone.
    ends
        The positions of both ends of each link, where they are known; NONE for one that isn't among the nodes.
    names
        The index of names of the store, where these are all or most of its nodes.

    Returns
    -------
    What is known to hold. Cost: linear in the tables.
    """
    own = {name: header.day for name, header in headers.items()}
    day = common_day(as_of, own)
    if day is not None and all(day >= one for one in own.values()):
        charts = None if every else list(headers)
        held = holds_on(nodes, day, charts), holds_on(links, day, charts)
        return Graph(filtered(nodes, held[0]), filtered(links, held[1]), day, headers, area, areas, near, store_names=names, ends=_among(ends, *held))
    if not every:
        of_charts = [in_any(table.column("charts"), headers) for table in (nodes, links)]
        nodes, links, ends = filtered(nodes, of_charts[0]), filtered(links, of_charts[1]), _among(ends, *of_charts)
    dated = DatedTables(nodes, links, own, known_ends=ends)
    if day is not None:
        node, link = dated.on(np.full(len(own), day_number(day)))
        missing = int(node.unsure.sum()), int(link.unsure.sum())
        doubt = any(missing) or unsure_claims(headers, day)
        unknown = Unknown(filtered(nodes, node.either), filtered(links, _helping(links, link)), *missing) if doubt else None
        known = _among(dated.ends, node.known, link.known)
        return Graph(filtered(nodes, node.known), filtered(links, link.known), day, headers, area, areas, near, unknown, store_names=names, ends=known)
    node, link = dated.on(dated.own_days)
    ends = _among(dated.ends, node.known, link.known)
    dated = DatedTables(filtered(nodes, node.known), filtered(links, link.known), own, cut=True, known_ends=ends)
    judged_on = frozen(dated.newest().astype("datetime64[D]"))
    return Graph(dated.nodes, dated.links, None, headers, area, areas, near, Unknown(dated.nodes, dated.links), judged_on, store_names=names, ends=ends)


def _among(ends: Ends | None, nodes: Mask, links: Mask) -> Ends | None:
    """The ends of some of the links among some of the nodes."""
    if ends is None or (nodes.all() and links.all()):
        return ends
    place = np.append(np.where(nodes, np.cumsum(nodes) - 1, NONE), NONE)
    start, end = (place[side[links]] for side in ends)
    return start, end


def _helping(links: pa.Table, link: Presence) -> Mask:
    """The links that hold, or may and could better a status: that a body depends on a unit never does."""
    helping: Mask = link.known | (link.unsure & ~equals(links.column("kind"), "HOSTED_BY"))
    return helping


def common_day(as_of: datetime.date | None, own: Mapping[str, datetime.date]) -> datetime.date | None:
    """The one day on which all charts are taken.

    Parameters
    ----------
    as_of
        The day that is asked about; None for each chart's own.
    own
        The own day of each chart.

    Returns
    -------
    None where their own days differ and no other one is asked about.
    """
    return as_of or (next(iter(own.values())) if len(set(own.values())) == 1 else None)


@dataclass(frozen=True)
class DaySlice:
    """The nodes that are judged on one day, and what there is on that day.

    `graph`: what is known then, of what may have a say; only the nodes to be judged are in its scope. `possible`: what is known together with what may have been there, None
    where all is known. `node`: the positions of the slice's nodes in the whole graph; `possible_node`: those of the whole graph's nodes in `possible`,
    as `node` lists them.
    """

    graph: Graph
    possible: Graph | None
    node: Ints
    possible_node: Ints


def by_day(graph: Graph, overseers: bool = False) -> list[DaySlice]:
    """A graph as it is judged: its nodes by the day on which each is, with all that holds on that day (domain §4, Dates).

    Parameters
    ----------
    graph
        What is asked about.
    overseers
        Whether overseers are judged too.

    Returns
    -------
    A slice for each day, from the oldest on; one alone, the graph itself, where there is one day. Each overseen node (or each node) in scope is in
    the scope of one of them. Cost: linear in the charts that share bodies with those of a day, once for each day; kept with the graph.
    """
    name = "_by_day" if overseers else "_by_day_of_overseen"
    return graph.kept(name, lambda: _by_day(graph, graph.scope if overseers else graph.scope & graph.overseen))


def with_unknown(graph: Graph) -> Graph | None:
    """A graph on one day with all that may hold on it besides what is known.

    Parameters
    ----------
    graph
        On one day.

    Returns
    -------
    None where all is known, and where each chart has its own day.
    """
    return by_day(graph)[0].possible if graph.as_of is not None and graph.unknown is not None else graph.beside


def _by_day(graph: Graph, judged: Mask) -> list[DaySlice]:
    everything = np.arange(len(graph))
    if graph.unknown is None:
        return [DaySlice(graph, None, everything, everything)]
    if graph.as_of is not None:
        possible = _possible(graph, graph.unknown.nodes, graph.unknown.links, graph.as_of, None)
        return [DaySlice(graph, possible, everything, np.searchsorted(possible.ids.astype(str), graph.ids.astype(str)))]
    (group, of_chart), heads = _groups(graph), _heads(graph)
    slices = []
    for day in np.unique(graph.node_day[judged]):
        of_day = judged & (graph.node_day == day)
        groups = np.unique(group[of_day])
        slices.append(_slice(graph, day.item(), of_day, heads | np.isin(group, groups), {name for name, one in of_chart.items() if one in groups}))
    return slices


def _groups(graph: Graph) -> tuple[Ints, dict[str, int]]:
    """A number for each node and for each chart, the same for all that links may join: charts that share bodies, one with the other."""
    lists = graph.node_table.column("charts").combine_chunks()
    names, chart = encoded(pc.list_flatten(lists))
    node = numbers(pc.list_parent_indices(lists), NONE)
    group = np.arange(len(names))
    shared = np.flatnonzero(node[1:] == node[:-1])  # nearly every body is of one chart
    for one, other in np.unique(np.stack([chart[shared], chart[shared + 1]], axis=1), axis=0).tolist():
        group[group == group[other]] = group[one]
    of_node = np.zeros(len(graph), np.int64)
    of_node[node] = group[chart]
    return of_node, dict(zip(names, group.tolist(), strict=True))


def _heads(graph: Graph) -> Mask:
    """What may cover nodes of other charts in name, without a link to them: the heads of areas, and whom they lead."""
    kinds = {name for head in walks.HEADS for name in (head.kind, head.whom) if name is not None}
    return np.isin(graph.kind, [KINDS.code(name) for name in kinds])


def _slice(graph: Graph, day: datetime.date, judged: Mask, near: Mask, charts: Collection[str]) -> DaySlice:
    """The nodes of a day, which some charts hold, with what has a say of them among those that are `near`."""
    assert graph.unknown is not None
    links = filtered(graph.unknown.links, near[graph.source] & near[graph.target])
    dated = DatedTables(filtered(graph.unknown.nodes, near), links, {name: header.day for name, header in graph.headers.items()}, cut=True)
    node, link = dated.on(np.full(len(dated.own), day_number(day)))
    place = np.flatnonzero(near)
    at, either = place[node.known], place[node.either]
    graph = replace(graph, headers={name: header for name, header in graph.headers.items() if name in charts or header.claims})
    possible = None
    if node.unsure.any() or link.unsure.any() or unsure_claims(graph.headers, day):
        nodes, links = filtered(dated.nodes, node.either), filtered(dated.links, _helping(dated.links, link))
        possible = _possible(graph, nodes, links, day, frozen(judged[either]))
    known = replace(
        graph, node_table=filtered(dated.nodes, node.known), link_table=filtered(dated.links, link.known), as_of=day,
        unknown=None, judged_on=None, judged=frozen(judged[at]), beside=possible,
    )  # fmt: skip
    return DaySlice(known, possible, at, np.searchsorted(either, at))


def unsure_claims(headers: Mapping[str, Header], day: datetime.date) -> bool:
    """Whether a claim of some charts isn't known to hold on a day, but may.

    Parameters
    ----------
    headers
        Of the charts.
    day
        The day asked about.

    Returns
    -------
    False on the day of each chart and later.
    """
    return any(claim.counts and claim.unsure_on(day, header.day) for header in headers.values() for claim in header.claims)


def _possible(graph: Graph, nodes: pa.Table, links: pa.Table, day: datetime.date, judged: Mask | None) -> Graph:
    return replace(graph, node_table=nodes, link_table=links, as_of=day, unknown=None, judged_on=None, judged=judged, possible=True)
