"""Which places an answer is about: what its charts and areas are called, and which charts have bodies in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from oversight_graph.answer.area_rows import AreaRow
from oversight_graph.messages import Message, message

NAMED = 6
"""Charts that are named one by one."""


@dataclass(frozen=True)
class PlacesAsked:
    """The places of an answer.

    Attributes
    ----------
    charts
        What the place that each chart describes is called, in the order of their loading.
    days
        The day on which each is taken.
    together
        Charts that are joined by bodies in common, each group once; a chart that has none in common with another stands in no group.
    within
        Charts whose area lies inside that of another one: (inner, outer).
    areas
        What areas are called.
    area_rows
        In which row of a table by areas the nodes of an area are counted.
    """

    charts: Mapping[str, str] = field(default_factory=dict)
    days: Mapping[str, str] = field(default_factory=dict)
    together: tuple[tuple[str, ...], ...] = ()
    within: tuple[tuple[str, str], ...] = ()
    areas: Mapping[str, str] = field(default_factory=dict)
    area_rows: Mapping[str | None, AreaRow] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[Message, ...]:
        """With several charts, which places these are, and which of them touch: have a body, and so perhaps a link, in common."""
        if len(self.charts) < 2:
            return ()
        named = [message("answer.place", place=place, chart=chart, day=self.days[chart]) for chart, place in list(self.charts.items())[:NAMED]]
        which = message("answer.places", number=len(self.charts), places=named)
        if len(self.charts) > NAMED:
            which = message("answer.places_and_more", number=len(self.charts), places=named)
        nested = [
            message("answer.places_within", inner=self.charts[inner], inner_chart=inner, outer=self.charts[outer], outer_chart=outer)
            for inner, outer in self.within[:NAMED]
        ]
        return which, *nested, self._touching

    @property
    def _touching(self) -> Message:
        if not self.together:
            return message("answer.places_apart")
        groups = [message("answer.places_of_group", charts=list(group)) for group in self.together[:NAMED]]
        if sum(map(len, self.together)) == len(self.charts) and len(self.together) == 1:
            return message("answer.places_all_touch")
        return message("answer.places_touch", groups=groups)
