"""Random rosters: what a commission supervises through its groups, and the many ways in which such a table is written down."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

HOSTS = ["财政局", "审计局", "教育体育局", "水务局", "公安局", "民政局", "司法局", "统计局", "农业农村局", "交通运输局", "商务局", "卫生健康委", "发展改革委",
         "自然资源局", "生态环境局", "应急管理局", "市场监管局", "文化和旅游局", "医疗保障局", "林业和草原局"]  # fmt: skip
OTHERS = ["档案局", "地震局", "气象局", "粮食局", "城管局", "信访局", "外事办", "国资委", "乡村振兴局", "疾控中心", "中医院", "第一中学", "第二中学",
          "图书馆", "博物馆", "公积金中心", "投资促进局", "供销社", "残联", "妇联", "总工会", "体育中心", "水文站", "防汛办", "人防办", "机关事务局"]  # fmt: skip
DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
NUMBERS = "一二三四五六七八九"
HEADINGS = {
    "number": ["序号", "编号", "序 号"],
    "group": ["派驻机构名称", "派驻机构", "纪检监察组", "派驻纪检监察组名称", "派駐機構"],
    "host": ["派驻单位", "驻在单位", "驻在部门"],
    "units": ["监督单位", "综合监督单位", "监督单位（部门）", "被监督单位"],
    "room": ["对口监督检查室", "对口联系室", "对口室"],
    "staff": ["编制", "编制（人）", "专职人数", "人员编制数"],
    "collaboration": ["协作组", "所属协作组"],
    "note": ["备注", "说明"],
    "person": ["组长姓名", "联系电话", "负责人"],
}


@dataclass(frozen=True)
class Group:
    name: str
    host: str | None
    units: tuple[str, ...]
    room: str | None = None
    staff: tuple[int, str] | None = None
    collaboration: str | None = None


@dataclass
class Paper:
    """A roster as it is written down: rows of cells, merged blocks, and what may be left to chance is chosen."""

    rows: list[list[str]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


@st.composite
def groups(draw: st.DrawFn) -> list[Group]:
    """Groups with units of their own; each unit stands below one group."""
    hosts = draw(st.lists(st.sampled_from(HOSTS), min_size=1, max_size=6, unique=True))
    others = draw(st.permutations(OTHERS))
    made, at = [], 0
    with_room, with_staff, with_collaboration = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    for number, host in enumerate(hosts):
        many = draw(st.integers(0 if host else 1, 4))
        units = tuple(f"市{one}" for one in others[at : at + many])
        at += many
        numbered = draw(st.integers(0, 3)) == 0 and units
        made.append(
            Group(
                f"派驻第{NUMBERS[number]}纪检监察组" if numbered else f"驻市{host}纪检监察组",
                None if numbered else f"市{host}",
                units,
                f"第{NUMBERS[draw(st.integers(0, 3))]}监督检查室" if with_room else None,
                (draw(st.integers(1, 12)), draw(st.sampled_from(["eq", "eq", "ge", "approx", "le"]))) if with_staff else None,
                f"第{NUMBERS[draw(st.integers(0, 2))]}协作组" if with_collaboration else None,
            )
        )
    return made


def staff_text(draw: st.DrawFn, staff: tuple[int, str]) -> str:
    number, quantifier = staff
    shape = {"eq": ["{}", "{}名", "{}人"], "ge": ["不少于{}", "{}人以上", "≥{}"], "le": ["不超过{}", "≤{}"], "approx": ["约{}", "{}人左右"]}[quantifier]
    text = draw(st.sampled_from(shape)).format(number)
    return text.translate(DIGITS) if draw(st.booleans()) else text


@st.composite
def papers(draw: st.DrawFn, of: list[Group], with_merges: bool) -> Paper:
    """One of the ways to write the groups down."""
    host_column = draw(st.booleans()) and all(group.host for group in of)
    columns = ["group", *(["host"] if host_column else []), "units"]
    columns += [role for role, there in (("room", of[0].room), ("staff", of[0].staff), ("collaboration", of[0].collaboration)) if there]
    columns = draw(st.permutations(columns)) if draw(st.booleans()) else columns
    columns = (["number"] if draw(st.booleans()) else []) + list(columns)
    columns += draw(st.lists(st.sampled_from(["note", "person"]), unique=True, max_size=2))
    paper, width = Paper(), len(columns)
    if draw(st.booleans()):
        paper.rows.append(["云岭市纪委监委派驻机构监督单位一览表"] + [""] * (width - 1))
        if with_merges:
            paper.merged.append((1, 1, 1, width))
    if draw(st.booleans()):
        paper.rows.append([draw(st.sampled_from(["（截至2023年6月30日）", "２０２３年６月３０日"]))] + [""] * (width - 1))
    if draw(st.booleans()):
        paper.rows.append([""] * width)
    paper.rows.append([draw(st.sampled_from(HEADINGS[role])) for role in columns])
    row_a_unit = draw(st.booleans())
    repeat_heading = draw(st.booleans())
    heading = list(paper.rows[-1])
    for number, group in enumerate(of, 1):
        _write(draw, paper, columns, number, group, row_a_unit, with_merges)
        if repeat_heading and number == len(of) // 2:
            paper.rows.append(list(heading))
        if draw(st.integers(0, 4)) == 0:
            paper.rows.append([""] * width)
    if draw(st.booleans()):
        total = [""] * width
        total[0] = draw(st.sampled_from(["合计", "合  计", "总计"]))
        paper.rows.append(total)
    if draw(st.booleans()):
        paper.rows.append([draw(st.sampled_from(["注：1.本表按设立顺序排列。", "备注：编制为核定数。", "说明：以上不含垂直管理单位。"]))] + [""] * (width - 1))
    return paper


def _write(draw: st.DrawFn, paper: Paper, columns: list[str], number: int, group: Group, row_a_unit: bool, with_merges: bool) -> None:
    host_there = "host" in columns
    units = list(group.units)
    if group.host and not host_there:
        units.insert(draw(st.integers(0, len(units))), group.host)
    separator = draw(st.sampled_from(["、", "，", "；", ";", "\n", "/", "、\n", ", "]))
    if row_a_unit:
        cells = units or [""]
    else:
        text = separator.join(units)
        cells = [f"{text}。" if units and draw(st.integers(0, 3)) == 0 else text]
    first = len(paper.rows) + 1
    for position, cell in enumerate(cells):
        row = []
        for role in columns:
            value = {
                "number": str(number) if not position else "",
                "group": group.name,
                "host": group.host or "",
                "units": cell,
                "room": group.room or "",
                "staff": staff_text(draw, group.staff) if group.staff and not position else "",
                "collaboration": group.collaboration or "",
                "note": "",
                "person": "某某" if not position else "",
            }[role]
            row.append(value if role == "units" or not position else "")
        if draw(st.integers(0, 4)) == 0:
            row = [f"\u00a0{one} " if one else one for one in row]
        paper.rows.append(row)
    if with_merges and len(cells) > 1:
        for column, role in enumerate(columns, 1):
            if role != "units":
                paper.merged.append((first, column, first + len(cells) - 1, column))
