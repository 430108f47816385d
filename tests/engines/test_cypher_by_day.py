"""Both engines where each chart has its own day, and on days before those of the charts (domain §4, Dates)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from random import Random
from typing import Any

import pytest
from support.charts_strategy import _set as drawn_set
from support.charts_strategy import read_chart
from support.twins import Twins, fill

import oversight_graph as og
from oversight_graph.model import KINDS, OVERSEERS
from oversight_graph.problems import errors
from oversight_graph.resolution.resolve import resolve

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


@pytest.mark.parametrize("place", range(4))
def test_both_engines_take_each_chart_at_its_day(place: int, neo4j_stores: EmptyStore) -> None:
    with neo4j_stores() as store:
        assert sum(agree_on_all(store, sets(0, 4)[place]))


@pytest.mark.long(seconds=400)
@pytest.mark.parametrize("place", range(40))
def test_both_engines_take_each_chart_at_its_day_at_length(place: int, neo4j_stores: EmptyStore) -> None:
    with neo4j_stores() as store:
        list(agree_on_all(store, sets(1000, 40)[place]))
