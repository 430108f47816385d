"""The words of pages: each that a template, a script or a module asks for is in the catalogue, and each of the catalogue is asked for."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import get_args

import pytest
from support.places import ROOT

from oversight_graph.explorer.job import JobKind, State
from oversight_graph.explorer.job_pages import DEFAULTS
from oversight_graph.messages.explorer import MESSAGES as EXPLORER
from oversight_graph.messages.picture import MESSAGES as PICTURE

ROOM = ROOT / "oversight_graph" / "explorer"
TEMPLATES = sorted((ROOM / "templates").glob("*.j2"))
PAGE = ROOT / "oversight_graph" / "picture" / "page"
MADE_UP = {"what_": get_args(JobKind), "state_": get_args(State), "d_": DEFAULTS}
"""How names of words begin that a template puts together, and how they may end."""
DRAWN = {"sign_": ("gap", "formal_only", "partial", "unknown")}
_ASKED = re.compile(r"\bw\(([^,()]+)")
_SAID = re.compile(r"\b(?:say|part)\(\"(\w+)\"|data-(?:word|label|hint|title)=\"(\w+)\"|dataset\.word = \"(\w+)\"")


def of_templates() -> set[str]:
    """The words that templates ask for; each is written out, or begins with one of MADE_UP."""
    asked: set[str] = set()
    for path in TEMPLATES:
        for name in _ASKED.findall(path.read_text("utf-8")):
            plain, put_together = re.fullmatch(r"'(\w+)'", name), re.fullmatch(r"'(\w+_)' ~ [\w.]+", name)
            assert plain or (put_together and put_together[1] in MADE_UP), f"{path.name}: w({name}) can't be found by its name"
            asked |= {plain[1]} if plain else {f"{put_together[1]}{end}" for end in MADE_UP[put_together[1]]} if put_together else set()
    return asked


def of_modules(room: Path, *, everything: bool = False) -> set[str]:
    """The words that modules ask for: `….word("x")`, `words("room", lang)["x"]`, `message("room.x")`; or all texts that stand in them."""
    asked: set[str] = set()
    for path in room.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            part: ast.expr | None = None
            if everything and isinstance(node, ast.Constant):
                part = node
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "word" and node.args:
                part = node.args[0]
            elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Call) and ast.unparse(node.value.func) in ("words", "page_words"):
                part = node.slice
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "message":
                part = ast.Constant(str(getattr(node.args[0], "value", "")).partition(f"{room.name}.")[2] or None)
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                asked.add(part.value)
    return asked


def test_the_explorer_s_words_are_those_that_its_pages_ask_for() -> None:
    asked = of_templates() | of_modules(ROOM)
    assert asked - EXPLORER.keys() == set(), "asked for and not in the catalogue"
    assert EXPLORER.keys() - asked == set(), "in the catalogue and never asked for"


def test_the_map_s_words_are_those_that_its_script_and_page_ask_for() -> None:
    sources = {path.name: path.read_text("utf-8") for path in PAGE.iterdir() if path.suffix in (".js", ".j2")}
    asked = {name for text in sources.values() for names in _SAID.findall(text) for name in names if name}
    assert asked | of_modules(PAGE.parent) <= PICTURE.keys(), "asked for and not in the catalogue"
    texts = {name for text in sources.values() for name in re.findall(r"\"(\w+)\"", text)} | of_modules(PAGE.parent, everything=True)
    made_up = {f"{begin}{end}" for begin, ends in DRAWN.items() for end in ends if f"`{begin}${{" in "".join(sources.values())}
    assert PICTURE.keys() - texts - made_up == set(), "in the catalogue and never asked for"


@pytest.mark.parametrize("words", [EXPLORER, PICTURE], ids=["explorer", "picture"])
def test_what_a_template_or_a_script_puts_together_is_in_the_catalogue(words: dict[str, tuple[str, str]]) -> None:
    begins = MADE_UP if words is EXPLORER else DRAWN
    assert {f"{begin}{end}" for begin, ends in begins.items() for end in ends} <= words.keys()


def test_each_name_of_the_map_s_script_is_declared_once() -> None:
    """Its parts are joined to one script, which doesn't run at all where two of them declare one name."""
    declared: dict[str, list[str]] = {}
    for path in sorted(PAGE.glob("*.js")):
        for names in re.findall(r"^(?:const|let|function) (\w+|\{[^}]*\}|\[[^\]]*\])", path.read_text("utf-8"), re.MULTILINE):
            for name in names.strip("{}[]").split(","):
                declared.setdefault(name.rpartition(":")[2].strip(), []).append(path.name)
    assert {name: files for name, files in declared.items() if len(files) > 1} == {}
