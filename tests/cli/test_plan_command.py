"""Plans on the command line: as JSON, with a table of aliases, refused (contract §3)."""

from __future__ import annotations

import json
from pathlib import Path

from support.alias_tables import CITY, TABLE, table
from support.command import Run
from support.small import HEADER

FILE = f"chart: small\n{HEADER}{CITY}"


def test_load_with_a_table_says_what_it_met_and_keeps_it_with_the_chart(run: Run, tmp_path: Path) -> None:
    table(tmp_path, TABLE)
    table(tmp_path, FILE, "city.yaml")
    done = run("load", "city.yaml", "--aliases", "aliases.csv", "--yes")
    assert done.returncode == 0 and done.stderr == "aliases.csv: 2 entries met by 2 of 3 rows; no entry bears a name of line 6 (市没有的局, 无此局)\n"
    assert "small:c" in run("find", "旅游局").stdout
    again = run("load", "city.yaml", "--aliases", "aliases.csv", "--yes")
    assert "Nothing to change" in again.stdout


def test_a_bad_table_ends_with_1_and_one_paragraph_and_nothing_is_loaded(run: Run, tmp_path: Path) -> None:
    table(tmp_path, "name,alias\n甲局,\n")
    table(tmp_path, FILE, "city.yaml")
    done = run("load", "city.yaml", "--aliases", "aliases.csv", "--yes")
    assert (done.returncode, done.stdout) == (1, "") and done.stderr.startswith("error: aliases.csv:2: `alias` is missing") and done.stderr.count("\n") == 1


def test_a_plan_as_json_is_one_object_alone_on_standard_output(run: Run, tmp_path: Path) -> None:
    table(tmp_path, TABLE)
    table(tmp_path, FILE, "city.yaml")
    dry = json.loads(run("load", "city.yaml", "--aliases", "aliases.csv", "--dry-run", "--format", "json").stdout)
    assert (dry["applied"], dry["empty"], dry["counts"]["nodes"]["add"]) == (False, False, {"Unit": 2, "StationedGroup": 1})
    assert dry["aliases"] == {"file": "aliases.csv", "entries": 2, "rows": 3, "met_none": [{"line": 6, "name": "市没有的局", "aliases": ["无此局"]}]}
    assert json.loads(run("load", "city.yaml", "--yes", "--format", "json").stdout)["applied"] is True
    again = json.loads(run("load", "city.yaml", "--yes", "--format", "json").stdout)
    assert (again["applied"], again["empty"]) == (True, True)
    table(tmp_path, f"chart: small\n{HEADER}nodes: [{{id: z, kind: Unit, name: 别的局}}]\n", "city.yaml")
    refused = run("load", "city.yaml", "--yes", "--format", "json")
    said = json.loads(refused.stdout)
    assert refused.returncode == 1 and said["applied"] is False and said["refused"] in refused.stderr and said["removals"]["gone"] == 3
    gone = json.loads(run("unload", "small", "--yes", "--format", "json").stdout)
    assert gone["applied"] is True and len(gone["nodes"]["remove"]) == 3 and gone["charts"]["withdrawn"] == ["small"]


def test_json_without_a_decision_is_a_wrong_use(run: Run, tmp_path: Path) -> None:
    table(tmp_path, FILE, "city.yaml")
    done = run("load", "city.yaml", "--format", "json")
    assert (done.returncode, done.stdout) == (2, "") and "--dry-run" in done.stderr
