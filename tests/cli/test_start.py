"""What a command imports: a library where it is used, and nowhere else; most of the time of a small question is that of starting (docs/house.md)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pypinyin import lazy_pinyin

import oversight_graph as og
from oversight_graph.naming.provinces import ENGLISH, PROVINCES

ELSEWHERE = ("pandas", "networkx", "neo4j", "ladybug", "IPython", "pyvis", "pypinyin", "openpyxl", "pyarrow.parquet", "jinja2", "starlette")
"""What no question needs whose answer is a table, JSON or csv."""
OF_A_STORE = ("numpy", "pyarrow", "ladybug", "rich", "yaml")
"""What answers need, or a store does, and what is said of the program doesn't."""
PROGRAM = "import sys; sys.argv = ['oversight', *{words!r}]\nfrom oversight_graph.cli import main\ntry: main()\nexcept SystemExit: pass\nprint('\\n', [m for m in {names!r} if m in sys.modules])"


def imported(words: list[str], names: tuple[str, ...], folder: Path) -> str:
    program = PROGRAM.format(words=words, names=names)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", check=True, cwd=folder)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout.splitlines()[-1].strip()


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["coverage", "--help"], ["ask"]], ids=" ".join)
def test_what_is_said_of_the_program_itself_needs_no_library_of_columns(words: list[str], tmp_path: Path) -> None:
    assert imported(words, (*ELSEWHERE, *OF_A_STORE), tmp_path) == "[]"


@pytest.fixture
def kept(five: Path) -> Path:
    """A store whose graph is in the cache: other stores may have taken its room there, and making it of the charts reads Parquet."""
    with og.open_store(five) as store:
        store.graph()
    return five


@pytest.mark.parametrize(
    "words", [["coverage"], ["coverage", "--lang", "en"], ["coverage", "--format", "csv"], ["gaps", "--format", "json"], ["find", "纪检监察组"]], ids=" ".join
)
def test_a_question_imports_what_it_uses_alone(kept: Path, tmp_path: Path, words: list[str]) -> None:
    assert imported([*words, "--store", str(kept)], ELSEWHERE, tmp_path) == "[]"


def test_what_has_no_norms_and_no_names_to_fold_reads_neither(kept: Path, tmp_path: Path) -> None:
    """Norms are YAML; names that are sought are folded by OpenCC; what a statement of Cypher may do, no other command asks."""
    unused = ("yaml", "opencc", "oversight_graph.graph.name_index", "oversight_graph.store.reading_only", "oversight_graph.resolution.resolve")
    assert imported(["coverage", "--format", "csv", "--store", str(kept)], unused, tmp_path) == "[]"


def test_pinyin_is_read_once_for_an_index_and_not_for_what_is_sought_in_it(kept: Path, tmp_path: Path) -> None:
    words = ["find", "sslt", "--store", str(kept)]
    imported(words, ELSEWHERE, tmp_path)
    assert imported(words, ELSEWHERE, tmp_path) == "[]"


def test_provinces_have_the_names_that_pinyin_gives() -> None:
    """But for two, which are written otherwise in English: they are written out so that no command imports pypinyin for them."""
    others = {"陕西": "Shaanxi", "内蒙古": "Inner Mongolia"}
    assert {name: others.get(name) or "".join(lazy_pinyin(name)).capitalize() for name in PROVINCES.values()} == ENGLISH
