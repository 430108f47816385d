"""A name as it is printed in a list: the number before it, brackets, remarks behind it; and the name itself in one writing.

The text is kept. What is taken off is told apart: a printed number, aliases, notes. Nothing is dropped but punctuation and spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from oversight_graph.naming.normalisation import simplified

_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f]")
_SPACE = re.compile(r"\s+")
_RING = r"[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3280-\u3289]"  # ① ⑴ ⒈ ⓫ ❶ ㈠ ㊀: numbers that are one character
_CHINESE = "一二三四五六七八九十百〇零"
_PRINTED = re.compile(
    rf"\s*(?:(?P<ring>{_RING})|[(\[【]\s*(?P<in>\d{{1,4}}|[{_CHINESE}]{{1,5}})\s*[)\]】]"
    rf"|(?P<dotted>\d{{1,3}}(?:\.\d{{1,3}})+)(?=[\s、.,:)]|[^\d\s.])"
    rf"|(?P<plain>\d{{1,4}}|[{_CHINESE}]{{1,5}})\s*[、.,:)](?!\d)|(?P<bare>\d{{1,4}})\s+(?=[^\d\s])"
    r"|(?P<mark>[-—–•·●■◆○▪□*★☆√>]+)(?=\s*\S))\s*[、.,:)]*\s*"
)
_GLUED = re.compile(r"(?P<bare>\d{1,3})(?=(?:省|市|县|区|州|旗|盟|自治|驻|派|中共|中央|第))")  # `3市财政局`
_BRACKET = re.compile(r"[(\[{【〔「『《<]([^()\[\]{}【】〔〕「」『』《》<>]{0,60})[)\]}】〕」』》>]")
_QUOTES = re.compile(r"[“”\"'‘’「」『』《》〈〉]")
_LABEL = re.compile(r"(?P<label>(?:[^:：、,，;；。\n(（]|[(（][^()（）]{0,30}[)）]){1,40}?)\s*[:：](?![/\\\d])\s*")
_NO_LABEL = re.compile(
    r"注|备注|附注|说明|附件|联系|电话|邮编|地址|邮箱|传真|网址|时间|日期|截至|截止|填表|填报|制表|审核|来源|数据来源|资料来源|https?|note|source|tel",
    re.IGNORECASE,
)
_EDGE = " \t,,、。.;:·-—–~_*"
_FORMERLY = re.compile(r"(?:原名?|曾用名|前身为?|又[名称]|也称|亦称|以下简称|简称|加挂|挂|别名|即|旧称)[为是:]?")
_ALIAS_END = re.compile(r"(?:的?牌子|合署办公|合署|前身)$")
CLEAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True)
class ListedName:
    """A name that was taken apart, see `read_listed_name`.

    `text`: as it was given; `core`: the name without spaces, numbers and brackets, simplified; `printed`: the number before it, None where there is
    none; `head` and `tail`: what stands before and behind a gap; `brackets`: what stood in brackets.
    """

    text: str
    core: str
    printed: str | None
    head: str
    tail: str
    brackets: tuple[str, ...]


def _one_writing(text: str) -> str:
    """Simplified, but for 乾: of a place name (乾县, 乾安) it isn't 干."""
    plain = simplified(text)
    if "乾" in text and len(plain) == len(text):
        plain = "".join("乾" if old == "乾" else new for old, new in zip(text, plain, strict=True))
    return plain


def _printed(text: str) -> tuple[str | None, str]:
    match = _PRINTED.match(text) or _GLUED.match(text)
    if match is None or match.end() == len(text):
        return None, text
    return text[: match.end()].strip(), text[match.end() :]


def read_listed_name(text: str) -> ListedName:
    """Take a printed name apart. Nothing is dropped but punctuation and spaces.

    Parameters
    ----------
    text
        As it is printed.

    Returns
    -------
    The name and what stood around it. Cost: linear.

    Examples
    --------
    >>> read_listed_name("(3) 驻市财政局纪检监察组【综合派驻】").core, read_listed_name("⑤ 駐縣水務局 紀檢監察組").core
    ('驻市财政局纪检监察组', '驻县水务局纪检监察组')
    """
    if CLEAN.fullmatch(text):  # most names of a list: nothing to take off
        plain = _one_writing(text)
        return ListedName(text, plain, None, plain, "", ())
    shown = _INVISIBLE.sub("", text).strip()
    ring, rest = _printed(shown) if re.match(_RING, shown) else (None, shown)  # NFKC would make a bare `1` of ①
    plain = unicodedata.normalize("NFKC", rest)
    printed, plain = (ring, plain) if ring else _printed(plain)
    plain = _one_writing(plain)
    brackets: list[str] = []

    def keep(match: re.Match[str]) -> str:
        if match.group(1).strip():
            brackets.append(match.group(1).strip())
        return ""

    whole = plain
    for _ in range(3):  # brackets in brackets
        plain, brackets_taken = _BRACKET.subn(keep, plain)
        if not brackets_taken:
            break
    if not plain.strip(_EDGE) and brackets:  # all of it stands in brackets: they are its dress
        plain, brackets = _QUOTES.sub("", re.sub(r"[()\[\]{}【】〔〕]", "", whole)), []
    plain = _QUOTES.sub("", plain).strip(_EDGE)
    head, gap, tail = plain.partition("\t")
    if not gap:
        cut = re.search(r"\s+|[:;]\s*", plain)
        head, tail = (plain[: cut.start()], plain[cut.end() :]) if cut else (plain, "")
    return ListedName(text, _SPACE.sub("", plain), printed, _SPACE.sub("", head), _SPACE.sub(" ", tail).strip(_EDGE), tuple(brackets))


def label_before_colon(text: str) -> tuple[str, str] | None:
    """The label before a colon and what stands behind it (政府部门：县财政局); a label is never a part of a name.

    Parameters
    ----------
    text
        A line of a list, or a part of a cell.

    Returns
    -------
    (str, str) or None
        The second is "" where the colon ends the line; None where no label stands there, or that of a remark.

    Examples
    --------
    >>> label_before_colon("第一协作区：城关镇纪委"), label_before_colon("经济部门："), label_before_colon("备注：略"), label_before_colon("县财政局")
    (('第一协作区', '城关镇纪委'), ('经济部门', ''), None, None)
    """
    if ":" not in text and "：" not in text:
        return None
    match = _LABEL.match(text.strip())
    if match is None:
        return None
    label = match["label"].strip()
    if not any(letter.isalpha() for letter in label) or _NO_LABEL.match(label):
        return None
    return label, text.strip()[match.end() :].strip()


def alias_in_remark(remark: str) -> str | None:
    """The other name that a remark in brackets says in words (原…, 又称…, 简称…).

    Parameters
    ----------
    remark
        What stands between the brackets.

    Returns
    -------
    None where it says none.

    Examples
    --------
    >>> alias_in_remark("原市国土资源局"), alias_in_remark("以下简称市监委"), alias_in_remark("综合派驻")
    ('市国土资源局', '市监委', None)
    """
    word = _FORMERLY.match(remark)
    if word is None:
        return None
    return _ALIAS_END.sub("", remark[word.end() :]).strip(_EDGE) or None


def common_form(core: str, forms: Sequence[tuple[str, str]]) -> str:
    """Official long words to the short ones that the table is written in.

    Parameters
    ----------
    core
        A name in simplified script.
    forms
        Each long word and the short one, in the order in which they are replaced.

    Returns
    -------
    The name in the writing of the table.
    """
    for long, short in forms:
        if long in core:
            core = core.replace(long, short)
    return core
