"""Charts out again, whole, in the native format (contract §1, §3)."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from oversight_graph.chart.chart import Chart, DeclaredArea, DeclaredSlice, Header
from oversight_graph.disk.atomic_write import atomic_write
from oversight_graph.errors import OversightError
from oversight_graph.messages import message

_Dumper: type = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def native(chart: Chart) -> dict[str, Any]:
    """A chart as its format writes it: what was not written stays away."""
    return native_header(chart.header) | {"nodes": [entry.written() for entry in chart.nodes], "links": [entry.written() for entry in chart.links]}


def native_header(header: Header) -> dict[str, Any]:
    """The same of all but the nodes and links."""
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


def _slice(one: DeclaredSlice) -> dict[str, Any]:
    return _written({key: list(value) if isinstance(value, tuple) else value for key, value in vars(one).items()})


def write_charts(charts: Sequence[Chart], path: str | os.PathLike[str]) -> list[Path]:
    """Write charts to a YAML or JSON file by its ending, several of them as documents of one file; or each to a file of a
    folder, where the path has no ending. Returns the files written.

    Raises OversightError where the ending isn't known or the file can't be written. Loading them again gives the same graph.
    """
    target = Path(path)
    kind = target.suffix.lower()
    if not kind:
        return [file for chart in charts for file in write_charts([chart], target / f"{chart.id}.yaml")]
    if kind not in (".yaml", ".yml", ".json"):
        raise OversightError(message("chart.unknown_ending", ending=kind))
    documents = [native(chart) for chart in charts]
    if kind == ".json":
        text = json.dumps(documents[0] if len(documents) == 1 else documents, ensure_ascii=False, indent=1) + "\n"
    else:
        text = "---\n".join(_yaml(document) for document in documents)
    with atomic_write([target]) as (part,):
        part.write_text(text, "utf-8")
    return [target]


def _yaml(document: dict[str, Any]) -> str:
    """A header in block style, then an entry a line."""
    parts = []
    for key, value in document.items():
        if isinstance(value, list):
            parts.append(f"{key}:\n" if value else f"{key}: []\n")
            parts += [f"  - {_flow(item)}" for item in value]
        else:
            parts.append(yaml.dump({key: value}, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9))
    return "".join(parts)


def _flow(item: Any) -> str:
    return str(yaml.dump(item, Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10**9))
