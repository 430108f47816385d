"""The table of the grammar of names (grammar.yaml) as it is read: its patterns, checked, and a quick way to those that a name can fit."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

from oversight_graph.messages import Message, message
from oversight_graph.model import KINDS, NodeKind
from oversight_graph.model.kinds import BY_GRAMMAR, NOT_BY_NAME
from oversight_graph.naming.grammar_pattern import ANYTHING, CompiledPattern, PatternError, compile_pattern
from oversight_graph.naming.list_notation import common_form

TABLE = Path(__file__).with_name("grammar.yaml")


@dataclass(frozen=True, slots=True)
class NameParts:
    """What a name says besides its kind; None or False where it doesn't say it. All in simplified script.

    `area` as written, only where it is named (甘肃省, not 省); `level` only where a word of it is sure (市 can be two levels).
    `set`: the name stands for several bodies, `count`: how many, where it says that.
    """

    host: str | None = None
    commission: str | None = None
    township: str | None = None
    village: str | None = None
    area: str | None = None
    level_word: str | None = None
    level: str | None = None
    number: int | None = None
    function: str | None = None
    mode: str | None = None
    scope: str | None = None
    category: str | None = None
    set: bool = False
    count: int | None = None

    def known(self) -> dict[str, str | int | bool]:
        """The parts that are known, by name."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name)) not in (None, False)}


@dataclass(frozen=True, slots=True)
class GrammarCandidate:
    """A kind that a name could be of, and the pattern that says so. `kind` None: no body."""

    kind: str | None
    pattern: str
    zh: str
    en: str


@dataclass(frozen=True)
class NamePattern:
    """One row of the table: how some names are built, and what that says of the body.

    `kinds`: None is no body; `when`: templates; `gives`: parts that every such name has; `examples` and `near_misses`: what tests hold it to;
    `reads_as` and `not_as`: what a slot must, or must not, be read as by itself; `refuse…`: words with which the pattern doesn't fit.
    """

    id: str
    kinds: tuple[str | None, ...]
    sure: bool
    when: tuple[str, ...]
    zh: str
    en: str
    gives: Mapping[str, Any]
    examples: Mapping[str, Mapping[str, Any]]
    near_misses: Mapping[str, str]
    reads_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refuse: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refuse_tail: tuple[str, ...] = ()
    refuse_head: tuple[str, ...] = ()
    refuse_category: tuple[str, ...] = ()

    @property
    def candidates(self) -> tuple[GrammarCandidate, ...]:
        """The kinds that a name of this pattern can be of, each with the pattern as its reason."""
        return tuple(GrammarCandidate(kind, self.id, self.zh, self.en) for kind in self.kinds)


@dataclass(frozen=True)
class PatternGroup:
    """Patterns that compete: if those that fit disagree, the name is unsure."""

    zh: str
    en: str
    patterns: tuple[NamePattern, ...]


class GrammarRow(NamedTuple):
    """One template of a pattern, with what tells quickly that a name can't fit it. `group`: the place of its group in the table."""

    group: int
    pattern: NamePattern
    template: CompiledPattern
    ends: Mapping[str, tuple[str, ...]] | None  # the tails, by their last two characters (or the only one)
    tails: tuple[str, ...] | None = None


@dataclass(frozen=True)
class GrammarTable:
    """The table as read: groups in their order, the writing that names are brought to, and what helps to find a pattern quickly."""

    groups: tuple[PatternGroup, ...]
    one_form: tuple[tuple[str, str], ...]
    implies: Mapping[str, Mapping[str, tuple[str, Literal["from", "to"]]]]
    not_names: Mapping[str, frozenset[str]]
    area: re.Pattern[str]
    rows: tuple[GrammarRow, ...]

    @property
    def patterns(self) -> tuple[NamePattern, ...]:
        """All patterns, in the order of the table."""
        return tuple(pattern for group in self.groups for pattern in group.patterns)


_KEYS = {
    "id",
    "kind",
    "kinds",
    "when",
    "zh",
    "en",
    "gives",
    "examples",
    "near_misses",
    "reads_as",
    "not_as",
    "refuse",
    "refuse_tail",
    "refuse_head",
    "refuse_category",
}


def _wrong_in(row: Mapping[str, Any]) -> Message | None:
    """What a row of the table has too much or too little."""
    if unknown := set(row) - _KEYS:
        return message("naming.no_such_key", wrong=sorted(unknown), keys=sorted(_KEYS))
    if missing := {"id", "when", "zh", "en", "examples", "near_misses"} - set(row):
        return message("naming.must_be_written", missing=sorted(missing))
    if ("kind" in row) == ("kinds" in row):
        return message("naming.kind_or_kinds")
    if wrong := set(row.get("gives", {})) - {one.name for one in fields(NameParts)}:
        return message("naming.gives_cannot_hold", wrong=sorted(wrong))
    strange = [word for word in row.get("kinds", [row.get("kind")]) if word != "none" and word not in KINDS]
    return message("naming.no_such_kind", word=strange[0], kinds=KINDS.ids) if strange else None


def _pattern(row: Mapping[str, Any]) -> NamePattern:
    if wrong := _wrong_in(row):
        raise PatternError(message("naming.pattern", pattern=row.get("id"), what=wrong))

    def lists(key: str) -> dict[str, tuple[str, ...]]:
        return {slot: tuple(words) for slot, words in row.get(key, {}).items()}

    return NamePattern(
        row["id"], tuple(None if kind == "none" else kind for kind in row.get("kinds", [row.get("kind")])), "kind" in row, tuple(row["when"]), row["zh"], row["en"],
        row.get("gives", {}),
        row["examples"], row["near_misses"], lists("reads_as"), lists("not_as"), lists("refuse"), tuple(row.get("refuse_tail", ())), tuple(row.get("refuse_head", ())), tuple(row.get("refuse_category", ())),
    )  # fmt: skip


def _told_by_ending(kinds: Iterable[NodeKind], one_form: Sequence[tuple[str, str]]) -> PatternGroup | None:
    """The patterns of the kinds whose entry in the model says what their names end with (model/kinds.py)."""
    patterns = []
    for kind in kinds:
        for ending in kind.endings:
            reason = message("naming.ends_as_kind", ending=ending, kind=kind)
            when = f"[{{{ANYTHING}}}]{common_form(ending, one_form)}"
            examples, near_misses = {f"市{ending}": {"level_word": "市"}}, {f"驻市{ending}纪检监察组": "StationedGroup"}
            patterns.append(NamePattern(f"{kind.id}-{ending}", (kind.id,), True, (when,), reason.text("zh"), reason.text("en"), {}, examples, near_misses))
    title = message("naming.kinds_by_ending")
    return PatternGroup(title.text("zh"), title.text("en"), tuple(patterns)) if patterns else None


def _each_kind_is_told(kinds: Iterable[NodeKind], groups: Sequence[PatternGroup]) -> None:
    """Refuse a kind whose entry says otherwise than the table whether a name can tell it."""
    by_kind = {kind: pattern.id for group in groups for pattern in group.patterns for kind in pattern.kinds}
    for kind in kinds:
        if kind.names == BY_GRAMMAR and kind.id not in by_kind:
            raise PatternError(message("naming.kind_without_pattern", kind=kind.id))
        if kind.names == NOT_BY_NAME and kind.id in by_kind:
            raise PatternError(message("naming.kind_not_by_name", kind=kind.id, pattern=by_kind[kind.id]))


def _slots(raw: Mapping[str, str], words: Mapping[str, list[str]]) -> dict[str, str]:
    """The expressions of the slots, with the words and slots put in that they name. A slot may name those above it."""
    done: dict[str, str] = {}
    for name, expression in raw.items():
        for word in re.findall(r"(?<!\?)<(\w+)>", expression):
            expression = expression.replace(f"<{word}>", "(?:" + "|".join(sorted(words[word], key=len, reverse=True)) + ")")
        for slot in re.findall(r"\{([a-z]\w*)\}", expression):
            expression = expression.replace("{" + slot + "}", done[slot])
        done[name] = expression
    return done


@functools.cache
def grammar_table() -> GrammarTable:
    """The table of the package, read once."""
    return read_table(TABLE.read_text("utf-8"))


def read_table(text: str, kinds: Iterable[NodeKind] = KINDS) -> GrammarTable:
    """A table of names, with a pattern for each ending that a kind of node declares: they are tried before all but what is no body.

    Parameters
    ----------
    text
        YAML, as grammar.yaml is written.
    kinds
        The kinds of node that names are told by.

    Returns
    -------
    The table, checked.

    Raises
    ------
    PatternError
        For a pattern that can't be read, one that stands twice, or a kind that the table tells otherwise than the model.
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw = yaml.load(text, loader)
    slots = _slots(raw["slots"], raw["words"])
    one_form = tuple((str(long), str(short)) for long, short in raw["one_form"])
    no_bodies, *bodies = (PatternGroup(one["title"]["zh"], one["title"]["en"], tuple(map(_pattern, one["patterns"]))) for one in raw["groups"])
    _each_kind_is_told(kinds, (no_bodies, *bodies))
    told = _told_by_ending(kinds, one_form)
    groups = (no_bodies, *((told,) if told else ()), *bodies)
    rows: list[GrammarRow] = []
    for number, group in enumerate(groups):
        for pattern in group.patterns:
            for template in pattern.when:
                one = compile_pattern(template, slots, raw["words"], raw["slot_ends"])
                rows.append(GrammarRow(number, pattern, one, None if one.tails is None else _by_end(one.tails)))
    ids = [pattern.id for group in groups for pattern in group.patterns]
    if len(set(ids)) != len(ids):
        raise PatternError(message("naming.same_pattern", pattern=next(one for one in ids if ids.count(one) > 1)))
    return GrammarTable(
        groups,
        one_form,
        {kind: {part: (link, end) for part, (link, end) in parts.items()} for kind, parts in raw["implies"].items()},
        {"area": frozenset(raw["not_areas"]), "township": frozenset(raw["not_townships"]), "village": frozenset(raw["not_villages"])},
        re.compile(slots["area"]),
        tuple(rows),
    )


def _by_end(tails: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    ends: dict[str, list[str]] = {}
    for tail in tails:
        ends.setdefault(tail[-2:], []).append(tail)
    return {end: tuple(some) for end, some in ends.items()}


@functools.lru_cache(maxsize=1 << 14)
def rows_for(end: str) -> tuple[GrammarRow, ...]:
    """The rows that a name can fit by its end, each with the endings that are still possible.

    Parameters
    ----------
    end
        The last two characters of a name, or the only one.

    Returns
    -------
    In the order of the table. Kept for 16,384 ends.
    """
    rows = []
    for row in grammar_table().rows:
        if row.ends is None:
            rows.append(row)
        elif tails := row.ends.get(end, ()) + row.ends.get(end[-1:], ()) * (len(end) > 1):
            rows.append(row._replace(tails=tails))
    return tuple(rows)
