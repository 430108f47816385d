"""What of a store a change of some charts touches: a plan and the graph need the rest of it neither before nor after.

Touched are the entries that may be one body with an entry of the charts that change, by a name in their block or by `same_as`, with whatever
may be one with these, and so on; and all links at them. The other ends of these links come along, each with all entries of its body, so that every
row is whole; and where a circle may close, the links that might be in it. All other rows are the same before and after.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from oversight_graph.chart.chart import Chart, Header
from oversight_graph.graph.arrow import encoded, equals
from oversight_graph.model import LINKS
from oversight_graph.model.areas import canonical, is_gb
from oversight_graph.resolution.chart_tables import ChartTables, tables_of
from oversight_graph.resolution.layer import Rows
from oversight_graph.resolution.layers import Layers
from oversight_graph.resolution.meeting import area_names, same_as
from oversight_graph.resolution.name_keys import AreaNames, search_keys
from oversight_graph.resolution.ranges import NO_ROWS
from oversight_graph.resolution.resolve import resolve_tables
from oversight_graph.resolution.resolved import Resolved
from oversight_graph.resolution.text_numbers import text_numbers

_ACYCLIC = tuple(kind.id for kind in LINKS if kind.acyclic and any(set(froms) & set(tos) for froms, tos in kind.ends))


@dataclass(frozen=True)
class ChartChange:
    """Charts of a store before and after, in the order of loading. `changed`: ids of those that come, go or become others."""

    before: Sequence[Chart]
    after: Sequence[Chart]
    changed: Set[str]

    def own(self) -> list[tuple[ChartTables, AreaNames]]:
        """The tables of the charts that change, of before and of after, each with what areas are called then."""
        return [
            (tables_of(chart), names)
            for charts, names in zip((self.before, self.after), self.area_names(), strict=True)
            for chart in charts
            if chart.id in self.changed
        ]

    def area_names(self) -> tuple[AreaNames, AreaNames]:
        """What areas are called before and after."""
        return area_names(chart.header for chart in self.before), area_names(chart.header for chart in self.after)


def renamed_areas(old: AreaNames, new: AreaNames) -> set[str]:
    """The areas that are called otherwise after a change than before.

    Parameters
    ----------
    old, new
        What areas are called before and after.

    Returns
    -------
    Their codes.
    """
    return {code for code in {*old, *new} if set(old.get(code, ())) != set(new.get(code, ()))}


def both(change: ChartChange, layers: Layers, part_of: str) -> tuple[Resolved, Resolved] | None:
    """The part of a graph that a change touches, as it is and as it will be.

    Parameters
    ----------
    change
        What changes.
    layers
        The charts that stay.
    part_of
        Named in both as the whole of which they are a part.

    Returns
    -------
    None where only the whole can tell: where something is wrong with the charts together. Cost: linear in the charts that change and in what is
    touched.
    """
    if _misses_areas(change, layers):
        return None
    entries, links = touched(change, layers)
    headers = {chart.id: chart.header for chart in change.after}
    cut: dict[str, ChartTables] = {}
    for name in layers.charts_of(entries):
        cut[name] = ChartTables(Chart.of_tables(headers[name], *layers.cut(name, entries, links)))
    made = []
    for charts in (change.before, change.after):
        tables = [tables_of(chart) if chart.id in change.changed else cut[chart.id] for chart in charts if chart.id in change.changed or chart.id in cut]
        own = {one.id for one in tables if one.id in change.changed and one.nodes.num_rows}
        holding = own | {chart.id for chart in charts if chart.id not in change.changed and layers.holds_nodes(chart.id)}
        graph = resolve_tables(charts, tables, holding)
        graph.part_of = part_of
        made.append(graph)
    return None if made[0].problems or made[1].problems else (made[0], made[1])


def _misses_areas(change: ChartChange, layers: Layers) -> bool:
    """Whether a chart that stays lies in an area that nothing declares any more."""
    declared = [{canonical(area.code) for chart in charts for area in chart.header.areas} for charts in (change.before, change.after)]
    gone = {code for code in declared[0] - declared[1] if not is_gb(code)}
    if not gone:
        return False
    stay = (chart.header for chart in change.after if chart.id not in change.changed)
    return len(layers.in_areas(gone)) > 0 or any(not gone.isdisjoint(_written(header)) for header in stay)


def _written(header: Header) -> set[str]:
    codes = (header.area, *(area.part_of for area in header.areas), *(one.area for one in (*header.complete, *header.claims)))
    return {canonical(code) for code in codes if code is not None}


def touched(change: ChartChange, layers: Layers) -> tuple[Rows, Rows]:
    """The entries and links of the charts that stay which a change touches, with what belongs to them.

    Parameters
    ----------
    change
        What changes.
    layers
        The charts that stay.

    Returns
    -------
    Entries and links, ascending. Cost: linear in the charts that change and in what is found.
    """
    start = [layers.naming_charts(text_numbers(pa.array(sorted(change.changed), pa.string()))), layers.in_areas(renamed_areas(*change.area_names()))]
    own = change.own()
    for tables, names in own:
        targets = text_numbers(pa.array([target for _, _, target in same_as(tables)], pa.string()))
        areas = layers.renamed.intersection(encoded(tables.nodes.column("area"))[0])
        start += [layers.with_keys(search_keys(tables, names).key), layers.with_ids(targets), layers.in_areas(areas)]
    bodies = layers.closed(np.concatenate(start))
    links = [layers.links_at(bodies, side) for side in ("out", "in")]
    at = np.unique(np.concatenate(links))
    for kind in _ACYCLIC if len(bodies) else ():
        if any(bool(equals(tables.written_links.column("kind"), kind).any()) for tables, _ in own) or len(layers.of_kind(at, kind)):
            links.append(_ways(layers, bodies, kind))
    every = np.unique(np.concatenate(links))
    ends = np.concatenate([bodies, layers.end(every, "out"), layers.end(every, "in")])
    return layers.closed(ends), every


def _ways(layers: Layers, bodies: Rows, kind: str) -> Rows:
    """The links of a kind on all ways that leave some bodies, or on all that lead to them, whichever ends sooner: a circle through them is in either."""
    held = dict.fromkeys(("out", "in"), (bodies, bodies, NO_ROWS))
    while True:
        for side, other in (("out", "in"), ("in", "out")):
            known, frontier, links = held[side]
            found = layers.of_kind(layers.links_at(frontier, side), kind)
            links = np.union1d(links, found)
            if not len(found):
                return links
            reached = layers.closed(layers.end(found, other))
            frontier = np.setdiff1d(reached, known)
            if not len(frontier):
                return links
            held[side] = np.union1d(known, frontier), frontier, links
