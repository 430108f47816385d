"""The XML of graph files: how much of it is read, and what is said of a file that can't be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from oversight_graph.loaders.graphs.network import limited
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.xml_events import XmlEvents, XmlLimits

_PIECE = 1 << 16
_LONGEST = 1 << 20  # of a value; no text of a chart comes near it


class ElementVisitor(Protocol):
    """Told of each element of its `names` (without prefix): as it begins, and as it ends with the text that stood in it itself."""

    names: frozenset[str]

    def begins(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        """An element begins.

        Parameters
        ----------
        name
            Without prefix.
        attributes
            By name, without prefix.
        line
            Counted from 1.
        """

    def ends(self, name: str, text: str) -> None:
        """An element ends.

        Parameters
        ----------
        name
            Without prefix.
        text
            What stood in it itself, without white space around it.
        """


def visit(source_file: SourceFile, visitor: ElementVisitor) -> None:
    """Tell a visitor of all elements of a file. Holds one element at a time. Cost: linear, some seconds for a million elements.

    Parameters
    ----------
    source_file
        XML of at most 64 MB.
    visitor
        Told of the elements of its names.

    Raises
    ------
    ParseError
        For what isn't XML, or XML that isn't safe to read.
    """
    raw = limited(source_file).raw
    _Elements(visitor).feed(raw[start : start + _PIECE] for start in range(0, len(raw), _PIECE))


class _Elements(XmlEvents):
    limits = XmlLimits(
        letters=_LONGEST,
        unfinished=2 * _LONGEST,
        depth=100,
        elements=2_000_000,  # more than a file of that size holds of a graph, and as many as are read in seconds
        attributes=_LONGEST,  # what they hold is limited, not their number
    )

    def __init__(self, visitor: ElementVisitor) -> None:
        super().__init__()
        self._visitor = visitor
        self._pieces: list[list[str] | None] = []  # of the texts of the open elements, None of those that nobody asks for

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name not in self._visitor.names:
            self._pieces.append(None)
            return
        self._pieces.append([])
        values = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if sum(map(len, values.values())) > _LONGEST:
            raise self.too_long()
        self._visitor.begins(name, values, self.line)

    def interrupted(self, text: str) -> None:
        pieces = self._pieces[-1]
        if pieces is not None:
            pieces.append(text)

    def closed(self, name: str, text: str) -> None:
        pieces = self._pieces.pop()
        if pieces is not None:
            self._visitor.ends(name, "".join([*pieces, text]).strip())

    def too_long(self) -> ParseError:
        return ParseError(self.line, message("xml.value_too_long", megabytes=_LONGEST >> 20))

    def too_deep(self) -> ParseError:
        return ParseError(self.line, message("xml.too_deep"))

    def too_many(self) -> ParseError:
        return ParseError(self.line, message("xml.too_many_elements", most=self.limits.elements))

    def declares_types(self) -> ParseError:
        return ParseError(self.line, message("xml.declares_types"))

    def not_xml(self, line: int, column: int, reason: str) -> ParseError:
        return ParseError(line, message("xml.not_xml", column=column, reason=reason))

    def unknown_encoding(self) -> ParseError:
        return ParseError(1, message("xml.unknown_encoding"))
