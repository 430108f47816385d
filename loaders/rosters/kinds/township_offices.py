"""Rosters of the discipline and supervision bodies of townships and streets (乡镇街道纪检监察机构): an office a row, with its posts, its zone, and how many
villages, communities and stations it has. The offices divide these (domain §3a)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from oversight_graph.loaders.office_powers import powers_of
from oversight_graph.loaders.rosters.kinds.cell_names import Expected, NamedBody
from oversight_graph.loaders.rosters.kinds.declaration import COLLABORATION, COMMISSION, OTHERS, STAFF, TOWNSHIP, ZONE, TableColumn, TableKind
from oversight_graph.loaders.rosters.kinds.table_reader import TableReader
from oversight_graph.loaders.rosters.kinds.table_rows import TableRow
from oversight_graph.loaders.rosters.kinds.table_search import table_by_headings
from oversight_graph.loaders.rosters.kinds.townships import OFFICES, TOWNSHIPS, described_office, oversees, township_of
from oversight_graph.loaders.rosters.kinds.zone_names import zone_and_group, zone_of
from oversight_graph.messages import message

_FACTS = {
    "staff", "staff_part_time", "staff_other", "village_count", "community_count", "station_count", "zone", "collaboration", "guiding_room", "contact_room",
    "counterpart_room",
}  # fmt: skip
_ROOMS = Expected(("Room",), ("室",))
_STATIONS = Expected(("LiaisonStation",), ("站", "点"), level="village")
_COVERED = ("监督", "联系", "覆盖")  # in a heading: the villages that it counts are the office's, not only the township's


def _is_complete(roles: Sequence[str]) -> bool:
    given = set(roles)
    if given & {"units", "host", "members", "team", "contacted"} or (
        {"stations", "villages"} <= given and not given & {"staff", "village_count", "station_count"}
    ):
        return False
    return ("office" in given and bool(given & (_FACTS | {"villages", "township"}))) or ("township" in given and bool(given & _FACTS))


class TownshipOffices(TableReader):
    """Reads rosters of township offices."""

    subject = "office"
    within: ClassVar[Mapping[str, str]] = {"villages": "township", "stations": "township", "collaboration": "zone"}

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
        township = next(iter(self.names.bodies(row, "township", TOWNSHIPS)), None)
        office = self._office(row, township)
        if office is None:
            return
        office_of = township or township_of(self.context, office)
        written = " ".join(cell.text for cell in row.texts("office"))
        powers: dict[str, Any] = {"form": "discipline", "authority": self.context.powers.get("authority") or powers_of(written)}
        if office_of is not None:
            oversees(self.context, office, office_of, written, None if township else "inferred")
        self.dispatched(row, office)
        self.staff(row, office)
        self.remarks(row, office, "duty")
        zone, group = zone_and_group(self, row)
        collaboration = group or zone
        if collaboration is not None:
            self.link("MEMBER_OF", office, collaboration)
        self._rooms(row, office if row.has("office") else township or office, office, zone or group)
        self._villages(row, office, office_of, powers)
        self._stations(row, office, township)

    def _office(self, row: TableRow, township: NamedBody | None) -> NamedBody | None:
        """The body of a row: two plates of it (镇纪委, 派出监察办公室) are one; where its township alone is named, it is called after that."""
        if row.text("office") is None:
            if township is None:
                self.builder.problem("error", message("table_kinds.row_without_office"), place=row.place)
                return None
            self.roster.counted["table_kinds.offices_called_after_townships"] += 1
            return described_office(self.context, township)
        offices = self.names.bodies(row, "office", OFFICES, around=township)
        if len(offices) > 1:
            self.builder.problem("error", message("rosters.several_bodies", name=row.texts("office")[0].text), place=offices[0].place)
            return None
        return offices[0] if offices else None

    def _rooms(self, row: TableRow, contacted: NamedBody, office: NamedBody, collaboration: NamedBody | None) -> None:
        """The rooms beside an office: one that guides its zone, one that keeps contact with it, one that is its counterpart."""
        for role in ("guiding_room", "contact_room", "counterpart_room"):
            for room in self.names.bodies(row, role, _ROOMS):
                self.roster.link_to_commission("Room", room.id, room.place)
                if role == "guiding_room" and collaboration is not None:
                    self.link("GUIDES", room, collaboration, room.place)
                elif role == "contact_room":
                    self.link("CONTACTS", room, contacted, room.place, **self.context.powers)
                else:
                    self.link("COORDINATES_WITH", room, office, room.place, mechanism="counterpart")

    def _villages(self, row: TableRow, office: NamedBody, township: NamedBody | None, powers: dict[str, Any]) -> None:
        named = self.names.bodies(row, "villages", Expected(("Village",)), around=township)
        for village in named:
            self.link("SUPERVISES", office, village, basis=_basis(village.heading), **powers)
            if township is not None:
                self.link("SUBORDINATE_TO", village, township, village.place)
        for column in row.layout.columns:
            if column.role in ("village_count", "community_count"):
                self.divide(row, column, office, "Village", "SUPERVISES", {"basis": _basis(column.heading), **powers}, {}, named)

    def _stations(self, row: TableRow, office: NamedBody, township: NamedBody | None) -> None:
        named = self.names.bodies(row, "stations", _STATIONS, around=township)
        for station in named:
            self.link("EXTENDS_TO", office, station, **self.context.powers)
        for column in row.layout.columns:
            if column.role == "station_count":
                self.divide(row, column, office, "LiaisonStation", "EXTENDS_TO", self.context.powers, {"level": "village"}, named)


def _basis(heading: str) -> str | None:
    """That a township has so many villages says of its office only what is its business anyway; that the office covers them is an assignment."""
    return None if any(word in heading for word in _COVERED) else "inferred"


KIND = TableKind(
    "township_offices",
    "乡镇（街道）纪检监察机构名册",
    "roster of township offices",
    (
        *OTHERS,
        TableColumn("stations", "联络站名称", "names of stations", "监督联络站 联络站 监督联络站名称", "联络站 监督站 监察站 联络点", "names", ("LiaisonStation",), several=True),
        TableColumn("station_count", "联络站数", "number of stations", "联络站 站数", "联络站 监督站 监察站 联络点 stations", "number", several=True, example="17"),
        TableColumn("community_count", "社区数", "number of communities", "社区 居委会 居", "社区数 社区个数 居委 communities", "number", several=True, example="5"),
        TableColumn(
            "village_count", "村数", "number of villages", "村 行政村 村居 村社区 村级", "行政村 村社区 村居 村数 村个数 嘎查 社区 villages", "number", several=True,
            example="12",
        ),
        TableColumn("villages", "村（社区）名称", "names of villages", "村 社区 行政村 村居 村社区", "村 社区 嘎查", "names", ("Village",), several=True),
        TableColumn("staff_part_time", "兼职人数", "part-time posts", "兼职", "兼职 part-time", "number", several=True, example="2"),
        STAFF,
        TableColumn("staff_other", "其他人数", "other posts", "在岗 现有", "编制 实有 在岗 现有人数 总人数 人员数 人数", "number", several=True),
        TableColumn("contacted", "联系对象", "contacts of a room", "", "联系乡镇 联系街道 联系镇 联系县 联系单位 联系部门 联系地区"),
        TableColumn("counterpart_room", "对口室", "counterpart room", "", "对口", "names", several=True),
        TableColumn("guiding_room", "指导室", "guiding room", "指导室", "指导", "names", several=True, example="第四监督检查室"),
        TableColumn("contact_room", "联系室", "contact room", "联系室 监督检查室", "联系室 联系监督 联系纪检监察室 检查室 监督室", "names", ("Room",), several=True),
        TableColumn(
            "office", "纪检监察机构", "township office", "机构 机构名称 名称 单位 单位名称 office",
            "纪检监察机构 纪检监察组织 乡镇纪委 街道纪工委 镇纪委 纪检监察工委 监察办 机构名称 township office", "names", ("TownshipOffice",), carried=True, example="城关镇纪委",
        ),
        ZONE,
        COLLABORATION,
        TOWNSHIP,
        COMMISSION,
        TableColumn("duty", "职责", "duties", "职责 主要职责 工作职责", "职责"),
        TableColumn("units", "监督单位", "supervised units", "", "监督单位 监督部门 被监督 综合监督 监督对象"),
        TableColumn("host", "驻在单位", "host", "", "驻在 派驻单位 派驻部门"),
        TableColumn("members", "成员", "members", "成员 成员单位", "成员"),
        TableColumn("team", "巡察组", "inspection team", "巡察组 巡视组", "巡察 巡视"),
    ),
    table_by_headings,
    TownshipOffices,
    _is_complete,
    ("township", "office", "staff", "staff_part_time", "village_count", "community_count", "station_count"),
    read_first=True,
)  # fmt: skip
