"""The style sheet for Neo4j Browser, read as the Browser reads it."""

from __future__ import annotations

import re
from pathlib import Path

from support.command import Run

from oversight_graph.model import KINDS, LINKS
from oversight_graph.model.colour_contrast import contrast
from oversight_graph.store.neo4j.grass import style_sheet
from oversight_graph.store.neo4j.schema import BODY, OURS


def rules(text: str) -> dict[str, dict[str, str]]:
    """Selectors with what they say. Braces and semicolons inside of quotes belong to a value, and nothing may be left over."""
    found: dict[str, dict[str, str]] = {}
    rest = re.sub(r"([a-zA-Z_.]+)\s*\{((?:[^{}']|'[^']*')*)\}", lambda rule: found.setdefault(rule[1], _said(rule[2])) and "", text)
    assert not rest.strip(), rest
    return found


def _said(text: str) -> dict[str, str]:
    lines = [one.partition(":") for one in text.split(";") if one.strip()]
    assert all(colon for _, colon, _ in lines)
    return {key.strip(): value.strip().strip("'") for key, _, value in lines}


def test_every_kind_and_link_has_the_colour_of_the_maps_and_text_that_can_be_read() -> None:
    found = rules(style_sheet())
    for kind in KINDS:
        assert (found[f"node.{kind.id}"]["color"], found[f"node.{kind.id}"]["caption"]) == (kind.colour, "{name}")
    for link in LINKS:
        assert (found[f"relationship.{link.id}"]["color"], found[f"relationship.{link.id}"]["caption"]) == (link.colour, "<type>")
    assert {f"node.{label}" for label in OURS} <= set(found)
    for rule in found.values():
        assert re.fullmatch(r"#[0-9a-f]{6}", rule["color"])
        assert contrast(rule["color"], rule["text-color-internal"]) >= 4.5
        assert contrast("#ffffff", rule.get("text-color-external", "#000000")) >= 4.5
    assert all(re.fullmatch(r"\d+px", rule["diameter"]) for name, rule in found.items() if name.startswith("node"))


def test_the_common_label_comes_before_the_kinds_as_later_rules_win() -> None:
    names = list(rules(style_sheet()))
    assert names.index("node") < names.index(f"node.{BODY}") < min(names.index(f"node.{kind.id}") for kind in KINDS)
    assert names.index("relationship") < min(names.index(f"relationship.{link.id}") for link in LINKS)


def test_a_made_up_kind_gets_its_rule(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    import oversight_graph.store.neo4j.grass as grass
    from oversight_graph.model import NodeKind, Vocabulary
    from oversight_graph.model.kinds import NOT_BY_NAME

    monkeypatch.setattr(
        grass, "KINDS", Vocabulary("kind of node", (*KINDS, NodeKind("Made", "造", "made up", "overseer", "#00ff00", "dot", 1, names=NOT_BY_NAME)))
    )
    assert rules(style_sheet())["node.Made"]["text-color-internal"] == "#000000"


def test_the_command_needs_no_store(run: Run, tmp_path: Path) -> None:
    done = run("export", "--to", "grass", "--out", "made/oversight.grass")
    assert done.returncode == 0 and done.stdout.split() == ["made/oversight.grass"], done.stderr
    assert (tmp_path / "made" / "oversight.grass").read_text("utf-8") == style_sheet()
