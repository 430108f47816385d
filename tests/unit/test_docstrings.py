"""What is public says what it is: in the files and folders that pyproject.toml holds to this rule (`[tool.oversight-graph.docstrings]`).

A public function that takes parameters names each of them in a section Parameters, what it gives in a section Returns or Yields, and every
error that it raises itself in a section Raises (numpydoc). Classes and properties have a docstring. A page of the explorer, which Starlette
calls with a request and sends what it gives, needs no Parameters and Returns; a command no sections at all, as `--help` explains
its options. A folder is switched on by naming it there.
"""

from __future__ import annotations

import ast
import doctest
import importlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.places import ROOT

import oversight_graph as og

HELD: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["oversight-graph"]["docstrings"]["held"]
SECTION = re.compile(r"^(Parameters|Returns|Yields|Raises|Attributes|Notes|Examples|See Also|References)\n-+$", re.MULTILINE)
FACE = ("open_store", "read", "plan", "ask", "draw", "Answer")
"""Public names that show an example which runs."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Public:
    """A public function, property or class: its place, its name from the module on, its node."""

    place: str
    name: str
    node: Function | ast.ClassDef

    @property
    def sections(self) -> dict[str, str]:
        """The text before the first section under "", then that of each section."""
        parts = SECTION.split(ast.get_docstring(self.node) or "")
        return {"": parts[0], **dict(zip(parts[1::2], parts[2::2], strict=True))}


def files(held: str) -> Iterator[Path]:
    path = ROOT / held
    yield from (path,) if path.is_file() else sorted(path.rglob("*.py"))


def public(path: Path) -> Iterator[Public]:
    """The public functions and classes of a module, and the public methods of these classes."""

    def inside(nodes: list[ast.stmt], prefix: str) -> Iterator[Public]:
        for node in nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                yield Public(f"{path.relative_to(ROOT)}:{node.lineno}", f"{prefix}{node.name}", node)
                if isinstance(node, ast.ClassDef):
                    yield from inside(node.body, f"{prefix}{node.name}.")
            elif isinstance(node, ast.If):  # `if TYPE_CHECKING:` and the like
                yield from inside(node.body, prefix)

    yield from inside(ast.parse(path.read_text("utf-8")).body, "")


def parameters(node: Function) -> list[str]:
    taken = node.args
    named = [
        one.arg
        for one in (*taken.posonlyargs, *taken.args, *((taken.vararg,) if taken.vararg else ()), *taken.kwonlyargs, *((taken.kwarg,) if taken.kwarg else ()))
    ]
    return named[1:] if named[:1] in (["self"], ["cls"]) else named


def is_property(node: Function) -> bool:
    return any(getattr(one, "id", getattr(one, "attr", "")) in ("property", "cached_property") for one in node.decorator_list)


def is_page(node: Function) -> bool:
    """A page of the explorer, or its answer to an error: each takes and gives the same."""
    taken = node.args
    notes = [ast.unparse(one.annotation) if one.annotation else "" for one in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs)]
    plain = taken.vararg is None and taken.kwarg is None and node.returns is not None
    return plain and notes in (["Request"], ["Request", "Exception"]) and ast.unparse(node.returns or node) == "Response"


def is_command(node: Function) -> bool:
    """A command, by its decorator: its parameters are its options, which `--help` explains."""
    return any(isinstance(one, ast.Call) and ast.unparse(one.func) in ("command", "click.group") for one in node.decorator_list)


def gives(node: Function) -> bool:
    return node.returns is not None and ast.unparse(node.returns) not in ("None", "NoReturn")


def raised(node: Function) -> set[str]:
    """The errors that the body raises itself by name; not those of functions inside of it, nor one that it only passes on."""
    found: set[str] = set()

    def look(one: ast.AST) -> None:
        for child in ast.iter_child_nodes(one):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
                continue
            if (
                isinstance(child, ast.Raise)
                and isinstance(child.exc, ast.Call)
                and isinstance(child.exc.func, ast.Name)
                and not child.exc.func.id.startswith("_")
            ):
                found.add(child.exc.func.id)
            look(child)

    look(node)
    return {name for name in found if name[0].isupper()}


def faults(one: Public) -> Iterator[str]:
    """What a public thing lacks."""
    sections = one.sections
    if not sections[""].strip():
        yield "has no docstring"
        return
    if isinstance(one.node, ast.ClassDef) or is_property(one.node) or is_command(one.node):
        return
    named = [] if is_page(one.node) else parameters(one.node)
    for name in named:
        if not re.search(rf"^\*{{0,2}}(?:\w+, )*\*{{0,2}}{name}\b", sections.get("Parameters", ""), re.MULTILINE):
            yield f"Parameters doesn't name `{name}`"
    if named and gives(one.node) and not {"Returns", "Yields"} & sections.keys():
        yield "has no section Returns"
    for name in sorted(raised(one.node)):
        if not re.search(rf"^{name}\b", sections.get("Raises", ""), re.MULTILINE):
            yield f"Raises doesn't name {name}"


@pytest.mark.parametrize("held", HELD)
def test_what_is_public_in_a_held_folder_says_what_it_is(held: str) -> None:
    found = [one for path in files(held) for one in public(path)]
    wrong = [f"{one.place} {one.name}: {fault}" for one in found for fault in faults(one)]
    assert not wrong, "\n".join(wrong)
    assert found or held.endswith(".py"), f"{held} holds nothing public: is it still the name of a folder?"


@pytest.mark.parametrize("name", FACE)
def test_a_public_name_of_the_package_shows_an_example_that_runs(name: str) -> None:
    """test_docs.py runs them."""
    examples = doctest.DocTestFinder(recurse=False).find(getattr(og, name), name, importlib.import_module(getattr(og, name).__module__))
    assert any(one.examples for one in examples)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("def f(): ...", "has no docstring"),
        ('def f(a):\n    """Do."""', "Parameters doesn't name `a`"),
        ('def f(a, *b, c, **d):\n    """Do.\n\n    Parameters\n    ----------\n    a, *b\n        X.\n    c : int\n        Y.\n    """', "Parameters doesn't name `d`"),
        ('def f(a) -> int:\n    """Do.\n\n    Parameters\n    ----------\n    a : int\n        X.\n    """', "has no section Returns"),
        ('def f():\n    """Do."""\n    raise ValueError("x")', "Raises doesn't name ValueError"),
        ('class C:\n    """C."""\n    def f(self, a) -> None:\n        """Do."""', "Parameters doesn't name `a`"),
        ("async def page(request: Request) -> Response: ...", "has no docstring"),
        ('def page(request: Request) -> Response:\n    """Do."""\n    raise ValueError("x")', "Raises doesn't name ValueError"),
        ('@command("a")\ndef command(a): ...', "has no docstring"),
        ('@click.option("--a")\ndef option(a):\n    """Do."""', "Parameters doesn't name `a`"),
        ('def page(request: Request, a: int) -> None:\n    """Do.\n\n    Parameters\n    ----------\n    request\n        X.\n    """', "Parameters doesn't name `a`"),
    ],
)  # fmt: skip
def test_the_rule_finds_what_lacks(code: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("test_docstrings.ROOT", tmp_path)
    (tmp_path / "m.py").write_text(code, "utf-8")
    assert [one for found in public(tmp_path / "m.py") for one in faults(found)] == [fault]


def test_a_page_of_the_explorer_needs_no_parameters_and_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("test_docstrings.ROOT", tmp_path)
    (tmp_path / "m.py").write_text('def page(request: Request) -> Response:\n    """Do."""\n\n\ndef other(request: Request) -> int:\n    """Do."""\n', "utf-8")
    assert {one.name for one in public(tmp_path / "m.py") if list(faults(one))} == {"other"}


def test_a_command_needs_no_sections_as_its_help_explains_its_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("test_docstrings.ROOT", tmp_path)
    body = 'def {}(a: int) -> int:\n    """Do."""\n    raise ValueError("x")\n\n\n'
    written = [("command", '@option("--a")\n@command("a")\n'), ("group", "@click.group()\n"), ("option", '@click.option("--a")\n')]
    (tmp_path / "m.py").write_text("".join(decorators + body.format(name) for name, decorators in written), "utf-8")
    assert {one.name for one in public(tmp_path / "m.py") if list(faults(one))} == {"option"}
