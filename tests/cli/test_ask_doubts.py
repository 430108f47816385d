"""`oversight load --ask` of bodies that may be one: a key an answer; what was decided is kept as a table of aliases and taken the next time (contract §3)."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.doubtful_charts import NEW, OLD
from support.terminal import Terminal, terminals

from oversight_graph.loaders.alias_file import read_aliases

Run = Callable[..., subprocess.CompletedProcess[str]]
ASKED = "q stop\r\n"


@pytest.fixture
def at_terminal(tmp_path: Path, run: Run) -> Iterator[Callable[..., Terminal]]:
    for name, text in (("old.yaml", OLD), ("new.yaml", NEW)):
        (tmp_path / name).write_text(text, "utf-8")
    assert run("load", "old.yaml", "--yes").returncode == 0
    with terminals(tmp_path) as start:
        yield start


def test_one_key_decides_what_is_alike_and_the_plan_is_made_with_the_answers(at_terminal: Callable[..., Terminal], tmp_path: Path, run: Run) -> None:
    terminal = at_terminal("new.yaml", "--ask", "--yes")
    for answer in "121":  # 市水务局 is the one and not the other; the groups are the same
        terminal.until(ASKED)
        terminal.press(answer)
    assert terminal.end() == 0, terminal.said
    assert "2 cases alike" in terminal.said and "for: 驻市财政局纪检组 is what 驻市财政局纪检监察组 was called before 2018" in terminal.said
    assert "against: 水务局 of the chart new may be meant as well" in terminal.said
    assert "5 merges" in terminal.said and "left apart as doubtful" not in terminal.said
    rows = read_aliases(tmp_path / "new.yaml.aliases.csv").rows
    assert [row.same for row in rows] == [True, False, True, True]
    again = run("load", "new.yaml", "--aliases", "new.yaml.aliases.csv", "--dry-run")
    assert again.returncode == 0 and "Nothing to change" in again.stdout


def test_what_was_decided_is_taken_the_next_time_and_nothing_is_asked(at_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    first = at_terminal("new.yaml", "--ask", "--dry-run")
    for answer in "222":
        first.until(ASKED)
        first.press(answer)
    assert first.end() == 0 and "3 different bodies by the table of aliases" in first.said, first.said
    second = at_terminal("new.yaml", "--ask", "--yes")
    assert second.end() == 0, second.said
    assert ASKED not in second.said and "new.yaml.aliases.csv" in second.said and "left apart as doubtful" not in second.said


def test_enter_leaves_a_doubt_for_later_and_nothing_is_kept(at_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    terminal = at_terminal("new.yaml", "--ask", "--yes")
    for answer in "\r3\r":
        terminal.until(ASKED)
        terminal.press(answer)
    assert terminal.end() == 0 and "3 left apart as doubtful" in terminal.said, terminal.said
    assert not (tmp_path / "new.yaml.aliases.csv").exists()


def test_s_asks_one_by_one_and_q_loads_nothing_and_keeps_what_was_decided(at_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    terminal = at_terminal("new.yaml", "--ask", "--yes")
    for answer in "\r\rs1q":
        terminal.until(ASKED)
        terminal.press(answer)
    assert terminal.end() == 1 and "Stopped; nothing was loaded." in terminal.said, terminal.said
    (row,) = read_aliases(tmp_path / "new.yaml.aliases.csv").rows
    assert (row.name, row.aliases, row.same) == ("驻市财政局纪检组", ("驻市财政局纪检监察组",), True)


def test_the_dialogue_is_in_chinese_too(at_terminal: Callable[..., Terminal]) -> None:
    terminal = at_terminal("new.yaml", "--ask", "--yes", "--lang", "zh")
    terminal.until("q 停止\r\n")
    assert "是不是同一机构？" in terminal.said and "支持：都叫市水务局" in terminal.said and "1 是同一机构" in terminal.said
    terminal.press("q")
    assert terminal.end() == 1
