"""What differs between two graphs: what a load into Neo4j has to make, to set and to remove."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oversight_graph.resolution.graph_rows import GraphRow
    from oversight_graph.resolution.resolve import Resolved


@dataclass
class Changes:
    """What differs between two graphs. A node whose kind differs is removed and created again, and so are its links.

    `new_…` rows are created; `updated_…` are there already and get the values of these rows; `removed_…` are removed. The length
    is the number of all. The ends of one link never differ: they are part of what its id is made of, so a link with another end has
    another id.
    """

    new_nodes: list[GraphRow] = field(default_factory=list)
    updated_nodes: list[GraphRow] = field(default_factory=list)
    removed_nodes: list[GraphRow] = field(default_factory=list)
    new_links: list[GraphRow] = field(default_factory=list)
    updated_links: list[GraphRow] = field(default_factory=list)
    removed_links: list[GraphRow] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(map(len, (self.new_nodes, self.updated_nodes, self.removed_nodes, self.new_links, self.updated_links, self.removed_links)))


def changes(before: Resolved, after: Resolved) -> Changes:
    """What has to be created, updated and removed so that one graph becomes another. Cost: linear in both.

    Parameters
    ----------
    before
        The graph that is there.
    after
        The graph that is to be there. Both whole, or both the part in which all that differs is.

    Returns
    -------
    Rows by what happens to them; what doesn't differ isn't among them. That an area lies elsewhere than before no row says.
    """
    result = Changes()
    recreated: set[str] = set()
    for name, row in after.nodes.items():
        old = before.nodes.get(name)
        if old is None:
            result.new_nodes.append(row)
        elif old["kind"] != row["kind"]:
            result.removed_nodes.append(old)
            result.new_nodes.append(row)
            recreated.add(name)
        elif old != row:
            result.updated_nodes.append(row)
    result.removed_nodes += [row for name, row in before.nodes.items() if name not in after.nodes]
    for name, row in after.links.items():
        old = before.links.get(name)
        if old is None:
            result.new_links.append(row)
        elif recreated and (row["from"] in recreated or row["to"] in recreated):
            result.removed_links.append(old)
            result.new_links.append(row)
        elif old != row:
            result.updated_links.append(row)
    result.removed_links += [row for name, row in before.links.items() if name not in after.links]
    return result
