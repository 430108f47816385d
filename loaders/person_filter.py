"""What belongs to natural persons is kept out of a chart in the making, whichever loader makes it: cut out of every text, and said with its place.

The message says what was left out and where, never the thing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from oversight_graph.loaders.mapping import UNDECIDED
from oversight_graph.naming.personal_data import redacted
from oversight_graph.naming.persons import likeness

if TYPE_CHECKING:
    from oversight_graph.loaders.chart_builder import ChartBuilder, Location

TEXTS = ("name", "name_en", "title", "title_en", "note", "function", "publisher")
LISTS = ("aliases", "source", "sources")
TODO = "a chart holds organisations only; nothing is to be done, if no name of a body was meant"


class PersonFilter:
    """`problem` is told of what is left out."""

    def __init__(self, problem: Callable[..., None]) -> None:
        self._problem = problem
        self._told: set[tuple[str, str, Location]] = set()

    def values(self, values: Mapping[str, Any], place: Location, columns: Mapping[str, int] | None = None) -> dict[str, Any]:
        """The values of an entry without what belongs to persons; what nothing is left of is dropped."""
        found: dict[str, Any] = {}
        for key, value in values.items():
            if key in TEXTS or key in LISTS:
                column = (columns or {}).get(key, 0)
                value = self.value(key, value, place._replace(column=column) if column else place)
                if value is None:
                    continue
            found[key] = value
        return found

    def value(self, key: str, value: Any, place: Location) -> Any:
        """One value of an entry; None where nothing is left of it."""
        if isinstance(value, Mapping) and key in TEXTS:
            return {language: left for language, text in value.items() if (left := self.value(key, text, place)) is not None} or None
        if isinstance(value, (list, tuple)) and key in LISTS:
            return [left for one in value if (left := self.value(key, one, place)) is not None]
        if not isinstance(value, str) or not (key in TEXTS or key in LISTS):
            return value
        if key == "aliases" and likeness(value) == "person":
            self._said("a person's name", key, place)
            return None
        return (self.text(value, key, place) or None) if value else value

    def text(self, text: str, what: str, place: Location) -> str:
        """A text without what belongs to persons. A name is cut only where more than it stands there: who loads it decides of a bare one."""
        if what == "name" and likeness(text):
            return text
        found = redacted(text)
        if found.left_out:
            self._said(" and ".join(found.left_out), what, place)
        return found.text

    def _said(self, what: str, where: str, place: Location) -> None:
        where = "title" if where.startswith("title") else where  # of the file, of the source: mostly one and the same
        if (what, where, place) in self._told and not place.row:
            return
        self._told.add((what, where, place))
        self._problem("warning", f"{what} in the {where} {'was' if ' and ' not in what else 'were'} left out", TODO, place)


def no_person(builder: ChartBuilder, name: str, kind: str, place: Location) -> bool:
    """Whether a name in a column of bodies is surely none of a person. A person's is left out and said; of one that may be, it is asked."""
    found = likeness(name)
    if found == "person":
        builder.problem("warning", "a person's name stands here", f"it is left out; if a {kind} is called so, say it in a mapping under `kinds:`", place)
    elif found:
        builder.ask(name, UNDECIDED)
        what = "the name here may be a person's (so it isn't repeated)"
        builder.problem("error", what, f"say in a mapping, under `kinds:`, that it is a {kind}, or `none`; --guess writes the mapping to correct", place)
    return not found
