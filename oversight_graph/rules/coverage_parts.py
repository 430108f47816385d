"""Coverage through sets (domain §3a, §4): parts that together cover the whole of a set are one way; what covers only some of its members is kept apart."""

from __future__ import annotations

import numpy as np

from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph
from oversight_graph.model.sets import SHARES
from oversight_graph.rules.derivations import NOT_JOINT, Derivations
from oversight_graph.rules.divisions import Divisions, divisions
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
        grade, rank, known, joint, parts = (column.copy() for column in (ways.grade, ways.rank, ways.known, ways.joint, ways.parts))
        for division in np.unique(self.divisions.division[link[rows]]):
            of_division = rows[self.divisions.division[link[rows]] == division]
            holders = np.flatnonzero(self.divisions.division == division)
            bringing = of_division[(known_before[of_division] == EVERY) & (ways.grade[of_division] > 0)]
            if not self.divisions.whole[holders].all() or not np.isin(holders, link[bringing]).all():
                continue
            best = np.array([ways.grade[bringing[link[bringing] == holder]].max() for holder in holders])
            taken = [bringing[(link[bringing] == holder) & (ways.grade[bringing] == most)] for holder, most in zip(holders, best, strict=True)]
            firmest = [int(ways.rank[part].min()) for part in taken]
            joined = np.concatenate(taken)
            grade[joined], rank[joined], known[joined] = best.min(), max(firmest), EVERY
            joint[joined], parts[joined] = self._joint_ways, len(holders)
            self._joint_ways += 1
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
        known, joint = ways.known.copy(), ways.joint.copy()
        for number in np.unique(ways.joint[in_joint]):
            rows = in_joint[ways.joint[in_joint] == number]
            if len(np.unique(ways.link[rows])) < ways.parts[rows[0]]:
                known[rows], joint[rows] = SOME, NOT_JOINT
        return ways.replaced(known=known, joint=joint)


def _origins(graph: Graph, ways: Derivations, link: Ints) -> Ints:
    """The node that each way came from: the end of the link at which it isn't now; of a link of a set to itself the from-end."""
    return np.where(graph.target[link] == ways.node, graph.source[link], graph.target[link])
