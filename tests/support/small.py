"""Small charts written in a test, as a user writes them."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

from oversight_graph.chart.build import ChartReading, build
from oversight_graph.chart.chart import Chart
from oversight_graph.charts import graph_of
from oversight_graph.graph.graph import Graph
from oversight_graph.parsing.yaml_text import documents

HEADER = """
as_of: 2020-12-31
area: "530100"
level: prefecture
sources: [{id: s1, title: A report}]
"""


def reading(text: str, name: str = "small", header: str = HEADER) -> ChartReading:
    """A chart and its problems out of YAML without a header."""
    return build(documents(f"chart: {name}\n{header}\n{dedent(text)}")[0], f"{name}.yaml")


def chart(text: str, name: str = "small", header: str = HEADER) -> Chart:
    made = reading(text, name, header)
    assert made.chart is not None, "\n".join(map(str, made.problems))
    return made.chart


def graph(text: str, as_of: str | None = None, header: str = HEADER) -> Graph:
    return graph_of([chart(text, header=header)], as_of)


def by_id(answer: Any, *names: str) -> dict[str, Any]:
    """Rows of an answer by local id; of one column its value, of several a tuple."""
    found = {}
    for row in answer.rows:
        values = tuple(row[name] for name in names)
        found[row["id"].split(":", 1)[1]] = values[0] if len(values) == 1 else values
    return found
