"""How many values the columns of a Parquet file hold, read from its footer without a Parquet library.

pyarrow ends the whole process where the statistics of a column are damaged and somebody asks for them; so they are never asked for.
The footer is Thrift's compact protocol (parquet-format, `FileMetaData`); what isn't needed is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError

_MARK = b"PAR1"
_LONGEST = 32 << 20
_DEEPEST = 16
_ROW_GROUPS, _COLUMNS, _META, _NUM_VALUES = 4, 1, 3, 5  # numbers of the fields on the way


def values_in(path: Path) -> int:
    """The values of all columns together. Cost: linear in the footer.

    Parameters
    ----------
    path
        A Parquet file.

    Returns
    -------
    int
        As the footer counts them.

    Raises
    ------
    ParseError
        Where the footer can't be read.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 8))
        tail = file.read()
        length = int.from_bytes(tail[:4], "little")
        if tail[4:] != _MARK or length > min(size, _LONGEST):
            raise _damaged()
        file.seek(size - 8 - length)
        footer = file.read(length)
    try:
        return sum(_values_by_chunk(_Reader(footer).struct()))
    except (IndexError, ValueError, TypeError, AttributeError):
        raise _damaged() from None


def _values_by_chunk(metadata: dict[int, Any]) -> Iterator[int]:
    """How many values each column of each group of rows holds; fields are known by their numbers.

    >>> chunk = {_META: {_NUM_VALUES: 3}}
    >>> list(_values_by_chunk({_ROW_GROUPS: [{_COLUMNS: [chunk, chunk]}, {_COLUMNS: [chunk]}]}))
    [3, 3, 3]
    """
    for group in metadata.get(_ROW_GROUPS, ()):
        for column in group.get(_COLUMNS, ()):
            yield int(column.get(_META, {}).get(_NUM_VALUES, 0))


def _damaged() -> ParseError:
    return ParseError(0, message("tables.parquet_footer"))


class _Reader:
    """Values of the compact protocol from the bytes of a footer; raises IndexError at their end, ValueError for what is no such value."""

    def __init__(self, raw: bytes) -> None:
        self.raw, self.at = raw, 0

    def struct(self, deep: int = 0) -> dict[int, Any]:
        fields: dict[int, Any] = {}
        field = 0
        while head := self._byte():
            field = field + (head >> 4) if head >> 4 else self._signed()
            kind = head & 15
            fields[field] = kind == 1 if kind in (1, 2) else self._value(kind, deep + 1)
        return fields

    def _value(self, kind: int, deep: int) -> Any:
        if deep > _DEEPEST:
            raise ValueError
        if kind in (1, 2, 3):  # truth values in a list, and bytes
            return self._byte()
        if kind in (4, 5, 6):
            return self._signed()
        if kind == 7:
            return self._skip(8)
        if kind == 8:
            return self._skip(self._unsigned())
        if kind in (9, 10):
            head = self._byte()
            number = head >> 4 if head >> 4 < 15 else self._unsigned()
            if number > len(self.raw):
                raise ValueError
            return [self._value(head & 15, deep + 1) for _ in range(number)]
        if kind == 12:
            return self.struct(deep)
        raise ValueError  # a map: the footer has none

    def _byte(self) -> int:
        self.at += 1
        return self.raw[self.at - 1]

    def _skip(self, number: int) -> None:
        self.at += number
        if self.at > len(self.raw):
            raise IndexError

    def _unsigned(self) -> int:
        number = shift = 0
        while True:
            byte = self._byte()
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return number
            if shift > 63:
                raise ValueError

    def _signed(self) -> int:
        number = self._unsigned()
        return (number >> 1) ^ -(number & 1)
