"""A mapping file is checked before it is used: each mistake with its line and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from oversight_graph.errors import ChartError
from oversight_graph.loaders.mapping import read_mapping

FORMATS, ROLES = ("roster", "names"), ("group", "units", "name", "ignore")


def mapping(tmp_path: Path, text: str) -> dict[str, object]:
    path = tmp_path / "mapping.yaml"
    path.write_text(text, "utf-8")
    return read_mapping(path, FORMATS, ROLES)


def test_a_mapping_says_columns_by_their_letters(tmp_path: Path) -> None:
    found = mapping(tmp_path, "format: roster\nheading: 3-4\ncolumns: {B: group, AA: units}\nkinds: {市委巡察办: Unit, 其他: none}\nauthority: [D]\n")
    assert found == {
        "format": "roster", "heading": (3, 4), "columns": {2: "group", 27: "units"}, "kinds": {"市委巡察办": "Unit", "其他": "none"}, "authority": ["discipline"],
    }  # fmt: skip


def test_sheets_have_their_own(tmp_path: Path) -> None:
    found = mapping(tmp_path, "sheets:\n  附表1: {heading: 2, columns: {A: group, C: units}}\n  说明: ignore\nheadings: {units: [联系点, 对象]}\n")
    assert found == {"sheets": {"附表1": {"heading": (2, 2), "columns": {1: "group", 3: "units"}}, "说明": "ignore"}, "headings": {"units": ["联系点", "对象"]}}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("format: rooster\n", 1, "did you mean `roster`"),
        ("\ncolumns: {B: grup}\n", 2, "did you mean `group`"),
        ("columns: {2: group}\n", 1, "is no column"),
        ("heading: third\n", 1, "where rows are expected"),
        ("kinds: {某某: Unitt}\n", 1, "did you mean `Unit`"),
        ("kinds: {某某: '?'}\n", 1, "is no kind"),
        ("colums: {A: group}\n", 1, "did you mean `columns`"),
        ("sheets: {附表: [1]}\n", 1, "where a mapping is expected"),
        ("authority: [power]\n", 1, "is no authority"),
        ("- a\n", 1, "isn't one mapping"),
        ("a: [\n", 1, "isn't YAML"),
    ],
)
def test_each_mistake_has_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(ChartError) as wrong:
        mapping(tmp_path, text)
    assert said in str(wrong.value) and wrong.value.problems[0].line == line


def test_a_mapping_that_isnt_there(tmp_path: Path) -> None:
    with pytest.raises(ChartError, match="no such file"):
        read_mapping(tmp_path / "none.yaml")
