"""Whole columns of a graph as the values of an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from oversight_graph.answer.question import Asked, Data
from oversight_graph.graph.graph import Graph
from oversight_graph.model import CATEGORIES, KINDS, LEVELS, Vocabulary


def words(vocabulary: Vocabulary[Any], codes: NDArray[np.integer]) -> list[str | None]:
    """The words that codes stand for, None for −1."""
    table = np.array([*vocabulary.ids, None], object)
    return list(table[codes])


def numbers(values: NDArray[Any], known: NDArray[np.bool_]) -> list[int | None]:
    """Numbers, None where not known."""
    found = values.astype(object)
    found[~known] = None
    return list(found)


def described(graph: Graph, at: NDArray[np.int64], asked: Asked, *names: str) -> Data:
    """The columns of nodes that many answers show: id, name, kind, category, level, area, count."""
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
    """A list for each of `rows` rows: the values whose row `at` names, in their order."""
    order = np.argsort(at, kind="stable")
    cuts = np.searchsorted(at[order], np.arange(1, rows))
    return [part.tolist() for part in np.split(values[order], cuts)] if rows else []
