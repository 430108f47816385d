"""Ways to write a roster down that aren't a body a row: turned, as forms, beside one another, below one another, under the names of the bodies, with labels."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from oversight_graph.loaders.workbook import Sheet
from support.rosters import HEADINGS, Group

Rows = list[list[str]]


def _columns(of: Sequence[Group]) -> list[str]:
    return [
        "group",
        "units",
        *(["room"] if of[0].room else []),
        *(["staff"] if of[0].staff else []),
        *(["collaboration"] if of[0].collaboration else []),
    ]


def _value(draw: st.DrawFn, group: Group, role: str) -> str:
    units = [*([group.host] if group.host else []), *group.units]
    number, quantifier = group.staff or (0, "eq")
    return {
        "group": group.name,
        "units": draw(st.sampled_from(["、", "；", "\n"])).join(units),
        "room": group.room or "",
        "staff": {"eq": "{}名", "ge": "不少于{}", "le": "不超过{}", "approx": "约{}"}[quantifier].format(number),
        "collaboration": group.collaboration or "",
    }[role]


def _headings(draw: st.DrawFn, columns: Sequence[str]) -> list[str]:
    return [draw(st.sampled_from(HEADINGS[role])) for role in columns]


def plain_rows(draw: st.DrawFn, of: Sequence[Group], headings: Sequence[str] | None = None) -> Rows:
    """A body a row below a heading."""
    columns = _columns(of)
    return [list(headings or _headings(draw, columns)), *([_value(draw, group, role) for role in columns] for group in of)]


def _padded(rows: Rows) -> Rows:
    width = max(map(len, rows))
    return [[*row, *[""] * (width - len(row))] for row in rows]


@st.composite
def turned(draw: st.DrawFn, of: list[Group]) -> list[Sheet]:
    """Bodies as columns, perhaps below a title."""
    rows = [list(column) for column in zip(*plain_rows(draw, of), strict=True)]
    if draw(st.booleans()):
        rows.insert(0, ["云岭市派驻机构一览表"])
    return [Sheet("表", _padded(rows))]


@st.composite
def forms(draw: st.DrawFn, of: list[Group]) -> list[Sheet]:
    """A form a body: all on one sheet with an empty row between, or a sheet each; one field or two in a row."""
    columns, in_a_row = _columns(of), draw(st.integers(1, 2))
    headings = _headings(draw, columns)
    blocks = []
    for group in of:
        fields = [(heading, _value(draw, group, role)) for heading, role in zip(headings, columns, strict=True)]
        blocks.append([[text for field in fields[start : start + in_a_row] for text in field] for start in range(0, len(fields), in_a_row)])
    if draw(st.booleans()):
        return [Sheet(f"表{number}", _padded(block)) for number, block in enumerate(blocks, 1)]
    return [Sheet("表", _padded([row for block in blocks for row in (*block, [""])]))]


@st.composite
def beside(draw: st.DrawFn, of: list[Group]) -> list[Sheet]:
    """The same heading twice in a row, or with an empty column between."""
    rows = plain_rows(draw, of)
    half = (len(rows) - 1 + 1) // 2
    left, right = [rows[0], *rows[1 : half + 1]], [rows[0], *rows[half + 1 :]]
    if len(right) == 1:
        return [Sheet("表", rows)]
    gap = [[""]] * len(left) if draw(st.booleans()) else [[]] * len(left)
    right += [[""] * len(rows[0])] * (len(left) - len(right))
    return [Sheet("表", [[*one, *between, *other] for one, between, other in zip(left, gap, right, strict=True)])]


@st.composite
def below(draw: st.DrawFn, of: list[Group]) -> list[Sheet]:
    """Tables with headings of their own below one another, or on sheets of their own."""
    cut = draw(st.integers(1, len(of)))
    columns = _columns(of)
    blocks = [plain_rows(draw, part, _headings(draw, columns)) for part in (of[:cut], of[cut:]) if part]
    if draw(st.booleans()):
        return [Sheet(f"表{number}", block) for number, block in enumerate(blocks, 1)]
    title = [["附表二"]] if draw(st.booleans()) else []
    return [Sheet("表", _padded([row for number, block in enumerate(blocks) for row in (*([[""], *title] if number else []), *block)]))]


@st.composite
def under_their_names(draw: st.DrawFn, of: list[Group]) -> list[Sheet]:
    """Units a row below the name of their group, which stands in a row of its own or before a table of its own."""
    heading = ["序号", "单位名称", "备注"]
    parts = []
    for group in of:
        units = [*([group.host] if group.host else []), *group.units]
        parts.append((group.name, [[str(number), unit, ""] for number, unit in enumerate(units, 1)]))
    if draw(st.booleans()):
        return [Sheet(f"table {number}", [heading, *rows], before=(name,)) for number, (name, rows) in enumerate(parts, 1)]
    return [Sheet("表", [heading, *(row for name, rows in parts for row in ([name, "", ""], *rows))])]


@st.composite
def with_labels(draw: st.DrawFn, of: list[Group]) -> list[Sheet]:
    """Classes of units, or the headings of fields, before a colon in the cell."""
    rows = [["派驻机构", "监督单位"]]
    for group in of:
        if group.host and group.units and draw(st.booleans()):
            cell = f"驻在单位：{group.host}；综合监督单位：{'、'.join(group.units)}"
        else:
            units = [*([group.host] if group.host else []), *group.units]
            cell = "；".join(f"{draw(st.sampled_from(['政府部门', '党群部门', '事业单位', '市直部门']))}：{unit}" for unit in units)
        rows.append([group.name, cell])
    return [Sheet("表", rows)]


@st.composite
def with_levels(draw: st.DrawFn, of: list[Group]) -> list[Sheet]:
    """A heading of three levels, merged or with empty cells."""
    merges = draw(st.booleans())
    heading = [["派驻机构", "监督单位", "", "", "备注"], ["", "驻在单位", "综合监督单位", "", ""], ["", "", "市直", "其他", ""]]
    merged = ((1, 1, 3, 1), (1, 2, 1, 4), (2, 2, 3, 2), (2, 3, 2, 4), (1, 5, 3, 5)) if merges else ()
    rows = []
    for group in of:
        cut = draw(st.integers(0, len(group.units)))
        rows.append([group.name, group.host or "", "、".join(group.units[:cut]), "、".join(group.units[cut:]), ""])
    return [Sheet("表", [*heading, *rows], merged)]


LAYOUTS = (turned, forms, beside, below, under_their_names, with_labels, with_levels)
PLAIN = {under_their_names, with_labels, with_levels}
"""Those that write down neither rooms nor posts nor collaborations."""
