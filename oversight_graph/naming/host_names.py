"""Which of some units a group's name means by its host: 驻科技厅 means 省科技厅, 驻县教育局 perhaps 县教育体育局."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from oversight_graph.naming.grammar import parse
from oversight_graph.naming.normalisation import fold, key

_ENDING = re.compile(r"(?:委员会|办公室|办公厅|局|厅|委|办|部|院|会|社|公司|集团)\Z")
_OFFICE = re.compile(r"(?<=[委府会])办公[室厅]\Z")  # 县委办 is what 县委办公室 is called
_SHORTEST = 2  # characters of a name by which another one is recognised
_KIND_OF_OFFICE = {"委员会": "委", "办公室": "办", "办公厅": "办", "厅": "局", "委": "局"}  # 卫健局 and 卫健委 do the same work


class HostMatch(NamedTuple):
    """The names that a host can mean; `sure`: one, which differs in its writing or by the area alone."""

    names: tuple[str, ...]
    sure: bool


class _Parts(NamedTuple):
    """A name taken apart: of which area or level it says it is (empty where it doesn't), its own part, the tasks in that, its kind of office."""

    place: str
    own: str
    tasks: str
    office: str


class HostNames:
    """The units of a list, ready to be found by what the names of groups say of them.

    Examples
    --------
    >>> units = HostNames(["省科技厅", "县教育体育局", "县财政局"])
    >>> units.match("科技厅"), units.match("县教育局"), units.match("市财政局")
    (HostMatch(names=('省科技厅',), sure=True), HostMatch(names=('县教育体育局',), sure=False), HostMatch(names=(), sure=False))
    """

    def __init__(self, names: Iterable[str], level: str | None = None, area: str | None = None) -> None:
        self.level, self.area = level, area or ""
        self._parts: dict[str, _Parts] = {}
        self._folded: dict[str, str] = {}
        self._own: dict[str, list[str]] = defaultdict(list)
        self._pairs: dict[str, list[str]] = defaultdict(list)  # names by two characters of their tasks
        for name in dict.fromkeys(names):
            parts = self._parts[name] = self._of(name)
            self._folded.setdefault(fold(name), name)
            self._own[parts.own].append(name)
            for pair in _pairs(parts.tasks):
                self._pairs[pair].append(name)

    def match(self, host: str) -> HostMatch:
        """The units that a host may be.

        Parameters
        ----------
        host
            As the name of a group says it.

        Returns
        -------
        Sure is one name that says the same but for its writing, known short forms, or an area that only one of the two names. Else those whose tasks
        hold the host's, or are held by them (教育, 教育体育), in an office of its kind and place. Cost: of the names that have two characters in common.
        """
        written = self._folded.get(fold(host))
        if written is not None:
            return HostMatch((written,), True)
        wanted = self._of(host)
        same = [name for name in self._own.get(wanted.own, ()) if _one_place(wanted, self._parts[name])]
        if same:
            return HostMatch(tuple(same), len(same) == 1)
        candidates = dict.fromkeys(name for pair in _pairs(wanted.tasks) for name in self._pairs.get(pair, ()))
        if len(self._parts) <= _FEW:  # 住建 and 住房城乡建设 have no two characters side by side in common
            candidates = dict.fromkeys(self._parts)
        return HostMatch(tuple(name for name in candidates if _alike(wanted, self._parts[name])), False)

    def _of(self, name: str) -> _Parts:
        parts = parse(name).parts
        place = next((word for word in (parts.area, parts.level_word) if word and name.startswith(word) and len(name) - len(word) >= _SHORTEST), "")
        own = _OFFICE.sub("办", key(name[len(place) :], self.level, self.area))
        ending = _ENDING.search(own)
        if ending is None:
            return _Parts(place, own, "", "")
        return _Parts(place, own, own[: ending.start()], _KIND_OF_OFFICE.get(ending.group(), ending.group()))


_FEW = 50  # names that are all looked at


def _pairs(tasks: str) -> set[str]:
    return {tasks[at : at + 2] for at in range(len(tasks) - 1)}


def _one_place(one: _Parts, other: _Parts) -> bool:
    """县 and 云岭县, or no place and any; not 县 and 市."""
    return one.place.endswith(other.place) or other.place.endswith(one.place)


def _alike(one: _Parts, other: _Parts) -> bool:
    """Whether the tasks of one office hold those of the other, in their order: 住建 and 住房城乡建设."""
    short, long = sorted((one.tasks, other.tasks), key=len)
    if len(short) < _SHORTEST or one.office != other.office or not _one_place(one, other):
        return False
    letters = iter(long)
    return short in long or (short[0] == long[0] and all(letter in letters for letter in short))
