"""The entries of some charts, with what finds the few of them on which another chart bears: sorted numbers for names, ids and `same_as`, the links of each entry.

Everything is a column, so that a layer lies in files that are mapped into memory and only what is sought is read. It follows from the
charts and the names that charts give to areas. The entries of all charts of a layer stand one behind the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from oversight_graph.chart.chart_columns import CHART_LINKS, CHART_NODES
from oversight_graph.graph.arrow import NONE, encoded, taken, whole
from oversight_graph.resolution.text_numbers import text_numbers

if TYPE_CHECKING:  # no question reads what makes a layer
    from oversight_graph.resolution.chart_tables import ChartTables
    from oversight_graph.resolution.name_keys import AreaNames

Rows = NDArray[np.int64]
Numbers = NDArray[np.uint64]
ARRAYS = {
    "node_start": np.int64, "link_start": np.int64, "area": np.int32, "area_start": np.int64, "area_order": np.int64,
    "key": np.uint64, "key_start": np.int64, "key_order": np.int64, "id": np.uint64, "id_start": np.int64, "id_order": np.int64,
    "same_entry": np.int64, "same_target": np.uint64, "same_chart": np.uint64, "link_from": np.int32, "link_to": np.int32,
    "out_start": np.int64, "out_order": np.int64, "in_start": np.int64, "in_order": np.int64,
}  # fmt: skip
"""The columns of numbers. `*_start`: where what belongs to each chart, entry or area begins, and the end of the last; `*_order`: positions in sorted order; NONE for
an end of a link that joins nothing. `same_*`: an entry that says `same_as`, the node and the chart that it names."""


@dataclass(frozen=True, eq=False)
class Layer:
    """Some charts.

    Attributes
    ----------
    charts
        (Id, mark of the version) of each.
    areas
        The codes of the areas in which there are entries.
    nodes, links
        The entries, with the columns of `chart_columns`.
    arrays
        ARRAYS.
    """

    charts: Sequence[tuple[str, str]]
    areas: Sequence[str]
    nodes: pa.Table
    links: pa.Table
    arrays: Mapping[str, NDArray[Any]]

    def tables(self, number: int) -> tuple[pa.Table, pa.Table]:
        """The entries of one of its charts.

        Parameters
        ----------
        number
            Which one.

        Returns
        -------
        Nodes and links, with the columns of `chart_columns`. Cost: linear in these.
        """
        starts = [self.arrays[f"{what}_start"][number : number + 2].tolist() for what in ("node", "link")]
        nodes, links = (taken(table, np.arange(first, end)) for table, (first, end) in zip((self.nodes, self.links), starts, strict=True))
        return nodes, links

    def piece(self, number: int) -> Piece:
        """One of its charts as it was before it was put together with others.

        Parameters
        ----------
        number
            Which one.

        Returns
        -------
        Cost: linear in the entries of the chart, and in all `same_as`.
        """
        held = self.arrays
        (a, b), (c, d) = held["node_start"][number : number + 2].tolist(), held["link_start"][number : number + 2].tolist()
        keys, ids = (_list(held[f"{name}_start"][a : b + 1], held[name]) for name in ("key", "id"))
        own = (held["same_entry"] >= a) & (held["same_entry"] < b)
        ends = [np.where(end == NONE, NONE, end.astype(np.int64) - a) for end in (held["link_from"][c:d], held["link_to"][c:d])]
        return Piece(
            self.charts[number], self.nodes.slice(a, b - a), self.links.slice(c, d - c), [self.areas[at] for at in held["area"][a:b].tolist()],
            keys, ids, (held["same_entry"][own] - a, held["same_target"][own], held["same_chart"][own]), (ends[0], ends[1]),
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Piece:
    """What a layer holds of one chart. `keys`, `ids`: where those of each entry begin, and the numbers; `same`: entry, target, chart of the target; `ends` of links."""

    chart: tuple[str, str]
    nodes: pa.Table
    links: pa.Table
    areas: Sequence[str]
    keys: tuple[Rows, Numbers]
    ids: tuple[Rows, Numbers]
    same: tuple[Rows, Numbers, Numbers]
    ends: tuple[Rows, Rows]


def piece_of(tables: ChartTables, mark: str, names: AreaNames, mixed: Mapping[int, Sequence[int]]) -> Piece:
    """What a layer holds of a chart.

    Parameters
    ----------
    tables
        Of the chart.
    mark
        By which its version is known.
    names
        What the charts that are loaded together call their areas.
    mixed
        Further keys of rows of its nodes (`name_keys.mixed_keys`).

    Returns
    -------
    Cost: linear in the entries.
    """
    from oversight_graph.resolution.meeting import same_as
    from oversight_graph.resolution.name_keys import search_keys

    entry, number = tables.members.entry, tables.written_nodes.num_rows
    found = search_keys(tables, names)
    further = [(row, key) for row, keys in mixed.items() for key in keys]
    rows = np.concatenate([found.row, np.array([row for row, _ in further], np.int64)])
    keys = np.concatenate([found.key, np.array([key for _, key in further], np.uint64)])
    place, local, target = zip(*said, strict=True) if (said := same_as(tables)) else ((), (), ())
    del local
    first = np.searchsorted(entry, np.arange(number))
    words, at = encoded(taken(tables.nodes.select(["area"]), first).column("area"))
    link, start, stop = tables.ends
    ends = np.full((2, tables.written_links.num_rows), NONE)
    ends[:, link] = entry[start], entry[stop]
    return Piece(
        (tables.id, mark), tables.written_nodes, tables.written_links, [words[one] for one in at.tolist()],
        _lists(entry[rows], keys, number), _lists(entry, text_numbers(whole(tables.nodes.column("id"))), number),
        (np.array(place, np.int64), text_numbers(pa.array(target, pa.string())), text_numbers(pa.array([one.partition(":")[0] for one in target], pa.string()))),
        (ends[0], ends[1]),
    )  # fmt: skip


def _list(starts: Rows, values: Numbers) -> tuple[Rows, Numbers]:
    """Of some entries that stand together where the values of each begin, and the values."""
    return starts - starts[0], values[starts[0] : starts[-1]]


def _lists(entry: Rows, values: Numbers, number: int) -> tuple[Rows, Numbers]:
    """The values of each entry, each once."""
    order = np.lexsort((values, entry))
    entry, values = entry[order], values[order]
    new = np.ones(len(entry), bool)
    new[1:] = (entry[1:] != entry[:-1]) | (values[1:] != values[:-1])
    return np.searchsorted(entry[new], np.arange(number + 1)), values[new]


def layer_of(pieces: Sequence[Piece]) -> Layer:
    """A layer of several charts.

    Parameters
    ----------
    pieces
        Of each chart one.

    Returns
    -------
    Cost: linear in the entries, but for sorting numbers.
    """
    nodes, links = (np.cumsum([0, *(getattr(one, what).num_rows for one in pieces)]) for what in ("nodes", "links"))
    codes = {code: place for place, code in enumerate(dict.fromkeys(code for one in pieces for code in one.areas))}
    arrays: dict[str, NDArray[Any]] = {"node_start": nodes, "link_start": links}
    arrays["area"] = np.array([codes[code] for one in pieces for code in one.areas], np.int64)
    arrays["area_start"], arrays["area_order"] = _by(arrays["area"], len(codes))
    for name, lists in (("key", [one.keys for one in pieces]), ("id", [one.ids for one in pieces])):
        arrays[name] = _end_to_end((values for _, values in lists), np.uint64)
        arrays[f"{name}_start"] = _starts([start for start, _ in lists])
        arrays[f"{name}_order"] = np.argsort(arrays[name], kind="stable")
    said = zip(pieces, nodes.tolist(), strict=False)
    same = [(one.same[0] + first, *one.same[1:]) for one, first in said]
    for place, (name, kind) in enumerate((("same_entry", np.int64), ("same_target", np.uint64), ("same_chart", np.uint64))):
        arrays[name] = _end_to_end((one[place] for one in same), kind)
    for place, name in enumerate(("link_from", "link_to")):
        arrays[name] = _end_to_end(
            (np.where(one.ends[place] == NONE, NONE, one.ends[place] + first) for one, first in zip(pieces, nodes.tolist(), strict=False)), np.int64
        )
        side = ("out", "in")[place]
        arrays[f"{side}_start"], arrays[f"{side}_order"] = _by(arrays[name], int(nodes[-1]))
    entries = pa.concat_tables([one.nodes for one in pieces] or [CHART_NODES.empty_table()])
    between = pa.concat_tables([one.links for one in pieces] or [CHART_LINKS.empty_table()])
    return Layer(
        [one.chart for one in pieces], list(codes), entries, between, {name: np.ascontiguousarray(arrays[name], kind) for name, kind in ARRAYS.items()}
    )


def _end_to_end(arrays: Iterable[NDArray[Any]], kind: Any) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, kind), *arrays])


def _starts(lists: Sequence[Rows]) -> Rows:
    """Where each list begins, out of those of several pieces."""
    lengths = np.concatenate([np.zeros(0, np.int64), *(np.diff(start) for start in lists)])
    return np.append(0, np.cumsum(lengths))


def _by(group: Rows, groups: int) -> tuple[Rows, Rows]:
    """Positions by their group, and where each group begins; without those of NONE."""
    order = np.argsort(group, kind="stable")
    order = order[np.searchsorted(group[order], 0) :]
    return np.searchsorted(group[order], np.arange(groups + 1)), order
