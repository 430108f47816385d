"""Who was inspected by whom, in what type of inspection, in which year (domain §4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from oversight_graph.answer.question import AnswerColumn, CypherQuery, Data, QueryContext, Question, QuestionResult, ScopeKind, StoredFacts
from oversight_graph.messages import Message, message
from oversight_graph.model import BASES, LEVELS, Term
from oversight_graph.model.vocabulary import INSPECTION_TYPES

if TYPE_CHECKING:
    from oversight_graph.graph.csr import Ints
    from oversight_graph.graph.graph import Graph, Mask
    from oversight_graph.rules.inspection_numbers import Inspections

TYPE_UNKNOWN = Term("type_unknown", "类型未载", "type not told")
YEAR_UNKNOWN = Term("year_unknown", "年份未载", "year not told")


def compute(graph: Graph, asked: QueryContext) -> QuestionResult:
    """Tell the inspections of what lies in scope (domain §4).

    Parameters
    ----------
    graph : Graph
        What is asked about.
    asked : QueryContext
        Its languages.

    Returns
    -------
    QuestionResult
        A row for each team, inspected body, type and year, the newest first. Cost: that of sorting the inspections.
    """
    import numpy as np

    from oversight_graph.answer.answer_columns import described, ids_of, lists, numbers, words
    from oversight_graph.graph.arrow import taken
    from oversight_graph.rules.inspection_numbers import NO_YEAR, UNKNOWN, inspections

    link = graph.links_of("INSPECTS")
    found = inspections(graph, link[graph.scope[graph.target[link]]])
    sources = lists(
        len(found.team), found.row, np.array([*taken(graph.link_table.select(["sources"]), found.link).column("sources").to_pylist(), None], object)[:-1]
    )
    untold = int((found.number == UNKNOWN).sum())
    return QuestionResult(
        {
            "team": ids_of(graph, found.team),
            "inspected": ids_of(graph, found.inspected),
            "type": words(INSPECTION_TYPES, found.type),
            "year": numbers(found.year, found.year != NO_YEAR),
            "number": numbers(found.number, found.number != UNKNOWN),
            **described(graph, found.inspected, asked, "count", "level", "area"),
            "basis": words(BASES, found.basis),
            "sources": [list(dict.fromkeys(source for told in every for source in told)) for every in sources],
        },
        message("queries.inspections"),
        int(np.maximum(found.number, 1).sum()),
        len(np.unique(np.concatenate([found.team, found.inspected]))),
        dict.fromkeys((*INSPECTION_TYPES.ids, TYPE_UNKNOWN.id), 0)
        | _types(found, found.year >= NO_YEAR)
        | {_year(year): _types(found, found.year == year) for year in dict.fromkeys(found.year.tolist())},
        (message("queries.inspections_untold", number=untold),) if untold else () if len(found.team) else (message("queries.no_inspection"),),
        weighed=False,
    )


def _types(found: Inspections, rows: Mask) -> dict[str, int]:
    """How many inspections of each type some rows tell of; one that tells no number, of one at least."""
    import numpy as np

    number, types = np.maximum(found.number[rows], 1), found.type[rows]
    return {one: int(number[types == code].sum()) for code, one in (*enumerate(INSPECTION_TYPES.ids), (-1, TYPE_UNKNOWN.id)) if bool((types == code).any())}


def _year(year: int) -> str:
    return str(year) if year else YEAR_UNKNOWN.id


def by_year(graph: Graph, link: Ints) -> list[Message]:
    """Some inspections in words, a message for each year, the newest first: how many of each type.

    Parameters
    ----------
    graph : Graph
        What is asked about.
    link : ndarray of int64
        Positions of links of kind INSPECTS.

    Returns
    -------
    list of Message
        Where a number isn't told it is one at least, and the sum a floor.
    """
    import numpy as np

    from oversight_graph.rules.inspection_numbers import UNKNOWN, inspections

    found = inspections(graph, link)
    said = []
    for year in dict.fromkeys(found.year.tolist()):
        types = []
        for code, term in (*enumerate(INSPECTION_TYPES), (-1, TYPE_UNKNOWN)):
            numbers = found.number[(found.year == year) & (found.type == code)]
            if len(numbers):
                number, floor = int(np.maximum(numbers, 1).sum()), bool((numbers == UNKNOWN).any())
                types.append(message("queries.type_of_inspection", type=term, number=f"{'≥ ' * floor}{number}"))
        said.append(message("queries.year_of_inspections", year=str(year) if year else YEAR_UNKNOWN, types=types))
    return said


def cypher(scope: ScopeKind, values: Mapping[str, Any]) -> CypherQuery:
    """The same in Cypher.

    Parameters
    ----------
    scope : ScopeKind
        Date, charts and area.
    values : mapping
        Empty: the question has no parameters.

    Returns
    -------
    CypherQuery
        A statement that returns the same rows.
    """
    from oversight_graph.cypher.inspection_query import inspections

    return inspections(scope)


def frame(rows: Data, stored: StoredFacts, asked: QueryContext) -> QuestionResult:
    """What `compute` finds, where the store's engine has added up.

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
        Cost: linear in the rows.
    """
    told = list(zip(rows["type"], rows["year"], (number or 1 for number in rows["number"]), strict=True))
    untold = sum(number is None for number in rows["number"])

    def types(of: Collection[int | None]) -> dict[str, int]:
        """How many inspections of each type there are in some years."""
        sums: dict[str, int] = {}
        for kind, year, number in told:
            if year in of:
                sums[kind or TYPE_UNKNOWN.id] = sums.get(kind or TYPE_UNKNOWN.id, 0) + number
        return {one: sums[one] for one in (*INSPECTION_TYPES.ids, TYPE_UNKNOWN.id) if one in sums}

    years = list(dict.fromkeys(rows["year"]))
    return QuestionResult(
        rows,
        message("queries.inspections"),
        sum(number for _, _, number in told),
        len({*rows["team"], *rows["inspected"]}),
        dict.fromkeys((*INSPECTION_TYPES.ids, TYPE_UNKNOWN.id), 0) | types(years) | {_year(year or 0): types([year]) for year in years},
        (message("queries.inspections_untold", number=untold),) if untold else () if told else (message("queries.no_inspection"),),
        weighed=False,
    )


QUESTION = Question(
    "inspections",
    "巡视巡察",
    "inspections",
    "Who was inspected by whom, how often, in what type of inspection, in which year.",
    (
        AnswerColumn("team", "巡视巡察组", "team", "id"),
        AnswerColumn("inspected", "被巡视巡察", "inspected", "id"),
        AnswerColumn("type", "类型", "type", "term", INSPECTION_TYPES),
        AnswerColumn("year", "年份", "year", "number"),
        AnswerColumn("number", "次数", "number", "number"),
        AnswerColumn("count", "对象数", "count", "number", drop_priority=2),
        AnswerColumn("level", "层级", "level", "term", LEVELS, drop_priority=3),
        AnswerColumn("area", "地区", "area", drop_priority=4),
        AnswerColumn("basis", "依据", "basis", "term", BASES),
        AnswerColumn("sources", "来源", "sources", "texts", drop_priority=1),
    ),
    compute,
    "oversight inspections --chart urumqi-2022",
    (),
    cypher,
    help_zh="谁受过谁的巡视巡察：次数、类型和年份。",
    counts=(TYPE_UNKNOWN, YEAR_UNKNOWN),
    whole=True,
    frame=frame,
)
