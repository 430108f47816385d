"""Bytes as text: which encoding they are in, decided strictly. Where two readings are about equally likely, or none makes sense, nothing is
read: a wrong guess would load names that nobody wrote.

Every reading must decode without an error. How likely it is, is the sum over its characters of the logarithm of how often a character of
its class stands in Chinese text; a class is known by the tables of the encodings themselves, which put frequent characters first.
"""

from __future__ import annotations

import codecs
import math
import re
from collections import Counter
from typing import NamedTuple

from oversight_graph.messages import Message, message
from oversight_graph.parsing.common_characters import SIMPLIFIED, TRADITIONAL
from oversight_graph.parsing.document import ParseError

_GBK = "GBK or GB18030"
NAMES = {
    "utf-8": "UTF-8", "gb18030": _GBK, "gbk": _GBK, "big5": "Big5", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16",
}  # fmt: skip
"""Encodings that can be told, and how messages call them."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"), (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"), (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"), (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)  # fmt: skip

_SAMPLE = 200_000  # characters that are looked at
_MARGIN = math.log(1_000)  # a reading must be a thousand times as likely as the next
_STRANGE = -11.0  # the mean of a character beyond ASCII of a reading that makes little sense; Chinese text has -8 to -7
_NEVER = -25.0  # control characters, private ones
_FEW = 40  # characters beyond ASCII: bytes of a Chinese encoding that are UTF-8 by chance have fewer
_PUNCTUATION = frozenset("，。、；：？！（）《》〈〉“”‘’「」『』【】〔〕［］—…·‧・　％～－／０１２３４５６７８９")
_WORD = re.compile("[A-Za-z][\u00c0-\u024f]|[\u00c0-\u024f][A-Za-z]")


class Text(NamedTuple):
    """A text, and what it was encoded in. `encoding`: its name in NAMES, see `called`."""

    text: str
    encoding: str


class _Reading(NamedTuple):
    text: str
    name: str
    likelihood: float
    mean: float  # of a character beyond ASCII, or that no text holds
    beyond: int  # how many of these there are

    @property
    def plausible(self) -> bool:
        """Korean or Japanese bytes read as Chinese have a mean of -10 to -9; where there are few characters, chance is allowed for."""
        return not self.beyond or self.mean > -8.4 - 3 / math.sqrt(self.beyond)


def decode(raw: bytes, told: str | None = None) -> Text:
    """The text that bytes hold, and what it was encoded in.

    Parameters
    ----------
    raw
        All bytes of a file.
    told
        The encoding that the user has named, a key of NAMES; None to find it out.

    Returns
    -------
    Without a byte-order mark. Cost: linear.

    Raises
    ------
    ParseError
        Where the encoding can't be told, where two are about equally likely, or where the one that was named isn't it.

    Examples
    --------
    >>> decode("驻市财政局纪检监察组".encode("gb18030"))
    Text(text='驻市财政局纪检监察组', encoding='GBK or GB18030')
    """
    if told is not None:
        return _as_told(raw, told)
    for mark, codec, name in _MARKS:
        if raw.startswith(mark):
            reading = _read(raw, codec, name)
            if reading is None:
                raise ParseError(0, message("parsing.false_mark", name=name))
            return Text(reading.text, name)
    readings = _readings(raw)
    if not readings or not (readings[0].plausible or readings[0].name == "UTF-8"):
        if b"\0" in raw:
            raise ParseError(raw.count(b"\n", 0, raw.index(b"\0")) + 1, message("parsing.no_text"))
        raise ParseError(_line(raw), message("parsing.no_known_encoding"))
    first = readings[0]
    for other in readings[1:]:
        if first.likelihood - other.likelihood < _MARGIN:
            words = _shown(first.text), _shown(other.text)
            said = message("parsing.two_encodings", first=called(first.name), first_words=words[0], second=called(other.name), second_words=words[1])
            raise ParseError(0, said)
    return Text(first.text, first.name)


def called(name: str) -> Message | str:
    """An encoding as a message names it.

    Parameters
    ----------
    name
        What `decode` says of it.

    Returns
    -------
    A message for GBK, which is called otherwise in Chinese; any other name stays.

    Examples
    --------
    >>> called("UTF-16"), str(called("GBK or GB18030"))
    ('UTF-16', 'GBK or GB18030')
    """
    return message("parsing.gbk") if name == _GBK else name


def guess(raw: bytes) -> Message | str:
    """What bytes that aren't UTF-8 seem to be, for a message.

    Parameters
    ----------
    raw
        All bytes of a file.

    Returns
    -------
    The name of an encoding, or that it is none that is known. Cost: linear.
    """
    for mark, _, name in _MARKS:
        if raw.startswith(mark) and name != "UTF-8":
            return name
    readings = [reading for reading in _readings(raw) if reading.name != "UTF-8"]
    if readings and readings[0].plausible:
        return called(readings[0].name)
    if b"\0" in raw:
        return message("parsing.utf_16_or_no_text")
    return message("parsing.latin_or_no_text")


def sample(text: str) -> str:
    """The first words beyond ASCII, for a reader to see whether they are right.

    Parameters
    ----------
    text
        As it was decoded.

    Returns
    -------
    At most 12 characters of one line.
    """
    return _shown(text)


def _as_told(raw: bytes, told: str) -> Text:
    if told.lower() not in NAMES:
        raise ParseError(0, message("parsing.no_such_encoding", name=told[:40], names=NAMES))
    codec = told.lower()
    reading = _read(raw, {"utf-8": "utf-8-sig", "gbk": "gb18030", "big5": "cp950"}.get(codec, codec), NAMES[codec])
    if reading is None:
        raise ParseError(0, message("parsing.other_encoding", name=called(NAMES[codec])))
    return Text(reading.text.removeprefix("\ufeff"), reading.name)


def _readings(raw: bytes) -> list[_Reading]:
    """Those that decode, the likeliest first. UTF-8 stands alone unless it makes little sense: few other bytes happen to be UTF-8."""
    if b"\0" in raw:
        readings = _utf16(raw)
    else:
        utf8 = _read(raw, "utf-8", "UTF-8")
        if utf8 is not None:
            tiny = utf8.beyond <= 2
            doubtful = tiny or (utf8.mean < _STRANGE and utf8.beyond < _FEW)
            if not utf8.beyond or not doubtful or _latin(utf8.text):
                return [utf8]
            return [utf8, *(other for other in _others(raw) if other is not None and (tiny or other.plausible))]
        readings = _others(raw)
    return sorted((reading for reading in readings if reading is not None), key=lambda reading: -reading.likelihood)


def _others(raw: bytes) -> list[_Reading | None]:
    big5 = _read(raw, "cp950", "Big5") or _read(raw, "big5hkscs", "Big5")
    return [_read(raw, "gb18030", _GBK), big5, *_utf16(raw)]  # Chinese words in UTF-16 without a line break hold no NUL


def _utf16(raw: bytes) -> list[_Reading | None]:
    return [_read(raw, codec, "UTF-16") for codec in ("utf-16-le", "utf-16-be")]


def _read(raw: bytes, codec: str, name: str) -> _Reading | None:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError:
        return None
    counted = Counter(text[:_SAMPLE])
    weights = {letter: _weight(letter) for letter in counted}
    likelihood = sum(weights[letter] * number for letter, number in counted.items())
    telling = [letter for letter in counted if letter > "\x7f" or weights[letter] == _NEVER]
    beyond = sum(counted[letter] for letter in telling)
    strange = sum(weights[letter] * counted[letter] for letter in telling)
    return _Reading(text, name, likelihood, strange / beyond if beyond else 0.0, beyond)


def _weight(letter: str) -> float:
    """The logarithm of how often this character stands in Chinese text: the share of its class, over those that are in it."""
    if letter < "\x80":
        return -4.5 if letter >= " " or letter in "\t\r\n" else _NEVER
    if letter in SIMPLIFIED or letter in TRADITIONAL:
        return -7.0
    if letter in _PUNCTUATION:
        return -6.5
    if not "\u4e00" <= letter <= "\u9fff":
        return _NEVER if "\ue000" <= letter <= "\uf8ff" or letter > "\U0002ffff" else -15.0
    try:
        if "\xb0" <= chr(letter.encode("gb2312")[0]) <= "\xd7":  # its first level: 3,755 frequent ones
            return -9.7
        return -12.2
    except UnicodeEncodeError:
        pass
    try:
        return -9.7 if 0xA4 <= letter.encode("big5")[0] <= 0xC6 else -12.2
    except UnicodeEncodeError:
        return -15.5


def _latin(text: str) -> bool:
    """Whether all that is beyond ASCII are letters with accents, in words with plain ones."""
    return all("\u00c0" <= letter <= "\u024f" for letter in text if letter > "\x7f") and _WORD.search(text) is not None


def _shown(text: str) -> str:
    first = next((place for place, letter in enumerate(text) if letter > "\x7f"), 0)
    return text[first : first + 12].split("\n")[0].strip()


def _line(raw: bytes) -> int:
    """Where it stops being UTF-8."""
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return raw.count(b"\n", 0, error.start) + 1
    return 0
