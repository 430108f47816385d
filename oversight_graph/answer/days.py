"""The day of an answer in words: one for all charts, or each chart at its own (domain §4, Dates)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from oversight_graph.messages import Message, message


def day_message(days: Iterable[datetime.date | str]) -> Message:
    """The day on which charts are taken.

    Parameters
    ----------
    days : iterable of datetime.date or str
        That of each chart, as dates or in ISO form.

    Returns
    -------
    Message
        The one day; where there are several, the first and the last of them.
    """
    said = sorted({str(day) for day in days})
    if len(said) > 1:
        return message("answer.each_day", first=said[0], last=said[-1])
    return message("answer.as_of", day=said[0]) if said else message("answer.no_day")
