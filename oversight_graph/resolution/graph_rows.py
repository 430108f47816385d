"""The rows of the graph: the columns of the model over the entries that a row is made of.

A row keeps no values. Each is worked out from the entries when it is asked for, so that a graph of a million rows costs
little more memory than its charts do.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, ClassVar

from oversight_graph.chart.chart import Header
from oversight_graph.chart.entry import LinkEntry, NodeEntry
from oversight_graph.chart.entry_reading import level_of
from oversight_graph.chart.periods import PERIODS, Period, apart, between, span
from oversight_graph.model import LINK_ATTRIBUTES, LINKS, NODE_ATTRIBUTES, Attribute, days
from oversight_graph.model.areas import canonical
from oversight_graph.parsing.field_reader import UNKNOWN

_first_day, _last_day = functools.lru_cache(days.first_day), functools.lru_cache(days.last_day)


class GraphRow(Mapping[str, Any]):
    """`row["kind"]`, `row["sources"]` …: a mapping of all columns, its lists made anew each time. Never changed once resolved."""

    __slots__ = ("entry", "header", "id", "others")
    columns: ClassVar[Mapping[str, Callable[[Any], Any]]]
    id: str
    header: Header

    def periods(self) -> list[Period] | None:
        """When it holds by which chart, where `valid_from` and `valid_to` don't say it for all of them; else None."""
        raise NotImplementedError

    def __getitem__(self, column: str) -> Any:
        return self.columns[column](self)

    def __iter__(self) -> Iterator[str]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    def __contains__(self, column: object) -> bool:
        return column in self.columns

    def __repr__(self) -> str:
        return repr(dict(self))


class NodeRow(GraphRow):
    """A body: its first entry (`number`: which one of a repeat, or 0), and the rows of the `others` that are one with it."""

    __slots__ = ("number",)
    entry: NodeEntry
    others: list[NodeRow]

    def __init__(self, name: str, entry: NodeEntry, header: Header, number: int = 0) -> None:
        self.id, self.entry, self.header, self.number, self.others = name, entry, header, number, _NO_NODES

    def join(self, other: NodeRow) -> None:
        if self.others is _NO_NODES:
            self.others = []
        self.others.append(other)

    def group(self) -> Iterator[NodeRow]:
        yield self
        yield from self.others

    def periods(self) -> list[Period] | None:
        rest = self.entry.rest
        first, last = rest.get("valid_from"), rest.get("valid_to")
        for other in self.others:
            rest = other.entry.rest
            if rest.get("valid_from") != first or rest.get("valid_to") != last:
                return apart((one.header.id, span(one.entry)) for one in self.group())
        return None  # nearly every row

    def each_period(self) -> Iterator[Period]:
        """When it holds by which chart, also where all agree."""
        return (Period(one.header.id, *span(one.entry)) for one in self.group())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, NodeRow) and self._made_of() == other._made_of():
            return True  # nearly every row of a chart that is loaded again
        return super().__eq__(other)

    def _made_of(self) -> tuple[object, ...]:
        header = self.header
        return self.id, self.number, self.entry, header.id, header.level, header.area, self.others


class LinkRow(GraphRow):
    """A link from body to body: its first entry, and the `others` that say the same."""

    __slots__ = ("end", "ends", "start")
    entry: LinkEntry
    others: list[tuple[Header, LinkEntry]]
    ends: tuple[NodeRow, NodeRow] | None
    """The bodies that it joins, where charts date one of them differently."""

    def __init__(self, entry: LinkEntry, header: Header, start: str, end: str) -> None:
        self.id, self.entry, self.header, self.start, self.end, self.others, self.ends = "", entry, header, start, end, _NO_LINKS, None

    def join(self, header: Header, entry: LinkEntry) -> None:
        if self.others is _NO_LINKS:
            self.others = []
        self.others.append((header, entry))

    def charts(self) -> list[str]:
        """The charts that hold it."""
        return list(dict.fromkeys((self.header.id, *(header.id for header, _ in self.others)))) if self.others else [self.header.id]

    def periods(self) -> list[Period] | None:
        return between(self.charts(), span(self.entry), *(end.each_period() for end in self.ends)) if self.ends is not None else None

    @property
    def last_header(self) -> Header:
        return self.others[-1][0] if self.others else self.header

    def __eq__(self, other: object) -> bool:
        if isinstance(other, LinkRow) and self._made_of() == other._made_of():
            return True
        return super().__eq__(other)

    def _made_of(self) -> tuple[object, ...]:
        return self.id, self.start, self.end, self.entry, self.header.id, [(header.id, entry) for header, entry in self.others], self.periods()


_NO_NODES: list[NodeRow] = []  # of every row that has none; `join` gives a row a list of its own
_NO_LINKS: list[tuple[Header, LinkEntry]] = []


# -- bodies: each chart keeps its own dates; of all else the first written value stands, missing ones are filled in; then defaults ----


def _written(attribute: Attribute) -> Callable[[NodeRow], Any]:
    name = attribute.id

    def value(row: NodeRow) -> Any:
        found = row.entry.rest.get(name)
        if row.others and (found is None or name == "staff_quantifier"):
            entries = _of_its_number(row) if name == "staff_quantifier" else row.others
            found = next((other for one in entries if (other := one.entry.rest.get(name)) is not None), None)
        return None if found is None else stored(attribute, found)

    return value


def _widest(attribute: Attribute) -> Callable[[NodeRow], Any]:
    """The first or last day on which any of its charts says that a body holds; unwritten where one leaves it open."""
    name, outermost = attribute.id, min if attribute.type == "first_day" else max

    def value(row: NodeRow) -> Any:
        if not row.others:
            return stored(attribute, row.entry.rest.get(name))
        found = [one.entry.rest.get(name) for one in row.group()]
        return None if None in found else outermost(stored(attribute, one) for one in found)

    return value


def _field(place: int) -> Callable[[GraphRow], Any]:
    """One of the columns PERIODS."""

    def value(row: GraphRow) -> Any:
        periods = row.periods()
        return None if periods is None else [one[place] for one in periods]

    return value


_PERIOD_COLUMNS: dict[str, Callable[[Any], Any]] = {name: _field(place) for place, name in enumerate(PERIODS)}


def _dated(attribute: Attribute) -> bool:
    return attribute.type in ("first_day", "last_day")


def stored(attribute: Attribute, value: Any) -> Any:
    """A written value as a store keeps it: days as dates, areas in one spelling."""
    if value is None:
        return None
    if attribute.type == "first_day":
        return _first_day(value)
    if attribute.type == "last_day":
        return _last_day(value)
    if attribute.id == "area":
        return canonical(value)
    return list(value) if attribute.list else value


def _count(value: Any) -> int | None:
    """1 where nothing is written, None for a set whose number no source states."""
    return 1 if value is None else None if value == UNKNOWN else int(value)


def _name(row: NodeRow) -> str:
    return f"{row.entry.zh} {row.number}" if row.number else row.entry.zh


def _name_en(row: NodeRow) -> str | None:
    english = row.entry.en or next((one.entry.en for one in row.others if one.entry.en is not None), None)
    return f"{english} {row.number}" if english and row.number else english


def _aliases(row: NodeRow) -> list[str]:
    if not row.others and not row.number and "aliases" not in row.entry.rest:
        return []
    texts = (text for one in row.group() for text in (*([] if one.number else [one.entry.zh]), *one.entry.rest.get("aliases", ())))
    name = _name(row)
    return [text for text in dict.fromkeys(texts) if text != name]


def _note(row: NodeRow) -> str | None:
    if not row.others:
        return row.entry.rest.get("note")
    return "\n".join(dict.fromkeys(one.entry.rest["note"] for one in row.group() if "note" in one.entry.rest)) or None


def _of_its_number(row: NodeRow) -> Iterable[NodeRow]:
    """The entries whose quantifier counts: one belongs to the number of posts that it stands beside, and to no other."""
    posts = [one.entry.rest.get("staff_full_time") for one in row.group()]
    stands = next((number for number in posts if number is not None), None)
    return (one for one, number in zip(row.group(), posts, strict=True) if number in (None, stands))


_BY_CHART: dict[str, Callable[[NodeRow], Any]] = {
    "level": lambda row: level_of(None, row.entry.kind, row.header),
    "area": lambda row: row.header.area,
}
"""What an entry of a chart has where no entry of its body says it."""


def _node_columns() -> dict[str, Callable[[NodeRow], Any]]:
    written = {attribute.id: (_widest if _dated(attribute) else _written)(attribute) for attribute in NODE_ATTRIBUTES}
    made: dict[str, Callable[[NodeRow], Any]] = {
        "name": _name,
        "name_en": _name_en,
        "aliases": _aliases,
        "level": lambda row: written["level"](row) or _BY_CHART["level"](row),
        "area": lambda row: written["area"](row) or canonical(str(row.header.area)),
        "count": lambda row: _count(written["count"](row)),
        "note": _note,
        "placeholder": lambda row: bool(row.number) and all(one.number for one in row.others),
    }
    return {
        "id": lambda row: row.id,
        "kind": lambda row: row.entry.kind,
        **(written | made),
        "charts": lambda row: list(dict.fromkeys(one.header.id for one in row.group())) if row.others else [row.header.id],
        "ids": lambda row: [one.id for one in row.group()],
        "sources": lambda row: list(dict.fromkeys(f"{one.header.id}:{text}" for one in row.group() for text in one.entry.sources)),
        **_PERIOD_COLUMNS,
    }


NodeRow.columns = _node_columns()


def contradictions(row: NodeRow) -> Iterator[tuple[Attribute, Any, Any, Header]]:
    """Where entries of one body say different values of an attribute: (attribute, what stands, the other, its chart). Dates are none: each chart keeps its own."""
    rests = [one.entry.rest for one in row.group()]
    for attribute in _COMPARED:
        name = attribute.id
        written = [value for rest in rests if (value := rest.get(name)) is not None]
        if written and written.count(written[0]) == len(written):
            continue
        if written:
            entries = _of_its_number(row) if name == "staff_quantifier" else row.group()
            said = [(one, value) for one in entries if (value := one.entry.rest.get(name)) is not None]
        elif name in _BY_CHART:  # what no entry says, the charts say for all that they hold
            said = [(one, value) for one in row.group() if (value := _BY_CHART[name](one)) is not None]
        else:
            continue
        for one, value in said[1:]:
            if stored(attribute, value) != stored(attribute, said[0][1]):
                yield attribute, said[0][1], value, one.header


_COMPARED = [one for one in NODE_ATTRIBUTES if one.written and not _dated(one) and one.id not in ("name", "aliases", "note")]


# -- links ----------------------------------------------------------------------------------------------------------------


def _said(attribute: Attribute) -> Callable[[LinkRow], Any]:
    name, default = attribute.id, {kind.id: attribute.default for kind in LINKS if attribute.applies(kind.id)}

    def value(row: LinkRow) -> Any:
        found = row.entry.rest.get(name)
        return default.get(row.entry.kind) if found is None else stored(attribute, found)

    return value


def _form(row: LinkRow) -> str | None:
    return row.entry.rest.get("form") or LINKS[row.entry.kind].form


def _authority(row: LinkRow) -> list[str]:
    """domain §3: discipline and state for some kinds and for any link of form stationed, else the form."""
    written = row.entry.rest.get("authority")
    if written is not None:
        return list(written)
    return list(LINKS[row.entry.kind].authority(_form(row)))


def _cited(row: LinkRow) -> list[str]:
    sources = [f"{row.header.id}:{text}" for text in row.entry.sources]
    if not row.others:
        return sources
    more = dict.fromkeys(f"{header.id}:{text}" for header, entry in row.others for text in entry.sources)
    return sources + [text for text in more if text not in sources]


def _link_columns() -> dict[str, Callable[[LinkRow], Any]]:
    said = {attribute.id: _said(attribute) for attribute in LINK_ATTRIBUTES}
    made: dict[str, Callable[[LinkRow], Any]] = {"form": _form, "authority": _authority, "count": lambda row: _count(said["count"](row))}
    return {
        "id": lambda row: row.id,
        "kind": lambda row: row.entry.kind,
        "from": lambda row: row.start,
        "to": lambda row: row.end,
        **(said | made),
        "charts": LinkRow.charts,
        "sources": _cited,
        **_PERIOD_COLUMNS,
    }


LinkRow.columns = _link_columns()


def link_id(row: Mapping[str, Any]) -> str:
    """A name for all that makes a link the one that it is: everything but its sources and charts, and what these say of its ends."""
    return _digest(_identity(row))


_NOT_SAID = ("id", "sources", "charts", *PERIODS)


def _identity(row: Mapping[str, Any]) -> str:
    said = {key: row[key] for key in row if key not in _NOT_SAID}
    return json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)


def _digest(identity: str) -> str:
    return hashlib.blake2b(identity.encode(), digest_size=8).hexdigest()


class LinkIds:
    """`link_id` for the many links of one chart: what links say alike is put into words once, and only their ends anew."""

    def __init__(self) -> None:
        self._around: dict[tuple[str, int], list[str]] = {}

    def of(self, row: LinkRow) -> str:
        alike = row.entry.kind, id(row.entry.rest)  # the entries outlive this object, so the number stays that of one mapping
        around = self._around.get(alike)
        if around is None:
            if len(self._around) >= _REMEMBERED:
                self._around.clear()
            around = self._around[alike] = _identity({**row, "from": _END, "to": _END}).split(_quoted(_END))
        return _digest(f"{around[0]}{_quoted(row.start)}{around[1]}{_quoted(row.end)}{around[2]}")


_END = "\0"  # no text of a chart holds it
_quoted = json.JSONEncoder(ensure_ascii=False).encode
_REMEMBERED = 10_000
