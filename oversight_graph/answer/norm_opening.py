"""What `gaps` and `rules` open with: a line for each norm, among how many it was judged and how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from oversight_graph.answer.opening import Counted, Lines, OpenedAnswer, Opening
from oversight_graph.messages import Message, message
from oversight_graph.model import FORMS, Term, Vocabulary
from oversight_graph.model.requirements import CONFIDENCES

if TYPE_CHECKING:
    from oversight_graph.graph.csr import Ints
    from oversight_graph.graph.graph import Graph

MET, UNDETERMINED = "met", "undetermined"


@dataclass(frozen=True)
class NormJudged:
    """A norm, how sure it is, where and what it says, and how many judgements by it have each status."""

    id: str
    form: str | None
    confidence: str
    source: str
    text: str
    statuses: tuple[tuple[str, Counted], ...]


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


def norm_opening(answer: OpenedAnswer, statuses: Vocabulary[Any], what: Message) -> Opening:
    """A line for each norm: k of n met (no k where nothing could be told), the rest by status, how sure the norm is; then what each says and where.

    Parameters
    ----------
    answer : OpenedAnswer
        Holds the norms under `norms` of what it tells.
    statuses : Vocabulary
        What a judgement may come to.
    what : Message
        What the norms are called.

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
    rows: list[tuple[Lines, ...]] = []
    for one in judged:
        named = [(FORMS[one.form],)] if of_form and one.form else []
        rows.append(((one.id,), *named, *_numbers(one.statuses, others), (CONFIDENCES[one.confidence],)))
    if len(judged) > 1:
        together = [(status.id, sum((dict(one.statuses)[status.id] for one in judged), Counted())) for status in statuses]
        rows.append(((message("answer.all_together"),), *((),) * of_form, *_numbers(together, others), ()))
    says = [message("answer.norm_says", norm=one.id, text=one.text, source=one.source) for one in judged]
    return Opening(
        (*answer.places.lines, message("answer.norms_judged", what=what)),
        (what, *form, statuses[MET], *others, message("answer.confidence")),
        tuple(rows),
        tuple(says),
        2 if of_form else 1,
        True,
    )


def _numbers(statuses: Iterable[tuple[str, Counted]], others: Iterable[Term]) -> list[Lines]:
    """k of n met, then how many have each other status; where nothing could be told, no number is k."""
    counted = dict(statuses)
    known = any(number for status, number in counted.items() if status != UNDETERMINED)
    met = counted[MET].shown if known else message("answer.no_number")
    return [(message("answer.k_of_n", k=met, n=sum(counted.values(), Counted()).shown),), *((counted[status.id].shown,) for status in others)]
