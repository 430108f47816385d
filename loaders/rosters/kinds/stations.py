"""Tables of liaison stations (监督联络站): which village, community or unit each serves, in which township, and who works through it (domain §3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.rosters.kinds.cell_names import Expected, NamedBody
from oversight_graph.loaders.rosters.kinds.context import TableContext
from oversight_graph.loaders.rosters.kinds.declaration import OTHERS, TOWNSHIP, TableColumn, TableFound, TableKind
from oversight_graph.loaders.rosters.kinds.table_reader import TableReader
from oversight_graph.loaders.rosters.kinds.table_rows import TableRow
from oversight_graph.loaders.rosters.kinds.table_search import table_by_headings
from oversight_graph.loaders.rosters.kinds.townships import TOWNSHIPS
from oversight_graph.messages import message
from oversight_graph.naming.grammar import parse

_STATIONS = Expected(("LiaisonStation",), ("站", "点"))
_VILLAGES = Expected(("Village",))
_UNITS = Expected(("Unit", "Village"))
_EXTENDING = Expected(("TownshipOffice", "StationedGroup", "Commission", "Room", "InternalDisciplineBody"))
_BARE = re.compile(r"(?:纪检|监察|监督|廉政|廉情|清廉|工作|信息|联络|监测|村级|社区|村)*(?:站|点)")
_THERE = frozenset({"是", "有", "√", "✓", "已设", "已设立", "已建", "已建立", "1"})
_NOT_THERE = frozenset({"否", "无", "×", "未设", "未设立", "未建", "0"})
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,20}?(?:镇|乡|街道)(?:纪委监察办公室|纪检监察工委|纪检监察机构|纪工委|纪委)")


def _is_complete(roles: Sequence[str]) -> bool:
    given = set(roles)
    if given & {"staff", "village_count", "members", "team", "supervised"}:
        return False
    return ("station" in given and bool(given & {"villages", "unit", "township", "extending"})) or {"villages", "committee"} <= given


class Stations(TableReader):
    """Reads tables of stations."""

    subject = "station"
    within: ClassVar[Mapping[str, str]] = {"villages": "township", "station": "township"}

    def __init__(self, context: TableContext, kind: TableKind) -> None:
        super().__init__(context, kind)
        self._title: NamedBody | None = None
        self._alone: list[tuple[NamedBody, NamedBody | None]] = []  # stations of which their row says nobody who works through them, with their townships

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
        return "township" if reading.sure and reading.kind == "Township" else None

    def take(self, table: TableFound) -> None:
        """Read a table; a title may say whose stations these are.

        Parameters
        ----------
        table
            Of the kind.
        """
        self._title = None
        for row, text in table.above:
            match = _OFFICE.match(text)
            reading = parse(match.group()) if match else None
            if reading is not None and reading.sure and reading.kind == "TownshipOffice" and not reading.parts.set:
                place = table.area.at(row) if row else Location()
                self._title = NamedBody(
                    self.roster.body("TownshipOffice", reading.name, place), "TownshipOffice", reading.name, place, "", reading, reading.name
                )
        super().take(table)

    def row(self, row: TableRow) -> None:
        """Take a row of data.

        Parameters
        ----------
        row
            With what stands in it, and what its section says.
        """
        township = next(iter(self.names.bodies(row, "township", TOWNSHIPS)), None)
        villages = self.names.bodies(row, "villages", _VILLAGES, around=township)
        for village in villages:
            if township is not None:
                self.link("SUBORDINATE_TO", village, township, village.place)
            for cell in row.texts("committee"):  # an organ of self-government, for which the model has no kind
                self.noted(village, cell)
        units = self.names.bodies(row, "unit", _UNITS)
        served = villages + units
        stations = self._stations(row, served, township)
        extending = self.names.bodies(row, "extending", _EXTENDING)
        for station in stations:
            self._serve(station, stations, served)
            for body in extending or ([self._title] if self._title else []):
                form = "stationed" if body.kind == "StationedGroup" else None
                self.link("EXTENDS_TO", body, station, station.place, form=form, basis=None if extending else "inferred", **self.context.powers)
            if not extending and self._title is None:
                self._alone.append((station, township))
            self.remarks(row, station, "duty")
        if not stations:
            for body in served[:1]:
                self.remarks(row, body)

    def _stations(self, row: TableRow, served: list[NamedBody], township: NamedBody | None) -> list[NamedBody]:
        """The stations of a row; one that is only called 监督联络站, or ticked off, is called after what it serves."""
        cell = row.text("station")
        if cell is None or cell.text in _NOT_THERE:
            return []
        around = served[0] if len(served) == 1 else township if not served else None
        level = "village" if not served or served[0].kind == "Village" else None
        if cell.text in _THERE or _BARE.fullmatch(cell.text):
            if around is None:
                self.builder.problem("warning", message("table_kinds.station_without_place", name=cell.text), place=cell.place)
                return []
            name = f"{around.name}{'监督联络站' if cell.text in _THERE else cell.text}"
            self.roster.counted["table_kinds.stations_called_after_places"] += 1
            self.totals.named(cell.column, name)
            body = self.roster.body("LiaisonStation", name, cell.place, level=level)
            return [NamedBody(body, "LiaisonStation", name, cell.place, cell.heading, parse(name), cell.text)]
        expected = Expected(_STATIONS.kinds, _STATIONS.endings, level=level)
        return self.names.bodies(row, "station", expected, around=township)

    def _serve(self, station: NamedBody, stations: list[NamedBody], served: list[NamedBody]) -> None:
        """What a station serves: all of its row where it stands alone there, else what its name says."""
        if len(stations) == 1 or len(served) == 1:
            for body in served:
                self.link("SERVES", station, body, station.place)
        else:
            own = [body for body in served if body.written in station.written]
            for body in own[:1]:
                self.link("SERVES", station, body, station.place)
            if served and not own:
                self.builder.problem("warning", message("table_kinds.station_serves_which", name=station.name), place=station.place)
        if not served and (village := station.reading.parts.village):
            named = self.roster.body("Village", village, station.place)
            self.roster.link("SERVES", station.id, named, station.place, basis="inferred")

    def finish(self) -> None:
        """Through a station of which its row says nobody, the office of its township works, where the file names that; else nobody is known to."""
        unknown = 0
        for station, township in self._alone:
            offices = self.context.offices.get(township.id, []) if township is not None else []
            if len(offices) == 1:
                self.roster.link("EXTENDS_TO", offices[0], station.id, station.place, basis="inferred", **self.context.powers)
            else:
                unknown += 1
        if unknown:
            self.roster.counted["table_kinds.stations_of_nobody_known"] += unknown


KIND = TableKind(
    "stations",
    "监督联络站名册",
    "table of liaison stations",
    (
        *OTHERS,
        TableColumn("committee", "村（居）务监督委员会", "village supervision committee", "村监会 村监委会", "村务监督 居务监督 村监会 监委会 监督委员会"),
        TableColumn("village_count", "村数", "number of villages", "村 社区 行政村 联络站", "村 社区 联络站", "number", several=True),
        TableColumn(
            "station", "联络站", "station", "监督联络站 联络站 站名 站点 名称 站点名称 station", "联络站 监督站 监察站 工作站 联络点 监测点 观测点 站名", "names", ("LiaisonStation",), several=True,
            example="石塘村监察工作联络站",
        ),
        TableColumn(
            "extending", "所属机构", "who works through it", "所属机构 设立机构 管理机构 派驻组",
            "纪检监察机构 乡镇纪委 镇纪委 街道纪工委 纪检监察工委 派驻机构 派驻纪检 纪检监察组 设立单位 管理单位 主管机构 联系室 监督检查室 设立机构 所属机构", "names", carried=True,
            example="城关镇纪委",
        ),
        TOWNSHIP,
        TableColumn("villages", "村（社区）", "village", "村 社区 行政村 村居 村社区 村名 village", "村 社区 嘎查 服务对象", "names", ("Village",), several=True, example="石塘村"),
        TableColumn("supervised", "监督单位", "supervised units", "", "监督单位 监督对象 被监督 驻在"),
        TableColumn("unit", "所在单位", "unit", "单位 部门 单位名称 所在单位 unit", "单位 部门", "names", ("Unit",), several=True),
        TableColumn("staff", "专职人数", "posts", "", "专职 兼职 编制", "number"),
        TableColumn("members", "成员", "members", "成员单位", "成员单位"),
        TableColumn("team", "巡察组", "inspection team", "巡察组 巡视组", "巡察 巡视"),
        TableColumn("duty", "职责", "duties", "职责 工作职责 地址 地点", "职责 人数 员数 办公"),
    ),
    table_by_headings,
    Stations,
    _is_complete,
    ("township", "villages", "station", "extending"),
)  # fmt: skip
