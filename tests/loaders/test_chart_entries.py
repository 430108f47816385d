"""Charts as files: their nodes and links, what they say and what isn't written (contract §1, domain §3)."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.chart_files import chart, graph, problems, row_of, whats, with_link, with_node


def test_defaults_are_scope_self_basis_assigned_count_1_line_administrative(tmp_path: Path) -> None:
    text = with_link("{kind: SUPERVISES, from: cc, to: u-fin, form: state}") + "  - {kind: SUBORDINATE_TO, from: u-edu, to: u-fin}\n"
    found = graph(chart(tmp_path, text))
    supervises, subordinate = row_of(found, "SUPERVISES"), row_of(found, "SUBORDINATE_TO")
    assert (supervises["scope"], supervises["basis"], supervises["count"], supervises["line"]) == ("self", "assigned", 1, None)
    assert (subordinate["line"], subordinate["scope"]) == ("administrative", None)
    assert {row["count"] for row in found.nodes.values()} == {1}


@pytest.mark.parametrize(
    ("link", "form", "authority"),
    [
        ("{kind: STATIONED_AT, from: g-fin, to: u-fin}", "stationed", ["discipline", "state"]),
        ("{kind: CONTACTS, from: r1, to: u-fin}", None, ["discipline", "state"]),
        ("{kind: CONTACTS, from: r1, to: u-fin, form: state}", "state", ["discipline", "state"]),
        ("{kind: EXTENDS_TO, from: o1, to: st}", None, ["discipline", "state"]),
        ("{kind: SUPERVISES, from: g-fin, to: u-fin, form: P}", "stationed", ["discipline", "state"]),
        ("{kind: SUPERVISES, from: cc, to: u-fin, form: D}", "discipline", ["discipline"]),
        ("{kind: SUPERVISES, from: cc, to: u-fin, form: S, authority: D}", "state", ["discipline"]),
        ("{kind: STATIONED_AT, from: g-fin, to: u-fin, authority: [S, D]}", "stationed", ["discipline", "state"]),
        ("{kind: STATIONED_AT, from: g-fin, to: u-fin, authority: []}", "stationed", []),
        ("{kind: INSPECTS, from: it, to: u-fin, year: 2019}", "inspection", ["inspection"]),
        ("{kind: SERVES, from: st, to: v1}", None, []),
    ],
)
def test_form_and_authority_where_none_is_given(tmp_path: Path, link: str, form: str | None, authority: list[str]) -> None:
    row = row_of(graph(chart(tmp_path, with_link(link))), link[7:].split(",")[0])
    assert (row["form"], row["authority"]) == (form, authority)


@pytest.mark.parametrize(
    "link",
    [
        "{kind: STATIONED_AT, from: g-fin, to: u-fin}",
        "{kind: CONTACTS, from: r1, to: u-fin, form: discipline}",
        "{kind: EXTENDS_TO, from: o1, to: st}",
        "{kind: SUPERVISES, from: g-fin, to: u-fin, form: stationed}",
        "{kind: COORDINATES_WITH, from: g-fin, to: r1, form: stationed}",
    ],
)
def test_before_march_2018_both_powers_must_be_written(tmp_path: Path, link: str) -> None:
    for day in ("2018-02", "2018-02-28", "2017"):
        (wrong,) = problems(tmp_path, with_link(link).replace("2020-12-31", day))
        assert whats([wrong]) == [("error", 20, "links[1]")]
        assert "authority" in wrong.what
    for day in ("2018-03", "2018-03-01", "2018"):
        chart(tmp_path, with_link(link).replace("2020-12-31", day))
    for written in ("[discipline]", "[]"):
        chart(tmp_path, with_link(link.replace("}", f", authority: {written}}}")).replace("2020-12-31", "2016"))


def test_before_march_2018_any_other_form_still_gives_its_authority(tmp_path: Path) -> None:
    one = chart(tmp_path, with_link("{kind: SUPERVISES, from: cc, to: u-fin, form: state}").replace("2020-12-31", "2016"))
    assert row_of(graph(one), "SUPERVISES")["authority"] == ["state"]


def test_a_count_may_be_unknown_and_a_function_is_free_text(tmp_path: Path) -> None:
    nodes = "{id: x, kind: Unit, category: court, name: 法院, count: unknown}\n  - {id: y, kind: Room, name: 室, function: 随便什么}"
    one = chart(tmp_path, with_node(nodes))
    assert graph(one).nodes["example-city:x"]["count"] is None
    assert graph(one).nodes["example-city:y"]["function"] == "随便什么"


def test_a_repeat_makes_marked_nodes(tmp_path: Path) -> None:
    found = graph(chart(tmp_path, with_node("{id: x, kind: Unit, category: court, name: 法院, repeat: 2}")))
    assert [(row["name"], row["placeholder"], row["count"]) for name, row in found.nodes.items() if ":x" in name] == [("法院 1", True, 1), ("法院 2", True, 1)]


def test_links_between_equal_repeats_pair_and_others_are_copied(tmp_path: Path) -> None:
    text = with_node("{id: g, kind: StationedGroup, name: 组, repeat: 2}\n  - {id: u, kind: Unit, category: court, name: 院, repeat: 2}")
    for link in ("{kind: STATIONED_AT, from: g, to: u}", "{kind: DISPATCHES, from: cc, to: g}", "{kind: SUPERVISES, from: g-2, to: u, form: state}"):
        text += f"  - {link}\n"
    found = graph(chart(tmp_path, text))
    ends = sorted((row["kind"], row["from"].split(":")[1], row["to"].split(":")[1]) for row in found.links.values())
    assert ends == [
        ("DISPATCHES", "cc", "g-1"), ("DISPATCHES", "cc", "g-2"), ("DISPATCHES", "cc", "g-fin"),
        ("STATIONED_AT", "g-1", "u-1"), ("STATIONED_AT", "g-2", "u-2"),
        ("SUPERVISES", "g-2", "u-1"), ("SUPERVISES", "g-2", "u-2"),
    ]  # fmt: skip


def test_a_member_of_a_repeat_has_an_id_that_nothing_else_may_have(tmp_path: Path) -> None:
    two = ["{id: x, kind: Township, name: 镇, repeat: 2}", "{id: x-2, kind: Township, name: 乡}"]
    for order in (two, two[::-1]):
        (wrong,) = problems(tmp_path, with_node("\n  - ".join(order)))
        assert "`x-2` stands twice" in wrong.what
        assert "line 18" in wrong.what


def test_same_as_names_a_node_of_another_chart(tmp_path: Path) -> None:
    assert chart(tmp_path, with_node("{id: x, kind: Township, name: 镇, same_as: other-1:节点.1}")).nodes[-1]["same_as"] == "other-1:节点.1"
    for wrong in ("x", "other:", ":x", "Other:x", "other:a b", "a:b:c"):
        (found,) = problems(tmp_path, with_node(f"{{id: x, kind: Township, name: 镇, same_as: '{wrong}'}}"))
        assert found.path == "nodes[10].same_as"


def test_links_dated_apart_make_no_circle(tmp_path: Path) -> None:
    there = "{kind: SUBORDINATE_TO, from: u-fin, to: u-edu, valid_from: 2015, valid_to: 2018}"
    back = "{kind: SUBORDINATE_TO, from: u-edu, to: u-fin, valid_from: 2019}"
    chart(tmp_path, with_link(f"{there}\n  - {back}"))
    (wrong,) = problems(tmp_path, with_link(f"{there}\n  - {back}".replace("2019", "2018-12-31")))
    assert "runs in a circle" in wrong.what
