"""The template: it opens, it loads as it is, and all that it offers comes from the model."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from support.command import Run

import oversight_graph as og
from oversight_graph.chart.tidy_columns import OWN_SHEETS, TABLES
from oversight_graph.loaders.rosters.kinds import TABLE_KINDS
from oversight_graph.loaders.rosters.kinds.declaration import TableKind
from oversight_graph.model import LINKS, Language
from oversight_graph.workbooks.table_templates import template_columns, write_table_template
from oversight_graph.workbooks.template_workbook import example, write_template

LANGS: tuple[Language, ...] = ("en", "zh")


def book_of(folder: Path, lang: Language = "en", with_example: bool = True) -> Any:
    return openpyxl.load_workbook(write_template(folder / "t.xlsx", lang, with_example))


@pytest.mark.parametrize("lang", LANGS)
def test_the_template_loads_as_it_is_to_its_example(lang: Language, tmp_path: Path) -> None:
    (found,) = og.read_files([write_template(tmp_path / "t.xlsx", lang)])
    assert found.problems == []
    assert found.charts == [example()]
    used = {table.id for table in TABLES if list(openpyxl.load_workbook(tmp_path / "t.xlsx")[table.zh if lang == "zh" else table.id].values)[1:]}
    assert used == set(TABLES.ids), "the example shows every table"


@pytest.mark.parametrize("lang", LANGS)
def test_an_empty_template_is_said_to_hold_no_chart(lang: Language, tmp_path: Path) -> None:
    (found,) = og.read_files([write_template(tmp_path / "t.xlsx", lang, with_example=False)])
    (only,) = found.problems
    assert only.what == "the tables hold no chart"


@pytest.mark.parametrize("lang", LANGS)
def test_every_table_has_its_headings_in_sight_and_explained(lang: Language, tmp_path: Path) -> None:
    book = book_of(tmp_path, lang)
    assert book.sheetnames == [
        OWN_SHEETS["instructions"].label(lang),
        *(table.zh if lang == "zh" else table.id for table in TABLES),
        OWN_SHEETS["words"].label(lang),
    ]
    for table in TABLES:
        sheet = book[table.zh if lang == "zh" else table.id]
        assert [cell.value for cell in sheet[1]] == [column.zh if lang == "zh" else column.id for column in table.columns]
        assert sheet.freeze_panes == "A2"
        for cell, column in zip(sheet[1], table.columns, strict=True):
            note = cell.comment.text
            assert column.zh in note and column.id in note
            assert all(word in note for word in (column.vocabulary.ids if column.vocabulary else ()))


@pytest.mark.parametrize("lang", LANGS)
def test_each_drop_down_offers_the_words_of_its_vocabulary(lang: Language, tmp_path: Path) -> None:
    book = book_of(tmp_path, lang)
    for table in TABLES:
        sheet = book[table.zh if lang == "zh" else table.id]
        offered = {str(check.sqref).split("2:")[0]: check for check in sheet.data_validations.dataValidation}
        for position, column in enumerate(table.columns, 1):
            check = offered.get(openpyxl.utils.get_column_letter(position))
            if column.vocabulary is None:
                continue
            assert check is not None and check.type == "list"
            name, _, cells = check.formula1.replace("$", "").partition("!")
            words = [cell.value for (cell,) in book[name.strip("'")][cells]]
            assert words == ([term.zh for term in column.vocabulary] if lang == "zh" else list(column.vocabulary.ids)), column.id


def test_the_sheet_of_words_says_what_each_link_joins(tmp_path: Path) -> None:
    columns = [[cell.value for cell in column] for column in book_of(tmp_path)["words"].columns]
    (ends,) = [column[1 : len(LINKS) + 1] for column in columns if column[0] == "from → to"]
    for link, text in zip(LINKS, ends, strict=True):
        assert all(kind in text for pair in link.pairs for kind in pair)


def test_ends_of_links_are_offered_from_the_ids_of_nodes(tmp_path: Path) -> None:
    checks = book_of(tmp_path)["links"].data_validations.dataValidation
    ends = [check for check in checks if check.formula1 == "'nodes'!$B$2:$B$5000"]
    assert [str(check.sqref) for check in ends] == ["C2:C5000", "D2:D5000"]


def test_a_file_that_spreadsheets_open_without_repair(tmp_path: Path) -> None:
    """What Excel is known to repair or refuse: long names of sheets, long lists and messages in checks, code, links to other files."""
    for lang in LANGS:
        book = book_of(tmp_path, lang)
        assert all(len(name) <= 31 for name in book.sheetnames)
        for sheet in book:
            for check in sheet.data_validations.dataValidation:
                assert len(check.formula1) <= 255 and len(check.error) <= 225 and len(check.errorTitle) <= 32
            for row in sheet.rows:
                assert not [cell for cell in row if cell.data_type == "f"]
        with ZipFile(tmp_path / "t.xlsx") as parts:
            assert not [name for name in parts.namelist() if "vba" in name.lower() or "external" in name.lower()]


def test_the_instructions_name_every_table_and_what_it_requires(tmp_path: Path) -> None:
    rows = list(book_of(tmp_path)["instructions"].values)
    assert all(zh and en for en, zh in rows)
    text = "\n".join(f"{en}\n{zh}" for en, zh in rows)
    for table in TABLES:
        assert f"{table.id} ({table.zh})" in text
        assert all(column.id in text and column.zh in text for column in table.columns if column.needed)


def test_the_command_writes_it(run: Run, tmp_path: Path) -> None:
    done = run("template", "--out", "t.xlsx", "--lang", "zh")
    assert (done.returncode, done.stdout) == (0, "t.xlsx\n")
    assert "example would load" in run("check", "t.xlsx").stdout
    for out, said in (("t.xls", "not `.xls`"), ("/proc/none/t.xlsx", "can't be written")):
        done = run("template", "--out", out)
        assert done.returncode == 1 and said in done.stderr and "Traceback" not in done.stderr
    assert run("template").returncode == 2


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", TABLE_KINDS, ids=lambda kind: kind.id)
def test_a_template_of_a_table_filled_in_with_its_examples_is_read_as_that_table(tmp_path: Path, kind: TableKind, lang: Language) -> None:
    """Each heading is known as its own column, and what its note offers as an example raises no problem."""
    written = write_table_template(tmp_path / "table.xlsx", [kind.id], lang)
    book = openpyxl.load_workbook(written)
    (sheet,) = book.worksheets
    columns = template_columns(kind)
    assert [cell.value for cell in sheet[1]] == [column.zh if lang == "zh" else column.en for column in columns]
    assert all(column.example in (cell.comment.text if cell.comment else "") for column, cell in zip(columns, sheet[1], strict=True))
    sheet.append([column.example for column in columns])
    book.save(written)
    (found,) = og.read_files([written], {"format": "roster", "chart": "filled", "area": "530622", "level": "county", "as_of": "2023-06-30"})
    reading = found.readings[0]
    assert reading.guess is not None and reading.guess["table"] == kind.id
    assert [*reading.guess["columns"].values()] == [column.role for column in columns]  # type: ignore[attr-defined]
    assert not reading.problems and reading.chart is not None


def test_the_command_writes_templates_of_tables(run: Run, tmp_path: Path) -> None:
    assert run("template", "--out", "all.xlsx", "--table", "all", "--lang", "zh").returncode == 0
    assert openpyxl.load_workbook(tmp_path / "all.xlsx").sheetnames == [kind.zh for kind in TABLE_KINDS]
    done = run("template", "--out", "one.xlsx", "--table", "zone")
    assert done.returncode == 1 and "did you mean `zones`" in done.stderr and not (tmp_path / "one.xlsx").exists()
