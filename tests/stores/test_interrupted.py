"""A command that is stopped: one line, 130 or 143, and what is said of the store is so (contract §3)."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.command import Run

CHART = 'chart: c\nas_of: 2020-01-01\narea: "530100"\nlevel: prefecture\nsources: [{id: s, title: t}]\nnodes: [{id: a, kind: Unit, name: 甲}]\n'
MAIN = "from oversight_graph.cli import main\nmain()\n"
BEFORE = """
import os, signal
import oversight_graph.{module} as module
real = module.{name}
def stopped(*words, **named):
    os.kill(os.getpid(), signal.{signal})
    return real(*words, **named)
module.{name} = stopped
"""
AFTER = BEFORE.replace("    os.kill", "    found = real(*words, **named)\n    os.kill").replace("return real(*words, **named)", "return found")
HALFWAY = """
import os, signal
import oversight_graph.answer.streamed as module
real = module.json_blocks
def stopped(answer):
    for block in real(answer):
        yield bytes(block)[:10]
        os.kill(os.getpid(), signal.{signal})
module.json_blocks = stopped
"""
MOMENTS = {  # (when the signal comes, whether the plan is applied then)
    "reading": (BEFORE.format(module="reading", name="_read_file", signal="{signal}"), False),
    "planning": (BEFORE.format(module="planning.plan", name="compare", signal="{signal}"), False),
    "asked": (BEFORE.format(module="cli.load", name="_confirm", signal="{signal}"), False),
    "locked": (BEFORE.format(module="store.store_write", name="create_file", signal="{signal}"), False),
    "writing": (AFTER.format(module="store.graph_tables", name="table", signal="{signal}"), False),
    "placed": (
        "import os, pathlib, signal\nreal = pathlib.Path.replace\ndef replace(*words):\n    real(*words)\n    os.kill(os.getpid(), signal.{signal})\npathlib.Path.replace = replace\n", True,
    ),
}  # fmt: skip


def _stopped(folder: Path, program: str, *words: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("OVERSIGHT_", "NEO4J_")) or key == "OVERSIGHT_CACHE"}
    (folder / "c.yaml").write_text(CHART, "utf-8")
    return subprocess.run(
        [sys.executable, "-c", program, "load", "c.yaml", "--store", "s.lbug", *words], cwd=folder, env=kept, capture_output=True, text=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_load_that_is_stopped_says_in_one_line_what_is_so(tmp_path: Path, run: Run, moment: str, name: str) -> None:
    hook, applied = MOMENTS[moment]
    done = _stopped(tmp_path, hook.replace("{signal}", name) + MAIN, *([] if moment == "asked" else ["--yes"]))
    assert done.returncode == 128 + getattr(signal, name)
    said = "Stopped, when all was done: Loaded: c. Store: s.lbug\n" if applied else "Stopped; nothing was changed.\n"
    assert done.stderr == said
    assert (tmp_path / "s.lbug").exists() is applied
    assert {path.name for path in tmp_path.iterdir()} <= {"c.yaml", "s.lbug", "s.lbug.lock"}
    if applied:
        assert [one["id"] for one in json.loads(run("charts", "--format", "json", "--store", "s.lbug").stdout)] == ["c"]


SYNCED = """
import os, signal
real, calls = os.fsync, []
def fsync(handle):
    real(handle)
    calls.append(handle)
    if len(calls) == {call}:
        os.kill(os.getpid(), signal.{signal})
os.fsync = fsync
"""


@pytest.mark.parametrize("call", [1, 2])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_load_into_a_store_that_is_stopped_says_what_is_so_before_and_behind_the_write_that_counts(tmp_path: Path, run: Run, call: int, name: str) -> None:
    """What a load adds is on the disk with the first sync, and counts from the write before the second on."""
    assert _stopped(tmp_path, MAIN, "--yes").returncode == 0
    before = (tmp_path / "s.lbug").read_bytes()
    (tmp_path / "d.yaml").write_text(CHART.replace("chart: c", "chart: d"), "utf-8")
    done = _stopped(tmp_path, SYNCED.replace("{call}", str(call)).replace("{signal}", name) + MAIN, "d.yaml", "--yes")
    assert done.returncode == 128 + getattr(signal, name)
    assert done.stderr == ("Stopped; nothing was changed.\n" if call == 1 else "Stopped, when all was done: Loaded: c, d. Store: s.lbug\n")
    assert ((tmp_path / "s.lbug").read_bytes() == before) is (call == 1)
    assert [one["id"] for one in json.loads(run("charts", "--format", "json", "--store", "s.lbug").stdout)] == ["c", "d"][:call]


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_file_that_is_being_written_is_as_it_was_before(tmp_path: Path, five: Path, name: str) -> None:
    (tmp_path / "o.json").write_text("before", "utf-8")
    hook = HALFWAY.format(signal=name)
    done = subprocess.run(
        [sys.executable, "-c", hook + MAIN, "coverage", "--chart", "city-80", "--out", "o.json", "--store", str(five)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (128 + getattr(signal, name), "", "Stopped; nothing was changed.\n")
    assert (tmp_path / "o.json").read_text("utf-8") == "before" and [path.name for path in tmp_path.iterdir()] == ["o.json"]


def test_a_signal_that_was_ignored_from_the_beginning_stays_so(tmp_path: Path) -> None:
    """As `nohup`, or a shell that started the command in the background, wants it."""
    hook = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n" + MOMENTS["writing"][0].replace("{signal}", "SIGINT")
    done = _stopped(tmp_path, hook + MAIN, "--yes")
    assert done.returncode == 0 and done.stderr == "" and "Loaded: c." in done.stdout


def test_a_load_whose_reader_has_gone_is_applied_and_says_so_on_standard_error(tmp_path: Path, run: Run) -> None:
    (tmp_path / "c.yaml").write_text(CHART, "utf-8")
    read, write = os.pipe()
    os.close(read)
    for form in ("text", "json"):
        done = subprocess.run(
            [sys.executable, "-c", MAIN, "load", "c.yaml", "--yes", "--format", form, "--store", f"{form}.lbug"],
            cwd=tmp_path,
            stdout=write,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, f"Loaded: c. Store: {form}.lbug\n")
        assert [one["id"] for one in json.loads(run("charts", "--format", "json", "--store", f"{form}.lbug").stdout)] == ["c"]
    os.close(write)


def test_a_reader_that_has_gone_doesnt_change_what_the_command_ends_with(five: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    for words, code in (("--fail-on partial", 4), ("", 0)):
        command = ["gaps", "--chart", "urumqi-2022", "--form", "discipline", *words.split(), "--store", str(five)]
        done = subprocess.run([sys.executable, "-c", MAIN, *command], stdout=write, stderr=subprocess.PIPE, text=True, check=False)
        assert (done.returncode, done.stderr) == (code, "")
    os.close(write)


def test_a_full_disk_behind_standard_output_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(CHART, "utf-8")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", MAIN, "load", "c.yaml", "--yes", "--store", "s.lbug"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1 and done.stderr.startswith("Standard output can't be written: No space left on device.")
    assert not (tmp_path / "s.lbug").exists()


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_the_question_can_be_left(tmp_path: Path, key: str) -> None:
    """Ctrl-C and Ctrl-D at `Apply this plan?`, on a terminal of its own."""
    (tmp_path / "c.yaml").write_text(CHART, "utf-8")
    process, terminal = pty.fork()
    if not process:
        os.chdir(tmp_path)
        os.execv(sys.executable, [sys.executable, "-c", MAIN, "load", "c.yaml", "--store", "s.lbug"])
    said = b""
    while b"[y/N]: " not in said:
        said += os.read(terminal, 4096)
    with contextlib.suppress(OSError):  # so Linux says that the other side has closed
        while True:  # pressed until it is heard: Python misses a Ctrl-C that comes between its question and its waiting for an answer
            os.write(terminal, key.encode())
            while select.select([terminal], [], [], 10)[0]:
                said += os.read(terminal, 4096)
    os.close(terminal)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    assert status == (130 if key == "\x03" else 1), said
    assert b"Stopped; nothing was changed." in said and not (tmp_path / "s.lbug").exists()


@pytest.mark.parametrize(("encoding", "shown"), [("ascii", "甲"), ("latin-1", "\\u7532"), ("gb18030", "甲"), ("utf-8", "甲")])
def test_text_is_utf_8_or_the_encoding_that_was_chosen_with_escapes_for_what_it_cant_hold(tmp_path: Path, encoding: str, shown: str) -> None:
    (tmp_path / "c.yaml").write_text(CHART, "utf-8")
    found = {}
    for words in (["load", "c.yaml", "--yes"], ["find", "a"], ["find", "a", "--format", "json"]):
        done = subprocess.run(
            [sys.executable, "-c", MAIN, *words, "--store", "s.lbug"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONIOENCODING": encoding},
            capture_output=True,
            check=False,
        )
        found[words[-1]] = done.stdout.decode("utf-8" if encoding == "ascii" else encoding)
        assert done.returncode == 0 and shown in found[words[-1]]
    assert json.loads(found["json"])[0]["name"] == "甲"


@pytest.mark.parametrize(("columns", "width"), [("abc", 120), ("0", 120), ("-1", 120), ("1", 100), ("40", 100), ("100000", 10_000)])
def test_whatever_columns_says_the_table_holds_every_name(run: Run, five: Path, columns: str, width: int) -> None:
    """On a narrow screen names fold and lines run over; none is cut off."""
    asked = ["workload", "--chart", "gansu-2020", "--rows"]
    done = run(*asked, OVERSIGHT_STORE=str(five), COLUMNS=columns)
    assert done.returncode == 0 and "as of" in done.stdout
    table = done.stdout.partition("\n\n")[0].splitlines()
    shown = ["".join(line.partition("  ")[0] for line in table).replace(" ", "")]
    for row in json.loads(run(*asked, "--format", "json", OVERSIGHT_STORE=str(five)).stdout)["rows"][:20]:
        nothing_known = row["direct"] is row["inherited"] is row["extended"] is row["own_supervise"] is None  # then it has no row
        assert row["id"] in shown[0] or row["name"] in shown[0] or nothing_known  # the id is left out where there is no room
    assert max(map(len, table)) <= width


def test_a_narrow_listing_is_whole(run: Run, five: Path) -> None:
    for words in (["charts"], ["find", "水利厅"], ["cypher", "MATCH (n:Commission) RETURN n.id AS id, n.name AS name LIMIT 3"]):
        asked = [*words, "--store", str(five)]
        narrow, rows = run(*asked, COLUMNS="20").stdout, json.loads(run(*asked, "--format", "json").stdout)
        folded = "".join(narrow.split())
        assert all(row["id"][:8] in folded for row in rows)
