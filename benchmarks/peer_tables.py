"""The tables that every peer is given: what a store has made of the charts, with its defaults, numbered as keys are in a database.

| table | a row is |
| --- | --- |
| nodes | a body: `n` (its number), `id`, `kind`, `level`, `area`, `category`, `overseen` |
| links | a link: `source`, `target` (numbers), `kind`, `form`, the powers that it holds as flags, `cap` (the best grade that its basis allows), `scope`, `line`, `year`, `mechanism`, `whole` |
| within | an area and one that holds it, itself and CN included |
| complete, claims | a form, an area and a level (of a claim a category too) that a chart declares |
| norms | a norm, its form, the grade that it asks for, and a kind, level and category that it judges (null: any) |
| steps | a step of the walk of reach: from a number and a role to a number and a role, at a class |
| hops | a link as coordination walks it, in each direction in which it does, with its cost |

`whole` says of a part of a set whether those that share it have it all (domain §3a): worked out beforehand, the same for all.
The day is that of the charts; all their links hold on it. Links of basis episode are left out, but for inspections.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    import oversight_graph as og

FORMS = ("discipline", "state", "stationed", "inspection")
CLASSES = ("direct", "inherited", "extended", "mediated", "periodic", "guidance", "nominal")
DIRECT, INHERITED, EXTENDED, MEDIATED, PERIODIC, GUIDANCE, NOMINAL = range(7)
STATUSES = ("gap", "formal_only", "partial", "undetermined", "met")
BODY, BRANCH, TWIG, STATION, ZONE, END = range(6)
"""The roles of the walk of reach; below a BRANCH lie a step of SUBORDINATE_TO and, as a TWIG, another one."""
UNKNOWN, NOT_OVERSEEN = -1, -2
LAST_YEAR = 2023
NAMES = ("nodes", "links", "within", "complete", "claims", "norms", "steps", "hops")


def save(graph: og.Graph, folder: Path) -> None:
    """Write the tables as Parquet files.

    Parameters
    ----------
    graph
        What the charts make.
    folder
        Takes a file a table.
    """
    nodes, links = _nodes(graph), _links(graph)
    tables = {"nodes": nodes, "links": links, "within": _within(graph), "norms": _norms()} | _declared(graph)
    kind, overseen = nodes["kind"].to_numpy(zero_copy_only=False), nodes["overseen"].to_numpy()
    tables |= {"steps": _steps(links, kind), "hops": _hops(links, kind, overseen)}
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet")


def load(folder: Path) -> dict[str, pa.Table]:
    """The tables as Arrow tables."""
    return {name: pq.read_table(folder / f"{name}.parquet") for name in NAMES}


def _nodes(graph: og.Graph) -> pa.Table:
    table = graph.node_table
    columns = {name: table.column(name).cast(pa.string()) for name in ("id", "kind", "level", "area", "category")}
    return pa.table({"n": pa.array(np.arange(len(graph)), pa.int32()), **columns, "overseen": pa.array(graph.overseen)})


def _links(graph: og.Graph) -> pa.Table:
    from oversight_graph.model import BASES
    from oversight_graph.rules.divisions import NO_DIVISION, divisions

    table = graph.link_table
    of = divisions(graph)
    cap = np.array([5, 5, 2, 1, 0])[graph.basis]
    assert BASES.ids == ("assigned", "inferred", "declared", "statutory", "episode")
    columns = {name: table.column(name).cast(pa.string()) for name in ("kind", "form", "scope", "line", "mechanism")}
    made = pa.table(
        {
            "source": pa.array(graph.source, pa.int32()), "target": pa.array(graph.target, pa.int32()), **columns,
            **{name: pa.array(graph.holds_authority(name)) for name in ("discipline", "state", "inspection")},
            "cap": pa.array(cap, pa.int8()), "year": table.column("year").cast(pa.int32()), "whole": pa.array((of.division == NO_DIVISION) | of.whole),
        }
    )  # fmt: skip
    return made.filter(pa.array((cap > 0) | (made["kind"].to_numpy(zero_copy_only=False) == "INSPECTS")))


def _within(graph: og.Graph) -> pa.Table:
    pairs = [(code, outer) for code in graph.area_codes for outer in graph.areas.above(code)]
    return pa.table({"area": [area for area, _ in pairs], "outer": [outer for _, outer in pairs]})


def _declared(graph: og.Graph) -> dict[str, pa.Table]:
    complete = [
        {"form": form, "area": one.area, "level": level}
        for header in graph.headers.values()
        for one in header.complete
        for form in one.forms
        for level in one.levels
    ]
    claims = [
        {"form": form, "area": one.area, "level": level, "category": category}
        for header in graph.headers.values()
        for one in header.claims
        if one.counts
        for form in one.forms
        for level in one.levels
        for category in one.categories
    ]
    texts = [(name, pa.string()) for name in ("form", "area", "level", "category")]
    return {"complete": pa.Table.from_pylist(complete, pa.schema(texts[:3])), "claims": pa.Table.from_pylist(claims, pa.schema(texts))}


def _norms() -> pa.Table:
    from oversight_graph.rules.norms import norms

    rows = [
        {"norm": norm.id, "form": norm.form, "grade": norm.requires.grade, "kind": kind, "level": level, "category": category}
        for norm in norms()
        if norm.rule == "coverage" and norm.norm_set == "national" and norm.requires is not None
        for applies in norm.applies_to
        for kind in applies.kinds
        for level in (applies.levels or (None,)) if kind != "Township" or not applies.levels
        for category in (applies.categories or (None,))
    ]  # fmt: skip
    schema = pa.schema([("norm", pa.string()), ("form", pa.string()), ("grade", pa.int32()), *((name, pa.string()) for name in ("kind", "level", "category"))])
    return pa.Table.from_pylist(rows, schema)


def _steps(links: pa.Table, kind: Any) -> pa.Table:
    """The walk of reach (domain §6) as steps between bodies in roles; a link of basis declared or statutory makes the way nominal."""
    column = {
        name: links[name].to_numpy(zero_copy_only=False) for name in ("source", "target", "kind", "form", "scope", "line", "mechanism", "cap", "year", "whole")
    }
    source, target, of_kind, whole = column["source"], column["target"], column["kind"], column["whole"]
    covering = np.isin(of_kind, ["SUPERVISES", "STATIONED_AT", "CONTACTS"])
    serves = links["discipline"].to_numpy() | links["state"].to_numpy() | (column["form"] == "stationed")
    firm = np.where(column["cap"] < 5, NOMINAL, 0)
    branch = column["scope"] == "with_subordinates"
    direct = covering & serves & whole
    inspected = (of_kind == "INSPECTS") & (column["year"] > LAST_YEAR - 5) & whole
    below = (of_kind == "SUBORDINATE_TO") & (column["line"] == "administrative") & whole
    counterpart = (of_kind == "COORDINATES_WITH") & (column["mechanism"] == "counterpart")
    rows: list[tuple[Any, Any, int, Any, int, Any]] = [
        (of_kind == "PART_OF", "back", BODY, None, BODY, MEDIATED),
        (of_kind == "DISPATCHES", "on", BODY, None, BODY, MEDIATED),
        (counterpart & (kind[source] == "Room") & (kind[target] == "StationedGroup"), "on", BODY, None, BODY, MEDIATED),
        (counterpart & (kind[target] == "Room") & (kind[source] == "StationedGroup"), "back", BODY, None, BODY, MEDIATED),
        ((of_kind == "LEADS") & (kind[source] == "Commission") & (kind[target] == "Commission"), "on", BODY, None, BODY, NOMINAL),
        ((of_kind == "LEADS") & (kind[target] == "Collaboration"), "on", BODY, None, END, NOMINAL),
        (direct & branch, "on", BODY, None, BRANCH, DIRECT),
        (direct & ~branch, "on", BODY, None, END, DIRECT),
        (inspected & branch, "on", BODY, None, BRANCH, PERIODIC),
        (inspected & ~branch, "on", BODY, None, END, PERIODIC),
        (below, "back", BRANCH, None, TWIG, INHERITED),
        (below, "back", TWIG, None, END, INHERITED),
        ((of_kind == "EXTENDS_TO") & whole, "on", BODY, None, STATION, EXTENDED),
        ((of_kind == "SERVES") & whole, "on", STATION, None, END, EXTENDED),
        (of_kind == "GUIDES", "on", BODY, None, ZONE, GUIDANCE),
        ((of_kind == "PART_OF") & (kind[source] == "Collaboration"), "back", ZONE, None, ZONE, DIRECT),
        (of_kind == "MEMBER_OF", "back", ZONE, None, END, DIRECT),
    ]
    rows[0] = (rows[0][0] & (kind[target] == "Commission"), *rows[0][1:])
    capped = {"PART_OF", "DISPATCHES", "SUBORDINATE_TO"}  # these weaken nothing
    parts = []
    for chosen, way, role, _, next_role, cls in rows:
        row = np.flatnonzero(chosen)
        a, b = (source[row], target[row]) if way == "on" else (target[row], source[row])
        free = np.isin(of_kind[row], list(capped))
        parts.append((a, np.full(len(row), role), b, np.full(len(row), next_role), np.maximum(np.where(free, 0, firm[row]), cls)))
    joined = [np.concatenate(columns) for columns in zip(*parts, strict=True)]
    types = (pa.int32(), pa.int8(), pa.int32(), pa.int8(), pa.int8())
    return pa.table(
        {name: pa.array(values, type) for name, values, type in zip(("source", "role", "target", "next_role", "class"), joined, types, strict=True)}
    )


def _hops(links: pa.Table, kind: Any, overseen: Any) -> pa.Table:
    """The links of coordination (domain §5) between two overseers, in both directions but where the mechanism has one."""
    cost = {"LEADS": 3, "DISPATCHES": 3} | dict.fromkeys(("PART_OF", "CONTACTS", "EXTENDS_TO", "MEMBER_OF", "GUIDES", "COORDINATES_WITH"), 1)
    source, target = links["source"].to_numpy(), links["target"].to_numpy()
    of_kind, mechanism = (links[name].to_numpy(zero_copy_only=False) for name in ("kind", "mechanism"))
    walked = np.isin(of_kind, list(cost)) & ~overseen[source] & ~overseen[target] & ~np.isin(mechanism.astype(str), ["joint_case", "consultation"])
    walked &= ~((of_kind == "LEADS") & (kind[source] == "PartyCommittee"))
    back = walked & ~np.isin(mechanism.astype(str), ["clue_transfer", "report"])
    of = np.vectorize(lambda word: cost.get(word, 0), otypes=[np.int8])(of_kind)
    ends = np.concatenate([source[walked], target[back]]), np.concatenate([target[walked], source[back]])
    return pa.table(
        {"source": pa.array(ends[0], pa.int32()), "target": pa.array(ends[1], pa.int32()), "cost": pa.array(np.concatenate([of[walked], of[back]]), pa.int8())}
    )


def judged(norms: pa.Table, grades: dict[str, Any], nodes: dict[str, Any], size: int) -> dict[str, Any]:
    """How the overseen stand to each norm, for peers that judge in Python.

    Parameters
    ----------
    norms
        The table.
    grades
        Of each form, a grade for each number.
    nodes
        `n`, `kind`, `level` and `category` of the overseen.
    size
        How many bodies there are.

    Returns
    -------
    Of each norm, a place in STATUSES for each number, -1 where it doesn't judge.
    """
    statuses: dict[str, Any] = {}
    for norm in norms.to_pylist():
        column = statuses.setdefault(norm["norm"], np.full(size, -1))
        fits = nodes["kind"] == norm["kind"]
        for name in ("level", "category"):
            if norm[name] is not None:
                fits &= nodes[name] == norm[name]
        number = nodes["n"][fits]
        grade = grades[norm["form"]][number]
        codes = [STATUSES.index(word) for word in ("gap", "undetermined", "formal_only", "partial", "met")]
        column[number] = np.select([grade == 0, grade < 0, grade < 3, grade < norm["grade"]], codes[:4], codes[4])
    return statuses
