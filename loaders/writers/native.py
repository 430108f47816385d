"""Charts in the native format, whole (contract §1, §3): loading them again gives the same graph."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from oversight_graph.chart.chart import Chart
from oversight_graph.chart.native_documents import native
from oversight_graph.disk.atomic_write import atomic_write
from oversight_graph.errors import OversightError
from oversight_graph.messages import message

_Dumper: type = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def write_charts(charts: Sequence[Chart], path: str | os.PathLike[str]) -> list[Path]:
    """Write charts in the native format; loading them again gives the same graph.

    Parameters
    ----------
    charts
        In the order in which they are written.
    path
        A YAML or JSON file by its ending, for several charts one of several documents; or a folder for a file a chart.

    Returns
    -------
    list of Path
        The files.

    Raises
    ------
    OversightError
        Where the ending isn't known or a file can't be written.
    """
    target = Path(path)
    kind = target.suffix.lower()
    if not kind:
        return [one for chart in charts for one in write_charts([chart], target / f"{chart.id}.yaml")]
    if kind not in (".yaml", ".yml", ".json"):
        raise OversightError(message("export.chart_ending", ending=kind))
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
