"""What a user types for a body: an id, a name, an alias or a part of a name, in either script (contract §3)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from oversight_graph.answer.answer_columns import ids_of, node_names, words
from oversight_graph.answer.days import day_message
from oversight_graph.errors import UnknownBody
from oversight_graph.graph.graph import Graph
from oversight_graph.messages import message
from oversight_graph.model import KINDS

SHOWN = 20


def find_bodies(graph: Graph, text: str, initials: bool = False) -> NDArray[np.int64]:
    """The bodies that a text fits, by the best of: an id, a name or an alias, a part of a name (contract §3).

    Parameters
    ----------
    graph : Graph
        Where they are looked for.
    text : str
        What was typed, in either script.
    initials : bool
        Whether the pinyin initials of a name, or a part of them, fit too where nothing else does: for who chooses among what is found.

    Returns
    -------
    ndarray of int64
        Positions of nodes, in order; empty where nothing fits. Cost: that of a search in the bytes of all names; the first time, where
        the store keeps no index, that of folding them.
    """
    return next((bodies for bodies in graph.fitting(text, initials) if len(bodies)), np.empty(0, np.int64))


def find_body(graph: Graph, text: str) -> int:
    """The one body that a text fits.

    Parameters
    ----------
    graph : Graph
        Where it is looked for.
    text : str
        An id, a name, an alias or a part of a name, in either script.

    Returns
    -------
    int
        Its position in the graph.

    Raises
    ------
    UnknownBody
        Where none fits, or several; they are listed.

    Examples
    --------
    >>> from oversight_graph import example
    >>> graph = example()
    >>> graph.ids[find_body(graph, "派驻市財政局")]
    'example:g-fin'
    """
    bodies = find_bodies(graph, text)
    if len(bodies) == 1:
        return int(bodies[0])
    if not len(bodies):
        if graph.near:
            raise UnknownBody(message("answer.no_body_nearby", text=text, number=len(graph), area=graph.area, day=day_message(graph.days.values())))
        raise UnknownBody(message("answer.no_body", text=text, number=len(graph), day=day_message(graph.days.values())))
    named = zip(ids_of(graph, bodies), node_names(graph, None, bodies), words(KINDS, graph.kind[bodies]), strict=True)
    candidates = tuple((str(body), name, str(kind)) for body, name, kind in named)
    lines = [message("answer.candidate", id=body, name=name, kind=kind) for body, name, kind in candidates[:SHOWN]]
    if len(candidates) > SHOWN:
        lines.append(message("answer.more_candidates", number=len(candidates) - SHOWN))
    raise UnknownBody(message("answer.several_bodies", text=text, number=len(candidates)), candidates, lines)
