"""The program against its promises and its peers, in one run on one machine; figures are medians, quoted as ratios.

`make bench`, or `python benchmarks/run.py [NODES]`. The yardstick of the processes is a bare `python -c "import pandas"`,
so that a ratio holds on another machine; the yardstick of the computation is the same rule walked in networkx.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import oversight_graph as og
from oversight_graph.charts import shipped
from oversight_graph.rules.coverage_grades import grades

NODES = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
RUNS = 3
PROMISED = {"oversight --help": 0.5, "coverage over the five charts": 1.5, "load": 20.0, "gaps": 3.0}


def big_chart(nodes: int) -> str:
    """A city of half groups, half units; a tenth of the units lies below another one."""
    half = nodes // 2
    lines = ["chart: big", "as_of: 2020-12-31", 'area: "530100"', "level: prefecture", "sources: [{id: s1, title: Made up}]", "nodes:"]
    lines.append("  - {id: cc, kind: Commission, name: 某市纪委监委}")
    lines += [f"  - {{id: g{n}, kind: StationedGroup, name: 驻第{n}单位纪检监察组, source: s1 ¶{n}}}" for n in range(half)]
    lines += [f"  - {{id: u{n}, kind: Unit, category: government, name: 第{n}单位, source: s1 ¶{n}}}" for n in range(nodes - half - 1)]
    lines.append("links:")
    lines += [f"  - {{kind: DISPATCHES, from: cc, to: g{n}}}" for n in range(half)]
    lines += [f"  - {{kind: STATIONED_AT, from: g{n}, to: u{n}, scope: with_subordinates}}" for n in range(nodes - half - 1) if n % 10]
    lines += [f"  - {{kind: SUBORDINATE_TO, from: u{n}, to: u{n + 1}}}" for n in range(0, nodes - half - 2, 10)]
    return "\n".join(lines)


def median(what: Callable[[], object], runs: int = RUNS) -> float:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        what()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def oversight(*words: str, store: Path) -> Callable[[], object]:
    command = [sys.executable, "-c", "from oversight_graph.cli import main; main()", *words]
    return lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"OVERSIGHT_STORE": str(store)})


def in_networkx(graph: og.Graph) -> Callable[[], object]:
    """Grade 5 and 4 for one form, walked node by node: the peer of the computation on whole columns."""
    net = graph.to_networkx()

    def walk() -> dict[str, int]:
        found: dict[str, int] = {}
        for node, data in net.nodes(data=True):
            if data["kind"] != "Unit":
                continue
            serving = [link for _, _, link in net.in_edges(node, data=True) if link["kind"] == "STATIONED_AT" and "state" in link["authority"]]
            if serving:
                found[node] = 5
                continue
            for _, above, link in net.out_edges(node, data=True):
                if link["kind"] == "SUBORDINATE_TO" and any(
                    one["kind"] == "STATIONED_AT" and one["scope"] == "with_subordinates" for _, _, one in net.in_edges(above, data=True)
                ):
                    found[node] = 4
        return found

    return walk


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place, five, chart = Path(folder) / "big.lbug", Path(folder) / "five.lbug", Path(folder) / "big.yaml"
        chart.write_text(big_chart(NODES), "utf-8")
        with og.open_store(five) as store:
            og.plan(store, og.read(*shipped())).apply()
        yardstick = median(lambda: subprocess.run([sys.executable, "-c", "import pandas"], check=True))
        figures = {
            "oversight --help": median(oversight("--help", store=five)),
            "coverage over the five charts": median(oversight("coverage", store=five)),
            "load": median(lambda: (place.unlink(missing_ok=True), oversight("load", str(chart), "--yes", store=place)()), 1),
            "gaps": median(oversight("gaps", "--format", "json", store=place)),
            "coverage": median(oversight("coverage", "--format", "csv", store=place)),
            "reach": median(oversight("reach", "cc", "--format", "csv", store=place)),
            "path": median(oversight("path", "g1", "g2", store=place)),
        }
        with og.open_store(place) as store:
            graph = store.graph()
    print(f"{NODES:,} nodes, {graph.link_table.num_rows:,} links; {os.cpu_count()} processors; a bare `import pandas` takes {yardstick:.2f} s\n")
    print(f"{'as a whole process':<34}{'seconds':>9}{'× import pandas':>18}{'promised':>11}")
    for name, seconds in figures.items():
        limit = f"≤ {PROMISED[name]:g} s" if name in PROMISED else ""
        print(f"{name:<34}{seconds:>9.2f}{seconds / yardstick:>18.1f}{limit:>11}")
    columns, walked = median(lambda: grades(graph, "state")), median(in_networkx(graph))
    print(
        f"\ngrades of one form on whole columns: {columns * 1000:.0f} ms; the same walked in networkx: {walked * 1000:.0f} ms, {walked / columns:.0f} times as long"
    )


if __name__ == "__main__":
    main()
