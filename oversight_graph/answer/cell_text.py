"""A value of an answer as a person reads it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from oversight_graph.answer.answer_data import AnswerData
from oversight_graph.answer.question import AnswerColumn
from oversight_graph.messages import message
from oversight_graph.model import LINKS, MECHANISMS, Language, durations, evidence
from oversight_graph.model.sets import CERTAINTIES
from oversight_graph.naming.places import name_and_code

UNKNOWN = "?"

_SIGNS = {"ge": "≥ ", "le": "≤ ", "approx": "≈ ", "at_most": "≤ "}
_QUALIFIED = {"staff_full_time": "staff_quantifier", "load": "load_is", "count": "count_quantifier", "members": "members_quantifier"}


def cell(column: AnswerColumn, row: Mapping[str, Any], answer: AnswerData, lang: Language = "en") -> str:
    """A value as a person reads it: words in the language, names for ids, numbers with their quantifier, `?` for an unknown.

    Parameters
    ----------
    column : Column
        Of the answer.
    row : mapping
        A row of the answer.
    answer : AnswerData
        Knows the names of the bodies that rows mention by id.
    lang : {'zh', 'en'}
        English by default.

    Returns
    -------
    str
        Not escaped.
    """
    value = row[column.id]
    if value is None and column.only_where is not None:
        other, words = column.only_where
        if row.get(other, words[0]) not in words:
            return ""
    if value is None:
        if column.id == "count" and row.get("of"):
            certain = row.get("certainty") == CERTAINTIES.ids[0]
            return (message("answer.part_of", of=row["of"]) if certain else message("answer.at_most", of=row["of"])).text(lang)
        if column.blank:
            return ""
        return "" if column.id in ("steps", "category", "basis", "weakest_basis", "staff_quantifier") else UNKNOWN
    if column.vocabulary is not None:
        return str(column.vocabulary.label(value, lang))
    if column.id == "area" and "place" not in row:  # else its name stands beside it
        return area_cell(answer, str(value))
    if column.type == "period":
        return durations.in_words(value, lang)
    if column.type == "hops":
        return _hops(value, answer, lang)
    if column.type == "mechanisms":
        return "; ".join("、".join(str(MECHANISMS.label(one, lang)) for one in hop) or "–" for hop in value) or "–"
    if column.type == "links":
        return "; ".join(_link(link, answer, lang) for link in value) if value else "–"
    if column.type == "ids":
        return "、".join(_alike(answer.names.get(body, body) for body in value)) if value else "–"
    if column.id == "evidence":
        return "; ".join(_evidence(evidence.read(line), lang) for line in value) if value else "–"
    if column.type == "texts":
        return "; ".join(value) if value else "–"
    if column.type == "flag":
        return (message("answer.yes") if value else message("answer.no")).text(lang)
    sign = _SIGNS.get(row.get(_QUALIFIED.get(column.id, ""), ""), "")
    if column.type == "decimal":
        return f"{sign}{value:.2f}"
    if column.type == "id" and column.id != "id":
        return answer.names.get(value, str(value))
    return f"{sign}{value}"


def area_cell(answer: AnswerData, code: str) -> str:
    """An area as a person reads it: its name before its code.

    Parameters
    ----------
    answer : AnswerData
        Knows what its charts call areas.
    code : str
        Of the area.

    Returns
    -------
    str
        Not escaped.
    """
    return name_and_code(code, answer.places.areas.get(code))


_NUMBERED = re.compile(r"(.*\D)\d+")
_FEW = 3  # so many bodies with numbered names are named one by one


def _alike(names: Iterable[str]) -> list[str]:
    """Names as they are listed; of many that differ only in the number at their end what they share, with how many there are."""
    listed = list(names)
    shared = [found[1].rstrip() if (found := _NUMBERED.fullmatch(name)) else name for name in listed]
    number = Counter(shared)
    short = [name if number[base] <= _FEW else f"{base}×{number[base]}" for name, base in zip(listed, shared, strict=True)]
    return list(dict.fromkeys(short))


def _hops(hops: list[dict[str, Any]], answer: AnswerData, lang: Language) -> str:
    if not hops:
        return message("answer.no_hops").text(lang)
    text = str(answer.names.get(hops[0]["from"], hops[0]["from"]))
    for hop in hops:
        by = MECHANISMS.label(hop["mechanism"], lang) if hop["mechanism"] else LINKS.label(hop["link"], lang)
        text += f" —{by} {hop['cost']}→ {answer.names.get(hop['to'], hop['to'])}"
    return text


def _evidence(told: evidence.Evidence, lang: Language) -> str:
    """What, how many, when; its sources stand in files."""
    what = told.what_en if lang == "en" and told.what_en else told.what
    number = message("answer.evidence_number", what=what, number=told.number) if told.number is not None else what
    return message("answer.evidence", what=number, when=told.period or message("answer.evidence_undated")).text(lang)


def _link(link: Mapping[str, Any], answer: AnswerData, lang: Language) -> str:
    by = MECHANISMS.label(link["mechanism"], lang) if link["mechanism"] else LINKS.label(link["link"], lang)
    often = f" {durations.in_words(link['period'], lang)}" if link["period"] else ""
    return f"{answer.names.get(link['from'], link['from'])} —{by}{often}→ {answer.names.get(link['to'], link['to'])}"
