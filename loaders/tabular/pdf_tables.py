"""Tables of a page: where ruled lines cross, else where the pieces of several lines of text stand in columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from oversight_graph.loaders.tabular.merged_cells import Range
from oversight_graph.loaders.tabular.pdf_page import PdfPage, RuledLine, TextPiece

_NEAR = 3.0  # points within which two lines are one, or touch
_MOST_LINES = 1_000  # of a page; beyond, it is a drawing
_MOST_CELLS = 10_000  # of a table on one page
_MOST_COLUMNS = 100  # of a table without ruled lines
_PAIRS_A_STEP = 20  # lines that are compared with each other, as a step of drawing
_REGULAR = 3  # lines of text in columns, which make a table


@dataclass
class PageTable:
    """A table of a page.

    Attributes
    ----------
    top, bottom
        Its heights.
    edges
        Where its columns end and begin, from the left.
    rows
        Texts of its cells.
    merged
        As in `Sheet`.
    """

    top: float
    bottom: float
    edges: list[float]
    rows: list[list[str]]
    merged: list[Range] = field(default_factory=list)


def ruled_tables(page: PdfPage) -> tuple[list[PageTable], list[TextPiece]]:
    """The tables between ruled lines, and the pieces of text outside them. Cost: lines across times lines down.

    Parameters
    ----------
    page
        A page.

    Returns
    -------
    tables, pieces
        From the top.
    """
    across, down = _joined(page.across), _joined(page.down)
    if not across or not down or len(across) + len(down) > _MOST_LINES:
        return [], list(page.pieces)
    page.limits.count(operations=len(across) * len(down) // _PAIRS_A_STEP)
    tables, outside = [], list(page.pieces)
    for lines, posts in _crossing(across, down):
        heights = _levels([line.at for line in lines])[::-1]
        edges = _levels([post.at for post in posts])
        if not 1 < (len(heights) - 1) * (len(edges) - 1) <= _MOST_CELLS:
            continue
        inside = [piece for piece in outside if heights[-1] < _middle(piece) < heights[0] and edges[0] - _NEAR < piece.x < edges[-1]]
        if inside:
            tables.append(_table(lines, posts, heights, edges, inside))
            within = set(map(id, inside))
            outside = [piece for piece in outside if id(piece) not in within]
    return sorted(tables, key=lambda table: -table.top), outside


def _table(lines: list[RuledLine], posts: list[RuledLine], heights: list[float], edges: list[float], pieces: list[TextPiece]) -> PageTable:
    rows, columns = len(heights) - 1, len(edges) - 1
    below, beside = _at(lines, heights), _at(posts, edges)
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    merged: list[Range] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in owner:
                continue
            right = column
            while right + 1 < columns and (row, right + 1) not in owner and not _covers(beside[right + 1], (heights[row] + heights[row + 1]) / 2):
                right += 1
            bottom = row
            while bottom + 1 < rows and not any(_covers(below[bottom + 1], (edges[one] + edges[one + 1]) / 2) for one in range(column, right + 1)):
                bottom += 1
            owner |= {(one, other): (row, column) for one in range(row, bottom + 1) for other in range(column, right + 1)}
            if (bottom, right) != (row, column):
                merged.append((row + 1, column + 1, bottom + 1, right + 1))
    held: dict[tuple[int, int], list[TextPiece]] = {}
    depths = [-height for height in heights]
    for piece in pieces:
        row = bisect_left(depths, -_middle(piece)) - 1
        column = bisect_right(edges, piece.x + _NEAR / 2) - 1
        held.setdefault(owner[min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)], []).append(piece)
    texts = [["\n".join(text for _, text in lines_of(held.get((row, column), []))) for column in range(columns)] for row in range(rows)]
    return PageTable(heights[0], heights[-1], edges, texts, merged)


def regular_tables(pieces: Sequence[TextPiece]) -> tuple[list[PageTable], list[TextPiece]]:
    """The tables that lines of text make without any rules: three and more, one below the other, whose pieces stand in columns.

    Parameters
    ----------
    pieces
        Of a page.

    Returns
    -------
    tables, pieces
        What is left of the text stands in no table.
    """
    tables: list[PageTable] = []
    left: list[TextPiece] = []
    run: list[list[TextPiece]] = []
    spans: list[tuple[float, float]] = []

    def close() -> None:
        if sum(len(line) > 1 for line in run) >= _REGULAR:
            tables.append(_in_columns(run, sorted(spans)))
        else:
            left.extend(piece for line in run for piece in line)
        run.clear()
        spans.clear()

    for line in _lines(pieces):
        fields = _fields(line)
        widened = _fitted(fields, spans)
        if run and widened is None:
            close()
            widened = _fitted(fields, [])
        if widened is None or (not run and len(fields) < 2):
            left.extend(fields)
            continue
        run.append(fields)
        spans[:] = widened
    close()
    return tables, left


def _fitted(fields: Sequence[TextPiece], spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]] | None:
    """The columns with one more line in them, each at most one piece; None where it doesn't stand in them."""
    if len(fields) > _MOST_COLUMNS:
        return None
    if not spans:
        return [(piece.x, piece.right) for piece in fields]
    widened, taken = list(spans), set[int]()
    for piece in fields:
        over = [number for number, (low, high) in enumerate(spans) if piece.x < high and piece.right > low]
        if len(over) != 1 or over[0] in taken:
            return None
        taken.add(over[0])
        low, high = widened[over[0]]
        widened[over[0]] = (min(low, piece.x), max(high, piece.right))
    return widened


def _in_columns(run: Sequence[Sequence[TextPiece]], spans: Sequence[tuple[float, float]]) -> PageTable:
    rows = [["\n".join(piece.text for piece in line if piece.x < high and piece.right > low) for low, high in spans] for line in run]
    return PageTable(run[0][0].y + run[0][0].size, run[-1][0].y, [low for low, _ in spans], rows)


def lines_of(pieces: Sequence[TextPiece]) -> list[tuple[float, str]]:
    """Pieces of text as lines, from the top.

    Parameters
    ----------
    pieces
        In any order.

    Returns
    -------
    list of (height, text)
        A blank stands where Latin words, or words far from each other, meet.
    """
    found = []
    for line in _lines(pieces):
        text, right = "", 0.0
        for piece in line:
            latin = text[-1:].isascii() and piece.text[:1].isascii()
            apart = bool(text) and piece.x - right > piece.size * (0.15 if latin else 1.0)
            text += f" {piece.text}" if apart else piece.text
            right = piece.right
        found.append((line[0].y, text))
    return found


def _lines(pieces: Sequence[TextPiece]) -> list[list[TextPiece]]:
    """Pieces by line, from the top, each from the left; what is half a letter apart is on one line."""
    lines: list[list[TextPiece]] = []
    for piece in sorted(pieces, key=lambda one: (-one.y, one.x)):
        if lines and lines[-1][0].y - piece.y <= 0.5 * piece.size:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda one: one.x) for line in lines]


def _fields(line: Sequence[TextPiece]) -> list[TextPiece]:
    """The pieces of a line, joined where no gap is between them."""
    fields: list[TextPiece] = []
    for piece in line:
        if fields and piece.x - fields[-1].right < 0.8 * piece.size:
            before = fields[-1]
            latin = before.text[-1:].isascii() and piece.text[:1].isascii() and piece.x - before.right > 0.15 * piece.size
            fields[-1] = before._replace(text=f"{before.text}{' ' if latin else ''}{piece.text}")
        else:
            fields.append(piece)
    return fields


def _middle(piece: TextPiece) -> float:
    return piece.y + 0.35 * piece.size


def _at(lines: Sequence[RuledLine], levels: Sequence[float]) -> list[list[RuledLine]]:
    """The lines at each of some levels."""
    ordered = sorted(lines)
    places = [line.at for line in ordered]
    return [ordered[bisect_left(places, level - _NEAR) : bisect_right(places, level + _NEAR)] for level in levels]


def _covers(lines: Sequence[RuledLine], place: float) -> bool:
    return any(line.low - _NEAR <= place <= line.high + _NEAR for line in lines)


def _levels(places: Sequence[float]) -> list[float]:
    """Places without those that are near another one, from the least."""
    levels: list[float] = []
    for place in sorted(places):
        if not levels or place - levels[-1] > _NEAR:
            levels.append(place)
    return levels


def _joined(lines: Sequence[RuledLine]) -> list[RuledLine]:
    """Lines along each other that touch, as one: programs draw the border of each cell by itself."""
    joined: list[RuledLine] = []
    levels = _levels([line.at for line in lines])
    by_level: dict[float, list[RuledLine]] = {level: [] for level in levels}
    position = 0
    for line in sorted(lines):
        while position + 1 < len(levels) and levels[position + 1] <= line.at:
            position += 1
        by_level[levels[position]].append(line)
    for level, along in by_level.items():
        reach: list[list[float]] = []
        for line in sorted(along, key=lambda one: one.low):
            if reach and line.low <= reach[-1][1] + _NEAR:
                reach[-1][1] = max(reach[-1][1], line.high)
            else:
                reach.append([line.low, line.high])
        joined += [RuledLine(level, low, high) for low, high in reach if high - low > _NEAR]
    return joined


def _crossing(across: Sequence[RuledLine], down: Sequence[RuledLine]) -> list[tuple[list[RuledLine], list[RuledLine]]]:
    """The lines that hang together, those across with those down."""
    touching: dict[int, list[int]] = {}
    for number, line in enumerate(across):
        for other, post in enumerate(down):
            if post.low - _NEAR <= line.at <= post.high + _NEAR and line.low - _NEAR <= post.at <= line.high + _NEAR:
                touching.setdefault(number, []).append(-other - 1)
                touching.setdefault(-other - 1, []).append(number)
    groups, seen = [], set[int]()
    for number in range(len(across)):
        if number in seen or number not in touching:
            continue
        group, open_ = {number}, [number]
        while open_:
            for neighbour in touching[open_.pop()]:
                if neighbour not in group:
                    group.add(neighbour)
                    open_.append(neighbour)
        seen |= group
        groups.append(([across[one] for one in sorted(group) if one >= 0], [down[-one - 1] for one in sorted(group) if one < 0]))
    return groups
