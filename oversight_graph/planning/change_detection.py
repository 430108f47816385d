"""Bodies of a new version that the old one knew as others: renamed, joined, split; surely, or perhaps.

Nothing of this changes the graph. What is sure rests on what the charts write: SUCCEEDS, a name or an alias in common, or the
same number, host or township by the grammar of names where no other body fits. All else is `perhaps`, with its evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from oversight_graph.model.areas import canonical
from oversight_graph.planning import match_rules
from oversight_graph.planning.matching import ChangeDetection
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.resolve import Resolved


def detect_changes(old: Resolved, new: Resolved, kept: Mapping[str, str], removed: Sequence[GraphRow], added: Sequence[GraphRow]) -> ChangeDetection:
    """Recognise bodies of a graph in the graph that takes its place.

    Parameters
    ----------
    old
        The graph as it is.
    new
        The graph as it will be.
    kept
        Old id → new id of each body that both graphs hold.
    removed
        Rows of the old graph whose bodies aren't kept.
    added
        Rows of the new graph whose bodies weren't there.

    Returns
    -------
    What is sure, what is only perhaps, and which bodies became which. Cost: linear in the nodes, and in the links where some bodies are gone.
    """
    detected = ChangeDetection(old, new, kept, {row["id"]: row for row in removed}, {row["id"]: row for row in added})
    rows = (row for graph in (old, new) for row in graph.nodes.values() if isinstance(row, GraphRow))
    for header in {id(row.header): row.header for row in rows}.values():
        for area in header.areas:
            if area.zh:
                detected.area_names.setdefault(canonical(area.code), []).append(area.zh)
    detected.reused = list(match_rules.reused(detected))
    if detected.gone:
        detected.take(match_rules.named(detected))
    if added and old.nodes:
        detected.take(list(match_rules.said(detected)))
    for further in (match_rules.parts, match_rules.words, match_rules.links):
        if detected.gone:
            detected.take(list(further(detected)))
    return detected
