"""What an explorer takes on at most: what it keeps, who is connected, what is asked, what is sent; and what undoing says."""

from __future__ import annotations

import asyncio
import json
import random
import select
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
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
from support.explorer_server import CITY, Served, Visitor, act, charts, load, running

import oversight_graph as og
from oversight_graph.bounded_memo import LONGEST
from oversight_graph.charts import graph_of
from oversight_graph.deadline import within_seconds
from oversight_graph.errors import TooLong
from oversight_graph.explorer.app import make_app
from oversight_graph.explorer.bounded_cache import ENTRY, BoundedCache, Bounds
from oversight_graph.explorer.forms import FORM_BYTES
from oversight_graph.explorer.later_loads import mark
from oversight_graph.explorer.limits import NAME_BYTES, Limits, QueueLimits
from oversight_graph.explorer.load_pages import safe_name
from oversight_graph.explorer.settings import Settings
from oversight_graph.model.areas import canonical
from oversight_graph.picture.labels import visible
from oversight_graph.rules import path_search as rules
from oversight_graph.rules.disjoint_paths import disjoint_paths

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


# -- what is kept --------------------------------------------------------------------------------------------------------


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


def inside(app: Any, paths: Iterable[str], look: Callable[[httpx.Response], Any]) -> list[Any]:
    """What is seen of the answers to some addresses, asked of an application in this process."""

    async def ask() -> list[Any]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8765") as visitor:
            return [look(await visitor.get(path)) for path in paths]

    return asyncio.run(ask())


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


# -- who is connected ----------------------------------------------------------------------------------------------------


def hanging(port: int, number: int) -> list[socket.socket]:
    """Connections on which the visitor is waited for: a head without its end, a body without its end, nothing more after an answer."""
    made = []
    host = f"Host: 127.0.0.1:{port}\r\n"
    for one in range(number):
        held = socket.create_connection(("127.0.0.1", port), 30)
        if one % 3 == 0:
            held.sendall(f"GET / HTTP/1.1\r\n{host}X-A: b".encode())
        elif one % 3 == 1:
            held.sendall(
                f"POST /load HTTP/1.1\r\n{host}Origin: http://127.0.0.1:{port}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000\r\n\r\n--b".encode()
            )
        else:
            held.sendall(f"GET /nowhere HTTP/1.1\r\n{host}\r\n".encode())
        made.append(held)
    return made


def answered_beside(number: int, *words: str, store: Path) -> None:
    with Served("--port", "0", "--store", str(store), *words) as served:
        address = served.address().rstrip("/")
        held = hanging(int(address.rsplit(":", 1)[1]), number)
        try:
            for _ in range(10):
                for path in ("/", "/ask", "/find?q=水利"):
                    assert httpx.get(address + path, timeout=60).status_code == 200, "each over a connection of its own"
            with httpx.Client(base_url=address, timeout=60) as visitor:
                assert all(visitor.get("/ask/coverage").status_code == 200 for _ in range(10))
        finally:
            for one in held:
                one.close()


def test_visitors_are_answered_beside_more_hanging_connections_than_there_may_be(five: Path) -> None:
    answered_beside(100, "--max-connections", "40", store=five)


@pytest.mark.long(seconds=25)
def test_visitors_are_answered_beside_a_thousand_hanging_connections(five: Path) -> None:
    answered_beside(1010, store=five)


SLOW = replace(Limits(), idle=0.4, head=0.4, body=0.4, rate=10**9)


@pytest.mark.parametrize(
    "sent",
    ["", "GET / HT", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: b", "GET /ask HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
     "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\nx", "POST /load HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\nx",
     "POST /load HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 99\r\n\r\n--b\r\n"],
)  # fmt: skip
def test_who_is_waited_for_too_long_is_disconnected(tmp_path: Path, sent: str) -> None:
    """Nothing asked, half a line, half a head, nothing more after an answer, half a body, whether it is read or refused."""
    with running(tmp_path / "s.lbug", limits=SLOW) as visitor, socket.create_connection(("127.0.0.1", visitor.base_port), 60) as held:
        held.sendall(sent.encode())
        while True:
            try:
                if not held.recv(1 << 16):
                    break
            except ConnectionResetError:
                break
        assert httpx.get(f"{visitor.base}/ask").status_code == 200


def test_an_answer_that_nobody_takes_ends_its_connection(five: Path) -> None:
    with running(five, limits=replace(SLOW, idle=3600, head=3600)) as visitor, socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        held.connect(("127.0.0.1", visitor.base_port))
        held.sendall(b"GET /picture HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 50)  # more than the system keeps for who doesn't read
        gone = select.poll()
        gone.register(held, 0)
        assert gone.poll(60_000), "the server hangs up, while nothing is read of what it sends"


# -- what is asked -------------------------------------------------------------------------------------------------------


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
    most, push, asked = 0, rules.heappush, 600

    def counted(heap: list[Any], item: Any) -> None:
        nonlocal most
        push(heap, item)
        most = max(most, len(heap) if len(item) == 4 else 0)  # the paths that wait, not the bodies of one search

    monkeypatch.setattr(rules, "heappush", counted)
    found = rules.best_paths(mesh_graph(tmp_path, 60), 0, 1, asked)
    assert len(found) == asked >= most > asked / 2


@pytest.mark.parametrize("seed", range(6))
def test_disjoint_paths_are_as_many_and_as_cheap_as_a_flow_of_networkx(tmp_path: Path, seed: int) -> None:
    graph = mesh_graph(tmp_path, 40, seed)
    net = rules.Net(rules.possible_hops(graph, 0, 1), len(graph))
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


# -- what is sent --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["纪" * 300 + ".yaml", "𠮷" * 60 + ".ya" + "𠮷" * 60, "纪" * 300, "." + "纪" * 300, "x." + "y" * 300, "\ud800.yaml", "🀄" * 999]
)
def test_an_uploaded_name_is_short_enough_for_a_file_system_whatever_its_script(tmp_path: Path, name: str) -> None:
    made = safe_name(name)
    assert 0 < len(made.encode()) <= NAME_BYTES
    for place in (tmp_path / made, (tmp_path / made).with_stem(f"{(tmp_path / made).stem} (20)")):
        place.write_text("x", "utf-8")


def test_files_with_long_names_of_one_beginning_are_read_side_by_side(city: Visitor) -> None:
    files = [("file", ("纪" * 300 + f"{one}.yaml", CITY.replace("chart: city", f"chart: city-{one}"))) for one in range(3)]
    page = city.settled(city.submit("/load", files=files))
    assert "waits for your confirmation" in text_of(page)
    act(city, page, "confirm")
    assert charts(city) == ["city-0", "city-1", "city-2"]


def form(sign: str, *parts: str) -> str:
    field = f'--b\r\nContent-Disposition: form-data; name="_sign"\r\n\r\n{sign}\r\n'
    return field + "".join(f"--b\r\n{part}\r\n" for part in parts) + "--b--\r\n"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=b", ["Content-Disposition: form-data; name=a\r\n\r\nx"] * 5000),
        ("multipart/form-data; boundary=b", ["Content-Disposition: form-data; name=file; filename=a.yaml\r\n\r\nx"] * 500),
        ("multipart/form-data; boundary=b", ["Content-Disposition: form-data; name=chart\r\n\r\n" + "x" * 100_000]),
        ("multipart/form-data; boundary=b", [f"{'X' * 500_000}: a\r\n\r\nx"]),
        ("multipart/form-data; boundary=b", ["\r\n".join(f"X-{one}: a" for one in range(1000)) + "\r\n\r\nx"]),
        ("multipart/form-data; boundary=b; charset=unicode_escape", ["Content-Disposition: form-data; name=_sign\r\n\r\n\\ud800"]),
        ("multipart/form-data; boundary=b; charset=idna", ["Content-Disposition: form-data; name=title\r\n\r\n\xff"]),
        ("multipart/form-data", ["x"]),
        ("multipart/form-data; boundary=" + "b" * 1000, ["x"]),
        ("multipart/form-data; boundary=", ["x"]),
        ("application/x-www-form-urlencoded", ["&" * 900_000]),
        ("application/x-www-form-urlencoded", ["a=" + "%" * 30_000]),
        ("application/json", ["[" * 100_000]),
        ("", ["x"]),
    ],
)
def test_a_form_that_is_none_is_a_wrong_request_and_no_fault(city: Visitor, kind: str, body: list[str]) -> None:
    sign = city.sign()
    for path in ("/load", "/withdraw"):
        answer = city.post(path, content=form(sign, *body).encode("latin-1"), headers={"origin": city.base, "content-type": kind})
        assert answer.status_code in (400, 403, 413), answer.status_code
        assert "fault" not in text_of(answer)
    assert city.get("/load").status_code == 200


def test_a_form_without_files_may_not_be_as_long_as_an_upload(city: Visitor) -> None:
    for path in ("/load", "/withdraw"):
        headers = {"origin": city.base, "content-type": "application/x-www-form-urlencoded"}
        assert city.post(path, content=b"&" * (FORM_BYTES + 1), headers=headers).status_code == 413


def test_more_loads_at_once_than_are_taken_on_are_told_to_come_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from oversight_graph import reading

    go, read = threading.Event(), reading.read_files

    def slowly(*given: Any) -> Any:
        assert go.wait(120)
        return read(*given)

    monkeypatch.setattr(reading, "read_files", slowly)
    with running(tmp_path / "s.lbug", limits=replace(Limits(), working=2)) as visitor:
        try:
            sent = [visitor.submit("/load", files={"file": (f"{one}.yaml", CITY)}) for one in range(3)]
            assert [one.status_code for one in sent] == [200, 200, 503] and "retry-after" in sent[2].headers
        finally:
            go.set()
        assert "waits for your confirmation" in text_of(visitor.settled(sent[0]))
        assert visitor.submit("/load", files={"file": ("c.yaml", CITY)}).status_code == 200


# -- undoing -------------------------------------------------------------------------------------------------------------


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
