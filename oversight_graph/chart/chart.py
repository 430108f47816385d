"""A chart: one organisation chart with its sources, as its author wrote it (contract §1)."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from oversight_graph.chart.entry import Entries, LinkEntry, NodeEntry
from oversight_graph.model import days

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True)
class Source:
    """Where it is written: one source of a chart. `date` as written: `2018`, `2018-03` or `2018-03-01`."""

    id: str
    title: str
    publisher: str | None = None
    date: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class DeclaredArea:
    """An area that GB/T 2260 doesn't know, or a name for one that it does. `part_of`: the code of the area that holds it."""

    code: str
    zh: str | None = None
    en: str | None = None
    part_of: str | None = None


@dataclass(frozen=True)
class DeclaredSlice:
    """What a claim or a declaration of completeness names: an area with what it holds, forms, levels, perhaps categories; within some dates."""

    forms: tuple[str, ...]
    area: str
    levels: tuple[str, ...]
    categories: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None

    def known_on(self, day: datetime.date, own: datetime.date) -> bool:
        """Whether what is declared is known to hold on a day; its first and last day count.

        Parameters
        ----------
        day
            The day asked about.
        own
            The day of its chart, from which on it is known where it states no beginning.

        Returns
        -------
        False outside of its dates, and where it `unsure_on` that day.
        """
        return days.within(day, self.valid_from, self.valid_to) and (self.valid_from is not None or day >= own)

    def unsure_on(self, day: datetime.date, own: datetime.date) -> bool:
        """Whether what is declared may hold on a day without being known to.

        Parameters
        ----------
        day
            The day asked about.
        own
            The day of its chart.

        Returns
        -------
        True before that day where no beginning is stated and it hasn't ended.
        """
        return self.valid_from is None and day < own and days.within(day, None, self.valid_to)


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
    """All of a chart but its nodes and links. `area` and `level` are those of the entries that name none; None where each has to."""

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
        """The last day of `as_of`."""
        return days.last_day(self.as_of)

    def title(self, lang: str | None = None) -> str:
        """The title in a language.

        Parameters
        ----------
        lang
            `en` gives the English title where there is one; `zh` and None the Chinese.

        Returns
        -------
        Never empty.
        """
        return self.title_en or self.title_zh if lang == "en" else self.title_zh

    def to_json(self) -> str:
        """The header as a store keeps it, in JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @staticmethod
    def _tuples(row: dict[str, Any]) -> dict[str, Any]:
        return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}

    @classmethod
    def from_json(cls, text: str) -> Header:
        """The header that `to_json` has written.

        Parameters
        ----------
        text
            JSON.

        Returns
        -------
        Equal to the one that was written.
        """
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
    """A header and the entries. `file` and the lines say where an entry was written; they aren't kept in a store.

    The same entries stand in `node_table` and `link_table` as columns. A chart has the one or the other from the beginning, and
    makes what it hasn't when somebody asks: a chart out of a store costs no objects until its entries are looked at.
    """

    header: Header
    nodes: tuple[NodeEntry, ...]
    links: tuple[LinkEntry, ...]
    file: str = field(default="", compare=False)
    node_lines: Sequence[int] = field(default=(), compare=False, repr=False)
    link_lines: Sequence[int] = field(default=(), compare=False, repr=False)
    origin: object = field(default=None, compare=False, repr=False, init=False)

    @classmethod
    def of_tables(cls, header: Header, node_table: pa.Table, link_table: pa.Table) -> Chart:
        """The chart of some columns.

        Parameters
        ----------
        header
            All but the entries.
        node_table, link_table
            The entries, with the columns of `chart_columns`.

        Returns
        -------
        Equal to the chart whose tables they are.
        """
        return cls.of_columns(header, lambda: (node_table, link_table))

    @classmethod
    def of_columns(
        cls, header: Header, read: Callable[[], tuple[pa.Table, pa.Table]], origin: object = None, file: str = "", lines: Sequence[Sequence[int]] = ((), ())
    ) -> Chart:
        """The chart of columns that are read when somebody asks for them.

        Parameters
        ----------
        header
            All but the entries.
        read
            Gives the nodes and the links, with the columns of `chart_columns`.
        origin
            Where it was read: charts of one id that have the same origin are equal.
        file
            Where it was written; empty for a chart out of a store.
        lines
            Of the nodes and of the links, where each was written.

        Returns
        -------
        Equal to the chart whose columns they are.
        """
        made = object.__new__(cls)
        vars(made).update(header=header, _read=read, origin=origin, file=file, node_lines=lines[0], link_lines=lines[1])
        return made

    if not TYPE_CHECKING:  # else any attribute would seem to be there

        def __getattr__(self, name: str) -> Any:
            """The entries, where only their columns are there."""
            if name not in ("nodes", "links") or "_read" not in vars(self):
                raise AttributeError(f"a chart has no `{name}`")
            from oversight_graph.chart.chart_columns import link_entries, node_entries

            made = vars(self)[name] = node_entries(self.node_table) if name == "nodes" else link_entries(self.link_table)
            return made

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Chart):
            return NotImplemented
        if self.header != other.header:
            return False
        if self.origin is not None and self.origin == other.origin:
            return True
        if not {"_read", "_tables"} & {*vars(self), *vars(other)}:
            return (self.nodes, self.links) == (other.nodes, other.links)
        return bool(self.node_table.equals(other.node_table) and self.link_table.equals(other.link_table))

    @cached_property
    def _tables(self) -> tuple[pa.Table, pa.Table]:
        read: Callable[[], tuple[pa.Table, pa.Table]] | None = vars(self).get("_read")
        if read is not None:
            return read()
        from oversight_graph.chart.chart_columns import link_table, node_table

        return node_table(self.nodes), link_table(self.links)

    @property
    def node_table(self) -> pa.Table:
        """The nodes as columns: `chart_columns.CHART_NODES`, a row an entry."""
        return self._tables[0]

    @property
    def link_table(self) -> pa.Table:
        """The links as columns: `chart_columns.CHART_LINKS`, a row an entry."""
        return self._tables[1]

    @property
    def id(self) -> str:
        """The id of the chart."""
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
        """The entries as a store keeps them, in JSON. Memory: the text; see `pieces`."""
        return "".join(self._written())

    def pieces(self, size: int) -> Iterator[str]:
        """The same as `entries_json`, in several texts, for who can't hold it in one.

        Parameters
        ----------
        size
            Characters of a piece, about.

        Yields
        ------
        At least one text; joined they are the JSON.
        """
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
        """The chart that a store has kept; its file and its lines are lost.

        Parameters
        ----------
        header
            What `Header.to_json` gave.
        entries
            What `entries_json` gave.

        Returns
        -------
        Equal to the chart that was kept.
        """
        raw = json.loads(entries, object_hook=Entries().of)
        return cls(Header.from_json(header), tuple(raw["nodes"]), tuple(raw["links"]))
