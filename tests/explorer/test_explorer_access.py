"""Who may come in to the explorer, what hostile content does there, and what the command `serve` says."""

from __future__ import annotations

import csv
import io
import json
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import openpyxl
import pytest
from html5lib import HTMLParser
from support.explorer_cases import HOSTILE, text_of
from support.explorer_server import CITY, Served, Visitor, act, charts, load, running

from oversight_graph.explorer.load_pages import safe_name
from oversight_graph.explorer.settings import Settings, is_loopback
from oversight_graph.picture.labels import visible

TOKEN = "a-token-that-nobody-can-guess"

# -- who may come in ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "a b", "127.0.0.1@evil.example", "127.0.0.1:x", "192.168.1.2", "[::1", "0.0.0.0"]
)
def test_a_name_that_is_not_this_explorer_s_is_refused(shown: Visitor, host: str) -> None:
    """A page elsewhere that points its own name at this machine (DNS rebinding) must read nothing."""
    answer = shown.get("/", headers={"host": host})
    assert answer.status_code == 400 and "city-80" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:1", "LOCALHOST", "[::1]:8765", "127.0.0.2"])
def test_this_machine_s_own_names_are_answered(shown: Visitor, host: str) -> None:
    assert shown.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", "file://", "https://127.0.0.1", "", "http://[", "http://127.0.0.1:x"])
def test_a_request_from_another_origin_is_refused(city: Visitor, origin: str) -> None:
    sign = city.sign()
    assert city.get("/", headers={"origin": origin}).status_code == 403
    sent = city.post("/load", data={"_sign": sign}, files={"file": ("c.yaml", CITY)}, headers={"origin": origin})
    assert sent.status_code == 403 and "c.yaml" not in city.get("/load").text


def test_a_form_without_an_origin_or_without_its_visitor_s_sign_is_refused(city: Visitor) -> None:
    sign = city.sign()
    file = {"file": ("c.yaml", CITY)}
    assert city.post("/load", data={"_sign": sign}, files=file).status_code == 403, "no Origin"
    own = {"origin": city.base}
    for data in ({}, {"_sign": ""}, {"_sign": "0" * 64}, {"_sign": "ü"}):
        assert city.post("/load", data=data, files=file, headers=own).status_code == 403
        assert city.post("/withdraw", data={**data, "chart": "city"}, headers=own).status_code == 403
    with httpx.Client(base_url=city.base) as other:  # a sign is good for its own visitor alone
        other.get("/load")
        assert other.post("/load", data={"_sign": sign}, files=file, headers=own).status_code == 403
    assert "c.yaml" not in city.get("/load").text


def test_what_is_too_large_is_refused_whatever_it_says_of_its_length(tmp_path: Path) -> None:
    with running(tmp_path / "s.lbug", max_upload=2000) as visitor:
        sign = visitor.sign()
        large = {"file": ("c.yaml", "x" * 5000)}
        assert visitor.post("/load", data={"_sign": sign}, files=large, headers={"origin": visitor.base}).status_code == 413

        def pieces() -> Iterator[bytes]:
            yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="c.yaml"\r\n\r\n'
            for _ in range(50):
                yield b"x" * 100

        chunked = {"origin": visitor.base, "content-type": "multipart/form-data; boundary=b"}
        assert visitor.post("/load", content=pieces(), headers=chunked).status_code == 413
        assert "Traceback" not in visitor.get("/load").text


def test_with_a_token_nobody_comes_in_without_it_and_a_link_with_it_is_enough(five: Path) -> None:
    with running(five, host="0.0.0.0", token=TOKEN) as visitor:
        for path in ("/", "/find.json?q=水利", "/load", "/picture", "/?token=wrong", "/?token="):
            answer = visitor.get(path)
            assert answer.status_code == 401 and "city-80" not in answer.text and TOKEN not in answer.text
        first = visitor.get(f"/ask/coverage?form=state&token={TOKEN}")
        assert first.status_code == 303 and first.headers["location"] == "/ask/coverage?form=state", "the token leaves the address"
        cookie = first.headers["set-cookie"]
        assert TOKEN not in cookie and "HttpOnly" in cookie and "samesite=lax" in cookie.lower()
        assert visitor.get("/").status_code == 200 and "city-80" in visitor.get("/").text
        assert "five.lbug" not in visitor.get("/").text, "where the store lies is nothing to visitors from elsewhere"
        assert visitor.get(f"{visitor.base}//evil.example/?token={TOKEN}").headers["location"].startswith("/evil")
        assert visitor.get("/", headers={"host": "192.168.1.2:8765"}).status_code == 200
        assert visitor.get("/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(("host", "inside"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False), ("10.0.0.1", False)])
def test_only_loopback_goes_without_a_token(host: str, inside: bool) -> None:
    assert is_loopback(host) is inside
    assert Settings(host=host).answers_to("evil.example") is False


def test_read_only_has_nothing_of_loading(five: Path) -> None:
    with running(five, read_only=True) as visitor:
        start = visitor.get("/").text
        assert "/load" not in start and "/withdraw" not in start and "<form method" not in start
        for path in ("/load", "/load/x"):
            assert visitor.get(path).status_code == 404
        for path in ("/load", "/withdraw", "/load/x", "/"):
            assert visitor.post(path, headers={"origin": visitor.base}).status_code in (404, 405)


# -- hostile content ---------------------------------------------------------------------------------------------------


def test_hostile_names_are_text_on_every_page_and_in_every_file(city: Visitor) -> None:
    nodes = "\n".join(
        f"  - {{id: n{number}, kind: Unit, name: {json.dumps(text)}, aliases: [{json.dumps(text)}], note: {json.dumps(text)}}}"
        for number, text in enumerate(HOSTILE)
    )
    links = "\n".join(f"  - {{kind: STATIONED_AT, from: g, to: n{number}, note: {json.dumps(text)}, source: s1 {json.dumps(text)[1:-1]!r}}}" if False else
                      f"  - {{kind: STATIONED_AT, from: g, to: n{number}, note: {json.dumps(text)}}}" for number, text in enumerate(HOSTILE))  # fmt: skip
    header = f'chart: bad\ntitle: {json.dumps(HOSTILE[0])}\nas_of: 2020-12-31\narea: "530100"\nlevel: prefecture\n'
    source = f'sources: [{{id: s1, title: {json.dumps(HOSTILE[1])}, url: "javascript:alert(5)"}}]\n'
    page = load(city, f"{header}{source}nodes:\n  - {{id: g, kind: StationedGroup, name: 组}}\n{nodes}\nlinks:\n{links}\n", HOSTILE[1] + ".yaml")
    act(city, page, "confirm")
    assert charts(city) == ["bad"]
    paths = ["/", "/load", str(page.url.path), "/ask/coverage", "/ask/gaps?all=yes", "/ask/workload", "/ask/reach?a=bad:g", "/body/bad:g", "/find?q=alert",
             *(f"/body/bad:n{number}" for number in range(len(HOSTILE))), *(f"/find?q={quote(text)}" for text in HOSTILE)]  # fmt: skip
    for path in paths:
        answer = city.get(path)
        assert answer.status_code == 200, path
        tree = HTMLParser(namespaceHTMLElements=False).parse(answer.text)
        assert len(tree.findall(".//script")) == 1 and not tree.findall(".//img") and "\u202e" not in answer.text and "\u2066" not in answer.text
        for one in tree.iter():
            assert not any(name.startswith("on") for name in getattr(one, "attrib", {})), path
            assert not str(getattr(one, "attrib", {}).get("href", "")).lower().startswith("javascript"), path
    for number, text in enumerate(HOSTILE):
        assert visible(text) in text_of(city.get(f"/body/bad:n{number}"))
    cells = list(csv.reader(io.StringIO(city.get("/ask/coverage/rows.csv?form=state").content.decode("utf-8-sig"))))
    assert "'=HYPERLINK(1)" in [row[1] for row in cells]
    sheet = openpyxl.load_workbook(io.BytesIO(city.get("/ask/coverage/rows.xlsx?form=state").content)).worksheets[0]
    formula = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=HYPERLINK(1)")
    assert formula.data_type == "s" and formula.quotePrefix


@pytest.mark.parametrize("name", ["..", "/etc/passwd", "a/../../b.yaml", "*", "[a].yaml", "\x00.yaml", "x" * 500 + ".yaml", "", " .yaml"])
def test_an_uploaded_name_stays_in_its_folder(name: str, tmp_path: Path) -> None:
    made = safe_name(name)
    place = (tmp_path / made).resolve()
    assert place.parent == tmp_path.resolve() and place != tmp_path and len(made.encode()) < 255
    place.write_text("x", "utf-8")
    assert not set(made) & set("*?[]/\\\x00")


# -- the command -------------------------------------------------------------------------------------------------------


def test_serve_says_where_it_is_and_ends_quietly_on_ctrl_c(five: Path) -> None:
    with Served("--port", "0", "--store", str(five)) as served:
        address = served.address()
        assert address.startswith("http://127.0.0.1:") and "token" not in address
        assert "city-80" in httpx.get(address).text
        served.process.send_signal(signal.SIGINT)
        assert served.end() == (0, "Ended.\n")


def test_another_host_makes_a_token_and_a_weak_one_is_refused(five: Path) -> None:
    with Served("--port", "0", "--host", "0.0.0.0", "--store", str(five)) as served:
        name, port, token = re.match(r"http://([^:]+):(\d+)/\?token=(\S{32})$", served.address()).groups()  # type: ignore[union-attr]
        own = {"host": f"{name}:{port}"}
        assert httpx.get(f"http://127.0.0.1:{port}/", headers=own).status_code == 401
        assert httpx.get(f"http://127.0.0.1:{port}/?token={token}", headers=own).status_code == 303
    with Served("--port", "0", "--store", str(five), OVERSIGHT_TOKEN="short") as served:
        code, said = served.end()
        assert code == 2 and "OVERSIGHT_TOKEN has 5 characters" in said


def test_a_port_that_is_taken_and_a_host_that_is_not_ours_are_said(five: Path) -> None:
    with Served("--port", "0", "--store", str(five)) as first:
        port = first.address().rsplit(":", 1)[1].strip("/")
        for words, what in ((("--port", port), f"Port {port} of 127.0.0.1 can't be used"), (("--host", "no.such.invalid"), "There is no host")):
            with Served(*words, "--store", str(five)) as second:
                code, said = second.end()
                assert code == 1 and what in said and "Traceback" not in said


def test_a_store_that_can_not_be_read_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "s.lbug").write_text("not a store", "utf-8")
    with running(tmp_path / "s.lbug") as visitor:
        answer = visitor.get("/")
        assert answer.status_code == 503 and "is not a store of this program" in text_of(answer) and "Traceback" not in answer.text
