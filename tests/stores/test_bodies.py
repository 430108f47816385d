"""What a store tells of bodies without reading links is what the whole graph says of them (contract §2, §3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import oversight_graph as og


@pytest.mark.parametrize(
    "scope",
    [{}, {"charts": "gansu-2020"}, {"charts": ["tianjin-2019", "xinjiang-2021"], "area": "120000"}, {"area": "620000"}, {"as_of": "2023"}, {"as_of": "2019-06"}, {"charts": "city-80", "as_of": "2010"}],
    ids=str,
)  # fmt: skip
def test_the_bodies_are_those_of_the_graph(five: Path, scope: dict[str, Any]) -> None:
    """On the day of each chart, on a later day and on an earlier one, where dates of links say who was there."""
    with og.open_store(five) as store:
        graph, bodies = store.graph(**scope, whole=True), store.bodies(**scope)
    assert bodies.node_table.to_pylist() == graph.node_table.to_pylist()
    assert bodies.scope.tolist() == graph.scope.tolist() and bodies.days == graph.days


def test_to_find_a_body_no_link_is_read(five: Path) -> None:
    with og.open_store(five) as store:
        assert not store.bodies().link_table.num_rows
