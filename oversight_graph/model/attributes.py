"""The keys of a node and of a link: what a chart may write, how it is checked and kept. Declared once for validation,
storage, export and the docs (domain §2, §3; contract §1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from oversight_graph.model.declare import DeclarationError, Term, Vocabulary
from oversight_graph.model.kinds import KINDS
from oversight_graph.model.links import LINKS
from oversight_graph.model.sets import SHARES
from oversight_graph.model.vocabulary import (
    AUTHORITIES,
    BASES,
    CATEGORIES,
    COLLABORATION_SCOPES,
    FORMS,
    INSPECTION_TYPES,
    LEVELS,
    LINES,
    LINK_SCOPES,
    MECHANISMS,
    MODES,
    QUANTIFIERS,
    RESOURCES,
)  # fmt: skip

Type = Literal["text", "texts", "term", "terms", "count", "number", "year", "first_day", "last_day", "flag", "period", "evidence"]


@dataclass(frozen=True)
class Attribute(Term):
    """A key. `on`: the kinds that take it (empty: all). `default`: applied after merging (contract §1).
    `written`: a chart may write it under this name; the others are made while loading."""

    type: Type
    vocabulary: Vocabulary[Any] | None = None
    on: tuple[str, ...] = ()
    default: object = None
    written: bool = True

    def __post_init__(self) -> None:
        if (self.type in ("term", "terms")) != (self.vocabulary is not None):
            raise DeclarationError(
                f"attribute `{self.id}`: a `{self.type}` {'needs' if self.vocabulary is None else 'takes no'} vocabulary; mend one of the two"
            )
        for kind in self.on:
            if kind not in KINDS and kind not in LINKS:
                raise DeclarationError(f"attribute `{self.id}`: `{kind}` is no kind; name kinds of node or of link that are declared")

    @property
    def list(self) -> bool:
        """Whether a chart writes several values of it."""
        return self.type in ("texts", "terms", "evidence")

    def applies(self, kind: str) -> bool:
        """Whether a kind takes this key.

        Parameters
        ----------
        kind : str
            The id of a kind of node or link.

        Returns
        -------
        bool
            True for every kind where `on` names none.
        """
        return not self.on or kind in self.on


NODE_ATTRIBUTES = Vocabulary(
    "key of a node",
    (
        Attribute("name", "名称", "name", "text"),
        Attribute("name_en", "英文名称", "English name", "text", written=False),
        Attribute("aliases", "别名", "aliases", "texts"),
        Attribute("level", "层级", "level", "term", LEVELS),
        Attribute("area", "地区", "area", "text"),
        Attribute("category", "单位类别", "category", "term", CATEGORIES, ("Unit",)),
        Attribute("mode", "派驻方式", "mode", "term", MODES, ("StationedGroup",)),
        Attribute("scope", "协作范围", "scope", "term", COLLABORATION_SCOPES, ("Collaboration",)),
        Attribute("function", "职能", "function", "text", on=("Room",)),
        Attribute("count", "数量", "count", "count", default=1),
        Attribute("staff_full_time", "专职人数", "full-time staff", "number"),
        Attribute("staff_quantifier", "人数限定", "quantifier of staff", "term", QUANTIFIERS),
        Attribute("valid_from", "起始", "valid from", "first_day"),
        Attribute("valid_to", "终止", "valid to", "last_day"),
        Attribute("evidence", "佐证", "evidence", "evidence"),
        Attribute("note", "备注", "note", "text"),
        Attribute("placeholder", "占位", "placeholder", "flag", default=False, written=False),
    ),
    "机构的键",
)

LINK_ATTRIBUTES = Vocabulary(
    "key of a link",
    (
        Attribute("form", "监督形式", "form", "term", FORMS),
        Attribute("authority", "权限", "authority", "terms", AUTHORITIES),
        Attribute("mechanism", "机制", "mechanism", "term", MECHANISMS),
        Attribute("basis", "依据", "basis", "term", BASES, default="assigned"),
        Attribute("scope", "范围", "scope", "term", LINK_SCOPES, tuple(kind.id for kind in LINKS if kind.scoped), "self"),
        Attribute("line", "隶属线", "line", "term", LINES, ("SUBORDINATE_TO",), "administrative"),
        Attribute("type", "巡察类型", "type of inspection", "term", INSPECTION_TYPES, ("INSPECTS",)),
        Attribute("year", "年份", "year", "year", on=("INSPECTS",)),
        Attribute("resource", "资源", "resource", "term", RESOURCES, ("HOSTED_BY",)),
        Attribute("period", "周期", "period", "period"),
        Attribute("share", "所及成员", "share", "term", SHARES, default="all"),
        Attribute("count", "数量", "count", "count", default=1),
        Attribute("of", "党委（党组）所属单位", "unit whose party committee it is with", "text", on=("COORDINATES_WITH",)),
        Attribute("valid_from", "起始", "valid from", "first_day"),
        Attribute("valid_to", "终止", "valid to", "last_day"),
        Attribute("evidence", "佐证", "evidence", "evidence"),
        Attribute("note", "备注", "note", "text"),
    ),
    "关系的键",
)
