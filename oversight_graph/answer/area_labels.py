"""What areas are called where people read them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from oversight_graph.answer.answer_columns import node_names
from oversight_graph.graph.graph import Graph
from oversight_graph.model import KINDS, Language
from oversight_graph.picture.area_names import area_names

_COMMISSION = re.compile(r"(纪委监委|纪委|监委|监察委员会|纪律检查委员会|( discipline)?( and supervision)? commission)$", re.IGNORECASE)


def area_labels(graph: Graph, codes: Sequence[str], lang: Language) -> list[str]:
    """The names of areas: as a chart or the lists of GB/T 2260 call each, else by its one commission (without 纪委监委 at its end), else its code.

    Parameters
    ----------
    graph : Graph
        What is asked about.
    codes : sequence of str
        Codes of areas, in their one spelling.
    lang : {'zh', 'en'}
        Of the names.

    Returns
    -------
    list of str
        A name for each code, none empty. Cost: linear in the nodes and the codes.
    """
    commissions = np.flatnonzero((graph.kind == KINDS.code("Commission")) & ~graph.population)
    place, first, number = np.unique(graph.area_of[commissions], return_index=True, return_counts=True)
    names = dict(zip((graph.area_codes[at] for at in place[number == 1].tolist()), node_names(graph, lang, commissions[first[number == 1]]), strict=True))
    labels = []
    for code, (zh, en) in zip(codes, area_names(graph, list(codes)), strict=True):
        label = en if lang == "en" else zh
        named = _COMMISSION.sub("", names.get(code, "")) or names.get(code, label)
        labels.append(named if code in label else label)
    return labels
