"""What is drawn: nodes, links, colours, borders; what of a graph; and the file. How the page behaves is in test_map_page.py and its neighbours."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.layouts import assert_orderly, assert_regions
from support.pictures import CHARTS, data_of, graph, laid_out, link, node, province, random_graph, rows, shipped_graph, unpacked

import oversight_graph as og
from oversight_graph.errors import NothingThere, UnknownBody, WrongQuestion
from oversight_graph.model import BASES, FORMS, GRADES, KINDS, LINKS, STATUSES
from oversight_graph.model.colour_contrast import luminance
from oversight_graph.picture.compact_json import pack
from oversight_graph.picture.grouping import PIECE
from oversight_graph.picture.theme import GLYPHS, model

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
