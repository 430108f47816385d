"""Rosters as notices print them: every assignment comes out, and nothing that the table doesn't say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import oversight_graph as og
from oversight_graph.loaders.behind_labels import behind_label, labelled

PRINTED = yaml.safe_load((Path(__file__).parent / "rosters_as_printed.yaml").read_text("utf-8"))


def pairs(links: dict[str, dict[str, list[str]]], kind: str) -> set[tuple[str, str]]:
    return {(start, end) for start, ends in links.get(kind, {}).items() for end in ends}


@pytest.mark.parametrize("printed", PRINTED, ids=lambda one: one["name"])
def test_every_assignment_comes_out(printed: dict[str, Any], tmp_path: Path) -> None:
    """No link is missing but those that the set marks, and none is there that the table doesn't say."""
    path = tmp_path / f"{printed['name']}.{printed['suffix']}"
    path.write_text(printed["text"], "utf-8")
    (chart,) = og.read(path, defaults={"area": "530600", "level": "county", "as_of": "2024-06-30"})
    names = {node.id: node.zh for node in chart.nodes}
    for kind in printed["links"]:
        found = {(names[link.start], names[link.end]) for link in chart.links if link.kind == kind}
        assert found == pairs(printed["links"], kind) | pairs(printed.get("also", {}), kind), kind
        assert not found & pairs(printed.get("not_yet", {}), kind)


@pytest.mark.parametrize(
    "line",
    [
        "驻县财政局纪检监察组综合监督单位名单",  # a title
        "第一监督检查室（综合）",
        "派驻第三纪检监察组（驻县卫健局）",  # one name in brackets may be another name
        "县财政局（县国资委、县金融办）",  # plates of a unit
        "第一监督检查室、第二监督检查室",
    ],
)
def test_a_line_that_doesnt_surely_say_whom_a_body_oversees_stays_as_it_is(line: str) -> None:
    assert labelled(line) == line


def test_those_that_a_line_counts_and_doesnt_name_are_one_set() -> None:
    named, rest = behind_label("县气象局等6家单位", 3)
    assert (named.text, named.how_many, rest.text, rest.how_many) == ("县气象局", None, "其他单位", 2), "six with the three before it and this one"
    assert [one.how_many for one in behind_label("县融媒体中心等单位", 2)] == [None, "unknown"]


def test_what_is_below_a_unit_is_its_scope(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("派驻第一纪检监察组：监督县财政局及其下属单位、县审计局\n派驻第二纪检监察组：监督县司法局\n", "utf-8")
    (chart,) = og.read(path, defaults={"area": "530600", "level": "county", "as_of": "2024-06-30"})
    scopes = {link.end: link.rest.get("scope") for link in chart.links if link.kind == "SUPERVISES"}
    assert scopes == {"县财政局": "with_subordinates", "县审计局": None, "县司法局": None}
