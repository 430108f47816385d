"""How long until a map can be used, how fast it moves, how large the file is; beside the page that pyvis writes by itself.

`python benchmarks/map.py [stock]`. A made-up province of 1,000 and 10,000 bodies, opened from disk in a headless Chromium
that draws without a graphics card. `stock`: also 1,000 bodies on pyvis's own page, which computes its layout while one waits.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from playwright.sync_api import Browser, sync_playwright
from support.pictures import province

import oversight_graph as og

FRAMES = """() => new Promise((done) => {
    const network = oversightMap.network, start = performance.now();
    let frames = 0;
    const next = () => {
        network.moveTo({ scale: network.getScale() * (frames % 2 ? 1.02 : 0.98), animation: false });
        frames += 1;
        if (frames < 60) requestAnimationFrame(next); else done(60000 / (performance.now() - start));
    };
    next();
})"""
SEARCH = """() => { oversightMap.search("x"); const start = performance.now(); oversightMap.search("第3县第2乡"); return performance.now() - start; }"""


def measured(browser: Browser, name: str, picture: og.Picture, folder: Path) -> None:
    start = time.perf_counter()
    file = picture.save(folder / "map.html")
    made = time.perf_counter() - start
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    start = time.perf_counter()
    page.goto(file.as_uri())
    page.wait_for_function("globalThis.oversightMap")
    page.evaluate("new Promise((done) => { oversightMap.network.once('afterDrawing', done); oversightMap.network.redraw(); })")
    usable = time.perf_counter() - start
    frames, search = page.evaluate(FRAMES), page.evaluate(SEARCH)
    shown = page.evaluate("oversightMap.stage.boxes.length")
    page.close()
    size = file.stat().st_size / 1e6
    print(
        f"{name:28} {shown:6,} boxes  made {made:5.1f} s  {size:4.1f} MB  usable {usable:5.2f} s  {frames:3.0f} frames/s  search {search:4.0f} ms", flush=True
    )


def stock(browser: Browser, graph: og.Graph, folder: Path) -> None:
    """pyvis as its documentation shows it; the libraries that it loads from elsewhere are inlined by `cdn_resources`."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    for row in graph.nodes.itertuples():
        net.add_node(row.id, label=row.name, title=row.name)
    for row in graph.links.to_dict("records"):
        net.add_edge(row["from"], row["to"], title=row["kind"])
    file = folder / "stock.html"
    file.write_text(net.generate_html(), "utf-8")
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(300_000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(("file:", "data:")) else route.abort())
    start = time.perf_counter()
    page.goto(file.as_uri(), wait_until="commit")
    page.wait_for_function("document.getElementById('loadingBar') && getComputedStyle(document.getElementById('loadingBar')).display === 'none'")
    usable = time.perf_counter() - start
    outside = len([url for url in asked if url.startswith("http")])
    page.close()
    print(
        f"{'pyvis, its own page':28} {len(graph.nodes):6,} boxes  {file.stat().st_size / 1e6:4.1f} MB  usable {usable:5.1f} s  {outside} requests to elsewhere"
    )


def main() -> None:
    path = os.environ.get("OVERSIGHT_CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as made:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        folder = Path(made)
        small, large = province(920), province(9_950)
        measured(browser, "1,000 bodies, open", og.draw(small, all=True), folder)
        measured(browser, "10,000 bodies, folded", og.draw(large), folder)
        measured(browser, "10,000 bodies, all shown", og.draw(large, all=True), folder)
        if "stock" in sys.argv:
            stock(browser, small, folder)
        browser.close()


if __name__ == "__main__":
    main()
