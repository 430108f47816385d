"""What the graph looks like in Neo4j: labels, types, properties, constraints and indexes, all from the model.

    (:Body:StationedGroup {id, name, …})-[:STATIONED_AT {form, basis, sources, …}]->(:Body:Unit {…})
    (:OversightStore)-[:HOLDS]->(:OversightChart)-[:CITES]->(:OversightSource)

A body has the label of its kind and the common one; a link has the type of its kind. Both have every attribute of the model
that is known (an unknown is an absent property), and `sources` as `chart:source locator`; `evidence` is a list of lines, as `model.evidence` writes them. What else a body holds is for the
machine: `generation` (only that of the store is valid; another one is a load on its way in, or a store on its way out),
`period_charts`, `period_from` and `period_to` (only where charts date a body differently: from when to when it holds by
which chart, and each of its links with it), `key` and `place` (id and area, together with the generation, short enough for an index), `within` (its area and all that hold it).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from oversight_graph.chart.periods import PERIODS
from oversight_graph.model import LINK_ATTRIBUTES, LINKS, NODE_ATTRIBUTES
from oversight_graph.model.areas import Areas
from oversight_graph.resolution.graph_rows import GraphRow

SCHEMA = 4
"""Raised when labels or properties change; a store of a newer schema is refused, not guessed at."""
DERIVED = (1, 2, 3)
"""Earlier schemas whose charts are read as they are; the graph is made anew from them until the next load writes it."""
UNFINISHED = 0
"""The schema of a store that Neo4j's importer has made and whose `finish.cypher` hasn't been run."""

BODY, STORE, CHART, PART, SOURCE, LOAD, WRITER = (
    "Body", "OversightStore", "OversightChart", "OversightPart", "OversightSource", "OversightLoad", "OversightWriter",
)  # fmt: skip
OURS = (BODY, STORE, CHART, PART, SOURCE, LOAD, WRITER)

_INDEXED = 200
"""Characters of a text that an index takes whole; Neo4j's holds about 8,000 bytes."""

NODE_COLUMNS = ("id", *(attribute.id for attribute in NODE_ATTRIBUTES), "charts", "ids", "sources", *PERIODS)
PLACE_COLUMNS = ("place", "within")
MACHINE_COLUMNS = ("generation", "key", *PLACE_COLUMNS)
LINK_COLUMNS = ("id", *(attribute.id for attribute in LINK_ATTRIBUTES), "charts", "sources", *PERIODS)

CONSTRAINTS = (
    f"CREATE CONSTRAINT oversight_body_key IF NOT EXISTS FOR (n:{BODY}) REQUIRE n.key IS UNIQUE",
    f"CREATE CONSTRAINT oversight_store_key IF NOT EXISTS FOR (n:{STORE}) REQUIRE n.key IS UNIQUE",
    f"CREATE CONSTRAINT oversight_load_generation IF NOT EXISTS FOR (n:{LOAD}) REQUIRE n.generation IS UNIQUE",
    f"CREATE INDEX oversight_body_place IF NOT EXISTS FOR (n:{BODY}) ON (n.place)",
    f"CREATE INDEX oversight_part_version IF NOT EXISTS FOR (n:{PART}) ON (n.version)",
)
"""On every edition."""

_REQUIRED_OF_NODES = ("id", "name", "level", "area", "charts", "ids", "sources", *MACHINE_COLUMNS)
_REQUIRED_OF_LINKS = ("id", "basis", "charts", "sources")
EXISTENCE = tuple(
    [f"CREATE CONSTRAINT oversight_body_{name} IF NOT EXISTS FOR (n:{BODY}) REQUIRE n.`{name}` IS NOT NULL" for name in _REQUIRED_OF_NODES]
    + [
        f"CREATE CONSTRAINT oversight_{kind.lower()}_{name} IF NOT EXISTS FOR ()-[r:{kind}]-() REQUIRE r.`{name}` IS NOT NULL"
        for kind in LINKS.ids
        for name in _REQUIRED_OF_LINKS
    ]
)
"""On the editions that know them (Enterprise, Aura)."""


def holds(name: str, charts: bool = True, day: str = "$day", among: str = "$charts") -> str:
    """The Cypher condition that a body or a link holds on a day by its dates (domain §3); `graph.arrow.holds_on` says the same of columns.

    Parameters
    ----------
    name
        The variable of the body or the link.
    charts
        Whether only the charts of a list are believed; else any chart.
    day
        An expression whose value is the day.
    among
        An expression whose value is that list.

    Returns
    -------
    A condition for WHERE.
    """
    of_charts = f" AND any(chart IN {name}.charts WHERE chart IN {among})" if charts else ""
    asked = f"{name}.period_charts[at] IN {among} AND " if charts else ""
    return (
        f"coalesce({name}.valid_from, {day}) <= {day} <= coalesce({name}.valid_to, {day}){of_charts} AND ({name}.period_charts IS NULL "
        f"OR any(at IN range(0, size({name}.period_charts) - 1) WHERE {asked}{name}.period_from[at] <= {day} <= {name}.period_to[at]))"
    )


def dated(link: str) -> str:
    """The Cypher condition that a link which holds on `$day` has a stated beginning by then: its own, or the year of an inspection (domain §4, The day).

    Parameters
    ----------
    link
        The variable of the link.

    Returns
    -------
    A condition for WHERE.
    """
    return f"({link}.valid_from IS NOT NULL OR {link}.year IS NOT NULL AND date({{year: {link}.year}}) <= $day)"


def held_by_some(name: str, charts: bool = True) -> str:
    """The Cypher condition that a body or a link is of one of the charts that are believed, on whatever day.

    Parameters
    ----------
    name
        The variable of the body or the link.
    charts
        Whether only the charts of the list `$charts` are believed; else any chart.

    Returns
    -------
    A condition for WHERE.
    """
    return f"any(chart IN {name}.charts WHERE chart IN $charts)" if charts else "true"


def short(text: str) -> str:
    """A text that an index takes: a long one by its beginning and its hash.

    Parameters
    ----------
    text
        An id or the code of an area.

    Returns
    -------
    The text itself up to 200 characters; distinct for distinct texts.
    """
    return text if len(text) <= _INDEXED else f"{text[: _INDEXED - 40]}…{hashlib.blake2b(text.encode(), digest_size=16).hexdigest()}"


def key(generation: int, text: str) -> str:
    """A text with its generation, short enough for an index.

    Parameters
    ----------
    generation
        That of the body.
    text
        An id or the code of an area.

    Returns
    -------
    Distinct for distinct texts; begins with the generation and a colon.
    """
    return f"{generation}:{short(text)}"


def node_values(row: GraphRow) -> list[Any]:
    """A body as the values of NODE_COLUMNS.

    Parameters
    ----------
    row
        The body.

    Returns
    -------
    A value a column; None for what is unknown.
    """
    return [row[name] for name in NODE_COLUMNS]


def place_values(row: GraphRow, generation: int, areas: Areas) -> list[Any]:
    """Where a body lies, as the values of PLACE_COLUMNS.

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
    The key of its area, and the codes of the area and all that hold it.
    """
    return [key(generation, row["area"]), areas.above(row["area"])]


def link_values(row: GraphRow, ends: Sequence[Any]) -> list[Any]:
    """A link as its ends and the values of LINK_COLUMNS.

    Parameters
    ----------
    row
        The link.
    ends
        What a statement finds its ends by: element ids, keys, or the first of them alone.

    Returns
    -------
    The ends, then a value a column; None for what is unknown.
    """
    return [*ends, *(row[name] for name in LINK_COLUMNS)]


WHOLE = 1_000
"""Rows from which on a batch is packed: each packing is a statement that the server compiles, which takes it some 50 ms."""


def create_nodes(kind: str, rows: Sequence[Sequence[Any]]) -> tuple[str, dict[str, Any]]:
    """A statement that makes bodies of a kind and returns their element ids.

    Parameters
    ----------
    kind
        A kind of node.
    rows
        For each body the values of NODE_COLUMNS and MACHINE_COLUMNS; at least one body.

    Returns
    -------
    The statement and its parameters; the ids come in the order of the rows.
    """
    properties, parameters = _packed((*NODE_COLUMNS, *MACHINE_COLUMNS), rows, 0)
    return f"UNWIND $rows AS row CREATE (n:{BODY}:{kind} {{{properties}}}) RETURN elementId(n)", parameters


def create_links(kind: str, rows: Sequence[Sequence[Any]]) -> tuple[str, dict[str, Any]]:
    """A statement that makes links of a kind.

    Parameters
    ----------
    kind
        A kind of link.
    rows
        For each link the element ids of its two ends and the values of LINK_COLUMNS; at least one link.

    Returns
    -------
    The statement and its parameters.
    """
    properties, parameters = _packed(LINK_COLUMNS, rows, 2)
    return (
        f"UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row[0] MATCH (b) WHERE elementId(b) = row[1] CREATE (a)-[:{kind} {{{properties}}}]->(b)"
    ), parameters


def _packed(names: Sequence[str], rows: Sequence[Sequence[Any]], first: int) -> tuple[str, dict[str, Any]]:
    """Rows as lists, not as maps: half the bytes, and the server looks up no property by its name. Of a large batch, what all
    rows have in common travels once and what none has not at all."""
    if len(rows) < WHOLE:
        return ", ".join(f"`{name}`: row[{number}]" for number, name in enumerate(names, first)), {"rows": rows}
    columns = list(zip(*rows, strict=True))
    same: dict[str, Any] = {}
    kept = columns[:first]
    properties = []
    for name, column in zip(names, columns[first:], strict=True):
        if column.count(column[0]) < len(column):
            properties.append(f"`{name}`: row[{len(kept)}]")
            kept.append(column)
        elif column[0] is not None:
            properties.append(f"`{name}`: $same.`{name}`")
            same[name] = column[0]
    return ", ".join(properties), {"rows": list(zip(*kept, strict=True)), "same": same}
