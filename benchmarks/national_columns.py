"""The columns of a block of a made-up country: one province, or the centre; how bodies and links are added to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from national_words import Numbers, digits, joined, stems
from numpy.typing import NDArray

CENTRE, PROVINCE, PREFECTURE, COUNTY = range(4)
LEVELS = ("central", "province", "prefecture", "county")
AS_OF = "2023-12-31"
FOREIGN = -1
"""The place of a body that another block holds: the commission of the centre, which leads those of the provinces."""

TEXT, TEXTS, _NUMBER = pa.string(), pa.list_(pa.string()), pa.int64()
_COMMON = pa.dictionary(pa.int32(), pa.string())
NODES = pa.schema(
    {
        "id": TEXT, "kind": _COMMON, "name": TEXT, "aliases": TEXTS, "level": _COMMON, "area": TEXT, "category": _COMMON, "mode": _COMMON,
        "scope": _COMMON, "count": TEXT, "staff_full_time": _NUMBER, "staff_quantifier": _COMMON, "valid_from": _COMMON, "sources": TEXTS,
        "place": pa.int32(),
    }
)  # fmt: skip
LINKS = pa.schema(
    {
        "kind": _COMMON, "source": _NUMBER, "target": _NUMBER, "form": _COMMON, "authority": TEXTS, "mechanism": _COMMON, "basis": _COMMON,
        "scope": _COMMON, "type": _COMMON, "year": _NUMBER, "resource": _COMMON, "period": _COMMON, "share": _COMMON, "count": TEXT,
        "valid_from": _COMMON, "sources": TEXTS, "place": pa.int32(),
    }
)  # fmt: skip


@dataclass(frozen=True)
class Places:
    """The places of a block that have a commission: each a chart of its own where there is one a county.

    Attributes
    ----------
    code, name, level, above
        Of each place: its area, what it is called, its level (CENTRE to COUNTY), the place above it (FOREIGN: the centre).
    """

    code: pa.Array
    name: pa.Array
    level: Numbers
    above: Numbers

    def __len__(self) -> int:
        return len(self.level)


@dataclass(frozen=True)
class Block:
    """What one province holds, or the centre. The places of links are those of the lower end.

    Attributes
    ----------
    places
        By the numbers in the columns `place`.
    nodes, links
        Columns of NODES and LINKS; `source` and `target` are rows of `nodes`.
    areas
        Codes, names and superiors of all areas, with `place`.
    complete, claims
        Rows of the tables of the chart format, with `place`.
    """

    places: Places
    nodes: pa.Table
    links: pa.Table
    areas: pa.Table
    complete: pa.Table
    claims: pa.Table


def places_of(province: int, counties: int) -> Places:
    """The places of a province: itself, its prefectures of eight or nine counties, its counties."""
    prefectures = max(1, round(counties / 8.5))
    over = np.arange(counties) * prefectures // counties
    _, first = np.unique(over, return_index=True)
    code = 11 + province
    prefecture_code = joined(str(code), digits(np.arange(1, prefectures + 1), 2))
    county_code = joined(prefecture_code.take(pa.array(over)), digits(np.arange(counties) - first[over] + 1, 2))
    number = province * 4000
    ends = pa.array(["县", "区", "县"]).take(pa.array(np.arange(counties) % 3))
    names = [
        joined(stems(np.array([number])), "省"),
        joined(stems(number + 1 + np.arange(prefectures)), "市"),
        joined(stems(number + 1 + prefectures + np.arange(counties)), ends),
    ]
    codes = [pa.array([f"{code}0000"]), joined(prefecture_code, "00"), county_code]
    level = np.repeat([PROVINCE, PREFECTURE, COUNTY], [1, prefectures, counties])
    above = np.concatenate([[FOREIGN], np.zeros(prefectures, np.int64), 1 + over])
    return Places(pa.concat_arrays(codes), pa.concat_arrays(names), level, above)


CENTRAL = Places(pa.array(["CN"]), pa.array(["中央"]), np.array([CENTRE]), np.array([FOREIGN]))


def spread(counts: Numbers) -> tuple[Numbers, Numbers]:
    """For each owner as many rows as it has: whose each is, and its number among them.

    >>> [rows.tolist() for rows in spread(np.array([2, 0, 3]))]
    [[0, 0, 2, 2, 2], [0, 1, 0, 1, 2]]
    """
    owner = np.repeat(np.arange(len(counts)), counts)
    return owner, np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)


_NO_AREAS = pa.table({"code": pa.array([], TEXT), "name": pa.array([], TEXT), "part_of": pa.array([], TEXT), "place": pa.array([], pa.int32())})


class BlockColumns:
    """Takes bodies and links, whole columns at a time."""

    def __init__(self, places: Places, random: np.random.Generator) -> None:
        self.places, self.random = places, random
        self._nodes: list[pa.Table] = []
        self._links: list[pa.Table] = []
        self._areas: list[pa.Table] = []
        self._size = 0
        self._place_of: list[NDArray[np.int32]] = []

    def chance(self, share: float, rows: int) -> NDArray[np.bool_]:
        """A random share of rows."""
        found: NDArray[np.bool_] = self.random.random(rows) < share
        return found

    def level(self, of_level: Sequence[int]) -> Numbers:
        """A number for each place, by its level."""
        return np.asarray(of_level)[self.places.level]

    def taken(self, column: pa.Array, rows: Numbers) -> pa.Array:
        return column.take(pa.array(rows))

    def nodes(self, kind: str, place: Numbers, prefix: str, ordinal: Numbers, name: pa.Array, source: str = "roster", **columns: Any) -> Numbers:
        """Add bodies; their rows. Columns are values for all of them, or arrays."""
        code = self.taken(self.places.code, np.maximum(place, 0))
        levels = pa.array(LEVELS).take(pa.array(self.places.level[np.maximum(place, 0)]))
        known = {"id": joined(f"{prefix}-", code, "-", digits(ordinal + 1)), "kind": kind, "name": name, "level": levels, "area": code}
        self._nodes.append(_table(NODES, len(place), source, place, known | columns))
        self._place_of.append(place.astype(np.int32))
        self._size += len(place)
        return np.arange(self._size - len(place), self._size)

    def links(self, kind: str, source: Numbers, target: Numbers, place: Numbers, said: str = "roster", **columns: Any) -> None:
        """Add links between rows of bodies."""
        self._links.append(_table(LINKS, len(place), said, place, {"kind": kind, "source": source, "target": target} | columns))

    def areas(self, code: pa.Array, name: pa.Array, above: pa.Array, place: Numbers) -> None:
        """Declare areas by name."""
        self._areas.append(pa.table({"code": code, "name": name, "part_of": above, "place": pa.array(place, pa.int32())}))

    def staff(self, rows: int, least: int, most: int) -> dict[str, pa.Array]:
        """Posts of bodies: one in five isn't told, one in five is a floor."""
        untold = self.chance(0.2, rows)
        words_of = pa.array(np.where(self.chance(0.2, rows), "ge", "eq"), mask=untold)
        return {"staff_full_time": pa.array(self.random.integers(least, most + 1, rows), mask=untold), "staff_quantifier": words_of}

    def branch(self, rows: int) -> pa.Array:
        """Three links of five reach what hangs under a unit."""
        return pa.array(np.where(self.chance(0.6, rows), "with_subordinates", "self"))

    def tables(self) -> tuple[pa.Table, pa.Table, pa.Table]:
        """The bodies, the links and the areas that were added."""
        nodes, links, areas = (
            pa.concat_tables(tables).unify_dictionaries().combine_chunks() for tables in (self._nodes, self._links, self._areas or [_NO_AREAS])
        )
        return nodes, links, areas


def lists(texts: pa.Array) -> pa.Array:
    """A list of one text for each."""
    return pa.ListArray.from_arrays(pa.array(np.arange(len(texts) + 1), pa.int32()), texts.cast(TEXT))


def each(items: Sequence[str], rows: int) -> pa.Array:
    """The same list for each row."""
    return pa.array([items], TEXTS).take(pa.array(np.zeros(rows, np.int64)))


def _table(schema: pa.Schema, rows: int, source: str, place: Numbers, columns: dict[str, Any]) -> pa.Table:
    """Columns of a schema: arrays as they are, values repeated, nulls for what isn't named. An entry cites the page of its place."""
    columns = columns | {"place": place, "sources": lists(joined(f"{source} ¶", digits(place + 2)))}
    return pa.table({field.name: _column(columns.get(field.name), field.type, rows) for field in schema}, schema)


def _column(value: Any, type: pa.DataType, rows: int) -> pa.Array:
    if isinstance(value, np.ndarray):
        value = pa.array(value)
    if isinstance(value, (pa.Array, pa.ChunkedArray)):
        if pa.types.is_dictionary(type):
            return value.dictionary_encode() if not len(value) else value.cast(TEXT).dictionary_encode()
        return value.cast(type)
    if value is None:
        return pa.nulls(rows, type)
    if pa.types.is_dictionary(type):
        return pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, np.int32)), pa.array([value], TEXT))
    if pa.types.is_list(type):
        return each(value, rows)
    return pa.repeat(pa.scalar(value, type), rows)
