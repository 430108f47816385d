"""Searches in an explorer: how many at once, how long, of how many bodies."""

from __future__ import annotations

import json
import random
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import networkx as nx
import pytest
from support.explorer_cases import text_of
from support.explorer_inside import inside
from support.explorer_server import Visitor, act, load, running

import oversight_graph as og
from oversight_graph.charts import graph_of
from oversight_graph.deadline import within_seconds
from oversight_graph.errors import TooLong
from oversight_graph.explorer.app import make_app
from oversight_graph.explorer.limits import Limits, QueueLimits
from oversight_graph.explorer.settings import Settings
from oversight_graph.rules import path_net
from oversight_graph.rules import path_search as rules
from oversight_graph.rules.disjoint_paths import disjoint_paths
from oversight_graph.rules.path_hops import possible_hops
from oversight_graph.rules.path_places import plain_places

PATH = "/ask/path?a=gansu-2020:g-poverty&b=gansu-2020:g-water"


def mesh(bodies: int, seed: int = 1) -> dict[str, Any]:
    """A chart of groups that work together at random, six links for each: there are endless ways between two."""
    draw = random.Random(seed)
    pairs = {tuple(sorted(draw.sample(range(bodies), 2))) for _ in range(bodies * 3)}
    return {
        "chart": "mesh", "as_of": "2020-12-31", "area": "530100", "level": "prefecture", "sources": [{"id": "s", "title": "made up"}],
        "nodes": [{"id": f"g{one}", "kind": "StationedGroup", "name": f"驻第{one}单位纪检监察组"} for one in range(bodies)],
        "links": [{"kind": "COORDINATES_WITH", "from": f"g{a}", "to": f"g{b}"} for a, b in sorted(pairs)],
    }  # fmt: skip


def mesh_graph(tmp_path: Path, bodies: int, seed: int = 1) -> og.Graph:
    (tmp_path / f"{seed}.json").write_text(json.dumps(mesh(bodies, seed)), "utf-8")
    return graph_of(og.read(tmp_path / f"{seed}.json"))


# -- what is kept ------------------------------------------------------------------------------------------------------


# -- what is asked -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["0", "101", "1000", "9" * 5000, "-1", "1e9", "٣", "½", "1 0", "0x10", "+5"])
@pytest.mark.parametrize(("lang", "words"), [("en", "give a whole number from 1 to 100"), ("zh", "请写 1 到 100 的整数")])
def test_a_number_of_paths_that_is_none_or_too_large_is_said_in_the_language_of_the_page(shown: Visitor, number: str, lang: str, words: str) -> None:
    for path in (PATH, PATH.replace("path?", "path/rows.json?"), PATH.replace("path?", "path/map?")):
        answer = shown.get(f"{path}&lang={lang}&{urlencode({'paths': number})}")
        assert answer.status_code == 400 and words in (answer.text if ".json" in path else text_of(answer)), (number, answer.text[:300])
    assert shown.get(f"{PATH}&paths=100").status_code == 200


def test_other_pages_are_answered_while_searches_wait(five: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty searches that don't end: two are worked on, some wait, the others are told to come again; all else is as ever."""
    begun, go, search = threading.Semaphore(0), threading.Event(), rules.best_paths

    def endless(*given: Any) -> Any:
        begun.release()
        assert go.wait(120)
        return search(*given)

    monkeypatch.setattr(rules, "best_paths", endless)
    limits = replace(Limits(), search=QueueLimits(2, 8))
    with running(five, limits=limits) as visitor, ThreadPoolExecutor(20) as crowd:
        try:
            asked = [crowd.submit(httpx.get, f"{visitor.base}{PATH}&paths={one}", timeout=120) for one in range(2, 22)]
            refused = list(islice(as_completed(asked, 120), 10))  # they are answered at once
            for path in ("/", "/?by=category", "/?area=620000", "/ask/gaps", "/find?q=水利", "/body/gansu-2020:u-water", "/load"):
                assert visitor.get(path).status_code == 200, path
            assert all(one.result().status_code == 503 and int(one.result().headers["retry-after"]) > 0 for one in refused)
            assert "现在太忙" in text_of(refused[0].result()) or "asked just now" in text_of(refused[0].result())
            assert begun.acquire(timeout=60) and begun.acquire(timeout=60) and not begun.acquire(blocking=False), "two at once"
        finally:
            go.set()
        statuses = sorted(one.result().status_code for one in asked)
        assert statuses == [200] * 10 + [503] * 10
        assert visitor.get(f"{PATH}&paths=30").status_code == 200, "and there is room again"


def test_what_many_ask_for_at_once_is_worked_out_once(five: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    search, made = rules.best_paths, []

    def counted(*given: Any) -> Any:
        made.append(given)
        return search(*given)

    monkeypatch.setattr(rules, "best_paths", counted)
    with running(five, limits=replace(Limits(), search=QueueLimits(1, 0))) as visitor, ThreadPoolExecutor(12) as crowd:
        answers = list(crowd.map(lambda _: httpx.get(f"{visitor.base}{PATH}&paths=7&lang=en", timeout=120), range(12)))
    assert {one.status_code for one in answers} == {200} and len(made) == 1


def test_a_search_that_takes_too_long_is_stopped_and_said(tmp_path: Path) -> None:
    with running(tmp_path / "s.lbug", limits=replace(Limits(), question=0.001)) as visitor:
        act(visitor, load(visitor, json.dumps(mesh(400)), "mesh.json"), "confirm")
        for more in ("&paths=100", "&disjoint=yes"):
            answer = visitor.get(f"/ask/path?a=mesh:g0&b=mesh:g1{more}&lang=en")
            assert answer.status_code == 422 and "takes longer than the 0.001 seconds" in text_of(answer)
            assert "超过了 0.001 秒" in text_of(visitor.get(f"/ask/path/rows.csv?a=mesh:g0&b=mesh:g1{more}&lang=zh"))
        assert visitor.get("/").status_code == 200


def test_every_search_keeps_to_its_deadline(tmp_path: Path) -> None:
    graph = mesh_graph(tmp_path, 60)
    for search in (rules.best_paths, disjoint_paths):
        with pytest.raises(TooLong), within_seconds(0):
            search(graph, 0, 1, 5)
        assert search(graph, 0, 1, 5), "and isn't limited where nobody asks for it"


def test_many_paths_wait_in_no_more_room_than_there_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    most, push, asked = 0, path_net.heappush, 600

    def counted(heap: list[Any], item: Any) -> None:
        nonlocal most
        push(heap, item)
        most = max(most, len(heap) if len(item) == 6 else 0)  # the paths that wait, not the bodies of one search

    monkeypatch.setattr(path_net, "heappush", counted)
    found = rules.best_paths(mesh_graph(tmp_path, 60), 0, 1, asked)
    assert len(found) == asked >= most > asked / 2


@pytest.mark.parametrize("seed", range(6))
def test_disjoint_paths_are_as_many_and_as_cheap_as_a_flow_of_networkx(tmp_path: Path, seed: int) -> None:
    graph = mesh_graph(tmp_path, 40, seed)
    net = path_net.Net(plain_places(possible_hops(graph, 0, 1), 0, 1))
    for count in (None, 1, 2):
        flow = nx.DiGraph()
        flow.add_edge("s", (0, "out"), capacity=count or 99, weight=0)
        for body in range(2, 40):
            flow.add_edge((body, "in"), (body, "out"), capacity=1, weight=0)
        for a, b, weight in zip(net.origin, net.end, net.weight, strict=True):
            flow.add_edge((a, "out"), (b, "in"), capacity=1, weight=weight)
        best = nx.max_flow_min_cost(flow, "s", (1, "in"))
        paths = disjoint_paths(graph, 0, 1, count)
        assert len(paths) == best["s"][(0, "out")] > 0
        assert sum(net.weight[net.row(step.origin, step.end)] for path in paths for step in path) == nx.cost_of_flow(flow, best)
        between = [step.end for path in paths for step in path[:-1]]
        assert len(set(between)) == len(between)


def test_a_map_around_thousands_of_bodies_is_refused_in_words(shown: Visitor) -> None:
    answer = shown.get("/picture?lang=en&" + "&".join(f"focus=b{one}" for one in range(300)))
    assert answer.status_code == 400 and "names 300 bodies" in text_of(answer)


@pytest.mark.parametrize("query", ["a=" + "x" * 20_000, "&".join("a=1" for _ in range(500)), "&" * 2000])
def test_an_endless_address_is_refused_before_it_is_read(five: Path, query: str) -> None:
    (answer,) = inside(make_app(Settings(store=str(five))), [f"/?lang=en&{query}"], lambda answer: answer)
    assert answer.status_code == 414 and "too long" in text_of(answer) and len(answer.text) < 20_000
