"""Which rows of a graph's tables are valid on a day, and by how new a chart (domain §3)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.graph.arrow import NONE, encoded, flags, in_any, numbers, whole


def holds_on(table: pa.Table, day: datetime.date, charts: Iterable[str] | None = None) -> NDArray[np.bool_]:
    """The rows that are valid on a day by one of some charts: one without a first or a last day is so from ever, or for ever (domain §3).

    A row with periods of its own, which charts date differently, holds where one of these charts has a period with the day.

    Parameters
    ----------
    table : pyarrow.Table
        With the columns `valid_from`, `valid_to` and, where charts date differently, their periods; n rows.
    day : datetime.date
        The day asked about.
    charts : iterable of str or None
        The charts that are believed; None for all.

    Returns
    -------
    ndarray of bool, shape (n,)
        Both days are included.
    """
    lists = whole(table.column("period_charts"))
    number = (day - datetime.date(1970, 1, 1)).days
    mask = np.ones(len(lists), bool)
    for name, before in (("valid_from", np.less_equal), ("valid_to", np.greater_equal)):
        column = whole(table.column(name)).cast(pa.int32())  # on the same memory
        if column.null_count < len(column):
            days = np.frombuffer(column.buffers()[1], np.int32)[column.offset : column.offset + len(column)]
            mask &= before(days, number) | flags(pc.is_null(column))
    asked = None if charts is None else list(charts)
    if asked is not None:
        mask &= in_any(table.column("charts"), asked)
    if lists.null_count == len(lists):
        return mask
    row = numbers(pc.list_parent_indices(lists), NONE)
    first, last = (numbers(pc.list_flatten(whole(table.column(name))).cast(pa.int32()), number) for name in ("period_from", "period_to"))
    open_ = (first <= number) & (number <= last)
    if asked is not None:
        words, at = encoded(pc.list_flatten(lists))
        open_ &= np.isin(at, [place for place, chart in enumerate(words) if chart in asked])
    mask[row] = False
    mask[row[open_]] = True
    return mask


def newest_days(table: pa.Table, days: Mapping[str, datetime.date]) -> NDArray[np.datetime64]:
    """The newest of the days of the charts that contain each row.

    Parameters
    ----------
    table : pyarrow.Table
        With the column `charts`; n rows.
    days : mapping of str to datetime.date
        The day of each chart that is believed.

    Returns
    -------
    ndarray of datetime64[D], shape (n,)
        The first of all days where none of these charts contains a row.
    """
    lists = whole(table.column("charts"))
    words, at = encoded(pc.list_flatten(lists))
    first = np.datetime64(datetime.date.min, "D").astype(np.int64)
    day_of = np.array([np.datetime64(days[word], "D").astype(np.int64) if word in days else first for word in words] or [first], np.int64)
    newest = np.full(len(lists), first, np.int64)
    np.maximum.at(newest, numbers(pc.list_parent_indices(lists), NONE), day_of[at])
    return newest.astype("datetime64[D]")
