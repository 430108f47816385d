"""Bodies of a new version that the old one knew as others: renamed, joined, split; surely, or perhaps.

Nothing of this changes the graph. What is sure rests on what the charts write: SUCCEEDS, a name or an alias in common, or the
same number, host or township by the grammar of names where no other body fits. All else is `perhaps`, with its evidence.
"""

from __future__ import annotations

from collections.abc import Sequence

from oversight_graph.planning import match_rules
from oversight_graph.planning.differences import Differing
from oversight_graph.planning.kept_bodies import Kept
from oversight_graph.planning.matching import ChangeDetection
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.link_rows import LinkRow
from oversight_graph.resolution.meeting import area_names
from oversight_graph.resolution.resolve import Resolved


def detect_changes(
    old: Resolved, new: Resolved, kept: Kept, removed: Sequence[GraphRow], added: Sequence[GraphRow], links: Differing[LinkRow]
) -> ChangeDetection:
    """Recognise bodies of a graph in the graph that takes its place.

    Parameters
    ----------
    old
        The graph as it is.
    new
        The graph as it will be.
    kept
        Which bodies both graphs hold.
    removed
        Rows of the old graph whose bodies aren't kept.
    added
        Rows of the new graph whose bodies weren't there.
    links
        Links of both graphs that may differ.

    Returns
    -------
    What is sure, what is only perhaps, and which bodies became which. Cost: linear in the bodies that come and go with their links, and by columns in all nodes.
    """
    detected = ChangeDetection(old, new, kept, {row["id"]: row for row in removed}, {row["id"]: row for row in added}, links)
    for code, names in area_names((*old.headers, *new.headers)).items():
        detected.area_names[code] = list(names)
    detected.reused = list(match_rules.reused(detected))
    if detected.gone:
        detected.take(match_rules.named(detected))
    if added and len(old.nodes):
        detected.take(list(match_rules.said(detected)))
    for further in (match_rules.parts, match_rules.words, match_rules.links):
        if detected.gone:
            detected.take(list(further(detected)))
    return detected
