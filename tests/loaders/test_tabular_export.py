"""Tidy tables out and in again: the same charts, whole, whatever their texts look like; and no cell that runs."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.charts_strategy import Document, charts, read_chart
from support.command import Run
from support.examples import examples

import oversight_graph as og
from oversight_graph.chart.cell_text import cell_of, items_of
from oversight_graph.chart.tidy_columns import TABLES, folded
from oversight_graph.charts import shipped
from oversight_graph.disk.atomic_write import atomic_write
from oversight_graph.loaders.writers import tidy_tables as written
from oversight_graph.model import LINK_ATTRIBUTES, NODE_ATTRIBUTES, Vocabulary
from oversight_graph.parsing.formula_guard import RUNS, guarded, unguarded
from oversight_graph.parsing.json_text import documents
from oversight_graph.problems import errors

Write = Callable[[Sequence[og.Chart], str | os.PathLike[str]], list[Path]]

WAYS: tuple[tuple[Write, str], ...] = ((written.write_csv, "csv"), (written.write_parquet, "parquet"), (written.write_xlsx, "charts.xlsx"))
RANDOM = examples(25)
TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs"), include_characters="\n\t", exclude_characters="\ufffe\uffff"), min_size=1, max_size=12) | (
    st.sampled_from(
        ["=1+1", "'=1", "''@", "'a", "-5", "+x", "@a", "[]", '["a"]', "a;b", "a；b", "#N/A", "_x0041_", "TRUE", "010", "2020-01-01", "1e5", "a\nb", "＝1"]
    )
)


def again(made: Sequence[og.Chart], write: Write, name: str, folder: Path) -> list[og.Chart]:
    write(made, folder / name)
    (found,) = og.read_files([folder / name])
    assert errors(found.problems) == []
    return found.charts


@pytest.mark.parametrize(("write", "name"), WAYS)
def test_the_shipped_charts_come_out_whole_and_load_again(write: Write, name: str, tmp_path: Path) -> None:
    made = og.read(*shipped())
    assert again(made, write, name, tmp_path) == made


@pytest.mark.parametrize(("write", "name"), WAYS)
@given(document=charts(shares=True))
@RANDOM
def test_a_random_chart_comes_out_whole_and_loads_again(write: Write, name: str, document: Document) -> None:
    made = [read_chart(document)]
    with tempfile.TemporaryDirectory() as folder:
        assert again(made, write, name, Path(folder)) == made


def _with_texts(texts: list[str]) -> og.Chart | None:
    """A chart that holds some texts wherever a chart takes any; None where one of them is no text of a chart."""
    one, two, three = texts
    entry = {"note": one, "aliases": [one, two, three]}
    document: dict[str, Any] = {
        "chart": "texts", "title": {"zh": one, "en": two}, "as_of": "2020", "area": "zone", "level": "county",
        "areas": [{"code": "zone", "name": {"zh": one, "en": three}}],
        "sources": [{"id": "s1", "title": one, "publisher": two, "url": three}, {"id": "s2", "title": "t"}],
        "claims": [{"forms": ["state"], "source": f"s1 {one}", "note": three}],
        "nodes": [{"id": "a", "kind": "Room", "name": {"zh": two, "en": one}, "function": three, "sources": [f"s1 {one}", f"s2 {two}"], **entry},
                  {"id": "b", "kind": "Commission", "name": three, "source": f"s2 {three}"}],
        "links": [{"kind": "PART_OF", "from": "a", "to": "b", "note": two, "sources": [f"s1 {two}", "s2"]}],
    }  # fmt: skip
    from json import dumps

    from oversight_graph.chart.build import build

    return build(documents(dumps(document))[0], "").chart


@pytest.mark.parametrize(("write", "name"), WAYS)
@given(texts=st.lists(TEXTS, min_size=3, max_size=3))
@examples(60, parent=RANDOM)
def test_any_text_of_a_chart_comes_back_as_it_was(write: Write, name: str, texts: list[str]) -> None:
    made = _with_texts(texts)
    if made is not None:
        with tempfile.TemporaryDirectory() as folder:
            assert again([made], write, name, Path(folder)) == [made]


@given(st.tuples(st.sampled_from(["", "'", "''", *RUNS]), st.sampled_from(["", *RUNS]), st.text()).map("".join))
def test_a_guard_is_taken_off_as_it_was_put_on(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in (*RUNS,)


@given(st.lists(TEXTS.map(str.strip).filter(bool)))
def test_a_list_in_a_cell_is_read_as_it_was_written(items: list[str]) -> None:
    aliases = TABLES["nodes"].column("aliases")
    assert aliases is not None
    assert items_of(cell_of(items), aliases) == items


def test_an_authority_that_is_none_is_not_one_that_is_not_said(tmp_path: Path) -> None:
    (city,) = og.read(og.SHIPPED / "city-80.yaml")
    said = [link.rest.get("authority") for link in city.links]
    assert None in said and any(said)
    for write, name in WAYS:
        (back,) = again([city], write, name, tmp_path)
        assert [link.rest.get("authority") for link in back.links] == said


# -- what a spreadsheet may run ----------------------------------------------------------------------------------------


FORMULAS = ["=HYPERLINK(1)", "+1+cmd", "-2+3", "@SUM(A1)", "＝1+1"]


def _dangerous() -> og.Chart:
    nodes = [{"id": f"n{number}", "kind": "Township", "name": text, "note": f"'{text}"} for number, text in enumerate(FORMULAS)]
    document = {"chart": "x", "as_of": "2020", "area": "CN", "sources": [{"id": "s", "title": "=1"}], "nodes": nodes, "links": []}
    return read_chart(document)


def test_no_cell_of_a_csv_file_begins_like_a_formula(tmp_path: Path) -> None:
    for file in written.write_csv([_dangerous()], tmp_path):
        with file.open(encoding="utf-8-sig", newline="") as text:
            for row in csv.reader(text):
                assert not [cell for cell in row if cell[:1] and cell[0] in RUNS], file


def test_no_cell_of_a_workbook_is_a_formula_and_what_looks_like_one_is_marked_as_text(tmp_path: Path) -> None:
    (file,) = written.write_xlsx([_dangerous()], tmp_path / "x.xlsx")
    cells = [cell for sheet in openpyxl.load_workbook(file) for row in sheet.rows for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    marked = {cell.value for cell in cells if cell.quotePrefix}
    assert marked == {*FORMULAS, "=1"}
    with ZipFile(file) as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


# -- the files ---------------------------------------------------------------------------------------------------------


def test_numbers_are_numbers_and_lists_are_lists_where_a_format_has_them(tmp_path: Path) -> None:
    made = og.read(*shipped())
    written.write_parquet(made, tmp_path / "p")
    nodes = pq.read_table(tmp_path / "p" / "nodes.parquet").to_pylist()
    assert {type(row["staff_full_time"]) for row in nodes} == {int, type(None)}
    assert all(isinstance(row["sources"], list) for row in nodes)
    written.write_xlsx(made, tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["nodes"]
    staff = [cell.value for column in sheet.columns if column[0].value == "staff_full_time" for cell in column[1:]]
    assert sum(value or 0 for value in staff) == sum(row["staff_full_time"] or 0 for row in nodes) > 0
    assert sheet.freeze_panes == "A2"


def test_every_key_that_a_chart_may_write_is_a_column() -> None:
    for table, attributes in (("nodes", NODE_ATTRIBUTES), ("links", LINK_ATTRIBUTES)):
        columns = {column.id: column for column in TABLES[table].columns}
        for attribute in attributes:
            if attribute.written:
                assert columns[attribute.id].zh == attribute.zh and columns[attribute.id].vocabulary is attribute.vocabulary


@pytest.mark.parametrize("table", TABLES, ids=TABLES.ids)
def test_a_heading_means_one_column_only(table: Any) -> None:
    said = [folded(heading) for column in table.columns for heading in {folded(one) for one in column.headings}]
    assert sorted(said) == sorted(set(said))
    for column in table.columns:
        words = [] if column.vocabulary is None else column.vocabulary
        assert isinstance(words, list | Vocabulary)
        labels = [label for term in words for label in {term.id.casefold(), term.zh.casefold(), term.en.casefold()}]
        assert sorted(labels) == sorted(set(labels)), column.id


def test_what_no_workbook_can_hold_is_refused_and_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "x.xlsx"
    written.write_xlsx([_dangerous()], target)
    before = target.read_bytes()
    for text, said in (("a" * 32_768, "32,767 letters"), ("a\uffff", "U\\+FFFF")):
        node = {"id": "a", "kind": "Township", "name": text}
        made = read_chart({"chart": "x", "as_of": "2020", "area": "CN", "sources": [{"id": "s", "title": "t"}], "nodes": [node], "links": []})
        with pytest.raises(og.OversightError, match=said):
            written.write_xlsx([made], target)
        assert again([made], written.write_csv, "csv", tmp_path) == [made]
    assert target.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["csv", "x.xlsx"]


def test_what_is_written_half_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "x"
    target.write_text("old")
    with pytest.raises(KeyError), atomic_write([target]) as (part,):
        part.write_text("half")
        raise KeyError
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("x", "old")]


def test_the_command_writes_each_format_and_says_its_files(run: Run, five: Path, tmp_path: Path) -> None:
    made = og.read(*shipped())
    for name, out in (("csv", "folder"), ("parquet", "folder-2"), ("xlsx", "all.xlsx")):
        done = run("export", "--to", name, "--out", out, OVERSIGHT_STORE=str(five))
        assert done.returncode == 0, done.stderr
        assert all((tmp_path / line).is_file() for line in done.stdout.splitlines())
        assert og.read(tmp_path / out) == made


def test_a_wrong_place_is_said(run: Run, five: Path) -> None:
    for name, out, said in (("csv", "nodes.csv", "Name a folder"), ("xlsx", "x.xls", "not `.xls`"), ("csv", "/proc/none/x", "can't be written")):
        done = run("export", "--to", name, "--out", out, OVERSIGHT_STORE=str(five))
        assert (done.returncode, done.stdout) == (1, "") and said in done.stderr and "Traceback" not in done.stderr
