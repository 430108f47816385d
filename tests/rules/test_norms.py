"""Norms: those that the domain gives, in force when they are, and a user's own."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from support.places import ROOT
from support.small import HEADER, by_id, graph

import oversight_graph as og
from oversight_graph.rules.norm_choice import chosen, in_force
from oversight_graph.rules.norms import norms

OWN = """
norms:
  - {id: X1, norm_set: mine, applies_to: [{kinds: [Unit]}], form: stationed, source: my book, requires: %s}
"""
DUTY = """
norms:
  - {id: X, rule: duty, norm_set: m, source: s, applies_to: [{kinds: [StationedGroup]}], requires: %s}
"""
TEXT = """
nodes:
  - {id: g, kind: StationedGroup, name: 组, staff_full_time: 3}
  - {id: h, kind: StationedGroup, name: 组二}
  - {id: i, kind: InternalDisciplineBody, name: 机关纪委, staff_full_time: 9}
  - {id: a, kind: Unit, name: 甲}
  - {id: b, kind: Unit, name: 乙}
  - {id: c, kind: Unit, name: 丙}
  - {id: d, kind: Unit, name: 丁}
links:
  - {kind: STATIONED_AT, from: g, to: a, scope: with_subordinates}
  - {kind: STATIONED_AT, from: h, to: b, authority: [discipline]}
  - {kind: HOSTED_BY, from: h, to: b, resource: budget}
  - {kind: SUPERVISES, from: i, to: c, form: stationed}
  - {kind: HOSTED_BY, from: i, to: c}
  - {kind: HOSTED_BY, from: g, to: a, resource: room}
  - {kind: HOSTED_BY, from: g, to: a, resource: party_group_seat}
"""


def test_the_norms_of_coverage_are_those_of_the_domain() -> None:
    asked = {norm.id: (norm.norm_set, norm.form, norm.requires.grade if norm.requires else None) for norm in norms() if norm.rule == "coverage"}
    assert asked == {
        "N01": ("national", "stationed", 5), "N02": ("national", "inspection", 5), "N03": ("national", "state", 3), "N04": ("national", "discipline", 3),
        "N05": ("city-80-pre-2018", "state", 5), "N06": ("city-80-pre-2018", "discipline", 5),
    }  # fmt: skip
    assert {norm.id for norm in norms() if norm.rule == "structure" and norm.judges} == {f"N{number:02}" for number in range(7, 15)}


@pytest.mark.parametrize(("day", "held"), [((2018, 2, 28), "N05"), ((2018, 3, 1), "N03 N05"), ((2018, 3, 31), "N03 N05"), ((2018, 4, 1), "N03")])
def test_a_norm_is_in_force_from_the_first_to_the_last_day_of_what_is_written(day: tuple[int, int, int], held: str) -> None:
    judged = graph("nodes: [{id: u, kind: Unit, name: 甲}]", header=HEADER.replace("2020-12-31", datetime.date(*day).isoformat()))
    state = [norm.id for norm in chosen(norms()) if norm.form == "state" and in_force(judged, norm).all()]
    assert " ".join(state) == held


@pytest.mark.parametrize(
    ("requires", "expected"),
    [
        ("{grade: 5}", {"a": "met", "b": "met", "c": "met", "d": "undetermined"}),
        ("{grade: 5, independent: true}", {"a": "met", "b": "partial", "c": "partial", "d": "undetermined"}),
        ("{grade: 5, authority: [discipline, state]}", {"a": "met", "b": "partial", "c": "met", "d": "undetermined"}),
        ("{grade: 5, with_subordinates: true}", {"a": "met", "b": "partial", "c": "partial", "d": "undetermined"}),
        ("{grade: 5, staff_full_time: 4}", {"a": "partial", "b": "undetermined", "c": "met", "d": "undetermined"}),
    ],
)
def test_a_norm_of_ones_own_can_ask_for_more_than_a_grade(tmp_path: Path, requires: str, expected: dict[str, str]) -> None:
    """domain §4, partial: short of the norm in grade, authority, staff, scope, term or independence."""
    file = tmp_path / "norms.yaml"
    file.write_text(OWN % requires, "utf-8")
    answer = og.ask(graph(TEXT), "gaps", norms="mine", norms_files=str(file), all=True)
    assert by_id(answer, "status") == expected


def test_a_seat_or_a_room_is_reported_and_changes_no_status(tmp_path: Path) -> None:
    file = tmp_path / "norms.yaml"
    file.write_text(OWN % "{grade: 5, independent: true}", "utf-8")
    answer = og.ask(graph(TEXT), "gaps", norms="mine", norms_files=str(file), all=True)
    status, reasons = by_id(answer, "status", "reasons")["a"]
    assert status == "met" and len(reasons) == 2 and all("changes no status" in reason for reason in reasons)


def test_norms_of_ones_own_come_by_the_environment_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "norms.yaml"
    file.write_text(OWN % "{grade: 5}", "utf-8")
    monkeypatch.setenv("OVERSIGHT_NORMS", str(file))
    assert og.ask(graph(TEXT), "gaps", norms="mine").n == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("norms: [{id: X, norm_set: m, source: s, form: stationd, requires: {grade: 5}, applies_to: [{kinds: [Unit]}]}]", "did you mean `stationed`"),
        ("norms: [{id: X, norm_set: m, source: s, form: state, requires: {grade: 9}, applies_to: [{kinds: [Unit]}]}]", "from 1 to 5"),
        ("norms: [{id: X, norm_set: m, source: s, form: state, applies_to: [{kinds: [Unit]}]}]", "needs `requires`"),
        ("norms: [{id: N01, norm_set: m, source: s, form: state, requires: {grade: 5}, applies_to: [{kinds: [Unit]}]}]", "stands twice"),
        ("norms: [{id: X, norm_set: m, source: s, confidence: sure}]", "use one of: high, medium, low"),
        ("norms: [{id: X, rule: duty, norm_set: m, source: s, requires: {staff_full_time: 3}}]", "needs `applies_to`"),
        (DUTY % "{staff_fulltime: 3}", r"norms.yaml:3, norms\[0\].requires.staff_fulltime: .*did you mean `staff_full_time`"),
        (DUTY % "{grade: 3}", "requires.grade: .*unknown"),
        (DUTY % "{}", "asks for nothing"),
        (DUTY % "{links: report}", "`report` where a mapping is expected"),
        (DUTY % "{links: {to: Commission}}", "it isn't said what link is meant"),
        (DUTY % "{links: {mechanism: reports, to: Commission}}", "did you mean `report`"),
        (DUTY % "{links: {mechanism: report}}", "one of to, from or with is expected"),
        (DUTY % "{links: {mechanism: report, to: Commission, with: Room}}", "links.with: .*only one"),
        (DUTY % "{links: {mechanism: report, to: its_comission}}", "did you mean `its_commission`"),
        (DUTY % "{links: {mechanism: report, to: {kind: Room}}}", "did you mean `kinds`"),
        (DUTY % "{links: {mechanism: report, to: Commission, period: monthly}}", "links.period: .*P1M"),
        (DUTY % "{links: {mechanism: report, to: Commission, exactly: 1, at_least: 1}}", "links.at_least: .*exclude each other"),
        (DUTY % "{links: {mechanism: report, to: Commission, at_least: 3, at_most: 2}}", "at least 3 and at most 2"),
        (DUTY % "{links: {kind: DISPATCHES, to: Commission}}", "the other way round"),
        (DUTY % "{links: [{mechanism: report, to: Commission}, {kind: SERVES, to: Village}]}", r"links\[1\].to: .*no SERVES joins"),
        (DUTY % "{members: 2}", "requires.members: .*no MEMBER_OF joins"),
        ("norms: {}", "no list of norms"),
        ("norms: [", "isn't YAML"),
    ],
)
def test_a_wrong_file_of_norms_is_said_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "norms.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(og.ChartError, match=said) as error:
        norms([file])
    assert str(file) in str(error.value)


def test_a_unit_of_unknown_category_is_not_judged_by_a_norm_that_names_categories_and_this_is_said() -> None:
    answer = og.ask(graph("nodes: [{id: a, kind: Unit, name: 甲}, {id: b, kind: Unit, category: party, name: 乙}]"), "gaps", form="P", norms="national")
    assert answer.n == 1 and any("1 units of unknown category" in note for note in answer.notes)


def test_an_unknown_set_of_norms_is_said_with_the_nearest() -> None:
    with pytest.raises(og.WrongQuestion, match="did you mean `national`"):
        og.ask(og.example(), "gaps", norms="nationl")


def test_a_norm_is_named_by_its_set_or_its_id_and_judges_by_itself_only_where_its_confidence_isnt_low() -> None:
    """domain §4: a norm of low confidence judges when its id or its set is named."""
    every = norms()
    assert "N06" not in [norm.id for norm in chosen(every)]
    assert [norm.id for norm in chosen(every, ["N06"])] == ["N06"]
    assert [norm.id for norm in chosen(every, ["city-80-pre-2018"])] == ["N05", "N06"]
    assert [norm.id for norm in chosen(every, ["N03", "city-80-pre-2018"])] == ["N03", "N05", "N06"]
    assert {norm.confidence for norm in chosen(every)} == {"high"}
    assert "N13" in [norm.id for norm in chosen(every, (), ("structure",))], "of medium confidence"
    with pytest.raises(og.WrongQuestion, match="no norm `N07`"):
        chosen(every, ["N07"])  # a rule of structure is no norm of coverage


def test_the_norms_of_the_shipped_file_say_what_their_reports_do() -> None:
    """Of the half-yearly study no beginning is stated; a village has a station at least; that discipline comes from outside is only inferred."""
    by_name = {norm.id: norm for norm in norms()}
    assert by_name["N11"].valid_from is None and by_name["N12"].valid_from == "2021"
    (stations,) = by_name["N09"].asks.links
    assert (stations.at_least, stations.at_most) == (1, None)
    assert by_name["N06"].confidence == "low"


def test_a_norm_that_states_no_confidence_judges_like_one_of_medium(tmp_path: Path) -> None:
    file = tmp_path / "norms.yaml"
    file.write_text(OWN % "{grade: 5}", "utf-8")
    assert {norm.confidence for norm in norms([file]) if norm.id == "X1"} == {"medium"}


def test_a_finding_shows_the_confidence_and_the_source_of_its_norm() -> None:
    answer = og.ask(graph("nodes: [{id: a, kind: Unit, category: party, name: 甲}]"), "gaps", form="D")
    assert [(row["norm"], row["confidence"], row["source"]) for row in answer.rows] == [
        ("N04", "high", "Party Constitution: discipline commissions at every level")
    ]


@pytest.mark.parametrize(
    ("requires", "expected"),
    [
        ("{bodies: 2}", {"a": "met", "b": "partial", "c": "partial", "d": "undetermined"}),
        ("{bodies: 2, independent: true}", {"a": "met", "b": "partial", "c": "partial", "d": "undetermined"}),
        ("{load_at_most: 1}", {"a": "met", "b": "partial", "c": "met", "d": "undetermined"}),
    ],
)
def test_a_norm_may_ask_for_redundancy_independence_and_a_ceiling_of_load(tmp_path: Path, requires: str, expected: dict[str, str]) -> None:
    """a: two bodies; b: one with two posts for three units; c: the unit's own body with nine posts."""
    text = TEXT.replace("{id: h, kind: StationedGroup, name: 组二}", "{id: h, kind: StationedGroup, name: 组二, staff_full_time: 2}")
    text = text.replace("nodes:\n", "nodes:\n  - {id: e, kind: Unit, category: party, name: 戊, count: 2, level: county}\n")
    text = text.replace(
        "links:\n", "links:\n  - {kind: SUPERVISES, from: h, to: e, form: stationed}\n  - {kind: SUPERVISES, from: i, to: a, form: stationed}\n"
    )
    file = tmp_path / "norms.yaml"
    file.write_text(OWN % requires, "utf-8")
    found = by_id(og.ask(graph(text), "gaps", norms="mine", norms_files=str(file), all=True), "status")
    assert {name: found[name] for name in expected} == expected


def test_the_norms_that_the_contract_shows_judge(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "contract.md").read_text("utf-8")
    (block,) = re.findall(r"```yaml\n(norms:.*?)```", text, re.DOTALL)
    file = tmp_path / "norms.yaml"
    file.write_text(block, "utf-8")
    assert {norm.id for norm in norms([file]) if norm.norm_set == "ours" and norm.judges} == {"A1", "A2", "A3", "A4", "A5"}
    of = graph(TEXT)
    assert set(by_id(og.ask(of, "gaps", norms="A1", norms_files=str(file), all=True), "status")) == {"a", "b", "c", "d"}
    answer = og.ask(of, "rules", norms="ours", norms_files=str(file), all=True)
    assert {row["rule"] for row in answer.rows} == {"A2", "A3", "A4"} and answer.n == 6


def test_norms_that_judge_only_where_they_are_named_are_said_where_they_would_judge() -> None:
    header = HEADER.replace("2020-12-31", "2016-12-31").replace('"530100"', "city-80") + "areas: [{code: city-80, name: {zh: 某市}}]\n"
    city = graph("nodes: [{id: a, kind: Unit, name: 甲}]", header=header)

    def said(**given: str) -> list[str]:
        return [note for note in og.ask(city, "gaps", **given).notes if "low confidence" in note]

    assert len(said()) == 1 and "N06" in said()[0]
    assert not said(norms="N06") and not said(form="state") and not said(norms="national")
    assert not [note for note in og.ask(graph("nodes: [{id: a, kind: Unit, name: 甲}]"), "gaps").notes if "low confidence" in note]
