"""What may have become of a body: a reason to think so, and what is made of the reasons together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from oversight_graph.messages import Text
from oversight_graph.resolution.graph_rows import GraphRow

What = Literal["renamed", "joined", "split", "reorganised"]


@dataclass(frozen=True)
class Match:
    """What has become of some bodies.

    Attributes
    ----------
    what
        One to one is `renamed`, several to one `joined`, one to several `split`, several to several `reorganised`.
    sure
        Whether the reasons suffice; else it is shown and changes nothing.
    before, after
        Rows of the old graph and of the new one.
    why
        The reasons, each once.
    gone
        Ids of those before that the new graph doesn't hold.
    new
        Ids of those after that the old graph didn't hold.
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
