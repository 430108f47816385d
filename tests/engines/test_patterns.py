"""The named patterns of coordination (domain §5), each with its near misses, in every engine that names them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from itertools import pairwise
from typing import Any

import pytest
from support.small import chart
from walk_engines import in_cypher, on_columns

import oversight_graph as og
from oversight_graph.charts import graph_of
from oversight_graph.model.path_patterns import PATTERNS
from oversight_graph.queries import QUESTIONS

EmptyStore = Callable[[], AbstractContextManager[Any]]
PATH = next(one for one in QUESTIONS if one.id == "path")

KINDS = {"r": "Room", "g": "StationedGroup", "c": "Commission", "o": "TownshipOffice", "z": "Collaboration", "j": "Collaboration", "i": "InspectionTeam", "s": "LiaisonStation", "q": "Collaboration", "n": "Collaboration"}  # fmt: skip
COUNTERPART, SECONDMENT, SHARING = (f"COORDINATES_WITH {mechanism}" for mechanism in ("counterpart", "secondment", "information_sharing"))

ROWS: tuple[tuple[str, str, str], ...] = (
    # bodies in a row (a letter for the kind; of collaborations j is a joint team, z a zone, q a group, n none of these), the links between them (<: written against the row), the pattern
    ("r g", COUNTERPART, "室组联动"),
    ("r g", SECONDMENT, ""),
    ("r o", COUNTERPART, ""),
    ("o g", COUNTERPART, ""),
    ("r j g", "MEMBER_OF; <MEMBER_OF", "室组联合办案"),
    ("g j g", "MEMBER_OF; <MEMBER_OF", ""),
    ("r j r", "MEMBER_OF; <MEMBER_OF", ""),
    ("r j g", f"GUIDES; <{SECONDMENT}", ""),
    ("r j g", "GUIDES; <MEMBER_OF", ""),
    ("r j g", f"MEMBER_OF; {SECONDMENT}", ""),
    ("r z g", "MEMBER_OF; <MEMBER_OF", "片组协作"),
    ("g z o", "MEMBER_OF; <MEMBER_OF", "片组协作"),
    ("g q o", "MEMBER_OF; <MEMBER_OF", "片组协作"),
    ("g n o", "MEMBER_OF; <MEMBER_OF", "片组协作"),
    ("r n g", "MEMBER_OF; <MEMBER_OF", "片组协作"),
    ("g z o", f"MEMBER_OF; {SECONDMENT}", ""),
    ("g z o", f"{SECONDMENT}; <MEMBER_OF", ""),
    ("z g z", "<MEMBER_OF; MEMBER_OF", ""),
    ("r g c", f"{SECONDMENT}; {SHARING}", "室组地"),
    ("g r c", f"{SECONDMENT}; {SHARING}", "室组地"),
    ("r c g", f"{SHARING}; {SHARING}", "室组地"),
    ("r g o", f"{SECONDMENT}; {SHARING}", ""),
    ("o g c", f"{SECONDMENT}; {SHARING}", ""),
    ("r o c", f"{SECONDMENT}; {SHARING}", ""),
    ("r g c", f"{SECONDMENT}; <DISPATCHES organises", ""),
    ("g r c", f"{SECONDMENT}; PART_OF organises", ""),
    ("c g r", "DISPATCHES organises; COORDINATES_WITH organises", ""),
    ("r g c", f"{SECONDMENT}; COORDINATES_WITH", ""),
    ("r z z o", "GUIDES; <PART_OF; <MEMBER_OF", "室+乡镇"),
    ("r q n o", "GUIDES; <PART_OF; <MEMBER_OF", "室+乡镇"),
    ("r z z g", "GUIDES; <PART_OF; <MEMBER_OF", ""),
    ("r z z o", f"GUIDES; {SHARING}; <MEMBER_OF", ""),
    ("r z z o", "MEMBER_OF; <PART_OF; <MEMBER_OF", ""),
    ("r z z o", f"GUIDES; <PART_OF; {SHARING}", ""),
    ("o z z o", f"{SHARING}; <PART_OF; <MEMBER_OF", ""),
    ("i g", SECONDMENT, "巡组互派"),
    ("i g", SHARING, ""),
    ("i r", SECONDMENT, ""),
    ("o g", SECONDMENT, ""),
    ("o s", "EXTENDS_TO", "组站联动"),
    ("o s", SECONDMENT, ""),
)


def written() -> og.Chart:
    """A chart of these rows, none joined to another."""
    nodes, links = [], []
    for number, (bodies, joins, _) in enumerate(ROWS):
        names = [f"{letter}{number}_{place}" for place, letter in enumerate(bodies.split())]
        for name in names:
            scope = {"j": ", scope: joint_team", "z": ", scope: zone", "q": ", scope: group"}.get(name[0], "")
            nodes.append(f"  - {{id: {name}, kind: {KINDS[name[0]]}, name: 机构{name}{scope}}}")
        for (a, b), join in zip(pairwise(names), joins.split("; "), strict=True):
            kind, _, mechanism = join.removeprefix("<").partition(" ")
            ends = (b, a) if join.startswith("<") else (a, b)
            links.append(f"  - {{kind: {kind}, from: {ends[0]}, to: {ends[1]}{f', mechanism: {mechanism}' if mechanism else ''}}}")
    return chart("nodes:\n" + "\n".join(nodes) + "\nlinks:\n" + "\n".join(links))


def ends(number: int) -> tuple[str, str]:
    bodies = ROWS[number][0].split()
    return f"small:{bodies[0]}{number}_0", f"small:{bodies[-1]}{number}_{len(bodies) - 1}"


def values(a: str, b: str) -> dict[str, Any]:
    return {one.id: one.default for one in PATH.parameters} | {"a": a, "b": b}


@pytest.fixture(scope="module")
def graph() -> og.Graph:
    return graph_of([written()])


@pytest.mark.parametrize("number", range(len(ROWS)), ids=[f"{bodies} {joins}" for bodies, joins, _ in ROWS])
def test_a_pattern_is_named_from_both_ends_and_no_near_miss_is(graph: og.Graph, number: int) -> None:
    a, b = ends(number)
    for given in (values(a, b), values(b, a)):
        (row,) = on_columns(graph, PATH, given)
        assert row["patterns"] == ([ROWS[number][2]] if ROWS[number][2] else [])


def test_every_pattern_has_a_case() -> None:
    assert {pattern for *_, pattern in ROWS if pattern} == {one.zh for one in PATTERNS}


def test_the_cypher_names_the_same_patterns(neo4j_stores: EmptyStore) -> None:
    with neo4j_stores() as store:
        og.plan(store, [written()]).apply()
        whole = store.graph(whole=True)
        for number in range(len(ROWS)):
            a, b = ends(number)
            for given in (values(a, b), values(b, a)):
                assert in_cypher(store, whole, PATH, given) == list(on_columns(whole, PATH, given)), ROWS[number]
