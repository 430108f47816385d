"""Rules of structure and duties (domain §4): each sentence of the section as a case with its derivation."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small import HEADER, graph
from support.structure_cases import BODIES, COMPLETE, HOSTED, MONTHLY, REPORT, STUDY, SUPERVISED, WITH_BOTH, judged, link

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
