"""Words of the model as a plan writes them: with their label in Chinese, and as a chart writes them in English."""

from __future__ import annotations

from dataclasses import dataclass

from oversight_graph.model import FORMS, KINDS, LINK_ATTRIBUTES, LINKS, NODE_ATTRIBUTES, Term


@dataclass(frozen=True)
class Word:
    """A word of the model, or of a chart, in both languages. `id`: as a chart and a JSON object write it."""

    id: str
    zh: str

    @property
    def en(self) -> str:
        """The same as `id`: what is read here is what is to be typed in a chart."""
        return self.id


_COLUMNS = {
    "id": "标识",
    "ids": "标识",
    "kind": "类型",
    "from": "起点",
    "to": "终点",
    "charts": "图谱",
    "sources": "来源",
    "periods": "时段",
    "part_of": "上级地区",
}
"""Columns of a row that no chart writes as a key of an entry."""


def kind_word(kind: str) -> Word:
    """The word for a kind.

    Parameters
    ----------
    kind
        Id of a kind of node or of link.

    Returns
    -------
    It with its label.
    """
    return _word(kind, KINDS[kind] if kind in KINDS else LINKS[kind])


def role_word(role: str) -> Word:
    """The word for what a link does.

    Parameters
    ----------
    role
        Id of a form of supervision, else of a kind of link.

    Returns
    -------
    It with its label.
    """
    return _word(role, FORMS[role]) if role in FORMS else kind_word(role)


def attribute_word(key: str, of_link: bool = False) -> Word:
    """The word for a column of a node or a link.

    Parameters
    ----------
    key
        The column, as a row has it.
    of_link
        Whether it is one of a link.

    Returns
    -------
    It with its label; in both languages itself where it has none.
    """
    attributes = LINK_ATTRIBUTES if of_link else NODE_ATTRIBUTES
    return _word(key, attributes[key]) if key in attributes else Word(key, _COLUMNS.get(key, key))


def value_word(key: str, value: object, of_link: bool) -> object:
    """A value of an attribute as it is put into a message.

    Parameters
    ----------
    key
        The column, as a row has it.
    value
        What stands there.
    of_link
        Whether it is the column of a link.

    Returns
    -------
    A word where the vocabulary of the column holds it, a list of such words, a number, else a text; an area with its name; nothing as a dash.
    """
    if value is None or value == []:
        return "–"
    if isinstance(value, list):
        return [value_word(key, item, of_link) for item in value]
    attributes = LINK_ATTRIBUTES if of_link else NODE_ATTRIBUTES
    vocabulary = attributes[key].vocabulary if key in attributes else KINDS if key == "kind" else None
    if isinstance(value, str) and vocabulary is not None and value in vocabulary:
        return _word(value, vocabulary[value])
    if key == "area" and isinstance(value, str):
        from oversight_graph.naming.places import name_and_code  # where an area is shown

        return name_and_code(value)
    return value if isinstance(value, int) else str(value)


def _word(written: str, term: Term) -> Word:
    return Word(written, term.zh)
