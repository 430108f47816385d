"""Rules of structure and duties (domain §4): each body that a rule asks for, judged by the links, posts and powers that are known of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from oversight_graph.graph.csr import Ints, unique_pairs
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import AUTHORITIES, BASES, walks
from oversight_graph.model.requirements import RULE_STATUSES
from oversight_graph.model.rule_reasons import RULE_REASONS
from oversight_graph.rules.completeness import lists_all
from oversight_graph.rules.divisions import Divisions
from oversight_graph.rules.link_numbers import link_numbers
from oversight_graph.rules.norm_choice import asked_for
from oversight_graph.rules.norms import Norm
from oversight_graph.rules.rule_links import MEETS, NO_PERIOD, SLOW, WEAK, CaseLinks, case_links
from oversight_graph.rules.rule_requirements import LinkCondition
from oversight_graph.rules.walk_steps import arcs
from oversight_graph.rules.workload_counts import AT_LEAST, AT_MOST, EXACTLY, posts

BIT = {reason: 1 << code for code, reason in enumerate(RULE_REASONS.ids)}
"""Reasons as the bits of `RuleEvaluations.reasons`."""
MET = RULE_STATUSES.code("met")


@dataclass(frozen=True)
class RuleEvaluations:
    """How bodies stand to one rule: a row for each that it asks for, as arrays of int64.

    `node`: its position; `status`: a code of RULE_STATUSES; `reasons`: bits, see BIT; `row`, `link`: the links that show it, as pairs of a row and
    a position: of a body that meets the rule those that do, of another all that were looked at.
    """

    norm: Norm
    node: Ints
    status: Ints
    reasons: Ints
    row: Ints
    link: Ints
    unplaced: int
    """Members of units that the rule doesn't judge because it names categories and theirs isn't known."""


def evaluate_rule(graph: Graph, norm: Norm, held: Divisions) -> RuleEvaluations:
    """Judge the bodies in scope by one rule of structure or duty, whenever it is in force (domain §4); of a graph on one day, see `judge_rules`.

    Parameters
    ----------
    graph
        What is asked about.
    norm
        With what it asks.
    held
        The divisions of the graph.

    Returns
    -------
    A row for each body that the rule asks for. Cost: linear in the nodes and the links of the kinds that it asks for.
    """
    assert norm.asks is not None
    asked, unplaced = asked_for(graph, norm, whenever=True)
    node = np.flatnonzero(asked)
    judged = _Judged(graph, node, lists_all(graph, norm.form)[node], held)
    for condition in norm.asks.links:
        judged.links(condition)
    if norm.asks.staff_full_time is not None:
        judged.staff(norm.asks.staff_full_time)
    if norm.asks.authority:
        judged.authority(norm.asks.authority)
    row, link = judged.shown()
    return RuleEvaluations(norm, node, judged.status, judged.reasons, row, link, unplaced)


class _Judged:
    """Bodies while one condition after the other is looked at: the reasons so far, and the links that were met or looked at."""

    def __init__(self, graph: Graph, node: Ints, complete: Mask, held: Divisions) -> None:
        self.graph, self.node, self.held = graph, node, held
        self.sets, self.listed = graph.population[node], complete
        self.complete = complete & ~self.sets  # of a set nothing is told of each member, even where all is listed
        self.reasons = np.zeros(len(node), np.int64)
        self._looked: list[tuple[Ints, Ints, Mask]] = []

    def _mark(self, row: Ints | Mask, reason: str) -> None:
        """Note a reason at rows; a row may come several times."""
        self.reasons[row] |= BIT[reason]

    @property
    def status(self) -> Ints:
        """The worst of what the reasons of each body make of it; met where there is none."""
        status = np.full(len(self.node), MET, np.int64)
        for reason in RULE_REASONS:
            np.minimum(status, RULE_STATUSES.code(reason.status), out=status, where=(self.reasons & BIT[reason.id]) != 0)
        return status

    def links(self, condition: LinkCondition) -> None:
        """So many links as the condition asks for, for each of its cases."""
        cases, found = case_links(self.graph, condition, self.node, self.held)
        body, size = cases.body, len(cases.body)
        meets, slow = found.worth == MEETS, found.worth == SLOW
        least = _least(self.graph, found.at(meets), self.held, size)
        most = _most(self.graph, found.at(~slow), size)
        surely_slow = _least(self.graph, found.at(slow), self.held, size) > 0
        complete = self.complete[body]

        def mark(where: Mask, reason: str) -> None:
            self._mark(body[where], reason)

        if condition.at_most is not None:
            too_many = least > condition.at_most
            mark(too_many, "many")
            mark(~too_many & (most > condition.at_most), "perhaps_many")
        short = least < condition.at_least
        perhaps = short & (most >= condition.at_least)
        mark(perhaps & _some(found.at(found.worth == NO_PERIOD), size), "no_period")
        mark(perhaps & _some(found.at(found.worth == WEAK), size), "weak")
        mark(perhaps & (_most(self.graph, found.at(meets), size) > least), "part")
        lacking = short & ~perhaps
        only_slow = lacking & surely_slow & (most == 0)
        mark(only_slow | (lacking & surely_slow & complete), "slow")
        rest = lacking & ~only_slow
        mark(rest & complete & (most == 0) & ~surely_slow, "missing")
        mark(rest & complete & (most > 0), "few")
        open_ = rest & ~complete
        lists_members = self.sets[body] & self.listed[body]
        mark(open_ & lists_members, "members")
        mark(open_ & ~lists_members & (most == 0), "untold")
        mark(open_ & ~lists_members & (most > 0), "fewer")
        if condition.relative == "its_units":
            without = np.ones(len(self.node), bool)
            without[body] = False
            self._mark(without, "no_units")
        self._looked.append((body[found.case], found.link, meets & (found.least > 0) | (meets & (found.group >= 0))))

    def staff(self, least: int) -> None:
        """So many full-time posts, by a number that surely is so."""
        number, quantifier = (column[self.node] for column in posts(self.graph))
        known = (number >= 0) & ~self.sets  # the posts of a set are those of all its members together
        self._mark(known & (number < least) & ((quantifier == EXACTLY) | (quantifier == AT_MOST)), "posts")
        enough = known & (number >= least) & ((quantifier == EXACTLY) | (quantifier == AT_LEAST))
        self._mark(~enough & ~self.sets & ((self.reasons & BIT["posts"]) == 0), "posts_unknown")
        self._mark(self.sets, "members")

    def authority(self, asked: tuple[str, ...]) -> None:
        """All of some powers, by its links of supervision together."""
        close = arcs(self.graph, walks.SUPERVISION["direct"])
        place = np.full(len(self.graph), -1, np.int64)
        place[self.node] = np.arange(len(self.node))
        row, link = place[close.origin], close.link
        row, link = row[row >= 0], link[row >= 0]
        firm = np.array([basis.firm for basis in BASES])[self.graph.basis[link]]
        every = firm & (link_numbers(self.graph, self.held, link, np.ones(len(link), bool)).least > 0)
        needed = sum(1 << AUTHORITIES.code(power) for power in asked)
        surely, perhaps = np.zeros((2, len(self.node)), np.int64)
        np.bitwise_or.at(surely, row[every], self.graph.authority[link[every]])
        np.bitwise_or.at(perhaps, row, self.graph.authority[link])
        lacking = (surely & needed) != needed
        sure_lack = lacking & ((perhaps & needed) != needed) & _rows(row, len(self.node)) & self.complete
        self._mark(sure_lack, "powers")
        self._mark(lacking & ~sure_lack, "powers_untold")
        self._looked.append((row, link, every & ((self.graph.authority[link] & needed) != 0)))

    def shown(self) -> tuple[Ints, Ints]:
        """Pairs of a row and a link: of a body that meets the rule the links that do, of another all."""
        met = self.status == MET
        nothing = np.empty(0, np.int64)
        row = np.concatenate([looked[0] for looked in self._looked] or [nothing])
        link = np.concatenate([looked[1] for looked in self._looked] or [nothing])
        good = np.concatenate([looked[2] for looked in self._looked] or [np.empty(0, bool)])
        keep = ~met[row] | good
        return unique_pairs(row[keep], link[keep], self.graph.link_table.num_rows)


def _rows(row: Ints, size: int) -> Mask:
    mask = np.zeros(size, bool)
    mask[row] = True
    return mask


def _some(found: CaseLinks, size: int) -> Mask:
    """The cases that have one of some links."""
    return _rows(found.case, size)


def _pairs(graph: Graph, found: CaseLinks) -> tuple[Ints, Ints]:
    """Each case and other body once, and which of these each link is of."""
    key, pair = np.unique(found.case * len(graph) + found.other, return_inverse=True)
    return key // max(len(graph), 1), pair


def _least(graph: Graph, found: CaseLinks, held: Divisions, size: int) -> Ints:
    """How many different bodies each case surely has by some links; by a division that is whole one."""
    apart = found.at(found.group < 0)
    case, pair = _pairs(graph, apart)
    of_pair = np.zeros(len(case), np.int64)
    np.maximum.at(of_pair, pair, apart.least)
    least = np.zeros(size, np.int64)
    np.add.at(least, case, of_pair)
    parts = found.at((found.group >= 0) & held.whole[found.link])
    if len(parts.case):
        # each member has one of the holders: surely a body that counts only if all of them do, and one more only if none is counted already
        holders = np.bincount(held.division[held.division >= 0])
        key, group = np.unique(parts.case * len(holders) + parts.group, return_inverse=True)
        counted = np.isin(parts.case * len(graph) + parts.other, apart.case * len(graph) + apart.other)
        more = (np.bincount(group) == holders[key % len(holders)]) & (np.bincount(group, weights=counted) == 0)
        least += _rows(key[more] // len(holders), size)  # of several divisions the holders may be the same
    return least


def _most(graph: Graph, found: CaseLinks, size: int) -> Ints:
    """How many different bodies each case has at most by some links."""
    apart = found.at(found.group < 0)
    case, pair = _pairs(graph, apart)
    of_pair = np.zeros(len(case), np.int64)
    np.add.at(of_pair, pair, apart.most)
    other = np.zeros(len(case), np.int64)
    other[pair] = apart.other
    most = np.zeros(size, np.int64)
    np.add.at(most, case, np.where(graph.uncounted[other], of_pair, np.minimum(of_pair, graph.weight[other])))
    parts = found.at(found.group >= 0)
    if len(parts.case):
        key = np.unique(parts.case * (int(parts.group.max()) + 1) + parts.group)
        np.add.at(most, key // (int(parts.group.max()) + 1), 1)
    return most
