"""Names that aren't sure by themselves: told by their neighbours in a list, or left out where the user wants the rest of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import roster_readings
from support.command import Run
from support.examples import examples
from support.roster_readings import links, names, said, sheet

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders import name_list
from oversight_graph.loaders.import_options import ImportOptions
from oversight_graph.loaders.neighbours import REACH, kinds_by_neighbours
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.workbook import Sheet, Workbook
from oversight_graph.naming.grammar import parse

HEADER = {"chart": "list", "area": "530622", "level": "county", "as_of": "2023-06-30"}
ROOMS = ["第一监督检查室", "案件审理室", "党风政风监督室", "第三审查调查室", "案件监督管理室"]
PLAIN = ["办公室", "组织部", "宣传部", "信访室", "综合室"]
UNITS = ["县财政局", "县审计局", "县民政局"]


def read(*lines: str, **told: object) -> ChartReading:
    opened = SourceFile(Path("names.txt"), ImportOptions.of({**HEADER, **told}))
    opened.__dict__["book"] = Workbook((Sheet("text", [[line] for line in lines]),))
    (reading,) = name_list.read(opened)
    return reading


def severities(reading: ChartReading) -> list[tuple[str, str]]:
    return [(problem.severity, problem.code) for problem in reading.problems]


@pytest.mark.parametrize("plain", PLAIN)
def test_an_office_among_rooms_is_a_room_and_said_to_be_by_its_neighbours(plain: str) -> None:
    reading = read(ROOMS[0], plain, ROOMS[1])
    assert names(reading, "Room") == {ROOMS[0], plain, ROOMS[1]}
    assert severities(reading) == [("warning", "loaders.kind_by_neighbours")]
    assert f"{ROOMS[0]}, {ROOMS[1]}" in said(reading)


def test_several_offices_at_the_head_of_rooms_are_rooms() -> None:
    reading = read("办公室", "组织部", "宣传部", *ROOMS)
    assert names(reading, "Room") == {"办公室", "组织部", "宣传部", *ROOMS}


@pytest.mark.parametrize(
    "lines",
    [
        ["办公室"],
        [ROOMS[0], "办公室"],
        [ROOMS[0], "办公室", UNITS[0]],
        [UNITS[0], "第三组", UNITS[1]],
        ["办公室", ROOMS[0], UNITS[0]],
        [ROOMS[0], *["无"] * REACH, "办公室", *["无"] * REACH, ROOMS[1]],
    ],
)
def test_without_two_neighbours_of_one_kind_that_it_can_be_of_it_stops_the_load(lines: list[str]) -> None:
    reading = read(*lines)
    assert reading.chart is None and "can't be told" in said(reading)


def test_among_units_an_office_is_a_unit() -> None:
    assert names(read(UNITS[0], "办公室", UNITS[1]), "Unit") == {UNITS[0], "办公室", UNITS[1]}


@given(st.lists(st.sampled_from(ROOMS + PLAIN + UNITS), min_size=1, max_size=14, unique=True))
@examples(100)
def test_neighbours_decide_only_what_is_not_sure(lines: list[str]) -> None:
    """By the definition: the nearest sure name before and behind, or two of one side at an edge, all of one kind; and no neighbour decides a sure name."""
    readings = [parse(line) for line in lines]
    for at, found in enumerate(kinds_by_neighbours(readings)):
        before = [one.kind for one in readings[:at] if one.sure][::-1]
        behind = [one.kind for one in readings[at + 1 :] if one.sure]
        beside = [before[0], behind[0]] if before and behind else (before or behind)[:2]
        expected = beside[0] if len(beside) == 2 and len(set(beside)) == 1 and not readings[at].sure else None
        assert (found.kind if found else None) == expected


# ------------------------------------------------------------------------------------------------ leaving out


def test_without_the_option_one_unsure_name_refuses_the_file() -> None:
    reading = read("第三组", *UNITS)
    assert reading.chart is None and severities(reading) == [("error", "loaders.one_of_several_kinds")]


def test_what_is_left_out_is_said_and_the_rest_is_loaded() -> None:
    reading = read("第三组", *UNITS, "某某办", unsure="leave-out")
    assert names(reading, "Unit") == set(UNITS)
    assert severities(reading) == [("warning", "loaders.left_out_as_unsure")] * 2
    assert "`第三组`" in said(reading) and "`某某办`" in said(reading) and "left out" in said(reading)
    assert "names that can't be told, left out by --unsure leave-out: 2" in [str(line) for line in reading.understood]
    assert reading.guess is not None and reading.guess["kinds"] == {"第三组": "?", "某某办": "?"}, "the mapping asks for them all the same"


def test_a_roster_without_a_body_that_cannot_be_told_keeps_its_units() -> None:
    rows = sheet("派驻机构 | 监督单位", "县财政局 | 县审计局", "第一派驻纪检监察组 | 县民政局")
    refused = roster_readings.read(rows)
    assert refused.chart is None
    reading = roster_readings.read(rows, unsure="leave-out")
    assert names(reading, "Unit") == {"县审计局", "县民政局"} and links(reading, "SUPERVISES") == {("第一派驻纪检监察组", "县民政局")}
    assert "left out" in said(reading) and "`县审计局`" in said(reading), "the body is said, and that nobody is known to supervise its unit"


def test_the_option_of_the_commands(run: Run, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("第三组\n县财政局\n", "utf-8")
    words = ("check", "names.txt", "--chart", "list", "--area", "530622", "--level", "county", "--as-of", "2023-06-30")
    assert run(*words).returncode == 1 and run(*words, "--unsure", "refuse").returncode == 1
    taken = run(*words, "--unsure", "leave-out")
    assert taken.returncode == 0 and "1 Unit" in taken.stdout + taken.stderr
