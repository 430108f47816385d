"""Charts of a made-up country, at any scale: what a national body might load. Scale 1 is about 1.8 million bodies and 2.8 million links.

python benchmarks/national.py FOLDER --scale 0.1                     # one chart, as a folder of Parquet files
python benchmarks/national.py FOLDER --scale 0.1 --charts county     # a folder a chart: one a county, prefecture, province, and the centre
python benchmarks/national.py FOLDER --scale 0.01 --format csv --seed 7

The same seed makes the same country. Places, organs and their names are made up; all of it is drawn: which groups watch over whom, which organs
have none, who has a second one, which counterparts nobody tells, what is a set, where a chart declares that it lists all.
A country is made a province at a time, so that its size doesn't matter to memory.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

sys.path.insert(0, str(Path(__file__).parent))
from national_bodies import BlockBuilder
from national_columns import AS_OF, CENTRAL, CENTRE, FOREIGN, LEVELS, Block, places_of

Charts = Literal["one", "province", "county"]
Format = Literal["parquet", "csv"]
COUNTIES = 2844
"""At scale 1."""
MOST_PROVINCES = 89  # codes from 11 to 99
SOURCES = pa.table(
    {
        "id": ["roster", "report", "plan"],
        "title": ["纪检监察机构一览表（虚构）", "纪检监察工作报告（虚构）", "巡视巡察工作规划（虚构）"],
        "publisher": ["虚构"] * 3,
        "date": ["2023-12", "2024-01", "2022-03"],
    }
)
_OWN = ("place", "source", "target")


def blocks(scale: float, seed: int = 1) -> Iterator[Block]:
    """The centre and then each province, made when it is asked for.

    Parameters
    ----------
    scale
        Of the number of counties; 1 is the country.
    seed
        Each province draws from a stream of its own.
    """
    counties = max(1, round(COUNTIES * scale))
    provinces = min(MOST_PROVINCES, max(1, round(counties / 92)))
    yield BlockBuilder(CENTRAL, np.random.default_rng([seed, 0])).block()
    for province in range(provinces):
        here = counties * (province + 1) // provinces - counties * province // provinces
        yield BlockBuilder(places_of(province, here), np.random.default_rng([seed, province + 1])).block()


@dataclass(frozen=True)
class ChartTables:
    """A chart as tidy tables, or a part of one: what the tables of the chart format hold."""

    chart: str
    charts: pa.Table
    tables: dict[str, pa.Table] = field(default_factory=dict)


def charts_of(scale: float, seed: int = 1, charts: Charts = "one") -> Iterator[ChartTables]:
    """Charts with their tables. Of `one` chart its parts, a block each, all with one header.

    Parameters
    ----------
    scale, seed
        As for `blocks`.
    charts
        `one`; one for the centre and one a `province`; one for each commission (`county`). A body at the end of a link of another chart
        stands in both, and is one body by its kind, level, area and name.
    """
    for block in blocks(scale, seed):
        places = block.places
        if charts == "one":
            yield ChartTables("national", _header("national", "全国", "CN", CENTRE), _tables(block, None))
        elif charts == "province":
            level, code, name = int(places.level[0]), places.code[0].as_py(), places.name[0].as_py()
            yield ChartTables(f"area-{code.lower()}", _header(f"area-{code.lower()}", name, code, level), _tables(block, np.arange(len(places))))
        else:
            for place in range(len(places)):
                code = places.code[place].as_py()
                header = _header(f"area-{code.lower()}", places.name[place].as_py(), code, int(places.level[place]))
                yield ChartTables(f"area-{code.lower()}", header, _tables(block, np.array([place])))


def _header(chart: str, name: str, area: str, level: int) -> pa.Table:
    title = f"{name}四项监督（虚构）"
    return pa.table({"chart": [chart], "title": [title], "as_of": [AS_OF], "area": [area], "level": [LEVELS[level]]})


def _tables(block: Block, places: np.ndarray | None) -> dict[str, pa.Table]:
    """What a chart of some places holds: their bodies, their links, and the bodies of others at the ends of these; of all places where none are
    named, without the bodies of other blocks. Links to them then keep the id by which the other block knows them."""

    def within(table: pa.Table) -> np.ndarray:
        place = table.column("place").to_numpy()
        return np.ones(len(place), bool) if places is None else (place >= places[0]) & (place <= places[-1])

    links = block.links.filter(pa.array(within(block.links)))
    ends = [links.column(side).to_numpy() for side in ("source", "target")]
    held = within(block.nodes)
    if places is None:
        held &= block.nodes.column("place").to_numpy() != FOREIGN
    else:
        for end in ends:
            held[end] = True
    ids = block.nodes.column("id").combine_chunks()
    for number, (name, end) in enumerate(zip(("from", "to"), ends, strict=True)):
        links = links.add_column(1 + number, name, ids.take(pa.array(end)))
    tables = {"nodes": block.nodes.filter(pa.array(held)), "links": links}
    for name in ("claims", "complete", "areas"):
        table: pa.Table = getattr(block, name)
        tables[name] = table.filter(pa.array(within(table)))
    return {name: table.drop_columns([own for own in _OWN if own in table.column_names]) for name, table in tables.items()} | {"sources": SOURCES}


@dataclass(frozen=True)
class Columns:
    """A whole country in memory, for whoever computes on columns: `source` and `target` of `links` are rows of `nodes`."""

    nodes: pa.Table
    links: pa.Table


def columns(scale: float, seed: int = 1) -> Columns:
    """The bodies and links of the country as one chart.

    Parameters
    ----------
    scale, seed
        As for `blocks`.
    """
    nodes, links, before, above = [], [], 0, 0
    for block in blocks(scale, seed):
        own = block.nodes.column("place").to_numpy() != FOREIGN
        row = before + np.cumsum(own) - 1
        if before:
            row[~own] = above
        else:
            above = pc.index(block.nodes.column("kind").cast(pa.string()), "Commission").as_py()
        table = block.links
        for side in ("source", "target"):
            table = table.set_column(table.column_names.index(side), side, pa.array(row[table.column(side).to_numpy()]))
        nodes.append(block.nodes.filter(pa.array(own)))
        links.append(table)
        before += int(own.sum())
    return Columns(*(pa.concat_tables(tables).unify_dictionaries().combine_chunks() for tables in (nodes, links)))


def write(folder: Path, scale: float, seed: int = 1, charts: Charts = "one", format: Format = "parquet") -> list[Path]:
    """Write a country as sets of tidy tables. Memory: that of a province.

    Parameters
    ----------
    folder
        Where the sets go; made where it isn't there.
    scale, seed, charts
        As for `charts_of`.
    format
        Of the tables: `parquet` reads fastest; `csv`.

    Returns
    -------
    The folder of each chart, in the order of the charts.
    """
    made: dict[Path, _SetWriter] = {}
    try:
        for part in charts_of(scale, seed, charts):
            place = folder / part.chart
            if place not in made:
                for other in made.values():
                    other.close()
                made[place] = _SetWriter(place, format)
                made[place].add({"charts": part.charts, "sources": part.tables["sources"]})
            made[place].add({name: table for name, table in part.tables.items() if name != "sources"})
    finally:
        for writer in made.values():
            writer.close()
    return list(made)


class _SetWriter:
    """A folder of tables that are written part by part."""

    def __init__(self, folder: Path, format: Format) -> None:
        self.folder, self.format = folder, format
        self._writers: dict[str, Any] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def add(self, tables: dict[str, pa.Table]) -> None:
        for name, table in tables.items():
            table = _flat(table)
            if name not in self._writers:
                self._writers[name] = self._writer(self.folder / f"{name}.{self.format}", table.schema)
            self._writers[name].write_table(table)

    def _writer(self, path: Path, schema: pa.Schema) -> Any:
        if self.format == "csv":
            import pyarrow.csv

            return pyarrow.csv.CSVWriter(path, schema, write_options=pyarrow.csv.WriteOptions(quoting_style="needed"))
        import pyarrow.parquet

        return pyarrow.parquet.ParquetWriter(path, schema, compression="zstd")

    def close(self) -> None:
        for writer in self._writers.values():
            writer.close()
        self._writers.clear()


def _flat(table: pa.Table) -> pa.Table:
    """A table as cells hold it: without dictionaries, of which Parquet makes its own, and lists as texts."""
    flat = {}
    for name, column in zip(table.column_names, table.columns, strict=True):
        if pa.types.is_list(column.type):
            column = pc.binary_join(column, "; ")
        flat[name] = column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
    return pa.table(flat)


def main() -> None:
    told = argparse.ArgumentParser(description="Write the charts of a made-up country.")
    told.add_argument("folder", type=Path)
    told.add_argument("--scale", type=float, default=0.01, help="1: 1.8 million bodies, 2.8 million links")
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--charts", choices=("one", "province", "county"), default="one", help="how many charts it is divided into")
    told.add_argument("--format", choices=("parquet", "csv"), default="parquet")
    said = told.parse_args()
    made = write(said.folder, said.scale, said.seed, said.charts, said.format)
    print(f"{len(made)} chart{'s' if len(made) > 1 else ''} in {said.folder}")


if __name__ == "__main__":
    main()
