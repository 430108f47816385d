"""Why a norm isn't met, or what else is to be said of it (domain §4): what an answer to `gaps` gives as its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from oversight_graph.model.declare import DeclarationError, Term, Vocabulary
from oversight_graph.model.vocabulary import STATUSES


@dataclass(frozen=True)
class Reason(Term):
    """A reason. `status`: what it makes of the node, of several the worst; None: it is told and changes nothing."""

    status: str | None = None

    def __post_init__(self) -> None:
        if self.status is not None and self.status not in STATUSES:
            raise DeclarationError(f"reason `{self.id}`: names the status `{self.status}`; use one of {', '.join(STATUSES.ids)}")


REASONS = Vocabulary(
    "reason",
    (
        Reason("nothing", "未见任何监督，且图谱声明此处已列全", "nothing found, and the chart declares that it lists all here", "gap"),
        Reason("untold", "未见记载，也没有图谱声明此处已列全", "nothing found, and no chart declares that it lists all here", "undetermined"),
        Reason("some_members", "只知其中部分成员受监督，不知是哪些", "only some of its members are known to be covered, not told which", "undetermined"),
        Reason("not_known_then", "当日是否已有未知的条目可能改变结论", "what isn't known to have been there on the day could better it", "undetermined"),
        Reason("nominal", "仅有名义覆盖：没有具体机构实际监督", "nominal only: no body is known to work there", "formal_only"),
        Reason("declared", "仅有宣称：未指明机构", "declared only: no body is named", "formal_only"),
        Reason("grade", "覆盖等级低于要求", "the grade is below what is asked", "partial"),
        Reason("own", "仅由本单位自设机构监督", "only by the unit's own body", "partial"),
        Reason("depends", "监督机构的人员或经费依赖该单位", "the body depends on it for staff or budget", "partial"),
        Reason("bodies", "已知的监督机构少于要求", "fewer bodies are known than asked", "partial"),
        Reason("powers", "权限不全", "the authority is not all that is asked", "partial"),
        Reason("staff", "专职人数不足", "fewer full-time posts than asked", "partial"),
        Reason("staff_unknown", "专职人数未知", "the full-time posts are unknown", "undetermined"),
        Reason("load", "负荷高于要求的上限", "the load is above the ceiling that is asked", "partial"),
        Reason("load_unknown", "负荷未知", "the load is unknown", "undetermined"),
        Reason("scope", "范围不含下属单位", "its subordinates are not in scope", "partial"),
        Reason("term", "不在要求的年限之内", "not within the years asked", "partial"),
        Reason("seat", "监督机构在其党组任职（仅提示）", "the body has a seat in its party group (changes no status)"),
        Reason("room", "监督机构使用其办公场所（仅提示）", "the body uses a room in its house (changes no status)"),
    ),
    "理由",
)
