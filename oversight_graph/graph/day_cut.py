"""What charts say to hold on their days, row by row of a table of nodes and one of links (domain §4, Dates).

A row is *known* on a day by a chart that says so: within the dates that the chart writes, and with a stated beginning or not before
the chart's own day. What has no stated beginning may have been there on an earlier day, too: then it is *unsure*. An inspection begins with its
year; the ends of a link with a stated beginning are known as long as the link, but a stated beginning of a node says nothing of its links.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.graph.arrow import NONE, encoded, ends_of, equals, flags, numbers, whole
from oversight_graph.graph.csr import Ints

Mask: TypeAlias = NDArray[np.bool_]
EPOCH = datetime.date(1970, 1, 1)
OPEN_FIRST, OPEN_LAST = ((day - EPOCH).days for day in (datetime.date.min, datetime.date.max))
"""What stands in a column of days for a beginning or an end that isn't written."""


def day_number(day: datetime.date) -> int:
    """A day as columns hold it.

    Parameters
    ----------
    day
        Any day.

    Returns
    -------
    The days since 1 January 1970.
    """
    return (day - EPOCH).days


@dataclass(frozen=True)
class Unknown:
    """What a graph isn't sure of (domain §4, Dates): tables of all that may hold on one of its days, with what is known to.

    `node_number`, `link_number`: how many entries aren't known on the day that is asked about, as they have no stated beginning.
    """

    nodes: pa.Table = field(repr=False)
    links: pa.Table = field(repr=False)
    node_number: int = 0
    link_number: int = 0


@dataclass(frozen=True)
class Presence:
    """How the rows of a table stand on a day: known to hold, or not known but perhaps there (`unsure`, of those that aren't known). Two masks of n rows."""

    known: Mask
    unsure: Mask

    @property
    def either(self) -> Mask:
        """The rows that hold or may hold."""
        either: Mask = self.known | self.unsure
        return either


@dataclass(frozen=True)
class Spells:
    """From when to when each row holds by which chart: an item for each row, chart and period. Arrays of one length.

    `row`: its position; `chart`: that of the chart in the order of the charts believed; `first` and `last`: days; `begun`: the day from which it is
    known by a stated beginning, after `last` where none is stated.
    """

    row: Ints
    chart: Ints
    first: Ints
    last: Ints
    begun: Ints
    rows: int

    def within(self, day: Ints) -> Mask:
        """The items whose dates hold the day of their chart.

        Parameters
        ----------
        day : ndarray of int64, shape (charts,)
            That of each chart.

        Returns
        -------
        ndarray of bool
            A truth value an item.
        """
        at = day[self.chart]
        inside: Mask = (self.first <= at) & (at <= self.last)
        return inside

    def at(self, items: Mask) -> Spells:
        """Some of the items.

        Parameters
        ----------
        items : ndarray of bool
            Which.

        Returns
        -------
        Spells
            Of the same rows.
        """
        return Spells(self.row[items], self.chart[items], self.first[items], self.last[items], self.begun[items], self.rows)

    def holding(self, day_of_row: Ints) -> Mask:
        """The rows that some chart's dates let hold, each on a day of its own.

        Parameters
        ----------
        day_of_row : ndarray of int64, shape (rows,)
            The day that each row is asked about.

        Returns
        -------
        ndarray of bool, shape (rows,)
            Whatever is stated of their beginning.
        """
        at = day_of_row[self.row]
        return self.of_rows((self.first <= at) & (at <= self.last))

    def of_rows(self, items: Mask) -> Mask:
        """The rows that have one of some items.

        Parameters
        ----------
        items : ndarray of bool
            Which items are meant.

        Returns
        -------
        ndarray of bool, shape (rows,)
            A truth value a row.
        """
        mask = np.zeros(self.rows, bool)
        mask[self.row[items]] = True
        return mask


def spells(table: pa.Table, charts: Mapping[str, int], links: bool = False) -> Spells:
    """The spells of a table.

    Parameters
    ----------
    table
        Nodes or links, with the columns of `store.graph_tables`.
    charts
        The charts that are believed, each with its place in their order.
    links
        Whether these are links, whose own beginning counts, and not that of their ends.

    Returns
    -------
    An item for each row, chart and period. Cost: linear in these.
    """
    rows = table.num_rows
    first, last = _dates(table)
    lists = whole(table.column("charts"))
    row = numbers(pc.list_parent_indices(lists), NONE)
    chart = _places(pc.list_flatten(lists), charts)
    parts = [(row, chart, first[row], last[row])]
    apart = whole(table.column("period_charts"))
    if apart.null_count < len(apart):
        alike = flags(pc.is_null(apart))[row]
        parts = [(row[alike], chart[alike], first[row][alike], last[row][alike])]
        begin, end = (numbers(pc.list_flatten(whole(table.column(name))).cast(pa.int32()), NONE) for name in ("period_from", "period_to"))
        parts.append((numbers(pc.list_parent_indices(apart), NONE), _places(pc.list_flatten(apart), charts), begin, end))
    row, chart, since, until = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    kept = chart >= 0
    row, chart, since, until = row[kept], chart[kept], since[kept], until[kept]
    begun = np.where(since > OPEN_FIRST, since, OPEN_LAST + 1)
    if links:
        year = numbers(table.column("year"), 0)
        of_year = ((np.maximum(year, 1) - 1970).astype("datetime64[Y]").astype("datetime64[D]")).astype(np.int64)
        own = np.where(first > OPEN_FIRST, first, np.where(equals(table.column("kind"), "INSPECTS") & (year > 0), of_year, OPEN_LAST + 1))
        begun = own[row]
    return Spells(row, chart, since, until, begun, rows)


def _dates(table: pa.Table) -> tuple[Ints, Ints]:
    """The first and the last day of each row, open ones as OPEN_FIRST and OPEN_LAST; where charts differ, the widest."""
    columns = (("valid_from", OPEN_FIRST), ("valid_to", OPEN_LAST))
    first, last = (numbers(whole(table.column(name)).cast(pa.int32()), missing) for name, missing in columns)
    return first, last


def _places(words: pa.Array, charts: Mapping[str, int]) -> Ints:
    names, at = encoded(words)
    places: Ints = np.array([*(charts.get(name, NONE) for name in names), NONE], np.int64)[at]
    return places


@dataclass(frozen=True)
class DatedTables:
    """The nodes and links of some charts, each chart with its own day (`own`); what holds on which day is asked of these.

    `cut`: only what a chart lets hold on its own day counts, whatever it lets hold on others. `known_ends`: `ends`, where who asks knows them.
    """

    nodes: pa.Table
    links: pa.Table
    own: Mapping[str, datetime.date]
    cut: bool = False
    known_ends: tuple[Ints, Ints] | None = None

    @cached_property
    def own_days(self) -> Ints:
        """The own day of each chart."""
        return np.array([day_number(day) for day in self.own.values()], np.int64)

    @cached_property
    def of_nodes(self) -> Spells:
        """The spells of the nodes."""
        return self._of_cut(spells(self.nodes, self._places))

    @cached_property
    def of_links(self) -> Spells:
        """The spells of the links: by each chart as long as the link and both its ends hold by that chart."""
        return self._of_cut(self._within_ends(spells(self.links, self._places, links=True)))

    def _within_ends(self, every: Spells) -> Spells:
        """Spells of links cut at the dates of their ends. Those of ends that charts date differently are cut already, chart by chart, where links are made."""
        first, last = every.first, every.last
        begin, until = _dates(self.nodes)
        for end in self.ends:
            at = end[every.row]
            first = np.where(at == NONE, first, np.maximum(first, begin[at]))
            last = np.where(at == NONE, last, np.minimum(last, until[at]))
        return replace(every, first=first, last=last)

    def _of_cut(self, every: Spells) -> Spells:
        return every.at(every.within(self.own_days)) if self.cut else every

    @cached_property
    def ends(self) -> tuple[Ints, Ints]:
        """The positions of the two ends of each link; NONE for one that isn't among the nodes."""
        return self.known_ends or ends_of(self.nodes, self.links)

    @property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.own)}

    def on(self, day: Ints) -> tuple[Presence, Presence]:
        """How the nodes and the links stand, each chart taken at a day.

        Parameters
        ----------
        day
            That of each chart, as numbers.

        Returns
        -------
        That of the nodes, and that of the links: one that has an end that doesn't hold doesn't hold, one with an end that isn't known isn't known.
        """
        nodes, links = self.of_nodes, self.of_links
        known_node, unsure_node = _stand(nodes, day, self.own_days)
        known_link, unsure_link = _stand(links, day, self.own_days)
        there = np.append(nodes.of_rows(known_node | unsure_node), False)
        whole = there[self.ends[0]] & there[self.ends[1]]
        known_link, unsure_link = known_link & whole[links.row], unsure_link & whole[links.row]
        if unsure_node.any():  # known as an end of a link that is dated by the same chart
            size = max(len(self.own), 1)
            dated = known_link & (links.begun <= day[links.chart])
            ends = np.concatenate([end[links.row[dated]] * size + links.chart[dated] for end in self.ends])
            as_end = unsure_node & np.isin(nodes.row * size + nodes.chart, ends)
            known_node, unsure_node = known_node | as_end, unsure_node & ~as_end
        of_nodes = _presence(nodes, known_node, unsure_node)
        return of_nodes, _presence(links, known_link, unsure_link)

    def newest(self) -> Ints:
        """The day on which each node is judged: the newest own day of a chart that contains it, of those on which a chart lets it hold."""
        nodes, every = self.of_nodes, spells(self.nodes, self._places)
        day = np.full(nodes.rows, OPEN_FIRST, np.int64)
        np.maximum.at(day, every.row, self.own_days[every.chart])
        if (nodes.first == OPEN_FIRST).all() and (nodes.last == OPEN_LAST).all():
            return day
        of_chart = self.own_days[every.chart]
        for own in np.unique(self.own_days)[::-1].tolist():
            ended = (day == own) & ~nodes.holding(np.full(nodes.rows, own))
            if ended.any():
                earlier = np.full(nodes.rows, OPEN_FIRST, np.int64)
                np.maximum.at(earlier, every.row[of_chart < own], of_chart[of_chart < own])
                day[ended] = earlier[ended]
        return day


def _stand(spells: Spells, day: Ints, own: Ints) -> tuple[Mask, Mask]:
    """The items that are known on a day, and those that may be there without being known."""
    at, inside = day[spells.chart], spells.within(day)
    later = at >= own[spells.chart]
    known = inside & (later | (spells.begun <= at))
    unsure = inside & ~later & (spells.begun > OPEN_LAST)
    return known, unsure


def _presence(spells: Spells, known: Mask, unsure: Mask) -> Presence:
    held = spells.of_rows(known)
    return Presence(held, spells.of_rows(unsure) & ~held)
