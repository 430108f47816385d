"""A mapping file: what a user says about a file's columns, names and words, in YAML; `oversight load --guess` writes one to start from.

format: roster                  # which format reads the file
heading: 3-4                    # rows of the heading, 0 for none
columns: {B: group, D: units}   # what each column holds; all others are left out
sheets: {附表1: {heading: 2, columns: {A: group, C: units}}}   # the same for one sheet; `附表2: ignore` leaves it out
headings: {units: [联系点]}      # further headings for a role
kinds: {市委巡察办: Unit, 其他: none}   # what a name is, where its grammar can't tell or tells otherwise
links: {funds: ignore, watchedBy: {kind: SUPERVISES, form: stationed, reversed: true}}   # what a relation of another tool is here
authority: [discipline]         # the powers of the groups, for a time before 2018-03
commission: 云岭市纪委监委
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oversight_graph.errors import ChartError
from oversight_graph.model import AUTHORITIES, KINDS, LINK_ATTRIBUTES, LINKS
from oversight_graph.parsing.document import MappingNode, ParseError, SequenceNode, Value
from oversight_graph.parsing.field_reader import FieldReader, cut, shape
from oversight_graph.parsing.text_file import read_text
from oversight_graph.parsing.yaml_text import documents
from oversight_graph.problems import Problem

if TYPE_CHECKING:
    from oversight_graph.loaders.source_file import SourceFile
    from oversight_graph.loaders.workbook import Sheet

NONE = "none"
UNDECIDED = "?"
IGNORE = "ignore"
_KEYS = ("format", "heading", "columns", "sheets", "headings", "kinds", "links", "authority", "commission")
_ROWS = re.compile(r"(\d{1,7})(?:\s*[-–~]\s*(\d{1,7}))?\Z")
_COLUMN = re.compile(r"[A-Z]{1,3}\Z")


def read_mapping(path: str | os.PathLike[str], formats: tuple[str, ...] = (), roles: tuple[str, ...] = ()) -> dict[str, Any]:
    """The mapping of a file, checked: columns by number, rows of a heading as a pair. Raises ChartError with every problem.

    `formats`, `roles`: the valid words, for who knows them.
    """
    name, problems = os.fspath(path), list[Problem]()
    try:
        found = documents(read_text(Path(path)))
        if len(found) != 1 or not isinstance(found[0], MappingNode):
            raise ParseError(1, "this isn't one mapping of keys to values", "start from what `oversight load FILE --guess` prints")
    except ParseError as wrong:
        problems.append(Problem("error", name, wrong.line, "", wrong.message))
        raise ChartError(problems=tuple(problems)) from None
    made = _mapping(FieldReader(found[0], "", name, problems), formats, roles)
    if problems:
        raise ChartError(problems=tuple(problems))
    return made


def _mapping(keys: FieldReader, formats: tuple[str, ...], roles: tuple[str, ...]) -> dict[str, Any]:
    keys.unknown(_KEYS)
    made: dict[str, Any] = {}
    for key in ("format", "commission"):
        if (text := keys.text(key)) is not None:
            made[key] = text
    if formats and made.get("format", formats[0]) not in formats:
        keys.problem("format", f"`{cut(made['format'])}` is no format", keys.near(made["format"], formats))
    if (powers := keys.terms("authority", AUTHORITIES)) is not None:
        made["authority"] = powers
    made |= _layout(keys, roles)
    sheets: dict[str, Any] = {}
    for name, inner in _inner(keys, "sheets"):
        if isinstance(inner, FieldReader):
            inner.unknown(("heading", "columns"))
            sheets[name] = _layout(inner, roles)
        else:
            sheets[name] = IGNORE
            if inner != IGNORE:
                keys.problem("sheets", f"`{cut(name)}` is {shape(inner)} where a mapping is expected", "write {heading: 3, columns: {…}}, or `ignore`")
    if sheets:
        made["sheets"] = sheets
    headings = {}
    for role, inner in _inner(keys, "headings"):
        _known(keys, "headings", role, roles, "role of a column")
        headings[role] = [str(one) for one in inner if isinstance(one, str)] if isinstance(inner, SequenceNode) else [str(inner)]
    if headings:
        made["headings"] = headings
    for key, words, what in (("kinds", (*KINDS.ids, NONE), "kind"), ("links", (*LINKS.ids, IGNORE), "kind of link")):
        chosen: dict[str, Any] = {}
        for name, word in _inner(keys, key):
            chosen[name] = _link(word) if isinstance(word, FieldReader) and key == "links" else str(word)
            _known(keys, key, chosen[name] if isinstance(chosen[name], str) else chosen[name].get("kind", ""), words, what)
        if chosen:
            made[key] = chosen
    return made


def _link(keys: FieldReader) -> dict[str, Any]:
    """A kind of link with what holds of each: its attributes, and `reversed` where it runs the other way."""
    keys.unknown(("kind", "reversed", *(one.id for one in LINK_ATTRIBUTES if one.written)))
    found = {one.id: value for one in LINK_ATTRIBUTES if one.written and (value := keys.attribute(one)) is not None}
    return {"kind": keys.text("kind", required=True) or "", "reversed": keys.get("reversed") in (True, "true"), **found}


def _inner(keys: FieldReader, key: str) -> list[tuple[str, FieldReader | Value]]:
    value = keys.get(key)
    if value is None:
        return []
    if not isinstance(value, MappingNode):
        keys.problem(key, f"`{key}` is {shape(value)} where a mapping is expected", "write {…: …}")
        return []
    return [(name, FieldReader(inner, f"{key}.{name}", keys.file, keys.problems) if isinstance(inner, MappingNode) else inner) for name, inner in value.items()]


def _layout(keys: FieldReader, roles: tuple[str, ...]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if keys.has("heading"):
        match = _ROWS.match(keys.text("heading") or "")
        if match is None:
            keys.problem("heading", f"`heading` is {shape(keys.get('heading'))} where rows are expected", "write 3, 3-4, or 0 for a table without a heading")
        else:
            first = int(match[1])
            made["heading"] = (first, int(match[2] or first))
    columns = {}
    for letter, role in _inner(keys, "columns"):
        if not _COLUMN.match(letter.upper()):
            keys.problem("columns", f"`{cut(letter)}` is no column", "name columns by their letters, as A or AB")
        elif _known(keys, "columns", str(role), roles, "role of a column"):
            columns[number_of(letter.upper())] = str(role)
    if columns:
        made["columns"] = columns
    return made


def number_of(letters: str) -> int:
    """The number of a column by its letters.

    >>> number_of("A"), number_of("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _known(keys: FieldReader, key: str, word: str, words: tuple[str, ...], what: str) -> bool:
    if words and word not in words:
        keys.problem(key, f"`{cut(word)}` is no {what}", keys.near(word, words))
        return False
    return True


def sheets_with_mapping(source_file: SourceFile) -> Iterator[tuple[Sheet, AnyMapping[str, Any]]]:
    """The sheets of a file with what the mapping says of each, without those that it leaves out."""
    mapping = source_file.options.mapping or {}
    for sheet in source_file.book.sheets:
        given = mapping.get("sheets", {}).get(sheet.name, mapping)
        if given != IGNORE:
            yield sheet, given


def kinds_of(mapping: AnyMapping[str, Any] | None) -> AnyMapping[str, str]:
    """What the user says that names are."""
    found: AnyMapping[str, str] = (mapping or {}).get("kinds", {})
    return found
