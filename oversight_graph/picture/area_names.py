"""What the areas of a graph are called: as a chart declares them, else as the lists of GB/T 2260 do, else the code."""

from __future__ import annotations

from oversight_graph.graph.graph import Graph
from oversight_graph.model.areas import EVERYWHERE, canonical
from oversight_graph.naming.places import place_name
from oversight_graph.naming.provinces import ENGLISH, province
from oversight_graph.picture.i18n import page_words
from oversight_graph.picture.labels import visible


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
        A place of GB/T 2260 as it was called then; in English, of which the lists have none, behind its province and its code. One below a county, or that no list holds,
        by the place that holds it and its code; the code itself where nothing names it.
    """
    declared = {canonical(area.code): (area.zh, area.en) for header in graph.headers.values() for area in header.areas}
    year = max((day.year for day in graph.days.values()), default=None)
    return [_name(code, declared.get(code, (None, None)), year) for code in codes]


def _name(code: str, declared: tuple[str | None, str | None], year: int | None) -> tuple[str, str]:
    if code == EVERYWHERE:
        return page_words()["whole_country"]
    zh, en = declared
    known = province(code)
    is_province = code.endswith("0000")
    if known and is_province and not zh and not en:
        zh, en = known, ENGLISH[known]
    elif not zh and not en and (holder := place_name(code[:6], year) or known):  # of a township, or of a code that no list holds, what holds it
        place = place_name(code, year)
        zh, en = place or f"{holder} {code}", " ".join([*([ENGLISH[known]] if known else []), code, *([place] if place else [])])
    return visible(zh or en or code), visible(en or zh or code)
