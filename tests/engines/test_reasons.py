"""Each reason of a gap (domain §4): when it is told, and what it makes of the node, in both engines."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from support.small import HEADER, chart
from walk_engines import in_cypher, on_columns

import oversight_graph as og
from oversight_graph.charts import graph_of
from oversight_graph.model.reasons import REASONS
from oversight_graph.queries import QUESTIONS

EmptyStore = Callable[[], AbstractContextManager[Any]]
GAPS = next(one for one in QUESTIONS if one.id == "gaps")

GROUP = "{kind: STATIONED_AT, from: g, to: u}"
CASES: dict[str, tuple[str, str, str, str, list[str]]] = {
    # form, what the norm asks, further keys of the chart, links between g (a group of two posts), o (the unit's own body), i (a team),
    # c (a commission elsewhere), v (another unit) and u; the status of u and its reasons
    "nothing": ("stationed", "{grade: 5}", "complete: [{forms: stationed}]", "", ["gap", "nothing"]),
    "untold": ("stationed", "{grade: 5}", "", "", ["undetermined", "untold"]),
    "not_known_then": ("stationed", "{grade: 5}", "complete: [{forms: stationed, valid_from: '2015'}]", GROUP, ["undetermined", "not_known_then"]),
    "some_members": ("stationed", "{grade: 5}", "", "{kind: SUPERVISES, from: g, to: u, form: stationed, share: part}", ["undetermined", "some_members"]),
    "nominal": ("state", "{grade: 3}", "", "{kind: LEADS, from: c, to: w}", ["formal_only", "nominal"]),
    "declared": ("stationed", "{grade: 1}", "claims: [{forms: stationed}]", "", ["formal_only", "declared"]),
    "grade": ("stationed", "{grade: 5}", "", "{kind: STATIONED_AT, from: g, to: v, scope: with_subordinates} {kind: SUBORDINATE_TO, from: u, to: v}", ["partial", "grade"]),
    "own": ("discipline", "{independent: true}", "", "{kind: SUPERVISES, from: o, to: u, form: discipline} {kind: HOSTED_BY, from: o, to: u}", ["partial", "own"]),
    "depends": ("stationed", "{independent: true}", "", f"{GROUP} {{kind: HOSTED_BY, from: g, to: u, resource: budget}}", ["partial", "depends"]),
    "powers": ("stationed", "{authority: [discipline, state]}", "", "{kind: STATIONED_AT, from: g, to: u, authority: [discipline]}", ["partial", "powers"]),
    "bodies": ("stationed", "{bodies: 2}", "", GROUP, ["partial", "bodies"]),
    "load": ("stationed", "{load_at_most: 4}", "", f"{GROUP} {{kind: SUPERVISES, from: g, to: x, form: stationed}}", ["partial", "load"]),
    "load_unknown": ("discipline", "{load_at_most: 4}", "", "{kind: SUPERVISES, from: o, to: u, form: discipline}", ["undetermined", "load_unknown"]),
    "staff": ("stationed", "{staff_full_time: 3}", "", GROUP, ["partial", "staff"]),
    "staff_unknown": ("inspection", "{staff_full_time: 3}", "", "{kind: INSPECTS, from: i, to: u, year: 2020}", ["undetermined", "staff_unknown"]),
    "scope": ("stationed", "{with_subordinates: true}", "", GROUP, ["partial", "scope"]),
    "term": ("inspection", "{term_years: 2}", "", "{kind: INSPECTS, from: i, to: u, year: 2018}", ["partial", "term"]),
    "seat": ("stationed", "{independent: true}", "", f"{GROUP} {{kind: HOSTED_BY, from: g, to: u, resource: party_group_seat}}", ["met", "seat"]),
    "room": ("stationed", "{independent: true}", "", f"{GROUP} {{kind: HOSTED_BY, from: g, to: u, resource: room}}", ["met", "room"]),
    # a load is that of one body; so many bodies are different ones; what is asked together is told together
    "light enough": ("stationed", "{load_at_most: 5}", "", f"{GROUP} {{kind: SUPERVISES, from: g, to: x, form: stationed}}", ["met"]),
    "one of two": ("discipline", "{load_at_most: 1, bodies: 2}", "", f"{GROUP} {{kind: SUPERVISES, from: o, to: u, form: discipline}}", ["met"]),
    "one body by two links": ("discipline", "{bodies: 2}", "", f"{GROUP} {{kind: SUPERVISES, from: g, to: u, form: discipline}}", ["partial", "bodies"]),
    # the posts are a floor: the load is at most so much, and more can't be told; a set of unknown number makes it a floor
    "load of a floor": ("stationed", "{load_at_most: 1}", "", "{kind: SUPERVISES, from: f, to: u, form: stationed} {kind: SUPERVISES, from: f, to: x, form: stationed}",
                        ["undetermined", "load_unknown"]),
    "load of an unknown number": ("stationed", "{load_at_most: 9}", "", "{kind: SUPERVISES, from: g, to: u, form: stationed} {kind: SUPERVISES, from: g, to: y, form: stationed}",
                                  ["undetermined", "load_unknown"]),
    # of several the worst counts; what can't be told is told beside what is short
    "several": ("inspection", "{staff_full_time: 3, term_years: 2}", "", "{kind: INSPECTS, from: i, to: u, year: 2018}", ["partial", "staff_unknown", "term"]),
    "none": ("stationed", "{grade: 5, independent: true, staff_full_time: 2}", "", GROUP, ["met"]),
}  # fmt: skip


AS_OF = {"not_known_then": "2019-06-30"}
"""When a case isn't of the chart's own day, at which all is known."""


def written(case: str) -> og.Chart:
    _, _, keys, links, _ = CASES[case]
    listed = "\n".join(f"  - {{{one}" for one in links.split("{") if one.strip())
    number = {"some_members": ", count: 3", "not_known_then": ", valid_from: '2015'"}.get(case, "")
    commission = "  - {id: c, kind: Commission, name: 市纪委}\n  - {id: w, kind: Commission, name: 县纪委, level: county}" if case == "nominal" else ""
    return chart(
        f"""nodes:
  - {{id: u, kind: Unit, category: court, name: 法院{number}}}
  - {{id: v, kind: Unit, category: party, name: 上级}}
  - {{id: g, kind: StationedGroup, name: 组, staff_full_time: 2}}
  - {{id: x, kind: Unit, category: party, name: 各局, count: 9}}
  - {{id: y, kind: Unit, category: party, name: 所属各单位, count: unknown}}
  - {{id: f, kind: StationedGroup, name: 二组, staff_full_time: 2, staff_quantifier: ge}}
  - {{id: o, kind: InternalDisciplineBody, name: 机关纪委}}
  - {{id: i, kind: InspectionTeam, name: 巡察组}}
{commission}
{f"links:{chr(10)}{listed}" if listed else ""}
""",
        header=f"{HEADER}\n{keys}",
    )


def asked(case: str, folder: Path) -> dict[str, Any]:
    form, requires, *_ = CASES[case]
    file = folder / "norms.yaml"
    norm = f"{{id: X, rule: coverage, norm_set: x, form: {form}, applies_to: [{{kinds: [Unit], categories: [court]}}], source: x, requires: {requires}}}"
    file.write_text(f"norms:\n  - {norm}\n", "utf-8")
    return {one.id: one.default for one in GAPS.parameters} | {"all": True, "norms": ["x"], "norms_files": [str(file)]}


@pytest.mark.parametrize("case", CASES)
def test_a_reason_is_told_where_it_holds_and_makes_its_status(case: str, tmp_path: Path) -> None:
    (row,) = on_columns(graph_of([written(case)], AS_OF.get(case)), GAPS, asked(case, tmp_path))
    status, *reasons = CASES[case][-1]
    assert (row["status"], row["reasons"]) == (status, [REASONS[one].en for one in reasons])


def test_every_reason_has_a_case() -> None:
    assert set(REASONS.ids) <= set(CASES)


@pytest.mark.slow
def test_the_cypher_tells_the_same_reasons(neo4j_stores: EmptyStore, tmp_path: Path) -> None:
    for number, case in enumerate(CASES):
        folder = tmp_path / str(number)  # norms are read once a file
        folder.mkdir()
        with neo4j_stores() as store:
            og.plan(store, [written(case)]).apply()
            graph = store.graph(as_of=AS_OF.get(case), whole=True)
            values = asked(case, folder)
            assert in_cypher(store, graph, GAPS, values) == list(on_columns(graph, GAPS, values)), case
