"""An embedded store written: one writer at a time, the file changed where it stands, or made beside its place where it is new or put together anew."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from oversight_graph.disk.checksum import Damaged
from oversight_graph.disk.growing_file import begins_so, growing, has_remains
from oversight_graph.disk.replace_file import folder_of, replace, replaceable
from oversight_graph.disk.staging_folder import leftovers, staging_folder, sweep
from oversight_graph.errors import PlanStale, StoreError
from oversight_graph.messages import message
from oversight_graph.store.lock import lock_of, writing
from oversight_graph.store.protocol import LoadedChart
from oversight_graph.store.store_file import StoreFile, StoreHead, open_file
from oversight_graph.store.store_write import change_file, create_file, pack, wants_packing

_log = logging.getLogger(__name__)


def write_charts(place: Path, where: str, revision: int, loaded: Sequence[LoadedChart], counts: Mapping[str, tuple[int, int]]) -> StoreHead:
    """Bring a store to what it is to hold.

    Parameters
    ----------
    place
        The store's file, no symbolic link; made where none is there.
    where
        The store, as the user names it.
    revision
        That which the store must be at.
    loaded
        All charts that it is to hold, in the order of their loading.
    counts
        Of how many nodes and links of the graph each of them says something.

    Returns
    -------
    What the file says of itself. Cost: linear in the charts that change.

    Raises
    ------
    PlanStale
        Where the store isn't at `revision` any more.
    StoreError
        Where another program writes, or the store is damaged.
    OSError
        Where it can't be written; then it is as it was.
    """
    with folder_of(place), writing(place, where):
        current = 0
        former: list[LoadedChart] | None = []
        if place.exists():
            with open_file(place, where) as file:
                current, former = file.head.revision, None if isinstance(file, StoreFile) else file.loaded()
        if current != revision:
            raise PlanStale(message("store.plan_stale", where=where, current=current, planned=revision))
        replaceable(place)
        if former is None:
            head = change_file(place, where, revision + 1, loaded, counts)
            _pack(place, where)
        else:
            with staging_folder(place) as fresh:
                head = create_file(fresh, former, where, revision + 1, loaded, counts)
                _put_in_place(fresh, place)
    return head


def let_go(place: Path, where: str, chart: str, before: int, look: Callable[[], object]) -> None:
    """Let former versions of a chart go: the rest is put together in another file, which takes the place. A store of an earlier version holds none.

    Parameters
    ----------
    place, where
        As for `write_charts`; the file must be there.
    chart
        The id of the chart.
    before
        The number of the first version that stays.
    look
        Raises what stands in the way; called when nobody else writes.

    Raises
    ------
    StoreError
        Where another program writes, or the store is damaged.
    OSError
        Where it can't be written; then it is as it was.
    """
    with writing(place, where):
        look()
        replaceable(place)
        if begins_so(place):
            with staging_folder(place) as fresh:
                pack(place, fresh, where, (chart, before))
                _put_in_place(fresh, place)


def tidy(place: Path, where: str) -> None:
    """Remove what killed writers left beside a store and in it, unless somebody writes just now. What can't be removed stays, and nothing is raised.

    Parameters
    ----------
    place, where
        As for `write_charts`.
    """
    if leftovers(place) or lock_of(place).exists() or _has_remains(place):
        with contextlib.suppress(StoreError, OSError, Damaged), writing(place, where, 0.0):
            sweep(place)
            if _has_remains(place):
                with growing(place):
                    pass


def _has_remains(place: Path) -> bool:
    with contextlib.suppress(OSError, Damaged):
        return begins_so(place) and has_remains(place)
    return False


def _pack(place: Path, where: str) -> None:
    """Put the file together anew where much of it is unused. It is written by then: where this fails, it stays as it is."""
    sweep(place)
    with contextlib.suppress(OSError, Damaged, StoreError):
        if wants_packing(place):
            with staging_folder(place) as fresh:
                pack(place, fresh, where)
                _put_in_place(fresh, place)


def _put_in_place(fresh: Path, place: Path) -> None:
    for warning in replace(fresh, place):
        _log.warning(warning)
