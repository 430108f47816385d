"""What undoing a load in the explorer says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from support.explorer_cases import text_of
from support.explorer_server import CITY, Visitor, act, load

import oversight_graph as og
from oversight_graph.explorer.later_loads import mark


def stored(tmp_path: Path) -> list[Any]:
    with og.open_store(tmp_path / "s.lbug") as store:
        return [one.chart for one in store.loaded()[1]]


def test_undoing_an_older_load_says_what_came_later_and_waits_for_a_word_more(city: Visitor, tmp_path: Path) -> None:
    """load v1, load v2, undo v1: v2 isn't withdrawn unsaid."""
    first = act(city, load(city, CITY), "confirm")
    act(city, load(city, CITY.replace("市图书馆", "市博物馆")), "confirm")
    before = stored(tmp_path)
    planned = act(city, first, "undo")
    assert "These charts have changed since that load" in text_of(planned) and "city: what is there now was loaded at" in text_of(planned)
    assert "市博物馆" in planned.text and 'name="allow"' in planned.text and stored(tmp_path) == before
    assert "waits for your confirmation" in text_of(act(city, planned, "confirm")) and stored(tmp_path) == before, "not without having seen it"
    assert "done" in text_of(act(city, planned, "confirm", allow="yes")) and stored(tmp_path) == []


def test_undoing_the_newest_load_asks_no_more_than_before(city: Visitor, tmp_path: Path) -> None:
    first = act(city, load(city, CITY), "confirm")
    second = act(city, load(city, CITY.replace("市图书馆", "市博物馆")), "confirm")
    planned = act(city, second, "undo")
    assert "changed since" not in text_of(planned)
    act(city, planned, "confirm")
    planned = act(city, first, "undo")  # what it left is there again
    assert "changed since" not in text_of(planned)
    act(city, planned, "confirm")
    assert stored(tmp_path) == []


def test_what_others_did_to_the_charts_of_a_load_is_said_when_it_is_undone(city: Visitor, tmp_path: Path) -> None:
    (tmp_path / "n.yaml").write_text(CITY.replace("市图书馆", "市博物馆"), "utf-8")
    first = act(city, load(city, CITY), "confirm")
    planned = act(city, first, "undo")
    with og.open_store(tmp_path / "s.lbug") as store:  # between the plan and its confirmation
        og.plan(store, og.read(tmp_path / "n.yaml")).apply()
    anew = act(city, planned, "confirm")
    assert "this is the plan as it is now" in text_of(anew) and "changed since" in text_of(anew) and len(stored(tmp_path)) == 1
    act(city, anew, "drop")
    gone = act(city, city.settled(city.submit("/withdraw", "/", chart="city")), "confirm")
    with og.open_store(tmp_path / "s.lbug") as store:
        og.plan(store, og.read(tmp_path / "n.yaml")).apply()
        og.withdraw(store, "city").apply()
        (tmp_path / "n.yaml").write_text(CITY.replace("市图书馆", "市档案馆"), "utf-8")
        og.plan(store, og.read(tmp_path / "n.yaml")).apply()
    assert "changed since" in text_of(act(city, gone, "undo")), "a withdrawal, after which it was loaded anew"
    with og.open_store(tmp_path / "s.lbug") as store:
        og.withdraw(store, "city").apply()
    nothing = text_of(act(city, first, "undo"))
    assert "nothing to change" in nothing and "loaded already" not in nothing, "what isn't there any more needs no undoing"


def test_the_mark_of_a_chart_differs_wherever_a_chart_does(tmp_path: Path) -> None:
    def read(text: str) -> Any:
        (tmp_path / "c.yaml").write_text(text, "utf-8")
        return og.read(tmp_path / "c.yaml")[0]

    one = mark(read(CITY))
    assert one == mark(read(CITY)) and all(
        one != mark(read(CITY.replace(a, b))) for a, b in (("A city", "B"), ("市图书馆", "x"), ("¶2", "¶3"), ("2020", "2021"))
    )
