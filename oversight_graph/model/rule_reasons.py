"""Why a rule of structure or a duty is broken or can't be told (domain §4): what an answer to `rules` gives as its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from oversight_graph.model.declare import DeclarationError, Term, Vocabulary
from oversight_graph.model.requirements import RULE_STATUSES


@dataclass(frozen=True)
class RuleReason(Term):
    """A reason. `status`: what it makes of the body, of several the worst."""

    status: str

    def __post_init__(self) -> None:
        if self.status not in RULE_STATUSES:
            raise DeclarationError(f"reason of a rule `{self.id}`: names the status `{self.status}`; use one of {', '.join(RULE_STATUSES.ids)}")


RULE_REASONS = Vocabulary(
    "reason of a rule",
    (
        RuleReason("missing", "未见要求的关系，且图谱声明此处已列全", "there is no such link, and the chart declares that it lists all here", "broken"),
        RuleReason("few", "少于要求，且图谱声明此处已列全", "fewer than asked, and the chart declares that it lists all here", "broken"),
        RuleReason("many", "多于要求", "more than asked", "broken"),
        RuleReason("slow", "周期长于要求", "its period is longer than asked", "broken"),
        RuleReason("posts", "专职人数不足", "fewer full-time posts than asked", "broken"),
        RuleReason(
            "powers", "权限不全，且图谱声明此处已列全", "the authority is not all that is asked, and the chart declares that it lists all here", "broken"
        ),
        RuleReason("untold", "未见记载，也没有图谱声明此处已列全", "nothing found, and no chart declares that it lists all here", "undetermined"),
        RuleReason("fewer", "所知少于要求，没有图谱声明此处已列全", "fewer are known than asked, and no chart declares that it lists all here", "undetermined"),
        RuleReason("no_period", "关系未写明周期", "the link states no period", "undetermined"),
        RuleReason("weak", "仅有宣称或法定的关系", "only a declared or statutory link", "undetermined"),
        RuleReason("part", "只涉及集合的部分成员，或未说明是哪些成员", "of some members of a set only, or it isn't told of which", "undetermined"),
        RuleReason("perhaps_many", "可能多于要求", "perhaps more than asked", "undetermined"),
        RuleReason("members", "未具名成员的集合，各成员情况未载", "a set of unnamed members: nothing is told of each", "undetermined"),
        RuleReason("posts_unknown", "专职人数未知或不确切", "the full-time posts are unknown or not exact", "undetermined"),
        RuleReason(
            "powers_untold",
            "未见具备该权限的关系，也没有图谱声明此处已列全",
            "no known link has that authority, and no chart declares that it lists all here",
            "undetermined",
        ),
        RuleReason("not_known_then", "当日是否已有未知的条目可能改变结论", "what isn't known to have been there on the day could better it", "undetermined"),
        RuleReason("no_units", "未见其监督的单位", "no unit that it supervises is known", "undetermined"),
    ),
    "规则的理由",
)
