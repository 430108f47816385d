"""The named patterns of coordination (domain §5), as a table: bodies in a row on a path, and what must join each with the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

from oversight_graph.model.declare import DeclarationError, Term, Vocabulary
from oversight_graph.model.kinds import KINDS
from oversight_graph.model.links import LINKS
from oversight_graph.model.vocabulary import COLLABORATION_SCOPES, MECHANISMS

ANY = ""


@dataclass(frozen=True)
class Joined:
    """That some link joins two bodies: of a kind, of a mechanism, or by any mechanism but of no kind in `never`."""

    link: str | None = None
    mechanism: str | None = None
    never: tuple[str, ...] | None = None

    def by(self, kind: str, mechanism: str | None) -> bool:
        """Whether a link joins them so.

        Parameters
        ----------
        kind, mechanism
            The ids of its kind and of its mechanism, None where it has none.

        Returns
        -------
        True where it does.
        """
        if self.never is not None:
            return mechanism is not None and kind not in self.never
        return self.link in (None, kind) and self.mechanism in (None, mechanism)


@dataclass(frozen=True)
class Pattern(Term):
    """A pattern. `bodies`: the kind of each body in a row (ANY: any), one more than `joins`. `order`: whether it may be read
    from both ends, or its bodies may stand in any order. `scope`, `not_scope`: of the collaboration in second place."""

    bodies: tuple[str, ...]
    joins: tuple[Joined, ...]
    order: Literal["both ends", "any"] = "both ends"
    scope: str | None = None
    not_scope: str | None = None

    def __post_init__(self) -> None:
        def wrong(what: str) -> DeclarationError:
            return DeclarationError(f"pattern `{self.id}`: {what}")

        if len(self.bodies) != len(self.joins) + 1:
            raise wrong("between two bodies stands one join; write one join less than bodies")
        for kind in self.bodies:
            if kind != ANY and kind not in KINDS:
                raise wrong(f"names the node kind `{kind}`, which isn't declared; use one of {', '.join(KINDS.ids)}")
        for join in self.joins:
            for name, vocabulary in ((join.link, LINKS), (join.mechanism, MECHANISMS)):
                if name is not None and name not in vocabulary:
                    raise wrong(f"names `{name}`, which is no {vocabulary.name}; use one of {', '.join(vocabulary.ids)}")
        for scope in (self.scope, self.not_scope):
            if scope is not None and scope not in COLLABORATION_SCOPES:
                raise wrong(f"names the scope `{scope}`; use one of {', '.join(COLLABORATION_SCOPES.ids)}")

    @property
    def span(self) -> int:
        """How many hops it takes."""
        return len(self.joins)

    def of_scope(self, scope: str | None) -> bool:
        """Whether the body in second place may have a scope.

        Parameters
        ----------
        scope
            The id of the scope, None where it has none.

        Returns
        -------
        True where the pattern asks for that one or for none, and doesn't exclude it.
        """
        return self.scope in (None, scope) and (self.not_scope is None or scope != self.not_scope)

    def readings(self) -> Iterator[tuple[tuple[str, ...], tuple[Joined, ...]]]:
        """Every row of bodies and joins, from the start of a path on, that shows it; none twice."""
        if self.order == "any":
            found = [(bodies, self.joins) for bodies in permutations(self.bodies)]
        else:
            found = [(self.bodies, self.joins), (self.bodies[::-1], self.joins[::-1])]
        yield from dict.fromkeys(found)


_MEMBER = Joined(link="MEMBER_OF")
_WORKING_TOGETHER = Joined(never=("PART_OF", "DISPATCHES"))  # not the group's own commission by its structure

PATTERNS = Vocabulary(
    "pattern of coordination",
    (
        Pattern("room_group", "室组联动", "room and group", ("Room", "StationedGroup"), (Joined(mechanism="counterpart"),)),
        Pattern(
            "joint_case", "室组联合办案", "room and group in a joint team",
            ("Room", "Collaboration", "StationedGroup"), (_MEMBER, _MEMBER), scope="joint_team",
        ),
        Pattern(
            "room_group_local", "室组地", "room, group and local commission",
            ("Room", "StationedGroup", "Commission"), (_WORKING_TOGETHER, _WORKING_TOGETHER), order="any",
        ),
        Pattern("members", "片组协作", "members of one collaboration", (ANY, "Collaboration", ANY), (_MEMBER, _MEMBER), not_scope="joint_team"),
        Pattern(
            "room_township", "室+乡镇", "room and township office",
            ("Room", ANY, ANY, "TownshipOffice"), (Joined(link="GUIDES"), Joined(link="PART_OF"), _MEMBER),
        ),
        Pattern("team_group", "巡组互派", "team and group", ("InspectionTeam", "StationedGroup"), (Joined(mechanism="secondment"),)),
        Pattern("group_station", "组站联动", "body and station", (ANY, ANY), (Joined(link="EXTENDS_TO"),)),
    ),
    "协作样式",
)  # fmt: skip
