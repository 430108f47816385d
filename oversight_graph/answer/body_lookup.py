"""What a user types for a body: an id, a name, an alias or a part of a name, in either script (contract §3)."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.answer.days import day_message
from oversight_graph.errors import UnknownBody
from oversight_graph.graph.arrow import NONE, flags, numbers
from oversight_graph.graph.graph import Graph
from oversight_graph.messages import message
from oversight_graph.model import KINDS
from oversight_graph.naming.normalisation import fold

SHOWN = 20
_BETWEEN = "\ue000"  # folds to itself and stands in no name


def find_bodies(graph: Graph, text: str) -> NDArray[np.int64]:
    """The bodies that a text fits, by the best of: an id, a name or an alias, a part of a name (contract §3).

    Parameters
    ----------
    graph : Graph
        Where they are looked for.
    text : str
        What was typed, in either script.

    Returns
    -------
    ndarray of int64
        Positions of nodes, in order; empty where nothing fits. Cost: linear in the names, folded in one go.
    """
    wanted = text.strip()
    if not wanted:
        return np.empty(0, np.int64)
    ids, owner = _lists(graph, "ids")
    for hits in (_is(ids, wanted), flags(pc.ends_with(ids, f":{wanted}"))):
        bodies = np.unique(owner[hits])
        if len(bodies):
            return bodies
    names, owner = _names(graph)
    folded = fold(wanted)
    if not folded:
        return np.empty(0, np.int64)
    for hits in (_is(names, folded), flags(pc.match_substring(names, folded))):
        bodies = np.unique(owner[hits])
        if len(bodies):
            return bodies
    return np.empty(0, np.int64)


def _is(column: pa.Array | pa.ChunkedArray, text: str) -> NDArray[np.bool_]:
    """The rows that are a text. Not by `pc.equal`, which makes a scalar of it and so imports pandas."""
    ending = pc.ends_with(column, text)
    mask = flags(ending).copy()
    mask[mask] = [one == text for one in column.filter(ending).to_pylist()]
    return mask


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
    candidates = tuple((str(graph.ids[at]), str(graph.names[at]), KINDS.ids[graph.kind[at]]) for at in bodies)
    lines = [message("answer.candidate", id=body, name=name, kind=kind) for body, name, kind in candidates[:SHOWN]]
    if len(candidates) > SHOWN:
        lines.append(message("answer.more_candidates", number=len(candidates) - SHOWN))
    raise UnknownBody(message("answer.several_bodies", text=text, number=len(candidates)), candidates, lines)


def _lists(graph: Graph, column: str) -> tuple[pa.Array, NDArray[np.int64]]:
    lists = graph.node_table.column(column).combine_chunks()
    return pc.list_flatten(lists), numbers(pc.list_parent_indices(lists), NONE)


def _names(graph: Graph) -> tuple[pa.Array, NDArray[np.int64]]:
    """Every name, English name and alias, folded, and whose it is."""
    aliases, of_alias = _lists(graph, "aliases")
    every = np.arange(len(graph))
    english = graph.node_table.column("name_en")
    has = flags(pc.is_valid(english))
    texts = [*graph.names.tolist(), *english.filter(pa.array(has)).to_pylist(), *aliases.to_pylist()]
    folded = fold(_BETWEEN.join(texts)).split(_BETWEEN) if texts else []
    return pa.array(folded, pa.string()), np.concatenate([every, every[has], of_alias])
