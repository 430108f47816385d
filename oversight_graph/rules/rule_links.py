"""The links that a condition of a rule looks at (domain §4): whose they are, to whom, and what each is worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from oversight_graph.graph.arrow import NONE, numbers, taken, texts
from oversight_graph.graph.csr import Groups, Ints, unique_pairs
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model import BASES, KINDS, MECHANISMS, durations, walks
from oversight_graph.rules.divisions import Divisions
from oversight_graph.rules.link_numbers import LinkNumbers, is_part_of, link_numbers
from oversight_graph.rules.rule_requirements import LinkCondition
from oversight_graph.rules.walk_steps import among, arcs, caps

MEETS, NO_PERIOD, SLOW, WEAK = range(4)
"""What a link is worth: it is what is asked; it states no period; a longer one; it is only declared or statutory."""


@dataclass(frozen=True)
class Cases:
    """What a condition has to hold for: once a body, or once for each unit of a body. `body`: whose case it is, a place in the bodies judged."""

    body: Ints
    unit: Ints


@dataclass(frozen=True)
class CaseLinks:
    """Links of cases, a row each, as arrays of int64.

    `case`; `link`, `other`: positions; `worth`: one of MEETS …; `least`, `most`: how many bodies of the other end each member of the body has by it
    surely, and at most; `group`: the division to which it belongs as one of its parts, −1 for none.
    """

    case: Ints
    link: Ints
    other: Ints
    worth: Ints
    least: Ints
    most: Ints
    group: Ints

    def at(self, rows: Ints | Mask) -> CaseLinks:
        """Some of the rows.

        Parameters
        ----------
        rows
            Positions, or which.

        Returns
        -------
        These rows, in that order.
        """
        return CaseLinks(*(getattr(self, name)[rows] for name in ("case", "link", "other", "worth", "least", "most", "group")))


def case_links(graph: Graph, condition: LinkCondition, bodies: Ints, held: Divisions) -> tuple[Cases, CaseLinks]:
    """The cases of a condition, and the links that count for or against it; mere episodes left out.

    Parameters
    ----------
    graph
        What is asked about.
    condition
        What is asked of each body.
    bodies
        Positions of the bodies that are judged.
    held
        The divisions of the graph.

    Returns
    -------
    A case a body, or for `its_units` one for each unit that it surely supervises. Cost: linear in the links of the condition's kinds.
    """
    link, own, other, forward = _ends(graph, condition)
    place = np.full(len(graph), -1, np.int64)
    place[bodies] = np.arange(len(bodies))
    keep = (place[own] >= 0) & (caps(graph, link) > 0)
    if condition.kinds:
        keep &= among(KINDS, condition.kinds)[graph.kind[other]]
    if condition.scopes:
        scope = np.array([word in condition.scopes for word in texts(graph.node_table.column("scope"))], bool)
        keep &= scope[other]
    link, own, other, forward = link[keep], own[keep], other[keep], forward[keep]
    given = link_numbers(graph, held, link, forward)
    group = np.where(is_part_of(graph, link, forward), held.division[link], -1)
    found = CaseLinks(place[own], link, other, _worth(graph, condition, link), given.least, given.most, group)
    if condition.relative == "its_units":
        return _by_unit(graph, bodies, found, given, held)
    cases = Cases(np.arange(len(bodies)), np.full(len(bodies), -1, np.int64))
    return cases, found if condition.relative is None else _own_commission(graph, bodies, found, given)


def _ends(graph: Graph, condition: LinkCondition) -> tuple[Ints, Ints, Ints, Mask]:
    """The links of the kind and mechanism, and their ends as the condition sees them."""
    link = graph.links_of(condition.kind) if condition.kind is not None else np.flatnonzero(graph.mechanism == MECHANISMS.code(condition.mechanism or ""))
    if condition.kind is not None and condition.mechanism is not None:
        link = link[graph.mechanism[link] == MECHANISMS.code(condition.mechanism)]
    source, target = graph.source[link], graph.target[link]
    along, against = np.ones(len(link), bool), np.zeros(len(link), bool)
    if condition.side == "to":
        return link, source, target, along
    if condition.side == "from":
        return link, target, source, against
    return np.tile(link, 2), np.concatenate((source, target)), np.concatenate((target, source)), np.concatenate((along, against))


def _worth(graph: Graph, condition: LinkCondition, link: Ints) -> Ints:
    """domain §4: what meets a rule isn't declared or statutory, and its period is at most the one that is asked."""
    worth = np.full(len(link), MEETS, np.int64)
    if condition.period is not None:
        most = durations.length(condition.period)
        words, at = np.unique(
            np.array([text or "" for text in taken(graph.link_table.select(["period"]), link).column("period").to_pylist()], str), return_inverse=True
        )
        of_word = [NO_PERIOD if not word else SLOW if durations.length(word) > most else MEETS for word in words.tolist()]
        worth = np.array(of_word, np.int64)[at] if len(link) else worth
    worth[~np.array([basis.firm for basis in BASES])[graph.basis[link]]] = WEAK
    return worth


def _own_commission(graph: Graph, bodies: Ints, found: CaseLinks, given: LinkNumbers) -> CaseLinks:
    """Of links with commissions those with the one that dispatches the body or that it is part of; where none such is known, it may be any."""
    size, commission = len(graph), KINDS.code("Commission")
    dispatched, part = graph.links_of("DISPATCHES"), graph.links_of("PART_OF")
    body = np.concatenate((graph.target[dispatched], graph.source[part]))
    above = np.concatenate((graph.source[dispatched], graph.target[part]))
    known = np.zeros(size, bool)
    known[body[graph.kind[above] == commission]] = True
    of = bodies[found.case]
    is_own = np.isin(of * size + found.other, body * size + above)
    perhaps = (graph.kind[found.other] == commission) & ~known[of]
    sure = is_own & (given.all | ~graph.population[found.other])  # of several commissions it may be with another one than its own
    least = np.where(sure, found.least, 0)
    return CaseLinks(found.case, found.link, found.other, found.worth, least, found.most, found.group).at(is_own | perhaps)


def _by_unit(graph: Graph, bodies: Ints, found: CaseLinks, given: LinkNumbers, held: Divisions) -> tuple[Cases, CaseLinks]:
    """A case for each unit of a body: a link with the unit itself or with its party committee counts for it."""
    size = len(graph)
    place = np.full(size, -1, np.int64)
    place[bodies] = np.arange(len(bodies))
    close = arcs(graph, walks.SUPERVISION["direct"])
    surely = np.array([basis.firm and basis.cap is not None for basis in BASES])[graph.basis[close.link]]
    keep = surely & (place[close.origin] >= 0) & (graph.kind[close.end] == KINDS.code("Unit"))
    body, unit = unique_pairs(place[close.origin[keep]], close.end[keep], size)
    key = body * size + unit
    # the unit itself, the party committees that it hosts, and the unit that a link names whose committee it is with
    host = graph.links_of("HOSTED_BY")
    host = host[(graph.kind[graph.source[host]] == KINDS.code("PartyCommittee")) & (caps(graph, host) > 0)]
    seen = link_numbers(graph, held, host, np.zeros(len(host), bool))
    certain = ((seen.least > 0) | held.alone[host]) & np.array([basis.firm for basis in BASES])[graph.basis[host]]
    start = np.concatenate((np.arange(size), graph.source[host]))
    end = np.concatenate((np.arange(size), graph.target[host]))
    sure = np.concatenate((np.ones(size, bool), certain))
    row, at = Groups(start, size).join(found.other)
    named = unit_of_committee(graph, found.link)
    told = np.flatnonzero(named >= 0)
    row = np.concatenate((row, told))
    of_row = np.concatenate((end[at], named[told]))
    sure = np.concatenate((sure[at], graph.kind[found.other[told]] == KINDS.code("PartyCommittee")))
    wanted = found.case[row] * size + of_row
    case = np.searchsorted(key, wanted)
    is_case = np.zeros(len(wanted), bool)
    inside = case < len(key)
    is_case[inside] = key[case[inside]] == wanted[inside]
    row, sure, case = row[is_case], sure[is_case], case[is_case]
    each = (given.all | ~graph.population[found.other])[row] & (found.least[row] > 0) & sure
    chosen = found.at(row)
    least, most = np.where(each, np.minimum(chosen.least, 1), 0), np.ones(len(row), np.int64)
    return Cases(body, unit), CaseLinks(case, chosen.link, chosen.other, chosen.worth, least, most, np.full(len(row), -1, np.int64))


def unit_of_committee(graph: Graph, link: Ints) -> Ints:
    """The unit whose party committee links say to be with (`of`, domain §3).

    Parameters
    ----------
    graph
        Where the links are.
    link
        Positions of links, n of them.

    Returns
    -------
    Positions of nodes, n of them; −1 where a link says none, or one that isn't in the graph.
    """
    found = np.full(len(link), -1, np.int64)
    told = taken(graph.link_table.select(["of", "charts"]), link).to_pydict()
    wanted = {f"{chart}:{name}" for name, charts in zip(told["of"], told["charts"], strict=True) if name is not None for chart in charts}
    if not wanted:
        return found
    ids = graph.node_table.column("ids").combine_chunks()
    owner = numbers(pc.list_parent_indices(ids), NONE)
    place = {name: int(owner[at]) for at, name in enumerate(ids.flatten().to_pylist()) if name in wanted}
    for row, (name, charts) in enumerate(zip(told["of"], told["charts"], strict=True)):
        if name is not None:
            found[row] = next((place[one] for one in (f"{chart}:{name}" for chart in charts) if one in place), -1)
    return found
