"""Directories of a commission (机构设置一览表): its inner organs, what it has stationed and dispatched, by sections, by a column of sections, or a column each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from oversight_graph.loaders.cell_account import Fate
from oversight_graph.loaders.rosters.cell_contents import ListedUnit
from oversight_graph.loaders.rosters.kinds.cell_names import Expected, NamedBody
from oversight_graph.loaders.rosters.kinds.declaration import COMMISSION, OTHERS, STAFF, TableColumn, TableFound, TableKind
from oversight_graph.loaders.rosters.kinds.table_reader import TableReader
from oversight_graph.loaders.rosters.kinds.table_rows import TableRow, section_text
from oversight_graph.loaders.rosters.kinds.table_search import Headings, table_by_headings
from oversight_graph.loaders.rosters.kinds.townships import oversees, township_of
from oversight_graph.loaders.rosters.table_area import TableArea
from oversight_graph.messages import message

_INNER = Expected(("Room", "InternalDisciplineBody", "PartyCommittee", "InspectionTeam"), ("室", "部", "办", "厅", "局", "处", "科", "股", "委", "中心", "队"))
SECTIONS: Mapping[str, tuple[tuple[str, ...], Expected]] = {
    "township_bodies": (("乡镇", "街道", "镇街"), Expected(("TownshipOffice",))),
    "stationed": (("派驻",), Expected(("StationedGroup", "TownshipOffice"))),
    "dispatched": (("派出",), Expected(("StationedGroup", "TownshipOffice"))),
    "inspection": (("巡察", "巡视"), Expected(("InspectionTeam",))),
    "institutions": (("事业单位", "直属单位", "所属单位", "下属单位"), Expected(("Unit",))),
    "inner": (("内设", "机关处室", "机关科室", "职能部门", "职能室"), _INNER),
}
"""By the role of its column: words in the heading of a section, and what its bodies can be. 派驻（派出）机构 is read as the first that fits."""
_LONGEST = 16


def section_of(text: str) -> str | None:
    """The section that a text heads.

    Parameters
    ----------
    text
        Of a row, or of a cell in a column of sections.

    Returns
    -------
    str or None
        The role of its bodies; None for any other text.

    Examples
    --------
    >>> [section_of(text) for text in ("一、内设机构（12个）", "派驻机构", "乡镇（街道）纪检监察机构", "驻县财政局纪检监察组")]
    ['inner', 'stationed', 'township_bodies', None]
    """
    bare = section_text(text)
    if len(bare) > _LONGEST or not bare.endswith(("机构", "部门", "单位", "室", "组", "科室", "纪委", "组织", "工委", "）", ")")):
        return None
    if any(sign in bare for sign in ("驻",)) and "派驻" not in bare:
        return None
    return next((role for role, (words, _) in SECTIONS.items() if any(word in bare for word in words) and not _names_one(bare)), None)


def _names_one(text: str) -> bool:
    """Whether a text names one body, as 第一派驻纪检监察组, and heads no section."""
    from oversight_graph.naming.grammar import parse

    reading = parse(text)
    return reading.sure and reading.kind is not None and not reading.parts.set and any((reading.parts.number, reading.parts.host, reading.parts.township))


def _is_complete(roles: Sequence[str]) -> bool:
    given = set(roles)
    return not given & {"units", "team", "members"} and ("body" in given or len(given & {*SECTIONS}) > 1)


def _find(kind: TableKind, area: TableArea, given: Mapping[str, Any], headings: Headings) -> TableFound | None:
    """A table of bodies is a directory where sections of a commission stand in it."""
    table = table_by_headings(kind, area, given, headings)
    if table is None or "columns" in given or given.get("table") == kind.id:
        return table
    if len({column.role for column in table.layout.columns} & {*SECTIONS}) > 1:
        return table
    columns = table.layout.numbers("section")
    below = table.rows[table.layout.last :]
    found = {section_of(text) for row in below for text in ([row[number - 1] for number in columns] if columns else _lone(row)) if text}
    return table if found - {None, "township_bodies"} else None  # a roster of township offices may have sections of them alone


def _lone(row: Sequence[str]) -> set[str]:
    """The texts of a row that may be the heading of a section, with its number beside it."""
    texts = {text for text in row if text}
    return texts if len(texts) < 3 else set()


class Directory(TableReader):
    """Reads directories."""

    subject = "body"

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
        return "section" if section_of(text) else None

    def row(self, row: TableRow) -> None:
        """Take a row of data.

        Parameters
        ----------
        row
            With what stands in it, and what its section says.
        """
        listed = row.text("body")
        if listed is not None:
            heading = row.text("section")
            section = section_of(heading.text) if heading is not None else None
            if heading is None or section is None:
                self.builder.problem("error", message("table_kinds.body_without_section", name=listed.text), place=listed.place)
                return
            self.builder.mark(heading.place, Fate.HEADING)
            for body in self._bodies(row, "body", section):
                self.staff(row, body)
                self.remarks(row, body, "duty")
        for role in SECTIONS:
            self._bodies(row, role, role)

    def _bodies(self, row: TableRow, role: str, section: str) -> list[NamedBody]:
        bodies = self.names.bodies(row, role, replace(SECTIONS[section][1], plates=section == "township_bodies"))
        for body in bodies:
            self.dispatched(row, body)
            if body.kind == "StationedGroup":
                if section == "dispatched":
                    self.builder.add(body.id, "mode", "dispatched", body.place)
                elif body.reading.parts.host:
                    host = self.context.units.named(ListedUnit(body.reading.parts.host), body.place)
                    if host is not None:
                        self.roster.link("STATIONED_AT", body.id, host, body.place, basis="inferred", **self.context.powers)
            elif body.kind == "TownshipOffice" and (township := township_of(self.context, body)) is not None:
                oversees(self.context, body, township, body.name, "inferred")
        return bodies


KIND = TableKind(
    "directory",
    "纪委监委机构设置一览表",
    "directory of a commission",
    (
        *OTHERS,
        STAFF,
        TableColumn("staff_part_time", "兼职人数", "part-time posts", "兼职", "兼职", "number", several=True),
        TableColumn("staff_other", "其他人数", "other posts", "", "实有 人数", "number", several=True),
        TableColumn(
            "units", "监督单位", "supervised units", "党群部门 党委部门 党政部门 政府部门 行政部门 群团组织 群团部门 国有企业 政法机关 政法单位 经济部门",
            "监督单位 监督对象 被监督 综合监督 监督部门 联系 对口 指导 驻在 派驻单位",
        ),
        TableColumn("members", "成员", "members", "成员 成员单位", "成员单位 协作区 片区"),
        TableColumn("team", "被巡察单位", "inspected", "", "被巡察 巡察对象"),
        TableColumn("section", "机构类别", "section", "类别 机构类别 机构性质 性质 类型 分类 section", "机构类别 机构性质 机构类型 类别", carried=True, example="内设机构"),
        TableColumn(
            "body", "机构名称", "body", "机构名称 名称 机构 部门 部门名称 科室 内设机构名称 单位名称 单位 处室 body name", "机构名称 部门名称 名称", "names", example="第一监督检查室"
        ),
        TableColumn("township_bodies", "乡镇（街道）纪检监察机构", "township bodies", "乡镇纪委 乡镇纪检监察机构", "乡镇纪 街道纪 镇街纪", "names", ("TownshipOffice",), several=True),
        TableColumn("stationed", "派驻机构", "stationed bodies", "派驻机构 派驻组 派驻纪检监察组", "派驻", "names", ("StationedGroup", "TownshipOffice"), several=True),
        TableColumn("dispatched", "派出机构", "dispatched bodies", "派出机构", "派出", "names", ("StationedGroup", "TownshipOffice"), several=True),
        TableColumn("inspection", "巡察机构", "inspection bodies", "巡察机构", "巡察 巡视", "names", ("InspectionTeam",), several=True),
        TableColumn("institutions", "直属事业单位", "institutions", "事业单位 直属单位 所属单位", "事业单位 直属单位 所属单位", "names", ("Unit",), several=True),
        TableColumn("inner", "内设机构", "inner organs", "内设机构 内设部门 内设科室 职能部门", "内设", "names", ("Room",), several=True),
        COMMISSION,
        TableColumn("duty", "职责", "duties", "职责 主要职责 工作职责 职能", "职责 职能", example="综合协调"),
    ),
    _find,
    Directory,
    _is_complete,
    ("section", "body", "staff"),
)  # fmt: skip
