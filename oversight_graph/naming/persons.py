"""Who is a natural person: a chart holds organisations only, so a heading, a cell or a name that is a person's has to be recognised.

`likeness` errs on the side of asking: what begins with a family name, is as short as a person's name and is no body that the grammar
knows *may* be one. The words stand in persons.yaml.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from oversight_graph.naming import list_notation
from oversight_graph.naming.grammar import parse
from oversight_graph.naming.grammar_table import TABLE
from oversight_graph.naming.normalisation import simplified

Likeness = Literal["", "perhaps", "person"]
LONGEST = 24
"""Characters of what can be a person's name, with a title."""
_HAN = "\u4e00-\u9fff"
_NOISE = re.compile(r"[\s·•:：*＊、，,。.\-—/]+")
_BRACKETS = re.compile(r"[(（\[【<《].*?[)）\]】>》]")
_DOTTED = re.compile(rf"[{_HAN}]{{1,8}}(?:[·•‧∙⋅・][{_HAN}]{{1,8}}){{1,3}}")
_LATIN = re.compile(r"[A-Z][a-z'’-]+(?: ?[A-Z]\.?)?(?: ?[A-Z][a-z'’-]+){1,2}")  # names as they are read have lost their spaces
_LATIN_BODY = re.compile(
    r"(?:bureau|office|commi|depart|group|compan|bank|univers|school|hospital|court|city|county|ltd|district|province|ministry|committee|centre|center|"
    r"town|village|street|team|unit|room|station|council|congress|union|federation|institut|museum|library|agency|authority|association|academy|college|"
    r"press|daily|service|affairs|zone|park|board|party|people)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@dataclass(frozen=True)
class PersonWords:
    """persons.yaml as it is used: `name` is the expression of a name of two to four characters, `post` that of a post."""

    surnames: frozenset[str]
    openers: frozenset[str]
    compound: tuple[str, ...]
    frequent: frozenset[str]
    ends: str
    joins: frozenset[str]
    not_names: frozenset[str]
    name: str
    post: str
    data: tuple[str, ...]
    posts: tuple[str, ...]
    fields: frozenset[str]
    counts: tuple[str, ...]
    english: dict[str, frozenset[str]]
    titled: re.Pattern[str]
    title_first: re.Pattern[str]


def _loaded(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@functools.cache
def words() -> PersonWords:
    """The words by which persons are recognised; persons.yaml is read once."""
    raw = _loaded(Path(__file__).with_name("persons.yaml"))
    posts = tuple(sorted({*_loaded(TABLE)["words"]["post"], *raw["posts"]}, key=len, reverse=True))
    name = rf"(?:(?:{'|'.join(raw['compound'])})[{_HAN}]{{1,2}}|[{raw['surnames']}][{_HAN}]{{1,2}})"
    post = f"(?:{'|'.join(posts)})"
    return PersonWords(
        frozenset(raw["surnames"]), frozenset({*raw["surnames"], *(one[0] for one in raw["compound"])}), tuple(raw["compound"]), frozenset(raw["frequent"]), raw["ends"], frozenset(raw["joins"]), frozenset(raw["words"]),
        name, post, tuple(raw["data"]), posts, frozenset(raw["fields"]), tuple(raw["counts"]),
        {key: frozenset(raw[f"{key}_en"]) for key in ("data", "posts", "counts", "bodies")},
        re.compile(rf"(?P<name>{name}|[{raw['surnames']}])(?:副|正|老)?{post}"), re.compile(rf"{post}(?P<name>{name})"),
    )  # fmt: skip


@functools.lru_cache(maxsize=1 << 12)
def heading_of_persons(heading: str) -> bool:
    """Whether a heading, or the key of an attribute, says that what stands below belongs to persons: a post, a name, a number of theirs.

    Parameters
    ----------
    heading
        As written, in Chinese or English.

    Returns
    -------
    False for how many hold a post: a head count belongs to the body.

    Examples
    --------
    >>> [heading_of_persons(text) for text in ("对口室主任", "派驻组组长（姓名）", "联系电话", "contactPhone", "head of the group", "Name of leader")]
    [True, True, True, True, True, True]
    >>> [heading_of_persons(text) for text in ("组长职数", "专职人数", "对口监督检查室", "领导小组", "head office", "number of officers")]
    [False, False, False, False, False, False]
    """
    known = words()
    wide = simplified(unicodedata.normalize("NFKC", heading))
    text = _NOISE.sub("", _BRACKETS.sub("", wide)) or _NOISE.sub("", wide)
    if text.casefold() in known.fields:
        return True
    if text.isascii():
        return _english(re.sub(r"e-mail", "email", wide, flags=re.IGNORECASE))
    if any(word in text for word in known.counts):
        return False
    return any(word in text for word in known.data) or text.endswith(known.posts)


def counts_persons(heading: str) -> bool:
    """Whether a heading says how many hold a post (组长职数): a number, but not that of all posts.

    Parameters
    ----------
    heading
        As written, in Chinese.

    Returns
    -------
    False for a heading that names no post.
    """
    text = _NOISE.sub("", simplified(unicodedata.normalize("NFKC", heading)))
    return any(word in text for word in words().counts) and any(post in text for post in words().posts if post not in ("会计", "法人", "同志"))


def _english(heading: str) -> bool:
    tokens = [word.casefold() for word in _TOKEN.findall(heading)]
    english = words().english
    if any(word in english["data"] for word in tokens):
        return True
    what = tokens[: tokens.index("of")] if "of" in tokens else tokens  # head of the group, not head office
    if not tokens or any(word in english["counts"] for word in tokens) or (what and what[-1] in english["bodies"]):
        return False
    return any(word in english["posts"] for word in tokens)


def can_be_given(name: str) -> bool:
    """Whether a text of the form of a name can be one: no word of the language, no end of a body or a place, nothing that joins words.

    Parameters
    ----------
    name
        Two to four characters that begin with a family name.

    Returns
    -------
    False where it is surely none.

    Examples
    --------
    >>> [can_be_given(text) for text in ("张三", "石化", "高新区", "金融办", "任命")]
    [True, False, False, False, False]
    """
    known = words()
    return name not in known.not_names and name[-1] not in known.ends and not known.joins & set(name[1:])


def is_frequent(name: str) -> bool:
    """Whether a name has a family name that many have.

    Parameters
    ----------
    name
        A name or what may be one.

    Returns
    -------
    True for a compound family name, too.
    """
    return name[:1] in words().frequent or name.startswith(words().compound)


def likeness(text: str) -> Likeness:
    """Whether a text is a person's name, perhaps with a title, may be one, or is none.

    Parameters
    ----------
    text
        A name, a heading or a cell.

    Returns
    -------
    `person`, `perhaps`, or an empty text for none. Cost: next to nothing for what is no short text.

    Examples
    --------
    >>> [likeness(name) for name in ("王建国", "张三主任", "组长：张三", "买买提·艾合买提", "张 三", "欧阳某某", "John Smith")]
    ['person', 'person', 'person', 'person', 'perhaps', 'perhaps', 'perhaps']
    >>> [likeness(name) for name in ("高新区", "马山县", "金融办", "石化", "平安", "白云区", "连云港", "市财政局", "Finance Bureau", "党委书记")]
    ['', '', '', '', '', '', '', '', '', '']
    """
    if not 1 < len(text) <= 2 * LONGEST or not _opens(text):
        return ""
    return _likeness(text)


def _opens(text: str) -> bool:
    """Whether a text begins as a person's name or a title does, or can't be told by its first character. Most names of bodies end here."""
    letter = text[0]
    if not "\u4e00" <= letter <= "\u9fff" or "·" in text:
        return True
    plain = _plain_letter(letter)
    return plain in words().openers or (text if plain == letter else simplified(text)).startswith(words().posts)


@functools.lru_cache(maxsize=1 << 14)
def _plain_letter(letter: str) -> str:
    return simplified(letter)


@functools.lru_cache(maxsize=1 << 14)
def _likeness(text: str) -> Likeness:
    known, shown = words(), unicodedata.normalize("NFKC", text).strip()
    if shown.isascii():
        return "perhaps" if _LATIN.fullmatch(shown) and not _LATIN_BODY.search(shown) else ""
    if _DOTTED.fullmatch(shown):
        last = re.split(r"[·•‧∙⋅・]", shown)[-1]
        return "" if last[-1] in known.ends or ((reading := parse(shown)).sure and reading.kind) else "person"
    core = list_notation.read_listed_name(text).core
    if not 1 < len(core) <= LONGEST:
        return ""
    plain = core.replace(":", "")
    for expression in (known.title_first, known.titled):
        match = expression.fullmatch(plain)
        if match is not None and (len(match["name"]) == 1 or can_be_given(match["name"])) and plain not in known.not_names:
            return "person"
    if not _short_name(core, known):
        return ""
    reading = parse(core)
    if reading.sure:
        return "person" if reading.pattern == "person" else ""
    return "perhaps"


def _short_name(core: str, known: PersonWords) -> bool:
    """Two to four characters that begin with a family name, or with two of them."""
    if not 2 <= len(core) <= 4 or not can_be_given(core) or not list_notation.CLEAN.fullmatch(core):
        return False
    if core.startswith(known.compound):
        return len(core) > 2
    if core[:2] in known.not_names and len(core) > 2:  # 石化厂区, 金融街
        return False
    return core[0] in known.surnames and (len(core) < 4 or (core[1] in known.frequent and core[0] in known.frequent))
