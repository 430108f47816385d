"""What a question asks of a graph that stays in its store, beside the rows that the store's engine computes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from oversight_graph.answer.body_lookup import find_body
from oversight_graph.answer.place_names import places_of
from oversight_graph.answer.stand_in import kinds_alike, stand_in
from oversight_graph.messages import Language

if TYPE_CHECKING:
    from oversight_graph.answer.places import PlacesAsked
    from oversight_graph.answer.question import CypherQuery
    from oversight_graph.graph.csr import Ints
    from oversight_graph.graph.graph import Graph
    from oversight_graph.store.inside import Inside, KnownBody
    from oversight_graph.store.protocol import ResolvedScope


class StoredGraph:
    """One reading of a store. What it answers are small graphs, which the functions take that work on whole ones.

    Parameters
    ----------
    inside : Inside
        The reading.
    """

    def __init__(self, inside: Inside) -> None:
        self.inside = inside
        self._names: Graph | None = None
        self._alike: tuple[frozenset[str], tuple[Graph, Ints]] | None = None
        self._bodies: dict[str, KnownBody] = {}

    @property
    def scope(self) -> ResolvedScope:
        """What is asked about: charts, area and days."""
        return self.inside.scope

    def alike(self, marks: Iterable[str] = ()) -> tuple[Graph, Ints]:
        """The bodies that hold, those that are alike as one node. Cost: linear in the bodies, in the store; once, unless further areas are to be told apart.

        Parameters
        ----------
        marks : iterable of str
            Codes of areas that are told apart, beside the one that is asked about.

        Returns
        -------
        (Graph, ndarray of int64)
            A graph without links, and for how many bodies each of its nodes stands.
        """
        from oversight_graph.cypher import frame_query

        wanted = frozenset(marks) | {self.scope.area} if self.scope.area is not None else frozenset(marks)
        if self._alike is None or not wanted <= self._alike[0]:
            self._alike = wanted, kinds_alike(self.scope, self._records(frame_query.alike(self.scope, sorted(wanted))))
        return self._alike[1]

    def find(self, text: str) -> str:
        """The one body that a text fits, as `find_body` has it.

        Parameters
        ----------
        text : str
            An id, a name, an alias or a part of a name.

        Returns
        -------
        str
            Its id. Cost: a name that isn't an id makes the names of all bodies travel, once.

        Raises
        ------
        UnknownBody
            Where no body or several fit.
        """
        from oversight_graph.cypher import frame_query

        of_id = self._named(frame_query.by_id(self.scope, text.strip())) if text.strip() else None
        if of_id is None or not len(of_id):
            self._names = of_id = self._names or self._named(frame_query.names(self.scope))
        return str(of_id.ids[find_body(of_id, text)])

    def bodies(self, ids: Iterable[str]) -> Mapping[str, KnownBody]:
        """What is told of bodies that an answer mentions.

        Parameters
        ----------
        ids : iterable of str
            Their ids.

        Returns
        -------
        mapping
            By id; of these and perhaps of more. Cost: a look-up for each that wasn't asked for before.
        """
        wanted = list(ids)
        self._bodies |= self.inside.bodies(one for one in wanted if one not in self._bodies)
        return self._bodies

    def uncounted(self, kinds: Sequence[str]) -> Graph:
        """The bodies of some kinds in scope whose number no source states.

        Parameters
        ----------
        kinds : sequence of str
            Ids of kinds.

        Returns
        -------
        Graph
            Without links.
        """
        from oversight_graph.cypher import frame_query

        return self._named(frame_query.uncounted(self.scope, kinds))

    def not_known(self) -> tuple[int, int]:
        """How many bodies and links of the store aren't known on the day that is asked about, as they state no beginning.

        Returns
        -------
        (int, int)
            None of either on a day that all charts know. Cost: linear in the bodies and links, in the store.
        """
        from oversight_graph.cypher import frame_query

        day = self.scope.as_of
        if day is None or self.scope.all_known:
            return 0, 0
        ((bodies, links),) = self._records(frame_query.not_known(self.scope))
        return bodies, links

    def with_mechanism(self, bodies: Sequence[str]) -> tuple[int, int]:
        """How many links with a mechanism there are in scope or at some bodies, and how many bodies at their ends.

        Parameters
        ----------
        bodies : sequence of str
            Their ids.

        Returns
        -------
        (int, int)
            Cost: linear in the links, in the store.
        """
        from oversight_graph.cypher import frame_query

        ((links, ends),) = self._records(frame_query.with_mechanism(self.scope, bodies))
        return links, ends

    def places(self, days: Mapping[str, str], areas: Sequence[str | None], lang: Language) -> PlacesAsked:
        """The places of what is asked about, as `place_names.places_of` has them.

        Parameters
        ----------
        days : mapping
            The charts that hold something in scope, with their days.
        areas : sequence of str or None
            Areas that the answer names.
        lang : {'zh', 'en'}
            Of the names.

        Returns
        -------
        PlacesAsked
            Cost: linear in the areas, and in the commissions, in the store.
        """
        from oversight_graph.cypher import frame_query

        named = [*(code for code in areas if code is not None), *(header.area for header in self.scope.headers.values() if header.area)]
        wanted = sorted({one for code in named for one in self.scope.areas.above(code)})
        columns = ("id", "name", "name_en", "area")
        found = self._records(frame_query.commissions(self.scope, wanted))
        rows = [dict(zip(columns, values, strict=True)) | {"kind": "Commission", "count": 1} for values in found]
        charts = dict.fromkeys(tuple(one) for one in self.alike()[0].node_table.column("charts").to_pylist())
        of_charts = [
            {"id": f" {place:09}", "kind": "Unit", "name": "", "charts": list(one)} for place, one in enumerate(charts)
        ]  # before all ids: none has a blank
        return places_of(stand_in(self.scope, [*of_charts, *rows]), days, areas, lang)

    def _named(self, query: CypherQuery) -> Graph:
        names = ("id", "kind", "name", "name_en", "aliases", "ids")
        rows = [dict(zip(names, values, strict=True)) for values in self._records(query)]
        return stand_in(self.scope, sorted(rows, key=itemgetter("id")))

    def _records(self, query: CypherQuery) -> Iterable[tuple[Any, ...]]:
        return self.inside.records(query.text, query.parameters)


def mentioned(columns: Iterable[tuple[str, str, Sequence[Any]]]) -> Collection[str]:
    """The bodies that rows mention by id only.

    Parameters
    ----------
    columns : iterable of (str, str, sequence)
        The id of each column, its type, and its values.

    Returns
    -------
    collection of str
        Each once.
    """
    from oversight_graph.answer.columns import Lists, Texts

    found: dict[str, None] = {}
    for name, kind, values in columns:
        if kind == "ids":
            found |= dict.fromkeys(values.table.unique().to_pylist() if isinstance(values, Lists) else (one for ids in values for one in ids))
        elif kind == "id" and name != "id":
            found |= dict.fromkeys(values.table.unique().to_pylist() if isinstance(values, Texts) else values)
        elif kind in ("hops", "links"):
            found |= dict.fromkeys(hop[end] for hops in values for hop in hops for end in ("from", "to"))
    return [one for one in found if one is not None]
