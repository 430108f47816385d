"""The explorer against its promises: start, pages over the five shipped charts and over 50,000 nodes, 50 visitors at once.

`python benchmarks/serve.py [NODES] [SECONDS]`. The explorer is a process of its own, as a visitor meets it; a page is asked for
once cold and then three times, the median counts. While visitors are at it, every answer must be 200 and memory must stay level.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
from run import big_chart

import oversight_graph as og
from oversight_graph.charts import shipped

NODES = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
VISITORS, START, FIVE, BIG = 50, 2.0, 0.2, 1.5
RUNS = 3
PAGES = {
    "five": ("/", "/?by=category", "/ask/coverage", "/ask/gaps?form=state", "/ask/workload", "/ask/reach?a=gansu-2020:pc",
             "/ask/path?a=gansu-2020:g-poverty&b=gansu-2020:g-water", "/body/gansu-2020:u-water", "/body/gansu-2020:pc", "/find?q=水利", "/find.json?q=水利",
             "/picture?focus=gansu-2020:g-water", "/load"),
    "big": ("/", "/?by=category", "/ask/coverage", "/ask/coverage?form=state&rows.sort=-grade", "/ask/gaps?form=state", "/ask/workload", "/ask/reach?a=cc",
            "/ask/path?a=g1&b=g2", "/body/big:u1", "/body/big:cc", "/find?q=第77单位", "/find.json?q=第77单位", "/picture?focus=big:u1"),
}  # fmt: skip


@contextlib.contextmanager
def explorer(store: Path) -> Iterator[tuple[str, int, float]]:
    """`oversight serve` over a store: its address, its process, the seconds until it gave its first page."""
    begin = time.perf_counter()
    command = [sys.executable, "-c", "from oversight_graph.cli import main; main()", "serve", "--port", "0", "--store", str(store)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = re.search(r"http://[^/]+", process.stdout.readline())
        assert address
        httpx.get(f"{address[0]}/ask").raise_for_status()
        yield address[0], process.pid, time.perf_counter() - begin
    finally:
        process.terminate()
        process.wait()


def memory(process: int) -> float:
    """MB that a process holds."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text())[1]) / 1024  # type: ignore[index]


def pages(address: str, which: str, limit: float) -> None:
    print(f"\n{'page over ' + which:<62}{'cold':>9}{'then':>9}{'promised':>11}")
    with httpx.Client(base_url=address, timeout=60) as visitor:
        for path in PAGES[which]:
            taken = []
            for _ in range(RUNS + 1):
                begin = time.perf_counter()
                visitor.get(path).raise_for_status()
                taken.append(time.perf_counter() - begin)
            print(f"{path:<62}{taken[0] * 1000:>6.0f} ms{statistics.median(taken[1:]) * 1000:>6.0f} ms{limit * 1000:>8.0f} ms")


async def crowd(address: str, process: int, which: str, seconds: float) -> None:
    """Visitors who go from page to page, each at a pace of its own."""
    taken: list[float] = []
    wrong: list[str] = []
    held: list[float] = []
    end = time.perf_counter() + seconds
    limits = httpx.Limits(max_connections=VISITORS, max_keepalive_connections=VISITORS)

    async def visitor(client: httpx.AsyncClient, number: int) -> None:
        step = number
        while time.perf_counter() < end:
            path = PAGES[which][step % len(PAGES[which])]
            begin = time.perf_counter()
            try:
                answer = await client.get(path)
                if answer.status_code != 200:
                    wrong.append(f"{answer.status_code} {path}")
            except httpx.HTTPError as error:
                wrong.append(f"{error!r} {path}")
            taken.append(time.perf_counter() - begin)
            step += 1
            await asyncio.sleep(0.5)

    async def watch() -> None:
        while time.perf_counter() < end:
            held.append(memory(process))
            await asyncio.sleep(seconds / 12)

    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        await asyncio.gather(watch(), *(visitor(client, number) for number in range(VISITORS)))
    taken.sort()
    print(f"\n{VISITORS} visitors over {which} for {seconds:.0f} s: {len(taken)} pages, {len(wrong)} errors {wrong[:3] or ''}")
    print(f"  median {taken[len(taken) // 2] * 1000:.0f} ms, 95 of 100 within {taken[int(len(taken) * 0.95)] * 1000:.0f} ms, slowest {taken[-1] * 1000:.0f} ms")
    print("  memory " + " ".join(f"{one:.0f}" for one in held) + " MB")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        five, big, chart = Path(folder) / "five.lbug", Path(folder) / "big.lbug", Path(folder) / "big.yaml"
        chart.write_text(big_chart(NODES), "utf-8")
        for place, files in ((five, shipped()), (big, [chart])):
            with og.open_store(place) as store:
                og.plan(store, og.read(*files)).apply()
        for which, place, limit in (("five", five, FIVE), ("big", big, BIG)):
            with explorer(place) as (address, process, started):
                print(f"start until the first page: {started:.2f} s (promised {START:g} s)")
                pages(address, which, limit)
                asyncio.run(crowd(address, process, which, SECONDS if which == "five" else SECONDS / 3))


if __name__ == "__main__":
    main()
