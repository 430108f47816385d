"""Raw requests made up from a seed, sent to a real `oversight serve`: no fault, nothing that hangs, no memory that grows."""

from __future__ import annotations

import contextlib
import random
import re
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from support.explorer_server import Served

from oversight_graph.explorer.question_pages import QUESTIONS

PROGRAM = """
import contextlib, sys
from oversight_graph.explorer.limits import Limits
from oversight_graph.explorer.server import serve, way_in
from oversight_graph.explorer.settings import Settings
settings = Settings(store=sys.argv[-1], port=0, limits=Limits(idle=1, head=1, body=1))
with contextlib.suppress(KeyboardInterrupt):
    serve(settings, lambda made: print(f"Open {way_in(made)} in a browser", flush=True))
"""
"""The explorer with little patience, as many of the requests are never finished."""
GROWTH = 120 << 10
"""KB that the process may hold more at the end than after its first pages: the pages' own working memory, kept answers and maps."""

VALUES: tuple[Callable[[random.Random], bytes], ...] = (
    lambda draw: b"",
    lambda draw: b"9" * draw.choice([1, 5, 400, 5000]),
    lambda draw: b"-" + b"1" * draw.choice([1, 30]),
    lambda draw: draw.choice([b"1e9", b"0x1", b"NaN", b"inf", b"1.5", b"%D9%A3", b"%C2%BD", b"true", b"null", b"[]"]),
    lambda draw: draw.choice([b"%00", b"a%00b", b"%ED%A0%80", b"%FF%FE", b"%C0%AF", b"%E2%80%AE", b"%F4%90%80%80", b"%", b"%z", b"%u4e00", b"%0d%0aX:%201"]),
    lambda draw: b"x" * draw.choice([100, 3000, 9000]),
    lambda draw: quote(draw.choice(["纪委", "甲" * 500, "𠮷", "{{7*7}}", "<script>", "' or 1=1", "../../etc/passwd", "..\\..", "a;b", "\x7f"])).encode(),
    lambda draw: b"%5B" * draw.choice([10, 2000]),
    lambda draw: draw.choice([b"gansu-2020:g-water", b"gansu-2020", b"620000", b"2020-12-31", b"0000", b"9999-99-99", b"state", b"coverage", b"-grade"]),
    lambda draw: bytes(draw.choice(b"0123456789abcdefABCDEF%+&=;/?#~.:@") for _ in range(draw.randrange(60))),
)
NAMES = ("a", "b", "q", "lang", "area", "chart", "as_of", "form", "norms", "norms_files", "paths", "disjoint", "episodes", "all", "hops", "focus", "colour", "by", "view",
         "rows.text", "rows.sort", "rows.page", "is.kind", "is.", "is.id", "token", "x", "", "switch", "__proto__")  # fmt: skip
PATHS = ("/", "/ask", *(f"/ask/{one.id}" for one in QUESTIONS), *(f"/ask/{one.id}/map" for one in QUESTIONS), "/ask/coverage/rows.json", "/ask/gaps/rows.csv",
         "/ask/path/rows.xlsx", "/ask/path?a=gansu-2020:g-poverty&b=gansu-2020:g-water", "/body/{}", "/find", "/find.json", "/map", "/picture", "/load", "/load/{}", "/load/{}/state.json",
         "/static/{}/{}", "/ask/{}", "/ask/coverage/rows.{}", "/withdraw", "/{}", "//{}", "/ask/../load", "/body/%2e%2e/%2e%2e/x", "*", "http://127.0.0.1/", "http://evil.example/{}",
         "/?")  # fmt: skip
HEADERS: tuple[Callable[[random.Random, str], bytes], ...] = (
    lambda draw, own: b"Cookie: " + VALUES[draw.randrange(len(VALUES))](draw) + b"=" + VALUES[draw.randrange(len(VALUES))](draw),
    lambda draw, own: b'Cookie: a="\\777\\000\\"; ;;=;oversight_session_%d=' % draw.randrange(9) + "\xff".encode("latin-1") * 43,
    lambda draw, own: b"Cookie: " + b"a=b; " * draw.choice([1, 3000, 6000]),
    lambda draw, own: b"Accept-Language: " + VALUES[draw.randrange(len(VALUES))](draw),
    lambda draw, own: b"Content-Length: " + draw.choice([b"-1", b"9" * 30, b"9" * 5000, b"x", b"", b"1, 2", b"+1", b"0x10", b"1\r\nContent-Length: 2", b"99999999999"]),
    lambda draw, own: b"Transfer-Encoding: " + draw.choice([b"chunked", b"gzip", b"chunked, chunked", b"identity", b"xchunked"]),
    lambda draw, own: b"Host: " + draw.choice([b"evil.example", b"", b"[::1", b"127.0.0.1:99999999999", b"a@b", b"127.0.0.1:" + b"9" * 5000, b"\xff"]),
    lambda draw, own: b"Origin: " + draw.choice([own.encode(), b"null", b"http://evil.example", b"http://[", b"\xff"]),
    lambda draw, own: b"Expect: 100-continue",
    lambda draw, own: b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x",
    lambda draw, own: b"Range: bytes=0-99999999999999999999,5-1",
    lambda draw, own: b"If-None-Match: " + b"x" * 3000,
    lambda draw, own: b"X-" + b"a" * draw.choice([1, 9000]) + b": " + b"b" * draw.choice([1, 1 << 20]),
    lambda draw, own: b"\r\n".join(b"X-%d: y" % one for one in range(draw.choice([10, 2000]))),
    lambda draw, own: b" folded\r\n\tX: y",
    lambda draw, own: b"Bad Name: x\x00y",
)  # fmt: skip
TYPES = (b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=b", b"multipart/form-data", b'multipart/form-data; boundary="', b"application/json", b"\xff", b"",
         b"multipart/form-data; boundary=b; charset=utf-7", b"application/x-www-form-urlencoded; charset=idna", b"multipart/form-data; boundary=" + b"b" * 400)  # fmt: skip
BODIES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    lambda draw, sign: b"_sign=" + sign + b"&chart=" + VALUES[draw.randrange(len(VALUES))](draw) + b"&action=confirm",
    lambda draw, sign: b"_sign=" + sign + b"&" + b"a=1&" * draw.choice([10, 5000]),
    lambda draw, sign: b"&" * draw.choice([5, 500_000]),
    lambda draw, sign: _multipart(draw, sign, draw.choice([1, 30, 3000])),
    lambda draw, sign: _multipart(draw, sign, 1)[: draw.randrange(200)],
    lambda draw, sign: b"[" * draw.choice([5, 200_000]),
    lambda draw, sign: b'{"a":' * draw.choice([5, 50_000]),
    lambda draw, sign: b"\r\n" * draw.choice([5, 200_000]),
    lambda draw, sign: draw.randbytes(draw.choice([0, 50, 100_000])),
)  # fmt: skip


def _multipart(draw: random.Random, sign: bytes, parts: int) -> bytes:
    made = b'--b\r\nContent-Disposition: form-data; name="_sign"\r\n\r\n' + sign + b"\r\n"
    for _ in range(parts):
        name = draw.choice([b"file", b"chart", b"area", b"\xff", b"a" * 3000, b""])
        file = draw.choice(
            [
                b"",
                b'; filename="a.yaml"',
                b'; filename="' + "纪".encode() * 300 + b'.yaml"',
                b'; filename="../../x.json"',
                b"; filename*=utf-9''%ff",
                b'; filename=""',
            ]
        )
        content = draw.choice([b"x", b"[" * 3000, b"chart: x\n", b"\x00" * 100, b"&a [*a]", b"--b", b"\r\n--"])
        made += (
            b'--b\r\nContent-Disposition: form-data; name="' + name + b'"' + file + b"\r\n" + draw.choice([b"", b"X: y\r\n" * 20]) + b"\r\n" + content + b"\r\n"
        )
    return made + draw.choice([b"--b--\r\n", b"", b"--b"])


def request(draw: random.Random, own: str, sign: bytes, cookie: bytes) -> bytes:
    """One request, as it goes over the wire; much of it right, so that it gets far."""

    def value() -> bytes:
        return draw.choice(VALUES if draw.random() < 0.6 else VALUES[8:9])(draw)

    method = draw.choices([b"GET", b"POST", b"HEAD", b"PUT", b"OPTIONS", b"CONNECT", b"get", b"\x00", b"TRACE"], [50, 30, 4, 2, 2, 2, 1, 1, 1])[0]
    target = draw.choice(PATHS).encode()
    if method == b"POST":
        target = draw.choice([b"/load", b"/withdraw", b"/load/x", target])
    while b"{}" in target:
        target = target.replace(b"{}", value(), 1)
    pairs = [draw.choice(NAMES).encode() + b"=" + value() for _ in range(draw.choice([0, 1, 2, 3, 8]))]
    pairs *= draw.choice([1, 1, 1, 1, 1, 2, 2, 300, 100_000 if pairs and draw.random() < 0.2 else 1])
    target += (b"&" if b"?" in target else b"?") + b"&".join(pairs) if pairs else b""
    head = [method + b" " + target + b" " + draw.choice([b"HTTP/1.1"] * 12 + [b"HTTP/1.0", b"HTTP/9.9", b"", b"HTTP/1.1 x"])]
    odd = [draw.choice(HEADERS)(draw, own) for _ in range(draw.choice([0, 0, 0, 1, 2]))]
    if not any(one.startswith(b"Host") for one in odd):
        head.append(b"Host: " + own.removeprefix("http://").encode())
    body = b""
    if method == b"POST":
        if not any(one.startswith(b"Origin") for one in odd):
            head.append(b"Origin: " + own.encode())
        body = draw.choice(BODIES)(draw, sign)
        head += [b"Cookie: " + cookie, b"Content-Type: " + draw.choice(TYPES)]
        if not any(one.startswith((b"Content-Length", b"Transfer")) for one in odd):
            head.append(b"Content-Length: %d" % len(body))
    return b"\r\n".join([*head, *odd, b"Connection: close"]) + b"\r\n\r\n" + body


def answer(port: int, sent: bytes) -> bytes:
    """What comes back until the connection ends. A request that is refused early may not be taken whole."""
    got = b""
    with socket.create_connection(("127.0.0.1", port), 60) as held:
        with contextlib.suppress(OSError):
            held.sendall(sent)
        with contextlib.suppress(ConnectionError):
            while piece := held.recv(1 << 16):
                got += piece
    return got


def memory(process: int) -> int:
    """KB that a process holds."""
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{process}/status").read_text("utf-8"))[1])  # type: ignore[index]


def survives(place: Path, seeds: range) -> dict[int, int]:
    """Send the requests of some seeds; how many were answered with which status (0: with none, as what isn't HTTP)."""
    seen: dict[int, int] = {}
    with Served(str(place), program=PROGRAM) as served:
        own = served.address().rstrip("/")
        port = int(own.rsplit(":", 1)[1])
        with httpx.Client(base_url=own, timeout=60) as visitor:
            for path in ("/", "/ask/coverage", "/ask/gaps", "/ask/workload", "/map", "/picture?chart=gansu-2020", "/ask/coverage/rows.xlsx"):
                assert visitor.get(path).status_code == 200
            found = re.search(r'name="_sign" value="([0-9a-f]+)"', visitor.get("/load").text)
            assert found
            sign, cookie = found[1].encode(), "; ".join(f"{name}={value}" for name, value in visitor.cookies.items()).encode()
            before = memory(served.process.pid)
            for seed in seeds:
                sent = request(random.Random(seed), own, sign, cookie)
                got = answer(port, sent)
                status = int(got.split(b" ", 2)[1]) if got.startswith(b"HTTP/1.1 ") else 0
                assert status < 500 or status == 503, (seed, sent[:300], got[:1000])
                assert b"Traceback" not in got, seed
                seen[status] = seen.get(status, 0) + 1
            assert visitor.get("/").status_code == 200
            grown = memory(served.process.pid) - before
        served.process.send_signal(signal.SIGINT)
        code, said = served.end()
    assert code == 0 and "Traceback" not in said, said[:3000]
    assert grown < GROWTH, f"{grown >> 10} MB"
    return seen


def test_no_request_makes_it_fall(five: Path) -> None:
    seen = survives(five, range(80))
    assert seen.get(200, 0) > 8 and seen.get(400, 0) > 8, "some go through, some are refused"


@pytest.mark.long(seconds=35)
def test_no_request_of_many_makes_it_fall(five: Path) -> None:
    seen = survives(five, range(1000, 1750))
    print(seen)
    assert seen.get(200, 0) > 80 and seen.get(400, 0) > 80
