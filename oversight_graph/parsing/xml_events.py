"""XML of unknown origin, read in one pass without a tree: no document types, no entities, nothing from elsewhere, and nothing too long, too deep or too much.

Straight on expat: a workbook holds millions of elements, for which its own events are twice as quick as those of SAX. Without a document
type there are no entities but the five of XML, and nothing that points elsewhere; so a document type is all that has to be refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar
from xml.parsers import expat

from oversight_graph.parsing.document import ParseError


@dataclass(frozen=True)
class XmlLimits:
    """What is read of a file at most.

    Attributes
    ----------
    letters
        Of a text between two tags.
    unfinished
        Bytes of a tag or a comment that hasn't ended yet: the parser keeps them all.
    depth
        Of elements in elements.
    elements
        Of all.
    attributes
        Of one element.
    """

    letters: int
    unfinished: int
    depth: int
    elements: int
    attributes: int


class XmlEvents:
    """Reads a file and tells of its elements, as they begin and as they end.

    A subclass says how much it reads (`limits`), takes `opened` and `closed`, and has the words for what isn't read.
    """

    limits: ClassVar[XmlLimits]

    def __init__(self) -> None:
        self.depth = 0
        self._elements = self._letters = 0
        self._text: list[str] = []
        self._names: dict[str, str] = {}
        self._parser = expat.ParserCreate()
        limits = self.limits
        self._most_letters, self._most_depth = limits.letters, limits.depth  # looked up a million times
        self._most_elements, self._most_attributes = limits.elements, limits.attributes

    # -- what a subclass takes --------------------------------------------------------------------------------------------

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins.

        Parameters
        ----------
        name
            Without prefix.
        attributes
            As they are written, by their names with prefix.
        """
        raise NotImplementedError

    def interrupted(self, text: str) -> None:
        """A text stands before an element that begins, inside another one.

        Parameters
        ----------
        text
            What stands there, spaces included.
        """

    def closed(self, name: str, text: str) -> None:
        """An element ends.

        Parameters
        ----------
        name
            Without prefix.
        text
            Its text, if it holds nothing else; of mixed content, what stands behind the last tag.
        """
        raise NotImplementedError

    # -- what it says -----------------------------------------------------------------------------------------------------

    def too_long(self) -> ParseError:
        """The error of a text, a tag or a comment that is longer than the limits."""
        raise NotImplementedError

    def too_deep(self) -> ParseError:
        """The error of elements in elements beyond the limit."""
        raise NotImplementedError

    def too_many(self) -> ParseError:
        """The error of elements, or of the attributes of one, beyond the limits."""
        raise NotImplementedError

    def declares_types(self) -> ParseError:
        """The error of a document type or entities."""
        raise NotImplementedError

    def not_xml(self, line: int, column: int, reason: str) -> ParseError:
        """The error of what expat can't read.

        Parameters
        ----------
        line, column
            Where it stands, from 1.
        reason
            What expat says of it, in English.

        Returns
        -------
        To be raised.
        """
        raise NotImplementedError

    def unknown_encoding(self) -> ParseError:
        """The error of an encoding that the file names and expat doesn't know."""
        raise NotImplementedError

    # -- reading ----------------------------------------------------------------------------------------------------------

    @property
    def line(self) -> int:
        """The line of what is told just now."""
        return self._parser.CurrentLineNumber

    def feed(self, chunks: Iterable[bytes]) -> None:
        """Read a file. Holds one element at a time. Cost: linear.

        Parameters
        ----------
        chunks
            The bytes of the file, in pieces of any size.

        Raises
        ------
        ParseError
            For what isn't plain XML or exceeds the limits.
        """
        parser = self._parser
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._refuse
        try:
            unfinished, before = 0, self._told()
            for chunk in chunks:
                if unfinished > self.limits.unfinished:
                    raise self.too_long()
                parser.Parse(chunk, False)
                told = self._told()
                unfinished, before = (unfinished + len(chunk) if told == before else 0), told
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self.not_xml(error.lineno, error.offset + 1, expat.ErrorString(error.code)) from None
        except (LookupError, ValueError) as error:  # of expat, for an encoding that it doesn't know
            if "coding" not in str(error):
                raise
            raise self.unknown_encoding() from None

    def _told(self) -> tuple[int, int, int]:
        """What is another one after every event."""
        return self._elements, self.depth, self._letters

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self._elements += 1
        if self._letters:
            self.interrupted("".join(self._text))
            self._text.clear()
            self._letters = 0
        if self.depth > self._most_depth or self._elements > self._most_elements or len(attributes) > self._most_attributes:
            raise self.too_deep() if self.depth > self._most_depth else self.too_many()
        self.opened(self._local(name), attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        text = ""
        if self._letters:
            text = "".join(self._text)
            self._text.clear()
            self._letters = 0
        self.closed(self._local(name), text)

    def _local(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            if len(self._names) > 1_000:
                self._names.clear()
            known = self._names[name] = name.rpartition(":")[2]
        return known

    def _characters(self, data: str) -> None:
        self._letters += len(data)
        if self._letters > self._most_letters:
            raise self.too_long()
        self._text.append(data)

    def _refuse(self, *_: object) -> None:
        raise self.declares_types()
