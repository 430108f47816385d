"""A chart as tables: which there are, and their columns. Declared once for reading, writing and the template.

Keys of nodes and links, their words and labels come from the model; here stand the keys that a chart has besides.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from oversight_graph.model import CATEGORIES, FORMS, KINDS, LEVELS, LINK_ATTRIBUTES, LINKS, NODE_ATTRIBUTES, Attribute, Term, Vocabulary


@dataclass(frozen=True)
class TidyColumn(Term):
    """A column. `many`: its cells hold lists; `number`: whole numbers; `needed`: a row without it is no entry; `refers`: the table
    whose ids stand in it; `also`: other headings that mean it; `note`: what it wants to be filled with."""

    many: bool = False
    number: bool = False
    needed: bool = False
    vocabulary: Vocabulary[Any] | None = None
    refers: str | None = None
    also: tuple[str, ...] = ()
    note: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """What may stand above it: its key, its labels."""
        return tuple(dict.fromkeys((self.id, self.zh, self.en, *self.also)))


@dataclass(frozen=True)
class TidyTable(Term):
    """A table: an entry a row. `key`: the column by which others refer to its rows."""

    columns: tuple[TidyColumn, ...]
    key: str | None = None

    @cached_property
    def _named(self) -> dict[str, TidyColumn]:
        return {folded(heading): column for column in self.columns for heading in column.headings}

    def column(self, heading: str) -> TidyColumn | None:
        """The column that a heading names: by its key or its label in either language."""
        return self._named.get(folded(heading))


def folded(heading: str) -> str:
    """A heading without case, spaces and `_`.

    >>> folded(" Valid  From"), folded("valid_from")
    ('validfrom', 'validfrom')
    """
    return "".join(heading.replace("_", " ").split()).casefold()


_DATE = "2018, 2018-03 or 2018-03-01"
_HOW = {"first_day": _DATE, "last_day": _DATE, "count": "a whole number from 1, or unknown", "number": "a whole number from 0", "year": "a year"}


def _of(attribute: Attribute) -> TidyColumn:
    kinds = f"only of {', '.join(attribute.on)}" if attribute.on else ""
    default = f"{attribute.default} where it is empty" if attribute.default is not None else ""
    empty = "[] for none at all" if attribute.type == "terms" else ""
    note = "; ".join(part for part in (_HOW.get(attribute.type, ""), kinds, default, empty) if part)
    number = attribute.type in ("number", "year")  # a count may be `unknown`
    return TidyColumn(attribute.id, attribute.zh, attribute.en, attribute.list, number, vocabulary=attribute.vocabulary, note=note)


def _attributes(attributes: Vocabulary[Attribute]) -> tuple[TidyColumn, ...]:
    return tuple(_of(attribute) for attribute in attributes if attribute.written and attribute.id != "name")


CHART = TidyColumn("chart", "组织图", "chart", refers="charts", note="the id of the chart; may stay empty where the tables hold one chart only")
_LABEL = NODE_ATTRIBUTES["name"]
_NAME = TidyColumn("name", _LABEL.zh, _LABEL.en, needed=True)
_NAME_EN = TidyColumn("name_en", NODE_ATTRIBUTES["name_en"].zh, NODE_ATTRIBUTES["name_en"].en)
_AREA = TidyColumn("area", NODE_ATTRIBUTES["area"].zh, "area", note="a code of GB/T 2260 or of the table of areas; the chart's where it is empty")
_LEVEL = NODE_ATTRIBUTES["level"]
_CATEGORY = NODE_ATTRIBUTES["category"]
_FROM, _TO, _NOTE = (_of(NODE_ATTRIBUTES[name]) for name in ("valid_from", "valid_to", "note"))
_SOURCES = TidyColumn(
    "sources", "来源", "sources", many=True, refers="sources", also=("source",),
    note="an id of the table of sources, behind a space the place in it (s1 ¶2); empty where the chart has one source only",
)  # fmt: skip
_SLICE = (
    TidyColumn("forms", LINK_ATTRIBUTES["form"].zh, "forms", True, needed=True, vocabulary=FORMS, also=("form",)),
    _AREA,
    TidyColumn("levels", _LEVEL.zh, "levels", True, vocabulary=LEVELS, also=("level",), note="the chart's where it is empty"),
    TidyColumn("categories", _CATEGORY.zh, "categories", True, vocabulary=CATEGORIES, also=("category",), note="all where it is empty"),
    _FROM,
    _TO,
)

TABLES = Vocabulary(
    "table",
    (
        TidyTable("charts", "组织图", "charts", (
            TidyColumn("chart", "组织图", "chart", needed=True, note="an id: a-z, 0-9 and -"), TidyColumn("title", "标题", "title"),
            TidyColumn("title_en", "英文标题", "English title"), TidyColumn("as_of", "截至日期", "as of", needed=True, note=f"the date that it describes: {_DATE}"),
            TidyColumn("area", _AREA.zh, "area", note="where its entries are, if they don't say it: a code of GB/T 2260 or of the table of areas"),
            TidyColumn("level", _LEVEL.zh, "level", vocabulary=LEVELS, note="of its entries, if they don't say it"),
        ), "chart"),
        TidyTable("nodes", "机构", "nodes", (
            CHART, TidyColumn("id", "编号", "id", needed=True, note="letters and digits of any script, . _ -"),
            TidyColumn("kind", "类型", "kind", needed=True, vocabulary=KINDS), _NAME, _NAME_EN, *_attributes(NODE_ATTRIBUTES),
            TidyColumn("repeat", "重复", "repeat", number=True, note="so many nodes of their own; excludes count"),
            TidyColumn("same_as", "同一机构", "same as", note="other-chart:id, where that is the same body"), _SOURCES,
        ), "id"),
        TidyTable("links", "关系", "links", (
            CHART, TidyColumn("kind", "类型", "kind", needed=True, vocabulary=LINKS), TidyColumn("from", "起点", "from", needed=True, refers="nodes"),
            TidyColumn("to", "终点", "to", needed=True, refers="nodes"), *_attributes(LINK_ATTRIBUTES), _SOURCES,
        )),
        TidyTable("sources", "来源", "sources", (
            CHART, TidyColumn("id", "编号", "id", needed=True, note="without spaces"), TidyColumn("title", "标题", "title"), TidyColumn("publisher", "发布者", "publisher"),
            TidyColumn("date", "日期", "date", note=_DATE), TidyColumn("url", "网址", "url"),
        ), "id"),
        TidyTable("claims", "宣称", "claims", (
            CHART, TidyColumn("id", "编号", "id"), *_SLICE, TidyColumn("covered", "已覆盖", "covered", number=True), TidyColumn("of", "总数", "of", number=True),
            _SOURCES, _NOTE,
        )),
        TidyTable("complete", "列全范围", "complete", (CHART, *_SLICE)),
        TidyTable("areas", "地区", "areas", (
            CHART, TidyColumn("code", "代码", "code", needed=True), TidyColumn("name", _LABEL.zh, _LABEL.en), _NAME_EN,
            TidyColumn("part_of", "上级地区", "part of", note="the area in which it lies"),
        ), "code"),
    ),
)  # fmt: skip


OWN_SHEETS = Vocabulary("sheet", (Term("instructions", "说明", "instructions"), Term("words", "词表", "words"), Term("problems", "问题", "problems")))
"""Sheets beside the tables, which aren't read: those of a template, and of a workbook in which problems were noted."""


def table_named(name: str) -> TidyTable | None:
    """The table that a sheet or a file is called after: by its key, its label, or in the singular where it is the chart's own."""
    wanted = folded(name)
    return next((table for table in TABLES if wanted in (table.id, table.zh, table.en) or (table.id == "charts" and wanted == "chart")), None)
