"""What a spreadsheet could run, in the cells of text files: guarded on the way out, as it was on the way in."""

from __future__ import annotations

import re

RUNS = "=+-@\t\r\n＝＋－＠"
"""What a cell begins with that a spreadsheet may take for a formula, in some languages in full width too."""
_WOULD_RUN = re.compile(f"'*[{re.escape(RUNS)}]")


def guarded(cell: str) -> str:
    """A cell of a text file that no spreadsheet runs: with a `'` before what would, and before what looks guarded already.

    Parameters
    ----------
    cell
        Any text.

    Returns
    -------
    What `unguarded` gives back.

    Examples
    --------
    >>> guarded("=1+1"), guarded("'=1+1"), guarded("'a"), guarded("a=1")
    ("'=1+1", "''=1+1", "'a", 'a=1')
    """
    return f"'{cell}" if _WOULD_RUN.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell that was guarded.

    Parameters
    ----------
    cell
        As it stands in a file.

    Returns
    -------
    The cell itself where it isn't guarded.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("''=1+1"), unguarded("'a"), unguarded("=1+1")
    ('=1+1', "'=1+1", "'a", '=1+1')
    """
    return cell[1:] if cell.startswith("'") and _WOULD_RUN.match(cell) else cell
