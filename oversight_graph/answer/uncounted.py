"""What an answer says of the sets whose number no source states: its totals are floors, and of whom (domain §2, Sets)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from oversight_graph.answer.answer_columns import node_names
from oversight_graph.messages import Message, message
from oversight_graph.model import KINDS, Language

if TYPE_CHECKING:
    from oversight_graph.graph.csr import Ints
    from oversight_graph.graph.graph import Graph

MOST_NAMED = 5
"""Of more sets the first are named, by the order of their ids."""


def uncounted_notes(graph: Graph, node: Ints, lang: Language | None) -> list[Message]:
    """The sets of unknown number among some nodes: overseen ones, overseers and collaborations apart.

    Parameters
    ----------
    graph : Graph
        What is asked about.
    node : array of int64
        Positions of those that the totals of the answer add up.
    lang : {'zh', 'en'} or None
        The language of names.

    Returns
    -------
    list of Message
        One for each of the three of which there is such a set; its number and names. Cost: linear in the nodes.
    """
    sets = np.unique(node[graph.uncounted[node]])
    zone = graph.kind[sets] == KINDS.code("Collaboration")
    overseen = graph.overseen[sets]
    found: list[Message] = []
    if (some := sets[overseen]).size:
        found.append(message("answer.uncounted_overseen", sets=len(some), names=_names(graph, some, lang)))
    if (some := sets[~overseen & ~zone]).size:
        found.append(message("answer.uncounted_overseers", sets=len(some), names=_names(graph, some, lang)))
    if (some := sets[zone]).size:
        found.append(message("answer.uncounted_collaborations", sets=len(some), names=_names(graph, some, lang)))
    return found


def _names(graph: Graph, sets: Ints, lang: Language | None) -> list[str]:
    return [*node_names(graph, lang, sets[:MOST_NAMED]), *(["…"] if len(sets) > MOST_NAMED else [])]
