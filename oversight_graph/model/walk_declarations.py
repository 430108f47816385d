"""What a row of the table of walks can say (`walks.py`), and the checks that it must pass at import."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from oversight_graph.model.declare import DeclarationError, Vocabulary
from oversight_graph.model.kinds import KINDS, OVERSEEN
from oversight_graph.model.links import LINKS
from oversight_graph.model.vocabulary import FORMS, GRADES, LINES, MECHANISMS, REACH_CLASSES

Direction = Literal["forward", "backward", "either"]


@dataclass(frozen=True)
class Role:
    """As what a node stands there while a walk is at it. `kinds`: of node, that can stand so. `starts`: the node that a walk
    begins at stands so, where its kind can."""

    id: str
    kinds: tuple[str, ...]
    starts: bool = False


@dataclass(frozen=True)
class Step:
    """A row: from a node in a role over a link of some kinds to its other end, which then stands in the role `to`.

    Parameters
    ----------
    direction
        `forward` from the link's from-end to its to-end, `backward` against it, `either` whichever way it is written.
    with_subordinates
        The role in which the other end stands besides, where the scope of the link is with_subordinates.
    origin, end
        Kinds of node at which it starts and ends, where not all of the roles' do.
    mechanisms, lines
        Those of which the link must have one; a link without a line has the first that the model declares.
    term
        The link's year lies so many years back at most: year asked − term < year ≤ year asked.
    episodes
        A link of basis episode counts too. Elsewhere it is not walked; on paths it is where episodes are asked for.
    any_basis
        A declared or statutory link weakens nothing: it neither caps the grade nor makes the reach nominal.
    depth
        How often in a row it is taken at most, where it leads to the role it starts from; None: as often as there is a way.
    carries
        A way of coverage can begin with it, for those of these forms that its link serves.
    grade
        The best grade of a way of coverage that it is part of. None: it covers nobody; only with `carries`, where it arrives at no
        overseen node, ways go on from it.
    reach
        The best class of what is reached by it. None: that with which the walk has come.
    cost, documents
        On a path of coordination: its cost; whether it documents its hop even without a mechanism.
    """

    id: str
    role: Role
    links: tuple[str, ...]
    to: Role
    direction: Direction = "forward"
    with_subordinates: Role | None = None
    origin: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    term: int | None = None
    episodes: bool = False
    any_basis: bool = False
    depth: int | None = None
    carries: tuple[str, ...] = ()
    grade: str | None = None
    reach: str | None = None
    cost: int | None = None
    documents: bool = False

    def __post_init__(self) -> None:
        words: tuple[tuple[str, tuple[str, ...], Vocabulary[Any]], ...] = (
            ("links", self.links, LINKS), ("origin", self.origin, KINDS), ("end", self.end, KINDS), ("mechanisms", self.mechanisms, MECHANISMS),
            ("lines", self.lines, LINES), ("carries", self.carries, FORMS), ("grade", (self.grade,) if self.grade else (), GRADES),
            ("reach", (self.reach,) if self.reach else (), REACH_CLASSES),
        )  # fmt: skip
        for name, named, vocabulary in words:
            for word in named:
                if word not in vocabulary:
                    raise self.wrong(f"`{name}` names `{word}`, which is no {vocabulary.name}; use one of {', '.join(vocabulary.ids)}")
        if not self.links:
            raise self.wrong("names no kind of link; name at least one")
        if self.cost is not None and self.cost < 1:
            raise self.wrong(f"costs {self.cost}; a step costs 1 or more")
        if self.depth is not None and (self.depth < 1 or not self.loops):
            raise self.wrong(f"has depth {self.depth}; write 1 or more, on a row that leads to the role it starts from")
        if self.with_subordinates is not None and not all(LINKS[kind].scoped for kind in self.links):
            raise self.wrong("asks for a scope that its links don't take; drop `with_subordinates` or declare them `scoped`")
        if self.carries and (self.grade is None) == any(kind in OVERSEEN for kind in self.ends):
            raise self.wrong("carries forms: where it arrives at what is overseen it needs a `grade`, elsewhere it has none")
        if self.any_basis and self.grade is None and self.reach == REACH_CLASSES.ids[-1]:
            raise self.wrong(f"weakens nothing by its basis and is {self.reach} anyway; drop `any_basis`")
        for kind in self.links:
            if not self._fitting(kind):
                raise self.wrong(f"no link `{kind}` joins such nodes; mend its roles, `origin`, `end` or `direction`")
        fitting = [pair for kind in self.links for pair in self._fitting(kind)]
        if self.direction == "either" and len({way for *_, way in fitting}) < 2:
            raise self.wrong("its links join such nodes one way only; write that `direction`")
        for name, origins, ends in (("origin", self.role.kinds, self.ends), ("end", self.origins, self.to.kinds)):
            if getattr(self, name) and sum(len(self._fitting(kind, origins, ends)) for kind in self.links) == len(fitting):
                raise self.wrong(f"`{name}` leaves nothing out that its links and roles don't; drop it")

    def wrong(self, what: str) -> DeclarationError:
        """The error that refuses this row.

        Parameters
        ----------
        what : str
            What is wrong, and how to mend it.

        Returns
        -------
        DeclarationError
            To be raised.
        """
        return DeclarationError(f"step `{self.id}`: {what}")

    @property
    def covers(self) -> bool:
        """Whether ways of coverage take it."""
        return self.grade is not None or bool(self.carries)

    @property
    def loops(self) -> bool:
        """Whether it leads to the role that it starts from."""
        return self.to == self.role

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """The kinds of node that it starts from."""
        return tuple(kind for kind in self.role.kinds if not self.origin or kind in self.origin)

    @cached_property
    def ends(self) -> tuple[str, ...]:
        """The kinds of node that it leads to."""
        return tuple(kind for kind in self.to.kinds if not self.end or kind in self.end)

    def _fitting(self, link: str, origins: tuple[str, ...] | None = None, ends: tuple[str, ...] | None = None) -> list[tuple[str, str, Direction]]:
        """The kinds of node (of the step's own, or of these) that a link can join, as it would be walked, and which way."""
        origins, ends = origins or self.origins, ends or self.ends
        found: list[tuple[str, str, Direction]] = []
        for source, target in LINKS[link].pairs:
            if self.direction != "backward" and source in origins and target in ends:
                found.append((source, target, "forward"))
            if self.direction != "forward" and target in origins and source in ends:
                found.append((target, source, "backward"))
        return found


@dataclass(frozen=True)
class Walk:
    """A table of steps. `load`: the classes of reach that make a load; `broad`: those that a broad load counts too. `own`: the steps from
    a body to its own bodies, whose load is added up for it."""

    id: str
    steps: tuple[Step, ...]
    load: tuple[str, ...] = ()
    broad: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if unknown := sorted({*self.load, *self.broad} - {"direct", "inherited", "extended"}):
            raise DeclarationError(f"walk `{self.id}`: `{unknown[0]}` has no column among the numbers of a load; use direct, inherited, extended")
        names = [step.id for step in self.steps]
        for step in self.steps:
            others = [other for other in self.steps if other is not step]
            if names.count(step.id) > 1:
                raise step.wrong("stands twice; give each step an id of its own")
            if step.cost is not None and any(set(step.links) & set(other.links) for other in others):
                raise step.wrong("another step has a cost for the same kind of link; a kind has one cost")
            if (step.covers or step.reach in (*self.load, *self.broad)) and step.loops and step.depth is None:
                raise step.wrong("covers or makes a load, and may be repeated without end; give it a `depth`")
            if step.covers and not step.carries and not any(other.covers for other in others if step.role in (other.to, other.with_subordinates)):
                raise step.wrong("has a grade, and no way of coverage comes to it; drop `grade`, or say what it `carries`")
            come = [_place(other) for other in others if step.role in (other.to, other.with_subordinates) and other.role != step.role]
            if step.reach is not None and not step.role.starts and _place(step) <= min(come, default=-1):
                raise step.wrong(f"is {step.reach}, no worse than what the walk has come with; drop `reach`")
            if step.depth is not None and any(other.loops and other.role == step.role for other in others):
                raise step.wrong("has a depth, and another step leads back to the same role; only one may")
            if step.with_subordinates is not None and not step.role.starts:
                raise step.wrong("looks at a scope, and no walk begins with it; drop `with_subordinates`")

    def __getitem__(self, name: str) -> Step:
        return next(step for step in self.steps if step.id == name)

    def onward(self, role: Role) -> tuple[Step, ...]:
        """The steps from a role.

        Parameters
        ----------
        role : Role
            As what a node stands in the walk.

        Returns
        -------
        tuple of Step
            In the order of the table.
        """
        return tuple(step for step in self.steps if step.role == role)

    def links(self, *names: str) -> tuple[str, ...]:
        """The kinds of link of some steps.

        Parameters
        ----------
        *names : str
            Ids of steps; all where none is named.

        Returns
        -------
        tuple of str
            None twice, in the order of the table.
        """
        return tuple(dict.fromkeys(kind for step in self.steps if not names or step.id in names for kind in step.links))

    @property
    def starts(self) -> tuple[Role, ...]:
        """The roles in which a walk begins."""
        return tuple(dict.fromkeys(step.role for step in self.steps if step.role.starts))


def _place(step: Step) -> int:
    return -1 if step.reach is None else REACH_CLASSES.code(step.reach)


@dataclass(frozen=True)
class Head:
    """A kind of body that covers the nodes of its area in name, for some forms; where `leads` is named only one that such a link
    joins to a `whom`."""

    id: str
    forms: tuple[str, ...]
    kind: str
    grade: str
    leads: str | None = None
    whom: str | None = None


@dataclass(frozen=True)
class Weights:
    """What makes one number, the weight, of a hop: it orders paths by one thing after the other."""

    cost: int
    undocumented: int
    hop: int
