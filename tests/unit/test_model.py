"""The model: declared once, refused where it contradicts itself, and all follows from a declaration."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.package_copy import command, copied, python

from oversight_graph.chart.tidy_columns import TABLES
from oversight_graph.model import KINDS, LINKS, DeclarationError, LinkKind, Term, Vocabulary, walks
from oversight_graph.model.attributes import Attribute
from oversight_graph.model.requirements import CONFIDENCES, RULE_STATUSES, RULES
from oversight_graph.model.vocabulary import CATEGORIES
from oversight_graph.model.walk_declarations import Walk
from oversight_graph.rules.rule_requirements import ENDS


@pytest.mark.parametrize(
    ("wrong", "repair"),
    [
        ({"ends": ()}, "give at least one pair"),
        ({"ends": ((("Comission",), ("Unit",)),)}, "use one of PartyCommittee"),
        ({"forms": ("stationd",), "form": "stationd"}, "use one of discipline"),
        ({"forms": ("stationed",), "form": None}, "add it there"),
        ({"authorities": ("police",)}, "use some of discipline"),
        ({"level_from": ("Comission",)}, "use one of PartyCommittee"),
    ],
)
def test_a_wrong_link_kind_fails_at_declaration_and_says_the_repair(wrong: dict[str, object], repair: str) -> None:
    with pytest.raises(DeclarationError, match=repair):
        replace(LINKS["STATIONED_AT"], **wrong)  # type: ignore[arg-type]


def test_a_vocabulary_refuses_doubles_and_missing_labels() -> None:
    with pytest.raises(DeclarationError, match="declared twice"):
        Vocabulary("x", (Term("a", "甲", "A"), Term("a", "乙", "B")))
    with pytest.raises(DeclarationError, match="add what is missing"):
        Vocabulary("x", (Term("a", "", "A"),))
    with pytest.raises(DeclarationError, match="needs vocabulary"):
        Attribute("x", "甲", "x", "term")
    with pytest.raises(DeclarationError, match="takes no vocabulary"):
        Attribute("x", "甲", "x", "text", CATEGORIES)


def test_every_word_has_labels_in_both_languages() -> None:
    for vocabulary in (KINDS, LINKS):
        for term in vocabulary:
            assert term.label("zh") != term.label("en")


def test_every_vocabulary_that_a_file_is_checked_by_has_a_name_in_both_languages() -> None:
    """`x is no level` is said in Chinese too, as are the columns of the tables."""
    of_columns = [column.vocabulary for table in TABLES for column in table.columns if column.vocabulary is not None]
    for vocabulary in (KINDS, LINKS, TABLES, RULES, CONFIDENCES, RULE_STATUSES, ENDS, *of_columns):
        assert re.search(r"[\u4e00-\u9fff]", vocabulary.zh) and vocabulary.en == vocabulary.name, vocabulary.name


@pytest.mark.parametrize(
    ("step", "wrong", "repair"),
    [
        ("direct", {"links": ("SUPERVISE",)}, "use one of LEADS"),
        ("direct", {"links": ()}, "name at least one"),
        ("direct", {"grade": "best"}, "use one of none"),
        ("direct", {"grade": None}, "needs a `grade`"),
        ("extended", {"grade": "extended"}, "elsewhere it has none"),
        ("guided", {"direction": "either"}, "one way only"),
        ("dispatched", {"origin": ("Commission",)}, "drop it"),
        ("led", {"any_basis": True}, "drop `any_basis`"),
        ("direct", {"depth": 2}, "on a row that leads to the role it starts from"),
        ("direct", {"direction": "backward"}, "no link `STATIONED_AT` joins such nodes"),
        ("served", {"with_subordinates": walks.BRANCH}, "declare them `scoped`"),
        ("subordinate", {"depth": 0}, "write 1 or more"),
        ("counterpart", {"mechanisms": ("counterparts",)}, "use one of counterpart"),
    ],
)
def test_a_wrong_step_fails_at_declaration_and_says_the_repair(step: str, wrong: dict[str, Any], repair: str) -> None:
    with pytest.raises(DeclarationError, match=repair):
        replace(walks.SUPERVISION[step], **wrong)


@pytest.mark.parametrize(
    ("walk", "step", "wrong", "repair"),
    [
        ("SUPERVISION", "subordinate", {"depth": None}, "give it a `depth`"),
        ("SUPERVISION", "own", {"reach": "direct"}, "give it a `depth`"),  # what makes a load is worked out for all bodies at once
        ("SUPERVISION", "own", {"id": "led"}, "stands twice"),
        ("SUPERVISION", "guided", {"grade": "direct"}, "no way of coverage comes to it"),
        ("SUPERVISION", "member", {"reach": "direct"}, "drop `reach`"),
        ("COORDINATION", "lead", {"links": ("DISPATCHES",), "origin": (), "end": ()}, "a kind has one cost"),
    ],
)
def test_a_wrong_walk_fails_at_declaration_and_says_the_repair(walk: str, step: str, wrong: dict[str, Any], repair: str) -> None:
    whole: Walk = getattr(walks, walk)
    with pytest.raises(DeclarationError, match=repair):
        replace(whole, steps=tuple(replace(one, **wrong) if one.id == step else one for one in whole.steps))


def test_the_cost_of_each_link_is_that_of_the_domain() -> None:
    """domain §3, column path cost."""
    costs = {kind: step.cost for step in walks.COORDINATION.steps for kind in step.links}
    assert costs == {"LEADS": 3, "PART_OF": 1, "DISPATCHES": 3, "CONTACTS": 1, "EXTENDS_TO": 1, "MEMBER_OF": 1, "GUIDES": 1, "COORDINATES_WITH": 1}


MADE_UP = """        LinkKind(
            "AUDITS", "审计监督", "audits", ends=((("Room",), ("Unit", "StationedGroup")),), colour="#123456", scoped=True,
        ),
"""
MADE_UP_COST = '        Step("audit", BODY, ("AUDITS",), BODY, "either", cost=2),\n'
MADE_UP_MECHANISM = '        Mechanism("hotline", "热线", "hotline", directed=True),\n'
CHART = """
chart: made-up
as_of: 2020-01-01
area: "530100"
level: prefecture
sources: [{id: s, title: t}]
nodes:
  - {id: r, kind: Room, name: 室}
  - {id: g, kind: StationedGroup, name: 组}
  - {id: u, kind: Unit, name: 局}
  - {id: v, kind: Unit, name: 所}
links:
  - {kind: AUDITS, from: r, to: u, form: state, scope: with_subordinates}
  - {kind: AUDITS, from: r, to: g, mechanism: hotline}
  - {kind: SUBORDINATE_TO, from: v, to: u}
"""


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package with a kind of link and a mechanism more, the kind named in the walks that take it, and nothing else changed."""
    root = tmp_path_factory.mktemp("extended")
    package = copied(root)
    for name, before, entry in (
        ("links.py", '        LinkKind("OVERSEES"', MADE_UP),
        ("walks.py", '"SUPERVISES", "CONTACTS"', '"AUDITS", '),
        ("walks.py", '        Step("membership"', MADE_UP_COST),
        ("vocabulary.py", '        Mechanism("organises"', MADE_UP_MECHANISM),
    ):
        file = package / "model" / name
        text = file.read_text("utf-8")
        assert text.count(before) == 1
        file.write_text(text.replace(before, entry + before), "utf-8")
    (root / "chart.yaml").write_text(CHART, "utf-8")
    return root


@pytest.mark.slow
def test_a_made_up_kind_and_mechanism_need_an_entry_and_the_kind_its_name_in_the_walks(extended: Path) -> None:
    """Validation, storage, coverage, paths, reach, export, the map's colours and the page of the docs follow from the declaration."""
    store = ["--store", "s.lbug"]
    wrong = extended / "wrong.yaml"
    wrong.write_text(CHART.replace("from: r, to: u, form", "from: u, to: r, form"), "utf-8")
    assert "wrong way round" in python(extended, f"from oversight_graph import read_files; print(*read_files([{str(wrong)!r}])[0].problems)")
    assert "3 links to add (2 AUDITS, 1 SUBORDINATE_TO)" in command(extended, "load", "chart.yaml", "--yes", *store)
    coverage = command(extended, "coverage", "--form", "S", "--format", "csv", *store)
    assert "made-up:u,局,Unit,,prefecture,530100,1,state,5,direct,,made-up:r,,assigned" in coverage
    assert "made-up:v,所,Unit,,prefecture,530100,1,state,4,inherited,1,made-up:r,,assigned" in coverage
    assert '"cost": 2' in command(extended, "path", "made-up:r", "made-up:g", "--format", "json", *store)
    assert '"rows": []' in command(extended, "path", "made-up:g", "made-up:r", "--format", "json", *store)  # the mechanism is directed
    assert '"direct": 1, "inherited": 1' in command(extended, "reach", "made-up:r", "--format", "json", *store)
    command(extended, "export", "--to", "chart", "--out", "out.yaml", *store)
    assert "kind: AUDITS" in (extended / "out.yaml").read_text("utf-8")
    command(extended, "map", "--out", "map.html", *store)
    assert "#123456" in (extended / "map.html").read_text("utf-8")
    page = python(extended, "from oversight_graph.docs import model_page; print(model_page())")
    assert "`AUDITS` | 审计监督 | Room → Unit / StationedGroup | yes" in page and "AUDITS / SUPERVISES" in page and "| `audit` | ↔ AUDITS |  | 2 |" in page
    assert "`hotline` | 热线 | from → to only" in page


def test_the_kind_is_a_link_kind() -> None:
    assert isinstance(LINKS["LEADS"], LinkKind) and LINKS["LEADS"].permits("Commission", "Collaboration")
    assert not LINKS["LEADS"].permits("Commission", "Unit")
