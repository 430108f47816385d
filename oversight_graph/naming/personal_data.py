"""What belongs to natural persons inside a text: numbers by which one reaches or identifies them, and names with their posts."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from oversight_graph.bounded_memo import bounded_memo
from oversight_graph.messages import Message
from oversight_graph.messages.language import LANGUAGES
from oversight_graph.naming.persons import can_be_given, is_frequent, likeness, words

NUMBERS = "a telephone number, an e-mail address or an identity number"
NAMES = "a person's name"
_HAN = "\u4e00-\u9fff"
# one character for one, so that places stay: what is written in full width reads as the rest
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2010: 0x2D, 0x2011: 0x2D, 0x2013: 0x2D, 0x2014: 0x2D, 0xA0: 0x20}
_LABEL = (
    r"(?:(?:联系|办公|移动|固定|值班|住宅|单位)?(?:电话|手机|座机|传真)(?:号码|号)?|联系方式|电子邮箱|电子邮件|邮箱|身份证(?:号码|号)?|"
    r"(?i:e-?mail|telephone|tel|phone|mobile|fax))[:. ]{0,3}"
)
_MOBILE = r"(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)"
_LANDLINE = r"(?:\(0\d{2,3}\)|0\d{2,3})[- ]?[2-9]\d{6,7}(?:[-转 ]{1,2}\d{1,6})?(?!\d)"
_IDENTITY = (
    r"[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])|[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)"
)
_MAIL = r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64}){1,6}"
_SAID = rf"{_LABEL}\(?\d(?:[- ()]{{0,2}}\d){{6,14}}(?:[-转 ]{{1,2}}\d{{1,6}})?(?!\d)"  # 电话: 63123456; 举报电话12388 is nobody's own
_ACCOUNT = r"(?:微信号?|QQ号?|WeChat)[: ]{0,2}(?=[A-Za-z_-]{0,20}\d)[A-Za-z0-9_-]{5,30}"
_NUMBER = re.compile(rf"{_SAID}|{_ACCOUNT}|(?:{_LABEL})?(?:(?<![\dA-Za-z.+-])(?:{_IDENTITY}|{_MOBILE}|{_LANDLINE})|{_MAIL})")
_MAYBE = re.compile(r"\d[\d() -]{5}|[@＠]|微信|QQ|WeChat|[０-９]{2}")
_ID = re.compile(rf"(?<![\dA-Za-z.-])(?:{_IDENTITY}|{_MOBILE})|{_MAIL}")
_BARE = re.compile(
    r"\A(?!(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\Z)[2-9]\d{2,3}[- ]?(?!0000)\d{4}\Z"
)  # a telephone's number without the area's; no day, no round number
_LONGEST_PERSONAL = 60
_KEPT = 1 << 12  # texts whose answer is remembered: the cells of a table say much the same
_CUT = "\ue000"  # where something was cut out
_EMPTY = re.compile(rf"[(（\[【][{_CUT}\s、，,;；:：]{{0,9}}[)）\]】]")
_JOINED = re.compile(rf"[、，,;；:：/\s]{{0,4}}{_CUT}")
_EDGES = " \t\n　、，,;；:：/"
_QUOTED = re.compile("`([^`]{2,200})`")
_PARTS = re.compile(rf"[、，,;；/\s{_CUT}]+")


class RedactedText(NamedTuple):
    """What is left of a text, and what was cut out of it: `NUMBERS`, `NAMES`."""

    text: str
    left_out: tuple[str, ...]


def has_numbers(text: str) -> bool:
    """Whether a telephone number, an e-mail address or an identity number stands in a text.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    False for numbers that are nobody's own, as that of a hotline. Cost: linear.

    Examples
    --------
    >>> [has_numbers(text) for text in ("电话0871-63123456", "１３８００００００００", "举报电话12388", "2020-12-31", "zhang@example.cn")]
    [True, True, False, False, True]
    """
    return _MAYBE.search(text) is not None and _NUMBER.search(text.translate(_NARROW)) is not None


def id_has_numbers(text: str) -> bool:
    """Whether a mobile telephone number, an e-mail address or an identity number stands in an id, in which other numbers have their place.

    Parameters
    ----------
    text
        An id.

    Returns
    -------
    False for a landline, which an id may look like.
    """
    return len(text) > 5 and _ID.search(text.translate(_NARROW)) is not None


@bounded_memo(_KEPT)
def may_be_personal(text: str) -> bool:
    """Whether a text is nothing but what belongs to persons, or may: names, or numbers by which one reaches or identifies them.

    Parameters
    ----------
    text
        Of a cell, or of a part of one.

    Returns
    -------
    False where anything else stands beside them. Cost: next to nothing for what is no short text.

    Examples
    --------
    >>> [may_be_personal(text) for text in ("张三", "陈伟、李娜", "覃桂芳（兼）", "王建国 13800000000", "63123456")]
    [True, True, True, True, True]
    >>> [may_be_personal(text) for text in ("2019年设立", "20230630", "530102", "12", "市财政局", "合署办公")]
    [False, False, False, False, False, False]
    """
    if len(text) > _LONGEST_PERSONAL or not text.strip():
        return False
    left = _BARE.sub(_CUT, _numberless(text.strip(), _CUT).translate(_NARROW))
    parts = [part for part in _PARTS.split(left) if part]
    if _CUT not in left and likeness(text):
        return True
    return all(map(likeness, parts)) if parts else _CUT in left


def has_names(text: str) -> bool:
    """Whether a text surely tells a person: a name with a post, or nothing but names.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    False for a name among other words, where nothing says that it is one. Cost: linear.
    """
    return not text.isascii() and _nameless(text) != text


@functools.cache
def _runs() -> tuple[re.Pattern[str], ...]:
    """Names beside a post, before or behind it, or beside what was cut out; what is found has still to be looked at."""
    known = words()
    end = rf"(?=[^{_HAN}]|$|兼|任|担任|负责|同志|等|为|牵头|和|及|与)"
    begin = rf"(?:(?<![{_HAN}])|(?<=[由经派和及与]))"
    name = rf"{known.name}(?:同志|先生|女士)?"
    names = rf"(?P<names>{name}(?:[、，,/\s]{{1,2}}{name}){{0,50}}?)"  # signs between them, no characters that a name may hold
    return (
        re.compile(rf"{known.post}[:：为是由\s]{{0,3}}{names}{end}"),
        re.compile(rf"{begin}(?P<names>{name})[\s:：（(]{{0,2}}(?:兼任|担任|兼|任|为|是|系)?副?{known.post}(?:[)）]|(?=[^{_HAN}]|$|兼|负责|牵头|等))"),
        re.compile(rf"{begin}(?P<names>{known.name})(?:同志|先生|女士)"),
        re.compile(rf"{begin}{names}[\s:：,，、(（]{{0,3}}(?={_CUT})"),
        re.compile(rf"(?<={_CUT})[、，,和及与\s]{{1,2}}(?P<names>{name}){end}"),
    )


@bounded_memo(_KEPT)
def redacted(text: str) -> RedactedText:
    """A text (a remark, a title, a locator) without what belongs to persons.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    The text itself where nothing does. Cost: linear.

    Examples
    --------
    >>> redacted("组长张三，电话13800000000").text, redacted("2019年设立；联系人：李四（0871-63123456）；与审计局合署").text
    ('', '2019年设立；与审计局合署')
    >>> redacted("组长由市纪委派出，副书记2名，党委书记兼任，举报电话12388").left_out
    ()
    """
    shown, left_out = _numberless(text, _CUT), list[str]()
    if shown != text:
        left_out.append(NUMBERS)
    nameless = _nameless(shown)
    if nameless != shown:
        left_out.append(NAMES)
    if not left_out:
        return RedactedText(text, ())
    return RedactedText(_JOINED.sub("", _EMPTY.sub(_CUT, nameless)).strip(_EDGES), tuple(left_out))


def _nameless(text: str) -> str:
    if text.isascii():
        return text
    for expression in _runs():
        text = expression.sub(_without_names, text)
    return _CUT if _only_names(text) else text


def _without_names(match: re.Match[str]) -> str:
    names = [re.sub("(?:同志|先生|女士)$", "", one) for one in _PARTS.split(match["names"]) if one]
    return _CUT if any(map(can_be_given, names)) else match.group()


def _only_names(text: str) -> bool:
    """Whether a text is nothing but persons' names: surely such, or short ones with a family name that many have."""
    parts = [text] if likeness(text) else [part for part in _PARTS.split(text) if part]
    return bool(parts) and all((likely := likeness(part)) == "person" or (likely and is_frequent(part)) for part in parts)


def without_personal_data_in(said: Message) -> Message:
    """A message without what belongs to persons, or may: the same code, its values redacted.

    A number by which one reaches or identifies a person is cut out of every value. A value that a text of the message quotes between
    backticks, in either language, and that is or may be a person's name, becomes `…` there and wherever else the message holds it.

    Parameters
    ----------
    said
        Messages and lists inside it are redacted like it; terms of the model stay as they are.

    Returns
    -------
    A new message.

    Examples
    --------
    >>> from oversight_graph.messages import message
    >>> without_personal_data_in(message("errors.did_you_mean", word="张三")).text()
    'did you mean `…`?'
    """
    shown = _each_text(said, _numberless)
    quoted = list(dict.fromkeys(one for lang in LANGUAGES for part in shown.parts(lang) for one in _QUOTED.findall(part)))
    values = {value for value in _texts_of(shown) if len(value) > 1 and any(value in one for one in quoted)}
    names = {one: nameless for one in [*quoted, *sorted(values, key=len, reverse=True)] if (nameless := _quotable(one)) != one}
    return _each_text(shown, lambda value: functools.reduce(lambda left, name: left.replace(name, names[name]), names, value)) if names else shown


def _quotable(quoted: str) -> str:
    """What a message may say of a name between backticks."""
    return "…" if likeness(quoted) else _nameless(quoted).replace(_CUT, "…")


def _each_text(said: Message, changed: Callable[[str], str]) -> Message:
    """A message with each text that fills it changed, those of the messages and lists inside it too."""

    def value_of(value: object) -> object:
        if isinstance(value, Message):
            return _each_text(value, changed)
        if isinstance(value, str):
            return changed(value)
        if _is_term(value):
            return value
        if isinstance(value, Iterable):
            return [value_of(item) for item in value]
        return value if (left := changed(str(value))) == str(value) else left  # a number may be a telephone's, a path hold a name

    return Message(said.code, {name: value_of(value) for name, value in said.values.items()})


def _texts_of(value: object) -> Iterator[str]:
    if isinstance(value, Message | list):
        for item in value.values.values() if isinstance(value, Message) else value:
            yield from _texts_of(item)
    elif not _is_term(value):
        yield str(value)


def _is_term(value: object) -> bool:
    return isinstance(getattr(value, "zh", None), str) and isinstance(getattr(value, "en", None), str)


def _numberless(text: str, instead: str = "…") -> str:
    if _MAYBE.search(text):
        for begin, end in reversed([match.span() for match in _NUMBER.finditer(text.translate(_NARROW))]):
            text = text[:begin] + instead + text[end:]
    return text
