"""Texts as numbers by which they are sought: equal texts have equal ones, others nearly never, so that what is found is looked at again."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

_FACTOR = 0x9E3779B97F4A7C15  # odd, so it can be divided by
_INVERSE = pow(_FACTOR, -1, 1 << 64)
_AT_ONCE = 1 << 16


def text_numbers(texts: pa.Array) -> NDArray[np.uint64]:
    """A number for each text.

    Parameters
    ----------
    texts
        n texts, no null.

    Returns
    -------
    n numbers, the same for the same text in any process. Cost: some steps for each byte, by whole columns.
    """
    found = np.zeros(len(texts), np.uint64)
    if not len(texts):
        return found
    _, offsets, content = texts.cast(pa.string()).buffers()
    ends = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    every = np.frombuffer(content, np.uint8) if content is not None else np.zeros(0, np.uint8)
    for start in range(0, len(texts), _AT_ONCE):
        some = ends[start : start + _AT_ONCE + 1]
        found[start : start + _AT_ONCE] = _of(every[some[0] : some[-1]], some - some[0])
    return found


def _of(content: NDArray[np.uint8], ends: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Each text as the digits of a number, modulo 2**64: the digits of all together, those before taken off, divided by what the places before it are worth."""
    worth, back = (np.cumprod(np.full(len(content) + 1, factor, np.uint64)) for factor in (_FACTOR, _INVERSE))
    total = np.zeros(len(content) + 1, np.uint64)
    np.cumsum((content.astype(np.uint64) + np.uint64(1)) * worth[:-1], out=total[1:])
    number = ((total[ends[1:]] - total[ends[:-1]]) * back[ends[:-1]] + (ends[1:] - ends[:-1]).astype(np.uint64)).astype(np.uint64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):  # so that near texts are far apart
        number ^= number >> np.uint64(shift)
        number *= np.uint64(factor)
    number ^= number >> np.uint64(31)
    return number
