"""Where what is drawn stands: boxes, levels, regions, rings around a body, paths."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from support.layouts import assert_orderly, assert_regions, inside
from support.pictures import CHARTS, data_of, graph, laid_out, link, node, province, random_graph, shipped_graph

import oversight_graph as og
from oversight_graph.messages import words
from oversight_graph.model import LEVELS, LINKS, Language
from oversight_graph.picture import subgraph as cuts
from oversight_graph.picture.compose import place
from oversight_graph.picture.labels import LINES, visible, width, wrap
from oversight_graph.picture.layout import Layout
from oversight_graph.picture.page_data import quiet_links

# -- the layout -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("chart", CHARTS)
def test_no_two_boxes_overlap_and_levels_descend_in_each_shipped_chart(chart: str, lang: Language) -> None:
    """A label lies inside its box (the page's test measures it), so labels don't overlap either."""
    cut, placed = laid_out(shipped_graph(chart), lang)
    assert_orderly(cut, placed)
    assert_regions(placed)


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
    assert (cut.ids[zone.head], [cut.ids[block.head] for block in zone.blocks]) == ("x:1", ["x:5"])
    assert [[cut.ids[block.head] for block in one.blocks] for one in zone.zones] == [["x:3", "x:4"]]
    assert [cut.ids[block.head] for block in placed.regions[0].group.blocks] == ["x:6"]


def test_bodies_of_several_areas_stand_in_regions_of_their_own() -> None:
    cut, placed = laid_out(graph([node(0, area="620102"), node(1, area="620103"), node(2, area="620102")], []))
    assert [sorted(cut.ids[one] for one in region.group.nodes) for region in placed.regions] == [["x:0", "x:2"], ["x:1"]]


def test_a_place_stays_together() -> None:
    """The townships of a county, their offices, villages and stations stand in its region, villages under their township, a station above its village."""
    of = province(200)
    cut, placed = laid_out(of)
    assert_orderly(cut, placed)
    assert_regions(placed)
    counties = [region for region in placed.regions if len(region.group.nodes) > 1]
    assert len(counties) == 2 and {band.level for band in placed.bands} == {LEVELS.code("province"), LEVELS.code("county")}
    name = {row["id"]: row["name"] for row in of.node_table.to_pylist()}
    for region in counties:
        assert {cut.areas[cut.area[one]] for one in region.group.nodes} == {cut.areas[region.group.area]}
        (lower,) = region.group.below
        assert [level for level, _ in region.strips] == [LEVELS.code("township")] and len(lower.blocks) == 10
        for block in lower.blocks:
            office, (town,) = block.head, block.guests
            assert name[cut.ids[office]].endswith("监察组") and name[cut.ids[office]].startswith(name[cut.ids[town]])
            assert len(block.inner) == 3
            for station, village in ((inner.head, *inner.guests) for inner in block.inner):
                assert name[cut.ids[station]] == name[cut.ids[village]] + "联络站" and name[cut.ids[village]].startswith(name[cut.ids[town]])
                assert placed.x[station] == placed.x[village] and 0 < placed.y[village] - placed.y[station] < 100


def test_a_county_too_large_to_be_looked_at_comes_in_parts() -> None:
    """Its townships apart from its own bodies; every part begins folded and unfolds by itself."""
    bodies = [node(0, kind="Commission", area="620102"), *(node(number, level="township", area="620102") for number in range(1, 1300))]
    cut, placed = laid_out(graph(bodies, []))
    assert_orderly(cut, placed)
    assert_regions(placed)
    assert [region.group.part for region in placed.regions] == list(range(1, len(placed.regions) + 1)) and len(placed.regions) > 5


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
