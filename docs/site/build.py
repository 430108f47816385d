"""The pages of docs/ and the reference of the Python face, as a folder that is opened from files.

`python docs/site/build.py DIR` builds it, warnings as errors; with names of packages behind it, the reference of these alone. The reference shows the public names, and the packages whose docstrings are
held to the rule (`[tool.oversight-graph.docstrings]` in pyproject.toml).
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Collection, Iterator
from pathlib import Path

HERE = Path(__file__).parent
DOCS = HERE.parent
ROOT = DOCS.parent

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Using it", ("map", "explorer", "formats", "names", "neo4j", "beyond-one-machine", "commands", "questions")),
    ("What it means", ("rules", "domain", "contract", "model")),
    ("Working on it", ("house", "style", "CONTRIBUTING", "SECURITY", "CHANGELOG")),
)
"""The pages of docs/ in the order of the menu; those that aren't named come last."""


TOP = ("CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
"""Pages that stand at the top of the project, where those who look for them expect them."""


def build(out: Path, packages: Collection[str] = ()) -> int:
    """Build the pages into `out`, with the reference of all packages or of some; the exit status of Sphinx, 0 where there was no warning."""
    with tempfile.TemporaryDirectory() as made:
        source = Path(made)
        _pages(source)
        _reference(source / "api", packages or shown())
        command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "-c", str(HERE), "-d", str(source / ".doctrees"), str(source)]
        return subprocess.run([*command, str(out)], check=False).returncode


def _pages(source: Path) -> None:
    """The pages as they are, and an index of them."""
    files = sorted(DOCS.glob("*.md"))
    for file in files:
        (source / file.name).write_text(file.read_text("utf-8").replace("](../", "]("), "utf-8")
    for file in DOCS.glob("*.png"):
        shutil.copy(file, source)
    for name in TOP:
        (source / name).write_text((ROOT / name).read_text("utf-8").replace("](docs/", "]("), "utf-8")
    named = [name for _, names in GROUPS for name in names]
    groups = [(title, [name for name in names if (source / f"{name}.md").exists()]) for title, names in GROUPS]
    groups[-1][1].extend(file.stem for file in files if file.stem not in named)
    menu = [(title, names) for title, names in groups] + [("Python", ["api/index"])]
    trees = "\n\n".join("```{toctree}\n:caption: " + title + "\n:maxdepth: 1\n\n" + "\n".join(names) + "\n```" for title, names in menu)
    intro = (
        "Who oversees whom in the four-supervision system, who is left out, and how the overseers reach each other. To begin with: the README of the project."
    )
    (source / "index.md").write_text(f"# oversight-graph\n\n{intro}\n\n{trees}\n", "utf-8")


def _reference(folder: Path, packages: Collection[str]) -> None:
    """A page of the public names, and one for each package of the reference."""
    folder.mkdir()
    for package in packages:
        modules = "\n\n".join(_titled(module, "-") + f"\n\n.. automodule:: {module}{_but_public(module)}" for module in _modules(package))
        (folder / f"{package}.rst").write_text(_titled(package, "=") + "\n\n" + modules + "\n", "utf-8")
    tree = "\n".join(f"   {package}" for package in packages)
    text = f"{_titled('The Python face', '=')}\n\n.. automodule:: oversight_graph\n   :no-members:\n\n{_public()}\n\n{_titled('Inside', '-')}\n\n.. toctree::\n   :maxdepth: 1\n\n{tree}\n"
    (folder / "index.rst").write_text(text, "utf-8")


def _public() -> str:
    import oversight_graph as og

    parts = []
    for name in sorted(og.__all__, key=str.lower):
        value = getattr(og, name)
        how = "autoclass" if inspect.isclass(value) else "autofunction" if callable(value) else "autodata"
        parts.append(f"{_titled(name, '-')}\n\n.. {how}:: oversight_graph.{name}")
    return "\n\n".join(parts)


def _but_public(module: str) -> str:
    """What is a public name of the package stands on its page, and only there."""
    import oversight_graph as og

    names = [name for name in og.__all__ if getattr(getattr(og, name), "__module__", None) == module]
    return f"\n   :exclude-members: {', '.join(names)}" if names else ""


def held() -> tuple[str, ...]:
    """The files and folders whose docstrings are held to the rule."""
    return tuple(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["oversight-graph"]["docstrings"]["held"])


def shown() -> list[str]:
    """The packages of the reference."""
    return [_package(name) for name in held() if Path(name).suffix != ".py"]


def _package(path: str) -> str:
    """The package that a folder of the project is installed as."""
    return path.replace("/", ".") if path.startswith("oversight_graph") else f"oversight_graph.{path.replace('/', '.')}"


def _modules(package: str) -> Iterator[str]:
    """A package, its modules, and those of the packages in it."""
    yield package
    for inside in pkgutil.iter_modules(importlib.import_module(package).__path__):  # by their names
        name = f"{package}.{inside.name}"
        if not inside.name.startswith("_"):
            yield from _modules(name) if inside.ispkg else (name,)


def _titled(text: str, line: str) -> str:
    return f"{text}\n{line * len(text)}"


if __name__ == "__main__":
    sys.exit(build(Path(sys.argv[1]).absolute(), sys.argv[2:]))
