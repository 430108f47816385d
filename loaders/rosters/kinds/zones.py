"""Tables of zones and groups of cooperation (协作区, 协作组, 片区): who is a member, which room guides (domain §3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from oversight_graph.loaders.rosters.kinds.cell_names import Expected, NamedBody, number_of
from oversight_graph.loaders.rosters.kinds.context import TableContext
from oversight_graph.loaders.rosters.kinds.declaration import COLLABORATION, COMMISSION, OTHERS, ZONE, TableColumn, TableKind
from oversight_graph.loaders.rosters.kinds.table_reader import TableReader
from oversight_graph.loaders.rosters.kinds.table_rows import TableRow
from oversight_graph.loaders.rosters.kinds.table_search import table_by_headings
from oversight_graph.loaders.rosters.kinds.townships import described_office, oversees
from oversight_graph.loaders.rosters.kinds.zone_names import zone_and_group, zone_of
from oversight_graph.messages import message

_MEMBERS = Expected(("StationedGroup", "TownshipOffice", "Commission", "Room", "InspectionTeam", "InternalDisciplineBody", "LiaisonStation", "Township"))
_ROOMS = Expected(("Room",), ("室",))


def _is_complete(roles: Sequence[str]) -> bool:
    given = set(roles)
    return bool(given & {"zone", "collaboration"}) and bool(given & {"members", "lead"}) and not given & {"units", "host", "staff", "villages"}


class Zones(TableReader):
    """Reads tables of zones."""

    subject = "collaboration"
    within: ClassVar[Mapping[str, str]] = {"collaboration": "zone"}

    def __init__(self, context: TableContext, kind: TableKind) -> None:
        super().__init__(context, kind)
        self._guided: dict[str, tuple[NamedBody, list[tuple[NamedBody, NamedBody]]]] = {}  # by zone: itself, and each room with what it stands beside

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
        return zone_of(text)

    def row(self, row: TableRow) -> None:
        """Take a row of data.

        Parameters
        ----------
        row
            With what stands in it, and what its section says.
        """
        zone, group = zone_and_group(self, row)
        collaboration = group or zone
        if collaboration is None:
            self.builder.problem("error", message("table_kinds.members_without_zone"), place=row.place)
            return
        members, leads = self.names.bodies(row, "members", _MEMBERS), self.names.bodies(row, "lead", _MEMBERS)
        offices = {lead.reading.parts.township: lead for lead in leads if lead.kind == "TownshipOffice"}
        for member in members:
            if member.kind == "Township" and (office := offices.get(member.name)) is not None:  # its office leads, and is a member by that
                oversees(self.context, office, member, office.name, "inferred")
            else:
                self._member(member, collaboration, None)
        for lead in leads:
            if lead.kind == "Commission":
                self.link("LEADS", lead, collaboration, lead.place)
            else:
                self._member(lead, collaboration, lead.heading.split(" / ")[-1])
        for room in self.names.bodies(row, "room", _ROOMS):
            self.roster.link_to_commission("Room", room.id, room.place)
            self._guided.setdefault((zone or collaboration).id, (zone or collaboration, []))[1].append((room, collaboration))
        for cell, number in self.numbers(row, "member_count"):
            self.declared(collaboration.name, number, cell, number_of(members))
        self.remarks(row, collaboration, "duty")

    def _member(self, named: NamedBody, collaboration: NamedBody, note: str | None) -> None:
        """Take a member; that of a township is its office, as a township itself oversees nobody."""
        member, basis = named, None
        if named.kind == "Township":
            self.roster.counted["table_kinds.townships_as_members"] += 1
            member, basis = described_office(self.context, named), "inferred"
            oversees(self.context, member, named, "", "inferred")
        self.link("MEMBER_OF", member, collaboration, named.place, basis=basis, note=note)

    def finish(self) -> None:
        """A room beside all rows of a zone guides the zone; where there are several, each guides the groups that it stands beside."""
        for zone, rooms in self._guided.values():
            alone = len({room.id for room, _ in rooms}) == 1
            for room, beside in rooms:
                self.link("GUIDES", room, zone if alone else beside, room.place)


KIND = TableKind(
    "zones",
    "协作区（片区）划分表",
    "table of zones of cooperation",
    (
        *OTHERS,
        TableColumn("member_count", "成员数", "number of members", "个数 数量", "成员数 成员单位数 成员个数 单位数 家数", "number", example="3"),
        TableColumn(
            "room", "指导室", "guiding room", "监督检查室 联系室 指导室 牵头室 room",
            "监督检查室 纪检监察室 联系室 指导室 牵头室 对口 联系监督 指导部门", "names", several=True, example="第四监督检查室",
        ),
        TableColumn("lead", "牵头单位", "leading member", "牵头单位 组长单位", "牵头 组长单位 召集单位 领导机关 lead", "names", several=True, example="城关镇纪委"),
        ZONE,
        COLLABORATION,
        TableColumn(
            "members", "成员单位", "members", "成员 成员单位 组成 组成单位 单位 乡镇 街道 乡镇街道 派驻机构 派驻纪检监察组 纪检监察组 members",
            "成员 组成单位 包含 涵盖 所含 所辖乡镇 覆盖乡镇 参与单位 乡镇纪委 街道纪工委 纪检监察机构 派驻机构 派驻纪检 纪检监察组 纪检监察组织", "names", several=True,
            example="城关镇纪委、河东镇纪委、驻县财政局纪检监察组",
        ),
        COMMISSION,
        TableColumn("duty", "职责", "duties", "职责 工作职责 任务 工作任务", "职责 任务 机制"),
        TableColumn("units", "监督单位", "supervised units", "", "监督单位 监督部门 被监督 综合监督 监督对象 联系单位"),
        TableColumn("host", "驻在单位", "host", "", "驻在 派驻单位 派驻部门"),
        TableColumn("villages", "村", "villages", "村 社区 行政村", "行政村 社区"),
        TableColumn("staff", "专职人数", "posts", "", "专职 兼职 编制"),
    ),
    table_by_headings,
    Zones,
    _is_complete,
    ("zone", "room", "collaboration", "members", "lead"),
)  # fmt: skip
