"""Tables of inspection rounds (巡察): which team inspected whom, in which year, round and type (domain §3)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from oversight_graph.loaders.rosters.kinds.areas import inspected_body
from oversight_graph.loaders.rosters.kinds.cell_names import Expected, number_of
from oversight_graph.loaders.rosters.kinds.context import TableContext
from oversight_graph.loaders.rosters.kinds.declaration import OTHERS, STAFF, TableColumn, TableFound, TableKind
from oversight_graph.loaders.rosters.kinds.table_reader import TableReader
from oversight_graph.loaders.rosters.kinds.table_rows import TableCell, TableRow
from oversight_graph.loaders.rosters.kinds.table_search import table_by_headings
from oversight_graph.messages import message
from oversight_graph.model import OVERSEEN, OVERSEERS
from oversight_graph.model.vocabulary import INSPECTION_TYPES
from oversight_graph.naming.grammar import parse

_TEAMS = Expected(("InspectionTeam",), ("组", "办", "办公室"), "error")
_INSPECTED = Expected(("Unit", *(kind for kind in (*OVERSEEN, *OVERSEERS) if kind != "Unit")), instead=inspected_body)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_ROUND = re.compile(r"(?:第[一二三四五六七八九十\d]{1,3}|首)[轮批]|[轮批]次?巡|巡察|巡视")


def years_in(texts: Iterable[str]) -> set[int]:
    """The years that texts name.

    Parameters
    ----------
    texts
        Of cells or titles.

    Returns
    -------
    set of int
        Four digits each.

    Examples
    --------
    >>> years_in(["2023年3月—5月"]), sorted(years_in(["2021—2023年巡察情况"])), years_in(["第三轮"])
    ({2023}, [2021, 2023], set())
    """
    return {int(year) for text in texts for year in _YEAR.findall(text)}


def type_in(text: str) -> str | None:
    """The type of an inspection that a text names.

    Parameters
    ----------
    text
        Of a cell.

    Returns
    -------
    str or None
        A word of the vocabulary.

    Examples
    --------
    >>> [type_in(text) for text in ("常规巡察", "巡察“回头看”", "提级巡察", "机动巡察")]
    ['regular', 'look_back', 'elevated', None]
    """
    return next((term.id for term in reversed([*INSPECTION_TYPES]) if term.zh in text or text == term.id), None)


class InspectionRounds(TableReader):
    """Reads tables of inspection rounds."""

    subject = "team"

    def __init__(self, context: TableContext, kind: TableKind) -> None:
        super().__init__(context, kind)
        self._year: int | None = None

    def section(self, text: str) -> str | None:
        """The role of what heads a section.

        Parameters
        ----------
        text
            Of the heading, without numbers.

        Returns
        -------
        str or None
            None where it says nothing that the rows below need.
        """
        reading = parse(text)
        if reading.sure and reading.kind == "InspectionTeam" and not reading.parts.set:
            return "team"
        return "round" if _ROUND.search(text) or _YEAR.search(text) else None

    def take(self, table: TableFound) -> None:
        """Read a table; a title may say of which year it is.

        Parameters
        ----------
        table
            Of the kind.
        """
        years = years_in(text for _, text in table.above if "巡" in text)
        self._year = years.pop() if len(years) == 1 else None
        super().take(table)

    def row(self, row: TableRow) -> None:
        """Take a row of data.

        Parameters
        ----------
        row
            With what stands in it, and what its section says.
        """
        if row.text("team") is None:
            self.builder.problem("error", message("rosters.units_before_bodies"), place=row.place)
            return
        teams = self.names.bodies(row, "team", _TEAMS)
        year, kind = self._of_year(row), self._type(row)
        round_ = [" ".join(cell.text.split()) for role in ("round", "time") for cell in row.texts(role)]
        inspected = self.names.bodies(row, "inspected", _INSPECTED)
        if inspected:
            self.used(cell for role in ("round", "time", "year") for cell in row.texts(role))
            self.used(cell for cell in row.texts("type") if type_in(cell.text))
        for body in inspected:
            basis = "inferred" if body.kind == "PartyCommittee" and body.written != body.name else None
            self.roster.counted["table_kinds.areas_for_their_committees"] += basis is not None
            note = "；".join([*round_, *([body.written] if body.written != body.name else [])])
            for team in teams:
                scope = body.scope
                self.link("INSPECTS", team, body, body.place, year=year, type=kind, scope=scope, basis=basis, note=note or None, **self.context.powers)
        for team in teams:
            self.staff(row, team)
            self.remarks(row, team)
            for cell, number in self.numbers(row, "inspected_count"):
                self.declared(team.name, number, cell, number_of(inspected))

    def _of_year(self, row: TableRow) -> int | None:
        """The year that a row says, or else what heads it; None where none is told, or several are."""
        for role in ("year", "time", "round"):
            years = years_in(cell.text for cell in row.texts(role))
            if years:
                return years.pop() if len(years) == 1 else None
        return self._year

    def _type(self, row: TableRow) -> str | None:
        cells: list[TableCell] = row.texts("type")
        for cell in cells:
            if type_in(cell.text) is None:
                attribute = self.kind.roles["type"]
                self.builder.problem("warning", message("rosters.not_understood", text=cell.text, attribute=attribute), place=cell.place)
        return next((found for cell in (*cells, *row.texts("round")) if (found := type_in(cell.text))), None)


KIND = TableKind(
    "inspection_rounds",
    "巡察轮次情况表",
    "table of inspection rounds",
    (
        *OTHERS,
        TableColumn("inspected_count", "被巡察单位数", "number of inspected bodies", "", "单位数 党组织数 对象数 个数 家数 被巡察", "number", example="2"),
        TableColumn("type", "巡察类型", "type of inspection", "类型 方式 巡察方式 巡察形式 巡察类别 type", "巡察类型 巡察方式 巡察类别 巡视类型 巡察形式", carried=True, example="常规巡察"),
        TableColumn("year", "年度", "year", "年份 年度 巡察年度 年 year", "年度 年份", carried=True, example="2023"),
        TableColumn("time", "巡察时间", "time", "时间 起止时间 巡察时间 进驻时间", "时间 日期", carried=True, example="2023年3月—5月"),
        TableColumn("round", "轮次", "round", "轮次 批次 巡察轮次 届次 round", "轮次 批次 届次", carried=True, example="第三轮"),
        TableColumn(
            "inspected", "被巡察单位", "inspected bodies", "单位 对象 被巡察单位 被巡察党组织 巡察对象 部门 乡镇 乡镇街道 units unit inspected",
            "被巡察 被巡视 巡察对象 巡视对象 巡察单位 巡察党组织 巡察村 inspected", "names", several=True, example="县财政局党组、城关镇党委",
        ),
        TableColumn("team", "巡察组", "inspection team", "巡察组 巡视组 组别 组名 巡察机构 team", "巡察组 巡视组 inspection team", "names", ("InspectionTeam",), carried=True, example="县委第一巡察组"),
        STAFF,
        TableColumn("staff_part_time", "兼职人数", "part-time posts", "兼职 抽调", "兼职 抽调", "number", several=True),
        TableColumn("staff_other", "其他人数", "other posts", "", "人数", "number", several=True),
    ),
    table_by_headings,
    InspectionRounds,
    lambda roles: {"team", "inspected"} <= {*roles},
    ("round", "team", "inspected", "type", "time", "year"),
)  # fmt: skip
