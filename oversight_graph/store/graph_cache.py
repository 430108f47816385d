"""The graph of a store in the user's cache: made of the charts, so it may be thrown away at any time, and is mapped into memory as it stands.

A folder for each state of a store, named by who the store is, its revision, the mark of its writing, and the model; in it the two
tables, uncompressed (Arrow), the index, the entries of the charts with what finds them (`resolution.layer`), and a page that says how long each file is and
what a checksum of its beginning and its end is. After a small load the folder of the new state has the same files once more, under a second name of the file
system, and beside them only what has changed. A folder is made under another name and takes its own in one step. What isn't as its page says is made anew;
where nothing can be kept, the graph is made and answers all the same.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from oversight_graph.chart.chart_columns import CHART_LINKS, CHART_NODES
from oversight_graph.resolution.layer import ARRAYS as LAYER_ARRAYS
from oversight_graph.resolution.layer import Layer
from oversight_graph.store import graph_tables
from oversight_graph.store.cache_files import edges, linked, mapped_arrays, mapped_table, write_arrays, write_table
from oversight_graph.store.graph_index import ARRAYS, GraphIndex, index_of
from oversight_graph.store.kept_graph import NO_ENTRIES, Entries, KeptGraph
from oversight_graph.store.patched_table import PatchedTable
from oversight_graph.unused_memory import give_back

_SCHEMAS = {"nodes": graph_tables.NODES, "links": graph_tables.LINKS}
_ENTRIES = {"nodes": CHART_NODES, "links": CHART_LINKS}
_PATCH = {f"{name}_{what}": np.int64 for name in _SCHEMAS for what in ("removed", "before")}
_INDEX, _PAGE, _MAKING = "index", "page.json", ".making-"
_AT_MOST = 12
_BYTES = 12 << 30
"""Folders, and bytes, that are kept at most; those asked for least lately go first."""
_ABANDONED = 24 * 3600.0
FORMAT = 3


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
    if not os.path.isdir(folder):  # noqa: PTH112 (False, too, in a cache that is somebody else's)
        return None
    try:
        graph = _read(folder)
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        shutil.rmtree(folder, ignore_errors=True)
        return None
    with contextlib.suppress(OSError):
        os.utime(folder)
    return graph


def other_states(key: str) -> list[str]:
    """The other states of the same store, in the same model, of which something is kept.

    Parameters
    ----------
    key
        By what a state is kept: who the store is, its revision, the mark of its writing, and the model, with `-` between them.

    Returns
    -------
    Keys, the highest revision first.
    """
    identity, _, _, model = key.split("-")
    try:
        named = [path.name.split("-") for path in _folder(key).parent.iterdir() if path.name != key]
    except OSError:
        return []
    own = [name for name in named if len(name) == 4 and (name[0], name[3]) == (identity, model) and name[1].isdecimal()]
    return ["-".join(name) for name in sorted(own, key=lambda name: int(name[1]), reverse=True)]


def _read(folder: Path) -> KeptGraph:
    """What is kept in a folder. Raises ValueError and others for what isn't as it was written."""
    page = json.loads((folder / _PAGE).read_bytes())
    if page["format"] != FORMAT or any(edges(folder / name) != said for name, said in page["files"].items()):
        raise ValueError("another format, or not as it was written")
    tables = [PatchedTable.of(mapped_table(folder / name, schema)) for name, schema in _SCHEMAS.items()]
    if page["patch"]:
        arrays = mapped_arrays(folder / "patch", page["patch"], _PATCH)
        added = [mapped_table(folder / f"patch-{name}", schema) for name, schema in _SCHEMAS.items()]
        tables = [
            PatchedTable(one.base, arrays[f"{name}_removed"], more, arrays[f"{name}_before"]) for one, name, more in zip(tables, _SCHEMAS, added, strict=True)
        ]
    indexed = _indexed(folder, len(tables[0]), len(tables[1]))
    if indexed is None and not page["patch"]:
        raise ValueError("no index")
    layers = [_layer(folder, f"layer-{place}", said) for place, said in enumerate(page["layers"])]
    further = frozenset((key, name) for key, name in page["further"])
    entries = Entries(layers, frozenset(page["renamed"]), further, [(mark, header) for mark, header in page.get("charts", ())])
    return KeptGraph(tables[0], tables[1], entries, folder, indexed, lambda index: _keep_index(folder, index))


def _indexed(folder: Path, nodes: int, links: int) -> GraphIndex | None:
    """The index of a folder; of a graph that was patched it may still be lacking."""
    page = folder / f"{_INDEX}.json"
    if not page.exists():
        return None
    said = json.loads(page.read_bytes())
    if edges(folder / _INDEX) != said["edges"]:
        raise ValueError("not as it was written")
    index = GraphIndex(said["areas"], said["charts"], said["chart_areas"], mapped_arrays(folder / _INDEX, said["arrays"], ARRAYS))
    if (nodes, links) != (len(index.arrays["node_kind"]), len(index.arrays["link_kind"])):
        raise ValueError("tables of another graph")
    return index


def _keep_index(folder: Path, index: GraphIndex) -> None:
    """Write an index into the folder of its graph, where that can be done; the page last, without which it isn't there."""
    with contextlib.suppress(OSError):
        making = Path(tempfile.mkdtemp(prefix=_MAKING, dir=folder))
        try:
            _write_index(making, index)
            for name in (_INDEX, f"{_INDEX}.json"):
                (making / name).replace(folder / name)
        finally:
            shutil.rmtree(making, ignore_errors=True)


def _write_index(folder: Path, index: GraphIndex) -> None:
    places = write_arrays(folder / _INDEX, index.arrays, ARRAYS)
    page = {"edges": edges(folder / _INDEX), "arrays": places, "areas": index.areas, "charts": index.charts, "chart_areas": index.chart_areas}
    (folder / f"{_INDEX}.json").write_text(json.dumps(page, ensure_ascii=False), "utf-8")


def _layer(folder: Path, stem: str, said: dict[str, Any]) -> Layer:
    nodes, links = (mapped_table(folder / f"{stem}-{name}", schema) for name, schema in _ENTRIES.items())
    return Layer([(name, mark) for name, mark in said["charts"]], said["areas"], nodes, links, mapped_arrays(folder / stem, said["arrays"], LAYER_ARRAYS))


def keep(key: str, nodes: pa.Table, links: pa.Table, entries: Callable[[], Entries] = lambda: NO_ENTRIES) -> KeptGraph:
    """Keep a graph; others that nobody has asked for of late go.

    Parameters
    ----------
    key
        By what it is kept.
    nodes, links
        As `graph_tables` gives them.
    entries
        Gives those of the charts of which it is made, when the rest is written; none of a small graph.

    Returns
    -------
    The same graph; `folder` is None where it can't be kept. Cost: linear.
    """
    made = KeptGraph(PatchedTable.of(nodes), PatchedTable.of(links))
    try:
        with _made(_folder(key)) as folder:
            for name, table in zip(_SCHEMAS, (nodes, links), strict=True):
                write_table(folder / name, table)
            _write_index(folder, index_of(nodes, links))
            give_back()
            held = entries()
            _write_page(folder, None, [_write_layer(folder, place, one) for place, one in enumerate(held.layers)], held)
        _tidy(key)
    except (OSError, pa.ArrowException):
        return made
    return kept(key) or made


def keep_patched(key: str, former: KeptGraph, nodes: PatchedTable, links: PatchedTable, entries: Entries) -> KeptGraph | None:
    """Keep a graph of which most stands in the folder of another state already.

    Parameters
    ----------
    key
        By what it is kept.
    former
        The graph of that state; it is kept in a folder.
    nodes, links
        On its tables as they were written.
    entries
        Those of the charts; layers of `former` aren't written again.

    Returns
    -------
    None where it can't be kept. Cost: linear in what isn't in the tables as they were written, and in the layers that are new.
    """
    assert former.folder is not None
    known = {id(layer): place for place, layer in enumerate(former.entries.layers)}
    try:
        page = json.loads((former.folder / _PAGE).read_bytes())
        with _made(_folder(key)) as folder:
            for name in _SCHEMAS:
                linked(former.folder / name, folder / name)
            arrays = {f"{name}_{what}": getattr(one, what) for name, one in zip(_SCHEMAS, (nodes, links), strict=True) for what in ("removed", "before")}
            for name, one in zip(_SCHEMAS, (nodes, links), strict=True):
                write_table(folder / f"patch-{name}", one.added)
            layers = []
            for place, layer in enumerate(entries.layers):
                if id(layer) not in known:
                    layers.append(_write_layer(folder, place, layer))
                    continue
                for what in ("", *(f"-{name}" for name in _ENTRIES)):
                    linked(former.folder / f"layer-{known[id(layer)]}{what}", folder / f"layer-{place}{what}")
                layers.append(page["layers"][known[id(layer)]])
            _write_page(folder, write_arrays(folder / "patch", arrays, _PATCH), layers, entries)
        _tidy(key)
    except (OSError, ValueError, KeyError, pa.ArrowException):
        return None
    return kept(key)


def _write_layer(folder: Path, place: int, layer: Layer) -> dict[str, Any]:
    """Write a layer. Returns what the page says of it."""
    for name in _ENTRIES:
        write_table(folder / f"layer-{place}-{name}", getattr(layer, name))
    return {"charts": list(layer.charts), "areas": list(layer.areas), "arrays": write_arrays(folder / f"layer-{place}", layer.arrays, LAYER_ARRAYS)}


def _write_page(folder: Path, patch: dict[str, list[int]] | None, layers: Sequence[dict[str, Any]], entries: Entries) -> None:
    files = {path.name: edges(path) for path in sorted(folder.iterdir()) if not path.name.startswith(_INDEX)}
    besides = {"renamed": sorted(entries.renamed), "further": sorted(entries.further), "charts": list(entries.charts)}
    page = {"format": FORMAT, "files": files, "patch": patch, "layers": layers, **besides}
    (folder / _PAGE).write_text(json.dumps(page, ensure_ascii=False), "utf-8")


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
            folders.append((former, -status.st_mtime, sum(one.stat().st_size for one in path.iterdir() if one.is_file()), path))
    held, formers = 0, 0
    for number, (former, _, size, path) in enumerate(sorted(folders, key=lambda one: one[1])):
        held, formers = held + size, formers + former
        if number >= _AT_MOST or held > _BYTES or (former and formers > 1):  # of a store the state before stays: somebody may be reading it
            shutil.rmtree(path, ignore_errors=True)
