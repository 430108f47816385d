"""The database that `oversight cypher` asks where the store is a file: made of the graph in the cache when somebody first asks, and kept beside it."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from oversight_graph.disk.checksum import add_checksum
from oversight_graph.errors import StoreError, WrongQuestion
from oversight_graph.messages import message
from oversight_graph.store.kept_graph import KeptGraph
from oversight_graph.store.ladybug_build import build_file
from oversight_graph.store.ladybug_file import EARLY, full_disk_told, look_at, reason_of
from oversight_graph.store.ladybug_session import LadybugSession
from oversight_graph.store.protocol import ChartInfo
from oversight_graph.system_errors import store_fault

_FILE = "cypher.lbug"


def rows_of(
    graph: KeptGraph, where: str, said: tuple[int, int], infos: Sequence[ChartInfo], text: str, parameters: dict[str, Any] | None
) -> tuple[list[str], list[list[Any]]]:
    """What a statement finds in a graph.

    Parameters
    ----------
    graph
        What is asked.
    where
        The store, as the user names it.
    said
        The schema and the revision of the store.
    infos
        Its charts.
    text
        One statement of which it is known that it only reads.
    parameters
        The values of its `$names`.

    Returns
    -------
    The names of the columns, and the rows. Cost: the first time, that of making a database of the graph.

    Raises
    ------
    WrongQuestion
        For a statement that the engine can't carry out.
    StoreError
        Where no database can be made, or it can't be read.
    """
    with contextlib.ExitStack() as stack:
        try:
            place = stack.enter_context(_database(graph, where, said, infos))
        except (OSError, RuntimeError, MemoryError) as error:
            raise store_fault(where, "read", error, None if isinstance(error, OSError) else reason_of(error)) from None
        with LadybugSession(place, where, read_only=True) as run:
            try:
                return run.rows(text, parameters)
            except RuntimeError as error:
                words = " ".join(str(error).split())
                if "read-only" in words:
                    raise WrongQuestion(message("store.cypher_writes")) from None
                raise WrongQuestion(message("store.cypher_fails", words=words[:600].rstrip("."))) from None


@contextlib.contextmanager
def _database(graph: KeptGraph, where: str, said: tuple[int, int], infos: Sequence[ChartInfo]) -> Iterator[Path]:
    """The file of a database of a graph, there in the block; beyond it where the graph is kept in a folder that can be written."""

    def make(folder: Path) -> Path:
        made = folder / _FILE
        with full_disk_told(made):
            build_file(made, where, said, infos, graph.nodes, graph.links)
        add_checksum(made, EARLY)
        return made

    place = None if graph.folder is None else graph.folder / _FILE
    if place is not None and not _sound(place):
        with contextlib.suppress(OSError), _folder(place.parent) as folder:
            make(folder).replace(place)
    if place is not None and _sound(place):
        yield place
        return
    with _folder(None) as folder:
        yield make(folder)


def _sound(place: Path) -> bool:
    """Whether a database is there as it was written."""
    try:
        return place.exists() and look_at(place, str(place))
    except StoreError:
        return False


@contextlib.contextmanager
def _folder(beside: Path | None) -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix=".making-", dir=beside))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
