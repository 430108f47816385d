"""Which entries of some charts may be one with another: those that share a name in a block, those that say `same_as` and those that it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.chart.chart import Header
from oversight_graph.graph.arrow import NONE, flags, numbers, taken, whole
from oversight_graph.model.areas import canonical
from oversight_graph.resolution.chart_tables import ChartTables
from oversight_graph.resolution.identity import Reference
from oversight_graph.resolution.name_keys import AreaNames, name_keys


def area_names(headers: Iterable[Header]) -> AreaNames:
    """What charts call the areas that they declare.

    Parameters
    ----------
    headers
        Of all that are loaded together.

    Returns
    -------
    Code → names, each once.
    """
    names: dict[str, dict[str, None]] = {}
    for header in headers:
        for own in header.areas:
            if own.zh:
                names.setdefault(canonical(own.code), {})[own.zh] = None
    return {code: tuple(found) for code, found in names.items()}


def references(charts: Sequence[ChartTables]) -> list[Reference]:
    """What the entries of some charts say by `same_as`, in the order of loading.

    Parameters
    ----------
    charts
        In the order of loading.

    Returns
    -------
    One for each entry that says it. Cost: linear in these.
    """
    found: list[Reference] = []
    for tables in charts:
        for entry, name, target in same_as(tables):
            line = tables.chart.node_lines[entry] if tables.chart.node_lines else 0
            found.append(Reference(f"{tables.id}:{name}", target, tables.chart.file or tables.id, line, ("nodes", entry, "same_as")))
    return found


def same_as(tables: ChartTables) -> list[tuple[int, str, str]]:
    """What the entries of a chart say by `same_as`.

    Parameters
    ----------
    tables
        The chart.

    Returns
    -------
    Of each entry that says it: its place, its local id and what it names. Cost: linear in these.
    """
    column = tables.written_nodes.column("same_as")
    if column.null_count == len(column):
        return []
    at = np.flatnonzero(flags(pc.is_valid(whole(column))))
    some = taken(tables.written_nodes.select(["id", "same_as"]), at).to_pydict()
    return list(zip(at.tolist(), some["id"], some["same_as"], strict=True))


def meeting(charts: Sequence[ChartTables], names: AreaNames) -> list[NDArray[np.int64]]:
    """The entries that may be one with another, of whatever chart.

    Parameters
    ----------
    charts
        In the order of loading.
    names
        What `area_names` gives for them.

    Returns
    -------
    Of each chart rows of its nodes, ascending. Cost: sorting the names as numbers.
    """
    meet = [np.zeros(tables.nodes.num_rows, bool) for tables in charts]
    keys = [name_keys(tables, names) for tables in charts]
    start = np.cumsum([0, *(len(one) for one in meet)])
    if keys:
        key = np.concatenate([one.key for one in keys])
        node = np.concatenate([one.row + first for one, first in zip(keys, start.tolist(), strict=False)])
        order = np.argsort(key, kind="stable")
        key, node = key[order], node[order]
        new = np.ones(len(key), bool)
        new[1:] = key[1:] != key[:-1]
        group = np.cumsum(new) - 1
        several = np.zeros(int(group.max(initial=-1)) + 1, bool)
        several[group[1:][(node[1:] != node[:-1]) & ~new[1:]]] = True
        shared = np.zeros(int(start[-1]), bool)
        shared[node[several[group]]] = True
        meet = [shared[a:b] for a, b in zip(start[:-1].tolist(), start[1:].tolist(), strict=True)]
    by_id = {tables.id: place for place, tables in enumerate(charts)}
    targets: dict[int, list[str]] = {}
    for place, tables in enumerate(charts):
        for entry, _, target in same_as(tables):
            meet[place][np.searchsorted(tables.members.entry, entry)] = True
            there = by_id.get(target.partition(":")[0])
            if there is not None:
                targets.setdefault(there, []).append(target)
    for place, sought in targets.items():
        found = numbers(pc.index_in(pa.array(sought, pa.string()), value_set=whole(charts[place].nodes.column("id"))), NONE)
        meet[place][found[found != NONE]] = True
    return [np.flatnonzero(one) for one in meet]
