"""Random tables of each kind as people write them: what a table says as facts, and one of the ways to write it down.

A fact is a tuple: (kind of link, name, name) with what else the link says, or (a key of a node, name, value). All names are made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from hypothesis import strategies as st

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.workbook import Sheet

TOWNSHIPS = ["城关镇", "河东镇", "双龙乡", "南湖街道", "白塔镇", "柳河镇", "新桥乡", "东湖街道"]
VILLAGES = ["石塘村", "东风村", "柳树村", "锦绣社区", "华安社区", "前进村", "大湾村"]
UNITS = ["县财政局", "县审计局", "县教育体育局", "县水务局", "县民政局", "县统计局", "县司法局"]
NUMBERS = "一二三四五六七八九"
DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
Fact = tuple[object, ...]


@dataclass
class KindPaper:
    """A table as it is written, and what it says.

    `blocks` are merged downwards: (column, first row, last row), all from 1.
    """

    columns: list[str]
    rows: list[list[str]] = field(default_factory=list)
    blocks: list[tuple[int, int, int, int]] = field(default_factory=list)
    facts: set[Fact] = field(default_factory=set)

    def sheet(self, name: str = "表") -> Sheet:
        return Sheet(name, self.rows, tuple(self.blocks))


def facts_of(reading: ChartReading, *keys: str) -> set[Fact]:
    """What a chart says, as facts: every link with its ends by name and the keys asked for, and the posts of its nodes."""
    assert reading.chart is not None, [str(problem) for problem in reading.problems]
    names = {node.id: node.zh for node in reading.chart.nodes}
    said: set[Fact] = {(link.kind, names[link.start], names[link.end], *(link.rest.get(key) for key in keys)) for link in reading.chart.links}
    for node in reading.chart.nodes:
        if "staff_full_time" in node.rest:
            said.add(("staff", node.zh, node.rest["staff_full_time"], node.rest.get("staff_quantifier", "eq")))
        if node.rest.get("count", 1) != 1:
            said.add(("count", node.zh, node.rest["count"]))
    return said


@dataclass
class _Way:
    """A way to write a table: what stands above it, how an equal cell below another is written, how numbers are."""

    draw: st.DrawFn
    merges: bool

    def start(self, title: str, headings: dict[str, list[str]], columns: Sequence[str]) -> KindPaper:
        """The title, the date, an empty row or not, and the heading."""
        draw, width = self.draw, len(columns)
        paper = KindPaper(list(columns))
        if draw(st.booleans()):
            paper.rows.append([title, *[""] * (width - 1)])
            if self.merges:
                paper.blocks.append((1, 1, 1, width))
        if draw(st.booleans()):
            paper.rows.append([draw(st.sampled_from(["（截至2023年6月30日）", "2023年6月30日"])), *[""] * (width - 1)])
        paper.rows.append([draw(st.sampled_from(headings[column])) for column in columns])
        return paper

    def number(self, number: int) -> str:
        text = self.draw(st.sampled_from(["{}", "{}", "{}个"])).format(number)
        return text.translate(DIGITS) if self.draw(st.booleans()) else text

    def column(self, paper: KindPaper, first: int, column: str) -> None:
        """A column whose cells repeat from a row on: merged, or with what stands above left out."""
        if column not in paper.columns:
            return
        at = paper.columns.index(column)
        top = first
        while top < len(paper.rows):
            bottom = top
            while bottom + 1 < len(paper.rows) and paper.rows[top][at] and paper.rows[bottom + 1][at] == paper.rows[top][at]:
                bottom += 1
                paper.rows[bottom][at] = ""
            if self.merges and bottom > top:
                paper.blocks.append((top + 1, at + 1, bottom + 1, at + 1))
            top = bottom + 1

    def end(self, paper: KindPaper) -> None:
        if self.draw(st.booleans()):
            paper.rows.append([self.draw(st.sampled_from(["注：1.本表按设立顺序排列。", "备注：编制为核定数。"])), *[""] * (len(paper.columns) - 1)])


OFFICE_HEADINGS = {
    "number": ["序号", "编号"],
    "township": ["乡镇（街道）", "乡镇街道", "所在乡镇", "乡镇"],
    "office": ["机构名称", "纪检监察机构", "乡镇（街道）纪检监察机构名称"],
    "staff": ["专职人数", "专职（人）", "专职干部数"],
    "part": ["兼职人数", "兼职"],
    "villages": ["行政村数", "行政村（个）", "村"],
    "communities": ["社区数", "社区", "社区（个）"],
    "stations": ["监督联络站数", "监督联络站", "监督联络站（个）"],
    "zone": ["协作区", "所属协作区", "片区"],
    "group": ["协作组", "所属协作组"],
    "room": ["联系监督检查室", "联系室"],
    "person": ["负责人", "联系电话"],
    "note": ["备注"],
}
OFFICE_ENDINGS = {"镇": ["纪委", "纪检监察机构"], "乡": ["纪委"], "道": ["纪检监察工委", "纪工委"]}


@st.composite
def township_offices(draw: st.DrawFn, merges: bool) -> KindPaper:
    """Offices with their posts, their zones, their numbers of villages, communities and stations; an empty number says nothing."""
    way = _Way(draw, merges)
    townships = draw(st.lists(st.sampled_from(TOWNSHIPS), min_size=2, max_size=6, unique=True))
    with_office = draw(st.booleans())
    counts = draw(st.lists(st.sampled_from(["villages", "communities", "stations"]), min_size=1, unique=True))
    others = draw(st.lists(st.sampled_from(["staff", "part", "room", "person", "note"]), unique=True))
    zones = draw(st.sampled_from([[], ["zone"], ["zone", "group"]]))
    in_sections = bool(zones) and draw(st.booleans())
    columns = [
        *(["number"] if draw(st.booleans()) else []),
        *([] if in_sections else zones[:1]),
        *zones[1:],
        "township",
        *(["office"] if with_office else []),
        *counts,
        *others,
    ]
    paper = way.start("云岭县乡镇（街道）纪检监察机构一览表", OFFICE_HEADINGS, columns)
    first = len(paper.rows)
    zone_of = sorted(draw(st.lists(st.integers(1, 2), min_size=len(townships), max_size=len(townships)))) if zones else [0] * len(townships)
    group_of = [2 * zone + draw(st.integers(0, 1)) for zone in zone_of]
    order = sorted(range(len(townships)), key=lambda one: (zone_of[one], group_of[one]))
    given: dict[str, list[int | None]] = {count: [] for count in counts}
    stated: dict[str, list[tuple[str, int]]] = {count: [] for count in counts}
    since: dict[str, int] = dict.fromkeys(counts, 0)
    titled = paper.rows[0][0].startswith("云岭县")
    subtotals = in_sections and draw(st.booleans())
    for place, one in enumerate(order):
        township, zone = townships[one], f"第{NUMBERS[zone_of[one] - 1]}协作区" if zones else ""
        group = f"第{NUMBERS[group_of[one] - 1]}协作组"
        if in_sections and (not place or zone_of[order[place - 1]] != zone_of[one]):
            if place and subtotals:
                paper.rows.append(_totals(columns, since, "小计"))
                since = dict.fromkeys(counts, 0)
            paper.rows.append(
                [
                    f"{'（' if draw(st.booleans()) else ''}{NUMBERS[zone_of[one] - 1]}{'）' if paper.rows[-1] is None else '、'}{zone}".replace("（", ""),
                    *[""] * (len(columns) - 1),
                ]
            )
        office = f"{township}{draw(st.sampled_from(OFFICE_ENDINGS[township[-1]])) if with_office else '纪检监察机构'}"
        row = {"number": str(place + 1), "township": township, "office": office, "zone": zone, "group": group, "note": "", "person": "某某"}
        for count in counts:
            number = draw(st.one_of(st.none(), st.integers(0, 30)))
            given[count].append(number)
            since[count] += number or 0
            row[count] = "" if number is None else draw(st.sampled_from(["无", "0"])) if not number else way.number(number)
            if number:
                stated[count].append((office, number))
        staff = draw(st.one_of(st.none(), st.integers(1, 9)))
        quantifier, shape = draw(st.sampled_from([("eq", "{}名"), ("eq", "{}"), ("ge", "不少于{}"), ("approx", "约{}")]))
        row["staff"] = "" if staff is None else shape.format(staff)
        if "staff" in columns and staff is not None:
            paper.facts.add(("staff", office, staff, quantifier))
        row["part"] = str(draw(st.integers(1, 4)))
        room = f"第{NUMBERS[draw(st.integers(0, 3))]}监督检查室"
        row["room"] = room
        powers = ("discipline", "state") if with_office and "监察" in office else ("discipline",)
        paper.facts.add(("SUPERVISES", office, township, "discipline", powers, None, None, None))
        if "room" in columns:
            paper.facts.add(("CONTACTS", room, office if with_office else township, None, None, None, None, None))
        if zones:
            paper.facts.add(("MEMBER_OF", office, group if len(zones) > 1 else zone, None, None, None, None, None))
        if len(zones) > 1:
            paper.facts.add(("PART_OF", group, zone, None, None, None, None, None))
        paper.rows.append([row[column] for column in columns])
    if merges or draw(st.booleans()):
        for column in [column for column in ("zone", "group") if not in_sections]:
            way.column(paper, first, column)
    all_given = {count: sum(number or 0 for number in numbers) for count, numbers in given.items()}
    if draw(st.booleans()):
        paper.rows.append(_totals(columns, all_given, "合计"))
    way.end(paper)
    for count in counts:
        heading = {"villages": "行政村", "communities": "社区", "stations": "监督联络站"}[count]
        written = paper.rows[first - 1][columns.index(count)]
        name = f"{'云岭县' if titled else ''}{heading if written[:1] != '村' else '村'}"
        if all_given[count] > 1:
            paper.facts.add(("count", name, all_given[count]))
        for office, number in stated[count]:
            kind = "EXTENDS_TO" if count == "stations" else "SUPERVISES"
            powers = ("discipline", "state") if with_office and "监察" in office else ("discipline",)
            form = (None, None) if kind == "EXTENDS_TO" else ("discipline", powers)
            share = (None, None) if all_given[count] == 1 else ("part", number)
            paper.facts.add((kind, office, name, *form, None if kind == "EXTENDS_TO" else "inferred", *share))
    return paper


def _totals(columns: Sequence[str], numbers: dict[str, int], label: str) -> list[str]:
    return [label if not place else str(numbers[column]) if column in numbers else "" for place, column in enumerate(columns)]


ZONE_HEADINGS = {
    "zone": ["协作区", "片区", "协作区名称"],
    "room": ["指导监督检查室", "联系室", "牵头室"],
    "group": ["协作组", "协作小组"],
    "members": ["成员单位", "成员", "组成单位"],
    "number": ["成员单位数", "成员数"],
}


@st.composite
def zones(draw: st.DrawFn, merges: bool) -> KindPaper:
    """Zones of which each has a room that guides it, groups within them under numbers of their own, and members."""
    way = _Way(draw, merges)
    members = [*(f"{township}{OFFICE_ENDINGS[township[-1]][0]}" for township in TOWNSHIPS), *(f"驻{unit}纪检监察组" for unit in UNITS)]
    members = draw(st.permutations(members))
    with_group = draw(st.booleans())
    columns = ["zone", *(["room"] if draw(st.booleans()) else []), *(["group"] if with_group else []), "members", *(["number"] if draw(st.booleans()) else [])]
    paper = way.start("云岭县纪检监察协作区划分表", ZONE_HEADINGS, columns)
    first = len(paper.rows)
    a_row_each = draw(st.booleans())
    separator = draw(st.sampled_from(["、", "，", "；", "\n"]))
    several = [draw(st.integers(1, 2)) if with_group else 1 for _ in range(draw(st.integers(1, 3)))]
    at = 0
    for number, groups in enumerate(several, 1):
        zone, room = f"第{NUMBERS[number - 1]}协作区", f"第{NUMBERS[number + 2]}监督检查室"
        if "room" in columns:
            paper.facts.add(("GUIDES", room, zone))
        for group in range(groups):
            own = members[at : at + draw(st.integers(1, 3))]
            at += len(own)
            name = f"第{NUMBERS[group]}协作组"
            shared = sum(one > group for one in several) > 1  # a number that other zones have as well
            called = f"{zone}{name}" if shared else name
            if with_group:
                paper.facts.add(("PART_OF", called, zone))
            paper.facts |= {("MEMBER_OF", member, called if with_group else zone) for member in own}
            for cell in own if a_row_each and "number" not in columns else [separator.join(own)]:
                row = {"zone": zone, "room": room, "group": name, "members": cell, "number": str(len(own))}
                paper.rows.append([row[column] for column in columns])
    for column in ("zone", "room", "group") if merges else ("zone",):
        way.column(paper, first, column) if column != "group" else _within(way, paper, first)
    way.end(paper)
    return paper


def _within(way: _Way, paper: KindPaper, first: int) -> None:
    """The column of groups merged within each zone only."""
    if "group" not in paper.columns:
        return
    tops = {top for top, left, _, _ in paper.blocks if left == 1}
    at, zone = paper.columns.index("group"), paper.columns.index("zone")
    top = first
    while top < len(paper.rows):
        bottom = top
        while (
            bottom + 1 < len(paper.rows) and paper.rows[bottom + 1][at] == paper.rows[top][at] and not paper.rows[bottom + 1][zone] and bottom + 2 not in tops
        ):
            bottom += 1
            paper.rows[bottom][at] = ""
        if bottom > top:
            paper.blocks.append((top + 1, at + 1, bottom + 1, at + 1))
        top = bottom + 1


STATION_HEADINGS = {
    "number": ["序号"],
    "township": ["乡镇（街道）", "所属乡镇"],
    "village": ["村（社区）", "村居", "行政村"],
    "station": ["监督联络站", "联络站名称", "监督联络站名称"],
    "office": ["所属机构", "乡镇纪委", "所属纪检监察机构"],
    "person": ["站长", "联系电话"],
}


@st.composite
def stations(draw: st.DrawFn, merges: bool) -> KindPaper:
    """A station a village, of which two townships may have one of the same name."""
    way = _Way(draw, merges)
    townships = draw(st.lists(st.sampled_from(TOWNSHIPS[:3]), min_size=1, max_size=3, unique=True))
    with_office, bare = draw(st.booleans()), draw(st.booleans())
    columns = [
        *(["number"] if draw(st.booleans()) else []),
        "township",
        "village",
        "station",
        *(["office"] if with_office else []),
        *(["person"] if draw(st.booleans()) else []),
    ]
    paper = way.start("云岭县村（社区）监督联络站一览表", STATION_HEADINGS, columns)
    first = len(paper.rows)
    own = {township: draw(st.lists(st.sampled_from(VILLAGES[:5]), min_size=1, max_size=4, unique=True)) for township in townships}
    for township in townships:
        for village in own[township]:
            shared = sum(village in others for others in own.values()) > 1
            called = f"{township}{village}" if shared else village
            station = "监督联络站" if bare else f"{village}监察工作联络站"
            named = f"{called}{station}" if bare else f"{township}{station}" if shared else station
            office = f"{township}纪委"
            paper.facts |= {("SUBORDINATE_TO", called, township), ("SERVES", named, called)}
            if with_office:
                paper.facts.add(("EXTENDS_TO", office, named))
            row = {"number": str(len(paper.rows)), "township": township, "village": village, "station": station, "office": office, "person": "某某"}
            paper.rows.append([row[column] for column in columns])
    if merges or draw(st.booleans()):
        way.column(paper, first, "township")
    way.end(paper)
    return paper


ROOM_HEADINGS = {
    "room": ["监督检查室", "室名"],
    "areas": ["联系县（市、区）", "联系县区", "联系地区"],
    "units": ["联系单位", "联系县直单位", "联系部门"],
    "townships": ["联系乡镇", "联系乡镇（街道）"],
    "groups": ["对口派驻纪检监察组", "对口派驻机构"],
    "duty": ["主要职责"],
}


@st.composite
def rooms(draw: st.DrawFn, merges: bool) -> KindPaper:
    """Rooms with those they keep contact with, and their counterpart groups."""
    way = _Way(draw, merges)
    columns = [
        "room",
        *draw(st.lists(st.sampled_from(["areas", "units", "townships", "groups"]), min_size=1, unique=True)),
        *(["duty"] if draw(st.booleans()) else []),
    ]
    paper = way.start("云岭市监督检查室联系分工表", ROOM_HEADINGS, columns)
    first = len(paper.rows)
    separator = draw(st.sampled_from(["、", "，", "；"]))
    for number in range(draw(st.integers(1, 4))):
        room = f"第{NUMBERS[number]}监督检查室"
        cells = {
            "areas": draw(st.lists(st.sampled_from(["云岭县", "石塘县", "双江县"]), max_size=2, unique=True)),
            "units": draw(st.lists(st.sampled_from(UNITS), max_size=3, unique=True)),
            "townships": draw(st.lists(st.sampled_from(TOWNSHIPS), max_size=3, unique=True)),
            "groups": [f"驻{unit}纪检监察组" for unit in draw(st.lists(st.sampled_from(UNITS), max_size=2, unique=True))],
        }
        for column in columns[1:]:
            for name in cells.get(column, []):
                end = f"{name}纪委监委" if column == "areas" else name
                paper.facts.add(
                    ("COORDINATES_WITH", room, end, None, "counterpart")
                    if column == "groups"
                    else ("CONTACTS", room, end, "inferred" if column == "areas" else None, None)
                )
        row = {"room": room, "duty": "日常监督", **{column: separator.join(names) for column, names in cells.items()}}
        paper.rows.append([row[column] for column in columns])
    assert first <= len(paper.rows)
    way.end(paper)
    return paper


ROUND_HEADINGS = {
    "round": ["轮次", "巡察轮次", "批次"],
    "team": ["巡察组", "组别", "巡察组名称"],
    "inspected": ["被巡察单位", "被巡察党组织", "巡察对象"],
    "year": ["年度", "巡察年度"],
    "time": ["巡察时间", "起止时间"],
    "type": ["巡察类型", "类型"],
    "person": ["组长", "联络员"],
}
TYPES = {"regular": "常规巡察", "special": "专项巡察", "elevated": "提级巡察", "look_back": "“回头看”"}


@st.composite
def inspection_rounds(draw: st.DrawFn, merges: bool) -> KindPaper:
    """Rounds of a year and type, in which teams inspect units, townships and villages, written as such or by their party organisations."""
    way = _Way(draw, merges)
    when = draw(st.sampled_from(["year", "time"]))
    with_round, with_type = draw(st.booleans()), draw(st.booleans())
    columns = [*(["round"] if with_round else []), "team", "inspected", when, *(["type"] if with_type else []), *(["person"] if draw(st.booleans()) else [])]
    paper = way.start("十三届云岭县委巡察工作情况表", ROUND_HEADINGS, columns)
    first = len(paper.rows)
    a_row_each = draw(st.booleans())
    for number in range(draw(st.integers(1, 3))):
        year, kind = 2019 + number, draw(st.sampled_from([*TYPES]))
        for team in range(draw(st.integers(1, 3))):
            name = f"县委第{NUMBERS[team]}巡察组"
            own = draw(st.lists(st.sampled_from([*UNITS, *TOWNSHIPS[:3], *VILLAGES[:3]]), min_size=1, max_size=3, unique=True))
            written = [f"{one}{draw(st.sampled_from(['', '党组' if one in UNITS else '党委' if one in TOWNSHIPS else '党支部']))}" for one in own]
            paper.facts |= {("INSPECTS", name, one, year, kind if with_type else None) for one in own}
            for cell in written if a_row_each else ["、".join(written)]:
                row = {
                    "round": f"第{NUMBERS[number]}轮",
                    "team": name,
                    "inspected": cell,
                    "year": str(year),
                    "time": f"{year}年3月—5月",
                    "type": TYPES[kind],
                    "person": "某某",
                }
                paper.rows.append([row[column] for column in columns])
    if with_round and (merges or draw(st.booleans())):
        _in_blocks(way, paper, first, when, "type" if with_type else when)
    way.end(paper)
    return paper


def _in_blocks(way: _Way, paper: KindPaper, first: int, *columns: str) -> None:
    """What a round says of itself stands once for all its rows."""
    at = paper.columns.index("round")
    top = first
    while top < len(paper.rows):
        bottom = top
        while bottom + 1 < len(paper.rows) and paper.rows[bottom + 1][at] == paper.rows[top][at]:
            bottom += 1
        for place in sorted({at, *(paper.columns.index(column) for column in columns)}):
            for row in paper.rows[top + 1 : bottom + 1]:
                row[place] = ""
            if way.merges and bottom > top:
                paper.blocks.append((top + 1, place + 1, bottom + 1, place + 1))
        top = bottom + 1


DIRECTORY_HEADINGS = {"number": ["序号"], "section": ["机构类别", "类别"], "body": ["机构名称", "名称"], "staff": ["编制", "编制（人）"], "duty": ["主要职责"]}
SECTIONS = {
    "内设机构": ["办公室", "组织部", "信访室", "第一监督检查室", "案件审理室", "案件监督管理室"],
    "派驻机构": ["驻县财政局纪检监察组", "派驻第二纪检监察组"],
    "派出机构": ["县直机关纪检监察工委", "高新区纪检监察工委"],
    "乡镇（街道）纪检监察机构": ["城关镇纪委", "南湖街道纪检监察工委"],
    "直属事业单位": ["县廉政教育中心"],
}


@st.composite
def directories(draw: st.DrawFn, merges: bool) -> KindPaper:
    """A commission's organs, by sections of rows, a column of sections, or a column each."""
    way = _Way(draw, merges)
    sections = draw(st.lists(st.sampled_from([*SECTIONS]), min_size=2, unique=True))
    own = {section: draw(st.lists(st.sampled_from(SECTIONS[section]), min_size=1, unique=True)) for section in sections}
    shape = draw(st.sampled_from(["rows", "column", "columns"]))
    if shape == "columns":
        paper = way.start("云岭县纪委监委机构设置一览表", {section: [section] for section in sections}, sections)
        deepest = max(map(len, own.values()))
        paper.rows += [[own[section][row] if row < len(own[section]) else "" for section in sections] for row in range(deepest)]
    else:
        columns = [
            *(["section"] if shape == "column" else []),
            *(["number"] if draw(st.booleans()) else []),
            "body",
            "staff",
            *(["duty"] if draw(st.booleans()) else []),
        ]
        paper = way.start("云岭县纪委监委机构设置一览表", DIRECTORY_HEADINGS, columns)
        first = len(paper.rows)
        for place, (section, bodies) in enumerate(own.items()):
            if shape == "rows":
                paper.rows.append([f"{NUMBERS[place]}、{section}（{len(bodies)}个）", *[""] * (len(columns) - 1)])
                if way.merges:
                    paper.blocks.append((len(paper.rows), 1, len(paper.rows), len(columns)))
            for number, body in enumerate(bodies, 1):
                staff = draw(st.integers(1, 9))
                paper.facts.add(("staff", body, staff, "eq"))
                row = {"section": section, "number": str(number), "body": body, "staff": str(staff), "duty": "综合协调"}
                paper.rows.append([row[column] for column in columns])
        if shape == "column" and (merges or draw(st.booleans())):
            way.column(paper, first, "section")
    for section, bodies in own.items():
        for body in bodies:
            if section == "内设机构":
                paper.facts.add(("PART_OF", body, "云岭县纪委监委", None))
            elif section != "直属事业单位":
                paper.facts.add(("DISPATCHES", "云岭县纪委监委", body, None))
            if body.startswith("驻"):
                paper.facts.add(("STATIONED_AT", body, "县财政局", "inferred"))
            if section.startswith("乡镇"):
                paper.facts.add(("SUPERVISES", body, body[: 3 if body[2] == "镇" else 4], "inferred"))
    way.end(paper)
    return paper
