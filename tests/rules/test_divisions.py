"""Who holds which part of what is divided (domain §3a)."""

from __future__ import annotations

import pytest
from support.small import chart, graph

from oversight_graph.charts import graph_of
from oversight_graph.graph.graph import Graph
from oversight_graph.rules.divisions import NO_DIVISION, divisions

NODES = """
nodes:
  - {id: town, kind: TownshipOffice, name: 乡镇纪委, count: 18}
  - {id: street, kind: TownshipOffice, name: 街道纪工委}
  - {id: other, kind: TownshipOffice, name: 园区纪工委}
  - {id: stations, kind: LiaisonStation, name: 联络站, count: 423}
  - {id: more, kind: LiaisonStation, name: 其他联络站, count: unknown}
links:
"""


def held(of: Graph) -> dict[str, tuple[int, bool, bool]]:
    """By the local id of the from-end: the division, whether it is held whole, whether by this one alone."""
    made = divisions(of)
    names = [str(of.ids[node]).split(":")[1] for node in of.source]
    return {name: (int(a), bool(b), bool(c)) for name, a, b, c in zip(names, made.division, made.whole, made.alone, strict=True)}


def part(start: str, more: str = "", end: str = "stations") -> str:
    return f"  - {{kind: EXTENDS_TO, from: {start}, to: {end}, share: part{more}}}\n"


def test_a_set_or_two_holders_have_all_together_and_a_lone_body_a_part_of_unknown_size() -> None:
    assert held(graph(NODES + part("town"))) == {"town": (0, True, True)}
    assert held(graph(NODES + part("street"))) == {"street": (0, False, False)}
    assert held(graph(NODES + part("town") + part("street"))) == {"town": (0, True, False), "street": (0, True, False)}
    assert held(graph(NODES + part("other") + part("street"))) == {"other": (0, True, False), "street": (0, True, False)}


@pytest.mark.parametrize(("counts", "whole"), [(("400", "23"), True), (("400", "20"), False), (("400", None), True)])
def test_counts_that_are_all_stated_and_add_up_to_less_leave_a_rest_to_others(counts: tuple[str | None, str | None], whole: bool) -> None:
    links = [part(name, f", count: {count}" if count else "") for name, count in zip(("town", "street"), counts, strict=True)]
    assert held(graph(NODES + "".join(links)))["town"] == (0, whole, False)


def test_counts_say_nothing_of_a_set_of_unknown_number() -> None:
    assert held(graph(NODES + part("town", ", count: 3", "more"))) == {"town": (0, True, True)}


def test_a_holder_with_two_links_is_one_holder() -> None:
    twice = divisions(graph(NODES + part("town", ", authority: [discipline]") + part("town", ", authority: [state]")))
    assert twice.division.tolist() == [0, 0] and twice.alone.all()
    lone = divisions(graph(NODES + part("street", ", authority: [discipline]") + part("street", ", authority: [state]")))
    assert not lone.whole.any() and not lone.alone.any()


def test_links_of_another_form_or_to_another_set_are_another_division() -> None:
    assert held(graph(NODES + part("town", ", form: stationed") + part("street"))) == {"town": (1, True, True), "street": (0, False, False)}
    assert held(graph(NODES + part("town") + part("street", end="more"))) == {"town": (1, True, True), "street": (0, False, False)}
    assert held(graph(NODES + "  - {kind: EXTENDS_TO, from: town, to: stations}\n")) == {"town": (NO_DIVISION, False, False)}


def test_a_division_is_of_one_chart() -> None:
    """That the set is one body with same_as makes no division of what two charts tell of one holder each."""
    again = NODES.replace("count: 423}", "count: 423, same_as: a:stations}").replace("街道纪工委}", "街道纪工委, same_as: a:street}")
    apart = divisions(graph_of([chart(NODES + part("street"), "a"), chart(again + part("other"), "b")]))
    assert sorted(apart.division.tolist()) == [0, 1] and not apart.whole.any()
    shared = divisions(graph_of([chart(NODES + part("street"), "a"), chart(again + part("other") + part("street"), "b")]))
    assert shared.division.tolist() == [0, 0] and shared.whole.all() and not shared.alone.any()  # as b says, which holds both links
