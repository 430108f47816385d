"""What the header of a chart needs and a file doesn't say: each key once, with the option that tells it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from oversight_graph.loaders.draft_entry import DraftEntry
from oversight_graph.messages import message
from oversight_graph.model import KINDS
from oversight_graph.problems import Problem

_NOT_SAID = {
    "chart": message("loaders.no_chart_id"),
    "as_of": message("loaders.no_date"),
    "area": message("loaders.no_area"),
    "level": message("loaders.no_level"),
}
"""What is said of a key that the header needs and the file doesn't hold."""


def fill_header(header: dict[str, Any], nodes: Sequence[DraftEntry], file: str) -> list[Problem]:
    """Put something into each key that a header lacks, so that the rest can be checked all the same.

    Parameters
    ----------
    header
        By key of a chart; changed.
    nodes
        Of the chart: an area and a level are needed where one of them has none.
    file
        As problems name it.

    Returns
    -------
    list of Problem
        An error for each key that was lacking: the chart isn't built.
    """
    missing = []
    needs = {"chart": "missing", "as_of": "2018-03"}
    if any("area" not in entry.values for entry in nodes):
        needs["area"] = "CN"
    if any("level" not in entry.values and not _has_level(entry.values.get("kind")) for entry in nodes):
        needs["level"] = "county"
    for key, stand_in in needs.items():
        if header.get(key) is None:
            header[key] = stand_in
            missing.append(Problem("error", file, 0, "", _NOT_SAID[key]))
    return missing


def _has_level(kind: object) -> bool:
    """Whether bodies of a kind have a level without saying it (domain §2)."""
    return isinstance(kind, str) and kind in KINDS and KINDS[kind].level is not None
