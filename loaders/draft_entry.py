"""An entry of a chart in the making, and where in a file it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from oversight_graph.messages import Text, message
from oversight_graph.naming.personal_data import redacted
from oversight_graph.naming.persons import likeness
from oversight_graph.parsing.document import Value, to_node


class Location(NamedTuple):
    """Where something stands in a file: `row` and `column` count from 1, 0 is unknown; `sheet` where there are several."""

    row: int = 0
    column: int = 0
    sheet: str = ""

    @property
    def locator(self) -> str:
        """As a source's locator says it."""
        return " ".join(part for part in (self._sheet, f"row {self.row}" if self.row else "") if part)

    @property
    def said(self) -> Text:
        """As a message says it; nothing where nothing is known."""
        if not self.row:
            return self._sheet
        return message("loaders.row_of_sheet", sheet=self._sheet, row=self.row) if self._sheet else message("problems.row", row=self.row)

    @property
    def _sheet(self) -> str:
        return "" if likeness(self.sheet) else redacted(self.sheet).text

    def cited(self, source: str) -> str:
        """A source with this place in it, as an entry cites it.

        Parameters
        ----------
        source
            The id of a source.

        Returns
        -------
        str
            The id, then the sheet and the row, as far as they are known.
        """
        return f"{source} {self.locator}".strip()


@dataclass(slots=True)
class DraftEntry:
    """An entry of a chart in the making: its values under the keys of a chart, where it stands, and in which column each key does."""

    values: dict[str, Any]
    place: Location
    columns: Mapping[str, int]

    def given(self, shapes: dict[object, Any]) -> Value:
        """The entry as a document; only its place stays, so that the values aren't held twice.

        Parameters
        ----------
        shapes
            Keeps the keys that entries have in common; the same mapping for all entries of a chart.

        Returns
        -------
        Value
            A mapping whose line is the row of the entry.
        """
        values, self.values = self.values, {}
        return to_node(values, self.place.row or 1, shapes)
