"""The cells of an answer as CSV and as JSON have them: of one value, of texts, of lists of texts."""

from __future__ import annotations

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.answer.arrow_texts import as_bytes, constant, joined, text_array
from oversight_graph.graph.arrow import as_indices
from oversight_graph.graph.csr import Ints
from oversight_graph.parsing.csv_rows import csv_text
from oversight_graph.parsing.formula_guard import RUNS
from oversight_graph.visible_text import OBEYED, json_text

_NOTHING = constant("")
_LETTERS = re.compile(r"\\[xuU]([0-9a-f]+)(?:-\\[xuU]([0-9a-f]+))?")
"""A letter, or the first and the last one of several, as OBEYED has them."""


class CellFormat(ABC):
    """How a format writes the values of an answer. `unknown`: as it writes None."""

    unknown: str

    def value(self, kind: str, value: Any) -> str:
        """A value.

        Parameters
        ----------
        kind : str
            The type of its column.
        value : object
            None where it is unknown.

        Returns
        -------
        str
            As it stands in a file.
        """
        return self._value(kind, value)

    def texts(self, texts: pa.Array) -> pa.Array:
        """Texts, each as `value` writes it.

        Parameters
        ----------
        texts : pyarrow.LargeStringArray
            n texts.

        Returns
        -------
        pyarrow.LargeStringArray
            n texts. Cost: one look at their bytes, and a Python object for each that isn't written as it is.
        """
        return self._texts(texts)

    def lists(self, starts: Ints, texts: pa.Array) -> pa.Array:
        """Lists of texts, each as `value` writes it.

        Parameters
        ----------
        starts : ndarray of int64, shape (n + 1,)
            Where in `texts` each list begins, and where the last one ends.
        texts : pyarrow.LargeStringArray
            The texts.

        Returns
        -------
        pyarrow.LargeStringArray
            n texts.
        """
        return self._lists(starts, texts)

    @abstractmethod
    def _value(self, kind: str, value: Any) -> str: ...

    @abstractmethod
    def _texts(self, texts: pa.Array) -> pa.Array: ...

    @abstractmethod
    def _lists(self, starts: Ints, texts: pa.Array) -> pa.Array: ...


class Csv(CellFormat):
    """CSV: lists joined by `;`, hops, their mechanisms and links as JSON, flags as true and false, an unknown as an empty cell."""

    unknown = ""

    def _value(self, kind: str, value: Any) -> str:
        return csv_text([["", plain(kind, value)]])[1:-1]  # behind another cell, as one that stands alone is written differently where it is empty

    def _texts(self, texts: pa.Array) -> pa.Array:
        starts, data = as_bytes(texts)
        quoted, first = _csv_bytes()
        rows = _rows_of(np.flatnonzero(quoted[data]), starts)
        begun = np.flatnonzero(starts[:-1] < starts[1:])
        rows = np.union1d(rows, begun[first[data[starts[begun]]]])
        return _replaced(texts, rows, lambda text: self.value("text", text))

    def _lists(self, starts: Ints, texts: pa.Array) -> pa.Array:
        return self.texts(joined(starts, texts, ";"))


class Json(CellFormat):
    """JSON that no terminal obeys."""

    unknown = "null"

    def _value(self, kind: str, value: Any) -> str:
        return json_text(value)

    def _texts(self, texts: pa.Array) -> pa.Array:
        starts, data = as_bytes(texts)
        first, pairs = _json_bytes()
        at = np.flatnonzero(first[data])
        following = np.append(data, 0)[at + 1]
        rows = _rows_of(at[pairs[data[at], following]], starts)
        inside = _replaced(texts, rows, lambda text: json_text(text)[1:-1])
        quote = constant('"')
        return pc.binary_join_element_wise(quote, inside, quote, _NOTHING)

    def _lists(self, starts: Ints, texts: pa.Array) -> pa.Array:
        return pc.binary_join_element_wise(constant("["), joined(starts, self.texts(texts), ", "), constant("]"), _NOTHING)


def plain(kind: str, value: Any) -> Any:
    """A value as a cell of a table: lists joined by `;`, hops, their mechanisms and links as JSON, flags as true and false.

    Parameters
    ----------
    kind : str
        The type of its column.
    value : object
        None where it is unknown.

    Returns
    -------
    str, int or float
        An empty text for an unknown; numbers as they are.
    """
    if value is None:
        return ""
    if kind in ("ids", "texts"):
        return ";".join(value)
    if kind in ("hops", "mechanisms", "links"):
        return json.dumps(value, ensure_ascii=False) if value or kind != "links" else ""
    if kind == "flag":
        return "true" if value else "false"
    return value


@cache
def _csv_bytes() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which bytes may make that a cell is quoted, and which ones, where it begins with them, that it is guarded."""
    quoted, first = np.zeros(256, bool), np.zeros(256, bool)
    quoted[list(b',"\r\n')] = True
    first[[letter.encode()[0] for letter in (*RUNS, "'")]] = True
    return quoted, first


@cache
def _json_bytes() -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """With which bytes a letter may begin that JSON or this program escapes; and with which second ones."""
    pairs = np.zeros((256, 256), bool)
    pairs[[*range(0x20), *b'"\\']] = True
    for one, last in _LETTERS.findall(OBEYED):
        for letter in range(int(one, 16), int(last or one, 16) + 1):
            encoded = chr(letter).encode("utf-8", "surrogatepass")
            pairs[encoded[0], encoded[1] if len(encoded) > 1 else slice(None)] = True
    return np.asarray(pairs.any(axis=1)), pairs


def _rows_of(at: NDArray[np.int64], starts: Ints) -> Ints:
    """The texts in which bytes lie, each once."""
    return np.unique(np.searchsorted(starts, at, side="right") - 1)


def _replaced(texts: pa.Array, rows: Ints, write: Callable[[str], str]) -> pa.Array:
    """Texts, some of which are written otherwise."""
    if not len(rows):
        return texts
    other = text_array([write(text) for text in texts.take(as_indices(rows)).to_pylist()])
    order = np.arange(len(texts))
    order[rows] = len(texts) + np.arange(len(rows))
    return pa.concat_arrays([texts, other]).take(as_indices(order))
