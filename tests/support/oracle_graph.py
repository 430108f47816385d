"""The rows of a graph in memory as a cut of the oracle: for charts that are no documents, as the shipped ones, and for tests that hold a graph only."""

from __future__ import annotations

import datetime
from typing import Any

import pandas as pd

from oversight_graph import Graph
from support.oracle_cut import Cut, Row
from support.oracle_dates import day_of, unite


def rows(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame; what isn't written is None."""
    return [
        {str(name): value if isinstance(value, list) or not pd.isna(value) else None for name, value in row.items()}
        for row in frame.astype(object).to_dict("records")
    ]


def cut_of(graph: Graph) -> Cut:
    """What a graph holds, with what its charts declare."""
    told = {name: day_of({"as_of": header.as_of}) for name, header in graph.headers.items()}
    asked = None if graph.as_of is None else graph.as_of.isoformat()
    nodes = {row["id"]: _node(row, told, asked) for row in rows(graph.nodes)}
    links = [link for number, row in enumerate(rows(graph.links)) for link in _links(row, number, told)]
    unite(links)
    slices: list[Row] = []
    areas: dict[str, str | None] = {}
    for name, header in graph.headers.items():
        areas |= {area.code: area.part_of for area in header.areas}
        for word in ("claims", "complete"):
            slices += [_slice(one) | {"what": word, "chart": name, "told": told[name]} for one in getattr(header, word)]
    return Cut(nodes, links, slices, areas)


def _node(row: Row, told: dict[str, str], asked: str | None) -> Row:
    held = [chart for chart in row["charts"] if chart in told]
    spans = _spans(row)
    return {
        **row,
        "known": True,
        "asked": asked,
        "day": asked or max(told[chart] for chart in held),
        "spans": [(spans.get(chart, spans.get("", {})), told[chart], chart) for chart in held],
    }


def _links(row: Row, number: int, told: dict[str, str]) -> list[Row]:
    spans = _spans(row)
    return [
        {**row, "chart": chart, "share": row.get("share") or "all", "number": (number,), "known": True, "entry": spans.get(chart, spans.get("", {})) | {"kind": row["kind"]}, "told": told[chart]}
        for chart in row["charts"]
        if chart in told
    ]  # fmt: skip


def _spans(row: Row) -> dict[str, Row]:
    """The dates that each chart gives, "" those of all."""
    if row["period_charts"] is None:
        return {"": _dates(row["valid_from"], row["valid_to"])}
    return {chart: _dates(first, last) for chart, first, last in zip(row["period_charts"], row["period_from"], row["period_to"], strict=True)}


def _dates(first: Any, last: Any) -> Row:
    found = {}
    if first is not None and first > datetime.date.min:
        found["valid_from"] = first.isoformat()
    if last is not None and last < datetime.date.max:
        found["valid_to"] = last.isoformat()
    return found


def _slice(one: Any) -> Row:
    found: Row = {"forms": list(one.forms), "area": one.area, "levels": list(one.levels), "categories": list(one.categories)}
    found |= {key: value for key in ("valid_from", "valid_to") if (value := getattr(one, key)) is not None}
    return found | {key: getattr(one, key, None) for key in ("covered", "of")}
