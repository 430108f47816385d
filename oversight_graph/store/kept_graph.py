"""The graph of a store on all days, as the cache keeps it: what it was when it was last written as a whole, with what has changed since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa

from oversight_graph.resolution.layer import Layer, Rows
from oversight_graph.store.graph_index import GraphIndex, index_of
from oversight_graph.store.patched_table import PatchedTable


@dataclass(frozen=True)
class Entries:
    """The entries of the charts of which a graph is made, by what finds them.

    Attributes
    ----------
    layers
        They may hold former versions of charts, too.
    renamed
        Areas that are called otherwise than in the keys of the layers.
    further
        (Key, id of an entry) of entries that have become one body of several levels or areas (`name_keys.mixed_keys`) after their layers were made.
    charts
        (Mark of the version, header as JSON) of each chart, in the order of their loading; empty where the store that names the graph says it.
    """

    layers: Sequence[Layer] = ()
    renamed: frozenset[str] = frozenset()
    further: frozenset[tuple[int, str]] = frozenset()
    charts: Sequence[tuple[str, str]] = ()


NO_ENTRIES = Entries()


@dataclass(frozen=True)
class KeptGraph:
    """A graph.

    `nodes`, `links` and `index` are all that a reader needs: the tables sorted as every store gives them, with the columns of `graph_tables`, and the index of
    exactly these rows. After a small load the tables lie in many pieces: some rows are best taken by `some_nodes` and `some_links`.

    Attributes
    ----------
    node_table, link_table
        As they were written, with what has come and gone since.
    entries
        Empty where the graph is small: then it is made anew with every load.
    folder
        Where it is kept, None where it isn't.
    indexed
        The index where it is there already.
    keep_index
        Called with one that was made.
    """

    node_table: PatchedTable
    link_table: PatchedTable
    entries: Entries = NO_ENTRIES
    folder: Path | None = None
    indexed: GraphIndex | None = None
    keep_index: Callable[[GraphIndex], None] | None = None

    @cached_property
    def nodes(self) -> pa.Table:
        """The nodes, by id."""
        return self.node_table.table()

    @cached_property
    def links(self) -> pa.Table:
        """The links, by `from`, `to` and id."""
        return self.link_table.table()

    @cached_property
    def index(self) -> GraphIndex:
        """Of the rows of `nodes` and `links`. Cost: the first time after a load that has patched the graph, linear in the graph; else that of mapping it."""
        if self.indexed is not None:
            return self.indexed
        made = index_of(self.nodes, self.links)
        if self.keep_index is not None:
            self.keep_index(made)
        return made

    def some_nodes(self, rows: Rows) -> pa.Table:
        """Some rows of `nodes`.

        Parameters
        ----------
        rows
            Which ones.

        Returns
        -------
        In that order. Cost: linear in these.
        """
        return self.node_table.rows(rows)

    def some_links(self, rows: Rows) -> pa.Table:
        """Some rows of `links`.

        Parameters
        ----------
        rows
            Which ones.

        Returns
        -------
        In that order. Cost: linear in these.
        """
        return self.link_table.rows(rows)
