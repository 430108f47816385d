"""What a format declares: a file a format, one entry in the tuple of `loaders/__init__.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from oversight_graph.chart.build import Reading

Read = Callable[[Path, Mapping[str, str]], list[Reading]]


@dataclass(frozen=True)
class Format:
    """A format of files: `suffixes` that it takes, `read` a file (with the header that it lacks) into charts and problems."""

    id: str
    title: str
    suffixes: tuple[str, ...]
    read: Read
