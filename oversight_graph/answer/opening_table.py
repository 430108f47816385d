"""An opening on a terminal: its lines, and a table of cells of a few lines each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oversight_graph.answer.opening import Lines, Opening, in_words
from oversight_graph.messages import Language
from oversight_graph.visible_text import visible

if TYPE_CHECKING:
    from rich.console import Console

_LABEL = 34
"""The first column folds beyond this width."""


def print_opening(opening: Opening, console: Console, lang: Language) -> None:
    """Print an opening.

    Parameters
    ----------
    opening : Opening
        What is shown.
    console : rich.console.Console
        Where it is printed; a table wider than the screen isn't cut.
    lang : {'zh', 'en'}
        In which language.
    """
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    def said(lines: Lines) -> str:
        return "\n".join(visible(in_words(line, lang)) for line in lines)

    for line in opening.lines:
        console.print(Text(said((line,))), soft_wrap=True)
    if opening.headings:
        grid = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
        columns = [[said((heading,)), *(said(row[place]) for row in opening.rows)] for place, heading in enumerate(opening.headings)]
        for place, cells in enumerate(columns):
            widest = max(cell_len(line) for cell in cells for line in cell.split("\n"))
            right = place >= opening.numbers
            folds = not place and widest > _LABEL
            width = _LABEL if folds else widest
            grid.add_column(Text(cells[0]), justify="right" if right else "left", no_wrap=not folds, overflow="fold", min_width=width, max_width=width)
        for row in zip(*(cells[1:] for cells in columns), strict=True):
            grid.add_row(*map(Text, row))
        least = sum(column.min_width or 0 for column in grid.columns) + 2 * (len(grid.columns) - 1)
        if least > console.width:
            grid.width = least
        console.print(grid, crop=False)
    for line in opening.after:
        console.print(Text(said((line,))), soft_wrap=True)
    console.print()
