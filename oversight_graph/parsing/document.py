"""A text file as plain mappings, lists and scalars that know their line.

A plain (unquoted) scalar stays the text that was written: what it means depends on the key that takes it (contract §1).
"""

from __future__ import annotations

from collections import abc
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from oversight_graph.messages import Message, message, untranslated

LIMIT = 1_000_000  # values that aliases may add: a few per entry of a large chart, far below a bomb
LETTERS = 64  # so many letters of a text weigh as one value more: an alias to a long text is a bomb too

SHORT = 32  # letters of a text that is likely to be a word, and to come again
_REMEMBERED = 10_000  # shapes: where every mapping is written in its own way, remembering more gains nothing


class PlainText(str):
    """A scalar without quotes: text, number or something that YAML would turn into something else."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class _Shape:
    """What mappings that are written alike share: their keys, which values stand without quotes, and how many lines below the
    first one each key stands. `twice`: keys written again, and how many lines below; the first one stands."""

    positions: dict[str, int]
    plain: tuple[bool, ...]
    lines: tuple[int, ...]
    twice: tuple[tuple[str, int], ...] = ()


class MappingNode(abc.Mapping[str, "Value"]):
    """A mapping with its own line and that of each key: no more than its values, a file may hold a million of them."""

    __slots__ = ("_shape", "_values", "line")

    def __init__(self, line: int, values: tuple[Value, ...] = (), shape: _Shape | None = None) -> None:
        self.line, self._values, self._shape = line, values, shape or _BARE

    def __getitem__(self, key: str) -> Value:
        return self._value(self._shape.positions[key])

    def get(self, key: str, default: Any = None) -> Any:
        position = self._shape.positions.get(key)
        return default if position is None else self._value(position)

    def _value(self, position: int) -> Value:
        value = self._values[position]
        return PlainText(value) if self._shape.plain[position] else value

    def __contains__(self, key: object) -> bool:
        return key in self._shape.positions

    def as_dict(self) -> dict[str, Value]:
        """All values, for whoever looks at most of them."""
        shape = self._shape
        return {key: PlainText(value) if plain else value for key, value, plain in zip(shape.positions, self._values, shape.plain, strict=True)}

    def __iter__(self) -> Iterator[str]:
        return iter(self._shape.positions)

    def __len__(self) -> int:
        return len(self._values)

    def line_of(self, key: str) -> int:
        """The line of a key, the first one of the mapping where it doesn't hold it."""
        position = self._shape.positions.get(key)
        return self.line if position is None else self.line + self._shape.lines[position]

    @property
    def twice(self) -> Iterator[tuple[str, int]]:
        return ((key, self.line + lines) for key, lines in self._shape.twice)

    def filled(self, defaults: abc.Mapping[str, Value]) -> MappingNode:
        """The same with values for keys that are missing or hold nothing."""
        to_node = _Open(self.line)
        for key in (*self, *(key for key in defaults if key not in self)):
            to_node.take_key(key, self.line_of(key))
            value = defaults[key] if key in defaults and self.get(key) is None else self[key]
            to_node.put(value, isinstance(value, PlainText))
        to_node.twice = list(self._shape.twice)
        return to_node.close({})


_BARE = _Shape({}, (), ())


class SequenceNode(list["Value"]):
    """A list with the line of each item (none are kept where all stand on its own) and its own. `shared`: an alias may stand for it elsewhere."""

    __slots__ = ("line", "lines", "shared")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line, self.shared = line, False
        self.lines: list[int] = []

    def line_of(self, item: int) -> int:
        return self.lines[item] if self.lines else self.line

    def close(self) -> SequenceNode:
        if all(line == self.line for line in self.lines):
            self.lines = _HERE
        return self

    def taken(self) -> Iterator[Value]:
        """Each item, which leaves the list as it is given away, so that what was read makes room for what is made of it."""
        for number, item in enumerate(self):
            if not self.shared:
                self[number] = None
            yield item


Value: TypeAlias = MappingNode | SequenceNode | str | bool | None


_HERE: list[int] = []


class ParseError(Exception):
    """The text can't become a document: the line, and a message that says what is wrong and what to do."""

    def __init__(self, line: int, said: Message | str, todo: Message | str = "") -> None:
        super().__init__()
        self.line, self.message = line, said if isinstance(said, Message) else untranslated(said, todo)

    @property
    def what(self) -> str:
        """What is wrong, in the language spoken here."""
        return self.message.parts()[0]

    @property
    def todo(self) -> str:
        """What to do, in the language spoken here."""
        return self.message.parts()[1]

    def __str__(self) -> str:
        return self.what


class _Open:
    """A mapping that is being read."""

    __slots__ = ("key", "line", "lines", "plain", "twice", "values")

    def __init__(self, line: int) -> None:
        self.line = line
        self.key: str | None = None  # None while the value of a key that stands twice is read: it is dropped
        self.values: dict[str, Value] = {}
        self.plain: list[bool] = []
        self.lines: list[int] = []
        self.twice: list[tuple[str, int]] = []

    def take_key(self, key: str, line: int) -> None:
        if key in self.values:
            self.twice.append((key, line - self.line))
            self.key = None
        else:
            self.key = key
            self.lines.append(line - self.line)

    def put(self, value: Value, plain: bool) -> None:
        if self.key is not None:
            self.values[self.key] = value
            self.plain.append(plain)

    def close(self, shapes: dict[object, _Shape]) -> MappingNode:
        alike = (tuple(self.values), tuple(self.plain), tuple(self.lines), tuple(self.twice))
        shape = shapes.get(alike)
        if shape is None:
            if len(shapes) >= _REMEMBERED:
                shapes.clear()
            shape = shapes[alike] = _Shape({key: position for position, key in enumerate(alike[0])}, *alike[1:])
        return MappingNode(self.line, tuple(self.values.values()), shape)


class DocumentBuilder:
    """Takes the events of a parser and makes documents of them; no recursion, so no depth is too deep."""

    def __init__(self) -> None:
        self.documents = SequenceNode(1)
        self._open: list[tuple[_Open | SequenceNode, int]] = []
        self._mapping: _Open | None = None  # the innermost container that is open, if it is a mapping
        self._expect_key = False
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._shapes: dict[object, _Shape] = {}
        self._words: dict[str, str] = {}
        self._items: dict[str, PlainText] = {}  # the same of words in lists, which know themselves whether they are plain
        self._size = self._copied = 0

    def scalar(self, value: str | bool | None, line: int, anchor: str | None = None, plain: bool = False) -> None:
        """`plain`: without quotes."""
        size = 1
        if isinstance(value, str):
            length = len(value)
            if length <= SHORT and value.isascii():
                value = self._words.setdefault(value, value)
            else:
                size += length // LETTERS
        self._size += size
        if anchor:
            self._anchors[anchor] = (PlainText(value) if plain else value, size)
        if self._expect_key:
            self._take_key(value, line)
        elif self._mapping is not None:
            self._mapping.put(value, plain)
            self._expect_key = True
        else:
            self._put(self._plain(value) if plain and isinstance(value, str) else value, line)

    def _plain(self, word: str) -> PlainText:
        return self._items.setdefault(word, PlainText(word)) if word in self._words else PlainText(word)

    def begin_mapping(self, line: int, anchor: str | None = None) -> None:
        self._begin(_Open(line), anchor)

    def begin_list(self, line: int, anchor: str | None = None) -> None:
        self._begin(SequenceNode(line), anchor)

    def _begin(self, container: _Open | SequenceNode, anchor: str | None) -> None:
        if self._expect_key:
            raise ParseError(container.line, message("parsing.key_is_no_text"))
        self._size += 1
        self._open.append((container, self._size))
        if anchor:
            self._anchors[anchor] = (None, -len(self._open))
        self._turn_to(container)

    def _turn_to(self, container: _Open | SequenceNode | None) -> None:
        self._mapping = container if isinstance(container, _Open) else None
        self._expect_key = self._mapping is not None

    def end(self, anchor_of: dict[int, str]) -> None:
        container, before = self._open.pop()
        closed = container.close(self._shapes) if isinstance(container, _Open) else container.close()
        anchor = anchor_of.pop(len(self._open) + 1, None)
        if anchor:
            self._anchors[anchor] = (closed, self._size - before + 1)
            if isinstance(closed, SequenceNode):
                closed.shared = True
        self._turn_to(self._open[-1][0] if self._open else None)
        self._put(closed, closed.line)

    def alias(self, name: str, line: int) -> None:
        value, size = self._anchors.get(name, (None, 0))
        if size < 0:
            raise ParseError(line, message("parsing.alias_holds_itself", name=name))
        if size == 0:
            raise ParseError(line, message("parsing.alias_without_anchor", name=name))
        if self._expect_key:
            self._take_key(value, line)
            return
        self._size += size
        self._copied += size
        if self._copied > LIMIT:
            raise ParseError(line, message("parsing.too_many_aliases", limit=LIMIT))
        self._put(value, line)

    @property
    def depth(self) -> int:
        return len(self._open)

    def _take_key(self, value: Value, line: int) -> None:
        if not isinstance(value, str):
            raise ParseError(line, message("parsing.key_is_no_text"))
        assert self._mapping is not None
        self._expect_key = False
        self._mapping.take_key(str(value), line)

    def _put(self, value: Value, line: int) -> None:
        if self._mapping is not None:
            self._mapping.put(str(value) if isinstance(value, PlainText) else value, isinstance(value, PlainText))
            self._expect_key = True
            return
        into = self._open[-1][0] if self._open else self.documents
        assert isinstance(into, SequenceNode)
        into.append(value)
        into.lines.append(line)
        if into is self.documents:
            self._anchors.clear()  # an anchor holds within its document


def to_node(value: Any, line: int = 1, shapes: dict[object, _Shape] | None = None) -> Value:
    """A document out of a plain mapping, list, text, number or truth value, as if it stood in one line; None values of a mapping are
    left out. `shapes`: what mappings that are alike share, kept by who makes many.

    >>> to_node({"kind": "Unit", "count": 3, "area": None}).as_dict()
    {'kind': 'Unit', 'count': '3'}
    """
    if isinstance(value, str) or value is None or isinstance(value, bool):
        return value
    if isinstance(value, abc.Mapping):
        known = {} if shapes is None else shapes
        keys = tuple(key for key, item in value.items() if item is not None)
        shape = known.get(keys)
        if shape is None:
            nothing = (0,) * len(keys)
            shape = known[keys] = _Shape({key: position for position, key in enumerate(keys)}, (False,) * len(keys), nothing)
        return MappingNode(line, tuple([to_node(value[key], line, known) for key in keys]), shape)
    if isinstance(value, (list, tuple)):
        sequence = SequenceNode(line)
        sequence.extend([to_node(item, line, shapes) for item in value])
        return sequence
    return str(value)


def document(values: abc.Mapping[str, Any]) -> Value:
    """A mapping whose values are documents already, or lists of such."""
    keys = tuple(values)
    found = []
    for value in values.values():
        if isinstance(value, list) and not isinstance(value, SequenceNode):
            sequence = SequenceNode(1)
            sequence.extend(value)
            value = sequence
        found.append(value)
    return MappingNode(1, tuple(found), _Shape({key: position for position, key in enumerate(keys)}, (False,) * len(keys), (0,) * len(keys)))
