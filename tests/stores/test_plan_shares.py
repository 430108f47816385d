"""What a plan says of links that speak of the members of sets (domain §3a), and charts whose divisions fit each for itself and not together."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from support.charts_strategy import Document, chart_sets, graph_from, overseers
from support.examples import examples
from support.small import chart
from support.store_cases import answers

import oversight_graph as og
from oversight_graph.charts import graph_of
from oversight_graph.messages import in_language

DIVIDED = """
nodes:
  - {id: towns, kind: TownshipOffice, name: 乡镇监察组, count: 18}
  - {id: street, kind: TownshipOffice, name: 街道监察组}
  - {id: stations, kind: LiaisonStation, name: 联络站, count: %s}
  - {id: pc, kind: PartyCommittee, name: 局党委}
  - {id: group, kind: StationedGroup, name: 一组}
  - {id: u, kind: Unit, name: 市财政局}
links:
  - {kind: EXTENDS_TO, from: towns, to: stations, share: %s}
  - {kind: EXTENDS_TO, from: street, to: stations, share: part, count: %s}
  - {kind: COORDINATES_WITH, from: pc, to: group, mechanism: consultation%s}
"""


def test_another_share_is_a_change_of_the_link_told_in_both_languages(tmp_path: Path) -> None:
    with og.open_store(tmp_path / "s.lbug") as store:
        og.plan(store, chart(DIVIDED % (423, "all", 5, ""))).apply()
        planned = og.plan(store, chart(DIVIDED % (423, "part", 6, ", of: u")))
        assert not planned.added_links and not planned.removed_links
        assert [change.values for change in planned.changed_links] == [{"share": ("all", "part"), "count": (1, None)}, {"count": (5, 6)}, {"of": (None, "u")}]
        assert "乡镇监察组 —EXTENDS_TO→ 联络站: share all → part; count 1 → –" in str(planned)
        with in_language("zh"):
            assert "乡镇监察组 —延伸→ 联络站：所及成员由 每个成员 改为 分担其一部分" in str(planned)
        planned.apply()
        graph = store.graph()
        assert sorted(graph.links["share"].tolist()) == ["all", "part", "part"]
        assert og.plan(store, chart(DIVIDED % (423, "part", 6, ", of: u"))).empty


def test_divisions_that_clash_only_together_are_a_contradiction_told_and_answers_come() -> None:
    """18 + 22 of 40 stations, and by another chart 18 + 5 of 23: the first number stands, the other chart's is a conflict."""
    first = chart(DIVIDED % (23, "part", 5, ""), "first")
    second = DIVIDED % (40, "part", 22, "")
    for name in ("towns", "street", "stations", "pc", "group", "u"):
        second = second.replace(f"id: {name},", f'id: {name}, same_as: "first:{name}",')
    together = graph_of([first, chart(second, "second")])
    assert [row["count"] for row in together.node_table.to_pylist() if row["id"] == "first:stations"] == [23]
    assert {answer.question for answer in answers(together)} >= {"coverage", "gaps", "workload"}
    for body in overseers(together):
        og.ask(together, "reach", body)
        og.ask(together, "path", body, "first:stations")


@given(drawn=chart_sets(shares=True))
@examples(25)
def test_charts_that_fit_each_for_itself_are_answered_together_or_refused(drawn: list[Document]) -> None:
    """The numbers of sets that two charts hold are drawn apart: whatever they come to together, an answer comes, or the charts are refused."""
    try:
        together = graph_from(*drawn)
    except og.ChartError:
        return
    answers(together)
    for body in overseers(together)[:2]:
        og.ask(together, "reach", body)
        og.ask(together, "path", body, str(together.ids[-1]))
