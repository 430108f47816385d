"""The columns of links over their entries (domain §3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from oversight_graph.model import LINK_ATTRIBUTES, LINKS, Attribute
from oversight_graph.resolution.row_values import PERIOD_COLUMNS, count_of, stored

if TYPE_CHECKING:
    from oversight_graph.resolution.graph_rows import LinkRow


def _said(attribute: Attribute) -> Callable[[LinkRow], Any]:
    name, default = attribute.id, {kind.id: attribute.default for kind in LINKS if attribute.applies(kind.id)}

    def value(row: LinkRow) -> Any:
        written = row.entry.rest.get(name)
        return default.get(row.entry.kind) if written is None else stored(attribute, written)

    return value


def _form(row: LinkRow) -> str | None:
    return row.entry.rest.get("form") or LINKS[row.entry.kind].form


def _authority(row: LinkRow) -> list[str]:
    """domain §3: discipline and state for some kinds and for any link of form stationed, else the form."""
    written = row.entry.rest.get("authority")
    if written is not None:
        return list(written)
    return list(LINKS[row.entry.kind].authority(_form(row)))


def _cited(row: LinkRow) -> list[str]:
    sources = [f"{row.header.id}:{text}" for text in row.entry.sources]
    if not row.others:
        return sources
    more = dict.fromkeys(f"{header.id}:{text}" for header, entry in row.others for text in entry.sources)
    return sources + [text for text in more if text not in sources]


def link_columns() -> dict[str, Callable[[LinkRow], Any]]:
    """How a row gives each column, by the name of the column."""
    said = {attribute.id: _said(attribute) for attribute in LINK_ATTRIBUTES}
    derived: dict[str, Callable[[LinkRow], Any]] = {"form": _form, "authority": _authority, "count": lambda row: count_of(said["count"](row))}
    return {
        "id": lambda row: row.id,
        "kind": lambda row: row.entry.kind,
        "from": lambda row: row.start,
        "to": lambda row: row.end,
        **(said | derived),
        "charts": lambda row: row.charts(),
        "sources": _cited,
        **PERIOD_COLUMNS,
    }
