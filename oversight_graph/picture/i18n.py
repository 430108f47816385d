"""Names and words in the language of the reader, and rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from oversight_graph.messages import words
from oversight_graph.model import Language
from oversight_graph.picture.labels import visible

Words = tuple[str, str]
"""In Chinese and in English."""


def page_words() -> dict[str, Words]:
    """All words of the page in both languages, as its reader may change the language."""
    zh, en = words("picture", "zh"), words("picture", "en")
    return {name: (zh[name], en[name]) for name in zh}


@dataclass(frozen=True)
class Translator:
    """In which language names and words are shown: `lang` as asked, words in English where none was."""

    lang: Language | None

    @property
    def words(self) -> Language:
        """The language of the words of the page: English where none was asked for."""
        return self.lang or "en"

    def __call__(self, key: str) -> str:
        return words("picture", self.words)[key]

    def name(self, node: dict[str, Any]) -> str:
        """The name of a body in the language asked for, as it can be shown.

        Parameters
        ----------
        node
            A row of the table of nodes, with `id`, `name` and `name_en`.

        Returns
        -------
        As the sources write it where there is no English name or no language was asked for; the id where nothing is written.
        """
        return visible(str((node["name_en"] if self.lang == "en" else None) or node["name"] or node["id"]))


def rows_of(table: pa.Table, positions: Any) -> list[dict[str, Any]]:
    """Some rows of a table, in the order asked for.

    Parameters
    ----------
    table
        Nodes or links of a graph.
    positions
        Integers from 0, a list or an array.

    Returns
    -------
    A mapping of column to value for each position.
    """
    return list(table.take(pa.array(positions, pa.int64())).to_pylist())
