"""`--lang` of every command, and OVERSIGHT_LANG: the language of the whole run, its errors included (contract §3)."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from support.command import Run

from oversight_graph.cli.main import VERBS
from oversight_graph.messages import language
from oversight_graph.queries import QUESTIONS

COMMANDS = [verb for verb, _, _ in VERBS] + [question.id for question in QUESTIONS]
CHART = """
chart: small
as_of: 2020-12-31
area: "530100"
level: prefecture
sources: [{id: s1, title: 某市年报}]
nodes:
  - {id: cc, kind: Commission, name: 某市纪委监委}
  - {id: g, kind: StationedGroup, name: 驻市财政局纪检监察组}
links:
  - {kind: DISPATCHES, from: cc, to: g}
"""


def sentences(text: str) -> list[str]:
    """Lines that say something in English outside of what is quoted or typed."""
    bare = re.sub(r"`[^`]*`|oversight .*|\"[^\"]*\"|--[\w-]+|\([^)]*\)|\S+\.(?:yaml|html|lbug|json)|\S+:\S+", "", text)
    return [line for line in bare.splitlines() if re.search(r"[a-z]{3,} [a-z]{2,}", line)]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_takes_a_language(run: Run, command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0 and "--lang" in done.stdout


def test_a_plan_its_confirmation_and_what_was_done_are_told_in_the_language_asked_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(CHART, "utf-8")
    checked = run("check", "small.yaml", "--lang", "zh")
    assert checked.stdout == "small.yaml：small 将导入：纪委监委 1、派驻机构 1；关系条目1条，宣称0条\n"
    refused = run("load", "small.yaml", "--lang", "zh")
    assert "新增机构（2项：纪委监委 1、派驻机构 1）" in refused.stdout and refused.stderr.startswith("没有任何改动：没有可确认计划的终端")
    loaded = run("load", "small.yaml", "--lang", "zh", "--yes")
    assert loaded.returncode == 0 and "已导入：small。" in loaded.stdout and not sentences(loaded.stdout + loaded.stderr)
    assert run("unload", "small", "--yes", "--lang", "zh").stdout.endswith(f"已撤回：small。图库：{tmp_path / 'store.lbug'}\n")


def test_without_it_everything_is_in_english(run: Run, tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(CHART, "utf-8")
    assert run("check", "small.yaml").stdout == "small.yaml: small would load: 1 Commission, 1 StationedGroup; 1 link entries, 0 claims\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["reach", "没有这个机构"], "没有机构与 `没有这个机构` 相符"),
        (["reach", "纪检监察组"], "个机构相符；请用标识"),
        (["find", "没有这个机构"], "没有机构与 `没有这个机构` 相符"),
        (["gaps", "--form", "stat"], "没有监督形式 `stat`；是否指 `state`？"),
        (["unload", "gansu"], "图谱 `gansu` 尚未导入；是否指 `gansu-2020`？"),
        (["cypher", "--show", "gapz"], "没有问题 `gapz`；是否指 `gaps`？"),
        (["unload", "gansu-2020", "--format", "json"], "--format json 不提问"),
    ],
)
def test_errors_are_told_in_the_language_of_the_run(run: Run, five: Path, words: list[str], said: str) -> None:
    for done in (run(*words, "--lang", "zh", OVERSIGHT_STORE=str(five)), run(*words, OVERSIGHT_STORE=str(five), OVERSIGHT_LANG="zh")):
        assert done.returncode in (1, 2) and said in done.stderr and not sentences(done.stderr)
    assert language() == "en", "a run leaves nothing behind"


@pytest.mark.parametrize(
    "words",
    ["coverage", "gaps", "path g-poverty g-water", "reach 驻自治区工信厅纪检监察组", "who g-water", "workload", "charts", "find 水利厅", "doctor", "ask"],
)
def test_an_answer_is_in_chinese_to_its_last_line(run: Run, five: Path, words: str) -> None:
    done = run(*words.split(), "--lang", "zh", OVERSIGHT_STORE=str(five))
    assert done.returncode == 0 and not sentences(done.stdout + done.stderr)


def test_the_words_of_an_answer_follow_the_environment_and_its_ids_never_change(run: Run, five: Path) -> None:
    words = ("gaps", "--chart", "city-80", "--as-of", "2019-06-30", "--format", "json")
    english = json.loads(run(*words, OVERSIGHT_STORE=str(five)).stdout)
    for done in (run(*words, "--lang", "zh", OVERSIGHT_STORE=str(five)), run(*words, OVERSIGHT_STORE=str(five), OVERSIGHT_LANG="zh")):
        chinese = json.loads(done.stdout)
        assert chinese["universe"]["what"] == "判断：一个监督对象与一条对其有要求的规范"
        assert any(note.startswith("city-80 描述的是 2016-12-31") for note in chinese["notes"]) and len(chinese["notes"]) == len(english["notes"])
        assert chinese["summary"] == english["summary"] and [row["id"] for row in chinese["rows"]] == [row["id"] for row in english["rows"]]


def test_what_is_typed_goes_before_the_environment(run: Run, five: Path) -> None:
    done = run("reach", "nobody here", "--lang", "en", OVERSIGHT_STORE=str(five), OVERSIGHT_LANG="zh")
    assert done.stderr.startswith("No body fits `nobody here`")


def test_a_language_that_does_not_exist_is_a_wrong_use(run: Run) -> None:
    done = run("charts", OVERSIGHT_LANG="zn")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "OVERSIGHT_LANG is `zn`; use one of: zh, en\n")
