"""Whatever a command is connected to and whatever the system refuses: one paragraph, a status of the contract, nothing changed (contract §3)."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
from contextlib import nullcontext
from pathlib import Path

import pytest
from support.surroundings import EVERYWHERE, FILES, OUTS, PROGRAM, SERVED, STORES, TYPED, Case, Surrounding

import oversight_graph as og

pytestmark = pytest.mark.slow

COMMANDS = (
    "coverage", "coverage --out o.json", "gaps --lang zh", "gaps --format csv", "path g-poverty g-water", "reach g-water", "reach g-water --out o.csv", "workload --out o.txt", "charts",
    "charts --format json", "find 水利厅", "check c.yaml", "load c.yaml --yes", "load c.yaml", "load c.yaml --yes --format json", "unload gansu-2020 --yes", "export --to chart --out o.yaml",
    "export --to csv --out o", "export --to xlsx --out o.xlsx", "export --to graphml --out o.graphml", "export --to neo4j-admin --out o", "map --out o.html", "map g-water --out o.html",
    "template --out o.xlsx", "ask", "ask --format json", "cypher MATCH~(n:Commission)~RETURN~n.name", "cypher --show coverage", "doctor", "demo --out o", "serve --port 0", "--help", "coverage --help",
)  # fmt: skip
NO_STORE = ("template", "ask", "demo", "--help", "coverage --help")
CHART = 'chart: c\nas_of: 2020-01-01\narea: "530100"\nlevel: prefecture\nsources: [{id: s, title: t}]\nnodes: [{id: a, kind: Unit, name: 甲}]\n'
REPORTS = ("doctor", "check")  # whose answer, on standard output, it is that something is wrong
SPREAD = 56


def _applies(words: str) -> dict[str, Surrounding]:
    found = dict(EVERYWHERE)
    found |= {} if words.startswith(NO_STORE) else STORES
    found |= OUTS if "--out" in words and not words.startswith("demo") else {}
    if words.endswith("--out o"):  # writes a folder
        found.pop("out is a folder", None)
    found |= FILES if "c.yaml" in words else {}
    return found | (TYPED if "g-water" in words or "水利厅" in words or words.startswith("cypher M") else {})


PAIRS = [(words, name) for words in COMMANDS for name in _applies(words)]


def _spread() -> list[tuple[str, str]]:
    """Every command and every surrounding, in pairs that a fixed seed chooses."""
    chosen, left = [], random.Random(3).sample(PAIRS, len(PAIRS))
    for _ in range(SPREAD):
        seen = {one for pair in chosen for one in pair}
        best = max(left, key=lambda pair: (pair[1] not in seen) + (pair[0] not in seen))
        left.remove(best)
        chosen.append(best)
    return chosen


@pytest.fixture(scope="session")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("one") / "one.lbug"
    with og.open_store(place) as store:
        og.plan(store, og.read(og.SHIPPED / "gansu-2020.yaml")).apply()
    return place


def _case(folder: Path, one: Path, words: str) -> Case:
    shutil.copy(one, folder / "s.lbug")
    (folder / "c.yaml").write_text(CHART, "utf-8")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("OVERSIGHT_", "NEO4J_", "XDG_"))}
    kept |= {"HOME": str(folder / "home"), "OVERSIGHT_STORE": str(folder / "s.lbug"), "COLUMNS": "100"}
    listed = [word.replace("~", " ") for word in words.split()]
    return Case(
        folder, [str(folder / word) if word == "c.yaml" else word for word in listed], kept, folder, program=SERVED if words.startswith("serve") else PROGRAM
    )


def _print(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _survives(folder: Path, one: Path, words: str, name: str) -> None:
    case = _case(folder, one, words)
    kept = {path: _print(path) for path in (folder / "s.lbug", folder / "c.yaml")}
    with _applies(words)[name](case) or nullcontext():
        done = case.run()
    said = (done.stderr or b"").decode(errors="surrogateescape")
    assert "Traceback" not in said and "Exception ignored" not in said, said
    assert done.returncode in (0, 1, 2, 3), (done.returncode, said)
    assert "\n\n" not in said.strip(), said
    if done.returncode:
        assert said.strip() or not case.told or (words.startswith(REPORTS) and done.stdout.strip())
        changed = kept != {path: _print(path) for path in kept}
        assert not changed or "Loaded: c." in said or "Withdrawn: " in said, "something was changed, and nothing says it"
    assert not case.fails or done.returncode, "what can't be done has been done"
    assert not list(folder.rglob("*.part")), "something was left behind"


@pytest.mark.parametrize(("words", "name"), _spread(), ids=str)
def test_a_spread_of_commands_in_broken_surroundings(tmp_path: Path, one: Path, words: str, name: str) -> None:
    _survives(tmp_path, one, words, name)


def test_the_spread_holds_every_command_and_every_surrounding() -> None:
    spread = _spread()
    assert {words for words, _ in spread} == set(COMMANDS)
    assert {name for _, name in spread} == {name for _, name in PAIRS}


@pytest.mark.long(seconds=20)
@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_in_every_broken_surrounding(tmp_path: Path, one: Path, words: str) -> None:
    """Counts are told where any falls: tried, survived, and what each of the others did."""
    fell = {}
    for number, name in enumerate(_applies(words)):
        (folder := tmp_path / str(number)).mkdir()
        try:
            _survives(folder, one, words, name)
        except (AssertionError, subprocess.TimeoutExpired) as wrong:
            fell[name] = str(wrong)
        for inner in (folder / "shut", folder / "in"):
            if inner.exists():
                inner.chmod(0o700)
        shutil.rmtree(folder)  # a store each
    assert not fell, f"{len(_applies(words))} tried, {len(_applies(words)) - len(fell)} survived: {fell}"
