"""The events of a parser as documents that know their lines: mappings, lists, scalars, aliases."""

from __future__ import annotations

from oversight_graph.messages import message
from oversight_graph.parsing.document import MappingShapes, OpenMapping, ParseError, PlainText, SequenceNode, Value

LIMIT = 1_000_000  # values that aliases may add: a few per entry of a large chart, far below a bomb
LETTERS = 64  # so many letters of a text weigh as one value more: an alias to a long text is a bomb too

SHORT = 32  # letters of a text that is likely to be a word, and to come again


class DocumentBuilder:
    """Takes the events of a parser and makes documents of them; no recursion, so no depth is too deep. `documents`: those that are done."""

    def __init__(self) -> None:
        self.documents = SequenceNode(1)
        self._open: list[tuple[OpenMapping | SequenceNode, int]] = []
        self._mapping: OpenMapping | None = None  # the innermost container that is open, if it is a mapping
        self._expect_key = False
        self._anchors: dict[str, tuple[Value, int]] = {}
        self._shapes: MappingShapes = {}
        self._words: dict[str, str] = {}
        self._items: dict[str, PlainText] = {}  # the same of words in lists, which know themselves whether they are plain
        self._size = self._copied = 0

    def scalar(self, value: str | bool | None, line: int, anchor: str | None = None, plain: bool = False) -> None:
        """Take a scalar: a key, the value of one, an item, or a document.

        Parameters
        ----------
        value
            A text, a truth value, or nothing.
        line
            Where it stands, from 1.
        anchor
            By what name an alias repeats it; None for no name.
        plain
            Whether it is a text without quotes.

        Raises
        ------
        ParseError
            Where a key is no text.
        """
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
        """Begin a mapping; what comes up to its `end` is inside it.

        Parameters
        ----------
        line
            Where it begins, from 1.
        anchor
            By what name an alias repeats it; None for no name.
        """
        self._begin(OpenMapping(line), anchor)

    def begin_list(self, line: int, anchor: str | None = None) -> None:
        """Begin a list; what comes up to its `end` is inside it.

        Parameters
        ----------
        line
            Where it begins, from 1.
        anchor
            By what name an alias repeats it; None for no name.
        """
        self._begin(SequenceNode(line), anchor)

    def _begin(self, container: OpenMapping | SequenceNode, anchor: str | None) -> None:
        if self._expect_key:
            raise ParseError(container.line, message("parsing.key_is_no_text"))
        self._size += 1
        self._open.append((container, self._size))
        if anchor:
            self._anchors[anchor] = (None, -len(self._open))
        self._turn_to(container)

    def _turn_to(self, container: OpenMapping | SequenceNode | None) -> None:
        self._mapping = container if isinstance(container, OpenMapping) else None
        self._expect_key = self._mapping is not None

    def end(self, anchor_of: dict[int, str]) -> None:
        """End the innermost mapping or list.

        Parameters
        ----------
        anchor_of
            The anchors of what is open, by the depth inside it (from 1); that of what ends here is taken out.
        """
        container, before = self._open.pop()
        closed = container.close(self._shapes) if isinstance(container, OpenMapping) else container.close()
        anchor = anchor_of.pop(len(self._open) + 1, None)
        if anchor:
            self._anchors[anchor] = (closed, self._size - before + 1)
            if isinstance(closed, SequenceNode):
                closed.shared = True
        self._turn_to(self._open[-1][0] if self._open else None)
        self._put(closed, closed.line)

    def alias(self, name: str, line: int) -> None:
        """Take an alias: what has the anchor is repeated, but kept once.

        Parameters
        ----------
        name
            Of the anchor.
        line
            Where the alias stands, from 1.

        Raises
        ------
        ParseError
            Where there is no such anchor, where it holds the alias itself, and where aliases have repeated more than LIMIT values.
        """
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
        """How many mappings and lists are open."""
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
