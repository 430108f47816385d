"""How much a body supervises from close by, per full-time post (domain §6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from oversight_graph.answer.question import (
    AnswerColumn,
    CypherQuery,
    Data,
    Parameter,
    QueryContext,
    Question,
    QuestionResult,
    ScopeKind,
    StoredFacts,
)
from oversight_graph.messages import Message, message
from oversight_graph.model import KINDS, Term, Vocabulary
from oversight_graph.model.vocabulary import QUANTIFIERS

if TYPE_CHECKING:
    from oversight_graph.graph.csr import Ints
    from oversight_graph.graph.graph import Graph

LOAD_IS = Vocabulary("kind of load", (Term("exact", "准确", "exact"), Term("at_most", "至多", "at most"), Term("unknown", "未知", "unknown")))
OWNERS = ("Commission",)
"""Kinds that have rooms, groups and offices of their own."""
_EXACT, _AT_MOST, _UNKNOWN = range(3)


def compute(graph: Graph, asked: QueryContext) -> QuestionResult:
    """Count what each body supervises from close by, per full-time post (domain §6).

    Parameters
    ----------
    graph : Graph
        What is asked about.
    asked : QueryContext
        `a`, the position of a body, or None for all overseers in scope; `broad` counts what is extended to, too.

    Returns
    -------
    QuestionResult
        A row a body, by kind, then load from high to low, unknown last, then id. Cost: linear in the links and the pairs reached.
    """
    import numpy as np

    from oversight_graph.answer.answer_columns import described, numbers, words
    from oversight_graph.answer.uncounted import uncounted_notes
    from oversight_graph.graph.arrow import NONE
    from oversight_graph.rules.workload_counts import ABOUT, AT_LEAST, EXACTLY, posts, workload_counts

    counts, of_own = workload_counts(graph)
    staff, quantifier = posts(graph)
    universe = ~graph.overseen & graph.scope
    counted = [counts.direct, counts.inherited, *([counts.extended] if asked["broad"] else [])]
    known = np.all([one >= 0 for one in counted], axis=0) & (staff > 0)
    load_is = np.full(len(graph), _UNKNOWN, np.int64)
    # domain §6: posts that are known or estimated give a load, a floor of posts a ceiling of it; a ceiling of posts gives neither
    load_is[known & ((quantifier == EXACTLY) | (quantifier == ABOUT))] = _EXACT
    load_is[known & (quantifier == AT_LEAST)] = _AT_MOST
    count = np.sum(counted, axis=0)
    load = np.where(load_is == _UNKNOWN, np.nan, count / np.where(staff > 0, staff, 1))
    body = np.array([asked["a"]]) if asked["a"] is not None else np.flatnonzero(universe)
    order = np.lexsort((body, -np.nan_to_num(load[body], nan=-1.0), graph.kind[body]))  # load compares bodies of one kind
    body = body[order]
    weight = graph.weight[body]
    rounded = (20_000 * count + staff) // np.where(staff > 0, 2 * staff, 1) / 10_000  # a half up, whatever engine divides
    loads = [None if np.isnan(exact) else float(shown) for exact, shown in zip(load[body], rounded[body], strict=True)]

    def shown(values: Ints) -> Sequence[int | None]:
        return numbers(values[body], values[body] >= 0)

    own = np.where((of_own.direct >= 0) & (of_own.inherited >= 0), of_own.direct + of_own.inherited, NONE)
    estimated = (quantifier == ABOUT) & (load_is == _EXACT)
    told = [counts.direct, counts.inherited, counts.extended, own, of_own.extended]
    empty = int(weight[np.all([one[body] == NONE for one in told], axis=0)].sum())
    notes = [*_notes(asked, int(estimated[body].sum()), empty), *uncounted_notes(graph, body, asked.lang)]
    return QuestionResult(
        {
            **described(graph, body, asked, "id", "name", "kind"),
            "direct": shown(counts.direct),
            "inherited": shown(counts.inherited),
            "extended": shown(counts.extended),
            "own_supervise": shown(own),
            "own_extend": shown(of_own.extended),
            "staff_full_time": shown(staff),
            "staff_quantifier": words(QUANTIFIERS, np.where(staff[body] >= 0, quantifier[body], NONE)),
            "load": loads,
            "load_is": words(LOAD_IS, load_is[body]),
        },
        message("queries.overseers"),
        int(weight.sum()),
        len(body),
        {name: int(weight[load_is[body] == code].sum()) for code, name in enumerate(LOAD_IS.ids)},
        tuple(notes),
        weighed=False,  # what sets of unknown number make unknown is null in its row
    )


def _notes(asked: QueryContext, estimated: int, empty: int) -> list[Message]:
    """What load is, of how many the posts are an estimate, and of how many nothing is known."""
    notes = [message("queries.load_broad") if asked["broad"] else message("queries.load")]
    if estimated:
        notes.append(message("queries.posts_estimated", number=estimated))
    if empty:
        notes.append(message("queries.no_supervision_known", number=empty))
    return notes


def frame(rows: Data, stored: StoredFacts, asked: QueryContext) -> QuestionResult:
    """What `compute` finds, where the store's engine has counted.

    Parameters
    ----------
    rows : dict
        The columns of the twin.
    stored : StoredFacts
        What else is asked of the store.
    asked : QueryContext
        As `compute` takes it; a body is its id.

    Returns
    -------
    QuestionResult
        Cost: linear in the rows, each of whose bodies is looked up.
    """
    import numpy as np

    from oversight_graph.answer.columns import distinct
    from oversight_graph.answer.stand_in import stand_in
    from oversight_graph.answer.uncounted import uncounted_notes

    ids = list(rows["id"])
    told = stored.bodies(ids)
    weight = np.array([told[body].count or 0 for body in ids], np.int64)
    words, of_row = distinct(rows["load_is"])
    load_is = np.array([LOAD_IS.code(word) for word in words], np.int64)[of_row] if words else of_row
    estimated = [how == "approx" and load == "exact" for how, load in zip(rows["staff_quantifier"], rows["load_is"], strict=True)]
    known = [rows[name].known for name in ("direct", "inherited", "extended", "own_supervise", "own_extend")]  # type: ignore[attr-defined]
    sets = sorted((body, kind) for body, kind in zip(ids, rows["kind"], strict=True) if told[body].count is None)
    named = [{"id": body, "kind": kind, "name": told[body].name, "name_en": told[body].name_en} for body, kind in sets]
    return QuestionResult(
        rows,
        message("queries.overseers"),
        int(weight.sum()),
        len(ids),
        {name: int(weight[load_is == code].sum()) for code, name in enumerate(LOAD_IS.ids)},
        (
            *_notes(asked, sum(estimated), int(weight[~np.any(known, axis=0)].sum())),
            *uncounted_notes(stand_in(stored.scope, named), np.arange(len(named)), asked.lang),
        ),
        weighed=False,
    )


def cypher(scope: ScopeKind, values: Mapping[str, Any]) -> CypherQuery:
    """The same in Cypher.

    Parameters
    ----------
    scope : ScopeKind
        Date, charts and area.
    values : mapping
        `a`, the id of a body or None; `broad`.

    Returns
    -------
    CypherQuery
        A statement that returns the same rows.
    """
    from oversight_graph.cypher.workload_query import workload

    return workload(scope, values["a"], values["broad"])


QUESTION = Question(
    "workload",
    "工作负荷",
    "workload",
    "How many each body supervises from close by, and how many that is per full-time post; of a commission also how many its rooms, groups and offices do.",
    (
        AnswerColumn("id", "标识", "id", "id", drop_priority=2),
        AnswerColumn("name", "名称", "name", "name"),
        AnswerColumn("kind", "类型", "kind", "term", KINDS, drop_priority=4),
        AnswerColumn("direct", "直接", "direct", "number"),
        AnswerColumn("inherited", "下延", "inherited", "number"),
        AnswerColumn("extended", "延伸", "extended", "number"),
        AnswerColumn("own_supervise", "所属监督", "its bodies supervise", "number", drop_priority=1, only_where=("kind", OWNERS)),
        AnswerColumn("own_extend", "所属延伸", "its bodies extend to", "number", drop_priority=3, only_where=("kind", OWNERS)),
        AnswerColumn("staff_full_time", "专职人数", "full-time staff", "number"),
        AnswerColumn("staff_quantifier", "人数限定", "quantifier", "term", QUANTIFIERS, drop_priority=5),
        AnswerColumn("load", "人均负荷", "load", "decimal"),
        AnswerColumn("load_is", "负荷性质", "load is", "term", LOAD_IS, drop_priority=6),
    ),
    compute,
    "oversight workload --chart tianjin-2019",
    (
        Parameter("a", "body", "机构（缺省为全部）", "one body; all of them by default"),
        Parameter("broad", "flag", "延伸所及的也计入", "count what is extended to, too", default=False, flag="--broad"),
    ),
    cypher,
    help_zh="每个机构就近监督多少对象，平均每名专职人员多少；纪委监委另计其内设室、派出机构共监督多少。",
    grouped=True,
    known=("direct", "inherited", "extended", "own_supervise", "own_extend"),
    frame=frame,
)
