"""A style sheet for Neo4j Browser (GraSS): kinds and links in the colours of the maps.

Later rules win over earlier ones, in the newer Browser by their order alone: so the common label comes before the kinds. There is no
comment in it, as an older Browser would take it for a selector.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from oversight_graph.model import KINDS, LINKS
from oversight_graph.model.colour_contrast import contrast
from oversight_graph.store.neo4j.schema import BODY, CHART, LOAD, PART, SOURCE, STORE, WRITER

_DARK, _LIGHT = "#000000", "#ffffff"
_GREY = "#d5dae0"
_OURS = {STORE: "{key}", CHART: "{title}", SOURCE: "{title}", PART: "{chart}", LOAD: "{generation}", WRITER: "{number}"}
"""The nodes beside the bodies, and what is written on each."""


def style_sheet() -> str:
    """A rule for every kind of node and of link as declared, and for the nodes that the store keeps for itself."""
    return "\n".join(f"{selector} {{\n" + "".join(f"  {key}: {value};\n" for key, value in rule.items()) + "}\n" for selector, rule in _rules())


def _rules() -> Iterator[tuple[str, Mapping[str, str]]]:
    yield "node", _node(_GREY, "<id>", 50)
    yield "relationship", _link("#a5abb6")
    for label, caption in {BODY: "{name}", **_OURS}.items():
        yield f"node.{label}", _node(_GREY, caption, 50)
    for kind in KINDS:
        yield f"node.{kind.id}", _node(kind.colour, "{name}", 65 if kind.role == "overseer" else 50)
    for link in LINKS:
        yield f"relationship.{link.id}", _link(link.colour)


def _node(colour: str, caption: str, diameter: int) -> dict[str, str]:
    return {
        "color": colour, "border-color": _darker(colour), "border-width": "2px", "text-color-internal": _text_on(colour),
        "font-size": "10px", "diameter": f"{diameter}px", "caption": f"'{caption}'",
    }  # fmt: skip


def _link(colour: str) -> dict[str, str]:
    return {
        "color": colour, "shaft-width": "2px", "font-size": "8px", "padding": "3px", "text-color-external": _DARK,
        "text-color-internal": _text_on(colour), "caption": "'<type>'",
    }  # fmt: skip


def _text_on(colour: str) -> str:
    """Black or white, whichever is read more easily on a colour; the contrast is never below 4.5."""
    return max((_DARK, _LIGHT), key=lambda text: contrast(text, colour))


def _darker(colour: str) -> str:
    return "#" + "".join(f"{part * 4 // 5:02x}" for part in bytes.fromhex(colour[1:]))
