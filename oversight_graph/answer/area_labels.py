"""What an area is called where people read it."""

from __future__ import annotations

from oversight_graph.answer.answer_columns import node_names
from oversight_graph.graph.graph import Graph
from oversight_graph.model import KINDS, Language
from oversight_graph.picture.area_names import area_names


def area_label(graph: Graph, code: str, lang: Language) -> str:
    """The name of an area: as a chart or a map calls it, else its one commission, else its code.

    Parameters
    ----------
    graph : Graph
        What is asked about.
    code : str
        The code of an area, in its one spelling.
    lang : {'zh', 'en'}
        Of the name.

    Returns
    -------
    str
        Never empty.
    """
    zh, en = area_names(graph, [code])[0]
    if code not in zh:
        return en if lang == "en" else zh
    if code in graph.area_codes:
        commissions = (graph.kind == KINDS.code("Commission")) & (graph.area_of == graph.area_codes.index(code)) & ~graph.population
        at = commissions.nonzero()[0]
        if len(at) == 1:
            return node_names(graph, lang, at)[0]
    return en if lang == "en" else zh
