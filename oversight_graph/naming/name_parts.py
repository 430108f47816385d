"""What a name that fits a pattern says besides its kind: whose body it is, where, of which level and number."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from oversight_graph.model import KINDS
from oversight_graph.naming.chinese_numerals import read_number
from oversight_graph.naming.grammar_table import GrammarTable, NameParts, NamePattern

_LEVEL_OF = {
    "新区": None, "中央": "central", "国家": "central", "省": "province", "自治区": "province", "兵团": "province", "州": "prefecture", "自治州": "prefecture", "盟": "prefecture",
    "地区": "prefecture", "师": "prefecture", "县": "county", "区": "county", "旗": "county", "自治县": "county", "自治旗": "county", "林区": "county", "特区": "county",
}  # fmt: skip
_LEVEL_WORDS = tuple(sorted(_LEVEL_OF, key=len, reverse=True))
_LEVEL_OF_KIND = {kind.id: kind.level for kind in KINDS if kind.level}
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_PART_OF_SLOT = {"by": "commission", "own": "function", "number2": "number", "unit": "host", "office": "host", "organ_host": "host", "street": "township"}
_TOLD_BY_SLOT = frozenset({one.name for one in fields(NameParts)} - {"area", "level_word", "level", "count"})
_NUMBERED = ("StationedGroup", "Room", "InspectionTeam", "Collaboration", *(kind.id for kind in KINDS if kind.endings))
_ORDINAL = re.compile(r"第(\d{1,3}|[一二三四五六七八九十百零〇]{1,4})(?![轮届批次])|([一二三四五六七八九十]{1,3})[组室]\Z")
_COUNTED = re.compile(r"(?:全[省市县区州旗])?(?:(\d{1,4})[个家]|([一二三四五六七八九十百两]{1,4})个)(?!旧)")  # 12个乡镇纪委: several, not the twelfth
# an office of the centre, or of a firm of the country, for a place: the place is what comes behind
_BRANCH = re.compile(
    r"(?:国网|国家(?!监委|监察)[^省市县区州驻]{2,14}?(?:总局|局)"
    r"|(?:(?:国家|中国)(?!监委|监察)[^省市县区州驻]{2,10}?|建设|农业|工商|交通|招商)(?:银行|公司|集团|移动|电信|联通|铁塔|石化|石油|烟草|邮政|人寿|人保)"
    r"|[工农中建交]行|省联社)(?=.)|[^省市县区州旗驻]{2,8}?银行(?=.+[支分]行)|[一二三四五六七八九十]{1,3}届"
    r"|共青团(?!中央)|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|政协|中国人民政治协商会议"
)
_TOWN = re.compile(  # 滁州, 贵州; but 大理州, 博州
    r"(?:\A|[省市县区州旗盟])[^省市县区州旗盟博巴克]州\Z|[滁徐苏杭郑广福贵兰惠梅潮泉漳湖温台衢常扬泰亳宿池柳钦贺梧永郴荆鄂随赣抚德滨沧定涿忻朔泸达锦]州\Z"
)
_PREFECTURE = re.compile(r"[^省市县区州旗盟派驻]{0,6}(?:地委|行署|行政公署)")  # 喀什地委: of a prefecture that is no area by its word
_BEFORE_TOWN = re.compile(r"(?<=[省市县区旗盟])[^省市县区州旗盟]{1,3}州\Z|\A[^省市县区旗盟]*州\Z")
_OF_THE_CENTRE = re.compile(r"中央|国家(?!级|高新|经开|经济|开发|新区|粮食|储备|湿地|森林|公园)")  # 国家高新区 is a zone of its city
_NO_PLACE = re.compile(
    r"(?:[全各本团]|共青团|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)(?P<of>[省市县区州旗盟])\Z"
    r"|.*?(?P<before>[省市县区州旗盟]?)(?:城市|片区|辖区|社区|园区|都市|超市|中心城区|主城区)\Z|(?P<alone>[省市县区州旗盟]?)城区\Z|[省市县区州旗]{2,4}\Z"
)  # 全县, 团县(委), 市城市(建设), 市县(联动)
_OF_NO_LEVEL = ("enterprise", "financial", "university")
_TOWNSHIP_OF_VILLAGE = re.compile(r"(.{1,10}?(?:镇|乡|街道|苏木))(?=.{2})")


def own_name(table: GrammarTable, text: str) -> str:
    """A township or village without the area before it.

    Parameters
    ----------
    table
        Knows what an area looks like.
    text
        The name that a pattern has captured.

    Returns
    -------
    The name itself where no area stands before it, or where nothing would be left.
    """
    match = table.area.match(text)
    if match is None or match.group() in table.not_names["area"] or match.end() == len(text):
        return text
    if len(match.group()) == 1:  # 市桥街道: a name that begins with a level's word
        return text
    return text[match.end() :]


def _place(table: GrammarTable, said: Mapping[str, Any], core: str) -> str:
    """The area, or the bare word of a level, that a name begins with; empty where it names none.

    It isn't what the first characters look like: 国家税务总局某县税务局 is of the county, 滁州学院 and 贵州大学 bear the name of a town or a province
    without its word, 全县 and 市城市 are no names.
    """
    start = branch.group() if (branch := _BRANCH.match(core)) else ""
    match = table.area.match(core, len(start))
    if match is None and (host := said.get("host")):
        match = table.area.match(host)
    own = said.get("township") or said.get("village")
    if match and own and own_name(table, own) == own and core.startswith(own):  # 州城街道: the word belongs to the name
        match = None
    whole = match.group() if match else ""
    if whole.endswith("州") and _TOWN.search(whole):
        return _BEFORE_TOWN.sub("", whole)
    bare = _NO_PLACE.match(whole)
    if bare:
        return bare["of"] or bare["before"] or bare["alone"] or ""
    return whole


def parts_of(table: GrammarTable, pattern: NamePattern, captures: Mapping[str, str], core: str, kind: str | None) -> NameParts:
    """What a name says besides its kind.

    Parameters
    ----------
    table
        Knows what an area looks like.
    pattern
        The pattern that fits.
    captures
        What its slots have captured, by slot.
    core
        The whole name, in the writing of the table.
    kind
        The id of its kind; None where that can't be told.

    Returns
    -------
    None or False for what it doesn't say.
    """
    said: dict[str, Any] = dict(pattern.gives)
    for slot, text in captures.items():
        part = _PART_OF_SLOT.get(slot, slot)
        if part == "number":
            said[part] = read_number(text)
        elif part in _TOLD_BY_SLOT:
            said[part] = text
    if counted := _COUNTED.match(core):
        said = {key: value for key, value in said.items() if key not in ("number", "township", "village")} | {"set": True}
        said["count"] = read_number(counted[1] or counted[2])
    elif kind in _NUMBERED and not said.keys() & {"number", "host", "township", "village"} and (ordinal := _ORDINAL.search(core)):
        said["number"] = read_number(ordinal.group(1) or ordinal.group(2))
    whole = "" if "own_zone" in captures else _place(table, said, core)
    word = next((one for one in _LEVEL_WORDS if whole.endswith(one)), whole[-1]) if whole else None
    if word is None and _OF_THE_CENTRE.match(core) and not _BRANCH.match(core):
        word = core[:2]
    if word:
        said["level_word"] = word
        named = len(whole) > len(word)
        if named:
            said["area"] = whole
        # 贵州大学, 某县农商行: a firm that is called after a place, and of no level of administration
        if not (named or whole == "") or said.get("category") not in _OF_NO_LEVEL:
            said.setdefault("level", "province" if whole.endswith(_MUNICIPALITIES) else _LEVEL_OF.get(word))
    if _PREFECTURE.match(core, len(whole)):
        said["level"] = "prefecture"
    for slot in ("township", "village"):
        if slot in said:
            said[slot] = own_name(table, said[slot])
    if kind in ("Village", "LiaisonStation") and "village" in said and (inside := _TOWNSHIP_OF_VILLAGE.match(said["village"])):
        said["township"], said["village"] = inside.group(), said["village"][inside.end() :]
    if kind in _LEVEL_OF_KIND:
        said["level"] = _LEVEL_OF_KIND[kind]
    if kind == "Collaboration" and "scope" not in said:
        said["scope"] = "group" if core.endswith("组") else "zone"
    return NameParts(**said)
