"""What bodies are sought by: all ids, and all names, English names and aliases folded, each kind of text one behind the other in one run of bytes.

A text that is sought is found in these bytes without a look at a row (a gigabyte in about half a second), and the place where it stands says
whose it is. So an index is made once, in about the time of folding the names, may be kept in a file, and is mapped from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa

from oversight_graph.graph.csr import Ints
from oversight_graph.graph.initial_index import InitialIndex, initial_index, letters_of
from oversight_graph.graph.text_run import END, TextRun, written_names
from oversight_graph.naming.normalisation import fold

_BETWEEN = "\ue000"  # where texts are folded in one go; folds to itself
_AT_ONCE = 50_000


@dataclass(frozen=True)
class NameIndex:
    """The ids of some bodies, and their names folded; `initials` gives those of their names."""

    ids: TextRun
    names: TextRun
    initials: Callable[[], InitialIndex]

    def stages(self, text: str, initials: bool = False) -> Iterator[Ints]:
        """The bodies that a text fits, by one way of fitting after the other, the best first: an id, the last part of an id, a name, a part of a name.

        Parameters
        ----------
        text : str
            What is sought, in either script.
        initials : bool
            Whether the pinyin initials of a name and a part of them come behind.

        Returns
        -------
        iterator of ndarray of int64
            Rows, in order, none twice; the next stage is worked out when it is asked for. A stage may repeat rows of the one before.
        """
        wanted = _encoded(text.strip())
        if not wanted:
            return
        yield self.ids.found(wanted, END, END)
        yield self.ids.found(wanted, b":", END)
        folded = _encoded(fold(text.strip()))
        if folded:
            yield self.names.found(folded, END, END)
            yield self.names.found(folded)
        if initials and letters_of(text):
            yield from self.initials().stages(text)


def name_index(nodes: pa.Table) -> NameIndex:
    """The index of the bodies of a table.

    Parameters
    ----------
    nodes : pyarrow.Table
        With the columns `ids`, `name`, `name_en` and `aliases`.

    Returns
    -------
    NameIndex
        Its rows are those of the table. Cost: linear in the names.
    """
    names, of_name = written_names(nodes, "name", "name_en", "aliases")
    ids, of_id = written_names(nodes, "ids")
    return NameIndex(_run(ids, of_id, False), _run(names, of_name, True), cache(lambda: initial_index(nodes)))


def _run(texts: list[pa.Array], row: Ints, folded: bool) -> TextRun:
    data = bytearray(END)
    for column in texts:
        for first in range(0, len(column), _AT_ONCE):
            block = column.slice(first, _AT_ONCE).to_pylist()
            data += (_folded(block) if folded else END.join(text.encode() for text in block)) + END
    ends = np.flatnonzero(np.frombuffer(data, np.uint8) == END[0])
    return TextRun(bytes(data), ends[:-1] + 1, row)


def _folded(block: list[str]) -> bytes:
    together = _BETWEEN.join(block)
    if together.count(_BETWEEN) != len(block) - 1:  # a name in characters of somebody's own
        return END.join(fold(text).encode() for text in block)
    return fold(together).encode().replace(_BETWEEN.encode(), END)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")  # halves of characters, which no name holds
