"""A chart as the mapping that the native format writes (contract §1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oversight_graph.chart.chart import Chart, DeclaredArea, DeclaredSlice, Header
from oversight_graph.model import evidence


def native(chart: Chart) -> dict[str, Any]:
    """A chart as its format writes it (contract §1): what was not written stays away.

    Parameters
    ----------
    chart
        The chart.

    Returns
    -------
    A mapping that YAML and JSON can hold. Memory: a mapping for each entry.
    """
    return native_header(chart.header) | {
        "nodes": [_entry(entry.written()) for entry in chart.nodes],
        "links": [_entry(entry.written()) for entry in chart.links],
    }


def _entry(written: dict[str, Any]) -> Mapping[str, Any]:
    lines = written.get("evidence")
    return written if lines is None else written | {"evidence": [evidence.read(line).mapping() for line in lines]}


def native_header(header: Header) -> dict[str, Any]:
    """The same of all but the nodes and links.

    Parameters
    ----------
    header
        The header of a chart.

    Returns
    -------
    Without keys that hold nothing.
    """
    return _written(
        {
            "chart": header.id,
            "title": _name(header.title_zh, header.title_en),
            "as_of": header.as_of,
            "area": header.area,
            "level": header.level,
            "areas": [_area(area) for area in header.areas],
            "sources": [_written(vars(source)) for source in header.sources],
            "complete": [_slice(one) for one in header.complete],
            "claims": [_slice(one) for one in header.claims],
        }
    )


def _written(mapping: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if value not in (None, [], ())}


def _name(zh: str | None, en: str | None) -> dict[str, str] | None:
    return _written({"zh": zh, "en": en}) or None


def _area(area: DeclaredArea) -> dict[str, Any]:
    return _written({"code": area.code, "name": _name(area.zh, area.en), "part_of": area.part_of})


def _slice(declared: DeclaredSlice) -> dict[str, Any]:
    return _written({key: list(value) if isinstance(value, tuple) else value for key, value in vars(declared).items()})
