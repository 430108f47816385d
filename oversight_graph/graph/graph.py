"""The graph in memory: immutable columns of nodes and links at one date, with the scope that is asked about."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import InitVar, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.chart.chart import Header
from oversight_graph.graph.arrow import NONE, codes, encoded, ends_of, filtered, flags, frozen, numbers, texts
from oversight_graph.graph.csr import Groups, sorted_distinct
from oversight_graph.graph.day_cut import DatedTables, Unknown, day_number, spells
from oversight_graph.graph.frames import frame, network
from oversight_graph.graph.link_columns import Codes, LinkColumns
from oversight_graph.graph.link_columns import Mask as Mask
from oversight_graph.graph.valid_rows import newest_days
from oversight_graph.model import CATEGORIES, KINDS, LEVELS, OVERSEEN
from oversight_graph.model.areas import Areas

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from oversight_graph.graph.text_run import StoreNames

T = TypeVar("T")


@dataclass(frozen=True)
class Graph(LinkColumns):
    """A cut of a store: what holds on `as_of`, in the named charts; without `as_of` what each chart says to hold on its own day (domain §4, Dates).

    `scope` marks the nodes that are asked about (those of the area asked for, all where none was). The others stay as
    their surroundings: who oversees a county may sit in the province. `nodes`, `links` and `to_networkx` show the scope.

    >>> from oversight_graph import example
    >>> graph = example()
    >>> graph
    Graph(5 nodes, 5 links, as of 2020-12-31)
    >>> list(graph.nodes.columns[:4])
    ['id', 'kind', 'name', 'name_en']
    """

    node_table: pa.Table
    link_table: pa.Table
    as_of: datetime.date | None
    headers: Mapping[str, Header]
    area: str | None = None
    areas: Areas = field(default_factory=lambda: Areas({}))
    near: bool = False
    """Whether of the surroundings of an area only those are here on which its coverage and its load rest."""
    unknown: Unknown | None = field(default=None, repr=False)
    """What isn't known on some day that matters; None where all entries are. See `graph.by_day`."""
    judged_on: NDArray[np.datetime64] | None = field(default=None, repr=False)
    """`node_day`, where the charts have days of their own."""
    judged: Mask | None = field(default=None, repr=False)
    """The nodes that are asked about, where this is a graph on the day of some of them."""
    possible: bool = False
    """Whether what isn't known to hold, but may, is in it."""
    beside: Graph | None = field(default=None, repr=False, compare=False)
    """Of a graph on the day of some nodes: the same with all that may hold besides; None where all is known."""
    store_names: StoreNames | None = field(default=None, repr=False, compare=False)
    """The index of names of a store of which this is most; None where the graph makes one of its own."""
    sought: str | None = field(default=None, repr=False, compare=False)
    """The text whose bodies these are, where they were looked for as the graph was cut."""

    ends: InitVar[tuple[NDArray[np.integer[Any]], NDArray[np.integer[Any]]] | None] = None
    """Where who makes it knows them: the positions of both ends of each link, NONE for one that isn't among the nodes."""

    def __post_init__(self, ends: tuple[NDArray[np.integer[Any]], NDArray[np.integer[Any]]] | None) -> None:
        source, target = ends or ends_of(self.node_table, self.link_table)
        whole = (source != NONE) & (target != NONE)
        if not whole.all():  # an end that doesn't hold on this day takes its links along
            object.__setattr__(self, "link_table", filtered(self.link_table, whole))
            source, target = source[whole], target[whole]
        object.__setattr__(self, "_source", frozen(source.astype(np.int64, copy=False)))
        object.__setattr__(self, "_target", frozen(target.astype(np.int64, copy=False)))

    def __repr__(self) -> str:
        return f"Graph({len(self):,} nodes, {self.link_table.num_rows:,} links, as of {self.as_of or 'the day of each chart'})"

    @property
    def charts(self) -> tuple[str, ...]:
        """The charts that it was cut from, in the order of their loading."""
        return tuple(self.headers)

    @cached_property
    def days(self) -> Mapping[str, datetime.date]:
        """The day on which each chart is taken: the one that is asked about, or each chart's own."""
        return {name: self.as_of or header.day for name, header in self.headers.items()}

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """What is worked out of the graph once, and kept with it.

        Parameters
        ----------
        name : str
            By which it is kept: one for each thing; that of a column only where who makes the graph knows the column already.
        make : callable
            Works it out.

        Returns
        -------
        object
            The same one at every call; a graph never changes.
        """
        if name not in self.__dict__:
            object.__setattr__(self, name, make())
        made: T = self.__dict__[name]
        return made

    def __len__(self) -> int:
        return int(self.node_table.num_rows)

    def fitting(self, text: str, initials: bool = False) -> Iterator[NDArray[np.int64]]:
        """The nodes that a text fits, by one way of fitting after the other, the best first (contract §3).

        Parameters
        ----------
        text : str
            What is sought, in either script.
        initials : bool
            Whether pinyin initials fit, too.

        Returns
        -------
        iterator of ndarray of int64
            Their positions, in order.
        """
        if self.sought is not None and text == self.sought:
            return iter((np.arange(len(self)),))
        if self.store_names is not None:
            return self.store_names.stages(self.node_table.column("id"), text, initials)
        from oversight_graph.graph.name_index import name_index

        return self.kept("_name_index", lambda: name_index(self.node_table)).stages(text, initials)

    # -- columns of nodes ---------------------------------------------------------------------------------------------

    @cached_property
    def ids(self) -> NDArray[np.object_]:
        """The ids of the nodes, sorted by code points; shape (nodes,)."""
        return texts(self.node_table.column("id"))

    @cached_property
    def names(self) -> NDArray[np.object_]:
        """The names of the nodes as the sources write them; shape (nodes,)."""
        return texts(self.node_table.column("name"))

    @cached_property
    def kind(self) -> Codes:
        """The kind of each node as its code in KINDS; shape (nodes,)."""
        return codes(self.node_table.column("kind"), KINDS)

    @cached_property
    def level(self) -> Codes:
        """The level of each node as its code in LEVELS; shape (nodes,)."""
        return codes(self.node_table.column("level"), LEVELS)

    @cached_property
    def category(self) -> Codes:
        """The category of each node as its code in CATEGORIES, −1 where none is known; shape (nodes,)."""
        return codes(self.node_table.column("category"), CATEGORIES)

    @cached_property
    def weight(self) -> NDArray[np.int64]:
        """For how many members a node stands; 0 for a set whose number no source states (see `uncounted`): sums are floors then."""
        return numbers(self.node_table.column("count"), 0)

    @cached_property
    def uncounted(self) -> Mask:
        """Sets whose number no source states."""
        return flags(pc.is_null(self.node_table.column("count")))

    @cached_property
    def placeholder(self) -> Mask:
        """The members of repeated entries: nodes without a name of their own; shape (nodes,)."""
        return frozen(numbers(self.node_table.column("placeholder"), 0) == 1)

    @cached_property
    def population(self) -> Mask:
        """Nodes that stand for several unnamed members: no coordination path passes through them (domain §2)."""
        return frozen(self.uncounted | (self.weight > 1))

    @cached_property
    def overseen(self) -> Mask:
        """The nodes that are units, townships or villages; all others are overseers. Shape (nodes,)."""
        return frozen(np.isin(self.kind, [KINDS.code(kind) for kind in OVERSEEN]))

    @cached_property
    def scope(self) -> Mask:
        """The nodes that are asked about."""
        if self.judged is not None:
            return self.judged
        if self.area is None:
            return frozen(np.ones(len(self), bool))
        return self.in_area(self.area)

    @cached_property
    def node_day(self) -> NDArray[np.datetime64]:
        """The day on which each node is judged: the newest one of the charts that contain it (domain §4, Dates); datetime64[D], shape (nodes,)."""
        if self.judged_on is not None:
            return self.judged_on
        if self.as_of is not None:
            return frozen(np.full(len(self), np.datetime64(self.as_of, "D")))
        return frozen(newest_days(self.node_table, self.days))

    # -- areas --------------------------------------------------------------------------------------------------------

    @cached_property
    def _area_index(self) -> tuple[tuple[str, ...], NDArray[np.int64]]:
        areas, at = encoded(self.node_table.column("area"))
        return tuple(areas), at

    @property
    def area_codes(self) -> tuple[str, ...]:
        """The distinct areas of the nodes; `area_of` points into them."""
        return self._area_index[0]

    @property
    def area_of(self) -> NDArray[np.int64]:
        """The area of each node as its place in `area_codes`; shape (nodes,)."""
        return self._area_index[1]

    def in_area(self, outer: str) -> Mask:
        """The nodes whose area is `outer` or lies in it.

        Parameters
        ----------
        outer : str
            The code of an area.

        Returns
        -------
        ndarray of bool, shape (nodes,)
            Cost: the distinct areas, not the nodes.
        """
        held = set(self.areas.inside(outer, self.area_codes))
        inside = np.array([code in held for code in self.area_codes], bool)
        return frozen(inside[self.area_of] if len(inside) else np.zeros(len(self), bool))

    @cached_property
    def area_chains(self) -> tuple[Mapping[str, int], NDArray[np.int64]]:
        """For each distinct area the areas that hold it, itself first, by numbers: the distinct areas have their places in `area_codes`, the others come
        behind them. Padded with −1; shape (areas, the longest chain). Before it the number of each area."""
        chains = [self.areas.above(code) for code in self.area_codes]
        number = {code: place for place, code in enumerate(self.area_codes)}
        table = np.full((len(chains), max(map(len, chains), default=1)), -1, np.int64)
        for place, chain in enumerate(chains):
            table[place, : len(chain)] = [number.setdefault(code, len(number)) for code in chain]
        return number, frozen(table)

    def in_chart(self, chart: str) -> Mask:
        """The nodes that a chart holds, and says to hold on this day.

        Parameters
        ----------
        chart : str
            The id of a chart.

        Returns
        -------
        ndarray of bool, shape (nodes,)
            All False for a chart that isn't in the graph.
        """
        mask = np.zeros(len(self), bool)
        mask[self.nodes_of_chart(chart)] = True
        return frozen(mask)

    def nodes_of_chart(self, chart: str) -> NDArray[np.int64]:
        """The nodes that a chart holds, and says to hold on this day, by their positions.

        Parameters
        ----------
        chart : str
            The id of a chart.

        Returns
        -------
        ndarray of int64
            In their order; none for a chart that isn't in the graph. Cost: linear in these; the first time in all nodes.
        """
        header = self.headers.get(chart)
        if header is None:
            return frozen(np.empty(0, np.int64))
        if (self.as_of or header.day) >= header.day and self.judged is None:
            return self._nodes_by_chart[chart]
        return self.kept(f"_nodes_of_chart_{chart}", lambda: self._known_nodes_of(header))

    @cached_property
    def _nodes_by_chart(self) -> Mapping[str, NDArray[np.int64]]:
        """The nodes that each chart lets hold on the day on which it is taken, which isn't before its own."""
        places = {name: place for place, name in enumerate(self.headers)}
        every = spells(self.node_table, places)
        inside = every.within(np.array([day_number(day) for day in self.days.values()], np.int64))
        node, groups = every.row[inside], Groups(every.chart[inside], len(places))
        of_chart = (node[groups.order[groups.starts[place] : groups.starts[place + 1]]] for place in range(len(places)))
        return {name: frozen(held if (held[1:] > held[:-1]).all() else sorted_distinct(held)) for name, held in zip(places, of_chart, strict=True)}

    def _known_nodes_of(self, header: Header) -> NDArray[np.int64]:
        day = self.as_of or header.day
        node, _ = DatedTables(self.node_table, self.link_table, {header.id: header.day}, cut=self.judged is not None).on(np.array([day_number(day)]))
        return frozen(np.flatnonzero(node.known))

    # -- faces for people ---------------------------------------------------------------------------------------------

    @cached_property
    def nodes(self) -> pd.DataFrame:
        """The nodes in scope: one row each, the attributes of the model, `charts`, `ids` and `sources` as lists. Where charts date a
        body differently, `valid_from` and `valid_to` are the widest of their dates, and three lists have those of each chart:
        `period_charts`, `period_from`, `period_to` (year 1 and year 9999: open)."""
        return frame(self._nodes_in_scope())

    @cached_property
    def links(self) -> pd.DataFrame:
        """The links between nodes in scope: `from`, `to`, `kind`, the attributes of the model, `charts` and `sources`."""
        return frame(self._links_in_scope())

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The scope as a networkx MultiDiGraph: nodes and edges with all attributes, the link's id as key.

        Returns
        -------
        networkx.MultiDiGraph
            Its `graph` holds `as_of` and `charts`. Cost: a Python object for every node and link; meant for graphs that
            networkx is meant for.

        Examples
        --------
        >>> from oversight_graph import example
        >>> network = example().to_networkx()
        >>> [data["kind"] for data in network["example:cc"]["example:g-fin"].values()]
        ['DISPATCHES']
        """
        return network(self._nodes_in_scope(), self._links_in_scope(), as_of=None if self.as_of is None else self.as_of.isoformat(), charts=list(self.charts))

    def _nodes_in_scope(self) -> pa.Table:
        return self.node_table.filter(pa.array(self.scope))

    def _links_in_scope(self) -> pa.Table:
        return self.link_table.filter(pa.array(self.scope[self.source] & self.scope[self.target]))
