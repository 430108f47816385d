"""What a name holds is never obeyed by a terminal or run by a spreadsheet, and the data stay as they are."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from support.command import Run
from support.untranslated import untranslated

import oversight_graph as og
from oversight_graph.errors import ChartError, OversightError, UnknownBody
from oversight_graph.parsing.csv_rows import csv_text
from oversight_graph.problems import Problem
from oversight_graph.visible_text import OBEYED, json_text, visible, visible_lines

pytestmark = pytest.mark.slow

FORGED = "gap 0 · all met"
EVIL = f"=某\u202e局\u2066\u200b\u200f\u061c\u2060\ufeff\n{FORGED}\u2028{FORGED}\t"
"""Of what a chart may hold: turns, signs of no width, line breaks; controls are refused when it is read."""
RAW = re.compile(f"(?!\n)[{OBEYED}]")


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which every text that a chart may hold is evil, and the chart itself."""
    folder = tmp_path_factory.mktemp("evil")

    def named(word: str) -> dict[str, object]:
        return {"name": f"{EVIL}{word}", "aliases": [f"{EVIL}{word}又"], "note": EVIL}

    link = {"source": f"s {EVIL}", "note": EVIL}
    chart = {
        "chart": "c", "title": EVIL, "as_of": "2020-12-31", "area": "530100", "level": "prefecture",
        "sources": [{"id": "s", "title": EVIL, "publisher": EVIL}], "complete": [{"forms": ["stationed"]}],
        "nodes": [
            {"id": "cc", "kind": "Commission"} | named("纪委"), {"id": "r", "kind": "Room"} | named("室"),
            {"id": "g", "kind": "StationedGroup", "staff_full_time": 3} | named("组"),
            {"id": "u", "kind": "Unit", "category": "government"} | named("单位"), {"id": "v", "kind": "Unit", "category": "government"} | named("另一单位"),
        ],
        "links": [
            {"kind": "PART_OF", "from": "r", "to": "cc"} | link, {"kind": "DISPATCHES", "from": "cc", "to": "g"} | link,
            {"kind": "COORDINATES_WITH", "from": "r", "to": "g", "mechanism": "counterpart"} | link,
            {"kind": "STATIONED_AT", "from": "g", "to": "u"} | link, {"kind": "SUPERVISES", "from": "g", "to": "u", "form": "stationed"} | link,
        ],
    }  # fmt: skip
    (folder / "c.json").write_text(json.dumps(chart), "utf-8")
    with og.open_store(folder / "evil.lbug") as store:
        og.plan(store, og.read(folder / "c.json")).apply()
    return folder


SAID = (
    "coverage", "gaps --all", "path r g", "reach g --lang zh", "who g", "workload", "find 局", "reach 局", "charts", "load c.json --dry-run --details --store new.lbug", "check c.json",
    "unload c --dry-run --details", "load c.json --yes", "map --out m.html", "map g --out m.html", "export --to chart --out e.yaml", "doctor",
    "cypher MATCH~(n)~RETURN~n.name~AS~n", "cypher MATCH~(n)~RETURN~collect(n.name)~AS~`\u202e`", "cypher RETURN~\u202e", "cypher --show reach g",
)  # fmt: skip


@pytest.mark.parametrize("words", SAID)
def test_nothing_that_is_said_is_obeyed_or_forges_a_line(run: Run, evil: Path, tmp_path: Path, words: str) -> None:
    (tmp_path / "c.json").write_bytes((evil / "c.json").read_bytes())
    done = run(*(word.replace("~", " ") for word in words.split()), OVERSIGHT_STORE=str(evil / "evil.lbug"))
    said = done.stdout + done.stderr
    assert said.strip() and not RAW.search(said)
    assert not any(line.strip().startswith(FORGED) for line in said.splitlines())


@pytest.mark.parametrize("words", ["gaps --all", "path r g", "find 局", "charts", "cypher MATCH~(n)~RETURN~n.name~AS~name~ORDER~BY~n.id"])
def test_json_and_csv_hold_the_data_exactly(run: Run, evil: Path, words: str) -> None:
    asked = [word.replace("~", " ") for word in words.split()]
    answer, table = (run(*asked, "--format", form, OVERSIGHT_STORE=str(evil / "evil.lbug")).stdout for form in ("json", "csv"))
    assert not RAW.search(answer)
    found = json.loads(answer)
    rows = found["rows"] if isinstance(found, dict) else found
    cells = list(csv.DictReader(io.StringIO(table, newline="")))
    assert len(cells) == len(rows) > 0
    assert words == "path r g" or any(str(value).startswith("=某\u202e局") for row in rows for value in row.values())
    for plain, row in zip(cells, rows, strict=True):
        for name, value in row.items():
            if isinstance(value, str):
                assert plain[name] == (f"'{value}" if value.startswith("=") else value)
            assert not plain[name].startswith(("=", "+", "@", "\t", "\r"))


def test_on_a_terminal_data_are_visible_too(evil: Path) -> None:
    primary, secondary = pty.openpty()
    command = [sys.executable, "-c", "from oversight_graph.cli import main; main()", "find", "局", "--format", "csv", "--store", str(evil / "evil.lbug")]
    done = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=secondary, stderr=subprocess.PIPE)
    os.close(secondary)
    said = b""
    while True:
        try:
            piece = os.read(primary, 65_536)
        except OSError:  # so Linux says that the other side has closed
            break
        if not piece:
            break
        said += piece
    os.close(primary)
    done.communicate()
    shown = said.decode().replace("\r\n", "\n")
    assert done.returncode == 0 and "\\u202e" in shown and not RAW.search(shown)


def test_a_file_is_named_visibly(run: Run, tmp_path: Path) -> None:
    name = f"a\x1b[31m\n{FORGED}\u202e.yaml"
    (tmp_path / name).write_text("chart: [", "utf-8")
    for words in (
        ["load", name, "--yes"],
        ["check", name],
        ["load", f"{name}.none", "--yes"],
        ["coverage", "--out", f"{name}/x.json"],
        [name],
        ["coverage", f"--{name}"],
    ):
        done = run(*words)
        said = done.stdout + done.stderr
        assert done.returncode in (1, 2, 3) and said and not RAW.search(said)
        assert not any(line.startswith(FORGED) for line in said.splitlines())


@pytest.mark.parametrize("make", [OversightError, ChartError, UnknownBody])
def test_no_error_holds_a_line_of_a_names_own(make: type[OversightError]) -> None:
    assert "\n" not in str(make(f"`{EVIL}` isn't there"))
    problem = Problem("error", EVIL, 1, EVIL, untranslated(EVIL, EVIL))
    assert len(str(ChartError(problems=(problem, problem))).splitlines()) == 2


def test_every_character_that_is_obeyed_or_not_seen_is_shown() -> None:
    """Controls, format characters, halves of surrogates, separators of lines: by what Unicode says of each."""
    wanted = {chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    shown = {letter for letter in map(chr, range(sys.maxunicode + 1)) if visible(letter) != letter}
    assert wanted <= shown and all(unicodedata.category(one) == "Cn" for one in shown - wanted)
    every = "a".join(sorted(wanted))
    assert visible(every).isprintable() and visible_lines(every).count("\n") == 1
    assert json.loads(json_text({every: [every]})) == {every: [every]} and not RAW.search(json_text([every], 1))


def test_csv_keeps_numbers_and_every_cell_reads_back() -> None:
    """A text that looks like a number beginning with a sign would be one in a spreadsheet: it is guarded; a number isn't."""
    rows = [["-1", -1, 1.5, None, "a\rb", "a\nb", 'a"b', "a,b", "＝1", "'=1", "\r1", "@x", "+1", "-"]]
    (cells,) = csv.reader(io.StringIO(csv_text(rows), newline=""))
    assert cells == ["'-1", "-1", "1.5", "", "a\rb", "a\nb", 'a"b', "a,b", "'＝1", "''=1", "'\r1", "'@x", "'+1", "'-"]


def test_one_guard_serves_the_command_the_explorer_and_the_export(evil: Path, tmp_path: Path) -> None:
    from oversight_graph.explorer.answer_table import TableView, rows
    from oversight_graph.explorer.download import download
    from oversight_graph.loaders.writers.tidy_tables import write_csv

    with og.open_store(evil / "evil.lbug") as store:
        graph = store.graph()
        answer = og.ask(graph, "coverage", form="stationed")
        taken = download(rows(graph, answer, TableView()), "csv").decode("utf-8-sig")
        files = write_csv([one.chart for one in store.loaded()[1]], tmp_path)
    from oversight_graph.answer.rendering import as_csv

    assert list(csv.reader(io.StringIO(taken, newline=""))) == list(csv.reader(io.StringIO(as_csv(answer), newline="")))
    for text in (taken, *(file.read_text("utf-8-sig") for file in files)):
        assert not [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row if cell.startswith("=")]


@pytest.mark.parametrize("number", [1, 2])
def test_whatever_is_said_without_care_is_visible_all_the_same(number: int) -> None:
    """The last net: what a library or a future command prints."""
    program = "from oversight_graph.cli import streams\nimport sys\nstreams.prepare()\nprint('a\\u202eb\\x1b[2J\\rc\\u2028d\\udcff', file=(sys.stdout, sys.stderr)[NUMBER - 1])"
    done = subprocess.run([sys.executable, "-c", program.replace("NUMBER", str(number))], capture_output=True, check=True)
    assert (done.stdout, done.stderr)[number - 1] == b"a\\u202eb\\x1b[2J\\rc\\u2028d\\udcff\n"


def test_commands_say_nothing_around_the_outlets() -> None:
    """Consoles of their own, or bytes past the stream, would miss what an outlet does."""
    for file in Path(og.__file__).parent.joinpath("cli").glob("*.py"):
        text = file.read_text("utf-8")
        assert file.name == "streams.py" or not re.search(r"\bConsole\(|(?<![.\w])print\(|\.buffer\b|\bos\.write\(|sys\.std(out|err)\.write", text), file.name
