"""Where in the tables of a graph the rows of an area or a chart stand, and how the rows hang together: so that a slice is cut without reading the rest.

Everything is a column of numbers beside the tables: the rows of the nodes by area, the rows of nodes and links by chart, the places of the
two ends of each link, the links by their ends (those from a node stand together in the table itself, as it is sorted by `from`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.graph.arrow import NONE, codes, encoded, flags, numbers
from oversight_graph.graph.csr import spread
from oversight_graph.model import KINDS, LINKS, MECHANISMS, walks
from oversight_graph.model.areas import Areas
from oversight_graph.model.walk_declarations import Head, Step

Rows = NDArray[np.int64]
ARRAYS = {
    "area_rows": np.int32, "area_start": np.int64, "chart_node_rows": np.int32, "chart_node_start": np.int64, "chart_link_rows": np.int32,
    "chart_link_start": np.int64, "node_kind": np.int16, "node_area": np.int32, "link_kind": np.int16, "mechanism": np.int16, "begun": np.int8, "source": np.int32,
    "target": np.int32, "out_start": np.int64, "in_rows": np.int32, "in_start": np.int64,
}  # fmt: skip
"""The columns of an index, and what each holds."""


@dataclass(frozen=True)
class GraphIndex:
    """The index of two tables. `areas`: the codes that occur; `charts`: the ids; `chart_areas`: for each chart the areas in which it holds nodes; `arrays`: ARRAYS."""

    areas: Sequence[str]
    charts: Sequence[str]
    chart_areas: Mapping[str, Sequence[str]]
    arrays: Mapping[str, NDArray[Any]]

    # -- cutting ------------------------------------------------------------------------------------------------------

    def of_charts(self, charts: Iterable[str]) -> tuple[Rows, Rows]:
        """The rows of which some charts say something.

        Parameters
        ----------
        charts
            Their ids.

        Returns
        -------
        Those of the nodes and those of the links, in order. Cost: linear in them.
        """
        numbers = [self.charts.index(name) for name in charts if name in self.charts]
        nodes, links = (
            np.unique(self._ranges(self.arrays[f"chart_{what}_start"], np.array(numbers, np.int64), self.arrays[f"chart_{what}_rows"])[0])
            for what in ("node", "link")
        )
        return nodes, links

    def near(self, area: str, areas: Areas, begun: bool = True) -> tuple[Rows, Rows]:
        """The bodies of an area, those on which what can be said of their coverage and load rests, and the links among all of these.

        Inwards from what lies in the area: the units above it (their coverage is inherited), everything that covers or reaches any
        of these, and so on up to the commissions; and the heads of the areas that hold it (nominal coverage). Outwards from the
        bodies in the area: what they cover, what lies below that, and what their stations serve (workload). No step follows
        HOSTED_BY: such a link is among what is cut where both of its ends are. Days aren't looked at: what holds on none that is asked
        about is cut off afterwards.

        Parameters
        ----------
        area
            Its code, in its one spelling.
        areas
            Which area holds which.
        begun
            Whether something may be asked about on a day before that of its chart: it is known there as the end of a link that has begun,
            wherever that leads, so the other ends of such links come along.

        Returns
        -------
        The rows of the nodes and of the links, in order. Cost: linear in what is cut and its links, whatever else is there.
        """
        inside = list(areas.inside(area, self.areas))
        above = {code for one in inside for code in areas.above(one)} | set(inside)
        start = self._in(inside)
        supervision = walks.SUPERVISION.steps
        inwards = self._spread(start, supervision, against=True)
        outwards = self._spread(start, [step for step in supervision if step.covers])
        around = self._in([code for code in self.areas if code in above])
        rows = np.unique(np.concatenate([inwards, outwards, *(self._heads(head, around) for head in walks.HEADS)]))
        if begun:
            rows = np.union1d(rows, np.concatenate([self._begun(rows, out) for out in (True, False)]))
        return rows, self.among(rows)

    def touching(self, nodes: Rows) -> tuple[Rows, Rows]:
        """The links of some nodes, and the nodes at both of their ends.

        Parameters
        ----------
        nodes
            Rows of nodes.

        Returns
        -------
        Rows of links, then rows of nodes with those that were given, both in order. Cost: linear in these.
        """
        links = np.unique(
            np.concatenate([self._ranges(self.arrays["out_start"], nodes)[0], self._ranges(self.arrays["in_start"], nodes, self.arrays["in_rows"])[0]])
        )
        return links, np.unique(np.concatenate([nodes, self.arrays["source"][links], self.arrays["target"][links]]))

    def among(self, nodes: Rows) -> Rows:
        """The links among some nodes.

        Parameters
        ----------
        nodes
            Rows of nodes, in order.

        Returns
        -------
        Rows of links, in order. Cost: linear in the nodes and the links from them, and in a bit a node of the graph.
        """
        held = np.zeros(len(self.arrays["node_kind"]), bool)
        held[nodes] = True
        links, _ = self._ranges(self.arrays["out_start"], nodes)
        among: Rows = links[held[self.arrays["target"][links]]]
        return among

    def _in(self, codes: Sequence[str]) -> Rows:
        """The rows of the nodes in some areas."""
        place = {code: number for number, code in enumerate(self.areas)}
        return self._ranges(self.arrays["area_start"], np.array([place[code] for code in codes], np.int64), self.arrays["area_rows"])[0]

    def _begun(self, rows: Rows, out: bool) -> Rows:
        """The other ends of the links of some nodes that have a stated beginning."""
        links = self._ranges(self.arrays["out_start"], rows)[0] if out else self._ranges(self.arrays["in_start"], rows, self.arrays["in_rows"])[0]
        links = links[self.arrays["begun"][links] != 0]
        ends: Rows = self.arrays["target" if out else "source"][links].astype(np.int64)
        return ends

    def _heads(self, head: Head, rows: Rows) -> Rows:
        found: Rows = rows[self.arrays["node_kind"][rows] == KINDS.code(head.kind)]
        if not head.leads:
            return found
        links, _ = self._ranges(self.arrays["out_start"], found)
        led = self.arrays["target"][links[self.arrays["link_kind"][links] == LINKS.code(head.leads)]].astype(np.int64)
        return np.concatenate([found, led[self.arrays["node_kind"][led] == KINDS.code(str(head.whom))]])

    def _spread(self, start: Rows, steps: Sequence[Step], against: bool = False) -> Rows:
        """What steps of the walk lead to, or from where they lead here, taken as often as there is anything new; with what they start from."""
        reached = np.zeros(len(self.arrays["node_kind"]), bool)
        reached[start] = True
        frontier = start
        while len(frontier):
            found = np.unique(np.concatenate([self._step(frontier, steps, out, against) for out in (True, False)]))
            frontier = found[~reached[found]]
            reached[frontier] = True
        return np.flatnonzero(reached)

    def _step(self, rows: Rows, steps: Sequence[Step], out: bool, against: bool) -> Rows:
        """What lies at the other end of the links of some nodes: of those from them (`out`) or of those to them."""
        if out:
            links, of = self._ranges(self.arrays["out_start"], rows)
        else:
            links, of = self._ranges(self.arrays["in_start"], rows, self.arrays["in_rows"])
        here, there = rows[of], self.arrays["target" if out else "source"][links].astype(np.int64)
        kind, taken = self.arrays["link_kind"][links], np.zeros(len(links), bool)
        for step in steps:
            if step.direction == ("backward" if out is not against else "forward"):
                continue
            by = np.isin(kind, [LINKS.code(name) for name in step.links])
            if step.mechanisms:
                origins, ends = (step.ends, step.origins) if against else (step.origins, step.ends)
                by &= np.isin(self.arrays["mechanism"][links], [MECHANISMS.code(name) for name in step.mechanisms])
                by &= self._of_kinds(here, origins) & self._of_kinds(there, ends)
            taken |= by
        found: Rows = there[taken]
        return found

    def _of_kinds(self, rows: Rows, kinds: Iterable[str]) -> NDArray[np.bool_]:
        return np.isin(self.arrays["node_kind"][rows], [KINDS.code(name) for name in kinds])

    @staticmethod
    def _ranges(starts: NDArray[np.integer], of: Rows, rows: NDArray[np.integer] | None = None) -> tuple[Rows, Rows]:
        """The places `starts[n] … starts[n + 1] - 1` for each n of `of`, or what stands there in `rows`; and for each which of `of` it belongs to."""
        first = starts[of].astype(np.int64)
        length = starts[of + 1].astype(np.int64) - first
        which = np.repeat(np.arange(len(of)), length)
        at = spread(first, length)
        return at if rows is None else rows[at].astype(np.int64), which


# -- making -------------------------------------------------------------------------------------------------------------


def index_of(nodes: pa.Table, links: pa.Table) -> GraphIndex:
    """The index of the tables of a graph.

    Parameters
    ----------
    nodes, links
        As `graph_tables` gives them: sorted as every store gives them.

    Returns
    -------
    Cost: linear in the rows, but for sorting them by area, chart and end.
    """
    arrays: dict[str, NDArray[Any]] = {}
    areas, area = encoded(nodes.column("area"))
    arrays["node_area"], (arrays["area_rows"], arrays["area_start"]) = area, _grouped(area, np.arange(len(area)), len(areas))
    charts: list[str] = []
    chart_areas: dict[str, list[str]] = {}
    for what, table in (("node", nodes), ("link", links)):
        lists = table.column("charts").combine_chunks()
        names, of = encoded(pc.list_flatten(lists))
        row = numbers(pc.list_parent_indices(lists), NONE)
        charts += [name for name in names if name not in charts]
        number = np.array([charts.index(name) for name in names], np.int64)[of] if names else of
        arrays[f"chart_{what}_rows"], arrays[f"chart_{what}_start"] = _grouped(number, row, len(charts))
        if what == "node":
            for pair in np.unique(number * (len(areas) + 1) + area[row] + 1).tolist():
                chart, place = divmod(pair, len(areas) + 1)
                if place:
                    chart_areas.setdefault(charts[chart], []).append(areas[place - 1])
    ids = nodes.column("id").combine_chunks()
    arrays["source"], arrays["target"] = (numbers(pc.index_in(links.column(side), value_set=ids), NONE) for side in ("from", "to"))
    arrays["node_kind"], arrays["link_kind"] = codes(nodes.column("kind"), KINDS), codes(links.column("kind"), LINKS)
    arrays["mechanism"] = codes(links.column("mechanism"), MECHANISMS)
    arrays["begun"] = flags(pc.is_valid(links.column("valid_from"))) | flags(pc.is_valid(links.column("year")))
    arrays["out_start"] = np.searchsorted(arrays["source"], np.arange(len(ids) + 1))
    arrays["in_rows"], arrays["in_start"] = _grouped(arrays["target"], np.arange(links.num_rows), len(ids))
    return GraphIndex(areas, charts, chart_areas, {name: np.ascontiguousarray(arrays[name], kind) for name, kind in ARRAYS.items()})


def _grouped(group: Rows, row: Rows, groups: int) -> tuple[Rows, Rows]:
    """Rows by their group, each group's in order; and where each group begins, with the end of the last."""
    order = np.argsort(group, kind="stable")
    return row[order], np.searchsorted(group[order], np.arange(groups + 1))
