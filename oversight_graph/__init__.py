"""A graph of the four-supervision system: load organisation charts, ask, draw.

>>> import oversight_graph as og
>>> graph = og.example()
>>> answer = og.ask(graph, "coverage", form="stationed")
>>> [(row["id"], row["grade"], row["grade_name"]) for row in answer.rows]
[('example:u-edu', None, 'unknown'), ('example:u-fin', 5, 'direct')]
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from oversight_graph.answer.answer import Answer as Answer
    from oversight_graph.answer.ask import ask as ask
    from oversight_graph.chart.chart import Chart as Chart
    from oversight_graph.charts import SHIPPED as SHIPPED
    from oversight_graph.charts import example as example
    from oversight_graph.errors import ChartError as ChartError
    from oversight_graph.errors import NothingThere as NothingThere
    from oversight_graph.errors import OversightError as OversightError
    from oversight_graph.errors import PlanRefused as PlanRefused
    from oversight_graph.errors import StoreError as StoreError
    from oversight_graph.errors import UnknownBody as UnknownBody
    from oversight_graph.errors import WrongQuestion as WrongQuestion
    from oversight_graph.graph.graph import Graph as Graph
    from oversight_graph.loaders.writers.native import write_charts as write_charts
    from oversight_graph.picture.draw import Picture as Picture
    from oversight_graph.picture.draw import draw as draw
    from oversight_graph.planning.plan import Plan as Plan
    from oversight_graph.planning.plan import plan as plan
    from oversight_graph.planning.plan import withdraw as withdraw
    from oversight_graph.problems import Problem as Problem
    from oversight_graph.reading import read as read
    from oversight_graph.reading import read_files as read_files
    from oversight_graph.store import open_store as open_store

__version__ = "0.1.0"

_FACE = {
    "Answer": "answer.answer", "ask": "answer.ask", "Chart": "chart.chart", "write_charts": "loaders.writers.native", "Plan": "planning.plan",
    "plan": "planning.plan", "withdraw": "planning.plan", "Problem": "problems", "SHIPPED": "charts", "example": "charts",
    "ChartError": "errors", "NothingThere": "errors", "OversightError": "errors", "PlanRefused": "errors", "StoreError": "errors",
    "UnknownBody": "errors", "WrongQuestion": "errors", "Graph": "graph.graph", "Picture": "picture.draw", "draw": "picture.draw",
    "read": "reading", "read_files": "reading", "open_store": "store",
}  # fmt: skip
"""Where each public name lives; imported when it is first used, so that a command imports only what it needs."""

__all__ = sorted(_FACE)


def __getattr__(name: str) -> Any:
    if name not in _FACE:
        raise AttributeError(f"module 'oversight_graph' has no attribute '{name}'")
    value = getattr(importlib.import_module(f"oversight_graph.{_FACE[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
