"""The explorer in a real browser: it asks nobody else, is silent, and is used by keyboard, screen reader and telephone."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from support.doubtful_charts import NEW, OLD
from support.explorer_cases import HOSTILE, PAGES
from support.explorer_server import CITY, Visitor, act, load

from oversight_graph.picture.labels import visible

SOUND = [path for path in PAGES if path not in ("/nowhere", "/ask/reach?a=纪检监察组", "/?as_of=x", "/?area=99")]
"""Pages that aren't about a mistake: those the browser itself reports on its console."""
DESK, TELEPHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


Open = Callable[..., "Tab"]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Opens tabs, each with cookies of its own, and closes them."""
    with contextlib.ExitStack() as opened:

        def tab(base: str, size: dict[str, int] = DESK, **settings: Any) -> Tab:
            context = browser.new_context(viewport=size, locale="en-GB", **settings)  # type: ignore[arg-type]
            opened.callback(context.close)
            return Tab(context.new_page(), base)

        yield tab


class Tab:
    """A page in a browser, with all that it asked for, logged or popped up."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.requests: list[str] = []
        self.noise: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.noise.append(message.text))
        self.page.on("pageerror", lambda error: self.noise.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.noise.append(dialog.message), dialog.dismiss()))

    def open(self, path: str) -> Page:
        self.page.goto(self.base + path, wait_until="load")
        return self.page

    def quiet(self) -> None:
        assert self.noise == []
        assert [url for url in self.requests if not url.startswith((self.base, "data:", "blob:"))] == []


def wrong(page: Page) -> list[str]:
    """What axe finds serious or critical."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']} {one['nodes'][0].get('failureSummary', '')}" for one in found if one["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("path", SOUND)
def test_a_page_asks_nobody_else_and_is_silent(visit: Open, shown: Visitor, path: str) -> None:
    tab = visit(shown.base)
    page = tab.open(path)
    for frame in page.frames[1:]:
        frame.wait_for_load_state()
    tab.quiet()


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious_on_any_kind_of_page_by_day_and_by_night(visit: Open, shown: Visitor, path: str) -> None:
    page = visit(shown.base).open(path)
    assert wrong(page) == []
    page.emulate_media(color_scheme="dark")
    assert wrong(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_on_a_telephone_nothing_is_wider_than_the_screen_and_axe_is_content(visit: Open, shown: Visitor, path: str) -> None:
    tab = visit(shown.base, TELEPHONE, is_mobile=True, has_touch=True)
    for lang in ("en", "zh"):
        page = tab.open(path + ("&" if "?" in path else "?") + f"lang={lang}")
        assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
        assert page.evaluate("[...document.querySelectorAll('body *')].every((one) => !one.innerText || parseFloat(getComputedStyle(one).fontSize) >= 11)")
    assert wrong(page) == []


@pytest.mark.parametrize("path", ["/", "/ask/gaps?form=state", "/body/gansu-2020:u-water", "/load", "/map?chart=gansu-2020"])
def test_everything_that_can_be_used_is_reached_with_the_tab_key_and_seen(visit: Open, shown: Visitor, path: str) -> None:
    page = visit(shown.base).open(path)
    wanted = page.evaluate(
        """() => {
            const all = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']")];
            const used = all.filter((one) => one.checkVisibility({ visibilityProperty: true }));
            used.forEach((one, number) => { one.dataset.number = number; });
            return used.length;
        }"""
    )
    reached = set()
    for _ in range(wanted + 30):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => {
                const one = document.activeElement, style = getComputedStyle(one);
                return [one.dataset.number ?? one.tagName, one.tagName === "IFRAME" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)];
            }"""
        )
        assert at[1] or at[0] == "BODY", f"the focus on {at[0]} isn't seen"
        if at[0] == "IFRAME":
            break  # a map comes last, and has keys of its own
        reached.add(at[0])
    assert {str(number) for number in range(wanted)} - reached <= set(after_a_map(page))


def after_a_map(page: Page) -> list[str]:
    """What stands behind a map: nothing but the end of the page."""
    return list(
        page.evaluate(
            """() => {
                const map = document.querySelector("iframe");
                return map ? [...document.querySelectorAll("[data-number]")].filter((one) => map.compareDocumentPosition(one) & 4).map((one) => one.dataset.number) : [];
            }"""
        )
    )


def test_the_search_box_suggests_and_is_used_by_keyboard(visit: Open, shown: Visitor) -> None:
    tab = visit(shown.base)
    page = tab.open("/?lang=zh")
    box = page.locator("#find")
    box.focus()
    page.keyboard.type("水利")
    page.wait_for_selector("#find-options [role=option]")
    assert box.get_attribute("aria-expanded") == "true" and wrong(page) == []
    assert page.locator("#find-options").get_by_role("option").count() == 2
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.locator(f"#{box.get_attribute('aria-activedescendant')}").get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.type("厅")
    page.wait_for_selector("#find-options [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/body/**")
    assert page.locator("h1").inner_text().startswith("省水利厅")
    tab.quiet()


def test_a_question_is_asked_by_keyboard_with_bodies_from_the_suggestions(visit: Open, shown: Visitor) -> None:
    tab = visit(shown.base)
    page = tab.open("/ask/path?lang=en&chart=gansu-2020")
    for field, text in (("#f-a", "扶贫办纪检"), ("#f-b", "水利厅纪检")):
        page.locator(field).focus()
        page.keyboard.type(text)
        page.wait_for_selector(f"{field}-options [role=option]")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    assert page.locator("#f-b").input_value() == "gansu-2020:g-water"
    page.keyboard.press("Enter")
    page.wait_for_selector("table.rows")
    assert "室组联动" in page.locator("table.rows").inner_text() and "chart=gansu-2020" in page.url
    tab.quiet()


def test_a_cell_leads_to_rows_reasons_map_and_body(visit: Open, shown: Visitor) -> None:
    tab = visit(shown.base)
    page = tab.open("/?by=category&lang=en&chart=city-80&as_of=2019-06-30")
    page.get_by_role("link", name="people's congress state").click()
    page.get_by_role("link", name="gaps", exact=True).click()
    assert "nominal only" in page.locator("table.rows").inner_text()
    page.get_by_role("link", name="Map", exact=True).last.click()
    frame = page.frame_locator("iframe.map")
    frame.locator("canvas").wait_for()
    assert "gaps" in frame.locator("h1").inner_text()
    page.get_by_role("link", name="Table", exact=True).click()
    page.locator("table.rows tbody a").first.click()
    page.wait_for_url("**/body/city-80:u-congress?*")
    page.frame_locator("iframe.map").locator("canvas").wait_for()
    tab.quiet()


def test_a_file_is_dropped_planned_confirmed_and_taken_back_and_a_second_tab_sees_it(visit: Open, city: Visitor) -> None:
    tab, second = visit(city.base), visit(city.base)
    page = tab.open("/load?lang=en")
    files = page.evaluate_handle("(text) => { const data = new DataTransfer(); data.items.add(new File([text], 'city.yaml')); return data; }", CITY)
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": files})
    assert page.evaluate("document.querySelector('input[type=file]').files[0].name") == "city.yaml"
    page.get_by_role("button", name="Read and plan").press("Enter")
    page.get_by_role("button", name="Do it").wait_for()
    assert wrong(page) == [] and "4 nodes to add" in page.locator(".plan").inner_text()
    assert second.open("/").locator("table.charts").count() == 0
    page.get_by_role("button", name="Do it").press("Enter")
    page.get_by_role("button", name="Undo").wait_for()
    assert wrong(page) == []
    assert "A city" in second.open("/?lang=en").locator("table.charts").inner_text()
    page.get_by_role("button", name="Undo").press("Enter")
    page.get_by_role("button", name="Do it").press("Enter")
    page.get_by_text("done", exact=True).wait_for()
    assert second.open("/").locator("table.charts").count() == 0
    tab.quiet()
    second.quiet()


def test_problems_are_a_table_that_axe_is_content_with(visit: Open, city: Visitor, tmp_path: Path) -> None:
    (tmp_path / "city.yaml").write_text(CITY.replace("STATIONED_AT", "STATIOND_AT"), "utf-8")
    tab = visit(city.base)
    page = tab.open("/load?lang=en")
    page.set_input_files("#file", tmp_path / "city.yaml")
    page.get_by_role("button", name="Read and plan").click()
    page.get_by_text("something is wrong").wait_for()
    assert "did you mean `STATIONED_AT`?" in page.locator("table").first.inner_text() and wrong(page) == []
    tab.quiet()


def test_without_script_a_file_is_loaded_all_the_same(visit: Open, city: Visitor, tmp_path: Path) -> None:
    (tmp_path / "city.yaml").write_text(CITY, "utf-8")
    page = visit(city.base, java_script_enabled=False).open("/load?lang=en")
    page.set_input_files("#file", tmp_path / "city.yaml")
    page.get_by_role("button", name="Read and plan").click()
    page.get_by_role("button", name="Do it").click()
    page.get_by_role("button", name="Undo").wait_for()
    page.goto(f"{city.base}/find?q=财政局")
    assert page.get_by_role("link", name="市财政局", exact=True).count() == 1


def test_hostile_names_run_nothing_wherever_they_are_shown(visit: Open, city: Visitor) -> None:
    nodes = [{"id": f"n{number}", "kind": "Unit", "name": text, "note": text} for number, text in enumerate(HOSTILE)]
    chart = {"chart": "bad", "title": HOSTILE[0], "as_of": "2020-12-31", "area": "530100", "level": "county", "sources": [{"id": "s", "title": HOSTILE[1]}]}
    page = city.settled(city.submit("/load", files={"file": ("bad.json", json.dumps({**chart, "nodes": nodes}))}))
    city.settled(city.submit(page.url.path, action="confirm"))
    tab = visit(city.base)
    for path in ("/", "/ask/coverage", "/ask/gaps?view=map", "/find?q=alert", "/body/bad:n0", "/body/bad:n3", page.url.path):
        shown = tab.open(path)
        assert shown.evaluate("document.querySelectorAll('main img, main script').length") == 0
    assert visible(HOSTILE[3]) in tab.open("/body/bad:n3").locator("h1").inner_text()
    opened = tab.open("/")
    opened.locator("#find").focus()
    opened.keyboard.type("alert")
    opened.wait_for_selector("#find-options [role=option]")
    assert opened.evaluate("document.querySelectorAll('#find-options script, #find-options img').length") == 0
    tab.quiet()


def test_on_paper_there_is_the_answer_and_no_controls(visit: Open, shown: Visitor) -> None:
    page = visit(shown.base).open("/ask/coverage?form=state&chart=city-80")
    page.emulate_media(media="print")
    assert page.locator("table.rows").is_visible() and page.locator(".reference").is_visible()
    for control in ("header nav", "form.question", "form.filters", ".take", "button >> nth=0"):
        assert not page.locator(control).first.is_visible(), control


def test_names_are_decided_by_digits_alone_and_axe_is_content(visit: Open, city: Visitor, tmp_path: Path) -> None:
    """A digit chooses in the first question without an answer, and goes on to the next; in a field a digit is what is typed."""
    (tmp_path / "names.txt").write_text("市财政局\n东部经济协作区\n县委巡察工作领导小组\n", "utf-8")
    page = visit(city.base).open("/load")
    page.set_input_files("#file", str(tmp_path / "names.txt"))
    page.locator("summary").first.click()
    for field, said in (("area", "530600"), ("as_of", "2023-06-30"), ("chart", "given")):
        page.fill(f"#d-{field}", said)
    page.select_option("#d-level", "county")
    page.locator("form.load button").click()
    page.wait_for_selector("[data-decide]")
    assert wrong(page) == []
    page.locator("h1").click()
    page.keyboard.press("2")
    page.keyboard.press("3")
    assert page.evaluate("[...document.querySelectorAll('[data-decide] input:checked')].map((one) => one.value)") == ["Unit", "none"]
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    page.keyboard.press("Enter")
    page.wait_for_selector(".plan")
    assert "2 nodes to add" in page.inner_text("main")


def test_bodies_that_may_be_one_are_decided_by_digits_alone_and_axe_is_content(visit: Open, city: Visitor, tmp_path: Path) -> None:
    """On a telephone too; what was decided is applied, and the columns of no page stand beside its edge."""
    act(city, load(city, OLD), "confirm")
    (tmp_path / "new.yaml").write_text(NEW, "utf-8")
    tab = visit(city.base, TELEPHONE)
    page = tab.open("/load")
    page.set_input_files("#file", str(tmp_path / "new.yaml"))
    page.click("form.load button.main")
    page.wait_for_selector("[data-decide]")
    assert wrong(page) == [] and page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    for digit in "121":
        page.keyboard.press(digit)
    assert page.evaluate("[...document.querySelectorAll('[data-decide] input:checked')].map((one) => one.value)") == ["yes", "no", "yes"]
    assert page.evaluate("document.activeElement.textContent") == "Read again"
    page.keyboard.press("Enter")
    page.wait_for_selector("a[href$='/aliases.csv']")
    assert "left apart as doubtful" not in page.inner_text("main")
    tab.quiet()
