"""What both kinds of store do alike: the same plans, lists, graphs and answers (one suite, run on each)."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from support.small import chart
from support.store_cases import NASTY, answers, load, said
from support.stores import EmptyStore, content, state

import oversight_graph as og
from oversight_graph.charts import graph_of, shipped
from oversight_graph.store.protocol import Store


def test_the_five_charts_give_the_graph_and_the_answers_that_they_give_without_a_store(store: Store) -> None:
    charts = og.read(*shipped())
    load(store, *charts)
    assert [(one.header, one.nodes > 0) for one in store.infos()] == [(one.header, True) for one in charts]
    assert [one.chart for one in store.loaded()[1]] == charts
    for day in (None, "2017-06-30", "2020-12-31"):
        held, made = store.graph(as_of=day), graph_of(charts, day)
        assert held.node_table.equals(made.node_table) and held.link_table.equals(made.link_table)
        assert [said(one) for one in answers(held)] == [said(one) for one in answers(made)]
    for one in charts:
        assert [said(answer) for answer in answers(store.graph(one.id))] == [said(answer) for answer in answers(graph_of([one]))]


def test_a_stamp_stays_while_nothing_changes_and_is_another_after_every_change(store: Store) -> None:
    seen = [store.stamp()]
    assert seen == [""], "nothing was ever loaded"
    for change in (og.plan(store, chart("nodes: [{id: a, kind: Unit, name: 甲}]")), None, "other", "back"):
        if change == "other":
            og.plan(store, chart("nodes: [{id: a, kind: Unit, name: 乙}]")).apply(100)
        elif change == "back":
            og.withdraw(store, "small").apply()
        elif change is not None:
            change.apply()  # type: ignore[union-attr]
        seen.append(store.stamp())
        content(store)
        assert store.stamp() == seen[-1], "reading changes nothing"
    assert seen[1] == seen[2] and len(set(seen)) == 4


def test_each_chart_is_counted_with_what_it_holds(store: Store) -> None:
    load(store, chart("nodes: [{id: a, kind: Commission, name: 甲}, {id: b, kind: Room, name: 乙}]\nlinks: [{kind: PART_OF, from: b, to: a}]"))
    load(store, chart("nodes: [{id: a, kind: Commission, name: 甲}]", "other"))  # one body with the first chart's
    assert [(one.header.id, one.nodes, one.links) for one in store.infos()] == [("small", 2, 1), ("other", 1, 0)]


def nasty_chart(tmp_path: Path) -> og.Chart:
    nodes = [{"id": f"n{n}", "kind": "Unit", "name": {"zh": text, "en": text}, "aliases": [text + "!"], "note": text} for n, text in enumerate(NASTY)]
    nodes += [{"id": "长" * 10_000, "kind": "Unit", "name": "长", "area": "区" * 10_000}, {"id": "长" * 9_999 + "短", "kind": "Unit", "name": "短"}]
    links = [{"kind": "SUBORDINATE_TO", "from": f"n{n}", "to": "长" * 10_000, "note": text} for n, text in enumerate(NASTY)]
    document = {
        "chart": "nasty", "as_of": "2020-01-01", "area": "530100", "level": "county", "areas": [{"code": "区" * 10_000, "name": NASTY[0], "part_of": "530100"}],
        "title": NASTY[3], "sources": [{"id": "s", "title": NASTY[0], "url": NASTY[1]}], "nodes": nodes, "links": links,
    }  # fmt: skip
    file = tmp_path / "c.json"
    file.write_text(json.dumps(document), "utf-8")
    return og.read(file)[0]


def test_texts_and_ids_come_back_byte_for_byte_and_execute_nothing(store: Store, tmp_path: Path) -> None:
    made = nasty_chart(tmp_path)
    load(store, chart("nodes: [{id: a, kind: Commission, name: 甲}]"), made)
    rows = {row["id"]: row for row in store.graph("nasty").node_table.to_pylist()}
    for n, text in enumerate(NASTY):
        row = rows[f"nasty:n{n}"]
        assert (row["name"], row["name_en"], row["aliases"], row["note"]) == (text, text, [text + "!"], text)
    assert rows["nasty:" + "长" * 10_000]["area"] == "区" * 10_000 and rows["nasty:" + "长" * 9_999 + "短"]["name"] == "短"
    assert sorted(row["note"] for row in store.graph("nasty").link_table.to_pylist()) == sorted(NASTY)
    assert len(store.graph()) == len(NASTY) + 3 and store.loaded()[1][1].chart == made
    assert len(store.graph(area="区" * 10_000).nodes) == 1
    changed = og.read(tmp_path / "c.json")[0]
    assert og.plan(store, changed).empty
    og.withdraw(store, "nasty").apply()
    assert list(store.graph().nodes["id"]) == ["small:a"]


@pytest.mark.parametrize("text", NASTY)
def test_parameters_of_cypher_are_values(empty_store: EmptyStore, text: str) -> None:
    with empty_store() as store:
        load(store, chart("nodes: [{id: a, kind: Commission, name: 甲}]"))
        assert store.cypher("MATCH (n:Commission) RETURN n.name AS name, $text AS text", {"text": text}) == (["name", "text"], [["甲", text]])


@pytest.mark.parametrize("text", ["CREATE (n:Unit {id: 'x'})", "MATCH (n:Commission) SET n.name = 'x'", "MATCH (n) DETACH DELETE n", "DROP TABLE Unit"])
def test_cypher_that_writes_is_refused_and_changes_nothing(store: Store, text: str) -> None:
    load(store, chart("nodes: [{id: a, kind: Commission, name: 甲}]"))
    before = state(store)
    with pytest.raises(og.WrongQuestion):
        store.cypher(text)
    assert state(store) == before


@pytest.mark.slow
def test_a_reader_beside_a_writer_sees_the_store_before_or_after_never_between(store: Store) -> None:
    """Each revision holds bodies of one name, and a link between each and the next: a mixture would show two names."""

    def numbered(number: int) -> og.Chart:
        nodes = "\n".join(f"  - {{id: u{n}, kind: Unit, name: 第{number}版{n}}}" for n in range(60))
        links = "\n".join(f"  - {{kind: SUBORDINATE_TO, from: u{n}, to: u{n + 1}, note: 第{number}版}}" for n in range(59))
        return chart(f"nodes:\n{nodes}\nlinks:\n{links}")

    load(store, numbered(0))
    ended = threading.Event()
    wrong: list[BaseException] = []

    def write() -> None:
        try:
            for number in range(1, 8):
                load(store, numbered(number))
        except BaseException as error:
            wrong.append(error)
        finally:
            ended.set()

    writer = threading.Thread(target=write)
    writer.start()
    seen = set()
    while not ended.is_set() or not seen:
        nodes, links = content(store)
        versions = {row["name"].split("版")[0] for row in nodes} | {row["note"].removesuffix("版") for row in links}
        assert len(versions) == 1 and (len(nodes), len(links)) == (60, 59)
        seen |= versions
    writer.join()
    assert not wrong, wrong
    assert content(store)[0][0]["name"].startswith("第7版")
