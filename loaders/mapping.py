"""A mapping file: what a user says about a file's columns, names and words, in YAML; `oversight load --guess` writes one to start from.

format: roster                  # which format reads the file
heading: 3-4                    # rows of the heading, 0 for none
table: overseers                # which kind of table it is, where the columns don't say it
columns: {B: group, D: units}   # what each column holds; all others are left out
sheets: {附表1: {heading: 2, columns: {A: group, C: units}}}   # the same for one sheet; `附表2: ignore` leaves it out
headings: {units: [联系点]}      # further headings for a role
kinds: {市委巡察办: Unit, 其他: none}   # what a name is, where its grammar can't tell or tells otherwise
links: {funds: ignore, watchedBy: {kind: SUPERVISES, form: stationed, reversed: true}}   # what a relation of another tool is here
authority: [discipline]         # the powers of the groups, for a time before 2018-03
commission: 云岭市纪委监委
level: prefecture                # as chart, title, area, as_of and source: what the file doesn't say itself
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oversight_graph.errors import ChartError
from oversight_graph.loaders.import_options import HEADER_OPTIONS
from oversight_graph.messages import Message, message
from oversight_graph.model import AUTHORITIES, KINDS, LEVELS, LINK_ATTRIBUTES, LINKS, days
from oversight_graph.parsing.document import MappingNode, ParseError, SequenceNode, Value
from oversight_graph.parsing.field_reader import FieldReader
from oversight_graph.parsing.text_file import read_text
from oversight_graph.parsing.written_values import cut, shape
from oversight_graph.parsing.yaml_text import documents
from oversight_graph.problems import Problem

if TYPE_CHECKING:
    from oversight_graph.loaders.source_file import SourceFile
    from oversight_graph.loaders.workbook import Sheet

NONE = "none"
UNDECIDED = "?"
IGNORE = "ignore"
MAPPING_KEYS = ("format", *HEADER_OPTIONS, "source", "commission", "authority", "table", "heading", "columns", "sheets", "headings", "kinds", "links")
"""What a mapping can say, in the order in which one is written."""
_ROWS = re.compile(r"(\d{1,7})(?:\s*[-–~]\s*(\d{1,7}))?\Z")
_COLUMN = re.compile(r"[A-Z]{1,3}\Z")


def read_mapping(path: str | os.PathLike[str], formats: tuple[str, ...] = (), roles: tuple[str, ...] = (), tables: tuple[str, ...] = ()) -> dict[str, Any]:
    """The mapping of a file, checked.

    Parameters
    ----------
    path
        A YAML file.
    formats, roles, tables
        As for `mapping_of`.

    Returns
    -------
    dict
        As `mapping_of` gives it.

    Raises
    ------
    ChartError
        With every problem and its line.
    """
    try:
        text = read_text(Path(path))
    except ParseError as wrong:
        raise ChartError(problems=(Problem("error", os.fspath(path), wrong.line, "", wrong.message),)) from None
    return mapping_of(text, os.fspath(path), formats, roles, tables)


def mapping_of(text: str, name: str, formats: tuple[str, ...] = (), roles: tuple[str, ...] = (), tables: tuple[str, ...] = ()) -> dict[str, Any]:
    """A mapping out of its text, checked.

    Parameters
    ----------
    text
        YAML.
    name
        As problems name the file.
    formats
        The valid words of `format`; none where they aren't checked.
    roles
        The valid roles of columns; none where they aren't checked.
    tables
        The valid kinds of tables; none where they aren't checked.

    Returns
    -------
    dict
        As it is written, but columns by number and the rows of a heading as a pair (first, last).

    Raises
    ------
    ChartError
        With every problem and its line.
    """
    problems = list[Problem]()
    try:
        written = _document(text)
    except ParseError as wrong:
        problems.append(Problem("error", name, wrong.line, "", wrong.message))
        raise ChartError(problems=tuple(problems)) from None
    mapping = _mapping(FieldReader(written, "", name, problems), formats, roles, tables)
    if problems:
        raise ChartError(problems=tuple(problems))
    return mapping


def _document(text: str) -> MappingNode:
    """The only document of a text. Raises ParseError for anything else."""
    written = documents(text)
    if len(written) != 1 or not isinstance(written[0], MappingNode):
        raise ParseError(1, message("loaders.no_mapping"))
    return written[0]


def _mapping(keys: FieldReader, formats: tuple[str, ...], roles: tuple[str, ...], tables: tuple[str, ...]) -> dict[str, Any]:
    keys.unknown(MAPPING_KEYS)
    mapping: dict[str, Any] = {}
    for key in ("format", "chart", "title", "area", "source", "commission"):
        if (text := keys.text(key)) is not None:
            mapping[key] = text
    if (day := keys.day("as_of", days.last_day)) is not None:
        mapping["as_of"] = day
    if (level := keys.term("level", LEVELS)) is not None:
        mapping["level"] = level
    if "format" in mapping:
        _known(keys, "format", mapping["format"], formats, message("loaders.word_format"))
    if (powers := keys.terms("authority", AUTHORITIES)) is not None:
        mapping["authority"] = powers
    mapping |= _layout(keys, roles, tables)
    sheets: dict[str, Any] = {}
    for name, inner in _inner(keys, "sheets"):
        if isinstance(inner, FieldReader):
            inner.unknown(("table", "heading", "columns"))
            sheets[name] = _layout(inner, roles, tables)
        else:
            sheets[name] = IGNORE
            if inner != IGNORE:
                keys.problem("sheets", message("loaders.sheet_no_mapping", sheet=cut(name), shape=shape(inner)))
    if sheets:
        mapping["sheets"] = sheets
    headings = {}
    for role, inner in _inner(keys, "headings"):
        _known(keys, "headings", role, roles, message("loaders.word_role"))
        headings[role] = [str(heading) for heading in inner if isinstance(heading, str)] if isinstance(inner, SequenceNode) else [str(inner)]
    if headings:
        mapping["headings"] = headings
    of_kinds, of_links = message("loaders.word_kind"), message("loaders.word_kind_of_link")
    for key, words, what in (("kinds", (*KINDS.ids, NONE), of_kinds), ("links", (*LINKS.ids, IGNORE), of_links)):
        chosen: dict[str, Any] = {}
        for name, word in _inner(keys, key):
            chosen[name] = _link(word) if isinstance(word, FieldReader) and key == "links" else str(word)
            _known(keys, key, chosen[name] if isinstance(chosen[name], str) else chosen[name].get("kind", ""), words, what)
        if chosen:
            mapping[key] = chosen
    return mapping


def _link(keys: FieldReader) -> dict[str, Any]:
    """A kind of link with what holds of each: its attributes, and `reversed` where it runs the other way."""
    written = [attribute for attribute in LINK_ATTRIBUTES if attribute.written]
    keys.unknown(("kind", "reversed", *(attribute.id for attribute in written)))
    values = {attribute.id: value for attribute in written if (value := keys.attribute(attribute)) is not None}
    return {"kind": keys.text("kind", required=True) or "", "reversed": keys.get("reversed") in (True, "true"), **values}


def _inner(keys: FieldReader, key: str) -> list[tuple[str, FieldReader | Value]]:
    value = keys.get(key)
    if value is None:
        return []
    if not isinstance(value, MappingNode):
        keys.problem(key, message("loaders.key_no_mapping", key=key, shape=shape(value)))
        return []
    return [(name, FieldReader(inner, f"{key}.{name}", keys.file, keys.problems) if isinstance(inner, MappingNode) else inner) for name, inner in value.items()]


def _layout(keys: FieldReader, roles: tuple[str, ...], tables: tuple[str, ...]) -> dict[str, Any]:
    layout: dict[str, Any] = {}
    if (table := keys.text("table")) is not None:
        layout["table"] = table
        _known(keys, "table", table, tables, message("loaders.word_table"))
    if keys.has("heading"):
        match = _ROWS.match(keys.text("heading") or "")
        if match is None:
            keys.problem("heading", message("loaders.heading_no_rows", shape=shape(keys.get("heading"))))
        else:
            first = int(match[1])
            layout["heading"] = (first, int(match[2] or first))
    columns = {}
    for letter, role in _inner(keys, "columns"):
        if not _COLUMN.match(letter.upper()):
            keys.problem("columns", message("loaders.no_column", letters=cut(letter)))
        elif _known(keys, "columns", str(role), roles, message("loaders.word_role")):
            columns[_number_of(letter.upper())] = str(role)
    if columns:
        layout["columns"] = columns
    return layout


def _number_of(letters: str) -> int:
    """The number of a column by its letters.

    >>> _number_of("A"), _number_of("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _known(keys: FieldReader, key: str, word: str, words: tuple[str, ...], what: Message) -> bool:
    """Whether a word is one of those that are valid, if these are known; else it is noted as no `what`."""
    if words and word not in words:
        keys.problem(key, message("loaders.no_such_word", word=cut(word), what=what, near=keys.near(word, words)))
        return False
    return True


def sheets_with_mapping(source_file: SourceFile) -> Iterator[tuple[Sheet, AnyMapping[str, Any]]]:
    """The sheets of a file with what the mapping says of each, without those that it leaves out.

    Parameters
    ----------
    source_file
        A file of tables, with its options.

    Yields
    ------
    (Sheet, mapping)
        What holds of the sheet alone where the mapping names it, else the whole mapping; empty without one.

    Raises
    ------
    ParseError
        For a file that can't be read.
    """
    mapping = source_file.options.mapping or {}
    for sheet in source_file.book.sheets:
        given = mapping.get("sheets", {}).get(sheet.name, mapping)
        if given != IGNORE:
            yield sheet, given


def kinds_of(mapping: AnyMapping[str, Any] | None) -> AnyMapping[str, str]:
    """What the user says that names are.

    Parameters
    ----------
    mapping
        As `read_mapping` gives it; None without one.

    Returns
    -------
    mapping of str to str
        Kinds of nodes by name, `none` for what is left out.
    """
    kinds: AnyMapping[str, str] = (mapping or {}).get("kinds", {})
    return kinds
