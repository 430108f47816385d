"""Lists and words in the cells of tables, out and in again."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from oversight_graph.chart.tidy_columns import TidyColumn

_BETWEEN_TEXTS = re.compile(r"[;；\n]")
_BETWEEN_WORDS = re.compile(r"[;；,，、\n]")


def cell_of(items: Sequence[str]) -> str:
    """A list as one cell: its items with a semicolon and a space between them, or in JSON where that couldn't be read again.

    Parameters
    ----------
    items
        Texts.

    Returns
    -------
    What `items_of` reads.

    Examples
    --------
    >>> cell_of(["s1 ¶2", "s2"]), cell_of(["a;b", "c"]), cell_of([])
    ('s1 ¶2; s2', '["a;b", "c"]', '[]')
    """
    plain = "; ".join(items)
    return plain if items and _items(plain, _BETWEEN_TEXTS) == list(items) else json.dumps(list(items), ensure_ascii=False)


def items_of(cell: str, column: TidyColumn) -> list[str]:
    """The items of a cell: what stands between semicolons or on lines of its own (words of a vocabulary between commas too), or a
    JSON list of texts.

    Parameters
    ----------
    cell
        As it stands in a table.
    column
        The column, with its vocabulary if it has one.

    Returns
    -------
    Without spaces around them; words of the vocabulary by their ids.

    Examples
    --------
    >>> from oversight_graph.chart.tidy_columns import TABLES
    >>> items_of("市纪委；市监委", TABLES["nodes"].column("aliases")), items_of("D、纪律监督", TABLES["links"].column("authority"))
    (['市纪委', '市监委'], ['D', 'discipline'])
    """
    if column.vocabulary is None:
        return _items(cell, _BETWEEN_TEXTS)
    return [word_of(item, column) for item in _items(cell, _BETWEEN_WORDS)]


def word_of(cell: str, column: TidyColumn) -> str:
    """A word of a vocabulary by its label in either language.

    Parameters
    ----------
    cell
        As it stands in a table.
    column
        The column, with its vocabulary if it has one.

    Returns
    -------
    Its id; what is no such word stays as it is.
    """
    vocabulary = column.vocabulary
    if vocabulary is None or cell in vocabulary:
        return cell
    wanted = cell.strip().casefold()
    return next((term.id for term in vocabulary if wanted in (term.zh.casefold(), term.en.casefold(), term.id.casefold())), cell)


def _items(cell: str, between: re.Pattern[str]) -> list[str]:
    if cell.startswith("["):
        try:
            items = json.loads(cell)
        except (ValueError, RecursionError):
            pass
        else:
            if isinstance(items, list) and all(isinstance(item, str) for item in items):
                return items
    return [item for part in between.split(cell) if (item := part.strip())]
