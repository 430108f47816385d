"""CONTRIBUTING.md shows how to add something: each of its examples is carried out in a copy of the package, and works."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from support.package_copy import command, copied, file_of, python
from support.places import ROOT

PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
EXAMPLES = (
    "A question", "A format", "A kind of table", "A kind of node", "A mechanism", "A rule's number", "A norm", "A requirement of a norm", "A message", "A colour",
    "A column", "A page of the explorer", "A command",
)  # fmt: skip
_BLOCK = re.compile(r"^In (?:`(?P<folder>[\w/]+/)`, the new file )?`(?P<file>[\w/.]+)`:\n\n```(?P<how>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Change:
    """A block of code of the page: a new file, or lines of an existing one."""

    path: str
    how: str
    text: str

    def carried_out(self, before: str | None) -> str:
        """The text of the file with the change. The place of lines must be there once."""
        if self.how != "diff":
            assert before is None, f"{self.path} is there already"
            return self.text
        assert before is not None, f"{self.path} isn't there"
        lines = self.text.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        assert before.count(f"\n{old}") == 1, f"{self.path} holds this {before.count(old)} times, not once:\n{old}"
        return before.replace(f"\n{old}", f"\n{new}")


def changes(section: str) -> list[Change]:
    """What the page says to change for an addition."""
    text = re.search(rf"^## {re.escape(section)}\n(.*?)(?=^## )", PAGE, re.MULTILINE | re.DOTALL)
    assert text, f"CONTRIBUTING.md doesn't show how to add: {section}"
    found = [Change((block["folder"] or "") + block["file"], block["how"], block["text"]) for block in _BLOCK.finditer(text[1])]
    assert len(found) == text[1].count("\n```") // 2, f"{section}: a block of code doesn't say to which file it belongs"
    return found


@pytest.mark.parametrize("section", EXAMPLES)
def test_an_example_fits_the_files_as_they_are(section: str) -> None:
    """Its new files aren't there, its lines are, and what comes out can be read."""
    texts: dict[str, str] = {}
    for change in changes(section):
        there = ROOT / change.path
        text = change.carried_out(texts.get(change.path, there.read_text("utf-8") if there.exists() else None))
        texts[change.path] = text
        if change.path.endswith(".py"):
            ast.parse(text)
        elif change.path.endswith(".yaml"):
            yaml.safe_load(text)
    assert texts


def test_an_addition_takes_one_file_and_one_entry_at_most() -> None:
    """Beside them a page has its template and its link, a column and a requirement their Cypher, a message the place where it is said; a format, a
    question and a command have words in both languages."""
    for section in set(EXAMPLES) - {"A page of the explorer", "A column", "A message", "A requirement of a norm"}:
        made = [change.path for change in changes(section) if change.how != "diff"]
        entries = [change.path for change in changes(section) if change.how == "diff"]
        assert len(made) <= 1 and len(entries) == (2 if section in ("A format", "A question", "A command") else 1), section


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with all additions of the page at once, and a chart that is loaded into a store."""
    root = tmp_path_factory.mktemp("contributing")
    copied(root)
    (root / "before.yaml").write_text(BEFORE, "utf-8")
    command(root, "load", "before.yaml", "--yes", "--store", "before.lbug")
    for section in EXAMPLES:
        for change in changes(section):
            file = file_of(root, change.path)
            file.write_text(change.carried_out(file.read_text("utf-8") if file.exists() else None), "utf-8")
    (root / "chart.yaml").write_text(CHART, "utf-8")
    command(root, "load", "chart.yaml", "--yes", *STORE)
    return root


STORE = ("--store", "s.lbug")
BEFORE = """
chart: b
as_of: 2020-01-01
area: "530100"
level: prefecture
sources: [{id: s, title: 一览}]
nodes: [{id: u, kind: Unit, name: 市水务局}]
links: []
"""
CHART = """
chart: c
as_of: 2020-01-01
area: "530100"
level: prefecture
sources: [{id: s, title: 一览}]
nodes:
  - {id: a, kind: AuditOffice, name: 市审计办}
  - {id: g, kind: StationedGroup, name: 驻市水务局纪检监察组}
  - {id: s, kind: LiaisonStation, name: 石塘村监察工作联络站}
  - {id: t, kind: Township, name: 柳河镇}
  - {id: v, kind: Village, name: 石塘村}
  - {id: u0, kind: Unit, name: 市水务局}
  - {id: u1, kind: Unit, name: 市水库管理局}
  - {id: u2, kind: Unit, name: 市水库管理处}
  - {id: u3, kind: Unit, name: 市水库管理站}
  - {id: u4, kind: Unit, name: 市水库管理所}
links:
  - {kind: SUPERVISES, from: a, to: u0, form: state, scope: with_subordinates}
  - {kind: COORDINATES_WITH, from: a, to: g, mechanism: hotline}
  - {kind: SERVES, from: s, to: v}
  - {kind: SUBORDINATE_TO, from: u1, to: u0}
  - {kind: SUBORDINATE_TO, from: u2, to: u1}
  - {kind: SUBORDINATE_TO, from: u3, to: u2}
  - {kind: SUBORDINATE_TO, from: u4, to: u3}
"""


def rows(root: Path, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(command(root, *words, "--format", "json", *STORE))["rows"]
    return found


@pytest.mark.slow
def test_the_new_question_answers(extended: Path) -> None:
    assert rows(extended, "stations") == [{"id": "c:s", "name": "石塘村监察工作联络站", "served": 1}]
    assert "stations" in command(extended, "ask")


@pytest.mark.slow
def test_the_new_format_is_written_and_read_back_as_the_same_charts_with_problems_on_their_lines(extended: Path) -> None:
    command(extended, "export", "--to", "chart-lines", "--out", "out.charts", *STORE)
    assert (extended / "out.charts").read_text("utf-8").count("\n") == 1
    same = "import oversight_graph as og; print(og.read('out.charts')[0].nodes == og.read('chart.yaml')[0].nodes, len(og.read('out.charts')[0].links))"
    assert python(extended, same).split() == ["True", "7"]
    (extended / "wrong.charts").write_text('{"chart": "a"}\n{"chart": "b", "kinds": 1}\n', "utf-8")
    lines = "import oversight_graph as og; print({problem.line for found in og.read_files(['wrong.charts']) for problem in found.problems})"
    assert python(extended, lines).strip() == "{1, 2}"


@pytest.mark.slow
def test_the_new_kind_of_table_is_read_guessed_and_has_a_template(extended: Path) -> None:
    (extended / "bodies.csv").write_text("单位名称,内设纪委,专职人数\n云岭学院,云岭学院纪委,3\n市人民医院,市人民医院纪委,2\n合计,2,6\n", "utf-8")
    told = ("--area", "530100", "--level", "prefecture", "--as-of", "2020-01-01")
    said = command(extended, "check", "bodies.csv", *told)
    assert "table of internal discipline bodies" in said and "the total says 6 (专职人数), the rows above give 5" in said and "2 link entries" in said
    assert "table: internal_bodies" in command(extended, "load", "bodies.csv", *told, "--guess")
    assert "t.xlsx" in command(extended, "template", "--out", "t.xlsx", "--table", "internal_bodies")


@pytest.mark.slow
def test_the_new_kind_loads_supervises_is_drawn_and_is_named_by_the_grammar(extended: Path) -> None:
    covered = {row["id"]: row["bodies"] for row in rows(extended, "coverage", "--form", "S") if row["grade"] == 5}
    assert covered == {"c:u0": ["c:a"]}
    (extended / "names.txt").write_text("市审计办\n县委审计办\n驻市审计办纪检监察组\n市审计局\n", "utf-8")
    told = "dict(chart='n', area='530100', level='prefecture', as_of='2020', source='x', format='names')"
    code = f"import oversight_graph as og; print({{node.zh: node.kind for node in og.read('names.txt', defaults={told})[0].nodes}})"
    kinds = ast.literal_eval(python(extended, code))
    assert {name: kinds[name] for name in ("市审计办", "县委审计办", "驻市审计办纪检监察组", "市审计局")} == {
        "市审计办": "AuditOffice",
        "县委审计办": "AuditOffice",
        "驻市审计办纪检监察组": "StationedGroup",
        "市审计局": "Unit",
    }
    assert "#6f7f1e" in python(extended, DRAWN)


@pytest.mark.slow
def test_a_store_from_before_the_new_kind_is_read_and_loaded_into(extended: Path) -> None:
    assert [row["id"] for row in json.loads(command(extended, "coverage", "--form", "S", "--format", "json", "--store", "before.lbug"))["rows"]] == ["b:u"]
    command(extended, "load", "chart.yaml", "--yes", "--store", "before.lbug")
    found = json.loads(command(extended, "find", "审计办", "--format", "json", "--store", "before.lbug"))
    assert "c:a" in json.dumps(found)


@pytest.mark.slow
def test_the_new_mechanism_is_walked_one_way(extended: Path) -> None:
    assert [row["cost"] for row in rows(extended, "path", "c:a", "c:g")] == [1]
    assert rows(extended, "path", "c:g", "c:a") == []


@pytest.mark.slow
def test_the_new_number_is_the_rule(extended: Path) -> None:
    """Three steps are inherited, four aren't."""
    grades = {row["id"]: (row["grade"], row["steps"]) for row in rows(extended, "coverage", "--form", "S") if str(row["id"]).startswith("c:u")}
    assert [grades[f"c:u{number}"] for number in (1, 2, 3)] == [(4, 1), (4, 2), (4, 3)]
    assert grades["c:u4"][0] != 4


@pytest.mark.slow
def test_the_new_norm_judges(extended: Path) -> None:
    assert [(row["id"], row["norm"], row["form"]) for row in rows(extended, "gaps", "--norms", "draft", "--all")] == [("c:t", "X01", "inspection")]


@pytest.mark.slow
def test_the_new_requirement_judges(extended: Path) -> None:
    """Each unit is judged by the norm of at most one step: the second and the third fall short of it, and the reason is said in both languages."""
    norm = "{id: X02, norm_set: near, form: state, applies_to: [{kinds: [Unit]}], source: x, requires: {grade: 4, steps: 1}}"
    (extended / "norms.yaml").write_text(f"norms:\n  - {norm}\n", "utf-8")
    asked = ["gaps", "--norms-file", "norms.yaml", "--norms", "near", "--all"]
    assert {str(row["id"])[2:]: row["status"] for row in rows(extended, *asked) if row["grade"]} == {
        "u0": "met",
        "u1": "met",
        "u2": "partial",
        "u3": "partial",
    }
    assert "inherited over more steps than asked" in command(extended, *asked, *STORE) and "下延的层数超过要求" in command(
        extended, *asked, "--lang", "zh", *STORE
    )
    shown = command(extended, "cypher", "--show", *asked, *STORE)
    assert "requires.steps IS NOT NULL" in shown
    (extended / "wrong-norms.yaml").write_text(f"norms:\n  - {norm.replace('steps: 1', 'steps: x')}\n", "utf-8")
    wrong = "from oversight_graph.rules.norms import *; import oversight_graph as og\ntry: og.ask(og.open_store('s.lbug').graph(), 'gaps', norms_files=['wrong-norms.yaml'])\nexcept og.ChartError as error: print(error)"
    assert "norms[0].requires.steps" in python(extended, wrong)


@pytest.mark.slow
def test_the_new_message_is_said_in_both_languages(extended: Path) -> None:
    code = "from oversight_graph.chart.alias_table import *; said = with_aliases([], Aliases('t.csv', ())).said; print(said.text('zh')); print(said.text('en'))"
    assert python(extended, code).splitlines() == ["t.csv：表中没有任何一行", "t.csv: the table holds no row"]


DRAWN = "import oversight_graph as og; print(og.draw(og.open_store('s.lbug').graph()).html)"


@pytest.mark.slow
def test_the_new_colour_is_seen_on_maps_in_the_explorer_and_in_neo4j(extended: Path) -> None:
    styles = "from oversight_graph.explorer.model_styles import stylesheet; print(stylesheet())"
    grass = "from oversight_graph.store.neo4j.grass import style_sheet; print(style_sheet())"
    for shown in (DRAWN, styles, grass):
        text = python(extended, shown).lower()
        assert "#4fa3dc" in text and "#5dade2" not in text


@pytest.mark.slow
def test_the_new_column_is_in_the_answer_and_in_its_cypher(extended: Path) -> None:
    (row,) = rows(extended, "workload", "c:a")
    assert list(row)[:4] == ["id", "name", "kind", "level"] and row["level"] == "prefecture"
    assert "AS kind, body.level AS level, direct" in command(extended, "cypher", "--show", "workload", *STORE)


VISIT = """
import asyncio, httpx
from oversight_graph.explorer.app import make_app
from oversight_graph.explorer.server import bound
from oversight_graph.explorer.settings import Settings

opened, settings = bound(Settings(store="s.lbug", port=0))
app = make_app(settings)

async def visit():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=f"http://127.0.0.1:{settings.port}") as client:
        print((await client.get("/sources", headers={"accept-language": "zh"})).text)

asyncio.run(visit())
opened.close()
"""


@pytest.mark.slow
def test_the_new_page_is_shown(extended: Path) -> None:
    shown = python(extended, VISIT)
    assert "<h1>来源</h1>" in shown and "<code>c</code> 一览" in shown


@pytest.mark.slow
def test_the_new_command_is_there(extended: Path) -> None:
    assert command(extended, "where", *STORE).strip().endswith("s.lbug")
    assert "Say which store is used." in command(extended, "--help")
    assert "说明所用的图库。" in command(extended, "where", "--help", "--lang", "zh")
