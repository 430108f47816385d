"""The legend: kinds of body or grades, kinds of link, and the signs, each only if it occurs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal

from oversight_graph.model import FORMS, GRADES, KINDS, LINKS
from oversight_graph.picture.facts import Tongue
from oversight_graph.picture.network import GLYPHS, INK, NEUTRAL, PAPER, ink_on, look_of, soft


@dataclass(frozen=True)
class Sign:
    shape: Literal["box", "line"]
    text: str
    border: str
    fill: str = PAPER
    ink: str = INK
    glyph: str = ""
    count: int | None = None
    piled: bool = False
    dashed: bool = False
    arrow: bool = False


@dataclass(frozen=True)
class LegendGroup:
    title: str
    signs: tuple[Sign, ...]


def legend(nodes: list[dict[str, Any]], links: list[dict[str, Any]], grades: list[str | None], form: str | None, tongue: Tongue) -> tuple[LegendGroup, ...]:
    """`grades`: the grade of each node that has one, where the map is coloured by `form`."""
    groups = [_kinds(nodes, tongue)] if form is None else [_grades(grades, form, tongue), _shapes(nodes, grades, tongue)]
    groups += [_links(links, tongue), _signs(nodes, links, tongue)]
    return tuple(group for group in groups if group.signs)


def _kinds(nodes: list[dict[str, Any]], tongue: Tongue) -> LegendGroup:
    count = Counter(node["kind"] for node in nodes)
    signs = []
    for kind in KINDS:
        if count[kind.id]:
            look = look_of(kind)
            signs.append(Sign("box", kind.label(tongue.words), look.border, look.fill, ink_on(look.fill), GLYPHS[kind.shape], count[kind.id]))
    return LegendGroup(tongue("bodies_by_kind"), tuple(signs))


def _grades(grades: list[str | None], form: str, tongue: Tongue) -> LegendGroup:
    count = Counter(grades)
    signs = []
    for grade in GRADES:
        if count[grade.id]:
            number = "?" if grade.number is None else str(grade.number)
            signs.append(Sign("box", grade.label(tongue.words), NEUTRAL, grade.colour, ink_on(grade.colour), number, count[grade.id]))
    return LegendGroup(f"{tongue('bodies_by_grade')} · {FORMS[form].label(tongue.words)}", tuple(signs))


def _shapes(nodes: list[dict[str, Any]], grades: list[str | None], tongue: Tongue) -> LegendGroup:
    """Where colours are taken by the grades, the glyph alone tells the kind."""
    count = Counter(node["kind"] for node in nodes)
    neutral = {node["kind"] for node, grade in zip(nodes, grades, strict=True) if grade is None}
    signs = tuple(
        Sign("box", kind.label(tongue.words), kind.colour if kind.id in neutral else NEUTRAL, glyph=GLYPHS[kind.shape], count=count[kind.id])
        for kind in KINDS
        if count[kind.id]
    )
    return LegendGroup(tongue("bodies_by_kind"), signs)


def _links(links: list[dict[str, Any]], tongue: Tongue) -> LegendGroup:
    count = Counter(link["kind"] for link in links)
    signs = tuple(
        Sign("line", kind.label(tongue.words), kind.colour, count=count[kind.id], arrow=kind.reach != "counterpart") for kind in LINKS if count[kind.id]
    )
    return LegendGroup(tongue("links_by_kind"), signs)


def _signs(nodes: list[dict[str, Any]], links: list[dict[str, Any]], tongue: Tongue) -> LegendGroup:
    signs = []
    if any(soft(link) for link in links):
        signs += [Sign("line", tongue("solid"), NEUTRAL), Sign("line", tongue("dashed"), NEUTRAL, dashed=True)]
    if any(node["count"] is None or node["count"] > 1 for node in nodes):
        signs.append(Sign("box", tongue("population"), NEUTRAL, piled=True))
    return LegendGroup(tongue("signs"), tuple(signs))
