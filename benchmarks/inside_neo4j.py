"""Questions asked inside Neo4j (`--engine cypher`) beside the same by columns, which read the graph from Neo4j first: answers compared, then times.

PYTHONPATH=tests python benchmarks/inside_neo4j.py [SCALE [MOST_SECONDS]]

Processor seconds of this process and of the server together, as both run on one machine, and what one waits. `read` is the reading of the graph from
Neo4j that the columns need, without a snapshot; `first` has the server plan the statement; `again` is the same once more. What takes longer than
MOST_SECONDS inside Neo4j is ended by the server and shown as such.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import national
import numpy as np
from neo4j_server.server import Server

import oversight_graph as og
from oversight_graph.errors import StoreError
from oversight_graph.model import KINDS
from oversight_graph.queries import QUESTIONS

SCALE = float(sys.argv[1]) if len(sys.argv) > 1 else 0.01
WHOLE = {question.id for question in QUESTIONS if question.whole}
MOST = int(sys.argv[2]) if len(sys.argv) > 2 else 600


class Watch:
    """Processor seconds of this process and of a server, and seconds waited."""

    def __init__(self, server: Server) -> None:
        assert server._process is not None
        self._stat = Path(f"/proc/{server._process.pid}/stat")

    def now(self) -> tuple[float, float]:
        fields = self._stat.read_text().rpartition(")")[2].split()
        return time.process_time() + (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), time.perf_counter()

    def of(self, work: Callable[[], Any]) -> tuple[Any, float, float]:
        begun = self.now()
        made = work()
        ended = self.now()
        return made, ended[0] - begun[0], ended[1] - begun[1]


def main() -> None:
    settings = {"server.memory.pagecache.size": "1g", "db.transaction.timeout": f"{MOST}s", "internal.cypher.use_parameter_size": "true"}
    with tempfile.TemporaryDirectory() as folder, Server(java=("-Xmx4g",), settings=settings) as server:
        charts = national.write(Path(folder) / "country", SCALE)
        os.environ.update(server.environment, XDG_DATA_HOME=folder)
        watch = Watch(server)
        with og.open_store(server.uri) as store:
            _, load, waited = watch.of(lambda: og.plan(store, og.read(*charts)).apply(100))
            graph, read, read_waited = watch.of(lambda: store.graph(whole=True))
            print(f"scale {SCALE:g}: {len(graph):,} bodies, {graph.link_table.num_rows:,} links; load {load:.0f} s ({waited:.0f} s waited)")
            print(f"reading the graph: {read:.1f} s ({read_waited:.1f} s waited)\n")
            store.snapshots.put = lambda *_: None
            for path in store.snapshots.folder.glob("*"):
                path.unlink()
            print(
                "| question | rows | columns | + read | cypher first | cypher again | waited again |\n| --- | --- | --- | --- | --- | --- | --- |", flush=True
            )
            for name, bodies, scope in asked(graph):
                near, reading, _ = watch.of(lambda: store.graph(**scope, whole=bool(bodies) or name in WHOLE))  # noqa: B023
                answer, columns, _ = watch.of(lambda: og.ask(near, name, *bodies))  # noqa: B023
                told = (
                    f"| {' '.join((name, *(f'--{key} {value}' for key, value in scope.items())))} | {len(answer):,} | {columns:.2f} | {reading + columns:.1f} |"
                )
                try:
                    found, first, _ = watch.of(lambda: og.ask(store, name, *bodies, engine="cypher", **scope))  # noqa: B023
                    _, again, waited = watch.of(lambda: og.ask(store, name, *bodies, engine="cypher", **scope))  # noqa: B023
                except StoreError as error:
                    print(f"{told} ended: {str(error)[:80]} | | |", flush=True)
                    continue
                same = found.to_json() == answer.to_json()
                print(f"{told} {first:.1f} | {again:.1f} | {waited:.1f} |{'' if same else ' differs'}", flush=True)


def asked(graph: og.Graph) -> list[tuple[str, tuple[str, ...], dict[str, Any]]]:
    """Questions of one county first, then of the country."""
    county = next(code for code in graph.area_codes if len(code) == 6 and not code.endswith("00") and code[:2].isdigit())

    def of(kind: str, area: str | None = None) -> list[str]:
        mask = graph.kind == KINDS.code(kind)
        if area is not None:
            mask = mask & graph.in_area(area)
        return [str(one) for one in graph.ids[np.flatnonzero(mask)]]

    groups = of("StationedGroup")
    commission = of("Commission", county)[0]
    return [
        ("coverage", (), {"area": county}), ("gaps", (), {"area": county}), ("workload", (), {"area": county}), ("inspections", (), {"area": county}),
        ("mechanisms", (), {"area": county}), ("reach", (commission,), {}), ("path", (groups[0], groups[1]), {}), ("path", (groups[0], groups[-1]), {}),
        ("inspections", (), {}), ("mechanisms", (), {}), ("coverage", (), {}), ("workload", (), {}), ("gaps", (), {}),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
