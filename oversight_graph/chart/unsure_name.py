"""A name of a file of which can't be told for sure what it is."""

from __future__ import annotations

from dataclasses import dataclass, field

PLACES = 20
"""Places of one name that are kept: enough for whoever decides to look it up."""


@dataclass
class UnsureName:
    """A name of which a user should say what it is.

    Attributes
    ----------
    name
        As the file writes it, and as a mapping names it under `kinds:`.
    taken
        What it is taken for as long as nobody says it: the id of a kind, `none`, or `?` where the file isn't loaded before that.
    kinds
        The ids of kinds that it may be where it stands; none where that tells nothing.
    any_kind
        Whether it may be of others as well.
    places
        Where it stands, the first `PLACES` times: the sheet, the row and the column, counted from 1; 0 is unknown.
    number
        How often it stands in the file.
    """

    name: str
    taken: str
    kinds: tuple[str, ...] = ()
    any_kind: bool = True
    places: list[tuple[str, int, int]] = field(default_factory=list)
    number: int = 0

    def found(self, sheet: str, row: int, column: int) -> None:
        """Note that it stands in a cell.

        Parameters
        ----------
        sheet, row, column
            Of the cell.
        """
        self.number += 1
        if len(self.places) < PLACES and row:
            self.places.append((sheet, row, column))
