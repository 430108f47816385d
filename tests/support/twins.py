"""The two engines side by side: a question asked of a graph in memory, and of the store in its own language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import oversight_graph as og
from oversight_graph.queries import QUESTIONS
from oversight_graph.store.neo4j.store import Neo4jStore

PLANNED_ONCE = "CYPHER replan=skip "
"""The plan of a store that held something else does for this one; to make it anew would take most of the time."""


def fill(store: Neo4jStore, charts: Sequence[og.Chart]) -> None:
    """Empty the store and load charts into it, as the first ones."""
    store._connection.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS")
    og.plan(store, list(charts)).apply()


class Twins:
    """A scope of a store, asked in both engines; counts how often they were compared and over how many rows."""

    def __init__(self, store: Neo4jStore, charts: Sequence[str] | None = None, area: str | None = None, as_of: str | None = None, whole: bool = False) -> None:
        self.store, self.scope = store, (charts, area, as_of)
        self.graph = store.graph(charts, area, as_of, whole)
        self.cut = store.cut(charts, area, as_of)
        self.compared = self.rows = 0

    def agree(self, name: str, *bodies: str, **given: Any) -> Sequence[dict[str, Any]]:
        """Hold the answers against each other, column by column and row by row; gives the rows."""
        question = next(one for one in QUESTIONS if one.id == name)
        places = [one.id for one in question.parameters if one.type == "body"]
        values = {one.id: one.default for one in question.parameters} | dict(zip(places, bodies, strict=False)) | given
        assert question.cypher is not None
        twin = question.cypher(self.cut, values)
        columns, rows = self.store.cypher(PLANNED_ONCE + twin.text, dict(twin.parameters))
        assert columns == [column.id for column in question.columns]
        expected = og.ask(self.graph, name, *bodies, **given).rows
        found = [dict(zip(columns, row, strict=True)) for row in rows]
        for here, there in zip(found, expected, strict=False):
            assert here == there, (self.scope, name, bodies, given)
        assert len(found) == len(expected), (self.scope, name, bodies, given)
        self.compared += 1
        self.rows += len(found)
        return found
