"""How supervision and coordination walk (domain §4–§6), as one table: whatever walks interprets these rows, in memory, in Cypher
and in the page of a map alike. A further way of walking is one more row, a further number of steps one number.

Name the two walks as `walks.SUPERVISION` and `walks.COORDINATION` and not by importing their names: so the table can be put in
the place of another, and everything follows.
"""

from __future__ import annotations

from oversight_graph.model.kinds import OVERSEEN, OVERSEERS
from oversight_graph.model.vocabulary import POWERS, TERM_YEARS
from oversight_graph.model.walk_declarations import Head, Role, Step, Walk, Weights

BODY = Role("body", OVERSEERS, starts=True)  # an overseer: the walk goes on through it
STATION = Role("station", ("LiaisonStation",), starts=True)  # it reaches what it serves
ZONE = Role("zone", ("Collaboration",))  # a collaboration that is guided
BRANCH = Role("branch", OVERSEEN)  # overseen together with what is subordinate to it
END = Role("end", (*OVERSEERS, *OVERSEEN))  # nothing lies behind

_CLOSE_BY = (*POWERS, "stationed")

# In this order: of several ways to a node in one class the earlier row's is told.
SUPERVISION = Walk(
    "supervision",
    (
        # a commission's own: its rooms, what it dispatches; a room's counterpart groups; lower commissions; collaborations that it leads
        Step("own", BODY, ("PART_OF",), BODY, "backward", origin=("Commission",), reach="mediated", any_basis=True),
        Step("dispatched", BODY, ("DISPATCHES",), BODY, reach="mediated", any_basis=True),
        Step(
            "counterpart", BODY, ("COORDINATES_WITH",), BODY, "either",
            origin=("Room",), end=("StationedGroup",), mechanisms=("counterpart",), reach="mediated",
        ),
        Step("led", BODY, ("LEADS",), BODY, origin=("Commission",), end=("Commission",), reach="nominal"),
        Step("led_zone", BODY, ("LEADS",), END, end=("Collaboration",), reach="nominal"),
        # close by, and what is subordinate to that
        Step(
            "direct", BODY, ("STATIONED_AT", "SUPERVISES", "CONTACTS"), END,
            with_subordinates=BRANCH, carries=_CLOSE_BY, grade="direct", reach="direct",
        ),
        Step(
            "inspected", BODY, ("INSPECTS",), END,
            with_subordinates=BRANCH, carries=("inspection",), term=TERM_YEARS, episodes=True, grade="direct", reach="periodic",
        ),
        Step(
            "subordinate", BRANCH, ("SUBORDINATE_TO",), BRANCH, "backward",
            depth=2, lines=("administrative",), any_basis=True, grade="inherited", reach="inherited",
        ),
        # a station informs, it can't investigate
        Step("extended", BODY, ("EXTENDS_TO",), STATION, carries=_CLOSE_BY, reach="extended"),
        Step("served", STATION, ("SERVES",), END, grade="extended", reach="extended"),
        # guidance covers nobody
        Step("guided", BODY, ("GUIDES",), ZONE, reach="guidance"),
        Step("zone_part", ZONE, ("PART_OF",), ZONE, "backward", any_basis=True),
        Step("member", ZONE, ("MEMBER_OF",), END, "backward"),
    ),
    load=("direct", "inherited"),
    broad=("extended",),
    own=("own", "dispatched"),
)  # fmt: skip

_LEADING = ("Commission", "Collaboration")  # a party committee's line is not walked

COORDINATION = Walk(
    "coordination",
    (
        Step("lead", BODY, ("LEADS",), BODY, "either", origin=_LEADING, end=_LEADING, cost=3),
        Step("dispatch", BODY, ("DISPATCHES",), BODY, "either", cost=3),
        Step("part", BODY, ("PART_OF",), BODY, "either", cost=1),
        Step("contact", BODY, ("CONTACTS",), BODY, "either", cost=1),
        Step("extension", BODY, ("EXTENDS_TO",), BODY, "either", cost=1, documents=True),
        Step("membership", BODY, ("MEMBER_OF",), BODY, "either", cost=1, documents=True),
        Step("guidance", BODY, ("GUIDES",), BODY, "either", cost=1, documents=True),
        Step("cooperation", BODY, ("COORDINATES_WITH",), BODY, "either", cost=1),
    ),
)

WEIGHTS = Weights(cost=1 << 30, undocumented=1 << 20, hop=1 << 10)
"""Paths by their cost, then undocumented hops, then hops, then the weakness of their bases (the places of these in the vocabulary)."""

HEADS = (
    Head("commission", POWERS, "Commission", grade="nominal"),
    Head("committee", ("inspection",), "PartyCommittee", leads="LEADS", whom="InspectionTeam", grade="nominal"),
)
"""Who covers the nodes of its area in name alone (domain §4); for stationed nobody does."""
