"""Both engines where each chart has its own day, and on days before those of the charts (domain §4, Dates)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from itertools import permutations
from random import Random
from typing import Any

import pytest
from support.charts_strategy import _set as drawn_set
from support.charts_strategy import read_chart
from support.dated_charts import NEW, OLD
from support.small import chart
from support.twins import Twins, fill

import oversight_graph as og
from oversight_graph.model import KINDS, OVERSEERS
from oversight_graph.problems import errors
from oversight_graph.resolution.resolve import resolve
from oversight_graph.store.neo4j.store import Neo4jStore

pytestmark = pytest.mark.slow
EmptyStore = Callable[[], AbstractContextManager[Any]]
DAYS = (None, "2017-06-30", "2018-12-31", "2020-12-31")
"""Each chart at its own; days before those of some charts or of all."""


@cache
def sets(first: int, number: int) -> list[list[og.Chart]]:
    """Random charts that load together, several in each set, of different days."""
    found: list[list[og.Chart]] = []
    for seed in range(first, first + 40 * number):
        charts = [read_chart(one) for one in drawn_set(Random(seed), 2)]
        if len(found) < number and not errors(resolve(charts).problems) and len({one.header.day for one in charts}) > 1:
            found.append(charts)
    return found


def agree_on_all(store: Any, charts: list[og.Chart]) -> Iterator[int]:
    fill(store, charts)
    for day in DAYS:
        twins = Twins(store, as_of=day)
        twins.agree("coverage")
        twins.agree("gaps", all=True)
        twins.agree("gaps", norms=["national"])
        twins.agree("workload")
        twins.agree("mechanisms")
        twins.agree("inspections")
        bodies = [str(body) for body, kind in zip(twins.graph.ids, twins.graph.kind, strict=True) if KINDS.ids[kind] in OVERSEERS][:3]
        for body in bodies:
            twins.agree("reach", body)
            for other in bodies:
                if other != body:
                    twins.agree("path", body, other)
        yield twins.rows


@pytest.mark.parametrize("place", [0, 1, pytest.param(2, marks=pytest.mark.long(seconds=20)), pytest.param(3, marks=pytest.mark.long(seconds=20))])
def test_both_engines_take_each_chart_at_its_day(place: int, neo4j_stores: EmptyStore) -> None:
    with neo4j_stores() as store:
        assert sum(agree_on_all(store, sets(0, 4)[place]))


@pytest.mark.long(seconds=400)
@pytest.mark.parametrize("place", range(40))
def test_both_engines_take_each_chart_at_its_day_at_length(place: int, neo4j_stores: EmptyStore) -> None:
    with neo4j_stores() as store:
        list(agree_on_all(store, sets(1000, 40)[place]))


@pytest.mark.parametrize("charts", list(permutations((OLD, NEW))), ids=lambda charts: " ".join(one.id for one in charts))
def test_both_engines_know_the_dates_of_each_chart(charts: tuple[og.Chart, og.Chart], neo4j_store: Neo4jStore) -> None:
    og.plan(neo4j_store, charts).apply()
    for chosen in (None, ["old"], ["new"]):
        for day in ("2017", "2018-06-30", "2018-07-01", "2022"):
            twins = Twins(neo4j_store, chosen, None, day)
            for question in ("coverage", "gaps", "workload"):
                twins.agree(question)
            for body, kind in zip(twins.graph.ids, twins.graph.kind, strict=True):
                if KINDS.ids[kind] in OVERSEERS:
                    twins.agree("reach", str(body))


DIVIDED = """
nodes:
  - {id: x, kind: Commission, name: 某市纪委监委, valid_from: 2010-01-01}
  - {id: y, kind: StationedGroup, name: 丙组, valid_from: 2010-01-01}
  - {id: a, kind: StationedGroup, name: 甲类组, count: 3, valid_from: 2010-01-01}
  - {id: b, kind: StationedGroup, name: 乙类组, count: 3, HOLDER}
  - {id: w, kind: Collaboration, scope: group, name: 协作组, count: 6, valid_from: 2010-01-01}
links:
  - {kind: DISPATCHES, from: x, to: a, valid_from: 2010-01-01}
  - {kind: MEMBER_OF, from: y, to: w, valid_from: 2010-01-01}
  - {kind: MEMBER_OF, from: a, to: w, share: part, COUNT valid_from: 2010-01-01}
  - {kind: MEMBER_OF, from: b, to: w, share: part, COUNT HOLDER}
"""


@pytest.mark.parametrize("count", ["", "count: 3,"])
@pytest.mark.parametrize("holder", ["valid_from: 2010-01-01", "valid_from: 2018-01-01", ""])
def test_a_division_stays_divided_where_a_holder_isn_t_known_on_the_day(holder: str, count: str, neo4j_stores: EmptyStore) -> None:
    """domain §4, The day: of 2015 it isn't known whether `b` had its part already; `a` alone hasn't the whole."""
    text = DIVIDED.replace("COUNT", count).replace(", HOLDER", f", {holder}" if holder else "").replace("HOLDER", holder).replace(" }", "}")
    with neo4j_stores() as store:
        fill(store, [chart(text)])
        twins = Twins(store, as_of="2015-06-30")
        for one in ("small:a", "small:w", "small:y", "small:x"):
            for other in ("small:a", "small:w", "small:y", "small:x"):
                twins.agree("path", one, other)
        assert twins.rows
