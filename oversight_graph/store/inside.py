"""What a question asks of a graph that stays in its store: the store's engine computes its rows, and nothing but the answer travels."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from oversight_graph.graph.graph import Graph
    from oversight_graph.store.protocol import ResolvedScope


@dataclass(frozen=True)
class KnownBody:
    """What is told of a body that an answer only mentions: its names, whether it is one of a `repeat`, its number (None: not known)."""

    name: str
    name_en: str | None
    placeholder: bool
    count: int | None


class Inside(Protocol):
    """A graph that stays where it is, as it stands in one revision: what is computed there is asked for, and of the rest what an answer needs."""

    @property
    def scope(self) -> ResolvedScope:
        """What is asked about."""

    def records(self, text: str, parameters: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
        """What a statement of this program finds.

        Parameters
        ----------
        text
            One statement in the Cypher of the store's engine, which only reads.
        parameters
            The values of its `$names`.

        Yields
        ------
        The values of a row, as they come from the server.
        """

    def bodies(self, ids: Iterable[str]) -> dict[str, KnownBody]:
        """What is told of some bodies.

        Parameters
        ----------
        ids
            Their ids.

        Returns
        -------
        By id, those that are there.
        """

    def reached_from(self, body: str) -> Graph:
        """All that supervision may lead to from a body, and who shares sets with what is there.

        Parameters
        ----------
        body
            Its id.

        Returns
        -------
        A graph in which the body reaches what it reaches in all of it.
        """

    def around(self, bodies: Collection[str], ends: Collection[str], steps: int) -> Graph:
        """Some bodies and what lies about two ends of a path, and who shares sets with what is there.

        Parameters
        ----------
        bodies
            Ids.
        ends
            Ids; those near them come along.
        steps
            How many links of coordination lie between an end and these at most.

        Returns
        -------
        A graph with the links among all of these.
        """

    def links_of(self, kind: str) -> Graph:
        """The links of a kind that lead into the area asked about.

        Parameters
        ----------
        kind
            The id of a kind of link.

        Returns
        -------
        A graph of these links and their ends.
        """


T = TypeVar("T")


class AskedInside(Protocol):
    """A store whose engine knows the questions."""

    def inside(self, charts: str | Sequence[str] | None, area: str | None, as_of: str | datetime.date | None, work: Callable[[Inside], T]) -> T:
        """Work with the graph where it is, without moving it.

        Parameters
        ----------
        charts, area, as_of
            As for `Store.graph`.
        work
            What is asked of it; perhaps done several times, until all of it comes from one revision.

        Returns
        -------
        What `work` gives.

        Raises
        ------
        NothingThere, ValueError, StoreError
            As `Store.graph` does.
        """
