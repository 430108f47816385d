"""The values of a row that bodies and links have in common: what was written as a store keeps it, numbers, periods."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from oversight_graph.chart.chart import Header
from oversight_graph.chart.entry import LinkEntry, NodeEntry
from oversight_graph.chart.periods import PERIODS
from oversight_graph.model import Attribute, days, evidence
from oversight_graph.model.areas import canonical
from oversight_graph.parsing.written_values import UNKNOWN

if TYPE_CHECKING:
    from oversight_graph.resolution.graph_rows import GraphRow

_first_day, _last_day = functools.lru_cache(days.first_day), functools.lru_cache(days.last_day)


def stored(attribute: Attribute, value: Any) -> Any:
    """A written value as a store keeps it: days as dates, areas in one spelling.

    Parameters
    ----------
    attribute
        Whose value it is.
    value
        As a chart writes it; None for none.

    Returns
    -------
    A date, a text, a number, a list; None for none.
    """
    if value is None:
        return None
    if attribute.type == "first_day":
        return _first_day(value)
    if attribute.type == "last_day":
        return _last_day(value)
    if attribute.id == "area":
        return canonical(value)
    return list(value) if attribute.list else value


def dated(attribute: Attribute) -> bool:
    """Whether an attribute is a first or a last day, of which each chart keeps its own.

    Parameters
    ----------
    attribute
        An attribute of nodes or links.

    Returns
    -------
    False for a year, which is a number.
    """
    return attribute.type in ("first_day", "last_day")


def count_of(value: Any) -> int | None:
    """For how many members a row stands.

    Parameters
    ----------
    value
        What is written; None where nothing is.

    Returns
    -------
    1 where nothing is written, None for a set whose number no source states.
    """
    return 1 if value is None else None if value == UNKNOWN else int(value)


def added_up(entries: Iterable[tuple[Header, NodeEntry | LinkEntry]]) -> list[str]:
    """The evidence of entries that are one body or one link: it adds up, each item with the sources of its chart.

    Parameters
    ----------
    entries
        Each with the header of its chart, in the order of loading.

    Returns
    -------
    Lines as `Evidence.line` writes them, each once.
    """
    told = ((header.id, line) for header, entry in entries for line in entry.rest.get("evidence", ()))
    return list(dict.fromkeys(evidence.read(line).of_chart(chart).line() for chart, line in told))


def _period_column(place: int) -> Callable[[GraphRow], Any]:
    """One of the columns PERIODS."""

    def value(row: GraphRow) -> Any:
        periods = row.periods()
        return None if periods is None else [period[place] for period in periods]

    return value


PERIOD_COLUMNS: dict[str, Callable[[Any], Any]] = {name: _period_column(place) for place, name in enumerate(PERIODS)}
"""How a row gives each of the columns PERIODS."""
