"""What becomes of the charts of a store: one graph, and how it came about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from oversight_graph.chart.chart import Header
from oversight_graph.chart.periods import Period
from oversight_graph.problems import Problem
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.identity import Merge


@dataclass(frozen=True)
class Conflict:
    """Two charts write different values of one attribute of one body: the first loaded stands."""

    id: str
    attribute: str
    kept: str
    other: str
    chart: str


@dataclass(frozen=True)
class DatedApart:
    """Charts date one body differently: each keeps its own dates, and the body holds as long as one of them says so."""

    id: str
    periods: tuple[Period, ...]


@dataclass
class Resolved:
    """The graph that the charts make together, row by row, and how it came about.

    `nodes` and `links` by id; `body`, `merges`, `doubtful` and `waiting` as in Identity; `conflicts` and `dated_apart`: what charts say
    differently of one body; `repeated_links`: the chart and the link that it says twice; `problems`: errors that only show together;
    `headers`: those of the charts.

    `part_of`: None for all of the graph; else the name of the state of a store of which only that is here on which some charts bear (`touched`).
    All else is the same before and after.
    """

    nodes: Mapping[str, GraphRow] = field(default_factory=dict)
    links: Mapping[str, GraphRow] = field(default_factory=dict)
    body: Mapping[str, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    doubtful: list[Merge] = field(default_factory=list)
    waiting: list[tuple[str, str]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    dated_apart: list[DatedApart] = field(default_factory=list)
    repeated_links: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    headers: Sequence[Header] = ()
    part_of: str | None = None
