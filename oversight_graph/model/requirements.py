"""What a norm can ask for (domain §4), as a declared vocabulary: the keys of `requires`, the words for whom a link leads to, how sure a norm is."""

from __future__ import annotations

from dataclasses import dataclass

from oversight_graph.model.declare import Term, Vocabulary
from oversight_graph.model.vocabulary import Status

RULES = Vocabulary("rule", (Term("coverage", "覆盖", "coverage"), Term("structure", "结构", "structure"), Term("duty", "职责", "duty")), "规则")
COVERAGE, STRUCTURE = ("coverage",), ("structure", "duty")
"""The rules that `gaps` judges by, and those that `rules` does."""


@dataclass(frozen=True)
class Confidence(Term):
    """How sure it is that a norm says this. `named`: it judges only where its id or its set is named."""

    named: bool = False


CONFIDENCES = Vocabulary(
    "confidence", (Confidence("high", "高", "high"), Confidence("medium", "中", "medium"), Confidence("low", "低", "low", named=True)), "可信度"
)
UNSTATED_CONFIDENCE = "medium"
"""That of a norm which states none."""

RULE_STATUSES = Vocabulary(  # from worst to best: the order of the rows
    "status of a rule",
    (
        Status("broken", "不符合", "broken", "none", "#f4c7c9", "#8c1020"),
        Status("undetermined", "无法判定", "undetermined", "unknown"),
        Status("met", "符合", "met", "direct", "#e3f0e3"),
    ),
    "规则状态",
)

RELATIVES = Vocabulary(
    "relation to the body",
    (
        Term("its_commission", "派出或所属的纪委监委", "the commission that dispatches it or that it is part of"),
        Term("its_units", "其监督的每个单位（或该单位的党委、党组）", "each unit that it supervises, or that unit's party committee"),
    ),
    "与该机构的关系",
)
"""Whom a link may be asked for beside kinds of node: `its_units` asks for one to each of them."""


@dataclass(frozen=True)
class Requirement(Term):
    """A key of `requires`. `rules`: of norms of which it can stand; `value`: how it is written; `zh` and `en` say what it asks."""

    rules: tuple[str, ...]
    value: str


REQUIREMENTS = Vocabulary(
    "requirement of a norm",
    (
        Requirement("grade", "至少达到的覆盖等级（缺省为3）", "a grade at least so good; 3 by default", COVERAGE, "1 to 5"),
        Requirement(
            "independent", "非本单位自设、人员和经费不依赖该单位的机构", "by a body that is neither the unit's own nor depends on it", COVERAGE, "true"
        ),
        Requirement("with_subordinates", "范围含下属单位", "with its subordinates in scope", COVERAGE, "true"),
        Requirement("term_years", "最近若干年之内（仅巡视巡察）", "within so many years; inspection only", COVERAGE, "1 to 5"),
        Requirement("bodies", "至少若干个各自独立的监督机构（冗余）", "by so many bodies at least, each by itself", COVERAGE, "1 or more"),
        Requirement("load_at_most", "监督机构每名专职人员的负荷不超过", "by a body whose load per full-time post is at most so much", COVERAGE, "1 or more"),
        Requirement("staff_full_time", "专职人数不少于", "so many full-time posts at least", RULES.ids, "1 or more"),
        Requirement("authority", "具备全部所列权限", "all of these powers", RULES.ids, "[discipline, state]"),
        Requirement(
            "links",
            "至少（至多、恰好）若干条某类关系；可并列多项",
            "so many links of a kind; several may stand in a list",
            STRUCTURE,
            "{kind, mechanism, to …}",
        ),
        Requirement("members", "至少（至多、恰好）若干名成员", "so many members by MEMBER_OF", STRUCTURE, "2, or {at_least, at_most}"),
    ),
    "规范的要求",
)
"""Several keys together: all of them are asked for."""

LINK_KEYS = ("kind", "mechanism", "to", "from", "with", "at_least", "at_most", "exactly", "period")
END_KEYS = ("kinds", "scopes")
BOUND_KEYS = ("at_least", "at_most", "exactly")
SIDES = ("to", "from", "with")
"""To whom a link leads from the body, from whom to it, or with whom it stands, whichever way it is written."""


def requirements_of(rule: str) -> tuple[str, ...]:
    """The keys that `requires` of a norm can hold.

    Parameters
    ----------
    rule : str
        The id of one of RULES.

    Returns
    -------
    tuple of str
        Ids of REQUIREMENTS, in their order.

    Examples
    --------
    >>> requirements_of("duty")
    ('staff_full_time', 'authority', 'links', 'members')
    """
    return tuple(one.id for one in REQUIREMENTS if rule in one.rules)
