"""Bare class words: a word for a kind of body that names none, as it stands above a column or a section (监督检查室, 所在乡镇, 组别)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from oversight_graph.loaders.rosters.headings import ColumnRole, plain
from oversight_graph.model import KINDS
from oversight_graph.naming.grammar import parse

_BEFORE = re.compile(r"\A(?:所在|所属|隶属|联系|对口|归口|包联|下辖|辖|成员|主管|驻在|覆盖|服务)")
_BEHIND = re.compile(r"(?:名称|名单|全称|简称|一览|情况|名录|名|设置)\Z")
_BETWEEN = re.compile(r"[、，,；;\n]")
_WORDS = frozenset(
    [
        "监督检查室",
        "纪检监察室",
        "审查调查室",
        "执纪监督室",
        "内设机构",
        "内设室",
        "科室",
        "处室",
        "协作区",
        "协作组",
        "协作片",
        "片区",
        "片组",
        "片",
        "联络站",
        "工作站",
        "监察联络站",
        "监督站",
        "联络点",
        "村",
        "社区",
        "村居",
        "行政村",
        "建制村",
        "乡镇",
        "街道",
        "乡镇街道",
        "镇街",
        "镇",
        "乡",
        "乡镇办",
        "县",
        "县区",
        "县市区",
        "区县",
        "市县",
        "地市",
        "州市",
        "组",
        "组别",
        "组名",
        "单位",
        "部门",
        "机构",
        "派驻机构",
        "派出机构",
        "派驻组",
        "派驻纪检监察组",
        "纪检监察组",
        "纪检组",
        "巡察组",
        "巡视组",
        "纪委监委",
        "纪委",
        "监委",
        "乡镇纪委",
        "纪检监察机构",
        "名称",
        "机构名称",
        "单位名称",
        "部门名称",
    ]
)


@cache
def _words() -> frozenset[str]:
    return _WORDS | {plain(word) for kind in KINDS for word in (*kind.zh.split("/"), kind.en)}


@cache
def _ends() -> frozenset[str]:
    """The letters that a class word can end with, or a heading that holds one."""
    return frozenset(word[-1] for word in _words()) | frozenset("称单录况置名)）]】>》:： 　、.。*＊")


def is_class_word(text: str, known: Sequence[ColumnRole] = ()) -> bool:
    """Whether a text is a bare class word, and so a heading above names, never a name.

    Parameters
    ----------
    text
        Of a cell; a colon or brackets around it don't matter.
    known
        The roles of columns, whose headings are such words too.

    Returns
    -------
    bool
        False for a name with anything of its own, a number or a place.

    Examples
    --------
    >>> [is_class_word(text) for text in ("监督检查室", "所在乡镇", "派驻机构名称：", "第一监督检查室", "城关镇")]
    [True, True, True, False, False]
    """
    if len(text) > 40 or (not known and text[-1:] not in _ends()):  # most names
        return False
    word = plain(text)
    if not word or len(word) > 12:
        return False
    if word in _words() or any(word in role.exact for role in known):
        return True
    return _BEHIND.sub("", _BEFORE.sub("", word)) in _words()


def is_class_row(cells: Sequence[str], known: Sequence[ColumnRole]) -> bool:
    """Whether a row is a heading by its words: one of them at least is a bare class word, none is a number, a name or a long text.

    Parameters
    ----------
    cells
        Of the row.
    known
        The roles of columns.

    Returns
    -------
    bool
        False for a row of one text.
    """
    texts = list(dict.fromkeys(cell for cell in cells if cell))
    if len(texts) < 2 or any(len(text) > 20 or not re.search(r"[^\W\d]", text) for text in texts):
        return False
    by_word = [is_class_word(text, known) for text in texts]
    return any(by_word) and not any(not word and _is_name(text) for word, text in zip(by_word, texts, strict=True))


def _is_name(text: str) -> bool:
    """Whether a text names a body, or begins with the name of one."""
    reading = parse(_BETWEEN.split(text)[0])
    return reading.sure and reading.kind is not None and not reading.parts.set


def heads_what_follows(text: str, following: str) -> bool:
    """Whether a line of a list is the heading of a section: a class of bodies with one of the class below it, or a class of units above a unit.

    Parameters
    ----------
    text
        Of the line.
    following
        The next line that holds something.

    Returns
    -------
    bool
        `各乡镇纪委` above another class stands for unnamed bodies and heads nothing.

    Examples
    --------
    >>> [heads_what_follows("县（市）区纪委监委", below) for below in ("云岭县纪委监委", "各乡镇纪委")], heads_what_follows("经济部门", "县审计局")
    ([True, False], True)
    """
    section = parse(text)
    of_units = section.pattern in ("class-of-units", "units-set")
    if not of_units and not (section.parts.set and section.kind is not None):
        return False
    below = parse(following)
    if not (below.sure and below.kind) or below.parts.set:
        return False
    return below.kind == "Unit" if of_units else section.kind == below.kind
