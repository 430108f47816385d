"""Coverage and gaps through sets in Cypher (domain §3a, §4): the rows of the computation on columns."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st
from support.charts_strategy import read_chart
from support.examples import examples
from support.sets_strategy import EARLIER, Document, covering, several
from support.small import chart
from support.twins import Twins, fill

from oversight_graph.errors import NothingThere
from oversight_graph.store.neo4j.store import Neo4jStore

pytestmark = pytest.mark.slow
some = examples(9, long=150, phases=[Phase.generate])
seeds = st.integers(0, 2**32 - 1)

NORMS = """
norms:
  - {id: X1, rule: coverage, norm_set: s, form: discipline, applies_to: [{kinds: [Unit, Township, Village]}], source: x,
     requires: {grade: 3, independent: true, authority: [discipline, state], staff_full_time: 3, with_subordinates: true}}
  - {id: X2, rule: coverage, norm_set: s, form: stationed, applies_to: [{kinds: [Unit, Township, Village]}], source: x, requires: {grade: 3, bodies: 2, staff_full_time: 1}}
  - {id: X3, rule: coverage, norm_set: s, form: inspection, applies_to: [{kinds: [Unit, Township, Village]}], source: x, requires: {grade: 4, term_years: 2}}
  - {id: X4, rule: coverage, norm_set: s, form: state, applies_to: [{kinds: [Unit, Township, Village]}], source: x, requires: {authority: [discipline]}}
"""


@pytest.fixture
def own_norms(tmp_path: Path) -> str:
    path = tmp_path / "norms.yaml"
    path.write_text(NORMS, encoding="utf-8")
    return str(path)


def agree(twins: Twins, own_norms: str) -> None:
    for switch in (True, False):
        twins.agree("coverage", switch=switch)
        twins.agree("gaps", switch=switch, all=True, norms_files=[own_norms], norms=["s", "national"])


NODES = """
claims: [{forms: stationed, categories: [party]}]
complete: [{forms: [stationed, state, discipline], levels: [prefecture, township, village]}]
nodes:
  - {id: town, kind: TownshipOffice, name: 乡镇纪委, count: 18, level: prefecture, staff_full_time: 40}
  - {id: street, kind: TownshipOffice, name: 街道纪工委, staff_full_time: 1}
  - {id: park, kind: TownshipOffice, name: 园区纪工委, staff_full_time: 5}
  - {id: group, kind: StationedGroup, name: 一组, staff_full_time: 5}
  - {id: teams, kind: StationedGroup, name: 各组, count: 7}
  - {id: tour, kind: InspectionTeam, name: 巡察组}
  - {id: tours, kind: InspectionTeam, name: 各巡察组, count: 3}
  - {id: stations, kind: LiaisonStation, name: 联络站, count: 423}
  - {id: station, kind: LiaisonStation, name: 一站}
  - {id: villages, kind: Village, name: 村, count: 423}
  - {id: units, kind: Unit, name: 各局, count: 80}
  - {id: below, kind: Unit, name: 各所, count: 40}
  - {id: lowest, kind: Unit, name: 各队, count: unknown}
  - {id: many, kind: Unit, name: 各处, count: 900}
  - {id: unit, kind: Unit, name: 一局, category: party}
links:
"""
PART = "SUPERVISES, from: {}, to: units, form: stationed, share: part"
WIDE = PART + ", scope: with_subordinates"
BELOW = "SUBORDINATE_TO, from: below, to: units, share: {}"
EXTENDED = "EXTENDS_TO, from: {}, to: stations, share: part, form: stationed"
SERVED = "SERVES, from: {}, to: {}, share: {}"
INSPECTED = "INSPECTS, from: {}, to: units, year: {}, share: part"
CASES = {
    "two parts": [PART.format("group"), PART.format("street") + ", basis: inferred"],
    "a set of holders": [PART.format("teams")],
    "holders of both sorts": [PART.format("teams"), PART.format("group")],
    "a lone part": [PART.format("group")],
    "a lone part that is the whole": [PART.format("group") + ", count: 80"],
    "less than the whole": [PART.format("group") + ", count: 40", PART.format("street") + ", count: 39"],
    "two links of one holder": [PART.format("group"), PART.format("group") + ", basis: inferred", PART.format("street")],
    "two links of a lone holder": [PART.format("group") + ", count: 79", PART.format("group") + ", basis: inferred"],
    "one power only": [PART.format("group") + ", authority: [discipline, state]", PART.format("street") + ", authority: [discipline]"],
    "an episode": [PART.format("group"), PART.format("street") + ", basis: episode"],
    "a declared part": [PART.format("group"), PART.format("street") + ", basis: declared"],
    "extension of all": [EXTENDED.format("teams"), SERVED.format("stations", "units", "all")],
    "extension and a part": [EXTENDED.format("teams"), SERVED.format("stations", "units", "all"), PART.format("group")],
    "extension and both parts": [EXTENDED.format("teams"), SERVED.format("stations", "units", "all"), PART.format("group"), PART.format("street")],
    "the whole by another": [
        "SUPERVISES, from: teams, to: units, form: stationed, basis: inferred", PART.format("group"), PART.format("street"),
        "SUPERVISES, from: town, to: units, form: stationed",
    ],
    "one": ["SUPERVISES, from: teams, to: units, form: stationed, share: one"],
    "one and all": ["SUPERVISES, from: teams, to: units, form: stationed, share: one", "SUPERVISES, from: group, to: units, form: stationed"],
    "a single body": ["SUPERVISES, from: teams, to: unit, form: stationed, share: part"],
    "better than a claim": ["SUPERVISES, from: teams, to: unit, form: stationed, share: part, basis: declared"],
    "stations": [EXTENDED.format("town"), EXTENDED.format("street"), SERVED.format("stations", "villages", "part")],
    "some stations": [EXTENDED.format("street"), SERVED.format("stations", "villages", "part")],
    "some stations of a single unit": [EXTENDED.format("street"), SERVED.format("stations", "unit", "part")],
    "stations by number": [EXTENDED.format("street") + ", count: 100", EXTENDED.format("town") + ", count: 323", SERVED.format("stations", "villages", "part")],
    "parts twice": [
        EXTENDED.format("town"), EXTENDED.format("street"), SERVED.format("stations", "many", "part"), SERVED.format("station", "many", "part") + ", basis: inferred",
        "EXTENDS_TO, from: group, to: station, form: stationed", "EXTENDS_TO, from: park, to: station, form: stationed, basis: declared",
    ],
    "parts twice, of which one is not reached": [
        EXTENDED.format("street"), SERVED.format("stations", "many", "part"), SERVED.format("station", "many", "part"), "EXTENDS_TO, from: group, to: station, form: stationed",
    ],
    "below parts": [WIDE.format("group"), WIDE.format("street"), BELOW.format("one")],
    "below parts of which one is narrow": [WIDE.format("group"), PART.format("street"), BELOW.format("one")],
    "below narrow parts": [PART.format("group"), PART.format("street"), BELOW.format("one")],
    "each below each": ["SUPERVISES, from: teams, to: units, form: stationed, share: one, scope: with_subordinates", BELOW.format("all")],
    "each below one": ["SUPERVISES, from: teams, to: units, form: stationed, share: one, scope: with_subordinates", BELOW.format("one")],
    "two steps below": [WIDE.format("group"), WIDE.format("street"), BELOW.format("part"), "SUBORDINATE_TO, from: lowest, to: below, share: one"],
    "two steps below some": [WIDE.format("group"), BELOW.format("part"), "SUBORDINATE_TO, from: lowest, to: below, share: one"],
    "inspections": [INSPECTED.format("tour", 2020), INSPECTED.format("tours", 2020) + ", basis: episode"],
    "inspections of two years": [INSPECTED.format("tour", 2020), INSPECTED.format("tours", 2019)],
    "a part that depends": [PART.format("group"), PART.format("street"), "HOSTED_BY, from: street, to: units, resource: staff"],
    "powers of each": [PART.format("group"), PART.format("street") + ", authority: [state]"],
}  # fmt: skip


def test_each_case_by_hand(neo4j_store: Neo4jStore, own_norms: str) -> None:
    for case, links in CASES.items():
        fill(neo4j_store, [chart(NODES + "".join(f"  - {{kind: {link}}}\n" for link in links))])
        try:
            agree(Twins(neo4j_store, whole=True), own_norms)
        except AssertionError as error:
            raise AssertionError(f"{case}: {error}") from None


def test_a_division_that_two_charts_tell(neo4j_store: Neo4jStore, own_norms: str) -> None:
    """Their divisions are one where they have a link in common; each chart is believed for itself."""

    def parts(*holders: str) -> str:
        return NODES + "".join(f"  - {{kind: {PART.format(one)}}}\n" for one in holders)

    for second in (("street", "park"), ("town", "street"), ("park",)):
        fill(neo4j_store, [chart(parts("town"), "a"), chart(parts(*second), "b"), chart(parts("park", "street"), "c")])
        for scope in (None, ["a", "b"], ["b"]):
            agree(Twins(neo4j_store, scope, whole=True), own_norms)


@given(covering(), seeds)
@some
def test_random_charts_of_sets(neo4j_store: Neo4jStore, own_norms: str, document: Document, seed: int) -> None:
    _agree_on(neo4j_store, own_norms, [document], Random(seed).choice((None, None, *EARLIER)))


@given(several(), seeds)
@some
def test_random_charts_of_several_days(neo4j_store: Neo4jStore, own_norms: str, drawn: list[Document], seed: int) -> None:
    _agree_on(neo4j_store, own_norms, drawn, Random(seed).choice((None, *EARLIER)))


def _agree_on(store: Neo4jStore, own_norms: str, drawn: list[Document], as_of: str | None) -> None:
    fill(store, [read_chart(document) for document in drawn])
    try:
        agree(Twins(store, as_of=as_of, whole=True), own_norms)
    except NothingThere:
        return
    except AssertionError as error:
        raise AssertionError(f"{error}\n\nas of {as_of} in {json.dumps(drawn, ensure_ascii=False)}") from None
