"""Sets of tidy tables as Parquet files of texts, spoilt here and there, and what they are read as by columns and row by row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from unittest import mock

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

import oversight_graph as og
from oversight_graph.chart.cell_text import cell_of
from oversight_graph.chart.chart import Chart
from oversight_graph.loaders import tidy
from oversight_graph.loaders.tables import alike_rows
from oversight_graph.loaders.writers.tidy_rows_out import Value, tables
from oversight_graph.reading import FileReading
from support.charts_strategy import Document, read_chart

Cells = dict[str, list[list[str]]]

NASTY = (
    "", " ", "张三", "王建国", "组长张三", "市财政局（电话0871-63123456）", "13800000000", "110101199003071234", "a@example.cn", "Group of John Smith", "John Smith",
    "第一監督檢查室", "监督員", "王监督員", "n0", "n1", "n0 ", "\u3000", "\x1d", "é", "e\u0301", "no such word", "unknown", "-1", "0", "5", "２０２０", "2020-13", "2020", "2016", "2018-03",
    "Unit", "Room", "单位", "县级", "county", "part", "one", "all", "discipline", "D", "stationed", "D、S", "[]", '["a;b"]', "s1", "s1 ¶3", "s9", "P1M", "P30D", "a b", "a\nb", "微信", "=1+1",
    "30 | 联系 | 2020 | s1", "other:n1", "第五室", "欧阳局", "党委书记", "长" * 70, "云南省" * 9,
)  # fmt: skip
"""What somebody may write into a cell: what is right in one column and wrong in another."""


def many_alike(document: Document, times: int) -> Document:
    """A chart each of whose bodies stands there several times, under ids and names of their own, with its links."""
    if any("repeat" in node for node in document["nodes"]):
        document = document | {"nodes": [{key: value for key, value in node.items() if key != "repeat"} for node in document["nodes"]]}

    def copied(entry: Document, keys: Sequence[str], number: int) -> Document:
        return (
            entry
            | {key: f"{entry[key]}-x{number}" for key in keys if key in entry}
            | ({"name": f"某某县第{'一二三四五'[number]}财政局"} if "name" in entry else {})
        )

    nodes = [copied(node, ("id",), number) for node in document["nodes"] for number in range(times)]
    links = [copied(link, ("from", "to", "of"), number) for link in document["links"] for number in range(times)]
    return document | {"nodes": nodes, "links": links}


def cells_of(chart: Chart) -> Cells:
    """The tables of a chart, every cell a text."""

    def text(value: Value) -> str:
        return "" if value is None else str(value) if isinstance(value, str | int) else cell_of(list(value))

    return {table.id: [[column.id for column in table.columns], *([text(value) for value in row] for row in rows)] for table, rows in tables([chart])}


@st.composite
def spoilt(draw: st.DrawFn, documents: st.SearchStrategy[Document]) -> Cells:
    """The tables of a random chart, a few cells of its nodes and links written over with something else."""
    random = Random(draw(st.integers(0, 2**64 - 1)))
    cells = cells_of(read_chart(many_alike(draw(documents), random.randint(1, 4))))
    for _ in range(random.choice((0, 1, 1, 2, 3))):
        table = cells[random.choice(("nodes", "links"))]
        if len(table) > 1:
            row = random.choice(table[1:])
            column = random.randrange(len(row))
            others = [other[column] for other in table[1:]]
            row[column] = random.choice((*NASTY, random.choice(others), random.choice(others)))
    if random.random() < 0.1:
        cells["nodes"][0][random.randrange(len(cells["nodes"][0]))] = random.choice(("姓名", "", "nmae", "id"))
    return cells


def written(place: Path, cells: Cells, group: int = 7) -> Path:
    """A folder of Parquet files of texts, of several groups of rows each."""
    place.mkdir(exist_ok=True)
    for name, (headings, *rows) in cells.items():
        columns = [pa.array([row[number] or None for row in rows], pa.string()) for number in range(len(headings))]
        pq.write_table(pa.Table.from_arrays(columns, headings), place / f"{name}.parquet", row_group_size=group)
    return place


def by_columns(place: Path) -> FileReading:
    """What tables are read as where even the smallest are taken by columns."""
    with mock.patch.object(alike_rows, "FEWEST", 0), mock.patch.object(alike_rows, "_LEAST_GAIN", 0):
        (found,) = og.read_files([place])
    return found


def row_by_row(place: Path) -> FileReading:
    """What tables are read as row by row."""
    with mock.patch.object(tidy, "_alike", lambda *_: []):
        (found,) = og.read_files([place])
    return found


def of_columns(chart: Chart) -> bool:
    """Whether a chart was made of columns, without an object for each entry."""
    return "_read" in vars(chart)
