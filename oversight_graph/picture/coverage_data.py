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
    """A way of coverage: to a node of the cut, from a body (a position in the graph), at a grade, through a link kind's
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
    """`grade`: for each form, of each node of the cut: 0–5, −1 unknown, OVERSEER. `norms`: ids of all that were applied."""

    grade: list[list[int]]
    ways: list[DerivationData]
    findings: list[NormFinding]
    norms: list[str] = field(default_factory=list)


def coverage_data(cut: Subgraph) -> CoverageData:
    """The grades, ways and findings of the overseen bodies of a cut. Cost: linear in the graph, once for each form and norm.

    Parameters
    ----------
    cut
        What is drawn; bodies outside of it may cover those inside.

    Returns
    -------
    Of all forms, and of the norms that are in force on the day of the graph.
    """
    from oversight_graph.rules.coverage_grades import NOBODY, grades
    from oversight_graph.rules.norm_evaluation import evaluate
    from oversight_graph.rules.norms import chosen, norms

    graph = cut.graph
    rules = chosen(norms(), (), graph.as_of)
    position = np.full(len(graph), -1, np.int64)
    position[cut.nodes] = np.arange(len(cut))
    table: list[list[int]] = []
    bits: dict[tuple[int, int, int, int, int], int] = {}
    worst: dict[tuple[int, int], tuple[int, int, tuple[str, ...]]] = {}
    for code, form in enumerate(FORMS.ids):
        graded = grades(graph, form)
        table.append(np.where(graph.overseen[cut.nodes], graded.grade[cut.nodes], OVERSEER).tolist())
        ways = graded.ways
        here = position[ways.node]
        keep: Ints = np.flatnonzero(here >= 0)
        rank = np.where(ways.rank == NOBODY, -1, ways.rank)
        for row in zip(*(column[keep].tolist() for column in (here, ways.body, ways.grade, rank, ways.steps)), strict=True):
            bits[row] = bits.get(row, 0) | 1 << code
        for norm in rules:
            if norm.form != form:
                continue
            one = evaluate(graph, norm, graded)
            at = position[one.node]
            for node, status, reasons in zip(at[at >= 0].tolist(), one.status[at >= 0].tolist(), one.reasons[at >= 0].tolist(), strict=True):
                known = worst.get((node, code))
                if known is None or status < known[0]:  # STATUSES run from worst to best
                    worst[node, code] = status, reasons, (norm.id,)
                elif status == known[0]:
                    worst[node, code] = status, known[1] | reasons, (*known[2], norm.id)
    ways_found = [DerivationData(*row, forms) for row, forms in sorted(bits.items())]
    findings = [NormFinding(node, form, *said) for (node, form), said in sorted(worst.items())]
    return CoverageData(table, ways_found, findings, [norm.id for norm in rules])


MET = STATUSES.code("met")
