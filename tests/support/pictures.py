"""What the tests of the map share: graphs to draw, the data of a page as rows, a page opened in a real browser."""

from __future__ import annotations

import datetime
import json
import random
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Dialog, Page

import oversight_graph as og
from oversight_graph.charts import graph_of, shipped
from oversight_graph.graph.graph import Graph
from oversight_graph.model import BASES, KINDS, LEVELS, LINKS, Language
from oversight_graph.picture import subgraph as cuts
from oversight_graph.picture.i18n import Translator, rows_of
from oversight_graph.picture.layout import Layout, layout
from oversight_graph.picture.theme import label_of
from oversight_graph.store import graph_tables

CHARTS = [path.stem for path in shipped()]
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "{{7*7}}{% raw %}",
    '"><img src=x onerror=alert(3)>',
    "甲‮乙‎组",
    "<b>粗</b> &amp; <a href='javascript:alert(4)'>href</a>",
    "<!--<script>",
)


def node(number: int, **values: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(graph_tables.NODES.names)
    given = {"id": f"x:{number}", "kind": "Unit", "name": f"单位{number}", "level": "county", "area": "620102", "count": 1, "placeholder": False} | values
    return row | {"aliases": [], "charts": ["x"], "ids": [given["id"]], "sources": []} | given


def link(number: int, kind: str, source: int, target: int, **values: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(graph_tables.LINKS.names)
    ends = {"from": f"x:{source}", "to": f"x:{target}"}
    return row | {"id": f"l{number}", "kind": kind, "basis": "assigned", "authority": [], "charts": ["x"], "sources": [], "count": 1} | ends | values


def graph(nodes: list[dict[str, Any]], links: list[dict[str, Any]]) -> Graph:
    return Graph(graph_tables.table(nodes, graph_tables.NODES), graph_tables.table(links, graph_tables.LINKS), datetime.date(2020, 12, 31), {})


def random_graph(seed: int, size: int = 100) -> Graph:
    """Any kinds at any levels, linked as the model permits, some links several times."""
    dice = random.Random(seed)
    nodes = []
    for number in range(size):
        name = "".join(dice.choice("省市县区教育水利财政纪检监察组厅局(办)公室W m-") for _ in range(dice.randint(2, 26)))
        kind, level, count = dice.choice(KINDS.ids), dice.choice(LEVELS.ids), dice.choice([1, 1, 1, None, 12_345])
        nodes.append(node(number, kind=kind, name=name, level=level, count=count, area=dice.choice(["620000", "620100", "620102", "530000"])))
    of_kind = defaultdict(list)
    for number, one in enumerate(nodes):
        of_kind[one["kind"]].append(number)
    links: list[dict[str, Any]] = []
    while len(links) < 2 * size:
        drawn = dice.choice(list(LINKS))
        source, target = (dice.choice(of_kind[end] or [0]) for end in dice.choice(drawn.pairs))
        if source != target:
            links += [link(len(links) + more, drawn.id, source, target, basis=dice.choice(BASES.ids)) for more in range(dice.choice([1, 1, 1, 3]))]
    return graph(nodes, links)


def province(size: int) -> Graph:
    """A made-up province: a commission, counties with rooms, groups, units, townships with offices and villages with stations."""
    nodes = [node(0, kind="Commission", level="province", area="620000", name="某省纪委监委")]
    links: list[dict[str, Any]] = []

    def add(kind: str, name: str, level: str, area: str, *made: tuple[str, int]) -> int:
        number = len(nodes)
        nodes.append(node(number, kind=kind, name=name, level=level, area=area, sources=[f"x:s1 ¶{number}"], category="government" if kind == "Unit" else None))
        for relation, other in made:
            ends = (number, other) if relation in ("PART_OF", "STATIONED_AT", "SUPERVISES", "EXTENDS_TO", "SERVES") else (other, number)
            links.append(link(len(links), relation, *ends, sources=[f"x:s1 ¶{number}"], authority=["discipline", "state"]))
        return number

    county = 0
    while len(nodes) < size:
        county += 1
        area = f"62{county // 90 + 1:02}{county % 90 + 1:02}"
        head = add("Commission", f"第{county}县纪委监委", "county", area, ("LEADS", 0))
        for number in range(1, 4):
            add("Room", f"第{county}县第{number}监督检查室", "county", area, ("PART_OF", head))
        for number in range(1, 13):
            units = [add("Unit", f"第{county}县第{number}局{letter}处", "county", area) for letter in "甲乙"]
            add("StationedGroup", f"驻第{county}县第{number}局纪检监察组", "county", area, ("DISPATCHES", head), *(("STATIONED_AT", unit) for unit in units))
        for number in range(1, 11):
            town = add("Township", f"第{county}县第{number}乡", "township", area)
            office = add("TownshipOffice", f"第{county}县第{number}乡监察组", "township", area, ("DISPATCHES", head), ("SUPERVISES", town))
            for place in range(1, 4):
                village = add("Village", f"第{county}县第{number}乡第{place}村", "village", area)
                add("LiaisonStation", f"第{county}县第{number}乡第{place}村联络站", "village", area, ("SERVES", village))
                links.append(link(len(links), "EXTENDS_TO", office, len(nodes) - 1, sources=[f"x:s1 ¶{len(nodes)}"]))
    return graph(nodes, links)


def shipped_graph(*charts: str) -> Graph:
    return graph_of(og.read(*(og.SHIPPED / f"{chart}.yaml" for chart in charts)))


def laid_out(of: Graph, lang: Language = "zh") -> tuple[cuts.Subgraph, Layout]:
    cut = cuts.scope(of)
    return cut, layout(cut, [label_of(row, Translator(lang).name(row)) for row in rows_of(of.node_table, cut.nodes)])


# -- the data of a page -----------------------------------------------------------------------------------------------


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def unpacked(column: dict[str, Any], size: int) -> list[Any]:
    """A column of `oversight_graph.picture.compact_json`, read as page/unpack.js reads it."""
    if "all" in column:
        return [column["all"]] * size
    if "list" in column:
        return list(column["list"])
    if "of" in column:
        return [column["of"][number] for number in column["no"]]
    whole: list[Any] = [None] * size
    row = 0
    for step, value in zip(column["at"], unpacked(column["is"], len(column["at"])), strict=True):
        row += step
        whole[row] = value
    return whole


def rows(html: str, which: str) -> list[dict[str, Any]]:
    """The `nodes` or `links` of a page, a dict each, with where they stand when names are Chinese."""
    data = data_of(html)
    size = data["size"][0 if which == "nodes" else 1]
    stands = {name: data["places"][0][name] for name in (("label", "x", "y") if which == "nodes" else ("bend",))}
    columns = {name: unpacked(column, size) for name, column in {**data[which], **stands}.items()}
    return [{name: column[row] for name, column in columns.items()} for row in range(size)]


# -- the page in a browser --------------------------------------------------------------------------------------------


class Opened:
    """A page opened from a file, with all that it asked for, logged or popped up."""

    def __init__(self, browser: Browser, file: Path, fragment: str = "", width: int = 1440, height: int = 900) -> None:
        self.page: Page = browser.new_page(viewport={"width": width, "height": height})
        self.page.set_default_timeout(10_000)
        self.requests: list[str] = []
        self.noise: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.failed: list[tuple[str, str | None]] = []
        self.page.on("requestfailed", lambda request: self.failed.append((request.url, request.failure)))
        self.page.on("console", lambda message: self.noise.append(message.text))
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))
        self.page.on("dialog", self._refuse)
        self.page.goto(file.as_uri() + (f"#{fragment}" if fragment else ""))
        self.page.wait_for_function("globalThis.oversightMap")
        self.drawn()

    def _refuse(self, dialog: Dialog) -> None:
        self.noise.append(dialog.message)
        dialog.dismiss()

    def drawn(self) -> None:
        """Wait until the picture is on the canvas, unless the table stands in its place."""
        if not self.page.locator("#map").is_visible():
            return
        self.page.evaluate("new Promise((done) => { oversightMap.network.once('afterDrawing', done); oversightMap.network.redraw(); })")

    def place_of(self, body: str) -> tuple[float, float]:
        x, y = self.page.evaluate(
            """(id) => {
                const { network } = oversightMap, frame = document.getElementById("map").getBoundingClientRect();
                const { x, y } = network.canvasToDOM(oversightMap.stage.at.get(id));
                return [x + frame.left, y + frame.top];
            }""",
            body,
        )
        return x, y

    def point_at(self, body: str) -> str:
        """The tooltip of a body."""
        place = self.place_of(body)
        self.page.mouse.move(2, 2)
        self.page.mouse.move(*place)
        self.page.wait_for_selector("#tip:not([hidden])")
        return self.page.inner_text("#tip")

    def click(self, body: str) -> None:
        self.page.mouse.click(*self.place_of(body))
        self.page.wait_for_function("(id) => oversightMap.data && oversightMap.nodeRow.get(id) === oversightMap.state.chosen", arg=body)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def state(self, expression: str) -> Any:
        """Something of the page's state: `S` is what the reader chose, `M` all that the page shows of itself."""
        return self.page.evaluate(f"(() => {{ const M = oversightMap, S = M.state; return {expression}; }})()")
