"""What of a chart is known on no day (domain §4, Dates): entries that have ended before its day and state no beginning. Each cause is said once."""

from __future__ import annotations

from collections import Counter

from oversight_graph.chart.chart import Header
from oversight_graph.chart.entry import LinkEntry, NodeEntry
from oversight_graph.chart.entry_reading import EntryIds
from oversight_graph.chart.periods import never_known
from oversight_graph.messages import message
from oversight_graph.parsing.field_reader import FieldReader


class NeverKnown:
    """The entries of one chart that are known on no day, as far as it has been read."""

    def __init__(self, header: Header, ids: EntryIds) -> None:
        self._header, self._ids = header, ids
        self._nodes: dict[str, FieldReader] = {}
        self._links: list[tuple[FieldReader, list[str]]] = []
        self._links_of: Counter[str] = Counter()

    def look_at_node(self, entry: NodeEntry, place: FieldReader) -> None:
        """Take a node in.

        Parameters
        ----------
        entry
            The node.
        place
            Where it is written.
        """
        if never_known(entry, self._header):
            self._nodes[entry.id] = place

    def look_at_link(self, link: LinkEntry, place: FieldReader) -> None:
        """Take a link in; one that states its beginning makes its ends known, as long as it holds.

        Parameters
        ----------
        link
            The link; all nodes have been taken in before.
        place
            Where it is written.
        """
        never = never_known(link, self._header)
        if not (never or self._nodes):
            return
        ends = {end.id for end in map(self._ids.entry, (link.start, link.end)) if end is not None and end.id in self._nodes}
        if never:
            self._links.append((place, list(ends)))
        if "valid_from" in link.rest or "year" in link.rest:
            for end in ends:
                del self._nodes[end]
        else:
            self._links_of.update(ends)

    def say(self) -> None:
        """Warn of each node, with its links, and of each link whose ends are known on some day."""
        for name, place in self._nodes.items():
            links = self._links_of[name]
            said = message("chart.never_known_with_links", links=links) if links else message("chart.never_known")
            place.problem("valid_to", said, severity="warning")
        for place, ends in self._links:
            if not any(end in self._nodes for end in ends):
                place.problem("valid_to", message("chart.never_known"), severity="warning")
