"""The index of names of a graph, and that of initials, in files beside its tables: made when a body is first sought, mapped afterwards.

A file says in its first line of which state of which store it is, how long its parts are, and what a checksum of their beginning and end is.
What isn't as that line says, or of another state, is made anew; where nothing can be kept, the index is made and finds all the same.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import tempfile
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from oversight_graph.graph.initial_index import InitialIndex, initial_index
from oversight_graph.graph.name_index import NameIndex, name_index
from oversight_graph.graph.text_run import TextRun
from oversight_graph.store.cache_files import edge_sum
from oversight_graph.store.kept_graph import KeptGraph

FORMAT = 1
_NAMES, _INITIALS = "names", "initials"
_ROOM = 4096
"""Of the first line, with blanks behind it."""

Parts = Mapping[str, NDArray[Any]]


class KeptNames:
    """The index of the bodies of a graph, beside its tables where it is kept. `key`: of which state of which store it is."""

    def __init__(self, key: str, graph: KeptGraph) -> None:
        self.key, self.graph = key, graph

    @cached_property
    def index(self) -> NameIndex:
        """The index, mapped, or made and kept. Cost: that of opening a file; the first time linear in the names."""
        parts, _ = self._kept(_NAMES, lambda: (_parts_of(name_index(self.graph.nodes)), []))
        runs = {what: TextRun(parts[f"{what}_data"].data, parts[f"{what}_start"], parts[f"{what}_row"]) for what in ("ids", "names")}
        return NameIndex(runs["ids"], runs["names"], cache(self._initials))

    def _initials(self) -> InitialIndex:
        def make() -> tuple[Parts, list[str]]:
            made = initial_index(self.graph.nodes)
            return {"data": made.data, "start": made.start, "row": made.row.astype(np.int32)}, list(made.letters)

        parts, letters = self._kept(_INITIALS, make)
        return InitialIndex(letters, parts["data"], parts["start"], parts["row"])

    def _kept(self, name: str, make: Callable[[], tuple[Parts, list[str]]]) -> tuple[Parts, list[str]]:
        if self.graph.folder is None:
            return make()
        place = self.graph.folder / name
        found = _read(place, self.key)
        if found is None:
            made = make()
            with contextlib.suppress(OSError):
                _write(place, self.key, *made)
            found = _read(place, self.key) or made
        return found


def _parts_of(index: NameIndex) -> Parts:
    parts: dict[str, NDArray[Any]] = {}
    for what, run in (("ids", index.ids), ("names", index.names)):
        parts |= {f"{what}_data": np.frombuffer(run.data, np.uint8), f"{what}_start": run.start, f"{what}_row": run.row.astype(np.int32)}
    return parts


def _write(place: Path, key: str, parts: Parts, words: list[str]) -> None:
    """Write a file that takes its name when all is in it."""
    at, places = _ROOM, {}
    for name in sorted(parts, key=lambda one: -parts[one].itemsize):  # the wide ones first: so each begins at a multiple of its width
        places[name] = [at, len(parts[name]), parts[name].dtype.str]
        at += parts[name].nbytes
    handle, made = tempfile.mkstemp(prefix=".making-", dir=place.parent)
    try:
        with os.fdopen(handle, "w+b") as file:
            file.seek(_ROOM)
            for name in places:
                file.write(parts[name].data)
            head = json.dumps({"format": FORMAT, "key": key, "size": at, "edges": edge_sum(file, at, _ROOM), "words": words, "parts": places}).encode()
            if len(head) >= _ROOM:
                raise OSError("the first line is too long")
            file.seek(0)
            file.write(head.ljust(_ROOM - 1) + b"\n")
        Path(made).replace(place)
    finally:
        Path(made).unlink(missing_ok=True)


def _read(place: Path, key: str) -> tuple[Parts, list[str]] | None:
    """The parts of a file and its words; None where it isn't there as it was written, and for this key."""
    try:
        with place.open("rb") as file:
            head = json.loads(file.read(_ROOM))
            size = os.fstat(file.fileno()).st_size
            if (head["format"], head["key"], head["size"], head["edges"]) != (FORMAT, key, size, edge_sum(file, size, _ROOM)):
                return None
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return {name: np.frombuffer(mapped, kind, length, at) for name, (at, length, kind) in head["parts"].items()}, head["words"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
