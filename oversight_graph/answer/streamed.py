"""An answer as JSON or CSV, block by block: whole columns are written, and hardly a value becomes a Python object."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from oversight_graph.answer.answer_data import AnswerData
from oversight_graph.answer.arrow_texts import constant, text_array
from oversight_graph.answer.cell_formats import CellFormat, Csv, Json
from oversight_graph.answer.columns import BLOCK, Coded, Lists, Numbers, Texts
from oversight_graph.graph.arrow import as_indices
from oversight_graph.parsing.csv_rows import csv_text
from oversight_graph.visible_text import json_text

Cells = Callable[[int, int], pa.Array]
"""The cells of a column from one row to before another, as texts."""
_TEXTS = ("id", "name", "text", "term", "period")


def csv_blocks(answer: AnswerData) -> Iterator[bytes | memoryview]:
    """The rows as CSV: lists joined by `;`, hops, their mechanisms and links as JSON, flags as true and false, an unknown as an empty cell.

    Parameters
    ----------
    answer : AnswerData
        What is written.

    Yields
    ------
    bytes or memoryview
        UTF-8, with a heading; lines end in a line feed; what a spreadsheet would run is text. Cost: linear in the cells; in memory, in those of a block.
    """
    yield csv_text([answer.columns]).encode()
    yield from _rows(answer, Csv(), ["", *[","] * (len(answer.columns) - 1), "\n"])


def json_blocks(answer: AnswerData) -> Iterator[bytes | memoryview]:
    """The object of contract §4 as JSON, in one line; Chinese characters as they are.

    Parameters
    ----------
    answer : AnswerData
        What is written.

    Yields
    ------
    bytes or memoryview
        UTF-8. Cost: linear in the cells; in memory, in those of a block.
    """
    before, after = answer.around_rows()
    yield f'{json_text(before)[:-1]}, "rows": ['.encode()
    first, *others = answer.columns
    frame = [f", {{{json_text(first)}: ", *(f", {json_text(name)}: " for name in others), "}"]
    for number, block in enumerate(_rows(answer, Json(), frame)):
        yield block if number else block[2:]
    yield f"], {json_text(after)[1:]}".encode()


def _rows(answer: AnswerData, format_: CellFormat, frame: Sequence[str]) -> Iterator[memoryview]:
    """The rows, block by block; `frame`: what stands before, between and behind the cells of each."""
    columns = [_cells(answer.data[column.id], column.type, format_) for column in answer.asked.columns]
    *before, end = map(constant, frame)
    for start in range(0, len(answer), BLOCK):
        stop = min(start + BLOCK, len(answer))
        pieces = [piece for piece, cells in zip(before, columns, strict=True) for piece in (piece, cells(start, stop))]
        yield _bytes_of(pc.binary_join_element_wise(*pieces, end, constant("")))


def _bytes_of(texts: pa.Array) -> memoryview:
    """All texts, one behind the other."""
    starts = np.frombuffer(texts.buffers()[1], np.int64)
    return memoryview(texts.buffers()[2])[starts[texts.offset] : starts[texts.offset + len(texts)]]


def _cells(column: Sequence[Any], kind: str, format_: CellFormat) -> Cells:
    """A column as a format writes it."""
    if isinstance(column, Texts):
        return lambda start, stop: format_.texts(column.arrow(start, stop))
    if isinstance(column, Lists):
        return lambda start, stop: format_.lists(*column.texts(start, stop))
    if isinstance(column, Numbers):
        return lambda start, stop: _numbers(column, start, stop, format_.unknown)
    if isinstance(column, Coded):
        written = text_array([format_.value(kind, value) for value in column.values])
        last = len(column.values) - 1
        return lambda start, stop: written.take(as_indices(np.where((codes := column.codes[start:stop]) < 0, last, codes)))
    return lambda start, stop: _values(column[start:stop], kind, format_)


def _numbers(column: Numbers, start: int, stop: int, unknown: str) -> pa.Array:
    written = as_indices(column.values[start:stop].astype(np.int64)).cast(pa.large_string())
    known = column.known[start:stop]
    if known.all():
        return written
    bits = pa.py_buffer(np.packbits(known, bitorder="little"))
    return pc.if_else(pa.Array.from_buffers(pa.bool_(), len(known), [None, bits]), written, constant(unknown))


def _values(values: Sequence[Any], kind: str, format_: CellFormat) -> pa.Array:
    """Python values; of texts each that is different is written once."""
    if kind not in _TEXTS:
        return text_array([format_.value(kind, value) for value in values])
    written = {value: format_.value(kind, value) for value in dict.fromkeys(values)}
    return text_array([written[value] for value in values])
