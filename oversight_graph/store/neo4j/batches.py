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
    kinds: dict[str, list[GraphRow]] = {}
    for row in rows:
        kinds.setdefault(row["kind"], []).append(row)
    yield from kinds.items()


def in_batches(rows: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch


def tasks(rows: Iterable[GraphRow]) -> Iterator[tuple[str, list[GraphRow]]]:
    """Batches of one kind, in the order in which they fill up, so that no more than one unfinished batch a kind is held."""
    waiting: dict[str, list[GraphRow]] = {}
    for row in rows:
        batch = waiting.setdefault(row["kind"], [])
        batch.append(row)
        if len(batch) == BATCH:
            yield row["kind"], waiting.pop(row["kind"])
    yield from waiting.items()


def ahead(made: Iterator[T]) -> Iterator[T]:
    """Each batch, the next one being made meanwhile: the server works on one while this program packs another."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, made, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, made, None)
            yield batch


def side_by_side(work: Callable[[int, T], None], tasks: Iterator[T]) -> None:
    """Each task once, WRITERS at a time, the next one being made meanwhile; the first error stops all and is raised."""
    line: queue.Queue[T | None] = queue.Queue(WRITERS)
    wrong: list[BaseException] = []

    def writer(number: int) -> None:
        while (task := line.get()) is not None:
            if not wrong:
                try:
                    work(number, task)
                except BaseException as error:
                    wrong.append(error)

    writers = [threading.Thread(target=writer, args=(number,), daemon=True) for number in range(WRITERS)]
    for one in writers:
        one.start()
    try:
        for task in tasks:
            line.put(task)
            if wrong:
                break
    finally:
        for _ in writers:
            line.put(None)
        for one in writers:
            one.join()
    if wrong:
        raise wrong[0]
