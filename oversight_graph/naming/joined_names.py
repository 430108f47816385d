"""Pieces of a cell that are one name: the two plates of a body, 第一、第二监督检查室, 派驻柳河镇、石塘镇纪检监察组.

A list is taken apart at its separators; what belongs together is joined again. Two plates are one body: 纪委 and 监委 of one area, of one
township, of one zone (domain §2).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from oversight_graph.model import OVERSEERS
from oversight_graph.naming.grammar import NameReading, parse

_LONGEST = 4  # pieces that are one name
_PARTY = re.compile(r"(?P<whose>.{0,30}?)(?:纪律检查(?:工作)?委员会|纪检监察工(?:作委员会|委)|纪委|纪工委)(?:机关)?\Z")
_STATE = re.compile(r"(?P<whose>.{0,30}?)(?P<plate>监察(?:工作)?委员会|监察委|监委|监察工委|监察局|监察厅|(?:派出)?监察(?:办公室|办|室|组))\Z")
_PLATE_AND_MORE = re.compile(r"(?P<whose>.{0,12}?)(?:监察委员会|监委|监察局|监察厅)(?=.)")
_BY_HOST = "stationed-by-host"  # 驻县发改局, by itself a group's short name
_OPENS = re.compile(r"第[一二三四五六七八九十百\d]{1,4}\Z|.{0,20}(?:派驻|派出|\A驻)")
_OF_THE_PARTY = re.compile(r"\A(?:中国共产党|中共)")


def two_plates(first: str, second: str) -> bool:
    """Whether two names are those of one body: the party's plate, then the state's.

    Parameters
    ----------
    first, second
        As they are written.

    Returns
    -------
    True where both are of one area, the second may say it in short or not at all.

    Examples
    --------
    >>> two_plates("中共某县纪律检查委员会", "某县监察委员会"), two_plates("某县纪委", "县监委"), two_plates("柳河镇纪委", "监察办公室")
    (True, True, True)
    >>> two_plates("云岭县纪委", "青山县监委"), two_plates("县纪委", "县财政局")
    (False, False)
    """
    party, state = _PARTY.match(first.strip()), _STATE.match(second.strip())
    if party is None or state is None:
        return False
    whose, again = _OF_THE_PARTY.sub("", party["whose"]), state["whose"]
    if state["plate"].endswith(("室", "组", "办")):  # 柳河镇纪委、监察办公室; with a name of its own it is told apart by who reads the table
        return bool(whose) and not again
    if not whose and state["plate"].endswith(("局", "厅")):  # 纪委、监察局: whose, nobody says
        return False
    return whose.endswith(again) or (bool(whose) and again.endswith(whose))


def join_pieces(pieces: Sequence[str]) -> list[str]:
    """The pieces of a cell with those joined that are one name.

    Parameters
    ----------
    pieces
        In their order, without the separators.

    Returns
    -------
    Names in their order; joined ones with 、.

    Examples
    --------
    >>> join_pieces(["中共某县纪律检查委员会", "某县监察委员会", "县财政局"])
    ['中共某县纪律检查委员会、某县监察委员会', '县财政局']
    >>> join_pieces(["第一", "第二监督检查室", "县审计局"])
    ['第一、第二监督检查室', '县审计局']
    """
    joined: list[str] = []
    at = 0
    while at < len(pieces):
        length = _length(pieces, at)
        joined.append("、".join(pieces[at : at + length]))
        at += length
    return joined


def _length(pieces: Sequence[str], at: int) -> int:
    """How many pieces from here on are one name."""
    if at + 1 < len(pieces) and two_plates(pieces[at], pieces[at + 1]):
        return 2
    if at + 1 < len(pieces) and _is_prefix(pieces[at], pieces[at + 1]):
        return 2
    if _OPENS.match(pieces[at]) and ((first := parse(pieces[at])).pattern == _BY_HOST or not _is_body(first)):
        for length in range(2, min(_LONGEST, len(pieces) - at) + 1):
            reading = parse("、".join(pieces[at : at + length]))
            if _is_body(reading) and reading.kind in OVERSEERS:
                return length
    return 1


def _is_prefix(first: str, second: str) -> bool:
    """Whether a body's name begins with both plates of its commission: 市纪委、市监委派驻第一纪检监察组."""
    plate = _PLATE_AND_MORE.match(second)
    if plate is None or not two_plates(first, plate.group()):
        return False
    reading = parse(f"{first}、{second}")
    return _is_body(reading) and reading.kind in OVERSEERS


def _is_body(reading: NameReading) -> bool:
    return reading.sure and reading.kind is not None
