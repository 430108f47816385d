"""What `gaps` says of a graph that stays in its store: its judgements are the rows that the engine gives, all else is added up of these."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from oversight_graph.answer.columns import Coded, distinct, mapped
from oversight_graph.answer.cypher_rows import selected
from oversight_graph.answer.norm_opening import NormJudged
from oversight_graph.answer.opening import Counted
from oversight_graph.answer.question import Data, QueryContext, QuestionResult, StoredFacts
from oversight_graph.messages import message
from oversight_graph.model import FORMS, STATUSES
from oversight_graph.model.areas import canonical
from oversight_graph.model.reasons import REASONS
from oversight_graph.rules.judging_by_day import norms_on
from oversight_graph.rules.norm_choice import asked_for
from oversight_graph.rules.norm_evaluation import NormEvaluations
from oversight_graph.rules.norms import Norm, norms

if TYPE_CHECKING:
    from oversight_graph.graph.csr import Ints
    from oversight_graph.graph.graph import Graph


def gap_frame(rows: Data, stored: StoredFacts, asked: QueryContext) -> tuple[QuestionResult, Graph, list[NormEvaluations]]:
    """Add up judgements.

    Parameters
    ----------
    rows : dict
        The columns of all judgements, those that are met too.
    stored : StoredFacts
        What else is asked of the store.
    asked : QueryContext
        As `compute` takes it.

    Returns
    -------
    (QuestionResult, Graph, list of NormEvaluations)
        What was found, without notes; the bodies, those that are alike as one; and which of these each norm judges, for the notes. Cost: linear in the judgements.
    """
    every = norms(asked["norms_files"] or ())
    graph, _ = stored.alike({canonical(norm.area) for norm in every})
    judged = _judged(graph, every, asked)
    by_id = {norm.id: norm for norm in every}
    rows = rows | {
        "source": mapped(rows["norm"], lambda norm: by_id[norm].cited(asked.words)),
        "reasons": _in_words(rows["reasons"], asked),
    }
    weight, sets = rows["count"].values, ~rows["count"].known  # type: ignore[attr-defined]
    ids, of_norm = distinct(rows["norm"])
    words, of_status = distinct(rows["status"])
    code = np.array([STATUSES.code(word) for word in words], np.int64)[of_status] if words else of_status
    met = STATUSES.code("met")
    told = [norm for norm in every if norm.id in ids]
    return (
        QuestionResult(
            rows if asked["all"] else selected(rows, np.flatnonzero(code != met)),
            message("queries.judgements"),
            int(weight.sum()),
            len(distinct(rows["id"])[0]),
            {word: int(weight[code == place].sum()) for place, word in enumerate(STATUSES.ids)},
            (),
            tuple(dict.fromkeys(norm.norm_set for norm in told)),
            told={
                "norms": [
                    NormJudged(
                        norm.id, norm.form, norm.confidence, norm.cited(asked.words), norm.words(asked.words), _by_status(code[at], weight[at], sets[at])
                    )
                    for norm in told
                    for at in (of_norm == ids.index(norm.id),)
                ]
            },
        ),
        graph,
        judged,
    )


def _by_status(code: Ints, weight: Ints, sets: Ints) -> tuple[tuple[str, Counted], ...]:
    return tuple((word, Counted(int(weight[code == place].sum()), int(sets[code == place].sum()))) for place, word in enumerate(STATUSES.ids))


def _in_words(reasons: Sequence[list[str]], asked: QueryContext) -> Coded:
    """Reasons in the language that is asked for; a statement gives them in English."""
    assert isinstance(reasons, Coded)
    words = {reason.en: reason.label(asked.words) for reason in REASONS}
    return Coded(reasons.codes, [[words[one] for one in combination] for combination in reasons.values[:-1]])


def _judged(graph: Graph, every: Sequence[Norm], asked: QueryContext) -> list[NormEvaluations]:
    """Which of the bodies that are alike each norm judges; their statuses stand in the rows."""
    overseen = graph.scope & graph.overseen
    days: list[datetime.date] = [graph.as_of] if graph.as_of is not None else np.unique(graph.node_day[overseen]).tolist()
    on_day = {day: norms_on(tuple(every), asked["norms"] or (), asked["form"] or FORMS.ids, day) for day in days}
    found = []
    for norm in every:
        if there := [day for day, judging in on_day.items() if norm in judging]:
            here = overseen & np.isin(graph.node_day, np.array(there, "datetime64[D]"))
            of_days, unplaced = asked_for(replace(graph, judged=here), norm, whenever=True)
            node = np.flatnonzero(of_days)
            found.append(NormEvaluations(norm, node, *(np.zeros(len(node), np.int64),) * 3, unplaced))
    return found
