"""The questions of a reading: alike names are one, each answer is one of the mapping, and a file that is read again with the answers asks no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.places import EXAMPLES

import oversight_graph as og
from oversight_graph.loaders.import_options import ImportOptions
from oversight_graph.loaders.mapping_text import known_mapping_of, mapping_text
from oversight_graph.loaders.questions import FileQuestions, questions_of, with_answers
from oversight_graph.reading import FileReading

TOLD = {"area": "530600", "level": "county", "as_of": "2023-06-30", "chart": "given"}


def read(path: Path, **told: object) -> FileReading:
    return og.read_files([path], ImportOptions.of(TOLD | told))[0]


def asked(path: Path, **told: object) -> FileQuestions:
    return questions_of(read(path, **told).readings)


def names(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "names.txt"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_names_that_are_unsure_for_one_reason_are_one_question(tmp_path: Path) -> None:
    found = asked(names(tmp_path, "市财政局", "东部经济协作区", "县委巡察工作领导小组", "西部经济协作区")).names
    assert [[name.name for name in question.names] for question in found] == [["东部经济协作区", "西部经济协作区"], ["县委巡察工作领导小组"]]
    assert [question.kinds for question in found] == [("Collaboration", "Unit"), ("InspectionTeam", "PartyCommittee")]
    assert [name.places for name in found[0].names] == [[("", 2, 1)], [("", 4, 1)]] and all(question.needed for question in found)


def test_a_name_that_may_be_a_person_s_is_a_question_by_itself(tmp_path: Path) -> None:
    found = asked(names(tmp_path, "市财政局", "市审计局", "高和", "白杨")).names
    assert all(len(question.names) == 1 for question in found) and len(found) == 2


def test_what_the_file_doesnt_say_is_asked_by_its_key(tmp_path: Path) -> None:
    path = names(tmp_path, "市财政局")
    assert questions_of(og.read_files([path], {"chart": "c"})[0].readings).header == ("area", "level", "as_of")
    assert asked(path) == FileQuestions()


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in (".csv", ".xlsx", ".txt", ".docx", ".html")))
def test_a_file_read_again_with_the_answers_asks_no_more(name: str) -> None:
    """Whatever is decided by default: each question goes once it is answered with what it says it does otherwise."""
    questions = asked(EXAMPLES / name).names
    kinds = {unsure.name: question.otherwise for question in questions for unsure in question.names}
    mapping = known_mapping_of(mapping_text(with_answers(None, {}, kinds)), "kept") if kinds else None
    assert asked(EXAMPLES / name, mapping=mapping).names == ()


def test_the_answer_makes_the_chart(tmp_path: Path) -> None:
    path = names(tmp_path, "市财政局", "东部经济协作区")
    assert read(path).charts == []
    (chart,) = read(path, mapping=with_answers(None, {}, {"东部经济协作区": "Unit"})).charts
    assert [entry.kind for entry in chart.nodes] == ["Unit", "Unit"]


def test_a_mapping_says_what_the_file_doesnt_and_an_option_stands_over_it(tmp_path: Path) -> None:
    mapping = with_answers({}, {"area": "530600", "level": "county", "as_of": "2023-06-30", "chart": "kept", "source": "名录"}, {})
    path = names(tmp_path, "市财政局")
    (chart,) = og.read_files([path], {"mapping": mapping, "level": "prefecture"})[0].charts
    assert (chart.id, chart.header.area, chart.header.level, chart.header.sources[0].title) == ("kept", "530600", "prefecture", "名录")


def test_a_mapping_is_written_as_it_is_read() -> None:
    written = (
        "format: roster\narea: '530100'\nas_of: 2023-06-30\nheading: 3-4\ncolumns: {B: group, AB: units}\nsheets: {附表: {heading: 2, columns: {A: group}}, x: ignore}\n"
        "kinds: {'yes': Unit, '2020-01-01': none, '#x': Room}\nlinks: {w: {kind: SUPERVISES, form: stationed, reversed: true}}\nauthority: [discipline]\n"
    )
    mapping = known_mapping_of(written, "a")
    assert known_mapping_of(mapping_text(mapping, "甲\n乙"), "b") == mapping
