"""The Cypher of reach and load declines where a link on their way speaks of some members of a set only, and nowhere else (domain §3a)."""

from __future__ import annotations

import pytest
from support.small import chart
from support.twins import Twins, fill

from oversight_graph.store.neo4j.store import Neo4jStore

pytestmark = pytest.mark.slow

SHARED = """
nodes:
  - {id: cc, kind: Commission, name: 纪委}
  - {id: g1, kind: StationedGroup, name: 一组, staff_full_time: 5}
  - {id: g2, kind: StationedGroup, name: 二组, staff_full_time: 5}
  - {id: g3, kind: StationedGroup, name: 三组, staff_full_time: 5}
  - {id: us, kind: Unit, name: 各单位, count: 30}
  - {id: u, kind: Unit, name: 单位}
links:
  - {kind: STATIONED_AT, from: g1, to: us, share: part, count: 10}
  - {kind: STATIONED_AT, from: g2, to: us, share: part, count: 20}
  - {kind: STATIONED_AT, from: g3, to: u}
  - {kind: DISPATCHES, from: cc, to: g1}
"""


def test_only_what_a_share_is_in_reach_of_is_declined(neo4j_store: Neo4jStore) -> None:
    fill(neo4j_store, [chart(SHARED)])
    twins = Twins(neo4j_store)
    for question, body, declined in (
        ("reach", "g3", False),
        ("reach", "g1", True),
        ("reach", "cc", True),
        ("workload", "g3", False),
        ("workload", "g1", True),
    ):
        before = twins.refused
        twins.agree(question, f"small:{body}")
        assert (twins.refused > before) is declined, (question, body)
    before = twins.refused
    twins.agree("workload")
    assert twins.refused > before and twins.rows
