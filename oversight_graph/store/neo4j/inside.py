"""What is asked of a graph that stays in Neo4j: statements, a few bodies, the surroundings of some; all in one reading of one revision."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from typing import Any

import pyarrow as pa

from oversight_graph.graph.by_day import cut_graph
from oversight_graph.graph.graph import Graph
from oversight_graph.model import walks
from oversight_graph.store.inside import KnownBody
from oversight_graph.store.neo4j.read import GraphSlice, Surroundings
from oversight_graph.store.neo4j.schema import BODY, key
from oversight_graph.store.neo4j.store_node import StoreState
from oversight_graph.store.protocol import ResolvedScope

PLANNING = ""
"""What stands before each statement: options of Neo4j's planner. The tests have plans kept that another store made."""
_AT_ONCE = 10_000


class InsideNeo4j:
    """See `store.inside.Inside`.

    Parameters
    ----------
    tx
        The transaction that all is read in.
    state
        The state of the store.
    scope
        What is asked about.
    every
        Whether that is all charts of the store.
    """

    def __init__(self, tx: Any, state: StoreState, scope: ResolvedScope, every: bool) -> None:
        self.tx, self.scope = tx, scope
        self._generation, self._every = state.generation, every
        self._slice = GraphSlice(tx, state, scope, every)
        self.seen = 0
        """A checksum of all records that were read: two readings that have the same one have seen the same."""

    def records(self, text: str, parameters: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
        """See Inside.records.

        Parameters
        ----------
        text, parameters
            As for Inside.records.

        Yields
        ------
        As Inside.records does.
        """
        for record in self.tx.run(PLANNING + text, dict(parameters)):
            values = tuple(record.values())
            self.seen = zlib.crc32(repr(values).encode(), self.seen)
            yield values

    def bodies(self, ids: Iterable[str]) -> dict[str, KnownBody]:
        """See Inside.bodies. Cost: linear in the ids, each of which is looked up by an index.

        Parameters
        ----------
        ids
            As for Inside.bodies.

        Returns
        -------
        As Inside.bodies does.
        """
        found: dict[str, KnownBody] = {}
        wanted = list(dict.fromkeys(ids))
        text = f"UNWIND $keys AS key MATCH (n:{BODY} {{key: key}}) RETURN n.id, n.name, n.name_en, coalesce(n.placeholder, false), n.count"
        for start in range(0, len(wanted), _AT_ONCE):
            keys = [key(self._generation, one) for one in wanted[start : start + _AT_ONCE]]
            found |= {values[0]: KnownBody(*values[1:]) for values in self.records(text, {"keys": keys})}
        return found

    def reached_from(self, body: str) -> Graph:
        """See Inside.reached_from. Cost: linear in what is reached, a statement for each step.

        Parameters
        ----------
        body
            As for Inside.reached_from.

        Returns
        -------
        As Inside.reached_from does.
        """
        start = {key(self._generation, body)}
        found = set(start)
        self._surroundings().spread(found, start, walks.SUPERVISION.steps)
        return self._among(found)

    def around(self, bodies: Collection[str], ends: Collection[str], steps: int) -> Graph:
        """See Inside.around. Cost: linear in what is around the ends.

        Parameters
        ----------
        bodies, ends, steps
            As for Inside.around.

        Returns
        -------
        As Inside.around does.
        """
        frontier = {key(self._generation, one) for one in ends}
        found = {key(self._generation, one) for one in bodies} | frontier
        types = "|".join(dict.fromkeys(kind for step in walks.COORDINATION.steps for kind in step.links))
        text = f"MATCH (n:{BODY})-[r:{types}]-(m:{BODY}) WHERE n.key IN $keys AND {self._slice.where('r')} RETURN DISTINCT m.key"
        for _ in range(steps):
            frontier = set(self._keys(text, frontier)) - found
            found |= frontier
        return self._among(found)

    def links_of(self, kind: str) -> Graph:
        """See Inside.links_of. Cost: linear in these links and their ends.

        Parameters
        ----------
        kind
            As for Inside.links_of.

        Returns
        -------
        As Inside.links_of does.
        """
        links = self._slice.links_into(kind, self.scope.area)
        ends = {key(self._generation, one) for side in ("from", "to") for one in links.column(side).to_pylist()}
        return self._graph(self._slice.bodies(ends), links)

    def _surroundings(self) -> Surroundings:
        return Surroundings(self.tx, self._generation, self._slice.where, self._slice.parameters)

    def _among(self, found: Set[str]) -> Graph:
        """The graph of some bodies, with all who share a set among them (domain §3a): whether a part is the whole depends on the others."""
        text = f"MATCH (n:{BODY})<-[r {{share: 'part'}}]-(m:{BODY}) WHERE n.key IN $keys AND {self._slice.where('r')} RETURN DISTINCT m.key"
        return self._graph(*self._slice.among(found | set(self._keys(text, found))))

    def _keys(self, text: str, keys: Set[str]) -> list[str]:
        found: list[str] = self.tx.run(text, self._slice.parameters | {"keys": sorted(keys)}).value()
        return found

    def _graph(self, nodes: pa.Table, links: pa.Table) -> Graph:
        scope = self.scope
        if not scope.all_known:
            return cut_graph(nodes, links, scope.as_of, scope.headers, scope.area, scope.areas, every=self._every)
        return Graph(nodes, links, scope.as_of, scope.headers, scope.area, scope.areas)
