"""Tidy tables in: what is recognised, how cells are read, where problems are told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from support.command import Run
from support.places import EXAMPLES
from support.tidy_files import PLACES, SMALL, WRONG, Set, changed, folder, workbook

import oversight_graph as og
from oversight_graph.chart.chart import Chart
from oversight_graph.chart.tidy_columns import TABLES
from oversight_graph.loaders.tables import parquet
from oversight_graph.model import KINDS, LINK_ATTRIBUTES, NODE_ATTRIBUTES
from oversight_graph.problems import Problem
from oversight_graph.reading import FileReading


def reading(path: Path, **defaults: str) -> FileReading:
    (found,) = og.read_files([path], defaults)
    return found


def chart(path: Path, **defaults: str) -> Chart:
    found = reading(path, **defaults)
    assert found.problems == [], [str(one) for one in found.problems]
    (only,) = found.charts
    return only


def told(found: FileReading) -> list[str]:
    """Each problem without its file."""
    return [f"{one.severity} {one.sheet or Path(one.file).name} {one.cell or one.line}: {one.what}; {one.todo}" for one in found.problems]


# -- what is recognised ------------------------------------------------------------------------------------------------


def test_the_examples_hold_one_chart_in_every_dress(tmp_path: Path) -> None:
    one = chart(EXAMPLES / "tidy")
    assert one.id == "qinglan-2023" and len(one.nodes) == 26 and len(one.links) == 33 and len(one.header.claims) == 2
    assert {link.kind for link in one.links} >= {"STATIONED_AT", "EXTENDS_TO", "INSPECTS", "HOSTED_BY"}
    assert chart(EXAMPLES / "tidy.xlsx") == one


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_a_folder_and_each_of_its_files_stand_for_the_set(suffix: str, tmp_path: Path) -> None:
    place = folder(tmp_path / "set", SMALL, suffix)
    whole = chart(place)
    for name in SMALL:
        assert chart(place / f"{name}{suffix}") == whole
    assert workbook_chart(tmp_path) == whole


def workbook_chart(place: Path) -> Chart:
    return chart(workbook(place / "small.xlsx", SMALL))


def test_a_set_is_read_once_however_many_of_its_files_are_named(tmp_path: Path) -> None:
    place = folder(tmp_path / "set", SMALL)
    found = og.read_files([place / "*.csv", place])
    assert [len(one.charts) for one in found] == [1, 1], "the folder itself isn't one of its files"
    assert len(og.read(place / "*.csv")) == 1
    assert len(og.read(place / "links.csv", place / "nodes.csv")) == 1


def test_other_files_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    place = folder(tmp_path / "set", {**SMALL, "budget": [["a"], ["b"]]})
    (place / "notes.txt").write_text("nothing")
    assert chart(place) == workbook_chart(tmp_path)


def test_a_file_that_is_not_called_after_a_table_does_not_stand_for_those_beside_it(tmp_path: Path) -> None:
    place = folder(tmp_path / "set", SMALL)
    for name in ("budget.csv", "budget.parquet"):
        (place / name).write_bytes((place / "nodes.csv").read_bytes())
        for told_format in ({}, {"format": "tidy"}):
            found = reading(place / name, **told_format)
            assert found.charts == [] and len(found.problems) == 1


def test_one_kind_of_file_beside_another_is_an_error(tmp_path: Path) -> None:
    place = folder(folder(tmp_path / "set", SMALL), {"nodes": SMALL["nodes"]}, ".tsv")
    assert told(reading(place)) == ["error set 0: `nodes.csv` and `nodes.tsv` are one table, `nodes`; put their rows into one of the two"]
    assert chart(place / "nodes.csv").id == "small", "a file goes with those of its own kind"


def test_a_folder_without_tables_is_no_chart(tmp_path: Path) -> None:
    (only,) = reading(folder(tmp_path / "set", {"budget": [["a"]]})).problems
    assert only.what == "this is a folder"


def test_nodes_alone_are_a_chart_and_the_rest_is_told(tmp_path: Path) -> None:
    place = folder(tmp_path / "set", {"nodes": SMALL["nodes"]})
    one = chart(place / "nodes.csv", chart="small", as_of="2020-12-31", area="530102", level="county", source="名单")
    assert len(one.nodes) == 3 and one.links == () and one.header.sources[0].title == "名单"
    said = told(reading(place))
    assert [line for line in said if "--chart ID" in line] and [line for line in said if "--as-of DATE" in line]


def test_what_the_tables_say_stands_before_what_is_told(tmp_path: Path) -> None:
    assert chart(folder(tmp_path / "set", SMALL), chart="other", level="province").header.level == "county"


def test_levels_that_kinds_have_need_no_level_of_the_chart(tmp_path: Path) -> None:
    header = [["chart", "as_of", "area"], ["small", "2020-12-31", "530102"]]
    nodes = [["id", "kind", "name"], ["t", "Township", "一镇"], ["v", "Village", "一村"]]
    assert chart(folder(tmp_path / "set", changed(charts=header, nodes=nodes, links=None))).header.level is None


def test_several_charts_in_one_set_are_told_apart_by_their_column(tmp_path: Path) -> None:
    tables: Set = {
        "charts": [["chart", "as_of", "area", "level"], ["a", "2020", "530102", "county"], ["b", "2021", "530103", "county"]],
        "sources": [["chart", "id", "title"], ["a", "s", "甲"], ["b", "s", "乙"]],
        "nodes": [["chart", "id", "kind", "name"], ["b", "x", "Township", "二镇"], ["a", "x", "Township", "一镇"]],
    }
    one, two = og.read(folder(tmp_path / "set", tables))
    assert (one.id, one.nodes[0].zh, one.header.sources[0].title) == ("a", "一镇", "甲")
    assert (two.id, two.nodes[0].zh, two.header.as_of) == ("b", "二镇", "2021")
    wrong = [["chart", "id", "kind", "name"], ["", "x", "Township", "二镇"], ["aa", "x", "Township", "一镇"]]
    said = told(reading(folder(tmp_path / "set", tables | {"nodes": wrong})))
    assert said[:2] == [
        "error nodes.csv A2: the row doesn't say of which chart it is; fill in `chart`: use one of: a, b",
        "error nodes.csv A3: there is no chart `aa` in these tables; did you mean `a`?",
    ]


# -- headings ----------------------------------------------------------------------------------------------------------


def test_labels_of_the_model_work_as_headings_in_both_languages(tmp_path: Path) -> None:
    def headed(label: str) -> Set:
        return {
            table.id: [[getattr(column, label) for column in table.columns], *(["" for _ in table.columns] for _ in rows)]
            for table, rows in ((t, ()) for t in TABLES)
        }

    filled = changed(
        nodes=[["编号", "类型", NODE_ATTRIBUTES["name"].zh, "full-time staff", "Level"], ["t", "Township", "一镇", "3", "township"]],
        links=None,
    )
    (only,) = chart(folder(tmp_path / "set", filled)).nodes
    assert only.rest == {"level": "township", "staff_full_time": 3}
    for label in ("zh", "en"):
        place = workbook(tmp_path / f"{label}.xlsx", headed(label))
        assert [one for one in reading(place).problems if "heading" in one.what] == []


def test_words_may_be_written_by_their_labels(tmp_path: Path) -> None:
    nodes = [["id", "kind", "name", "level"], ["t", KINDS["Township"].zh, "一镇", "乡镇级"], ["r", "room", "第一监督检查室", "County"]]
    links = [["kind", "from", "to", "authority", LINK_ATTRIBUTES["form"].zh], ["监督", "r", "t", "纪律监督、S", "纪律监督"]]
    one = chart(folder(tmp_path / "set", changed(nodes=nodes, links=links)))
    assert [(node.kind, node.rest["level"]) for node in one.nodes] == [("Township", "township"), ("Room", "county")]
    assert (one.links[0].kind, one.links[0].rest) == ("SUPERVISES", {"form": "discipline", "authority": ("discipline", "state")})


def test_an_unknown_heading_is_an_error_with_the_nearest_one(tmp_path: Path) -> None:
    nodes = [["id", "kind", "name", "stff_full_time", "单位类型"], ["t", "Township", "一镇", "3", ""]]
    assert told(reading(folder(tmp_path / "set", changed(nodes=nodes, links=None)))) == [
        "error nodes.csv D1: the heading `stff_full_time` is no column of `nodes`; did you mean `staff_full_time`?",
        "error nodes.csv E1: the heading `单位类型` is no column of `nodes`; did you mean `单位类别`?",
    ]


@pytest.mark.parametrize("heading", ["姓名", "组长姓名", "联系电话", "身份证号", "leader", "Phone"])
def test_columns_of_natural_persons_are_left_out_and_said(heading: str, tmp_path: Path) -> None:
    nodes = [["id", "kind", "name", heading], ["t", "Township", "一镇", "某某"]]
    found = reading(folder(tmp_path / "set", changed(nodes=nodes, links=None)))
    (only,) = found.problems
    assert (only.severity, only.cell) == ("warning", "D1") and "left out" in only.what
    assert "某某" not in repr(found.charts)


def test_a_column_that_stands_twice_or_has_no_heading_is_an_error(tmp_path: Path) -> None:
    nodes = [["id", "kind", "name", "名称", "", "id"], ["t", "Township", "一镇", "", "x", ""]]
    assert told(reading(folder(tmp_path / "set", changed(nodes=nodes, links=None)))) == [
        "error nodes.csv D1: the headings `name` and `名称` mean one key, `name`; keep one of the two columns",
        "error nodes.csv F1: the heading `id` stands twice; keep one of the two columns",
        "error nodes.csv E2: column E holds something and has no heading; give it one, or empty it",
    ]


def test_a_column_that_every_row_needs_is_missed_once(tmp_path: Path) -> None:
    links = [["kind", "from"], *(["DISPATCHES", "cc"] for _ in range(50))]
    assert told(reading(folder(tmp_path / "set", changed(links=links)))) == ["error links.csv 1: the table `links` has no column `to` (终点); add it"]


# -- cells -------------------------------------------------------------------------------------------------------------


def test_lists_are_divided_by_semicolons_and_lines(tmp_path: Path) -> None:
    sources = [["id", "title"], ["s1", "名单"], ["s2", "年报"]]
    nodes = [["id", "kind", "name", "aliases", "source", "sources"], ["t", "Township", "一镇", "甲;乙；丙\n丁", "s1 ¶2", "s2; s1 ¶3"]]
    (only,) = chart(folder(tmp_path / "set", changed(sources=sources, nodes=nodes, links=None))).nodes
    assert only.rest["aliases"] == ("甲", "乙", "丙", "丁")
    assert only.sources == ("s1 ¶2", "s2", "s1 ¶3")


def test_empty_is_not_said_and_an_empty_list_is_none(tmp_path: Path) -> None:
    links = [["kind", "from", "to", "authority"], ["DISPATCHES", "cc", "g", ""], ["STATIONED_AT", "g", "u", "[]"]]
    one = chart(folder(tmp_path / "set", changed(links=links)))
    assert [link.rest.get("authority") for link in one.links] == [None, ()]


def test_a_guard_before_a_formula_is_taken_off_in_texts_and_kept_in_workbooks(tmp_path: Path) -> None:
    nodes = [["id", "kind", "name"], ["t", "Township", "'=1+1"], ["v", "Village", "'quoted'"]]
    tables = changed(nodes=nodes, links=None)
    assert [node.zh for node in chart(folder(tmp_path / "set", tables)).nodes] == ["=1+1", "'quoted'"]
    assert [node.zh for node in chart(workbook(tmp_path / "x.xlsx", tables)).nodes] == ["'=1+1", "'quoted'"]


def test_rows_that_hold_nothing_are_passed_over_and_lines_still_count(tmp_path: Path) -> None:
    nodes = [["", "", ""], ["id", "kind", "name"], ["", " ", ""], ["t", "Township", "一镇"], [], ["v", "Vilage", "一村"]]
    (only,) = reading(folder(tmp_path / "set", changed(nodes=nodes, links=None))).problems
    assert only.cell == "B6" and "did you mean `Village`" in only.todo


def test_numbers_and_dates_of_a_workbook_are_read_as_they_are_seen(tmp_path: Path) -> None:
    header = [["chart", "as_of", "area", "level"], ["small", 2020, 530102, "county"]]
    nodes = [["id", "kind", "name", "staff_full_time", "count"], [1, "Township", "一镇", 3, "unknown"]]
    one = chart(workbook(tmp_path / "x.xlsx", changed(charts=header, nodes=nodes, links=None)))
    assert (one.header.as_of, one.header.area, one.nodes[0].id, one.nodes[0].rest) == ("2020", "530102", "1", {"count": "unknown", "staff_full_time": 3})


def test_a_table_of_parquet_may_have_numbers_lists_and_fractions(tmp_path: Path) -> None:
    folder(tmp_path / "set", {})
    for name, rows in SMALL.items():
        table = pa.table({str(key): [row[number] for row in rows[1:]] for number, key in enumerate(rows[0])})
        if name == "nodes":
            table = table.append_column("staff_full_time", pa.array([None, 5.0, None])).append_column("aliases", pa.array([["甲", "乙;丙"], None, []]))
        pq.write_table(table, tmp_path / "set" / f"{name}.parquet")
    one = chart(tmp_path / "set")
    assert [node.rest for node in one.nodes] == [{"aliases": ("甲", "乙;丙")}, {"staff_full_time": 5}, {}]
    (tmp_path / "set" / "links.parquet").write_bytes(b"PAR1 no PAR1")
    (wrong,) = [one for one in reading(tmp_path / "set").problems if "Parquet" in one.what]
    assert wrong.file.endswith("links.parquet")


@pytest.mark.parametrize("value", ["长" * 1000, ["长" * 100] * 10], ids=["text", "list"])
def test_a_small_parquet_that_holds_much_is_refused_before_it_is_unpacked(value: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is repeated stands once in the file: 2,000 texts of 3,000 bytes in a few KB."""
    place = folder(tmp_path / "set", {})
    pq.write_table(pa.table({"name": pa.array([value] * 2_000)}), place / "nodes.parquet")
    assert (place / "nodes.parquet").stat().st_size < 50_000
    assert "no column" in reading(place / "nodes.parquet").problems[0].what
    monkeypatch.setattr(parquet, "MOST_BYTES", 5_000_000)
    (only,) = reading(place / "nodes.parquet").problems
    assert "5,000,000 bytes of text" in only.what
    monkeypatch.setattr(parquet, "MOST_VALUES", 1_999)
    (only,) = reading(place / "nodes.parquet").problems
    assert "1,999 values" in only.what


# -- where problems are told -------------------------------------------------------------------------------------------


def test_every_problem_has_its_sheet_and_cell(tmp_path: Path) -> None:
    def where(problems: Sequence[Problem], by_file: bool) -> list[tuple[str, str]]:
        return sorted((Path(one.file).stem if by_file else one.sheet, one.cell) for one in problems)

    in_files, in_sheets = reading(folder(tmp_path / "set", WRONG)), reading(workbook(tmp_path / "x.xlsx", WRONG))
    assert where(in_sheets.problems, False) == sorted(PLACES)
    assert where(in_files.problems, True) == sorted(PLACES)


def test_a_sheet_that_is_none_of_the_tables_is_said(tmp_path: Path) -> None:
    found = reading(workbook(tmp_path / "x.xlsx", {**SMALL, "claim": [["a"], ["b"]], "empty": [], "words": [["x"]]}))
    assert len(found.charts) == 1
    assert told(found) == ["warning claim 0: the sheet `claim` is no table of a chart and wasn't read; did you mean `claims`?"]


def test_what_was_understood_is_said(tmp_path: Path) -> None:
    (said,) = reading(folder(tmp_path / "set", SMALL)).understood
    assert said.text("en") == "tidy tables: charts (1), nodes (3), links (2), sources (1)"


def test_the_command_loads_a_folder(run: Run) -> None:
    assert "qinglan-2023 would load" in run("check", str(EXAMPLES / "tidy")).stdout
    assert run("load", str(EXAMPLES / "tidy"), "--yes").returncode == 0
    done = run("gaps", "--form", "stationed", "--norms", "national", "--format", "csv")
    assert "qinglan-2023:u-forest" in done.stdout


def test_the_table_of_a_chart_may_be_written_a_key_a_line(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "chart"
    for row in (["key", "value"], ["chart", "yunling"], ["标题", "云岭县"], ["as_of", "2023-13"], ["area", "530622"], ["level", "county"]):
        book.active.append(row)
    for name, rows in (("nodes", [["id", "kind", "name", "sources"], ["a", "Unit", "县财政局", "s1"]]), ("sources", [["id", "title"], ["s1", "Report"]])):
        for row in (sheet := book.create_sheet(name)) and rows:
            sheet.append(row)
    book.save(tmp_path / "yunling.xlsx")
    (found,) = og.read_files([tmp_path / "yunling.xlsx"])
    assert [(problem.sheet, problem.cell) for problem in found.problems] == [("chart", "B4")], "told at the cell that it has in the file"
    book["chart"]["B4"] = "2023"
    book.save(tmp_path / "yunling.xlsx")
    (chart,) = og.read(tmp_path / "yunling.xlsx")
    assert (chart.id, chart.header.title_zh, chart.header.as_of, chart.header.area, chart.header.level) == ("yunling", "云岭县", "2023", "530622", "county")
