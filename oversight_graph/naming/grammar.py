"""What a name tells: of which kind the body is, whose, which number, and why (by the table grammar.yaml, which grammar_table.py reads).

A name is `sure` only where one kind fits. Else it has candidates with their reasons, and whoever loads it has to ask. What a name
implies, such as the host of a group, is a hint and never a link by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from oversight_graph.bounded_memo import bounded_memo
from oversight_graph.messages import Message, message
from oversight_graph.model import OVERSEEN, OVERSEERS, Language
from oversight_graph.naming import list_notation
from oversight_graph.naming.grammar_table import GrammarCandidate, GrammarRow, GrammarTable, NameParts, NamePattern, grammar_table, rows_for
from oversight_graph.naming.name_parts import own_name, parts_of
from oversight_graph.naming.plural import SeveralBodies, several_bodies

LONGEST = 100  # characters; longer than any official name, and what keeps every expression quick
Confidence = Literal["sure", "unsure"]

_CHINESE = re.compile(r"[\u3400-\u9fff\U00020000-\U0002fa1f]")
_SPLIT = re.compile(r"[、,;/|&]|以及|及(?!其)")
# a name with such a word isn't silently one of the overseen
_OVERSIGHT = re.compile(r"纪委|监委|纪检|纪工委|巡察|巡视|\A派?驻(?!马店|.{1,8}(?:办|办公室|办事处|联络处)\Z)")
# 中共某某镇委员会 says 某某镇党委; 中共某市委审计委员会 is no committee of a body but a body of a committee
_COMMITTEE = re.compile(r"(?:中共|中国共产党)(?!中央)([^委]{2,40}?)(工作)?委员会")
_SECTION = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|[㈠-㈩㊀-㊉])[)）]?[、.．,，:：]*")  # 一、 or （二）, not 1.
_PLACE = re.compile(r"(?!.*[含等各所个原共及另兼无])[\u4e00-\u9fff]{2,4}")


NO_PARTS = NameParts()


@dataclass(frozen=True, slots=True)
class Hint:
    """A link that the name implies: its kind, the end at which the named one stands, and its name."""

    link: str
    end: Literal["from", "to"]
    name: str


@dataclass(frozen=True, slots=True)
class NameReading:
    """How a name was read. `kind` None and sure: this is no body; None and unsure: it can't be told, see `candidates`.

    `text` is as it was given, `name` what was read, `printed` the number before it, `aliases` and `notes` what stood behind or in brackets.
    """

    text: str
    name: str
    kind: str | None
    confidence: Confidence
    pattern: str
    zh: str
    en: str
    parts: NameParts = NO_PARTS
    candidates: tuple[GrammarCandidate, ...] = ()
    printed: str | None = None
    aliases: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether one reading alone fits."""
        return self.confidence == "sure"

    @property
    def no_body(self) -> bool:
        """Surely no body: a total, a heading, an address, a person …"""
        return self.kind is None and self.confidence == "sure"

    def reason(self, lang: Language = "en") -> str:
        """Why it was read so, in words.

        Parameters
        ----------
        lang
            `zh` or `en`.

        Returns
        -------
        A sentence of the table of names.
        """
        return self.zh if lang == "zh" else self.en

    def hints(self) -> tuple[Hint, ...]:
        """The links that the name implies, for a loader to look up or to ask about."""
        implied = grammar_table().implies.get(self.kind or "", {})
        named = [(link, end, getattr(self.parts, part)) for part, (link, end) in implied.items()]
        return tuple(Hint(link, end, name) for link, end, text in named if text for name in text.split("、"))  # 驻县教育局、县科技局…


class _Core(NamedTuple):
    """What a name in its one writing says."""

    kind: str | None
    sure: bool
    pattern: str
    zh: str
    en: str
    parts: NameParts
    candidates: tuple[GrammarCandidate, ...]


def _unreadable(pattern: str, said: Message, sure: bool = False) -> _Core:
    return _Core(None, sure, pattern, said.text("zh"), said.text("en"), NO_PARTS, ())


_EMPTY = _unreadable("nothing", message("naming.nothing"), True)
_NUMBERS = _unreadable("no-letters", message("naming.no_letters"), True)
_FOREIGN = _unreadable("no-chinese", message("naming.no_chinese"))
_SENTENCE = _unreadable("sentence", message("naming.sentence"), True)
_PERSON = _unreadable("person", message("naming.person_with_post"), True)
_HEADING = _unreadable("heading", message("naming.heading"), True)
_UNKNOWN = _unreadable("unknown", message("naming.no_pattern"))
_ALARM = message("naming.word_of_oversight")
_SEVERAL = message("naming.several_bodies")


def _fits(table: GrammarTable, row: GrammarRow, core: str) -> dict[str, str] | None:
    """The captures of a template that a name fits, None where it doesn't."""
    pattern = row.pattern
    if core.endswith(pattern.refuse_tail) or core.startswith(pattern.refuse_head):
        return None
    least = row.template.only_tail
    if least is not None and (least == 0 or core not in (row.tails or ())):  # its tails have been looked at
        return {}
    match = row.template.regex.fullmatch(core)
    if match is None:
        return None
    captures = {slot: text for slot, text in match.groupdict().items() if text}
    for slot, text in captures.items():
        if slot in ("township", "village"):
            own = own_name(table, text)
            if own in table.not_names[slot] or text in table.not_names[slot]:
                return None
        elif slot in ("area", "area2") and text in table.not_names["area"]:
            return None
        if slot == "area2" and not (other := captures.get("area", text)).endswith(text) and not text.endswith(other):
            return None  # 云岭县纪委、青山县监委 are two
        if any(word in text for word in pattern.refuse.get(slot, ())):
            return None
    for slot, kinds in pattern.reads_as.items():
        inner = _core(captures[slot])
        if inner.pattern not in kinds and (not inner.sure or inner.kind not in kinds or inner.parts.category in pattern.refuse_category):
            return None
    for slot, kinds in pattern.not_as.items():
        if slot in captures and _core(captures[slot]).kind in kinds:
            return None
    return captures


@bounded_memo(1 << 16)
def _core(core: str) -> _Core:
    table = grammar_table()
    fitting: list[tuple[NamePattern, dict[str, str]]] = []
    group, first = -1, core[:1]
    for row in rows_for(core[-2:]):
        if row.group != group:
            if fitting:
                break
            group = row.group
        if row.tails is not None and not core.endswith(row.tails):
            continue
        heads = row.template.heads
        if heads is not None and first not in heads:
            continue
        if (not fitting or fitting[-1][0] is not row.pattern) and (captures := _fits(table, row, core)) is not None:
            fitting.append((row.pattern, captures))
    if not fitting:
        return _UNKNOWN
    certain = [one for one in fitting if one[0].sure]
    candidates = tuple(dict.fromkeys(one for pattern, _ in certain or fitting for one in pattern.candidates))
    pattern, captures = (certain or fitting)[0]
    if certain and len({one.kind for one in candidates}) == 1:
        kind = pattern.kinds[0]
        parts = _of_host(parts_of(table, pattern, captures, core, kind), kind) if kind or "area" in captures else NO_PARTS
        if kind in OVERSEEN and parts.commission is None and pattern.id != _OF_OVERSIGHT and _OVERSIGHT.search(core):
            return _Core(None, False, pattern.id, _ALARM.text("zh"), _ALARM.text("en"), parts, candidates)
        return _Core(kind, True, pattern.id, pattern.zh, pattern.en, parts, candidates)
    return _Core(None, False, pattern.id, pattern.zh, pattern.en, parts_of(table, pattern, captures, core, None), candidates)


def _of_host(parts: NameParts, kind: str | None) -> NameParts:
    """What the host says, as far as it is known: a class of units is none, and its place is read from its own name."""
    if parts.host is None or kind not in ("StationedGroup", "InternalDisciplineBody", "PartyCommittee", "Unit"):
        return parts
    host = _core(parts.host)
    if kind == "StationedGroup" and (host.pattern in _CLASSES or host.parts.set):
        return replace(parts, host=None)
    if kind == "PartyCommittee" and host.parts.set:  # 各乡镇党委
        return replace(parts, host=None, set=True, level=host.parts.level)
    if parts.commission is None and host.kind in OVERSEEN and host.sure:
        return replace(parts, area=host.parts.area, level_word=host.parts.level_word, level=host.parts.level)
    return parts


def _set_of(read: _Core, several: SeveralBodies) -> _Core:
    """A name of several bodies, read by that of one."""
    parts = replace(read.parts, set=True, count=several.how_many, number=None if several.numbered else read.parts.number)
    return read._replace(parts=parts)


def _one(core: str) -> _Core:
    """A name without its dress, long forms or not."""
    if not core:
        return _EMPTY
    if len(core) > LONGEST:
        return _SENTENCE
    if core.startswith("中") and (party := _COMMITTEE.fullmatch(core)):
        core = _committee(party.group(1), party.group(2)) or core
    if list_notation.CLEAN.fullmatch(core):
        return _core(list_notation.common_form(core, grammar_table().one_form))
    if not _CHINESE.search(core):
        return _FOREIGN if any(character.isalpha() for character in core) and "@" not in core and "://" not in core else _NUMBERS
    if re.search(r"[。!?!?…]|\d{3,4}-?\d{7,8}|@|https?:|www\.|\d{4}年(?:\d{1,2}月)?|\d+月\d+日", core):
        return _SENTENCE
    return _core(list_notation.common_form(core, grammar_table().one_form))


def _committee(whose: str, work: str | None) -> str | None:
    """The short name of a party committee that is written out in full: 柳河镇党委, 教育工委, 石塘村支部."""
    if whose.endswith(("纪律检查", "监察", "军事")):
        return None
    return whose if whose.endswith(("支部", "总支部")) else f"{whose}{'工委' if work else '党委'}"


def _several(core: str) -> _Core | None:
    """Several names in one cell, told from one name with a comma in it by whether each is a body by itself."""
    pieces = [piece for piece in _SPLIT.split(core) if piece]
    if len(pieces) < 2 or len(core) > LONGEST:
        return None
    read = [_one(piece) for piece in pieces]
    if all(one.sure and one.kind is None for one in read):  # headings side by side, posts with their numbers
        return read[0]
    if read[0].pattern == _BY_HOST and "驻" not in pieces[-1] and pieces[-1].endswith("组"):  # 驻县发改局、县统计局纪检监察组 is one, at two hosts
        return None
    if read[0].sure and read[0].kind and pieces[1].startswith(_BELOW_IT):  # 县教育体育局及所属学校 is no school
        return _Core(
            None,
            False,
            "several",
            _SEVERAL.text("zh"),
            _SEVERAL.text("en"),
            NO_PARTS,
            (GrammarCandidate(read[0].kind, read[0].pattern, read[0].zh, read[0].en),),
        )
    if not all(one.sure and one.kind for one in read[:1]) or not any(one.sure and one.kind for one in read[1:]):
        return None
    candidates = tuple(GrammarCandidate(one.kind, one.pattern, one.zh, one.en) for one in read if one.kind)
    return _Core(None, False, "several", _SEVERAL.text("zh"), _SEVERAL.text("en"), NO_PARTS, candidates)


def _core_of_set(read: _Core) -> _Core:
    """Bodies taken together behind the number of a section: they themselves, or the heading above them."""
    return read._replace(kind=None, sure=False, candidates=(*read.candidates, GrammarCandidate(None, "heading", _HEADING.zh, _HEADING.en)))


@bounded_memo(1 << 13)
def parse(name: str) -> NameReading:
    """Read a name: what kind of body it names, whose, which number.

    Parameters
    ----------
    name
        As it stands in a list or a cell, with its number and remarks.

    Returns
    -------
    How it was read. Only the first 400 characters are looked at.

    Examples
    --------
    >>> one = parse("3. 派駐省水利廳紀檢監察組（综合派驻）")
    >>> one.kind, one.parts.host, one.printed, one.notes
    ('StationedGroup', '省水利厅', '3.', ('综合派驻',))
    >>> parse("纪委").confidence, [one.kind for one in parse("纪委").candidates]
    ('unsure', ['Commission', 'TownshipOffice', 'InternalDisciplineBody'])
    """
    seen = list_notation.read_listed_name(name if len(name) <= 4 * LONGEST else name[: 4 * LONGEST])
    core, notes = seen.core, list(seen.brackets)
    read = _one(core)
    if _SPLIT.search(core) and (split := _several(list_notation.common_form(core, grammar_table().one_form))):
        read = split
    elif (several := several_bodies(core)) and (one := _one(several.one)).sure and one.kind in OVERSEERS:
        read = _set_of(one, several)
    elif not read.sure and len(core) <= 4 and any(_one(note).pattern == "post" for note in notes):
        read = _PERSON
    elif core in _STREET_OFFICES and len(notes) == 1 and _PLACE.fullmatch(notes[0]) and (named := _one(notes[0] + core)).sure:  # 街道办(南湖)
        core, read, notes = notes.pop() + core, named, []
    elif core == "纪委" and len(notes) == 1 and (named := _one(core + notes[0])).sure:  # 纪委(监察专员办公室)
        core, read, notes = core + notes.pop(), named, []
    if (read.parts.set or read.pattern == "class-of-units") and seen.printed and _SECTION.fullmatch(seen.printed):
        read = _core_of_set(read) if read.kind else _HEADING
    if seen.tail and not (read.sure and read.kind) and read.pattern not in _NO_TAIL:
        first = _one(seen.head)
        if first.sure and first.kind:  # the name stands before the gap, a remark behind it
            core, read = seen.head, first
            if not _one(seen.tail.replace(" ", "")).pattern.startswith("person"):  # persons are kept nowhere
                notes.append(seen.tail)
    parts, aliases = read.parts, []
    for note in list(notes):
        others = _other_names(note, read)
        if others:
            aliases += others
            notes.remove(note)
        elif read.kind == "StationedGroup" and parts.mode is None and (mode := _MODES.get(note)):
            parts = _with_mode(parts, mode)
    notes = [note for note in notes if not _one(note).pattern.startswith("person") and _one(note).pattern != "post"]
    return NameReading(
        name,
        core,
        read.kind,
        "sure" if read.sure else "unsure",
        read.pattern,
        read.zh,
        read.en,
        parts,
        read.candidates,
        seen.printed,
        tuple(aliases),
        tuple(notes),
    )


def _other_names(note: str, read: _Core) -> list[str]:
    """The other names of the body that a remark says: 原…, a name of its kind, or several of them (县民宗局、县侨办)."""
    told = list_notation.alias_in_remark(note)
    if told is None and (read.kind is None or note.startswith(_BESIDES)):
        return []
    names = [name for name in _SPLIT.split(told or note) if name]
    if len(names) < 2:
        return [told] if told else [note] if _is_other(_one(note), read) else []
    inner = [_one(name) for name in names]
    # schools in brackets behind a bureau are its units, not its names: of several each must be an organ as it is, or of its category
    organs = _PLATES if read.parts.category in _PLATES else (read.parts.category,)
    return names if all(_is_other(one, read) and one.parts.category in organs for one in inner) else [told] if told else []


def _is_other(inner: _Core, read: _Core) -> bool:
    return inner.sure and inner.kind is not None and inner.kind == read.kind and not inner.parts.set


_PLATES = ("party", "government")  # one office, two plates: 县委统战部（县民宗局、县侨办）
_BELOW_IT = ("所属", "下属", "直属", "所辖", "下辖")  # what follows 及: those below the one before it
_STREET_OFFICES = ("街道办", "街道办事处", "街办")
_OF_OVERSIGHT = "centre-of-commission"  # a unit in whose name a word of oversight belongs
_BY_HOST = "stationed-by-host"
_CLASSES = ("class-of-units", "units-set")
_NO_TAIL = frozenset({"total", "heading", "place", "remark", "several"})
_BESIDES = ("含", "不含", "包括", "下设", "下辖", "负责", "监督", "驻在", "代管", "及", "等")  # a remark that begins so names others, not the same body
_MODES = {"综合派驻": "comprehensive", "单独派驻": "single", "派出": "dispatched", "派出机构": "dispatched", "单派驻": "single"}


def _with_mode(parts: NameParts, mode: str) -> NameParts:
    return replace(parts, mode=mode)
