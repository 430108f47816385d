"""What was worked out is kept while there is room, and worked out once when many ask for it at the same time."""

from __future__ import annotations

import dataclasses
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

ENTRY = 2_000
"""Bytes that whatever is kept takes besides its key and what it holds, so that nothing is kept for nothing."""


@dataclass(frozen=True)
class Bounds:
    """How much may be kept: at most `most` things, that take at most `room` bytes together. All that this process keeps beyond a
    request is bounded by both, as a thing of no size still takes a place, and few large ones take the room of many."""

    most: int
    room: int

    def exceeded(self, number: int, total: int) -> bool:
        """Whether so many things of so many bytes together are too much.

        Parameters
        ----------
        number
            Of things.
        total
            Bytes of all of them.

        Returns
        -------
        True above either bound.
        """
        return number > self.most or total > self.room

    def surplus(self, sizes: Iterable[tuple[K, int]]) -> list[K]:
        """The keys to let go of, so that the rest keeps the bounds.

        Parameters
        ----------
        sizes
            Bytes by key, those first that may go first.

        Returns
        -------
        In the order given, no more than need be.

        Examples
        --------
        >>> Bounds(2, 100).surplus([("a", 1), ("b", 1), ("c", 1)]), Bounds(9, 100).surplus([("a", 60), ("b", 60), ("c", 40)])
        (['a'], ['a'])
        """
        held = list(sizes)
        number, total = len(held), sum(size for _, size in held)
        gone = []
        for key, size in held:
            if not self.exceeded(number, total):
                break
            gone.append(key)
            number, total = number - 1, total - size
        return gone


def _weight_of(key: object) -> int:
    """About how many bytes a key takes: texts that a visitor wrote may be long."""
    if dataclasses.is_dataclass(key) and not isinstance(key, type):
        key = tuple(getattr(key, one.name) for one in dataclasses.fields(key))
    inner = sum(map(_weight_of, key)) if isinstance(key, (tuple, frozenset)) else 0
    return sys.getsizeof(key) + inner


class BoundedCache:
    """Values by key, the least lately used dropped first. The newest stays, however large it is: somebody waits for it."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._lock = threading.Lock()
        self._held: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._size: dict[Hashable, int] = {}
        self._total = 0

    def __len__(self) -> int:
        return len(self._held)

    @property
    def total(self) -> int:
        """Bytes of all that is kept, as far as can be told."""
        return self._total

    def __contains__(self, key: Hashable) -> bool:
        """Whether a value is there, so that nobody has to wait for it."""
        return key in self._size

    def get(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int]) -> T:
        """The value of a key, made where there is none. What making it raises is raised for all who wait, and not kept.

        Parameters
        ----------
        key
            By what it is known; takes room too.
        make
            Makes the value, in the thread of whoever asks first; the others wait.
        size
            About how many bytes a value takes.

        Returns
        -------
        The value, whether it is kept or not.
        """
        with self._lock:
            mine = key not in self._held
            future: Future[T] = self._held.setdefault(key, Future())
            self._held.move_to_end(key)
        if not mine:
            return future.result()
        try:
            value = make()
        except BaseException as error:
            with self._lock:
                if self._held.get(key) is future:
                    del self._held[key]
            future.set_exception(error)
            raise
        future.set_result(value)
        with self._lock:
            if self._held.get(key) is future:
                self._size[key] = ENTRY + _weight_of(key) + size(value)
                self._total += self._size[key]
                self._drop(key)
        return value

    def _drop(self, newest: Hashable) -> None:
        """Let go of what is too much; what is still being made isn't counted, and isn't touched."""
        while self._bounds.exceeded(len(self._size), self._total):
            oldest = next((one for one in self._held if one in self._size and one != newest), None)
            if oldest is None:
                return
            self._total -= self._size.pop(oldest)
            del self._held[oldest]

    def clear(self) -> None:
        """Forget everything; what is being made is given to who waits for it, and not kept."""
        with self._lock:
            self._held.clear()
            self._size.clear()
            self._total = 0
