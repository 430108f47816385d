"""What may have become of a body: a reason to think so, and what is made of the reasons together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from oversight_graph.messages import Text
from oversight_graph.resolution.graph_rows import GraphRow

What = Literal["renamed", "joined", "split", "reorganised"]


@dataclass(frozen=True)
class Match:
    """What has become of some bodies: `before` as the old graph has them, `after` as the new one does.

    `gone`: ids of those before that the new graph doesn't hold; `new`: ids of those after that the old one didn't.
    """

    what: What
    sure: bool
    before: tuple[GraphRow, ...]
    after: tuple[GraphRow, ...]
    why: tuple[Text, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class ReusedId:
    """An id that stood for one body and now has the name of another, while the first one's name stands at another id."""

    id: str
    before: str
    after: str
    elsewhere: str


@dataclass(frozen=True)
class Candidate:
    """A reason why the body `old` has become the body `new`. `sure`: whether it suffices for one to one, for several to one, and for one to several."""

    old: str
    new: str
    why: Text
    sure: tuple[bool, bool, bool] = (False, False, False)
