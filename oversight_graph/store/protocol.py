"""What every store does: keep charts and the graph that they make, and cut a graph out of it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from oversight_graph.chart.chart import Chart, Header
from oversight_graph.errors import NothingThere, nearest
from oversight_graph.messages import Message, message
from oversight_graph.model import days
from oversight_graph.model.areas import EVERYWHERE, Areas, canonical
from oversight_graph.progress import Progress

if TYPE_CHECKING:
    from oversight_graph.graph.graph import Graph
    from oversight_graph.resolution.resolved import Resolved


_OFFERED = 20  # areas that a message lists


@dataclass(frozen=True)
class LoadedChart:
    """A chart as a store holds it, and since when (`loaded_at`: UTC, ISO 8601)."""

    chart: Chart
    loaded_at: str


@dataclass(frozen=True)
class ChartInfo:
    """A line of `oversight charts`: a chart without its entries, since when it is held, and of how many nodes and links of the graph it says something."""

    header: Header
    loaded_at: str
    nodes: int
    links: int


@dataclass(frozen=True)
class ChartVersion:
    """A version of a chart that was ever loaded: its number from 1, its header, since when and until when it was held (None: it still is), how many entries it has."""

    number: int
    header: Header
    loaded_at: str
    until: str | None
    nodes: int
    links: int


@dataclass(frozen=True)
class ResolvedScope:
    """What of a store is asked for, checked against what it holds.

    `headers` are those of the charts asked for, by id in the order of their loading; `area` is a code in its one spelling, None for everywhere;
    `areas` says which area holds which; `as_of` is the day on which all charts are taken, None where each has another one (domain §4, Dates).
    """

    headers: dict[str, Header]
    area: str | None
    areas: Areas
    as_of: datetime.date | None

    @property
    def days(self) -> dict[str, datetime.date]:
        """The day on which each chart is taken."""
        return {name: self.as_of or header.day for name, header in self.headers.items()}

    @property
    def all_known(self) -> bool:
        """Whether there is one day, and none that a chart knows less of than of its own: then dates alone say what holds."""
        return self.as_of is not None and all(self.as_of >= header.day for header in self.headers.values())


class Store(Protocol):
    """A place where graphs are kept (contract §2). A context manager. `where`: what it is called in messages, as the user names it."""

    where: str

    def infos(self) -> list[ChartInfo]:
        """The charts loaded, in the order of their loading, without their entries. Raises StoreError where there is no store."""

    def loaded(self) -> tuple[int, list[LoadedChart]]:
        """The revision of the store and its charts whole, in the order of their loading; 0 and none where nothing was ever loaded."""

    def stamp(self) -> str:
        """A mark that is another one whenever what the store holds has changed, empty where nothing was ever loaded. Costs little."""

    def outdated(self) -> bool:
        """Whether an earlier version wrote what is there: it is read from its charts until it is written anew. Raises StoreError as `stamp` does."""

    def write(self, revision: int, loaded: Sequence[LoadedChart], before: Resolved, after: Resolved, progress: Progress | None = None) -> None:
        """Put the charts and their graph in the place of what is there: whole or not at all (contract §2).

        Parameters
        ----------
        revision
            How often the store had been written when the load was planned; 0 for a store that isn't there yet.
        loaded
            All charts that it is to hold, in the order of their loading.
        before
            The graph that is there.
        after
            The graph that the charts make together.
        progress
            Told how much is done, of how much; a store that writes in one go may never tell.

        Raises
        ------
        PlanStale
            Where the store isn't at `revision` any more.
        StoreError
            Where it can't be written, or another program writes.
        """

    def tidy(self) -> None:
        """Remove what interrupted loads left, where there is something and nobody writes. `write` does so by itself."""

    def graph(self, charts: str | Sequence[str] | None = None, area: str | None = None, as_of: str | datetime.date | None = None, whole: bool = False) -> Graph:
        """The graph of some charts, an area with what it holds, at a date.

        Of an area the surroundings come along: at least those on which the coverage and the load of what lies in it rest (contract §5).

        Parameters
        ----------
        charts
            An id or several; None for all.
        area
            A code; None for everywhere.
        as_of
            A day, or a text of which a month or a year means its last day; None for each chart's own day.
        whole
            Whether all surroundings of the area come along, as a path may lead anywhere.

        Returns
        -------
        What is known to hold then; its scope marks the nodes of the area.

        Raises
        ------
        NothingThere
            For a chart that isn't loaded, an area that nothing knows or that holds nothing.
        ValueError
            For an `as_of` that is no date.
        StoreError
            Where there is no store, or it can't be read.
        """

    def bodies(
        self, charts: str | Sequence[str] | None = None, area: str | None = None, as_of: str | datetime.date | None = None, text: str | None = None
    ) -> Graph:
        """The bodies of a graph, to look one up: what each is called, its kind, level, area and charts; there may be no links and no other attributes.

        Parameters
        ----------
        charts, area, as_of
            As for `graph`.
        text
            What one looks for; None for nothing in particular.

        Returns
        -------
        The nodes of `graph` with `whole`; where a text is sought there may be only those among which all are that it fits best (contract §3).

        Raises
        ------
        NothingThere, ValueError, StoreError
            As `graph` does.
        """

    def cut(self, charts: str | Sequence[str] | None = None, area: str | None = None, as_of: str | datetime.date | None = None) -> ResolvedScope:
        """What `graph` would be cut from, checked, without reading it.

        Parameters
        ----------
        charts, area, as_of
            As for `graph`.

        Returns
        -------
        The charts, the area and the day that are meant.

        Raises
        ------
        NothingThere, ValueError, StoreError
            As `graph` does.
        """

    def cypher(self, text: str, parameters: dict[str, Any] | None = None) -> tuple[list[str], list[list[Any]]]:
        """What a statement finds that only reads.

        Parameters
        ----------
        text
            One statement in the Cypher of the store's engine.
        parameters
            The values of its `$names`.

        Returns
        -------
        The names of the columns, and the rows, each as long as these.

        Raises
        ------
        WrongQuestion
            For a statement that may do more than read the graph, or that can't be read.
        StoreError
            Where there is no store, or it can't be read.
        """

    def close(self) -> None:
        """Let go of connections; a store that is used again opens new ones."""

    def __enter__(self) -> Store: ...

    def __exit__(self, *_: object) -> None: ...


@runtime_checkable
class ResolvesParts(Protocol):
    """A store that can tell what of its graph a change of some charts touches, without the rest."""

    def touched(self, revision: int, before: Sequence[LoadedChart], after: Sequence[LoadedChart]) -> tuple[Resolved, Resolved] | None:
        """The part of the graph that a change touches, as it is and as it will be.

        Parameters
        ----------
        revision, before
            What `loaded` gave.
        after
            The charts that there will be; those that stay are the same objects.

        Returns
        -------
        Two graphs with a `part_of`; all that differs is in them. None where the store can't tell, or the whole is as soon looked at.
        """

    def held(self, charts: Sequence[str]) -> int:
        """Count the nodes and links of the graph, as it is, of which some charts say something.

        Parameters
        ----------
        charts
            Their ids.

        Returns
        -------
        A number.
        """


def resolve_scope(
    headers: Sequence[Header],
    charts: str | Sequence[str] | None,
    area: str | None,
    as_of: str | datetime.date | None,
    areas_of: dict[str, set[str]],
) -> ResolvedScope:
    """Check a scope (domain §4).

    Parameters
    ----------
    headers
        Those of all charts that are loaded, in the order of their loading.
    charts
        The charts asked for, an id or several; None for all.
    area
        The code of the area asked for, in any spelling, or the name by which a chart declares it; None for everywhere.
    as_of
        A day, or a text of which a month or a year means its last day; None for each chart's own day.
    areas_of
        For each chart's id the areas in which it holds nodes; read only where an area is asked for.

    Returns
    -------
    The scope with every default filled in; with a day where the charts have the same one.

    Raises
    ------
    NothingThere
        For a chart that isn't loaded, an area that nothing knows or that holds nothing, and where no chart is loaded.
    ValueError
        For an `as_of` that is no date.
    """
    known = {header.id: header for header in headers}
    if not known:
        raise NothingThere(message("store.no_chart"))
    asked = [charts] if isinstance(charts, str) else list(charts) if charts is not None else list(known)
    for name in asked:
        if name not in known:
            raise NothingThere(message("store.chart_not_loaded", name=name, near=nearest(name, known)))
    areas = own_areas(headers)
    code = None if area is None else _code_of(headers, areas, str(area), as_of or max(known[name].as_of for name in asked))
    if code is not None and not areas.knows(code):
        valid = sorted({held_area for name in asked for held_area in areas_of[name]} | {EVERYWHERE})
        raise NothingThere(message("store.no_such_area", area=str(area), near=_near(str(area), valid)))
    if code is not None and not any(True for name in asked for _ in areas.inside(code, areas_of[name])):
        raise NothingThere(_empty_area(str(area), sorted({held_area for name in asked for held_area in areas_of[name]})))
    own = {known[name].day for name in asked}
    day = (min(own) if len(own) == 1 else None) if as_of is None else as_of if isinstance(as_of, datetime.date) else days.last_day(as_of)
    return ResolvedScope({name: known[name] for name in asked}, code, areas, day)


def _empty_area(area: str, others: Sequence[str]) -> Message:
    if len(others) > _OFFERED:
        return message("store.nothing_in_area_of_many", area=area, others=others[:_OFFERED])
    return message("store.nothing_in_area", area=area, others=others)


def _code_of(headers: Sequence[Header], areas: Areas, text: str, as_of: str | datetime.date) -> str:
    """The code that is meant: one as it is typed, else that of the one area which a chart calls so, else of the one place that was called so then. Of several none is chosen."""
    code = canonical(text)
    if areas.knows(code):
        return code
    named = {canonical(one.code): f"{canonical(one.code)} {text}" for header in headers for one in header.areas if text in (one.zh, one.en)}
    if not named:
        from oversight_graph.naming.places_by_name import places_called, told, year_of

        places = places_called(text, year_of(as_of))
        named = dict(zip([one.code for one in places], told(places, year_of(as_of)), strict=True))
    if len(named) > 1:
        raise NothingThere(message("store.several_areas", area=text, candidates=list(named.values())))
    return next(iter(named), code)


def _near(text: str, valid: Sequence[str]) -> Message:
    """What may be meant by a text that is neither a code nor a name: a place with a like name, else a code that holds something."""
    from oversight_graph.naming.places_by_name import like, told

    places = like(text)
    return nearest(text, valid) if not places else message("errors.did_you_mean", word=told(places)[0])


def own_areas(headers: Sequence[Header]) -> Areas:
    """The areas of all charts as one name space; the first chart that says where an area belongs stands (contract §1).

    Parameters
    ----------
    headers
        Those of the charts, in the order of their loading.

    Returns
    -------
    They know the areas of GB/T 2260 besides those that the charts declare.
    """
    own: dict[str, str | None] = {}
    for header in headers:
        for area in header.areas:
            own[area.code] = own.get(area.code) or area.part_of
    return Areas(own)
