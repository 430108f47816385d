"""Whole columns of a graph as the values of an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from oversight_graph.answer.question import Data, QueryContext
from oversight_graph.graph.arrow import texts
from oversight_graph.graph.graph import Graph
from oversight_graph.model import CATEGORIES, KINDS, LEVELS, Language, Vocabulary


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
    objects = values.astype(object)
    objects[~known] = None
    return list(objects)


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
    dict of list
        A column of n values for each name; an unknown is None.

    Raises
    ------
    KeyError
        For another name.
    """
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
    names = graph.names
    if lang == "en":
        english = texts(graph.node_table.column("name_en"))
        names = np.where(np.array([text is not None for text in english], bool), english, names)
    return [str(name) for name in (names if at is None else names[np.asarray(at, np.int64)])]
