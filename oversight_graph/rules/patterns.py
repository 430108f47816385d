"""The named patterns of coordination (domain §5): recognised in a path, printed only where a link documents them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from oversight_graph.graph.graph import Graph
from oversight_graph.model import KINDS, LINKS, MECHANISMS
from oversight_graph.model.vocabulary import COLLABORATION_SCOPES
from oversight_graph.rules.paths import Arcs, Step


@dataclass(frozen=True)
class Link:
    """A link between two bodies next to each other on a path."""

    kind: str
    mechanism: str | None


@dataclass(frozen=True)
class Body:
    """A body on a path."""

    position: int
    kind: str
    scope: str | None


Hop = tuple[Body, Sequence[Link], Body]


def _ends(hop: Hop, first: str, second: str) -> bool:
    return {hop[0].kind, hop[2].kind} == {first, second}


def _by_mechanism(hop: Hop, mechanism: str) -> bool:
    return any(link.mechanism == mechanism for link in hop[1])


def _by_kind(hop: Hop, kind: str) -> bool:
    return any(link.kind == kind for link in hop[1])


def _room_group(hops: Sequence[Hop]) -> bool:
    return _ends(hops[0], "Room", "StationedGroup") and _by_mechanism(hops[0], "counterpart")


def _joint_case(hops: Sequence[Hop]) -> bool:
    a, b = hops
    team = a[2].kind == "Collaboration" and a[2].scope == "joint_team" and _by_kind(a, "MEMBER_OF") and _by_kind(b, "MEMBER_OF")
    return team and {a[0].kind, b[2].kind} == {"Room", "StationedGroup"}


def _room_group_local(hops: Sequence[Hop]) -> bool:
    """Room, group and local commission: three bodies in a row that work together, not the group's own commission by its structure."""
    a, b = hops
    return {a[0].kind, a[2].kind, b[2].kind} == {"Room", "StationedGroup", "Commission"} and all(
        any(link.mechanism is not None and link.kind not in ("PART_OF", "DISPATCHES") for link in hop[1]) for hop in hops
    )


def _members(hops: Sequence[Hop]) -> bool:
    a, b = hops
    return a[2].kind == "Collaboration" and a[2].scope != "joint_team" and _by_kind(a, "MEMBER_OF") and _by_kind(b, "MEMBER_OF")


def _room_township(hops: Sequence[Hop]) -> bool:
    kinds = ["GUIDES", "PART_OF", "MEMBER_OF"]
    row = list(hops) if hops[0][0].kind == "Room" else list(reversed(hops))
    ends = {hops[0][0].kind, hops[-1][2].kind}
    return ends == {"Room", "TownshipOffice"} and all(_by_kind(hop, kind) for hop, kind in zip(row, kinds, strict=True))


def _team_group(hops: Sequence[Hop]) -> bool:
    return _ends(hops[0], "InspectionTeam", "StationedGroup") and _by_mechanism(hops[0], "secondment")


def _station(hops: Sequence[Hop]) -> bool:
    return _by_kind(hops[0], "EXTENDS_TO")


PATTERNS: tuple[tuple[str, int, Callable[[Sequence[Hop]], bool]], ...] = (
    # (name, hops that it spans, how it is recognised)
    ("室组联动", 1, _room_group),
    ("室组联合办案", 2, _joint_case),
    ("室组地", 2, _room_group_local),
    ("片组协作", 2, _members),
    ("室+乡镇", 3, _room_township),
    ("巡组互派", 1, _team_group),
    ("组站联动", 1, _station),
)


def patterns(graph: Graph, arcs: Arcs, path: Sequence[Step]) -> list[str]:
    """The names of the patterns along a path, in the order of the table."""
    hops = [(_body(graph, step.origin), [_link(graph, int(link)) for link in arcs.between(step.origin, step.end)], _body(graph, step.end)) for step in path]
    return [name for name, span, fits in PATTERNS if any(fits(hops[at : at + span]) for at in range(len(hops) - span + 1))]


def _body(graph: Graph, position: int) -> Body:
    scope = graph.node_table.column("scope")[position].as_py()
    return Body(position, KINDS.ids[graph.kind[position]], scope if scope in COLLABORATION_SCOPES else None)


def _link(graph: Graph, link: int) -> Link:
    mechanism = int(graph.mechanism[link])
    return Link(LINKS.ids[graph.link_kind[link]], MECHANISMS.ids[mechanism] if mechanism >= 0 else None)
