"""A chart: one organisation chart with its sources, as its author wrote it (contract §1)."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from oversight_graph.chart.entry import Entries, LinkEntry, NodeEntry
from oversight_graph.model import days


@dataclass(frozen=True)
class Source:
    """Where it is written."""

    id: str
    title: str
    publisher: str | None = None
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class DeclaredArea:
    """An area that GB/T 2260 doesn't know, or a name for one that it does."""

    code: str
    zh: str | None = None
    en: str | None = None
    part_of: str | None = None


@dataclass(frozen=True)
class DeclaredSlice:
    """What a claim or a declaration of completeness names: an area with what it holds, forms, levels, perhaps categories."""

    forms: tuple[str, ...]
    area: str
    levels: tuple[str, ...]
    categories: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None

    def holds_on(self, day: datetime.date) -> bool:
        return days.within(day, self.valid_from, self.valid_to)


@dataclass(frozen=True)
class Claim(DeclaredSlice):
    """A declaration that `covered` of `of` bodies of a slice are covered, naming none of them."""

    id: str = ""
    covered: int | None = None
    of: int | None = None
    sources: tuple[str, ...] = ()
    note: str | None = None

    @property
    def counts(self) -> bool:
        """domain §4: a claim counts only where covered equals `of` or neither is given."""
        return self.covered == self.of


@dataclass(frozen=True)
class Header:
    """All of a chart but its nodes and links."""

    id: str
    title_zh: str
    title_en: str | None
    as_of: str
    area: str | None
    level: str | None
    areas: tuple[DeclaredArea, ...] = ()
    sources: tuple[Source, ...] = ()
    complete: tuple[DeclaredSlice, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def day(self) -> datetime.date:
        return days.last_day(self.as_of)

    def title(self, lang: str | None = None) -> str:
        return self.title_en or self.title_zh if lang == "en" else self.title_zh

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @staticmethod
    def _tuples(row: dict[str, Any]) -> dict[str, Any]:
        return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}

    @classmethod
    def from_json(cls, text: str) -> Header:
        raw = json.loads(text)

        def slices(kind: type[DeclaredSlice], rows: list[dict[str, Any]]) -> tuple[Any, ...]:
            return tuple(kind(**cls._tuples(row)) for row in rows)

        return cls(
            **{key: raw[key] for key in ("id", "title_zh", "title_en", "as_of", "area", "level")},
            areas=tuple(DeclaredArea(**row) for row in raw["areas"]),
            sources=tuple(Source(**row) for row in raw["sources"]),
            complete=slices(DeclaredSlice, raw["complete"]),
            claims=slices(Claim, raw["claims"]),
        )


@dataclass(frozen=True)
class Chart:
    """A header and the entries. `file` and the lines say where an entry was written; they aren't kept in a store."""

    header: Header
    nodes: tuple[NodeEntry, ...]
    links: tuple[LinkEntry, ...]
    file: str = field(default="", compare=False)
    node_lines: Sequence[int] = field(default=(), compare=False, repr=False)
    link_lines: Sequence[int] = field(default=(), compare=False, repr=False)

    @property
    def id(self) -> str:
        return self.header.id

    def expanded(self) -> Iterator[tuple[int, str, NodeEntry, int]]:
        """Every node that the entries stand for: (position of the entry, local id, entry, number in a repeat or 0)."""
        for position, entry in enumerate(self.nodes):
            repeat = entry.rest.get("repeat")
            if repeat is None:
                yield position, entry.id, entry, 0
            else:
                for number in range(1, repeat + 1):
                    yield position, f"{entry.id}-{number}", entry, number

    def entries_json(self) -> str:
        return "".join(self._written())

    def pieces(self, size: int) -> Iterator[str]:
        """The same in texts of about `size` characters, for who can't hold it in one."""
        piece, held = io.StringIO(), 0
        for text in self._written():
            held += piece.write(text)
            if held >= size:
                yield piece.getvalue()
                piece, held = io.StringIO(), 0
        yield piece.getvalue()

    def _written(self) -> Iterator[str]:
        """One entry after the other: all of them as dicts would take many times their text."""
        write = json.JSONEncoder(ensure_ascii=False).encode
        for start, entries in (('{"nodes": [', self.nodes), ('], "links": [', self.links)):
            yield start
            for number, entry in enumerate(entries):
                yield f"{', ' if number else ''}{write(entry.written())}"
        yield "]}"

    @classmethod
    def from_json(cls, header: str, entries: str) -> Chart:
        raw = json.loads(entries, object_hook=Entries().of)
        return cls(Header.from_json(header), tuple(raw["nodes"]), tuple(raw["links"]))
