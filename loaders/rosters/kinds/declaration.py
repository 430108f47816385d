"""What a kind of table declares: its columns with the headings by which they are known, which of them make it that kind, and who reads its rows.

A kind is one file of this folder and one entry of the tuple in `__init__.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from oversight_graph.loaders.rosters.headings import ColumnRole, plain

if TYPE_CHECKING:
    from oversight_graph.loaders.rosters.detection import RosterTable
    from oversight_graph.loaders.rosters.kinds.context import TableContext
    from oversight_graph.loaders.rosters.roster_columns import RosterColumns
    from oversight_graph.loaders.rosters.table_area import TableArea
    from oversight_graph.loaders.workbook import Sheet

Holds = Literal["names", "number", "text"]


@dataclass(frozen=True)
class TableColumn:
    """What a column of a table may hold.

    Attributes
    ----------
    role
        The word for it in a mapping.
    zh, en
        What it is called.
    headings
        Whole headings that say so, with blanks between them.
    parts
        Texts in a heading that say so, with blanks between them.
    holds
        `names` of bodies, a `number`, or any `text`: a heading alone is told neither from 村 above names nor from 村 above numbers.
    only
        The kinds that the names below must be of, as far as they tell it: of 组别 and 机构名称 the cells alone say what they are.
    several
        Whether a table may have more than one of them.
    carried
        Whether an empty cell means what stands above it, where a table has no merged cells.
    example
        A made-up cell, for the template.
    """

    role: str
    zh: str
    en: str
    headings: str = ""
    parts: str = ""
    holds: Holds = "text"
    only: tuple[str, ...] = ()
    several: bool = False
    carried: bool = False
    example: str = ""

    @cached_property
    def exact(self) -> frozenset[str]:
        """The whole headings, as `plain` makes them; its own names are among them."""
        return frozenset(plain(text) for text in (*self.headings.split(), self.zh, self.en, self.role))

    @cached_property
    def within(self) -> tuple[str, ...]:
        """The texts in a heading, as `plain` makes them."""
        return tuple(plain(text) for text in self.parts.split())


@dataclass(frozen=True)
class TableKind:
    """A kind of table.

    Attributes
    ----------
    id
        The word for it in a mapping (`table:`).
    zh, en
        What it is called.
    columns
        All that it may have; a heading is tried on them from the first to the last.
    find
        The table of this kind in an area, by what the mapping says of its sheet and the headings that the user adds; None where there is none.
    reader
        Makes what reads all tables of this kind in a file.
    is_complete
        Whether columns of these roles, from left to right, make a table of this kind.
    first
        The roles with which its template begins, behind the running number.
    read_first
        Whether other tables of the file name bodies as this kind tells them: an office by one of its plates, or by its township.
    """

    id: str
    zh: str
    en: str
    columns: Sequence[TableColumn]
    find: Callable[[TableKind, TableArea, Mapping[str, Any], Mapping[str, Sequence[str]]], TableFound | None]
    reader: Callable[[TableContext, TableKind], TableReading]
    is_complete: Callable[[Sequence[str]], bool]
    first: tuple[str, ...]
    read_first: bool = False

    @cached_property
    def roles(self) -> dict[str, TableColumn]:
        """The columns by their roles."""
        return {column.role: column for column in self.columns}

    @cached_property
    def known(self) -> tuple[ColumnRole, ...]:
        """The columns as the roles that headings are compared with."""
        return tuple(ColumnRole(column.role, column.zh, column.en, column.exact, column.within) for column in self.columns)


@dataclass
class TableFound:
    """A table of a known kind.

    Attributes
    ----------
    kind
        What it is.
    area
        Its cells, and where they stand in the file.
    layout
        Its heading, and what each column holds.
    above
        The texts above the heading with their rows; row 0 for those before the table of a document.
    rows
        All equally long, the text of a merged block in each of its cells.
    roster
        The same, as the reader of rosters of overseers found it; None of another kind.
    """

    kind: TableKind
    area: TableArea
    layout: RosterColumns
    above: list[tuple[int, str]]
    rows: list[list[str]] = field(repr=False)
    roster: RosterTable | None = None

    @property
    def sheet(self) -> Sheet:
        """Its cells as they were read."""
        return self.area.sheet


class TableReading:
    """Reads the tables of one kind in a file into a chart."""

    def prepare(self, tables: Sequence[TableFound]) -> None:
        """Look over all tables before the first of them is read.

        Parameters
        ----------
        tables
            Those of the kind, in their order.
        """

    def take(self, table: TableFound) -> None:
        """Read a table.

        Parameters
        ----------
        table
            One of those that were prepared.
        """
        raise NotImplementedError

    def finish(self) -> None:
        """Say what only all tables of the file together tell."""


NUMBER = TableColumn("number", "序号", "running number", "序号 编号 序 号 no no. #", holds="text")
NOTE = TableColumn("note", "备注", "remarks", "注 remarks remark notes", "备注 说明", several=True)
SINCE = TableColumn("since", "设立时间", "since", "since established", "成立时间 设立时间 组建时间 挂牌时间 成立日期 设立日期 挂牌日期")
STAFF = TableColumn("staff", "专职人数", "full-time posts", "专职 编制 人数 人员 实有 在编 headcount staff", "专职 编制 实有人数 人员数", "number", example="3")
COMMISSION = TableColumn("commission", "派出机关", "commission", "commission", "派出机关 派驻机关 派出的纪委", "names", carried=True)
ZONE = TableColumn(
    "zone",
    "协作区",
    "collaboration zone",
    "片 片区 协作片 所属片区",
    "协作区 片区 协作片 zone",
    "names",
    ("Collaboration",),
    carried=True,
    example="第一协作区",
)
COLLABORATION = TableColumn(
    "collaboration", "协作组", "collaboration group", "片组", "协作组 协作小组 片组 组别 组名", "names", ("Collaboration",), carried=True, example="第一协作组"
)
TOWNSHIP = TableColumn(
    "township",
    "乡镇/街道",
    "township",
    "乡镇 街道 乡镇街道 镇街 街镇 乡镇街 镇 街乡 乡镇名称 town",
    "乡镇 街道 镇街 township",
    "names",
    ("Township",),
    carried=True,
    example="城关镇",
)
OTHERS = (NUMBER, NOTE, SINCE)
