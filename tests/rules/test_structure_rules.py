"""Rules of structure and duties (domain §4): each sentence of the section as a case with its derivation."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from support.small import HEADER, chart, graph, reading

import oversight_graph as og
from oversight_graph.charts import graph_of
from oversight_graph.graph.graph import Graph
from oversight_graph.model.requirements import RULE_STATUSES
from oversight_graph.model.rule_reasons import RULE_REASONS

COMPLETE = f"{HEADER}\ncomplete: [{{forms: [stationed], levels: [prefecture]}}]\n"
FILES = itertools.count()


def judged(of: Graph, folder: Path, requires: str, kinds: str = "StationedGroup", more: str = "form: stationed") -> dict[str, list[str]]:
    """By local id: the status, then the reasons by their ids."""
    file = folder / f"norms{next(FILES)}.yaml"  # norms are read once a file
    file.write_text(f"norms: [{{id: X, rule: duty, norm_set: x, applies_to: [{{kinds: [{kinds}]}}], source: x, requires: {requires}, {more}}}]\n", "utf-8")
    rows = [row for row in og.ask(of, "rules", norms_files=str(file), all=True).rows if row["rule"] == "X"]
    by_text = {reason.en: reason.id for reason in RULE_REASONS}
    return {row["id"].split(":")[1]: [row["status"], *(by_text[text] for text in row["reasons"])] for row in rows}


BODIES = """
nodes:
  - {id: c, kind: Commission, name: 市纪委}
  - {id: d, kind: Commission, name: 另一纪委, level: county}
  - {id: g, kind: StationedGroup, name: 组, staff_full_time: 2}
  - {id: r, kind: Room, name: 一室}
  - {id: s, kind: Room, name: 二室}
  - {id: u, kind: Unit, name: 甲局}
  - {id: v, kind: Unit, name: 乙局}
  - {id: p, kind: PartyCommittee, name: 甲局党组}
  - {id: q, kind: PartyCommittee, name: 乙局党组}
links:
  - {kind: DISPATCHES, from: c, to: g}
"""


def link(start: str, end: str, more: str = "", kind: str = "COORDINATES_WITH") -> str:
    return f"  - {{kind: {kind}, from: {start}, to: {end}{', ' + more if more else ''}}}\n"


MONTHLY = "{links: {mechanism: report, to: its_commission, period: P1M}}"
REPORT = "mechanism: report"
DUTIES: dict[str, tuple[str, bool, list[str]]] = {
    # the links, whether the chart declares to be complete, the status with its reasons
    "met: there is such a link": (link("g", "c", f"{REPORT}, period: P1M"), False, ["met"]),
    "a period at most so long": (link("g", "c", f"{REPORT}, period: P1W"), False, ["met"]),
    "P30D is a month": (link("g", "c", f"{REPORT}, period: P30D"), False, ["met"]),
    "broken: there is one and its period is longer": (link("g", "c", f"{REPORT}, period: P3M"), False, ["broken", "slow"]),
    "five weeks are longer than a month": (link("g", "c", f"{REPORT}, period: P5W"), False, ["broken", "slow"]),
    "broken: the chart declares to be complete and there is none": ("", True, ["broken", "missing"]),
    "else undetermined": ("", False, ["undetermined", "untold"]),
    "several links, all periods longer": (link("g", "c", f"{REPORT}, period: P3M") + link("g", "c", f"{REPORT}, period: P1Y"), False, ["broken", "slow"]),
    "several links, one short enough": (link("g", "c", f"{REPORT}, period: P3M") + link("g", "c", f"{REPORT}, period: P1M"), False, ["met"]),
    "several links, one without a period": (link("g", "c", f"{REPORT}, period: P3M") + link("g", "c", REPORT), False, ["undetermined", "no_period"]),
    "a link without a period, and all is listed": (link("g", "c", REPORT), True, ["undetermined", "no_period"]),
    "a declared link meets no duty": (link("g", "c", f"{REPORT}, period: P1M, basis: declared"), True, ["undetermined", "weak"]),
    "a statutory link meets no duty": (link("g", "c", f"{REPORT}, period: P1M, basis: statutory"), False, ["undetermined", "weak"]),
    "an episode meets no duty": (link("g", "c", f"{REPORT}, period: P1M, basis: episode"), False, ["undetermined", "untold"]),
    "an episode is no link, where all is listed": (link("g", "c", f"{REPORT}, period: P1M, basis: episode"), True, ["broken", "missing"]),
    "inferred is firm": (link("g", "c", f"{REPORT}, period: P1M, basis: inferred"), False, ["met"]),
    "towards whom: another commission isn't its own": (link("g", "d", f"{REPORT}, period: P1M"), False, ["undetermined", "untold"]),
    "by which mechanism": (link("g", "c", "mechanism: clue_transfer, period: P1M"), False, ["undetermined", "untold"]),
    "in which direction": (link("c", "g", f"{REPORT}, period: P1M"), True, ["broken", "missing"]),
}  # fmt: skip


@pytest.mark.parametrize("case", DUTIES)
def test_a_duty_is_met_broken_or_undetermined(case: str, tmp_path: Path) -> None:
    links, complete, expected = DUTIES[case]
    assert judged(graph(BODIES + links, header=COMPLETE if complete else HEADER), tmp_path, MONTHLY)["g"] == expected


def test_a_duty_without_a_form_is_never_broken_by_a_lack(tmp_path: Path) -> None:
    """domain §4: a duty names the form by whose completeness it can be broken."""
    of = graph(BODIES, header=COMPLETE)
    assert judged(of, tmp_path, MONTHLY, more="form: discipline")["g"] == ["undetermined", "untold"]
    assert judged(of, tmp_path, MONTHLY, more="text: x")["g"] == ["undetermined", "untold"]


def test_where_its_commission_is_not_known_another_may_be_it(tmp_path: Path) -> None:
    text = BODIES.replace("links:\n  - {kind: DISPATCHES, from: c, to: g}\n", "links:\n")
    assert judged(graph(text + link("g", "d", f"{REPORT}, period: P1M")), tmp_path, MONTHLY)["g"] == ["undetermined", "part"]


STUDY = "{links: {mechanism: consultation, with: its_units, period: P6M}}"
SUPERVISED = link("g", "u", kind="STATIONED_AT") + link("g", "v", "form: stationed", kind="SUPERVISES")
HOSTED = link("p", "u", kind="HOSTED_BY") + link("q", "v", kind="HOSTED_BY")
WITH_BOTH = link("g", "p", "mechanism: consultation, period: P6M") + link("q", "g", "mechanism: consultation, period: P3M")
UNITS: dict[str, tuple[str, list[str]]] = {
    "with each unit: towards its party committee": (SUPERVISED + HOSTED + WITH_BOTH, ["met"]),
    "one unit is left out": (SUPERVISED + HOSTED + link("g", "p", "mechanism: consultation, period: P6M"), ["undetermined", "untold"]),
    "one unit less often": (
        SUPERVISED + HOSTED + WITH_BOTH.replace("P3M", "P1Y"), ["broken", "slow"],
    ),
    "whose committee it is the link says": (
        SUPERVISED + link("g", "p", "mechanism: consultation, period: P6M, of: u") + link("q", "g", "mechanism: consultation, period: P3M, of: v"), ["met"],
    ),
    "it says so of one unit only": (
        SUPERVISED + link("g", "p", "mechanism: consultation, period: P6M, of: u") + link("g", "p", "mechanism: consultation, period: P3M, of: u"),
        ["undetermined", "untold"],
    ),
    "whose committee it is isn't told": (SUPERVISED + WITH_BOTH, ["undetermined", "untold"]),
    "whose committee it is is only declared": (SUPERVISED + HOSTED.replace("kind: HOSTED_BY", "basis: declared, kind: HOSTED_BY") + WITH_BOTH, ["undetermined", "part"]),
    "no unit is known": (HOSTED + WITH_BOTH, ["undetermined", "no_units"]),
    "a unit that it is only said to supervise is none": (SUPERVISED.replace("form: stationed", "form: stationed, basis: declared") + HOSTED
                                                       + link("g", "p", "mechanism: consultation, period: P6M"), ["met"]),
}  # fmt: skip


@pytest.mark.parametrize("case", UNITS)
def test_a_duty_towards_each_unit(case: str, tmp_path: Path) -> None:
    links, expected = UNITS[case]
    assert judged(graph(BODIES + links), tmp_path, STUDY)["g"] == expected


COUNTERPARTS = link("r", "g", "mechanism: counterpart") + link("g", "s", "mechanism: counterpart")
NUMBERS: dict[str, tuple[str, str, bool, list[str]]] = {
    # what is asked, the links, whether all is listed
    "at least one": ("{mechanism: counterpart, with: Room}", link("r", "g", "mechanism: counterpart"), False, ["met"]),
    "whichever way it is written": ("{mechanism: counterpart, with: Room, at_least: 2}", COUNTERPARTS, False, ["met"]),
    "only those to it": ("{mechanism: counterpart, from: Room, at_least: 2}", COUNTERPARTS, False, ["undetermined", "fewer"]),
    "fewer, and all is listed": ("{mechanism: counterpart, with: Room, at_least: 3}", COUNTERPARTS, True, ["broken", "few"]),
    "more than asked": ("{mechanism: counterpart, with: Room, exactly: 1}", COUNTERPARTS, False, ["broken", "many"]),
    "perhaps more than asked": ("{mechanism: counterpart, with: Room, at_most: 1}", COUNTERPARTS.replace("to: s, ", "to: s, basis: declared, "), False,
                                ["undetermined", "perhaps_many"]),
    "bodies are counted, not links": ("{mechanism: counterpart, with: Room, exactly: 1}",
                                      link("r", "g", "mechanism: counterpart") + link("g", "r", "mechanism: counterpart, note: again"), False, ["met"]),
    "an upper bound alone is met by none": ("{mechanism: counterpart, with: Room, at_most: 1}", "", False, ["met"]),
    "a kind and a mechanism together": ("{kind: COORDINATES_WITH, mechanism: counterpart, with: Room}", link("r", "g", kind="OVERSEES"), True, ["broken", "missing"]),
    "one too slow of two, and all is listed": ("{mechanism: counterpart, with: Room, at_least: 2, period: P1M}",
                                               link("r", "g", "mechanism: counterpart, period: P1M") + link("s", "g", "mechanism: counterpart, period: P1Y"), True,
                                               ["broken", "few", "slow"]),
    "one too slow of two": ("{mechanism: counterpart, with: Room, at_least: 2, period: P1M}",
                            link("r", "g", "mechanism: counterpart, period: P1M") + link("s", "g", "mechanism: counterpart, period: P1Y"), False,
                            ["undetermined", "fewer"]),
    "several together": ("[{mechanism: counterpart, with: Room}, {kind: OVERSEES, from: Commission}]", link("r", "g", "mechanism: counterpart"), True,
                         ["broken", "missing"]),
}  # fmt: skip


@pytest.mark.parametrize("case", NUMBERS)
def test_so_many_links_of_a_kind(case: str, tmp_path: Path) -> None:
    asked, links, complete, expected = NUMBERS[case]
    assert judged(graph(BODIES + links, header=COMPLETE if complete else HEADER), tmp_path, f"{{links: {asked}}}")["g"] == expected


SETS = """
nodes:
  - {id: g, kind: StationedGroup, name: 各组, count: 80}
  - {id: h, kind: StationedGroup, name: 某组}
  - {id: t, kind: Collaboration, name: 协作组, scope: group, count: 7}
  - {id: m, kind: Collaboration, name: 众组, scope: group, count: 100}
  - {id: z, kind: Collaboration, name: 协作区, scope: zone}
  - {id: o, kind: TownshipOffice, name: 乡镇纪委, count: 18}
  - {id: x, kind: TownshipOffice, name: 街道纪工委}
  - {id: w, kind: Township, name: 街道, level: prefecture}
  - {id: k, kind: LiaisonStation, name: 联络站, count: 423}
  - {id: l, kind: LiaisonStation, name: 某站}
  - {id: y, kind: Village, name: 各村, count: 423}
  - {id: n, kind: Village, name: 某村, level: prefecture}
links:
  - {kind: SERVES, from: l, to: n}
"""
ONE_GROUP = "{links: {kind: MEMBER_OF, to: {kinds: [Collaboration], scopes: [group]}, exactly: 1}}"
ONE_STATION = "{links: {kind: SERVES, from: LiaisonStation, exactly: 1}}"
A_STATION = "{links: {kind: SERVES, from: LiaisonStation}}"
ONE_OFFICE = "{links: {kind: EXTENDS_TO, from: TownshipOffice, exactly: 1}}"
SHARES: dict[str, tuple[str, str, str, str, list[str]]] = {
    # the body, its kind, what is asked, the links
    "80 bodies in 7 groups, each in one": ("g", "StationedGroup", ONE_GROUP, link("g", "t", "share: one", "MEMBER_OF"), ["met"]),
    "each of the 80 in each of the 7": ("g", "StationedGroup", ONE_GROUP, link("g", "t", "", "MEMBER_OF"), ["broken", "many"]),
    "80 bodies divide 100 groups: each has at least one": ("g", "StationedGroup", ONE_GROUP, link("g", "m", "share: part", "MEMBER_OF"),
                                                           ["undetermined", "perhaps_many"]),
    "a zone is no group": ("g", "StationedGroup", ONE_GROUP, link("g", "z", "", "MEMBER_OF"), ["undetermined", "untold"]),
    "a single body in one of 7": ("h", "StationedGroup", ONE_GROUP, link("h", "t", "share: one", "MEMBER_OF"), ["met"]),
    "of the 7 groups which has it isn't told": ("t", "Collaboration", "{members: 1}", link("h", "t", "share: one", "MEMBER_OF"), ["undetermined", "part"]),
    "members add up": ("z", "Collaboration", "{members: 81}", link("g", "z", "", "MEMBER_OF") + link("h", "z", "", "MEMBER_OF"), ["met"]),
    "members at most": ("z", "Collaboration", "{members: {at_most: 79}}", link("g", "z", "", "MEMBER_OF"), ["broken", "many"]),
    "423 stations, 423 villages: one to one": ("y", "Village", ONE_STATION, link("k", "y", "share: part", "SERVES"), ["met"]),
    "every member has the link": ("y", "Village", A_STATION, link("l", "y", "", "SERVES"), ["met"]),
    "of which villages isn't told": ("y", "Village", A_STATION, link("l", "y", "share: part", "SERVES"), ["undetermined", "part"]),
    "no village has a link": ("y", "Village", A_STATION, "", ["undetermined", "untold"]),
    "two holders have all stations together, each has one": ("k", "LiaisonStation", ONE_OFFICE,
                                                             link("o", "k", "share: part", "EXTENDS_TO") + link("x", "k", "share: part", "EXTENDS_TO"), ["met"]),
    "a holder that doesn't count may have it": ("k", "LiaisonStation", "{links: {kind: EXTENDS_TO, from: StationedGroup}}",
                                                link("o", "k", "share: part", "EXTENDS_TO") + link("h", "k", "share: part", "EXTENDS_TO"), ["undetermined", "part"]),
    "a lone holder has a part of unknown size": ("k", "LiaisonStation", ONE_OFFICE, link("x", "k", "share: part", "EXTENDS_TO"), ["undetermined", "part"]),
    "one of the 18 has the street": ("w", "Township", "{links: {kind: SUPERVISES, from: TownshipOffice, exactly: 1}}",
                                     link("o", "w", "share: part, form: state", "SUPERVISES"), ["met"]),
    "of the 18 seventeen don't": ("o", "TownshipOffice", "{links: {kind: SUPERVISES, to: Township}}", link("o", "w", "share: part, form: state", "SUPERVISES"),
                                  ["undetermined", "part"]),
    "a holder of a set has at least one of it": ("o", "TownshipOffice", "{links: {kind: EXTENDS_TO, to: LiaisonStation}}", link("o", "k", "share: part", "EXTENDS_TO"),
                                                 ["met"]),
    "how many it has isn't told": ("o", "TownshipOffice", "{links: {kind: EXTENDS_TO, to: LiaisonStation, at_least: 2}}",
                                   link("o", "k", "share: part", "EXTENDS_TO"), ["undetermined", "part"]),
    "what its count says": ("x", "TownshipOffice", "{links: {kind: EXTENDS_TO, to: LiaisonStation, at_least: 20}}",
                            link("x", "k", "share: part, count: 20", "EXTENDS_TO") + link("o", "k", "share: part", "EXTENDS_TO"), ["met"]),
}  # fmt: skip


@pytest.mark.parametrize("case", SHARES)
def test_a_set_meets_a_rule_if_every_member_does(case: str, tmp_path: Path) -> None:
    """domain §3a and §4: subject a set: met if every member has the link, else undetermined."""
    body, kind, asked, links, expected = SHARES[case]
    assert judged(graph(SETS + links), tmp_path, asked, kind)[body] == expected


def test_of_a_set_nothing_is_broken_by_a_lack(tmp_path: Path) -> None:
    of = graph(SETS, header=f"{HEADER}\ncomplete: [{{forms: [stationed], levels: [prefecture, village]}}]\n")
    found = judged(of, tmp_path, A_STATION, "Village")
    assert found == {"y": ["undetermined", "members"], "n": ["met"]}
    assert judged(of, tmp_path, ONE_GROUP) == {"g": ["undetermined", "members"], "h": ["broken", "missing"]}


POSTS = {
    "{staff_full_time: 3}": ["met"], "{staff_full_time: 2}": ["broken", "posts"], "{}": ["undetermined", "posts_unknown"],
    "{staff_full_time: 3, staff_quantifier: ge}": ["met"], "{staff_full_time: 2, staff_quantifier: ge}": ["undetermined", "posts_unknown"],
    "{staff_full_time: 2, staff_quantifier: le}": ["broken", "posts"], "{staff_full_time: 3, staff_quantifier: le}": ["undetermined", "posts_unknown"],
    "{staff_full_time: 3, staff_quantifier: approx}": ["undetermined", "posts_unknown"],
    "{staff_full_time: 99, count: 3}": ["undetermined", "members"], "{staff_full_time: 2, count: 3}": ["undetermined", "members"],
}  # fmt: skip


@pytest.mark.parametrize("told", POSTS)
def test_so_many_full_time_posts(told: str, tmp_path: Path) -> None:
    """Numbers are exact, minimums or estimates (domain §7.6); the posts of a set are those of all its members together (domain §6)."""
    of = graph(f"nodes: [{{id: o, kind: TownshipOffice, name: 乡镇纪委{', ' + told[1:-1] if told != '{}' else ''}}}]")
    assert judged(of, tmp_path, "{staff_full_time: 3}", "TownshipOffice")["o"] == POSTS[told]


POWERS: dict[str, tuple[str, bool, list[str]]] = {
    "one link": (link("g", "u", kind="STATIONED_AT"), False, ["met"]),
    "two links together": (link("g", "u", "authority: [discipline]", "STATIONED_AT") + link("g", "u", "authority: [state]", "STATIONED_AT"), False, ["met"]),
    "one power, and all is listed": (link("g", "u", "authority: [discipline]", "STATIONED_AT"), True, ["broken", "powers"]),
    "one power": (link("g", "u", "authority: [discipline]", "STATIONED_AT"), False, ["undetermined", "powers_untold"]),
    "the other is only declared": (link("g", "u", "authority: [discipline]", "STATIONED_AT") + link("g", "v", "form: state, basis: declared", "SUPERVISES"), True,
                                   ["undetermined", "powers_untold"]),
    "nothing that it supervises is known": ("", True, ["undetermined", "powers_untold"]),
}  # fmt: skip


@pytest.mark.parametrize("case", POWERS)
def test_an_authority(case: str, tmp_path: Path) -> None:
    links, complete, expected = POWERS[case]
    assert judged(graph(BODIES + links, header=COMPLETE if complete else HEADER), tmp_path, "{authority: [discipline, state]}")["g"] == expected


def test_all_that_a_rule_asks_is_asked_together(tmp_path: Path) -> None:
    of = graph(BODIES + link("g", "u", kind="STATIONED_AT"))
    assert judged(of, tmp_path, "{authority: [state], staff_full_time: 2}")["g"] == ["met"]
    assert judged(of, tmp_path, "{authority: [state], staff_full_time: 3, links: {mechanism: counterpart, with: Room}}")["g"] == ["broken", "posts", "untold"]


def test_a_rule_judges_whom_it_names_in_its_area_on_its_days_and_no_others(tmp_path: Path) -> None:
    text = "nodes: [{id: a, kind: Room, name: 一室}, {id: b, kind: Room, name: 县室, level: county}, {id: e, kind: Room, name: 外室, area: '540000'}]"
    asked = "{links: {kind: GUIDES, to: Collaboration}}"
    assert set(judged(graph(text), tmp_path, asked, "Room")) == {"a", "b", "e"}
    assert set(judged(graph(text), tmp_path, asked, "Room", "area: '530000'")) == {"a", "b"}
    assert set(judged(graph(text), tmp_path, "{staff_full_time: 1}", "StationedGroup")) == set()
    assert set(judged(graph(text), tmp_path, asked, "Room", "valid_from: '2021'")) == set()
    assert set(judged(graph(text, "2021-06-30"), tmp_path, asked, "Room", "valid_from: '2021'")) == {"a", "b", "e"}


def test_a_rule_in_force_on_the_day_of_a_node_judges_it() -> None:
    """domain §4, Dates: the norms that judge a node are those in force on the newest day of the charts that hold it; Tianjin's begins in July 2018."""
    office = "nodes: [{id: o, kind: TownshipOffice, name: 某镇纪检监察组%s}]"
    header = "as_of: %s\narea: '120100'\nlevel: county\nsources: [{id: s1, title: x}]\n"
    charts = [chart(office % name, name, header % day) for name, day in (("old", "2017-12-31"), ("new", "2019-06-30"))]
    at_own = graph_of(charts)

    def judged_by(of: Graph, **named: str) -> list[str]:
        return [row["id"] for row in og.ask(of, "rules", all=True, **named).rows if row["rule"] == "N08"]

    assert judged_by(at_own) == ["new:o"]
    assert judged_by(graph_of(charts, "2019-06-30")) == ["new:o", "old:o"]
    assert judged_by(at_own, norms="N08") == ["new:o", "old:o"], "who names a norm asks for it, whenever it came (domain §7.7)"
    assert [note for note in og.ask(at_own, "rules", norms="N08").notes if "old" in note and "N08" in note], "and it is said"


def test_the_answer_says_of_each_rule_among_how_many_how_sure_and_where_it_is_written() -> None:
    header = HEADER.replace("530100", "120100").replace("prefecture", "county")
    of = graph(
        "nodes:\n  - {id: a, kind: TownshipOffice, name: 甲, staff_full_time: 3}\n  - {id: b, kind: TownshipOffice, name: 乙, staff_full_time: 2}\n"
        "  - {id: e, kind: TownshipOffice, name: 各镇, count: 5}\n  - {id: w, kind: Township, name: 甲镇}\nlinks:\n  - {kind: SUPERVISES, from: a, to: w, form: state}\n",
        header=header,
    )
    answer = og.ask(of, "rules", all=True)
    assert answer.summary["N08"] == {"n": 7, "broken": 1, "undetermined": 5, "met": 1}
    assert answer.summary["N10"] == {"n": 1, "broken": 0, "undetermined": 0, "met": 1}
    assert {word: answer.summary[word] for word in RULE_STATUSES.ids} == {"broken": 1, "undetermined": 5, "met": 2} and answer.n == 8
    assert [(row["id"], row["rule"], row["status"]) for row in answer.rows] == [
        ("small:b", "N08", "broken"), ("small:e", "N08", "undetermined"), ("small:a", "N08", "met"), ("small:w", "N10", "met"),
    ]  # fmt: skip
    assert answer.rows[-1]["links"] == [{"from": "small:a", "to": "small:w", "link": "SUPERVISES", "mechanism": None, "period": None, "basis": "assigned"}]
    assert {(row["confidence"], row["source"]) for row in answer.rows} == {("high", "tianjin-2019")}
    assert any(note.startswith("N08:") and "confidence: high; source: tianjin-2019" in note for note in answer.notes)
    assert [row["status"] for row in og.ask(of, "rules").rows] == ["broken", "undetermined"], "those that are met come with `all` only"
    lines = str(answer).splitlines()
    assert lines[1].split() == ["rule", "met", "broken", "undetermined", "confidence"], "a table begins with a line for each rule"
    assert [line.split() for line in lines[2:4]] == [["N08", *["1", "of", "7"], "1", "5", "high"], ["N10", *["1", "of", "1"], "0", "0", "high"]]


def test_rules_that_are_kept_in_words_only_are_said() -> None:
    header = HEADER.replace("530100", "120111").replace("prefecture", "county")
    answer = og.ask(graph("nodes: [{id: y, kind: Village, name: 甲村}]", header=header), "rules")
    (said,) = [note for note in answer.notes if "in words only" in note]
    assert "N30" in said and "N40" not in said, "N40 is of stations in another district"


def test_the_links_shown_are_those_that_meet_the_rule_else_all_that_were_looked_at(tmp_path: Path) -> None:
    def shown(links: str) -> list[tuple[str, str]]:
        file = tmp_path / f"shown{next(FILES)}.yaml"
        file.write_text(f"norms: [{{id: X, rule: duty, norm_set: x, applies_to: [{{kinds: [StationedGroup]}}], source: x, requires: {MONTHLY}}}]\n", "utf-8")
        answer: Any = og.ask(graph(BODIES + links), "rules", norms="X", norms_files=str(file), all=True)
        return [(one["mechanism"], one["period"]) for one in answer.rows[0]["links"]]

    slow, fast = link("g", "c", f"{REPORT}, period: P1Y"), link("g", "c", f"{REPORT}, period: P1M")
    assert shown(slow + fast) == [("report", "P1M")]
    assert shown(slow) == [("report", "P1Y")]
    assert shown("") == []


@pytest.mark.parametrize(
    ("links", "said"),
    [
        (link("g", "p", "mechanism: consultation, of: uu"), "did you mean `u`"),
        (link("g", "p", "mechanism: consultation, of: c"), "is a commission and no unit"),
        (link("g", "p", "mechanism: consultation, of: other:u"), "there is no node `other:u` in this chart"),
        (link("g", "r", "mechanism: counterpart, of: u"), "neither end is a party committee"),
        (link("c", "g", "of: u", "OVERSEES"), "COORDINATES_WITH"),
    ],
)
def test_of_names_a_unit_of_the_chart_whose_party_committee_the_link_is_with(links: str, said: str) -> None:
    problems = [str(problem) for problem in reading(BODIES + links).problems]
    assert any(said in problem and "links[1]" in problem for problem in problems), problems


def test_of_a_unit_of_several_charts_is_that_unit(tmp_path: Path) -> None:
    """Each chart names its own entry; the body that they are together has all their ids."""
    one = chart(BODIES + SUPERVISED + HOSTED, "a")
    two = chart(
        "nodes:\n  - {id: g2, kind: StationedGroup, name: 组, same_as: 'a:g'}\n  - {id: x, kind: Unit, name: 甲局, same_as: 'a:u'}\n  - {id: y, kind: Unit, name: 乙局, same_as: 'a:v'}\n"
        "  - {id: z, kind: PartyCommittee, name: 联合党组}\nlinks:\n"
        + link("g2", "z", "mechanism: consultation, period: P6M, of: x")
        + link("g2", "z", "mechanism: consultation, period: P6M, of: y"),
        "b",
    )
    assert judged(graph_of([one, two]), tmp_path, STUDY)["g"] == ["met"]


def test_a_store_and_a_file_keep_whose_party_committee_a_link_is_with(tmp_path: Path) -> None:
    made = chart(BODIES + SUPERVISED + WITH_BOTH.replace("period: P6M", "period: P6M, of: u").replace("period: P3M", "period: P3M, of: v"), "kept")
    written = tmp_path / "kept.yaml"
    og.write_charts([made], written)
    with og.open_store(tmp_path / "kept.lbug") as store:
        og.plan(store, og.read(written)).apply()
        assert judged(store.graph(), tmp_path, STUDY)["g"] == ["met"]


def test_what_isnt_known_to_have_been_there_on_the_day_breaks_no_rule(tmp_path: Path) -> None:
    """domain §4, Dates: of a link without a stated beginning nothing is known before its chart's day; it could meet the duty."""
    text = (
        BODIES.replace("to: g}", "to: g, valid_from: '2015'}")
        .replace("name: 组,", "name: 组, valid_from: '2015',")
        .replace("name: 市纪委}", "name: 市纪委, valid_from: '2015'}")
    )
    slow, fast = link("g", "c", f"{REPORT}, period: P1Y, valid_from: '2015'"), link("g", "c", f"{REPORT}, period: P1M")
    assert judged(graph(text + slow + fast), tmp_path, MONTHLY)["g"] == ["met"]
    assert judged(graph(text + slow + fast, "2017-06-30"), tmp_path, MONTHLY)["g"] == ["undetermined", "not_known_then"]
    assert judged(graph(text + slow, "2017-06-30"), tmp_path, MONTHLY)["g"] == ["broken", "slow"]


def test_of_charts_at_their_own_days_each_body_is_judged_by_its_own_links(tmp_path: Path) -> None:
    text = BODIES + link("g", "c", f"{REPORT}, period: %s")
    told = (("a", "P1M", "2019", "530200"), ("b", "P1Y", "2020", "530300"), ("d", "P1W", "2021", "530400"))
    charts = [chart(text % period, name, HEADER.replace("2020", year).replace("530100", area)) for name, period, year, area in told]
    file = tmp_path / "norms.yaml"
    file.write_text(f"norms: [{{id: X, rule: duty, norm_set: x, applies_to: [{{kinds: [StationedGroup]}}], source: x, requires: {MONTHLY}}}]\n", "utf-8")
    answer = og.ask(graph_of(charts), "rules", norms="X", norms_files=str(file), all=True)
    assert [(row["id"], row["status"], [(one["from"], one["period"]) for one in row["links"]]) for row in answer.rows] == [
        ("b:g", "broken", [("b:g", "P1Y")]), ("a:g", "met", [("a:g", "P1M")]), ("d:g", "met", [("d:g", "P1W")]),
    ]  # fmt: skip
    assert answer.summary["X"] == {"n": 3, "broken": 1, "undetermined": 0, "met": 2}
