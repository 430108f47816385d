"""What graphs without a chart at hand are held to: the oracle of sets and dates, and what answers tell beside it."""

from __future__ import annotations

import oversight_graph as og
from oversight_graph.model import LEVELS
from support import oracle_path_told as told_of_paths
from support import oracle_reach
from support import sets_against_oracle as against
from support.charts_strategy import overseers
from support.oracle_cut import OVERSEEN, Cut
from support.oracle_graph import cut_of
from support.oracle_paths import certainty_of, faults
from support.oracle_reach import CLASSES


def agree_on_coverage(graph: og.Graph) -> None:
    against.coverage_agrees(graph, cut_of(graph))


def agree_on_gaps(graph: og.Graph) -> None:
    against.gaps_agree(graph, cut_of(graph))


def agree_on_paths(graph: og.Graph, bodies: list[str] | None = None, episodes: tuple[bool, ...] = (False, True)) -> None:
    of = cut_of(graph)
    bodies = bodies or overseers(graph)
    for a in bodies:
        for b in bodies:
            for asked in episodes:
                rows = og.ask(graph, "path", a, b, episodes=asked).rows
                ways = told_of_paths.first_ways(of, a, b, asked)
                assert [(row["cost"], row["certainty"]) for row in rows] == [(way.weight[0], certainty_of(way.known)) for way in ways], (a, b, asked, rows)
                assert [(a, *(hop["to"] for hop in row["hops"])) for row in rows] == [way.bodies for way in ways], (a, b, asked)
                for row in rows:
                    assert faults(of, row, a, b, asked) + told_of_paths.faults_told(of, row, a, asked) == [], (a, b, asked, row)


def agree_on_reach(graph: og.Graph) -> None:
    of = cut_of(graph)
    against.reach_agrees(graph, of)
    for body in overseers(graph):
        answer = og.ask(graph, "reach", body)
        for row in answer.rows:
            node = of.nodes[row["id"]]
            assert (row["kind"], row["of"], row["overseen"]) == (node["kind"], node["count"], node["kind"] in OVERSEEN)
        sure = [one for name, one in oracle_reach.reach(of, body).items() if not of.overseen(name) and one.certainty == "certain"]
        for how in CLASSES:
            assert answer.summary["bodies"][how] == sum(one.numbers.get(how, 0) for one in sure), (body, how)


def agree_on_who(graph: og.Graph) -> None:
    of = cut_of(graph)
    for body, expected in _above(of).items():
        answer = og.ask(graph, "who", body)
        assert {row["id"]: (row["class"], row["certainty"], row["basis"]) for row in answer.rows} == expected, body
        assert answer.rows == sorted(
            answer.rows, key=lambda row: (row["certainty"] != "certain", CLASSES.index(row["class"]), LEVELS.code(row["level"]), row["id"])
        )
        for how in CLASSES:
            assert answer.summary[how] == sum(of.weight(name) for name, told in expected.items() if told[:2] == (how, "certain")), (body, how)
        assert answer.summary["possible"] == sum(of.weight(name) for name, told in expected.items() if told[1] == "possible"), body
        others = [name for name in of.nodes if not of.overseen(name) and name != body]
        assert sum(answer.summary.values()) == answer.n == sum(map(of.weight, others)), body
        assert any("no way" in note for note in answer.notes) == bool(answer.summary["not_reaching"]), body


def _above(of: Cut) -> dict[str, dict[str, tuple[str, str, str]]]:
    """For every node who reaches it, in which class, how certainly, on what basis: asked of every overseer forwards."""
    above: dict[str, dict[str, tuple[str, str, str]]] = {name: {} for name in of.nodes}
    for body in against.overseers(of):
        basis = oracle_reach.bases(of, body)
        for name, one in oracle_reach.reach(of, body).items():
            above[name][body] = (one.best, one.certainty, basis[name])
    return above


def agree_on_load(graph: og.Graph) -> None:
    of = cut_of(graph)
    assert {row["id"] for row in og.ask(graph, "workload").rows} == set(against.overseers(of))
    against.load_agrees(graph, of)
