"""Workbooks (.xlsx, .xlsm): values as a reader sees them, in one pass per sheet.

openpyxl and calamine give either formulas or kept values, and calamine no number formats and no bounds; so the cells are read here,
what number formats and day numbers mean is openpyxl's.
"""

from __future__ import annotations

from pathlib import Path

from oversight_graph.loaders.tabular.limits import Size
from oversight_graph.loaders.tabular.number_format import Shown, plain, shown
from oversight_graph.loaders.tabular.package_parts import main_part, relations
from oversight_graph.loaders.tabular.sheet_notes import notes
from oversight_graph.loaders.tabular.sheet_xml import SheetXml, unescaped
from oversight_graph.loaders.tabular.xml_events import Events, Pieces
from oversight_graph.loaders.tabular.zip_members import ZipMembers, damaged
from oversight_graph.loaders.workbook import Sheet, Workbook
from oversight_graph.messages import Words, message
from oversight_graph.parsing.document import ParseError
from oversight_graph.problems import Problem

_MAX_FORMAT = 255  # letters; Excel allows no more
_MAX_NAME = 200  # letters; Excel allows 31, other programs more


class _Workbook(Events):
    """Its sheets as (name, id of the relation, hidden), and how it counts days."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id" and ":" in key), "")
            self.sheets.append((attributes.get("name", "")[:_MAX_NAME], relation, attributes.get("state", "visible") != "visible"))
        elif name == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")

    def closed(self, name: str, text: str) -> None:
        pass


class _Styles(Events):
    """The number format of each style: `formats` by their codes, `codes` by style."""

    def __init__(self) -> None:
        super().__init__()
        self.formats: dict[int, str] = {}
        self.codes: list[int] = []
        self._in_cells = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "cellXfs":
            self._in_cells = True
        elif name == "numFmt":
            self.formats[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[:_MAX_FORMAT]
        elif name == "xf" and self._in_cells:
            self.codes.append(_number(attributes.get("numFmtId")))

    def closed(self, name: str, text: str) -> None:
        if name == "cellXfs":
            self._in_cells = False


class _Texts(Events):
    """The texts that cells share, without the readings that stand above Japanese and Chinese letters."""

    def __init__(self) -> None:
        super().__init__()
        self.shared: list[str] = []
        self._runs = Pieces()
        self._phonetic = False

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._runs.take()
        elif name == "rPh":
            self._phonetic = True

    def closed(self, name: str, text: str) -> None:
        if name == "t" and not self._phonetic:
            self._runs.add(text)
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.shared.append(unescaped(self._runs.take()))


def read(path: Path, encoding: str | None = None) -> Workbook:
    """The sheets of a workbook. Cost: linear in its parts, some 5 s for a million cells.

    Parameters
    ----------
    path
        A .xlsx or .xlsm file.
    encoding
        Not used: the file says it itself.

    Returns
    -------
    Workbook
        Sheets with cells only, hidden ones too.

    Raises
    ------
    ParseError
        For what can't be read.
    """
    with ZipMembers(path) as zipped:
        main = main_part(zipped, "xl/workbook.xml")
        if main.endswith(".bin"):
            raise ParseError(0, message("tabular.binary_workbook"))
        workbook = _Workbook()
        workbook.read(zipped.chunks(main), main)
        parts = {relation.id: relation for relation in relations(zipped, main)}
        of_kind = {relation.kind: relation.target for relation in parts.values()}
        styles, texts = _Styles(), _Texts()
        if (place := of_kind.get("styles", "")) in zipped.names:
            styles.read(zipped.chunks(place), place)
        if (place := of_kind.get("sharedStrings", "")) in zipped.names:
            texts.read(zipped.chunks(place), place)
        formats = _formats(styles, workbook.from_1904)
        size, sheets, problems = Size(), [], _left_alone(str(path), zipped)
        for name, relation, hidden in workbook.sheets:
            part = parts.get(relation)
            if part is not None and part.kind != "worksheet":  # a chart, a macro sheet
                continue
            if part is None or part.target not in zipped.names:
                raise damaged(message("tabular.sheet_missing", sheet=name[:40]))
            size.sheet()
            xml = SheetXml(texts.shared, formats, size)
            try:
                xml.read(zipped.chunks(part.target), message("problems.sheet", sheet=name[:40]))
            except ParseError as error:
                raise _of_sheet(error, name[:40]) from None
            sheets.append(Sheet(name, xml.rows, tuple(xml.merged)))
            problems += notes(str(path), name, xml, hidden)
    if not sheets:
        raise ParseError(0, message("tabular.no_cells"))
    return Workbook(tuple(sheets), problems=tuple(problems))


def _of_sheet(error: ParseError, sheet: str) -> ParseError:
    """An error of a sheet, which it names."""
    in_zh, in_en = error.message.parts("zh"), error.message.parts("en")
    what, todo = (Words(zh, en) for zh, en in zip(in_zh, in_en, strict=True))
    return ParseError(error.line, message("tabular.of_sheet", sheet=sheet, what=what, todo=todo))


def _formats(styles: _Styles, from_1904: bool) -> dict[int, Shown]:
    """How numbers are shown by style, for those styles that don't show them plainly."""
    by_code = {code: shown(code, styles.formats, from_1904) for code in set(styles.codes) if code}
    return {style: by_code[code] for style, code in enumerate(styles.codes) if code and by_code[code] is not plain}


def _left_alone(file: str, zipped: ZipMembers) -> list[Problem]:
    problems = []
    if any("/externallinks/" in name.lower() for name in zipped.names):
        problems.append(Problem("warning", file, 0, "", message("tabular.other_workbooks")))
    if any(name.lower().endswith("vbaproject.bin") for name in zipped.names):
        problems.append(Problem("warning", file, 0, "", message("tabular.macros")))
    return problems


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0
