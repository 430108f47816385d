"""Where two graphs may differ: only there a plan looks row by row. All else stands alike in both, or comes or goes with its whole chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.graph.arrow import NONE, numbers, taken, whole
from oversight_graph.resolution.by_id import ById, LinksById, NodesById
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.link_rows import LinkRow
from oversight_graph.resolution.node_rows import NodeRow
from oversight_graph.resolution.parts import Part, RowList
from oversight_graph.resolution.resolved import Resolved
from oversight_graph.resolution.same_rows import same_rows

R = TypeVar("R", bound=GraphRow)


@dataclass
class Differing(Generic[R]):
    """Rows of the old and of the new graph, by id in the order of loading, without those that are equal in both.

    Attributes
    ----------
    old, new
        Rows that may have to do with each other.
    gone, come
        All that a chart held by itself which the other graph hasn't at all: they are rows of one graph only.
    """

    old: dict[str, R] = field(default_factory=dict)
    new: dict[str, R] = field(default_factory=dict)
    gone: RowList[R] = field(default_factory=RowList)
    come: RowList[R] = field(default_factory=RowList)
    graphs: tuple[ById[R], ById[R]] | None = None

    def with_gone(self, rows: Sequence[GraphRow]) -> Sequence[GraphRow]:
        """Some rows of `old` and all that is gone besides.

        Parameters
        ----------
        rows
            Those of `old`.

        Returns
        -------
        Both, in the order of loading.
        """
        return _together_with(rows, self.gone, 0, self.graphs)

    def with_come(self, rows: Sequence[GraphRow]) -> Sequence[GraphRow]:
        """Some rows of `new` and all that comes besides.

        Parameters
        ----------
        rows
            Those of `new`.

        Returns
        -------
        Both, in the order of loading.
        """
        return _together_with(rows, self.come, 1, self.graphs)


def _together_with(rows: Sequence[GraphRow], others: RowList[R], which: int, graphs: tuple[ById[R], ById[R]] | None) -> Sequence[GraphRow]:
    if not others or not rows or graphs is None:
        return rows or others
    graph = graphs[which]
    by_part: list[list[int]] = [[] for _ in graph.parts]
    for row in rows:
        number, at = graph.place(row.id)
        by_part[number].append(at)
    besides = {id(part): places for part, places in others.pieces}
    none = np.zeros(0, np.int64)
    return RowList((part, np.union1d(np.array(some, np.int64), besides.get(id(part), none))) for part, some in zip(graph.parts, by_part, strict=True))


@dataclass
class Differences:
    """The nodes and the links that may differ. `same_charts`: ids of the charts that both graphs are made of."""

    nodes: Differing[NodeRow]
    links: Differing[LinkRow]
    same_charts: frozenset[str]


def differences(old: Resolved, new: Resolved, fresh: bool) -> Differences:
    """Find the rows of two graphs that needn't be alike.

    Parameters
    ----------
    old, new
        The graph as it is, and as it will be.
    fresh
        Whether bodies may have become others: then whatever goes is looked at row by row.

    Returns
    -------
    Whole charts that come stand apart where nothing of the old graph differs. Cost: by columns linear in the charts that differ; in Python in the rows that do.
    """
    assert isinstance(old.nodes, NodesById) and isinstance(new.nodes, NodesById)
    assert isinstance(old.links, LinksById) and isinstance(new.links, LinksById)
    before = {part.tables.id: part.tables for part in old.nodes.parts}
    same = frozenset(part.tables.id for part in new.nodes.parts if before.get(part.tables.id) is part.tables)
    node_places, link_places = _Places.of(old.nodes.parts, new.nodes.parts), _Places.of(old.links.parts, new.links.parts)
    nodes, links = _rows(node_places, old.nodes, new.nodes), _rows(link_places, old.links, new.links)
    beside = any(row.header.id in before for row in (*nodes.new.values(), *links.new.values()))
    if nodes.old or links.old or beside or (fresh and (nodes.gone or links.gone)):  # whole charts that come or go may have to do with that
        nodes = _rows(node_places.wholly(fresh), old.nodes, new.nodes)
        links = _rows(link_places.wholly(fresh), old.links, new.links)
    return Differences(nodes, links, same)


@dataclass
class _Places(Generic[R]):
    """Rows of the tables of charts, for each part of a graph: of both graphs those to be looked at, and those of charts that the other graph hasn't."""

    old: list[NDArray[np.int64]]
    new: list[NDArray[np.int64]]
    gone: list[NDArray[np.int64]]
    come: list[NDArray[np.int64]]

    @classmethod
    def of(cls, old: Sequence[Part[R]], new: Sequence[Part[R]]) -> _Places[R]:
        before, after = {part.tables.id: part for part in old}, {part.tables.id: part for part in new}
        unlike = {name: _unlike(part, after[name]) for name, part in before.items() if name in after}
        none = np.zeros(0, np.int64)
        return cls(
            [unlike[part.tables.id][0] if part.tables.id in after else _together(part) for part in old],
            [unlike[part.tables.id][1] if part.tables.id in before else _together(part) for part in new],
            [none if part.tables.id in after else part.alone for part in old],
            [none if part.tables.id in before else part.alone for part in new],
        )

    def wholly(self, fresh: bool) -> _Places[R]:
        """The same with every row to be looked at of the charts that come and, where bodies may have become others, of those that go."""
        none = [np.zeros(0, np.int64)]
        old, gone = (list(map(np.union1d, self.old, self.gone)), none * len(self.gone)) if fresh else (self.old, self.gone)
        return _Places(old, list(map(np.union1d, self.new, self.come)), gone, none * len(self.come))


def _rows(places: _Places[R], old: ById[R], new: ById[R]) -> Differing[R]:
    made: list[dict[str, R]] = []
    for graph, at in ((old, places.old), (new, places.new)):
        rows: dict[str, R] = {}
        for number, (part, some) in enumerate(zip(graph.parts, at, strict=True)):
            held = {row.id: row for row in part.rows(some)}
            graph.remember(dict(zip(held, ((number, one) for one in some.tolist()), strict=True)))
            rows |= held
        made.append(rows)
    equal = {name for name, row in made[1].items() if made[0].get(name) == row}
    of_old, of_new = ({name: row for name, row in rows.items() if name not in equal} for rows in made)
    return Differing(of_old, of_new, RowList(zip(old.parts, places.gone, strict=True)), RowList(zip(new.parts, places.come, strict=True)), (old, new))


def _together(part: Part[R]) -> NDArray[np.int64]:
    return np.array(sorted(part.together), np.int64)


def _held(part: Part[R], apart: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Of some rows of a chart those that are rows of the graph."""
    held = apart & ~part.apart
    held[_together(part)] = True
    return np.flatnonzero(held)


def _unlike(old: Part[R], new: Part[R]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of a chart in both graphs the rows that aren't surely the same in both: in one version alone, read differently, or of several entries."""
    if old.tables is new.tables:
        apart = old.apart | new.apart
        return _held(old, apart), _held(new, apart)
    left, right = taken(old.own(), old.alone), taken(new.own(), new.alone)
    at = numbers(pc.index_in(whole(right.column("id")), value_set=whole(left.column("id"))), NONE) if len(old.alone) else np.full(len(new.alone), NONE)
    both = np.flatnonzero(at != NONE)
    same = both[same_rows(taken(left, at[both]), taken(right, both))]
    return np.union1d(np.delete(old.alone, at[same]), _together(old)), np.union1d(np.delete(new.alone, same), _together(new))
