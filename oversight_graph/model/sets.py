"""What a link says of the members of a set, and what a walk through it knows of them (domain §3a), as one table: the rules on
columns, the Cypher and the page of a map interpret these rows alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from oversight_graph.model.declare import DeclarationError, Term, Vocabulary

SHARES = Vocabulary(
    "share",
    (Term("all", "每个成员", "each member"), Term("part", "分担其一部分", "a part of the members"), Term("one", "其中一个", "one of the members")),
    "所及成员",
)

DIVIDED_BY = ("form", "mechanism", "year", "type")
"""Links of one kind to one body that differ in one of these attributes are of different divisions (domain §3a)."""

KNOWLEDGE = Vocabulary(  # from strong to weak: what a walk keeps is the least of what it has met
    "knowledge of the members of a set",
    (
        Term("every", "每个成员", "every member"),
        Term("some", "至少一个成员", "at least one member, not told which"),
        Term("possible", "可能有", "possible only"),
    ),
    "对成员的所知",
)
"""What a walk knows of the members of the set that it is at. At a single body `every` means that the way is certain, and `some` doesn't occur."""

CERTAINTIES = Vocabulary("certainty", (Term("certain", "确定", "certain"), Term("possible", "可能", "possible")), "确定性")

EVERY, SOME, POSSIBLE = KNOWLEDGE.ids
Direction = Literal["forward", "backward"]


@dataclass(frozen=True)
class Crossing:
    """A row: what a walk knows behind a link, by what it knew before it. From possible always possible follows.

    Parameters
    ----------
    direction
        `forward` from the link's from-end to its to-end, `backward` against it.
    origin_set, end_set
        Whether the node that it comes from, and the one that it comes to, is a set.
    share
        That of the link.
    alone
        For `part`: whether the link's from-end holds the whole of the to-end by itself; None where that changes nothing.
    every, some
        What is known behind it where before it every member was known, or some.
    """

    direction: Direction
    origin_set: bool
    end_set: bool
    share: str
    alone: bool | None
    every: str
    some: str

    def __post_init__(self) -> None:
        if self.share not in SHARES or self.every not in KNOWLEDGE or self.some not in KNOWLEDGE:
            raise DeclarationError(f"crossing {self}: names a share or a knowledge that isn't declared; use one of {', '.join((*SHARES.ids, *KNOWLEDGE.ids))}")


CROSSINGS = (
    # all: each member with each member
    Crossing("forward", False, False, "all", None, EVERY, EVERY),
    Crossing("forward", False, True, "all", None, EVERY, EVERY),
    Crossing("forward", True, True, "all", None, EVERY, EVERY),
    Crossing("forward", True, False, "all", None, EVERY, EVERY),
    Crossing("backward", False, False, "all", None, EVERY, EVERY),
    Crossing("backward", False, True, "all", None, EVERY, EVERY),
    Crossing("backward", True, True, "all", None, EVERY, EVERY),
    Crossing("backward", True, False, "all", None, EVERY, EVERY),
    # part: each member of the to-end has exactly one holder among the from-ends
    Crossing("forward", False, True, "part", True, EVERY, EVERY),
    Crossing("forward", False, True, "part", False, SOME, SOME),
    Crossing("forward", True, True, "part", True, EVERY, SOME),
    Crossing("forward", True, True, "part", False, SOME, SOME),
    Crossing("forward", True, False, "part", None, EVERY, POSSIBLE),
    Crossing("backward", False, True, "part", True, SOME, SOME),
    Crossing("backward", False, True, "part", False, POSSIBLE, POSSIBLE),
    Crossing("backward", True, True, "part", True, EVERY, SOME),
    Crossing("backward", True, True, "part", False, EVERY, POSSIBLE),
    Crossing("backward", True, False, "part", True, EVERY, EVERY),
    Crossing("backward", True, False, "part", False, EVERY, POSSIBLE),
    # one: each member of the from-end with exactly one member of the to-end, which is a set
    Crossing("forward", False, True, "one", None, SOME, SOME),
    Crossing("forward", True, True, "one", None, SOME, SOME),
    Crossing("backward", True, True, "one", None, EVERY, POSSIBLE),
    Crossing("backward", True, False, "one", None, EVERY, POSSIBLE),
)
"""Every way in which a link can be crossed. A walk that enters a set along a `part` and leaves it against one of the same division, or enters
one against a `one` and leaves it along the same link, comes back to the body or member that it came from: that is barred, as no telling apart of the members allows it."""

_BY_CASE = {
    (row.direction, row.origin_set, row.end_set, row.share, alone): row for row in CROSSINGS for alone in ((True, False) if row.alone is None else (row.alone,))
}


def crossing(direction: Direction, origin_set: bool, end_set: bool, share: str, alone: bool) -> Crossing:
    """The row for a link as it is crossed.

    Parameters
    ----------
    direction, origin_set, end_set, share, alone
        As in Crossing; `alone` matters for `part` only.

    Returns
    -------
    Crossing
        A link that says `part` or `one` where neither end is a set, or `one` of a single to-end, is refused by the checks of charts; should
        it stand in a graph, it is read as `all`.

    Examples
    --------
    >>> crossing("forward", False, True, "part", alone=False).every
    'some'
    """
    row = _BY_CASE.get((direction, origin_set, end_set, share, alone))
    return row if row is not None else _BY_CASE[direction, origin_set, end_set, "all", alone]
