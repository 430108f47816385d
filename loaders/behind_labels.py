"""What a list names behind an overseer's label (第一纪检监察组：监督县财政局及其下属单位、县审计局等5家单位): a name, those below it, or several that nobody names."""

from __future__ import annotations

import re
from typing import NamedTuple

from oversight_graph.loaders.rosters.cell_contents import units_of_part
from oversight_graph.loaders.rosters.kinds.areas import inspected_body
from oversight_graph.model import OVERSEEN
from oversight_graph.naming.grammar import parse

VERB = re.compile(r"\A(?:负责|分别|直接)?(?:联系|监督|对口|分管|归口|包联|巡察|巡视|成员(?:单位)?|成员有|包括|由)(?:联系|监督检查|监督)?")
LONGEST_LINE = 1000
"""Letters of a line that is looked at."""
_BETWEEN = re.compile("[、，,；;]")
_MORE_THAN_A_NAME = re.compile(r".等|[及含和]其?(?:所属|下属|直属|所辖)")
_MAY_SAY = re.compile(r"[组室](?:——|--|负责|综合|监督|联系|巡察|[（(].*[、，])")  # looked for first: most lines are a name
_SAID = re.compile(  # what says whom a body oversees without a colon: a dash, a verb, brackets with several names
    r"(?P<who>[^：:（(，,。]{4,40}?)(?:——|--|负责(?:综合)?(?:监督|联系|巡察)|(?:综合)?监督(?!检查|室|组|站)|联系(?!室|站)|巡察(?!组|办))(?P<whom>[^：:]{4,})"
    r"|(?P<head>[^：:（(]{4,40})[（(](?P<several>[^（()）]+[、，][^（()）]+)[)）]"
)
_OVERSEERS = ("StationedGroup", "Room", "InspectionTeam")


def labelled(text: str) -> str:
    """A line with a colon behind the overseer that it begins with, where it says by other means whom that oversees.

    Parameters
    ----------
    text
        A line of a list.

    Returns
    -------
    The line itself where it doesn't, or where it isn't sure.

    Examples
    --------
    >>> labelled("驻县财政局纪检监察组负责监督县财政局、县审计局。"), labelled("派驻第一纪检监察组——县委办公室、县档案馆")
    ('驻县财政局纪检监察组：县财政局、县审计局。', '派驻第一纪检监察组：县委办公室、县档案馆')
    >>> labelled("驻县委办公室纪检监察组（县委办公室、县档案馆）"), labelled("驻县委办公室纪检监察组（综合派驻）")
    ('驻县委办公室纪检监察组：县委办公室、县档案馆', '驻县委办公室纪检监察组（综合派驻）')
    """
    if len(text) >= LONGEST_LINE or not _MAY_SAY.search(text):
        return text
    said = _SAID.fullmatch(text.strip())
    if said is None:
        return text
    who, whom = said["who"] or said["head"], said["whom"] or said["several"]
    reading = parse(who)
    pieces = _BETWEEN.split(whom)
    if not (reading.sure and reading.kind in _OVERSEERS) or not all(map(_names_overseen, pieces if said["head"] else pieces[:1])):
        return text
    return f"{reading.printed or ''}{reading.name}：{whom}" if not reading.notes else text


def _names_overseen(piece: str) -> bool:
    units = list(units_of_part(piece.strip(" 。"), 0)) if piece.strip(" 。") else []
    if not units:
        return False
    reading = parse(units[0].name)
    return units[0].count is not None or reading.kind in (*OVERSEEN, "PartyCommittee") or inspected_body(reading) is not None


class BehindLabel(NamedTuple):
    """A piece of a line behind a label.

    Attributes
    ----------
    text
        The name, or what those are called that nobody names.
    below_too
        Whether what is below the named one is meant too.
    how_many
        How many unnamed ones it stands for (`unknown` where nobody says); None for one that is named.
    """

    text: str
    below_too: bool = False
    how_many: int | str | None = None


def behind_label(part: str, named: int) -> list[BehindLabel]:
    """What a piece of a line names behind a body's label.

    Parameters
    ----------
    part
        The piece.
    named
        How many the line has named before it, which a total behind 等 includes.

    Returns
    -------
    The piece itself where it is a name alone.

    Examples
    --------
    >>> behind_label("县审计局等5家单位", 1)
    [BehindLabel(text='县审计局', below_too=False, how_many=None), BehindLabel(text='其他单位', below_too=False, how_many=3)]
    >>> behind_label("监督县财政局及其下属单位", 0)
    [BehindLabel(text='县财政局', below_too=True, how_many=None)]
    """
    bare = VERB.sub("", part)
    reading = parse(bare)
    if not _MORE_THAN_A_NAME.search(bare) or (reading.sure and reading.kind and not reading.notes):
        return [BehindLabel(part)]
    units = list(units_of_part(bare, named))
    plain = len(units) == 1 and units[0].count is None and not units[0].with_subordinates
    return [BehindLabel(part)] if plain else [BehindLabel(unit.name, unit.with_subordinates, unit.count) for unit in units]
