"""Ways by which a form reaches overseen nodes (domain §4), as columns."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np

from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph, Mask

NOT_JOINT = -1


@dataclass(frozen=True)
class Derivations:
    """Ways by which one form reaches overseen nodes, a row each; every column is an array of int64, one item a way.

    `node`: whom it reaches; `grade`: the grade that it gives (0–5); `rank`: the weakest basis of its links, a code of BASES; `body`: where it
    starts; `steps`: how many times it was inherited (0: never); `link`: the link that carries the form. Nodes, bodies and links by position.
    `known`: of which members of the node it speaks, a code of KNOWLEDGE (every, but through sets). `joint`: the number of the joint way that the row is a
    part of (domain §3a: parts that together cover the whole of a set), else NOT_JOINT; `parts`: of how many, else 1.
    """

    node: Ints
    grade: Ints
    rank: Ints
    body: Ints
    steps: Ints
    link: Ints
    known: Ints
    joint: Ints
    parts: Ints

    @classmethod
    def first(cls, node: Ints, grade: Ints, rank: Ints, body: Ints, link: Ints) -> Derivations:
        """Ways of one link each, every one for itself.

        Parameters
        ----------
        node, grade, rank, body, link
            Columns of n items.

        Returns
        -------
        n ways, which speak of every member.
        """
        nothing = np.zeros(len(link), np.int64)
        return cls(node, grade, rank, body, nothing, link, nothing, nothing + NOT_JOINT, nothing + 1)

    @classmethod
    def joined(cls, several: list[Derivations]) -> Derivations:
        """All rows of several, one after the other.

        Parameters
        ----------
        several
            At least one.

        Returns
        -------
        Their rows.
        """
        return cls(*(np.concatenate([np.asarray(getattr(one, name), np.int64) for one in several]) for name in _COLUMNS))

    def __len__(self) -> int:
        return len(self.node)

    def at(self, rows: Ints | Mask) -> Derivations:
        """Some of the rows.

        Parameters
        ----------
        rows
            Positions of rows, one may come several times; or whether each row is wanted.

        Returns
        -------
        These rows, in that order.
        """
        return Derivations(*(getattr(self, name)[rows] for name in _COLUMNS))

    def replaced(self, **columns: Ints) -> Derivations:
        """The same rows with other columns.

        Parameters
        ----------
        **columns
            By name.

        Returns
        -------
        As many rows.
        """
        return replace(self, **columns)

    def reached(self, graph: Graph, selected: Mask) -> Mask:
        """The nodes that at least one of the selected ways reaches; a joint way counts where all of its rows are selected (domain §3a).

        Parameters
        ----------
        graph
            Where the nodes are.
        selected
            Whether each row is meant.

        Returns
        -------
        An array of bool, one item a node.
        """
        selected = selected & ~self._in_joint_with(~selected)
        mask = np.zeros(len(graph), bool)
        mask[self.node[selected]] = True
        return mask

    def authority(self, graph: Graph) -> Ints:
        """What the link that carries the form holds, as bits in the order of the vocabulary; of a joint way the least of its parts.

        Parameters
        ----------
        graph
            Where the links are.

        Returns
        -------
        An item a row.
        """
        held: Ints = graph.authority[self.link]
        rows, way = self._joint_ways
        if len(rows):
            least = np.full(int(way.max()) + 1, -1, np.int64)  # all bits
            np.bitwise_and.at(least, way, held[rows])
            held[rows] = least[way]
        return held

    @cached_property
    def _joint_ways(self) -> tuple[Ints, Ints]:
        """The rows that are parts of joint ways, and of which way each is: one to one node with one grade."""
        rows = np.flatnonzero(self.joint != NOT_JOINT)
        key = np.stack([self.joint[rows], self.node[rows], self.grade[rows]]) if len(rows) else np.empty((3, 0), np.int64)
        return rows, np.unique(key, axis=1, return_inverse=True)[1].reshape(-1)

    def _in_joint_with(self, bad: Mask) -> Mask:
        """The rows of a joint way of which some row is bad."""
        mask = np.zeros(len(self), bool)
        rows, way = self._joint_ways
        if len(rows):
            spoilt = np.zeros(int(way.max()) + 1, bool)
            np.logical_or.at(spoilt, way, bad[rows])
            mask[rows] = spoilt[way]
        return mask


_COLUMNS = tuple(field.name for field in fields(Derivations))
