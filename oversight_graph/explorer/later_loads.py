"""What has happened to charts since a load left them: what undoing that load would take back with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oversight_graph.chart.chart import Chart
    from oversight_graph.store.protocol import Store


@dataclass(frozen=True)
class LaterLoad:
    """A chart that isn't any more as a load left it; `loaded_at`: since when it reads as it does (UTC), None where it was withdrawn."""

    chart: str
    loaded_at: str | None


def mark(chart: Chart) -> str:
    """A mark of all that a chart says: two charts have the same one where they are equal.

    Cost: linear in the chart.

    Parameters
    ----------
    chart
        With its header and all entries.

    Returns
    -------
    A SHA-256 in hexadecimal digits.
    """
    digest = hashlib.sha256(chart.header.to_json().encode("utf-8", "surrogatepass"))
    for piece in chart.pieces(1 << 20):
        digest.update(piece.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def later_loads(store: Store, left: Mapping[str, str | None]) -> list[LaterLoad]:
    """The charts of which a store doesn't hold any more what a load left there.

    Cost: linear in these charts.

    Parameters
    ----------
    store
        Is read.
    left
        The mark of each chart by its id, None for one that was withdrawn.

    Returns
    -------
    In the order of `left`; empty where all is as it was.
    """
    now = {one.chart.id: one for one in store.loaded()[1] if one.chart.id in left}
    marks = {name: mark(one.chart) for name, one in now.items()}
    return [LaterLoad(name, now[name].loaded_at if name in now else None) for name in left if marks.get(name) != left[name]]
