"""Versions of one chart of which every name and note says its number."""

from __future__ import annotations

import oversight_graph as og
from support.small import chart


def numbered(number: int, size: int = 60) -> og.Chart:
    """A version of one chart: every name and note holds its number, so that a mixture of two shows."""
    nodes = "\n".join(f"  - {{id: u{n}, kind: Unit, name: 第{number}版{n}}}" for n in range(size))
    links = "\n".join(f"  - {{kind: SUBORDINATE_TO, from: u{n}, to: u{n + 1}, note: 第{number}版}}" for n in range(size - 1))
    return chart(f"nodes:\n{nodes}\nlinks:\n{links}")
