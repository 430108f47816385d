"""The store as the pages see it: graphs, answers and pictures, kept until the store changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from oversight_graph.explorer.bounded_cache import BoundedCache
from oversight_graph.explorer.limits import Limits
from oversight_graph.explorer.page_scope import PageScope
from oversight_graph.explorer.work_queues import PAGE, NotComputedYet
from oversight_graph.model import Language
from oversight_graph.queries import QUESTIONS

if TYPE_CHECKING:
    from oversight_graph.answer.answer import Answer
    from oversight_graph.graph.graph import Graph
    from oversight_graph.store.protocol import ChartInfo, Store

T = TypeVar("T")

_GRAPH, _ROW, _MAPPED_ROW = 60_000, 700, 60
"""About how many bytes a graph takes that holds nothing, and each of its rows; of a whole store the rows are mapped, and only what is worked out of them takes room."""
_ANSWER, _CELL, _ITEM, _HOP = 4_000, 60, 120, 600
"""The same of an answer, of a cell, of an item of a cell that is a list, of a hop."""


class StoreCache:
    """One store, read by one request at a time; what was read and worked out is kept while it holds the same."""

    def __init__(self, place: str | None, limits: Limits | None = None) -> None:
        self._place = place
        self._looking, self._reading = threading.Lock(), threading.Lock()
        self.cache = BoundedCache((limits or Limits()).kept)
        self._store: Store | None = None
        self._stamp: str | None = None

    @property
    def store(self) -> Store:
        """The store, opened when it is first needed."""
        if self._store is None:
            from oversight_graph.store import open_store

            self._store = open_store(self._place)
        return self._store

    def close(self) -> None:
        """Close the store, if it was opened."""
        if self._store is not None:
            self._store.close()

    def stamp(self) -> str:
        """The mark of what the store holds now, empty where nothing was loaded yet. When it has changed, nothing old is kept."""
        with self._looking:
            now = self.store.stamp()
            if now != self._stamp:
                self.cache.clear()
                self._stamp = now
            return now

    def kept(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int], search: bool = False) -> T:
        """What `make` makes of the store as it is now, made once. A page doesn't wait for it: it goes to the queue for searches, or to the
        one for what is linear in the graph.

        Parameters
        ----------
        key
            By what it is known while the store holds the same.
        make
            Makes it, in a thread of a queue.
        size
            About how many bytes it takes.
        search
            Whether making it may take longer than what is linear in the graph.

        Returns
        -------
        The value; the same object for all who ask.

        Raises
        ------
        NotComputedYet
            Inside a page, where it isn't there yet; `work_queues.page` handles it.
        """
        whole, page = (self.stamp(), key), PAGE.get()
        if page is None:
            return self.cache.get(whole, make, size)
        there, value = page.get(whole)
        if not there:
            if whole not in self.cache:
                raise NotComputedYet(whole, lambda: self.cache.get(whole, make, size), search)
            value = page.values[whole] = self.cache.get(whole, make, size)
        return value  # type: ignore[no-any-return]

    def infos(self) -> list[ChartInfo]:
        """The charts that are loaded; none where there is no store yet."""
        if not self.stamp():
            return []
        return self.kept("infos", lambda: self._read(lambda store: store.infos()), lambda infos: 2000 * len(infos))

    def graph(self, scope: PageScope, whole: bool = False) -> Graph:
        """The graph of a scope.

        Parameters
        ----------
        scope
            Charts, area, day.
        whole
            With all that surrounds an area, instead of only that on which its coverage and its load rest.

        Returns
        -------
        Kept while the store holds the same.
        """
        whole = whole and scope.area is not None

        def cut() -> Graph:
            return self._read(lambda store: store.graph(list(scope.charts) or None, scope.area, scope.as_of, whole))

        return self.kept(
            ("graph", scope, whole), cut, lambda graph: _GRAPH + (_ROW if graph.store_names is None else _MAPPED_ROW) * (len(graph) + graph.link_table.num_rows)
        )

    def around(self, scope: PageScope) -> Graph:
        """The graph of the charts of a scope, wherever the area ends: a body that is named may lie anywhere.

        Parameters
        ----------
        scope
            Its area decides nothing.

        Returns
        -------
        Kept while the store holds the same.
        """
        return self.graph(self.unbounded(scope))

    def unbounded(self, scope: PageScope) -> PageScope:
        """The scope of the same charts on the same days, without its area.

        Parameters
        ----------
        scope
            One without an area is given back as it is.

        Returns
        -------
        The whole of these charts.
        """
        return scope if scope.area is None else PageScope(scope.charts, None, scope.as_of)

    def answer(self, scope: PageScope, question: str, parameters: Mapping[str, Any], lang: Language, whole: bool = False) -> Answer:
        """The answer to a question. Raises what `ask` raises.

        Parameters
        ----------
        scope
            Charts, area, day.
        question
            The id of a question.
        parameters
            As `ask` takes them.
        lang
            Of the names in the answer.
        whole
            Whether bodies outside of the area can be asked about.

        Returns
        -------
        Kept while the store holds the same; not to be changed.
        """
        from oversight_graph.answer.ask import ask

        key = ("answer", scope, question, tuple((name, _frozen(value)) for name, value in sorted(parameters.items())), lang, whole)
        graph = self.graph(scope, whole)
        return self.kept(key, lambda: ask(graph, question, lang=lang, **parameters), _size, search=question in SEARCHES)

    def _read(self, work: Callable[[Store], T]) -> T:
        with self._reading:
            return work(self.store)


SEARCHES = tuple(one.id for one in QUESTIONS if one.searches)
"""Questions that take more than what is linear in the graph."""


def _size(answer: Answer) -> int:
    """About how many bytes an answer takes. Cost: linear in its rows."""
    total = _ANSWER + _CELL * len(answer) * len(answer.columns) + _ITEM * len(answer.names)
    for column in answer.asked.columns:
        if column.type in ("ids", "texts", "hops", "mechanisms", "links"):
            total += (_HOP if column.type in ("hops", "links") else _ITEM) * sum(map(len, answer.data[column.id]))
    return total


def _frozen(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value
