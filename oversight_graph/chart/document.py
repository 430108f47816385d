"""A text file as plain mappings, lists and scalars that know their line.

A plain (unquoted) scalar stays the text that was written: what it means depends on the key that takes it (contract §1).
"""

from __future__ import annotations

from typing import TypeAlias

LIMIT = 5_000_000  # scalars and containers, aliases written out: far beyond a real chart, far below a bomb


class Plain(str):
    """A scalar without quotes: text, number or something that YAML would turn into something else."""

    __slots__ = ()


class Mapping(dict[str, "Value"]):
    """A mapping with the line of each key and its own."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Sequence(list["Value"]):
    """A list with the line of each item and its own."""

    __slots__ = ("line", "lines")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


Value: TypeAlias = Mapping | Sequence | str | bool | None


class Malformed(Exception):
    """The text can't become a document: line, what, what to do."""

    def __init__(self, line: int, what: str, todo: str) -> None:
        super().__init__(what)
        self.line, self.what, self.todo = line, what, todo


class Builder:
    """Takes the events of a parser and makes documents of them; no recursion, so no depth is too deep."""

    def __init__(self) -> None:
        self.documents: list[Value] = []
        self._open: list[tuple[Mapping | Sequence, str | None, int]] = []
        self._key: str | None = None
        self._expect_key = False
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._size = 0

    def scalar(self, value: str | bool | None, line: int, anchor: str | None = None) -> None:
        if self._expect_key:
            self._take_key(value, line)
            return
        self._grow(1, line)
        if anchor:
            self._anchors[anchor] = (value, 1)
        self._put(value, line)

    def begin(self, container: Mapping | Sequence, anchor: str | None = None) -> None:
        if self._expect_key:
            raise Malformed(container.line, "a key is a mapping or a list", "write a plain word as the key")
        self._grow(1, container.line)
        self._open.append((container, self._key, self._size))
        if anchor:
            self._anchors[anchor] = (None, -len(self._open))
        self._key = None
        self._expect_key = isinstance(container, Mapping)

    def end(self, anchor_of: dict[int, str]) -> None:
        container, key, before = self._open.pop()
        self._key = key
        self._expect_key = False
        anchor = anchor_of.pop(len(self._open) + 1, None)
        if anchor:
            self._anchors[anchor] = (container, self._size - before + 1)
        self._put(container, container.line)

    def alias(self, name: str, line: int) -> None:
        value, size = self._anchors.get(name, (None, 0))
        if size < 0:
            raise Malformed(line, f"the alias *{name} holds itself", "write the value out")
        if size == 0:
            raise Malformed(line, f"the alias *{name} has no anchor &{name} before it", "write the value out")
        if self._expect_key:
            self._take_key(value if isinstance(value, str) else None, line)
            return
        self._grow(size, line)
        self._put(value, line)

    @property
    def depth(self) -> int:
        return len(self._open)

    def _grow(self, size: int, line: int) -> None:
        self._size += size
        if self._size > LIMIT:
            raise Malformed(line, f"the file holds more than {LIMIT:,} values once its aliases are written out", "split it, or write without aliases")

    def _take_key(self, value: str | bool | None, line: int) -> None:
        if not isinstance(value, str):
            raise Malformed(line, f"`{value}` can't be a key", "put it in quotes")
        container = self._open[-1][0]
        assert isinstance(container, Mapping)
        if value in container:
            raise Malformed(line, f"the key `{value}` stands twice in one mapping (before in line {container.lines[value]})", "keep one of the two")
        self._key, self._expect_key = str(value), False
        container.lines[self._key] = line

    def _put(self, value: Value, line: int) -> None:
        if not self._open:
            self.documents.append(value)
            return
        container = self._open[-1][0]
        if isinstance(container, Mapping):
            assert self._key is not None
            container[self._key] = value
            self._key, self._expect_key = None, True
        else:
            container.append(value)
            container.lines.append(line)
