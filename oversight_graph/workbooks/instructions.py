"""What the first sheet of the template says, about filling it in and about each of its tables."""

from __future__ import annotations

from collections.abc import Iterator

from oversight_graph.chart.tidy_columns import TABLES
from oversight_graph.messages import Message, message
from oversight_graph.model import Term

_FIRST = (
    message("workbooks.how_to_fill"),
    message("workbooks.what_a_chart_is"),
    message("workbooks.organisations_only"),
    message("workbooks.what_is_required"),
    message("workbooks.how_ids_work"),
    message("workbooks.how_to_cite"),
    message("workbooks.where_words_come_from"),
    message("workbooks.what_complete_means"),
    message("workbooks.how_to_load"),
)
_WHAT = {
    "charts": message("workbooks.table_charts"),
    "nodes": message("workbooks.table_nodes"),
    "links": message("workbooks.table_links"),
    "sources": message("workbooks.table_sources"),
    "claims": message("workbooks.table_claims"),
    "complete": message("workbooks.table_complete"),
    "areas": message("workbooks.table_areas"),
}


def lines() -> Iterator[Message]:
    """The lines of the first sheet of the template.

    Yields
    ------
    Message
        The first one is the heading.
    """
    yield from _FIRST
    for table in TABLES:
        needed = [Term(column.id, column.zh, column.id) for column in table.columns if column.needed]
        yield message("workbooks.table", zh=table.zh, id=table.id, what=_WHAT[table.id], needed=needed)
