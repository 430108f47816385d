"""One node or one link as it was written: small, because a chart may hold a million of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any


class Entry(Mapping[str, Any]):
    """An entry reads as the chart format writes it: `entry["kind"]`, `entry.get("level")`; lists are tuples, `name` is {zh, en}.

    What nearly every entry has of its own stands in slots. `rest` holds the keys besides: few combinations of them occur in
    a chart, so entries that say the same share one mapping, which nobody changes.
    """

    __slots__ = ("kind", "rest", "sources")
    kind: str
    rest: dict[str, Any]
    sources: tuple[str, ...]

    def __len__(self) -> int:
        return sum(1 for _ in self)


class NodeEntry(Entry):
    __slots__ = ("en", "id", "zh")

    def __init__(self, name: str, kind: str, zh: str, en: str | None, rest: dict[str, Any], sources: tuple[str, ...]) -> None:
        self.id, self.kind, self.zh, self.en, self.rest, self.sources = name, kind, zh, en, rest, sources

    def __getitem__(self, key: str) -> Any:
        if key in self.rest:
            return self.rest[key]
        if key == "name":
            return {"zh": self.zh} if self.en is None else {"zh": self.zh, "en": self.en}
        if key in ("id", "kind", "sources"):
            return getattr(self, key)
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return chain(("id", "kind", "name"), self.rest, ("sources",))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NodeEntry):
            return super().__eq__(other)
        return (self.id, self.kind, self.zh, self.en, self.rest, self.sources) == (other.id, other.kind, other.zh, other.en, other.rest, other.sources)

    def __repr__(self) -> str:
        return f"NodeEntry({dict(self)})"


class LinkEntry(Entry):
    """`start` and `end` are what is written as `from` and `to`."""

    __slots__ = ("end", "start")

    def __init__(self, kind: str, start: str, end: str, rest: dict[str, Any], sources: tuple[str, ...]) -> None:
        self.kind, self.start, self.end, self.rest, self.sources = kind, start, end, rest, sources

    def __getitem__(self, key: str) -> Any:
        if key in self.rest:
            return self.rest[key]
        if key in _LINK_SLOTS:
            return getattr(self, _LINK_SLOTS[key])
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return chain(("kind", "from", "to"), self.rest, ("sources",))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LinkEntry):
            return super().__eq__(other)
        return (self.kind, self.start, self.end, self.rest, self.sources) == (other.kind, other.start, other.end, other.rest, other.sources)

    def __repr__(self) -> str:
        return f"LinkEntry({dict(self)})"


_LINK_SLOTS = {"kind": "kind", "from": "start", "to": "end", "sources": "sources"}
_REMEMBERED = 10_000  # combinations of `rest`: a chart whose entries all say something else gains nothing from remembering more


class Entries:
    """Makes the entries of one chart out of what was written; what is equal in several of them is kept once."""

    def __init__(self) -> None:
        self._once: dict[Any, Any] = {}
        self._rests: dict[tuple[tuple[str, Any], ...], dict[str, Any]] = {}

    def node(self, written: Mapping[str, Any]) -> NodeEntry:
        """Of a mapping in the chart format, its name as {zh, en}."""
        name, label = self._same(written["id"]), written["name"]
        return NodeEntry(name, self._same(written["kind"]), label["zh"], label.get("en"), self._rest(written, _NODE_OWN), self._sources(written))

    def link(self, written: Mapping[str, Any]) -> LinkEntry:
        start, end = self._same(written["from"]), self._same(written["to"])
        return LinkEntry(self._same(written["kind"]), start, end, self._rest(written, _LINK_OWN), self._sources(written))

    def of(self, written: dict[str, Any]) -> Entry | dict[str, Any]:
        """The entry that a mapping is, or the mapping where it is none: for whoever meets all mappings of a text."""
        if "kind" not in written:
            return written
        return self.link(written) if "from" in written else self.node(written)

    def _same(self, value: Any) -> Any:
        return self._once.setdefault(value, value)

    def _sources(self, written: Mapping[str, Any]) -> tuple[str, ...]:
        sources: tuple[str, ...] = self._same(tuple([self._same(text) for text in written["sources"]]))
        return sources

    def _rest(self, written: Mapping[str, Any], own: frozenset[str]) -> dict[str, Any]:
        said = tuple([(key, tuple(value) if isinstance(value, list) else value) for key, value in written.items() if key not in own])
        found = self._rests.get(said)
        if found is None:
            if len(self._rests) >= _REMEMBERED:
                self._rests.clear()
            found = self._rests[said] = dict(said)
        return found


_NODE_OWN, _LINK_OWN = frozenset({"id", "kind", "name", "sources"}), frozenset(_LINK_SLOTS)
