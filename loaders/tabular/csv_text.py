"""Tables as text (.csv, .tsv) and lines of text (.txt), in any encoding that can be told for sure."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from oversight_graph.loaders.tabular.limits import MAX_BYTES, MAX_LETTERS, Size, check_letters, too_long
from oversight_graph.loaders.tabular.lines import encoding_notes
from oversight_graph.loaders.workbook import Sheet, Workbook
from oversight_graph.messages import message
from oversight_graph.parsing import encoding as encodings
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.text_file import read_raw

_DELIMITERS = (",", "\t", ";", "|", "，")
_LOOKED_AT = 200  # rows, for the delimiter
_LOOKED_THROUGH = 1_000  # rows, empty ones counted
_MAX_RECORD = 2_000_000  # letters of a row; the csv module holds one whole
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SEP_LINE = re.compile(r"sep=(.)[\r\n]")  # a first line that declares the delimiter, as Excel understands it
_EMPTY: Sequence[str] = ()


def read_table(path: Path, encoding: str | None = None) -> Workbook:
    """A .csv or .tsv file as one sheet. Cost: linear.

    Parameters
    ----------
    path
        A file of at most 32 MB.
    encoding
        The one that the user names; None: it is detected.

    Returns
    -------
    Workbook
        Its sheet has the name of the file.

    Raises
    ------
    ParseError
        For what can't be read.
    """
    decoded = _text(path, encoding)
    return _workbook(path, encoding, decoded, _rows(decoded.text, delimiter_of(decoded.text, path.suffix.lower() == ".tsv")))


def read_lines(path: Path, encoding: str | None = None) -> Workbook:
    """A .txt file: a table where most of its lines hold a tab, else its lines as one column. Cost: linear.

    Parameters
    ----------
    path
        A file of at most 32 MB.
    encoding
        The one that the user names; None: it is detected.

    Returns
    -------
    Workbook
        Its sheet is called `text` where it holds lines.

    Raises
    ------
    ParseError
        For what can't be read.
    """
    decoded = _text(path, encoding)
    # a text that is too long to split: only its first line is looked at
    lines = decoded.text.splitlines() if len(decoded.text) < _MAX_RECORD else [decoded.text.partition("\n")[0]]
    written = [line for line in lines[:_LOOKED_AT] if line.strip()]
    if sum("\t" in line for line in written) * 2 > len(written):
        return _workbook(path, encoding, decoded, _rows(decoded.text, "\t"))
    return _workbook(path, encoding, decoded, _lines(decoded.text), "text")


def _text(path: Path, encoding: str | None) -> encodings.Text:
    decoded = encodings.decode(read_raw(path, MAX_BYTES), encoding)
    if not decoded.text.strip():
        raise ParseError(1, message("tabular.empty"))
    if "\0" in decoded.text:
        raise ParseError(decoded.text.count("\n", 0, decoded.text.index("\0")) + 1, message("tabular.nul_bytes"))
    return decoded


def _workbook(path: Path, encoding: str | None, decoded: encodings.Text, rows: list[Sequence[str]], name: str | None = None) -> Workbook:
    while rows and not any(rows[-1]):
        rows.pop()
    return Workbook((Sheet(path.stem if name is None else name, rows),), decoded.encoding, encoding_notes(str(path), decoded, encoding))


class _Records:
    """The lines of a text for the csv module, which holds a whole record: no more than a record may have."""

    def __init__(self, text: str) -> None:
        self._text, self.record_length = text, 0

    def __iter__(self) -> Iterator[str]:
        for match in _LINE.finditer(self._text):
            line = match[0]
            self.record_length += len(line)
            if self.record_length > _MAX_RECORD:
                raise too_long()
            yield line


def _rows(text: str, delimiter: str) -> list[Sequence[str]]:
    declared = _SEP_LINE.match(text)
    records, rows, size = _Records(text), list[Sequence[str]](), Size()
    reader = csv.reader(records, delimiter=delimiter, strict=True)
    record_line = 1
    try:
        for cells in reader:
            size.row(len(cells), len(rows) + 1)
            if records.record_length > MAX_LETTERS:
                check_letters(cells, len(rows) + 1)
            records.record_length, record_line = 0, reader.line_num + 1
            rows.append([cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell for cell in cells] if cells else _EMPTY)
    except csv.Error as error:
        raise _malformed(str(error), record_line, len(rows) + 1) from None
    if declared:
        rows[0] = _EMPTY
    return rows


def _malformed(error: str, line: int, row: int) -> ParseError:
    where = message("tabular.line", line=line) if line == row else message("tabular.line_of_row", line=line, row=row)
    if "end of data" in error:
        return ParseError(row, message("tabular.quote_open", where=where))
    if "field larger" in error:
        return too_long(row)
    if "expected after" in error:
        return ParseError(row, message("tabular.behind_quote", where=where))
    return ParseError(row, message("tabular.no_row", where=where, error=error))


def _lines(text: str) -> list[Sequence[str]]:
    rows, size = list[Sequence[str]](), Size()
    for match in _LINE.finditer(text):
        line = match[0].rstrip("\r\n")
        size.row(1, len(rows) + 1)
        if len(line) > MAX_LETTERS:
            raise too_long(len(rows) + 1)
        rows.append((line,) if line else _EMPTY)
    return rows


def delimiter_of(text: str, tabs: bool) -> str:
    """What divides the cells: of the usual signs the one that divides most rows, and most of them into the same number of cells.

    Parameters
    ----------
    text
        The beginning of a file, or all of it: no more than 1,000 rows are looked at.
    tabs
        Whether only tabs can divide them, as in a .tsv file.

    Returns
    -------
    str
        One sign.
    """
    declared = _SEP_LINE.match(text)
    if declared:
        return declared[1]
    best, best_score = "\t" if tabs else ",", (0.0, 0.0)
    for delimiter in ("\t",) if tabs else _DELIMITERS:
        widths = _widths(text, delimiter)
        if delimiter == "，" and best_score[0]:  # it also occurs inside names: only if nothing else divides
            break
        common, times = Counter(width for width in widths if width > 1).most_common(1)[0] if any(width > 1 for width in widths) else (0, 0)
        score = (round(times / len(widths), 1) if widths else 0.0, float(min(common, 2)))
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _widths(text: str, delimiter: str) -> list[int]:
    widths: list[int] = []
    records = _Records(text)
    try:
        for row, cells in enumerate(csv.reader(records, delimiter=delimiter)):
            records.record_length = 0
            if any(cells):
                widths.append(len(cells))
            if len(widths) >= _LOOKED_AT or row >= _LOOKED_THROUGH:
                break
    except csv.Error:  # said where the whole is read
        pass
    return widths
