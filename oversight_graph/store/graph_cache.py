"""The graph of a store in the user's cache: made of the charts, so it may be thrown away at any time, and is mapped into memory as it stands.

A folder for each state of a store, named by who the store is, its revision, the mark of its writing, and the model; in it the two
tables, uncompressed (Arrow), the index, and a page that says how long each file is and what a checksum of its beginning and
its end is. A folder is made under another name and takes its own in one step. What isn't as its page says is made anew;
where nothing can be kept, the graph is made and answers all the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import mmap
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.ipc

from oversight_graph.store import graph_tables
from oversight_graph.store.graph_index import ARRAYS, GraphIndex, index_of

_TABLES = {"nodes": graph_tables.NODES, "links": graph_tables.LINKS}
_INDEX, _PAGE, _MAKING = "index", "page.json", ".making-"
_EDGE = 1 << 16
_AT_MOST = 12
_BYTES = 12 << 30
"""Folders, and bytes, that are kept at most; those asked for least lately go first."""
_ABANDONED = 24 * 3600.0
FORMAT = 1


@dataclass(frozen=True)
class KeptGraph:
    """The graph of a store on all days: its tables, sorted as every store gives them, and their index. `folder`: where it is kept, None where it isn't."""

    nodes: pa.Table
    links: pa.Table
    index: GraphIndex
    folder: Path | None = None


def cache_folder() -> Path:
    """The folder of what may be thrown away: OVERSIGHT_CACHE, else one of the user's (contract §2)."""
    named = os.environ.get("OVERSIGHT_CACHE")
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs

    return platformdirs.user_cache_path("oversight-graph", appauthor=False)


def kept(key: str) -> KeptGraph | None:
    """The graph of a key.

    Parameters
    ----------
    key
        By what it is kept: letters, digits, `-`.

    Returns
    -------
    Mapped into memory; None where it isn't kept, or isn't as it was written: that is removed. Cost: that of opening files.
    """
    folder = _folder(key)
    if not folder.is_dir():
        return None
    try:
        graph = _read(folder)
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        shutil.rmtree(folder, ignore_errors=True)
        return None
    with contextlib.suppress(OSError):
        os.utime(folder)
    return graph


def _read(folder: Path) -> KeptGraph:
    """What is kept in a folder. Raises ValueError and others for what isn't as it was written."""
    page = json.loads((folder / _PAGE).read_bytes())
    if page["format"] != FORMAT or any(_edges(folder / name) != said for name, said in page["files"].items()):
        raise ValueError("another format, or not as it was written")
    tables = [_mapped(folder / name, schema) for name, schema in _TABLES.items()]
    index = GraphIndex(page["areas"], page["charts"], page["chart_areas"], _arrays(folder / _INDEX, page["arrays"]))
    if (tables[0].num_rows, tables[1].num_rows) != (len(index.arrays["node_kind"]), len(index.arrays["link_kind"])):
        raise ValueError("tables of another graph")
    return KeptGraph(tables[0], tables[1], index, folder)


def keep(key: str, nodes: pa.Table, links: pa.Table) -> KeptGraph:
    """Keep a graph; others that nobody has asked for of late go.

    Parameters
    ----------
    key
        By what it is kept.
    nodes, links
        As `graph_tables` gives them.

    Returns
    -------
    The same graph with its index; `folder` is None where it can't be kept. Cost: linear.
    """
    index = index_of(nodes, links)
    try:
        with _made(_folder(key)) as folder:
            for name, table in zip(_TABLES, (nodes, links), strict=True):
                with pa.OSFile(str(folder / name), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
                    writer.write_table(table.combine_chunks())
            places = _write_arrays(folder / _INDEX, index)
            files = {name: _edges(folder / name) for name in (*_TABLES, _INDEX)}
            page = {"format": FORMAT, "files": files, "arrays": places, "areas": index.areas, "charts": index.charts, "chart_areas": index.chart_areas}
            (folder / _PAGE).write_text(json.dumps(page, ensure_ascii=False), "utf-8")
        _tidy(key)
    except (OSError, pa.ArrowException):
        return KeptGraph(nodes, links, index)
    return kept(key) or KeptGraph(nodes, links, index)


def _folder(key: str) -> Path:
    return cache_folder() / "graphs" / key


@contextlib.contextmanager
def _made(folder: Path) -> Iterator[Path]:
    """A folder that takes its name when all is in it; where another process was earlier, its stands."""
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    making = Path(tempfile.mkdtemp(prefix=_MAKING, dir=folder.parent))
    try:
        yield making
        with contextlib.suppress(FileExistsError, NotADirectoryError):
            making.rename(folder)
    except OSError:
        if not folder.is_dir():  # a folder that isn't empty stands there: renaming says so in several ways
            raise
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _tidy(key: str) -> None:
    """Remove what is asked for least lately, what earlier revisions left, and what a killed process was making."""
    folders = []
    for path in _folder(key).parent.iterdir():
        status = path.stat()
        if path.name.startswith(_MAKING):
            if status.st_mtime < time.time() - _ABANDONED:
                shutil.rmtree(path, ignore_errors=True)
        elif path.name != key:
            former = path.name.split("-")[0] == key.split("-")[0]
            folders.append((former, -status.st_mtime, sum(one.stat().st_size for one in path.iterdir()), path))
    held, formers = 0, 0
    for number, (former, _, size, path) in enumerate(sorted(folders, key=lambda one: one[1])):
        held, formers = held + size, formers + former
        if number >= _AT_MOST or held > _BYTES or (former and formers > 1):  # of a store the state before stays: somebody may be reading it
            shutil.rmtree(path, ignore_errors=True)


def _edges(path: Path) -> list[Any]:
    """The length of a file, and a checksum of its beginning and its end."""
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        hasher = hashlib.blake2b(file.read(_EDGE), digest_size=16)
        file.seek(max(0, size - _EDGE))
        hasher.update(file.read(_EDGE))
    return [size, hasher.hexdigest()]


def _mapped(path: Path, schema: pa.Schema) -> pa.Table:
    table = pa.ipc.open_file(pa.memory_map(str(path))).read_all()
    if not table.schema.equals(schema):
        raise ValueError("other columns")
    return table


def _write_arrays(path: Path, index: GraphIndex) -> dict[str, list[int]]:
    """Write the arrays of an index one behind the other. Returns where each begins, and how many numbers it has."""
    places: dict[str, list[int]] = {}
    with path.open("wb") as file:
        for name in sorted(ARRAYS, key=lambda one: -np.dtype(ARRAYS[one]).itemsize):  # the wide ones first: so each begins at a multiple of its width
            array = index.arrays[name]
            places[name] = [file.tell(), len(array)]
            file.write(array.tobytes())
        file.write(b"\0" * 8)  # an empty file can't be mapped
    return places


def _arrays(path: Path, places: dict[str, list[int]]) -> dict[str, Any]:
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return {name: np.frombuffer(mapped, kind, places[name][1], places[name][0]) for name, kind in ARRAYS.items()}
