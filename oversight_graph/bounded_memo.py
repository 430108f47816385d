"""Functions of texts that remember their answers, whoever asks: a number of them, and no long ones."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])

LONGEST = 200
"""Characters of a text whose answer is remembered. Names are shorter; what a visitor or a file makes up may be of any length, and
would be kept for as long as the program runs."""


def bounded_memo(most: int) -> Callable[[F], F]:
    """Remember the answers to the last `most` different calls, as `functools.lru_cache` does, but for calls with a long text,
    which are worked out each time. So what is kept is bounded by number and by size.

    Parameters
    ----------
    most
        How many answers are kept, those least lately asked for dropped first.

    Returns
    -------
    A decorator for functions of hashable positional arguments; they get `cache_info` and `cache_clear`.

    Examples
    --------
    >>> double = bounded_memo(8)(lambda text: text * 2)
    >>> double("甲"), len(double("甲" * 1000))
    ('甲甲', 2000)
    >>> double.cache_info().currsize
    1
    """

    def decorate(function: F) -> F:
        kept = functools.lru_cache(maxsize=most)(function)

        @functools.wraps(function)
        def call(*given: Any) -> Any:
            if any(isinstance(one, str) and len(one) > LONGEST for one in given):
                return function(*given)
            return kept(*given)

        call.cache_info, call.cache_clear = kept.cache_info, kept.cache_clear  # type: ignore[attr-defined]
        return cast(F, call)

    return decorate
