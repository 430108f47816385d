"""Slices of a kept graph: that of an area with its surroundings, of some charts, of the bodies that a text fits. Nothing else is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
import pyarrow.compute as pc

from oversight_graph.graph.arrow import filtered, flags
from oversight_graph.graph.arrow import whole as whole_column
from oversight_graph.graph.by_day import cut_graph
from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph
from oversight_graph.graph.text_run import Stages, StoreNames
from oversight_graph.store.graph_index import GraphIndex
from oversight_graph.store.kept_graph import KeptGraph
from oversight_graph.store.protocol import ResolvedScope

NEAR_FROM = 20_000
"""Nodes and links of a graph from which on an area comes with its least surroundings: cutting a smaller one saves nothing."""

NO_ENDS = (np.empty(0, np.int64), np.empty(0, np.int64))


def slice_of(graph: KeptGraph, asked: ResolvedScope, every: bool, whole: bool, names: Callable[[], Stages], near_from: int = NEAR_FROM) -> Graph:
    """The graph that is asked for.

    Parameters
    ----------
    graph
        That of all charts on all days.
    asked
        Which charts, which area, which day.
    every
        Whether these are all charts.
    whole
        Whether all surroundings of the area come along.
    names
        Gives the index of the names of the whole graph.
    near_from
        As NEAR_FROM.

    Returns
    -------
    `near` where only the least surroundings came along. Cost: linear in the slice.
    """
    near = asked.area is not None and not whole and graph.nodes.num_rows + graph.links.num_rows >= near_from
    if near:
        rows = graph.index.near(str(asked.area), asked.areas, begun=not asked.all_known)
    elif every:
        ends = graph.index.arrays["source"], graph.index.arrays["target"]
        known = StoreNames(names, graph.nodes.column("id"))
        cut = cut_graph(graph.nodes, graph.links, asked.as_of, asked.headers, asked.area, asked.areas, every=True, ends=ends, names=known)
        return _with_columns(cut, graph.index) if (cut.node_table.num_rows, cut.link_table.num_rows) == (graph.nodes.num_rows, graph.links.num_rows) else cut
    else:
        rows = graph.index.of_charts(asked.headers)
    return cut_graph(graph.some_nodes(rows[0]), graph.some_links(rows[1]), asked.as_of, asked.headers, asked.area, asked.areas, near=near, every=every)


def _with_columns(graph: Graph, index: GraphIndex) -> Graph:
    """A graph of all rows of the tables, told the columns that their index holds, so that it needn't read them from the tables."""
    arrays = index.arrays
    for name, column in (("kind", "node_kind"), ("link_kind", "link_kind"), ("mechanism", "mechanism")):
        graph.kept(name, partial(arrays.__getitem__, column))
    graph.kept("_area_index", lambda: (tuple(index.areas), arrays["node_area"].astype(np.int64)))
    by_source = lambda: (np.arange(len(arrays["source"])), arrays["out_start"])  # noqa: E731
    graph.kept("_known_groups", lambda: {"source": by_source, "target": lambda: (arrays["in_rows"], arrays["in_start"])})
    return graph


def fitting(graph: KeptGraph, names: Stages, asked: ResolvedScope, every: bool, text: str) -> Graph:
    """The bodies among which those are that a text fits, without links.

    Parameters
    ----------
    graph
        That of all charts on all days.
    names
        The index of its names.
    asked
        Which charts, which area, which day.
    every
        Whether these are all charts.
    text
        What is sought.

    Returns
    -------
    What the best way of fitting finds that finds anything then, pinyin initials the last. Cost: that of searching the index, and linear in what fits.
    """
    for rows in names.stages(text, initials=True):
        if len(rows) and len(found := _standing(graph, rows, asked, every)):
            return replace(found, sought=text)
    return replace(_standing(graph, np.empty(0, np.int64), asked, every), sought=text)


def bodies_of(graph: KeptGraph, asked: ResolvedScope, every: bool) -> Graph:
    """All bodies of some charts, without links; not for a day before that of a chart, on which links say who was there.

    Parameters
    ----------
    graph
        That of all charts on all days.
    asked
        Which charts, which area, which day.
    every
        Whether these are all charts.

    Returns
    -------
    Those that hold then. Cost: linear in the nodes.
    """
    nodes = graph.nodes if every else graph.some_nodes(graph.index.of_charts(asked.headers)[0])
    return cut_graph(nodes, graph.links.slice(0, 0), asked.as_of, asked.headers, asked.area, asked.areas, every=every, ends=NO_ENDS)


def _standing(graph: KeptGraph, rows: Ints, asked: ResolvedScope, every: bool) -> Graph:
    """Those of some bodies that hold on the day that is asked about."""
    links, around = np.empty(0, np.int64), rows
    if asked.as_of is not None and not asked.all_known:  # of an earlier day links say who was there
        links, around = graph.index.touching(rows)
    cut = cut_graph(graph.some_nodes(around), graph.some_links(links), asked.as_of, asked.headers, asked.area, asked.areas, every=every)
    held = flags(pc.is_in(cut.node_table.column("id"), value_set=whole_column(graph.some_nodes(rows).column("id"))))
    return replace(cut, node_table=filtered(cut.node_table, held), link_table=cut.link_table.slice(0, 0))
