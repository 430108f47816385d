"""What an explorer takes on at most: who is connected, what is sent."""

from __future__ import annotations

import select
import socket
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.explorer_cases import text_of
from support.explorer_server import CITY, Served, Visitor, act, charts, running

from oversight_graph.explorer.forms import FORM_BYTES
from oversight_graph.explorer.limits import NAME_BYTES, Limits
from oversight_graph.explorer.load_pages import safe_name

# -- who is connected --------------------------------------------------------------------------------------------------


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


# -- what is sent ------------------------------------------------------------------------------------------------------


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

    def slowly(*given: Any, **told: Any) -> Any:
        assert go.wait(120)
        return read(*given, **told)

    monkeypatch.setattr(reading, "read_files", slowly)
    with running(tmp_path / "s.lbug", limits=replace(Limits(), working=2)) as visitor:
        try:
            sent = [visitor.submit("/load", files={"file": (f"{one}.yaml", CITY)}) for one in range(3)]
            assert [one.status_code for one in sent] == [200, 200, 503] and "retry-after" in sent[2].headers
        finally:
            go.set()
        assert "waits for your confirmation" in text_of(visitor.settled(sent[0]))
        assert visitor.submit("/load", files={"file": ("c.yaml", CITY)}).status_code == 200
