"""The kinds of node (domain §2). A further kind is one more entry here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from oversight_graph.model.declare import Term, Vocabulary


@dataclass(frozen=True)
class NodeKind(Term):
    """A kind of organisation: an overseer, or one that is overseen. `level`: where a chart doesn't say it.
    `tier` orders the rows of a map from top to bottom inside one level."""

    role: Literal["overseer", "overseen"]
    colour: str
    shape: Literal["dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon"]
    tier: int
    level: str | None = None


KINDS = Vocabulary(
    "kind of node",
    (
        NodeKind("PartyCommittee", "党委/党组/工委", "party committee", "overseer", "#7f2704", "star", 0),
        NodeKind("Commission", "纪委监委", "commission", "overseer", "#c0392b", "diamond", 1),
        NodeKind("Room", "内设室", "room", "overseer", "#d9701a", "square", 2),
        NodeKind("InspectionTeam", "巡视巡察组", "inspection team", "overseer", "#8e44ad", "triangle", 2),
        NodeKind("Collaboration", "协作区/协作组", "collaboration", "overseer", "#16a085", "hexagon", 3),
        NodeKind("StationedGroup", "派驻机构", "stationed group", "overseer", "#dcb21f", "square", 4),
        NodeKind("TownshipOffice", "乡镇街道纪检监察机构", "township office", "overseer", "#844510", "square", 4, "township"),
        NodeKind("InternalDisciplineBody", "内设纪委", "internal discipline body", "overseer", "#a04000", "triangleDown", 5),
        NodeKind("LiaisonStation", "联络站", "liaison station", "overseer", "#45b39d", "triangle", 5),
        NodeKind("Unit", "部门/单位", "unit", "overseen", "#2e86c1", "dot", 6),
        NodeKind("Township", "乡镇/街道", "township", "overseen", "#1a5276", "dot", 6, "township"),
        NodeKind("Village", "村/社区", "village", "overseen", "#5dade2", "dot", 7, "village"),
    ),
    "机构类型",
)
OVERSEERS = tuple(kind.id for kind in KINDS if kind.role == "overseer")
OVERSEEN = tuple(kind.id for kind in KINDS if kind.role == "overseen")
