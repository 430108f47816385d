"""What stands in one cell of a roster: several units, a number of posts, a date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from oversight_graph.bounded_memo import bounded_memo
from oversight_graph.naming.chinese_numerals import read_number
from oversight_graph.naming.grammar import NameReading, parse
from oversight_graph.naming.joined_names import join_pieces, two_plates
from oversight_graph.naming.list_notation import label_before_colon
from oversight_graph.naming.persons import heading_of_persons

_OPEN, _CLOSE = "(（[【〔<《", ")）]】〕>》"
_BETWEEN = "、，,；;/|。"
_NUMBERED = re.compile(r"[\s　]+(?=[(（]?\d{1,3}[.．、)）])")
_NUMBER_ALONE = re.compile(r"[(（]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）]?")
_GAP = re.compile(r"\n|\s{2,}|(?<![A-Za-z.,&])[ 　\u00a0]|[ 　\u00a0](?![A-Za-z&(])")  # the words of a name in Latin letters stay together
_WITH_SUBORDINATES = re.compile(r"(?:及|含|包括|和)(?:其)?(?:所属|下属|直属|所辖|所属事业|下属事业|各).{0,8}")
_AND_SO_ON = re.compile(
    r"(?P<name>.*?)等\s*(?:(?P<n>\d+|[一二三四五六七八九十百]+)?\s*(?:家|个|所|户)?)?\s*(?:[\u4e00-\u9fff]{0,6}(?:单位|部门|机关|企业|学校|机构|医院|院校|公司))?\Z"
)
_COUNTED = re.compile(r"(?P<n>\d+|[一二三四五六七八九十百]+)\s*(?:家|个|所|户)")


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit as a cell lists it.

    Attributes
    ----------
    name
        As it is written, or as its reading says it.
    with_subordinates
        Whether the cell says that what is below it is meant too.
    count
        How many unnamed ones it stands for (`unknown` where nobody says), None for one that is named.
    notes
        Remarks that stand behind its name.
    label
        What stands before a colon before it, and before those that follow (政府部门：县财政局、县审计局); "" for none.
    read
        How its name was read, where that is known already.
    """

    name: str
    with_subordinates: bool = False
    count: int | str | None = None
    notes: tuple[str, ...] = field(default=())
    read: NameReading | None = None  # how its name was read, where that is known already
    label: str = ""


def listed(cell: str) -> list[ListedUnit]:
    """The units of a cell, in their order.

    Parameters
    ----------
    cell
        Its text.

    Returns
    -------
    list of ListedUnit
        Those that 等 stands for are one, with their number.

    Examples
    --------
    >>> [unit.name for unit in listed("1.市财政局（含下属单位）、市审计局；市统计局")]
    ['市财政局', '市审计局', '市统计局']
    >>> [(unit.name, unit.count) for unit in listed("市财政局、市审计局等5家单位")]
    [('市财政局', None), ('市审计局', None), ('其他单位', 3)]
    """
    return list(_listed(cell))


@bounded_memo(1 << 12)
def _listed(cell: str) -> tuple[ListedUnit, ...]:
    units: list[ListedUnit] = []
    for label, part in labelled_parts(cell):
        if part:
            units += (replace(unit, label=label) if label else unit for unit in units_of_part(part, len(units)))
    return tuple(units)


def labelled_parts(cell: str) -> list[tuple[str, str]]:
    """A cell taken apart as `parts` does, each part with the label that stands before it or before an earlier one.

    Parameters
    ----------
    cell
        Its text.

    Returns
    -------
    list of (str, str)
        Label and part; "" for none. A label with nothing behind it has an empty part.

    Examples
    --------
    >>> labelled_parts("政府部门：县财政局、县审计局；党群部门：县委办公室")
    [('政府部门', '县财政局'), ('政府部门', '县审计局'), ('党群部门', '县委办公室')]
    """
    labelled: list[tuple[str, str]] = []
    label = ""
    for part in parts(cell):
        found = label_before_colon(part)
        if found and (heading_of_persons(found[0]) or parse(found[0]).pattern == "post"):  # 组长：张三 is read as a whole, and left out
            found, label = None, ""
        label, rest = found or (label, part)
        if not found and labelled and labelled[-1] == (label, ""):
            labelled.pop()  # the label stood on a line of its own
        labelled.append((label, rest))
    return labelled


def parts(cell: str) -> list[str]:
    """A cell taken apart at its separators, not inside brackets; a line break or a space divides only where both sides are names.
    What is one name in spite of a separator, such as the two plates of a commission, stays together.

    Parameters
    ----------
    cell
        Its text.

    Returns
    -------
    list of str
        Without full stops and white space around them, none empty.
    """
    pieces: list[str] = []
    for piece in _between(cell):
        pieces += _lines(piece)
    cleaned = [clean for piece in pieces if (clean := piece.strip(" 　\t\u00a0\n。.")) and not set(clean) <= set("-—–/")]
    return join_pieces([piece for piece in cleaned if not _NUMBER_ALONE.fullmatch(piece)] or cleaned)  # 一、县财政局: the number before a name


def _between(cell: str) -> Iterator[str]:
    depth, start = 0, 0
    for position, letter in enumerate(cell):
        if letter in _OPEN:
            depth += 1
        elif letter in _CLOSE:
            depth = max(0, depth - 1)
        elif letter in _BETWEEN and not depth:
            yield cell[start:position]
            start = position + 1
    yield cell[start:]


def _lines(piece: str) -> list[str]:
    """A piece at its line breaks and gaps, where it isn't one name that was broken to fit its cell."""
    words = [word for word in _GAP.split(_NUMBERED.sub("\n", piece.strip())) if word.strip()]
    joined: list[str] = []
    for word in words:
        if (
            joined
            and not (_is_name(joined[-1]) and _is_name(word) and not two_plates(joined[-1], word))
            and (_is_name(joined[-1] + word) or _loose(joined[-1], word))
        ):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _is_name(text: str) -> bool:
    reading = parse(text)
    return reading.sure and reading.kind is not None


def _loose(before: str, after: str) -> bool:
    """Whether two words can only be one: an open bracket, or a piece too short for a name."""
    opened = sum(before.count(bracket) for bracket in _OPEN) > sum(before.count(bracket) for bracket in _CLOSE)
    return opened or after[0] in _OPEN or len(after) == 1 or len(before) == 1


def units_of_part(text: str, named: int) -> Iterator[ListedUnit]:
    """The units of a part of a cell.

    Parameters
    ----------
    text
        The part.
    named
        How many the cell has named before it, which a total behind 等 includes.

    Returns
    -------
    iterator of ListedUnit
        One, or a name and those that 等 stands for.
    """
    reading = parse(text)
    remarks = (*reading.notes, text)
    with_subordinates = any(_WITH_SUBORDINATES.search(remark) for remark in remarks)
    if reading.no_body:
        so_on = _AND_SO_ON.fullmatch(text)
        if so_on and not so_on["name"]:  # 等, 等3家单位: the cell names some of several
            yield from _rest(so_on["n"], named)
        else:
            yield ListedUnit(text)
        return
    so_on = _AND_SO_ON.fullmatch(text) if "等" in text[1:] and not (reading.sure and reading.kind) else None
    if so_on and so_on["name"] and _is_name(so_on["name"]):
        yield ListedUnit(so_on["name"])
        yield from _rest(so_on["n"], named + 1)
        return
    if with_subordinates and not (reading.sure and reading.kind):
        name = _WITH_SUBORDINATES.sub("", text).strip()
        if _is_name(name):
            yield ListedUnit(parse(name).name, True)
            return
    if reading.pattern in ("units-set", "class-of-units"):
        counted = _COUNTED.search(text)
        yield ListedUnit(text, count=_number(counted["n"]) if counted else "unknown")
        return
    name = reading.name or text
    yield ListedUnit(
        name, with_subordinates, None, tuple(note for note in reading.notes if not _WITH_SUBORDINATES.search(note)), reading if reading.name == name else None
    )


def _rest(total: str | None, named: int) -> Iterator[ListedUnit]:
    """Those that 等 stands for: of a total, what isn't named; of no total, an unknown number."""
    number = _number(total)
    if isinstance(number, str) or number > named:
        yield ListedUnit("其他单位", count=number - named if isinstance(number, int) else number)


def _number(text: str | None) -> int | str:
    number = read_number(text) if text else None
    return number if number else "unknown"


_QUANTITY = re.compile(
    r"(?P<head>不少于|不低于|至少|最少|≥|>=|不超过|不多于|不大于|至多|最多|≤|<=|约|大约|近|左右)?\s*"
    r"(?P<n>\d{1,6}|[一二三四五六七八九十百零〇两]{1,6})\s*(?:余)?\s*(?:名|人|个|位|编|员)*\s*(?P<tail>以上|及以上|以下|以内|左右|上下|余人|余名|\+)?(?:人)?\Z"
)
_TRADITIONAL = str.maketrans("於過約餘個員編內", "于过约余个员编内")
_QUANTIFIER = {
    "ge": ("不少于", "不低于", "至少", "最少", "≥", ">=", "以上", "及以上", "余人", "余名", "+"),
    "le": ("不超过", "不多于", "不大于", "至多", "最多", "≤", "<=", "以下", "以内"),
    "approx": ("约", "大约", "近", "左右", "上下"),
}


@bounded_memo(1 << 12)
def quantity(cell: str) -> tuple[int, str] | None:
    """A number of posts and its quantifier.

    Parameters
    ----------
    cell
        Its text.

    Returns
    -------
    (int, str) or None
        The quantifier is `eq`, `ge`, `le` or `approx`; None for a text that says no number, or a range.

    Examples
    --------
    >>> [quantity(text) for text in ("不少于5", "不少於5", "７名", "约3", "5人以上", "三名", "3-5", "若干")]
    [(5, 'ge'), (5, 'ge'), (7, 'eq'), (3, 'approx'), (5, 'ge'), (3, 'eq'), None, None]
    """
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell)).translate(_TRADITIONAL)
    match = _QUANTITY.match(text)
    if match is None:
        return None
    number = read_number(match["n"])
    if number is None:
        return None
    words = (match["head"], match["tail"], "余人" if "余" in text else None)
    quantifiers = {quantifier for quantifier, forms in _QUANTIFIER.items() for word in words if word in forms}
    return (number, quantifiers.pop() if quantifiers else "eq") if len(quantifiers) < 2 else None


_DATE = re.compile(r"(?P<y>(?:19|20)\d\d)\s*(?:年|[-./])\s*(?:(?P<m>\d{1,2})\s*(?:月|[-./])?\s*(?:(?P<d>\d{1,2})\s*日?)?)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CHINESE_DATE = re.compile(r"(?P<y>[一二][〇零○一二三四五六七八九]{3})年(?:(?P<m>[一二三四五六七八九十]{1,3})月(?:(?P<d>[一二三四五六七八九十]{1,3})日)?)?")


def day(text: str) -> str | None:
    """The date that stands in a text.

    Parameters
    ----------
    text
        In Arabic or Chinese numerals.

    Returns
    -------
    str or None
        The first one, as 2023, 2023-06 or 2023-06-30.

    Examples
    --------
    >>> day("（截至２０２３年６月３０日）"), day("二〇二三年六月"), day("2019.3"), day("第3组")
    ('2023-06-30', '2023-06', '2019-03', None)
    """
    plain = unicodedata.normalize("NFKC", text)
    match = _DATE.search(plain) or _CHINESE_DATE.search(plain)
    if match is None:
        return None
    year, month, date = (read_number(part) if part else None for part in (match["y"], match["m"], match["d"]))
    return "-".join([str(year), *(f"{part:02d}" for part in (month, date if month else None) if part)])


def day_in_column(text: str) -> str | None:
    """The date in a cell of a column of dates, where a bare year is one too.

    Parameters
    ----------
    text
        Of the cell.

    Returns
    -------
    str or None
        As `day` gives it.

    Examples
    --------
    >>> day_in_column("2019"), day_in_column("2019年3月"), day_in_column("3")
    ('2019', '2019-03', None)
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    return plain if _YEAR.fullmatch(plain) else day(text)
