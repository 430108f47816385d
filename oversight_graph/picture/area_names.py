"""What the areas of a graph are called: as a chart declares them, else the province of a GB/T 2260 code, else the code."""

from __future__ import annotations

from oversight_graph.graph.graph import Graph
from oversight_graph.model.areas import EVERYWHERE, canonical
from oversight_graph.naming.normalisation import province
from oversight_graph.picture.i18n import page_words
from oversight_graph.picture.labels import visible

_ENGLISH = {"陕西": "Shaanxi", "内蒙古": "Inner Mongolia"}
"""Provinces whose English name isn't the pinyin."""


def area_names(graph: Graph, codes: list[str]) -> list[tuple[str, str]]:
    """The name of each area in Chinese and in English.

    Parameters
    ----------
    graph
        Its charts may declare names of areas.
    codes
        Codes of areas; `CN` is the whole country.

    Returns
    -------
    A pair (Chinese, English) for each code, in order
        The code itself where no chart and no province of GB/T 2260 names it.
    """
    declared = {canonical(area.code): (area.zh, area.en) for header in graph.headers.values() for area in header.areas}
    return [_name(code, declared.get(code, (None, None))) for code in codes]


def _name(code: str, declared: tuple[str | None, str | None]) -> tuple[str, str]:
    if code == EVERYWHERE:
        return page_words()["whole_country"]
    zh, en = declared
    known = province(code)
    is_province = code.endswith("0000")
    if known and not zh and not en:
        zh, en = (known, _english(known)) if is_province else (f"{known} {code}", f"{_english(known)} {code}")
    return visible(zh or en or code), visible(en or zh or code)


def _english(name: str) -> str:
    from pypinyin import lazy_pinyin

    return _ENGLISH.get(name) or "".join(lazy_pinyin(name)).capitalize()
