"""A chart as tables: which there are, and their columns. Declared once for reading, writing and the template.

Keys of nodes and links, their words and labels come from the model; here stand the keys that a chart has besides.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from oversight_graph.messages import Message, language, message
from oversight_graph.model import CATEGORIES, FORMS, KINDS, LEVELS, LINK_ATTRIBUTES, LINKS, NODE_ATTRIBUTES, Attribute, Term, Vocabulary


@dataclass(frozen=True)
class TidyColumn(Term):
    """A column. `many`: its cells hold lists; `number`: whole numbers; `needed`: a row without it is no entry; `refers`: the table
    whose ids stand in it; `also`: other headings that mean it; `notes`: what it wants to be filled with."""

    many: bool = False
    number: bool = False
    needed: bool = False
    vocabulary: Vocabulary[Any] | None = None
    refers: str | None = None
    also: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()

    @property
    def note(self) -> str:
        """What it wants to be filled with, in the language spoken here."""
        return ("；" if language() == "zh" else "; ").join(note.text() for note in self.notes)

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
        """The column that a heading names: by its key or its label in either language.

        Parameters
        ----------
        heading
            As written; case, spaces and `_` don't matter.

        Returns
        -------
        None where the table has no such column.
        """
        return self._named.get(folded(heading))


def folded(heading: str) -> str:
    """A heading without case, spaces and `_`.

    Parameters
    ----------
    heading
        As written.

    Returns
    -------
    By what headings are compared.

    Examples
    --------
    >>> folded(" Valid  From"), folded("valid_from")
    ('validfrom', 'validfrom')
    """
    return "".join(heading.replace("_", " ").split()).casefold()


_DATE = message("columns.date")
_HOW = {
    "first_day": _DATE,
    "last_day": _DATE,
    "count": message("columns.count"),
    "number": message("columns.number"),
    "year": message("columns.year"),
    "period": message("columns.period"),
    "evidence": message("columns.evidence"),
}


def _of(attribute: Attribute) -> TidyColumn:
    how = _HOW.get(attribute.type)
    kinds = message("columns.only_of", kinds=attribute.on) if attribute.on else None
    default = message("columns.default", word=attribute.default) if attribute.default is not None else None
    empty = message("columns.none_at_all") if attribute.type == "terms" else None
    notes = tuple(note for note in (how, kinds, default, empty) if note is not None)
    number = attribute.type in ("number", "year")  # a count may be `unknown`
    return TidyColumn(attribute.id, attribute.zh, attribute.en, attribute.list, number, vocabulary=attribute.vocabulary, notes=notes)


def _attributes(attributes: Vocabulary[Attribute]) -> tuple[TidyColumn, ...]:
    return tuple(_of(attribute) for attribute in attributes if attribute.written and attribute.id != "name")


CHART = TidyColumn("chart", "组织图", "chart", refers="charts", notes=(message("columns.chart"),))
_LABEL = NODE_ATTRIBUTES["name"]
_NAME = TidyColumn("name", _LABEL.zh, _LABEL.en, needed=True)
_NAME_EN = TidyColumn("name_en", NODE_ATTRIBUTES["name_en"].zh, NODE_ATTRIBUTES["name_en"].en)
_AREA = TidyColumn("area", NODE_ATTRIBUTES["area"].zh, "area", notes=(message("columns.area"),))
_LEVEL = NODE_ATTRIBUTES["level"]
_CATEGORY = NODE_ATTRIBUTES["category"]
_FROM, _TO, _NOTE = (_of(NODE_ATTRIBUTES[name]) for name in ("valid_from", "valid_to", "note"))
_SOURCES = TidyColumn(
    "sources", "来源", "sources", many=True, refers="sources", also=("source",),
    notes=(message("columns.sources"),),
)  # fmt: skip
_SLICE = (
    TidyColumn("forms", LINK_ATTRIBUTES["form"].zh, "forms", True, needed=True, vocabulary=FORMS, also=("form",)),
    _AREA,
    TidyColumn("levels", _LEVEL.zh, "levels", True, vocabulary=LEVELS, also=("level",), notes=(message("columns.of_the_chart"),)),
    TidyColumn("categories", _CATEGORY.zh, "categories", True, vocabulary=CATEGORIES, also=("category",), notes=(message("columns.all"),)),
    _FROM,
    _TO,
)

TABLES = Vocabulary(
    "table",
    (
        TidyTable("charts", "组织图", "charts", (
            TidyColumn("chart", "组织图", "chart", needed=True, notes=(message("columns.chart_id"),)), TidyColumn("title", "标题", "title"),
            TidyColumn("title_en", "英文标题", "English title"), TidyColumn("as_of", "截至日期", "as of", needed=True, notes=(message("columns.as_of"),)),
            TidyColumn("area", _AREA.zh, "area", notes=(message("columns.area_of_entries"),)),
            TidyColumn("level", _LEVEL.zh, "level", vocabulary=LEVELS, notes=(message("columns.level_of_entries"),)),
        ), "chart"),
        TidyTable("nodes", "机构", "nodes", (
            CHART, TidyColumn("id", "编号", "id", needed=True, notes=(message("columns.node_id"),)),
            TidyColumn("kind", "类型", "kind", needed=True, vocabulary=KINDS), _NAME, _NAME_EN, *_attributes(NODE_ATTRIBUTES),
            TidyColumn("repeat", "重复", "repeat", number=True, notes=(message("columns.repeat"),)),
            TidyColumn("same_as", "同一机构", "same as", notes=(message("columns.same_as"),)), _SOURCES,
        ), "id"),
        TidyTable("links", "关系", "links", (
            CHART, TidyColumn("kind", "类型", "kind", needed=True, vocabulary=LINKS), TidyColumn("from", "起点", "from", needed=True, refers="nodes"),
            TidyColumn("to", "终点", "to", needed=True, refers="nodes"), *_attributes(LINK_ATTRIBUTES), _SOURCES,
        )),
        TidyTable("sources", "来源", "sources", (
            CHART, TidyColumn("id", "编号", "id", needed=True, notes=(message("columns.source_id"),)), TidyColumn("title", "标题", "title"), TidyColumn("publisher", "发布者", "publisher"),
            TidyColumn("date", "日期", "date", notes=(_DATE,)), TidyColumn("url", "网址", "url"),
        ), "id"),
        TidyTable("claims", "宣称", "claims", (
            CHART, TidyColumn("id", "编号", "id"), *_SLICE, TidyColumn("covered", "已覆盖", "covered", number=True), TidyColumn("of", "总数", "of", number=True),
            _SOURCES, _NOTE,
        )),
        TidyTable("complete", "列全范围", "complete", (CHART, *_SLICE)),
        TidyTable("areas", "地区", "areas", (
            CHART, TidyColumn("code", "代码", "code", needed=True), TidyColumn("name", _LABEL.zh, _LABEL.en), _NAME_EN,
            TidyColumn("part_of", "上级地区", "part of", notes=(message("columns.part_of"),)),
        ), "code"),
    ),
    "表",
)  # fmt: skip


OWN_SHEETS = Vocabulary("sheet", (Term("instructions", "说明", "instructions"), Term("words", "词表", "words"), Term("problems", "问题", "problems")), "工作表")
"""Sheets beside the tables, which aren't read: those of a template, and of a workbook in which problems were noted."""


def table_named(name: str) -> TidyTable | None:
    """The table that a sheet or a file is called after: by its key, its label, or in the singular where it is the chart's own.

    Parameters
    ----------
    name
        Of the sheet, or of the file without its ending.

    Returns
    -------
    None for any other name.
    """
    wanted = folded(name)
    return next((table for table in TABLES if wanted in (table.id, table.zh, table.en) or (table.id == "charts" and wanted == "chart")), None)
