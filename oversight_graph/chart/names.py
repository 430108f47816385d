"""Names: folding what differs only in writing, so that one body is recognised under several spellings (domain §7.10, contract §1)."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

from oversight_graph.model.areas import is_gb

NOISE = re.compile(r"[\s·•・\-—_,，、。.“”\"'‘’()\[\]{}《》〈〉「」『』]+")

KNOWN_FORMS: tuple[tuple[str, str], ...] = (
    # (as written, one form): official long names, short ones and old ones of one body
    ("中国共产党", ""),
    ("中共", ""),
    ("纪律检查委员会", "纪委"),
    ("监察委员会", "监委"),
    ("纪委监察委", "纪委监委"),
    ("派驻(出)", "驻"),
    ("派驻", "驻"),
    ("执纪监督室", "监督检查室"),
)

_PROVINCES = {
    "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古", "21": "辽宁", "22": "吉林", "23": "黑龙江", "31": "上海",
    "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西", "37": "山东", "41": "河南", "42": "湖北", "43": "湖南",
    "44": "广东", "45": "广西", "46": "海南", "50": "重庆", "51": "四川", "52": "贵州", "53": "云南", "54": "西藏", "61": "陕西",
    "62": "甘肃", "63": "青海", "64": "宁夏", "65": "新疆",
}  # fmt: skip
_PROVINCE_TAIL = r"(?:维吾尔自治区|壮族自治区|回族自治区|自治区|省|市)?"
_GENERIC = {
    "province": ("自治区", "省", "市"),
    "prefecture": ("自治州", "地区", "市", "州", "盟"),
    "county": ("自治县", "市", "县", "区", "旗"),
    "township": ("街道", "镇", "乡"),
}


@functools.cache
def _simplify() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """Traditional to simplified characters, by OpenCC; ASCII passes through without loading it."""
    if text.isascii():
        return text
    return str(_simplify().convert(text))  # type: ignore[attr-defined]


def province(code: str) -> str | None:
    """The short name of the province in which a GB/T 2260 code lies; None for another code.

    >>> province("620102"), province("example-zone")
    ('甘肃', None)
    """
    return _PROVINCES.get(code[:2]) if is_gb(code) else None


def fold(text: str) -> str:
    """One spelling for all that differ in script, width, case, spaces and known forms.

    >>> fold("派駐省水利廳 紀檢監察組") == fold("驻省水利厅纪检监察组")
    True
    """
    folded = NOISE.sub("", simplified(unicodedata.normalize("NFKC", text).casefold()))
    for written, one in KNOWN_FORMS:
        folded = folded.replace(written, one)
    return folded


def key(text: str, level: str | None, area: str, area_names: Iterable[str] = ()) -> str:
    """The folded name without the area that kind, level and area say anyway.

    >>> key("甘肃省纪委监委", "province", "620000") == key("省纪律检查委员会、监察委员会", "province", "620000")
    True
    """
    folded = fold(text)
    stationed = folded.startswith("驻")
    body = folded[1:] if stationed else folded
    for name in sorted((fold(one) for one in area_names), key=len, reverse=True):
        if name and body.startswith(name) and body != name:
            body = body[len(name) :]
            break
    else:
        province = _PROVINCES.get(area[:2])
        if level == "province" and province:
            body = re.sub(rf"\A{province}{_PROVINCE_TAIL}(?=.)", "", body)
    for word in _GENERIC.get(level or "", ()):
        if body.startswith(word) and body != word:
            body = body[len(word) :]
            break
    return ("驻" if stationed else "") + body
