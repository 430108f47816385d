"""When a body or a link holds, chart by chart (domain §4, Dates): each chart keeps its own dates.

A body that several charts hold holds on a day if one of them says so. A link is one only where its dates agree, so its own
dates are the same in every chart; but each chart's link needs its two ends, and these a chart may date as no other does.
Nearly every row is dated alike by all its charts, and then `valid_from` and `valid_to` say it all. Only where they aren't does
a row have a list: an entry for each period, as the three columns PERIODS.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from oversight_graph.chart.chart import Header
from oversight_graph.chart.entry import LinkEntry, NodeEntry
from oversight_graph.messages import Message, message
from oversight_graph.model import days

Span = tuple[datetime.date, datetime.date]
"""A first and a last day; both count."""
ALWAYS: Span = (datetime.date.min, datetime.date.max)
"""What is written without dates; each of the two stands for a day that isn't written."""


class Period(NamedTuple):
    """That a chart says that something holds from a day to a day. Where the first day lies after the last, it never does."""

    chart: str
    first: datetime.date
    last: datetime.date

    @property
    def said(self) -> Message:
        """The period as people read it."""
        if self.first > self.last:
            return message("chart.never", chart=self.chart)
        if (self.first, self.last) == ALWAYS:
            return message("chart.always", chart=self.chart)
        begin, end = ("…" if day in ALWAYS else day.isoformat() for day in (self.first, self.last))
        return message("chart.from_to", chart=self.chart, begin=begin, end=end)

    def __str__(self) -> str:
        return self.said.text()


PERIODS = ("period_charts", "period_from", "period_to")
"""The columns of the fields of Period, each a list or None where `valid_from` and `valid_to` hold for every chart of the row."""


def periods_of(row: Mapping[str, Any]) -> list[Period]:
    """The periods of a row of a table.

    Parameters
    ----------
    row
        With the columns PERIODS.

    Returns
    -------
    None of them where `valid_from` and `valid_to` hold for every chart of the row.
    """
    return [] if row[PERIODS[0]] is None else [Period(*one) for one in zip(*(row[name] for name in PERIODS), strict=True)]


def span(entry: NodeEntry | LinkEntry) -> Span:
    """The days on which an entry holds by its own dates.

    Parameters
    ----------
    entry
        A node or a link.

    Returns
    -------
    ALWAYS where none are written.
    """
    begin, end = entry.rest.get("valid_from"), entry.rest.get("valid_to")
    return (days.first_day(begin) if begin else ALWAYS[0], days.last_day(end) if end else ALWAYS[1]) if begin or end else ALWAYS


def never_known(entry: NodeEntry | LinkEntry, header: Header) -> bool:
    """Whether an entry states an end before the day of its chart and no beginning: it has ended on that day, and isn't known on an earlier one.

    Parameters
    ----------
    entry
        A node or a link; an inspection begins with its year.
    header
        Of its chart.

    Returns
    -------
    False for an entry without an end.
    """
    end = entry.rest.get("valid_to")
    return end is not None and "valid_from" not in entry.rest and "year" not in entry.rest and days.last_day(end) < header.day


def apart(dated: Iterable[tuple[str, Span]]) -> list[Period] | None:
    """The periods of the entries of one body, by chart.

    Parameters
    ----------
    dated
        The chart of each entry, and when it holds.

    Returns
    -------
    Each once; None where all agree.
    """
    held = list(dict.fromkeys(dated))
    return [Period(chart, *when) for chart, when in held] if len({when for _, when in held}) > 1 else None


def between(charts: Sequence[str], own: Span, start: Iterable[Period], end: Iterable[Period]) -> list[Period] | None:
    """The periods of a link with its own dates whose ends have theirs.

    Parameters
    ----------
    charts
        The charts that hold the link.
    own
        When it holds by its own dates.
    start, end
        The periods of its two ends, of other charts too.

    Returns
    -------
    None where no chart's ends cut anything off the own dates.
    """
    starts, ends = list(start), list(end)
    periods = dict.fromkeys(
        Period(chart, max(own[0], a.first, b.first), min(own[1], a.last, b.last))
        for chart in charts
        for a in starts
        if a.chart == chart
        for b in ends
        if b.chart == chart
    )
    return None if all((period.first, period.last) == own for period in periods) else list(periods)
