"""A plan in words: under each heading how many there are, of which kinds, then the entries."""

from __future__ import annotations

from oversight_graph.messages import message
from oversight_graph.planning.plan_contents import PlanContents
from oversight_graph.planning.plan_sections import plan_head, plan_sections
from oversight_graph.visible_text import visible

SHOWN = 20
"""Entries of one heading that are listed unless all are asked for."""


def plan_text(plan: PlanContents, details: bool = False) -> str:
    """The plan as it is shown before it is applied, in the language spoken here.

    Parameters
    ----------
    plan
        What is shown.
    details
        Every entry by itself; else the first 20 under each heading, equal changes in one line, and of what has only moved in its file the number.

    Returns
    -------
    Lines without a break at the end; what a terminal would obey stands as escapes.
    """
    lines = [head.text() for head in plan_head(plan)]
    for section in plan_sections(plan, details):
        entries = section.entries[: None if details else 0 if section.folded else SHOWN]
        lines += [f"  {section.title}", *(f"    {entry}" for entry in entries)]
        left = section.left(len(entries))
        if left and not section.folded:
            more = message("planning.more", number=left)
            lines.append(f"    {more}")
    if len(lines) == 1 and not plan.empty:
        same = message("planning.same_graph")
        lines.append(f"  {same}")
    return "\n".join(map(visible, lines))
