"""One node or one link as it was written: small, because a chart may hold a million of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar


class Entry(Mapping[str, Any]):
    """An entry reads as the chart format writes it: `entry["kind"]`, `entry.get("level")`; lists are tuples, `name` is {zh, en}.

    What every entry has of its `own` stands in slots. `rest` holds the keys besides: few combinations of them occur in a
    chart, so entries that say the same share one mapping, which nobody changes.
    """

    __slots__ = ("kind", "rest", "sources")
    own: ClassVar[frozenset[str]]
    kind: str
    rest: dict[str, Any]
    sources: tuple[str, ...]

    def written(self) -> dict[str, Any]:
        """The mapping of the chart format that the entry is."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[str]:
        return iter(self.written())

    def __len__(self) -> int:
        return len(self.own) + len(self.rest)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.written()})"


class NodeEntry(Entry):
    """A node as it was written: a body, or a set of them. `zh` and `en` are its names."""

    __slots__ = ("en", "id", "zh")
    own = frozenset({"id", "kind", "name", "sources"})

    def __init__(self, name: str, kind: str, zh: str, en: str | None, rest: dict[str, Any], sources: tuple[str, ...]) -> None:
        self.id, self.kind, self.zh, self.en, self.rest, self.sources = name, kind, zh, en, rest, sources

    @property
    def name(self) -> dict[str, str]:
        """The name as the chart format writes it: {zh, en}."""
        return {"zh": self.zh} if self.en is None else {"zh": self.zh, "en": self.en}

    def written(self) -> dict[str, Any]:
        """The mapping of the chart format that the entry is."""
        return {"id": self.id, "kind": self.kind, "name": self.name, **self.rest, "sources": self.sources}

    def __getitem__(self, key: str) -> Any:
        return getattr(self, key) if key in self.own else self.rest[key]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NodeEntry):
            return super().__eq__(other)
        return (self.id, self.kind, self.zh, self.en, self.rest, self.sources) == (other.id, other.kind, other.zh, other.en, other.rest, other.sources)


class LinkEntry(Entry):
    """A link as it was written. `start` and `end` are what is written as `from` and `to`."""

    __slots__ = ("end", "start")
    own = frozenset({"kind", "from", "to", "sources"})

    def __init__(self, kind: str, start: str, end: str, rest: dict[str, Any], sources: tuple[str, ...]) -> None:
        self.kind, self.start, self.end, self.rest, self.sources = kind, start, end, rest, sources

    def written(self) -> dict[str, Any]:
        """The mapping of the chart format that the entry is."""
        return {"kind": self.kind, "from": self.start, "to": self.end, **self.rest, "sources": self.sources}

    def __getitem__(self, key: str) -> Any:
        if key in self.own:
            return self.start if key == "from" else self.end if key == "to" else getattr(self, key)
        return self.rest[key]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LinkEntry):
            return super().__eq__(other)
        return (self.kind, self.start, self.end, self.rest, self.sources) == (other.kind, other.start, other.end, other.rest, other.sources)


_REMEMBERED = 10_000  # combinations of `rest`: a chart whose entries all say something else gains nothing from remembering more


class Entries:
    """Makes the entries of one chart out of what was written; what is equal in several of them is kept once."""

    def __init__(self) -> None:
        self._once: dict[Any, Any] = {}
        self._same = self._once.setdefault
        self._rests: dict[tuple[tuple[str, Any], ...], dict[str, Any]] = {}

    def node(self, written: Mapping[str, Any]) -> NodeEntry:
        """The entry of a node.

        Parameters
        ----------
        written
            A mapping of the chart format, its name as {zh, en}; every node has id, kind, name and sources.

        Returns
        -------
        It shares what it says alike with those that were made before.
        """
        name, kind, label = written["id"], written["kind"], written["name"]
        return NodeEntry(
            self._same(name, name), self._same(kind, kind), label["zh"], label.get("en"), self._rest(written, NodeEntry.own), self._sources(written)
        )

    def link(self, written: Mapping[str, Any]) -> LinkEntry:
        """The entry of a link.

        Parameters
        ----------
        written
            A mapping of the chart format; every link has kind, from, to and sources.

        Returns
        -------
        It shares what it says alike with those that were made before.
        """
        kind, start, end = written["kind"], written["from"], written["to"]
        return LinkEntry(self._same(kind, kind), self._same(start, start), self._same(end, end), self._rest(written, LinkEntry.own), self._sources(written))

    def of(self, written: dict[str, Any]) -> Entry | dict[str, Any]:
        """The entry that a mapping is, for whoever meets all mappings of a text.

        Parameters
        ----------
        written
            Any mapping of a chart.

        Returns
        -------
        An entry; the mapping itself where it has no kind.
        """
        if "kind" not in written:
            return written
        return self.link(written) if "from" in written else self.node(written)

    def _sources(self, written: Mapping[str, Any]) -> tuple[str, ...]:
        sources: tuple[str, ...] = tuple(written["sources"])
        if sources not in self._once:
            sources = tuple([self._same(text, text) for text in sources])
        return self._same(sources, sources)  # type: ignore[no-any-return]

    def _rest(self, written: Mapping[str, Any], own: frozenset[str]) -> dict[str, Any]:
        said = tuple([(key, tuple(value) if isinstance(value, list) else value) for key, value in written.items() if key not in own])
        rest = self._rests.get(said)
        if rest is None:
            if len(self._rests) >= _REMEMBERED:
                self._rests.clear()
            rest = self._rests[said] = dict(said)
        return rest
