"""Coverage through sets (domain §3a, §4): parts together, some members, one unnamed member."""

from __future__ import annotations

from typing import Any

import pytest
from support.small import graph

import oversight_graph as og

NODES = """
complete: [{forms: [stationed, state, discipline], levels: [prefecture, township, village]}]
nodes:
  - {id: town, kind: TownshipOffice, name: 乡镇纪委, count: 18, level: prefecture}
  - {id: street, kind: TownshipOffice, name: 街道纪工委, level: prefecture}
  - {id: group, kind: StationedGroup, name: 一组}
  - {id: teams, kind: StationedGroup, name: 各组, count: 7}
  - {id: stations, kind: LiaisonStation, name: 联络站, count: 423}
  - {id: villages, kind: Village, name: 村, count: 423}
  - {id: units, kind: Unit, name: 各局, count: 80}
  - {id: below, kind: Unit, name: 各所, count: 100}
  - {id: unit, kind: Unit, name: 一局}
links:
"""


def covered(*links: str, form: str = "stationed", more: str = "") -> dict[str, tuple[Any, ...]]:
    """(grade, bodies, others, basis) of each overseen node that isn't plainly uncovered, by local id."""
    made = graph(NODES + "".join(f"  - {{kind: {link}}}\n" for link in links) + more)
    rows = og.ask(made, "coverage", form=form).rows
    told = {row["id"][6:]: (row["grade"], [b[6:] for b in row["bodies"]], [b[6:] for b in row["others"]], row["basis"]) for row in rows}
    return {name: value for name, value in told.items() if value[0] != 0}


PART = "SUPERVISES, from: {}, to: units, form: stationed, share: part"


def test_parts_that_have_the_whole_together_are_one_way_with_the_least_of_them() -> None:
    """`bodies` are all of them, the basis the weakest."""
    assert covered(PART.format("group"), PART.format("street") + ", basis: inferred") == {"units": (5, ["group", "street"], [], "inferred")}
    assert covered(PART.format("group"), PART.format("teams")) == {"units": (5, ["group", "teams"], [], "assigned")}
    assert covered(PART.format("teams")) == {"units": (5, ["teams"], [], "assigned")}  # a set of holders has them all


def test_a_lone_part_of_a_single_body_covers_some_members_which_is_no_gap() -> None:
    assert covered(PART.format("group")) == {"units": (None, [], [], None)}
    assert covered(PART.format("group") + ", count: 80") == {"units": (5, ["group"], [], "assigned")}
    assert covered(PART.format("group") + ", count: 40", PART.format("street") + ", count: 39") == {"units": (None, [], [], None)}


def test_a_part_that_does_not_give_the_form_leaves_the_set_unknown() -> None:
    """State is served by one part only."""
    links = PART.format("group") + ", authority: [discipline, state]", PART.format("street") + ", authority: [discipline]"
    assert covered(*links)["units"][0] == 5 and covered(*links, form="discipline")["units"][0] == 5
    assert covered(*links, form="state") == {"units": (None, [], [], None)}
    assert covered(PART.format("group"), PART.format("street") + ", basis: episode") == {"units": (None, [], [], None)}


def test_a_declared_part_gives_declared_for_the_set() -> None:
    assert covered(PART.format("group"), PART.format("street") + ", basis: declared") == {"units": (2, [], [], "declared")}


def test_who_covers_a_part_is_not_among_the_others_and_who_covers_all_stands() -> None:
    """Extension over all gives 3; the parts of which one is missing better nothing."""
    extended = "EXTENDS_TO, from: teams, to: stations, share: part, form: stationed", "SERVES, from: stations, to: units, share: all"
    assert covered(*extended) == {"units": (3, ["teams"], [], "assigned")}
    assert covered(*extended, PART.format("group")) == {"units": (3, ["teams"], [], "assigned")}
    assert covered(*extended, PART.format("group"), PART.format("street")) == {"units": (5, ["group", "street"], ["teams"], "assigned")}
    whole = "SUPERVISES, from: teams, to: units, form: stationed, share: all, basis: inferred"
    assert covered(whole, PART.format("group"), PART.format("street"), "SUPERVISES, from: town, to: units, form: stationed, share: all")["units"][1] == [
        "group", "street", "teams", "town",
    ]  # fmt: skip


def test_seven_teams_that_each_have_one_of_eighty_units_cover_an_unknown_part() -> None:
    one = "SUPERVISES, from: teams, to: units, form: stationed, share: one"
    assert covered(one) == {"units": (None, [], [], None)}
    assert covered(one, "SUPERVISES, from: group, to: units, form: stationed") == {"units": (5, ["group"], [], "assigned")}


def test_a_single_body_under_a_part_is_covered_by_one_unnamed_member() -> None:
    assert covered("SUPERVISES, from: teams, to: unit, form: stationed, share: part") == {"unit": (5, ["teams"], [], "assigned")}


def test_offices_that_divide_stations_reach_the_villages_that_these_serve() -> None:
    """18 offices and a street office have the 423 stations together; station by station a village. One office alone has some."""
    extend = "EXTENDS_TO, from: {}, to: stations, share: part, form: stationed"
    serve = "SERVES, from: stations, to: villages, share: part"
    assert covered(extend.format("town"), extend.format("street"), serve) == {"villages": (3, ["street", "town"], [], "assigned")}
    assert covered(extend.format("street"), serve) == {"villages": (None, [], [], None)}
    assert covered(extend.format("street") + ", count: 100", extend.format("town") + ", count: 323", serve)["villages"][0] == 3


def test_what_is_below_a_set_inherits_from_parts_that_all_cover_subordinates() -> None:
    wide, below = PART + ", scope: with_subordinates", "SUBORDINATE_TO, from: below, to: units, share: {}"
    assert covered(wide.format("group"), wide.format("street"), below.format("one"))["below"] == (4, ["group", "street"], [], "assigned")
    assert covered(wide.format("group"), PART.format("street"), below.format("one"))["below"] == (None, [], [], None)
    assert "below" not in covered(PART.format("group"), PART.format("street"), below.format("one"))
    assert covered("SUPERVISES, from: teams, to: units, form: stationed, share: one, scope: with_subordinates", below.format("all"))["below"] == (
        4,
        ["teams"],
        [],
        "assigned",
    )  # each is below each unit, so below one that is covered
    assert covered("SUPERVISES, from: teams, to: units, form: stationed, share: one, scope: with_subordinates", below.format("one"))["below"][0] is None


NORM = """
norms:
  - {{id: X1, norm_set: x, rule: coverage, text: x, valid_from: "2018", form: stationed, applies_to: [{{kinds: [Unit]}}], requires: {{{}}}, confidence: high, source: s}}
"""


@pytest.mark.parametrize(
    ("requires", "links", "status", "reason"),
    [
        ("grade: 3", (PART.format("group"),), "undetermined", "only some of its members"),
        ("grade: 3, authority: [discipline, state]", (PART.format("group"), PART.format("street") + ", authority: [state]"), "partial", "authority"),
        ("grade: 3, authority: [discipline, state]", (PART.format("group"), PART.format("street")), "met", ""),
        ("grade: 3, staff_full_time: 3", (PART.format("group"), PART.format("street")), "partial", "posts"),
        (
            "grade: 3, independent: true",
            (PART.format("group"), PART.format("street"), "HOSTED_BY, from: street, to: units, resource: staff"),
            "partial",
            "depends",
        ),
        ("grade: 3, with_subordinates: true", (PART.format("group") + ", scope: with_subordinates", PART.format("street")), "partial", "subordinate"),
    ],
)
def test_what_a_norm_asks_each_of_the_parts_must_have(requires: str, links: tuple[str, ...], status: str, reason: str, tmp_path: Any) -> None:
    """The authority is the least of the parts; of the posts, 5 of one and 1 of the other, the other's are too few."""
    file = tmp_path / "norms.yaml"
    file.write_text(NORM.format(requires), "utf-8")
    text = NODES.replace("name: 一组", "name: 一组, staff_full_time: 5").replace("name: 街道纪工委", "name: 街道纪工委, staff_full_time: 1")
    made = graph(text + "".join(f"  - {{kind: {link}}}\n" for link in links))
    (row,) = [row for row in og.ask(made, "gaps", norms_files=[str(file)], norms=["x"], all=True).rows if row["id"] == "small:units"]
    assert row["status"] == status and (not reason or any(reason in text for text in row["reasons"])), row
