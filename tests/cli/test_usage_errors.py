"""A wrong use is said in the language of the reader, as everything else is, and ends with 2 (contract §3)."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from oversight_graph.cli.main import VERBS
from oversight_graph.queries import QUESTIONS

WRONG = {
    "a missing argument": (["path"], "缺少参数 `A`", "`A` is missing"),
    "a missing option": (["export", "--to", "chart"], "缺少选项 `--out`", "The option `--out` is missing"),
    "no such option": (["gaps", "--frm", "state"], "没有选项 `--frm`；是否指 `--form`？", "There is no option `--frm`; did you mean `--form`?"),
    "an option without its value": (["export", "--to"], "选项 `--to` 后面要有一个值", "The option `--to` needs a value"),
    "a value for a switch": (["load", "x", "--yes=3"], "选项 `--yes` 后面不能有值", "The option `--yes` takes no value"),
    "another word": (["export", "--to", "gefx", "--out", "x"], "`--to` 的值无效：没有 `gefx`；是否指 `gexf`？", "`gefx` is none of its words; did you mean `gexf`?"),
    "a number too small": (["path", "a", "b", "--paths", "0"], "`0` 不是 1 或更大的整数", "`0` is no whole number from 1 on"),
    "no number": (["serve", "--port", "abc"], "`abc` 不是 0 到 65535 的整数", "`abc` is no whole number from 0 to 65535"),
    "more than is taken": (["charts", "x", "y"], "多出的参数：x y", "More was typed than the command takes: x y"),
    "no date": (["gaps", "--as-of", "2018-02-31"], "历法中没有日期`2018-02-31`", "`2018-02-31` is not a date of the calendar"),
    "no command": (["gap"], "没有命令 `gap`；是否指 `gaps`？", "There is no command `gap`; did you mean `gaps`?"),
}  # fmt: skip
_BARE = re.compile(r"`[^`]*`|：x y")


def said(lang: str, *words: str) -> subprocess.CompletedProcess[str]:
    """What `oversight` says when OVERSIGHT_LANG names a language."""
    code = f"import os, sys; os.environ['OVERSIGHT_LANG'] = {lang!r}; sys.argv = ['oversight', *{words!r}]\nfrom oversight_graph.cli import main; main()"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_use_is_said_in_both_languages_and_ends_with_2(name: str) -> None:
    words, zh, en = WRONG[name]
    for lang, told in (("zh", zh), ("en", en)):
        done = said(lang, *words)
        assert done.returncode == 2 and not done.stdout and told in done.stderr, done.stderr
    assert not re.search(r"[A-Za-z]{3}", _BARE.sub("", said("zh", *words).stderr.replace("--as-of", "")))


def test_the_language_typed_behind_a_command_holds_for_its_wrong_use_too() -> None:
    done = said("en", "coverage", "--lang", "zh", "--frm", "state")
    assert done.returncode == 2 and "没有选项 `--frm`" in done.stderr


def test_the_table_of_commands_is_in_the_language_of_the_reader() -> None:
    zh, en = (between.join(said(lang, "--help").stdout.split()) for lang, between in (("zh", ""), ("en", " ")))
    for verb, _, what in VERBS:
        assert f"{verb}{''.join(what.text('zh').split())}" in zh and f"{verb} {what.text('en')}" in en
    assert all(f"{question.id}{question.help_zh}" in zh and f"{question.id} {question.help}" in en for question in QUESTIONS)
    assert "Commands" not in zh and "Options" not in zh and "Usage" not in zh
