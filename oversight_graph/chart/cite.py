"""On which sources an entry rests."""

from __future__ import annotations

from oversight_graph.chart.chart import Header
from oversight_graph.chart.keys import Keys
from oversight_graph.errors import nearest


def read_sources(keys: Keys, header: Header) -> list[str]:
    """`source` (one) or `sources` (a list), each an id and a locator behind it; the chart's only one where none is written."""
    known = [source.id for source in header.sources]
    written = keys.texts("source") + keys.texts("sources")
    for text in written:
        name = text.split()[0]
        if name not in known:
            keys.problem("source" if keys.has("source") else "sources", f"the source `{name}` isn't among the chart's", nearest(name, known))
    if not written and not (keys.has("source") or keys.has("sources")):
        if len(known) == 1:
            return [known[0]]
        if known:
            keys.problem("", "has no source, and the chart has several", f"add `source: …`, one of {', '.join(known)}")
    return written
