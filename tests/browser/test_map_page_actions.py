"""What one does on the page of the map: filters, dates, search, paths, reach, folding, each with the answers of the rules."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser
from support.map_pages import opened
from support.pictures import CHARTS, graph, link, node, province, random_graph, shipped_graph
from support.small import chart

import oversight_graph as og
from oversight_graph.answer.body_lookup import find_bodies
from oversight_graph.charts import graph_of
from oversight_graph.model import BASES, KINDS, LINKS, MECHANISMS, walks
from oversight_graph.rules.path_search import best_paths
from oversight_graph.rules.reach_walk import reach


def test_filters_take_away_what_is_not_ticked_from_picture_table_and_counts(browser: Browser, tmp_path: Path) -> None:
    of = shipped_graph("gansu-2020", "tianjin-2019")
    page = opened(browser, og.draw(of, lang="en"), tmp_path)

    def shown() -> int:
        return int(page.state("M.shown.nodes"))

    units = int((of.nodes["kind"] == "Unit").sum())
    page.page.uncheck("[data-filter=kind][data-of=Unit]")
    assert shown() == len(of.nodes) - units
    assert page.state("M.stage.lines.every(({ from, to }) => M.stage.boxes.includes(from) && M.stage.boxes.includes(to))")
    page.page.check("[data-filter=kind][data-of=Unit]")
    for name, value, column in (("level", "township", "level"), ("area", "620000", "area")):
        page.page.click(f"details[data-key={name}] summary")
        page.page.uncheck(f"[data-filter={name}][data-of='{value}']")
        assert shown() == int((of.nodes[column] != value).sum())
        page.page.check(f"[data-filter={name}][data-of='{value}']")
    page.page.click("details[data-key=charts] summary")
    page.page.uncheck("[data-filter=chart][data-of='gansu-2020']")
    assert shown() == sum(charts != ["gansu-2020"] for charts in of.nodes["charts"])
    page.page.check("[data-filter=chart][data-of='gansu-2020']")
    links = page.state("M.shown.links")
    page.page.uncheck("[data-filter=link][data-of=DISPATCHES]")
    assert page.state("M.shown.links") == links - int((of.links["kind"] == "DISPATCHES").sum())
    page.page.check("[data-filter=link][data-of=DISPATCHES]")
    page.page.select_option("#links_of_form", label="inspection")
    links_of = of.link_table.to_pylist()
    carry = [bool(row["form"] or row["authority"]) for row in links_of]
    serve = [row["form"] == "inspection" or "inspection" in row["authority"] for row in links_of]
    assert page.state("M.shown.links") == sum(not a or b for a, b in zip(carry, serve, strict=True))
    page.page.select_option("#links_of_form", value="-1")
    page.page.select_option("#colour_by", label="stationed")
    graded = {row["id"]: row["grade_name"] for row in og.ask(of, "coverage", form="stationed").rows}
    page.page.uncheck("[data-filter=grade][data-of=direct]")
    assert shown() == len(of.nodes) - sum(name == "direct" for name in graded.values())
    page.page.click("details[data-key=grade] button:text('none')")
    assert shown() == len(of.nodes) - len(graded)
    assert f"{shown()} / {len(of.nodes)}" in page.page.inner_text("#shown")
    page.press("t")
    assert page.page.locator("#twin-bodies tbody tr").count() == shown()
    assert page.noise == []


def test_the_date_slider_shows_what_held_on_a_day(browser: Browser, tmp_path: Path) -> None:
    import datetime

    early, late = datetime.date(2015, 1, 1), datetime.date(2019, 1, 1)
    of = graph(
        [node(0, kind="StationedGroup", valid_from=late), node(1, valid_from=early), node(2)],
        [link(0, "STATIONED_AT", 0, 1, valid_from=late), link(1, "STATIONED_AT", 0, 2)],
    )
    page = opened(browser, og.draw(of), tmp_path)
    assert page.state("M.shown.nodes") == 3
    page.page.focus("#day")
    page.press("Home")
    assert page.page.inner_text("output") == "2015-01-01"
    assert page.state("[...M.shown.node]") == [0, 1, 1]
    page.press("ArrowRight")
    assert page.page.inner_text("output") == "2019-01-01" and page.state("[M.shown.nodes, M.shown.links]") == [3, 2]
    assert "Only among what the map holds (as of 2020-12-31)" in page.page.inner_text("#filters"), "it says among what it looks"


def test_a_day_on_a_map_goes_by_the_dates_of_each_chart_that_is_shown(browser: Browser, tmp_path: Path) -> None:
    header = 'as_of: {}\narea: "530100"\nlevel: prefecture\nsources: [{{id: s1, title: A report}}]'
    old = chart(
        "nodes: [{id: u, kind: Unit, name: 市财政局, valid_to: 2018-06}, {id: g, kind: StationedGroup, name: 旧组}]\n"
        "links: [{kind: STATIONED_AT, from: g, to: u, authority: [discipline]}]",
        "old",
        header.format("2017"),
    )
    new = chart("nodes: [{id: u, kind: Unit, name: 市财政局, valid_from: 2020}, {id: x, kind: Unit, name: 市统计局}]", "new", header.format("2022"))
    picture = og.draw(graph_of([old, new], "2017"), lang="zh")
    for day, rest, unit, link_held in (
        ("2018-06-30", "", True, 1),
        ("2019-01-01", "", False, 0),  # between the two
        ("2020-06-01", "", True, 0),  # the old chart's link ended with its unit
        ("2020-06-01", "&chart=new", False, 0),
        ("2018-06-01", "&chart=old", False, 0),
    ):
        page = opened(browser, picture, tmp_path, f"date={day}{rest}")
        assert page.state("[M.shown.node[M.nodeRow.get('old:u')] === 1, M.shown.links]") == [unit, link_held], (day, rest)
        assert page.noise == []
        if unit:
            assert "– 2018-06-30" in page.point_at("old:u") and "2020-01-01 –" in page.page.inner_text("#tip"), "the dates of both charts"
        page.page.close()


def test_search_finds_what_the_command_finds_and_more(browser: Browser, tmp_path: Path) -> None:
    """By id, name, alias, a part of it, in either script, by known short forms; and by pinyin initials."""
    of = shipped_graph(*CHARTS)
    page = opened(browser, og.draw(of), tmp_path)
    texts = [
        "第五监督检查室",
        "派駐省水利廳",
        "gansu-2020:pc",
        "u-transport",
        "省交通厅",
        "甘肅省紀委監委",
        "河西区",
        "Audit",
        "ＡＵＤＩＴ",
        "纪律检查委员会",
        "没有这个",
    ]
    for text in texts:
        found = {str(of.ids[one]) for one in find_bodies(of, text)}
        shown = page.page.evaluate("(text) => oversightMap.search(text).map((row) => [...oversightMap.nodeRow.keys()][row])", text)
        assert found <= set(shown) and bool(found) == bool(shown), text
        assert shown[: len(found)] == sorted(found) or len(found) > 1
    ids = page.page.evaluate("oversightMap.search('sslt').map((row) => [...oversightMap.nodeRow.keys()][row])")
    assert ids[0] == "gansu-2020:u-water", "省水利厅"
    taken = page.page.evaluate("(() => { const start = performance.now(); oversightMap.search('jjjcz'); return performance.now() - start; })()")
    assert taken < 100


def test_a_path_in_the_page_is_the_path_of_the_rules(browser: Browser, tmp_path: Path) -> None:
    """domain §5, on random graphs: the same bodies, the same links; or none."""
    for seed in (1, 2):
        of = coordinating(seed)
        page = opened(browser, og.draw(of), tmp_path)
        dice = random.Random(seed)
        known = 0
        for _ in range(50):
            start, goal = dice.sample(range(len(of)), 2)
            paths = best_paths(of, start, goal)
            ends = [str(of.ids[start]), str(of.ids[goal])]
            ways = page.page.evaluate("(ends) => oversightMap.coordination(...ends.map((id) => oversightMap.nodeRow.get(id)))", ends)
            known += bool(paths)
            assert len(ways) == len(paths)
            for way, path in zip(ways, paths, strict=True):
                ids = page.page.evaluate("[...oversightMap.nodeRow.keys()]")
                assert [ids[hop["to"]] for hop in way["hops"]] == [str(of.ids[step.end]) for step in path]
                assert way["cost"] == sum(step.cost for step in path)
        assert known > 20
        page.page.close()


def test_reach_in_the_page_is_the_reach_of_the_rules(browser: Browser, tmp_path: Path) -> None:
    """domain §6, from every body of random graphs and of the shipped charts."""
    for of in (shipped_graph(*CHARTS), random_graph(4, 90), random_graph(7, 90), inspecting()):
        page = opened(browser, og.draw(of), tmp_path)
        shown = page.page.evaluate("[...oversightMap.nodeRow.values()].map((row) => [...oversightMap.reachOf(row)].sort(([a], [b]) => a - b))")
        ids = page.page.evaluate("[...oversightMap.nodeRow.keys()]")
        for start in range(len(of)):
            found = reach(of, start)
            expected = {str(of.ids[one]): int(rank) for one, rank in zip(found.node, found.rank, strict=True)}
            assert {ids[row]: rank for row, rank in shown[ids.index(str(of.ids[start]))]} == expected, of.ids[start]
        page.page.close()


def coordinating(seed: int) -> og.Graph:
    """Overseers, some of them sets, linked in every way and by every mechanism and basis."""
    dice = random.Random(seed)
    overseers = [kind.id for kind in KINDS if kind.role == "overseer"]
    bodies = [node(number, kind=dice.choice(overseers), count=dice.choice([1, 1, 1, 1, 5, None])) for number in range(40)]
    of_kind = {kind: [number for number, one in enumerate(bodies) if one["kind"] == kind] for kind in overseers}
    links: list[dict[str, Any]] = []
    while len(links) < 90:
        kind = dice.choice([LINKS["COORDINATES_WITH"], *(one for one in LINKS if one.id in walks.COORDINATION.links())])
        a, b = (dice.choice(of_kind.get(end) or [0]) for end in dice.choice(kind.pairs))
        if a != b and bodies[b]["kind"] in overseers:
            more = {"mechanism": dice.choice(MECHANISMS.ids)} if kind.id == "COORDINATES_WITH" else {}
            links.append(link(len(links), kind.id, a, b, basis=dice.choice(BASES.ids), **more))
    return graph(sorted(bodies, key=lambda one: str(one["id"])), links)  # as a store gives them: of two ways the first by ids is taken


def inspecting() -> og.Graph:
    """Inspections of several years and scopes, mechanisms of all kinds, professional lines."""
    dice = random.Random(11)
    bodies = [node(number, kind=dice.choice(KINDS.ids)) for number in range(70)]
    of_kind = {kind: [number for number, one in enumerate(bodies) if one["kind"] == kind] for kind in KINDS.ids}
    links: list[dict[str, Any]] = []
    while len(links) < 220:
        kind = dice.choice([LINKS["INSPECTS"], LINKS["COORDINATES_WITH"], LINKS["SUBORDINATE_TO"], LINKS["SUPERVISES"], *LINKS])
        a, b = (dice.choice(of_kind[end] or [0]) for end in dice.choice(kind.pairs))
        if a != b:
            more = {"year": dice.choice([2012, 2016, 2019])} if kind.id == "INSPECTS" else {}
            more |= {"scope": dice.choice(["self", "with_subordinates"])} if kind.scoped else {}
            more |= {"mechanism": dice.choice(MECHANISMS.ids)} if kind.id == "COORDINATES_WITH" else {}
            more |= {"line": dice.choice(["administrative", "professional"])} if kind.id == "SUBORDINATE_TO" else {}
            links.append(link(len(links), kind.id, a, b, basis=dice.choice(BASES.ids), **more))
    return graph(bodies, links)


def test_a_large_map_is_folded_and_unfolds_without_an_overlap(browser: Browser, tmp_path: Path) -> None:
    of = province(1200)
    page = opened(browser, og.draw(of, lang="en"), tmp_path)
    overlaps = """() => {
        const boxes = oversightMap.boxes();
        return boxes.some(([a, b, c, d], at) => boxes.slice(at + 1).some(([e, f, g, h]) => a < g && e < c && b < h && f < d));
    }"""
    regions = page.state("M.data.regions.rows.length")
    assert page.state("M.stage.boxes.length") == regions < 200
    assert not page.page.evaluate(overlaps)
    counts = page.state("M.stage.lines.length")
    assert 0 < counts < len(of.links)
    page.page.click("details[data-key=regions] li button >> nth=2")
    inside = page.state("M.data.regions.rows[2][4]")
    assert page.state("M.stage.boxes.length") == regions - 1 + inside
    assert not page.page.evaluate(overlaps)
    page.page.click("#unfold-all")
    assert "slow" in page.page.inner_text("#unfold-all") and page.state("M.stage.boxes.length") < len(of.nodes), "it warns first"
    page.page.click("#unfold-all")
    assert page.state("M.stage.boxes.length") == len(of.nodes)
    assert not page.page.evaluate(overlaps)
    page.page.click("#fold-all")
    assert page.state("M.stage.boxes.length") == regions
    page.page.fill("#search", "第3县第2乡监察组")
    page.press("Enter")
    assert page.state("M.stage.boxes.length") > regions, "what is searched for unfolds"
    assert "第3县第2乡监察组" in page.page.inner_text("#panel h2")
    assert page.noise == []
