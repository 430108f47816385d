"""What a page says in the place of what the command line says: with the names of its own fields, in both languages, never with an option."""

from __future__ import annotations

import importlib
import re
import string

import pytest
from support.explorer_cases import text_of
from support.explorer_server import Visitor, load

from oversight_graph.explorer.page_messages import _ON_PAGE
from oversight_graph.messages import explorer, on_page

OPTION = re.compile(r"(?<![\w-])--[a-z]")
ROSTER = "派驻机构,监督单位\n驻县财政局纪检监察组,县财政局、县审计局\n驻县教育局纪检监察组,某某\n"


def texts(code: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    room, _, name = code.partition(".")
    module = importlib.import_module(f"oversight_graph.messages.{room}")
    if name in getattr(module, "MESSAGES", {}):
        zh, en = module.MESSAGES[name]
        return (zh,), (en,)
    found: tuple[tuple[str, ...], tuple[str, ...]] = module.PROBLEMS[name]
    return found


def places(written: tuple[str, ...]) -> set[str]:
    return {name for text in written for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", _ON_PAGE)
def test_a_page_fills_its_message_with_what_the_other_one_holds_and_names_no_option(code: str) -> None:
    for lang in (0, 1):
        there, here = texts(code)[lang], texts(_ON_PAGE[code])[lang]
        assert places(there) == places(here)
        assert any("--" in text for text in there), "its own words would do"
        assert not any("--" in text for text in here)


def test_a_field_is_named_as_the_page_calls_it() -> None:
    for lang in (0, 1):
        words = [pair[lang] for pair in explorer.MESSAGES.values()]
        said = [text for name in (*on_page.MESSAGES, *on_page.PROBLEMS) for text in texts(f"on_page.{name}")[lang]]
        named = {field for text in said for field in re.findall("“([^”]+)”", text)}
        assert named and not {field for field in named if not any(field in word for word in words)}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("names.txt", "市财政局\n某某\n东部经济协作区\n张三\n"),
        ("roster.csv", ROSTER),
        ("table.csv", "甲,乙\n一,二\n三,四\n"),
        ("graph.json", '{"nodes": [{"id": "a", "name": "某某"}, {"id": "b"}], "links": [{"source": "a", "target": "b", "type": "x"}]}'),
        ("x.xml", "<a/>"),
        ("x.json", "[]"),
    ],
)
def test_no_page_of_a_load_names_an_option(city: Visitor, name: str, text: str) -> None:
    page = load(city, text, name).url.path
    for path in (page, "/load"):
        for lang in ("zh", "en"):
            assert not OPTION.search(text_of(city.get(path, params={"lang": lang})))


def test_the_area_is_filled_in_as_the_name_of_the_commission_proposes_it(city: Visitor) -> None:
    page = load(city, ROSTER, "roster.csv", chart="given", commission="昆明市纪委监委")
    assert 'name="area" value="530100" required' in page.text
    assert "“Area (its name or code)” is filled in so" in text_of(page)
