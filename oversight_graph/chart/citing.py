"""On which sources an entry rests."""

from __future__ import annotations

from itertools import islice

from oversight_graph.chart.chart import Header
from oversight_graph.messages import message
from oversight_graph.parsing.field_reader import FieldReader
from oversight_graph.parsing.written_values import cut


def read_sources(keys: FieldReader, header: Header) -> list[str]:
    """What an entry cites: `source` (one) or `sources` (a list), each an id and a locator behind it. What is wrong is noted.

    Parameters
    ----------
    keys
        The entry.
    header
        With the sources of the chart.

    Returns
    -------
    As written; the chart's only source where the entry cites none.
    """
    known = dict.fromkeys(source.id for source in header.sources)
    if not known:
        return []  # said once, of the whole chart
    written: list[str] = []
    for key in ("source", "sources"):
        for text in keys.texts(key):
            name = text.split()[0]
            if name not in known:
                keys.problem(key, message("chart.no_such_source", name=cut(name), near=keys.near(name, known)))
            written.append(text)
    if not keys.holds("source") and not keys.holds("sources"):
        if len(known) == 1:
            return list(known)
        keys.problem("", message("chart.no_source", sources=list(islice(known, 20))))
    return written
