"""A text file as plain mappings, lists and scalars that know their line.

A plain (unquoted) scalar stays the text that was written: what it means depends on the key that takes it (contract §1).
"""

from __future__ import annotations

from typing import TypeAlias

LIMIT = 1_000_000  # values that aliases may add: a few per entry of a large chart, far below a bomb
LETTERS = 64  # so many letters of a text weigh as one value more: an alias to a long text is a bomb too


class Plain(str):
    """A scalar without quotes: text, number or something that YAML would turn into something else."""

    __slots__ = ()


class Mapping(dict[str, "Value"]):
    """A mapping with the line of each key and its own. `twice`: keys written again, and where; the first one stands."""

    __slots__ = ("line", "lines", "twice")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.twice: list[tuple[str, int]] = []


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
        self.documents = Sequence(1)
        self._open: list[tuple[Mapping | Sequence, str | None, int]] = []
        self._key: str | None = None
        self._expect_key = False
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._size = self._copied = 0

    def scalar(self, value: str | bool | None, line: int, anchor: str | None = None) -> None:
        size = 1 + len(value) // LETTERS if isinstance(value, str) else 1
        self._size += size
        if anchor:
            self._anchors[anchor] = (value, size)
        if self._expect_key:
            self._take_key(value, line)
        else:
            self._put(value, line)

    def begin(self, container: Mapping | Sequence, anchor: str | None = None) -> None:
        if self._expect_key:
            raise Malformed(container.line, "a key is no text (empty, a list or a mapping)", "write a plain word before the `:`")
        self._size += 1
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
            self._take_key(value, line)
            return
        self._size += size
        self._copied += size
        if self._copied > LIMIT:
            raise Malformed(line, f"the aliases of this file stand for more than {LIMIT:,} values", "write the values out, or split the file")
        self._put(value, line)

    @property
    def depth(self) -> int:
        return len(self._open)

    def _take_key(self, value: Value, line: int) -> None:
        if not isinstance(value, str):
            raise Malformed(line, "a key is no text (empty, a list or a mapping)", "write a plain word before the `:`")
        container = self._open[-1][0]
        assert isinstance(container, Mapping)
        self._expect_key = False
        if value in container.lines:
            container.twice.append((str(value), line))
            self._key = None
        else:
            self._key = str(value)
            container.lines[self._key] = line

    def _put(self, value: Value, line: int) -> None:
        if not self._open:
            self.documents.append(value)
            self.documents.lines.append(line)
            self._anchors.clear()  # an anchor holds within its document
            return
        container = self._open[-1][0]
        if isinstance(container, Mapping):
            if self._key is not None:  # None: the value of a key that stands twice
                container[self._key] = value
            self._key, self._expect_key = None, True
        else:
            container.append(value)
            container.lines.append(line)
