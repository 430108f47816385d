"""What the words of the model look like: colours, glyphs and dashes, derived from their declarations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from oversight_graph.model import (
    AUTHORITIES,
    BASES,
    FORMS,
    GRADES,
    KINDS,
    LEVELS,
    LINK_ATTRIBUTES,
    LINKS,
    MECHANISMS,
    NODE_ATTRIBUTES,
    REACH_CLASSES,
    STATUSES,
    WORKING,
    Attribute,
    NodeKind,
    Term,
    walks,
)
from oversight_graph.model.colour_contrast import luminance
from oversight_graph.model.reasons import REASONS
from oversight_graph.picture.layout import Label

GLYPHS = {"dot": "●", "square": "■", "diamond": "◆", "triangle": "▲", "triangleDown": "▼", "star": "★", "hexagon": "⬢"}
"""The shape that the model gives a kind, as a character: colour is never the only sign."""
FONTS = '"Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei","Hiragino Sans GB","WenQuanYi Micro Hei",sans-serif'
INK, PAPER, NEUTRAL = "#1d2733", "#ffffff", "#6f7a86"
_SOLID_TIER = KINDS["Commission"].tier
_DASHES = ([7, 4], [2, 3], [10, 3, 2, 3])
"""Dashes of the bases that are not firm ground, from strong to weak."""


def _mix(colour: str, other: str, share: float) -> str:
    """A colour with some of another in it.

    >>> _mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    first, second = (np.array([int(colour_text[start : start + 2], 16) for start in (1, 3, 5)]) for colour_text in (colour, other))
    return "#" + "".join(f"{round(float(value)):02x}" for value in first * (1 - share) + second * share)


def ink_on(colour: str) -> str:
    """Dark or light text, whichever is read more easily on a colour.

    Parameters
    ----------
    colour
        `#rrggbb`.

    Returns
    -------
    INK or PAPER.
    """
    return INK if luminance(colour) > 0.24 else PAPER


def label_of(node: dict[str, Any], name: str) -> Label:
    """The name, and the badge of a population: ×28, or ×? where no source states the number.

    Parameters
    ----------
    node
        A row of the table of nodes; its `count` is read, None where no source states the number.
    name
        In the language that is shown.

    Returns
    -------
    The name and the badge, empty for a single body.
    """
    count = node["count"]
    return name, "×?" if count is None else f"×{count:,}" if count > 1 else ""


def model() -> dict[str, Any]:
    """Every word of the model that a map shows, with its labels and its look."""
    return {
        "kinds": [_kind(kind) for kind in KINDS],
        "linkKinds": [_term(link) | {"colour": link.colour, "twoWay": link.id in walks.SUPERVISION.links("counterpart")} for link in LINKS],
        "forms": [_term(form) | {"letter": form.letter} for form in FORMS],
        "authorities": [FORMS.code(form) for form in AUTHORITIES.ids],
        "levels": _terms(LEVELS),
        "grades": [_term(one) | {"number": one.number, "colour": one.colour, "ink": ink_on(one.colour), "sign": _sign(one.number)} for one in GRADES],
        "bases": [_term(basis) | {"dashes": dashes} for basis, dashes in zip(BASES, _dashes(), strict=True)],
        "mechanisms": [_term(one) | {"directed": one.directed} for one in MECHANISMS],
        "statuses": [_term(status) | {"border": status.border, "tint": status.tint} for status in STATUSES],
        "classes": _terms(REACH_CLASSES),
        "nodeAttributes": _attributes(NODE_ATTRIBUTES, ("name", "name_en", "level", "area", "placeholder")),
        "linkAttributes": _attributes(LINK_ATTRIBUTES, ()),
        "working": WORKING,
        "gradeSigns": "".join(_sign(one.number) for one in GRADES),
        "reasons": [[one.zh, one.en] for one in REASONS],
        "ink": INK,
        "neutral": NEUTRAL,
        "inkNeutral": PAPER,
    }


def _term(term: Term) -> dict[str, Any]:
    return {"id": term.id, "zh": term.zh, "en": term.en}


def _terms(terms: Iterable[Term]) -> list[dict[str, Any]]:
    return [_term(term) for term in terms]


def _sign(number: int | None) -> str:
    return "?" if number is None else str(number)


def _kind(kind: NodeKind) -> dict[str, Any]:
    """What leads is filled whole, the others are tinted."""
    fill = kind.colour if kind.tier <= _SOLID_TIER else _mix(kind.colour, PAPER, 0.86)
    look = {
        "colour": kind.colour,
        "fill": fill,
        "border": kind.colour,
        "ink": ink_on(fill),
        "inkGlyph": ink_on(kind.colour),
        "pile": _mix(kind.colour, PAPER, 0.4),
    }
    return _term(kind) | look | {"shape": kind.shape, "glyph": GLYPHS[kind.shape], "overseer": kind.role == "overseer"}


def _dashes() -> list[list[int]]:
    """Solid where somebody states or infers it; else a pattern for each basis."""
    soft = [basis.id for basis in BASES if not basis.firm or basis.cap is None]
    return [_DASHES[min(soft.index(basis.id), len(_DASHES) - 1)] if basis.id in soft else [] for basis in BASES]


def _attributes(attributes: Iterable[Attribute], elsewhere: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        _term(attribute) | {"type": attribute.type} | ({"terms": _terms(attribute.vocabulary)} if attribute.vocabulary is not None else {})
        for attribute in attributes if attribute.id not in elsewhere
    ]  # fmt: skip
