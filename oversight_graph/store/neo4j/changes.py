"""What differs between two graphs: what a load into Neo4j has to make, to set and to remove."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oversight_graph.resolution.graph_rows import GraphRow
    from oversight_graph.resolution.resolve import Resolved


@dataclass
class Changes:
    """What differs between two graphs. A node or link whose kind or ends differ goes and comes anew.

    `new_…` rows come; `set_…` stand already and get the values of these rows; `old_…` go. The length is the number of all.
    """

    new_nodes: list[GraphRow] = field(default_factory=list)
    set_nodes: list[GraphRow] = field(default_factory=list)
    old_nodes: list[GraphRow] = field(default_factory=list)
    new_links: list[GraphRow] = field(default_factory=list)
    set_links: list[GraphRow] = field(default_factory=list)
    old_links: list[GraphRow] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(map(len, (self.new_nodes, self.set_nodes, self.old_nodes, self.new_links, self.set_links, self.old_links)))


def changes(before: Resolved, after: Resolved, moved: Callable[[str], bool] = lambda area: False) -> Changes:
    """What makes one graph out of another. Cost: linear in both.

    Parameters
    ----------
    before
        The graph that is there.
    after
        The graph that is to be there.
    moved
        Whether an area lies elsewhere than before, which a body's row doesn't say.

    Returns
    -------
    Rows by what happens to them; what doesn't differ isn't among them.
    """
    result = Changes()
    anew: set[str] = set()
    for name, row in after.nodes.items():
        old = before.nodes.get(name)
        if old is None:
            result.new_nodes.append(row)
        elif old["kind"] != row["kind"]:
            result.old_nodes.append(old)
            result.new_nodes.append(row)
            anew.add(name)
        elif old != row or moved(row["area"]):
            result.set_nodes.append(row)
    result.old_nodes += [row for name, row in before.nodes.items() if name not in after.nodes]
    for name, row in after.links.items():
        old = before.links.get(name)
        if old is None:
            result.new_links.append(row)
        elif anew and (row["from"] in anew or row["to"] in anew):
            result.old_links.append(old)
            result.new_links.append(row)
        elif old != row:
            result.set_links.append(row)
    result.old_links += [row for name, row in before.links.items() if name not in after.links]
    return result
