"""Two engines, one meaning: the Cypher of reach, workload and path finds in a Neo4j what their computation finds in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given
from support.charts_strategy import Document, chart_sets, charts, read_chart
from support.examples import examples, many
from support.small import chart
from support.twins import Twins, fill

import oversight_graph as og
from oversight_graph.charts import NAMES, shipped
from oversight_graph.model.path_patterns import PATTERNS
from oversight_graph.store.neo4j.store import Neo4jStore

pytestmark = pytest.mark.slow
some = examples(8, long=150, phases=[Phase.generate])
BODIES = 6
"""Bodies of a random chart whose reach is compared; all of them in `make test-long`."""


class Cut(Twins):
    """A cut of a store, asked in both engines."""

    def __init__(self, store: Neo4jStore, *scope: Any) -> None:
        super().__init__(store, *scope, whole=True)

    def agrees_on_load(self) -> None:
        for broad in (False, True):
            self.agree("workload", broad=broad)

    def agrees_on_all(self, pairs: int, random: Random) -> None:
        self.agrees_on_load()
        ids = [str(one) for one in self.graph.ids]
        if not ids:  # nothing holds on that day
            return
        for body in ids if many() else random.sample(ids, min(BODIES, len(ids))):
            self.agree("reach", body)
        self.agree("workload", random.choice(ids), broad=random.random() < 0.5)
        overseers = [one for one, overseen in zip(ids, self.graph.overseen, strict=True) if not overseen] or ids
        for _ in range(pairs):
            self.agree("path", random.choice(overseers), random.choice(overseers), episodes=random.random() < 0.5)


@pytest.fixture
def five(neo4j_store: Neo4jStore) -> Neo4jStore:
    fill(neo4j_store, og.read(*shipped()))
    return neo4j_store


def named(cut: Cut, step: int = 1) -> list[str]:
    """One of each repeat is enough."""
    return [str(one) for one in cut.graph.ids if not one.rsplit("-", 1)[-1].isdigit() or one.endswith("-1")][::step]


SCOPES = (
    *((name, None, None) for name in NAMES),
    (None, None, None),
    (None, None, "2017-06-30"),
    (None, None, "2020"),
    (None, "620000", None),
    (["gansu-2020", "tianjin-2019"], "CN", "2019-06"),
    (None, "120000", "2023"),
)


def agree_on_the_shipped_charts(store: Neo4jStore, every: int, pairs: int) -> int:
    """Each scope: the load, the reach of each `every`-th body, paths of so many pairs. Gives how many paths were found."""
    connected = 0
    for scope in SCOPES:
        cut = Cut(store, *scope)
        random = Random(str(scope))
        cut.agrees_on_load()
        for body in named(cut, every if scope == (None, None, None) else 7 * every):
            cut.agree("reach", body)
        for body in named(cut, 25 * every):
            cut.agree("workload", body)
        overseers = [str(one) for one, overseen in zip(cut.graph.ids, cut.graph.overseen, strict=True) if not overseen]
        for _ in range(pairs):
            a = random.choice(overseers)
            b = random.choice([one for one in overseers if one.split(":")[0] == a.split(":")[0]])
            connected += len(cut.agree("path", a, b, episodes=random.random() < 0.5))
    return connected


def test_a_spread_of_the_shipped_charts(five: Neo4jStore) -> None:
    assert agree_on_the_shipped_charts(five, 10, 6) > 30


@pytest.mark.long(seconds=80)
def test_the_shipped_charts(five: Neo4jStore) -> None:
    assert agree_on_the_shipped_charts(five, 1, 40) > 200


def test_random_charts(neo4j_store: Neo4jStore) -> None:
    @given(charts())
    @some
    def agree(document: Document) -> None:
        fill(neo4j_store, [read_chart(document)])
        random = Random(json.dumps(document))
        try:
            Cut(neo4j_store).agrees_on_all(15, random)
            node = random.choice(document["nodes"])
            Cut(neo4j_store, None, node["area"], random.choice(("2016", "2018-03-01", "2021"))).agrees_on_all(4, random)
        except AssertionError as error:
            raise AssertionError(f"{error}\n\nin {json.dumps(document, ensure_ascii=False)}") from None

    agree()


def test_random_sets_of_charts(neo4j_store: Neo4jStore) -> None:
    @given(chart_sets())
    @some
    def agree(documents: list[Document]) -> None:
        fill(neo4j_store, list(map(read_chart, documents)))
        random = Random(json.dumps(documents))
        try:
            Cut(neo4j_store).agrees_on_all(10, random)
            Cut(neo4j_store, random.choice(documents)["chart"]).agrees_on_all(4, random)
        except AssertionError as error:
            raise AssertionError(f"{error}\n\nin {json.dumps(documents, ensure_ascii=False)}") from None

    agree()


LONG = "长" * 230
ODD = f"""
nodes:
  - {{id: "a𠀁", kind: Commission, name: 甲}}
  - {{id: "aﬀ", kind: Commission, name: 乙}}
  - {{id: "a𠀀", kind: Room, name: 丙}}
  - {{id: r, kind: Room, name: 丁}}
  - {{id: "{LONG}2", kind: StationedGroup, name: 戊}}
  - {{id: "{LONG}1", kind: StationedGroup, name: 己}}
  - {{id: u, kind: Unit, name: 庚}}
links:
  - {{kind: LEADS, from: "aﬀ", to: "a𠀁"}}
  - {{kind: DISPATCHES, from: "aﬀ", to: "{LONG}1"}}
  - {{kind: DISPATCHES, from: "aﬀ", to: "{LONG}2"}}
  - {{kind: PART_OF, from: "a𠀀", to: "aﬀ"}}
  - {{kind: PART_OF, from: r, to: "aﬀ"}}
  - {{kind: COORDINATES_WITH, from: "a𠀀", to: "{LONG}2", mechanism: secondment}}
  - {{kind: COORDINATES_WITH, from: "a𠀀", to: "{LONG}1", mechanism: secondment}}
  - {{kind: COORDINATES_WITH, from: "{LONG}2", to: "a𠀁", mechanism: secondment}}
  - {{kind: COORDINATES_WITH, from: "{LONG}1", to: "a𠀁", mechanism: secondment}}
  - {{kind: STATIONED_AT, from: "{LONG}1", to: u}}
  - {{kind: STATIONED_AT, from: "{LONG}2", to: u}}
  - {{kind: CONTACTS, from: "a𠀀", to: u, authority: [discipline], basis: declared}}
"""


def test_ids_beyond_what_an_index_holds_and_beyond_sixteen_bits_keep_their_order(neo4j_store: Neo4jStore) -> None:
    fill(neo4j_store, [chart(ODD)])
    cut = Cut(neo4j_store)
    assert [one.removeprefix("small:")[:2] for one in cut.graph.ids] == ["aﬀ", "a𠀀", "a𠀁", "r", "u", "长长", "长长"]
    for a in cut.graph.ids:
        cut.agree("reach", a)
        for b in cut.graph.ids:
            cut.agree("path", a, b)
    (row,) = cut.agree("path", "small:a𠀀", "small:a𠀁")
    assert [hop["to"] for hop in row["hops"]] == [f"small:{LONG}1", "small:a𠀁"]


def test_a_load_is_rounded_alike(neo4j_store: Neo4jStore) -> None:
    posts = (3, 7, 32, 96, 160, 800, 20_000, 0)
    nodes = "".join(f"  - {{id: g{n}, kind: StationedGroup, name: 组{n}, staff_full_time: {n}}}\n" for n in posts)
    units = "".join(f"  - {{id: u{n}, kind: Unit, name: 局{n}}}\n" for n in range(3))
    links = "".join(f"  - {{kind: STATIONED_AT, from: g{n}, to: u{m}}}\n" for place, n in enumerate(posts) for m in range(1 + place % 3))
    fill(neo4j_store, [chart(f"nodes:\n{nodes}{units}links:\n{links}")])
    found = {row["id"]: row["load"] for row in Cut(neo4j_store).agree("workload")}
    assert (found["small:g32"], found["small:g800"], found["small:g0"]) == (0.0938, 0.0038, None)


RULES = """
nodes:
  - {id: pc, kind: PartyCommittee, name: 市委, level: prefecture}
  - {id: cc, kind: Commission, name: 市纪委监委}
  - {id: cd, kind: Commission, name: 区纪委监委, level: county}
  - {id: ce, kind: Commission, name: 乡纪委, level: township}
  - {id: r1, kind: Room, name: 一室}
  - {id: r2, kind: Room, name: 二室}
  - {id: g1, kind: StationedGroup, name: 一组, staff_full_time: 6}
  - {id: g2, kind: StationedGroup, name: 二组, staff_full_time: 6, staff_quantifier: ge}
  - {id: g3, kind: StationedGroup, name: 三组, staff_full_time: 4, staff_quantifier: le}
  - {id: g4, kind: StationedGroup, name: 四组若干, count: 4}
  - {id: t1, kind: TownshipOffice, name: 甲镇纪委}
  - {id: team, kind: InspectionTeam, name: 巡察组}
  - {id: z1, kind: Collaboration, name: 片区, scope: zone}
  - {id: z2, kind: Collaboration, name: 一片组, scope: group}
  - {id: z3, kind: Collaboration, name: 二片组, scope: group}
  - {id: z4, kind: Collaboration, name: 东片, scope: zone}
  - {id: z5, kind: Collaboration, name: 东一组, scope: group}
  - {id: t2, kind: TownshipOffice, name: 乙镇纪委}
  - {id: j, kind: Collaboration, name: 专案组, scope: joint_team}
  - {id: s1, kind: LiaisonStation, name: 联络站, staff_full_time: 2}
  - {id: u0, kind: Unit, name: 〇局}
  - {id: u1, kind: Unit, name: 一局}
  - {id: u2, kind: Unit, name: 二局}
  - {id: u3, kind: Unit, name: 三局, count: 7}
  - {id: u4, kind: Unit, name: 四局, count: unknown}
  - {id: u5, kind: Unit, name: 五局, valid_to: 2019}
  - {id: v1, kind: Village, name: 甲村}
links:
  - {kind: LEADS, from: pc, to: cc}
  - {kind: LEADS, from: pc, to: t1}
  - {kind: LEADS, from: pc, to: cd}
  - {kind: LEADS, from: cc, to: cd}
  - {kind: LEADS, from: cd, to: ce}
  - {kind: LEADS, from: cc, to: j}
  - {kind: PART_OF, from: r1, to: cc}
  - {kind: PART_OF, from: r2, to: cc, basis: statutory}
  - {kind: DISPATCHES, from: cc, to: g1}
  - {kind: DISPATCHES, from: cc, to: g2, basis: declared}
  - {kind: DISPATCHES, from: cc, to: g4}
  - {kind: DISPATCHES, from: cd, to: t1}
  - {kind: DISPATCHES, from: cd, to: g1}
  - {kind: COORDINATES_WITH, from: r1, to: g1, mechanism: counterpart}
  - {kind: COORDINATES_WITH, from: g2, to: r1, mechanism: counterpart, basis: declared}
  - {kind: COORDINATES_WITH, from: r2, to: g3, mechanism: counterpart}
  - {kind: COORDINATES_WITH, from: r1, to: g4, mechanism: secondment}
  - {kind: COORDINATES_WITH, from: g4, to: g3, mechanism: secondment}
  - {kind: COORDINATES_WITH, from: r2, to: r1, mechanism: clue_transfer}
  - {kind: COORDINATES_WITH, from: g1, to: cd, mechanism: information_sharing}
  - {kind: COORDINATES_WITH, from: pc, to: team, mechanism: consultation}
  - {kind: COORDINATES_WITH, from: pc, to: r2, mechanism: consultation}
  - {kind: COORDINATES_WITH, from: team, to: g3, mechanism: secondment}
  - {kind: COORDINATES_WITH, from: r1, to: t1, mechanism: joint_case}
  - {kind: COORDINATES_WITH, from: r2, to: g1, mechanism: organises, basis: inferred}
  - {kind: COORDINATES_WITH, from: g1, to: r2, mechanism: secondment, basis: inferred}
  - {kind: GUIDES, from: r1, to: z1, basis: declared}
  - {kind: GUIDES, from: r1, to: z3}
  - {kind: GUIDES, from: r2, to: z1, basis: statutory}
  - {kind: GUIDES, from: r2, to: z4}
  - {kind: PART_OF, from: z5, to: z4}
  - {kind: MEMBER_OF, from: t2, to: z5}
  - {kind: PART_OF, from: z2, to: z1}
  - {kind: PART_OF, from: z3, to: z2}
  - {kind: MEMBER_OF, from: t1, to: z2}
  - {kind: MEMBER_OF, from: g2, to: z2}
  - {kind: MEMBER_OF, from: g3, to: z3, basis: declared}
  - {kind: MEMBER_OF, from: g2, to: z3}
  - {kind: MEMBER_OF, from: r2, to: j}
  - {kind: MEMBER_OF, from: g2, to: j}
  - {kind: EXTENDS_TO, from: g1, to: s1}
  - {kind: EXTENDS_TO, from: g2, to: s1, basis: declared}
  - {kind: SERVES, from: s1, to: v1}
  - {kind: SERVES, from: s1, to: u2, basis: declared}
  - {kind: STATIONED_AT, from: g1, to: u0, scope: with_subordinates}
  - {kind: STATIONED_AT, from: g2, to: u0}
  - {kind: STATIONED_AT, from: g3, to: u0, basis: declared, scope: with_subordinates}
  - {kind: SUPERVISES, from: g2, to: u3, scope: with_subordinates, form: state}
  - {kind: SUPERVISES, from: t1, to: u4, form: state}
  - {kind: SUPERVISES, from: g3, to: u5, form: state}
  - {kind: CONTACTS, from: r1, to: t1}
  - {kind: CONTACTS, from: r2, to: u1, basis: episode}
  - {kind: SUBORDINATE_TO, from: u1, to: u0}
  - {kind: SUBORDINATE_TO, from: u2, to: u1, basis: declared}
  - {kind: SUBORDINATE_TO, from: u3, to: u2}
  - {kind: SUBORDINATE_TO, from: u4, to: u0, line: professional}
  - {kind: SUBORDINATE_TO, from: u4, to: u3}
  - {kind: INSPECTS, from: team, to: u0, year: 2016, scope: with_subordinates, basis: episode}
  - {kind: INSPECTS, from: team, to: u3, year: 2015}
  - {kind: INSPECTS, from: team, to: u4, year: 2021}
  - {kind: INSPECTS, from: team, to: cc, year: 2020, basis: declared}
"""


def telling_pairs(cut: Cut) -> Iterator[tuple[str, str]]:
    """Each eighth pair of bodies, and each whose path is computed to have patterns that no pair before had; all pairs in `make test-long`."""
    seen: set[tuple[str, ...]] = set()
    for number, (a, b) in enumerate(product(map(str, cut.graph.ids), repeat=2)):
        patterns = {tuple(row["patterns"]) for row in og.ask(cut.graph, "path", a, b, episodes=a < b).rows}
        if many() or number % 8 == 0 or patterns - seen:
            yield a, b
        seen |= patterns


def test_a_chart_in_which_every_rule_has_a_case(neo4j_store: Neo4jStore) -> None:
    fill(neo4j_store, [chart(RULES)])
    patterns: set[str] = set()
    for cut in (Cut(neo4j_store), Cut(neo4j_store, None, None, "2019-06-30")):
        cut.agrees_on_load()
        for a in cut.graph.ids:
            cut.agree("reach", a)
        for a, b in telling_pairs(cut):
            for row in cut.agree("path", a, b, episodes=a < b):
                patterns.update(row["patterns"])
    assert patterns == {one.zh for one in PATTERNS}


LADDER = 14


def test_a_path_may_have_as_many_steps_as_it_takes(neo4j_store: Neo4jStore) -> None:
    """Step by step there is a short way that is dear and a long way that is cheap; the last one's ends agree in weight."""
    nodes = "".join(
        f"  - {{id: n{n:03}, kind: Commission, name: 甲{n}}}\n  - {{id: m{n:03}, kind: InternalDisciplineBody, name: 乙{n}}}\n" for n in range(LADDER)
    )
    links = "".join(
        f"  - {{kind: LEADS, from: n{n:03}, to: n{n + 1:03}}}\n"
        f"  - {{kind: COORDINATES_WITH, from: n{n:03}, to: m{n:03}, mechanism: secondment}}\n"
        f"  - {{kind: COORDINATES_WITH, from: m{n:03}, to: n{n + 1:03}, mechanism: secondment}}\n"
        for n in range(LADDER - 1)
    )
    fill(neo4j_store, [chart(f"nodes:\n{nodes}links:\n{links}")])
    (row,) = Cut(neo4j_store).agree("path", "small:n000", f"small:n{LADDER - 1:03}")
    assert (row["cost"], len(row["hops"])) == (2 * (LADDER - 1), 2 * (LADDER - 1))


@pytest.mark.parametrize("parameters", [{"paths": 2}, {"disjoint": True}])
def test_several_paths_have_no_cypher(neo4j_store: Neo4jStore, parameters: dict[str, Any]) -> None:
    fill(neo4j_store, [chart(ODD)])
    with pytest.raises(og.WrongQuestion, match=r"leave out `--paths` and `--disjoint`\.$"):
        Cut(neo4j_store).agree("path", "small:r", "small:u", **parameters)
