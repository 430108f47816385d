"""The tables of a sheet: below one another behind empty rows, beside one another behind an empty column, or one written in several columns to save paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oversight_graph.loaders.rosters.class_words import is_class_row, is_class_word
from oversight_graph.loaders.rosters.detection import filled, heading_row
from oversight_graph.loaders.rosters.headings import ColumnRole, plain, role_of
from oversight_graph.loaders.rosters.roster_columns import OVERSEERS, heading_at, looks_like_heading
from oversight_graph.loaders.rosters.table_area import TableArea
from oversight_graph.loaders.unread_cells import names_body
from oversight_graph.loaders.workbook import Sheet

_TITLE_ROWS = 3  # rows of one text that may stand between an empty row and a heading
_MOST = 200  # tables that are sought beside one another


def areas_of(whole: TableArea, known: Sequence[ColumnRole]) -> list[TableArea]:
    """The tables of a sheet, or of a part of it, each as an area of its own.

    Parameters
    ----------
    whole
        The sheet as it was read, or what stands near together in it.
    known
        The roles that a column may have.

    Returns
    -------
    list of TableArea
        One where nothing divides it; together they hold all cells. Cost: linear in the cells.
    """
    return [part for area in _below_one_another(whole, known) for part in _beside_one_another(area, known)]


def _below_one_another(area: TableArea, known: Sequence[ColumnRole]) -> Iterator[TableArea]:
    """Cut where behind an empty row another heading begins, with its title; a heading that only comes again is none."""
    rows = filled(area.sheet)
    begins, heading = 1, None
    for number in range(1, len(rows) + 1):
        if not any(rows[number - 1]) or (number > 1 and any(rows[number - 2])):
            continue
        row = _heading_from(rows, number, known)
        if not row:
            continue
        if heading is not None and rows[row - 1] != heading:
            yield area.part(begins, number - 1, before=area.sheet.before if begins == 1 else ())
            begins = number
        heading = rows[row - 1]
    yield area if begins == 1 else area.part(begins, len(rows))


def _heading_from(rows: Sequence[Sequence[str]], number: int, known: Sequence[ColumnRole]) -> int:
    """The row of the heading that begins in a row or below titles there; 0 where there is none."""
    for row in range(number, min(len(rows), number + _TITLE_ROWS) + 1):
        texts = list(dict.fromkeys(text for text in rows[row - 1] if text))
        if len(texts) > 1:
            return row if _begins_table(rows[row - 1], texts, known) else 0
        if not texts:
            return 0
    return 0


def _begins_table(cells: Sequence[str], texts: Sequence[str], known: Sequence[ColumnRole]) -> bool:
    """Whether a row is a heading, or begins with the heading of a table that is turned: 派驻机构 and the name of a group beside it."""
    if looks_like_heading(cells, known) or is_class_row(cells, known):
        return True
    return is_class_word(texts[0], known) and role_of(texts[0], known) in OVERSEERS and names_body(texts[1])


def _beside_one_another(area: TableArea, known: Sequence[ColumnRole]) -> list[TableArea]:
    """Cut at empty columns between tables that stand for themselves, and where a heading repeats itself to the right."""
    rows = filled(area.sheet)
    row = heading_row(rows, known)
    if not row:
        return [area]
    below = rows[row - 1 :]
    used = [any(cells[column] for cells in below) for column in range(len(rows[0]))]
    spans = _spans(used)
    if len(spans) > 1:
        complete = [_complete(rows, row, span, known) for span in spans]
        if not any(complete) or not all(alone or _stands_alone(below, span, known) for alone, span in zip(complete, spans, strict=True)):
            spans = [(spans[0][0], spans[-1][1])]
    parts = [part for left, right in spans for part in _repeated(rows, row, left, right, known)]
    if len(parts) < 2 or len(parts) > _MOST:
        return [area]
    first = area.part(1, len(rows), 1, parts[0][1], area.sheet.before)
    title = [list(cells) for cells in area.sheet.rows[: row - 1]]  # whole: it stands above all of them
    first = TableArea(Sheet(first.sheet.name, [*title, *first.sheet.rows[row - 1 :]], first.sheet.merged, first.sheet.before), area.name, area.top, area.left)
    return [first, *(area.part(row, len(rows), left, right) for left, right in parts[1:])]


def _spans(used: Sequence[bool]) -> list[tuple[int, int]]:
    """The first and last columns of what stands between empty columns."""
    spans: list[tuple[int, int]] = []
    for column, there in enumerate(used, 1):
        if there and spans and spans[-1][1] == column - 1:
            spans[-1] = (spans[-1][0], column)
        elif there:
            spans.append((column, column))
    return spans


def _complete(rows: Sequence[Sequence[str]], row: int, span: tuple[int, int], known: Sequence[ColumnRole]) -> bool:
    left, right = span
    cut = [cells[left - 1 : right] for cells in rows[: row + 8]]
    heading = heading_at(cut, row, known) if any(cut[row - 1]) else None
    return heading is not None and heading.is_complete


def _stands_alone(below: Sequence[Sequence[str]], span: tuple[int, int], known: Sequence[ColumnRole]) -> bool:
    """Whether columns behind an empty one are a table of their own: they begin with a running number, or with overseers beside bodies whose heading nobody knows."""
    heading = [below[0][column - 1] for column in range(span[0], span[1] + 1)]
    by_text = [role_of(text, known) if text else None for text in heading]
    if by_text[0] == "number":
        return len(heading) > 1
    unknown = [span[0] + position for position, (text, role) in enumerate(zip(heading, by_text, strict=True)) if text and role is None]
    return by_text[0] in (*OVERSEERS, "zone", "collaboration") and any(
        names_body(cells[column - 1].split("、")[0]) for column in unknown for cells in below[1:20]
    )


def _repeated(rows: Sequence[Sequence[str]], row: int, left: int, right: int, known: Sequence[ColumnRole]) -> list[tuple[int, int]]:
    """Columns cut where their heading begins anew; one span where it doesn't repeat itself."""
    texts = [plain(text) for text in rows[row - 1][left - 1 : right]]
    for period in range(2, len(texts) // 2 + 1):
        if len(texts) % period == 0 and texts == texts[:period] * (len(texts) // period) and _complete(rows, row, (left, left + period - 1), known):
            return [(start, start + period - 1) for start in range(left, right + 1, period)]
    return [(left, right)]
