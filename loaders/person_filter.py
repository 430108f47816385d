"""What belongs to natural persons is kept out of a chart in the making, whichever loader makes it: cut out of every text, and said with its place.

The message says what was left out and where, never the thing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from oversight_graph.loaders.mapping import UNDECIDED
from oversight_graph.messages import Message, message
from oversight_graph.naming.personal_data import NAMES, NUMBERS, redacted
from oversight_graph.naming.persons import likeness

if TYPE_CHECKING:
    from oversight_graph.loaders.chart_builder import ChartBuilder
    from oversight_graph.loaders.draft_entry import Location

TEXTS = ("name", "name_en", "title", "title_en", "note", "function", "publisher")
LISTS = ("aliases", "source", "sources")
_PLACE = {
    "name": message("loaders.in_name"),
    "name_en": message("loaders.in_name_en"),
    "title": message("loaders.in_title"),
    "title_en": message("loaders.in_title"),  # one and the same, mostly
    "note": message("loaders.in_note"),
    "function": message("loaders.in_function"),
    "publisher": message("loaders.in_publisher"),
    "aliases": message("loaders.in_aliases"),
    "source": message("loaders.in_source"),
    "sources": message("loaders.in_sources"),
}
"""What a key of `TEXTS` or `LISTS` is called where something of it was left out."""


class PersonFilter:
    """Cuts out of the values of entries what belongs to natural persons; `problem` is told of what is left out."""

    def __init__(self, problem: Callable[..., None]) -> None:
        self._problem = problem
        self._told: set[tuple[str, str, Location]] = set()

    def values(self, values: Mapping[str, Any], place: Location, columns: Mapping[str, int] | None = None) -> dict[str, Any]:
        """The values of an entry without what belongs to persons; what nothing is left of is dropped.

        Parameters
        ----------
        values
            By key; those of other keys than `TEXTS` and `LISTS` stay as they are.
        place
            Where the entry stands.
        columns
            In which column each key stands; None where the file has no columns.

        Returns
        -------
        dict
            A copy.
        """
        kept: dict[str, Any] = {}
        for key, value in values.items():
            if key in TEXTS or key in LISTS:
                column = (columns or {}).get(key, 0)
                value = self.value(key, value, place._replace(column=column) if column else place)
                if value is None:
                    continue
            kept[key] = value
        return kept

    def value(self, key: str, value: Any, place: Location) -> Any:
        """One value of an entry.

        Parameters
        ----------
        key
            The key that it stands under.
        value
            A text, a mapping of texts by language, or a list of texts.
        place
            Where it stands.

        Returns
        -------
        value
            Of the same shape; None where nothing is left of it.
        """
        if isinstance(value, Mapping) and key in TEXTS:
            return {language: left for language, text in value.items() if (left := self.value(key, text, place)) is not None} or None
        if isinstance(value, (list, tuple)) and key in LISTS:
            return [left for item in value if (left := self.value(key, item, place)) is not None]
        if not isinstance(value, str) or not (key in TEXTS or key in LISTS):
            return value
        if key == "aliases" and likeness(value) == "person":
            self._said((NAMES,), key, place)
            return None
        return (self.text(value, key, place) or None) if value else value

    def text(self, text: str, key: str, place: Location) -> str:
        """A text without what belongs to persons. A name is cut only where more than it stands there: who loads it decides of a bare one.

        Parameters
        ----------
        text
            Any text of the file.
        key
            One of `TEXTS` or `LISTS`: what the message calls it.
        place
            Where it stands.

        Returns
        -------
        str
            "" where nothing is left.
        """
        if key == "name" and likeness(text):
            return text
        shown = redacted(text)
        if shown.left_out:
            self._said(shown.left_out, key, place)
        return shown.text

    def _said(self, left_out: tuple[str, ...], key: str, place: Location) -> None:
        said = _left_out(left_out, _PLACE[key])
        already = (said.code, _PLACE[key].code, place)
        if already in self._told and not place.row:
            return
        self._told.add(already)
        self._problem("warning", said, place=place)


def _left_out(left_out: tuple[str, ...], where: Message) -> Message:
    """`left_out`: what of `NUMBERS` and `NAMES`."""
    if NUMBERS not in left_out:
        return message("loaders.name_left_out", where=where)
    return message("loaders.numbers_and_name_left_out", where=where) if NAMES in left_out else message("loaders.numbers_left_out", where=where)


def no_person(builder: ChartBuilder, name: str, kind: str, place: Location) -> bool:
    """Whether a name in a column of bodies is surely none of a person.

    A person's name is left out and said; of one that may be a person's, the user is asked.

    Parameters
    ----------
    builder
        Takes the problem and the question.
    name
        As the cell writes it.
    kind
        The kind of node that the column holds.
    place
        The cell.

    Returns
    -------
    bool
        False also where it can't be told.
    """
    alike = likeness(name)
    if alike == "person":
        builder.problem("warning", message("loaders.person_among_bodies", kind=kind), place=place)
    elif alike:
        builder.ask(name, UNDECIDED)
        builder.problem("error", message("loaders.perhaps_person", kind=kind), place=place)
    return not alike
