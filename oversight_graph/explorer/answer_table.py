"""The rows of an answer as a page shows them: some of them, in an order, fifty at a time; all of it said by the address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from starlette.datastructures import QueryParams

from oversight_graph.answer.cell_text import UNKNOWN, cell
from oversight_graph.answer.question import AnswerColumn
from oversight_graph.errors import WrongQuestion, nearest
from oversight_graph.messages import message
from oversight_graph.model import NODE_ATTRIBUTES
from oversight_graph.naming.normalisation import fold

if TYPE_CHECKING:
    from oversight_graph.answer.answer import Answer
    from oversight_graph.graph.graph import Graph

SIZE = 50
ONLY, TEXT, SORT, PAGE = "is.", "rows.text", "rows.sort", "rows.page"
_SEARCHED = ("id", "ids", "name", "text", "texts", "hops", "mechanisms", "links")
KIND = "kind"


@dataclass(frozen=True)
class TableView:
    """What of an answer is looked at. `only`: values that columns, or attributes of the body of a row, must have; `?` for what
    is unknown or not written."""

    text: str = ""
    only: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: QueryParams) -> TableView:
        """The view that the parameters of an address say.

        Parameters
        ----------
        query
            `rows.text`, `rows.sort`, `rows.page` and `is.COLUMN`; what isn't there, or is no number, is as if nothing were asked for.

        Returns
        -------
        Its columns aren't checked; `rows` does.
        """
        number = query.get(PAGE, "1")
        only = tuple((key.removeprefix(ONLY), value) for key, value in query.multi_items() if key.startswith(ONLY) and value)
        return cls(query.get(TEXT, "").strip(), only, query.get(SORT, ""), max(int(number), 1) if number.isdecimal() and len(number) < 9 else 1)

    @property
    def narrowed(self) -> bool:
        """Whether it leaves rows out."""
        return bool(self.text or self.only)


@dataclass(frozen=True)
class TableRows:
    """The rows of an answer that a view leaves, in its order: positions in the answer."""

    answer: Answer
    view: TableView
    at: Sequence[int]

    @property
    def pages(self) -> int:
        """How many pages of SIZE rows there are, at least 1."""
        return max(1, -(-len(self.at) // SIZE))

    @property
    def page(self) -> int:
        """The page that is shown, from 1: the last one where the view asks for one further on."""
        return min(self.view.page, self.pages)

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The rows of that page, each a mapping of column to value."""
        return self.rows(self.at[(self.page - 1) * SIZE : self.page * SIZE])

    @cached_property
    def members(self) -> int | None:
        """For how many members the rows stand, where they say it; a set of unknown number adds nothing, so that this is at least so much."""
        counts = self.answer.data.get("count")
        return None if counts is None else sum(counts[one] or 0 for one in self.at)

    def rows(self, at: Sequence[int]) -> list[dict[str, Any]]:
        """Rows of the answer as mappings of column to value.

        Parameters
        ----------
        at
            Positions in the answer.

        Returns
        -------
        One mapping a position, in that order.
        """
        data = self.answer.data
        return [{name: data[name][one] for name in self.answer.columns} for one in at]

    def bodies(self, most: int) -> list[str]:
        """The bodies that the rows name, first come first.

        Parameters
        ----------
        most
            How many at most.

        Returns
        -------
        Their ids, each once.
        """
        ids: dict[str, None] = {}
        for one in self.at:
            for column in self.answer.asked.columns:
                value = self.answer.data[column.id][one]
                if column.type == "id" and value is not None:
                    ids[value] = None
                elif column.type == "ids":
                    ids.update(dict.fromkeys(value))
                elif column.type in ("hops", "links"):
                    ids.update(dict.fromkeys(hop[end] for hop in value for end in ("from", "to")))
            if len(ids) >= most:
                break
        return list(ids)[:most]


def rows(graph: Graph, answer: Answer, view: TableView) -> TableRows:
    """The rows of an answer that a view leaves, in its order.

    Cost: linear in the rows, sorting apart.

    Parameters
    ----------
    graph
        Has the attributes of the bodies of the rows.
    answer
        All rows.
    view
        What is looked at.

    Returns
    -------
    Positions in the answer, all pages together.

    Raises
    ------
    WrongQuestion
        For a column that doesn't exist.
    """
    at: Sequence[int] = range(len(answer))
    for name in dict.fromkeys(name for name, _ in view.only):
        wanted = {value for other, value in view.only if other == name}
        values = _values(graph, answer, name)
        at = [one for one in at if values(one) in wanted]
    if view.text:
        folded = fold(view.text)
        texts = _texts(graph, answer)
        at = [one for one in at if folded in texts(one)]
    return TableRows(answer, view, _sorted(answer, view.sort, at))


def _values(graph: Graph, answer: Answer, name: str) -> Callable[[int], str]:
    """The value of a column in each row as an address writes it; of an attribute, that of the row's body."""
    if name in answer.columns:
        data = answer.data[name]
        return lambda row: _plain(data[row])
    if "id" not in answer.columns or (name != KIND and name not in NODE_ATTRIBUTES):
        raise _no_column(answer, name, [*answer.columns, KIND, *NODE_ATTRIBUTES.ids])
    of_node = dict(zip(graph.node_table.column("id").to_pylist(), graph.node_table.column(name).to_pylist(), strict=True))
    ids = answer.data["id"]
    return lambda row: _plain(of_node.get(ids[row]))


def _no_column(answer: Answer, column: str, valid: Iterable[str]) -> WrongQuestion:
    return WrongQuestion(message("explorer_errors.no_column", question=answer.question, column=column, near=nearest(column, valid)))


def _plain(value: Any) -> str:
    return UNKNOWN if value is None else ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _texts(graph: Graph, answer: Answer) -> Callable[[int], str]:
    """What a text is looked for in: ids, names, reasons, paths of a row, whatever their script and width."""
    columns = [column for column in answer.asked.columns if column.type in _SEARCHED and column.vocabulary is None]
    data, names = answer.data, answer.names
    written = dict(zip(graph.ids.tolist(), graph.names.tolist(), strict=True)) if "id" in answer.columns else {}

    def text(column: AnswerColumn, one: int) -> str:
        value = data[column.id][one]
        if column.type == "ids":
            return " ".join(f"{name} {names.get(name, '')}" for name in value)
        if column.type == "id":
            return f"{value} {written.get(value) or names.get(value, '')}"
        return cell(column, {column.id: value}, answer) if column.type in ("texts", "hops", "mechanisms", "links") else str(value)

    return lambda one: fold(" ".join(text(column, one) for column in columns))


def _sorted(answer: Answer, sort: str, at: Sequence[int]) -> Sequence[int]:
    """Rows by a column, an unknown last either way round; rows that are equal there keep their order."""
    if not sort:
        return at
    name, down = sort.removeprefix("-"), sort.startswith("-")
    column = next((column for column in answer.asked.columns if column.id == name), None)
    if column is None:
        raise _no_column(answer, name, answer.columns)
    values, vocabulary = answer.data[name], column.vocabulary

    def key(row: int) -> Any:
        value = values[row]
        if vocabulary is not None:
            return vocabulary.code(value)
        return len(value) if column.type in ("ids", "hops", "mechanisms", "links") else "; ".join(value) if column.type == "texts" else value

    known = sorted((row for row in at if values[row] is not None), key=key, reverse=down)
    return [*known, *(row for row in at if values[row] is None)]
