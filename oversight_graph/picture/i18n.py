"""Names and words in the language of the reader, and rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from oversight_graph.model import Language
from oversight_graph.picture.labels import visible
from oversight_graph.picture.page_words import word


@dataclass(frozen=True)
class Translator:
    """In which language names and words are shown: `lang` as asked, words in English where none was."""

    lang: Language | None

    @property
    def words(self) -> Language:
        return self.lang or "en"

    def __call__(self, key: str) -> str:
        return word(key, self.words)

    def name(self, node: dict[str, Any]) -> str:
        return visible(str((node["name_en"] if self.lang == "en" else None) or node["name"] or node["id"]))


def rows_of(table: pa.Table, positions: Any) -> list[dict[str, Any]]:
    return list(table.take(pa.array(positions, pa.int64())).to_pylist())
