"""The catalogue of messages: each in Chinese and English, with the same places, used by its code, and nothing said beside it (docs/house.md)."""

from __future__ import annotations

import ast
import importlib
import re
import string
from collections import Counter
from pathlib import Path

import pytest
from support.places import ROOT
from support.untranslated import untranslated

from oversight_graph.messages import in_language, language, message
from oversight_graph.messages.message import Message

CATALOGUE = ROOT / "oversight_graph" / "messages"
ROOMS = sorted(path.stem for path in CATALOGUE.glob("*.py") if path.stem not in ("__init__", "language", "message"))
OF_A_PAGE = frozenset({"explorer", "picture"})
"""Rooms whose messages a page takes all together, by `words(room, lang)`: none of them is looked up by its code in the source (test_page_words.py)."""
PRODUCT = sorted(path for folder in ("oversight_graph", "loaders", "queries") for path in (ROOT / folder).rglob("*.py") if CATALOGUE not in path.parents)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_COMMAND = re.compile(r"\boversight [a-z-]+")
_QUOTED = re.compile(r"`[^`]*`|\"[^\"]*\"|[（(][^（）()]*[)）]")


def entries(room: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The texts of a room by code: those in Chinese, those in English (two of a problem)."""
    module = importlib.import_module(f"oversight_graph.messages.{room}")
    single = {name: ((zh,), (en,)) for name, (zh, en) in getattr(module, "MESSAGES", {}).items()}
    return {f"{room}.{name}": texts for name, texts in (single | getattr(module, "PROBLEMS", {})).items()}


CODES = {code: texts for room in ROOMS for code, texts in entries(room).items() if code != "problems.untranslated"}  # of the tests alone
SPEAKING = {
    "OversightError", "ChartError", "PlanRefused", "PlanStale", "UnknownBody", "NothingThere", "WrongQuestion", "StoreError", "ParseError", "Problem",
    "echo", "confirm", "progress", "busy",
}  # fmt: skip
"""What tells a user something by its arguments."""


def places(texts: tuple[str, ...]) -> Counter[str]:
    return Counter(name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("room", ROOMS)
def test_each_text_has_a_twin_with_the_same_places(room: str) -> None:
    for code, (zh, en) in entries(room).items():
        assert all(text.strip() for text in zh + en), f"{code}: a text is empty"
        assert len(zh) == len(en), code
        named = {name for name in places(zh) if name}, {name for name in places(en) if name}
        assert named[0] == named[1], f"{code}: the places differ"
        assert places(zh)[""] == places(en)[""], f"{code}: the numbers of unnamed places differ"


@pytest.mark.parametrize("room", ROOMS)
def test_a_text_is_in_its_language(room: str) -> None:
    """A Chinese text holds Chinese, unless it says no word at all; an English one holds Chinese only where it quotes."""
    for code, (zh, en) in entries(room).items():
        bare = re.sub(r"\{[^}]*\}", "", " ".join(en))
        if re.search(r"[a-z]{3}", _QUOTED.sub("", bare)):
            assert _CHINESE.search("".join(zh)), f"{code} isn't in Chinese"
        assert not _CHINESE.search(_QUOTED.sub("", bare)) or room in OF_A_PAGE, f"{code} isn't in English"


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""


def test_each_code_in_the_source_is_in_the_catalogue_and_its_places_are_filled() -> None:
    for path in PRODUCT:
        for call in calls(path):
            if called(call) == "message" and isinstance(call.func, ast.Name):
                where = f"{path.relative_to(ROOT)}:{call.lineno}"
                assert call.args and isinstance(call.args[0], ast.Constant), f"{where}: a code is written out, so that it can be found"
                code = str(call.args[0].value)
                assert code in CODES, f"{where}: {code} isn't in the catalogue"
                if all(keyword.arg for keyword in call.keywords):
                    assert {keyword.arg for keyword in call.keywords} == set(places(CODES[code][1])), f"{where}: {code} is filled otherwise"


def test_no_room_words_anything_itself() -> None:
    """What is told is a message; a string is a name, a number, or what somebody else has written."""
    worded = [
        f"{path.relative_to(ROOT)}:{call.lineno}: {ast.unparse(said)}"
        for path in PRODUCT
        for call in calls(path)
        if called(call) in SPEAKING
        for said in [*call.args, *(keyword.value for keyword in call.keywords)]
        for text in ast.walk(said)
        if isinstance(text, ast.Constant) and isinstance(text.value, str) and re.search(r"[a-z]{3,} [a-z]{2,}", _COMMAND.sub("", text.value))
    ]
    assert not worded


def test_each_message_of_the_catalogue_is_said_somewhere() -> None:
    source = "\n".join(path.read_text("utf-8") for path in [*PRODUCT, *CATALOGUE.glob("message.py")])
    idle = [code for code in CODES if code.split(".")[0] not in OF_A_PAGE and f'"{code}"' not in source]
    assert not idle


def test_a_message_is_filled_in_the_language_of_its_reader() -> None:
    several = message("cli.nothing_loaded", errors=2)
    assert (several.text("en"), several.text("zh")) == ("Nothing was loaded: 2 errors.", "没有导入任何内容：2 项错误。")
    assert message("cli.nothing_loaded", errors=1).text("en") == "Nothing was loaded: 1 error."
    near = message("errors.use_one_of", words=["a", "b"])
    with in_language("zh"):
        assert language() == "zh" and str(near) == "请用其中之一：a、b"
    assert str(near) == "use one of: a, b"


def test_lists_numbers_and_messages_inside_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    from oversight_graph.messages import problems

    texts = {"x": ("{a:or}；{a:and}；{a: / }；{n:,row|rows}{n:!is|are}；{m}", "{a:or}; {a:and}; {a: / }; {n:,row|rows} {n:!is|are}; {m}")}
    monkeypatch.setattr(problems, "MESSAGES", problems.MESSAGES | texts)
    said = message("problems.x", a=["x", "y", "z"], n=1200, m=message("problems.row", row=7))
    assert said.text("en") == "x, y or z; x, y and z; x / y / z; 1,200 rows are; row 7"
    assert said.text("zh") == "x、y或z；x、y和z；x / y / z；1,200 rowsare；第7行"


def test_what_a_value_holds_is_never_read_as_a_place() -> None:
    assert untranslated("{x} {0}", "{y").parts() == ("{x} {0}", "{y")
    assert isinstance(untranslated("a"), Message)
