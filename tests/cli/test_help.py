"""`--help` of every command, in the language of the reader (contract §3): what it does, each argument, each option, laid out for a terminal."""

from __future__ import annotations

import re
import subprocess
import sys

import click
import pytest
from support.command import Run

from oversight_graph.cli.help_layout import columns_of, wrapped
from oversight_graph.cli.help_pages import BilingualArgument, BilingualCommand, BilingualOption, Said, spoken
from oversight_graph.cli.main import VERBS, cli
from oversight_graph.messages import in_language
from oversight_graph.queries import QUESTIONS

COMMANDS = [verb for verb, _, _ in VERBS] + [question.id for question in QUESTIONS]
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH = re.compile(r"[a-z]{3,} [a-z]{2,}")


def declared(name: str) -> BilingualCommand:
    command = cli.get_command(click.Context(cli), name)  # type: ignore[attr-defined]
    assert isinstance(command, BilingualCommand)
    return command


def texts(said: Said) -> tuple[str, str]:
    with in_language("zh"):
        zh = spoken(said)
    return zh, spoken(said)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_option_and_argument_is_explained_in_both_languages(name: str) -> None:
    command = declared(name)
    explained = [*command.said, *(one.said for one in command.params if isinstance(one, BilingualOption | BilingualArgument))]
    assert len(explained) == len(command.said) + len(command.params) and command.said and command.examples
    for said in explained:
        zh, en = texts(said)
        assert _CHINESE.search(zh) and zh.endswith("。"), f"{name}: {zh}"
        assert (en and not _CHINESE.search(en) and en[0] == en[0].upper()) or en.startswith(("json:", "table by")), f"{name}: {en}"
    words = [one.shown_as for one in command.params if isinstance(one, BilingualOption | BilingualArgument) and one.shown_as is not None]
    for zh, en in map(texts, words):
        assert en == en.upper() or en.split(".")[0].isupper()
        assert _CHINESE.search(zh) or len(zh) == 1, f"{name}: {zh}"


@pytest.mark.parametrize("name", COMMANDS)
def test_no_option_shows_a_word_of_click(name: str) -> None:
    """`INTEGER RANGE`, `FLOAT` and the like: an option shows a word of the catalogue, or the words that it may be."""
    for one in declared(name).params:
        if isinstance(one, click.Option) and not one.is_flag and not isinstance(one.type, click.Choice):
            assert isinstance(one, BilingualOption) and one.shown_as is not None, one.opts


@pytest.mark.parametrize("name", COMMANDS)
def test_a_page_of_help_is_in_one_language_and_says_what_it_can_be_asked(run: Run, name: str) -> None:
    zh, en = run(name, "--help", "--lang", "zh").stdout, run(name, "--help", "--lang", "en").stdout
    assert zh.startswith(f"用法：oversight {name} [选项]") and "示例：" in zh and "选项：" in zh
    assert en.startswith(f"Usage: oversight {name} [OPTIONS]") and "Example:" in en and "Options:" in en
    assert not _ENGLISH.search(re.sub(r"`[^`]*`|\boversight .*", "", zh)), zh
    assert not _CHINESE.search(re.sub(r"\boversight .*", "", en))
    for page in (zh, en):
        assert all(option in page for one in declared(name).params if isinstance(one, click.Option) for option in one.opts)
        assert all(columns_of(line) <= 110 for line in page.splitlines())


@pytest.mark.parametrize(
    "words", ["--lang zh gaps --help", "--lang=zh gaps -h", "gaps --lang zh --help", "gaps --help --lang zh", "--lang en gaps --help --lang zh"]
)
def test_the_language_is_typed_before_the_command_or_behind_it_and_the_last_one_holds(run: Run, words: str) -> None:
    assert run(*words.split(), OVERSIGHT_LANG="en").stdout.startswith("用法：oversight gaps")


@pytest.mark.parametrize("words", ["--lang zh --help", "--help --lang zh"])
def test_the_table_of_commands_takes_a_language_too(run: Run, words: str) -> None:
    done = run(*words.split())
    assert done.returncode == 0 and done.stdout.startswith("用法：oversight [选项] 命令") and "--lang [zh|en]" in done.stdout
    alone = run("--lang", "zh")
    assert alone.returncode == 2 and alone.stderr == done.stdout, "as `oversight` alone: nothing was asked"


def test_before_the_command_it_is_the_language_of_names_as_behind_it(run: Run, five: object) -> None:
    """A question and a map take `--lang` for names, too, where it is typed (contract §3)."""
    store = {"OVERSIGHT_STORE": str(five)}
    behind, before = run("reach", "gansu-2020:g-poverty", "--lang", "en", **store), run("--lang", "en", "reach", "gansu-2020:g-poverty", **store)
    assert before.stdout == behind.stdout != run("reach", "gansu-2020:g-poverty", **store).stdout


def test_a_language_that_does_not_exist_is_told_before_a_command_as_behind_it(run: Run) -> None:
    for words in (["--lang", "zn", "gaps"], ["gaps", "--lang", "zn"]):
        done = run(*words)
        assert done.returncode == 2 and "`zn` is none of its words; use one of: zh, en" in done.stderr, done.stderr


def test_a_line_of_help_breaks_between_chinese_characters_and_begins_with_no_punctuation() -> None:
    """Ten columns are five characters: `，` stays with the one before it, `（` with the one behind it, a word isn't cut."""
    assert wrapped("图谱的标识，可重复", 10) == ["图谱的标", "识，可重复"]
    assert wrapped("图谱的标（识）", 10) == ["图谱的标", "（识）"]
    assert wrapped("缺省为 OVERSIGHT_STORE 所指", 12) == ["缺省为", "OVERSIGHT_STORE", "所指"]
    assert wrapped("two words", 9) == ["two words"] and wrapped("two words", 8) == ["two", "words"] and wrapped("", 8) == []
    assert columns_of("图谱 chart，") == 4 + 1 + 5 + 2


def test_help_of_the_program_imports_no_text_of_single_commands() -> None:
    code = "import sys; sys.argv = ['oversight', '--help']\nfrom oversight_graph.cli import main\ntry: main()\nexcept SystemExit: pass\nprint([m for m in sys.modules if m.startswith('oversight_graph.messages.help_')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip().endswith("[]")
