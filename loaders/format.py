"""What a format declares: a file a format, one entry in the tuple of `loaders/__init__.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.source_file import SourceFile


@dataclass(frozen=True)
class Format:
    """A format of files: `suffixes` that it takes (with the dot, in small letters; "/" is a folder), `recognises` whether a file of
    such a suffix is one of its own (cheaply: by what `SourceFile` has read), `read` it into charts and problems.

    Of the formats of a suffix the first that recognises a file reads it; `read` may raise Malformed for a file as a whole.
    """

    id: str
    title: str
    suffixes: tuple[str, ...]
    read: Callable[[SourceFile], list[ChartReading]]
    recognises: Callable[[SourceFile], bool] = lambda _: True
