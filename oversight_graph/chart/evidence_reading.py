"""The evidence of an entry: from mappings of the file, or lines of a cell, to checked lines (contract §1)."""

from __future__ import annotations

from collections.abc import Iterator

from oversight_graph.chart.chart import Header
from oversight_graph.chart.citing import read_sources
from oversight_graph.chart.organisations_only import check_no_persons
from oversight_graph.messages import message
from oversight_graph.model import evidence
from oversight_graph.model.evidence import Evidence
from oversight_graph.parsing.document import MappingNode, SequenceNode, Value, to_node
from oversight_graph.parsing.field_reader import FieldReader
from oversight_graph.parsing.written_values import cut, shape

KEY = "evidence"
_KEYS = ("number", "what", "period", "source", "sources")


def read_evidence(keys: FieldReader, header: Header) -> list[str]:
    """What an entry says under `evidence`: a list of mappings {number, what, period, source}, or of lines that say the same. What is wrong is noted.

    Parameters
    ----------
    keys
        The entry.
    header
        With the sources of the chart.

    Returns
    -------
    A line for each valid item, as `Evidence.line` writes it; each once.
    """
    lines = (_evidence(item, header) for item in _items(keys))
    return list(dict.fromkeys(line for line in lines if line is not None))


def _items(keys: FieldReader) -> Iterator[FieldReader]:
    value = keys.get(KEY)
    if value is None:
        return
    items: list[tuple[int | None, Value]] = list(enumerate(value)) if isinstance(value, SequenceNode) else [(None, value)]
    for number, item in items:
        mapping = item if isinstance(item, MappingNode) else _mapping(keys, item, number)
        if mapping is not None:
            yield keys.inner(mapping, KEY) if number is None else keys.inner(mapping, KEY, number)


def _mapping(keys: FieldReader, item: Value, number: int | None) -> MappingNode | None:
    """The mapping that a line stands for, as if it stood where the line does."""
    if not isinstance(item, str):
        keys.problem(KEY, message("chart.evidence_expected", value=shape(item)), item=number)
        return None
    line = keys.as_text(KEY, item, number)
    if line is None:
        return None
    try:
        said = evidence.written(line)
        node = to_node(said, _line(keys, number))
    except (ValueError, TypeError, RecursionError):
        node = None
    if isinstance(node, MappingNode):
        return node
    keys.problem(KEY, message("chart.evidence_unreadable", line=cut(line)), item=number)
    return None


def _line(keys: FieldReader, number: int | None) -> int:
    value = keys.get(KEY)
    return value.line_of(number) if isinstance(value, SequenceNode) and number is not None else keys.mapping.line_of(KEY)


def _evidence(keys: FieldReader, header: Header) -> str | None:
    keys.unknown(_KEYS)
    number, what = keys.integer("number", 0), keys.name("what")
    period = _period(keys)
    sources = read_sources(keys, header)
    check_no_persons(keys, (), ("what", "source", "sources"))
    return None if what is None or not sources else Evidence(number, what["zh"], what.get("en"), period, tuple(sources)).line()


def _period(keys: FieldReader) -> str | None:
    value = keys.get("period")
    if value is None:
        return None
    try:
        return evidence.span(value if isinstance(value, str) else "")
    except ValueError:
        keys.problem("period", message("chart.no_span", value=shape(value)))
        return None
