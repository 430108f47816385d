"""Rosters that aren't written a body a row give the same chart, and each of their cells has a fate."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cell_fates import accounted
from support.examples import examples
from support.roster_layouts import LAYOUTS, PLAIN
from support.roster_readings import links, names, opened, read_opened
from support.rosters import Group, groups

from oversight_graph.chart.build import ChartReading


def check(reading: ChartReading, of: list[Group]) -> None:
    assert names(reading, "StationedGroup") == {group.name for group in of}
    assert names(reading, "Unit") == {unit for group in of for unit in (*group.units, *filter(None, [group.host]))}
    assert links(reading, "STATIONED_AT") == {(group.name, group.host) for group in of if group.host}
    assert links(reading, "SUPERVISES") == {(group.name, unit) for group in of for unit in group.units}
    assert links(reading, "COORDINATES_WITH") == {(group.room, group.name) for group in of if group.room}
    assert links(reading, "MEMBER_OF") == {(group.name, group.collaboration) for group in of if group.collaboration}
    assert reading.chart is not None
    staff = {
        node.zh: (node.rest.get("staff_full_time"), node.rest.get("staff_quantifier", "eq")) for node in reading.chart.nodes if node.kind == "StationedGroup"
    }
    assert staff == {group.name: group.staff or (None, "eq") for group in of}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@given(data=st.data())
@examples(60)
def test_a_random_chart_comes_back_from_any_layout(layout: object, data: st.DataObject) -> None:
    of = [group for group in data.draw(groups()) if group.units or group.host]
    if layout in PLAIN:
        of = [replace(group, room=None, staff=None, collaboration=None) for group in of]
    file = opened(*data.draw(layout(of)))  # type: ignore[operator]
    reading = read_opened(file)
    check(reading, of)
    accounted(file, reading)
    assert not [problem for problem in reading.problems if "no_commission" not in problem.code]
