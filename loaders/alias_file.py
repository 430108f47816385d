"""Reading a table of aliases: CSV or YAML, with every problem at its line."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator
from pathlib import Path

from oversight_graph.chart.alias_table import DIVIDES, Alias, Aliases
from oversight_graph.errors import ChartError
from oversight_graph.messages import message
from oversight_graph.model import KINDS, LEVELS
from oversight_graph.naming.normalisation import plain
from oversight_graph.parsing.document import MappingNode, ParseError, SequenceNode, Value, to_node
from oversight_graph.parsing.field_reader import FieldReader
from oversight_graph.parsing.written_values import cut, shape
from oversight_graph.problems import Problem, errors

COLUMNS = ("name", "alias", "kind", "area", "level", "same")
SAME_WORDS = {"yes": True, "是": True, "no": False, "否": False}
"""What stands in the column `same`; where nothing does, they are the same."""
MAX_BYTES = 64 << 20
LONGEST, MOST = 200, 200
"""Characters of a name, names of a row: beyond them a cell holds something else, and what is looked for costs by the square of both."""
_COMMENT = "#"


def read_aliases(path: str | os.PathLike[str]) -> Aliases:
    """A table of aliases: CSV with a heading, or a YAML list; lines that begin with `#` are comments.

    Parameters
    ----------
    path
        A .csv, .yaml or .yml file of at most 64 MB; CSV in any encoding that can be told for sure.

    Returns
    -------
    Aliases
        One entry a row that names a body and its aliases.

    Raises
    ------
    ChartError
        With every problem and its line, for a table that can't be read.
    """
    file, encoding = Path(path), ""
    problems: list[Problem] = []
    rows: list[Alias] = []
    try:
        text, encoding = _text(file)
        for number, item in enumerate(document := _document(file, text)):
            if isinstance(item, MappingNode):
                rows += _row(FieldReader(item, f"row {number + 1}" if file.suffix.lower() != ".csv" else "", str(file), problems))
            else:
                problems.append(Problem("error", str(file), document.line_of(number), "", message("loaders.alias_no_row", shape=shape(item))))
    except ParseError as wrong:
        problems.append(Problem("error", str(file), wrong.line, "", wrong.message))
    if errors(problems):
        raise ChartError(problems=tuple(problems))
    return Aliases(str(file), tuple(rows), encoding)


def _text(file: Path) -> tuple[str, str]:
    """The text of a table, and what it is encoded in where that isn't UTF-8: spreadsheets write what their language is used to."""
    from oversight_graph.parsing.encoding import decode
    from oversight_graph.parsing.text_file import read_raw

    decoded = decode(read_raw(file, MAX_BYTES))
    return decoded.text, "" if decoded.encoding == "UTF-8" else decoded.encoding


def _document(file: Path, text: str) -> SequenceNode:
    """The rows as mappings that know their line."""
    from oversight_graph.parsing import yaml_text

    suffix = file.suffix.lower()
    if suffix == ".csv":
        return _table(text)
    if suffix not in (".yaml", ".yml"):
        raise ParseError(0, message("loaders.aliases_not_read", file=suffix or file.name))
    documents = yaml_text.documents(text)
    document: Value = documents[0] if len(documents) == 1 else None
    if not isinstance(document, SequenceNode):
        raise ParseError(1, message("loaders.aliases_no_list"))
    return document


def _table(text: str) -> SequenceNode:
    rows, heading = SequenceNode(1), None
    lines = ("\n" if line.lstrip().startswith(_COMMENT) else line for line in io.StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True)
    line = 1
    try:
        for cells in reader:
            line, begun = reader.line_num + 1, line
            cells = [cell.strip() for cell in cells]
            if not any(cells):
                continue
            if heading is None:
                heading = _heading(cells, begun)
                continue
            if any(cells[len(heading) :]):
                raise ParseError(begun, message("loaders.alias_too_many_cells", cells=len(cells), headings=len(heading)))
            rows.append(to_node({name: cell or None for name, cell in zip(heading, cells, strict=False) if name}, begun))
            rows.lines.append(begun)
    except csv.Error as error:
        raise ParseError(line, message("loaders.aliases_no_csv", error=str(error))) from None
    if heading is None:
        raise ParseError(1, message("loaders.aliases_no_heading"))
    return rows


def _heading(cells: list[str], line: int) -> list[str]:
    names = [cell.lower() for cell in cells]
    if not {"name", "alias"} <= set(names):
        raise ParseError(line, message("loaders.aliases_other_heading", headings=cells))
    if twice := next((name for name in names if name and names.count(name) > 1), None):
        raise ParseError(line, message("loaders.aliases_column_twice", column=twice))
    return names


def _row(keys: FieldReader) -> Iterator[Alias]:
    keys.unknown(COLUMNS)
    name, aliases = keys.text("name", required=True), keys.texts("alias")
    kind, level, area = keys.term("kind", KINDS), keys.term("level", LEVELS), keys.text("area")
    if not keys.has("alias"):
        keys.problem("", message("loaders.alias_missing"))
    if not _bounded(keys, name, aliases):
        return
    others = tuple(dict.fromkeys(other for text in aliases for part in DIVIDES.split(text) if (other := part.strip())))
    if name is not None and others:
        for other in others:
            if plain(other) == plain(name):
                keys.problem("alias", message("loaders.alias_is_the_name", name=other))
        yield Alias(name, others, kind, area, level, keys.mapping.line, _same(keys))


def _same(keys: FieldReader) -> bool:
    """Whether a row says that its bodies are one."""
    said = keys.text("same")
    if said is not None and said.lower() not in SAME_WORDS:
        keys.problem("same", message("loaders.alias_same_or_not", said=cut(said), words=list(SAME_WORDS)))
    return SAME_WORDS.get((said or "yes").lower(), True)


def _bounded(keys: FieldReader, name: str | None, aliases: list[str]) -> bool:
    """Whether a row holds names, and as many as one body has; else it is noted."""
    before = len(keys.problems)
    parts = [part for text in aliases for part in DIVIDES.split(text)]
    if len(parts) > MOST:
        keys.problem("alias", message("loaders.alias_too_many", number=len(parts), most=MOST))
    for key, longest in (("name", len(name or "")), ("alias", max(map(len, parts), default=0))):
        if longest > LONGEST:
            keys.problem(key, message("loaders.alias_too_long", key=key, letters=longest, most=LONGEST))
    return len(keys.problems) == before
