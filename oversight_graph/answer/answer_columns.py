"""Whole columns of a graph as the values of an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from oversight_graph.answer.question import Data, QueryContext
from oversight_graph.graph.graph import Graph
from oversight_graph.model import CATEGORIES, KINDS, LEVELS, Vocabulary


def words(vocabulary: Vocabulary[Any], codes: NDArray[np.integer]) -> list[str | None]:
    """The words that codes stand for.

    Parameters
    ----------
    vocabulary : Vocabulary
        Whose codes they are.
    codes : ndarray of integers, shape (n,)
        −1 where nothing is known.

    Returns
    -------
    list of str or None
        n long, None for −1.
    """
    table = np.array([*vocabulary.ids, None], object)
    return list(table[codes])


def numbers(values: NDArray[Any], known: NDArray[np.bool_]) -> list[int | None]:
    """Numbers, None where not known.

    Parameters
    ----------
    values : ndarray, shape (n,)
        The numbers.
    known : ndarray of bool, shape (n,)
        Which of them are known.

    Returns
    -------
    list of int or None
        n long.
    """
    found = values.astype(object)
    found[~known] = None
    return list(found)


def described(graph: Graph, at: NDArray[np.int64], asked: QueryContext, *names: str) -> Data:
    """The columns of nodes that many answers show.

    Parameters
    ----------
    graph : Graph
        What is asked about.
    at : ndarray of int64, shape (n,)
        Positions of nodes, a row each.
    asked : Asked
        In which language names are shown.
    *names : str
        Some of id, name, kind, category, level, area, count.

    Returns
    -------
    dict of list
        A column of n values for each name; an unknown is None.

    Raises
    ------
    KeyError
        For another name.
    """
    from oversight_graph.answer.ask import node_names

    area = np.array([*graph.area_codes, None], object)
    made: dict[str, Callable[[], list[Any]]] = {
        "id": lambda: list(graph.ids[at]),
        "name": lambda: node_names(graph, asked.lang, at),
        "kind": lambda: words(KINDS, graph.kind[at]),
        "category": lambda: words(CATEGORIES, graph.category[at]),
        "level": lambda: words(LEVELS, graph.level[at]),
        "area": lambda: list(area[graph.area_of[at]]),
        "count": lambda: numbers(graph.weight[at], ~graph.uncounted[at]),
    }
    return {name: made[name]() for name in names}


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
