"""Tables of every kind, written in random ways out of random facts, come back as exactly these facts, every cell of them accounted for (docs/formats.md)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import kind_papers
from support.cell_fates import accounted
from support.examples import examples
from support.roster_readings import opened, read_opened

from oversight_graph.chart.build import ChartReading

COMMISSION = {"commission": "云岭县纪委监委"}
OF_KIND = {
    "township_offices": (kind_papers.township_offices, ("form", "authority", "basis", "share", "count"), {}),
    "zones": (kind_papers.zones, (), {}),
    "stations": (kind_papers.stations, (), {}),
    "rooms": (kind_papers.rooms, ("basis", "mechanism"), {}),
    "inspection_rounds": (kind_papers.inspection_rounds, ("year", "type"), {}),
    "directory": (kind_papers.directories, ("basis",), COMMISSION),
}


def expected_problems(reading: ChartReading) -> list[str]:
    """What is said beside columns of persons: nothing, in a table that says nothing doubtful."""
    return [str(problem) for problem in reading.problems if "holds natural persons" not in problem.what]


@pytest.mark.parametrize("kind", OF_KIND)
@given(data=st.data())
@examples(60)
def test_a_random_table_of_a_kind_comes_back(kind: str, data: st.DataObject) -> None:
    papers, keys, told = OF_KIND[kind]
    paper = data.draw(papers(data.draw(st.booleans())))
    file = opened(paper.sheet(), **told)
    reading = read_opened(file)
    assert reading.guess is not None and reading.guess["table"] == kind
    found = kind_papers.facts_of(reading, *keys)
    if kind in ("township_offices",):
        found = {tuple(tuple(part) if isinstance(part, list) else part for part in fact) for fact in found}
    assert found == paper.facts
    assert not expected_problems(reading)
    assert not any("某某" in str(value) for node in reading.chart.nodes for value in node.written().values())
    accounted(file, reading)
