"""How much memory a load takes in the client: reading a file, planning it on an empty store, handing every row to a store.

`python benchmarks/memory.py [ITEMS]`: half nodes, half links. Each figure is the peak of a process of its own, all imports
in it, the store left out: it only takes the rows in batches, as a server's client would.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

ITEMS = 1_000_000
READ = 100_000
PROMISED = 1000
BATCH = 10_000
HEADER = {"chart": "big", "as_of": "2020-12-31", "area": "530100", "level": "prefecture", "sources": [{"id": "s1", "title": "Made up"}]}


def nodes(number: int) -> Iterator[dict[str, Any]]:
    """A commission, half groups, half units: each with a source of its own, every third with an English name, some with level and area."""
    yield {"id": "cc", "kind": "Commission", "name": {"zh": "某市纪委监委"}, "sources": ["s1"]}
    for n in range(number - 1):
        place = n // 2
        if n % 2:
            entry = {"id": f"g{place}", "kind": "StationedGroup", "name": {"zh": f"驻第{place}单位纪检监察组"}}
        else:
            entry = {"id": f"u{place}", "kind": "Unit", "name": {"zh": f"第{place}单位"}, "category": "government"}
            if place % 5 == 0:
                entry |= {"level": "county", "area": f"5301{place % 20 + 1:02d}"}
        if n % 3 == 0:
            entry["name"] |= {"en": f"Body No. {n}"}
        yield entry | {"sources": [f"s1 ¶{n}"]}


def links(number: int) -> Iterator[dict[str, Any]]:
    """Stationed groups, other supervision, units below units."""
    half = (number - 1) // 2
    for n in range(number):
        group, cited = f"g{n % half}", {"sources": [f"s1 p. {n % 900}"]}
        if n % 5 < 2:
            yield {"kind": "STATIONED_AT", "from": group, "to": f"u{(n * 7 + n // half) % half}", "scope": "with_subordinates"} | cited
        elif n % 5 < 4:
            yield {"kind": "SUPERVISES", "from": group, "to": f"u{(n * 11 + n // half) % half}", "form": "discipline"} | cited
        else:
            yield {"kind": "SUBORDINATE_TO", "from": f"u{n % (half - 1)}", "to": f"u{n % (half - 1) + 1}"} | cited


def write(path: Path, items: int) -> None:
    from oversight_graph.loaders.writers.native import _flow

    if path.suffix == ".json":
        path.write_text(json.dumps(HEADER | {"nodes": list(nodes(items // 2)), "links": list(links(items // 2))}, ensure_ascii=False, indent=1), "utf-8")
        return
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{key}: {json.dumps(value)}\n" for key, value in HEADER.items())
        for key, entries in (("nodes", nodes(items // 2)), ("links", links(items // 2))):
            file.write(f"{key}:\n")
            file.writelines(f"  - {_flow(entry)}" for entry in entries)


class Taking:
    """An empty store that takes the rows in batches and keeps none."""

    where = "nowhere"

    def __init__(self) -> None:
        self.rows = 0

    def loaded(self) -> tuple[int, list[Any]]:
        return 0, []

    def write(self, _revision: int, _loaded: object, *graphs: Any) -> None:
        for rows in (graphs[-1].nodes, graphs[-1].links):
            left = iter(rows.values())
            while batch := [dict(row) for row in islice(left, BATCH)]:
                self.rows += len(batch)


def imported() -> None:
    """What a load has in memory before it begins."""
    import networkx  # noqa: F401
    import opencc  # noqa: F401
    import pyarrow  # noqa: F401

    import oversight_graph.planning.plan
    import oversight_graph.reading
    import oversight_graph.store.embedded  # noqa: F401


def planned(items: int) -> None:
    apply(made(items), items)


def made(items: int) -> Any:
    """The chart without a file."""
    from oversight_graph.chart.chart import Chart, Header, Source
    from oversight_graph.chart.entry import Entries

    make = Entries()
    header = Header("big", "Made up", None, "2020-12-31", "530100", "prefecture", (), (Source("s1", "Made up"),))
    return Chart(header, tuple(map(make.node, nodes(items // 2))), tuple(map(make.link, links(items // 2))), "big.yaml")


def read_and_planned(path: Path, items: int) -> None:
    import oversight_graph as og

    (chart,) = og.read(path)
    apply(chart, items)


def apply(chart: Any, items: int) -> None:
    import oversight_graph as og

    store = Taking()
    og.plan(store, chart).apply()  # type: ignore[arg-type]
    assert store.rows == items, (store.rows, items)


def peak(*words: str) -> tuple[float, float]:
    """Megabytes and seconds of a part of this file in a process of its own. This process stays small: a child's peak begins at its parent's size."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, __file__, *words])
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0, words
    return used.ru_maxrss / 1024, time.perf_counter() - start


def main(items: int) -> None:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(f"{platform.machine()}, {os.cpu_count()} processors, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}\n")
    print(f"{'peak of a whole process':<58}{'MB':>7}{'seconds':>10}{'promised':>12}")

    def show(name: str, size: int, *words: str) -> None:
        megabytes, seconds = peak(*words)
        print(f"{name:<58}{megabytes:>7.0f}{seconds:>10.1f}{f'≤ {PROMISED} MB' if size == ITEMS else '':>12}", flush=True)

    show("imports alone", 0, "imported")
    show(f"{items:,} items planned and handed over", items, "planned", str(items))
    with tempfile.TemporaryDirectory() as folder:
        for size, ending in ((READ, "yaml"), (READ, "json"), (items, "yaml")):
            path = str(Path(folder) / f"big-{size}.{ending}")
            peak("write", path, str(size))
            show(f"{size:,} items read from {ending.upper()}, planned and handed over", size, "read", path, str(size))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["imported"]:
            imported()
        case ["planned", items]:
            imported()
            planned(int(items))
        case ["read", path, items]:
            imported()
            read_and_planned(Path(path), int(items))
        case ["write", path, items]:
            write(Path(path), int(items))
        case words:
            main(int(words[0]) if words else ITEMS)
