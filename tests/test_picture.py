"""The map: what stands where, what the page may do, and that it shows what the graph holds. Opened in a real browser."""

from __future__ import annotations

import datetime
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

import oversight_graph as og
from oversight_graph.charts import graph_of, shipped
from oversight_graph.errors import NothingThere, UnknownBody, WrongQuestion
from oversight_graph.graph.graph import Graph
from oversight_graph.model import BASES, FORMS, GRADES, KINDS, LEVELS, LINKS, Language
from oversight_graph.picture import cut as cuts
from oversight_graph.picture.facts import Tongue, rows_of
from oversight_graph.picture.labels import LINES, visible, width, wrap
from oversight_graph.picture.layout import Layout, layout
from oversight_graph.picture.network import GLYPHS, label_of
from oversight_graph.store import tables

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
    row: dict[str, Any] = dict.fromkeys(tables.NODES.names)
    given = {"id": f"x:{number}", "kind": "Unit", "name": f"单位{number}", "level": "county", "area": "620102", "count": 1, "placeholder": False} | values
    return row | {"aliases": [], "charts": ["x"], "ids": [given["id"]], "sources": []} | given


def link(number: int, kind: str, source: int, target: int, **values: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(tables.LINKS.names)
    ends = {"from": f"x:{source}", "to": f"x:{target}"}
    return row | {"id": f"l{number}", "kind": kind, "basis": "assigned", "authority": [], "charts": ["x"], "sources": [], "count": 1} | ends | values


def graph(nodes: list[dict[str, Any]], links: list[dict[str, Any]]) -> Graph:
    return Graph(tables.table(nodes, tables.NODES), tables.table(links, tables.LINKS), datetime.date(2020, 12, 31), {})


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


def shipped_graph(chart: str) -> Graph:
    return graph_of(og.read(og.SHIPPED / f"{chart}.yaml"))


def laid_out(of: Graph, lang: Language = "zh") -> tuple[cuts.Cut, Layout]:
    cut = cuts.scope(of)
    rows = rows_of(of.node_table, cut.nodes)
    return cut, layout(cut, [label_of(row, Tongue(lang).name(row)) for row in rows])


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


# -- the layout -------------------------------------------------------------------------------------------------------


def assert_orderly(cut: cuts.Cut, placed: Layout) -> None:
    boxes = placed.boxes()
    left, top, right, bottom = boxes.T
    over = (left[:, None] < right) & (left < right[:, None]) & (top[:, None] < bottom) & (top < bottom[:, None])
    np.fill_diagonal(over, False)
    assert not over.any(), [(cut.ids[a], cut.ids[b]) for a, b in np.argwhere(over)][:5]
    frame = placed.frame
    assert (left > frame[0]).all() and (top > frame[1]).all() and (right < frame[2]).all() and (bottom < frame[3]).all()
    levels = [band.level for band in placed.bands]
    assert levels == sorted(set(cut.level.tolist())), "levels run from top to bottom"
    edges = [edge for band in placed.bands for edge in (band.box[1], band.box[3])]
    assert edges == sorted(edges), "bands lie below one another"
    for band in placed.bands:
        inside = cut.level == band.level
        assert (top[inside] > band.box[1]).all() and (bottom[inside] < band.box[3]).all()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("chart", CHARTS)
def test_no_two_boxes_overlap_and_levels_descend_in_each_shipped_chart(chart: str, lang: Language) -> None:
    assert_orderly(*laid_out(shipped_graph(chart), lang))


@pytest.mark.parametrize("seed", range(12))
def test_no_two_boxes_overlap_at_100_nodes_whatever_the_links(seed: int) -> None:
    cut, placed = laid_out(random_graph(seed))
    assert len(cut) == 100
    assert_orderly(cut, placed)


def test_the_picture_is_about_as_wide_as_a_window() -> None:
    for of in (shipped_graph("city-80"), random_graph(1), random_graph(2)):
        left, top, right, bottom = laid_out(of)[1].frame
        assert 1.2 < (right - left) / (bottom - top) < 2.7


def test_rows_follow_the_tiers_of_the_model() -> None:
    """domain: the commission above its rooms, these above the groups, groups above their units."""
    cut, placed = laid_out(og.example())
    y = dict(zip(cut.ids, placed.y, strict=True))
    assert y["example:cc"] < y["example:r1"] < y["example:g-fin"] < y["example:u-fin"]


def test_a_group_stands_above_its_host_in_one_column() -> None:
    of = shipped_graph("gansu-2020")
    cut, placed = laid_out(of)
    pairs = [(a, b) for a, b, kind in zip(cut.source, cut.target, cut.link_kind, strict=True) if kind == LINKS.code("STATIONED_AT")]
    assert len(pairs) == 13
    for group, unit in pairs:
        assert 0 < placed.y[unit] - placed.y[group] < 150
        assert abs(placed.x[unit] - placed.x[group]) < placed.width


def test_a_circle_of_hosts_is_cut() -> None:
    """A body that supervises the unit which hosts it stands with it; neither waits for the other."""
    body = node(0, kind="InternalDisciplineBody")
    cut, placed = laid_out(graph([body, node(1)], [link(0, "HOSTED_BY", 0, 1), link(1, "SUPERVISES", 0, 1)]))
    assert_orderly(cut, placed)
    assert len(placed.cards) == 1


def test_the_same_graph_is_laid_out_alike_whatever_the_order_of_its_rows() -> None:
    of = random_graph(3)
    nodes, links = of.node_table.to_pylist(), of.link_table.to_pylist()
    assert og.draw(graph(nodes[::-1], links[::-1])).html == og.draw(graph(nodes, links)).html


def test_a_thousand_bodies_are_laid_out_at_once() -> None:
    of = random_graph(5, 1000)
    begin = time.perf_counter()
    cut, placed = laid_out(of)
    assert time.perf_counter() - begin < 4, "it takes about 0.6 s; the rest is for a busy machine"
    assert_orderly(cut, placed)


def test_labels_keep_their_width_their_lines_and_the_badge() -> None:
    for name in ("派驻省水利厅纪检监察组", "工信厅等4厅局的下属单位", "Group at the Development and Reform Commission", "x" * 500, "组" * 500):
        for limit in (6.0, 9.0, 13.0):
            lines = wrap(name, limit, "×28")
            assert len(lines) <= LINES and all(width(line) <= limit for line in lines)
            assert lines[-1].endswith("×28")


def test_what_can_not_be_seen_is_written_out() -> None:
    assert visible("a‮b\u200d\x07\ud800\n c") == "a⟨202E⟩b⟨200D⟩⟨0007⟩⟨D800⟩ c"


# -- the network ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chart", CHARTS)
def test_every_node_and_every_parallel_link_is_drawn_and_no_two_alike(chart: str) -> None:
    of = shipped_graph(chart)
    picture = og.draw(of)
    data = data_of(picture.html)
    assert [one["id"] for one in data["nodes"]] == sorted(of.nodes["id"]) and picture.nodes == len(of.nodes)
    assert sorted(one["id"] for one in data["edges"]) == sorted(of.links["id"]) and picture.links == len(of.links)
    ways = defaultdict(list)
    for edge in data["edges"]:
        smooth = edge.get("smooth") or {"type": "curvedCW", "roundness": 0}
        turn = (smooth["type"] == "curvedCW") == (edge["from"] < edge["to"])
        ways[frozenset((edge["from"], edge["to"]))].append(smooth["roundness"] * (1 if turn else -1))
    for bends in ways.values():
        assert len(set(bends)) == len(bends)


def test_more_parallel_links_than_bends_are_all_told_apart() -> None:
    of = graph([node(0, kind="StationedGroup"), node(1)], [link(number, "STATIONED_AT", 0, 1) for number in range(30)])
    bends = {(edge.get("smooth") or {}).get("roundness", 0) * (-1 if "CCW" in str(edge.get("smooth")) else 1) for edge in data_of(og.draw(of).html)["edges"]}
    assert len(bends) == 30


def test_dashes_say_the_basis_and_the_colour_the_kind() -> None:
    rows = [link(number, "STATIONED_AT", 0, 1, basis=basis) for number, basis in enumerate(BASES.ids)]
    edges = {one["id"]: one for one in data_of(og.draw(graph([node(0, kind="StationedGroup"), node(1)], rows)).html)["edges"]}
    dashed = [basis for number, basis in enumerate(BASES.ids) if "dashes" in edges[f"l{number}"]]
    assert dashed == ["declared", "statutory", "episode"]
    assert {one["color"]["highlight"] for one in edges.values()} == {LINKS["STATIONED_AT"].colour}


def test_what_goes_both_ways_has_no_arrow_and_a_directed_mechanism_has_one() -> None:
    """domain §5: clue_transfer and report are directed, the rest goes both ways."""
    rows = [link(0, "COORDINATES_WITH", 0, 1, mechanism="counterpart"), link(1, "COORDINATES_WITH", 0, 1, mechanism="report")]
    edges = {one["id"]: one for one in data_of(og.draw(graph([node(0, kind="Room"), node(1, kind="StationedGroup")], rows)).html)["edges"]}
    assert edges["l0"]["arrows"] == {"to": {"enabled": False}} and "arrows" not in edges["l1"]


def test_a_population_has_a_badge_and_a_pile() -> None:
    boxes = data_of(og.draw(graph([node(0), node(1, count=28), node(2, count=None)], [])).html)["nodes"]
    assert [one["label"].split()[-1] for one in boxes] == ["单位0", "×28", "×?"]
    assert [one["pile"] is not None for one in boxes] == [False, True, True]


def test_colours_tell_kinds_or_grades() -> None:
    of = og.example()
    for form in FORMS:
        assert og.draw(of, colour=form.letter).html == og.draw(of, colour=form.id).html
    fill = {one["id"]: one["fill"] for one in data_of(og.draw(of, colour="stationed").html)["nodes"]}
    assert fill["example:u-fin"] == GRADES["direct"].colour
    assert fill["example:u-edu"] == GRADES["unknown"].colour, "what is unknown is no gap"
    assert fill["example:cc"] == "#ffffff", "overseers have no grade"
    assert {kind.shape for kind in KINDS} <= set(GLYPHS)


# -- what is drawn ----------------------------------------------------------------------------------------------------


def test_the_surroundings_are_all_bodies_within_so_many_links() -> None:
    of = og.example()
    ids = {hops: {one["id"] for one in data_of(og.draw(of, focus="市教育局", hops=hops).html)["nodes"]} for hops in (0, 1, 2)}
    assert ids[0] == {"example:u-edu"}
    assert ids[1] == {"example:u-edu", "example:r1"}
    assert ids[2] == {"example:u-edu", "example:r1", "example:cc", "example:g-fin"}
    two = og.draw(of, focus=["example:u-edu", "市财政局"], hops=0)
    assert (two.nodes, two.links) == (2, 0)


def test_wrong_words_and_empty_scopes_are_refused() -> None:
    with pytest.raises(UnknownBody):
        og.draw(og.example(), focus="没有这个机构")
    with pytest.raises(WrongQuestion, match="stationed"):
        og.draw(og.example(), colour="statoned")
    with pytest.raises(WrongQuestion, match="hops"):
        og.draw(og.example(), hops=-1)
    with pytest.raises(NothingThere):
        og.draw(graph([], []))


def test_a_large_map_says_that_it_is_large() -> None:
    picture = og.draw(random_graph(6, 1001))
    assert picture.note is not None and "1,001" in picture.note and picture.note in picture.html
    assert og.draw(og.example()).note is None


# -- the file ---------------------------------------------------------------------------------------------------------


def test_two_saves_are_the_same_bytes(tmp_path: Path) -> None:
    first, second = (og.draw(shipped_graph("tianjin-2019")).save(tmp_path / name) for name in ("a.html", "b.html"))
    assert first.read_bytes() == second.read_bytes()
    program = "import oversight_graph as og, sys; sys.stdout.buffer.write(og.draw(og.example()).html.encode())"
    runs = [subprocess.run([sys.executable, "-c", program], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout for seed in "12"]
    assert runs[0] == runs[1]


def test_a_file_that_can_not_be_written_is_an_os_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="name a file in a folder that exists"):
        og.draw(og.example()).save(tmp_path / "no" / "map.html")


def test_the_policy_allows_this_page_alone() -> None:
    html = og.draw(og.example()).html
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1] and "unsafe" not in policy[1] and "http" not in policy[1]
    assert not re.search(r"<[^>]+\son\w+=", html.split("<script")[0]), "no handlers in markup"
    assert "sourceMappingURL" not in html


# -- in a browser -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("OVERSIGHT_CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("no Chromium: install one (apt-get install chromium) or name it in OVERSIGHT_CHROMIUM; .ci/run brings it")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


class Opened:
    """A page opened from a file, with all that it asked for, logged or popped up."""

    def __init__(self, browser: Browser, file: Path) -> None:
        self.page: Page = browser.new_page(viewport={"width": 1280, "height": 800})
        self.requests: list[str] = []
        self.noise: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.noise.append(message.text))
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))
        self.page.on("dialog", self._refuse)
        self.page.goto(file.as_uri())
        self.page.wait_for_function("globalThis.oversightMap")
        self.page.evaluate("new Promise((done) => { oversightMap.network.once('afterDrawing', done); oversightMap.network.redraw(); })")

    def _refuse(self, dialog: Dialog) -> None:
        self.noise.append(dialog.message)
        dialog.dismiss()

    def point_at(self, body: str) -> str:
        """The tooltip of a body."""
        x, y = self.page.evaluate(
            """(id) => {
                const { network } = oversightMap, frame = document.getElementById("map").getBoundingClientRect();
                const { x, y } = network.canvasToDOM(network.getPosition(id));
                return [x + frame.left, y + frame.top];
            }""",
            body,
        )
        self.page.mouse.move(2, 2)
        self.page.mouse.move(x, y)
        self.page.wait_for_selector("#tip:not([hidden])")
        return self.page.inner_text("#tip")


@pytest.mark.parametrize("chart", CHARTS)
def test_a_page_asks_for_nothing_logs_nothing_and_shows_all(browser: Browser, chart: str, tmp_path: Path) -> None:
    of = shipped_graph(chart)
    file = og.draw(of, lang="zh").save(tmp_path / "map.html")
    opened = Opened(browser, file)
    opened.page.click("#fit")
    opened.page.click("summary")
    assert opened.page.evaluate("[oversightMap.nodes.length, oversightMap.edges.length]") == [len(of.nodes), len(of.links)]
    assert opened.requests == [file.as_uri()]
    assert opened.noise == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_fits_into_its_box_in_the_fonts_of_this_machine(browser: Browser, lang: Language, tmp_path: Path) -> None:
    opened = Opened(browser, og.draw(shipped_graph("gansu-2020"), lang=lang).save(tmp_path / "map.html"))
    wide = opened.page.evaluate(
        """() => {
            const data = JSON.parse(document.getElementById("data").textContent), { width, stripe, margin, font } = data.box;
            const pen = document.createElement("canvas").getContext("2d");
            pen.font = `${font}px ${data.fonts}`;
            return data.nodes.flatMap(({ label }) => label.split("\\n")).filter((line) => pen.measureText(line).width > width - stripe - 2 * margin);
        }"""
    )
    assert wide == []


def test_names_are_readable_when_100_nodes_are_opened_and_zoomed(browser: Browser, tmp_path: Path) -> None:
    """60 bodies at 10 px at once; whatever the size, a few turns of the wheel make 12 px."""
    opened = Opened(browser, og.draw(shipped_graph("tianjin-2019"), lang="zh").save(tmp_path / "map.html"))
    assert 14 * opened.page.evaluate("oversightMap.network.getScale()") >= 9.5
    opened.page.mouse.move(640, 400)
    for _ in range(4):
        opened.page.mouse.wheel(0, -120)
        opened.page.wait_for_timeout(30)
    assert 14 * opened.page.evaluate("oversightMap.network.getScale()") >= 12
    assert opened.noise == []


def test_hostile_text_is_shown_as_text_and_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    rows = [node(number, name=text, note=text, id=f"x:{visible(text)}", sources=[f"x:{text} {text}"]) for number, text in enumerate(HOSTILE)]
    links = [link(0, "SUBORDINATE_TO", 0, 0, note=HOSTILE[0]) | {"from": f"x:{visible(HOSTILE[0])}", "to": f"x:{visible(HOSTILE[1])}"}]
    picture = og.draw(graph(rows, links), title=" ".join(HOSTILE))
    assert "‮" not in picture.html
    opened = Opened(browser, picture.save(tmp_path / "map.html"))
    assert opened.page.inner_text("h1") == visible(" ".join(HOSTILE)) == opened.page.title()
    for text in HOSTILE:
        assert opened.point_at(f"x:{visible(text)}").count(visible(text)) == 4, "name, note, source and its locator"
        tags = opened.page.evaluate("[...document.querySelectorAll('#tip *')].map((one) => one.tagName)")
        assert set(tags) <= {"STRONG", "DL", "DT", "DD", "UL", "LI"}
    assert opened.page.evaluate("document.querySelectorAll('img, a, b, iframe').length") == 0
    assert opened.page.evaluate("document.scripts.length") == 4
    assert opened.noise == [] and len(opened.requests) == 1


def test_a_tooltip_says_kind_number_staff_note_and_where_it_is_written(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(browser, og.draw(shipped_graph("tianjin-2019"), lang="zh").save(tmp_path / "map.html"))
    text = opened.point_at("tianjin-2019:hexi-offices-1")
    for part in ("河西区街道纪检监察工委", "乡镇街道纪检监察机构", "乡镇级", "专职人数", "3", "激活监督“神经末梢”", "004-30"):
        assert part in text
    assert "11" in opened.point_at("tianjin-2019:xiqing-offices")
    assert "数目不详" in opened.point_at("tianjin-2019:xiqing-stations")
    opened.page.mouse.move(2, 2)
    opened.page.wait_for_selector("#tip[hidden]", state="attached")


def test_a_click_leaves_the_neighbours_and_a_click_beside_brings_all_back(browser: Browser, tmp_path: Path) -> None:
    opened = Opened(browser, og.draw(og.example()).save(tmp_path / "map.html"))
    opened.point_at("example:u-edu")
    hidden = "oversightMap.edges.get().filter((one) => one.hidden).length"
    opened.page.mouse.down()
    opened.page.mouse.up()
    opened.page.wait_for_function(f"{hidden} === 4")
    box = opened.page.locator("#map").bounding_box()
    assert box
    opened.page.mouse.click(box["x"] + 3, box["y"] + box["height"] - 3)
    opened.page.wait_for_function(f"{hidden} === 0")


def test_a_notebook_shows_it_in_a_frame_of_its_own(browser: Browser, tmp_path: Path) -> None:
    shown = og.draw(og.example())._repr_html_()
    assert 'sandbox="allow-scripts"' in shown
    page = browser.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.set_content(f"<body>{shown}</body>")
    frame = page.frame_locator("iframe")
    frame.locator("canvas").wait_for()
    assert frame.locator("h1").inner_text() == "某市"
    assert noise == []
