"""The entries of a chart as columns: nothing that an entry may hold is lost, and a chart of columns is the chart of its entries."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
from hypothesis import given
from support.charts_strategy import Document, charts, read_chart
from support.examples import examples
from support.small import chart

from oversight_graph.chart.chart import Chart
from oversight_graph.chart.chart_columns import BESIDES, CHART_LINKS, CHART_NODES, UNKNOWN_COUNT, link_table, node_table
from oversight_graph.chart.entry import LinkEntry, NodeEntry
from oversight_graph.messages import Message

TEXT = """
nodes:
  - {id: cc, kind: Commission, name: {zh: 某市纪委监委, en: A commission}, note: one, valid_from: 2018-03}
  - {id: g, kind: StationedGroup, name: 驻市财政局纪检监察组, count: unknown, aliases: [甲, 乙], source: s1 p. 1}
  - {id: u, kind: Unit, name: 市财政局, staff_full_time: 3, same_as: other:u, evidence: ["30 | 联系 | 2020 | s1"]}
  - {id: r, kind: Unit, name: 所, repeat: 3}
  - {id: t, kind: InspectionTeam, name: 巡察组}
links:
  - {kind: DISPATCHES, from: cc, to: g, period: P1M, count: unknown}
  - {kind: STATIONED_AT, from: g, to: u, authority: [], sources: [s1 p. 1, s1 p. 2]}
  - {kind: INSPECTS, from: t, to: r, year: 2019, type: regular}
"""


def same(one: Chart, other: Chart) -> bool:
    """Whether two charts have equal entries that say their keys in the same order."""
    return (one.header, [*map(str, one.nodes)], [*map(str, one.links)]) == (other.header, [*map(str, other.nodes)], [*map(str, other.links)])


def of_columns(one: Chart) -> Chart:
    return Chart.of_tables(one.header, node_table(one.nodes), link_table(one.links))


@given(charts(shares=True))
@examples(200)
def test_entries_come_back_out_of_their_columns(document: Document) -> None:
    one = read_chart(document)
    other = of_columns(one)
    assert same(one, other) and one.nodes == other.nodes and one.links == other.links


def test_the_columns_hold_what_is_written_as_it_is_written() -> None:
    one = chart(TEXT)
    nodes, links = node_table(one.nodes), link_table(one.links)
    assert nodes.schema == CHART_NODES and links.schema == CHART_LINKS
    assert nodes.column("count").to_pylist() == [None, UNKNOWN_COUNT, None, None, None] and nodes.column("repeat").to_pylist() == [None, None, None, 3, None]
    assert nodes.column("valid_from").to_pylist()[0] == "2018-03" and nodes.column("name_en").to_pylist()[:2] == ["A commission", None]
    assert links.column("authority").to_pylist() == [None, [], None]  # an explicit none is no missing one
    assert links.column("sources").to_pylist()[1] == ["s1 p. 1", "s1 p. 2"]
    assert nodes.column(BESIDES).null_count == 5 and same(one, of_columns(one))


def test_an_empty_chart_has_empty_columns() -> None:
    one = replace(chart(TEXT), nodes=(), links=())
    assert one.node_table.num_rows == one.link_table.num_rows == 0 and of_columns(one) == one and of_columns(one).nodes == ()


def test_what_this_model_does_not_know_is_kept_besides() -> None:
    """A chart out of a store that another version wrote may hold keys that are gone, and values of another type."""
    rest = {"level": "county", "colour": "red", "year": ["a"], "count": True, "shares": ("a", "b"), "note": 3, "staff_full_time": 1 << 70}
    one = replace(chart(TEXT), nodes=(NodeEntry("a", "Office", "甲", None, rest, ()),), links=(LinkEntry("KNOWS", "a", "b", {"besides": "c"}, ("s1",)),))
    other = of_columns(one)
    assert other.node_table.column("level").to_pylist() == ["county"] and other.nodes[0].rest == rest | {"year": ("a",)}
    assert other.links == one.links


def test_rows_that_say_the_same_share_it_again() -> None:
    one = chart(TEXT.replace("note: one, ", "").replace(", valid_from: 2018-03", "").replace("repeat: 3", "source: s1 p. 1"))
    first, group, _, last, _ = of_columns(one).nodes
    assert group.sources is last.sources and first.sources is not last.sources and first.rest is last.rest


def test_a_chart_of_columns_makes_its_entries_when_they_are_asked_for() -> None:
    one = chart(TEXT)
    other = of_columns(one)
    assert other == of_columns(one) == one and "nodes" not in vars(other) and "links" not in vars(other)
    assert other.nodes is other.nodes and isinstance(other.nodes[0], NodeEntry) and "links" not in vars(other)
    assert replace(other, file="x.yaml").links == one.links and hash(other.header) == hash(one.header)
    assert other.file == "" and not hasattr(other, "leader")


def test_charts_are_equal_where_their_columns_are() -> None:
    one = chart(TEXT)
    for changed in (TEXT.replace("2019", "2020"), TEXT.replace("[甲, 乙]", "[乙, 甲]"), TEXT.replace("authority: [], ", "")):
        assert of_columns(chart(changed)) != of_columns(one) and of_columns(chart(changed)) != one and chart(changed) != one
    assert of_columns(one) == one and one == of_columns(one) and one != Message
    halves = Chart.of_tables(one.header, pa.concat_tables([one.node_table.slice(0, 1), one.node_table.slice(1)]), one.link_table)
    assert halves == one and same(halves, one)
