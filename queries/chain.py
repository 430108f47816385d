"""Through which tiers supervision goes down from the commission of an area to its villages and units (domain §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oversight_graph.answer.question import AnswerColumn, QueryContext, Question, QuestionResult
from oversight_graph.messages import Message, message
from oversight_graph.model import BASES, LINKS, MECHANISMS, Term
from oversight_graph.model.tiers import BRANCHES, TIER_STATUSES, TIERS
from oversight_graph.model.vocabulary import QUANTIFIERS

if TYPE_CHECKING:
    import numpy as np

    from oversight_graph.graph.graph import Graph
    from oversight_graph.rules.chain_links import Joined, TierLinks
    from oversight_graph.rules.chain_numbers import TierNumbers
    from oversight_graph.rules.chain_tiers import ChainTiers

MOST_AREAS = 12
"""Of more areas no chain in words is given: the rows have them all."""


def compute(graph: Graph, asked: QueryContext) -> QuestionResult:
    """Tell the tiers of each area in scope (domain §6).

    Parameters
    ----------
    graph : Graph
        What is asked about.
    asked : QueryContext
        Its languages.

    Returns
    -------
    QuestionResult
        A row for each area and tier, by the code of the area, then from the commission down. Cost: linear in the nodes and links, sorting apart.
    """
    import numpy as np

    from oversight_graph.answer.answer_columns import id_lists, lists, numbers, words
    from oversight_graph.answer.area_labels import area_labels
    from oversight_graph.answer.columns import Coded
    from oversight_graph.answer.uncounted import uncounted_notes
    from oversight_graph.graph.arrow import taken
    from oversight_graph.rules.chain_links import tier_links
    from oversight_graph.rules.chain_numbers import UNKNOWN, tier_numbers
    from oversight_graph.rules.chain_tiers import MISSING, NO_TIER, chain_tiers

    tiers = chain_tiers(graph)
    rows = len(tiers.area)
    row, node = tiers.entries(graph)
    found = tier_numbers(graph, row, node, rows)
    links = tier_links(graph, tiers)
    number = np.where(tiers.status == MISSING, 0, found.number)
    on_tier = np.flatnonzero(tiers.tier_of_node != NO_TIER)
    weight, tier = graph.weight[on_tier], tiers.tier_of_node[on_tier]
    labels = area_labels(graph, tiers.areas, asked.lang or asked.words)
    branches = np.array([BRANCHES.code(declared.branch) for declared in TIERS])
    notes = taken(graph.node_table.select(["note"]), node).column("note").to_pylist() if len(node) else []
    told_notes = np.array([text is not None for text in notes], bool)
    return QuestionResult(
        {
            "place": Coded(tiers.area, labels),
            "area": Coded(tiers.area, tiers.areas),
            "branch": words(BRANCHES, branches[tiers.tier]),
            "tier": words(TIERS, tiers.tier),
            "state": words(TIER_STATUSES, tiers.status),
            "count": numbers(number, number != UNKNOWN),
            "count_quantifier": [None if one == UNKNOWN else "ge" if floor else "eq" for one, floor in zip(number.tolist(), found.floor.tolist(), strict=True)],
            "bodies": id_lists(graph, rows, (row, node)),
            "staff_full_time": numbers(found.staff, found.staff != UNKNOWN),
            "staff_quantifier": list(found.quantifier),
            "links": _lines(links, found, asked, rows),
            "notes": [list(dict.fromkeys(texts)) for texts in lists(rows, row[told_notes], np.array([*notes, None], object)[:-1][told_notes])],
        },
        message("queries.on_tiers"),
        int(weight.sum()),
        len(on_tier),
        {declared.id: int(weight[tier == code].sum()) for code, declared in enumerate(TIERS) if declared.id != "lower_commission"}
        | {"tiers": {status.id: int((tiers.status == code).sum()) for code, status in enumerate(TIER_STATUSES)}},
        (
            *(_chains(tiers, found, labels) if len(labels) <= MOST_AREAS else ()),
            *([message("queries.tiers_untold", number=untold)] if (untold := int((tiers.status == TIER_STATUSES.code("unknown")).sum())) else []),
            *uncounted_notes(graph, on_tier, asked.lang),
        ),
        weighed=False,
    )


def _lines(links: TierLinks, found: TierNumbers, asked: QueryContext, rows: int) -> list[list[str]]:
    """What joins each tier to those above it, in words, a line for each of them and each kind of link."""
    from oversight_graph.rules.chain_links import UNTOLD

    lines: list[list[str]] = [[] for _ in range(rows)]
    for at, row in enumerate(links.lower.tolist()):
        by = int(links.mechanism[at])
        kind = LINKS.terms[links.kind[at]] if by == UNTOLD else MECHANISMS.terms[by]
        basis = BASES.terms[links.basis[at]]
        upper = int(links.upper[at])
        how = message("queries.link_of_basis", link=kind, basis=basis) if basis.id != "assigned" else kind
        above, below = _joined(links.above, found, at, upper), _joined(links.below, found, at, row)
        said = message("queries.tiers_joined", link=how, tier=links.tier_of(upper), above=above, below=below)
        lines[row].append(said.text(asked.words))
    return lines


def _joined(joined: Joined, found: TierNumbers, at: int, row: int) -> Message | str:
    """How many of how many: `?` for a number that isn't told."""
    of = _number(int(found.number[row]), bool(found.floor[row]))
    if joined.every[at]:
        return message("queries.every_one") if found.floor[row] else f"{of}/{of}"
    number, floor = int(joined.number[at]), bool(joined.floor[at])
    return f"{'?' if floor and not number else _number(number, floor)}/{of}"


def _number(number: int, floor: bool) -> str:
    return "?" if number < 0 else f"≥{number}" if floor else str(number)


def _chains(tiers: ChainTiers, found: TierNumbers, labels: list[str]) -> list[Message]:
    """The chain of each area in a line, so that several stand under each other."""
    from oversight_graph.rules.chain_tiers import PRESENT

    said: list[Message] = []
    for place, label in enumerate(labels):
        rows = (tiers.area == place).nonzero()[0].tolist()
        branches = []
        for branch in BRANCHES:
            told = [
                _tier(
                    TIERS.terms[tiers.tier[row]],
                    TIER_STATUSES.terms[tiers.status[row]],
                    tiers.status[row] == PRESENT,
                    int(found.number[row]),
                    bool(found.floor[row]),
                )
                for row in rows
                if TIERS.terms[tiers.tier[row]].branch == branch.id and TIERS.terms[tiers.tier[row]].told != "present"
            ]
            if told:
                branches.append(message("queries.branch", branch=branch, tiers=told))
        said.append(message("queries.chain", area=label, branches=branches))
    return said


def _tier(tier: Term, status: Term, present: np.bool_ | bool, number: int, floor: bool) -> Message:
    if not present:
        return message("queries.tier_status", tier=tier, status=status)
    return message("queries.tier_uncounted", tier=tier) if number < 0 else message("queries.tier_number", tier=tier, number=_number(number, floor))


QUESTION = Question(
    "chain",
    "监督链条",
    "chain",
    "Through which tiers supervision goes down in each area, from the commission to villages and units: bodies, posts, what joins the tiers, which are missing or unknown.",
    (
        AnswerColumn("place", "地区", "place"),
        AnswerColumn("area", "地区代码", "area", drop_priority=5),
        AnswerColumn("branch", "链条", "branch", "term", BRANCHES, drop_priority=2),
        AnswerColumn("tier", "层", "tier", "term", TIERS),
        AnswerColumn("state", "状态", "state", "term", TIER_STATUSES),
        AnswerColumn("count", "数量", "count", "number"),
        AnswerColumn("count_quantifier", "数量限定", "count quantifier", "term", QUANTIFIERS, drop_priority=7),
        AnswerColumn("bodies", "机构", "bodies", "ids", drop_priority=1),
        AnswerColumn("staff_full_time", "专职人员", "full-time staff", "number"),
        AnswerColumn("staff_quantifier", "人数限定", "quantifier", "term", QUANTIFIERS, drop_priority=6),
        AnswerColumn("links", "与上层的关系", "links to the tiers above", "texts"),
        AnswerColumn("notes", "备注", "notes", "texts", drop_priority=8),
    ),
    compute,
    "oversight chain 120118 --chart tianjin-2019",
    help_zh="监督从纪委监委向村居和单位延伸所经的各层：机构数、专职人员、层间的关系，哪一层缺、哪一层未知；几个地区并列。",
    counts=(Term("tiers", "各层状态", "tiers"),),
    area_argument=True,
    whole=True,
)
