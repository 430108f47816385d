"""XML of others: what is told of its elements, and what is refused before it costs much."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from support.untranslated import untranslated

from oversight_graph.loaders.graphs.xml_elements import _Elements
from oversight_graph.loaders.tabular.xml_events import Events
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.xml_events import XmlEvents, XmlLimits


class Told(XmlEvents):
    """Keeps what it is told, and names what it refuses."""

    limits = XmlLimits(letters=20, unfinished=100, depth=3, elements=6, attributes=2)

    def __init__(self) -> None:
        super().__init__()
        self.events: list[tuple[object, ...]] = []

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        self.events.append(("opened", name, attributes, self.line))

    def interrupted(self, text: str) -> None:
        self.events.append(("interrupted", text))

    def closed(self, name: str, text: str) -> None:
        self.events.append(("closed", name, text))

    def too_long(self) -> ParseError:
        return ParseError(self.line, untranslated("too long"))

    def too_deep(self) -> ParseError:
        return ParseError(self.line, untranslated("too deep"))

    def too_many(self) -> ParseError:
        return ParseError(self.line, untranslated("too many"))

    def declares_types(self) -> ParseError:
        return ParseError(self.line, untranslated("declares types"))

    def not_xml(self, line: int, column: int, reason: str) -> ParseError:
        return ParseError(line, untranslated(f"column {column}: {reason}"))

    def unknown_encoding(self) -> ParseError:
        return ParseError(1, untranslated("unknown encoding"))


def told(*chunks: bytes) -> list[tuple[object, ...]]:
    reader = Told()
    reader.feed(chunks)
    return reader.events


def refused(chunks: Iterable[bytes]) -> tuple[int, str]:
    with pytest.raises(ParseError) as wrong:
        Told().feed(chunks)
    return wrong.value.line, wrong.value.what


def test_elements_are_told_without_prefix_with_their_lines_and_texts_wherever_the_file_is_cut() -> None:
    whole = '<x:a k="1">甲\n<b>乙</b>丙</x:a>'.encode()
    expected = [("opened", "a", {"k": "1"}, 1), ("interrupted", "甲\n"), ("opened", "b", {}, 2), ("closed", "b", "乙"), ("closed", "a", "丙")]
    assert told(whole) == expected
    assert told(*(whole[place : place + 1] for place in range(len(whole)))) == expected


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("<!DOCTYPE a><a/>", 1, "declares types"),
        ('\n<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 2, "declares types"),
        ('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>', 1, "declares types"),
        ("<a>&b;</a>", 1, "column 4: undefined entity"),
        ("<a>\n<b></a>", 2, "column 6: mismatched tag"),
        ("<a><a><a>\n<a/></a></a></a>", 2, "too deep"),
        ("<a><b/><b/><b/>\n<b/><b/><b/></a>", 2, "too many"),
        ('<a b="1" c="2" d="3"/>', 1, "too many"),
        (f"<a>{'x' * 21}</a>", 1, "too long"),
        ('<?xml version="1.0" encoding="no-such"?><a/>', 1, "unknown encoding"),
    ],
)
def test_what_is_refused_is_told_with_its_line(text: str, line: int, what: str) -> None:
    assert refused([text.encode()]) == (line, what)


@pytest.mark.parametrize(("begin", "inside"), [(b"<a><!--", b"x"), (b"<a><!--", b"<"), (b"<a><?b ", b"x"), (b"<a><?b ", b"<"), (b'<a b="', b"x")])
def test_what_never_ends_is_refused_whatever_stands_in_it(begin: bytes, inside: bytes) -> None:
    """The parser keeps all of it until it ends."""
    pieces = 0

    def endless() -> Iterable[bytes]:
        nonlocal pieces
        yield begin
        while pieces < 1_000:
            pieces += 1
            yield inside * 50

    assert refused(endless())[1] == "too long"
    assert pieces < 10


def test_a_long_file_of_short_elements_is_read() -> None:
    class Long(Told):
        limits = XmlLimits(letters=20, unfinished=100, depth=3, elements=10_000, attributes=2)

    reader = Long()
    reader.feed([b"<a>", *[b"<b>" + b"x" * 15 + b"</b>"] * 1_000, b"</a>"])
    assert len(reader.events) == 2_002


def test_graph_files_and_workbooks_say_each_refusal_in_their_own_words() -> None:
    for reader in (_Elements(None), Events()):  # type: ignore[arg-type]
        reader._part = "xl/workbook.xml"  # type: ignore[union-attr]
        said = [reader.too_long(), reader.too_deep(), reader.too_many(), reader.declares_types(), reader.not_xml(1, 2, "why"), reader.unknown_encoding()]
        assert all(problem.what and problem.todo for problem in said)
