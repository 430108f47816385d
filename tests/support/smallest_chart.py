"""The smallest chart of which something still doesn't hold: what a random one is cut down to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from oversight_graph import ChartError, Graph
from oversight_graph.chart.build import build
from oversight_graph.parsing.json_text import documents
from support.charts_strategy import Document, graph_from


def hold(check: Callable[[Graph], None], *drawn: Document) -> None:
    """Check the graph of some charts; where that fails, fail with the smallest charts that do."""
    try:
        check(graph_from(*drawn))
    except AssertionError as first:
        small = smallest(check, list(drawn))
        try:
            check(graph_from(*small))
        except AssertionError as error:
            raise AssertionError(f"{error}\n\nin {json.dumps(small, ensure_ascii=False, indent=1)}") from first


def smallest(check: Callable[[Graph], None], drawn: list[Document]) -> list[Document]:
    """Leave out entries and keys one by one as long as the check still fails."""
    found = True
    while found:
        found = False
        for shorter in shorter_ones(drawn):
            if _fails(check, shorter):
                drawn, found = shorter, True
                break
    return drawn


def _fails(check: Callable[[Graph], None], drawn: list[Document]) -> bool:
    try:
        check(graph_from(*drawn))
    except ChartError:  # a cut that leaves no valid set of charts
        return False
    except AssertionError:
        return all(build(documents(json.dumps(one))[0], "").chart is not None for one in drawn)
    return False


def shorter_ones(drawn: list[Document]) -> Iterator[list[Document]]:
    for place, chart in enumerate(drawn):
        if len(drawn) > 1:
            yield drawn[:place] + drawn[place + 1 :]
        for part in ("links", "nodes", "claims", "complete"):
            for number, entry in enumerate(chart[part]):
                cuts = [chart[part][:number] + chart[part][number + 1 :]]
                for key in entry:
                    if key not in ("id", "kind", "name", "from", "to", "forms"):
                        cuts.append([*chart[part][:number], {k: v for k, v in entry.items() if k != key}, *chart[part][number + 1 :]])
                yield from ([*drawn[:place], chart | {part: cut}, *drawn[place + 1 :]] for cut in cuts)
