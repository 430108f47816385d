"""The kinds of node (domain §2). A further kind is one more entry here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from oversight_graph.model.declare import DeclarationError, Term, Vocabulary

BY_GRAMMAR: Final = "grammar"
"""The names of a kind are told by rows of the table of names, `oversight_graph/naming/grammar.yaml`."""
NOT_BY_NAME: Final = "not by name"
"""A name never tells the kind: a chart says it."""


@dataclass(frozen=True)
class NodeKind(Term):
    """A kind of organisation: an overseer, or one that is overseen. `level`: where a chart doesn't say it.
    `tier` orders the rows of a map from top to bottom inside one level.

    `names` says how the grammar of names knows a body of this kind: by what its name ends with, as `names=("审计办",)`, `BY_GRAMMAR`, or `NOT_BY_NAME`.
    """

    role: Literal["overseer", "overseen"]
    colour: str
    shape: Literal["dot", "square", "diamond", "triangle", "triangleDown", "star", "hexagon"]
    tier: int
    level: str | None = None
    names: tuple[str, ...] | Literal["grammar", "not by name"] = ()

    def __post_init__(self) -> None:
        if not self.names or (isinstance(self.names, str) and self.names not in (BY_GRAMMAR, NOT_BY_NAME)):
            raise DeclarationError(
                f"kind of node `{self.id}`: nothing says how its names are told; write `names=(…,)` with what they end with, "
                "`names=BY_GRAMMAR` and rows in naming/grammar.yaml, or `names=NOT_BY_NAME`"
            )
        for ending in self.endings:
            if len(ending) < 2 or not all("\u4e00" <= sign <= "\u9fff" for sign in ending):
                raise DeclarationError(f"kind of node `{self.id}`: a name can't be told by the ending `{ending}`; write two Chinese characters or more")

    @property
    def endings(self) -> tuple[str, ...]:
        """What the names of this kind end with, where its entry says so."""
        return self.names if isinstance(self.names, tuple) else ()


KINDS = Vocabulary(
    "kind of node",
    (
        NodeKind("PartyCommittee", "党委/党组/工委", "party committee", "overseer", "#7f2704", "star", 0, names=BY_GRAMMAR),
        NodeKind("Commission", "纪委监委", "commission", "overseer", "#c0392b", "diamond", 1, names=BY_GRAMMAR),
        NodeKind("Room", "内设室", "room", "overseer", "#d9701a", "square", 2, names=BY_GRAMMAR),
        NodeKind("InspectionTeam", "巡视巡察组", "inspection team", "overseer", "#8e44ad", "triangle", 2, names=BY_GRAMMAR),
        NodeKind("Collaboration", "协作区/协作组", "collaboration", "overseer", "#16a085", "hexagon", 3, names=BY_GRAMMAR),
        NodeKind("StationedGroup", "派驻机构", "stationed group", "overseer", "#dcb21f", "square", 4, names=BY_GRAMMAR),
        NodeKind("TownshipOffice", "乡镇街道纪检监察机构", "township office", "overseer", "#844510", "square", 4, "township", names=BY_GRAMMAR),
        NodeKind("InternalDisciplineBody", "内设纪委", "internal discipline body", "overseer", "#a04000", "triangleDown", 5, names=BY_GRAMMAR),
        NodeKind("LiaisonStation", "联络站", "liaison station", "overseer", "#45b39d", "triangle", 5, names=BY_GRAMMAR),
        NodeKind("Unit", "部门/单位", "unit", "overseen", "#2e86c1", "dot", 6, names=BY_GRAMMAR),
        NodeKind("Township", "乡镇/街道", "township", "overseen", "#1a5276", "dot", 6, "township", names=BY_GRAMMAR),
        NodeKind("Village", "村/社区", "village", "overseen", "#5dade2", "dot", 7, "village", names=BY_GRAMMAR),
    ),
    "机构类型",
)
OVERSEERS = tuple(kind.id for kind in KINDS if kind.role == "overseer")
OVERSEEN = tuple(kind.id for kind in KINDS if kind.role == "overseen")
