"""Which charts go into which file of a graph format: all into the file that is named, or each into one of its own in a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from oversight_graph.chart.chart import Chart
from oversight_graph.disk.atomic_write import atomic_write
from oversight_graph.errors import OversightError
from oversight_graph.messages import message
from oversight_graph.visible_text import visible

_IMPOSSIBLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Write = Callable[[TextIO, Sequence[Chart]], None]


def write_graphs(charts: Sequence[Chart], path: str | os.PathLike[str], ending: str, write: Write) -> list[Path]:
    """Write charts into one file with the right ending, or each into a file of a folder, where the path has no ending.

    Parameters
    ----------
    charts
        In the order in which they are written.
    path
        The file or the folder.
    ending
        Of the format, with the dot.
    write
        Writes some charts to an open file.

    Returns
    -------
    list of Path
        The files; one that was there before is left as it was where it can't be replaced.

    Raises
    ------
    OversightError
        Where the ending is another one, a text can't be written in this format, or the file can't be written.
    """
    target = Path(path)
    if target.suffix and target.suffix.lower() != ending:
        raise OversightError(message("export.graph_ending", right=ending, ending=target.suffix))
    files = [(target, charts)] if target.suffix else [(target / f"{chart.id}{ending}", [chart]) for chart in charts]
    for file, held in files:
        _write(file, held, write)
    return [file for file, _ in files]


def _write(file: Path, charts: Sequence[Chart], write: Write) -> None:
    with atomic_write([file]) as (part,), part.open("w", encoding="utf-8", newline="\n") as stream:
        write(stream, charts)


class Xml:
    """Elements as text, a line each. Raises OversightError for a character that XML can't hold."""

    def __init__(self, stream: TextIO) -> None:
        from xml.sax.saxutils import escape, quoteattr  # it imports the clients of HTTP, which no reading of a file needs

        self._stream, self._open = stream, list[str]()
        self._escape, self._quoted = escape, quoteattr
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')

    def begin(self, tag: str, attributes: Mapping[str, Any] | None = None) -> None:
        """Begin an element that holds others.

        Parameters
        ----------
        tag
            Its name.
        attributes
            By name; those that are None are left out.
        """
        self._stream.write(f"{' ' * len(self._open)}<{tag}{self._attributes(attributes or {})}>\n")
        self._open.append(tag)

    def end(self) -> None:
        """End the element that was begun last."""
        tag = self._open.pop()
        self._stream.write(f"{' ' * len(self._open)}</{tag}>\n")

    def element(self, tag: str, attributes: Mapping[str, Any] | None = None, text: str = "") -> None:
        """Write an element that holds a text alone.

        Parameters
        ----------
        tag
            Its name.
        attributes
            By name; those that are None are left out.
        text
            What stands in it.
        """
        start = f"{' ' * len(self._open)}<{tag}{self._attributes(attributes or {})}"
        self._stream.write(f"{start}>{self._escape(_possible(text))}</{tag}>\n" if text else f"{start}/>\n")

    def _attributes(self, attributes: Mapping[str, Any]) -> str:
        return "".join(f" {key}={self._quoted(_possible(str(value)))}" for key, value in attributes.items() if value is not None)


def _possible(text: str) -> str:
    """The text itself, if XML can hold it."""
    if impossible := _IMPOSSIBLE.search(text):
        wrong = impossible.group()
        where = visible(text if len(text) < 60 else f"{text[:60]}…")
        raise OversightError(message("export.impossible_in_xml", number=f"{ord(wrong):04X}", text=where))
    return text
