"""Attributes as graph files write them (texts, numbers with a fraction, lists in one text) under the keys of the model."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from typing import Any

from oversight_graph.model import LINK_ATTRIBUTES, NODE_ATTRIBUTES, Attribute, Vocabulary

_APART = re.compile(r"\s*[;；|、,，]\s*")
_SILENT = {"sources", "source", "name"}  # read elsewhere
_MORE = {"repeat": int, "same_as": str}


def node_values(values: Mapping[str, Any], kind: str) -> tuple[dict[str, Any], list[str]]:
    """The attributes of a node that its kind has. `category` is one of the model's words, else no attribute.

    Parameters
    ----------
    values
        As the file writes them, under keys of the model or its own.
    kind
        Of the node.

    Returns
    -------
    (dict, list of str)
        The attributes as a chart writes them, and the keys of the others.
    """
    known, left = _values(values, kind, NODE_ATTRIBUTES)
    for key in _MORE:
        if key in left:
            left.remove(key)
            known[key] = _whole(values[key])
    name, english = values.get("name"), values.get("name_en")
    if english:
        known["name"] = {"zh": name, "en": english}
        left = [key for key in left if key != "name_en"]
    category = NODE_ATTRIBUTES["category"].vocabulary
    if category is not None and known.get("category") not in (None, *category.ids):
        del known["category"]
        left.append("category")
    return known, left


def link_values(values: Mapping[str, Any], kind: str) -> tuple[dict[str, Any], list[str]]:
    """The attributes of a link that its kind has.

    Parameters
    ----------
    values
        As the file writes them, under keys of the model or its own.
    kind
        Of the link.

    Returns
    -------
    (dict, list of str)
        The attributes as a chart writes them, and the keys of the others.
    """
    return _values(values, kind, LINK_ATTRIBUTES)


def _values(values: Mapping[str, Any], kind: str, attributes: Vocabulary[Attribute]) -> tuple[dict[str, Any], list[str]]:
    known: dict[str, Any] = {}
    left: list[str] = []
    for key, value in values.items():
        if value is None or value == "":
            continue
        if key in attributes and attributes[key].written and attributes[key].applies(kind) and key != "name":
            known[key] = _value(attributes[key], value)
        elif key not in _SILENT:
            left.append(key)
    return known, left


def _value(attribute: Attribute, value: Any) -> Any:
    if attribute.list:
        return _list(value)
    if attribute.type in ("count", "number", "year"):
        return _whole(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if isinstance(value, (str, list, Mapping)) else str(value)


def _whole(value: Any) -> Any:
    """5 where 5.0 is written, as programs do that keep every number with a fraction."""
    text = str(value)
    return text[:-2] if re.fullmatch(r"\d+\.0", text) else text


def _list(value: Any) -> Any:
    """A list, as such, in JSON, or in a text with signs between."""
    if not isinstance(value, str):
        return value
    if value.startswith("["):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            pass
    return [part for part in _APART.split(value) if part]
