"""The question `chain`: the tiers of supervision of each area, what stands on them, what joins them (domain §6)."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from support.small import chart, graph

import oversight_graph as og
from oversight_graph.charts import SHIPPED, graph_of

COUNTY = """
complete: [{area: "530102", forms: [discipline, state], levels: [village, township]}]
areas: [{code: "530102", name: {zh: 某区, en: Some District}}]
nodes:
  - {id: cc, kind: Commission, name: 区纪委, area: "530102", level: county, staff_full_time: 20}
  - {id: r, kind: Room, name: 监督检查室, area: "530102", level: county, count: 3, staff_full_time: 9, staff_quantifier: ge}
  - {id: oa, kind: TownshipOffice, name: 镇纪检监察组, area: "530102", count: 18, staff_full_time: 60}
  - {id: ob, kind: TownshipOffice, name: 街道工委, area: "530102001", staff_full_time: 4}
  - {id: t, kind: Township, name: 镇, area: "530102", count: 19}
  - {id: s, kind: LiaisonStation, name: 村居联络站, area: "530102", level: village, count: 423}
  - {id: su, kind: LiaisonStation, name: 单位联络站, area: "530102", level: county, count: unknown}
  - {id: v, kind: Village, name: 村, area: "530102", count: 423}
  - {id: g, kind: StationedGroup, name: 派驻组, area: "530102", level: county, count: unknown}
  - {id: u, kind: Unit, name: 单位, area: "530102", level: county, count: 66}
links:
  - {kind: PART_OF, from: r, to: cc}
  - {kind: DISPATCHES, from: cc, to: oa}
  - {kind: DISPATCHES, from: cc, to: ob, basis: inferred}
  - {kind: COORDINATES_WITH, from: r, to: oa, mechanism: counterpart}
  - {kind: COORDINATES_WITH, from: r, to: ob, mechanism: joint_case, basis: episode}
  - {kind: SUPERVISES, from: oa, to: t, form: discipline, share: part, count: 18}
  - {kind: SUPERVISES, from: ob, to: t, form: discipline, share: part, count: 1}
  - {kind: EXTENDS_TO, from: oa, to: s, share: part}
  - {kind: EXTENDS_TO, from: ob, to: s, share: part}
  - {kind: SERVES, from: s, to: v, share: part}
  - {kind: DISPATCHES, from: cc, to: g}
  - {kind: HOSTED_BY, from: g, to: u, resource: room}
  - {kind: SUPERVISES, from: g, to: u, form: stationed}
  - {kind: EXTENDS_TO, from: g, to: su, form: stationed}
  - {kind: SERVES, from: su, to: u}
"""


def tiers(answer: Any, *names: str) -> dict[str, Any]:
    found = {}
    for row in answer.rows:
        values = tuple(row[name] for name in names)
        found[row["tier"]] = values[0] if len(values) == 1 else values
    return found


def test_the_tiers_of_a_county_with_their_numbers_and_posts() -> None:
    """18 offices and the street's, which lies in an area of its own under the county: 19. 60 + 4 posts. A ceiling, a floor and an unknown stay what they are."""
    answer = og.ask(graph(COUNTY), "chain")
    assert {row["area"] for row in answer.rows} == {"530102"} and {row["place"] for row in answer.rows} == {"Some District"}
    assert tiers(answer, "state", "count", "count_quantifier", "staff_full_time", "staff_quantifier") == {
        "commission": ("present", 1, "eq", 20, "eq"),
        "room": ("present", 3, "eq", 9, "ge"),
        "office": ("present", 19, "eq", 64, "eq"),
        "township": ("present", 19, "eq", None, None),
        "village_station": ("present", 423, "eq", None, None),
        "village": ("present", 423, "eq", None, None),
        "group": ("present", None, None, None, None),
        "unit_station": ("present", None, None, None, None),
        "unit": ("present", 66, "eq", None, None),
    }
    assert tiers(answer, "bodies")["office"] == ["small:oa", "small:ob"]
    # 1 + 3 + 19 + 19 + 423 + 423 + 66; two sets of unknown number add nothing
    assert answer.n == 954 and answer.universe["nodes"] == 10
    assert sum(number for name, number in answer.summary.items() if name != "tiers") == 954


def test_what_joins_the_tiers_tells_how_many_of_how_many() -> None:
    """Each basis apart. The two shares of the townships are 18 and 1, those of the stations aren't told and make up all of them. An episode joins nothing, neither does where a
    body is housed."""
    assert tiers(og.ask(graph(COUNTY), "chain", lang="zh"), "links") == {
        "commission": [],
        "room": ["隶属 纪委监委 1/1 → 3/3"],
        "office": ["派出 纪委监委 1/1 → 18/19", "派出（推定） 纪委监委 1/1 → 1/19", "对口 内设室 3/3 → 18/19"],
        "township": ["监督 乡镇街道机构 19/19 → 19/19"],
        "village_station": ["延伸 乡镇街道机构 19/19 → 423/423"],
        "village": ["服务 村居联络站 423/423 → 423/423"],
        "group": ["派出 纪委监委 1/1 → 全部"],
        "unit_station": ["延伸 派驻机构 全部 → 全部"],
        "unit": ["监督 派驻机构 全部 → 66/66", "服务 单位联络站 全部 → 66/66"],
    }


@pytest.mark.parametrize(
    ("posts", "staff", "quantifier"),
    [
        (["3", "4"], 7, "eq"),
        (["3", "none"], 3, "ge"),
        (["none", "none"], None, None),
        (["3", "4 ge"], 7, "ge"),
        (["3", "4 approx"], 7, "approx"),
        (["3 ge", "4 approx"], 7, "ge"),
        (["3", "4 le"], 3, "ge"),
        (["3 le", "4 le"], 7, "le"),
        (["3 le", "none"], None, None),
    ],
)
def test_posts_add_up_with_their_quantifiers(posts: list[str], staff: int | None, quantifier: str | None) -> None:
    """An untold number makes a floor, a ceiling beside others adds nothing and makes one, an estimate makes an estimate."""
    said = [dict(zip(("staff_full_time", "staff_quantifier"), one.split(), strict=False)) if one != "none" else {} for one in posts]
    nodes = "".join(
        f"  - {{id: o{at}, kind: TownshipOffice, name: 办{at}{''.join(f', {key}: {value}' for key, value in keys.items())}}}\n" for at, keys in enumerate(said)
    )
    (row,) = [row for row in og.ask(graph(f"nodes:\n{nodes}"), "chain").rows if row["tier"] == "office"]
    assert (row["staff_full_time"], row["staff_quantifier"]) == (staff, quantifier)


@pytest.mark.parametrize(
    ("links", "said"),
    [
        # a lone part: unknown, or its count; each holder has at least one
        ("{kind: EXTENDS_TO, from: ob, to: s, share: part}", ["延伸 乡镇街道机构 1/19 → ?/423"]),
        ("{kind: EXTENDS_TO, from: ob, to: s, share: part, count: 7}", ["延伸 乡镇街道机构 1/19 → 7/423"]),
        ("{kind: EXTENDS_TO, from: oa, to: s, share: part}", ["延伸 乡镇街道机构 18/19 → 423/423"]),
        ("{kind: EXTENDS_TO, from: oa, to: s, share: one}", ["延伸 乡镇街道机构 18/19 → ?/423"]),
        ("{kind: EXTENDS_TO, from: ob, to: s, share: one}", ["延伸 乡镇街道机构 1/19 → 1/423"]),
        # two holders told by different bases: of each only its own number is known
        (
            "{kind: EXTENDS_TO, from: oa, to: s, share: part, count: 400}\n  - {kind: EXTENDS_TO, from: ob, to: s, share: part, count: 23, basis: inferred}",
            ["延伸 乡镇街道机构 18/19 → 400/423", "延伸（推定） 乡镇街道机构 1/19 → 23/423"],
        ),
        ("{kind: EXTENDS_TO, from: g, to: s}", ["延伸 派驻机构 全部 → 423/423"]),
    ],
)
def test_what_a_share_joins(links: str, said: list[str]) -> None:
    """domain §3a."""
    written = "\n".join(line for line in COUNTY.splitlines() if "to: s," not in line) + f"\n  - {links}\n"
    assert tiers(og.ask(graph(written), "chain", lang="zh"), "links")["village_station"] == said


def without(*ids: str) -> str:
    """The county without some bodies."""
    kept = "\n".join(line for line in COUNTY.splitlines() if not any(re.search(rf"\b(id|from|to): {one}\b", line) for one in ids))
    return f"{kept} []" if kept.endswith("links:") else kept


def test_a_tier_is_missing_only_where_the_chart_is_complete_there() -> None:
    """Complete for discipline and state of townships and villages: offices and village stations are missing, groups and unit stations unknown."""
    answer = og.ask(graph(without("oa", "ob", "s", "su", "g", "r")), "chain", lang="zh")
    assert tiers(answer, "state", "count") == {
        "commission": ("present", 1), "room": ("unknown", None), "office": ("missing", 0), "township": ("present", 19), "village_station": ("missing", 0),
        "village": ("present", 423), "group": ("unknown", None), "unit_station": ("unknown", None), "unit": ("present", 66),
    }  # fmt: skip
    assert answer.summary["tiers"] == {"present": 4, "missing": 2, "unknown": 3}
    assert "3 层未知：图谱未载的是未知，不等于缺" in answer.notes
    assert (
        answer.notes[0]
        == "某区　主干：纪委监委 1 → 内设室 未知；村居：乡镇街道机构 缺 → 村居联络站 缺 → 村/社区 423；单位：派驻机构 未知 → 单位联络站 未知 → 单位 66"
    )


@pytest.mark.parametrize(
    "complete",
    [
        '[{area: "530102", forms: [discipline], levels: [village, township]}]',  # of one power only
        '[{area: "530102", forms: [discipline, state], levels: [village]}]',
        '[{area: "530103", forms: [discipline, state], levels: [village, township]}]',
        '[{area: "530102", forms: [discipline, state], levels: [village, township], valid_to: "2019"}]',
        "[]",
    ],
)
def test_a_narrower_declaration_leaves_the_offices_unknown(complete: str) -> None:
    written = re.sub(r"complete: .*", f"complete: {complete}", without("oa", "ob"))
    assert tiers(og.ask(graph(written), "chain"), "state")["office"] == "unknown"


def test_a_body_that_may_have_been_there_leaves_its_tier_unknown() -> None:
    """domain §4, Dates: in 2016 the townships and the declaration are known, the undated office isn't; where there is none, the tier is missing then too."""
    dated = """
    complete: [{area: "530102", forms: [discipline, state], levels: [township], valid_from: "2015"}]
    nodes:
      - {id: t, kind: Township, name: 镇, area: "530102", valid_from: "2015"}
      - {id: u, kind: Unit, name: 局, area: "530102", level: county, valid_from: "2015"}
    """
    office = '      - {id: o, kind: TownshipOffice, name: 办, area: "530102"}\n    '
    assert tiers(og.ask(graph(dated, as_of="2016"), "chain"), "state")["office"] == "missing"
    assert tiers(og.ask(graph(dated.rstrip(" ") + office, as_of="2016"), "chain"), "state")["office"] == "unknown"
    assert tiers(og.ask(graph(dated.rstrip(" ") + office), "chain"), "state")["office"] == "present"


def test_nobody_to_miss_a_tier_leaves_it_unknown() -> None:
    assert tiers(og.ask(graph(without("oa", "ob", "t")), "chain"), "state")["office"] == "unknown"


CITY = """
nodes:
  - {id: cc, kind: Commission, name: 市纪委}
  - {id: ca, kind: Commission, name: 甲区纪委, area: "530102", level: county}
  - {id: cb, kind: Commission, name: 乙区纪委, area: "530103", level: county}
  - {id: g, kind: StationedGroup, name: 一组}
  - {id: v, kind: Village, name: 村, area: "530102003"}
  - {id: w, kind: Village, name: 远村, area: "530111005"}
  - {id: p, kind: PartyCommittee, name: 市委}
  - {id: s1, kind: LiaisonStation, name: 站甲, area: "530103", level: county}
  - {id: s2, kind: LiaisonStation, name: 站乙, area: "530103", level: village}
  - {id: u, kind: Unit, name: 局}
links:
  - {kind: LEADS, from: cc, to: ca}
  - {kind: LEADS, from: cc, to: cb, basis: episode}
  - {kind: LEADS, from: p, to: cc}
"""


def test_areas_stand_side_by_side_and_a_village_hangs_on_its_county() -> None:
    """The city tells its lower commissions and no township tiers; a village lies in the chain of the county that holds it, also where that has no commission. Stations that serve
    nothing are told apart by their level. Bodies on no tier (a party committee) are in no chain."""
    answer = og.ask(graph(CITY), "chain")
    found = {(row["area"], row["tier"]): (row["state"], row["count"]) for row in answer.rows if row["state"] == "present" or row["tier"] == "lower_commission"}
    assert found == {
        ("530100", "commission"): ("present", 1), ("530100", "lower_commission"): ("present", 1), ("530100", "group"): ("present", 1), ("530100", "unit"): ("present", 1),
        ("530102", "commission"): ("present", 1), ("530102", "village"): ("present", 1),
        ("530103", "commission"): ("present", 1), ("530103", "village_station"): ("present", 1), ("530103", "unit_station"): ("present", 1),
        ("530111", "village"): ("present", 1),
    }  # fmt: skip
    assert [row["area"] for row in answer.rows] == sorted(row["area"] for row in answer.rows)
    city = [row["tier"] for row in answer.rows if row["area"] == "530100"]
    assert city == ["commission", "room", "lower_commission", "group", "unit_station", "unit"]
    assert {row["tier"] for row in answer.rows if row["area"] == "530103"} >= {"office", "village"}
    assert answer.n == 9, "the lower commission counts once, in its own area"
    assert {row["area"]: row["place"] for row in og.ask(graph(CITY), "chain", lang="zh").rows} == {
        "530100": "昆明市",
        "530102": "昆明市五华区",
        "530103": "昆明市盘龙区",
        "530111": "昆明市官渡区",
    }
    (led,) = [row for row in answer.rows if row["tier"] == "lower_commission"]
    assert led["links"] == ["leads commission 1/1 → 1/1"]


@pytest.fixture(scope="module")
def tianjin() -> og.Graph:
    return graph_of(og.read(SHIPPED / "tianjin-2019.yaml"))


def test_the_nets_of_tianjin_s_districts_are_recognisable(tianjin: og.Graph) -> None:
    """Xiqing: town and street groups, stations, villages under the commission. Hexi: district, street, community; 14 × 3 posts. Jinghai: two groups and two stations, 383 + 40 villages."""
    answer = og.ask(tianjin, "chain", lang="zh")
    by_area: dict[str, dict[str, Any]] = defaultdict(dict)
    for row in answer.rows:
        by_area[row["place"]][row["tier"]] = row
    present = {place: [tier for tier, row in rows.items() if row["state"] == "present"] for place, rows in by_area.items()}
    assert present["西青区"] == ["commission", "office", "township", "village_station", "village"]
    assert present["河西区"] == ["commission", "office", "township", "village_station", "village", "group", "unit"]
    assert {"office", "group", "village_station", "unit_station"} < set(present["静海区"]) and len(present["静海区"]) == 9
    assert (by_area["西青区"]["office"]["count"], by_area["静海区"]["village"]["count"], by_area["静海区"]["unit"]["count"]) == (11, 423, 66)
    assert (by_area["河西区"]["office"]["count"], by_area["河西区"]["office"]["staff_full_time"], by_area["河西区"]["office"]["staff_quantifier"]) == (
        14,
        42,
        "eq",
    )
    assert by_area["天津"]["lower_commission"]["count"] == 4
    assert answer.summary["tiers"]["missing"] == 0, "the report declares nothing complete"


def test_the_table_of_a_district_is_legible_in_chinese_at_120_columns(tianjin: og.Graph) -> None:
    from rich.cells import cell_len

    from oversight_graph.answer.rendering import plain_console, print_table

    console = plain_console(120)
    print_table(og.ask(tianjin, "chain", lang="zh"), console)
    lines = console.file.getvalue().split("\n\n")[0].splitlines()  # type: ignore[attr-defined]
    assert max(map(cell_len, lines)) <= 120
    assert any(line.split()[:4] == ["河西区", "乡镇街道机构", "有", "14"] and "×14" in line and "42" in line for line in lines)
    assert any(line.split()[:4] == ["西青区", "村居联络站", "有", "?"] for line in lines)
    assert any(line.split()[:4] == ["滨海新区", "村/社区", "有", "≥"] for line in lines)


def test_an_area_is_named_by_code_or_as_a_chart_calls_it(tmp_path: Path) -> None:
    with og.open_store(tmp_path / "s.lbug") as store:
        og.plan(store, [chart(COUNTY)]).apply()
        by_code, by_name = (og.ask(store.graph(area=area), "chain") for area in ("530102", "某区"))
        street = og.ask(store.graph(area="530102001"), "chain")
        whole = og.ask(store.graph(), "chain")
    assert by_code.rows == by_name.rows == whole.rows and by_name.scope["area"] == "530102"
    assert {row["area"] for row in street.rows} == {"530102001"}, "the county lies out of scope"
