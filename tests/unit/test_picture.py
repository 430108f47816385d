"""The map: what stands where, and that it shows what the graph holds. How the page behaves is in test_map_page.py and its neighbours."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from itertools import combinations, pairwise
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.pictures import CHARTS, data_of, graph, laid_out, link, node, province, random_graph, rows, shipped_graph, unpacked

import oversight_graph as og
from oversight_graph.errors import NothingThere, UnknownBody, WrongQuestion
from oversight_graph.messages import words
from oversight_graph.model import BASES, FORMS, GRADES, KINDS, LINKS, STATUSES, Language
from oversight_graph.model.colour_contrast import luminance
from oversight_graph.picture import subgraph as cuts
from oversight_graph.picture.compact_json import pack
from oversight_graph.picture.compose import place
from oversight_graph.picture.grouping import PIECE, CollaborationGroup
from oversight_graph.picture.labels import LINES, visible, width, wrap
from oversight_graph.picture.layout import Layout
from oversight_graph.picture.page_data import quiet_links
from oversight_graph.picture.theme import GLYPHS, model

# -- the layout -------------------------------------------------------------------------------------------------------


def assert_orderly(cut: cuts.Subgraph, placed: Layout) -> None:
    boxes = placed.boxes()
    left, top, right, bottom = boxes.T
    over = (left[:, None] < right) & (left < right[:, None]) & (top[:, None] < bottom) & (top < bottom[:, None])
    np.fill_diagonal(over, False)
    assert not over.any(), [(cut.ids[a], cut.ids[b]) for a, b in np.argwhere(over)][:5]
    frame = placed.frame
    assert (left > frame[0]).all() and (top > frame[1]).all() and (right < frame[2]).all() and (bottom < frame[3]).all()
    levels = [band.level for band in placed.bands]
    assert levels == sorted(set(cut.level.tolist())), "levels run from top to bottom"
    edges = [edge for band in placed.bands for edge in (band.box[1], band.box[3])]
    assert edges == sorted(edges), "bands lie below one another"
    for band in placed.bands:
        inside = cut.level == band.level
        assert (top[inside] > band.box[1]).all() and (bottom[inside] < band.box[3]).all()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("chart", CHARTS)
def test_no_two_boxes_overlap_and_levels_descend_in_each_shipped_chart(chart: str, lang: Language) -> None:
    """A label lies inside its box (the page's test measures it), so labels don't overlap either."""
    cut, placed = laid_out(shipped_graph(chart), lang)
    assert_orderly(cut, placed)
    assert_regions(placed)


def inside(inner: np.ndarray, outer: tuple[float, float, float, float]) -> bool:
    return bool(inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3])


def assert_regions(placed: Layout) -> None:
    """Each box lies in its region and outside of all others; a collaboration's outline holds its members and nobody else."""
    boxes = placed.boxes()
    for region, other in combinations(placed.regions, 2):
        (a, b, c, d), (e, f, g, h) = region.box, other.box
        assert c <= e or g <= a or d <= f or h <= b, "two regions overlap"
    assert sorted(one for region in placed.regions for one in region.group.nodes) == list(range(len(boxes)))
    for region in placed.regions:
        assert all(inside(boxes[one], region.box) for one in region.group.nodes)
        heads = {zone.head: zone for zone in all_zones(region.group.zones)}
        for head, box in region.zones:
            for one in range(len(boxes)):
                touches = boxes[one][0] < box[2] and box[0] < boxes[one][2] and boxes[one][1] < box[3] and box[1] < boxes[one][3]
                assert touches == (one in heads[head].nodes)
                assert inside(boxes[one], box) or not touches


def all_zones(zones: tuple[CollaborationGroup, ...]) -> list[CollaborationGroup]:
    return [one for zone in zones for one in (zone, *all_zones(zone.zones))]


def test_a_collaboration_is_an_outline_around_its_members() -> None:
    """The members of a zone may be groups of the commission; a group of collaboration that is part of a zone stands in it."""
    bodies = [
        node(0, kind="Commission"), node(1, kind="Collaboration", scope="zone"), node(2, kind="Collaboration", scope="group"),
        *(node(number, kind="StationedGroup") for number in range(3, 7)),
    ]  # fmt: skip
    links = [link(number, "DISPATCHES", 0, number) for number in range(3, 7)] + [link(9, "PART_OF", 2, 1)]
    links += [link(10 + number, "MEMBER_OF", number, 2 if number < 5 else 1) for number in range(3, 6)]
    cut, placed = laid_out(graph(bodies, links))
    assert_orderly(cut, placed)
    assert_regions(placed)
    (zone,) = placed.regions[0].group.zones
    assert (cut.ids[zone.head], [cut.ids[block[0]] for block in zone.blocks]) == ("x:1", ["x:5"])
    assert [[cut.ids[block[0]] for block in one.blocks] for one in zone.zones] == [["x:3", "x:4"]]
    assert [cut.ids[block[0]] for block in placed.regions[0].group.blocks] == ["x:6"]


def test_bodies_of_several_areas_stand_in_regions_of_their_own() -> None:
    cut, placed = laid_out(graph([node(0, area="620102"), node(1, area="620103"), node(2, area="620102")], []))
    assert [sorted(cut.ids[one] for one in region.group.nodes) for region in placed.regions] == [["x:0", "x:2"], ["x:1"]]


def crossings(x: np.ndarray, y: np.ndarray, source: np.ndarray, target: np.ndarray) -> int:
    """How many pairs of links without a common end cross, drawn straight."""
    start, end = (np.column_stack([x[ends], y[ends]]).astype(float) for ends in (source, target))

    def side(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
        return np.sign((b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0]))

    p, q, r, s = start[:, None], end[:, None], start[None], end[None]
    cross = (side(p, q, r) * side(p, q, s) < 0) & (side(r, s, p) * side(r, s, q) < 0)
    shared = (source[:, None] == source) | (source[:, None] == target) | (target[:, None] == source) | (target[:, None] == target)
    return int((cross & ~shared).sum() // 2)


@pytest.mark.parametrize("chart", CHARTS)
def test_far_fewer_links_cross_than_on_a_grid(chart: str) -> None:
    """Against boxes set in lines in any order (the mean of eight): at most a third with every link; a ninth without what regions show."""
    cut, placed = laid_out(shipped_graph(chart))
    columns = int(np.ceil(np.sqrt(len(cut) * 0.6)))
    orders = [np.random.default_rng(seed).permutation(len(cut)) for seed in range(8)]
    naive = sum(crossings((at % columns) * 180, (at // columns) * 60, cut.source, cut.target) for at in orders) / len(orders)
    loud = ~np.array(quiet_links(cut, placed), bool)
    assert crossings(placed.x, placed.y, cut.source, cut.target) * 3 <= naive
    assert crossings(placed.x, placed.y, cut.source[loud], cut.target[loud]) * 9 <= naive


@pytest.mark.parametrize("seed", range(12))
def test_no_two_boxes_overlap_at_100_nodes_whatever_the_links(seed: int) -> None:
    cut, placed = laid_out(random_graph(seed))
    assert len(cut) == 100
    assert_orderly(cut, placed)


def test_the_picture_is_about_as_wide_as_a_window() -> None:
    for of in (shipped_graph("city-80"), random_graph(1), random_graph(2)):
        left, top, right, bottom = laid_out(of)[1].frame
        assert 1.2 < (right - left) / (bottom - top) < 2.7


def test_rows_follow_the_tiers_of_the_model() -> None:
    """domain: the commission above its rooms, these above the groups, groups above their units."""
    cut, placed = laid_out(og.example())
    y = dict(zip(cut.ids, placed.y, strict=True))
    assert y["example:cc"] < y["example:r1"] < y["example:g-fin"] < y["example:u-fin"]


def test_a_group_stands_above_its_host_in_one_column() -> None:
    of = shipped_graph("gansu-2020")
    cut, placed = laid_out(of)
    pairs = [(a, b) for a, b, kind in zip(cut.source, cut.target, cut.link_kind, strict=True) if kind == LINKS.code("STATIONED_AT")]
    assert len(pairs) == 14
    for group, unit in pairs:
        assert 0 < placed.y[unit] - placed.y[group] < 150
        assert abs(placed.x[unit] - placed.x[group]) < placed.width


def test_a_circle_of_hosts_is_cut() -> None:
    """A body that supervises the unit which hosts it stands with it; neither waits for the other."""
    body = node(0, kind="InternalDisciplineBody")
    cut, placed = laid_out(graph([body, node(1)], [link(0, "HOSTED_BY", 0, 1), link(1, "SUPERVISES", 0, 1)]))
    assert_orderly(cut, placed)
    assert len(placed.cards) == 1


def test_the_same_graph_is_laid_out_alike_whatever_the_order_of_its_rows() -> None:
    of = random_graph(3)
    nodes, links = of.node_table.to_pylist(), of.link_table.to_pylist()
    assert og.draw(graph(nodes[::-1], links[::-1])).html == og.draw(graph(nodes, links)).html


def test_a_thousand_bodies_are_laid_out_in_order() -> None:
    assert_orderly(*laid_out(random_graph(5, 1000)))


def test_labels_keep_their_width_their_lines_and_the_badge() -> None:
    for name in ("派驻省水利厅纪检监察组", "工信厅等4厅局的下属单位", "Group at the Development and Reform Commission", "x" * 500, "组" * 500):
        for limit in (6.0, 9.0, 13.0):
            lines = wrap(name, limit, "×28")
            assert len(lines) <= LINES and all(width(line) <= limit for line in lines)
            assert lines[-1].endswith("×28")


def test_what_can_not_be_seen_is_written_out() -> None:
    assert visible("a‮b\u200d\x07\ud800\n c") == "a⟨202E⟩b⟨200D⟩⟨0007⟩⟨D800⟩ c"


# -- around a body, along a path ---------------------------------------------------------------------------------------


def plan_of(picture: og.Picture) -> tuple[cuts.Subgraph, Layout]:
    return picture._content.subgraph, place(picture._content, "zh")


def assert_apart(placed: Layout) -> None:
    left, top, right, bottom = placed.boxes().T
    over = (left[:, None] < right) & (left < right[:, None]) & (top[:, None] < bottom) & (top < bottom[:, None])
    np.fill_diagonal(over, False)
    assert not over.any()


@pytest.mark.parametrize("chart", CHARTS)
def test_around_a_body_everything_stands_on_the_ring_of_its_distance(chart: str) -> None:
    of = shipped_graph(chart)
    body = str(of.ids[int(np.bincount(np.concatenate([of.source, of.target])).argmax())])
    cut, placed = plan_of(og.draw(of, focus=body, hops=3))
    assert_apart(placed)
    net = nx.Graph(zip(cut.source.tolist(), cut.target.tolist(), strict=True))
    steps = nx.single_source_shortest_path_length(net, cut.ids.index(body))
    assert len(placed.rings) == max(steps.values())
    boxes = placed.boxes()
    for one, distance in steps.items():
        for number, (x, y, wide, high) in enumerate(placed.rings, 1):
            middle = ((placed.x[one] - x) / wide) ** 2 + ((placed.y[one] - y) / high) ** 2
            assert (middle < 1) == (distance <= number), "a body lies inside its ring and outside of those before"
    assert inside(np.array([boxes[:, 0].min(), boxes[:, 1].min(), boxes[:, 2].max(), boxes[:, 3].max()]), placed.frame)


@pytest.mark.parametrize("seed", range(6))
def test_nothing_overlaps_around_a_body_however_many_there_are(seed: int) -> None:
    assert_apart(plan_of(og.draw(random_graph(seed, 160), focus="x:0", hops=4))[1])


def test_a_path_runs_in_a_line_from_one_end_to_the_other() -> None:
    of = shipped_graph("gansu-2020")
    ends = ["派驻省扶贫办纪检监察组", "派驻省文旅厅纪检监察组"]
    picture = og.draw(of, focus=ends)
    cut, placed = plan_of(picture)
    (row,) = og.ask(of, "path", *ends).rows
    bodies = [row["hops"][0]["from"], *(hop["to"] for hop in row["hops"])]
    at = [cut.ids.index(body) for body in bodies]
    assert np.allclose(placed.y[at], placed.y[at[0]]) and (np.diff(placed.x[at]) > placed.width).all()
    assert_apart(placed)
    assert data_of(picture.html)["title"][0] == " → ".join(ends)
    assert_apart(plan_of(og.draw(of, focus=ends[::-1]))[1])


def test_without_a_path_of_coordination_the_chain_of_links_is_drawn_and_said_to_be_none() -> None:
    """domain §5: paths run through overseers only; an unknown path isn't an absent one."""
    picture = og.draw(og.example(), focus=["市教育局", "市财政局"])
    assert picture.nodes == 4 and picture.note == words("picture", "en")["path_links"]
    apart = og.draw(graph([node(0), node(1)], []), focus=["x:0", "x:1"])
    assert (apart.nodes, apart.links) == (2, 0) and "unknown, not absent" in str(apart.note)
    assert_apart(plan_of(apart)[1])


# -- what the page shows ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chart", CHARTS)
def test_every_node_and_every_parallel_link_is_drawn_and_no_two_alike(chart: str) -> None:
    of = shipped_graph(chart)
    picture = og.draw(of)
    nodes, links = rows(picture.html, "nodes"), rows(picture.html, "links")
    assert [one["id"] for one in nodes] == sorted(of.nodes["id"]) and picture.nodes == len(of.nodes)
    assert sorted(one["id"] for one in links) == sorted(of.links["id"]) and picture.links == len(of.links)
    ends = {one["id"]: (nodes[one["from"]]["id"], nodes[one["to"]]["id"]) for one in links}
    assert ends == {row.id: (row[3], row[4]) for row in of.links[["id", "kind", "from", "to"]].itertuples()}
    ways = defaultdict(list)
    for one in links:
        ways[frozenset((one["from"], one["to"]))].append(one["bend"] * (1 if one["from"] < one["to"] else -1))
    for bends in ways.values():
        assert len(set(bends)) == len(bends)


def test_more_parallel_links_than_bends_are_all_told_apart() -> None:
    of = graph([node(0, kind="StationedGroup"), node(1)], [link(number, "STATIONED_AT", 0, 1) for number in range(30)])
    assert len({one["bend"] for one in rows(og.draw(of).html, "links")}) == 30


def test_dashes_say_the_basis_and_the_colour_the_kind() -> None:
    words = model()
    dashes = {one["id"]: tuple(one["dashes"]) for one in words["bases"]}
    assert [basis for basis in BASES.ids if dashes[basis]] == ["declared", "statutory", "episode"]
    assert len({dashes["declared"], dashes["statutory"], dashes["episode"]}) == 3
    assert [one["colour"] for one in words["linkKinds"]] == [kind.colour for kind in LINKS]
    given = [link(number, "STATIONED_AT", 0, 1, basis=basis) for number, basis in enumerate(BASES.ids)]
    drawn = rows(og.draw(graph([node(0, kind="StationedGroup"), node(1)], given)).html, "links")
    assert [one["a:basis"] for one in drawn] == list(range(len(BASES)))
    assert {one["kind"] for one in drawn} == {LINKS.code("STATIONED_AT")}


def test_what_goes_both_ways_has_no_arrow_and_a_directed_mechanism_has_one() -> None:
    """domain §5: clue_transfer and report are directed, the rest goes both ways."""
    words = model()
    assert [one["id"] for one in words["linkKinds"] if one["twoWay"]] == ["COORDINATES_WITH"]
    assert [one["id"] for one in words["mechanisms"] if one["directed"]] == ["clue_transfer", "report"]


def test_a_population_has_a_badge() -> None:
    boxes = rows(og.draw(graph([node(0), node(1, count=28), node(2, count=None)], [])).html, "nodes")
    assert [one["label"].split()[-1] for one in boxes] == ["单位0", "×28", "×?"]
    assert [one["a:count"] for one in boxes] == [1, 28, None]


def test_colours_tell_kinds_or_grades() -> None:
    of = og.example()
    for form in FORMS:
        assert og.draw(of, colour=form.letter).html == og.draw(of, colour=form.id).html
    data = data_of(og.draw(of, colour="stationed").html)
    assert data["start"]["colour"] == FORMS.code("stationed")
    grade = dict(zip(unpacked(data["nodes"]["id"], 5), data["cover"]["grade"][FORMS.code("stationed")], strict=True))
    assert grade["example:u-fin"] == str(GRADES["direct"].number)
    assert grade["example:u-edu"] == "?", "what is unknown is no gap"
    assert grade["example:cc"] == "-", "overseers have no grade"
    assert [one["colour"] for one in data["model"]["grades"]] == [one.colour for one in GRADES]
    assert {kind.shape for kind in KINDS} <= set(GLYPHS)


def seen(colour: str, matrix: np.ndarray) -> np.ndarray:
    """A colour as a colour-blind eye sees it (Machado, Oliveira, Fernandes 2009), in CIE Lab."""
    srgb = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    linear = np.clip(matrix @ linear, 0, 1)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear / np.array([0.9505, 1, 1.089])
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


EYES = {
    "all three": np.eye(3),
    "no red": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "no green": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]),
    "no blue": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]),
    "grey": np.array([[0.2126, 0.7152, 0.0722]] * 3),
}


@pytest.mark.parametrize("eye", EYES)
def test_kinds_of_one_class_are_told_apart_by_every_eye(eye: str) -> None:
    """The outline tells the class; inside of a class the colour tells the kind, in grey by its lightness alone."""
    for one, other in combinations(KINDS, 2):
        if one.shape == other.shape:
            distance = float(np.linalg.norm(seen(one.colour, EYES[eye]) - seen(other.colour, EYES[eye])))
            assert distance > 10, (one.id, other.id, round(distance, 1))


@pytest.mark.parametrize("eye", EYES)
def test_neighbouring_grades_are_told_apart_by_every_eye(eye: str) -> None:
    """Far grades may look alike in grey: the digit in the box says which; it is in a contrast that can be read."""
    graded = [one for one in GRADES if one.number is not None]
    for one, other in pairwise(graded):
        assert np.linalg.norm(seen(one.colour, EYES[eye]) - seen(other.colour, EYES[eye])) > 8, (one.id, other.id)
    for one in model()["grades"]:
        light, dark = sorted((luminance(one["colour"]), luminance(one["ink"])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 3


def test_borders_follow_the_answers_to_gaps() -> None:
    """The page's statuses are those of the question, the worst of several norms for a body and a form."""
    of = shipped_graph("city-80", "tianjin-2019")
    data = data_of(og.draw(of).html)
    ids = unpacked(data["nodes"]["id"], data["size"][0])
    order = [status.id for status in STATUSES]
    expected: dict[tuple[str, str], int] = {}
    for row in og.ask(of, "gaps", all=True).rows:
        key = row["id"], row["form"]
        expected[key] = min(order.index(row["status"]), expected.get(key, 9))
    shown = {
        (body, form): int(sign)
        for form, signs in zip(FORMS.ids, data["cover"]["status"], strict=True)
        for body, sign in zip(ids, signs, strict=True)
        if sign != "-"
    }
    assert shown == expected and len(set(shown.values())) > 1


def test_who_covers_whom_is_what_the_rules_say() -> None:
    of = shipped_graph("xinjiang-2021", "tianjin-2019")
    data = data_of(og.draw(of).html)
    ids = unpacked(data["nodes"]["id"], data["size"][0])
    ways = {name: unpacked(column, data["size"][2]) for name, column in data["cover"]["ways"].items()}
    for code, form in enumerate(FORMS.ids):
        for row in og.ask(of, "coverage", form=form).rows:
            at = ids.index(row["id"])
            assert data["cover"]["grade"][code][at] == ("?" if row["grade"] is None else str(row["grade"]))
            best = {
                ids[body] for node_, body, grade, forms in zip(ways["node"], ways["body"], ways["grade"], ways["forms"], strict=True)
                if node_ == at and forms >> code & 1 and grade == row["grade"] and grade >= 3
            }  # fmt: skip
            assert best == set(row["bodies"])


def test_a_body_that_isn_t_drawn_is_named_where_it_covers_one_that_is() -> None:
    data = data_of(og.draw(og.example(), focus="市财政局", hops=0).html)
    assert data["cover"]["outside"] == [["驻市财政局纪检监察组", "驻市财政局纪检监察组"]]
    assert unpacked(data["cover"]["ways"]["body"], data["size"][2]) == [data["size"][0]]


@given(st.lists(st.none() | st.integers(0, 9) | st.booleans() | st.text(max_size=3) | st.lists(st.integers(0, 3), max_size=2), max_size=60))
def test_a_packed_column_reads_back_as_it_was(values: list[object]) -> None:
    assert [(type(one), one) for one in unpacked(json.loads(json.dumps(pack(values))), len(values))] == [(type(one), one) for one in values]


@pytest.mark.slow
def test_a_file_of_ten_thousand_bodies_is_no_larger_than_six_megabytes() -> None:
    """Names of their own, two links each, sources with locators, as a province's charts have them."""
    picture = og.draw(province(10_000))
    assert picture.nodes >= 10_000
    assert len(picture.html.encode()) <= 6_000_000


# -- what is drawn ----------------------------------------------------------------------------------------------------


def test_the_surroundings_are_all_bodies_within_so_many_links() -> None:
    of = og.example()
    ids = {hops: {one["id"] for one in rows(og.draw(of, focus="市教育局", hops=hops).html, "nodes")} for hops in (0, 1, 2)}
    assert ids[0] == {"example:u-edu"}
    assert ids[1] == {"example:u-edu", "example:r1"}
    assert ids[2] == {"example:u-edu", "example:r1", "example:cc", "example:g-fin"}
    two = og.draw(of, focus=["example:u-edu", "市财政局"], hops=0, view="levels")
    assert (two.nodes, two.links) == (2, 0)


def test_wrong_words_and_empty_scopes_are_refused() -> None:
    with pytest.raises(UnknownBody):
        og.draw(og.example(), focus="没有这个机构")
    with pytest.raises(WrongQuestion, match="stationed"):
        og.draw(og.example(), colour="statoned")
    with pytest.raises(WrongQuestion, match="hops"):
        og.draw(og.example(), hops=-1)
    with pytest.raises(WrongQuestion, match="did you mean `rings`"):
        og.draw(og.example(), focus="市财政局", view="ring")  # type: ignore[arg-type]
    with pytest.raises(WrongQuestion, match="drawn for 1 body; 0 were named"):
        og.draw(og.example(), view="rings")
    with pytest.raises(WrongQuestion, match="2 different bodies; 1 were named"):
        og.draw(og.example(), focus=["市财政局", "example:u-fin"], view="path")
    with pytest.raises(NothingThere):
        og.draw(graph([], []))


@pytest.mark.slow
def test_a_large_map_is_folded_and_says_so_and_all_of_it_is_shown_on_demand() -> None:
    of = random_graph(6, 1001)
    picture = og.draw(of)
    assert picture.note is not None and "1,001" in picture.note and "folded" in picture.note
    data = data_of(picture.html)
    assert picture.note in data["note"] and data["start"]["open"] == []
    whole = og.draw(of, all=True)
    assert whole.note is not None and "1,001" in whole.note and "slow" in whole.note
    assert data_of(whole.html)["start"]["open"] == list(range(len(data["regions"]["rows"])))
    small = og.draw(og.example())
    assert small.note is None and data_of(small.html)["start"]["open"] == [0]


def test_what_unfolds_at_once_can_be_looked_at() -> None:
    """A commission with thousands of groups is folded in parts."""
    bodies = [node(0, kind="Commission"), *(node(number, kind="StationedGroup") for number in range(1, 1500))]
    cut, placed = laid_out(graph(bodies, [link(number, "DISPATCHES", 0, number) for number in range(1, 1500)]))
    assert max(len(region.group.nodes) for region in placed.regions) <= PIECE
    assert [region.group.part for region in placed.regions] == list(range(1, len(placed.regions) + 1))
    assert_orderly(cut, placed)
    assert_regions(placed)


# -- the file ---------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_two_saves_are_the_same_bytes(tmp_path: Path) -> None:
    first, second = (og.draw(shipped_graph("tianjin-2019")).save(tmp_path / name) for name in ("a.html", "b.html"))
    assert first.read_bytes() == second.read_bytes()
    program = "import oversight_graph as og, sys; sys.stdout.buffer.write(og.draw(og.example()).html.encode())"
    runs = [subprocess.run([sys.executable, "-c", program], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout for seed in "12"]
    assert runs[0] == runs[1]


def test_a_file_that_can_not_be_written_is_an_os_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="name a file in a folder that exists"):
        og.draw(og.example()).save(tmp_path / "no" / "map.html")


def test_the_policy_allows_this_page_alone() -> None:
    html = og.draw(og.example()).html
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1] and "unsafe" not in policy[1] and "http" not in policy[1]
    assert not re.search(r"<[^>]+\son\w+=", html.split("<script")[0]), "no handlers in markup"
    assert "sourceMappingURL" not in html
