"""`oversight load --ask`: a key an answer, on a real terminal; what was decided is kept beside the file and taken the next time (contract §3)."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.terminal import Terminal, terminals

from oversight_graph.loaders.mapping_text import known_mapping

Run = Callable[..., subprocess.CompletedProcess[str]]
TOLD = ("--area", "530600", "--level", "county", "--as-of", "2023-06-30", "--chart", "given", "--yes")
NAMES = "市财政局\n东部经济协作区\n西部经济协作区\n"


@pytest.fixture
def at_terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    (tmp_path / "names.txt").write_text(NAMES, "utf-8")
    with terminals(tmp_path) as start:
        yield start


def test_one_key_decides_names_that_are_alike_and_the_file_is_loaded(at_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    """Both are cooperations in something else than supervision, for the same reason: one question, one answer."""
    terminal = at_terminal("names.txt", *TOLD, "--ask")
    terminal.until("q stop\r\n")
    assert "1/1 2 names alike" in terminal.said and "东部经济协作区 (A2)" in terminal.said
    terminal.press("2")
    assert terminal.end() == 0, terminal.said
    assert "Loaded: given" in terminal.said and "3 nodes to add (3 Unit)" in terminal.said
    assert known_mapping(tmp_path / "names.txt.mapping.yaml")["kinds"] == {"东部经济协作区": "Unit", "西部经济协作区": "Unit"}


def test_what_was_decided_is_taken_the_next_time_and_nothing_is_asked(at_terminal: Callable[..., Terminal]) -> None:
    first = at_terminal("names.txt", *TOLD, "--ask")
    first.until("q stop\r\n")
    first.press("1")
    assert first.end() == 0, first.said
    second = at_terminal("names.txt", *TOLD, "--ask")
    assert second.end() == 0, second.said
    assert "q stop" not in second.said and "names.txt.mapping.yaml" in second.said and "Nothing to change" in second.said


def test_enter_leaves_out_and_s_asks_one_by_one(at_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    terminal = at_terminal("names.txt", *TOLD, "--ask")
    terminal.until("q stop\r\n")
    terminal.press("s")
    terminal.until("q stop\r\n")
    terminal.press("\r")
    terminal.until("q stop\r\n")
    terminal.press("1")
    assert terminal.end() == 0, terminal.said
    assert known_mapping(tmp_path / "names.txt.mapping.yaml")["kinds"] == {"东部经济协作区": "none", "西部经济协作区": "Collaboration"}


def test_q_stops_loads_nothing_and_keeps_what_was_decided(at_terminal: Callable[..., Terminal], run: Run, tmp_path: Path) -> None:
    terminal = at_terminal("names.txt", *TOLD, "--ask")
    terminal.until("q stop\r\n")
    terminal.press("s")
    terminal.until("q stop\r\n")
    terminal.press("2")
    terminal.until("q stop\r\n")
    terminal.press("q")
    assert terminal.end() == 1 and "Stopped; nothing was loaded." in terminal.said
    assert known_mapping(tmp_path / "names.txt.mapping.yaml")["kinds"] == {"东部经济协作区": "Unit"}
    assert not (tmp_path / "store.lbug").exists()


def test_what_the_file_doesnt_say_is_asked_too_and_kept(at_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    terminal = at_terminal("names.txt", "--unsure", "leave-out", "--yes", "--ask")
    terminal.until("Enter stops): ")
    terminal.type("no area!")
    terminal.until("once more")
    terminal.type("530600")
    terminal.until("q stop\r\n")
    terminal.press("4")
    terminal.until("Enter stops): ")
    terminal.type("2023-06-30")
    terminal.until("q stop\r\n")
    terminal.press("1")
    assert terminal.end() == 0, terminal.said
    kept = known_mapping(tmp_path / "names.txt.mapping.yaml")
    assert (kept["area"], kept["level"], kept["as_of"]) == ("530600", "county", "2023-06-30")


def test_the_dialogue_is_in_chinese_too(at_terminal: Callable[..., Terminal]) -> None:
    terminal = at_terminal("names.txt", *TOLD, "--ask", "--lang", "zh")
    terminal.until("q 停止\r\n")
    assert "2个同类名称" in terminal.said and "1 协作区/协作组" in terminal.said and "回车 略去" in terminal.said and "leave out" not in terminal.said
    terminal.press("q")
    assert terminal.end() == 1 and "没有导入任何内容" in terminal.said


@pytest.mark.parametrize(("lang", "said"), [("en", "--ask asks on a terminal, and there is none here"), ("zh", "而这里没有终端")])
def test_without_a_terminal_it_is_a_wrong_use_in_one_paragraph(run: Run, tmp_path: Path, lang: str, said: str) -> None:
    (tmp_path / "names.txt").write_text(NAMES, "utf-8")
    done = run("load", "names.txt", *TOLD, "--ask", "--lang", lang)
    assert done.returncode == 2 and said in done.stderr and len(done.stderr.strip().splitlines()) == 1 and done.stdout == ""
    assert run("load", "names.txt", "--ask", "--guess").returncode == 2
