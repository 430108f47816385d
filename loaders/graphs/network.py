"""What a file of another program says of bodies and how they hang together, in that program's own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from oversight_graph.loaders.format import MEGABYTES
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.messages import Message, message
from oversight_graph.parsing import document
from oversight_graph.parsing.document import ParseError

MAX_ENTRIES = 500_000
_DEEP = 50
CONTAINED = ("PART_OF", "SUBORDINATE_TO")
"""What "is a part of", "has as its parent" can mean, by the kinds of the two ends."""


@dataclass(slots=True)
class ForeignBody:
    """A body of a foreign graph.

    Attributes
    ----------
    id
        As the file writes it.
    line
        Where it stands; 0 where that isn't known.
    values
        Under keys of the model where the format has such (name, aliases, valid_from …), else under its own.
    classes
        What it is in the words of the file.
    sources
        Its own, as title, url …
    doubtful
        It may be a person, so no message says its name.
    """

    id: str
    line: int
    values: dict[str, Any]
    classes: Sequence[str] = ()
    sources: Sequence[Mapping[str, str | None]] = ()
    doubtful: bool = False


@dataclass(slots=True)
class ForeignRelation:
    """A relation between two bodies of a foreign graph.

    Attributes
    ----------
    type
        In the file's words, "" where it has none.
    start, end
        Ids of bodies.
    line
        Where it stands; 0 where that isn't known.
    values
        As those of a body.
    id
        "" where it has none.
    directed
        Whether the order of its ends is meant.
    means
        The kinds of link that the vocabulary of the format says by it; None where the type itself may name one.
    """

    type: str
    start: str
    end: str
    line: int
    values: dict[str, Any]
    id: str = ""
    directed: bool = True
    means: tuple[str, ...] | None = None


class LeftOut:
    """What was left out, and how often, by what it is."""

    def __init__(self) -> None:
        self._counted: dict[tuple[object, ...], tuple[Message, int]] = {}

    def add(self, what: Message, number: int = 1) -> None:
        """Count what was left out.

        Parameters
        ----------
        what
            What it is; its values are texts, tuples of texts, or have words in both languages.
        number
            How many more there are of it.
        """
        key = (what.code, *(getattr(value, "en", value) for value in what.values.values()))
        said, before = self._counted.get(key, (what, 0))
        self._counted[key] = said, before + number

    def __iter__(self) -> Iterator[tuple[Message, int]]:
        """What there was of each, in a fixed order."""
        counted = [(what, number) for what, number in self._counted.values() if number]
        return iter(sorted(counted, key=lambda each: each[0].text("en")))


@dataclass
class ForeignGraph:
    """What a file of another program says.

    Attributes
    ----------
    bodies, relations
        In the order of the file.
    values
        Of the whole file, keys of a chart's header among them.
    inferred
        Keys of a header that the file only lets guess.
    areas
        Areas of the file's own, as a chart declares them.
    sources
        Of the whole file, as title, url …
    persons, of_persons
        How many natural persons, and how many relations and posts of theirs, which are kept nowhere.
    left
        What else was left out, by what it is.
    """

    bodies: list[ForeignBody] = field(default_factory=list)
    relations: list[ForeignRelation] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    inferred: dict[str, Any] = field(default_factory=dict)
    areas: list[dict[str, Any]] = field(default_factory=list)
    sources: list[Mapping[str, str | None]] = field(default_factory=list)
    persons: int = 0
    of_persons: int = 0
    left: LeftOut = field(default_factory=LeftOut)
    defaults: dict[str, dict[str, str]] = field(default_factory=lambda: {"node": {}, "edge": {}})
    """What GraphML and GEXF say of every node, or edge, that says nothing itself."""

    def check(self) -> None:
        """Refuse what is more than can be held.

        Raises
        ------
        ParseError
            For more than 500,000 bodies and relations together, or more than 5,000,000 values that defaults of the file would add to them.
        """
        entries = len(self.bodies) + len(self.relations)
        if entries > MAX_ENTRIES:
            raise ParseError(0, message("graphs.too_many_entries", most=MAX_ENTRIES))
        if entries * (len(self.defaults["node"]) + len(self.defaults["edge"])) > 10 * MAX_ENTRIES:
            raise ParseError(0, message("graphs.too_many_defaults"))


def limited(source_file: SourceFile, megabytes: int = MEGABYTES) -> SourceFile:
    """The same file, if it isn't larger than what can be read in little memory.

    Parameters
    ----------
    source_file
        The file.
    megabytes
        The most that it may hold.

    Returns
    -------
    SourceFile
        The one that was given.

    Raises
    ------
    ParseError
        For a larger one.
    """
    try:
        size = source_file.path.stat().st_size
    except (OSError, ValueError):
        return source_file  # said by the reading itself
    if size > megabytes << 20:
        raise ParseError(0, message("graphs.file_too_large", megabytes=megabytes))
    return source_file


def plain(value: document.Value, deep: int = 0) -> Any:
    """A value of a document as plain mapping, list, text.

    Parameters
    ----------
    value
        A node of a parsed file.
    deep
        How deep it is nested already.

    Returns
    -------
    value
        Without the lines of the nodes.

    Raises
    ------
    ParseError
        Where it is nested deeper than 50 levels.
    """
    if deep > _DEEP:
        raise ParseError(0, message("graphs.values_too_deep"))
    if isinstance(value, document.MappingNode):
        return {key: plain(item, deep + 1) for key, item in value.items()}
    if isinstance(value, document.SequenceNode):
        return [plain(item, deep + 1) for item in value]
    return str(value) if isinstance(value, str) else value


def text_of(value: Any) -> str:
    """A value as a text.

    Parameters
    ----------
    value
        Anything.

    Returns
    -------
    str
        Without white space around it; "" where it is no text.
    """
    return value.strip() if isinstance(value, str) else ""


def day_of(value: Any) -> str | None:
    """A date without the time behind it.

    Parameters
    ----------
    value
        Anything.

    Returns
    -------
    str or None
        What stands before the `T` of a text; None where there is none.
    """
    return text_of(value).partition("T")[0] or None
