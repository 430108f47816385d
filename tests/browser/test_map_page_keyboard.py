"""Everything on the page of the map works by keyboard."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser
from support.map_pages import opened
from support.pictures import shipped_graph

import oversight_graph as og


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
    page.press("Enter")
    page.page.keyboard.type("g-culture")  # the search is empty and waits for the other end
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
