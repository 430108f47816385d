"""A table of aliases as a file: written so that it reads the same, with the names of the bodies above rows that hold ids alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from oversight_graph.chart.alias_table import Alias
from oversight_graph.loaders.alias_file import COLUMNS
from oversight_graph.messages import Message, text

_ONE_CELL = str.maketrans({",": "，", ";": "；", "\t": " ", "\r": " ", "\n": " "})
"""A comment is one cell for a spreadsheet, which runs what begins another one with `=`."""


def alias_text(rows: Iterable[Alias], head: Message | str = "", names: Mapping[str, str] | None = None) -> str:
    """A table of aliases as CSV.

    Parameters
    ----------
    rows
        Each as often as it is wanted.
    head
        A comment at its head, a line; none by default.
    names
        What bodies are called, by id: said in a comment.

    Returns
    -------
    What `read_aliases` reads as these rows.

    Examples
    --------
    >>> print(alias_text([Alias("甲局", ("乙局",), same=False)]), end="")
    name,alias,kind,area,level,same
    甲局,乙局,,,,no
    """
    out = io.StringIO()
    if head:
        out.write(f"# {text(head)}\n")
    writer, quoting = csv.writer(out, lineterminator="\n"), csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in dict.fromkeys(rows):
        if row.target and names:
            told = [f"{stored} {names[stored]}" for stored in (row.name, *row.aliases) if stored in names]
            if told:
                out.write(f"# {'；'.join(told).translate(_ONE_CELL)}\n")
        cells = (row.name, "、".join(row.aliases), row.kind or "", row.area or "", row.level or "", "" if row.same else "no")
        (quoting if row.name.startswith("#") else writer).writerow(cells)
    return out.getvalue()
