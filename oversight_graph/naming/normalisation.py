"""Names: folding what differs only in writing, so that one body is recognised under several spellings (domain §7.10, contract §1)."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence

from oversight_graph.bounded_memo import bounded_memo
from oversight_graph.naming.chinese_numerals import written_number
from oversight_graph.naming.provinces import PROVINCES

NOISE = re.compile(r"[\s·•・\-—–~_,，、。.:;/|*#“”\"'‘’()\[\]{}《》〈〉「」『』【】〔〕\u00ad\u200b-\u200f\u2060\ufeff]+")
_ORDINAL = re.compile(r"第0*(\d{1,3})(?!\d)")

KNOWN_FORMS: tuple[tuple[str, str], ...] = (
    # (as written, one form): official long names, short ones and old ones of one body
    ("中国共产党", ""),
    ("中共", ""),
    ("纪律检查委员会", "纪委"),
    ("监察委员会", "监委"),
    ("纪委监察委", "纪委监委"),
    ("纪律检查工作委员会", "纪工委"),
    ("纪检监察工作委员会", "纪检监察工委"),
    ("纪律检查组", "纪检组"),
    ("派驻", "驻"),
    ("执纪监督室", "监督检查室"),
)

SHORT_FORMS: tuple[tuple[str, str], ...] = (
    # of departments: they tell that two names are one, but aren't used in looking for a part of a name
    ("人民代表大会常务委员会", "人大常委会"),
    ("人民检察院", "检察院"),
    ("人民法院", "法院"),
    ("人民政府", "政府"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("卫生健康", "卫健"),
    ("国有资产监督管理", "国资"),
    ("人力资源和社会保障", "人社"),
    ("人力资源社会保障", "人社"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("工业和信息化", "工信"),
    ("市场监督管理", "市场监管"),
    ("发改委员会", "发改委"),
    ("卫健委员会", "卫健委"),
    ("国资委员会", "国资委"),
    ("住建委员会", "住建委"),
    ("工信委员会", "工信委"),
    ("政法委员会", "政法委"),
    ("管理委员会", "管委会"),
    ("居民委员会", "居委会"),
    ("村民委员会", "村委会"),
)

OLD_NAMES: tuple[tuple[re.Pattern[str], str], ...] = (
    # the one before 2018 → the one since: perhaps one body, perhaps its forerunner (domain §1), so no reason to merge by itself
    (re.compile(r"(?:纪检组监察[室处局]|纪检组|(?<!纪检)监察室)\Z"), "纪检监察组"),
    (re.compile(r"\A(?:纪委监察[局厅]|监察[局厅]|纪委|监委)\Z"), "纪委监委"),
    (re.compile(r"(?<=.)纪工委\Z"), "纪检监察工委"),
)

_TWICE = re.compile(r"\A(.{0,12}?)纪委(.{1,12}?)监委\Z")  # 某市纪委、某市监委; 某县纪委、县监委
_ONE_COMMISSION = re.compile(r"\A(?:纪委|监委|中央纪委(?:国家)?(?:监委)?|国家监委)\Z")

_AUTONOMOUS = ("15", "45", "54", "64", "65")
_PROVINCE_TAIL = r"(?:维吾尔自治区|壮族自治区|回族自治区|自治区|省|市)?"
_GENERIC = {
    "province": ("自治区", "省", "市"),
    "prefecture": ("自治州", "地区", "市", "州", "盟"),
    "county": ("自治县", "市", "县", "区", "旗"),
    "township": ("街道", "镇", "乡"),
}
_NO_AREA = re.compile(r"市场|市容|市民(?!政|族|宗|防|委)|市政(?!府|协|法|研|务)|区[域划块间]|乡村")
"""Words that begin with the word for an area and don't name one."""


@functools.cache
def _simplify() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplified(text: str) -> str:
    """Traditional to simplified characters, by OpenCC; ASCII passes through without loading it.

    Parameters
    ----------
    text
        In any script.

    Returns
    -------
    The same text; what isn't Chinese stays.
    """
    if text.isascii():
        return text
    try:
        return str(_simplify().convert(text))  # type: ignore[attr-defined]
    except UnicodeEncodeError:  # half of a character, as JSON may write it: it stays as it is
        return "".join(letter if "\ud800" <= letter <= "\udfff" else str(_simplify().convert(letter)) for letter in text)  # type: ignore[attr-defined]


def plain(text: str) -> str:
    """One spelling for all that differ in script, width, case, spaces, punctuation and the digits of an ordinal.

    Parameters
    ----------
    text
        A name.

    Returns
    -------
    By what names are compared and sought; no known form is shortened.

    Examples
    --------
    >>> plain("駐 市水務局（第３組）"), plain("第12室") == plain("第十二室")
    ('驻市水务局第三组', True)
    """
    wide = simplified(unicodedata.normalize("NFKC", text).casefold()).replace("派驻(出)", "派驻").replace("〇", "零")
    return _ORDINAL.sub(lambda match: f"第{written_number(int(match[1]))}", NOISE.sub("", wide))


@bounded_memo(1 << 13)
def fold(text: str) -> str:
    """One spelling for all that differ in writing or by a known form (KNOWN_FORMS).

    Parameters
    ----------
    text
        A name.

    Returns
    -------
    The folded name; empty where nothing but signs was written.

    Examples
    --------
    >>> fold("派駐省水利廳 紀檢監察組") == fold("驻省水利厅纪检监察组")
    True
    """
    folded = plain(text)
    for written, one in KNOWN_FORMS:
        folded = folded.replace(written, one)
    return folded


def key(text: str, level: str | None, area: str, area_names: Iterable[str] = ()) -> str:
    """The folded name without the area that kind, level and area say anyway: within a block of these, equal keys are one body (domain §7.10).

    Parameters
    ----------
    text
        A name.
    level
        The id of the level of the body; None where nothing says it.
    area
        The code of its area in its one spelling; empty where nothing says it.
    area_names
        What charts call this area.

    Returns
    -------
    Known forms and short forms of departments replaced.

    Examples
    --------
    >>> key("甘肃省纪委监委", "province", "620000") == key("省纪律检查委员会、监察委员会", "province", "620000")
    True
    >>> key("市发展和改革委员会", "prefecture", "530100") == key("发改委", "prefecture", "530100")
    True
    """
    return key_of_folded(_shortened(fold(text)), level, area, area_names)


def _shortened(folded: str) -> str:
    for written, one in SHORT_FORMS:
        folded = folded.replace(written, one)
    return folded


def key_of_folded(folded: str, level: str | None, area: str, area_names: Iterable[str] = ()) -> str:
    """The same as `key`, of a name that is folded already.

    Parameters
    ----------
    folded
        What `folded_at_once` gives for the name.
    level, area, area_names
        As for `key`.

    Returns
    -------
    What `key` gives.
    """
    return _without_area(_one_plate(folded), level, area, area_names)


def _one_plate(folded: str) -> str:
    """The two plates of one commission as one: its area stands once."""
    twice = _TWICE.match(folded)
    return f"{twice[1]}纪委监委" if twice and (twice[1].endswith(twice[2]) or not twice[1]) else folded


_BETWEEN = "\x01"  # no name holds it, no rule knows it


def folded_at_once(texts: Sequence[str]) -> list[str]:
    """Many names folded, short forms of departments replaced: each rule goes over all of them as one text, which takes a tenth of the time.

    Parameters
    ----------
    texts
        Names.

    Returns
    -------
    For each what `key_of_folded` takes.
    """
    found: list[str] = []
    for start in range(0, len(texts), _AT_ONCE):
        some = texts[start : start + _AT_ONCE]
        together = _BETWEEN.join(some)
        if together.count(_BETWEEN) == len(some) - 1 and not _HALF.search(together):
            found += _shortened(fold(together)).split(_BETWEEN)
        else:
            found += [_shortened(fold(text)) for text in some]
    return found


_AT_ONCE = 10_000
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character: OpenCC takes no text that holds one (see `simplified`)."""


def bare(text: str, level: str | None, area: str, area_names: Iterable[str] = ()) -> str:
    """The name in one writing without its area, no form shortened.

    Parameters
    ----------
    text
        A name.
    level
        The id of the level of the body; None where nothing says it.
    area
        The code of its area in its one spelling; empty where nothing says it.
    area_names
        What charts call this area.

    Returns
    -------
    The name in the spelling of `plain`.

    Examples
    --------
    >>> bare("雲南省文化和旅遊廳", "province", "530000"), bare("市场监督管理局", "prefecture", "530100")
    ('文化和旅游厅', '市场监督管理局')
    """
    return _without_area(plain(text), level, area, area_names)


def _without_area(folded: str, level: str | None, area: str, area_names: Iterable[str]) -> str:
    stationed = folded.startswith("驻")
    body = folded[1:] if stationed else folded
    for name in _folded_areas(tuple(area_names)):
        if body.startswith(name) and body != name:
            body = body[len(name) :]
            break
    else:
        province = PROVINCES.get(area[:2])
        if level == "province" and province:
            body = re.sub(rf"\A{province}{_PROVINCE_TAIL}(?=.)", "", body)
    words = _GENERIC.get(level or "", ())
    if level == "province" and area[:2] in _AUTONOMOUS:  # 区纪委 of such a region is the region's, not a district's
        words = (*words, "区")
    for word in words:
        if body.startswith(word) and body != word and not _NO_AREA.match(body):
            body = body[len(word) :]
            break
    return ("驻" if stationed else "") + body


@functools.lru_cache(1 << 16)
def _folded_areas(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of an area folded, the longest first: of a large chart many bodies lie in each."""
    return tuple(sorted((name for name in map(fold, names) if name), key=len, reverse=True))


def one_commission(folded: str) -> str:
    """The key of a commission since 2018-03, when 纪委 and 监委 have become one body under two names (domain §2).

    Parameters
    ----------
    folded
        What `key` gives for a commission.

    Returns
    -------
    The key itself for any other name.

    Examples
    --------
    >>> one_commission("纪委"), one_commission("监委"), one_commission("集团纪委")
    ('纪委监委', '纪委监委', '集团纪委')
    """
    return "纪委监委" if _ONE_COMMISSION.match(folded) else folded


def present_name(folded: str) -> str:
    """The key that a body with a name from before 2018 would have since.

    Parameters
    ----------
    folded
        What `key` gives.

    Returns
    -------
    The key itself for any other name.

    Examples
    --------
    >>> present_name("驻财政局纪检组"), present_name("监察局"), present_name("财政局")
    ('驻财政局纪检监察组', '纪委监委', '财政局')
    """
    for old, new in OLD_NAMES:
        changed, times = old.subn(new, folded)
        if times:
            return changed
    return folded
