"""What the page of the map gives away: its address, pictures, paper, its table."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.map_pages import opened
from support.pictures import shipped_graph

import oversight_graph as og


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
    assert page.page.locator("h1").is_visible() and "38" in page.page.inner_text("#shown")


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
    assert page.page.locator("#twin caption").all_inner_texts() == [f"Bodies · {len(of.nodes)}", f"Links · {len(of.links)}"]
