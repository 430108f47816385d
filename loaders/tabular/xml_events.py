"""The XML of workbooks and documents: how much of it is read, and what is said of a part that can't be."""

from __future__ import annotations

from collections.abc import Iterable

from oversight_graph.loaders.tabular.limits import MAX_LETTERS, too_long
from oversight_graph.loaders.tabular.zip_members import damaged
from oversight_graph.messages import Text, message
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.xml_events import XmlEvents, XmlLimits


class Pieces:
    """A text that stands in several elements, for no longer than a text may be."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._letters = 0

    def add(self, text: str) -> None:
        """Add to the text.

        Parameters
        ----------
        text
            What comes next.

        Raises
        ------
        ParseError
            Beyond 100,000 letters.
        """
        self._letters += len(text)
        if self._letters > MAX_LETTERS:
            raise too_long()
        self._pieces.append(text)

    def take(self) -> str:
        """The whole, which begins anew."""
        if not self._letters:
            return ""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._letters = 0
        return text


class Events(XmlEvents):
    """The elements of a part of a zip file."""

    limits = XmlLimits(
        letters=MAX_LETTERS,
        unfinished=8 * MAX_LETTERS,
        depth=200,  # tables in tables in text boxes reach some fifty
        elements=6_000_000,  # of a part; three million cells with a value each
        attributes=200,
    )

    def read(self, chunks: Iterable[bytes], part: Text) -> None:
        """Read all of a part.

        Parameters
        ----------
        chunks
            Its bytes.
        part
            What it is called where it can't be read.

        Raises
        ------
        ParseError
            For what isn't plain XML.
        """
        self._part = part
        self.feed(chunks)

    def too_long(self) -> ParseError:
        """The error for a text, a tag or a comment that is too long."""
        return too_long()

    def too_deep(self) -> ParseError:
        """The error for elements that are nested too deeply."""
        return self.too_many()

    def too_many(self) -> ParseError:
        """The error for too many elements, or too many attributes of one."""
        return ParseError(0, message("xml.more_than_a_table_needs"))

    def declares_types(self) -> ParseError:
        """The error for a file that declares types or entities, by which a small file grows large."""
        return ParseError(0, message("xml.no_workbook_declares_types"))

    def not_xml(self, line: int, column: int, reason: str) -> ParseError:
        """The error for what the parser refuses.

        Parameters
        ----------
        line, column
            Where it stopped.
        reason
            In the parser's words.

        Returns
        -------
        ParseError
            To be raised.
        """
        return damaged(message("xml.part_broken", part=self._part, line=line, reason=reason))

    def unknown_encoding(self) -> ParseError:
        """The error for an encoding that the parser doesn't know."""
        return damaged(message("xml.part_encoding", part=self._part))
