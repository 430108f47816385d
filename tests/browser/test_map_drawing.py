"""What the page draws: lines that run behind no box, names that can be read, the same picture whatever is left out of the work."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser
from support.map_pages import opened
from support.pictures import CHARTS, link, node, province, random_graph, shipped_graph
from support.pictures import graph as graph_of_rows

import oversight_graph as og
from oversight_graph.graph.graph import Graph
from oversight_graph.model import WORKING

Box = tuple[float, float, float, float]
LINES = """M.stage.lines.filter(({ hidden }) => !hidden).map(({ points, from, to }) => [points, M.stage.boxes.indexOf(from), M.stage.boxes.indexOf(to)])"""
CELL = 100.0


def runs_through(start: tuple[float, float], end: tuple[float, float], box: Box) -> bool:
    """Whether a segment has more than a point inside of a box, half a pixel of its edge left out: cut by each edge in turn."""
    low, high = 0.0, 1.0
    for axis in (0, 1):
        least, most, step = box[axis] + 0.5, box[axis + 2] - 0.5, end[axis] - start[axis]
        if abs(step) < 1e-9:
            if not least < start[axis] < most:
                return False
            continue
        first, second = sorted(((least - start[axis]) / step, (most - start[axis]) / step))
        low, high = max(low, first), min(high, second)
    return high - low > 1e-6


def behind_a_box(lines: list[Any], boxes: list[Box]) -> list[tuple[int, int]]:
    """The lines that run behind a box that isn't their end, each with it."""
    cells: dict[tuple[int, int], list[int]] = {}
    for number, (left, top, right, bottom) in enumerate(boxes):
        for i in range(int(left // CELL), int(right // CELL) + 1):
            for j in range(int(top // CELL), int(bottom // CELL) + 1):
                cells.setdefault((i, j), []).append(number)
    found = []
    for row, (flat, *ends) in enumerate(lines):
        points = list(zip(flat[::2], flat[1::2], strict=True))
        for (xa, ya), (xb, yb) in pairwise(points):
            steps = max(1, int(max(abs(xb - xa), abs(yb - ya)) // (CELL / 4)))
            near = {
                (int((xa + (xb - xa) * step / steps) // CELL) + di, int((ya + (yb - ya) * step / steps) // CELL) + dj)
                for step in range(steps + 1) for di in (-1, 0, 1) for dj in (-1, 0, 1)
            }  # fmt: skip
            passed = {number for cell in near for number in cells.get(cell, ()) if number not in ends}
            found += [(row, number) for number in passed if runs_through((xa, ya), (xb, yb), boxes[number])]
    return found


def many_levels(seed: int) -> Graph:
    """Random links among bodies of counties with townships and villages, of a province above them."""
    import random

    chance = random.Random(seed)
    kinds = [
        ("Commission", "county"),
        ("Room", "county"),
        ("StationedGroup", "county"),
        ("Unit", "county"),
        ("TownshipOffice", "township"),
        ("Village", "village"),
    ]
    bodies = [node(0, kind="Commission", level="province", area="620000")]
    for number in range(1, 90):
        kind, level = chance.choice(kinds)
        bodies.append(node(number, kind=kind, level=level, area=f"6201{chance.randint(2, 5):02}"))
    links = [
        link(number, chance.choice(["SUPERVISES", "LEADS", "COORDINATES_WITH", "DISPATCHES"]), *chance.sample(range(90), 2))
        for number in range(140)
    ]  # fmt: skip
    return graph_of_rows(bodies, links)


PICTURES: dict[str, Any] = {
    **{chart: (lambda chart=chart: og.draw(shipped_graph(chart), all=True)) for chart in CHARTS},
    "a city": lambda: og.draw(province(920), all=True),
    "a city, folded": lambda: og.draw(province(920)),
    "a province, folded": lambda: og.draw(province(9_950)),
    "a province": lambda: og.draw(province(9_950), all=True),
    **{f"random {seed}": (lambda seed=seed: og.draw(random_graph(seed), all=True)) for seed in range(4)},
    **{f"levels {seed}": (lambda seed=seed: og.draw(many_levels(seed), all=True)) for seed in range(6)},
}


@pytest.mark.parametrize("name", PICTURES)
def test_no_line_runs_behind_a_box_that_isnt_its_end(browser: Browser, name: str, tmp_path: Path) -> None:
    page = opened(browser, PICTURES[name](), tmp_path)
    if page.page.locator("#quiet").count():
        page.page.locator("#quiet").evaluate("(box) => { if (!box.checked) box.click(); }")
    lines, boxes = page.state(LINES), page.state("M.boxes()")
    assert lines and not behind_a_box(lines, boxes)


def test_no_line_runs_behind_a_box_while_some_regions_are_open(browser: Browser, tmp_path: Path) -> None:
    for place in ("open=1", "open=0.2.3.5", "open=7&kind=Room"):
        page = opened(browser, og.draw(province(920), lang="zh"), tmp_path, place)
        lines, boxes = page.state(LINES), page.state("M.boxes()")
        assert len(boxes) > 100 and not behind_a_box(lines, boxes), place


def overlapping(boxes: list[Box]) -> bool:
    left, top, right, bottom = np.array(boxes).T
    over = (left[:, None] < right) & (left < right[:, None]) & (top[:, None] < bottom) & (top < bottom[:, None])
    np.fill_diagonal(over, False)
    return bool(over.any())


@pytest.mark.parametrize("name", ["gansu-2020", "city-80", "a city", "levels 1"])
@pytest.mark.parametrize("filtered", ["kind=Unit~Room", "kind=StationedGroup~Village", "level=township", "kind=Commission~Unit~Township"])
def test_what_the_filters_leave_stands_close_together(browser: Browser, name: str, filtered: str, tmp_path: Path) -> None:
    """No frames without anything in them, no holes: rows and columns close up, in their order; without the filter all is as before."""
    page = opened(browser, PICTURES[name](), tmp_path)
    places = "Object.fromEntries(M.stage.boxes.map(({ id, x, y }) => [id, [x, y]]))"
    frame = "(([left, top, right, bottom]) => (right - left) * (bottom - top))(M.plan.frame)"
    before, size = page.state(places), page.state(frame)
    page.page.evaluate("(text) => { location.hash = text; }", filtered)
    page.page.wait_for_selector("#filters input:not(:checked)", state="attached")
    boxes = page.state("M.boxes()")
    if len(boxes) < len(before):
        assert not overlapping(boxes) and not behind_a_box(page.state(LINES), boxes) and page.state(frame) < size
        assert page.state("M.regionsNow().every(({ box, nodes }) => nodes > 0 && box)")
    page.page.evaluate("location.hash = ''")
    page.page.wait_for_function("(number) => globalThis.oversightMap && oversightMap.stage.boxes.length === number", arg=len(before))
    assert page.state(places) == before


WRITTEN = """() => { const told = globalThis.written = []; const before = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
        told.push([text, Number(/([\\d.]+)px/.exec(this.font)[1]) * this.getTransform().a / devicePixelRatio]);
        return before.call(this, text, ...rest);
    }; }"""


@pytest.mark.parametrize("name", ["xinjiang-2021", "city-80", "a city", "a city, folded", "a province, folded", "a province"])
def test_what_is_written_can_be_read_at_every_distance(browser: Browser, name: str, tmp_path: Path) -> None:
    """At least nine pixels a sign; what can't be written that large is summed up, never left as an empty picture."""
    page = opened(browser, PICTURES[name](), tmp_path, width=1280, height=800)
    page.page.evaluate(WRITTEN)
    first = page.page.evaluate("oversightMap.network.getScale()")
    for factor in (1, 1.5, 2.2, 3.5, 6, 12):
        page.page.evaluate(
            "(scale) => { written.length = 0; oversightMap.network.moveTo({ scale, animation: false }); oversightMap.repaint(); }", first * factor
        )
        page.page.evaluate("new Promise((done) => { oversightMap.network.once('afterDrawing', done); oversightMap.repaint(); })")
        told = page.page.evaluate("written")
        assert told and min(size for _, size in told) >= 8.99, (factor, min(told, key=lambda one: one[1]))


@pytest.mark.parametrize("name", ["gansu-2020", "a province, folded"])
def test_on_a_telephone_names_can_be_read_as_it_opens(browser: Browser, name: str, tmp_path: Path) -> None:
    page = opened(browser, PICTURES[name](), tmp_path, width=390, height=844)
    page.page.evaluate(WRITTEN)
    page.page.evaluate("new Promise((done) => { oversightMap.network.once('afterDrawing', done); oversightMap.repaint(); })")
    names = page.state("[...M.nodeRow.keys()].length") and page.state("M.labels().flatMap((text) => text.split('\\n'))")
    told = [(text, size) for text, size in page.page.evaluate("written") if text in names or text.endswith("纪委监委")]
    assert len(told) > 5 and min(size for _, size in told) >= 8.99


@pytest.mark.parametrize("name", ["xinjiang-2021", "a city", "a province, folded"])
def test_the_picture_at_rest_is_the_same_without_the_shortcuts(browser: Browser, name: str, tmp_path: Path) -> None:
    """What lies outside of the view isn't painted, a slow picture is shown as it was while one moves: neither shows at rest."""
    page = opened(browser, PICTURES[name](), tmp_path)
    drawn = "new Promise((done) => { oversightMap.network.once('afterDrawing', () => done(document.querySelector('#map canvas').toDataURL())); oversightMap.repaint(); })"
    for factor in (1, 3, 8):
        page.page.evaluate("(by) => oversightMap.network.moveTo({ scale: oversightMap.network.getScale() * by, animation: false })", factor)
        page.page.evaluate("for (let step = 0; step < 5; step += 1) oversightMap.network.moveTo({ offset: { x: 3, y: 2 }, animation: false })")
        page.page.evaluate("new Promise((done) => { const look = () => (oversightMap.paint.moving ? requestAnimationFrame(look) : done()); look(); })")
        seen = page.page.evaluate(drawn)
        page.page.evaluate("oversightMap.paint.shortcuts = false")
        assert page.page.evaluate(drawn) == seen
        page.page.evaluate("oversightMap.paint.shortcuts = true")


def test_a_folded_region_tells_its_coverage_and_its_bar_leads_to_the_bodies(browser: Browser, tmp_path: Path) -> None:
    """Of a form k of n, gaps and what is unknown, which is neither; the bar's click lists them, that on the box unfolds."""
    of = province(920)
    page = opened(browser, og.draw(of, colour="state", lang="zh"), tmp_path)
    rows = [row for row in og.ask(of, "coverage", form="state").rows if row["area"] == "620102"]
    covered = sum((row["grade"] or 0) >= WORKING for row in rows)
    region = page.state("M.data.regions.rows.findIndex(([, , area]) => M.data.areas[area][0] === '620102')")
    told = page.state(f"(({{ overseen, covered, found }}) => [overseen, covered, found])(M.summaryOf({region}))")
    assert told[:2] == [len(rows), covered] and len(rows) > 50
    place = page.state(f"(({{ x, bottom }}) => M.network.canvasToDOM({{ x, y: bottom - 13 }}))(M.stage.at.get('#{region}'))")
    frame = page.page.locator("#map").bounding_box()
    assert frame
    page.page.mouse.click(frame["x"] + place["x"], frame["y"] + place["y"])
    page.page.wait_for_selector("#panel button.go")
    listed = page.page.locator("#panel summary small").all_inner_texts()
    assert sum(int(number.strip().replace(",", "")) for number in listed) == len(rows)
    assert page.state("S.open.size") == 0
    page.page.locator("#panel .acts button").click()
    assert page.state(f"S.open.has({region})")


def test_the_bodies_of_a_folded_region_are_listed_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, og.draw(province(920), lang="zh"), tmp_path)
    page.page.focus("#map")
    page.press("ArrowDown", "ArrowDown", "i")
    page.page.wait_for_selector("#panel button.go", state="attached")
    assert page.page.locator("#panel summary").count() and page.state("S.open.size") == 0


@pytest.mark.long
def test_a_map_of_fifty_thousand_bodies_is_used_folded(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, og.draw(province(50_000), lang="zh"), tmp_path)
    assert page.state("M.stage.boxes.length") < 500
    size = next(tmp_path.glob("*.html")).stat().st_size
    assert (size - 620_000) / 50_000 < 350, "bytes a body beyond the page's own"


def test_each_link_of_a_path_says_its_mechanism(browser: Browser, tmp_path: Path) -> None:
    """In words on the line, as the panel says it; one that is only possible is dashed and said to be (domain §5)."""
    page = opened(browser, og.draw(shipped_graph("gansu-2020"), lang="zh"), tmp_path, "path=gansu-2020:g-water~gansu-2020:g-culture~rules")
    told = page.state("M.stage.lines.filter(({ hidden, label }) => !hidden && label).map(({ label }) => label)")
    said = page.page.locator("#panel ol small").all_inner_texts()
    assert told and sorted(label.split(" (")[0] for label in told) == sorted(text.split(" · ")[0].strip() for text in said)
    assert "possible" not in page.page.inner_text("#panel") and not any("可能" in label for label in told)


def test_a_possible_link_of_a_path_is_dashed(browser: Browser, tmp_path: Path) -> None:
    """A path through unnamed members holds under a condition, which the panel gives (domain §3a)."""
    page = opened(browser, og.draw(shipped_graph("tianjin-2019"), lang="zh"), tmp_path, "path=tianjin-2019:binhai~tianjin-2019:hexi-stations~rules")
    lines = page.state("M.stage.lines.filter(({ hidden, label }) => !hidden && label).map(({ label, dashes }) => [label, dashes.length > 0])")
    possible = [dashed for label, dashed in lines if "可能" in label]
    assert possible and all(possible) and "可能" in page.page.inner_text("#panel")
