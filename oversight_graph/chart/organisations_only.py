"""A chart holds organisations only: what a natural person is reached or known by is an error where it is written, what reads like a person's name a warning.

The texts of files that aren't charts have been through loaders/person_filter.py before, which cuts such things out of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from oversight_graph.messages import Text, Words, message
from oversight_graph.model import NODE_ATTRIBUTES
from oversight_graph.naming.personal_data import has_names, has_numbers, id_has_numbers
from oversight_graph.naming.persons import likeness
from oversight_graph.parsing.document import MappingNode, SequenceNode, Value
from oversight_graph.parsing.field_reader import FieldReader


def check_no_persons(keys: FieldReader, named: Iterable[str], written: Iterable[str], kind: str | None = None) -> None:
    """Note what belongs to persons under some keys of an entry: numbers as errors, what reads like a name as warnings.

    Parameters
    ----------
    keys
        The entry, or the header.
    named
        Keys that hold names of bodies.
    written
        Keys that hold texts and locators.
    kind
        The kind of a node: of units, names are looked at more closely.
    """
    if isinstance(name := keys.get("id"), str) and id_has_numbers(name):
        keys.subject = ""  # no message repeats it
        _number(keys, "id", None)
    values = keys.values
    for key in named:
        if key not in values:
            continue
        for item, text in _texts(keys.get(key)):
            if has_numbers(text):
                _number(keys, key, item)
            elif (likely := likeness(text)) and (likely == "person" or kind == "Unit"):
                keys.problem(key, message("chart.like_a_person", key=_word(key)), severity="warning", item=item)
    for key in written:
        if key not in values:
            continue
        for item, text in _texts(keys.get(key)):
            if has_numbers(text):
                _number(keys, key, item)
            elif has_names(text):
                keys.problem(key, message("chart.names_a_person", key=_word(key)), severity="warning", item=item)


def _number(keys: FieldReader, key: str, item: int | None) -> None:
    keys.problem(key, message("chart.personal_number", key=_word(key)), item=item)


def _texts(value: Value) -> Iterable[tuple[int | None, str]]:
    """The texts of a key, with their places in a list."""
    if isinstance(value, str):
        return ((None, value),)
    if isinstance(value, MappingNode):
        return tuple((None, text) for text in value.as_dict().values() if isinstance(text, str))
    if isinstance(value, SequenceNode):
        return tuple((number, text) for number, text in enumerate(value) if isinstance(text, str))
    return ()


def _word(key: str) -> Text | Words:
    """A key in the words of a reader: whoever loads a table has never written it."""
    return Words(NODE_ATTRIBUTES[key].zh, key) if key in NODE_ATTRIBUTES else key
