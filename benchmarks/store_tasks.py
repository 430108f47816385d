"""Loads and questions as processes on a made-up country: processor seconds and peak memory of each command, start included.

python benchmarks/store_tasks.py            # scales 0.01 and 0.1
python benchmarks/store_tasks.py 0.1
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

SMALL = 50
"""Entries of the small chart."""
TASKS = {
    "import": "`import numpy, pyarrow` alone",
    "load": "load the country into an empty store",
    "again": "the same charts again, unchanged",
    "small": f"a chart of {SMALL} entries into the store that holds it",
    "more": "one body more in that small chart",
    "unload": "unload the small chart",
    "gaps first": "`gaps --area COUNTY` after a load",
    "gaps": "`gaps --area COUNTY` again",
    "find id": "`find` by an id",
    "find name": "`find` by a part of a name",
    "map": "`map` of a county",
    "graph": "reading the graph",
    "csv": "`coverage --format csv`, four forms, all rows",
}
_GRAPH = "import sys, oversight_graph as og\nwith og.open_store(sys.argv[1]) as store: store.graph()"
_COMMAND = "from oversight_graph.cli import main; main()"


def measured(*words: str | Path, times: int = 1) -> dict[str, float]:
    """The fewest processor seconds, and the peak in MB, of several runs of a process of Python."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        process = subprocess.Popen([sys.executable, *map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{words[1:4]} ended with {process.returncode}: {said.decode()[-500:]}")
        found.append((used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024))
    processor, waited, peak = min(found)
    return {"processor": processor, "waited": waited, "peak": peak}


def small_chart(area: str, county: str, bodies: int) -> str:
    """A chart of the county's commission, which the country holds too, and of stations with a group each: half bodies, half links."""
    lines = ["chart: small", "as_of: 2023-12-31", f'area: "{area}"', "level: county", "sources: [{id: s1, title: 虚构}]", "nodes:"]
    lines.append(f"  - {{id: cc, kind: Commission, name: {county}纪委监委}}")
    lines += [f"  - {{id: u{n}, kind: Unit, category: public_institution, name: {county}第{n + 1}气象站}}" for n in range(bodies // 2)]
    lines += [f"  - {{id: g{n}, kind: StationedGroup, name: 驻{county}第{n + 1}气象站纪检监察组}}" for n in range(bodies // 2)]
    lines.append("links:")
    lines += [f"  - {{kind: DISPATCHES, from: cc, to: g{n}}}" for n in range(bodies // 2)]
    lines += [f"  - {{kind: STATIONED_AT, from: g{n}, to: u{n}}}" for n in range(bodies // 2)]
    return "\n".join(lines)


def make(folder: Path, scale: float, seed: int) -> list[str]:
    """Write the country; its charts, and the code and the name of its first county. Run in a process of its own: a child's peak begins at its parent's size."""
    import national
    from national_columns import COUNTY
    from peers import ONE_CHART

    charts = national.write(folder, scale, seed, "one" if scale <= ONE_CHART else "province")
    blocks = national.blocks(scale, seed)
    next(blocks)  # the centre
    places = next(blocks).places
    county = places.level.tolist().index(COUNTY)
    return [*map(str, charts), places.code[county].as_py(), places.name[county].as_py()]


def steps(folder: Path, scale: float, seed: int) -> Iterator[tuple[str, dict[str, float]]]:
    """Each task in turn, in the order in which one finds what the other has left."""
    store, small = folder / "store.lbug", folder / "small.yaml"
    made = subprocess.run([sys.executable, __file__, "--make", folder / "charts", str(scale), str(seed)], check=True, stdout=subprocess.PIPE, text=True)
    *charts, area, name = json.loads(made.stdout)

    def oversight(*words: str | Path, times: int = 1) -> dict[str, float]:
        return measured("-c", _COMMAND, *words, "--store", store, times=times)

    yield "import", measured("-c", "import numpy, pyarrow", times=3)
    yield "load", oversight("load", *charts, "--yes")
    yield "again", oversight("load", *charts, "--yes")
    small.write_text(small_chart(area, name, SMALL // 2), "utf-8")
    yield "small", oversight("load", small, "--yes")
    text = small.read_text("utf-8").replace("links:", f"  - {{id: more, kind: Unit, category: public_institution, name: {name}水文站}}\nlinks:")
    small.write_text(text, "utf-8")
    yield "more", oversight("load", small, "--yes")
    yield "unload", oversight("unload", "small", "--yes")
    yield "gaps first", oversight("gaps", "--area", area, "--format", "csv")
    yield "gaps", oversight("gaps", "--area", area, "--format", "csv", times=3)
    yield "find id", oversight("find", f"cc-{area}-1", times=3)
    yield "find name", oversight("find", f"驻{name}财政局", times=3)
    yield "map", oversight("map", "--area", area, "--out", folder / "map.html", times=2)
    yield "graph", measured("-c", _GRAPH, store, times=3)
    yield "csv", oversight("coverage", "--format", "csv", "--out", folder / "coverage.csv", times=2)


def run(scale: float, seed: int = 1, say: Callable[[str], None] = print) -> dict[str, Any]:
    """All tasks on a country.

    Parameters
    ----------
    scale, seed
        Of the country.
    say
        Takes a line for each task.
    """
    told: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for task, figures in steps(Path(folder), scale, seed):
            told[task] = figures
            say(f"  {TASKS[task]:<56}{figures['processor']:>9.2f} s{figures['peak']:>9,.0f} MB")
    return told


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        print(json.dumps(make(Path(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))))
        sys.exit()
    for given in map(float, sys.argv[1:] or ["0.01", "0.1"]):
        print(f"scale {given:g}")
        run(given)
