"""What was worked out is kept while there is room, and worked out once when many ask for it at the same time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Cache:
    """Values by key, the least lately used dropped first. `room`: bytes, as far as who puts something in can tell."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._lock = threading.Lock()
        self._held: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._size: dict[Hashable, int] = {}

    def get(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int]) -> T:
        """The value of a key, made where there is none. What making it raises is raised for all who wait, and not kept."""
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
                self._size[key] = size(value)
                self._drop(key)
        return value

    def _drop(self, newest: Hashable) -> None:
        total = sum(self._size.values())
        for key in [one for one in self._held if one in self._size and one != newest]:
            if total <= self._room:
                return
            total -= self._size.pop(key)
            del self._held[key]

    def clear(self) -> None:
        """Forget everything; what is being made is given to who waits for it, and not kept."""
        with self._lock:
            self._held.clear()
            self._size.clear()
