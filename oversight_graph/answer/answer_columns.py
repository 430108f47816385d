"""Whole columns of a graph as the values of an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.answer.arrow_texts import whole
from oversight_graph.answer.columns import Coded, Lists, Numbers, Texts, gathered
from oversight_graph.answer.question import Data, QueryContext
from oversight_graph.graph.graph import Graph
from oversight_graph.model import CATEGORIES, KINDS, LEVELS, Language, Vocabulary


def words(vocabulary: Vocabulary[Any], codes: NDArray[np.integer]) -> Coded:
    """The words that codes stand for.

    Parameters
    ----------
    vocabulary : Vocabulary
        Whose codes they are.
    codes : ndarray of integers, shape (n,)
        −1 where nothing is known.

    Returns
    -------
    Coded
        n long, None for −1.
    """
    return Coded(codes, vocabulary.ids)


def numbers(values: NDArray[Any], known: NDArray[np.bool_]) -> Numbers:
    """Numbers, None where not known.

    Parameters
    ----------
    values : ndarray, shape (n,)
        The numbers.
    known : ndarray of bool, shape (n,)
        Which of them are known.

    Returns
    -------
    Numbers
        n long.
    """
    return Numbers(values, known)


def described(graph: Graph, at: NDArray[np.int64], asked: QueryContext, *names: str) -> Data:
    """The columns of nodes that many answers show.

    Parameters
    ----------
    graph : Graph
        What is asked about.
    at : ndarray of int64, shape (n,)
        Positions of nodes, a row each.
    asked : QueryContext
        In which language names are shown.
    *names : str
        Some of id, name, kind, category, level, area, count.

    Returns
    -------
    dict of Column
        A column of n values for each name; an unknown is None.

    Raises
    ------
    KeyError
        For another name.
    """
    made: dict[str, Callable[[], Sequence[Any]]] = {
        "id": lambda: ids_of(graph, at),
        "name": lambda: Texts(at, name_table(graph, asked.lang)),
        "kind": lambda: words(KINDS, graph.kind[at]),
        "category": lambda: words(CATEGORIES, graph.category[at]),
        "level": lambda: words(LEVELS, graph.level[at]),
        "area": lambda: Coded(graph.area_of[at], graph.area_codes),
        "count": lambda: numbers(graph.weight[at], ~graph.uncounted[at]),
    }
    return {name: made[name]() for name in names}


def ids_of(graph: Graph, at: NDArray[np.int64]) -> Texts:
    """The ids of nodes.

    Parameters
    ----------
    graph : Graph
        What is asked about.
    at : ndarray of int64, shape (n,)
        Positions of nodes.

    Returns
    -------
    Texts
        n long.
    """
    return Texts(at, id_table(graph))


def id_lists(graph: Graph, rows: int, *parts: tuple[NDArray[np.int64], NDArray[np.int64]]) -> Lists:
    """For each row the ids of some nodes.

    Parameters
    ----------
    graph : Graph
        What is asked about.
    rows : int
        How many rows.
    *parts : (ndarray of int64, ndarray of int64)
        Rows, from 0, and positions of nodes; no row stands in two parts.

    Returns
    -------
    Lists
        `rows` long, each with its nodes as they stand in their part; empty where nothing belongs. Cost: linear in the pairs.
    """
    return gathered(rows, parts, id_table(graph))


def lists(rows: int, at: NDArray[np.int64], values: NDArray[Any]) -> list[list[Any]]:
    """A list for each row: the values whose row `at` names, in their order.

    Parameters
    ----------
    rows : int
        How many rows.
    at : ndarray of integers, shape (n,)
        The row of each value, from 0.
    values : ndarray, shape (n,)
        The values.

    Returns
    -------
    list of list
        `rows` long; empty lists where nothing belongs. Cost: that of sorting.
    """
    order = np.argsort(at, kind="stable")
    cuts = np.searchsorted(at[order], np.arange(1, rows))
    return [part.tolist() for part in np.split(values[order], cuts)] if rows else []


def id_table(graph: Graph) -> pa.Array:
    """The ids of all nodes.

    Parameters
    ----------
    graph : Graph
        What is asked about.

    Returns
    -------
    pyarrow.LargeStringArray
        Sorted by code points; kept with the graph.
    """
    return graph.kept("_id_table", lambda: whole(graph.node_table.column("id")))


def name_table(graph: Graph, lang: Language | None) -> pa.Array:
    """The names of all nodes as they are shown.

    Parameters
    ----------
    graph : Graph
        What is asked about.
    lang : {'zh', 'en'} or None
        `en` gives the English name where a chart has one.

    Returns
    -------
    pyarrow.LargeStringArray
        In the order of the nodes; kept with the graph.
    """
    if lang == "en":
        columns = [graph.node_table.column(name) for name in ("name_en", "name")]
        return graph.kept("_english_name_table", lambda: whole(pc.coalesce(*columns)))
    return graph.kept("_name_table", lambda: whole(graph.node_table.column("name")))


def node_names(graph: Graph, lang: Language | None, at: Iterable[int] | None = None) -> list[str]:
    """Names as they are shown.

    Parameters
    ----------
    graph : Graph
        What is asked about.
    lang : {'zh', 'en'} or None
        `en` gives the English name where a chart has one.
    at : iterable of int, optional
        Positions of nodes; all of them by default.

    Returns
    -------
    list of str
        In the order of `at`.
    """
    table = name_table(graph, lang)
    return list(Texts(np.arange(len(table)) if at is None else np.fromiter(at, np.int64), table))
