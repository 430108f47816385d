"""The page of the map in a real browser: what it may do, what it shows, and that everything in it works by keyboard."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from support.pictures import CHARTS, HOSTILE, Opened, graph, link, node, province, random_graph, shipped_graph
from support.small import chart

import oversight_graph as og
from oversight_graph.answer.body_lookup import find_bodies
from oversight_graph.charts import graph_of
from oversight_graph.model import BASES, KINDS, LINKS, MECHANISMS, Language, walks
from oversight_graph.picture.labels import visible
from oversight_graph.rules.path_search import best_paths
from oversight_graph.rules.reach_walk import reach


def opened(browser: Browser, picture: og.Picture, folder: Path, fragment: str = "", **size: int) -> Opened:
    return Opened(browser, picture.save(folder / "map.html"), fragment, **size)


# -- safe -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chart", CHARTS)
def test_a_page_asks_for_nothing_logs_nothing_and_shows_all(browser: Browser, chart: str, tmp_path: Path) -> None:
    of = shipped_graph(chart)
    page = opened(browser, og.draw(of, lang="zh"), tmp_path)
    page.page.click("#fit")
    page.page.click("#help summary")
    if page.page.locator("#quiet").count():
        page.page.check("#quiet")
    assert page.state("[M.nodes.length, M.edges.length]") == [len(of.nodes), len(of.links)]
    assert page.requests == [(tmp_path / "map.html").as_uri()]
    assert page.noise == []


def test_nothing_leaves_the_page_even_when_a_script_tries(browser: Browser, tmp_path: Path) -> None:
    """What the policy is for: were there a hole, it would lead nowhere."""
    page = opened(browser, og.draw(og.example()), tmp_path)
    tried = page.page.evaluate(
        """async () => {
            const failed = async (attempt) => { try { await attempt(); return false; } catch { return true; } };
            const image = new Promise((done) => { const made = new Image(); made.onerror = () => done(true); made.onload = () => done(false); made.src = "https://example.org/x.png"; });
            const script = document.createElement("script");
            script.textContent = "globalThis.broken = 1";
            document.body.append(script);
            return [await failed(() => fetch("https://example.org/")), await image, globalThis.broken === undefined];
        }"""
    )
    assert tried == [True, True, True]
    assert page.failed == [("https://example.org/x.png", "csp")]


def test_hostile_text_is_shown_as_text_and_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    rows = [node(number, name=text, note=text, aliases=[text], id=f"x:{visible(text)}", sources=[f"x:{text} {text}"]) for number, text in enumerate(HOSTILE)]
    links = [link(0, "SUBORDINATE_TO", 0, 0, note=HOSTILE[0]) | {"from": f"x:{visible(HOSTILE[0])}", "to": f"x:{visible(HOSTILE[1])}"}]
    picture = og.draw(graph(rows, links), title=" ".join(HOSTILE))
    assert "‮" not in picture.html
    page = opened(browser, picture, tmp_path)
    assert page.page.inner_text("h1") == visible(" ".join(HOSTILE)) == page.page.title()
    for text in HOSTILE:
        body = f"x:{visible(text)}"
        assert page.point_at(body).count(visible(text)) == 5, "name, alias, note, source and its locator"
        tags = page.page.evaluate("[...document.querySelectorAll('#tip *')].map((one) => one.tagName)")
        assert set(tags) <= {"STRONG", "DL", "DT", "DD", "UL", "LI"}
        page.click(body)
        assert visible(text) in page.page.inner_text("#panel")
        page.page.fill("#search", text)
        page.press("Escape", "Escape")
    page.page.click("#mode")
    assert visible(HOSTILE[0]) in page.page.inner_text("#twin-bodies")
    page.page.click("#lang")
    assert page.page.evaluate("document.querySelectorAll('a, b, iframe, script script').length") == 0
    assert page.page.evaluate("[...document.images].map((one) => one.id)") == ["paper"]
    assert page.page.evaluate("document.scripts.length") == 4
    svg = page.state("M.svgOf().text")
    assert (
        page.page.evaluate("(text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('parsererror, script, a, image').length", svg)
        == 0
    )
    assert page.noise == [] and len(page.requests) == 1


# -- what one sees ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("chart", CHARTS)
def test_every_label_lies_inside_its_box_in_the_fonts_of_this_machine(browser: Browser, chart: str, lang: Language, tmp_path: Path) -> None:
    """With boxes that don't overlap, no two labels do. Names without a place to break are shrunk by the canvas."""
    page = opened(browser, og.draw(shipped_graph(chart), lang=lang), tmp_path)
    wide = page.page.evaluate(
        """() => {
            const { width, stripe, margin, font } = oversightMap.box();
            const pen = document.createElement("canvas").getContext("2d");
            pen.font = `${font}px ${oversightMap.data.fonts}`;
            return oversightMap.labels().flatMap((text) => text.split("\\n")).filter((line) => pen.measureText(line).width > width - stripe - 2 * margin);
        }"""
    )
    assert wide == []


def test_names_are_readable_when_100_nodes_are_opened_and_zoomed(browser: Browser, tmp_path: Path) -> None:
    """60 bodies at 9.5 px at once; whatever the size, a few turns of the wheel make 12 px."""
    page = opened(browser, og.draw(shipped_graph("tianjin-2019"), lang="zh"), tmp_path)
    assert 14 * page.state("M.network.getScale()") >= 9.5
    page.page.mouse.move(840, 400)
    for _ in range(4):
        page.page.mouse.wheel(0, -120)
        page.drawn()
    assert 14 * page.state("M.network.getScale()") >= 12
    assert page.noise == []


def test_a_tooltip_says_kind_number_staff_note_and_where_it_is_written(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, og.draw(shipped_graph("tianjin-2019"), lang="zh"), tmp_path)
    text = page.point_at("tianjin-2019:hexi-offices-1")
    for part in ("河西区街道纪检监察工委", "乡镇街道纪检监察机构", "乡镇级", "专职人数", "3", "激活监督“神经末梢”", "004-30"):
        assert part in text
    assert "11" in page.point_at("tianjin-2019:xiqing-offices")
    assert "数目不详" in page.point_at("tianjin-2019:xiqing-stations")
    page.page.mouse.move(2, 2)
    page.page.wait_for_selector("#tip[hidden]", state="attached")


def test_a_click_leaves_the_neighbours_and_a_click_beside_brings_all_back(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, og.draw(og.example()), tmp_path)
    page.click("example:u-edu")
    hidden = "oversightMap.edges.get().filter((one) => one.hidden).length"
    page.page.wait_for_function(f"{hidden} === 4")
    box = page.page.locator("#map").bounding_box()
    assert box
    page.page.mouse.click(box["x"] + 3, box["y"] + box["height"] - 3)
    page.page.wait_for_function(f"{hidden} === 0")
    assert page.page.locator("#panel").is_hidden()


def test_the_panel_says_who_covers_a_body_and_by_what_and_the_norms_and_the_sources(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, og.draw(shipped_graph("xinjiang-2021"), lang="zh"), tmp_path)
    unit = page.state("M.data.nodes.id.list.find((id) => id.endsWith('u-industry'))") or "xinjiang-2021:u-industry"
    page.click(unit)
    text = page.page.inner_text("#panel")
    for part in ("部门/单位", "派驻监督", "5 · 直接", "驻自治区工信厅纪检监察组", "符合", "N01", "巡视巡察监督", "未知", "来源"):
        assert part in text, part
    page.page.click("#panel button.go:text('驻自治区工信厅纪检监察组') >> nth=0")
    text = page.page.inner_text("#panel")
    assert "监督谁" in text and "自治区贸促会" in text
    page.page.click("#panel button.go:text('…') >> nth=0")
    assert "从—到" in page.page.inner_text("#panel")
    assert page.noise == []


def test_the_language_is_switched_in_the_page(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, og.draw(shipped_graph("gansu-2020"), lang="zh"), tmp_path)
    assert "甘肃派驻监督" in page.page.inner_text("h1") and page.page.evaluate("document.documentElement.lang") == "zh-CN"
    page.page.click("#lang")
    assert page.page.inner_text("h1") == "Stationed supervision in Gansu (2020)" == page.page.title()
    assert "stationed group" in page.page.inner_text("#filters") and page.page.evaluate("document.documentElement.lang") == "en"
    assert any("Audit" in label for label in page.state("M.labels()"))
    assert not re.search("[一-鿿]", page.page.inner_text("#filters")), "no word is left in the other language"
    page.page.click("#lang")
    assert any("审计厅" in label for label in page.state("M.labels()"))


# -- what one does ----------------------------------------------------------------------------------------------------


def test_filters_take_away_what_is_not_ticked_from_picture_table_and_counts(browser: Browser, tmp_path: Path) -> None:
    of = shipped_graph("gansu-2020", "tianjin-2019")
    page = opened(browser, og.draw(of, lang="en"), tmp_path)

    def shown() -> int:
        return int(page.state("M.shown.nodes"))

    units = int((of.nodes["kind"] == "Unit").sum())
    page.page.uncheck("[data-filter=kind][data-of=Unit]")
    assert shown() == len(of.nodes) - units
    assert page.state("M.edges.get().every(({ from, to }) => M.nodes.get(from) && M.nodes.get(to))")
    page.page.check("[data-filter=kind][data-of=Unit]")
    for name, value, column in (("level", "township", "level"), ("area", "620000", "area")):
        page.page.click(f"details[data-key={name}] summary")
        page.page.uncheck(f"[data-filter={name}][data-of='{value}']")
        assert shown() == int((of.nodes[column] != value).sum())
        page.page.check(f"[data-filter={name}][data-of='{value}']")
    page.page.click("details[data-key=charts] summary")
    page.page.uncheck("[data-filter=chart][data-of='gansu-2020']")
    assert shown() == sum(charts != ["gansu-2020"] for charts in of.nodes["charts"])
    page.page.check("[data-filter=chart][data-of='gansu-2020']")
    links = page.state("M.shown.links")
    page.page.uncheck("[data-filter=link][data-of=DISPATCHES]")
    assert page.state("M.shown.links") == links - int((of.links["kind"] == "DISPATCHES").sum())
    page.page.check("[data-filter=link][data-of=DISPATCHES]")
    page.page.select_option("#links_of_form", label="inspection")
    links_of = of.link_table.to_pylist()
    carry = [bool(row["form"] or row["authority"]) for row in links_of]
    serve = [row["form"] == "inspection" or "inspection" in row["authority"] for row in links_of]
    assert page.state("M.shown.links") == sum(not a or b for a, b in zip(carry, serve, strict=True))
    page.page.select_option("#links_of_form", value="-1")
    page.page.select_option("#colour_by", label="stationed")
    graded = {row["id"]: row["grade_name"] for row in og.ask(of, "coverage", form="stationed").rows}
    page.page.uncheck("[data-filter=grade][data-of=direct]")
    assert shown() == len(of.nodes) - sum(name == "direct" for name in graded.values())
    page.page.click("details[data-key=grade] button:text('none')")
    assert shown() == len(of.nodes) - len(graded)
    assert f"{shown()} / {len(of.nodes)}" in page.page.inner_text("#shown")
    page.press("t")
    assert page.page.locator("#twin-bodies tbody tr").count() == shown()
    assert page.noise == []


def test_the_date_slider_shows_what_held_on_a_day(browser: Browser, tmp_path: Path) -> None:
    import datetime

    early, late = datetime.date(2015, 1, 1), datetime.date(2019, 1, 1)
    of = graph(
        [node(0, kind="StationedGroup", valid_from=late), node(1, valid_from=early), node(2)],
        [link(0, "STATIONED_AT", 0, 1, valid_from=late), link(1, "STATIONED_AT", 0, 2)],
    )
    page = opened(browser, og.draw(of), tmp_path)
    assert page.state("M.shown.nodes") == 3
    page.page.focus("#day")
    page.press("Home")
    assert page.page.inner_text("output") == "2015-01-01"
    assert page.state("[...M.shown.node]") == [0, 1, 1]
    page.press("ArrowRight")
    assert page.page.inner_text("output") == "2019-01-01" and page.state("[M.shown.nodes, M.shown.links]") == [3, 2]
    assert "2020-12-31 only" in page.page.inner_text("#filters"), "it says among what it looks"


def test_a_day_on_a_map_goes_by_the_dates_of_each_chart_that_is_shown(browser: Browser, tmp_path: Path) -> None:
    header = 'as_of: {}\narea: "530100"\nlevel: prefecture\nsources: [{{id: s1, title: A report}}]'
    old = chart(
        "nodes: [{id: u, kind: Unit, name: 市财政局, valid_to: 2018-06}, {id: g, kind: StationedGroup, name: 旧组}]\n"
        "links: [{kind: STATIONED_AT, from: g, to: u, authority: [discipline]}]",
        "old",
        header.format("2017"),
    )
    new = chart("nodes: [{id: u, kind: Unit, name: 市财政局, valid_from: 2020}, {id: x, kind: Unit, name: 市统计局}]", "new", header.format("2022"))
    picture = og.draw(graph_of([old, new], "2017"), lang="zh")
    for day, rest, unit, link_held in (
        ("2018-06-30", "", True, 1),
        ("2019-01-01", "", False, 0),  # between the two
        ("2020-06-01", "", True, 0),  # the old chart's link ended with its unit
        ("2020-06-01", "&chart=new", False, 0),
        ("2018-06-01", "&chart=old", False, 0),
    ):
        page = opened(browser, picture, tmp_path, f"date={day}{rest}")
        assert page.state("[M.shown.node[M.nodeRow.get('old:u')] === 1, M.shown.links]") == [unit, link_held], (day, rest)
        assert page.noise == []
        if unit:
            assert "– 2018-06-30" in page.point_at("old:u") and "2020-01-01 –" in page.page.inner_text("#tip"), "the dates of both charts"
        page.page.close()


def test_search_finds_what_the_command_finds_and_more(browser: Browser, tmp_path: Path) -> None:
    """By id, name, alias, a part of it, in either script, by known short forms; and by pinyin initials."""
    of = shipped_graph(*CHARTS)
    page = opened(browser, og.draw(of), tmp_path)
    texts = [
        "第五监督检查室",
        "派駐省水利廳",
        "gansu-2020:pc",
        "u-transport",
        "省交通厅",
        "甘肅省紀委監委",
        "河西区",
        "Audit",
        "ＡＵＤＩＴ",
        "纪律检查委员会",
        "没有这个",
    ]
    for text in texts:
        found = {str(of.ids[one]) for one in find_bodies(of, text)}
        shown = page.page.evaluate("(text) => oversightMap.search(text).map((row) => [...oversightMap.nodeRow.keys()][row])", text)
        assert found <= set(shown) and bool(found) == bool(shown), text
        assert shown[: len(found)] == sorted(found) or len(found) > 1
    ids = page.page.evaluate("oversightMap.search('sslt').map((row) => [...oversightMap.nodeRow.keys()][row])")
    assert ids[0] == "gansu-2020:u-water", "省水利厅"
    taken = page.page.evaluate("(() => { const start = performance.now(); oversightMap.search('jjjcz'); return performance.now() - start; })()")
    assert taken < 100


def test_a_path_in_the_page_is_the_path_of_the_rules(browser: Browser, tmp_path: Path) -> None:
    """domain §5, on random graphs: the same bodies, the same links; or none."""
    for seed in (1, 2):
        of = coordinating(seed)
        page = opened(browser, og.draw(of), tmp_path)
        dice = random.Random(seed)
        known = 0
        for _ in range(50):
            start, goal = dice.sample(range(len(of)), 2)
            paths = best_paths(of, start, goal)
            ends = [str(of.ids[start]), str(of.ids[goal])]
            ways = page.page.evaluate("(ends) => oversightMap.coordination(...ends.map((id) => oversightMap.nodeRow.get(id)))", ends)
            known += bool(paths)
            assert len(ways) == len(paths)
            for way, path in zip(ways, paths, strict=True):
                ids = page.page.evaluate("[...oversightMap.nodeRow.keys()]")
                assert [ids[hop["to"]] for hop in way["hops"]] == [str(of.ids[step.end]) for step in path]
                assert way["cost"] == sum(step.cost for step in path)
        assert known > 20
        page.page.close()


def test_reach_in_the_page_is_the_reach_of_the_rules(browser: Browser, tmp_path: Path) -> None:
    """domain §6, from every body of random graphs and of the shipped charts."""
    for of in (shipped_graph(*CHARTS), random_graph(4, 90), random_graph(7, 90), inspecting()):
        page = opened(browser, og.draw(of), tmp_path)
        shown = page.page.evaluate("[...oversightMap.nodeRow.values()].map((row) => [...oversightMap.reachOf(row)].sort(([a], [b]) => a - b))")
        ids = page.page.evaluate("[...oversightMap.nodeRow.keys()]")
        for start in range(len(of)):
            found = reach(of, start)
            expected = {str(of.ids[one]): int(rank) for one, rank in zip(found.node, found.rank, strict=True)}
            assert {ids[row]: rank for row, rank in shown[ids.index(str(of.ids[start]))]} == expected, of.ids[start]
        page.page.close()


def coordinating(seed: int) -> og.Graph:
    """Overseers, some of them sets, linked in every way and by every mechanism and basis."""
    dice = random.Random(seed)
    overseers = [kind.id for kind in KINDS if kind.role == "overseer"]
    bodies = [node(number, kind=dice.choice(overseers), count=dice.choice([1, 1, 1, 1, 5, None])) for number in range(40)]
    of_kind = {kind: [number for number, one in enumerate(bodies) if one["kind"] == kind] for kind in overseers}
    links: list[dict[str, Any]] = []
    while len(links) < 90:
        kind = dice.choice([LINKS["COORDINATES_WITH"], *(one for one in LINKS if one.id in walks.COORDINATION.links())])
        a, b = (dice.choice(of_kind.get(end) or [0]) for end in dice.choice(kind.pairs))
        if a != b and bodies[b]["kind"] in overseers:
            more = {"mechanism": dice.choice(MECHANISMS.ids)} if kind.id == "COORDINATES_WITH" else {}
            links.append(link(len(links), kind.id, a, b, basis=dice.choice(BASES.ids), **more))
    return graph(sorted(bodies, key=lambda one: str(one["id"])), links)  # as a store gives them: of two ways the first by ids is taken


def inspecting() -> og.Graph:
    """Inspections of several years and scopes, mechanisms of all kinds, professional lines."""
    dice = random.Random(11)
    bodies = [node(number, kind=dice.choice(KINDS.ids)) for number in range(70)]
    of_kind = {kind: [number for number, one in enumerate(bodies) if one["kind"] == kind] for kind in KINDS.ids}
    links: list[dict[str, Any]] = []
    while len(links) < 220:
        kind = dice.choice([LINKS["INSPECTS"], LINKS["COORDINATES_WITH"], LINKS["SUBORDINATE_TO"], LINKS["SUPERVISES"], *LINKS])
        a, b = (dice.choice(of_kind[end] or [0]) for end in dice.choice(kind.pairs))
        if a != b:
            more = {"year": dice.choice([2012, 2016, 2019])} if kind.id == "INSPECTS" else {}
            more |= {"scope": dice.choice(["self", "with_subordinates"])} if kind.scoped else {}
            more |= {"mechanism": dice.choice(MECHANISMS.ids)} if kind.id == "COORDINATES_WITH" else {}
            more |= {"line": dice.choice(["administrative", "professional"])} if kind.id == "SUBORDINATE_TO" else {}
            links.append(link(len(links), kind.id, a, b, basis=dice.choice(BASES.ids), **more))
    return graph(bodies, links)


def test_a_large_map_is_folded_and_unfolds_without_an_overlap(browser: Browser, tmp_path: Path) -> None:
    of = province(1200)
    page = opened(browser, og.draw(of, lang="en"), tmp_path)
    overlaps = """() => {
        const boxes = oversightMap.boxes();
        return boxes.some(([a, b, c, d], at) => boxes.slice(at + 1).some(([e, f, g, h]) => a < g && e < c && b < h && f < d));
    }"""
    regions = page.state("M.data.regions.rows.length")
    assert page.state("M.nodes.length") == regions < 200
    assert not page.page.evaluate(overlaps)
    counts = page.state("[...M.edges.get()].length")
    assert 0 < counts < len(of.links)
    page.page.click("details[data-key=regions] li button >> nth=2")
    inside = page.state("M.data.regions.rows[2][4]")
    assert page.state("M.nodes.length") == regions - 1 + inside
    assert not page.page.evaluate(overlaps)
    page.page.click("#unfold-all")
    assert "slow" in page.page.inner_text("#unfold-all") and page.state("M.nodes.length") < len(of.nodes), "it warns first"
    page.page.click("#unfold-all")
    assert page.state("M.nodes.length") == len(of.nodes)
    assert not page.page.evaluate(overlaps)
    page.page.click("#fold-all")
    assert page.state("M.nodes.length") == regions
    page.page.fill("#search", "第3县第2乡监察组")
    page.press("Enter")
    assert page.state("M.nodes.length") > regions, "what is searched for unfolds"
    assert "第3县第2乡监察组" in page.page.inner_text("#panel h2")
    assert page.noise == []


def test_a_view_is_kept_in_the_address_and_comes_back(browser: Browser, tmp_path: Path) -> None:
    picture = og.draw(shipped_graph("tianjin-2019"), lang="zh")
    page = opened(browser, picture, tmp_path)
    page.page.click("#lang")
    page.page.select_option("#colour_by", label="stationed")
    page.page.uncheck("[data-filter=kind][data-of=Village]")
    page.page.click("details[data-key=regions] li button >> nth=1")
    page.press("m", "+")
    page.click("tianjin-2019:hexi-offices-1")
    page.page.click("#panel button:text('Its reach')")
    page.press("t")
    address = page.page.evaluate("location.hash.slice(1)")
    kept = "[S.lang, S.colour, [...S.off.kind], [...S.open], S.chosen, S.reach, S.mode, S.camera, M.shown.nodes]"
    before = page.state(kept)
    again = opened(browser, picture, tmp_path, address)
    assert again.state(kept) == before
    assert before[0] == "en" and before[6] == "table" and before[5] >= 0
    page.page.evaluate("location.hash = ''")
    page.page.wait_for_function("oversightMap.state.lang === 'zh' && oversightMap.state.mode === 'map'")
    assert page.noise == again.noise == []


@pytest.mark.parametrize(
    "address", ["colour=%3Cscript%3E&kind=nothing~Unit&open=1.x.99999&body=__proto__", "at=1,2,NaN&date=9999&path=a~b&near=~&show=constructor"]
)
def test_an_address_that_makes_no_sense_does_no_harm(browser: Browser, address: str, tmp_path: Path) -> None:
    page = opened(browser, og.draw(og.example()), tmp_path, address)
    assert page.state("M.shown.nodes") in (3, 5)
    assert page.noise == []


def test_png_and_svg_hold_the_whole_picture(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, og.draw(shipped_graph("gansu-2020"), lang="zh"), tmp_path)
    page.page.click("details:has(#png) > summary")
    with page.page.expect_download() as started:
        page.page.click("#svg")
    text = Path(started.value.path()).read_text("utf-8")
    assert started.value.suggested_filename == "gansu-2020.svg"
    for part in ("省水利厅", "甘肃省纪委监委", "省级"):
        assert part in text
    assert "<script" not in text and "http://www.w3.org/2000/svg" in text
    with page.page.expect_download() as started:
        page.page.click("#png")
    picture = Path(started.value.path()).read_bytes()
    assert picture[:8] == b"\x89PNG\r\n\x1a\n" and len(picture) > 40_000
    assert (
        page.page.evaluate(
            "oversightMap.painted(1200).then((canvas) => { const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height); let dark = 0; for (let at = 0; at < data.length; at += 4) if (data[at] < 60) dark += 1; return dark; })"
        )
        > 500
    )
    assert page.noise == [] and page.requests[0].startswith("file:") and all(url.startswith(("data:", "blob:")) for url in page.requests[1:])


def test_on_paper_stands_the_whole_picture_and_no_controls(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, og.draw(shipped_graph("gansu-2020"), lang="zh"), tmp_path)
    page.page.emulate_media(media="print")
    page.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.page.wait_for_function("document.getElementById('paper').complete && document.getElementById('paper').naturalWidth > 500")
    assert page.page.locator("#paper").is_visible()
    for hidden in ("#map", ".tools", "#toggle"):
        assert not page.page.locator(hidden).is_visible()
    assert page.page.locator("h1").is_visible() and "37" in page.page.inner_text("#shown")


def test_the_table_says_what_the_picture_says_and_is_sorted_by_any_column(browser: Browser, tmp_path: Path) -> None:
    of = shipped_graph("gansu-2020")
    page = opened(browser, og.draw(of, lang="en"), tmp_path)
    page.page.click("#mode")
    assert page.page.locator("#twin-bodies tbody tr").count() == len(of.nodes)
    assert page.page.locator("#twin-links tbody tr").count() == len(of.links)
    for column in range(page.page.locator("#twin-bodies thead button").count()):
        for order in ("ascending", "descending"):
            button = page.page.locator("#twin-bodies thead button").nth(column)
            if page.page.locator("#twin-bodies thead th").nth(column).get_attribute("aria-sort") != order:
                button.press("Enter")
            assert page.page.locator("#twin-bodies thead th").nth(column).get_attribute("aria-sort") in ("ascending", "descending")
    page.page.locator("#twin-bodies thead button").nth(1).click()
    cells = page.page.locator("#twin-bodies tbody tr td:nth-child(2)").all_inner_texts()
    assert sorted(cells) == sorted(of.nodes["id"]) and cells in (sorted(cells, key=str.lower), sorted(cells, key=str.lower, reverse=True))
    assert page.page.locator("#twin caption").all_inner_texts() == ["Bodies · 37", "Links · 43"]


# -- by keyboard ------------------------------------------------------------------------------------------------------


def test_every_control_works_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    of = shipped_graph("gansu-2020")
    page = opened(browser, og.draw(of, lang="en"), tmp_path)

    def focus(selector: str) -> None:
        page.page.focus(selector)
        assert page.page.evaluate("document.activeElement.matches(':focus-visible') || document.activeElement.id === 'map'")

    # the map: from body to body, open, pan, zoom, fold
    focus("#map")
    page.press("ArrowDown", "ArrowRight", "ArrowLeft", "ArrowUp")
    assert page.page.locator("#tip").is_visible() and page.page.inner_text("#live")
    page.press("Enter")
    chosen = page.state("S.chosen")
    assert chosen >= 0 and page.page.locator("#panel").is_visible()
    scale = page.state("M.network.getScale()")
    page.press("+")
    assert page.state("M.network.getScale()") > scale
    page.press("-", "-")
    assert page.state("M.network.getScale()") < scale
    at = page.state("M.network.getViewPosition().x")
    page.press("Shift+ArrowRight")
    assert page.state("M.network.getViewPosition().x") > at
    page.press("0")
    assert page.state("S.camera") is None
    regions = page.state("S.open.size")
    page.press("f")
    assert page.state("S.open.size") == regions - 1
    page.press("Enter")
    assert page.state("S.open.size") == regions
    page.press("Escape")
    # search
    page.press("/")
    page.page.keyboard.type("sjt")
    assert page.page.get_attribute("#search", "aria-expanded") == "true"
    page.press("ArrowDown")
    assert page.page.get_attribute("#search", "aria-activedescendant") == "hit-0"
    page.press("Enter")
    assert page.state("S.chosen") >= 0 and page.page.locator("#hits").is_hidden()
    # the panel: surroundings, a path, a reach, close
    focus("#panel button:text('Only its surroundings')")
    page.press("Enter")
    near = page.state("M.shown.nodes")
    assert near < len(of.nodes)
    focus("button[aria-label='one step more']")
    page.press("Space")
    assert page.state("M.shown.nodes") > near
    focus("#filters button:text('Show all')")
    page.press("Enter")
    assert page.state("M.shown.nodes") == len(of.nodes)
    page.page.evaluate("location.hash = 'body=gansu-2020:g-poverty'")
    page.page.wait_for_function("oversightMap.state.chosen >= 0 && document.querySelector('#panel h2')")
    focus("#panel button:text('A path from here')")
    page.press("Enter", "/")
    page.page.keyboard.type("g-culture")
    page.press("Enter")
    focus("#panel button:text('Path from Group')")
    page.press("Enter")
    assert "coordination" in page.page.inner_text("#panel") and "cost 4, 4 steps" in page.page.inner_text("#panel")
    focus("#panel select")
    page.press("ArrowDown")
    assert "no path of coordination" in page.page.inner_text("#panel")
    page.press("Tab", "Escape")
    assert page.page.locator("#panel").is_hidden()
    # legend, colours, dates: native controls
    focus("[data-filter=kind][data-of=Unit]")
    page.press("Space")
    assert page.state("M.shown.nodes") < len(of.nodes)
    assert page.page.evaluate("document.activeElement.dataset.of") == "Unit", "the focus stays"
    page.press("Space")
    focus("#colour_by")
    page.press("ArrowDown")
    assert page.state("S.colour") == 0
    assert page.page.evaluate("document.activeElement.id") == "colour_by"
    focus("#links_of_form")
    page.press("ArrowDown")
    assert page.state("S.form") == 0
    page.press("ArrowUp")
    focus("#quiet")
    page.press("Space")
    assert page.state("S.quiet")
    for name, size in (("#fold-all", 0), ("#unfold-all", regions)):
        focus(name)
        page.press("Enter")
        assert page.state("S.open.size") == size
    focus("details[data-key=regions] li button")
    page.press("Enter")
    assert page.state("S.open.size") == regions - 1
    # the top
    focus("#fit")
    page.press("Enter")
    page.press("b")
    assert page.page.locator("#side").is_hidden()
    focus("#toggle")
    page.press("Enter")
    assert page.page.locator("#side").is_visible()
    page.press("l")
    assert page.page.evaluate("document.documentElement.lang") == "zh-CN"
    focus("#lang")
    page.press("Enter")
    assert page.page.evaluate("document.documentElement.lang") == "en"
    page.press("?")
    assert page.page.locator("#help .sheet").is_visible()
    page.press("Escape")
    assert not page.page.locator("#help .sheet").is_visible()
    focus("details:has(#cited) > summary")
    page.press("Enter")
    assert "gansu-2020" in page.page.inner_text("#cited")
    page.press("Escape", "t")
    assert page.page.locator("#twin").is_visible()
    focus("#twin-bodies tbody button")
    page.press("Enter")
    assert page.page.locator("#panel").is_visible()
    focus("#mode")
    page.press("Enter")
    assert page.page.locator("#map").is_visible()
    focus("details:has(#png) > summary")
    page.press("Enter")
    for name in ("#png", "#svg"):
        focus(name)
        with page.page.expect_download():
            page.press("Enter")
    page.page.evaluate("globalThis.print = () => { globalThis.printed = true; }")
    focus("#print")
    page.press("Enter")
    assert page.page.evaluate("globalThis.printed")
    assert page.noise == []


def test_ten_scenes_are_drawn_and_kept_for_people_to_look_at(browser: Browser, tmp_path: Path) -> None:
    """The pictures go to the folder that OVERSIGHT_SCENES names, where one is named; that they hold something is tested always."""
    folder = Path(os.environ.get("OVERSIGHT_SCENES") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    gansu = shipped_graph("gansu-2020")
    scenes: dict[str, tuple[og.Picture, str, dict[str, int]]] = {
        "01-levels": (og.draw(gansu, lang="zh"), "", {}),
        "02-english-with-panel": (og.draw(gansu, lang="en"), "body=gansu-2020:u-water", {}),
        "03-districts-and-collaborations": (og.draw(shipped_graph("tianjin-2019"), lang="zh"), "", {}),
        "04-grades-and-gaps": (og.draw(shipped_graph("city-80"), colour="state", lang="zh"), "", {}),
        "05-rings": (og.draw(gansu, focus="派驻省扶贫办纪检监察组", hops=2, lang="zh"), "", {}),
        "06-path": (og.draw(gansu, focus=["派驻省扶贫办纪检监察组", "派驻省文旅厅纪检监察组"], lang="zh"), "", {}),
        "07-reach": (og.draw(shipped_graph("xinjiang-2021"), lang="zh"), "reach=xinjiang-2021:g-industry", {}),
        "08-table": (og.draw(shipped_graph("tianjin-2019"), lang="en"), "show=table", {}),
        "09-folded": (og.draw(province(3000), lang="zh"), "open=3", {}),
        "10-narrow": (og.draw(gansu, lang="zh"), "body=gansu-2020:g-water", {"width": 400, "height": 800}),
    }
    for name, (picture, fragment, size) in scenes.items():
        page = opened(browser, picture, tmp_path, fragment, **size)
        taken = page.page.screenshot(path=folder / f"{name}.png")
        assert len(taken) > 15_000 and page.noise == [], name
        page.page.close()


@pytest.mark.parametrize("fragment", ["", "body=gansu-2020:u-water", "show=table&colour=state", "path=gansu-2020:g-water~gansu-2020:g-culture~rules"])
@pytest.mark.parametrize("size", [{}, {"width": 400, "height": 800}], ids=["wide", "narrow"])
def test_axe_finds_nothing_that_shuts_somebody_out(browser: Browser, fragment: str, size: dict[str, int], tmp_path: Path) -> None:
    page = opened(browser, og.draw(shipped_graph("gansu-2020"), lang="en"), tmp_path, fragment, **size)
    found = Axe().run(page.page).response
    assert len(found["passes"]) > 10
    assert [(one["id"], [where["html"] for where in one["nodes"]]) for one in found["violations"]] == []


def test_a_notebook_shows_it_in_a_frame_of_its_own(browser: Browser, tmp_path: Path) -> None:
    shown = og.draw(og.example())._repr_html_()
    assert "allow-same-origin" not in shown and 'sandbox="allow-scripts' in shown
    page = browser.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.set_content(f"<body>{shown}</body>")
    frame = page.frame_locator("iframe")
    frame.locator("canvas").wait_for()
    assert frame.locator("h1").inner_text() == "某市"
    frame.locator("#mode").click()
    assert frame.locator("#twin-bodies tbody tr").count() == 5
    assert noise == []
