"""What a chart may say of the members of a set (domain §3a), and what is refused."""

from __future__ import annotations

import pytest
from support.small import graph, reading

NODES = """
nodes:
  - {id: cc, kind: Commission, name: 市纪委监委}
  - {id: town, kind: TownshipOffice, name: 乡镇纪委, count: 18}
  - {id: towns, kind: TownshipOffice, name: 又乡镇纪委, count: 5}
  - {id: street, kind: TownshipOffice, name: 街道纪工委}
  - {id: many, kind: TownshipOffice, name: 园区纪工委, repeat: 3}
  - {id: stations, kind: LiaisonStation, name: 联络站, count: 40}
  - {id: station, kind: LiaisonStation, name: 联络站一}
  - {id: zones, kind: Collaboration, name: 协作区, count: 7}
  - {id: again, kind: LiaisonStation, name: 站, repeat: 3}
links:
"""


def told(*links: str) -> list[str]:
    """The problems of links, each written without its braces."""
    problems = reading(NODES + "".join(f"  - {{kind: {link}}}\n" for link in links)).problems
    return [f"{problem.severity} {problem.path}: {problem.what}" for problem in problems]


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("DISPATCHES, from: cc, to: street, share: part", "neither end is a set"),
        ("MEMBER_OF, from: town, to: zones, share: any", "any"),
        ("EXTENDS_TO, from: town, to: station, share: one", "isn't a set"),
        ("EXTENDS_TO, from: town, to: again, share: one", "is repeated and no set"),
        ("EXTENDS_TO, from: town, to: stations, share: part, count: 41", "the parts come to 41 at least, more than the 40"),
        ("EXTENDS_TO, from: town, to: stations, share: part, count: 17", "each holds at least one, and `count` is 17"),
        ("COORDINATES_WITH, from: street, to: street", "links a body to itself"),
    ],
)
def test_a_share_that_cannot_be_is_an_error_where_it_stands(link: str, words: str) -> None:
    (problem,) = told(link)
    assert problem.startswith("error links[0]") and words in problem


def test_parts_may_not_come_to_more_than_the_set() -> None:
    """18 + 22 of 40 is all; 19 offices of one more set, each of which has one at least, don't fit beside 22."""
    part = "EXTENDS_TO, from: {}, to: stations, share: part"
    assert told(part.format("town"), part.format("street") + ", count: 22") == []
    assert "the parts come to 41 at least, more than the 40" in told(part.format("town"), part.format("street") + ", count: 23")[0]
    assert told(part.format("many") + ", count: 10", part.format("street") + ", count: 10") == []
    assert "the parts come to 43" in told(part.format("many") + ", count: 11", part.format("street") + ", count: 10")[0]  # so many for each of the three


def test_a_single_body_is_no_part_of_several() -> None:
    part = "EXTENDS_TO, from: {}, to: station, share: part"
    assert told(part.format("town")) == []
    assert "is shared out among several" in told(part.format("town"), part.format("towns"))[0]
    assert told(part.format("town") + ", form: stationed", part.format("towns")) == []  # two divisions


def test_two_sets_without_a_share_are_said() -> None:
    (problem,) = told("MEMBER_OF, from: town, to: zones")
    assert problem.startswith("warning links[0]") and "each member with each member is meant" in problem
    assert told("MEMBER_OF, from: town, to: zones, share: all", "MEMBER_OF, from: cc, to: zones", "DISPATCHES, from: cc, to: town") == []


def test_a_set_may_be_joined_to_itself_but_not_in_a_circle() -> None:
    assert told("COORDINATES_WITH, from: town, to: town, share: all") == []
    assert "links a body to itself" in told("PART_OF, from: zones, to: zones, share: all")[0]
    made = graph(NODES + "  - {kind: COORDINATES_WITH, from: town, to: town, share: all}")
    assert [(a, b) for a, b in zip(made.links["from"], made.links["to"], strict=True)] == [("small:town", "small:town")]


def test_the_count_of_a_part_has_no_default() -> None:
    made = graph(NODES + "  - {kind: EXTENDS_TO, from: town, to: stations, share: part}\n  - {kind: DISPATCHES, from: cc, to: town}")
    counts = {row.kind: row["count"] for _, row in made.links.iterrows()}
    assert counts["DISPATCHES"] == 1 and str(counts["EXTENDS_TO"]) in ("<NA>", "nan", "None")
