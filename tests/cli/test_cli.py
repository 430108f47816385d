"""The command: streams, exit codes, formats, what a body may be typed as (contract §3, §4)."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from support.command import Run

from oversight_graph.cli.main import VERBS
from oversight_graph.queries import QUESTIONS


def test_help_of_every_command_has_an_example(run: Run) -> None:
    shown = run("--help")
    assert shown.returncode == 0 and not shown.stderr
    for name in [verb for verb, _, _ in VERBS] + [question.id for question in QUESTIONS]:
        assert name in shown.stdout
        page = run(name, "--help")
        assert page.returncode == 0 and f"oversight {name}" in page.stdout and "Example" in page.stdout, name


def test_help_imports_nothing_that_a_verb_does_not_need() -> None:
    code = "import sys; sys.argv = ['oversight', '--help']\nfrom oversight_graph.cli import main\ntry: main()\nexcept SystemExit: pass\nprint([m for m in ('numpy', 'pandas', 'pyarrow', 'ladybug', 'networkx', 'rich', 'yaml', 'pyvis') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")


@pytest.mark.parametrize(
    "words",
    [
        *([name] for name in ("coverage", "gaps", "rules", "workload", "mechanisms", "chain", "collaborations", "inspections")),
        ["reach", "gansu-2020:g-water"], ["who", "gansu-2020:u-water"], ["path", "gansu-2020:g-poverty", "gansu-2020:g-water"],
    ],
    ids=lambda words: words[0],
)  # fmt: skip
def test_a_question_that_answers_in_rows_does_not_import_pandas(five: Path, tmp_path: Path, words: list[str]) -> None:
    code = f"import sys; sys.argv = ['oversight', *{words!r}, '--store', {str(five)!r}, '--out', 'x.json']\nfrom oversight_graph.cli import main\ntry: main()\nexcept SystemExit: pass\nprint('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["gap"], 2, "did you mean `gaps`"),
        (["gaps", "--frm", "state"], 2, "--form"),
        (["gaps", "--form", "stat"], 2, "did you mean `state`"),
        (["gaps", "--norms", "nationl"], 2, "did you mean `national`"),
        (["gaps", "--as-of", "yesterday"], 2, "is not a date"),
        (["path", "pc"], 2, "B"),
        (["coverage", "--chart", "gansu"], 1, "isn't loaded"),
        (["coverage", "--area", "999"], 1, "neither a code"),
        (["reach", "nobody here"], 1, "No body fits"),
        (["reach", "纪检监察组"], 1, "fits"),
        (["find", "nobody here"], 1, "No body fits"),
        (["unload", "gansu"], 1, "did you mean `gansu-2020`"),
        (["load", "none.yaml", "--yes"], 1, "no such file"),
        (["load", "none.doc", "--yes"], 1, "aren't read"),
        (["export", "--to", "chart", "--out", "x.txt"], 1, "not `.txt`"),
        (["map", "--chart", "gansu-2020", "--out", "/proc/none/x.html"], 1, "can't be written"),
        (["coverage", "--out", "/proc/none/x.json"], 1, "can't be written"),
    ],
)
def test_what_a_user_can_cause_ends_with_its_code_and_one_clear_paragraph(run: Run, five: Path, words: list[str], code: int, said: str) -> None:
    done = run(*words, OVERSIGHT_STORE=str(five))
    assert (done.returncode, done.stdout) == (code, "") and said in done.stderr and "Traceback" not in done.stderr


def test_a_store_that_is_not_there_ends_with_3(run: Run) -> None:
    for words in (["coverage"], ["charts"], ["export", "--to", "chart", "--out", "x.yaml"], ["doctor"]):
        done = run(*words)
        assert done.returncode == (1 if words[0] == "export" else 3), words
    assert run("coverage", "--store", "redis://x").returncode == 3


def test_fail_on_ends_with_4_where_something_at_least_as_bad_was_found(run: Run, five: Path) -> None:
    base = ["gaps", "--chart", "city-80", "--form"]
    for words, code in (
        ([*base, "state", "--fail-on", "partial"], 0),
        ([*base, "discipline", "--fail-on", "partial"], 0),
        ([*base, "discipline", "--norms", "N06", "--fail-on", "partial"], 4),
        ([*base, "discipline", "--norms", "N06", "--fail-on", "gap"], 0),
        (["rules", "--chart", "tianjin-2019", "--norms", "N08", "--fail-on", "broken"], 0),
        ([*base, "state", "--norms", "national", "--as-of", "2019-06-30", "--fail-on", "partial"], 4),
    ):
        assert run(*words, OVERSIGHT_STORE=str(five)).returncode == code, words


def test_json_is_the_object_of_the_contract_and_nothing_else_goes_to_standard_output(run: Run, five: Path) -> None:
    done = run("gaps", "--chart", "city-80", "--form", "state", "--format", "json", OVERSIGHT_STORE=str(five))
    answer = json.loads(done.stdout)
    assert list(answer) == ["question", "parameters", "as_of", "as_of_by_chart", "norms", "scope", "universe", "summary", "columns", "rows", "notes"]
    assert answer | {"notes": [], "columns": []} == {
        "question": "gaps", "parameters": {"form": ["state"]}, "as_of": "2016-12-31", "as_of_by_chart": {"city-80": "2016-12-31"}, "norms": ["city-80-pre-2018"],
        "scope": {"charts": ["city-80"]},
        "universe": {"what": "judgements: an overseen node and a norm that asks for it", "n": 4, "nodes": 4},
        "summary": {"gap": 0, "formal_only": 0, "partial": 0, "undetermined": 0, "met": 4}, "columns": [], "rows": [], "notes": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("question", "words", "columns"),
    [
        ("coverage", [], "id, name, kind, category, level, area, count, form, grade, grade_name, steps, bodies, others, basis"),
        ("gaps", [], "id, name, count, form, norm, confidence, source, grade, status, reasons"),
        ("rules", ["--all"], "id, name, count, rule, confidence, source, period, status, reasons, links"),
        ("path", ["g-poverty", "g-water"], "rank, cost, hops, mechanisms, patterns, documented, weakest_basis, certainty, condition"),
        ("reach", ["g-industry"], "id, name, kind, class, via, count, of, certainty, overseen"),
        ("who", ["u-water"], "id, name, kind, class, via, basis, certainty, reached, level, area, count"),
        ("workload", [], "id, name, kind, direct, inherited, extended, own_supervise, own_extend, staff_full_time, staff_quantifier, load, load_is"),
        ("chain", [], "place, area, branch, tier, state, count, count_quantifier, bodies, staff_full_time, staff_quantifier, links, notes"),
        ("chain", ["620000"], "place, area, branch, tier, state, count, count_quantifier, bodies, staff_full_time, staff_quantifier, links, notes"),
        (
            "collaborations",
            ["--chart", "tianjin-2019"],
            "id, name, kind, area, standing, scope, count, led_by, guided_by, part_of, members, members_quantifier, named, bodies, basis",
        ),
        ("inspections", ["--chart", "urumqi-2022"], "team, inspected, type, year, number, count, level, area, basis, sources"),
        ("mechanisms", [], "from, to, names, link, mechanism, direction, period, basis, sources, evidence"),
    ],
)
def test_every_question_has_its_columns_in_all_formats_and_an_unknown_is_never_0(run: Run, five: Path, question: str, words: list[str], columns: str) -> None:
    """contract §4: an unknown is null in JSON, an empty cell in CSV, `?` in a table."""
    scope = ["--chart", "gansu-2020"]
    answers = {form: run(question, *words, *scope, "--format", form, OVERSIGHT_STORE=str(five)) for form in ("json", "csv", "table")}
    found = json.loads(answers["json"].stdout)
    assert found["columns"] == columns.split(", ")
    rows = list(csv.DictReader(io.StringIO(answers["csv"].stdout)))
    assert len(rows) == len(found["rows"]) and list(rows[0]) == found["columns"]
    for plain, row in zip(rows, found["rows"], strict=True):
        for name, value in row.items():
            assert (plain[name] == "") == (value is None or value == []), (name, value)
    if question == "coverage":
        unknown = [row for row in found["rows"] if row["grade_name"] == "unknown"]
        assert unknown and all(row["grade"] is None and row["basis"] is None for row in unknown)
        assert " ? of 22" in answers["table"].stdout, "the opening"
        assert " ?  unknown" in run(question, *scope, "--rows", OVERSIGHT_STORE=str(five)).stdout
    assert "Traceback" not in "".join(answer.stderr for answer in answers.values())


def test_the_parts_of_a_summary_add_up_to_n(run: Run, five: Path) -> None:
    for question, words in (
        ("coverage", []),
        ("gaps", ["--all"]),
        ("rules", ["--all"]),
        ("reach", ["甘肃省纪委监委"]),
        ("who", ["省水利厅"]),
        ("workload", []),
        ("path", ["gansu-2020:pc", "room-5"]),
        ("chain", []),
        ("collaborations", []),
        ("inspections", []),
    ):
        answer = json.loads(run(question, *words, "--format", "json", OVERSIGHT_STORE=str(five)).stdout)
        n, summary = answer["universe"]["n"], answer["summary"]
        if question == "coverage":
            assert all(sum(grades.values()) == n for grades in summary.values())
        else:
            assert sum(value for name, value in summary.items() if name not in ("total", "bodies") and not isinstance(value, bool | dict | list)) == n, question


@pytest.mark.parametrize(
    "typed",
    [
        "gansu-2020:g-water",
        "g-water",
        "派驻省水利厅纪检监察组",
        "驻省水利厅纪检监察组",
        "派駐省水利廳紀檢監察組",
        "水利厅纪检",
        "Group at the Water Resources Department",
    ],
)
def test_a_body_is_an_id_a_name_an_alias_or_a_part_of_a_name_in_either_script(run: Run, five: Path, typed: str) -> None:
    answer = json.loads(run("reach", typed, "--format", "json", OVERSIGHT_STORE=str(five)).stdout)
    assert answer["parameters"] == {"a": "gansu-2020:g-water"}


def test_out_writes_the_answer_to_a_file_and_its_ending_says_the_format(run: Run, five: Path, tmp_path: Path) -> None:
    for name in ("a.json", "sub/a.csv", "a.txt"):
        done = run("coverage", "--out", name, OVERSIGHT_STORE=str(five))
        assert (done.returncode, done.stdout) == (0, "")
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["question"] == "coverage"
    assert (tmp_path / "sub/a.csv").read_text("utf-8").startswith("id,name,kind")
    n = json.loads((tmp_path / "a.json").read_text("utf-8"))["universe"]["n"]
    assert f"n = {n}" in (tmp_path / "a.txt").read_text("utf-8")


def test_lang_zh_speaks_chinese_and_lang_en_shows_english_names(run: Run, five: Path) -> None:
    chinese = run("coverage", "--rows", "--chart", "gansu-2020", "--lang", "zh", OVERSIGHT_STORE=str(five)).stdout
    assert "名称" in chinese and "直接" in chinese and "派驻监督" in chinese
    english = run("coverage", "--rows", "--chart", "gansu-2020", "--lang", "en", OVERSIGHT_STORE=str(five)).stdout
    assert "Audit Department" in english and "省审计厅" not in english


CHART = """chart: c
as_of: 2020-01-01
area: "530100"
level: prefecture
sources: [{id: s, title: t}]
nodes: [{id: a, kind: Unit, name: 甲}]
"""


def test_a_load_without_a_terminal_needs_yes_and_dry_run_changes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(CHART, "utf-8")
    refused = run("load", "c.yaml")
    assert refused.returncode == 1 and "--yes" in refused.stderr
    shown = run("load", "c.yaml", "--dry-run")
    assert shown.returncode == 0 and "1 nodes to add" in shown.stdout
    assert not (tmp_path / "store.lbug").exists()
    assert run("load", "c.yaml", "--yes").returncode == 0
    assert "Nothing to change" in run("load", "c.yaml").stdout
    assert "c " in run("charts").stdout
    assert run("unload", "c", "--yes").returncode == 0
    assert json.loads(run("charts", "--format", "json").stdout) == []
    nothing = run("coverage")
    assert nothing.returncode == 1 and "holds no chart" in nothing.stderr


@pytest.mark.parametrize(("answer", "loaded"), [("y\n", True), ("n\n", False)])
def test_on_a_terminal_the_plan_is_confirmed(tmp_path: Path, answer: str, loaded: bool) -> None:
    (tmp_path / "c.yaml").write_text(CHART, "utf-8")
    primary, secondary = pty.openpty()
    os.write(primary, answer.encode())
    done = subprocess.run(
        [sys.executable, "-c", "from oversight_graph.cli import main; main()", "load", "c.yaml", "--store", "s.lbug"],
        stdin=secondary, capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    os.close(secondary)
    os.close(primary)
    assert "Apply this plan?" in done.stderr and done.returncode == (0 if loaded else 1)
    assert (tmp_path / "s.lbug").exists() is loaded


def test_a_header_that_a_file_lacks_can_be_typed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("sources: [{id: s, title: t}]\nnodes: [{id: a, kind: Unit, name: 甲}]\n", "utf-8")
    done = run("load", "c.yaml", "--yes", "--chart", "typed", "--area", "62", "--level", "province", "--as-of", "2020", "--title", "题")
    assert done.returncode == 0, done.stderr
    (info,) = json.loads(run("charts", "--format", "json").stdout)
    assert (info["id"], info["area"], info["level"], info["as_of"], info["title"]) == ("typed", "62", "province", "2020", "题")


def test_no_colour_leaves_a_pipe_and_the_reader_may_leave(run: Run, five: Path) -> None:
    assert "\x1b[" not in run("coverage", OVERSIGHT_STORE=str(five)).stdout
    piped = subprocess.run(
        f"{sys.executable} -c 'from oversight_graph.cli import main; main()' coverage --format csv --store {five} | head -1",
        shell=True, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert piped.stdout.startswith("id,name") and "Traceback" not in piped.stderr


@pytest.mark.parametrize(
    "words",
    [
        "charts", "find 水利厅", "ask", "workload --chart gansu-2020 --format csv", "coverage --chart city-80 --lang zh", "cypher 'RETURN 1 AS one'", "doctor",
        "gaps --chart city-80 --form discipline --fail-on partial", "export --to csv --out made", "unload gansu-2020 --dry-run", "gaps --form stat", "charts --store redis://x",
        "load none.yaml --yes", "check none.yaml", "template --out made.xlsx", "map --chart city-80 --out made.html",
    ],
)  # fmt: skip
def test_a_command_does_the_same_as_a_process_of_its_own_and_in_the_process_of_the_tests(run: Run, process: Run, five: Path, words: str) -> None:
    """What lets the other tests run commands without starting a process for each."""
    one, other = (way(*shlex.split(words), OVERSIGHT_STORE=str(five)) for way in (process, run))
    assert (one.returncode, one.stdout, one.stderr) == (other.returncode, other.stdout, other.stderr)


def test_doctor_says_versions_and_the_store(run: Run, five: Path) -> None:
    done = run("doctor", OVERSIGHT_STORE=str(five))
    assert done.returncode == 0 and "ladybug" in done.stdout and "5 charts" in done.stdout


def test_check_says_what_would_load_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(CHART, "utf-8")
    (tmp_path / "d.yaml").write_text(CHART.replace("kind: Unit", "kind: Unt"), "utf-8")
    good, bad = run("check", "c.yaml"), run("check", "c.yaml", "d.yaml")
    assert good.returncode == 0 and "c would load: 1 Unit" in good.stdout
    assert bad.returncode == 1 and "did you mean `Unit`" in bad.stdout and "d.yaml:6" in bad.stdout
    assert not (tmp_path / "store.lbug").exists()


def test_the_area_of_a_chain_is_typed_as_an_argument_or_an_option(run: Run, five: Path) -> None:
    """By its code, or as a chart calls it; two areas at once are wrong use."""
    ways = (["120118"], ["静海区"], ["--area", "120118"], ["120118", "--area", "120118"])
    answers = [json.loads(run("chain", *words, "--format", "json", OVERSIGHT_STORE=str(five)).stdout) for words in ways]
    assert answers[0]["scope"]["area"] == "120118" and len(answers[0]["rows"]) == 9
    assert all(answer == answers[0] for answer in answers)
    done = run("chain", "120118", "--area", "120103", OVERSIGHT_STORE=str(five))
    assert done.returncode == 2 and "give one of the two" in done.stderr
    assert "chain [AREA] · 监督链条" in run("ask", OVERSIGHT_STORE=str(five)).stdout
