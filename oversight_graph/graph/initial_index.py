"""Names by their pinyin initials: a byte for each character of a name, which says with which letters it may begin.

A character of several readings fits any of them, so that 重庆 is found by `cq` and by `zq`, whatever a dictionary makes of the words around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oversight_graph.graph.csr import Ints, sorted_distinct
from oversight_graph.graph.text_run import written_names
from oversight_graph.naming.pinyin_letters import first_letters, skipped

LEAST = 2
"""Letters from which on initials are looked at: one alone fits nearly every name."""
_AT_ONCE = 50_000
_END, _OTHER = 0, 1
"""Before the first name and behind each; a character that no letter fits."""
_MOST = 255
_CODES = 0x110000


@dataclass(frozen=True)
class InitialIndex:
    """The initials of names. `letters`: for each byte the letters that fit it; `data`: a byte a character, with 0 before the first name and behind each;
    `start`: where each name begins; `row`: whose each is."""

    letters: Sequence[str]
    data: NDArray[np.uint8]
    start: NDArray[np.integer[Any]]
    row: NDArray[np.integer[Any]]

    def stages(self, text: str) -> Iterator[Ints]:
        """The bodies whose initials are a text, then those of whose initials it is a part.

        Parameters
        ----------
        text : str
            Letters and digits; anything else fits nothing.

        Returns
        -------
        iterator of ndarray of int64
            Rows, in order, none twice. Cost: linear in the characters of all names.
        """
        wanted = letters_of(text)
        if not wanted:
            return
        fits = [np.array([letter in known for known in self.letters]) for letter in wanted]
        places = np.flatnonzero(fits[0][self.data])
        for further, fitting in enumerate(fits[1:], 1):
            places = places[places + further < len(self.data)]
            places = places[fitting[self.data[places + further]]]
        at_end = places[places + len(wanted) < len(self.data)]
        yield self._rows(at_end[(self.data[at_end - 1] == _END) & (self.data[at_end + len(wanted)] == _END)])
        yield self._rows(places)

    def _rows(self, places: Ints) -> Ints:
        return sorted_distinct(self.row[np.searchsorted(self.start, places, "right") - 1].astype(np.int64))


def letters_of(text: str) -> str:
    """What somebody typed, as initials.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        Letters and digits; empty for what can't be initials.
    """
    wanted = "".join(text.split()).lower()
    return wanted if len(wanted) >= LEAST and wanted.isascii() and wanted.isalnum() else ""


def initial_index(nodes: pa.Table) -> InitialIndex:
    """The initials of the names and aliases of the bodies of a table.

    Parameters
    ----------
    nodes : pyarrow.Table
        With the columns `name` and `aliases`.

    Returns
    -------
    InitialIndex
        Its rows are those of the table. Cost: linear in the names.
    """
    texts, row = written_names(nodes, "name", "aliases")
    classes = _Classes()
    runs = [np.array([_END], np.uint8)]
    for column in texts:
        for first in range(0, len(column), _AT_ONCE):
            runs.append(classes.of(column.slice(first, _AT_ONCE).to_pylist()))
    data = np.concatenate(runs)
    return InitialIndex(classes.letters, data, np.flatnonzero(data == _END)[:-1] + 1, row)


class _Classes:
    """The byte of each character, worked out where it occurs first."""

    def __init__(self) -> None:
        self.letters = ["", ""]
        self._number = {"": _OTHER}
        self._known, self._left_out = np.zeros(_CODES, bool), np.zeros(_CODES, bool)
        self._byte = np.zeros(_CODES, np.uint8)
        self._known[0] = True

    def of(self, names: list[str]) -> NDArray[np.uint8]:
        """The bytes of some names, with _END behind each."""
        written = [name.replace("\0", " ") for name in names] if any("\0" in name for name in names) else names
        codes = np.frombuffer("".join(chain.from_iterable((name, "\0") for name in written)).encode("utf-32-le"), np.uint32)
        for code in np.flatnonzero(np.bincount(codes[~self._known[codes]])).tolist():
            self._add(code)
        return self._byte[codes[~self._left_out[codes]]]

    def _add(self, code: int) -> None:
        letters = first_letters(chr(code))
        self._known[code], self._left_out[code] = True, not letters and skipped(chr(code))
        if letters not in self._number and len(self.letters) <= _MOST:
            self._number[letters] = len(self.letters)
            self.letters.append(letters)
        self._byte[code] = self._number.get(letters, _OTHER)
