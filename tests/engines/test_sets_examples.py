"""Sets by hand: small charts, what is answered about them, and how it follows from domain §3a; asked of the product and of the oracle."""

from __future__ import annotations

from typing import Any

import pytest
from support import oracle_coverage, oracle_paths, oracle_reach
from support.charts_strategy import Document, graph_from
from support.oracle_dates import cut

import oversight_graph as og


def chart(nodes: dict[str, tuple[str, Any]], *links: str, **more: Any) -> Document:
    """A chart out of kinds and numbers, and links as `KIND from to share count` (`-` where there is none), with a form where one is needed."""
    entries = []
    for name, (kind, count) in nodes.items():
        entries.append({"id": name, "kind": kind, "name": f"机构{name}", "level": "county", "area": "530102"} | ({} if count == 1 else {"count": count}))
    written = []
    for link in links:
        kind, start, end, share, count, *_ = (*link.split(), "-", "-")
        entry: Document = {"kind": kind, "from": start, "to": end}
        entry |= {"share": share} if share != "-" else {}
        entry |= {"count": int(count)} if count != "-" else {}
        entry |= {"form": "discipline"} if kind == "SUPERVISES" else {}
        entry |= {"mechanism": "information_sharing"} if kind == "COORDINATES_WITH" else {}
        written.append(entry)
    head = {"chart": "c", "title": {"zh": "图"}, "as_of": "2020-12-31", "area": "530102", "level": "county", "sources": [{"id": "s", "title": "s"}]}
    return head | {"nodes": entries, "links": written} | more


GROUPS = chart({"b": ("StationedGroup", 80), "z": ("Collaboration", 7), "c": ("Commission", 1)}, "MEMBER_OF b z one", "DISPATCHES c b")
TWO_OFFICES = chart(
    {"t": ("TownshipOffice", 18), "s": ("TownshipOffice", 1), "l": ("LiaisonStation", 423), "v": ("Village", 423)},
    "EXTENDS_TO t l part", "EXTENDS_TO s l part", "SERVES l v part",
)  # fmt: skip
SHARED_OUT = chart(
    {"c": ("Commission", 1), "g": ("StationedGroup", 1), "h": ("StationedGroup", 1), "u": ("Unit", 9), "w": ("Unit", 9)},
    "DISPATCHES c g", "DISPATCHES c h", "SUPERVISES g u part 5", "SUPERVISES h u part 4", "SUPERVISES g w part", "SUPERVISES h w part",
)  # fmt: skip
ONE_BODY = chart({"r": ("Room", 1), "q": ("StationedGroup", 3), "p": ("InspectionTeam", 2)}, "COORDINATES_WITH r q one", "COORDINATES_WITH p q one")

PATHS = [
    # two of the 80 are in one group perhaps, and always under one commission: 1 + 1 possible, 3 + 3 certain
    (GROUPS, "b", "b", [(6, "certain"), (2, "possible")]),
    # a body is in some one of the 7 groups; the commission reaches them all over its 80 bodies only where each group has one: not told
    (GROUPS, "b", "z", [(1, "possible")]),
    (GROUPS, "z", "b", [(1, "possible")]),
    (GROUPS, "c", "z", [(4, "possible")]),
    # each of the 18 and the one has some of the stations; none of these belongs to two of them, so no way leads over them
    (TWO_OFFICES, "t", "l", [(1, "possible")]),
    (TWO_OFFICES, "t", "s", []),
    (TWO_OFFICES, "t", "t", []),
    # two stations of one office
    (TWO_OFFICES, "l", "l", [(2, "possible")]),
    # the room has one of the three groups, perhaps that of a team; two groups aren't both the one of the room, two of a team neither
    (ONE_BODY, "r", "p", [(2, "possible")]),
    (ONE_BODY, "q", "q", []),
    (ONE_BODY, "p", "p", [(2, "possible")]),
]


@pytest.mark.parametrize(("document", "a", "b", "expected"), PATHS)
def test_a_path_through_sets_is_as_certain_as_what_it_goes_over(document: Document, a: str, b: str, expected: list[tuple[int, str]]) -> None:
    ways = oracle_paths.best_ways(cut([document]), f"c:{a}", f"c:{b}")
    assert [(way.weight[0], oracle_paths.certainty_of(way.known)) for way in ways if way is not None] == expected
    rows = og.ask(graph_from(document), "path", f"c:{a}", f"c:{b}").rows
    assert [(row["cost"], row["certainty"]) for row in rows] == expected
    assert [row["condition"] is None for row in rows] == [how == "certain" for _, how in expected]


REACHES = [
    # 18 offices have an unknown part of the stations, and through the pairs of stations and villages one of the villages
    (TWO_OFFICES, "t", {"l": ("extended", None, 423, "certain"), "v": ("extended", None, 423, "certain")}, (0, False)),
    # the two groups have all of both sets; of one it is told how many each has
    (SHARED_OUT, "c", {"g": ("mediated", 1, 1, "certain"), "h": ("mediated", 1, 1, "certain"), "u": ("mediated", 9, 9, "certain"), "w": ("mediated", 9, 9, "certain")}, (18, True)),
    (SHARED_OUT, "g", {"u": ("direct", 5, 9, "certain"), "w": ("direct", None, 9, "certain")}, (5, False)),
]  # fmt: skip


@pytest.mark.parametrize(("document", "body", "expected", "total"), REACHES)
def test_reach_counts_what_of_a_set_is_known_by_number(document: Document, body: str, expected: dict[str, tuple[Any, ...]], total: tuple[int, bool]) -> None:
    of = cut([document])
    told = oracle_reach.summary(of, f"c:{body}")
    assert {name[2:]: (one.best, one.count, one.of, one.certainty) for name, one in oracle_reach.reach(of, f"c:{body}").items()} == expected
    assert (told.total, told.exact) == total
    answer = og.ask(graph_from(document), "reach", f"c:{body}")
    assert {row["id"][2:]: (row["class"], row["count"], row["of"], row["certainty"]) for row in answer.rows} == expected
    assert (answer.summary["total"], answer.summary["exact"]) == total


def parts(*bases: str, **more: Any) -> Document:
    """A set of units that some groups share out, each on its basis; `more` is written on the last one's link."""
    names = [f"g{number}" for number, _ in enumerate(bases)]
    made = chart(dict.fromkeys(names, ("StationedGroup", 1)) | {"u": ("Unit", 6)}, *(f"SUPERVISES {name} u part" for name in names))
    for link, basis in zip(made["links"], bases, strict=True):
        link["basis"] = basis
    made["links"][-1] |= more
    return made | {"complete": [{"forms": ["discipline", "state", "stationed", "inspection"]}]}


@pytest.mark.parametrize(
    ("document", "grade", "bodies"),
    [
        (parts("assigned", "assigned"), 5, ["c:g0", "c:g1"]),  # one way, together
        (parts("assigned", "declared"), 2, []),  # the least grade of the parts
        (parts("assigned", "assigned", authority=["state"]), None, []),  # not all give the form: some are covered, never a gap
        (parts("assigned"), None, []),  # a lone part of a single body: the rest has nobody who is named
        (chart({"p": ("StationedGroup", 2), "u": ("Unit", 6)}, "SUPERVISES p u part"), 5, ["c:p"]),  # a set alone holds the whole
        (chart({"p": ("StationedGroup", 2), "u": ("Unit", 6)}, "SUPERVISES p u one"), None, []),  # two of the six at most
        (chart({"p": ("StationedGroup", 2), "u": ("Unit", 1)}, "SUPERVISES p u part"), 5, ["c:p"]),  # one unnamed member of it
    ],
)
def test_the_bodies_of_one_division_cover_a_set_together(document: Document, grade: int | None, bodies: list[str]) -> None:
    told = oracle_coverage.coverage(cut([document]))["c:u", "discipline"]
    assert (told.grade, list(told.bodies)) == (grade, bodies)
    (row,) = [row for row in og.ask(graph_from(document), "coverage", form="discipline").rows if row["id"] == "c:u"]
    assert (row["grade"], row["bodies"]) == (grade, bodies)
