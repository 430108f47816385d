"""The page of the map in a real browser: what it may do, and what one sees on it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from support.map_pages import opened
from support.pictures import CHARTS, HOSTILE, graph, link, node, province, shipped_graph

import oversight_graph as og
from oversight_graph.model import Language
from oversight_graph.picture.labels import visible

# -- safe --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chart", CHARTS)
def test_a_page_asks_for_nothing_logs_nothing_and_shows_all(browser: Browser, chart: str, tmp_path: Path) -> None:
    of = shipped_graph(chart)
    page = opened(browser, og.draw(of, lang="zh"), tmp_path)
    page.page.click("#fit")
    page.page.click("#help summary")
    if page.page.locator("#quiet").count():
        page.page.check("#quiet")
    assert page.state("[M.stage.boxes.length, M.stage.lines.length]") == [len(of.nodes), len(of.links)]
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


# -- what one sees -----------------------------------------------------------------------------------------------------


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
    hidden = "oversightMap.stage.lines.filter((one) => one.hidden).length"
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


# -- by keyboard -------------------------------------------------------------------------------------------------------


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
