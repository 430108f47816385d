"""By what the entries of a chart may meet those of others: their folded names, each a number for kind, level, area and name together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.chart.entry_reading import level_of
from oversight_graph.graph.alike import alike
from oversight_graph.graph.arrow import NONE, encoded, equals, numbers, taken, whole
from oversight_graph.graph.arrow import as_indices as positions
from oversight_graph.model import BOTH_POWERS_SINCE, days
from oversight_graph.model.areas import canonical
from oversight_graph.naming.normalisation import folded_at_once, key_of_folded, one_commission, present_name
from oversight_graph.resolution.chart_tables import ChartTables
from oversight_graph.resolution.columns import mask
from oversight_graph.resolution.node_rows import NodeRow

AreaNames = Mapping[str, tuple[str, ...]]
"""What charts call the areas that they declare, by code."""


@dataclass(frozen=True, eq=False)
class NameKeys:
    """Numbers that are equal for what agrees in kind, level, area and a name.

    Attributes
    ----------
    row
        Rows of the nodes of a chart, one several times where it has several names. None for sets and repeated nodes: they are never
        merged by name (contract §1).
    key
        Of each of these a name; a row has another one for the present form of a name from before 2018.
    """

    row: NDArray[np.int64]
    key: NDArray[np.uint64]


def name_keys(tables: ChartTables, area_names: AreaNames) -> NameKeys:
    """The keys of a chart. Two entries may meet only where they have one in common; numbers of others agree by rare chance, which costs a look.

    Parameters
    ----------
    tables
        The chart.
    area_names
        What the charts that are loaded together call their areas.

    Returns
    -------
    Worked out once for the same names of the areas that the chart has. Cost: linear in the names.
    """
    held = set(encoded(tables.nodes.column("area"))[0])
    named = tuple(sorted((area, tuple(sorted(names))) for area, names in area_names.items() if area in held))
    kept: dict[object, NameKeys] = vars(tables).setdefault("_name_keys", {})
    if named not in kept:
        kept.clear()
        kept[named] = _keys(tables, dict(named))
    return kept[named]


def _keys(tables: ChartTables, area_names: AreaNames) -> NameKeys:
    single = (tables.members.number == 0) & np.isin(numbers(tables.written_nodes.column("count"), 1)[tables.members.entry], (1,))
    row = np.flatnonzero(single)
    keys = _of_rows(tables.nodes.select(list(_NAMED)).filter(mask(single)), area_names, tables.header.day >= _SINCE)
    return NameKeys(row[keys.row], keys.key)


def search_keys(tables: ChartTables, area_names: AreaNames) -> NameKeys:
    """By what the entries of a chart are found where others may bear on them: the keys of `name_keys`, and such of sets, of repeated nodes and of
    commissions as bodies under two names, by which a plan recognises what a body has become.

    Parameters
    ----------
    tables, area_names
        As for `name_keys`.

    Returns
    -------
    More keys than merge anything. Cost: linear in the names.
    """
    own = name_keys(tables, area_names)
    besides = np.ones(tables.nodes.num_rows, bool)
    besides[own.row] = False
    besides |= equals(tables.nodes.column("kind"), "Commission")
    row = np.flatnonzero(besides)
    keys = _of_rows(taken(tables.nodes.select(list(_NAMED)), row), area_names, True)
    return NameKeys(np.concatenate([own.row, row[keys.row]]), np.concatenate([own.key, keys.key]))


_NAMED = ("kind", "level", "area", "name", "aliases")


def _of_rows(some: pa.Table, area_names: AreaNames, one: bool) -> NameKeys:
    """The keys of rows of nodes; `one`: with 纪委 and 监委 as one body."""
    aliases = whole(some.column("aliases"))
    parent = numbers(pc.list_parent_indices(aliases), NONE)
    at = np.concatenate([np.arange(some.num_rows), parent])
    words, word = encoded(pa.concat_arrays([whole(some.column("name")), aliases.flatten()]))
    place = positions(at)
    columns = [whole(some.column(name)).take(place) for name in ("kind", "level", "area")]
    first, group = alike([*columns, positions(word)])
    kinds, levels, areas = (column.take(positions(first)).to_pylist() for column in columns)
    folded = folded_at_once(words)
    by_number = [
        _numbers(kind, level, area, folded[at_word], area_names.get(area, ()), one)
        for kind, level, area, at_word in zip(kinds, levels, areas, word[first].tolist(), strict=True)
    ]
    own = np.array([one[0] for one in by_number], np.uint64)
    present = np.array([one[1] for one in by_number], np.uint64)
    rows = np.concatenate([at, at[present[group] != 0]])
    keys = np.concatenate([own[group], present[group][present[group] != 0]])
    meant = keys != 0
    return NameKeys(rows[meant], keys[meant])


_SINCE = days.first_day(BOTH_POWERS_SINCE)


def _numbers(kind: str, level: str | None, area: str, folded: str, names: tuple[str, ...], one: bool) -> tuple[int, int]:
    """Of the key of a name, and of that which it would have since 2018; 0 for none, as of a name that is nothing but signs."""
    key = key_of_folded(folded, level, area, names)
    if kind == "Commission" and one:
        key = one_commission(key)
    present = present_name(key)
    block = f"{kind}\0{level}\0{area}\0"
    return _number(block + key) if key else 0, _number(block + present) if present != key else 0


def mixed_keys(row: NodeRow, area_names: AreaNames) -> list[int]:
    """The keys of a body whose entries are of several levels or areas, as `same_as` joins them: each of its names in each of these.

    Parameters
    ----------
    row
        A body with all its entries.
    area_names
        As for `name_keys`.

    Returns
    -------
    None where the keys of the entries are all that there are.
    """
    levels = {level_of(one.entry.rest.get("level"), one.entry.kind, one.header) for one in row.group()}
    areas = {canonical(str(one.entry.rest.get("area") or one.header.area)) for one in row.group()}
    if len(levels) == len(areas) == 1:
        return []
    folded = folded_at_once([row["name"], *row["aliases"]])
    found = {_numbers(row.entry.kind, level, area, text, area_names.get(area, ()), True) for level in levels for area in areas for text in folded}
    return [key for pair in found for key in pair if key]


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") or 1
