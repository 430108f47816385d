"""A mapping as a file: read with the words that are valid in one, and written so that it reads the same."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from oversight_graph.loaders import FORMATS
from oversight_graph.loaders.mapping import IGNORE, MAPPING_KEYS, mapping_of, read_mapping
from oversight_graph.loaders.name_columns import NAME
from oversight_graph.loaders.rosters.kinds import TABLE_KINDS, column_roles
from oversight_graph.messages import Message, text
from oversight_graph.problems import letters


def _words() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The formats, roles of columns and kinds of tables that a mapping may name."""
    formats = tuple(known.id for known in FORMATS if known.read is not None)
    return formats, (*column_roles(), NAME, IGNORE), tuple(kind.id for kind in TABLE_KINDS)


def known_mapping(path: str | os.PathLike[str]) -> dict[str, Any]:
    """The mapping of a file, checked with all words that it may hold.

    Parameters
    ----------
    path
        A YAML file.

    Returns
    -------
    dict
        As `read_mapping` gives it.

    Raises
    ------
    ChartError
        With every problem and its line.
    """
    return read_mapping(path, *_words())


def known_mapping_of(written: str, name: str) -> dict[str, Any]:
    """A mapping out of its text, checked with all words that it may hold.

    Parameters
    ----------
    written
        YAML.
    name
        As problems name the file.

    Returns
    -------
    dict
        As `read_mapping` gives it.

    Raises
    ------
    ChartError
        With every problem and its line.
    """
    return mapping_of(written, name, *_words())


def mapping_text(mapping: Mapping[str, Any], head: Message | str = "") -> str:
    """A mapping as the text of a file.

    Parameters
    ----------
    mapping
        As `read_mapping` gives it.
    head
        A comment at its head, a line or several; none by default.

    Returns
    -------
    str
        YAML; read again it is the same mapping.

    Examples
    --------
    >>> print(mapping_text({"heading": (3, 4), "columns": {1: "number", 28: "group"}, "kinds": {"某室": "Room"}}), end="")
    heading: 3-4
    columns:
      A: number
      AB: group
    kinds:
      某室: Room
    """
    comment = "".join(f"# {line}\n" for line in text(head).splitlines())
    return comment + text_of_written(written_form(mapping))


def text_of_written(written: Mapping[str, Any]) -> str:
    """A mapping in the form in which it is written, as the text of a file.

    Parameters
    ----------
    written
        Plain values, as `written_form` and a guess have them.

    Returns
    -------
    str
        YAML.
    """
    import yaml

    return yaml.safe_dump(dict(written), allow_unicode=True, sort_keys=False, width=120)


def written_form(mapping: Mapping[str, Any]) -> dict[str, Any]:
    """A mapping as it is written: columns by their letters, the rows of a heading as a range.

    Parameters
    ----------
    mapping
        As `read_mapping` gives it.

    Returns
    -------
    dict
        Plain values, in the order in which a mapping is written.
    """
    written = {key: mapping[key] for key in MAPPING_KEYS if key in mapping}
    if "heading" in written:
        first, last = written["heading"]
        written["heading"] = str(first) if first == last else f"{first}-{last}"
    if "columns" in written:
        written["columns"] = {letters(number): role for number, role in written["columns"].items()}
    if "sheets" in written:
        written["sheets"] = {name: given if given == IGNORE else written_form(given) for name, given in written["sheets"].items()}
    return written
