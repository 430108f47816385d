"""A plan as its page shows it: the lines that begin it, how many nodes and links change, headings with what stands under them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from oversight_graph.messages import Message, message
from oversight_graph.planning.plan_contents import PlanContents
from oversight_graph.planning.plan_sections import PlanSection, plan_head, plan_sections

ENTRIES_KEPT = 20
"""Entries of one heading that are kept of a plan that was carried out."""
ChangeCounts = tuple[int, int, int]
"""How many are added, changed, removed."""


@dataclass(frozen=True)
class PlanOutline:
    """What is shown of a plan; `note`: what is said where there are no sections."""

    head: tuple[Message, ...]
    nodes: ChangeCounts
    links: ChangeCounts
    sections: tuple[PlanSection, ...]
    note: Message | None

    @property
    def entries(self) -> int:
        """How many entries it keeps in memory."""
        return sum(len(section.entries) for section in self.sections)

    def shortened(self) -> PlanOutline:
        """The outline with the first entries of each heading alone, so that the graph can be freed."""
        return dataclasses.replace(self, sections=tuple(section.shortened(ENTRIES_KEPT) for section in self.sections))


def outline(plan: PlanContents) -> PlanOutline:
    """What is shown of a plan. Cost: linear in its rows; entries cost when they are read.

    Parameters
    ----------
    plan
        Of a load or a withdrawal.

    Returns
    -------
    What is shown of it, in either language.
    """
    nodes = len(plan.added_nodes), len(plan.changed_nodes), len(plan.removed_nodes)
    links = len(plan.added_links), len(plan.changed_links), len(plan.removed_links)
    sections = tuple(plan_sections(plan))
    note = message("planning.same_graph") if not sections and not plan.empty else None
    return PlanOutline(tuple(plan_head(plan)), nodes, links, sections, note)
