"""What the map says of a body or a link when one points at it, as rows of label and text; never markup."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from oversight_graph.model import FORMS, GRADES, KINDS, LINK_ATTRIBUTES, LINKS, NODE_ATTRIBUTES, Attribute, Language
from oversight_graph.model.vocabulary import QUANTIFIERS
from oversight_graph.picture.cut import Cut
from oversight_graph.picture.labels import visible
from oversight_graph.picture.words import word

Row = tuple[str, str]
Fact = dict[str, Any]
"""`title`, and `rows` of label and text, and `sources`."""

_ELSEWHERE = ("name", "name_en", "count", "staff_full_time", "staff_quantifier", "note", "placeholder")


@dataclass(frozen=True)
class Tongue:
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


def of_nodes(cut: Cut, nodes: list[dict[str, Any]], tongue: Tongue, grades: list[str | None], form: str | None) -> list[Fact]:
    """A fact for each node. `grades`: the grade of those that have one for `form`."""
    facts = []
    for node, grade in zip(nodes, grades, strict=True):
        rows = [(tongue("kind"), KINDS[node["kind"]].label(tongue.words))]
        if grade is not None and form is not None:
            rows.append((f"{tongue('grade')} ({FORMS[form].label(tongue.words)})", _grade(grade, tongue.words)))
        rows += _attributes(node, NODE_ATTRIBUTES, tongue.words)
        if node["count"] is None:
            rows.append((tongue("members"), tongue("unknown_number")))
        elif node["count"] > 1:
            rows.append((tongue("members"), f"{node['count']:,}"))
        if node["staff_full_time"] is not None:
            quantifier = node["staff_quantifier"]
            sign = "" if quantifier in (None, "eq") else f"{QUANTIFIERS[quantifier].label(tongue.words)} "
            rows.append((tongue("staff"), f"{sign}{node['staff_full_time']:,}"))
        facts.append(_fact(tongue.name(node), rows, node, cut, tongue))
    return facts


def of_links(cut: Cut, links: list[dict[str, Any]], names: dict[str, str], tongue: Tongue) -> list[Fact]:
    """A fact for each link. `names`: the names of the nodes by id."""
    facts = []
    for link in links:
        rows = [(tongue("from_to"), f"{names[link['from']]} → {names[link['to']]}"), *_attributes(link, LINK_ATTRIBUTES, tongue.words)]
        if link["count"] is not None and link["count"] > 1:
            rows.append((LINK_ATTRIBUTES["count"].label(tongue.words), f"{link['count']:,}"))
        facts.append(_fact(LINKS[link["kind"]].label(tongue.words), rows, link, cut, tongue))
    return facts


def _grade(name: str, lang: Language) -> str:
    grade = GRADES[name]
    return grade.label(lang) if grade.number is None else f"{grade.number} · {grade.label(lang)}"


def _fact(title: str, rows: list[Row], entry: dict[str, Any], cut: Cut, tongue: Tongue) -> Fact:
    if entry["note"]:
        rows.append((tongue("note"), visible(str(entry["note"]))))
    sources = [visible(cut.graph.source_title(reference)) for reference in entry["sources"]]
    return {"title": title, "rows": rows, "sources": sources}


def _attributes(entry: dict[str, Any], attributes: Iterable[Attribute], lang: Language) -> list[Row]:
    """What an entry writes beyond name, numbers and note, in the words of the model."""
    rows = []
    for attribute in attributes:
        value = entry[attribute.id]
        if attribute.id in _ELSEWHERE or value is None or value == []:
            continue
        values = value if isinstance(value, list) else [value]
        shown = [attribute.vocabulary.label(one, lang) if attribute.vocabulary else str(one) for one in values]
        rows.append((attribute.label(lang), visible(", ".join(map(str, shown)))))
    return rows
