"""What the nodes of a store hold, in one place for both ways in which they are made: by a load (write.py), by Neo4j's importer (bulk.py)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from oversight_graph.store.current_user import user
from oversight_graph.store.neo4j.schema import SCHEMA, key, node_values, place_values
from oversight_graph.store.protocol import LoadedChart

if TYPE_CHECKING:
    from oversight_graph.model.areas import Areas
    from oversight_graph.resolution.graph_rows import GraphRow

Holdings: TypeAlias = "dict[str, tuple[int, int, list[str]]]"
"""By the id of a chart: of how many nodes and links of the graph it says something, and the areas in which it holds nodes."""
KEY = "store"
"""The store's node is the one with this key."""

_PART = 500_000  # characters of a chart's entries in one node


def body_values(row: GraphRow, generation: int, areas: Areas) -> list[Any]:
    """A body as the values of NODE_COLUMNS and MACHINE_COLUMNS.

    Parameters
    ----------
    row
        The body.
    generation
        The one that it is written in.
    areas
        The areas of all charts of the store.

    Returns
    -------
    A value a column; None for what is unknown.
    """
    return [*node_values(row), generation, key(generation, row["id"]), *place_values(row, generation, areas)]


def new_store() -> dict[str, Any]:
    """The properties of the store's node before anything was loaded, without its key; its id is a new one each time."""
    return {"id": str(uuid.uuid4()), "revision": 0, "announced": 0, "generation": 0, "generations": 0, "nodes": 0, "links": 0, "schema": SCHEMA}


def written(revision: int, generation: int, load: str, nodes: int, links: int) -> dict[str, Any]:
    """What a load sets on the store's node.

    Parameters
    ----------
    revision
        How often the store was written, with this load.
    generation
        That of the bodies that are valid from now on.
    load
        The mark of the load, by which it knows itself again where an answer got lost.
    nodes, links
        How many the graph has.

    Returns
    -------
    Properties by name; the others of the node stay.
    """
    return {
        "revision": revision, "announced": revision, "generation": generation, "written": load, "schema": SCHEMA,
        "nodes": nodes, "links": links, "written_by": user(),
    }  # fmt: skip


def charts(loaded: Sequence[LoadedChart], held: Holdings, versions: Mapping[str, str]) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The node of each chart, and those of its sources.

    Parameters
    ----------
    loaded
        The charts, in the order of their loading.
    held
        What each holds of the graph.
    versions
        By what the nodes of their entries are known (see `parts`).

    Returns
    -------
    For each chart its properties, and those of each of its sources.
    """
    return [
        (
            {
                "id": one.chart.id, "position": number, "title": one.chart.header.title(), "title_en": one.chart.header.title_en,
                "as_of": one.chart.header.day, "area": one.chart.header.area, "level": one.chart.header.level, "loaded_at": one.loaded_at,
                **dict(zip(("nodes", "links", "areas"), held[one.chart.id], strict=True)),
                "header": one.chart.header.to_json(), "version": versions[one.chart.id],
            },
            [
                {"chart": one.chart.id, "id": source.id, "title": source.title, "publisher": source.publisher, "date": source.date, "url": source.url}
                for source in one.chart.header.sources
            ],
        )
        for number, one in enumerate(loaded)
    ]  # fmt: skip


def parts(loaded: LoadedChart, version: str) -> Iterator[dict[str, Any]]:
    """The nodes that hold a chart's entries as they were written, in texts that a property holds with ease.

    Parameters
    ----------
    loaded
        The chart.
    version
        That of the chart's node.

    Yields
    ------
    The properties of each, in order.
    """
    for position, text in enumerate(loaded.chart.pieces(_PART)):
        yield {"chart": loaded.chart.id, "version": version, "position": position, "text": text}
