"""A set that is divided is drawn so (domain §3a): a sign at the end of the line and a word on it, in the legend, the panel, the table and the saved picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.map_pages import opened
from support.pictures import Opened
from support.small import graph

import oversight_graph as og
from oversight_graph.model import Language

DIVIDED = """
nodes:
  - {id: cc, kind: Commission, name: 区纪委监委}
  - {id: pc, kind: PartyCommittee, name: 局党委}
  - {id: u, kind: Unit, name: {zh: 教育局, en: Education Bureau}}
  - {id: towns, kind: TownshipOffice, name: 乡镇监察组, count: 18}
  - {id: street, kind: TownshipOffice, name: 街道监察组}
  - {id: stations, kind: LiaisonStation, name: 联络站, count: 423}
  - {id: zones, kind: Collaboration, name: 协作区, count: 7}
links:
  - {kind: DISPATCHES, from: cc, to: towns}
  - {kind: DISPATCHES, from: cc, to: street}
  - {kind: EXTENDS_TO, from: towns, to: stations, share: part, count: 400}
  - {kind: EXTENDS_TO, from: street, to: stations, share: part}
  - {kind: MEMBER_OF, from: towns, to: zones, share: one}
  - {kind: COORDINATES_WITH, from: pc, to: street, mechanism: consultation, of: u}
"""
WORDS: dict[Language, tuple[dict[str, list[str]], dict[str, list[str]], list[str]]] = {
    "zh": (
        {"towns": ["分担 400", "其一"], "street": ["分担"]},
        {"分担 400": ["所及成员 分担其一部分", "数量 400"], "分担": ["所及成员 分担其一部分", "数量 数目不详"], "其一": ["所及成员 其中一个"]},
        ["分担：群体的成员由各方分担", "其一：各只对群体中的一个成员"],
    ),
    "en": (
        {"towns": ["part 400", "one"], "street": ["part"]},
        {"part 400": ["share a part of the members", "count 400"], "part": ["share a part of the members", "count number unknown"], "one": ["share one of the members"]},
        ["part: several divide the members of a set", "one: each with one member of the set"],
    ),
}  # fmt: skip


def said_of_link(page: Opened, body: str, at: int) -> str:
    """What the panel says of the link that stands at a place in the list of a body's links."""
    page.click(f"small:{body}")
    page.page.locator("#panel li button[aria-label]").nth(at).click()
    said = " ".join(page.page.inner_text("#panel").split())
    page.press("Escape")
    return said


@pytest.mark.parametrize("lang", WORDS)
def test_a_set_that_is_divided_is_drawn_so_and_said_in_words(browser: Browser, lang: Language, tmp_path: Path) -> None:
    labels, panel, legend = WORDS[lang]
    page = opened(browser, og.draw(graph(DIVIDED), lang=lang), tmp_path)
    drawn = page.state("M.stage.lines.map(({ id, label, end, from }) => [id, label, end === 'arrow' ? null : end, from.id.split(':')[1]])")
    for body, words in labels.items():
        assert sorted(label for _, label, _, start in drawn if start == body and label) == sorted(words)
    assert {(label is None, sign) for _, label, sign, _ in drawn} == {(True, None), (False, "diamond"), (False, "circle")}
    assert sum(sign == "circle" for _, _, sign, _ in drawn) == 1
    for text in legend:
        assert text in page.page.inner_text("#filters")
    svg = page.state("M.svgOf().text")
    for words in labels.values():
        for word in words:
            assert f">{word}</text>" in svg
    for body, words in labels.items():
        told = [said_of_link(page, body, at) for at in range(len(words) + 1)]  # the links of the body: those that are divided, and how it is dispatched
        for word in words:
            assert any(all(part in one for part in panel[word]) for one in told), (word, told)
    page.page.click("#mode")
    assert page.page.inner_text("#twin-links").count({"zh": "分担其一部分", "en": "a part of the members"}[lang]) == 2
    assert page.noise == []


def test_the_panel_names_the_unit_whose_committee_it_is(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, og.draw(graph(DIVIDED), lang="zh"), tmp_path, "body=small:pc")
    page.page.locator("#panel li button[aria-label]").first.click()
    said = " ".join(page.page.inner_text("#panel").split())
    assert "党委（党组）所属单位 教育局" in said
    assert "所及成员" not in said  # both are single bodies


def test_a_map_without_divided_sets_has_no_word_of_them(browser: Browser, tmp_path: Path) -> None:
    plain = DIVIDED.replace(", share: part, count: 400", ", share: all").replace(", share: part", "").replace(", share: one", ", share: all")
    page = opened(browser, og.draw(graph(plain), lang="zh"), tmp_path)
    assert page.state("M.stage.lines.filter(({ label }) => label).length") == 0
    assert "分担" not in page.page.inner_text("#filters") and "其一" not in page.page.inner_text("#filters")
    page.page.click("#mode")
    assert "所及成员" not in page.page.inner_text("#twin-links")
