"""Which norms judge what: those that are named, or all but those of low confidence; each the nodes on whose day it is in force (domain §4)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from oversight_graph.errors import WrongQuestion, nearest
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.messages import message
from oversight_graph.model import CATEGORIES, KINDS, LEVELS, days
from oversight_graph.model.requirements import CONFIDENCES, COVERAGE
from oversight_graph.rules.norms import Norm


def names(all_norms: Iterable[Norm], rules: tuple[str, ...] = COVERAGE) -> list[str]:
    """By what norms can be named.

    Parameters
    ----------
    all_norms
        Norms of any rule.
    rules
        Ids of RULES: only norms of these.

    Returns
    -------
    The sets, then the ids, each once, in the order of the norms.
    """
    of_rules = [norm for norm in all_norms if norm.rule in rules]
    return list(dict.fromkeys([*(norm.norm_set for norm in of_rules), *(norm.id for norm in of_rules)]))


def chosen(all_norms: Iterable[Norm], named: Iterable[str] = (), rules: tuple[str, ...] = COVERAGE) -> tuple[Norm, ...]:
    """The norms that judge, whatever the day: those named by their id or their set; where none is named, those of high or medium confidence.

    Parameters
    ----------
    all_norms
        Norms of any rule, see `norms`.
    named
        Sets and ids.
    rules
        Ids of RULES: only norms of these.

    Returns
    -------
    In the order of `all_norms`; with those that are kept with their text only.

    Raises
    ------
    WrongQuestion
        For a name that is neither a set nor an id of these rules.
    """
    listed, wanted = list(all_norms), list(named)
    known = names(listed, rules)
    for name in wanted:
        if name not in known:
            raise WrongQuestion(message("rules.no_such_set", name=name, near=nearest(name, known)))
    of_rules = [norm for norm in listed if norm.rule in rules]
    if wanted:
        return tuple(norm for norm in of_rules if norm.id in wanted or norm.norm_set in wanted)
    return tuple(norm for norm in of_rules if not CONFIDENCES[norm.confidence].named)


def left_out(graph: Graph, all_norms: Iterable[Norm], named: Iterable[str] = (), rules: tuple[str, ...] = COVERAGE) -> list[str]:
    """The norms that would judge somebody in scope and don't, as their confidence is low and nobody has named them.

    Parameters
    ----------
    graph
        What is asked about.
    all_norms
        Norms of any rule, see `norms`.
    named
        Sets and ids.
    rules
        Ids of RULES: only norms of these.

    Returns
    -------
    Their ids.
    """
    if list(named):
        return []
    low = [norm for norm in all_norms if norm.rule in rules and norm.judges and CONFIDENCES[norm.confidence].named]
    return [norm.id for norm in low if asked_for(graph, norm)[0].any()]


def in_force(graph: Graph, norm: Norm) -> Mask:
    """The nodes on whose day a norm is in force; its first and last day count.

    Parameters
    ----------
    graph
        What is asked about.
    norm
        A norm of any rule.

    Returns
    -------
    An array of bool, one item a node.
    """
    day = graph.node_day
    mask: Mask = np.ones(len(graph), bool)
    if norm.valid_from is not None:
        mask &= day >= np.datetime64(days.first_day(norm.valid_from), "D")
    if norm.valid_to is not None:
        mask &= day <= np.datetime64(days.last_day(norm.valid_to), "D")
    return mask


def asked_for(graph: Graph, norm: Norm, whenever: bool = False) -> tuple[Mask, int]:
    """The nodes in scope that a norm asks for.

    Parameters
    ----------
    graph
        What is asked about.
    norm
        A norm of any rule.
    whenever
        Whether it asks for nodes on whose day it isn't in force, too.

    Returns
    -------
    An array of bool, one item a node; and how many members of units it passes over because it names categories and theirs isn't known.
    """
    asked, unplaced = np.zeros(len(graph), bool), np.zeros(len(graph), bool)
    within = graph.scope & graph.in_area(norm.area)
    if not whenever:
        within = within & in_force(graph, norm)
    for applies in norm.applies_to:
        mask = within & np.isin(graph.kind, [KINDS.code(kind) for kind in applies.kinds])
        if applies.levels:
            mask &= np.isin(graph.level, [LEVELS.code(level) for level in applies.levels])
        if applies.categories:
            unplaced |= mask & (graph.category < 0) & (graph.kind == KINDS.code("Unit"))
            mask &= np.isin(graph.category, [CATEGORIES.code(category) for category in applies.categories])
        asked |= mask
    return asked, int(graph.weight[unplaced & ~asked].sum())
