"""A small chart as a file, and what is read of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import oversight_graph as og
from oversight_graph.chart.chart import Chart
from oversight_graph.problems import Problem
from oversight_graph.reading import FileReading
from oversight_graph.resolution.resolve import Resolved, resolve

CHART = """\
chart: example-city
title: {zh: 某市, en: Example City}
as_of: 2020-12-31
area: "530100"
level: prefecture
sources: [{id: s1, title: 年报}]
nodes:
  - {id: cc, kind: Commission, name: 某市纪委监委}
  - {id: r1, kind: Room, name: 第一监督检查室}
  - {id: g-fin, kind: StationedGroup, name: 驻市财政局纪检监察组}
  - {id: u-fin, kind: Unit, category: government, name: 市财政局}
  - {id: u-edu, kind: Unit, category: government, name: 市教育局}
  - {id: t1, kind: Township, name: 一镇}
  - {id: o1, kind: TownshipOffice, name: 一镇纪检监察组}
  - {id: v1, kind: Village, name: 一村}
  - {id: st, kind: LiaisonStation, name: 一村联络站}
  - {id: it, kind: InspectionTeam, name: 市委第一巡察组}
links:
  - {kind: DISPATCHES, from: cc, to: g-fin}
"""


def files(folder: Path, text: str | bytes, name: str = "chart.yaml") -> FileReading:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    (found,) = og.read_files([path])
    return found


def problems(folder: Path, text: str | bytes, name: str = "chart.yaml") -> list[Problem]:
    return list(files(folder, text, name).problems)


def chart(folder: Path, text: str | bytes, name: str = "chart.yaml") -> Chart:
    found = files(folder, text, name)
    assert found.problems == []
    (only,) = found.charts
    return only


def with_node(text: str) -> str:
    return CHART.replace("links:\n", f"  - {text}\nlinks:\n")


def with_link(text: str) -> str:
    return f"{CHART}  - {text}\n"


def header(old: str, new: str) -> str:
    assert CHART.count(old) == 1
    return CHART.replace(old, new)


def graph(one: Chart) -> Resolved:
    found = resolve([one])
    assert found.problems == []
    return found


def row_of(found: Resolved, kind: str) -> dict[str, Any]:
    (row,) = (row for row in found.links.values() if row["kind"] == kind)
    return row


def whats(found: list[Problem]) -> list[tuple[str, int, str]]:
    return [(one.severity, one.line, one.path) for one in found]
