"""What keeps a large load small: equal parts kept once, rows that are worked out, documents that give their entries away."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

from support.small import chart

import oversight_graph as og
from oversight_graph.chart.build import build
from oversight_graph.chart.chart import Chart
from oversight_graph.chart.entry import Entries
from oversight_graph.parsing import yaml_text
from oversight_graph.parsing.document import MappingNode, SequenceNode
from oversight_graph.resolution.link_ids import link_id
from oversight_graph.resolution.link_rows import LinkRow
from oversight_graph.resolution.node_rows import NodeRow
from oversight_graph.resolution.resolve import resolve
from oversight_graph.store.graph_tables import LINKS, NODES

TEXT = """
nodes:
  - {id: cc, kind: Commission, name: {zh: 某市纪委监委, en: A commission}, note: one}
  - {id: g, kind: StationedGroup, name: 驻市财政局纪检监察组, level: county, source: s1 p. 1}
  - {id: h, kind: StationedGroup, name: 驻市审计局纪检监察组, level: county, source: s1 p. 1}
  - {id: u, kind: Unit, name: 市财政局, aliases: [财局], staff_full_time: 3, valid_from: 2019}
links:
  - {kind: DISPATCHES, from: cc, to: g}
  - {kind: STATIONED_AT, from: g, to: u, scope: with_subordinates, authority: [state], source: s1 p. 1}
  - {kind: STATIONED_AT, from: h, to: u, scope: with_subordinates, authority: [state], source: s1 p. 1}
  - {kind: STATIONED_AT, from: h, to: u, scope: with_subordinates, authority: [state], source: s1 p. 2}
"""


def test_an_entry_reads_as_the_format_writes_it_and_keeps_what_is_alike_once() -> None:
    one = chart(TEXT)
    first, group, other, unit = one.nodes
    assert dict(first) == {"id": "cc", "kind": "Commission", "name": {"zh": "某市纪委监委", "en": "A commission"}, "note": "one", "sources": ("s1",)}
    assert first.get("level") is None and "level" not in first and len(unit) == len(dict(unit)) == 7
    assert group.rest is other.rest and group.sources is other.sources and group.kind is other.kind
    stationed = one.links[1]
    assert stationed["from"] is group.id and stationed["authority"] == ("state",) and dict(stationed) == stationed.written()


def test_a_chart_is_the_same_out_of_a_file_out_of_a_store_and_out_of_mappings() -> None:
    one, make = chart(TEXT), Entries()
    again = Chart.from_json(one.header.to_json(), one.entries_json())
    third = Chart(one.header, tuple(map(make.node, one.nodes)), tuple(map(make.link, one.links)))
    assert one == again == third and again.links[1].rest is again.links[2].rest
    assert json.loads(one.entries_json())["nodes"][1] == {
        "id": "g", "kind": "StationedGroup", "name": {"zh": "驻市财政局纪检监察组"}, "level": "county", "sources": ["s1 p. 1"],
    }  # fmt: skip
    assert one != chart(TEXT.replace("p. 2", "p. 3")) and one != chart(TEXT.replace("county", "province"))


def test_a_row_has_the_columns_of_the_tables_and_compares_by_its_values() -> None:
    one, two = resolve([chart(TEXT)]), resolve([chart(TEXT)])
    for row in one.nodes.values():
        assert isinstance(row, NodeRow) and list(row) == NODES.names
    for row in one.links.values():
        assert isinstance(row, LinkRow) and list(row) == LINKS.names and row["id"] == link_id(row)
    assert one.nodes == two.nodes and one.links == two.links and len(one.links) == 3
    assert {name: dict(row) for name, row in one.nodes.items()} == two.nodes
    other = resolve([chart(TEXT.replace("staff_full_time: 3", "staff_full_time: 4").replace("p. 2", "p. 3"))])
    assert [name for name, row in other.nodes.items() if row != one.nodes[name]] == ["small:u"]
    assert [row["sources"][1:] for name, row in other.links.items() if row != one.links[name]] == [["small:s1 p. 3"]]


def test_lists_behind_an_alias_are_read_twice_and_others_are_given_away() -> None:
    text = "chart: c\nas_of: 2020\narea: '530100'\nlevel: county\nsources: &s [{id: s1, title: t}]\nareas: []\n"
    text += "nodes: &n [{id: a, kind: Unit, name: 甲}]\nlinks: *n\n"
    (document,) = yaml_text.documents(text)
    found = build(document, "c.yaml")
    assert [problem.path for problem in found.problems if problem.severity == "error"][:2] == ["links[0].id", "links[0].name"]
    (document,) = yaml_text.documents("chart: c\nnodes: [{id: a}]\n")
    build(document, "c.yaml")
    assert isinstance(document, MappingNode) and isinstance(document["nodes"], SequenceNode) and document["nodes"] == [None]


def test_a_graph_takes_a_few_hundred_bytes_for_each_entry() -> None:
    """benchmarks/memory.py measures a million; this sees a return of a dict for each entry or row, which takes a kilobyte and more."""
    make, number = Entries(), 5_000
    header = chart("nodes: [{id: a, kind: Unit, name: 甲}]").header
    tracemalloc.start()
    try:
        nodes = [make.node({"id": f"u{n}", "kind": "Unit", "name": {"zh": f"第{n}单位"}, "level": "county", "sources": [f"s1 ¶{n}"]}) for n in range(number)]
        links = [make.link({"kind": "SUBORDINATE_TO", "from": f"u{n}", "to": f"u{n + 1}", "sources": ["s1"]}) for n in range(number - 1)]
        del make
        one = Chart(header, tuple(nodes), tuple(links))
        found = resolve([one])
        assert len(found.nodes) + len(found.links) == 2 * number - 1
        assert tracemalloc.get_traced_memory()[0] / (2 * number) < 600
    finally:
        tracemalloc.stop()


def test_charts_in_one_line_of_json_are_read_each(tmp_path: Path) -> None:
    file = tmp_path / "two.json"
    file.write_text(json.dumps([{"chart": name, "as_of": "2020", "sources": [{"id": "s", "title": "t"}], "nodes": []} for name in ("a", "b")]), "utf-8")
    assert [one.id for one in og.read(file)] == ["a", "b"]
