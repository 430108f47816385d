"""Loading in the explorer: a file is read, planned, confirmed, taken back."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openpyxl
import pytest
from support.explorer_cases import text_of
from support.explorer_server import CITY, Visitor, act, charts, load, running
from support.places import EXAMPLES

import oversight_graph as og
from oversight_graph.picture.labels import visible
from oversight_graph.queries import QUESTIONS


def test_a_file_is_read_planned_confirmed_and_taken_back(city: Visitor) -> None:
    assert "Nothing is loaded yet" in city.get("/").text
    page = load(city, CITY)
    text = text_of(page)
    for part in (
        "waits for your confirmation",
        "A city",
        "city.yaml",
        "2020-12-31",
        "commission 1",
        "4 nodes to add",
        "2 links to add",
        "city:u Unit 市财政局",
    ):
        assert part in text, part
    assert charts(city) == [], "nothing has happened yet"
    done = act(city, page, "confirm")
    assert "done" in text_of(done) and charts(city) == ["city"]
    assert "1 of 2" in text_of(city.get("/")), "the matrix shows it"
    planned = act(city, done, "undo")
    assert "4 nodes to remove" in text_of(planned) and charts(city) == ["city"]
    assert "done" in text_of(act(city, planned, "confirm")) and "/body/" not in city.get("/").text
    assert "taken back" in text_of(city.get(done.url.path)) and "Undo" not in city.get(done.url.path).text
    assert city.get("/body/city:u").status_code == 404


def test_undoing_a_new_version_brings_back_the_old_one_and_undoing_a_withdrawal_too(city: Visitor, tmp_path: Path) -> None:
    act(city, load(city, CITY), "confirm")
    with og.open_store(tmp_path / "s.lbug") as store:
        before = [one.chart for one in store.loaded()[1]]
    second = act(city, load(city, CITY.replace("市图书馆", "市博物馆")), "confirm")
    assert "市博物馆" in city.get("/find?q=博物馆").text
    act(city, act(city, second, "undo"), "confirm")
    with og.open_store(tmp_path / "s.lbug") as store:
        assert [one.chart for one in store.loaded()[1]] == before
    gone = act(city, city.settled(city.submit("/withdraw", "/", chart="city")), "confirm")
    assert charts(city) == []
    act(city, act(city, gone, "undo"), "confirm")
    with og.open_store(tmp_path / "s.lbug") as store:
        assert [one.chart for one in store.loaded()[1]] == before


def test_a_plan_and_what_was_done_are_told_in_the_language_of_the_page(city: Visitor) -> None:
    """Before it is confirmed and afterwards, whatever language it was made in."""
    act(city, load(city, CITY), "confirm")
    planned = load(city, CITY.replace("市图书馆", "市博物馆"))
    for page in (planned, act(city, planned, "confirm")):
        english, chinese = (text_of(city.get(page.url.path, params={"lang": lang})) for lang in ("en", "zh"))
        assert "New version: city" in english and "nodes to" in english
        assert "新版图谱：city" in chinese and "机构（" in chinese and "nodes to" not in chinese and "New version" not in chinese


def test_problems_are_told_in_the_language_of_the_page(city: Visitor) -> None:
    page = load(city, CITY.replace("STATIONED_AT", "STATIOND_AT"), "falsch.yaml")
    chinese = text_of(city.get(page.url.path, params={"lang": "zh"}))
    assert "falsch.yaml，第16行" in chinese and "是否指 `STATIONED_AT`？" in chinese and "错误" in chinese


def test_problems_are_shown_with_their_place_and_nothing_can_be_confirmed(city: Visitor) -> None:
    page = load(city, CITY.replace("STATIONED_AT", "STATIOND_AT"), "falsch.yaml")
    text = text_of(page)
    assert "falsch.yaml, line 16" in text and "links[1].kind" in text and "did you mean `STATIONED_AT`?" in text and "errors 1 · warnings 0" in text
    assert "Do it" not in page.text and "/tmp" not in page.text
    assert "something is wrong" in text_of(act(city, page, "confirm")) and charts(city) == []


@pytest.mark.parametrize(("name", "text"), [("a.exe", "MZ"), ("a.yaml", b"\xff\xfe\x00"), ("a.json", "{"), ("../../a.yaml", "x: [")])
def test_what_is_no_chart_is_a_page_of_problems(city: Visitor, name: str, text: str | bytes) -> None:
    page = load(city, text, name)
    assert page.status_code == 200 and "something is wrong" in text_of(page) and "/tmp" not in page.text and "Traceback" not in page.text


def test_an_uploaded_file_is_gone_when_it_was_read(city: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "uploads"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    assert "waits for your confirmation" in text_of(load(city, CITY))
    assert "something is wrong" in text_of(load(city, "x: [", "b.yaml"))
    assert list(place.iterdir()) == []


def test_what_a_file_does_not_say_is_taken_from_the_form(city: Visitor) -> None:
    bare = "sources: [{id: s, title: t}]\nnodes: [{id: a, kind: Unit, name: 甲}]\n"
    assert "something is wrong" in text_of(load(city, bare))
    page = load(city, bare, chart="typed", area="62", level="province", as_of="2020", title="题")
    assert "waits for your confirmation" in text_of(page)
    act(city, page, "confirm")
    assert charts(city) == ["typed"]


def upload(city: Visitor, *paths: Path, **fields: str) -> httpx.Response:
    return city.settled(city.submit("/load", files=[("file", (path.name, path.read_bytes())) for path in paths], **fields))


def test_a_roster_is_loaded_with_what_a_visitor_tells_of_it_and_it_is_said_what_was_recognised(city: Visitor) -> None:
    told = {"area": "530100", "level": "prefecture", "as_of": "2023-06-30", "source": "一览表", "commission": "市纪委监委", "complete": "stationed"}
    page = upload(city, EXAMPLES / "roster.csv", **told)
    expected = og.read_files([EXAMPLES / "roster.csv"], told)[0]
    assert "waits for your confirmation" in text_of(page) and "/tmp" not in page.text
    for line in expected.understood:
        assert " ".join(visible(str(line)).split()) in text_of(page)
    act(city, page, "confirm")
    assert charts(city) == [expected.charts[0].id]
    assert "一览表" in city.get("/").text


def test_tables_that_belong_together_are_one_chart(city: Visitor) -> None:
    """Sheets of one chart as files beside each other: uploaded together they are read together."""
    files = sorted((EXAMPLES / "tidy").iterdir())
    assert len(files) > 1
    act(city, upload(city, *files), "confirm")
    assert charts(city) == [one.id for one in og.read(EXAMPLES / "tidy")]


def test_a_problem_in_a_workbook_is_shown_with_its_cell(city: Visitor, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(EXAMPLES / "tidy.xlsx")
    sheet = book["links"]
    column = next(cell.column for cell in sheet[1] if cell.value in ("kind", "类型", "关系", "关系类型"))
    sheet.cell(3, column).value = "STATIOND_AT"
    book.save(tmp_path / "t.xlsx")
    text = text_of(upload(city, tmp_path / "t.xlsx"))
    assert f"t.xlsx, sheet links, {sheet.cell(3, column).coordinate}" in text and "STATIONED_AT" in text


def test_many_removals_need_a_word_more(city: Visitor) -> None:
    act(city, load(city, CITY), "confirm")
    page = load(city, CITY.split("nodes:")[0] + "nodes: [{id: cc, kind: Commission, name: 市纪委监委}]\n")
    assert 'name="allow"' in page.text
    assert "more than 20 %" in text_of(act(city, page, "confirm")) and "市财政局" in city.get("/body/city:u").text
    again = load(city, CITY.split("nodes:")[0] + "nodes: [{id: cc, kind: Commission, name: 市纪委监委}]\n")
    act(city, again, "confirm", allow="yes")
    assert city.get("/body/city:u").status_code == 404


def test_a_plan_that_somebody_overtook_is_shown_anew(city: Visitor, tmp_path: Path) -> None:
    page = load(city, CITY)
    with og.open_store(tmp_path / "s.lbug") as store:
        (tmp_path / "other.yaml").write_text(CITY.replace("chart: city", "chart: other"), "utf-8")
        og.plan(store, og.read(tmp_path / "other.yaml")).apply()
    anew = act(city, page, "confirm")
    assert "this is the plan as it is now" in text_of(anew) and charts(city) == ["other"]
    act(city, anew, "confirm")
    assert charts(city) == ["other", "city"]


def test_a_second_visitor_sees_the_new_state_at_once(city: Visitor, tmp_path: Path) -> None:
    with httpx.Client(base_url=city.base) as other:
        assert "city" not in other.get("/ask/coverage?lang=en").text.split("<main")[1].split("example")[0]
        act(city, load(city, CITY), "confirm")
        assert "市财政局" in other.get("/ask/coverage").text
        with og.open_store(tmp_path / "s.lbug") as store:  # and what another program does
            og.withdraw(store, "city").apply()
        assert "市财政局" not in other.get("/ask/coverage").text


def test_a_page_shows_a_job_as_it_was_at_one_moment(city: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan that is made while its page is: the page waits for it, or shows it; it never asks to confirm what it doesn't show."""
    from oversight_graph.explorer import job_pages
    from oversight_graph.planning import plan

    go, make, count = threading.Event(), plan.plan, job_pages.kinds_of

    def slowly(*given: Any) -> og.Plan:
        assert go.wait(60)
        return make(*given)

    def meanwhile(*given: Any) -> Any:
        go.set()
        city.finish()
        return count(*given)

    monkeypatch.setattr(plan, "plan", slowly)
    monkeypatch.setattr(job_pages, "kinds_of", meanwhile)
    page = city.submit("/load", files={"file": ("city.yaml", CITY)})
    while not go.is_set():  # the file was still being read
        page = city.get(page.url.path)
    assert "data-wait" in page.text and "Do it" not in page.text
    page = city.settled(page)
    assert "4 nodes to add" in text_of(page) and "Do it" in page.text


def test_a_plan_can_be_given_up_and_is_not_applied_twice(city: Visitor) -> None:
    page = load(city, CITY)
    assert "given up" in text_of(act(city, page, "drop"))
    assert "given up" in text_of(act(city, page, "confirm")) and charts(city) == []
    page = load(city, CITY)
    act(city, page, "confirm")
    assert "done" in text_of(act(city, page, "confirm")) and charts(city) == ["city"]


@pytest.fixture(params=["embedded", "neo4j"])
def either(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    """An explorer over an empty store of either kind."""
    if request.param == "embedded":
        with running(tmp_path / "s.lbug") as visitor:
            yield visitor
        return
    empty_store, (address, _) = request.getfixturevalue("neo4j_stores"), request.getfixturevalue("neo4j_place")
    for key, value in address.environment.items():
        monkeypatch.setenv(key, value)
    with empty_store(), running(address.uri) as visitor:
        yield visitor


def test_both_stores_are_loaded_shown_and_changed_alike(either: Visitor) -> None:
    assert "Nothing is loaded yet" in either.get("/").text
    done = act(either, load(either, CITY), "confirm")
    assert charts(either) == ["city"] and "1 of 2" in text_of(either.get("/"))
    answers = [either.get(f"/ask/{question.id}/rows.json?a=city:g&b=city:cc").status_code for question in QUESTIONS]
    assert set(answers) <= {200, 400}, "400: a parameter that the question hasn't got"
    text = text_of(either.get("/body/city:u?area=530100"))
    assert "驻市财政局纪检监察组" in text and "一览" in text and "¶2" in text
    assert either.get("/picture?focus=city:u&area=530100").status_code == 200
    act(either, act(either, done, "undo"), "confirm")
    assert charts(either) == []
