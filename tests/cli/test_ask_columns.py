"""`oversight load --ask` of the columns of a table: what they are taken for, with their first cells, changed by a key (contract §3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.terminal import Terminal, terminals

from oversight_graph.loaders.mapping_text import known_mapping

TOLD = ("--area", "530600", "--level", "county", "--as-of", "2023-06-30", "--chart", "given", "--commission", "某县纪委监委", "--yes")
ROSTER = "派驻机构,监督单位,办公地点\n驻县财政局纪检监察组,县财政局、县审计局,县水务局\n驻县教育局纪检监察组,县教育局,县林业局\n"
ASKED = "q stop\r\n"


@pytest.fixture
def at_terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    (tmp_path / "roster.csv").write_text(ROSTER, "utf-8")
    with terminals(tmp_path) as start:
        yield start


def test_the_columns_are_shown_with_their_roles_and_first_cells_and_enter_takes_them(at_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    terminal = at_terminal("roster.csv", *TOLD, "--ask")
    terminal.until(ASKED)
    lines = [line.rstrip() for line in terminal.said.splitlines()]
    assert any(line.startswith("    a column A 派驻机构 → ") and "驻县财政局纪检监察组" in line for line in lines), terminal.said
    assert any(line.startswith("    c column C 办公地点 → ") for line in lines)
    terminal.press("\r")
    assert terminal.end() == 0, terminal.said
    assert "Loaded: given" in terminal.said and not (tmp_path / "roster.csv.mapping.yaml").exists()


def test_a_column_is_changed_by_two_keys_and_that_is_kept(at_terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    """The unit of column B is left out; so the groups have none of it."""
    terminal = at_terminal("roster.csv", *TOLD, "--ask", "--dry-run")
    terminal.until(ASKED)
    terminal.press("b")
    terminal.until(ASKED)
    assert "Column B 监督单位 is:" in terminal.said and "1 left out" in terminal.said
    terminal.press("1")
    terminal.until(ASKED)
    assert "    b column B 监督单位 → left out" in terminal.said
    terminal.press("\r")
    terminal.until(ASKED)  # the file was read again with it
    terminal.press("\r")
    assert terminal.end() == 0, terminal.said
    assert "县审计局" not in terminal.said.split("New: given")[1]
    assert known_mapping(tmp_path / "roster.csv.mapping.yaml")["columns"][2] == "ignore"
    again = at_terminal("roster.csv", *TOLD, "--ask", "--dry-run")
    assert again.end() == 0 and ASKED not in again.said, again.said


def test_enter_goes_back_and_another_kind_of_table_is_recognised_anew(at_terminal: Callable[..., Terminal]) -> None:
    terminal = at_terminal("roster.csv", *TOLD, "--ask")
    terminal.until(ASKED)
    terminal.press("0")
    terminal.until(ASKED)
    terminal.press("\r")
    terminal.until(ASKED)
    terminal.press("0")
    terminal.until(ASKED)
    terminal.press("2")  # a list of names
    terminal.until(ASKED)
    assert "The table: a list of names" in terminal.said, terminal.said
    terminal.press("q")
    assert terminal.end() == 1 and "Stopped" in terminal.said


def test_the_columns_fit_the_width_of_the_terminal(at_terminal: Callable[..., Terminal]) -> None:
    from rich.cells import cell_len

    terminal = at_terminal("roster.csv", *TOLD, "--ask", "--lang", "zh")
    terminal.until("q 停止\r\n")
    shown = [line.rstrip("\r\n") for line in terminal.said.splitlines() if "→" in line]
    assert len(shown) == 3 and max(map(cell_len, shown)) <= 80
    terminal.press("q")
    terminal.end()
