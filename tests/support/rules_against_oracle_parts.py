"""What the tests share of rules against oracle parts."""

from __future__ import annotations

from typing import Any

import pytest

import oversight_graph as og
from oversight_graph.model import LEVELS
from support import oracle
from support.charts_strategy import overseers


def agree_on_coverage(graph: og.Graph) -> None:
    world = oracle.World(graph)
    for switch in (True, False):
        answered = {
            (row["id"], row["form"]): (row["grade"], row["grade_name"], row["steps"], row["bodies"], row["others"], row["basis"])
            for row in og.ask(graph, "coverage", switch=switch).rows
        }
        assert answered == oracle.coverage(world, switch), f"switch={switch}"


def agree_on_gaps(graph: og.Graph) -> None:
    world = oracle.World(graph)
    for switch in (True, False):
        answer = og.ask(graph, "gaps", all=True, switch=switch)
        expected = oracle.judgements(world, switch)
        assert {(row["id"], row["norm"]): row["status"] for row in answer.rows} == expected, f"switch={switch}"
        for status, total in answer.summary.items():
            assert total == sum(world.weight(name) for (name, _), one in expected.items() if one == status)


def agree_on_paths(graph: og.Graph, bodies: list[str] | None = None, episodes: tuple[bool, ...] = (False, True)) -> None:
    world = oracle.World(graph)
    bodies = bodies or overseers(graph)
    for a in bodies:
        for b in bodies:
            for asked in episodes:
                rows = og.ask(graph, "path", a, b, episodes=asked).rows
                best = oracle.best_path(world, a, b, asked)
                assert [row["cost"] for row in rows] == ([best[0][0]] if best else []), (a, b, asked, rows)
                assert [(a, *(hop["to"] for hop in row["hops"])) for row in rows] == ([best[1]] if best else []), (a, b, asked)
                for row in rows:
                    assert oracle.faults(world, row, a, b, asked) == [], (a, b, asked, row)


def agree_on_reach(graph: og.Graph) -> None:
    world = oracle.World(graph)
    for body in overseers(graph):
        answer = og.ask(graph, "reach", body)
        expected = oracle.reach(world, body)
        assert {row["id"]: row["class"] for row in answer.rows} == expected, body
        for row in answer.rows:
            node = world.nodes[row["id"]]
            assert (row["kind"], row["count"], row["overseen"]) == (node["kind"], node["count"], node["kind"] in oracle.OVERSEEN)
        for how in oracle.CLASSES:
            found = [name for name, one in expected.items() if one == how]
            assert answer.summary[how] == sum(world.weight(name) for name in found if world.overseen(name)), (body, how)
            assert answer.summary["bodies"][how] == sum(world.weight(name) for name in found if not world.overseen(name)), (body, how)
        assert answer.summary["total"] == sum(answer.summary[how] for how in ("direct", "inherited", "extended", "mediated", "periodic"))


def agree_on_who(graph: og.Graph) -> None:
    world = oracle.World(graph)
    for body, expected in oracle.who(world).items():
        answer = og.ask(graph, "who", body)
        assert {row["id"]: (row["class"], row["basis"]) for row in answer.rows} == expected, body
        assert answer.rows == sorted(answer.rows, key=lambda row: (oracle.CLASSES.index(row["class"]), LEVELS.code(row["level"]), row["id"]))
        for how in oracle.CLASSES:
            assert answer.summary[how] == sum(world.weight(name) for name, (one, _) in expected.items() if one == how), (body, how)
        others = [name for name in world.nodes if not world.overseen(name) and name != body]
        assert sum(answer.summary.values()) == answer.n == sum(map(world.weight, others)), body
        assert any("no way" in note for note in answer.notes) == bool(answer.summary["not_reaching"]), body


def agree_on_load(graph: og.Graph) -> None:
    answered = {row["id"]: row for row in og.ask(graph, "workload").rows}
    expected = oracle.loads(oracle.World(graph))
    assert answered.keys() == expected.keys()
    for name, load in expected.items():
        row: dict[str, Any] = answered[name]
        assert (row["direct"], row["inherited"], row["extended"], row["load_is"]) == (load.direct, load.inherited, load.extended, load.load_is), name
        assert row["load"] == (None if load.load is None else pytest.approx(load.load, abs=1e-4)), name
