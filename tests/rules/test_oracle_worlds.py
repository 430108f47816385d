"""The oracle of sets against all ways to tell their members apart: certain means in every world, possible in some (domain §3a)."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from hypothesis import Phase, assume, given
from support import oracle_coverage, oracle_reach
from support.examples import examples
from support.oracle_cut import Cut
from support.oracle_dates import cut
from support.oracle_paths import DIRECTED, best_ways
from support.oracle_reach import CLASSES, TOTAL, Reached
from support.oracle_worlds import distances, node_of, pairs, worlds
from support.sets_strategy import Document, coordinating, covering

some = examples(25, phases=[Phase.generate])
AT_MOST = 1200


def written_out(document: Document) -> tuple[Cut, list[Cut], bool]:
    """The cut of a chart, its worlds, and whether these are all."""
    told = cut([document])
    found = list(islice(worlds(told), AT_MOST))
    assume(found and len(found) < AT_MOST)
    return told, [world for world, _ in found], all(every for _, every in found) and all(told.size(name) is not None for name in told.nodes)


def overseers(told: Cut) -> list[str]:
    return [name for name in told.nodes if not told.overseen(name)]


def members(world: Cut, name: str) -> list[str]:
    return [one for one in world.nodes if node_of(one) == name]


# -- paths --------------------------------------------------------------------------------------------------------------


@given(coordinating(5))
@some
def test_a_certain_path_is_there_in_every_world_and_a_possible_one_in_some(document: Document) -> None:
    told, every, all_of_them = written_out(document)
    for a in overseers(told):
        for b in overseers(told):
            if a == b and not told.is_set(a):
                continue
            found = [_costs(world, a, b) for world in every]
            between = [cost for world in found for cost in world]
            certain, possible = (None if way is None else way.weight[0] for way in best_ways(told, a, b))
            if certain is not None:
                assert all(cost is not None and cost <= certain for cost in between), (a, b, certain)
            known = [cost for cost in between if cost is not None]
            cheapest = min((cost for cost in (certain, possible) if cost is not None), default=None)
            if known:
                assert cheapest is not None and cheapest <= min(known), (a, b, "a world has a cheaper path than any that is told")
            if possible is not None and all_of_them:
                assert known and min(known) <= possible, (a, b, possible, "no world has it")


def _costs(world: Cut, a: str, b: str) -> list[int | None]:
    """What a path costs between each two members; None where there is none."""
    far = {start: distances(world, start, b) for start in members(world, a)}
    return [far[x].get(y) for x, y in pairs(world, a, b)]


@given(coordinating(6))
@examples(60, parent=some)
def test_a_path_is_as_certain_and_as_long_the_other_way_round(document: Document) -> None:
    document["links"] = [link for link in document["links"] if link.get("mechanism") not in DIRECTED]
    told = cut([document])
    for a in overseers(told):
        for b in overseers(told):
            there, back = ([None if way is None else way.weight for way in best_ways(told, *ends)] for ends in ((a, b), (b, a)))
            assert there == back, (a, b)


# -- coverage -------------------------------------------------------------------------------------------------------------


@given(covering(6))
@some
def test_a_grade_holds_for_every_member_in_every_world_and_a_gap_for_each(document: Document) -> None:
    told, every, all_of_them = written_out(document)
    graded = oracle_coverage.coverage(told)
    in_worlds = [oracle_coverage.coverage(world) for world in every[:: max(1, len(every) // 60)]]
    for (name, form), one in graded.items():
        found = [world[member, form].grade for world in in_worlds for member, other in world if node_of(member) == name and other == form]
        if one.grade is not None and one.grade > 0:
            assert all(grade is not None and grade >= one.grade for grade in found), (name, form, one)
        if one.grade is not None and one.grade < 3:
            assert not any(grade is not None and grade >= 3 for grade in found), (name, form, one, "a member may be covered")
        if one.grade == 0:
            assert set(found) <= {0}, (name, form)
        if one.grade is None and all_of_them:
            assert set(found) - {0} or not found, (name, form, "is a gap in every world")


# -- reach ----------------------------------------------------------------------------------------------------------------


@given(covering(6))
@some
def test_a_number_reached_is_that_of_every_world_and_a_floor_at_most_that(document: Document) -> None:
    told, every, _ = written_out(document)
    every = every[:: max(1, len(every) // 60)]
    for origin in overseers(told):
        reached = oracle_reach.reach(told, origin)
        summary = oracle_reach.summary(told, origin)
        in_worlds = [_together(world, origin) for world in every]
        for name in told.nodes.keys() - {origin}:
            _row_holds(reached.get(name), [[rank for one, rank in world.items() if node_of(one) == name] for world in in_worlds], (origin, name))
        for world, single in zip(every, in_worlds, strict=True):
            total = sum(1 for one, rank in single.items() if world.overseen(one) and CLASSES[rank] in TOTAL)
            assert summary.total <= total, (origin, summary)
            assert not summary.exact or total <= summary.total + summary.possible, (origin, summary, total)


def _together(world: Cut, origin: str) -> dict[str, int]:
    """What the members of a body reach together in a world, each in its best class."""
    best: dict[str, int] = {}
    for start in members(world, origin):
        for name, one in oracle_reach.reach(world, start).items():
            rank = CLASSES.index(one.best)
            best[name] = min(rank, best.get(name, rank))
    return {name: rank for name, rank in best.items() if node_of(name) != origin}


def _row_holds(row: Reached | None, in_worlds: Iterable[list[int]], where: object) -> None:
    for ranks in in_worlds:
        if row is None:
            assert not ranks, (where, "is reached in a world")
        elif row.certainty == "certain" and row.count is not None:
            assert len(ranks) >= row.count, (where, row)
            assert row.count != row.of or all(rank <= CLASSES.index(row.best) for rank in ranks), (where, row)
        elif row.certainty == "certain":
            assert ranks or row.of is None, (where, row)
