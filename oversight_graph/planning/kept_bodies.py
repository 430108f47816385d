"""Which body of the new graph a body of the old one is, and the way back: of nearly all the same id."""

from __future__ import annotations

from collections.abc import Iterator

from oversight_graph.planning.differences import Differences
from oversight_graph.resolution.by_id import BodyOfEntry
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.resolved import Resolved


class Kept:
    """The bodies that both graphs hold.

    Parameters
    ----------
    old, new
        The two graphs.
    found
        Where they may differ. Whatever isn't among that is the same in both.
    """

    def __init__(self, old: Resolved, new: Resolved, found: Differences) -> None:
        assert isinstance(old.body, BodyOfEntry) and isinstance(new.body, BodyOfEntry)
        self._old, self._new, self._same = old.body, new.body, found.same_charts
        self._of_old = {name: self._body(row, self._new) for name, row in found.nodes.old.items()}
        self._of_new: dict[str, str | None] = dict.fromkeys(found.nodes.new)
        for name, new_name in self._of_old.items():
            if new_name is not None and self._of_new.get(new_name) is None:
                self._of_new[new_name] = name  # the first of several that have merged

    def _body(self, row: GraphRow, graph: BodyOfEntry) -> str | None:
        """The body of a graph that a row of the other one is: that of its first entry which the graph holds."""
        entry = next((entry for entry in row["ids"] if self._holds(graph, entry)), None)
        return None if entry is None else graph.others.get(entry, entry)

    def _holds(self, graph: BodyOfEntry, entry: str) -> bool:
        return entry.partition(":")[0] in self._same or entry in graph

    def get(self, name: str) -> str | None:
        """The id that a body of the old graph has in the new one.

        Parameters
        ----------
        name
            Its id in the old graph.

        Returns
        -------
        None where it is gone.
        """
        if name in self._of_old:
            return self._of_old[name]
        return name if self._new.knows_chart(name) else None

    def was(self, name: str) -> str | None:
        """The id that a body of the new graph had in the old one.

        Parameters
        ----------
        name
            Its id in the new graph.

        Returns
        -------
        That of the first of several that have merged; None for one that came.
        """
        if name in self._of_new:
            return self._of_new[name]
        return name if self._old.knows_chart(name) else None

    def before(self, row: GraphRow) -> str | None:
        """The body of the old graph that holds the first known entry of a body of the new one.

        Parameters
        ----------
        row
            Of the new graph.

        Returns
        -------
        None for one that came.
        """
        return self._body(row, self._old)

    def differing(self) -> Iterator[tuple[str, str]]:
        """The (new id, old id) of bodies that both hold and that may read differently."""
        return ((new, old) for new, old in self._of_new.items() if old is not None)
