"""Tables of rooms (监督检查室): the units, townships and areas with which each keeps contact, its counterpart groups, the zones that it guides (domain §3)."""

from __future__ import annotations

from collections.abc import Sequence

from oversight_graph.loaders.rosters.kinds.areas import commission_of
from oversight_graph.loaders.rosters.kinds.cell_names import Expected, NamedBody, number_of
from oversight_graph.loaders.rosters.kinds.declaration import COMMISSION, OTHERS, STAFF, TableColumn, TableKind
from oversight_graph.loaders.rosters.kinds.table_reader import TableReader
from oversight_graph.loaders.rosters.kinds.table_rows import TableRow
from oversight_graph.loaders.rosters.kinds.table_search import table_by_headings
from oversight_graph.loaders.rosters.kinds.zone_names import zone_of
from oversight_graph.messages import message
from oversight_graph.naming.grammar import parse

_ROOMS = Expected(("Room",), ("室",), "error")
_CONTACTED = Expected(("Unit", "Township", "TownshipOffice", "StationedGroup", "Commission", "InternalDisciplineBody", "PartyCommittee"), instead=commission_of)
_AREAS = Expected(("Commission", "Township", "StationedGroup"), instead=commission_of)
_GROUPS = Expected(("StationedGroup",))
_ZONES = Expected(("Collaboration",), ("区", "片", "组"), scope="zone")
_COUNTERPART = "对口"


def _is_complete(roles: Sequence[str]) -> bool:
    given = set(roles)
    if "room" not in given or given & {"supervised", "host", "team", "members"}:
        return False
    if "listed_groups" in given and given & {"contacted", "areas"} and roles.index("listed_groups") < roles.index("room"):
        return False  # a roster of groups, with their units and the room of each
    return bool(given & {"contacted", "areas", "counterparts", "guided", "listed_groups"})


class Rooms(TableReader):
    """Reads tables of rooms."""

    subject = "room"

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
        if reading.sure and reading.kind == "Room" and not reading.parts.set:
            return "room"
        return "guided" if zone_of(text) == "zone" else None

    def row(self, row: TableRow) -> None:
        """Take a row of data.

        Parameters
        ----------
        row
            With what stands in it, and what its section says.
        """
        if row.text("room") is None:
            self.builder.problem("error", message("rosters.units_before_bodies"), place=row.place)
            return
        for room in self.names.bodies(row, "room", _ROOMS):
            self.dispatched(row, room)
            self.staff(row, room)
            self.remarks(row, room, "duty")
            contacted: dict[str, list[NamedBody]] = {"contacted": [], "areas": []}
            for role, expected in (("contacted", _CONTACTED), ("areas", _AREAS)):
                for body in self.names.bodies(row, role, expected):
                    contacted[role].append(body)
                    basis = "inferred" if body.written != body.name and body.kind == "Commission" else None
                    self.roster.counted["table_kinds.areas_for_their_commissions"] += basis is not None
                    scope = body.scope if body.kind in ("Unit", "Township") else None
                    self.link("CONTACTS", room, body, body.place, basis=basis, scope=scope, note=body.written if basis else None, **self.context.powers)
            for role in ("counterparts", "listed_groups"):
                for group in self.names.bodies(row, role, _GROUPS):
                    if role == "listed_groups" or _COUNTERPART in group.heading or "联系" not in group.heading:
                        self.link("COORDINATES_WITH", room, group, group.place, mechanism="counterpart")
                    else:
                        self.link("CONTACTS", room, group, group.place, **self.context.powers)
            for zone in self.names.bodies(row, "guided", _ZONES):
                self.link("GUIDES", room, zone, zone.place)
            for cell, number in self.numbers(row, "contact_count"):
                self.declared(room.name, number, cell, number_of([*contacted["contacted"], *contacted["areas"]]), number_of(contacted["contacted"]))


KIND = TableKind(
    "rooms",
    "监督检查室联系分工表",
    "rooms and their contacts",
    (
        *OTHERS,
        TableColumn("contact_count", "联系单位数", "number of contacts", "单位数 家数", "联系单位 单位数 家数 联系部门", "number", example="3"),
        TableColumn("supervised", "监督单位", "supervised units", "", "监督单位 监督对象 被监督 综合监督 监督部门"),
        TableColumn("host", "驻在单位", "host", "", "驻在 派驻单位 派驻部门"),
        TableColumn(
            "counterparts", "对口派驻机构", "counterpart groups", "对口组",
            "对口派驻 联系派驻 对口纪检监察组 联系纪检监察组 对口指导派驻 指导派驻 对口机构 counterpart", "names", several=True, example="驻县财政局纪检监察组",
        ),
        TableColumn("areas", "联系地区", "contacted areas", "县区 县市区 联系县 联系区 联系旗 联系市县 联系州市 地区", "联系市县 联系地区 县市区 县区", "names", several=True, example="云岭县"),
        TableColumn("guided", "指导协作区", "guided zones", "协作区 片区", "协作区 片区", "names", several=True),
        TableColumn(
            "contacted", "联系单位", "contacted units", "联系单位 联系部门 联系对象 联系乡镇 乡镇 街道 乡镇街道",
            "联系单位 联系部门 联系机关 联系市直 联系县直 联系区直 联系省直 联系乡镇 联系街道 联系镇 联系对象 联系范围 联系企业 联系高校 对口联系 分工联系 乡镇 contact", "names", several=True,
            example="县财政局、县审计局",
        ),
        TableColumn("listed_groups", "派驻机构", "stationed groups", "派驻机构 派驻组 纪检监察组 派驻纪检监察组", "派驻机构 派驻纪检 纪检监察组 派驻组", "names", ("StationedGroup",), several=True),
        STAFF,
        TableColumn("staff_part_time", "兼职人数", "part-time posts", "兼职", "兼职", "number", several=True),
        TableColumn("staff_other", "其他人数", "other posts", "", "实有 现有人数 人数", "number", several=True),
        TableColumn(
            "room", "监督检查室", "room", "监督检查室 纪检监察室 执纪监督室 联系室 室 室名 部门 内设机构 机构 科室 room", "监督检查室 纪检监察室 执纪监督室 联系室 监督室 内设机构", "names",
            ("Room",), carried=True, example="第一监督检查室",
        ),
        COMMISSION,
        TableColumn("members", "成员", "members", "成员 成员单位", "成员单位"),
        TableColumn("team", "巡察组", "inspection team", "巡察组 巡视组", "巡察 巡视"),
        TableColumn("duty", "职责", "duties", "职责 职能 主要职责 工作职责", "职责 职能"),
    ),
    table_by_headings,
    Rooms,
    _is_complete,
    ("room", "areas", "contacted", "counterparts"),
)  # fmt: skip
