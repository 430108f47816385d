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
from oversight_graph.messages import untranslated
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
        self.found: list[str] = []
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
            self.found.append(unescaped(self._runs.take()))


def read(path: Path, encoding: str | None = None) -> Workbook:
    """The sheets of a workbook. Raises ParseError for what can't be read. Cost: linear in its parts, some 5 s for a million cells."""
    with ZipMembers(path) as zipped:
        main = main_part(zipped, "xl/workbook.xml")
        if main.endswith(".bin"):
            raise ParseError(0, "this is a binary workbook", "save it as .xlsx")
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
                raise damaged(f"its sheet {name[:40]} is missing")
            size.sheet()
            found = SheetXml(texts.found, formats, size)
            try:
                found.read(zipped.chunks(part.target), f"sheet {name[:40]}")
            except ParseError as error:
                raise ParseError(error.line, f"sheet {name[:40]}: {error.what}", error.todo) from None
            sheets.append(Sheet(name, found.rows, tuple(found.merged)))
            problems += notes(str(path), name, found, hidden)
    if not sheets:
        raise ParseError(0, "the workbook holds no sheet with cells", "save the tables as sheets of a workbook")
    return Workbook(tuple(sheets), problems=tuple(problems))


def _formats(styles: _Styles, from_1904: bool) -> dict[int, Shown]:
    """How numbers are shown by style, for those styles that don't show them plainly."""
    by_code = {code: shown(code, styles.formats, from_1904) for code in set(styles.codes) if code}
    return {style: by_code[code] for style, code in enumerate(styles.codes) if code and by_code[code] is not plain}


def _left_alone(file: str, zipped: ZipMembers) -> list[Problem]:
    found = []
    if any("/externallinks/" in name.lower() for name in zipped.names):
        what = "the workbook refers to other workbooks"
        found.append(
            Problem("warning", file, 0, "", untranslated(what, "they aren't opened; the values kept from them are read, see that they are up to date"))
        )
    if any(name.lower().endswith("vbaproject.bin") for name in zipped.names):
        found.append(Problem("warning", file, 0, "", untranslated("the workbook holds macros", "they are neither run nor read")))
    return found


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0
