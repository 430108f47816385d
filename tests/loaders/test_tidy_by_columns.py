"""Large tables read by columns are the charts, and have the problems, that they have row by row (contract §1, formats)."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.charts_strategy import charts, read_chart
from support.column_tables import NASTY, Cells, by_columns, cells_of, many_alike, of_columns, row_by_row, spoilt, written
from support.examples import examples
from support.small import reading
from support.tidy_files import SMALL, folder

import oversight_graph as og
from oversight_graph.chart import link_rules
from oversight_graph.chart.circle_columns import surely_no_circle
from oversight_graph.loaders.tables import csv_columns, parquet, tidy_set
from oversight_graph.loaders.tables.cell_columns import CellColumns
from oversight_graph.loaders.tabular import csv_text, read_workbook
from oversight_graph.naming.personal_data import has_numbers, id_has_numbers, redacted
from oversight_graph.naming.persons import likeness, words
from oversight_graph.naming.plain_names import plain_english, plain_ids, plain_names
from oversight_graph.parsing.document import MappingNode
from oversight_graph.parsing.field_reader import FieldReader
from oversight_graph.parsing.formula_guard import unguarded
from oversight_graph.parsing.written_values import is_id


def same(place: Path) -> bool:
    """Both ways compared; whether columns were enough."""
    one, other = by_columns(place), row_by_row(place)
    assert one.problems == other.problems and [*map(str, one.problems)] == [*map(str, other.problems)]
    assert one.understood == other.understood and one.charts == other.charts
    for short, long in zip(one.charts, other.charts, strict=True):
        assert short.node_table.equals(long.node_table) and short.link_table.equals(long.link_table)
        assert (short.file, [*short.node_lines], [*short.link_lines]) == (long.file, [*long.node_lines], [*long.link_lines])
        assert [*map(str, short.nodes)] == [*map(str, long.nodes)] and [*map(str, short.links)] == [*map(str, long.links)]
    return bool(one.charts) and of_columns(one.charts[0])


# -- both ways ---------------------------------------------------------------------------------------------------------


@given(spoilt(charts(shares=True)))
@examples(150)
def test_tables_are_the_same_charts_and_have_the_same_problems_by_columns_and_row_by_row(tmp_path_factory: pytest.TempPathFactory, cells: Cells) -> None:
    same(written(tmp_path_factory.mktemp("set"), cells))


SOUND = """
nodes:
  - {id: cc, kind: Commission, name: 某某市纪律检查委员会}
  - {id: pc, kind: PartyCommittee, name: 中共某某市委}
  - {id: g, kind: StationedGroup, name: {zh: 驻某某市财政局纪检监察组, en: Group at the Finance Bureau}, count: 3}
  - {id: u, kind: Unit, name: 某某市财政局, area: "530102", count: 5}
  - {id: w, kind: Unit, name: 某某市水利局, area: "530102", note: 重名}
links:
  - {kind: DISPATCHES, from: cc, to: g}
  - {kind: SUPERVISES, from: g, to: u, form: stationed, share: part}
  - {kind: SUBORDINATE_TO, from: w, to: u}
  - {kind: COORDINATES_WITH, from: cc, to: pc, mechanism: consultation, of: w}
"""


def sound() -> Cells:
    made = reading(SOUND)
    assert made.chart is not None and not made.problems, made.problems
    return cells_of(made.chart)


def test_a_sound_table_becomes_a_chart_without_an_object_for_each_row(tmp_path: Path) -> None:
    cells = sound()
    copies = [[cell if heading != "id" else f"u{number}" for heading, cell in zip(cells["nodes"][0], cells["nodes"][4], strict=True)] for number in range(50)]
    cells["nodes"] += copies
    assert same(written(tmp_path / "set", cells))


def change(cells: Cells, table: str, row: int, **values: str) -> Cells:
    for key, value in values.items():
        cells[table][row][cells[table][0].index(key)] = value
    return cells


def test_rows_of_nothing_but_spaces_are_passed_over(tmp_path: Path) -> None:
    cells = sound()
    cells["nodes"].insert(3, [" " for _ in cells["nodes"][0]])
    place = written(tmp_path / "set", cells)
    assert not same(place) and len(by_columns(place).charts[0].nodes) == 5


@pytest.mark.parametrize(
    ("table", "row", "values", "code"),
    [
        ("nodes", 3, {"id": "cc"}, "chart.id_twice"),
        ("nodes", 3, {"id": "13800000000"}, "chart.personal_number"),
        ("nodes", 3, {"name": "某某市财政局13800000000"}, "loaders.numbers_left_out"),
        ("nodes", 5, {"name": "张三"}, "chart.like_a_person"),
        ("nodes", 5, {"note": "联系人：李四"}, "loaders.name_left_out"),
        ("nodes", 3, {"category": "government"}, "chart.key_of_other_kind"),
        ("nodes", 5, {"valid_to": "2016"}, "chart.never_known_with_links"),
        ("nodes", 5, {"area": "5301 02"}, None),
        ("links", 1, {"to": "gg"}, "chart.no_such_end_near"),
        ("links", 1, {"to": "pc"}, "chart.wrong_ends"),
        ("links", 3, {"to": "w"}, "chart.link_to_itself"),
        ("links", 4, {"of": "g"}, "chart.of_no_unit"),
        ("links", 2, {"count": "2"}, "chart.fewer_than_holders"),
    ],
)
def test_what_is_wrong_in_one_row_of_many_is_told_at_its_cell(table: str, row: int, values: dict[str, str], code: str | None, tmp_path: Path) -> None:
    place = written(tmp_path / "set", change(sound(), table, row, **values))
    same(place)
    assert [one.code for one in by_columns(place).problems][:1] == ([] if code is None else [code]), "what hangs on it may follow"


def test_a_warning_of_rows_that_are_alike_is_told_at_each_of_them(tmp_path: Path) -> None:
    """A SUPERVISES without form and authority covers nothing (domain §3); it is no error, so the chart is still one of columns."""
    cells = sound()
    for number in range(30):
        cells["nodes"].append([cell if heading != "id" else f"w{number}" for heading, cell in zip(cells["nodes"][0], cells["nodes"][5], strict=True)])
        bare = {"chart": "small", "kind": "SUPERVISES", "from": "cc", "to": f"w{number}", "sources": "s1"}
        cells["links"].append([bare.get(heading, "") for heading in cells["links"][0]])
    place = written(tmp_path / "set", cells)
    assert same(place)
    said = by_columns(place).problems
    assert {one.code for one in said} == {"chart.covers_nothing"} and [one.line for one in said] == list(range(6, 36))
    assert [one.path for one in said] == [f"links[{number}]" for number in range(4, 34)]


def test_links_in_a_circle_are_told_though_each_is_right(tmp_path: Path) -> None:
    cells = sound()
    back = list(cells["links"][3])
    cells["links"].append(back)
    change(cells, "links", 5, **{"from": "u", "to": "w"})
    place = written(tmp_path / "set", cells)
    same(place)
    assert [one.code for one in by_columns(place).problems] == ["chart.links_in_circle"]


@given(charts(shares=True), st.integers(2, 4))
@examples(40)
def test_random_charts_come_back_by_columns(tmp_path_factory: pytest.TempPathFactory, document: dict[str, object], times: int) -> None:
    chart = read_chart(many_alike(document, times))
    place = tmp_path_factory.mktemp("set")
    from oversight_graph.loaders.writers.tidy_tables import write_parquet

    write_parquet([chart], place / "set")
    same(place / "set")
    assert by_columns(place / "set").charts == [chart]


# -- what the patterns let through -------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [*words().surnames, *words().compound, *words().posts, *NASTY, *"一二三四五监督检查室组局委员会镇乡村第某县市副驻的和、（）：:·138", *"abX-._ 0123456789@"]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=6).map("".join)


def passes(mask: object, text: str) -> bool:
    return bool(mask(pa.array([text]))[0].as_py())  # type: ignore[operator]


@given(TEXTS)
@example("王监督員")
@examples(3_000)
def test_a_name_that_a_pattern_lets_through_holds_nothing_of_a_person_and_stands_as_it_is(text: str) -> None:
    for mask in (plain_names, plain_english):
        if passes(mask, text):
            assert not likeness(text) and redacted(text).text == text and not has_numbers(text)
            assert FieldReader(MappingNode(1), "", "", []).as_text("name", text) == text


@given(TEXTS)
@examples(2_000)
def test_an_id_that_a_pattern_lets_through_is_one_and_no_number_of_a_person(text: str) -> None:
    if passes(plain_ids, text):
        assert is_id(text) and not id_has_numbers(text)
        assert FieldReader(MappingNode(1), "", "", []).as_text("id", text) == text


def test_the_patterns_let_through_what_names_of_bodies_are_like() -> None:
    names = ["某某县财政局", "驻某某市财政局纪检监察组", "某某镇", "某某市妇联", "某某街道纪检监察工作室"]
    assert [passes(plain_names, name) for name in names] == [True] * 5
    assert passes(plain_english, "Group at the Finance Bureau") and passes(plain_ids, "v-110103-100")
    assert not any(passes(plain_ids, one) for one in ("13800000000", "a_13800000000", "110101199003071234", "a b"))


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=10))
@examples(200)
def test_links_that_surely_make_no_circle_make_none(links: list[tuple[int, int]]) -> None:
    start, end = (np.array([link[side] for link in links], np.int64) for side in (0, 1))
    assert surely_no_circle(start, end, 7) == nx.is_directed_acyclic_graph(nx.DiGraph(links))


# -- Parquet -----------------------------------------------------------------------------------------------------------


def test_a_parquet_of_several_groups_of_rows_may_hold_lists(tmp_path: Path) -> None:
    lists = [[["甲", "乙;丙"], None, []][number % 3] for number in range(50)]
    table = pa.table({"id": [f"n{number}" for number in range(50)], "aliases": pa.array(lists, pa.list_(pa.string())), "count": pa.array([1, None] * 25)})
    pq.write_table(table, tmp_path / "nodes.parquet", row_group_size=20)
    cells = parquet.read_columns(tmp_path / "nodes.parquet")
    expected = ['["甲", "乙;丙"]', "", "[]"]  # as `cell_of` writes them
    assert list(cells) == [["id", "aliases", "count"], *([f"n{number}", expected[number % 3], "" if number % 2 else "1"] for number in range(50))]
    assert cells[50] == cells[-1] == list(cells)[50] and len(cells) == 51


def test_columns_read_as_their_rows() -> None:
    cells = CellColumns(["a", "b"], [pa.array(["x", None, "z"]), pa.array(["p", "p", None]).dictionary_encode()])
    assert list(cells) == [["a", "b"], ["x", "p"], ["", "p"], ["z", ""]] == [cells[number] for number in range(4)]
    assert cells.some(np.array([2, 0])) == [["a", "b"], ["z", ""], ["x", "p"]] and cells[1:3] == list(cells)[1:3]


def test_a_large_file_may_hold_more_than_a_small_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "nodes.parquet"
    pq.write_table(pa.table({"id": [f"n{number}" for number in range(2_000)]}), path)
    monkeypatch.setattr(parquet, "MOST_VALUES", 1_000)
    assert "1,000 values" in str(og.read_files([path])[0].problems[0])
    monkeypatch.setattr(parquet, "_SMALL", 0)
    assert len(parquet.read_columns(path)) == 2_001


# -- csv ---------------------------------------------------------------------------------------------------------------

SIGNS = st.sampled_from([*',,,,\n\n\n"";\t\'=ab', '"a,b"', '"a\nb"', '"a""b"', "\r\n", "\r", "甲", "'=1", '"\'=1\r\n"', "id,kind\n", "a,b\n", "c,\n", ",\n"])


@given(st.lists(SIGNS, min_size=1, max_size=14).map("".join), st.sampled_from(["", "\ufeff"]))
@examples(500)
def test_what_is_read_of_a_csv_by_columns_is_what_is_read_cell_by_cell(tmp_path_factory: pytest.TempPathFactory, text: str, mark: str) -> None:
    path = tmp_path_factory.getbasetemp() / "nodes.csv"
    path.write_bytes((mark + text).encode())
    columns = csv_columns.read_columns(path)
    if columns is not None:
        rows = read_workbook(path).sheets[0].rows
        empty = [""] * len(columns.headings)  # a line with nothing on it is a row of empty cells
        assert [list(row) for row in columns] == [[unguarded(cell) for cell in row or empty] for row in rows]


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_a_large_csv_is_read_by_columns_whether_its_folder_or_one_of_its_files_is_named(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = folder(tmp_path / "set", sound(), suffix)
    before = row_by_row(place)
    monkeypatch.setattr(tidy_set, "LARGE_TEXT", 0)
    for path in (place, place / f"nodes{suffix}"):
        found = by_columns(path)
        assert found.problems == before.problems == [] and found.charts == before.charts and of_columns(found.charts[0])


def test_a_csv_beyond_the_size_of_a_text_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that is read cell by cell has a bound; one that every program understands has none."""
    place = folder(tmp_path / "set", sound())
    monkeypatch.setattr(csv_text, "MAX_BYTES", 100)
    assert not by_columns(place).charts
    monkeypatch.setattr(tidy_set, "LARGE_TEXT", 100)
    assert of_columns(by_columns(place / "nodes.csv").charts[0])


@pytest.mark.parametrize(
    "text", ["id,kind\na\n", 'id,kind\na"b,c\n', 'id,kind\n"a"b,c\n', "id,kind\ra,b\n", 'id,kind\n"a,b\n'], ids=["ragged", "in a cell", "behind", "cr", "open"]
)
def test_a_csv_that_programs_read_differently_is_left_to_the_reader_of_cells(text: str, tmp_path: Path) -> None:
    (tmp_path / "nodes.csv").write_bytes(text.encode())
    assert csv_columns.read_columns(tmp_path / "nodes.csv") is None


# -- links -------------------------------------------------------------------------------------------------------------


def test_only_links_that_repeats_add_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_rules, "MAX_COPIES", 3)
    towns = "".join(f"\n  - {{id: t{number}, kind: Township, name: 某某县某镇}}" for number in range(5))
    links = "".join(f"\n  - {{kind: SUPERVISES, from: o, to: t{number}, form: discipline}}" for number in range(5))
    text = f"nodes:\n  - {{id: o, kind: TownshipOffice, name: 某某县某镇纪委}}{towns}\nlinks:{links}"
    assert reading(text).problems == ()
    assert reading(text.replace("id: t0, kind", "repeat: 4, id: t0, kind")).problems == (), "four of one are three more"
    (only,) = reading(text.replace("id: t0, kind", "repeat: 5, id: t0, kind")).problems
    assert only.code == "chart.too_many_copies" and only.entry == ("links", 0)


def test_the_smallest_set_is_read_row_by_row(tmp_path: Path) -> None:
    place = written(tmp_path / "set", {name: [[str(cell) for cell in row] for row in rows] for name, rows in SMALL.items()})
    assert not of_columns(og.read(place)[0]) and same(place)
