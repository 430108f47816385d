"""Coverage through sets (domain §3a, §4): parts that together cover the whole of a set are one way; what covers only some of its members is kept apart."""

from __future__ import annotations

import numpy as np

from oversight_graph.graph.csr import Ints, unique_pairs
from oversight_graph.graph.graph import Graph
from oversight_graph.model import BASES
from oversight_graph.model.sets import SHARES
from oversight_graph.rules.derivations import NOT_JOINT, Derivations
from oversight_graph.rules.divisions import NO_DIVISION, Divisions, divisions
from oversight_graph.rules.set_crossings import EVERY, SOME, known_behind


class CoverageThroughSets:
    """What becomes of ways of coverage where they cross links that speak of some members of a set only.

    In a graph whose links all say `all`, every way covers every member, and nothing is computed.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.divisions: Divisions | None = divisions(graph) if graph.share.any() else None
        self._joint_ways = 0

    def crossed(self, ways: Derivations, link: Ints, known_before: Ints) -> Derivations:
        """Ways that have just crossed links, with what they know of the members of the node that they have come to.

        Parameters
        ----------
        ways
            As they stand behind the links, n of them; of their `known` nothing is read.
        link
            Positions of the links, n.
        known_before
            What each knew before: codes of KNOWLEDGE, n.

        Returns
        -------
        The same rows; where the holders of a division cover the whole of a set together, their rows are one joint way besides: with the least grade and the
        weakest basis of its parts.
        """
        if self.divisions is None:
            return ways
        backward = self.graph.source[link] != _origins(self.graph, ways, link)
        known = known_behind(self.graph, self.divisions.alone, link, backward, known_before)
        ways = ways.replaced(known=known)
        shared = (self.graph.share[link] == SHARES.code("part")) & ~self.divisions.alone[link] & ~backward & self.graph.population[ways.node]
        return self._together(ways, link, known_before, np.flatnonzero(shared)) if shared.any() else ways

    def _together(self, ways: Derivations, link: Ints, known_before: Ints, rows: Ints) -> Derivations:
        """The rows over shared parts, joined where the division is whole and each of its holders brings a way that covers all that it holds."""
        assert self.divisions is not None
        division = self.divisions.division
        bringing = rows[(known_before[rows] == EVERY) & (ways.grade[rows] > 0)]
        links, of_row = np.unique(link[bringing], return_inverse=True)
        best, firmest = np.zeros(len(links), np.int64), np.full(len(links), len(BASES), np.int64)
        np.maximum.at(best, of_row, ways.grade[bringing])
        taken = ways.grade[bringing] == best[of_row]
        np.minimum.at(firmest, of_row[taken], ways.rank[bringing[taken]])
        whole, of_link = np.unique(division[links], return_inverse=True)
        size = np.bincount(division[division != NO_DIVISION])
        held = np.ones(len(size), bool)
        held[division[(division != NO_DIVISION) & ~self.divisions.whole]] = False
        complete = held[whole] & (np.bincount(of_link, minlength=len(whole)) == size[whole])
        least, weakest = np.full(len(whole), np.iinfo(np.int64).max), np.zeros(len(whole), np.int64)
        np.minimum.at(least, of_link, best)
        np.maximum.at(weakest, of_link, firmest)
        number = self._joint_ways + np.cumsum(complete) - 1
        self._joint_ways += int(complete.sum())
        joins = taken & complete[of_link[of_row]]
        joined, of_whole = bringing[joins], of_link[of_row[joins]]
        grade, rank, known, joint, parts = (column.copy() for column in (ways.grade, ways.rank, ways.known, ways.joint, ways.parts))
        grade[joined], rank[joined], known[joined] = least[of_whole], weakest[of_whole], EVERY
        joint[joined], parts[joined] = number[of_whole], size[whole[of_whole]]
        return ways.replaced(grade=grade, rank=rank, known=known, joint=joint, parts=parts)

    def below(self, ways: Derivations) -> Derivations:
        """Ways that go on to what is subordinate to a set: a joint way only where all of its parts do.

        Parameters
        ----------
        ways
            Those whose first link covers subordinates too.

        Returns
        -------
        The same rows; those of a joint way of which a part is missing cover some members only.
        """
        in_joint = np.flatnonzero(ways.joint != NOT_JOINT)
        if not len(in_joint):
            return ways
        numbers, of_row = np.unique(ways.joint[in_joint], return_inverse=True)
        together, _ = unique_pairs(of_row, ways.link[in_joint], self.graph.link_table.num_rows)
        lacking = in_joint[np.bincount(together, minlength=len(numbers))[of_row] < ways.parts[in_joint]]
        known, joint = ways.known.copy(), ways.joint.copy()
        known[lacking], joint[lacking] = SOME, NOT_JOINT
        return ways.replaced(known=known, joint=joint)


def _origins(graph: Graph, ways: Derivations, link: Ints) -> Ints:
    """The node that each way came from: the end of the link at which it isn't now; of a link of a set to itself the from-end."""
    return np.where(graph.target[link] == ways.node, graph.source[link], graph.target[link])
