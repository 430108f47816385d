"""A text file as plain mappings, lists and scalars that know their line.

A plain (unquoted) scalar stays the text that was written: what it means depends on the key that takes it (contract §1).
"""

from __future__ import annotations

from collections import abc
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from oversight_graph.messages import Message, untranslated

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


MappingShapes: TypeAlias = "dict[object, _Shape]"
"""What mappings that are written alike share, by how they are written: one for whoever makes many of them."""


class MappingNode(abc.Mapping[str, "Value"]):
    """A mapping with its own line and that of each key: no more than its values, a file may hold a million of them."""

    __slots__ = ("_shape", "_values", "line")

    def __init__(self, line: int, values: tuple[Value, ...] = (), shape: _Shape | None = None) -> None:
        self.line, self._values, self._shape = line, values, shape or _BARE

    def __getitem__(self, key: str) -> Value:
        return self._value(self._shape.positions[key])

    def get(self, key: str, default: Any = None) -> Any:
        """A value, without an error where there is none.

        Parameters
        ----------
        key
            Any key.
        default
            What stands for a key that isn't there.

        Returns
        -------
        A text without quotes as PlainText.
        """
        position = self._shape.positions.get(key)
        return default if position is None else self._value(position)

    def _value(self, position: int) -> Value:
        value = self._values[position]
        return PlainText(value) if self._shape.plain[position] else value

    def __contains__(self, key: object) -> bool:
        return key in self._shape.positions

    def as_dict(self) -> dict[str, Value]:
        """All values by their keys, for whoever looks at most of them."""
        shape = self._shape
        return {key: PlainText(value) if plain else value for key, value, plain in zip(shape.positions, self._values, shape.plain, strict=True)}

    def __iter__(self) -> Iterator[str]:
        return iter(self._shape.positions)

    def __len__(self) -> int:
        return len(self._values)

    def line_of(self, key: str) -> int:
        """The line of a key.

        Parameters
        ----------
        key
            Any key.

        Returns
        -------
        From 1; the first line of the mapping where it doesn't hold the key.
        """
        position = self._shape.positions.get(key)
        return self.line if position is None else self.line + self._shape.lines[position]

    @property
    def twice(self) -> Iterator[tuple[str, int]]:
        """The keys that are written again, each with the line where; the value that stands is the first one."""
        return ((key, self.line + lines) for key, lines in self._shape.twice)

    def filled(self, defaults: abc.Mapping[str, Value]) -> MappingNode:
        """The same with values for keys that are missing or hold nothing.

        Parameters
        ----------
        defaults
            Values by key.

        Returns
        -------
        A new mapping; what it takes over keeps its lines.
        """
        filled = OpenMapping(self.line)
        for key in (*self, *(key for key in defaults if key not in self)):
            filled.take_key(key, self.line_of(key))
            value = defaults[key] if key in defaults and self.get(key) is None else self[key]
            filled.put(value, isinstance(value, PlainText))
        filled.twice = list(self._shape.twice)
        return filled.close({})


_BARE = _Shape({}, (), ())


class SequenceNode(list["Value"]):
    """A list with the line of each item (none are kept where all stand on its own) and its own. `shared`: an alias may stand for it elsewhere."""

    __slots__ = ("line", "lines", "shared")

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line, self.shared = line, False
        self.lines: list[int] = []

    def line_of(self, item: int) -> int:
        """The line of an item.

        Parameters
        ----------
        item
            Its position, from 0.

        Returns
        -------
        From 1.
        """
        return self.lines[item] if self.lines else self.line

    def close(self) -> SequenceNode:
        """Say that nothing is added any more: lines that are all that of the list aren't kept."""
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


class OpenMapping:
    """A mapping that is being read: a key, its value, the next key."""

    __slots__ = ("key", "line", "lines", "plain", "twice", "values")

    def __init__(self, line: int) -> None:
        self.line = line
        self.key: str | None = None  # None while the value of a key that stands twice is read: it is dropped
        self.values: dict[str, Value] = {}
        self.plain: list[bool] = []
        self.lines: list[int] = []
        self.twice: list[tuple[str, int]] = []

    def take_key(self, key: str, line: int) -> None:
        """Take a key, whose value comes next. One that stands twice is noted, and its value is dropped.

        Parameters
        ----------
        key
            As it is written.
        line
            Where it stands, from 1.
        """
        if key in self.values:
            self.twice.append((key, line - self.line))
            self.key = None
        else:
            self.key = key
            self.lines.append(line - self.line)

    def put(self, value: Value, plain: bool) -> None:
        """Take the value of the last key.

        Parameters
        ----------
        value
            A document.
        plain
            Whether it is a text without quotes.
        """
        if self.key is not None:
            self.values[self.key] = value
            self.plain.append(plain)

    def close(self, shapes: MappingShapes) -> MappingNode:
        """The mapping, when all is read.

        Parameters
        ----------
        shapes
            Where mappings that are written alike find what they share.

        Returns
        -------
        A mapping that doesn't change any more.
        """
        alike = (tuple(self.values), tuple(self.plain), tuple(self.lines), tuple(self.twice))
        shape = shapes.get(alike)
        if shape is None:
            if len(shapes) >= _REMEMBERED:
                shapes.clear()
            shape = shapes[alike] = _Shape({key: position for position, key in enumerate(alike[0])}, *alike[1:])
        return MappingNode(self.line, tuple(self.values.values()), shape)


def to_node(value: Any, line: int = 1, shapes: MappingShapes | None = None) -> Value:
    """A document out of a plain mapping, list, text, number or truth value, as if it stood in one line.

    Parameters
    ----------
    value
        Mappings and lists may hold such values in turn. None values of a mapping are left out.
    line
        The line in which all of it seems to stand.
    shapes
        What mappings that are alike share, for who makes many.

    Returns
    -------
    Numbers become texts.

    Examples
    --------
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
    """A mapping whose values are documents already, or lists of such.

    Parameters
    ----------
    values
        By key.

    Returns
    -------
    A document, as if it stood in line 1.
    """
    keys = tuple(values)
    nodes = []
    for value in values.values():
        if isinstance(value, list) and not isinstance(value, SequenceNode):
            sequence = SequenceNode(1)
            sequence.extend(value)
            value = sequence
        nodes.append(value)
    return MappingNode(1, tuple(nodes), _Shape({key: position for position, key in enumerate(keys)}, (False,) * len(keys), (0,) * len(keys)))
