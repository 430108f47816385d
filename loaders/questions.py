"""What the reading of a file asks its user: what the file doesn't say, and names of which can't be told what they are; and what the answers mean as a mapping.

The terminal and the explorer ask the same questions. An answer is never kept elsewhere than in a mapping, so that a file which is read again with it asks no more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from oversight_graph.chart.build import ChartReading
from oversight_graph.chart.unsure_name import UnsureName
from oversight_graph.loaders.mapping import NONE, UNDECIDED
from oversight_graph.messages import Message, message
from oversight_graph.model import KINDS
from oversight_graph.naming.grammar import NameReading, parse
from oversight_graph.naming.persons import likeness

MOST_KINDS = 8
"""Kinds that are offered of a name: with the answer that it is none, as many as there are keys from 1 to 9."""
_NOT_SAID = {
    "loaders.no_chart_id": "chart",
    "loaders.no_area": "area",
    "loaders.area_proposed": "area",
    "loaders.areas_proposed": "area",
    "loaders.no_level": "level",
    "loaders.no_date": "as_of",
}
"""The key of a chart's header that a problem misses."""


@dataclass(frozen=True)
class NameQuestion:
    """Names of which can't be told what they are, all for one reason: one answer may hold for all of them.

    Attributes
    ----------
    names
        At least one, in the order of the file.
    reason
        Why it can't be told.
    kinds
        The ids of kinds that they may be, the likeliest first, at most `MOST_KINDS`.
    any_kind
        Whether they may be of other kinds as well.
    taken
        What they are taken for as long as nobody says it: a kind, `none`, or `?`, and then the file isn't loaded.
    """

    names: tuple[UnsureName, ...]
    reason: Message
    kinds: tuple[str, ...]
    any_kind: bool
    taken: str

    @property
    def needed(self) -> bool:
        """Whether the file isn't loaded before it is answered."""
        return self.taken == UNDECIDED

    @property
    def otherwise(self) -> str:
        """What who doesn't decide decides: what they are taken for, or that they are left out."""
        return NONE if self.taken == UNDECIDED else self.taken

    def allows(self, kind: str) -> bool:
        """Whether an answer can be one.

        Parameters
        ----------
        kind
            The id of a kind, or `none`.

        Returns
        -------
        bool
            False for a kind that the names can't be where they stand.
        """
        return kind == NONE or kind in self.kinds or (self.any_kind and kind in KINDS)


@dataclass(frozen=True)
class FileQuestions:
    """What the reading of a file asks.

    Attributes
    ----------
    header
        Keys of a chart's header that the file doesn't say and needs.
    names
        Those that keep the file from being loaded first.
    proposed
        What is proposed for keys of the header, for the user to take or not.
    """

    header: tuple[str, ...] = ()
    names: tuple[NameQuestion, ...] = ()
    proposed: Mapping[str, str] = field(default_factory=dict)


def questions_of(readings: Iterable[ChartReading], singly: Collection[str] = ()) -> FileQuestions:
    """What the reading of a file asks. Cost: linear in its unsure names and its problems.

    Parameters
    ----------
    readings
        What came out of the file.
    singly
        Names that are a question each, though others are like them.

    Returns
    -------
    FileQuestions
        Nothing of a file that says all.
    """
    every = list(readings)
    missing = {problem.code for reading in every for problem in reading.problems if problem.code in _NOT_SAID}
    header = tuple(dict.fromkeys(key for code, key in _NOT_SAID.items() if code in missing))
    areas = {str(problem.message.values["area"]) for reading in every for problem in reading.problems if problem.code == "loaders.area_proposed"}
    proposed = {"area": areas.pop()} if len(areas) == 1 else {}  # of several none: each file means its own
    return FileQuestions(header, _grouped([name for reading in every for name in reading.unsure], singly), proposed)


def _grouped(unsure: Sequence[UnsureName], singly: Collection[str]) -> tuple[NameQuestion, ...]:
    """Names that are unsure for the same reason as one question, those that are needed first."""
    alike: dict[object, list[UnsureName]] = {}
    for name in unsure:
        alike.setdefault(name.name if name.name in singly else _likeness_of(name), []).append(name)
    questions = [_question(names) for names in alike.values()]
    return tuple(sorted(questions, key=lambda question: not question.needed))


def _likeness_of(unsure: UnsureName) -> object:
    """What names that are alike have in common. One that may be a person's is like no other; of those that fit no pattern, those that end alike are."""
    reading = parse(unsure.name)
    if likeness(unsure.name):
        return unsure.name
    end = "" if reading.candidates or reading.kind else reading.name[-2:]
    return reading.pattern, end, _kinds(unsure, reading), unsure.any_kind, unsure.taken


def _question(names: Sequence[UnsureName]) -> NameQuestion:
    first = names[0]
    reading = parse(first.name)
    reason = message("questions.perhaps_person") if likeness(first.name) else message("questions.reason", reason=reading)
    return NameQuestion(tuple(names), reason, _kinds(first, reading), first.any_kind, first.taken)


def _kinds(unsure: UnsureName, reading: NameReading) -> tuple[str, ...]:
    """What a name may be: what it may be where it stands, then what it may be by itself."""
    by_itself = [reading.kind, *(candidate.kind for candidate in reading.candidates)] if unsure.any_kind else []
    kinds = dict.fromkeys(kind for kind in (*unsure.kinds, *by_itself) if kind in KINDS)
    if not kinds and unsure.any_kind:
        kinds["Unit"] = None  # what nobody knows is a unit more often than anything else
    return tuple(kind for kind in kinds if kind is not None)[:MOST_KINDS]


def with_answers(mapping: Mapping[str, Any] | None, header: Mapping[str, str], kinds: Mapping[str, str]) -> dict[str, Any]:
    """A mapping with what was answered beside what it said before.

    Parameters
    ----------
    mapping
        As `read_mapping` gives it; None for none. It stays as it is.
    header
        Texts by key of a mapping: those of a chart's header, `source`, `commission`.
    kinds
        The kind of each name that was decided, or `none`.

    Returns
    -------
    dict
        A mapping as `read_mapping` gives it.

    Examples
    --------
    >>> with_answers({"kinds": {"甲站": "Unit"}}, {"area": "530100"}, {"乙室": "Room"})
    {'kinds': {'甲站': 'Unit', '乙室': 'Room'}, 'area': '530100'}
    """
    answered = {**(mapping or {}), **header}
    if kinds:
        answered["kinds"] = {**answered.get("kinds", {}), **kinds}
    return answered
