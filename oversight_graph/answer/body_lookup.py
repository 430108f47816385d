"""What a user types for a body: an id, a name, an alias or a part of a name, in either script (contract §3)."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.answer.answer_columns import ids_of, name_table, node_names, words
from oversight_graph.answer.arrow_texts import as_bytes, constant, joined, of_parts, whole
from oversight_graph.answer.days import day_message
from oversight_graph.errors import UnknownBody
from oversight_graph.graph.arrow import flags, numbers
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
    for hits in (pc.equal(ids, constant(wanted)), pc.ends_with(ids, f":{wanted}")):
        bodies = np.unique(owner[flags(hits)])
        if len(bodies):
            return bodies
    folded = fold(wanted)
    if not folded:
        return np.empty(0, np.int64)
    names, owner = _names(graph)
    for hits in (pc.equal(names, constant(folded + _BETWEEN)), pc.match_substring(names, folded)):
        bodies = np.unique(owner[flags(hits)])
        if len(bodies):
            return bodies
    return np.empty(0, np.int64)


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


def _lists(graph: Graph, column: str) -> tuple[pa.Array, NDArray[np.int64]]:
    """The texts of a column of lists, one list after the other, and whose each is."""
    lists = graph.node_table.column(column)
    return whole(pc.list_flatten(lists)), np.repeat(np.arange(len(lists)), numbers(pc.list_value_length(lists), 0))


def _names(graph: Graph) -> tuple[pa.Array, NDArray[np.int64]]:
    """Every name, English name and alias, folded, with _BETWEEN behind it, and whose it is."""
    aliases, of_alias = _lists(graph, "aliases")
    every = np.arange(len(graph))
    english = graph.node_table.column("name_en")
    texts = pa.concat_arrays([name_table(graph, None), whole(english.drop_null()), aliases])
    together = as_bytes(joined(np.array([0, len(texts)]), texts, _BETWEEN))[1].tobytes().decode()
    folded = np.frombuffer(f"{fold(together)}{_BETWEEN}".encode(), np.uint8)
    first, *others = _BETWEEN.encode()
    ends = np.flatnonzero(folded == first)
    for place, byte in enumerate(others, 1):
        ends = ends[folded[ends + place] == byte]
    starts = np.concatenate([[0], ends + 1 + len(others)])[: len(texts) + 1]
    return of_parts(starts, folded), np.concatenate([every, every[flags(pc.is_valid(english))], of_alias])
