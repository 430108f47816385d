"""An answer is written from its columns, block by block, as its rows say (contract §4): every question, format and language."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from support.command import Run
from support.examples import examples

import oversight_graph as og
from oversight_graph.answer import streamed
from oversight_graph.answer.arrow_texts import text_array
from oversight_graph.answer.cell_formats import CellFormat, Csv, Json, plain
from oversight_graph.answer.columns import Coded, Column, Lists, Texts, distinct
from oversight_graph.answer.parquet_file import KEY, write_parquet
from oversight_graph.answer.rendering import as_csv, plain_console, print_table
from oversight_graph.parsing.csv_rows import csv_text
from oversight_graph.queries import QUESTIONS
from oversight_graph.visible_text import OBEYED, json_text

BODIES = {"path": ("gansu-2020:g-poverty", "gansu-2020:g-water"), "reach": ("gansu-2020:g-water",), "who": ("gansu-2020:u-water",)}
"""The bodies of the questions that need some."""


@pytest.fixture(scope="module")
def graph(five: Path) -> og.Graph:
    with og.open_store(five) as store:
        return store.graph()


def asked(graph: og.Graph, question: str, lang: Any) -> og.Answer:
    every: dict[str, Any] = {"all": True} if question in ("gaps", "rules") else {"paths": 3} if question == "path" else {}
    return og.ask(graph, question, *BODIES.get(question, ()), lang=lang, **every)


@pytest.mark.parametrize("lang", [None, "zh", "en"])
@pytest.mark.parametrize("question", [one.id for one in QUESTIONS])
def test_every_answer_is_written_as_its_rows_say(graph: og.Graph, question: str, lang: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Contract §4, row by row with plain Python: what the blocks of columns come to, however long a block is."""
    answer = asked(graph, question, lang)
    assert len(answer), question
    kinds = [column.type for column in answer.asked.columns]
    cells = [[plain(kind, value) for kind, value in zip(kinds, row.values(), strict=True)] for row in answer.rows]
    file = tmp_path / "answer.parquet"
    for block in (len(answer) + 1, max(1, len(answer) // 3)):
        monkeypatch.setattr(streamed, "BLOCK", block)
        assert as_csv(answer) == csv_text([answer.columns, *cells])
        assert answer.to_json() == json_text(answer.to_dict())
        monkeypatch.setattr("oversight_graph.answer.parquet_file.BLOCK", block)
        write_parquet(answer, file)
        table = pq.read_table(file)
        assert table.to_pylist() == answer.rows
        assert json.loads(table.schema.metadata[KEY.encode()]) == {key: value for key, value in answer.to_dict().items() if key != "rows"}


def test_an_answer_without_rows_is_whole_too(graph: og.Graph, tmp_path: Path) -> None:
    answer = og.ask(graph, "mechanisms", "gansu-2020:u-water")
    assert not len(answer)
    assert as_csv(answer) == csv_text([answer.columns]) and json.loads(answer.to_json()) == answer.to_dict()
    write_parquet(answer, tmp_path / "none.parquet")
    assert pq.read_table(tmp_path / "none.parquet").column_names == answer.columns


@pytest.mark.parametrize("format_", [Csv(), Json()], ids=["csv", "json"])
@given(st.lists(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("=+-@'\"\\,;\r\n\t＝ ／\u202e\ufeff")), max_size=6), max_size=8))
@examples(200)
def test_texts_are_written_at_once_as_each_by_itself(format_: CellFormat, texts: list[str]) -> None:
    array = text_array(["", *texts])[1:]  # a part of an array, as a block of a column is
    assert format_.texts(array).to_pylist() == [format_.value("text", text) for text in texts]
    starts = np.array([0, 0, len(texts) // 2, len(texts)])
    lists = [texts[first:last] for first, last in pairwise(starts)]
    assert format_.lists(starts, array).to_pylist() == [format_.value("texts", one) for one in lists]


def test_every_letter_that_is_obeyed_is_escaped_in_json_at_once() -> None:
    """Each that `visible_text` names, by the escapes in which it is written there."""
    named = eval(f'"{OBEYED}"')  # the escapes of a pattern are those of Python
    assert "\u202e" in named
    letters = [one for one in named if not "\ud800" <= one <= "\udfff"]
    assert Json().texts(text_array(letters)).to_pylist() == [json_text(one) for one in letters]


def test_a_column_is_the_sequence_of_its_values() -> None:
    table = text_array(["a", "b", "c"])
    columns: list[tuple[Column, list[Any]]] = [
        (Coded(np.array([1, -1, 0]), ("x", "y")), ["y", None, "x"]),
        (Texts(np.array([2, 0, 2]), table), ["c", "a", "c"]),
        (Lists(np.array([0, 2, 2, 3]), np.array([1, 0, 2]), table), [["b", "a"], [], ["c"]]),
    ]
    for column, values in columns:
        assert list(column) == values and column == values and column[-1] == values[-1] and column[1:] == values[1:] and column[::2] == values[::2]
        with pytest.raises(IndexError):
            column[3]
    assert distinct(columns[0][0])[0] == ["y", None, "x"] and distinct(["q", "p", "q"])[1].tolist() == [0, 1, 0]


def test_only_the_rows_that_are_shown_become_objects(graph: og.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table, a notebook: the first rows. What opens them is counted on the columns."""
    made: list[int] = []
    block = Texts._block

    def counted(column: Texts, start: int, stop: int) -> list[Any]:
        made.append(stop - start)
        return block(column, start, stop)

    answer = og.ask(graph, "coverage")
    assert len(answer) > 100
    monkeypatch.setattr(Texts, "_block", counted)
    print_table(answer, plain_console(200), 3)
    assert sum(made) <= 2 * 3, "an id and a name a row"
    made.clear()
    assert answer._repr_html_()
    assert sum(made) <= 2 * 100


def test_parquet_goes_to_a_file_that_is_named(run: Run, five: Path, tmp_path: Path) -> None:
    """Contract §3: a wrong use without --out; by the ending of --out without --format."""
    done = run("coverage", "--format", "parquet", "--store", str(five))
    assert done.returncode == 2 and not done.stdout and "--out" in done.stderr
    file = tmp_path / "answer.parquet"
    for words in (["--form", "state"], ["--form", "state", "--format", "parquet"]):
        done = run("coverage", *words, "--store", str(five), "--out", str(file))
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        printed = run("coverage", "--form", "state", "--format", "csv", "--store", str(five)).stdout
        assert [row["id"] for row in csv.DictReader(io.StringIO(printed))] == pq.read_table(file).column("id").to_pylist()
        file.unlink()


def test_a_workbook_is_a_format_of_answers_and_holds_what_csv_holds(run: Run, five: Path, tmp_path: Path) -> None:
    """Contract §3, by the option and by the ending; an unknown is an empty cell, a number a number."""
    done = run("workload", "--format", "xlsx", "--store", str(five))
    assert done.returncode == 2 and not done.stdout and "--out" in done.stderr
    printed = list(csv.reader(io.StringIO(run("workload", "--format", "csv", "--store", str(five)).stdout)))
    file = tmp_path / "answer.xlsx"
    for words in ([], ["--format", "xlsx"]):
        done = run("workload", *words, "--store", str(five), "--out", str(file))
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        book = load_workbook(file)
        rows = [["" if value is None else str(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
        assert rows == printed and len(rows) > 100
        assert [row[0] for row in book["about"].iter_rows(values_only=True)][:3] == ["question", "n", "rows"]
        file.unlink()


@pytest.mark.parametrize(
    ("words", "out", "wanted"),
    [
        (["coverage", "--format", "json"], "a.csv", ".json"),
        (["coverage", "--format", "csv"], "a.xlsx", ".csv"),
        (["coverage", "--format", "xlsx"], "a.csv", ".xlsx"),
        (["coverage", "--format", "table"], "a.json", ".txt"),
        (["coverage"], "a.xls", ".xlsx"),
        (["coverage"], "a.docx", ".txt"),
        (["charts"], "a.xlsx", ".txt"),
        (["find", "局"], "a.parquet", ".txt"),
        (["map", "--chart", "city-80"], "a.png", ".html"),
        (["coverage"], "folder", "folder"),
        (["coverage", "--format", "csv"], "not-there/", "not-there"),
        (["charts"], "folder", "folder"),
        (["map", "--chart", "city-80"], "folder", "map.html"),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_is_written_under_a_wrong_name(words: list[str], out: str, wanted: str, lang: str, run: Run, five: Path, tmp_path: Path) -> None:
    """Contract §3: a folder, or the ending of another format, is a wrong use, in one paragraph; nothing is there that wasn't."""
    (tmp_path / "folder").mkdir()
    before = sorted(tmp_path.rglob("*"))
    done = run(*words, "--store", str(five), "--out", out, "--lang", lang)
    assert (done.returncode, done.stdout) == (2, "") and wanted in done.stderr and "Traceback" not in done.stderr
    assert ("没有写入任何内容" if lang == "zh" else "nothing was written") in done.stderr
    assert sorted(tmp_path.rglob("*")) == before
