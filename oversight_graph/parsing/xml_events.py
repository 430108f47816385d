"""XML of unknown origin, read in one pass without a tree: no document types, no entities, nothing from elsewhere, and nothing too long, too deep or too much.

Straight on expat: a workbook holds millions of elements, for which its own events are twice as quick as those of SAX. Without a document
type there are no entities but the five of XML, and nothing that points elsewhere; so a document type is all that has to be refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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


class _LocalNames(dict[str, str]):
    """Names without their prefix, by the names as they are written; at most a thousand, as a file may hold any number."""

    def __missing__(self, name: str) -> str:
        if len(self) > 1_000:
            self.clear()
        local = self[name] = name.rpartition(":")[2]
        return local


class XmlEvents:
    """Reads a file and tells of its elements, as they begin and as they end.

    A subclass says how much it reads (`limits`), takes `opened` and `closed`, and has the words for what isn't read.
    """

    limits: ClassVar[XmlLimits]

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()

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
        parser.buffer_text, parser.buffer_size = True, 1 << 16
        told = self._take_events()
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._refuse
        try:
            unfinished, before = 0, told()
            for chunk in chunks:
                if unfinished > self.limits.unfinished:
                    raise self.too_long()
                parser.Parse(chunk, False)
                now = told()
                unfinished, before = (unfinished + len(chunk) if now == before else 0), now
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self.not_xml(error.lineno, error.offset + 1, expat.ErrorString(error.code)) from None
        except (LookupError, ValueError) as error:  # of expat, for an encoding that it doesn't know
            if "coding" not in str(error):
                raise
            raise self.unknown_encoding() from None

    def _take_events(self) -> Callable[[], tuple[int, int, int]]:
        """Have the parser tell each tag and each text to three functions that share what they know as variables of their own: attributes
        take longer, and a workbook holds a million elements. What comes back says how far they are, another after every event."""
        depth = elements = 0
        text = ""  # since the last tag; in one piece or few, as expat collects it
        local = _LocalNames()
        limits = self.limits
        most_letters, most_depth, most_elements, most_attributes = limits.letters, limits.depth, limits.elements, limits.attributes
        opened, interrupted, closed = self.opened, self.interrupted, self.closed

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth, elements, text
            depth += 1
            elements += 1
            if text:
                interrupted(text)
                text = ""
            if depth > most_depth or elements > most_elements or len(attributes) > most_attributes:
                raise self.too_deep() if depth > most_depth else self.too_many()
            opened(local[name], attributes)

        def end(name: str) -> None:
            nonlocal depth, text
            depth -= 1
            if text:
                whole, text = text, ""
                closed(local[name], whole)
            else:
                closed(local[name], "")

        def characters(data: str) -> None:
            nonlocal text
            text += data
            if len(text) > most_letters:
                raise self.too_long()

        self._parser.StartElementHandler, self._parser.EndElementHandler, self._parser.CharacterDataHandler = start, end, characters
        return lambda: (elements, depth, len(text))

    def _refuse(self, *_: object) -> None:
        raise self.declares_types()
