"""What the grammar says of a name, in a word."""

from __future__ import annotations

from oversight_graph.naming.grammar import NameReading


def verdict(reading: NameReading) -> str:
    return (reading.kind or "none") if reading.sure else "unsure"
