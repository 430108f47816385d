"""No file that a user can write gives a traceback or changes the store: each is refused with its place and a remedy (contract §1, §3).

Most files are read in-process; those that the issue names go through the command, in a process with little memory and time.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from support.bad_charts import ALL, CHART, MEMORY, NAMED, SECONDS, Bad, links, node, put, read, told

import oversight_graph as og
from oversight_graph.errors import ChartError
from oversight_graph.problems import SHOWN, Problem, errors, paragraph, path_of

# -- the store ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds a chart which a bad file would replace."""
    place = tmp_path_factory.mktemp("store")
    (place / "held.yaml").write_text(CHART, "utf-8")
    with og.open_store(place / "store.lbug") as opened:
        og.plan(opened, og.read(place / "held.yaml")).apply()
    return place / "store.lbug"


def content(store: Path) -> dict[str, str]:
    """Every file beside the store, and in it, by its digest."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(store.parent.iterdir())}


def load(store: Path, *files: Path, verb: str = "load", little: bool = True) -> subprocess.CompletedProcess[str]:
    """`oversight load FILE… --yes`, in a process that may use `little` memory and time: opening a store reserves much."""
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({MEMORY},) * 2); resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS},) * 2); "
    code = (limit if little and sys.platform == "linux" else "") + "from oversight_graph.cli.main import main; main()"
    words = [verb, *map(str, files), "--store", str(store), *(["--yes"] if verb == "load" else [])]
    return subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False)


@pytest.mark.parametrize("bad", ALL, ids=lambda bad: bad.id)
def test_a_bad_file_is_refused_with_its_place_and_a_remedy(bad: Bad, tmp_path: Path) -> None:
    found = read(bad.write(tmp_path))
    wrong = errors(found.problems)
    assert found.charts == []
    for problem in found.problems:
        told(problem)
    assert (wrong[0].line, wrong[0].path) == (bad.line, bad.path), str(wrong[0])
    assert bad.what in wrong[0].what
    assert bad.todo in wrong[0].todo
    assert len(wrong) == 1 + bad.others, paragraph(wrong)
    with pytest.raises(ChartError) as raised:
        og.read(tmp_path / f"bad.{bad.ending}")
    assert raised.value.problems == tuple(found.problems)


@pytest.mark.parametrize("bad", ALL, ids=lambda bad: bad.id)
def test_a_problem_is_said_in_chinese_and_names_its_place_by_keys(bad: Bad, tmp_path: Path) -> None:
    """Nobody has to take apart what a problem says: its code, the keys that lead to its place, its words in either language stand apart."""
    for problem in read(bad.write(tmp_path)).problems:
        assert path_of(problem.keys) == problem.path
        assert all(re.search(r"[\u4e00-\u9fff]", part) for part in problem.message.parts("zh")), problem.message.text("zh")


@pytest.mark.slow
@pytest.mark.parametrize("bad", NAMED, ids=lambda bad: bad.id)
def test_the_command_refuses_it_in_a_paragraph_and_leaves_the_store(bad: Bad, tmp_path: Path, store: Path) -> None:
    before = content(store)
    path = bad.write(tmp_path)
    ended = load(store, path)
    assert (ended.returncode, ended.stdout) == (1, ""), ended.stderr
    first, *_, last = ended.stderr.splitlines()
    assert first.startswith(f"error: {path}:{bad.line}" if bad.line else f"error: {path}: ")
    assert bad.path in first
    assert bad.what in first
    assert bad.todo in first
    assert last.startswith("Nothing was loaded: ")
    assert len(ended.stderr.splitlines()) == 2 + bad.others
    assert "Traceback" not in ended.stderr
    assert content(store) == before


@pytest.mark.slow
def test_what_only_shows_beside_other_charts_leaves_the_store_too(tmp_path: Path, store: Path) -> None:
    before = content(store)
    with og.open_store(store) as opened:
        graph = opened.graph()
    bad = Bad("unknown area", node("area: atlantis, same_as: 'example-city:u-fin'"), 0, "", "", "")
    for verb in ("load", "check"):
        ended = load(store, bad.write(tmp_path), verb=verb, little=False)
        text = ended.stderr if verb == "load" else ended.stdout
        assert ended.returncode == 1
        assert "bad.yaml:12, nodes[1].area: the area `atlantis` is neither a code or place of GB/T 2260 nor declared in any chart" in text
        assert "bad.yaml:12, nodes[1].same_as: `example-city:g-fin` is a StationedGroup, `example-city:u-fin` a Unit" in text
        assert "Traceback" not in ended.stderr
    assert content(store) == before
    with og.open_store(store) as opened:
        assert opened.graph().nodes.equals(graph.nodes)
        assert opened.graph().links.equals(graph.links)


def test_one_bad_file_among_good_ones_stops_all(tmp_path: Path, store: Path) -> None:
    before = content(store)
    good = tmp_path / "good.yaml"
    good.write_text(CHART.replace("example-city", "good"), "utf-8")
    ended = load(store, good, tmp_path / "nowhere.yaml", tmp_path)
    assert ended.returncode == 1
    assert "nowhere.yaml: there is no such file; check the path" in ended.stderr
    assert "Nothing was loaded: 2 errors." in ended.stderr
    assert content(store) == before


@pytest.mark.slow
def test_all_problems_in_one_go_the_first_50_in_full(tmp_path: Path, store: Path) -> None:
    more = "".join(f"  - {{id: n{number}, kind: Unitt, name: 局}}\n" for number in range(10_000))
    path = Bad("many", put("links:\n", f"{more}links:\n"), 0, "", "", "").write(tmp_path)
    assert len(read(path).problems) == 10_000
    before = content(store)
    lines = load(store, path).stderr.splitlines()
    assert [line.split(": ")[1] for line in lines[:SHOWN]] == [f"{path}:{14 + n}, nodes[{3 + n}].kind" for n in range(SHOWN)]
    assert all(line.endswith("did you mean `Unit`?") for line in lines[:SHOWN])
    assert lines[SHOWN:] == ["… and 9950 more (9950 errors, 0 warnings); mend these first, then check again", "Nothing was loaded: 10000 errors."]
    assert content(store) == before


def test_errors_stand_before_warnings_and_of_all_files_together(tmp_path: Path) -> None:
    content = links("kind: COORDINATES_WITH, from: g-fin, to: room, mechanism: consultation", "kind: SERVES, from: st, to: cc")
    wrong, doubtful = paragraph(read(Bad("", content, 0, "", "", "").write(tmp_path)).problems).splitlines()
    assert wrong.startswith("error: ")
    assert doubtful.startswith("warning: ")


# -- files that can't be read ------------------------------------------------------------------------------------------


def unreadable(path: Path) -> Problem:
    (wrong,) = read(path).problems
    told(wrong)
    assert wrong.line == 0
    return wrong


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "charts.yaml").mkdir()
    assert unreadable(tmp_path / "charts.yaml").what == "this is a folder"


def test_a_missing_file_and_an_impossible_path(tmp_path: Path) -> None:
    assert unreadable(tmp_path / "none.yaml").what == "there is no such file"
    assert "can't be read" in unreadable(tmp_path / f"{'x' * 5000}.yaml").what
    assert "can't be read" in unreadable(tmp_path / "a\0b.yaml").what


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.yaml"
    path.write_text(CHART, "utf-8")

    def refuse(_: Path) -> bytes:  # no mode of a file keeps root from reading it
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "can't be read (Permission denied)" in unreadable(path).what


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_and_a_device_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    for name in ("pipe.yaml", "zero.yaml"):
        assert "a pipe or a device" in unreadable(tmp_path / name).what


def test_an_unknown_ending_names_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "chart.toml").write_text("", "utf-8")
    for name in ("chart.toml", "no-ending"):
        assert ".yaml" in unreadable(tmp_path / name).todo


# -- much --------------------------------------------------------------------------------------------------------------


def test_near_words_are_sought_among_many_ids_for_a_few_problems_only(tmp_path: Path) -> None:
    nodes = "".join(f"  - {{id: node-{number}, kind: Unit, name: 局}}\n" for number in range(3_000))
    ends = "".join(f"  - {{kind: SUPERVISES, from: cc, to: nod-{number}, form: D}}\n" for number in range(3_000))
    wrong = read(Bad("", put("links:\n", f"{nodes}links:\n{ends}"), 0, "", "", "").write(tmp_path)).problems
    assert len(wrong) == 3_000
    assert wrong[0].todo == "add it to `nodes`, or did you mean `node-0`?"
    assert wrong[-1].todo == "add it to `nodes`, or name one that is there"


@pytest.mark.slow
def test_long_words_are_cut_in_a_message(tmp_path: Path) -> None:
    long = "很长" * 100_000
    document = yaml.load(CHART, yaml.BaseLoader)
    document["nodes"][0] |= {"id": f"{long} ", "level": long, long: "1", "count": long, "source": long, "same_as": long}
    document["links"][0] |= {"from": f"{long}:", "to": long, "kind": long, "valid_from": long}
    document["areas"][0] |= {"code": f"{long} {long}"}
    document[long] = document["chart"] = long
    found = read(Bad("", json.dumps(document).encode(), 0, "", "", "", "json").write(tmp_path)).problems
    assert len(found) >= 10
    assert max(len(str(one).replace(one.file, "")) for one in found) < 500
