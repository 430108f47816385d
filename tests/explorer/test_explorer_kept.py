"""What an explorer keeps: made once, the least used goes first, never more than its bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.explorer_inside import inside
from support.explorer_server import CITY, act, load, running

from oversight_graph.bounded_memo import LONGEST
from oversight_graph.explorer.app import make_app
from oversight_graph.explorer.bounded_cache import ENTRY, BoundedCache, Bounds
from oversight_graph.explorer.limits import Limits
from oversight_graph.explorer.settings import Settings
from oversight_graph.model.areas import canonical
from oversight_graph.picture.labels import visible


def empty_answers(number: int) -> Iterator[str]:
    """Addresses whose answers hold no row, and that differ from each other."""
    sorts = ("/ask/reach/rows.json?a=gansu-2020:g-water&rows.text=none-{}", "/find.json?q=none-{}", "/ask/reach?a=gansu-2020:g-water&is.class=none-{}",
             "/ask/workload/rows.csv?is.kind=none-{}", "/ask/gaps/rows.json?form=state&rows.text=none-{}&chart=gansu-2020")  # fmt: skip
    return (sorts[one % len(sorts)].format(one) for one in range(number))


def fill(five: Path, number: int, limits: Limits) -> BoundedCache:
    """What an explorer keeps after so many different requests."""
    app = make_app(Settings(store=str(five), limits=limits))
    assert set(inside(app, empty_answers(number), lambda answer: answer.status_code)) == {200}
    cache: BoundedCache = app.app.state.store_cache.cache
    app.app.state.store_cache.close()
    return cache


def test_answers_without_rows_are_kept_within_bounds_of_number_and_size(five: Path) -> None:
    few, small = replace(Limits(), kept=Bounds(40, 1 << 30)), replace(Limits(), kept=Bounds(10**6, 2 << 20))
    cache = fill(five, 100, few)
    assert 0 < len(cache) <= 40
    cache = fill(five, 200, small)
    assert len(cache) * ENTRY <= cache.total <= small.kept.room


@pytest.mark.long(seconds=60)
def test_ten_thousand_answers_without_rows_are_kept_within_bounds(five: Path) -> None:
    cache = fill(five, 10_000, Limits())
    assert len(cache) <= Limits().kept.most and len(cache) * ENTRY <= cache.total <= Limits().kept.room


def test_nothing_is_kept_for_nothing_and_a_long_key_counts() -> None:
    cache = BoundedCache(Bounds(10_000, 1 << 20))
    for one in range(10_000):
        cache.get(("rows", f"{one}"), list, lambda _: 0)
    assert len(cache) * ENTRY <= cache.total <= 1 << 20
    cache.clear()
    assert cache.total == 0
    for one in range(100):
        cache.get(("rows", f"{one}" * 50_000), list, lambda _: 0)
    assert len(cache) < 21 and cache.total <= 1 << 20


def test_what_visitors_write_is_remembered_by_no_function_when_it_is_long() -> None:
    for function in (canonical, visible):
        function("纪委" * 3)
        before = function.cache_info().currsize  # type: ignore[attr-defined]
        for one in range(50):
            function(f"{one}纪委" * LONGEST)
        assert function.cache_info().currsize == before  # type: ignore[attr-defined]


def test_loads_that_changed_nothing_are_forgotten_before_those_that_can_be_undone(tmp_path: Path) -> None:
    with running(tmp_path / "s.lbug", limits=replace(Limits(), jobs=Bounds(3, 1 << 30))) as visitor:
        done = act(visitor, load(visitor, CITY), "confirm")
        wrong = [load(visitor, "x: [", f"{one}.yaml") for one in range(5)]
        assert 'value="undo"' in visitor.get(done.url.path).text
        planned = load(visitor, CITY.replace("chart: city", "chart: other"))
        wrong += [load(visitor, "x: [", f"{one}.yaml") for one in range(5)]
        assert "Do it" in visitor.get(planned.url.path).text and 'value="undo"' in visitor.get(done.url.path).text
        assert visitor.get(wrong[0].url.path).status_code == 404 and visitor.get(wrong[-1].url.path).status_code == 200


def test_former_versions_are_kept_while_they_take_little(tmp_path: Path) -> None:
    with running(tmp_path / "s.lbug", limits=replace(Limits(), jobs=Bounds(99, 20_000))) as visitor:
        first = act(visitor, load(visitor, CITY), "confirm")
        for one in range(6):
            last = act(visitor, load(visitor, CITY.replace("市图书馆", f"市图书馆{one}")), "confirm")
        assert visitor.get(first.url.path).status_code == 404 and 'value="undo"' in visitor.get(last.url.path).text


def test_what_is_kept_is_made_once_and_the_least_used_goes_first() -> None:
    cache, made = BoundedCache(Bounds(99, 25_000)), []

    def get(key: str, size: int = 8_000) -> str:
        return cache.get(key, lambda: made.append(key) or key, lambda _: size)

    for key in "abab":
        get(key)
    assert made == ["a", "b"]
    get("c")
    get("b")
    get("a")
    assert made == ["a", "b", "c", "a"], "a was the least lately used when c came"
    get("d", 99_000)
    assert get("d") == "d" and made.count("d") == 1, "the newest stays however large it is"


def test_a_failure_is_not_kept() -> None:
    cache = BoundedCache(Bounds(9, 9_000))

    def fails() -> str:
        raise ValueError

    with pytest.raises(ValueError):
        cache.get("a", fails, len)
    assert cache.get("a", lambda: "made", len) == "made"
