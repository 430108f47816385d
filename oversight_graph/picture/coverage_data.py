"""How each body of a picture is covered: its grade for each form, by whom and by what, and what the norms say of it."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from oversight_graph.graph.csr import Ints
from oversight_graph.model import FORMS, STATUSES
from oversight_graph.picture.subgraph import Subgraph

OVERSEER = -2
"""In place of a grade: it oversees."""


@dataclass(frozen=True)
class DerivationData:
    """A way of coverage: to a node of the subgraph, from a body (a position in the graph), at a grade, through a link kind's
    basis and steps of inheritance; `forms`: bits in the order of the vocabulary."""

    node: int
    body: int
    grade: int
    basis: int
    steps: int
    forms: int


@dataclass(frozen=True)
class NormFinding:
    """What norms say of a node and a form: the worst status (a code of STATUSES), its reasons (bits), and those norms."""

    node: int
    form: int
    status: int
    reasons: int
    norms: tuple[str, ...]


@dataclass(frozen=True)
class CoverageData:
    """`grade`: for each form, of each node of the subgraph: 0–5, −1 unknown, OVERSEER. `norms`: ids of all that were applied."""

    grade: list[list[int]]
    ways: list[DerivationData]
    findings: list[NormFinding]
    norms: list[str] = field(default_factory=list)


def coverage_data(subgraph: Subgraph) -> CoverageData:
    """The grades, ways and findings of the overseen bodies of a subgraph. Cost: linear in the graph, once for each form and norm.

    Parameters
    ----------
    subgraph
        What is drawn; bodies outside of it may cover those inside.

    Returns
    -------
    Of all forms, and of the norms that are in force on the day of each body and not of low confidence.
    """
    from oversight_graph.rules.coverage_grades import NOBODY
    from oversight_graph.rules.grades_by_day import grades_by_day
    from oversight_graph.rules.judging_by_day import judge
    from oversight_graph.rules.norms import norms

    graph = subgraph.graph
    judged = judge(graph, norms(), (), FORMS.ids)
    position = np.full(len(graph), -1, np.int64)
    position[subgraph.nodes] = np.arange(len(subgraph))
    table: list[list[int]] = []
    forms_of_way: dict[tuple[int, int, int, int, int], int] = {}
    worst: dict[tuple[int, int], tuple[int, int, tuple[str, ...]]] = {}
    for code, form in enumerate(FORMS.ids):
        graded = grades_by_day(graph, form)
        table.append(np.where(graph.overseen[subgraph.nodes], graded.grade[subgraph.nodes], OVERSEER).tolist())
        ways = graded.ways
        node_row = position[ways.node]
        keep: Ints = np.flatnonzero(node_row >= 0)
        rank = np.where(ways.rank == NOBODY, -1, ways.rank)
        for row in zip(*(column[keep].tolist() for column in (node_row, ways.body, ways.grade, rank, ways.steps)), strict=True):
            forms_of_way[row] = forms_of_way.get(row, 0) | 1 << code
        for evaluation in judged:
            norm = evaluation.norm
            if norm.form != form:
                continue
            node_row = position[evaluation.node]
            for node, status, reasons in zip(
                node_row[node_row >= 0].tolist(), evaluation.status[node_row >= 0].tolist(), evaluation.reasons[node_row >= 0].tolist(), strict=True
            ):
                known = worst.get((node, code))
                if known is None or status < known[0]:  # STATUSES run from worst to best
                    worst[node, code] = status, reasons, (norm.id,)
                elif status == known[0]:
                    worst[node, code] = status, known[1] | reasons, (*known[2], norm.id)
    ways_found = [DerivationData(*row, forms) for row, forms in sorted(forms_of_way.items())]
    findings = [NormFinding(node, form, *finding) for (node, form), finding in sorted(worst.items())]
    return CoverageData(table, ways_found, findings, [evaluation.norm.id for evaluation in judged])


MET = STATUSES.code("met")
