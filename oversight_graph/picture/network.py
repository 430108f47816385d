"""The pyvis network: boxes where the layout put them, links coloured by kind and dashed by basis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from oversight_graph.model import BASES, KINDS, LINKS, MECHANISMS, NodeKind
from oversight_graph.model.colours import luminance
from oversight_graph.picture.cut import Cut
from oversight_graph.picture.layout import Label, Layout
from oversight_graph.picture.routes import bends

GLYPHS = {"dot": "●", "square": "■", "diamond": "◆", "triangle": "▲", "triangleDown": "▼", "star": "★", "hexagon": "⬢"}
"""The shape that the model gives a kind, as a character: colour is never the only sign."""
FONTS = '"Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei","Hiragino Sans GB",sans-serif'
INK, PAPER, NEUTRAL = "#1d2733", "#ffffff", "#8a94a0"
_SOLID_TIER = KINDS["Commission"].tier
_BUSY = 24
"""From so many links on, the links of a body are drawn paler, or they would cover the rest."""


def mix(colour: str, other: str, share: float) -> str:
    """A colour with some of another in it.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    ours, theirs = (np.array([int(one[at : at + 2], 16) for at in (1, 3, 5)]) for one in (colour, other))
    return "#" + "".join(f"{round(float(value)):02x}" for value in ours * (1 - share) + theirs * share)


def ink_on(colour: str) -> str:
    """Dark or light text, whichever is read more easily on a colour."""
    return INK if luminance(colour) > 0.24 else PAPER


@dataclass(frozen=True)
class Look:
    """The colours of a box: its fill, and its border with the stripe of its glyph."""

    fill: str
    border: str


def look_of(kind: NodeKind) -> Look:
    """What leads is filled whole, the others are tinted."""
    return Look(kind.colour if kind.tier <= _SOLID_TIER else mix(kind.colour, PAPER, 0.86), kind.colour)


def label_of(node: dict[str, Any], name: str) -> Label:
    """The name, and the badge of a population: ×28, or ×? where no source states the number."""
    count = node["count"]
    return name, "×?" if count is None else f"×{count:,}" if count > 1 else ""


def network(cut: Cut, nodes: list[dict[str, Any]], links: list[dict[str, Any]], placed: Layout, looks: list[Look]) -> Any:
    """A pyvis Network. `nodes`, `links`: the rows of the cut; `looks`: the colours of each node."""
    from pyvis.network import Network

    net = Network(directed=True)
    # appended, since add_node and add_edge look through all there is at each call
    net.nodes += [_box(cut, number, node, placed, looks[number]) for number, node in enumerate(nodes)]
    net.edges += _edges(cut, links, placed)
    net.options = _OPTIONS
    return net


_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "nodes": {"shape": "custom"},  # drawn by page.js: a stripe with the glyph, the lines of the label, a pile for a population
    "layout": {"improvedLayout": False, "randomSeed": 0},
    "interaction": {"hover": True, "hoverConnectedEdges": True, "dragNodes": False, "tooltipDelay": 80, "zoomSpeed": 0.6, "multiselect": False},
    "edges": {"smooth": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}}, "selectionWidth": 1.2, "hoverWidth": 0.8},
}


def _box(cut: Cut, number: int, node: dict[str, Any], placed: Layout, look: Look) -> dict[str, Any]:
    return {
        "id": cut.ids[number], "label": "\n".join(placed.lines[number]), "x": round(float(placed.x[number]), 1), "y": round(float(placed.y[number]), 1),
        "height": float(placed.height[number]), "glyph": GLYPHS[KINDS[node["kind"]].shape], "fill": look.fill, "border": look.border,
        "ink": ink_on(look.fill), "inkGlyph": ink_on(look.border), "pile": mix(look.border, PAPER, 0.4) if node["count"] != 1 else None,
        "focus": bool((cut.focus == cut.nodes[number]).any()),
    }  # fmt: skip


def _edges(cut: Cut, links: list[dict[str, Any]], placed: Layout) -> list[dict[str, Any]]:
    degree = np.bincount(np.concatenate([cut.source, cut.target]), minlength=len(cut))
    edges = []
    for link, a, b, bend in zip(links, cut.source.tolist(), cut.target.tolist(), bends(placed.boxes(), cut.source, cut.target), strict=True):
        kind = LINKS[link["kind"]]
        near = abs(placed.x[a] - placed.x[b]) < 1.6 * placed.width and abs(placed.y[a] - placed.y[b]) < 150
        busy = max(degree[a], degree[b]) > _BUSY
        strength = (0.5 if busy else 0.95) if near else (0.22 if busy else 0.5)
        edge: dict[str, Any] = {
            "id": link["id"], "from": link["from"], "to": link["to"], "width": 1.6 if near and not busy else 1.1,
            "color": {"color": _clear(kind.colour, strength), "highlight": kind.colour, "hover": kind.colour},
        }  # fmt: skip
        if soft(link):
            edge["dashes"] = [5, 4]
        if kind.reach == "counterpart" and not (link["mechanism"] and MECHANISMS[link["mechanism"]].directed):
            edge["arrows"] = {"to": {"enabled": False}}  # domain §5: goes both ways
        if bend:
            edge["smooth"] = {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}
        edges.append(edge)
    return edges


def soft(link: dict[str, Any]) -> bool:
    """Whether a link is drawn dashed: declared, statutory, or an episode."""
    basis = BASES[link["basis"]]
    return not basis.firm or basis.cap is None


def _clear(colour: str, strength: float) -> str:
    return f"rgba({int(colour[1:3], 16)},{int(colour[3:5], 16)},{int(colour[5:7], 16)},{strength})"
