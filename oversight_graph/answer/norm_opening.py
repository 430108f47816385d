"""What `gaps` and `rules` open with: a line for each norm, among how many it was judged and how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from oversight_graph.answer.opening import Counted, OpenedAnswer, Opening
from oversight_graph.messages import message
from oversight_graph.model import FORMS, Vocabulary
from oversight_graph.model.requirements import CONFIDENCES

if TYPE_CHECKING:
    from oversight_graph.graph.csr import Ints
    from oversight_graph.graph.graph import Graph

MET = "met"


@dataclass(frozen=True)
class NormJudged:
    """A norm, how sure it is, where and what it says, and how many judgements by it have each status."""

    id: str
    form: str | None
    confidence: str
    source: str
    text: str
    statuses: tuple[tuple[str, Counted], ...]

    @property
    def n(self) -> Counted:
        """Among how many it was judged."""
        return sum((counted for _, counted in self.statuses), Counted())


def by_status(graph: Graph, node: Ints, status: Ints, statuses: Vocabulary[Any]) -> tuple[tuple[str, Counted], ...]:
    """How many members of nodes have each status.

    Parameters
    ----------
    graph : Graph
        Says how many members a node has.
    node, status : ndarray of int64, shape (n,)
        Positions of nodes, and codes.
    statuses : Vocabulary
        Whose codes they are.

    Returns
    -------
    tuple of (str, Counted)
        For each status, in its order. Cost: linear in the nodes.
    """
    import numpy as np

    number = np.bincount(status, weights=graph.weight[node], minlength=len(statuses)).astype(int)
    sets = np.bincount(status[graph.uncounted[node]], minlength=len(statuses))
    return tuple((word, Counted(int(number[code]), int(sets[code]))) for code, word in enumerate(statuses.ids))


def norm_opening(answer: OpenedAnswer, statuses: Vocabulary[Any]) -> Opening:
    """A line for each norm: k of n met, the rest by status, how sure the norm is; then what each says and where.

    Parameters
    ----------
    answer : OpenedAnswer
        Holds the norms under `norms` of what it tells.
    statuses : Vocabulary
        What a judgement may come to.

    Returns
    -------
    Opening
        Without a table where no norm judged anything. Cost: the norms.
    """
    judged: Sequence[NormJudged] = answer.told["norms"]
    if not judged:
        return Opening(answer.places.lines)
    others = [status for status in statuses if status.id != MET]
    of_form = any(one.form for one in judged)
    form = [message("answer.form")] if of_form else []
    rows = []
    for one in judged:
        counted = dict(one.statuses)
        met = message("answer.k_of_n", k=counted[MET].shown, n=one.n.shown)
        named = [(FORMS[one.form],)] if of_form and one.form else []
        rows.append(((one.id,), *named, (met,), *((counted[status.id].shown,) for status in others), (CONFIDENCES[one.confidence],)))
    says = [message("answer.norm_says", norm=one.id, text=one.text, source=one.source) for one in judged]
    return Opening(
        (*answer.places.lines, message("answer.norms_judged")),
        (message("answer.norm"), *form, statuses[MET], *others, message("answer.confidence")),
        tuple(rows),
        tuple(says),
        2 if of_form else 1,
    )
