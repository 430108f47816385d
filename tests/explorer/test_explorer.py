"""The explorer's pages: what they show, what they refuse, what they let change. Asked over HTTP, as a browser asks."""

from __future__ import annotations

import csv
import io
import json
import re
import signal
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import httpx
import openpyxl
import pytest
from html5lib import HTMLParser
from support.explorer_cases import ASKED, HOSTILE, PAGES, path_of, text_of
from support.explorer_server import CITY, Served, Visitor, act, charts, load, running
from support.places import EXAMPLES

import oversight_graph as og
from oversight_graph.explorer.app import READING, WRITING
from oversight_graph.explorer.bounded_cache import BoundedCache, Bounds
from oversight_graph.explorer.download import TYPES
from oversight_graph.explorer.load_pages import safe_name
from oversight_graph.explorer.settings import Settings, is_loopback
from oversight_graph.loaders import FORMATS
from oversight_graph.model import FORMS, GRADES, WORKING
from oversight_graph.picture.labels import visible
from oversight_graph.queries import QUESTIONS

TOKEN = "a-token-that-nobody-can-guess"


# -- every page ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_sound_html_with_the_headers_that_guard_it(shown: Visitor, path: str) -> None:
    answer = shown.get(path)
    assert answer.status_code in (200, 400, 404), answer.text
    parser = HTMLParser(strict=True)
    parser.parse(answer.text)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"
    assert not re.search(r"<[^>]+\s(on\w+|style)=", answer.text), "neither handlers nor styles in markup"
    assert not re.search(r'(src|href|action)="(https?:)?//', answer.text), "nothing is fetched from elsewhere"
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_every_page_speaks_both_languages_and_keeps_the_choice(shown: Visitor, path: str) -> None:
    with httpx.Client(base_url=shown.base) as visitor:
        join = "&" if "?" in path else "?"
        chinese = visitor.get(f"{path}{join}lang=zh")
        assert '<html lang="zh-CN">' in chinese.text and "总览" in chinese.text
        assert '<html lang="zh-CN">' in visitor.get(path).text, "remembered"
        assert '<html lang="en">' in visitor.get(f"{path}{join}lang=en").text


def test_every_address_without_parameters_is_among_the_pages_that_are_visited() -> None:
    addresses = {route.path for route in (*READING, *WRITING) if "GET" in (route.methods or ()) and "{" not in route.path}
    visited = {page.partition("?")[0] for page in PAGES}
    assert {address for address in addresses if not address.endswith(".json")} - {"/picture"} <= visited, "/picture is a document of its own"


def test_style_and_script_come_from_here_and_may_be_kept(shown: Visitor) -> None:
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', shown.get("/").text):
        answer = shown.get(address)
        assert answer.status_code == 200 and "immutable" in answer.headers["cache-control"]
        assert "http" not in re.sub(r"http://www\.w3\.org", "", answer.text), "asks nothing of anybody"


# -- the matrix ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["area", "category"])
@pytest.mark.parametrize("scope", ["", "&chart=city-80", "&area=650000", "&chart=tianjin-2019&as_of=2019"])
def test_behind_each_cell_of_the_matrix_lie_as_many_as_it_says(shown: Visitor, by: str, scope: str) -> None:
    """k of n: the rows that a cell leads to stand for n, and those of them at work for k; unknown ones are neither."""
    page = HTMLParser(namespaceHTMLElements=False).parse(shown.get(f"/?by={by}{scope}").text)
    cells = page.findall(".//table[@class='matrix']//td/a")
    assert len(cells) >= 2 * len(FORMS)
    seen = 0
    for cell in cells:
        known, n = cell.find("b").text.split(" of ")
        k, n = int(known.replace("?", "0").replace(",", "")), int(n.replace(",", ""))
        parts = {name: int(number.replace(",", "")) for name, number in re.findall(r"([a-z ]+) ([\d,]+)", "".join(cell.find("span").itertext()))}
        address = cell.get("href").replace("/ask/coverage?", "/ask/coverage/rows.json?")
        rows = shown.get(address).json()["rows"]
        weight = [1 if row["count"] is None else row["count"] for row in rows]
        grade = [row["grade"] for row in rows]
        assert sum(weight) == n, address
        assert sum(one for one, two in zip(weight, grade, strict=True) if two is not None and two >= WORKING) == k
        for name, number in parts.items():
            word = next(one for one in GRADES if one.en == name.strip())
            assert sum(one for one, two in zip(weight, grade, strict=True) if two == word.number) == number
        assert k + sum(parts.values()) == n
        assert (known == "?") == (parts.get("unknown ", parts.get("unknown")) == n), "an unknown is no zero"
        seen += n
    assert seen == 2 * len(FORMS) * shown.get(f"/ask/coverage/rows.json?{scope}").json()["universe"]["n"], "rows and their total"


def test_a_page_says_its_question_as_a_command(shown: Visitor) -> None:
    """The command gives what the page shows: the same scope, the parameters that differ from what goes without saying."""
    page = shown.get("/ask/gaps?form=state&form=stationed&switch=no&chart=city-80&as_of=2019-06-30").text
    assert "<code>oversight gaps --form state,stationed --no-switch --chart city-80 --as-of 2019-06-30</code>" in page
    assert "<code>oversight reach xinjiang-2021:g-finance</code>" in shown.get("/ask/reach?a=xinjiang-2021:g-finance").text


def test_a_matrix_cell_leads_to_its_reasons_and_its_map(shown: Visitor) -> None:
    """Of the bodies behind a cell, `gaps` says the reasons and the map shows them and no others of their kind."""
    behind = "form=state&is.kind=Unit&is.category=party&chart=city-80&as_of=2019-06-30"
    bodies = {row["id"] for row in shown.get(f"/ask/coverage/rows.json?{behind}").json()["rows"]}
    others = {row["id"] for row in shown.get("/ask/coverage/rows.json?form=state&chart=city-80").json()["rows"]} - bodies
    link = re.search(r'href="(/ask/gaps\?[^"]+)"', shown.get(f"/ask/coverage?{behind}").text)
    assert link and bodies and others
    judged = shown.get(link[1].replace("&amp;", "&").replace("/ask/gaps?", "/ask/gaps/rows.json?")).json()["rows"]
    assert judged and {row["id"] for row in judged} <= bodies and all(row["reasons"] for row in judged)
    shown_on_map = shown.get(f"/ask/coverage/map?{behind}").text
    assert all(f'"{body}"' in shown_on_map for body in bodies) and not any(f'"{body}"' in shown_on_map for body in others)


# -- questions -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
def test_a_question_s_page_has_its_form_its_frame_of_reference_and_every_column(shown: Visitor, question: Any, five: Path) -> None:
    answer = shown.get(path_of(question))
    assert answer.status_code == 200
    text = text_of(answer)
    expected = shown.get(f"/ask/{question.id}/rows.json?{ASKED.get(question.id, '')}").json()
    assert f"n = {expected['universe']['n']:,}" in text and expected["universe"]["what"] in text
    assert {min(days := expected["as_of_by_chart"].values()), max(days)} <= set(re.findall(r"\d{4}-\d\d-\d\d", text))
    for note in expected["notes"]:
        assert note in text
    for chart in expected["scope"]["charts"][:6]:
        assert chart in text
    for column in question.columns:
        assert column.en in text
    for parameter in question.parameters:
        assert (f'name="{parameter.id}"' in answer.text) is (parameter.type != "files")
    if expected["rows"] and "id" in expected["rows"][0]:
        assert f'href="/body/{quote(expected["rows"][0]["id"], safe="/:.-_~")}"' in answer.text


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
@pytest.mark.parametrize("kind", list(TYPES))
def test_a_download_holds_what_the_command_answers(shown: Visitor, question: Any, kind: str, five: Path) -> None:
    parameters = dict(part.split("=") for part in ASKED.get(question.id, "").split("&") if part)
    with og.open_store(five) as store:
        answer = og.ask(store.graph(), question.id, lang="en", **parameters)
    got = shown.get(f"/ask/{question.id}/rows.{kind}?{ASKED.get(question.id, '')}&lang=en")
    assert got.headers["content-disposition"] == f'attachment; filename="{question.id}-{answer.as_of or "by-chart"}.{kind}"'
    if kind == "json":
        assert got.json() == json.loads(answer.to_json())
    elif kind == "csv":
        lines = list(csv.reader(io.StringIO(got.content.decode("utf-8-sig"))))
        assert lines[0] == answer.columns and len(lines) == len(answer) + 1
    else:
        book = openpyxl.load_workbook(io.BytesIO(got.content))
        lines = list(book.worksheets[0].values)
        assert list(lines[0]) == answer.columns and len(lines) == len(answer) + 1
        about = {str(row[1]) for row in book["about"].values}
        assert answer.reference in about and set(answer.notes) <= about
        for column, name in enumerate(answer.columns):
            if answer.asked.columns[column].type == "number":
                assert [line[column] for line in lines[1:]] == list(answer.data[name]), "numbers are numbers, an unknown is empty"


def test_rows_are_sorted_filtered_and_paged_by_the_address(shown: Visitor) -> None:
    every = shown.get("/ask/coverage/rows.json").json()["rows"]
    up = shown.get("/ask/coverage/rows.json?rows.sort=grade").json()["rows"]
    down = shown.get("/ask/coverage/rows.json?rows.sort=-grade").json()["rows"]
    assert len(up) == len(down) == len(every) and 0 < sum(row["grade"] is None for row in every) < len(every)
    known = [row["grade"] for row in up if row["grade"] is not None]
    assert known == sorted(known) and up[len(known) :] == [row for row in up if row["grade"] is None], "unknown ones last"
    assert [row["grade"] for row in down][: len(known)] == known[::-1] and down[-1]["grade"] is None
    only = shown.get("/ask/coverage/rows.json?is.kind=Village&is.form=state&is.form=discipline").json()["rows"]
    assert only == [row for row in every if row["kind"] == "Village" and row["form"] in ("state", "discipline")] and only
    blank = shown.get("/ask/coverage/rows.json?is.category=?").json()["rows"]
    assert blank == [row for row in every if row["category"] is None]
    text = shown.get("/ask/coverage/rows.json?rows.text=審計廳").json()["rows"]
    assert {row["name"] for row in text} == {"Audit Department"}, "whatever the script, and in whatever language the rows are shown"
    pages = [shown.get(f"/ask/coverage?rows.page={page}") for page in (1, 2, 99)]
    first, second, last = ([*map(str, re.findall(r'class="t-id"><a href="(/body/[^"]+)"', page.text))] for page in pages)
    assert len(first) == len(second) == 50 and first != second and 0 < len(last) <= 50
    assert shown.get("/ask/coverage?rows.sort=grad").status_code == 400 and "did you mean `grade`" in shown.get("/ask/coverage?rows.sort=grad").text
    assert shown.get("/ask/coverage?is.nothing=1").status_code == 400


def test_what_several_bodies_fit_is_asked_again_with_a_link_to_each(shown: Visitor) -> None:
    answer = shown.get("/ask/reach?a=监督检查室&chart=gansu-2020")
    assert answer.status_code == 404
    links = re.findall(r'href="(/ask/reach\?[^"]*a=gansu-2020%3Aroom[^"]*)"', answer.text)
    assert len(links) >= 2
    assert shown.get(links[0].replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/ask/gaps?form=nothing", "There is no form"),
        ("/ask/gaps?norms=nothing", "There is no set"),
        ("/ask/path?a=x&b=y&paths=0", "whole number"),
        ("/ask/path?a=x&b=y&paths=1e9", "whole number"),
        ("/ask/gaps?norms_files=/etc/passwd", "pages take none"),
        ("/ask/gaps?as_of=2020-13", "no month"),
        ("/?chart=nothing", "loaded"),
        ("/ask/coverage?area=nowhere", "neither a code"),
        ("/body/no:such", "No body fits"),
    ],
)
def test_a_wrong_address_is_answered_with_what_to_do(shown: Visitor, path: str, words: str) -> None:
    answer = shown.get(path)
    assert answer.status_code in (400, 404) and words in text_of(answer)


@pytest.mark.parametrize(
    ("path", "zh", "en"),
    [
        ("/ask/gaps?is.forn=state", "没有列 `forn`；是否指 `form`？", "has no column `forn`; did you mean `form`?"),
        ("/ask/gaps?rows.sort=forn", "没有列 `forn`；是否指 `form`？", "has no column `forn`; did you mean `form`?"),
        ("/ask/gaps?norms_files=/etc/passwd", "网页不读取本机文件", "pages take none"),
        ("/picture?focus=" + "&focus=".join(map(str, range(201))), "网址中列了 201 个机构", "names 201 bodies"),
        ("/no/such", "没有这个页面 请从总览重新开始。", "There is no such page Start again from the overview."),
        ("/?" + "x=1&" * 500, "网址太长", "This address is too long"),
    ],
)
def test_what_is_wrong_is_told_in_the_language_of_the_page(shown: Visitor, path: str, zh: str, en: str) -> None:
    for lang, said in (("zh-CN", zh), ("en", en)):
        with httpx.Client(base_url=shown.base, headers={"accept-language": lang}) as visitor:
            assert said in text_of(visitor.get(path)), lang


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_of_loading_names_the_formats_in_its_language(city: Visitor, lang: Literal["zh", "en"]) -> None:
    page = text_of(city.get("/load", params={"lang": lang}))
    assert all(known.title.text(lang) in page for known in FORMATS if known.read is not None)


@pytest.mark.parametrize("text", ["%00", "%ff%fe", "%0d%0aX-A:1", "%E2%80%AE", "x" * 5000, "%F0%9F%98%80", "..%2f..%2fetc", "{{7*7}}", "%", "&&&=&a"])
def test_no_address_makes_the_program_fall(shown: Visitor, text: str) -> None:
    for path in ("/?chart={}", "/?area={}", "/?as_of={}", "/ask/{}", "/ask/gaps?form={}", "/ask/gaps?rows.text={}", "/ask/gaps?is.form={}", "/ask/reach?a={}",
                 "/ask/path?a={}&b={}&paths={}", "/body/{}", "/find?q={}", "/find.json?q={}", "/picture?focus={}&hops={}", "/map?colour={}", "/load/{}", "/static/{}/x",
                 "/ask/gaps?rows.page={}", "/ask/gaps/rows.{}", "/?lang={}"):  # fmt: skip
        answer = shown.get(path.replace("{}", text))
        assert answer.status_code < 500, (path, answer.status_code)
        assert "49" not in re.findall(r"<h1>([^<]*)", answer.text) and "\u202e" not in answer.text


# -- bodies --------------------------------------------------------------------------------------------------------------


def test_an_overseen_body_s_page_says_who_oversees_it_by_what_and_on_which_source(shown: Visitor) -> None:
    with httpx.Client(base_url=shown.base) as visitor:  # one of its own, as a visitor keeps the language
        text = text_of(visitor.get("/body/gansu-2020:u-water?lang=zh"))
    for part in ("省水利厅", "政府部门", "派驻省水利厅纪检监察组", "5 直接", "未知", "无法判定", "符合", "甘肃省派驻机构2020年工作报道", "003-18"):
        assert part in text, part
    page = shown.get("/body/gansu-2020:u-water").text
    assert 'href="/body/gansu-2020:g-water"' in page and 'href="/ask/path?a=gansu-2020%3Au-water"' in page


def test_an_overseer_s_page_says_whom_it_covers_how_far_it_reaches_and_its_load(shown: Visitor, five: Path) -> None:
    with og.open_store(five) as store:
        graph = store.graph()
    body = "gansu-2020:room-5"
    reach = og.ask(graph, "reach", body)
    text = text_of(shown.get(f"/body/{body}?lang=en"))
    assert f"reaches {reach.summary['total']:,} of n = {reach.n:,}" in text
    assert "counterpart" in text and "load is" in text and "Group at the Water Resources Department" in text


def test_the_links_of_a_page_whose_address_is_chinese_lead_back_to_it(city: Visitor) -> None:
    act(city, load(city, CITY.replace("id: u,", "id: 市财政局,").replace("to: u,", "to: 市财政局,")), "confirm")
    page = city.get("/body/city:市财政局?lang=en")
    for link in [one.replace("&amp;", "&") for one in re.findall(r'href="(/[^"]*(?:hops|lang)=[^"]*)"', page.text)]:
        assert "市财政局" in text_of(city.get(link)), link
    assert city.get(re.findall(r'<iframe[^>]+src="([^"]+)"', page.text)[0].replace("&amp;", "&")).status_code == 200


def test_a_body_is_found_in_either_script_and_suggested(shown: Visitor) -> None:
    assert "gansu-2020:g-water" in shown.get("/find?q=水利廳").text
    found = shown.get("/find.json", params={"q": "水利"}).json()
    assert [one["id"] for one in found["bodies"]] == ["gansu-2020:u-water", "gansu-2020:g-water"] and found["n"] == 2
    assert shown.get(found["bodies"][0]["url"]).status_code == 200
    assert shown.get("/find.json?q=").json() == {"bodies": []}
    assert "No body fits" in shown.get("/find?q=没有这个").text


@pytest.mark.parametrize("path", ["/picture?focus=gansu-2020:g-water", "/picture?chart=gansu-2020&colour=state", "/ask/gaps/map?chart=gansu-2020"])
def test_a_map_is_a_page_of_its_own_under_its_own_policy(shown: Visitor, path: str) -> None:
    answer = shown.get(path)
    policy = answer.headers["content-security-policy"]
    assert answer.status_code == 200 and answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert "default-src 'none'" in policy and "sandbox allow-scripts" in policy and "allow-same-origin" not in policy
    assert "frame-ancestors 'self'" in policy and "sha256-" in policy and "unsafe" not in policy and "connect-src" not in policy


# -- who may come in -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "a b", "127.0.0.1@evil.example", "127.0.0.1:x", "192.168.1.2", "[::1", "0.0.0.0"]
)
def test_a_name_that_is_not_this_explorer_s_is_refused(shown: Visitor, host: str) -> None:
    """A page elsewhere that points its own name at this machine (DNS rebinding) must read nothing."""
    answer = shown.get("/", headers={"host": host})
    assert answer.status_code == 400 and "city-80" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1", "LOCALHOST", "[::1]:8765", "127.0.0.2"])
def test_this_machine_s_own_names_are_answered(shown: Visitor, host: str) -> None:
    assert shown.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "file://", "https://127.0.0.1", "", "http://[", "http://127.0.0.1:x"])
def test_a_request_from_another_origin_is_refused(city: Visitor, origin: str) -> None:
    sign = city.sign()
    assert city.get("/", headers={"origin": origin}).status_code == 403
    sent = city.post("/load", data={"_sign": sign}, files={"file": ("c.yaml", CITY)}, headers={"origin": origin})
    assert sent.status_code == 403 and "c.yaml" not in city.get("/load").text


def test_a_form_without_an_origin_or_without_its_visitor_s_sign_is_refused(city: Visitor) -> None:
    sign = city.sign()
    file = {"file": ("c.yaml", CITY)}
    assert city.post("/load", data={"_sign": sign}, files=file).status_code == 403, "no Origin"
    own = {"origin": city.base}
    for data in ({}, {"_sign": ""}, {"_sign": "0" * 64}, {"_sign": "ü"}):
        assert city.post("/load", data=data, files=file, headers=own).status_code == 403
        assert city.post("/withdraw", data={**data, "chart": "city"}, headers=own).status_code == 403
    with httpx.Client(base_url=city.base) as other:  # a sign is good for its own visitor alone
        other.get("/load")
        assert other.post("/load", data={"_sign": sign}, files=file, headers=own).status_code == 403
    assert "c.yaml" not in city.get("/load").text


def test_what_is_too_large_is_refused_whatever_it_says_of_its_length(tmp_path: Path) -> None:
    with running(tmp_path / "s.lbug", max_upload=2000) as visitor:
        sign = visitor.sign()
        large = {"file": ("c.yaml", "x" * 5000)}
        assert visitor.post("/load", data={"_sign": sign}, files=large, headers={"origin": visitor.base}).status_code == 413

        def pieces() -> Iterator[bytes]:
            yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="c.yaml"\r\n\r\n'
            for _ in range(50):
                yield b"x" * 100

        chunked = {"origin": visitor.base, "content-type": "multipart/form-data; boundary=b"}
        assert visitor.post("/load", content=pieces(), headers=chunked).status_code == 413
        assert "Traceback" not in visitor.get("/load").text


def test_with_a_token_nobody_comes_in_without_it_and_a_link_with_it_is_enough(five: Path) -> None:
    with running(five, host="0.0.0.0", token=TOKEN) as visitor:
        for path in ("/", "/find.json?q=水利", "/load", "/picture", "/?token=wrong", "/?token="):
            answer = visitor.get(path)
            assert answer.status_code == 401 and "city-80" not in answer.text and TOKEN not in answer.text
        first = visitor.get(f"/ask/coverage?form=state&token={TOKEN}")
        assert first.status_code == 303 and first.headers["location"] == "/ask/coverage?form=state", "the token leaves the address"
        cookie = first.headers["set-cookie"]
        assert TOKEN not in cookie and "HttpOnly" in cookie and "samesite=lax" in cookie.lower()
        assert visitor.get("/").status_code == 200 and "city-80" in visitor.get("/").text
        assert "five.lbug" not in visitor.get("/").text, "where the store lies is nothing to visitors from elsewhere"
        assert visitor.get(f"{visitor.base}//evil.example/?token={TOKEN}").headers["location"].startswith("/evil")
        assert visitor.get("/", headers={"host": "192.168.1.2:8765"}).status_code == 200
        assert visitor.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(("host", "inside"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False), ("10.0.0.1", False)])
def test_only_loopback_goes_without_a_token(host: str, inside: bool) -> None:
    assert is_loopback(host) is inside
    assert Settings(host=host).answers_to("evil.example") is False


def test_read_only_has_nothing_of_loading(five: Path) -> None:
    with running(five, read_only=True) as visitor:
        start = visitor.get("/").text
        assert "/load" not in start and "/withdraw" not in start and "<form method" not in start
        for path in ("/load", "/load/x"):
            assert visitor.get(path).status_code == 404
        for path in ("/load", "/withdraw", "/load/x", "/"):
            assert visitor.post(path, headers={"origin": visitor.base}).status_code in (404, 405)


# -- loading -------------------------------------------------------------------------------------------------------------


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


# -- hostile content -----------------------------------------------------------------------------------------------------


def test_hostile_names_are_text_on_every_page_and_in_every_file(city: Visitor) -> None:
    nodes = "\n".join(
        f"  - {{id: n{number}, kind: Unit, name: {json.dumps(text)}, aliases: [{json.dumps(text)}], note: {json.dumps(text)}}}"
        for number, text in enumerate(HOSTILE)
    )
    links = "\n".join(f"  - {{kind: STATIONED_AT, from: g, to: n{number}, note: {json.dumps(text)}, source: s1 {json.dumps(text)[1:-1]!r}}}" if False else
                      f"  - {{kind: STATIONED_AT, from: g, to: n{number}, note: {json.dumps(text)}}}" for number, text in enumerate(HOSTILE))  # fmt: skip
    header = f'chart: bad\ntitle: {json.dumps(HOSTILE[0])}\nas_of: 2020-12-31\narea: "530100"\nlevel: prefecture\n'
    source = f'sources: [{{id: s1, title: {json.dumps(HOSTILE[1])}, url: "javascript:alert(5)"}}]\n'
    page = load(city, f"{header}{source}nodes:\n  - {{id: g, kind: StationedGroup, name: 组}}\n{nodes}\nlinks:\n{links}\n", HOSTILE[1] + ".yaml")
    act(city, page, "confirm")
    assert charts(city) == ["bad"]
    paths = ["/", "/load", str(page.url.path), "/ask/coverage", "/ask/gaps?all=yes", "/ask/workload", "/ask/reach?a=bad:g", "/body/bad:g", "/find?q=alert",
             *(f"/body/bad:n{number}" for number in range(len(HOSTILE))), *(f"/find?q={quote(text)}" for text in HOSTILE)]  # fmt: skip
    for path in paths:
        answer = city.get(path)
        assert answer.status_code == 200, path
        tree = HTMLParser(namespaceHTMLElements=False).parse(answer.text)
        assert len(tree.findall(".//script")) == 1 and not tree.findall(".//img") and "\u202e" not in answer.text and "\u2066" not in answer.text
        for one in tree.iter():
            assert not any(name.startswith("on") for name in getattr(one, "attrib", {})), path
            assert not str(getattr(one, "attrib", {}).get("href", "")).lower().startswith("javascript"), path
    for number, text in enumerate(HOSTILE):
        assert visible(text) in text_of(city.get(f"/body/bad:n{number}"))
    cells = list(csv.reader(io.StringIO(city.get("/ask/coverage/rows.csv?form=state").content.decode("utf-8-sig"))))
    assert "'=HYPERLINK(1)" in [row[1] for row in cells]
    sheet = openpyxl.load_workbook(io.BytesIO(city.get("/ask/coverage/rows.xlsx?form=state").content)).worksheets[0]
    formula = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)")
    assert formula.data_type == "s" and formula.quotePrefix


@pytest.mark.parametrize("name", ["..", "/etc/passwd", "a/../../b.yaml", "*", "[a].yaml", "\x00.yaml", "x" * 500 + ".yaml", "", " .yaml"])
def test_an_uploaded_name_stays_in_its_folder(name: str, tmp_path: Path) -> None:
    made = safe_name(name)
    place = (tmp_path / made).resolve()
    assert place.parent == tmp_path.resolve() and place != tmp_path and len(made.encode()) < 255
    place.write_text("x", "utf-8")
    assert not set(made) & set("*?[]/\\\x00")


# -- keeping -------------------------------------------------------------------------------------------------------------


def test_what_is_kept_is_made_once_and_the_least_used_goes_first() -> None:
    cache, made = BoundedCache(Bounds(99, 25_000)), []

    def get(key: str, size: int = 8_000) -> str:
        return cache.get(key, lambda: made.append(key) or key, lambda _: size)

    for key in "abab":
        get(key)
    assert made == ["a", "b"]
    get("c")
    get("b")
    get("a")
    assert made == ["a", "b", "c", "a"], "a was the least lately used when c came"
    get("d", 99_000)
    assert get("d") == "d" and made.count("d") == 1, "the newest stays however large it is"


def test_a_failure_is_not_kept() -> None:
    cache = BoundedCache(Bounds(9, 9_000))

    def fails() -> str:
        raise ValueError

    with pytest.raises(ValueError):
        cache.get("a", fails, len)
    assert cache.get("a", lambda: "made", len) == "made"


# -- the command ---------------------------------------------------------------------------------------------------------


def test_serve_says_where_it_is_and_ends_quietly_on_ctrl_c(five: Path) -> None:
    with Served("--port", "0", "--store", str(five)) as served:
        address = served.address()
        assert address.startswith("http://127.0.0.1:") and "token" not in address
        assert "city-80" in httpx.get(address).text
        served.process.send_signal(signal.SIGINT)
        assert served.end() == (0, "Ended.\n")


def test_another_host_makes_a_token_and_a_weak_one_is_refused(five: Path) -> None:
    with Served("--port", "0", "--host", "0.0.0.0", "--store", str(five)) as served:
        name, port, token = re.match(r"http://([^:]+):(\d+)/\?token=(\S{32})$", served.address()).groups()  # type: ignore[union-attr]
        own = {"host": f"{name}:{port}"}
        assert httpx.get(f"http://127.0.0.1:{port}/", headers=own).status_code == 401
        assert httpx.get(f"http://127.0.0.1:{port}/?token={token}", headers=own).status_code == 303
    with Served("--port", "0", "--store", str(five), OVERSIGHT_TOKEN="short") as served:
        code, said = served.end()
        assert code == 2 and "OVERSIGHT_TOKEN has 5 characters" in said


def test_a_port_that_is_taken_and_a_host_that_is_not_ours_are_said(five: Path) -> None:
    with Served("--port", "0", "--store", str(five)) as first:
        port = first.address().rsplit(":", 1)[1].strip("/")
        for words, what in ((("--port", port), f"Port {port} of 127.0.0.1 can't be used"), (("--host", "no.such.invalid"), "There is no host")):
            with Served(*words, "--store", str(five)) as second:
                code, said = second.end()
                assert code == 1 and what in said and "Traceback" not in said


def test_a_store_that_can_not_be_read_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "s.lbug").write_text("not a store", "utf-8")
    with running(tmp_path / "s.lbug") as visitor:
        answer = visitor.get("/")
        assert answer.status_code == 503 and "is not a store of this program" in text_of(answer) and "Traceback" not in answer.text
