"""What every store does: keep charts and the graph that they make, and cut a graph out of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from oversight_graph.chart.chart import Chart, Header
from oversight_graph.errors import NothingThere, nearest
from oversight_graph.messages import Message, message
from oversight_graph.model import days
from oversight_graph.model.areas import EVERYWHERE, Areas, canonical

if TYPE_CHECKING:
    from oversight_graph.graph.graph import Graph
    from oversight_graph.resolution.resolve import Resolved


_OFFERED = 20  # areas that a message lists
Progress: TypeAlias = Callable[[int, int], None]
"""Told how much is done, of how much."""


@dataclass(frozen=True)
class LoadedChart:
    """A chart as a store holds it, and since when (UTC)."""

    chart: Chart
    loaded_at: str


@dataclass(frozen=True)
class ChartInfo:
    """A line of `oversight charts`."""

    header: Header
    loaded_at: str
    nodes: int
    links: int


@dataclass(frozen=True)
class ResolvedScope:
    """What of a store is asked for, checked against what it holds."""

    headers: dict[str, Header]
    area: str | None
    areas: Areas
    as_of: datetime.date


class Store(Protocol):
    """A place where graphs are kept. A context manager."""

    where: str

    def infos(self) -> list[ChartInfo]:
        """The charts loaded, in the order of their loading, without their entries."""

    def loaded(self) -> tuple[int, list[LoadedChart]]:
        """The revision of the store, and its charts whole, in the order of their loading."""

    def stamp(self) -> str:
        """A mark that is another one whenever what the store holds has changed, empty where nothing was ever loaded. Costs little."""

    def write(self, revision: int, loaded: Sequence[LoadedChart], before: Resolved, after: Resolved, progress: Progress | None = None) -> None:
        """Put the charts and their graph (`after`) in the place of what is there (`before`): whole or not at all.

        Raises PlanStale where the store isn't at `revision` any more, StoreError where it can't be written.
        """

    def tidy(self) -> None:
        """Remove what interrupted loads left, where there is something and nobody writes. `write` does so by itself."""

    def graph(self, charts: str | Sequence[str] | None = None, area: str | None = None, as_of: str | datetime.date | None = None, whole: bool = False) -> Graph:
        """The graph of some charts (all), an area with what it holds (everywhere), at a date (the newest as_of in scope).

        Of an area the surroundings come along: at least those on which the coverage and the load of what lies in it rest;
        `whole` asks for all of them, as a path may lead anywhere.
        """

    def cut(self, charts: str | Sequence[str] | None = None, area: str | None = None, as_of: str | datetime.date | None = None) -> ResolvedScope:
        """What `graph` would be cut from, checked, without reading it."""

    def cypher(self, text: str, parameters: dict[str, Any] | None = None) -> tuple[list[str], list[list[Any]]]:
        """What a reading statement finds: columns and rows. Raises WrongQuestion for one that writes or can't be read."""

    def close(self) -> None: ...

    def __enter__(self) -> Store: ...

    def __exit__(self, *_: object) -> None: ...


def resolve_scope(
    headers: Sequence[Header],
    charts: str | Sequence[str] | None,
    area: str | None,
    as_of: str | datetime.date | None,
    areas_of: dict[str, set[str]],
) -> ResolvedScope:
    """Check a scope and find its date. `areas_of`: the areas in which each chart holds nodes.

    Raises NothingThere for a chart that isn't loaded, an area that nothing knows or that holds nothing.
    """
    known = {header.id: header for header in headers}
    if not known:
        raise NothingThere(message("store.no_chart"))
    asked = [charts] if isinstance(charts, str) else list(charts) if charts is not None else list(known)
    for name in asked:
        if name not in known:
            raise NothingThere(message("store.chart_not_loaded", name=name, near=nearest(name, known)))
    areas = own_areas(headers)
    code = None if area is None else canonical(str(area))
    if code is not None and not areas.knows(code):
        valid = sorted({held_area for name in asked for held_area in areas_of[name]} | {EVERYWHERE})
        raise NothingThere(message("store.no_such_area", area=str(area), near=nearest(str(area), valid)))
    held = asked
    if code is not None:
        held = [name for name in asked if any(areas.holds(code, held_area) for held_area in areas_of[name])]
        if not held:
            raise NothingThere(_empty_area(str(area), sorted({held_area for name in asked for held_area in areas_of[name]})))
    day = max(known[name].day for name in held) if as_of is None else as_of if isinstance(as_of, datetime.date) else days.last_day(as_of)
    return ResolvedScope({name: known[name] for name in asked}, code, areas, day)


def _empty_area(area: str, others: Sequence[str]) -> Message:
    if len(others) > _OFFERED:
        return message("store.nothing_in_area_of_many", area=area, others=others[:_OFFERED])
    return message("store.nothing_in_area", area=area, others=others)


def own_areas(headers: Sequence[Header]) -> Areas:
    """One name space over all charts; the first that says where an area belongs stands."""
    own: dict[str, str | None] = {}
    for header in headers:
        for area in header.areas:
            own[area.code] = own.get(area.code) or area.part_of
    return Areas(own)
