"""What becomes of the cells of a roster from which no entry is made: headings, titles, running numbers, totals, remarks, and what its heading leaves out."""

from __future__ import annotations

import re
from collections import Counter

from oversight_graph.loaders.cell_account import Fate
from oversight_graph.loaders.chart_builder import ChartBuilder
from oversight_graph.loaders.rosters.cell_contents import day, quantity
from oversight_graph.loaders.rosters.detection import RosterLine
from oversight_graph.loaders.rosters.kinds.declaration import TableFound
from oversight_graph.loaders.unread_cells import names_bodies, names_body

LONGEST_SECTION = 30
"""Letters: what is longer is no heading of a section."""
_OF_TITLE = re.compile(r"表|名单|名录|情况|机构|清单|一览|单位|日期|时间|编制|填报|制表|附件|第.{1,3}页")
_FATE_OF_ROLE = {"number": Fate.NUMBER, "unit_count": Fate.TOTAL, "person": Fate.LEFT_OUT}


def mark_headings(builder: ChartBuilder, table: TableFound) -> None:
    """Note the heading of a table and what stands above it: a row of one text is a title, of others only what reads as a title, a date or a label.

    Parameters
    ----------
    builder
        Takes the fates.
    table
        The roster.
    """
    layout, area = table.layout, table.area
    rows = len(table.rows)  # a mapping may say that the heading stands beyond them
    for row in range(layout.first, min(layout.last, rows) + 1) if layout.first else ():
        for column in range(1, len(table.rows[row - 1]) + 1):
            builder.mark(area.at(row, column), Fate.HEADING)
    last = layout.first - 1 if layout.first else max((row for row, _ in table.above), default=0)
    for row in range(1, min(last, rows) + 1):
        texts = {text for text in table.rows[row - 1] if text}
        for column, text in enumerate(table.rows[row - 1], 1):
            if text and (len(texts) == 1 or (len(text) <= 40 and (_OF_TITLE.search(text) or day(text)))):
                builder.mark(area.at(row, column), Fate.HEADING)
    for row, column in area.titles:
        builder.mark(area.at(1, 1)._replace(row=row, column=column), Fate.HEADING)


def mark_line(builder: ChartBuilder, line: RosterLine, told: bool) -> None:
    """Note of a row what its kind and its headings say; what entries are made from is noted where they are made.

    Parameters
    ----------
    builder
        Takes the fates.
    line
        A row of the roster.
    told
        Whether the user told the columns: all others are then left out.
    """
    by_number = {column.number: column for column in line.layout.columns}
    for number, text in enumerate(line.cells, 1):
        if not text:
            continue
        column = by_number.get(number)
        fate = Fate.UNREAD
        if line.kind == "heading":
            fate = Fate.HEADING
        elif line.kind == "remark":
            fate = Fate.REMARK
        elif line.kind in ("total", "subtotal"):
            label = text == next(cell for cell in line.cells if cell)
            fate = Fate.TOTAL if label or quantity(text) is not None or (column is not None and column.role == line.layout.overseer) else Fate.UNREAD
        elif line.kind == "section":
            fate = Fate.HEADING if len(text) <= LONGEST_SECTION and not names_body(text) else Fate.UNREAD
        elif column is None:
            fate = Fate.LEFT_OUT if told else Fate.UNREAD
        elif column.role is None:
            fate = Fate.LEFT_OUT
        else:
            fate = _FATE_OF_ROLE.get(column.role, Fate.UNREAD)
        if fate:
            builder.mark(line.at(number), fate)


def bodies_left_out(table: TableFound) -> Counter[int]:
    """How many names of bodies stand in each column whose heading nobody knows.

    Parameters
    ----------
    table
        The roster.

    Returns
    -------
    Counter of int
        By the number of the column. Cost: a reading of a name a cell, of these columns alone.
    """
    unknown = [column.number for column in table.layout.columns if column.role is None and column.heading]
    return Counter(number for row in table.rows[table.layout.last :] for number in unknown if row[number - 1] and names_bodies(row[number - 1]))
