"""The graph in memory: slices, columns, networkx."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from support.small import HEADER, chart, graph

import oversight_graph as og
from oversight_graph.store.protocol import Store

DATED = """
nodes:
  - {id: a, kind: Commission, name: 甲, valid_to: 2018-02}
  - {id: b, kind: StationedGroup, name: 乙}
  - {id: c, kind: Commission, name: 丙, valid_from: 2018-03}
links:
  - {kind: DISPATCHES, from: a, to: b}
  - {kind: DISPATCHES, from: c, to: b, valid_to: 2019}
"""


@pytest.mark.parametrize(
    ("day", "nodes", "links"),
    [("2018-02-28", "ab", 1), ("2018-03-01", "bc", 1), ("2019-12-31", "bc", 1), ("2020-01-01", "bc", 0)],
)
def test_a_slice_holds_what_is_valid_on_its_day_both_ends_included(store: Store, day: str, nodes: str, links: int) -> None:
    header = HEADER.replace("2020-12-31", "2017")  # nothing is asked of a day before the chart's own
    og.plan(store, chart(DATED, header=header)).apply()
    for cut in (store.graph(as_of=day), graph(DATED, day, header)):  # cut in the store, and without one
        assert "".join(one.split(":")[1] for one in cut.nodes["id"]) == nodes and len(cut.links) == links


def test_an_area_holds_what_lies_in_it_and_the_surroundings_still_count(store: Store) -> None:
    """Who oversees a district may sit in the city: the area says who is asked about, not who may oversee."""
    text = """
    nodes:
      - {id: g, kind: StationedGroup, name: 组}
      - {id: u, kind: Unit, area: "530102", level: county, name: 区局}
    links: [{kind: SUPERVISES, from: g, to: u, form: stationed}]
    """
    og.plan(store, chart(text)).apply()
    district = store.graph(area="530102")
    assert list(district.nodes["id"]) == ["small:u"] and not len(district.links)
    answer = og.ask(district, "coverage", form="P")
    assert [(row["grade"], row["bodies"]) for row in answer.rows] == [(5, ["small:g"])]
    assert len(store.graph(area="53").nodes) == 2 and len(store.graph(area="CN").nodes) == 2


def test_a_chart_slice_holds_its_own_nodes_links_and_claims(five: Path) -> None:
    with og.open_store(five) as store:
        gansu, every = store.graph("gansu-2020"), store.graph()
        assert set(gansu.nodes["charts"].map(tuple)) == {("gansu-2020",)} and list(gansu.headers) == ["gansu-2020"]
        assert len(store.graph(["gansu-2020", "city-80"]).node_table) == len(gansu.node_table) + len(store.graph("city-80", as_of=gansu.as_of).node_table)
        assert every.as_of is None and str(every.days["gansu-2020"]) == "2020-12-31" == str(gansu.as_of)  # each chart at its own
        answer = og.ask(store.graph(area="620000"), "coverage")
        assert (answer.as_of, answer.as_of_by_chart) == ("2020-12-31", {"gansu-2020": "2020-12-31"})  # of the charts that hold something there


def test_an_unknown_chart_or_area_is_said_with_the_nearest(five: Path) -> None:
    with og.open_store(five) as store:
        with pytest.raises(og.NothingThere, match="did you mean `gansu-2020`"):
            store.graph("gansu-2002")
        with pytest.raises(og.NothingThere, match="neither a code"):
            store.graph(area="nowhere")
        with pytest.raises(og.NothingThere, match="Nothing lies in the area `440000`"):
            store.graph(area="440000")


def test_networkx_gets_every_link_with_all_attributes(five: Path) -> None:
    with og.open_store(five) as store:
        city = store.graph("city-80")
    exported = city.to_networkx()
    assert isinstance(exported, nx.MultiDiGraph)
    assert exported.number_of_nodes() == len(city) and exported.number_of_edges() == city.link_table.num_rows
    rows = {row["id"]: row for row in city.link_table.to_pylist()}
    for a, b, key, data in exported.edges(keys=True, data=True):
        assert {"from": a, "to": b, "id": key, **data} == rows[key]
    doubles = [pair for pair in set(exported.edges()) if exported.number_of_edges(*pair) > 1]
    assert len(doubles) >= 53  # the dual bodies of city-80: one link an office


def test_columns_can_not_be_changed(five: Path) -> None:
    with og.open_store(five) as store:
        city = store.graph("city-80")
    for column in (city.source, city.kind, city.weight, city.authority, city.scope):
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 0
    with pytest.raises(AttributeError):
        city.as_of = None  # type: ignore[misc, assignment]


def test_an_empty_slice_answers_with_n_0() -> None:
    empty = graph("nodes:\n  - {id: a, kind: Unit, name: 甲, valid_from: 2021}\n")
    assert len(empty) == 0
    for question in ("coverage", "gaps", "workload"):
        answer = og.ask(empty, question)
        assert answer.n == 0 and answer.rows == []
    assert isinstance(empty.to_networkx(), nx.MultiDiGraph) and len(empty.nodes) == 0


def test_authority_is_kept_as_bits_in_the_order_of_the_vocabulary() -> None:
    made = graph(
        """
        nodes: [{id: g, kind: StationedGroup, name: 组}, {id: u, kind: Unit, name: 局}]
        links:
          - {kind: STATIONED_AT, from: g, to: u, authority: []}
          - {kind: STATIONED_AT, from: g, to: u, authority: [state]}
          - {kind: STATIONED_AT, from: g, to: u, authority: [D, I]}
        """
    )
    assert sorted(made.authority) == [0, 2, 5]
    assert made.authority.dtype == np.int64
