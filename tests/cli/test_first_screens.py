"""What an answer opens with (contract §4): the main thing in a few lines, an unknown never a zero, a set of unknown number as "at least"."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from support.command import Run
from support.small import HEADER, chart, graph

import oversight_graph as og
from oversight_graph.answer.opening import in_words
from oversight_graph.answer.rendering import plain_console, print_table
from oversight_graph.charts import graph_of

DISTRICT = """
areas: [{code: "530102", name: {zh: 甲区, en: District A}}, {code: "530103", name: {zh: 乙区, en: District B}}]
complete: [{area: "530102", forms: [stationed], levels: [prefecture], categories: [party, government]}]
nodes:
  - {id: cc, kind: Commission, name: 市纪委监委}
  - {id: g, kind: StationedGroup, name: 一组}
  - {id: a, kind: Unit, category: government, name: 甲局, area: "530102"}
  - {id: b, kind: Unit, category: government, name: 乙局, area: "530102", count: 3}
  - {id: s, kind: Unit, category: party, name: 丙机关, area: "530103", count: unknown}
  - {id: t, kind: Unit, category: party, name: 丁机关, area: "530103"}
links:
  - {kind: DISPATCHES, from: cc, to: g}
  - {kind: STATIONED_AT, from: g, to: a}
  - {kind: STATIONED_AT, from: g, to: s}
"""


def table_of(answer: Any) -> dict[str, list[str]]:
    """The table of an opening: the cells of a row by its first line, the lines of a cell joined."""
    return {in_words(label[0], "en"): [" | ".join(in_words(line, "en") for line in cell) for cell in cells] for label, *cells in answer.opening.rows}


def lines_of(answer: Any) -> list[str]:
    return [in_words(line, answer.words) for line in answer.opening.lines]


def shown(answer: Any, width: int, **how: Any) -> list[str]:
    console = plain_console(width)
    print_table(answer, console, **how)
    return list(console.file.getvalue().splitlines())  # type: ignore[attr-defined]


def test_coverage_opens_by_area_where_several_areas_of_one_chart_hold_nodes() -> None:
    """District A: of a and 3 like b, a is stationed at (1 of 4), b isn't and the chart is complete there (none 3). District B: s, of unknown number, is
    stationed at: nothing but that is known of how many; t lies where nothing is declared complete: unknown."""
    answer = og.ask(graph(DISTRICT), "coverage", form="stationed", lang="en")
    assert table_of(answer) == {
        "District A": ["1 of 4 | none 3"],
        "District B": ["? of ≥ 1 | unknown 1"],
        "all": ["≥ 1 of ≥ 5 | none 3 | unknown 1"],
    }
    assert in_words(answer.opening.headings[0], "en") == "area" and lines_of(answer)[0].startswith("area by form")


def test_coverage_of_one_area_opens_by_category_and_an_all_unknown_cell_has_no_zero() -> None:
    answer = og.ask(
        graph("""
        nodes:
          - {id: cc, kind: Commission, name: 市纪委监委}
          - {id: a, kind: Unit, category: party, name: 甲, count: 2}
          - {id: b, kind: Unit, name: 乙}
        """),
        "coverage",
        lang="en",
    )
    # the commission of the area covers in name, nothing more (D, S); of stationed and inspection nothing is said
    assert table_of(answer) == {
        "party organ": ["0 of 2 | formal only 2", "0 of 2 | formal only 2", "? of 2", "? of 2"],
        "unit": ["0 of 1 | formal only 1", "0 of 1 | formal only 1", "? of 1", "? of 1"],
        "all": ["0 of 3 | formal only 3", "0 of 3 | formal only 3", "? of 3", "? of 3"],
    }


ONE = """
nodes:
  - {id: cc, kind: Commission, name: 市纪委监委}
  - {id: a, kind: Unit, category: party, name: 甲}
links: [{kind: SUPERVISES, from: cc, to: a, form: discipline}]
"""
ELSEWHERE = HEADER.replace('"530100"', '"620100"').replace("2020-12-31", "2021-06-30")
JOINED = 'nodes: [{id: k, kind: Commission, name: 市纪委监委, same_as: "one:cc", area: "530100"}, {id: b, kind: Unit, name: 乙, count: 2}]'


def test_coverage_of_several_charts_opens_by_chart_and_says_that_they_do_not_touch() -> None:
    """The sums of both are sums only: 1 of 1 and 0 of 1, together 1 of 2."""
    charts = [chart(ONE, "one"), chart("nodes: [{id: b, kind: Unit, name: 乙}, {id: c, kind: Commission, name: 他}]", "two", ELSEWHERE)]
    answer = og.ask(graph_of(charts), "coverage", form="D", lang="en")
    places, touching, _ = lines_of(answer)
    assert "(one, 2020-12-31)" in places and "(two, 2021-06-30)" in places
    assert touching.startswith("no two of them touch")
    assert [cells[0] for cells in table_of(answer).values()] == ["1 of 1", "0 of 1 | formal only 1", "1 of 2 | formal only 1"]
    assert [in_words(label[-1], "en") for label, *_ in answer.opening.rows] == ["one", "two", "all"]


def test_charts_with_a_body_in_common_are_said_to_touch() -> None:
    third = chart("nodes: [{id: z, kind: Unit, name: 丙}]", "three", HEADER.replace('"530100"', '"110100"'))
    joined = [chart(ONE, "one"), chart(JOINED, "two", ELSEWHERE)]
    assert lines_of(og.ask(graph_of(joined), "gaps", lang="en"))[1] == "they are joined by bodies in common"
    assert lines_of(og.ask(graph_of([*joined, third]), "gaps", lang="en"))[1] == "charts with bodies in common: one + two; the others don't touch"


def test_one_chart_has_no_line_on_places() -> None:
    assert lines_of(og.ask(graph(ONE), "gaps", lang="zh")) == ["逐条规范：n 项判断中 k 项符合（k / n），其余按状态分列"]


REPEATED = """
complete: [{area: "530100", forms: [state], categories: [party]}]
nodes:
  - {id: cc, kind: Commission, name: 市纪委监委}
  - {id: x, kind: Unit, category: party, name: 机关, repeat: 6}
  - {id: y-1, kind: Unit, category: party, name: 部 1}
  - {id: y-2, kind: Unit, category: party, name: 部 2}
  - {id: y-3, kind: Unit, category: party, name: 部 3}
  - {id: y-4, kind: Unit, category: party, name: 部 4}
links:
  - {kind: SUPERVISES, from: cc, to: x-2, form: state}
  - {kind: SUPERVISES, from: cc, to: x-3, form: discipline, basis: declared}
"""


def test_gaps_opens_with_a_line_for_each_norm() -> None:
    """N03 (state): 10 units; x-2 supervised: met; the other 9 nominal: the commission alone. N04 (discipline): x-2 … are all nominal too, x-3 declared: 10 formal only.
    N01 and N02: nothing is known of stationed and inspection: no k, 10 undetermined each. Together 1 of 40."""
    answer = og.ask(graph(REPEATED), "gaps", lang="en")
    assert [in_words(heading, "en") for heading in answer.opening.headings] == [
        "norm", "form", "met", "gap", "formal only", "partial", "undetermined", "confidence",
    ]  # fmt: skip
    assert table_of(answer) == {
        "N01": ["stationed", "? of 10", "0", "0", "0", "10", "high"],
        "N02": ["inspection", "? of 10", "0", "0", "0", "10", "high"],
        "N03": ["state", "1 of 10", "0", "9", "0", "0", "high"],
        "N04": ["discipline", "0 of 10", "0", "10", "0", "0", "high"],
        "all": ["", "1 of 40", "0", "19", "0", "20", ""],
    }
    assert answer.summary == {"gap": 0, "formal_only": 19, "partial": 0, "undetermined": 20, "met": 1}
    assert sum("source: " in in_words(line, "en") for line in answer.opening.after) == 4


def test_placeholders_that_say_the_same_share_a_row_and_bodies_of_their_own_do_not() -> None:
    """x-1 … x-6 of one entry: x-2 is met, the others share a row of 5; y-1 … y-4 are no placeholders, whatever their names end in. The answer keeps all single."""
    answer = og.ask(graph(REPEATED), "gaps", form="S", lang="zh")
    assert [row["id"].partition(":")[2] for row in answer.rows] == ["x-1", "x-3", "x-4", "x-5", "x-6", "y-1", "y-2", "y-3", "y-4"]
    text = "\n".join(shown(answer, 120, rows=False))
    assert "small:x-1…6" in text and "机关×5" in text and "small:x-4" not in text
    assert all(f"small:y-{number}" in text for number in range(1, 5))
    single = "\n".join(shown(answer, 120, rows=True))
    assert "×5" not in single and all(f"small:x-{number}" in single for number in (1, 3, 4, 5, 6))


def test_of_what_differs_each_has_its_own_row() -> None:
    """x-3 has declared coverage (grade 2), the rest nominal (1): x-1, x-2, x-4, x-5, x-6 are alike."""
    text = "\n".join(shown(og.ask(graph(REPEATED), "gaps", form="D", lang="zh"), 120, rows=False))
    assert "机关×5" in text and "small:x-3" in text


def test_three_alike_stay_single() -> None:
    few = graph("nodes: [{id: x, kind: Unit, category: party, name: 机关, repeat: 3}]")
    text = "\n".join(shown(og.ask(few, "gaps", form="P", lang="zh"), 120, rows=False))
    assert all(f"small:x-{number}" in text for number in (1, 2, 3)) and "×" not in text


def test_a_rule_shows_the_link_of_placeholders_that_are_alike_by_their_shared_name() -> None:
    answer = og.ask(
        graph(
            """
            nodes:
              - {id: g, kind: StationedGroup, name: 组, repeat: 5}
              - {id: z, kind: Collaboration, scope: group, name: 协作组}
              - {id: w, kind: Collaboration, scope: group, name: 另一协作组}
            links: [{kind: MEMBER_OF, from: g, to: z}, {kind: MEMBER_OF, from: g, to: w}]
            """,
            header=HEADER.replace('"530100"', "city-80").replace("2020-12-31", "2016-12-31\nareas: [{code: city-80, name: 某市}]"),
        ),
        "rules",
        norms="N07",
        lang="zh",
    )
    assert [row["status"] for row in answer.rows] == ["broken"] * 5
    text = "\n".join(shown(answer, 160, rows=False))
    assert "组×5" in text and "组 —成员→ 协作组" in text and "组 1" not in text
    assert table_of(answer) == {"N07": ["0 of 5", "5", "0", "high"]}


REACH = """
nodes:
  - {id: cc, kind: Commission, name: 市纪委监委}
  - {id: g, kind: StationedGroup, name: 一组}
  - {id: gs, kind: StationedGroup, name: 各组, count: unknown}
  - {id: a, kind: Unit, name: 甲, count: 4}
  - {id: s, kind: Unit, name: 各局, count: unknown}
  - {id: b, kind: Unit, name: 乙, count: 2}
links:
  - {kind: DISPATCHES, from: cc, to: g}
  - {kind: DISPATCHES, from: cc, to: gs}
  - {kind: STATIONED_AT, from: g, to: a}
  - {kind: STATIONED_AT, from: gs, to: s}
"""


def test_reach_opens_with_its_total_and_what_its_area_holds_without_a_way() -> None:
    """g reaches a: 4, and not b and s of its area: 2 and a set. cc reaches a and the set s: at least 4; so the rest is no more than a floor."""
    of = graph(REACH)
    assert lines_of(og.ask(of, "reach", "g", lang="zh"))[0] == "确定所及的监督对象：4（直接 4）"
    commission = og.ask(of, "reach", "cc", lang="en")
    total, rest, bodies = lines_of(commission)
    assert total == "overseen reached for certain: at least 4 (mediated ≥ 4)"
    assert "without a known way: ≥ 2" in rest and bodies.endswith("mediated ≥ 1")


def test_a_note_speaks_of_overseers_of_unknown_number_as_of_overseen_ones() -> None:
    notes = og.ask(graph(REACH), "reach", "cc", lang="en").notes
    assert [note.partition(" whose number")[0] for note in notes] == ["1 set of overseen nodes", "1 set of overseers"]
    assert notes[1].endswith('read each as "at least": 各组')
    assert not og.ask(graph(REACH), "reach", "g", lang="en").notes
    assert any("overseers" in note for note in og.ask(graph(REACH), "workload", lang="en").notes)


@pytest.mark.parametrize("width", [100, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("charts", [(), ("city-80",), ("tianjin-2019",), ("urumqi-2022",)])
def test_the_tables_of_the_openings_fit_the_screen(five: Path, lang: Any, width: int, charts: tuple[str, ...]) -> None:
    with og.open_store(five) as store:
        held = store.graph(charts or None)
    for question in ("coverage", "gaps", "rules"):
        answer = og.ask(held, question, lang=lang)
        lines = shown(answer, width, rows=False)
        heading = len(answer.opening.lines)
        assert lines[heading].startswith(in_words(answer.opening.headings[0], lang))
        table = lines[heading : heading + 1 + sum(max(len(cell) for cell in row) for row in answer.opening.rows)]
        assert max(map(cell_len, table)) <= width, question


def test_rows_stand_behind_rows_or_a_file_and_json_holds_them_without_an_opening(run: Run, five: Path, tmp_path: Path) -> None:
    store = {"OVERSIGHT_STORE": str(five)}
    opened = run("coverage", "--chart", "city-80", **store).stdout
    assert "--rows shows them" in opened and "city-80:u-police" not in opened
    assert "city-80:u-assets" in run("coverage", "--chart", "city-80", "--rows", **store).stdout
    run("coverage", "--chart", "city-80", "--out", "rows.txt", **store)
    assert "city-80:u-police" in (tmp_path / "rows.txt").read_text("utf-8")
    found = json.loads(run("coverage", "--chart", "city-80", "--format", "json", **store).stdout)
    assert len(found["rows"]) == 4 * 80 and "opening" not in found


def test_a_notebook_opens_as_a_table_does() -> None:
    answer = og.ask(graph(DISTRICT), "coverage", form="stationed", lang="zh")
    html = answer._repr_html_()
    assert html.index("甲区") < html.index("small:a") and "1 / 4" in html and html.count("<table") == 2
