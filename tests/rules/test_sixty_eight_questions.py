"""What an expert asks of the five reports, and what the product answers (domain §8): each answer with the facts on which it rests.

Standings in a party group, claims and the evidence of a body have no question of their own: these cases read the tables of the graph or the chart's header.
Three things can't be asked, as no report tells them or the model keeps them in words only: which of the 80 bodies of city-80 took over from which of the seven
before them; which of Urumqi's 26, 11 and 10 inspected units are the same; what the five mechanisms of Urumqi's opinion (but for shared information) hold.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from support.expert_answers import (
    CITY,
    GANSU,
    TIANJIN,
    URUMQI,
    XINJIANG,
    above,
    answer,
    categories,
    chart,
    condition,
    coverage,
    covered,
    everything,
    evidence,
    hop_mechanisms,
    judged,
    link_evidence,
    links,
    load,
    mechanisms,
    membership,
    paths,
    reach_row,
    reached,
    says,
    short,
    tier,
    world,
)
from support.oracle_graph import rows

import oversight_graph as og
from oversight_graph.charts import SHIPPED


class Case(NamedTuple):
    question: str
    facts: str
    ask: Callable[[], Any]
    expected: Any


UP, DOWN, BOTH = ("report", "from_to", "P1M", "assigned"), ("information_sharing", "both", "P3M", "assigned"), "both"
WAYS = {("consultation", BOTH, "P6M", "assigned"), ("consultation", BOTH, None, "assigned"), ("information_sharing", BOTH, None, "assigned")}

CASES = (
    # --- Xinjiang
    Case("新疆的报道说的是哪一天的情况", "000-01", lambda: answer(XINJIANG, "coverage").as_of, "2021-11-10"),
    Case("驻工信厅组监督多少单位", "000-05 000-10", lambda: reached(XINJIANG, "g-industry"), {"direct": 4, "inherited": 28, "total": 32}),
    Case("驻在单位由谁监督,是否明确", "000-06", lambda: coverage(XINJIANG, "u-industry", "stationed"), ("direct", ["g-industry"], "assigned")),
    Case(
        "非驻在的三家是否同样明确",
        "000-07 000-08 000-09",
        lambda: {coverage(XINJIANG, f"u-{unit}", "stationed")[2] for unit in ("commerce", "trade-council", "expo")},
        {"inferred"},
    ),
    Case("28家下属单位谁监督", "000-10", lambda: coverage(XINJIANG, "u-subordinates", "discipline"), ("inherited", ["g-industry"], "inferred")),
    Case(
        "这28家分属哪个厅局,报告说了吗",
        "000-10",
        lambda: {link["basis"] for link in links(XINJIANG, "SUBORDINATE_TO", **{"from": f"{XINJIANG}:u-subordinates"})},
        {"inferred"},
    ),
    Case("第三室联系多少单位", "000-29", lambda: load(XINJIANG, "room-3"), (93, 0, 0, None, None)),
    Case("联系的93家由谁实行纪律监督", "000-29", lambda: coverage(XINJIANG, "u-room-3", "discipline"), ("direct", ["room-3"], "assigned")),
    Case("这93家有派驻机构吗", "000-49", lambda: coverage(XINJIANG, "u-room-3", "stationed"), ("declared", [], None)),
    Case(
        "第三室和对口的17个机构怎样联动",
        "000-30 000-31 000-32",
        lambda: mechanisms(XINJIANG, "room-3", "g-room-3"),
        {("counterpart", BOTH, None, "assigned"), ("information_sharing", BOTH, None, "inferred"), ("report", "from_to", None, "inferred")},
    ),
    Case("每个派驻组向自治区纪委监委报告多久一次", "000-45", lambda: mechanisms(XINJIANG, "g-finance", "rc"), {UP, DOWN}),
    Case("每个派驻组都每月报告吗", "000-45", lambda: judged(XINJIANG, "N12"), (24, 0, 0)),
    Case("季度通报和考核覆盖每个派驻组吗", "000-45", lambda: judged(XINJIANG, "N17"), (24, 0, 0)),
    Case("派驻组与单位党组的四项协调机制", "000-24 000-25 000-26 000-27", lambda: mechanisms(XINJIANG, "g-natural", "pc-natural"), WAYS),
    Case("一对多的组与每家单位都有吗", "000-26", lambda: mechanisms(XINJIANG, "g-industry", "pc-expo"), WAYS),
    Case("每半年专题研究,哪些组做到了", "000-26", lambda: judged(XINJIANG, "N11"), (7, 0, 17)),  # of the 17 unnamed no unit is known
    Case("通报、建议、处分协商呢", "000-24 000-25 000-27", lambda: [judged(XINJIANG, norm) for norm in ("N41", "N42", "N43")], [(7, 0, 17)] * 3),
    Case("农信社组与谁会商", "000-16", lambda: paths(XINJIANG, "g-credit", "pc-credit"), [(1, [], True, "assigned", "certain")]),
    Case("自然资源厅组的对口室属于哪里", "000-35", lambda: links(XINJIANG, "PART_OF", **{"from": f"{XINJIANG}:room-natural"}), []),
    Case("阿瓦提县派驻与巡察怎样互派", "000-38 000-39", lambda: paths(XINJIANG, "awat-groups", "awat-teams"), [(1, ["巡组互派"], True, "assigned", "certain")]),
    Case(
        "阿瓦提县巡察组由谁领导",
        "000-37 000-39",
        lambda: [(link["from"], link["basis"]) for link in links(XINJIANG, "LEADS")],
        [(f"{XINJIANG}:awat-committee", "inferred")],
    ),
    Case(
        "昌吉州谁组织协调",
        "000-41",
        lambda: sorted(
            (row["from"].partition(":")[2], row["to"].partition(":")[2]) for row in answer(XINJIANG, "mechanisms", f"{XINJIANG}:changji-conduct").rows
        ),
        [("changji-conduct", "changji-groups"), ("changji-conduct", "changji-inspection"), ("changji-conduct", "changji-rooms")],
    ),
    Case(
        "前三季度处置多少线索、立案多少",
        "000-46 000-47 000-48",
        lambda: evidence(XINJIANG, "rc"),
        ["549 2021-01/2021-09", "125 2021-01/2021-09", "117 2021-01/2021-09"],
    ),
    Case("新疆的巡视覆盖知道多少", "000-17", lambda: covered(XINJIANG, "inspection"), {"unknown": 132}),
    # --- Urumqi
    Case(
        "2021年巡察了多少,各是哪类",
        "001-05 001-14 001-15 001-16",
        lambda: {(row["type"], row["year"]): row["number"] for row in answer(URUMQI, "inspections").rows},
        {("regular", 2021): 26, ("elevated", 2021): 11, ("look_back", 2021): 10, (None, 2021): 1},
    ),
    Case("覆盖里看得出类型和年份吗", "001-14 001-15 001-16", lambda: says(URUMQI, "coverage", "常规 26、提级 11、回头看 10", form="inspection"), True),
    Case(
        "政务服务管理局受谁监督",
        "001-03 001-05 001-06",
        lambda: above(URUMQI, "bureau"),
        [("group-3", "direct", "assigned"), ("team-2", "periodic", "episode")],
    ),
    Case("第三组驻在哪里", "001-06", lambda: links(URUMQI, "STATIONED_AT", **{"from": f"{URUMQI}:group-3"}), []),
    Case("第三组由谁派出,图谱知道吗", "001-06", lambda: tier(URUMQI, "650106", "commission"), ("unknown", None, None)),
    Case(
        "跟组巡察是常设的吗",
        "001-07",
        lambda: (paths(URUMQI, "group-3", "team-2"), mechanisms(URUMQI, "group-3", "team-2")),
        ([], {("secondment", BOTH, None, "episode")}),
    ),
    Case("第二室与政法委组能协作吗,凭什么", "001-19 001-20", lambda: paths(URUMQI, "room-2", "g-politics-law"), [(4, [], False, "assigned", "certain")]),
    Case("算上个案呢", "001-21 001-22", lambda: paths(URUMQI, "room-2", "g-politics-law", episodes=True), [(1, [], True, "episode", "certain")]),
    Case("联合办案组有谁", "001-21", lambda: membership(URUMQI, "joint-team")[:4], ("collaboration", 2, "eq", 2)),
    Case("五项机制里的信息共享到了什么程度", "001-28", lambda: mechanisms(URUMQI, "rooms", "groups"), {("information_sharing", BOTH, None, "declared")}),
    Case(
        "下一步协作是已有的吗",
        "001-31",
        lambda: {link["basis"] for link in links(URUMQI, "COORDINATES_WITH") if f"{URUMQI}:urumqi-2022 001-31" in link["sources"]},
        {"declared"},
    ),
    Case("检查了多少党组织的整改", "001-17", lambda: link_evidence(URUMQI, "rooms", "inspection"), ["232"]),
    # --- the unnamed city
    Case("80家单位都有派驻机构吗", "002-42", lambda: covered(CITY, "stationed"), {"direct": 80}),
    Case("多少单位的派驻机构有监察权", "002-29 002-31", lambda: covered(CITY, "state"), {"direct": 56, "nominal": 24}),
    Case("多少个办公室", "002-29 002-39 002-40 002-41", lambda: len(links(CITY, "STATIONED_AT")), 133),
    Case(
        "各类单位多少,多少没有说明",
        "002-29 002-30",
        lambda: categories(CITY),
        {"unknown": 68, "party": 4, "government": 4, "congress": 1, "cppcc": 1, "court": 1, "procuratorate": 1},
    ),
    Case("政府部门设监察室,判了多少家", "002-29 002-31", lambda: (answer(CITY, "gaps", norms="N05").n, says(CITY, "gaps", "68", norms="N05")), (4, True)),
    Case(
        "法院由谁监督",
        "002-30",
        lambda: (coverage(CITY, "u-court", "discipline"), coverage(CITY, "u-court", "state")),
        (("direct", ["g-court"], "assigned"), ("nominal", [], None)),
    ),
    Case(
        "公安局由谁监督",
        "002-31 002-32",
        lambda: above(CITY, "u-police"),
        [("d-police", "direct", "inferred"), ("g-police", "direct", "assigned"), ("cc", "mediated", "assigned")],
    ),
    Case("每个机构都只在一个协作组吗", "002-53", lambda: judged(CITY, "N07"), (80, 0, 0)),
    Case(
        "两个派驻机构同在一个协作组吗",
        "002-53",
        lambda: paths(CITY, "g-court", "g-police"),
        [(6, [], False, "assigned", "certain"), (2, ["片组协作"], True, "assigned", "possible")],
    ),
    Case("凭什么条件", "002-53", lambda: "7" in condition(CITY, "g-court", "g-police"), True),
    Case("协作组共有多少成员,谁领导", "002-53 002-54 002-55", lambda: membership(CITY, "groups"), ("collaboration", 80, "ge", 12, [], ["cc"])),
    Case("组长在驻在部门党组任职的有多少", "002-43", lambda: len(links(CITY, "HOSTED_BY", resource="party_group_seat")), 76),
    Case(
        "按本地规则,哪些单位只有自己的纪委",
        "002-31",
        lambda: sorted(short(row["id"] for row in answer(CITY, "gaps", norms="N06").rows)),
        ["u-assets", "u-finance", "u-police"],
    ),
    Case("不点名时这条推断来的规范判不判", "002-29 002-30", lambda: says(CITY, "gaps", "N06"), True),
    Case("按2018年的法律呢", "002-30", lambda: answer(CITY, "gaps", as_of="2019-06-30", form="state", norms="N03").summary["formal_only"], 24),
    Case("改革以前的七个机构还在吗", "002-26 002-27", lambda: [row for row in world(CITY).nodes["id"] if "stage-2" in row], []),
    Case("改革以前这80家怎样", "002-27", lambda: covered(CITY, "stationed", "2015-12-31").get("direct", 0), 0),
    Case(
        "建议设的部门、将设的中央机构算现有的吗",
        "002-15 002-20 002-23",
        lambda: [row["id"] for row in rows(world(CITY).nodes) if row["level"] == "central" or row["kind"] == "Room"],
        [],
    ),
    Case("省里有多少派驻机构", "002-12 002-13", lambda: tier(CITY, "xx-province", "group"), ("present", None, None)),
    Case(
        "多少区县照样设置",
        "002-63",
        lambda: (tier(CITY, "city-80-counties", "commission"), tier(CITY, "city-80-counties", "group")),
        (("present", 18, "eq"), ("present", None, None)),
    ),
    Case("273个编制平均到每个机构是多少", "002-45", lambda: load(CITY, "g-court"), (1, 0, 0, None, None)),
    # --- Gansu
    Case("驻政府办公厅组监督几家单位", "003-22", lambda: reached(GANSU, "g-government"), {"direct": 9, "total": 9}),
    Case("其中驻在单位是推定的吗", "003-22", lambda: coverage(GANSU, "u-government-office", "stationed"), ("direct", ["g-government"], "inferred")),
    Case(
        "哪个组明说对口",
        "003-07 003-13 003-16 003-18",
        lambda: sorted((row["to"].partition(":")[2], row["basis"]) for row in answer(GANSU, "mechanisms").rows if row["mechanism"] == "counterpart"),
        [("g-commerce", "assigned"), ("g-culture", "inferred"), ("g-poverty", "inferred"), ("g-water", "inferred")],
    ),
    Case("扶贫办组与水利厅组怎样协作", "003-13 003-18", lambda: paths(GANSU, "g-poverty", "g-water"), [(2, ["室组联动"], True, "inferred", "certain")]),
    Case(
        "每一步有哪些机制",
        "003-11",
        lambda: hop_mechanisms(GANSU, "g-poverty", "g-water"),
        [["counterpart", "secondment", "clue_transfer", "information_sharing"]] * 2,
    ),
    Case("水利厅组与第五室一年联系多少次", "003-18", lambda: link_evidence(GANSU, "room-5", "g-water"), ["30"]),
    Case(
        "教育厅组与党组有常设会商吗",
        "003-08",
        lambda: (paths(GANSU, "g-education", "pg-education"), mechanisms(GANSU, "g-education", "pg-education")),
        ([], {("consultation", BOTH, None, "episode")}),
    ),
    Case("发改委组多久报送一次", "003-19", lambda: mechanisms(GANSU, "g-development", "pc"), {("report", "from_to", None, "assigned")}),
    Case("省法院组管基层法院吗", "003-09", lambda: reached(GANSU, "g-court"), {"direct": 1, "total": 1}),
    # --- Tianjin
    Case("2019年西青的街镇由谁监督", "004-14 004-15", lambda: coverage(TIANJIN, "xiqing-townships", "discipline"), ("direct", ["xiqing-offices"], "assigned")),
    Case("每个街镇一个机构吗", "004-05 004-06 004-14 004-30 004-59", lambda: judged(TIANJIN, "N10"), (44, 0, 0)),
    Case("每个机构不少于3名专职吗", "004-07 004-31", lambda: judged(TIANJIN, "N08"), (14, 0, 30)),
    Case(
        "说“机构、职位、人员到位”时点名了谁",
        "004-72",
        lambda: [(claim.forms, claim.levels, claim.covered) for claim in chart(TIANJIN).header.claims],
        [(("discipline", "state"), ("township",), None)],
    ),
    Case("河西的机构在2018年3月已有吗", "004-27 004-30", lambda: covered(TIANJIN, "state", "2018-03-31").get("direct", 0), 0),
    Case("2018年底呢", "004-04 004-30", lambda: coverage(TIANJIN, "hexi-streets-1", "state", "2018-12-31"), ("direct", ["hexi-offices-1"], "assigned")),
    Case("每个村居都有联络站吗", "004-08 004-47 004-48", lambda: judged(TIANJIN, "N09"), (424, 0, 0)),
    Case(
        "静海有多少乡镇街道机构、站和村居",
        "004-47 004-48 004-49 004-59",
        lambda: [tier(TIANJIN, "120118", which) for which in ("office", "village_station", "village")],
        [("present", 19, "eq"), ("present", None, None), ("present", 423, "eq")],
    ),
    Case("静海街道纪工委管多少个村", "004-46 004-49", lambda: reach_row(TIANJIN, "jinghai-street-office", "jinghai-villages"), ("extended", None, 383)),
    Case("静海两级合起来延伸到多少个村", "004-47 004-49", lambda: reach_row(TIANJIN, "jinghai", "jinghai-villages"), ("mediated", 383, 383)),
    Case(
        "静海的村由谁延伸监督",
        "004-49",
        lambda: coverage(TIANJIN, "jinghai-villages", "discipline"),
        ("extended", ["jinghai-offices", "jinghai-street-office"], "assigned"),
    ),
    Case(
        "两个乡镇机构能协作吗",
        "004-59 004-61",
        lambda: paths(TIANJIN, "jinghai-offices", "jinghai-street-office")[-1],
        (2, ["片组协作"], True, "assigned", "possible"),
    ),
    Case("在什么条件下", "004-59 004-61", lambda: "9" in condition(TIANJIN, "jinghai-offices", "jinghai-street-office"), True),
    Case(
        "协作区谁指导,有多少成员", "004-59 004-60 004-62", lambda: membership(TIANJIN, "jinghai-zones"), ("collaboration", 19, "eq", 1, ["jinghai-rooms"], [])
    ),
    Case("滨海的片区有多少成员", "004-42", lambda: membership(TIANJIN, "binhai-zones")[:4], ("collaboration", None, None, 0)),
    Case("滨海的街镇由谁监督", "004-41 004-42", lambda: coverage(TIANJIN, "binhai-townships", "state"), ("direct", ["binhai-offices"], "inferred")),
    Case(
        "派驻组怎样到单位内部的站",
        "004-51",
        lambda: paths(TIANJIN, "jinghai-stationed", "jinghai-unit-stations")[-1],
        (1, ["组站联动"], True, "assigned", "possible"),
    ),
    Case("66家单位由谁监督", "004-50", lambda: coverage(TIANJIN, "jinghai-units", "stationed"), ("direct", ["jinghai-stationed"], "assigned")),
    Case(
        "西青对“一肩挑”的制度只是条文吗",
        "004-18 004-19 004-20 004-67 004-68",
        lambda: all(says(TIANJIN, "rules", norm) for norm in ("N31", "N32", "N33", "N34", "N35")),
        True,
    ),
    Case("河西的街道机构人均监督几个街道", "004-30 004-31", lambda: load(TIANJIN, "hexi-offices-1"), (1, 0, None, 3, 0.3333)),
    # --- all five together
    Case(
        "五份报道各是哪一天",
        "000-01 001-01 002-01 003-01 004-01",
        lambda: (og.ask(everything(), "coverage").as_of, og.ask(everything(), "coverage").as_of_by_chart),
        (None, {XINJIANG: "2021-11-10", URUMQI: "2022-02-15", CITY: "2016-12-31", GANSU: "2020-12-31", TIANJIN: "2019-06-30"}),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=[case.question for case in CASES])
def test_the_answer_to_what_an_expert_asks(case: Case) -> None:
    assert case.ask() == case.expected


def test_every_question_names_facts_of_the_reports() -> None:
    with (SHIPPED / "facts.csv").open(encoding="utf-8", newline="") as file:
        known = {row["id"] for row in csv.DictReader(file)}
    assert {fact for case in CASES for fact in case.facts.split()} <= known
    assert len({case.question for case in CASES}) == len(CASES)
