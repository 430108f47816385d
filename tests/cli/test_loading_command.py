"""`load` and `check` with the files that people have: what was understood, the problems, a mapping to correct, JSON for programs."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support.places import EXAMPLES

Run = Callable[..., subprocess.CompletedProcess[str]]
TOLD = ("--area", "530600", "--level", "prefecture", "--as-of", "2023-06-30", "--chart", "given")
READ = {
    "roster.csv": "heading in row 3–4", "roster.xlsx": "sheet 第二监督检查室", "inspections.docx": "inspection team", "contacts.html": "联系单位",
    "names.txt": "names in column A", "tidy": "tidy tables", "tidy.xlsx": "tidy tables", "graph.graphml": "nodes by", "graph.gexf": "nodes by",
    "townships.csv": "roster of township offices", "zones.csv": "zones of cooperation", "stations.csv": "liaison stations", "rooms.csv": "rooms and their contacts",
    "inspection-rounds.csv": "inspection rounds", "directory.csv": "directory of a commission", "county.xlsx": "sheet 监督联络站",
    "node-link.json": "nodes by", "popolo.json": "nodes by", "org.ttl": "nodes by", "entities.ftm.json": "nodes by",
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_every_example_says_what_was_understood_and_loads(run: Run, name: str) -> None:
    done = run("load", str(EXAMPLES / name), *TOLD, "--yes")
    assert done.returncode == 0, done.stderr
    assert READ[name] in done.stdout and "Loaded: " in done.stdout


def test_every_example_is_tried() -> None:
    assert {path.name for path in EXAMPLES.iterdir()} == set(READ)


def test_what_the_file_doesnt_say_is_asked_for_and_nothing_is_loaded(run: Run) -> None:
    done = run("load", str(EXAMPLES / "roster.csv"), "--yes")
    assert done.returncode == 1 and "--area AREA" in done.stderr and "--level LEVEL" in done.stderr and "Nothing was loaded: 2 errors." in done.stderr
    assert not run("charts", "--format", "json").stdout.strip().strip("[]")


def test_the_guess_is_a_mapping_that_loads_the_same(run: Run, tmp_path: Path) -> None:
    guess = run("load", str(EXAMPLES / "roster.csv"), "--guess")
    assert guess.returncode == 0 and "B: group" in guess.stdout
    (tmp_path / "mapping.yaml").write_text(guess.stdout, "utf-8")
    first = run("load", str(EXAMPLES / "roster.csv"), *TOLD, "--dry-run", "--format", "json")
    second = run("load", str(EXAMPLES / "roster.csv"), *TOLD, "--dry-run", "--format", "json", "--mapping", "mapping.yaml")
    assert second.returncode == 0, second.stderr
    plans = [json.loads(done.stdout) for done in (first, second)]
    assert [plan.pop("understood") is not None for plan in plans] == [True, True] and plans[0] == plans[1]


def test_check_as_json_is_one_object_with_every_problem_at_its_cell(run: Run, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("市财政局\n东部经济协作区\n", "utf-8")
    done = run("check", "names.txt", *TOLD, "--format", "json")
    said = json.loads(done.stdout)
    assert done.returncode == 1 and said["ok"] is False
    assert [(one["severity"], one["cell"]) for one in said["problems"]] == [("error", "A2")]
    right = json.loads(run("check", str(EXAMPLES / "roster.csv"), *TOLD, "--format", "json").stdout)
    assert right["ok"] is True and right["files"][0]["charts"][0]["nodes"]["StationedGroup"] == 8


def test_annotate_notes_the_problems_of_what_was_told(run: Run, tmp_path: Path) -> None:
    import openpyxl

    done = run("check", str(EXAMPLES / "roster.csv"), *TOLD, "--annotate", "noted.xlsx")
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(tmp_path / "noted.xlsx")
    assert any(cell.comment is not None and "natural persons" in cell.comment.text for sheet in book for row in sheet.iter_rows() for cell in row)


def test_check_takes_the_aliases_that_load_takes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "aliases.csv").write_text("name,alias\n市财政局,市财局\n某局,某处\n", "utf-8")
    done = run("check", str(EXAMPLES / "roster.csv"), *TOLD, "--aliases", "aliases.csv")
    assert done.returncode == 0 and "1 entries met by 1 of 2 rows" in done.stderr and "line 3 (某局, 某处)" in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--from", "rooster"), 2, "did you mean `roster`"),
        (("--complete", "statoned"), 2, "did you mean `stationed`"),
        (("--encoding", "latin-1"), 2, "is no encoding that is read"),
        (("--mapping", "none.yaml"), 1, "no such file"),
    ],
)
def test_a_wrong_word_is_told_before_anything_is_read(run: Run, words: tuple[str, ...], code: int, said: str) -> None:
    done = run("load", str(EXAMPLES / "roster.csv"), *TOLD, *words, "--yes")
    assert done.returncode == code and said in done.stderr and "Traceback" not in done.stderr


def test_a_new_version_of_a_roster_gives_a_body_the_same_id(run: Run, tmp_path: Path) -> None:
    assert run("load", str(EXAMPLES / "roster.csv"), *TOLD, "--yes").returncode == 0
    text = (
        (EXAMPLES / "roster.csv").read_text("utf-8").replace("市审计局、市统计局、市国资委", "市统计局、市国资委").replace("云岭学院、", "市审计局、云岭学院、")
    )
    (tmp_path / "roster.csv").write_text(text, "utf-8")
    plan = json.loads(run("load", "roster.csv", *TOLD, "--dry-run", "--format", "json").stdout)
    assert [one["id"] for one in plan["moved"]] == ["given:市审计局"]
