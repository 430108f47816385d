"""What a plan recognises, over random charts made from the model: what was done to a chart is what the plan says, and nothing is lost."""

from __future__ import annotations

import copy
from collections.abc import Generator
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.charts_strategy import charts, read_chart
from support.examples import examples

import oversight_graph as og
from oversight_graph.model import LINKS
from oversight_graph.planning.link_changes import moving_end
from oversight_graph.planning.plan import Plan, compare
from oversight_graph.resolution.link_rows import LinkRow
from oversight_graph.resolution.resolve import resolve
from oversight_graph.store.protocol import LoadedChart, Store

Document = dict[str, Any]
IN_MEMORY = examples(60)
SEEDS = st.integers(0, 2**32)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Generator[Store]:
    with og.open_store(tmp_path_factory.mktemp("empty") / "s.lbug") as store:
        yield store


def planned(store: Store, old: Document, new: Document) -> Plan:
    """The plan from one version of a chart to another; the old one needn't be written for that. None of it is applied."""
    try:
        return compare(store, 0, (old["chart"],), [LoadedChart(read_chart(old), "")], [LoadedChart(read_chart(new), "")], True)
    except (og.ChartError, AssertionError):  # what was done to the chart made no valid one of it
        assume(False)
        raise


def version(document: Document) -> Document:
    """A version to be changed, which differs in its title only."""
    return copy.deepcopy(document) | {"title": {"zh": "新版"}}


def single(document: Document, random: Random) -> Document:
    """An entry that is one body."""
    found = [entry for entry in document["nodes"] if "repeat" not in entry]
    assume(found)
    return random.choice(found)


def rename(document: Document, old: str, new: str) -> None:
    for entry in document["nodes"]:
        if entry["id"] == old:
            entry["id"] = new
    for link in document["links"]:
        for end in ("from", "to"):
            if link[end] == old:
                link[end] = new


def nothing_of_links(made: Plan) -> bool:
    return not (made.added_links or made.removed_links or made.moved)


@given(charts(), SEEDS)
@IN_MEMORY
def test_a_version_with_other_words_shows_no_kin_and_no_move(empty: Store, document: Document, seed: int) -> None:
    new = version(document)
    for entry in new["nodes"]:
        entry["note"] = "neu"
    Random(seed).shuffle(new["nodes"])
    made = planned(empty, document, new)
    assert not (made.matches or made.perhaps or made.moved or made.following or made.reused)
    assert not (made.added_nodes or made.removed_nodes) and nothing_of_links(made)


@given(charts(), SEEDS, st.booleans())
@IN_MEMORY
def test_a_renamed_body_is_recognised_and_all_its_links_follow(empty: Store, document: Document, seed: int, other_name: bool) -> None:
    new = version(document)
    entry = single(new, Random(seed))
    old = entry["id"]
    if other_name:
        entry |= {"name": "全新的名字", "aliases": [f"机构{old}"]}
    rename(new, old, "fresh")
    made = planned(empty, document, new)
    assert [([row["id"] for row in match.before], [row["id"] for row in match.after]) for match in made.matches] == [([f"random:{old}"], ["random:fresh"])]
    assert made.matches == made.renamed and not (made.added_nodes or made.removed_nodes or made.perhaps) and nothing_of_links(made)
    assert made.removals == 0


@given(charts(), SEEDS)
@IN_MEMORY
def test_a_joined_body_is_recognised_and_the_links_of_both_follow(empty: Store, document: Document, seed: int) -> None:
    """Two bodies of one kind, level and area, the second with links of its own, become one under a new id."""
    random = Random(seed)
    old = version(document)
    entry = single(old, random)
    twin = {**copy.deepcopy(entry), "id": "twin", "name": "孪生"}
    old["nodes"].append(twin)
    old["links"] += [
        {**link, **{end: "twin" for end in ("from", "to") if link[end] == entry["id"]}}
        for link in old["links"]
        if entry["id"] in (link["from"], link["to"]) and random.random() < 0.5
    ]
    new = version(old)
    for name in (entry["id"], "twin"):
        rename(new, name, "fresh")
    new["nodes"] = [one for one in new["nodes"] if one["id"] != "fresh"] + [{**copy.deepcopy(entry), "id": "fresh", "aliases": ["孪生"]}]
    made = planned(empty, old | {"title": {"zh": "旧版"}}, new)
    assert [sorted(row["id"] for row in match.before) for match in made.joined] == [sorted((f"random:{entry['id']}", "random:twin"))]
    assert not (made.added_nodes or made.removed_nodes or made.perhaps) and nothing_of_links(made)


@given(charts(), SEEDS)
@IN_MEMORY
def test_a_body_that_is_given_to_another_has_moved(empty: Store, document: Document, seed: int) -> None:
    random, new = Random(seed), version(document)
    plain = {entry["id"]: entry for entry in new["nodes"] if "repeat" not in entry}
    chosen = [link for link in new["links"] if moving_end(LINKS[link["kind"]]) and {link["from"], link["to"]} <= plain.keys()]
    assume(chosen)
    link = random.choice(chosen)
    stays = str(moving_end(LINKS[link["kind"]]))
    leaves = "to" if stays == "from" else "from"
    others = [name for name, entry in plain.items() if entry["kind"] == plain[link[leaves]]["kind"] and name not in (link["from"], link["to"])]
    assume(others)
    before, link[leaves] = link[leaves], random.choice(others)
    made = planned(empty, document, new)
    rows = resolve([read_chart(document)]).links.keys(), resolve([read_chart(new)]).links.keys()
    assume(len(rows[0] - rows[1]) == len(rows[1] - rows[0]) == 1)  # else such a link stands there in either version
    parallel = [one for one in document["links"] if (one["kind"], one["from"], one["to"]) == (link["kind"], link["from"], link["to"])]
    assert [(one.id, one.before, one.after) for one in made.moved] == [(f"random:{link[stays]}", (f"random:{before}",), (f"random:{link[leaves]}",))], parallel
    assert not (made.added_links or made.removed_links or made.matches) and made.removals == 0


@given(charts(), charts(), SEEDS)
@IN_MEMORY
def test_whatever_is_recognised_every_body_and_link_is_told_once_and_none_is_merged(empty: Store, one: Document, two: Document, seed: int) -> None:
    """The nodes and links before, without those that go and with those that come, are those after: as if nothing were recognised."""
    random = Random(seed)
    for entry in two["nodes"]:  # so that there is much to recognise, and to mistake
        if random.random() < 0.4:
            entry["name"] = f"机构n{random.randint(0, 9)}"
        if random.random() < 0.4:
            entry["aliases"] = [f"机构n{random.randint(0, 9)}"]
    names = {entry["id"]: f"x{entry['id']}" for entry in two["nodes"] if random.random() < 0.5}
    for old, new in names.items():
        rename(two, old, new)
    made = planned(empty, one, two)
    old, new = resolve([read_chart(one)]), resolve([read_chart(two)])
    assert made.after.nodes.keys() == new.nodes.keys() and made.after.merges == new.merges
    gone = [row["id"] for row in made.removed_nodes] + [name for match in made.matches for name in match.gone]
    came = [row["id"] for row in made.added_nodes] + [name for match in made.matches for name in match.new]
    assert len(gone) == len(set(gone)) and set(gone) == old.nodes.keys() - new.nodes.keys()
    assert len(came) == len(set(came)) and set(came) == new.nodes.keys() - old.nodes.keys()
    away = [row["id"] for row in made.removed_links] + [row["id"] for move in made.moved for row in move.removed]
    here = [row["id"] for row in made.added_links] + [row["id"] for move in made.moved for row in move.added]
    followed, now = {before["id"] for before, _ in made.following}, {after["id"] for _, after in made.following}
    read_anew = {change.id for change in made.changed_links}
    assert len(away) == len(set(away)) and len(here) == len(set(here))
    assert not set(away) & followed and not set(here) & (now | read_anew)
    assert set(here) | (now - old.links.keys()) | (read_anew - old.links.keys()) == new.links.keys() - old.links.keys()
    assert len(set(away) | followed) + len(read_anew - old.links.keys()) == len(old.links.keys() - new.links.keys())
    for match in (*made.matches, *made.perhaps):
        assert match.why and {type(row) for row in (*match.before, *match.after)}.isdisjoint({LinkRow})
        assert len({(row["kind"], row["level"], row["area"]) for row in (*match.before, *match.after)}) == 1 or any("SUCCEEDS" in str(why) for why in match.why)
