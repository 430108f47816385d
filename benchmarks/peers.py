"""This program and its peers on the same made-up country, in one run: answers are compared before times count.

python benchmarks/peers.py                              # scales 0.01 and 0.1, all peers that are installed
python benchmarks/peers.py --scales 0.1 1 --peers DuckDB polars
python benchmarks/peers.py --page docs/benchmarks.md    # and write the page
pip install -e '.[bench]'                               # the peers

Each peer is a process of its own that reads the same tables (peer_tables.py), builds what its users would build, and is asked each question
several times; told are processor seconds (of all its threads, of a server too), the fewest of several runs, and the peak of its memory.
"""

from __future__ import annotations

import argparse
import importlib
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "tests")]
PEERS = {
    "oversight-graph": "peer_ours", "networkx": "peer_networkx", "DuckDB": "peer_duckdb", "polars": "peer_polars", "rustworkx": "peer_rustworkx",
    "LadybugDB": "peer_ladybug", "Neo4j": "peer_neo4j",
}  # fmt: skip
OURS = "oversight-graph"
ONE_FORM = "state"
QUESTIONS = ("coverage of one form", "coverage of four forms", "gaps", "reach of the centre", "three paths")
NEAR = "reach of a group, a room, a team and an office"
"""Compared and not timed: the classes that the reach of the centre hasn't."""
ENOUGH, LEAST_RUNS, MOST_RUNS, SLOW = 2.0, 3, 7, 60.0
"""A question is asked again until its runs took so many seconds together, at least and at most so often; once only where it takes longer than SLOW."""
ONE_CHART = 0.3
"""Above this scale the country is loaded as a chart a province: a chart holds a million links at most (contract §1)."""


def asked_of(peer: Any, ends: dict[str, Any]) -> dict[str, Callable[[], dict[str, Any]]]:
    """The questions that a peer answers, each giving arrays by name."""
    asked: dict[str, Callable[[], dict[str, Any]]] = {}
    if hasattr(peer, "coverage"):
        from peer_tables import FORMS

        asked["coverage of one form"] = lambda: {ONE_FORM: peer.coverage(ONE_FORM)}
        asked["coverage of four forms"] = lambda: {form: peer.coverage(form) for form in FORMS}
    if hasattr(peer, "gaps"):
        asked["gaps"] = lambda: peer.gaps()
    asked["reach of the centre"] = lambda: {"class": peer.reach(ends["centre"])}
    if hasattr(peer, "path"):
        asked["three paths"] = lambda: {"cost": np.array([peer.path(a, b) for a, b in ends["pairs"]])}
    return asked


def prepare(folder: Path, scale: float, seed: int) -> dict[str, Any]:
    """Make the charts, load them into a store, write the tables; what is there. Run in a process of its own: it is large."""
    import national
    import peer_tables

    import oversight_graph as og

    charts = national.write(folder / "charts", scale, seed, "one" if scale <= ONE_CHART else "province")
    with og.open_store(folder / "store.lbug") as store:
        og.plan(store, og.read(*charts)).apply()
        graph = store.graph()
    peer_tables.save(graph, folder)
    kind, level = (graph.node_table.column(name).to_numpy() for name in ("kind", "level"))
    groups = np.flatnonzero((kind == "StationedGroup") & (level == "county"))
    offices = np.flatnonzero(kind == "TownshipOffice")
    pairs = [(groups[0], groups[1]), (groups[0], groups[-1]), (offices[0], offices[-1])]
    centre = np.flatnonzero((kind == "Commission") & (level == "central"))[0]
    near = [groups[0], offices[0], *(np.flatnonzero((kind == of) & (level == "county"))[0] for of in ("Room", "InspectionTeam"))]
    ends = {"centre": int(centre), "pairs": [[int(a), int(b)] for a, b in pairs], "near": [int(body) for body in near]}
    (folder / "ends.json").write_text(json.dumps(ends))
    return {"scale": scale, "seed": seed, "nodes": len(graph), "links": graph.link_table.num_rows, "charts": len(charts)}


def measure(name: str, folder: Path, answers: Path, clock: bool = True) -> dict[str, Any]:
    """Build a peer, ask it everything; its answers go into a file. Run in a process of its own."""
    import resource

    module = importlib.import_module(PEERS[name])
    told: dict[str, Any] = {"version": module.versions(), "imported": _peak(resource)}
    wall, cpu = time.perf_counter(), time.process_time()
    peer = module.Peer(folder)
    outside: Callable[[], float] = getattr(peer, "outside", lambda: 0.0)
    told["build"] = {"processor": time.process_time() - cpu + outside(), "waited": time.perf_counter() - wall}
    found: dict[str, Any] = {}
    told["questions"] = {}
    for question, ask in asked_of(peer, json.loads((folder / "ends.json").read_text())).items():
        runs: list[tuple[float, float]] = []
        while not runs or (clock and len(runs) < MOST_RUNS and runs[0][1] < SLOW and (len(runs) < LEAST_RUNS or sum(waited for _, waited in runs) < ENOUGH)):
            wall, cpu = time.perf_counter(), time.process_time() + outside()
            answer = ask()
            runs.append((time.process_time() + outside() - cpu, time.perf_counter() - wall))
        found |= {f"{question}|{part}": values for part, values in answer.items()}
        told["questions"][question] = {"processor": min(runs)[0], "waited": min(waited for _, waited in runs), "first": runs[0][0], "runs": len(runs)}
    told["peak"] = _peak(resource)
    found |= {f"{NEAR}|{start}": peer.reach(start) for start in json.loads((folder / "ends.json").read_text())["near"]}
    if hasattr(peer, "memory"):
        told["server"] = peer.memory()
    if hasattr(peer, "close"):
        peer.close()
    np.savez(answers, **found)
    return told


def _peak(resource: Any) -> float:
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024


def differences(ours: Path, theirs: Path) -> dict[str, str]:
    """The questions that a peer answers otherwise, each with where first."""
    found: dict[str, str] = {}
    with np.load(ours) as right, np.load(theirs) as other:
        asked = {name.split("|")[0] for name in other.files}
        for name in (name for name in (*right.files, *other.files) if name.split("|")[0] in asked):
            question, part = name.split("|")
            if name not in right.files or name not in other.files:
                found.setdefault(question, f"{part} is missing")
            elif not np.array_equal(right[name], other[name]):
                place = np.flatnonzero(right[name] != other[name])
                found.setdefault(question, f"{part}: {len(place)} differ, first {place[0]}: {right[name][place[0]]}, here {other[name][place[0]]}")
    return found


def missing(name: str) -> str | None:
    """Why a peer can't be asked here; None where it can."""
    try:
        importlib.import_module(PEERS[name]).versions()
    except ImportError as error:
        return f"not installed ({error.name})"
    except Exception as error:
        return str(error)
    return None


def run(scale: float, seed: int, peers: Sequence[str], say: Callable[[str], None] = print) -> dict[str, Any]:
    """One scale: the country, then each peer.

    Parameters
    ----------
    scale, seed
        Of the country.
    peers
        Names of PEERS; this program is always asked, and first.
    say
        Takes a line for each step.
    """
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        told = _child("prepare", folder, str(scale), str(seed))
        say(f"scale {scale:g}: {told['nodes']:,} bodies, {told['links']:,} links")
        told["peers"] = {}
        for name in dict.fromkeys((OURS, *peers)):
            why = _child("missing", name)["why"]
            if why:
                told["peers"][name] = {"missing": why}
                say(f"  {name}: left out, {why}")
                continue
            answers = folder / f"{name}.npz"
            try:
                one = _child("measure", name, folder, answers)
            except subprocess.CalledProcessError as error:
                told["peers"][name] = {"missing": f"ended with {error.returncode}"}
                say(f"  {name}: ended with {error.returncode}")
                continue
            one["differs"] = differences(folder / f"{OURS}.npz", answers)
            told["peers"][name] = one
            shown = (
                f"{question} {figures['processor']:.3f} s" + (" DIFFERS" if question in one["differs"] else "")
                for question, figures in one["questions"].items()
            )
            say(f"  {name}: built in {one['build']['processor']:.2f} s, peak {one['peak']:,.0f} MB; {'; '.join(shown)}")
            for question, where in one["differs"].items():
                say(f"    {question}: {where}")
        return told


def _child(*words: object) -> dict[str, Any]:
    """What a process of this file tells; this one stays small, as a child's peak begins at its parent's size."""
    done = subprocess.run([sys.executable, __file__, *map(str, ("--child", *words))], check=True, stdout=subprocess.PIPE, text=True)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def exponent(small: tuple[float, float], large: tuple[float, float]) -> float:
    """By which power of the size a time grows, from two (size, seconds).

    >>> round(exponent((10, 1), (100, 10)), 2), round(exponent((10, 1), (100, 100)), 2)
    (1.0, 2.0)
    """
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])


def machine() -> str:
    """What it was measured on."""
    import platform

    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{platform.machine()}, {os.cpu_count()} processors, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"


def main() -> None:
    told = argparse.ArgumentParser(description="This program and its peers on the same made-up country.")
    told.add_argument("--scales", type=float, nargs="+", default=[0.01, 0.1])
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--peers", nargs="*", default=list(PEERS), choices=list(PEERS), metavar="PEER", help=", ".join(PEERS))
    told.add_argument("--json", type=Path, help="keep the figures there; those of other scales and of the store stay")
    told.add_argument("--store", action="store_true", help="measure loads and questions as processes too (store_tasks.py)")
    told.add_argument("--page", type=Path, help="write the page from the figures")
    said = told.parse_args()
    kept: dict[str, Any] = json.loads(said.json.read_text()) if said.json and said.json.exists() else {"scales": {}, "store": {}}
    print(machine())
    kept |= {"machine": machine(), "day": time.strftime("%Y-%m-%d")}
    for scale in said.scales:
        kept["scales"][f"{scale:g}"] = run(scale, said.seed, said.peers)
        if said.store:
            import store_tasks

            kept["store"][f"{scale:g}"] = store_tasks.run(scale, said.seed)
        if said.json:
            said.json.write_text(json.dumps(kept, indent=1))
    if said.page:
        import benchmark_page

        said.page.write_text(benchmark_page.page(kept), "utf-8")
    sys.exit(any(one.get("differs") for scale in kept["scales"].values() for one in scale["peers"].values()))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--child", "prepare", folder, scale, seed]:
            print(json.dumps(prepare(Path(folder), float(scale), int(seed))))
        case ["--child", "measure", name, folder, answers]:
            print(json.dumps(measure(name, Path(folder), Path(answers))))
        case ["--child", "missing", name]:
            print(json.dumps({"why": missing(name)}))
        case _:
            main()
