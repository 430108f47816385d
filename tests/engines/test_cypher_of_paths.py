"""Paths through sets in Cypher (domain §3a, §5): the same rows as on columns, conditions in words included."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st
from support.examples import examples
from support.set_charts import drawn, read
from support.small import chart
from support.twins import Twins, fill

from oversight_graph.messages import in_language
from oversight_graph.store.neo4j.store import Neo4jStore

pytestmark = pytest.mark.slow


def test_random_charts_of_sets(neo4j_store: Neo4jStore) -> None:
    @given(st.integers(0, 2**64 - 1))
    @examples(12, phases=[Phase.generate])
    def agree(seed: int) -> None:
        document = drawn(seed)
        made = read(document)
        if made is None:
            return
        fill(neo4j_store, [made])
        cut = Twins(neo4j_store, whole=True)
        pairs = [(str(a), str(b)) for a in cut.graph.ids for b in cut.graph.ids]
        try:
            for a, b in Random(seed).sample(pairs, min(12, len(pairs))):
                cut.agree("path", a, b)
        except AssertionError as error:
            raise AssertionError(f"{error}\n\nin {json.dumps(document, ensure_ascii=False)}") from None

    agree()


DISTRICT = """
nodes:
  - {id: cc, kind: Commission, name: 区纪委}
  - {id: towns, kind: TownshipOffice, name: 乡镇纪委, count: 18}
  - {id: street, kind: TownshipOffice, name: 街道纪工委}
  - {id: stations, kind: LiaisonStation, name: 联络站, count: 423}
  - {id: g1, kind: StationedGroup, name: 一组}
  - {id: bodies, kind: StationedGroup, name: 派驻机构, count: 80}
  - {id: groups, kind: Collaboration, name: 协作组, count: unknown}
links:
  - {kind: DISPATCHES, from: cc, to: towns}
  - {kind: EXTENDS_TO, from: towns, to: stations, share: part}
  - {kind: EXTENDS_TO, from: street, to: stations, share: part}
  - {kind: MEMBER_OF, from: bodies, to: groups, share: one}
  - {kind: MEMBER_OF, from: g1, to: groups, share: one}
  - {kind: MEMBER_OF, from: street, to: groups, share: one}
"""


def test_each_pair_of_a_district_in_both_languages(neo4j_store: Neo4jStore) -> None:
    fill(neo4j_store, [chart(DISTRICT)])
    cut = Twins(neo4j_store, whole=True)
    said = set()
    for lang in ("zh", "en"):
        with in_language(lang):
            for a in cut.graph.ids:
                for b in cut.graph.ids:
                    said |= {row["condition"] for row in cut.agree("path", str(a), str(b))}
    assert {"若两者同属这些协作组中的同一个", "if these two of the 423 联络站 both belong to 街道纪工委", None} <= said


def test_a_division_that_two_charts_tell(neo4j_store: Neo4jStore) -> None:
    """Their divisions are one where they have a link in common; who is alone in one of them is alone."""
    nodes = """
nodes:
  - {id: towns, kind: TownshipOffice, name: 乡镇纪委, count: 18}
  - {id: street, kind: TownshipOffice, name: 街道纪工委}
  - {id: park, kind: TownshipOffice, name: 园区纪工委}
  - {id: stations, kind: LiaisonStation, name: 联络站, count: 423}
links:
"""

    def parts(*holders: str) -> str:
        return nodes + "".join(f"  - {{kind: EXTENDS_TO, from: {one}, to: stations, share: part}}\n" for one in holders)

    for second in (("street", "park"), ("towns", "street"), ("park",)):
        charts = [chart(parts("towns"), "a"), chart(parts(*second), "b"), chart(parts("park", "street"), "c")]
        fill(neo4j_store, charts)
        for scope in (None, ["a", "b"], ["b"]):
            cut = Twins(neo4j_store, scope, whole=True)
            for a in cut.graph.ids:
                for b in cut.graph.ids:
                    cut.agree("path", str(a), str(b))
