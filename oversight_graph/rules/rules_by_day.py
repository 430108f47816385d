"""Rules of structure and duties, each body judged on its day by what is known then (domain §4, Dates)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow.compute as pc

from oversight_graph.graph.arrow import NONE, numbers, taken
from oversight_graph.graph.by_day import DaySlice, by_day
from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph
from oversight_graph.model.requirements import RULE_STATUSES, STRUCTURE
from oversight_graph.rules.divisions import divisions
from oversight_graph.rules.judging_by_day import norms_on
from oversight_graph.rules.norms import Norm
from oversight_graph.rules.rule_evaluation import BIT, RuleEvaluations, evaluate_rule

_UNDETERMINED = RULE_STATUSES.code("undetermined")


def judge_rules(graph: Graph, all_norms: tuple[Norm, ...], named: Sequence[str]) -> list[RuleEvaluations]:
    """Judge the bodies in scope, each by the rules of structure and the duties of its day (domain §4).

    Parameters
    ----------
    graph
        What is asked about.
    all_norms
        Norms of any rule.
    named
        The sets and ids that were named; none: all but those of low confidence.

    Returns
    -------
    For each rule that judges somebody how the bodies stand to it, in the order of `all_norms`; bodies and links by their position in the graph. Cost: linear in
    the nodes and the links that the rules look at, for each day and rule; twice where not all is known on it.

    Raises
    ------
    WrongQuestion
        For a name that is neither a set nor an id of a rule of structure or a duty.
    """
    found: dict[str, list[RuleEvaluations]] = {}
    for one in by_day(graph, overseers=True):
        assert one.graph.as_of is not None
        norms = [norm for norm in norms_on(all_norms, named, None, one.graph.as_of, STRUCTURE) if norm.asks is not None]
        held = divisions(one.graph) if norms else None
        perhaps = divisions(one.possible) if norms and one.possible is not None else None
        for norm in norms:
            assert held is not None
            made = evaluate_rule(one.graph, norm, held)
            if len(made.node):
                if one.possible is not None and perhaps is not None:
                    made = _unless_better(made, one, evaluate_rule(one.possible, norm, perhaps))
                found.setdefault(norm.id, []).append(_in_whole(made, one, graph))
    return [_joined(found[norm.id]) for norm in all_norms if norm.id in found]


def _unless_better(made: RuleEvaluations, one: DaySlice, perhaps: RuleEvaluations) -> RuleEvaluations:
    """Undetermined where what isn't known of the day could better the status."""
    row = np.searchsorted(perhaps.node, one.possible_node[made.node])
    better = (made.status < _UNDETERMINED) & (perhaps.status[row] > made.status)
    return replace(made, status=np.where(better, _UNDETERMINED, made.status), reasons=np.where(better, BIT["not_known_then"], made.reasons))


def _in_whole(made: RuleEvaluations, one: DaySlice, graph: Graph) -> RuleEvaluations:
    """The same with the positions of the whole graph."""
    if one.graph is graph:
        return made
    link = numbers(
        pc.index_in(taken(one.graph.link_table.select(["id"]), made.link).column("id"), value_set=graph.link_table.column("id").combine_chunks()), NONE
    )
    return replace(made, node=one.node[made.node], row=made.row[link >= 0], link=link[link >= 0])


def _joined(parts: Sequence[RuleEvaluations]) -> RuleEvaluations:
    """What one rule says on several days, by body."""
    if len(parts) == 1:
        return parts[0]
    node, status, reasons = (np.concatenate([getattr(part, name) for part in parts]) for name in ("node", "status", "reasons"))
    starts = np.cumsum([0, *(len(part.node) for part in parts)])
    row: Ints = np.concatenate([part.row + start for part, start in zip(parts, starts[:-1], strict=True)])
    link = np.concatenate([part.link for part in parts])
    order = np.argsort(node, kind="stable")
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    by_row = np.lexsort((link, place[row]))
    return RuleEvaluations(parts[0].norm, node[order], status[order], reasons[order], place[row][by_row], link[by_row], sum(part.unplaced for part in parts))
