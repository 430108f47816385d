"""Zones, groups and teams: who guides and leads them, of what they are part, who belongs to them, and of whom no membership is known (domain §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oversight_graph.answer.question import AnswerColumn, Data, QueryContext, Question, QuestionResult
from oversight_graph.messages import message
from oversight_graph.model import BASES, KINDS, Term, Vocabulary
from oversight_graph.model.vocabulary import COLLABORATION_SCOPES, QUANTIFIERS

if TYPE_CHECKING:
    from oversight_graph.graph.csr import Ints
    from oversight_graph.graph.graph import Graph
    from oversight_graph.rules.collaboration_members import Standing

STANDINGS = Vocabulary(
    "standing towards collaborations",
    (
        Term("collaboration", "协作组织", "collaboration"),
        Term("episode_only", "仅个案参加", "in episodes only"),
        Term("none_known", "未见所属", "no membership known"),
    ),
    "协作身份",
)
_OF_COLLABORATIONS = ("standing", ("collaboration",))
SCOPE_UNKNOWN = Term("scope_unknown", "范围未载", "scope not told")


def compute(graph: Graph, asked: QueryContext) -> QuestionResult:
    """Tell the collaborations in scope, and the bodies in none (domain §5).

    Parameters
    ----------
    graph : Graph
        What is asked about.
    asked : QueryContext
        Its languages.

    Returns
    -------
    QuestionResult
        A row for each collaboration, by its scope, then id; then one for each body of a kind that belongs to some, and of which no lasting membership is known,
        by kind and id. Cost: linear in the nodes, the memberships and what lies under each collaboration.
    """
    import numpy as np

    from oversight_graph.answer.answer_columns import described, id_lists, numbers, words
    from oversight_graph.answer.columns import Coded
    from oversight_graph.answer.uncounted import uncounted_notes
    from oversight_graph.graph.arrow import codes
    from oversight_graph.rules.collaboration_members import UNKNOWN, memberships, standing

    scope = codes(graph.node_table.column("scope"), COLLABORATION_SCOPES)
    node = np.flatnonzero(graph.scope & (graph.kind == KINDS.code("Collaboration")))
    node = node[np.lexsort((node, np.where(scope[node] < 0, len(COLLABORATION_SCOPES), scope[node])))]
    found, bodies = memberships(graph, node), standing(graph)
    out, how, number = _outside(graph, bodies)
    rest = np.full(len(out), UNKNOWN, np.int64)  # of a body in none there is nothing to tell
    every = np.concatenate([node, out])

    def of_node(values: Ints) -> Ints:
        return np.concatenate([values, rest])

    members = of_node(found.number)
    counted = numbers(np.concatenate([graph.weight[node], number]), ~graph.uncounted[every])
    columns: Data = {
        **described(graph, every, asked, "id", "name", "kind", "area"),
        "standing": words(STANDINGS, np.concatenate([np.zeros(len(node), np.int64), how])),
        "scope": words(COLLABORATION_SCOPES, scope[every]),
        "count": counted,
        "led_by": id_lists(graph, len(every), _ends(graph, node, "LEADS")),
        "guided_by": id_lists(graph, len(every), _ends(graph, node, "GUIDES")),
        "part_of": id_lists(graph, len(every), _ends(graph, node, "PART_OF", against=False)),
        "members": numbers(members, members != UNKNOWN),
        "members_quantifier": Coded(of_node(np.where(found.number == UNKNOWN, UNKNOWN, found.floor)), ("eq", "ge")),
        "named": numbers(of_node(found.named), np.arange(len(every)) < len(node)),
        "bodies": id_lists(graph, len(every), (found.row, found.member)),
        "basis": words(BASES, of_node(found.basis)),
    }
    weight, counts = graph.weight[node], ~graph.uncounted[bodies.node]
    none = int(bodies.none[counts].sum())
    return QuestionResult(
        columns,
        message("queries.bodies_of_member_kinds"),
        int(graph.weight[bodies.node].sum()),
        len(bodies.node),
        {"member": int(bodies.member[counts].sum()), "episode_only": int(bodies.once[counts].sum()), "none_known": none}
        | {"collaborations": {one: int(weight[scope[node] == code].sum()) for code, one in (*enumerate(COLLABORATION_SCOPES.ids), (-1, SCOPE_UNKNOWN.id))}},
        (
            *(
                [message("queries.no_membership", number=none, kinds=[KINDS.terms[code] for code in np.unique(graph.kind[bodies.node])])]
                if bodies.none.any()
                else []
            ),
            *([] if len(node) else [message("queries.no_collaboration")]),
            *uncounted_notes(graph, np.concatenate([node, bodies.node]), asked.lang),
        ),
        weighed=False,
    )


def _outside(graph: Graph, bodies: Standing) -> tuple[Ints, Ints, Ints]:
    """The bodies in no collaboration, or only by episodes: positions, codes of STANDINGS, how many of them."""
    import numpy as np

    once, none = np.flatnonzero(bodies.once), np.flatnonzero(bodies.none)
    node = np.concatenate([bodies.node[once], bodies.node[none]])
    how = np.repeat([STANDINGS.code("episode_only"), STANDINGS.code("none_known")], [len(once), len(none)])
    number = np.concatenate([bodies.once[once], bodies.none[none]])
    order = np.lexsort((node, graph.kind[node], how))
    return node[order], how[order], number[order]


def _ends(graph: Graph, node: Ints, kind: str, against: bool = True) -> tuple[Ints, Ints]:
    """The bodies from which links of a kind come to each node, as its row and the body; or, not against them, to which they lead."""
    from oversight_graph.graph.csr import Groups, unique_pairs

    link = graph.links_of(kind)
    own, other = (graph.target[link], graph.source[link]) if against else (graph.source[link], graph.target[link])
    row, at = Groups(own, len(graph)).join(node)
    return unique_pairs(row, other[at], max(len(graph), 1))


QUESTION = Question(
    "collaborations",
    "协作组织",
    "collaborations",
    "Zones, groups and joint teams: who leads and guides each, of what it is part, who belongs to it; and bodies of which no membership is known.",
    (
        AnswerColumn("id", "标识", "id", "id", drop_priority=8),
        AnswerColumn("name", "名称", "name", "name"),
        AnswerColumn("kind", "类型", "kind", "term", KINDS, drop_priority=6),
        AnswerColumn("area", "地区", "area", drop_priority=7),
        AnswerColumn("standing", "身份", "standing", "term", STANDINGS),
        AnswerColumn("scope", "范围", "scope", "term", COLLABORATION_SCOPES, only_where=_OF_COLLABORATIONS),
        AnswerColumn("count", "数量", "count", "number"),
        AnswerColumn("led_by", "领导", "led by", "ids", drop_priority=2),
        AnswerColumn("guided_by", "指导", "guided by", "ids"),
        AnswerColumn("part_of", "隶属", "part of", "ids"),
        AnswerColumn("members", "成员数", "members", "number", only_where=_OF_COLLABORATIONS),
        AnswerColumn("members_quantifier", "成员数限定", "members quantifier", "term", QUANTIFIERS, drop_priority=9, only_where=_OF_COLLABORATIONS),
        AnswerColumn("named", "具名", "named", "number", drop_priority=5, only_where=_OF_COLLABORATIONS),
        AnswerColumn("bodies", "成员", "bodies", "ids", drop_priority=3),
        AnswerColumn("basis", "依据", "basis", "term", BASES),
    ),
    compute,
    "oversight collaborations --chart tianjin-2019",
    help_zh="协作区、协作组和联合办案组：由谁领导和指导，属于什么，有哪些成员；以及未见所属的机构。",
    counts=(Term("member", "有所属", "member"), Term("collaborations", "协作组织", "collaborations"), SCOPE_UNKNOWN),
    grouped=True,
    whole=True,
)
