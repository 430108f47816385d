"""The table of the grammar of names (grammar.yaml) as it is read: its patterns, checked, and a quick way to those that a name can fit."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

from oversight_graph.model import KINDS
from oversight_graph.naming.grammar_pattern import CompiledPattern, PatternError, compile_pattern

TABLE = Path(__file__).with_name("grammar.yaml")


@dataclass(frozen=True, slots=True)
class NameParts:
    """What a name says besides its kind; None or False where it doesn't say it. All in simplified script.

    `area` as written, only where it is named (甘肃省, not 省); `level` only where a word of it is sure (市 can be two levels).
    `set`: the name stands for several bodies.
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
    """One row of the table."""

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
        return tuple(GrammarCandidate(kind, self.id, self.zh, self.en) for kind in self.kinds)


@dataclass(frozen=True)
class PatternGroup:
    """Patterns that compete: if those that fit disagree, the name is unsure."""

    zh: str
    en: str
    patterns: tuple[NamePattern, ...]


class GrammarRow(NamedTuple):
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


def _kind(word: str, where: str) -> str | None:
    if word == "none":
        return None
    if word not in KINDS:
        raise PatternError(f"{where}: `{word}` is no kind of node; use none or one of {', '.join(KINDS.ids)}")
    return word


def _pattern(row: Mapping[str, Any]) -> NamePattern:
    where = f"pattern `{row.get('id')}`"
    if unknown := set(row) - _KEYS:
        raise PatternError(f"{where}: there is no key {', '.join(sorted(unknown))}; the keys are {', '.join(sorted(_KEYS))}")
    if missing := {"id", "when", "zh", "en", "examples", "near_misses"} - set(row):
        raise PatternError(f"{where}: {', '.join(sorted(missing))} must be written")
    if ("kind" in row) == ("kinds" in row):
        raise PatternError(f"{where}: write either `kind` (sure) or `kinds` (a list, unsure)")
    gives = row.get("gives", {})
    if wrong := set(gives) - {one.name for one in fields(NameParts)}:
        raise PatternError(f"{where}: `gives` can't hold {', '.join(sorted(wrong))}")

    def lists(key: str) -> dict[str, tuple[str, ...]]:
        return {slot: tuple(words) for slot, words in row.get(key, {}).items()}

    return NamePattern(
        row["id"], tuple(_kind(kind, where) for kind in row.get("kinds", [row.get("kind")])), "kind" in row, tuple(row["when"]), row["zh"], row["en"], gives,
        row["examples"], row["near_misses"], lists("reads_as"), lists("not_as"), lists("refuse"), tuple(row.get("refuse_tail", ())), tuple(row.get("refuse_head", ())), tuple(row.get("refuse_category", ())),
    )  # fmt: skip


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
    """The table, read once. TemplateError says which pattern can't be read, and why."""
    return read_table(TABLE.read_text("utf-8"))


def read_table(text: str) -> GrammarTable:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw = yaml.load(text, loader)
    slots = _slots(raw["slots"], raw["words"])
    groups = tuple(PatternGroup(one["title"]["zh"], one["title"]["en"], tuple(map(_pattern, one["patterns"]))) for one in raw["groups"])
    rows: list[GrammarRow] = []
    for number, group in enumerate(groups):
        for pattern in group.patterns:
            for template in pattern.when:
                one = compile_pattern(template, slots, raw["words"], raw["slot_ends"])
                rows.append(GrammarRow(number, pattern, one, None if one.tails is None else _by_end(one.tails)))
    ids = [pattern.id for group in groups for pattern in group.patterns]
    if len(set(ids)) != len(ids):
        raise PatternError(f"two patterns share the id `{next(one for one in ids if ids.count(one) > 1)}`")
    return GrammarTable(
        groups,
        tuple((str(long), str(short)) for long, short in raw["one_form"]),
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
    """The rows that a name with these last two characters can fit, each with the endings that are still possible."""
    rows = []
    for row in grammar_table().rows:
        if row.ends is None:
            rows.append(row)
        elif tails := row.ends.get(end, ()) + row.ends.get(end[-1:], ()) * (len(end) > 1):
            rows.append(row._replace(tails=tails))
    return tuple(rows)
