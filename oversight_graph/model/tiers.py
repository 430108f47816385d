"""The tiers through which supervision goes down from a commission to villages and units (domain §6), as a table: a further tier is one more row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from oversight_graph.model.declare import DeclarationError, Term, Vocabulary
from oversight_graph.model.kinds import KINDS, OVERSEEN
from oversight_graph.model.links import LINKS
from oversight_graph.model.vocabulary import FORMS, POWERS

BRANCHES = Vocabulary(
    "branch of a chain",
    (Term("trunk", "主干", "trunk"), Term("villages", "村居", "villages"), Term("units", "单位", "units")),
    "链条",
)
TIER_STATUSES = Vocabulary(
    "status of a tier",
    (Term("present", "有", "present"), Term("missing", "缺", "missing"), Term("unknown", "未知", "unknown")),
    "层的状态",
)


@dataclass(frozen=True)
class Tier(Term):
    """A tier.

    Parameters
    ----------
    branch
        The part of the chain in which it stands.
    depth
        How far down: a link between two depths joins two tiers.
    kinds
        Of the nodes that stand on it.
    told
        Where it is told though no node stands on it: `always`; `local`, where the commission stands at the county or below, or the branch has a
        node; `above`, where the commission stands higher; `present`, nowhere.
    serving
        For stations: one stands here that serves such a node.
    missed_by, forms
        It is missing where the charts declare to be complete, for all these forms, of every node of these kinds in the area. Without them
        nothing can show that it is missing.
    """

    branch: str
    depth: int
    kinds: tuple[str, ...]
    told: Literal["always", "local", "above", "present"] = "always"
    serving: tuple[str, ...] = ()
    missed_by: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        named = (("branch", (self.branch,), BRANCHES), ("kinds", self.kinds, KINDS), ("serving", self.serving, KINDS), ("forms", self.forms, FORMS))
        for name, words, vocabulary in named:
            for word in words:
                if word not in vocabulary:
                    raise DeclarationError(f"tier `{self.id}`: `{name}` names `{word}`, which is no {vocabulary.name}; use one of {', '.join(vocabulary.ids)}")
        if bool(self.missed_by) != bool(self.forms) or any(kind not in OVERSEEN for kind in self.missed_by):
            raise DeclarationError(f"tier `{self.id}`: write `missed_by` with kinds that are overseen and `forms`, or neither")


TIERS = Vocabulary(  # in the order of their rows
    "tier",
    (
        Tier("commission", "纪委监委", "commission", "trunk", 1, ("Commission",)),
        Tier("room", "内设室", "rooms", "trunk", 2, ("Room",)),
        Tier("lower_commission", "下级纪委监委", "lower commissions", "trunk", 2, ("Commission",), "above"),
        Tier("office", "乡镇街道机构", "township offices", "villages", 3, ("TownshipOffice",), "local", missed_by=("Township",), forms=POWERS),
        Tier("township", "乡镇/街道", "townships", "villages", 4, ("Township",), "present"),
        Tier("village_station", "村居联络站", "village stations", "villages", 4, ("LiaisonStation",), "local", ("Village",), ("Village",), POWERS),
        Tier("village", "村/社区", "villages", "villages", 5, ("Village",), "local"),
        Tier("group", "派驻机构", "stationed groups", "units", 3, ("StationedGroup",), missed_by=("Unit",), forms=("stationed",)),
        Tier("internal", "内设纪委", "internal bodies", "units", 4, ("InternalDisciplineBody",), "present"),
        Tier(
            "unit_station", "单位联络站", "unit stations", "units", 4, ("LiaisonStation",),
            serving=("Unit",), missed_by=("Unit",), forms=(*POWERS, "stationed"),
        ),
        Tier("unit", "单位", "units", "units", 5, ("Unit",)),
    ),
    "层",
)  # fmt: skip

NEVER_JOINS = ("HOSTED_BY", "SUCCEEDS")
"""Kinds of link that join no tiers: where a body is housed, and what it was before."""
TOLD_BY_MECHANISM = "COORDINATES_WITH"
"""The kind of link that is told by its mechanism, which says more."""

for _kind in (*NEVER_JOINS, TOLD_BY_MECHANISM):
    if _kind not in LINKS:
        raise DeclarationError(f"tiers: `{_kind}` is no {LINKS.name}; use one of {', '.join(LINKS.ids)}")
