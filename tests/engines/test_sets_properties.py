"""What holds of every answer about sets, whatever the chart (domain §3a)."""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import Phase, assume, given
from hypothesis import strategies as st
from support import sets_against_oracle as against
from support.charts_strategy import graph_from
from support.examples import examples
from support.oracle_dates import cut
from support.oracle_paths import DIRECTED
from support.oracle_sets import alone
from support.oracle_worlds import named
from support.sets_strategy import Document, coordinating, covering, wrong_shares

import oversight_graph as og

often = examples(80, phases=[Phase.generate])
seeds = st.integers(0, 2**32)


def paths(graph: og.Graph, a: str, b: str) -> list[tuple[int, str]]:
    return [(row["cost"], row["certainty"]) for row in og.ask(graph, "path", a, b).rows]


def certain(graph: og.Graph, a: str, b: str) -> int | None:
    return next((cost for cost, how in paths(graph, a, b) if how == "certain"), None)


@given(coordinating())
@often
def test_a_path_is_as_certain_the_other_way_round(document: Document) -> None:
    document["links"] = [link for link in document["links"] if link.get("mechanism") not in DIRECTED]

    def symmetric(drawn: list[Document], as_of: str | None) -> None:
        graph = graph_from(*drawn)
        bodies = against.overseers(cut(drawn))
        for a in bodies:
            for b in bodies:
                assert paths(graph, a, b) == paths(graph, b, a), (a, b)

    against.hold(symmetric, [document])


@given(coordinating(), seeds)
@often
def test_a_certain_path_stays_certain_when_a_link_is_added(document: Document, seed: int) -> None:
    """Unless the link shares out a set that one body already holds alone."""
    assume(document["links"])
    added = document["links"][seed % len(document["links"])]
    before = document | {"links": [link for link in document["links"] if link is not added]}
    assume(not wrong_shares(before) and not _shares_out(before, document, added))

    def stays(drawn: list[Document], as_of: str | None) -> None:
        (whole,) = drawn
        without = whole | {"links": [link for link in whole["links"] if link != added]}
        if wrong_shares(without) or _shares_out(without, whole, added):
            return
        old, new = graph_from(without), graph_from(whole)
        bodies = against.overseers(cut([whole]))
        for a in bodies:
            for b in bodies:
                cost = certain(old, a, b)
                assert cost is None or ((now := certain(new, a, b)) is not None and now <= cost), (a, b, added)

    against.hold(stays, [document])


def _shares_out(before: Document, after: Document, added: Document) -> bool:
    """Whether a set that a body held alone is held by several once a link is added."""
    if added.get("share") != "part":
        return False
    old, new = cut([before]), cut([after])
    held = {(link["from"], link["to"], link["kind"]) for link in old.links if link["share"] == "part" and alone(old, link)}
    return any((link["from"], link["to"], link["kind"]) in held and not alone(new, link) for link in new.links if link["share"] == "part")


@given(coordinating(5), seeds)
@often
def test_to_name_the_members_of_sets_leaves_every_certain_path(document: Document, seed: int) -> None:
    split = named(document, Random(seed))
    assume(split is not None)
    assert split is not None
    apart, members = split
    whole, parts = graph_from(document), graph_from(apart)
    for a in against.overseers(cut([document])):
        for b in against.overseers(cut([document])):
            cost = certain(whole, a, b)
            if cost is not None:
                for one in members[a]:
                    for other in members[b]:
                        if one != other:
                            found = certain(parts, one, other)
                            assert found is not None and found <= cost, (a, b, one, other, cost, apart, document)


@given(covering(6), seeds)
@often
def test_to_name_the_members_of_sets_turns_no_certain_answer_into_its_opposite(document: Document, seed: int) -> None:
    split = named(document, Random(seed))
    assume(split is not None)
    assert split is not None
    apart, members = split
    whole, parts = graph_from(document), graph_from(apart)
    grades, named_grades = _grades(whole), _grades(parts)
    for (name, form), grade in grades.items():
        found = [named_grades[one, form] for one in members[name]]
        if grade is not None and grade > 0:
            assert all(one is not None and one >= grade for one in found), (name, form, grade, found, apart, document)
        if grade in (0, 1, 2):
            assert all(one is None or one < 3 for one in found), (name, form, grade, found, apart, document)
    for body in against.overseers(cut([document])):
        rows = {row["id"]: row for row in og.ask(whole, "reach", body).rows}
        reached = {row["id"] for one in members[body] for row in og.ask(parts, "reach", one).rows}
        for name in members.keys() - {body}:
            number = len(reached & set(members[name]))
            row: dict[str, Any] | None = rows.get(name)
            if row is None:
                assert number == 0, (body, name, apart, document)
            elif row["certainty"] == "certain":
                assert number >= (row["count"] or 0), (body, name, apart, document)


def _grades(graph: og.Graph) -> dict[tuple[str, str], int | None]:
    return {(row["id"], row["form"]): row["grade"] for row in og.ask(graph, "coverage").rows}
