"""The explorer's pages: what they show. Asked over HTTP, as a browser asks."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

import httpx
import openpyxl
import pytest
from html5lib import HTMLParser
from support.explorer_cases import ASKED, PAGES, path_of, text_of
from support.explorer_server import CITY, Visitor, act, load

import oversight_graph as og
from oversight_graph.explorer.app import READING, WRITING
from oversight_graph.explorer.download import TYPES
from oversight_graph.loaders import FORMATS
from oversight_graph.model import FORMS, GRADES, WORKING
from oversight_graph.queries import QUESTIONS

# -- every page --------------------------------------------------------------------------------------------------------


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


# -- the matrix --------------------------------------------------------------------------------------------------------


def figure(shown: str) -> int:
    """A number of a cell; a floor says `≥`, and `?` that none is known."""
    return int(shown.removeprefix("≥ ").replace("?", "0").replace(",", ""))


@pytest.mark.parametrize("by", ["area", "category"])
@pytest.mark.parametrize("scope", ["", "&chart=city-80", "&area=650000", "&chart=tianjin-2019&as_of=2019"])
def test_behind_each_cell_of_the_matrix_lie_as_many_as_it_says(shown: Visitor, by: str, scope: str) -> None:
    """k of n: the rows that a cell leads to stand for n, and those of them at work for k; unknown ones are neither. A set that says no number adds
    nothing, and what it is among is at least so much (domain §4)."""
    page = HTMLParser(namespaceHTMLElements=False).parse(shown.get(f"/?by={by}{scope}").text)
    cells = page.findall(".//table[@class='matrix']//td/a")
    assert len(cells) >= 2 * len(FORMS)
    seen = 0
    for cell in cells:
        known, all_of_it = cell.find("b").text.split(" of ")
        k, n = figure(known), figure(all_of_it)
        parts = {name: figure(number) for name, number in re.findall(r"([a-z ]+) ((?:≥ )?[\d,]+|\?)", "".join(cell.find("span").itertext()))}
        address = cell.get("href").replace("/ask/coverage?", "/ask/coverage/rows.json?")
        rows = shown.get(address).json()["rows"]
        weight = [row["count"] or 0 for row in rows]
        grade = [row["grade"] for row in rows]
        assert sum(weight) == n, address
        assert all_of_it.startswith("≥") == (None in [row["count"] for row in rows])
        working = [row["count"] for row in rows if row["grade"] is not None and row["grade"] >= WORKING]
        assert known.startswith("≥") == (None in working and k > 0)
        assert sum(one for one, two in zip(weight, grade, strict=True) if two is not None and two >= WORKING) == k
        for name, number in parts.items():
            word = next(one for one in GRADES if one.en == name.strip())
            assert sum(one for one, two in zip(weight, grade, strict=True) if two == word.number) == number
        assert k + sum(parts.values()) == n
        assert (known == "?") == (set(grade) == {None}), "an unknown is no zero"
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


# -- questions ---------------------------------------------------------------------------------------------------------


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
        ("/ask/gaps?as_of=2020-13", "not a date of the calendar"),
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


# -- bodies ------------------------------------------------------------------------------------------------------------


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


def test_the_links_of_a_page_say_of_which_members_of_a_set_they_speak(city: Visitor) -> None:
    """A link of a set says its share, `all` too; the number of a part is told or unknown; a link between single bodies says none; `of` is the unit's name."""
    more = """
  - {id: towns, kind: TownshipOffice, name: 乡镇监察组, count: 18}
  - {id: street, kind: TownshipOffice, name: 街道监察组}
  - {id: stations, kind: LiaisonStation, name: 联络站, count: 423}
  - {id: pc, kind: PartyCommittee, name: 局党委}
links:
  - {kind: DISPATCHES, from: cc, to: towns}
  - {kind: EXTENDS_TO, from: towns, to: stations, share: part}
  - {kind: EXTENDS_TO, from: street, to: stations, share: part, count: 1}
  - {kind: COORDINATES_WITH, from: pc, to: g, mechanism: consultation, of: u}
"""
    act(city, load(city, CITY.replace("\nlinks:\n", more)), "confirm")

    def facts(body: str, lang: str) -> list[str]:
        found = re.findall(r'<td>((?:<span class="fact">.*?</span> )+)</td>', city.get(f"/body/city:{body}?lang={lang}").text)
        return [" · ".join(re.sub(r"<[^>]+>", "", one).split("  ")) for one in found]

    assert any("所及成员 每个成员" in one for one in facts("towns", "zh"))
    assert any("所及成员 分担其一部分" in one and "数量 ?" in one for one in facts("towns", "zh"))
    assert any("share a part of the members" in one and "count 1" in one for one in facts("street", "en"))
    assert any("党委（党组）所属单位 市财政局" in one and "所及成员" not in one for one in facts("pc", "zh"))


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
