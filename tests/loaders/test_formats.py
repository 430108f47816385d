"""A format is one object: what it reads and what it writes; commands know of formats by the tuple of them alone."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from support.nasty_chart import nasty

import oversight_graph as og
from oversight_graph import loaders
from oversight_graph.charts import shipped
from oversight_graph.cli.file_options import told_of
from oversight_graph.errors import OversightError, WrongQuestion
from oversight_graph.loaders import FORMATS, outputs
from oversight_graph.loaders.format import Format, Output
from oversight_graph.messages import message
from oversight_graph.problems import errors
from oversight_graph.store.protocol import LoadedChart

READ_AND_WRITTEN = [(one, output) for one in FORMATS if one.read is not None for output in one.write]


def test_each_format_is_read_or_written_and_no_two_have_one_word() -> None:
    assert all(one.read is not None or one.write for one in FORMATS)
    assert all(bool(one.suffixes) == (one.read is not None) for one in FORMATS)
    assert len({one.id for one in FORMATS}) == len(FORMATS)
    assert sorted(output.id for output in outputs()) == sorted({output.id for one in FORMATS for output in one.write})


@pytest.mark.parametrize(("one", "output"), READ_AND_WRITTEN, ids=[output.id for _, output in READ_AND_WRITTEN])
def test_what_a_format_writes_it_reads_again_as_the_same_charts(one: Format, output: Output, tmp_path: Path) -> None:
    """Under each ending of the format that the writer takes, and as a folder where it takes one."""
    charts = [*og.read(*shipped()), nasty()]
    loaded = [LoadedChart(chart, "2024-01-01T00:00:00+00:00") for chart in charts]
    taken = 0
    for number, suffix in enumerate("" if suffix == "/" else suffix for suffix in {"/": "", **dict.fromkeys(one.suffixes)}):
        try:
            files = output.write(loaded, str(tmp_path / f"{number}{suffix}"))
        except OversightError:
            continue
        taken += 1
        readings = og.read_files(files)
        assert not errors([problem for reading in readings for problem in reading.problems])
        assert [chart for reading in readings for chart in reading.charts] == charts
    assert taken


def test_export_offers_every_way_of_writing_and_says_what_it_is() -> None:
    from oversight_graph.cli.export import COMMAND

    (to,) = (parameter for parameter in COMMAND.params if parameter.name == "to")
    assert tuple(to.type.choices) == tuple(output.id for output in outputs())  # type: ignore[attr-defined]
    for lang, between in (("zh", "："), ("en", ": ")):
        said = to.said.text(lang)  # type: ignore[attr-defined]
        assert all(f"{output.id}{between}{output.help.text(lang)}" in said for output in outputs())  # type: ignore[arg-type]


def test_an_entry_names_functions_that_are_there() -> None:
    """`on_use` imports a function when it is first called: each is there by its name and takes what it will be given."""
    named = re.findall(r'on_use\("([\w.]+)"\)', Path(loaders.__file__).read_text("utf-8"))
    assert len(named) >= len(FORMATS)
    for function in named:
        module, _, name = function.rpartition(".")
        taken = inspect.signature(getattr(importlib.import_module(f"oversight_graph.loaders.{module}"), name)).parameters
        assert len(taken) == (2 if name.startswith("write") else 1), function


def test_a_format_is_called_by_a_message_that_no_other_has() -> None:
    assert len({one.title.text("zh") for one in FORMATS}) == len({one.title.text("en") for one in FORMATS}) == len(FORMATS)


def test_what_a_file_could_be_is_said_in_the_language_of_the_reader(tmp_path: Path) -> None:
    """Formats are named in Chinese where a Chinese text names them."""
    (tmp_path / "x.csv").write_text("天气,温度\n晴,20\n", "utf-8")
    ((problem,),) = (found.problems for found in og.read_files([tmp_path / "x.csv"]))
    titles = {one.title for one in FORMATS if ".csv" in one.suffixes}
    for lang in ("zh", "en"):
        what, _ = problem.message.parts(lang)
        assert all(title.text(lang) in what for title in titles), what


def test_what_is_read_again_at_any_size_is_offered_first_and_what_only_others_read_last() -> None:
    ranks = [2 if one.read is None else int(output.megabytes > 0) for output in outputs() for one in FORMATS if output in one.write]
    assert ranks == sorted(ranks) and {*ranks} == {0, 1, 2}


def test_a_format_of_the_tuple_is_offered_by_what_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is only written isn't read from, what is only read isn't written to."""
    native = next(one for one in FORMATS if one.id == "native")
    written = Format("made-up", message("loaders.format_names"), write=(Output("made-up", message("loaders.write_chart"), native.write[0].write),))
    read = replace(native, id="made-up-too", write=())
    monkeypatch.setattr(loaders, "FORMATS", (*FORMATS, written, read))
    assert {output.id for output in outputs()} - {output.id for one in FORMATS for output in one.write} == {"made-up"}
    assert told_of({"format": "made-up-too"}).format == "made-up-too"
    with pytest.raises(WrongQuestion, match="`made-up` is no format"):
        told_of({"format": "made-up"})


def imports_of(*words: str) -> set[str]:
    """The modules of the package that a command imports."""
    code = f"import sys; sys.argv = ['oversight', *{words!r}]\nfrom oversight_graph.cli import main\ntry: main()\nexcept SystemExit: pass\nprint(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.removeprefix("oversight_graph.") for name in done.stdout.splitlines()[-1].split() if name.startswith("oversight_graph.")}


def test_a_command_imports_the_formats_of_its_files_and_no_other(tmp_path: Path) -> None:
    """The entries of the tuple cost nothing: `export --help` says all formats and imports none, `check` of a chart imports the one that reads it."""
    files = {known.read: inspect.getclosurevars(known.read).nonlocals["module"] for known in FORMATS if known.read is not None}.values()
    assert not imports_of("export", "--help") & {f"loaders.{file}" for file in files}
    imported = imports_of("check", str(shipped()[0]), "--store", str(tmp_path / "none.lbug"))
    assert imported & {f"loaders.{file}" for file in files} == {"loaders.native"}
    assert not {name for name in imported if name.startswith("loaders.writers")}


@pytest.mark.parametrize("code", ["import oversight_graph", "import sys; sys.argv = ['oversight', '--help']; from oversight_graph.cli import main\ntry: main()\nexcept SystemExit: pass"])  # fmt: skip
def test_neither_the_package_nor_the_help_imports_a_format(code: str) -> None:
    rooms = "('oversight_graph.loaders', 'oversight_graph.workbooks', 'oversight_graph.parsing')"
    done = subprocess.run([sys.executable, "-c", f"{code}\nimport sys; print([name for name in sys.modules if name.startswith({rooms})])"], capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"
