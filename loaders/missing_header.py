"""What the header of a chart needs and a file doesn't say: each key once, with the option that tells it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from oversight_graph.loaders.draft_entry import DraftEntry
from oversight_graph.messages import Message, message
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
            said = (_proposed(nodes, header.get("as_of")) if key == "area" else None) or _NOT_SAID[key]
            missing.append(Problem("error", file, 0, "", said))
    return missing


def _proposed(nodes: Sequence[DraftEntry], as_of: object) -> Message | None:
    """The area that the one commission of a file is called after, where there is such a place; only proposed, as a name may be shorter than it should."""
    commissions = [entry.values["name"] for entry in nodes if entry.values.get("kind") == "Commission"]
    if len(commissions) != 1 or not isinstance(commissions[0], str):
        return None
    from oversight_graph.naming.grammar import parse
    from oversight_graph.naming.places_by_name import places_called, told, year_of

    year = year_of(as_of)
    places = places_called(parse(commissions[0]).parts.area or "", year)
    if len(places) == 1:
        return message("loaders.area_proposed", commission=commissions[0], place=told(places, year)[0], area=places[0].code)
    return message("loaders.areas_proposed", commission=commissions[0], places=told(places, year)) if places else None


def _has_level(kind: object) -> bool:
    """Whether bodies of a kind have a level without saying it (domain §2)."""
    return isinstance(kind, str) and kind in KINDS and KINDS[kind].level is not None
