"""Files that once ended in a traceback, each with its neighbours: the answer is a problem with its place, or a chart."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.command import Run
from support.examples import examples
from support.ods_files import ods, rows_of
from support.places import EXAMPLES

import oversight_graph as og
from oversight_graph.charts import shipped
from oversight_graph.errors import ChartError
from oversight_graph.loaders.alias_file import LONGEST, MOST, read_aliases
from oversight_graph.loaders.writers.node_link import write_node_link
from oversight_graph.problems import Problem, errors

TOLD = {"chart": "t", "as_of": "2023-06-30", "area": "530600", "level": "prefecture"}
TYPES: tuple[Any, ...] = ([], ["Unit"], {"a": [1]}, 5, True, None, [[["x"]]], "\ud800")


def problems(path: Path, **told: object) -> list[Problem]:
    (found,) = og.read_files([path], TOLD | told)
    return found.problems


@pytest.mark.parametrize(
    "days",
    [
        pa.array([0, 2**31 - 1], pa.date32()),
        pa.array([0, 2**62], pa.timestamp("us")),
        pa.array([0, 2**61], pa.date64()),
        pa.array([0, 2**62], pa.duration("s")),
        pa.array([0, 1000], pa.timestamp("s", "No/Where")),
    ],
    ids=lambda days: str(days.type),
)
def test_a_parquet_date_that_python_has_none_for_is_told_by_its_column(days: Any, tmp_path: Path) -> None:
    table = {"id": ["u", "v"], "kind": ["Unit"] * 2, "name": ["市财政局", "市审计局"], "valid_from": days}
    pq.write_table(pa.table(table), tmp_path / "nodes.parquet")
    (problem,) = errors(problems(tmp_path))
    assert "`valid_from`" in problem.what and problem.line in (2, 3)


@pytest.mark.parametrize(
    "columns", [{1: "group", 9: "units"}, {1: "group", 2: "units", 30: "note"}, {40: "group", 2: "units"}, {1: "group", 2: "units", 16384: "room"}]
)
@pytest.mark.parametrize("heading", [(1, 1), (0, 0), (5, 9), (100, 101)])
def test_a_mapping_that_names_a_column_which_the_table_lacks_is_told(columns: dict[int, str], heading: tuple[int, int], tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    file.write_text("派驻机构,监督单位,对口室,备注\n,名称\n驻市财政局纪检监察组,市财政局\n驻市审计局纪检监察组,市审计局,第一监督检查室,x,y,z\n", "utf-8")
    found = problems(file, mapping={"columns": columns, "heading": heading, "format": "roster"}, format="roster")
    assert any("no such column" in one.what or "no table of bodies" in one.what for one in found), found


def test_a_second_heading_row_that_is_shorter_than_the_first_is_read(tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    file.write_text("派驻机构,,监督单位,,备注\n组名\n驻市财政局纪检监察组,,市财政局\n", "utf-8")
    (found,) = og.read_files([file], TOLD)
    assert {node.kind for node in found.charts[0].nodes} == {"StationedGroup", "Unit"}


@pytest.mark.parametrize("value", TYPES, ids=ascii)
def test_whatever_stands_where_node_link_json_has_a_kind_or_a_name(value: Any, tmp_path: Path) -> None:
    file = tmp_path / "n.json"
    nodes = [{"id": "a", "kind": value, "name": "市财政局"}, {"id": "b", "name": value, "kind": "Unit"}]
    file.write_text(json.dumps({"directed": True, "nodes": nodes, "edges": [{"source": "a", "target": "b", "kind": value, "relation": value}]}), "utf-8")
    assert problems(file)
    write_node_link(og.read(shipped()[0]), file)
    whole = json.loads(file.read_text("utf-8"))
    for entries in ("nodes", "edges" if "edges" in whole else "links"):
        for key in list(whole[entries][0]):
            held, whole[entries][0][key] = whole[entries][0][key], value
            file.write_text(json.dumps(whole), "utf-8")
            problems(file)
            whole[entries][0][key] = held


def test_json_too_deep_inside_a_cell_is_a_text(tmp_path: Path) -> None:
    (tmp_path / "nodes.csv").write_text(f"id,kind,name,aliases\nu,Unit,市财政局,{'[' * 5000}{']' * 5000}\n", "utf-8")
    assert problems(tmp_path)


@pytest.mark.parametrize("name", ["roster.xlsx", "tidy.xlsx", "inspections.docx"])
def test_a_wrong_sum_in_any_part_of_a_workbook_is_no_traceback(name: str, tmp_path: Path, run: Run) -> None:
    raw = (EXAMPLES / name).read_bytes()
    with zipfile.ZipFile(EXAMPLES / name) as file:
        parts = file.infolist()
    for part in parts:
        damaged = bytearray(raw)
        at = raw.index(b"PK\x01\x02", part.header_offset)
        while raw[at + 46 : at + 46 + len(part.filename)] != part.filename.encode():
            at = raw.index(b"PK\x01\x02", at + 1)
        damaged[at + 16] ^= 0xFF  # of the sum in the directory
        path = tmp_path / name
        path.write_bytes(bytes(damaged))
        found = problems(path)
        from oversight_graph.workbooks.annotate import annotate

        assert annotate(path, found, tmp_path / "out.xlsx").exists()


def test_halves_of_characters_come_out_of_the_command_as_escapes(tmp_path: Path, run: Run) -> None:
    (tmp_path / "s.json").write_text('{"chart":"t","as_of":"2020","\\ud800":1,"nodes":[{"id":"\\ud800","kind":"\\udfff","name":"张\\ud800"}]}', "utf-8")
    for words in (("--format", "json"), ()):
        done = run("check", "s.json", *words)
        assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
        assert "U+D800" in done.stdout or "\\ud800" in done.stdout
    ttl = tmp_path / "s.ttl"
    ttl.write_text('@prefix org: <http://www.w3.org/ns/org#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . <a> a org:Organization ; skos:prefLabel "\\uD800局" .', "utf-8")  # fmt: skip
    assert errors(problems(ttl))


@pytest.mark.parametrize(("alias", "what"), [("局" * (LONGEST + 1), "characters"), ("、".join(f"第{n}局" for n in range(MOST + 1)), "at most")])
@pytest.mark.parametrize("suffix", [".csv", ".yaml"])
def test_a_cell_of_aliases_holds_names_and_not_without_bound(alias: str, what: str, suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"a{suffix}"
    file.write_text(f'name,alias\n市财政局,"{alias}"\n' if suffix == ".csv" else f'- {{name: 市财政局, alias: "{alias}"}}\n', "utf-8")
    with pytest.raises(ChartError, match=what):
        read_aliases(file)


@pytest.mark.parametrize("encoding", ["UTF-99", "x" * 500, "big5", "idna", "rot13"])
@pytest.mark.parametrize("name", ["roster.xlsx", "inspections.docx", "graph.graphml", "graph.gexf"])
def test_xml_in_an_encoding_that_nobody_knows_is_told(name: str, encoding: str, tmp_path: Path) -> None:
    head, path = f'<?xml version="1.0" encoding="{encoding}"?>'.encode(), tmp_path / name
    if name.endswith("x"):
        with zipfile.ZipFile(EXAMPLES / name) as file, zipfile.ZipFile(path, "w") as out:
            for part in file.namelist():
                raw = file.read(part)
                out.writestr(part, head + raw.partition(b"?>")[2] if raw.startswith(b"<?xml") else head + raw)
    else:
        path.write_bytes(head + (EXAMPLES / name).read_bytes().partition(b"?>")[2])
    problems(path)


@pytest.mark.slow
@pytest.mark.parametrize("apart", [71, pytest.param(7, marks=pytest.mark.long(seconds=15))])
def test_a_parquet_file_with_damaged_statistics_does_not_end_the_process(apart: int, tmp_path: Path, run: Run) -> None:
    from oversight_graph.loaders.writers.tidy_tables import write_parquet

    write_parquet(og.read(shipped()[0]), tmp_path / "set")
    file = tmp_path / "set" / "nodes.parquet"
    raw = file.read_bytes()
    footer = len(raw) - 8 - int.from_bytes(raw[-8:-4], "little")
    for at in range(footer, len(raw) - 8, apart):
        file.write_bytes(raw[:at] + bytes([raw[at] ^ 0x10]) + raw[at + 1 :])
        problems(tmp_path / "set")


def test_the_values_of_a_parquet_file_are_counted_as_pyarrow_counts_them(tmp_path: Path) -> None:
    from oversight_graph.loaders.tables.parquet_footer import values_in
    from oversight_graph.loaders.writers.tidy_tables import write_parquet

    for file in write_parquet(og.read(*shipped()), tmp_path / "set"):
        data = pq.ParquetFile(file).metadata
        counted = sum(data.row_group(group).column(number).num_values for group in range(data.num_row_groups) for number in range(data.num_columns))
        assert values_in(file) == counted


PERSONS = ["王建国", "李秀英", "欧阳明月", "覃桂芳", "桂英", "买买提·艾合买提", "刘 洋", "赵六（兼）", "陈伟、李娜", "马军 13800001234", "书记王强"]
NUMBERS = ["13800001234", "0871-63123456", "63123456", "530102198001011234", "8263012", "zhang@example.cn"]
TRACES = [
    "建国",
    "秀英",
    "欧阳",
    "桂芳",
    "桂英",
    "买买提",
    "刘洋",
    "刘 洋",
    "赵六",
    "陈伟",
    "李娜",
    "马军",
    "王强",
    "1380000",
    "6312345",
    "19800101",
    "8263012",
    "zhang@",
]
OVER_PERSONS = [
    "姓名",
    "组长",
    "负责人",
    "联系人",
    "电话",
    "身份证",
    "室主任",
    "带队",
    "领办",
    "号码",
    "值守",
    "人员",
    "备注",
    "其他",
    "Tel",
    "驻点",
    "分管",
    "",
]
PLAIN_TABLES = [
    [["派驻机构", "监督单位"], ["驻市财政局纪检监察组", "市财政局、市审计局"], ["驻市教育局纪检监察组", "市教育局"]],
    [["监督检查室", "联系单位"], ["第一监督检查室", "市财政局"], ["第二监督检查室", "市教育局"]],
    [["乡镇", "纪检监察机构", "专职人数", "行政村数"], ["城关镇", "城关镇纪委", "3", "12"], ["河东镇", "河东镇纪委", "2", "9"]],
    [["协作区", "成员单位"], ["第一协作区", "城关镇纪委、河东镇纪委"], ["第二协作区", "石塘乡纪委"]],
    [["乡镇", "村", "监督联络站"], ["城关镇", "东风村", "东风村监督联络站"], ["河东镇", "河口村", "河口村监督联络站"]],
    [["巡察组", "被巡察单位", "年度"], ["市委第一巡察组", "市财政局", "2023"], ["市委第二巡察组", "市教育局", "2023"]],
    [["机构全称"], ["城关镇纪委"], ["河东镇纪委"]],
    [["id", "name", "parentId"], ["1", "市纪委监委", ""], ["2", "第一监督检查室", "1"]],
    [["source", "target", "type"], ["第一监督检查室", "市财政局", "联系"], ["第二监督检查室", "市教育局", "联系"]],
]


@st.composite
def tables_with_persons(draw: st.DrawFn) -> tuple[list[list[str]], set[str]]:
    """A table of any kind into which columns of persons were put, and their headings."""
    rows = [list(row) for row in draw(st.sampled_from(PLAIN_TABLES))]
    headings = set()
    for pool in draw(st.lists(st.sampled_from([PERSONS, PERSONS, NUMBERS]), min_size=1, max_size=2)):
        place = draw(st.integers(0, len(rows[0])))
        heading = draw(st.sampled_from(OVER_PERSONS).filter(lambda heading: heading not in headings))
        headings.add(heading)
        rows[0].insert(place, heading)
        for row in rows[1:]:
            row.insert(place, draw(st.sampled_from(pool)))
    return rows, headings


def write_table(rows: list[list[str]], path: Path) -> Path:
    """A table as a file of a suffix."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    elif path.suffix == ".json":
        path.write_text(json.dumps([dict(zip(rows[0], row, strict=True)) for row in rows[1:]], ensure_ascii=False), "utf-8")
    elif path.suffix == ".html":
        cells = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in rows)
        path.write_text(f"<table>{cells}</table>", "utf-8")
    elif path.suffix == ".ods":
        ods(path, {"a": rows_of(rows)})
    return path


@given(tables_with_persons(), st.sampled_from([".csv", ".html", ".json", ".ods"]), st.sampled_from(["refuse", "leave-out"]))
@examples(120, long=4000)
def test_no_person_gets_out_of_a_column_into_a_chart_or_a_message(
    tmp_path_factory: pytest.TempPathFactory, table: tuple[list[list[str]], set[str]], suffix: str, unsure: str
) -> None:
    """Whatever the heading above names and numbers of persons, and whatever the table: they are in no chart, no message repeats them, and one says so."""
    rows, headings = table
    if suffix == ".json" and (rows[0].count("id") + rows[0].count("source") == 0 or "" in headings):
        suffix = ".csv"
    path = write_table(rows, tmp_path_factory.mktemp("persons") / f"a{suffix}")
    (found,) = og.read_files([path], TOLD | {"unsure": unsure})
    shown = "\n".join([*map(repr, found.charts), *map(str, found.problems), *map(str, found.understood)])
    assert not [trace for trace in TRACES if trace in shown]
    assert found.problems


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (["派驻机构,监督单位,领办", "驻市财政局纪检监察组,市财政局,覃桂芳", "驻市教育局纪检监察组,市教育局,桂英"], "rosters.column_of_persons_by_cells"),
        (["机构全称,天气,领办", "城关镇纪委,晴,覃桂芳", "河东镇纪委,雨,桂英"], "rosters.column_of_persons_by_cells"),
        (["机构全称,姓名", "城关镇纪委,晴", "河东镇纪委,雨"], "rosters.column_of_persons"),
        (["派驻机构,监督单位,", "驻市财政局纪检监察组,市财政局,63123456", "驻市教育局纪检监察组,市教育局,63123457"], "cells.column_of_persons_not_read"),
        (["派驻机构,监督单位,备注", "驻市财政局纪检监察组,市财政局,2019年设立", "驻市教育局纪检监察组,市教育局,桂英"], "rosters.remark_of_persons"),
    ],
)
def test_a_column_of_persons_is_said_to_be_one(rows: list[str], code: str, tmp_path: Path) -> None:
    """By its cells where its heading doesn't tell; a remark that is none but a name by itself, the other remarks stay."""
    file = tmp_path / "r.csv"
    file.write_text("\n".join(rows), "utf-8")
    found = problems(file)
    assert [one.code for one in found].count(code) == 1 and not errors(found)
    (reading,) = og.read_files([file], TOLD)
    notes = [node.rest.get("note") for node in reading.charts[0].nodes if node.rest.get("note")]
    assert notes == (["2019年设立"] if "备注" in rows[0] else [])
