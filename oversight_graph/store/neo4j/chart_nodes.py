"""The nodes of the charts of a store: what each says of the graph after a load, and which of them a load leaves as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from oversight_graph.chart.chart import Header
from oversight_graph.store.neo4j.schema import BODY, CHART, SOURCE, STORE, key
from oversight_graph.store.neo4j.stored_nodes import KEY, Holdings, charts
from oversight_graph.store.protocol import LoadedChart, own_areas

if TYPE_CHECKING:
    from oversight_graph.model.areas import Areas
    from oversight_graph.resolution.graph_rows import GraphRow
    from oversight_graph.resolution.resolve import Resolved
    from oversight_graph.store.neo4j.changes import Changes

_SAYS = ("position", "nodes", "links", "areas")
"""What a load may change of the node of a chart that stays."""


def versions_of(loaded: Sequence[LoadedChart], stored: Iterable[Mapping[str, Any]], load: str) -> dict[str, str]:
    """By what the entries of each chart are known after a load: a chart that stays keeps its mark, so nothing of it is written again.

    Parameters
    ----------
    loaded
        The charts that there will be, in the order of their loading.
    stored
        Those that are there, as `store_node.headers` gives them.
    load
        The mark of the load.

    Returns
    -------
    A version by the id of the chart; no two charts ever have the same one.
    """
    known = {row["id"]: (row["version"], row["loaded_at"]) for row in stored}
    return {
        one.chart.id: one.chart.origin
        if isinstance(one.chart.origin, str) and known.get(one.chart.id) == (one.chart.origin, one.loaded_at)
        else f"{load}:{number}"
        for number, one in enumerate(loaded)
    }


def held_in(loaded: Sequence[LoadedChart], graph: Resolved) -> Holdings:
    """What each chart holds of a graph.

    Parameters
    ----------
    loaded
        The charts.
    graph
        What they make together; of a part what is in it.

    Returns
    -------
    Cost: linear in the nodes and links.
    """
    nodes_of, links_of = (_by_chart(rows.values()) for rows in (graph.nodes, graph.links))
    areas_of: dict[str, set[str]] = {one.chart.id: set() for one in loaded}
    for row in graph.nodes.values():
        for chart in row["charts"]:
            areas_of[chart].add(row["area"])
    return {name: (nodes_of[name], links_of[name], sorted(areas)) for name, areas in areas_of.items()}


def held_after(
    tx: Any, generation: int, stored: Iterable[Mapping[str, Any]], stay: Collection[str], before: Resolved, after: Resolved, found: Changes
) -> Holdings:
    """What each chart that stays holds of the graph after a load that knows a part of it. Nothing must be written yet.

    Parameters
    ----------
    tx
        The transaction of the load.
    generation
        That of the bodies.
    stored
        The charts that are there, as `store_node.headers` gives them.
    stay
        The ids of those that stay as they are.
    before, after
        The part that is touched, as it is and as it will be.
    found
        What differs between the two.

    Returns
    -------
    Cost: linear in what differs; where a chart may have lost its last body in an area, in the bodies of that area.
    """
    gone = [*found.removed_nodes, *(before.nodes[row["id"]] for row in found.updated_nodes)]
    come = [*found.new_nodes, *found.updated_nodes]
    nodes = _net(_by_chart(gone), _by_chart(come))
    links = _net(
        _by_chart([*found.removed_links, *(before.links[row["id"]] for row in found.updated_links)]), _by_chart([*found.new_links, *found.updated_links])
    )
    areas = _net(_by_area(gone, stay), _by_area(come, stay))
    fewer = [[key(generation, area), chart, area] for (chart, area), change in areas.items() if change < 0]
    there: dict[tuple[str, str], int] = {}
    if fewer:
        query = f"UNWIND $pairs AS pair MATCH (n:{BODY} {{place: pair[0]}}) WHERE pair[1] IN n.charts RETURN pair[1], pair[2], count(n)"
        there = {(chart, area): number for chart, area, number in tx.run(query, pairs=fewer).values()}
    rows = {row["id"]: row for row in stored if row["id"] in stay}
    areas_of = {name: set(row["areas"]) for name, row in rows.items()}
    for (chart, area), change in areas.items():
        if change > 0:
            areas_of[chart].add(area)
        elif change < 0 and there.get((chart, area), 0) + change <= 0:
            areas_of[chart].discard(area)
    return {name: (row["nodes"] + nodes[name], row["links"] + links[name], sorted(areas_of[name])) for name, row in rows.items()}


def moved_areas(stored: Sequence[Mapping[str, Any]], areas: Areas, generation: int) -> list[list[Any]]:
    """The areas with bodies that lie elsewhere than before, which no body's row says.

    Parameters
    ----------
    stored
        The charts that are there, as `store_node.headers` gives them.
    areas
        The areas of the charts that there will be.
    generation
        That of the bodies.

    Returns
    -------
    Of each the `place` and the `within` of its bodies.
    """
    held, old = {area for row in stored for area in row["areas"]}, own_areas([Header.from_json(row["header"]) for row in stored])
    return [[key(generation, area), areas.above(area)] for area in sorted(held) if areas.above(area) != old.above(area)]


def write_charts(tx: Any, loaded: Sequence[LoadedChart], held: Holdings, versions: Mapping[str, str], stored: Iterable[Mapping[str, Any]]) -> None:
    """Write the nodes of the charts and of their sources. One that stays has at most another place and other numbers.

    Parameters
    ----------
    tx
        The transaction of the load.
    loaded, held, versions
        As for `stored_nodes.charts`.
    stored
        The charts that are there, as `store_node.headers` gives them. Those that aren't among `versions` go.
    """
    tx.run(
        f"MATCH (c:{CHART}) WHERE NOT coalesce(c.version, '') IN $kept OPTIONAL MATCH (c)-[:CITES]->(s:{SOURCE}) DETACH DELETE c, s",
        kept=list(versions.values()),
    ).consume()  # fmt: skip
    there = {row["version"]: [row[name] for name in _SAYS] for row in stored}
    made = charts(loaded, held, versions)
    said = [[chart["version"], *(chart[name] for name in _SAYS)] for chart, _ in made]
    others = [row for row in said if there.get(row[0], row[1:]) != row[1:]]
    if others:
        values = ", ".join(f"c.{name} = row[{number}]" for number, name in enumerate(_SAYS, 1))
        tx.run(f"UNWIND $rows AS row MATCH (c:{CHART} {{version: row[0]}}) SET {values}", rows=others).consume()
    fresh = [{"chart": chart, "sources": sources} for chart, sources in made if chart["version"] not in there]
    if fresh:
        tx.run(
            f"MATCH (store:{STORE} {{key: $key}}) UNWIND $rows AS row CREATE (store)-[:HOLDS]->(c:{CHART}) SET c = row.chart "
            f"WITH c, row UNWIND row.sources AS source CREATE (c)-[:CITES]->(s:{SOURCE}) SET s = source",
            key=KEY, rows=fresh,
        ).consume()  # fmt: skip


def _by_chart(rows: Iterable[GraphRow]) -> Counter[str]:
    return Counter(chart for row in rows for chart in row["charts"])


def _by_area(rows: Iterable[GraphRow], charts: Collection[str]) -> Counter[tuple[str, str]]:
    return Counter((chart, row["area"]) for row in rows for chart in row["charts"] if chart in charts)


def _net(gone: Counter[Any], come: Counter[Any]) -> Counter[Any]:
    """How many more there are; of what stays as many, 0."""
    net = Counter(come)
    net.subtract(gone)
    return net
