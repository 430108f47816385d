"""Where the entries of one body say different values of an attribute."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from oversight_graph.chart.chart import Header
from oversight_graph.model import NODE_ATTRIBUTES, Attribute
from oversight_graph.resolution.node_rows import BY_CHART, of_its_number
from oversight_graph.resolution.row_values import dated, stored

if TYPE_CHECKING:
    from oversight_graph.resolution.node_rows import NodeRow


def contradictions(row: NodeRow) -> Iterator[tuple[Attribute, Any, Any, Header]]:
    """Where entries of one body say different values of an attribute. Dates are none: each chart keeps its own (domain §4).

    Parameters
    ----------
    row
        A body with all its entries.

    Yields
    ------
    The attribute, the value that stands, the other one, and the header of the chart that says the other one.
    """
    rests = [one.entry.rest for one in row.group()]
    for attribute in _COMPARED:
        name = attribute.id
        written = [value for rest in rests if (value := rest.get(name)) is not None]
        if written and written.count(written[0]) == len(written):
            continue
        if written:
            entries = of_its_number(row) if name == "staff_quantifier" else row.group()
            said = [(one, value) for one in entries if (value := one.entry.rest.get(name)) is not None]
        elif name in BY_CHART:  # what no entry says, the charts say for all that they hold
            said = [(one, value) for one in row.group() if (value := BY_CHART[name](one)) is not None]
        else:
            continue
        for one, value in said[1:]:
            if stored(attribute, value) != stored(attribute, said[0][1]):
                yield attribute, said[0][1], value, one.header


_COMPARED = [one for one in NODE_ATTRIBUTES if one.written and not dated(one) and one.id not in ("name", "aliases", "evidence", "note")]
