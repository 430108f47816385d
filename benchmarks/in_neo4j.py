"""Loading into Neo4j beside a plain UNWIND, on one server in one run; the slice of one county out of all of it.

`make bench-neo4j`, or `PYTHONPATH=tests python benchmarks/in_neo4j.py [ITEMS [ROUNDS]]`. The peer is what a careful script does: a unique
constraint, batches of 20,000 rows as maps, nodes before links, one thread, a transaction a batch. Both load the same rows.
The program does more: it checks the plan, keeps the chart itself, and what it writes is seen whole or not at all.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from neo4j_server.address import Address
from neo4j_server.server import Server

import oversight_graph as og

ITEMS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
BATCH = 20_000
COUNTY = "530102"
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 3


def counties() -> Iterator[str]:
    """GB/T 2260 codes, the one that is asked about first."""
    yield COUNTY
    for province in (11, 13, 14, 21, 22, 23, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 51, 52, 61, 62, 63, 65):
        for city in range(1, 22):
            for county in range(2, 12):
                yield f"{province}{city:02}{county:02}"


def country(items: int) -> str:
    """Counties of a commission, rooms, groups and units: half nodes, half links."""
    nodes: list[str] = []
    links: list[str] = []
    for area in counties():
        if len(nodes) * 2 >= items:
            break
        nodes.append(f'{{"id": "cc-{area}", "kind": "Commission", "name": "{area}县纪委监委", "area": "{area}", "source": "s1 ¶{area}"}}')
        for n in range(20):
            nodes.append(f'{{"id": "g-{area}-{n}", "kind": "StationedGroup", "name": "{area}派驻第{n}组", "area": "{area}", "source": "s1 ¶{n}"}}')
            links.append(f'{{"kind": "DISPATCHES", "from": "cc-{area}", "to": "g-{area}-{n}", "source": "s1 ¶{n}"}}')
        for n in range(179):
            unit = f"u-{area}-{n}"
            nodes.append(f'{{"id": "{unit}", "kind": "Unit", "category": "government", "name": "{area}第{n}局", "area": "{area}", "source": "s1 ¶{n}"}}')
            links.append(f'{{"kind": "STATIONED_AT", "from": "g-{area}-{n % 20}", "to": "{unit}", "source": "s1 ¶{n}"}}')
    head = '"chart": "country", "as_of": "2020-12-31", "area": "530000", "level": "county", "sources": [{"id": "s1", "title": "Made up"}]'
    return f'{{{head}, "nodes": [{", ".join(nodes)}], "links": [{", ".join(links)}]}}'


def batches(rows: Any, size: int) -> Iterator[list[dict[str, Any]]]:
    rest = iter(rows)
    while batch := list(islice(rest, size)):
        yield [{name: value for name, value in row.items() if value is not None} for row in batch]


def plain(address: Address, plan: og.Plan) -> float:
    """Seconds of the peer."""
    wipe(address)
    address.ask("CREATE CONSTRAINT plain IF NOT EXISTS FOR (n:Plain) REQUIRE n.id IS UNIQUE")
    address.ask("CALL db.awaitIndexes(60)")
    with address.driver() as driver, driver.session(database=address.database) as session:
        begun = time.perf_counter()
        for rows in batches(plan.after.nodes.values(), BATCH):
            session.execute_write(lambda tx: tx.run("UNWIND $rows AS row CREATE (n:Plain) SET n = row", rows=rows).consume())  # noqa: B023
        for kind in sorted({row["kind"] for row in plan.after.links.values()}):
            query = f"UNWIND $rows AS row MATCH (a:Plain {{id: row.from}}) MATCH (b:Plain {{id: row.to}}) CREATE (a)-[r:{kind}]->(b) SET r = row"
            for rows in batches((row for row in plan.after.links.values() if row["kind"] == kind), BATCH):
                session.execute_write(lambda tx: tx.run(query, rows=rows).consume())  # noqa: B023
        taken = time.perf_counter() - begun
    wipe(address)
    address.ask("DROP CONSTRAINT plain")
    return taken


def wipe(address: Address) -> None:
    with address.driver() as driver, driver.session(database=address.database) as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()


_LOAD = """
import resource, sys, time
import oversight_graph as og
from oversight_graph.cli.garbage_collector import collector_paused
with og.open_store(sys.argv[2]) as store:
    begun = time.perf_counter()
    with collector_paused():
        plan = og.plan(store, og.read(sys.argv[1]))
    planned, cpu, peak = time.perf_counter(), time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    plan.apply(100)
    print(planned - begun, time.perf_counter() - planned, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    print(f'peak after planning {peak:,.0f} MB, processor seconds of apply {time.process_time() - cpu:.1f}', file=sys.stderr)
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, Server(java=("-Xmx3g",), settings={"server.memory.pagecache.size": "1g"}) as address:
        chart = Path(folder) / "country.json"
        chart.write_text(country(ITEMS), "utf-8")
        os.environ.update(address.environment, XDG_DATA_HOME=folder)
        with og.open_store(address.uri) as store:
            plan = og.plan(store, og.read(chart))
        items = len(plan.after.nodes) + len(plan.after.links)
        print(f"{items:,} items, {os.cpu_count()} processors, Neo4j in the same machine\n")
        peers, ours, memory = [], [], 0.0
        for _ in range(ROUNDS):
            peers.append(plain(address, plan))
            done = subprocess.run([sys.executable, "-c", _LOAD, str(chart), address.uri], check=True, capture_output=True, text=True)
            planned, applied, resident = map(float, done.stdout.split())
            ours.append(applied)
            memory = max(memory, resident)
            print(done.stderr.strip())
            print(f"plain UNWIND {items / peers[-1]:,.0f} items/s   apply {items / applied:,.0f} items/s   ratio {peers[-1] / applied:.2f}   "
                  f"(reading and planning {planned:.1f} s, client {resident:,.0f} MB)")  # fmt: skip
            if len(ours) < ROUNDS:
                wipe(address)
        print(f"\nmedian ratio {statistics.median(peers) / statistics.median(ours):.2f} (promised 1.5)   client memory {memory:,.0f} MB (promised 1,000)")
        with og.open_store(address.uri) as store:
            store.graph(area=COUNTY)
            taken = []
            for _ in range(5):
                begun = time.perf_counter()
                graph = store.graph(area=COUNTY)
                taken.append(time.perf_counter() - begun)
            print(f"slice of one county ({len(graph)} bodies) out of {items:,} items: {statistics.median(taken):.2f} s (promised 1)")
            begun = time.perf_counter()
            store.graph()
            first = time.perf_counter() - begun
            begun = time.perf_counter()
            store.graph()
            print(f"all of it: {first:.1f} s, again from the snapshot {time.perf_counter() - begun:.2f} s")
        print(f"this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB (peer and program)")


if __name__ == "__main__":
    main()
