"""Documentation that can't rot: the README's session is run, the derived pages are derived, the examples are doctests.

`python tests/unit/test_docs.py` writes the outputs of the README anew.
"""

from __future__ import annotations

import doctest
import importlib
import os
import pkgutil
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import pytest
from support.places import ROOT

import oversight_graph as og
from oversight_graph.docs import PAGES
from oversight_graph.queries import QUESTIONS

README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def session(text: str, folder: Path) -> str:
    """The README with the outputs of its commands as they come out now."""
    (folder / "my-city.yaml").write_text(re.search(r"```yaml\n(.*?)```", text, re.DOTALL).group(1), "utf-8")  # type: ignore[union-attr]
    (folder / "examples").symlink_to(ROOT / "examples")
    binary = folder / "bin"
    binary.mkdir()
    (binary / "oversight").write_text(f"#!{sys.executable}\nfrom oversight_graph.cli import main\nmain()\n", "utf-8")
    (binary / "oversight").chmod(0o755)
    environment = os.environ | {"PATH": f"{binary}{os.pathsep}{os.environ['PATH']}", "OVERSIGHT_STORE": "store.lbug", "COLUMNS": "100"}

    def run(block: re.Match[str]) -> str:
        lines = []
        for command in re.findall(r"^\$ (.*)$", block.group(1), re.MULTILINE):
            done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, encoding="utf-8", cwd=folder, env=environment, check=False)
            shown = "\n".join(line.rstrip() for line in (done.stdout + done.stderr).splitlines())
            lines.append(f"$ {command}\n{shown}" if shown else f"$ {command}")
        return "```console\n" + "\n".join(lines) + "\n```"

    return BLOCK.sub(run, text)


@pytest.mark.slow
def test_the_readme_s_commands_give_what_it_shows(tmp_path: Path) -> None:
    text = README.read_text("utf-8")
    assert session(text, tmp_path) == text


@pytest.mark.slow
def test_the_readme_s_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = README.read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    Path("my-city.yaml").write_text(re.search(r"```yaml\n(.*?)```", text, re.DOTALL).group(1), "utf-8")  # type: ignore[union-attr]
    exec(compile(re.search(r"```python\n(.*?)```", text, re.DOTALL).group(1), "README.md", "exec"), {})  # type: ignore[union-attr]
    assert Path("map.html").exists()


def test_the_readme_names_every_question_and_every_dependency_with_its_licence() -> None:
    text = README.read_text("utf-8")
    for question in QUESTIONS:
        assert f"| `oversight {question.id}" in text
    table = text[text.index("| dependency") :]
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for line in (*declared["dependencies"], *declared["optional-dependencies"]["test"]):
        name = re.split(r"[<>=]", line)[0]
        assert f"`{name}`" in table or "stubs" in name or name.startswith("types-"), name


@pytest.mark.parametrize(("name", "page"), PAGES, ids=[name for name, _ in PAGES])
def test_a_derived_page_is_what_the_declarations_say(name: str, page: object) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == page(), "write it anew with `make docs`"  # type: ignore[operator]


def _modules() -> list[str]:
    return [name for _, name, _ in pkgutil.walk_packages(og.__path__, "oversight_graph.")] + [
        f"oversight_graph.{part}.{file.stem}" for part in ("loaders", "queries") for file in sorted((ROOT / part).glob("*.py")) if file.stem != "__init__"
    ]


@pytest.mark.slow
def test_the_examples_in_docstrings_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tried = 0
    for name in ["oversight_graph", *dict.fromkeys(_modules())]:
        result = doctest.testmod(importlib.import_module(name))
        assert not result.failed, name
        tried += result.attempted
    assert tried >= 15


def test_every_public_name_has_a_docstring() -> None:
    for name in og.__all__:
        value = getattr(og, name)
        assert isinstance(value, (Path, type)) or value.__doc__, name


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        README.write_text(session(README.read_text("utf-8"), Path(made)), "utf-8")
