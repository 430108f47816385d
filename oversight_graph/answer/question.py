"""A question is one declaration: out of it come the command, `ask`, the list of questions and the page of the docs."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias

from oversight_graph.answer.opening import OpenedAnswer, Opening
from oversight_graph.messages import Message
from oversight_graph.model import Language, Term, Vocabulary

if TYPE_CHECKING:
    from oversight_graph.chart.chart import Header
    from oversight_graph.graph.csr import Ints
    from oversight_graph.graph.graph import Graph
    from oversight_graph.model.areas import Areas
    from oversight_graph.store.inside import Inside, KnownBody

ColumnType = Literal["id", "ids", "name", "text", "texts", "term", "number", "decimal", "flag", "hops", "mechanisms", "links", "period"]
ParameterType = Literal["body", "form", "sets", "files", "flag", "number"]


@dataclass(frozen=True)
class AnswerColumn:
    """A column of an answer. Values are words of a vocabulary where it names one; None is an unknown, never 0.
    `blank`: a table leaves None empty, as nothing is meant by it. `only_where`: another column, and the words that may stand there in the rows of which this one says
    something; a table leaves None empty in the others. `drop_priority`: a table too wide for its terminal leaves it out, the highest first, and says so; 0: never."""

    id: str
    zh: str
    en: str
    type: ColumnType = "text"
    vocabulary: Vocabulary[Any] | None = None
    drop_priority: int = 0
    blank: bool = False
    only_where: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True)
class Parameter:
    """A parameter of a question. A `body` is typed as an argument, the others as options; `flag` as the command spells it.
    `choices`: what a form offers for `sets`."""

    id: str
    type: ParameterType
    zh: str
    en: str
    default: object = None
    required: bool = False
    flag: str | None = None
    choices: Callable[[], Sequence[str]] | None = None


@dataclass(frozen=True)
class QueryContext:
    """What is asked: the values of the parameters (bodies as positions in the graph), the language of names (None: as the sources
    write them) and that of words, as reasons are."""

    values: Mapping[str, Any]
    lang: Language | None = None
    words: Language = "en"

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


Data: TypeAlias = dict[str, Sequence[Any]]


@dataclass(frozen=True)
class QuestionResult:
    """What a computation found: columns of equal length, the universe that it looked at, and counts that add up to it.
    `weighed`: the counts add up the members of nodes, so that a set of unknown number makes them floors.
    `told`: what the opening of an answer says and its rows don't hold."""

    columns: Data
    what: Message
    n: int
    nodes: int
    summary: Mapping[str, Any]
    notes: tuple[Message, ...] = ()
    norms: tuple[str, ...] = ()
    weighed: bool = True
    told: Mapping[str, Any] = field(default_factory=dict)


class ScopeKind(Protocol):
    """What is asked about: a date, charts by their id, perhaps an area. A Graph is one, and what a store says of a cut."""

    @property
    def as_of(self) -> datetime.date | None:
        """The day on which all charts are taken; None where each has another one."""

    @property
    def days(self) -> Mapping[str, datetime.date]:
        """The day on which each chart is taken."""

    @property
    def headers(self) -> Mapping[str, Header]:
        """The charts asked about, by their id, in the order of their loading."""

    @property
    def area(self) -> str | None:
        """The area asked about in its one spelling; None for everywhere."""

    @property
    def areas(self) -> Areas:
        """Who holds whom among the areas of all charts."""


@dataclass(frozen=True)
class CypherQuery:
    """A question in Cypher, for Neo4j: a statement that returns the question's columns, row by row what its computation
    finds, and its parameters."""

    text: str
    parameters: Mapping[str, Any]


class StoredFacts(Protocol):
    """What a question may ask of a graph that stays in its store, beside its rows: `answer.stored_graph.StoredGraph` says what each is."""

    @property
    def inside(self) -> Inside:
        """The reading; it gives pieces of the graph, too."""

    @property
    def scope(self) -> ScopeKind:
        """What is asked about."""

    def alike(self, marks: Iterable[str] = ()) -> tuple[Graph, Ints]:
        """The bodies that hold, those that are alike as one node.

        Parameters
        ----------
        marks : iterable of str
            Codes of areas that are told apart.

        Returns
        -------
        (Graph, ndarray of int64)
            A graph without links, and for how many bodies each node stands.
        """

    def bodies(self, ids: Iterable[str]) -> Mapping[str, KnownBody]:
        """What is told of some bodies.

        Parameters
        ----------
        ids : iterable of str
            Their ids.

        Returns
        -------
        mapping
            By id; of these and perhaps of more.
        """

    def with_mechanism(self, bodies: Sequence[str]) -> tuple[int, int]:
        """How many links with a mechanism there are in scope or at some bodies, and how many bodies at their ends.

        Parameters
        ----------
        bodies : sequence of str
            Their ids.

        Returns
        -------
        (int, int)
            Links, bodies.
        """


@dataclass(frozen=True)
class Question:
    """A question: wording, parameters, columns, the computation over a graph, an example of its command, and its twin in
    Cypher, which gets the scope and the values of the parameters (bodies as ids). `help_zh`: its help in Chinese. `searches`: it may
    take much longer than in proportion to the graph, so that who serves many works out few of its kind at once. `counts`: words of
    its summary that are none of its columns' vocabularies. `area_argument`: its command takes an area as an argument, too, as `--area` does. `whole`: of an area it
    needs all that surrounds it, not only what its coverage rests on. `opening`: what a table, a page and a notebook begin with, worked out from the answer;
    `rows_behind`: a table for people shows its rows only where they are asked for. `grouped`: it shows placeholders of one entry of which it says the same as one row. `fail_on`: the statuses, words of its column
    `status`, at which its command can be told to fail. `known`: a table leaves out rows in which all of these columns are unknown, unless a body was named; the
    answer itself keeps them. `frame`: what `compute` finds, told of the rows of the twin and of what the store adds up; bodies among the values are ids.
    `every_row`: values with which the twin is asked for all rows that the frame adds up."""

    id: str
    zh: str
    en: str
    help: str
    columns: tuple[AnswerColumn, ...]
    compute: Callable[[Graph, QueryContext], QuestionResult]
    example: str
    parameters: tuple[Parameter, ...] = field(default=())
    cypher: Callable[[ScopeKind, Mapping[str, Any]], CypherQuery] | None = None
    help_zh: str = ""
    searches: bool = False
    counts: tuple[Term, ...] = ()
    area_argument: bool = False
    whole: bool = False
    opening: Callable[[OpenedAnswer], Opening] | None = None
    rows_behind: bool = False
    grouped: bool = False
    fail_on: tuple[Term, ...] = ()
    known: tuple[str, ...] = ()
    every_row: Mapping[str, Any] = field(default_factory=dict)
    frame: Callable[[Data, StoredFacts, QueryContext], QuestionResult] | None = None

    def parameter(self, name: str) -> Parameter | None:
        """The declaration of a parameter.

        Parameters
        ----------
        name : str
            The id of a parameter.

        Returns
        -------
        Parameter or None
            None where the question has no such parameter.
        """
        return next((parameter for parameter in self.parameters if parameter.id == name), None)
