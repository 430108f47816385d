"""Rows in batches, and batches on their way to a server: one ahead of it, or several side by side."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from oversight_graph.resolution.graph_rows import GraphRow

BATCH = 10_000
WRITERS = max(1, min(4, (os.cpu_count() or 1) // 2))
"""Connections that write side by side; on a machine of two processors, which the server often shares, one is quickest."""

T = TypeVar("T")


def by_kind(rows: Iterable[GraphRow]) -> Iterator[tuple[str, list[GraphRow]]]:
    """Rows by their kind.

    Parameters
    ----------
    rows
        Bodies or links, in any order.

    Yields
    ------
    Each kind that there is with all of its rows, in their order.
    """
    kinds: dict[str, list[GraphRow]] = {}
    for row in rows:
        kinds.setdefault(row["kind"], []).append(row)
    yield from kinds.items()


def in_batches(rows: Iterable[T]) -> Iterator[list[T]]:
    """Rows in batches.

    Parameters
    ----------
    rows
        Whatever they are.

    Yields
    ------
    BATCH rows at a time, the rest last.
    """
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch


def tasks(rows: Iterable[GraphRow]) -> Iterator[tuple[str, list[GraphRow]]]:
    """Batches of one kind, so that no more than one unfinished batch a kind is held.

    Parameters
    ----------
    rows
        Bodies or links, in any order.

    Yields
    ------
    A kind and BATCH rows of it at most, in the order in which batches fill up.
    """
    waiting: dict[str, list[GraphRow]] = {}
    for row in rows:
        batch = waiting.setdefault(row["kind"], [])
        batch.append(row)
        if len(batch) == BATCH:
            yield row["kind"], waiting.pop(row["kind"])
    yield from waiting.items()


def ahead(batches: Iterator[T]) -> Iterator[T]:
    """Each batch, while the next one is being made: the server works on one while this program packs another.

    Parameters
    ----------
    batches
        Made one at a time in another thread. An error of theirs comes through.

    Yields
    ------
    The batches, in their order.
    """
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, batches, None)
            yield batch


def side_by_side(work: Callable[[int, T], None], tasks: Iterator[T]) -> None:
    """Do each task once, WRITERS at a time, while the next one is being made; the first error stops all and is raised.

    Parameters
    ----------
    work
        Called with the number of the writer, from 0, and a task, in the writer's thread.
    tasks
        Made in the thread of the caller, WRITERS of them ahead.
    """
    line: queue.Queue[T | None] = queue.Queue(WRITERS)
    wrong: list[BaseException] = []

    def writer(number: int) -> None:
        while (task := line.get()) is not None:
            if not wrong:
                try:
                    work(number, task)
                except BaseException as error:
                    wrong.append(error)

    threads = [threading.Thread(target=writer, args=(number,), daemon=True) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        for task in tasks:
            line.put(task)
            if wrong:
                break
    finally:
        for _ in threads:
            line.put(None)
        for thread in threads:
            thread.join()
    if wrong:
        raise wrong[0]
