"""Short answers of the product about the shipped charts, for the table of what an expert asks: names without their chart, numbers, words."""

from __future__ import annotations

from functools import cache
from typing import Any

import oversight_graph as og
from oversight_graph.charts import NAMES, SHIPPED, graph_of
from support.oracle_graph import rows

XINJIANG, URUMQI, CITY, GANSU, TIANJIN = NAMES


@cache
def chart(name: str) -> Any:
    (read,) = og.read(SHIPPED / f"{name}.yaml")
    return read


@cache
def world(name: str, as_of: str | None = None) -> og.Graph:
    return graph_of([chart(name)], as_of)


@cache
def everything() -> og.Graph:
    return graph_of([chart(name) for name in NAMES])


@cache
def answer(name: str, question: str, *about: str, as_of: str | None = None, **parameters: Any) -> Any:
    return og.ask(world(name, as_of), question, *about, **parameters)


def short(ids: Any) -> list[str]:
    return [one.partition(":")[2] for one in ids]


def coverage(name: str, body: str, form: str, as_of: str | None = None) -> tuple[Any, ...]:
    """(grade, who, basis) of a body."""
    (row,) = (row for row in answer(name, "coverage", form=form, as_of=as_of).rows if row["id"] == f"{name}:{body}")
    return row["grade_name"], short(row["bodies"]), row["basis"]


def covered(name: str, form: str, as_of: str | None = None) -> dict[str, int]:
    """How many members of whom have which grade; grades that nobody has are left out."""
    return {grade: number for grade, number in answer(name, "coverage", form=form, as_of=as_of).summary[form].items() if number}


def paths(name: str, a: str, b: str, **parameters: Any) -> list[tuple[Any, ...]]:
    """(cost, patterns, documented, weakest basis, certainty) of each."""
    found = answer(name, "path", f"{name}:{a}", f"{name}:{b}", **parameters).rows
    return [(row["cost"], row["patterns"], row["documented"], row["weakest_basis"], row["certainty"]) for row in found]


def condition(name: str, a: str, b: str) -> str:
    return str(answer(name, "path", f"{name}:{a}", f"{name}:{b}").rows[-1]["condition"])


def hop_mechanisms(name: str, a: str, b: str) -> list[Any]:
    return [list(hop) for hop in answer(name, "path", f"{name}:{a}", f"{name}:{b}").rows[0]["mechanisms"]]


def mechanisms(name: str, *bodies: str) -> set[tuple[Any, ...]]:
    """(mechanism, direction, period, basis) of the links of a pair, or of one body."""
    found = answer(name, "mechanisms", *(f"{name}:{body}" for body in bodies)).rows
    return {(row["mechanism"], row["direction"], row["period"], row["basis"]) for row in found}


def judged(name: str, norm: str, as_of: str | None = None) -> tuple[int, int, int]:
    """(met, broken, undetermined), counted by members, of a rule or duty."""
    found = answer(name, "rules", norms=norm, all=True, as_of=as_of).rows
    return tuple(sum(row["count"] or 0 for row in found if row["status"] == status) for status in ("met", "broken", "undetermined"))  # type: ignore[return-value]


def reached(name: str, body: str) -> dict[str, int]:
    summary = answer(name, "reach", f"{name}:{body}").summary
    return {key: summary[key] for key in ("direct", "inherited", "extended", "mediated", "periodic") if summary[key]} | {"total": summary["total"]}


def reach_row(name: str, body: str, whom: str) -> tuple[Any, ...]:
    """(class, how many, of how many) in which somebody is reached."""
    (row,) = (row for row in answer(name, "reach", f"{name}:{body}").rows if row["id"] == f"{name}:{whom}")
    return row["class"], row["count"], row["of"]


def above(name: str, body: str) -> list[tuple[str, str, str]]:
    return [(row["id"].partition(":")[2], row["class"], row["basis"]) for row in answer(name, "who", f"{name}:{body}").rows]


def load(name: str, body: str) -> tuple[Any, ...]:
    """(direct, inherited, extended, posts, load) of a body."""
    (row,) = (row for row in answer(name, "workload").rows if row["id"] == f"{name}:{body}")
    return tuple(row[key] for key in ("direct", "inherited", "extended", "staff_full_time", "load"))


def tier(name: str, area: str, which: str) -> tuple[Any, ...]:
    """(state, number, its quantifier) of a tier of an area's chain."""
    (row,) = (row for row in answer(name, "chain").rows if (row["area"], row["tier"]) == (area, which))
    return row["state"], row["count"], row["count_quantifier"]


def membership(name: str, body: str) -> tuple[Any, ...]:
    """(standing, members, quantifier, named, who guides, who leads) of a collaboration or an overseer."""
    (row,) = (row for row in answer(name, "collaborations").rows if row["id"] == f"{name}:{body}")
    return row["standing"], row["members"], row["members_quantifier"], row["named"], short(row["guided_by"]), short(row["led_by"])


def links(name: str, kind: str, **wanted: Any) -> list[dict[str, Any]]:
    return [row for row in rows(world(name).links) if row["kind"] == kind and all(row[key] == value for key, value in wanted.items())]


def evidence(name: str, body: str) -> list[str]:
    """The numbers told of a body, each with its time."""
    (row,) = (row for row in rows(world(name).nodes) if row["id"] == f"{name}:{body}")
    return [" ".join((item.split(" | ")[0], item.split(" | ")[2])) for item in row["evidence"]]


def link_evidence(name: str, a: str, b: str) -> list[str]:
    listed = rows(world(name).links)
    held = [item for row in listed if (row["from"], row["to"]) == (f"{name}:{a}", f"{name}:{b}") for item in row["evidence"] or ()]
    return [item.split(" | ")[0] for item in held]


def categories(name: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows(world(name).nodes):
        if row["kind"] == "Unit":
            category = row["category"] if isinstance(row["category"], str) else "unknown"
            found[category] = found.get(category, 0) + 1
    return found


def says(name: str, question: str, word: str, **parameters: Any) -> bool:
    return any(word in note for note in answer(name, question, lang="zh", **parameters).notes)
