"""How a good file is damaged: bytes, lines, cells, types, members of zip files; every choice is `rng`'s, so that each damage can be made again."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any

import yaml

NASTY = (
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", "\u202e".encode(), "\u2066".encode(), "\ufeff".encode(), b"\r", b"\x1b[31m", b'"', b"'", b"{", b"[", b"]", b"<", b"&lt;", b"&#xD800;", b"\\ud800",
    b"\\uDC00", b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"<![CDATA[", b"-->", b"*a", b"&a", b"!!python/object:os.system", b"%", b"9" * 400, b"1e999", b"NaN", b"-Infinity", b"=1+1",
    b"2147483648", b"-1", b"0" * 30, b"\xc2\x85", "\u2028".encode(), "王建国 13800000000".encode(), b"[" * 3000, b"{\"a\":" * 3000, b"(" * 3000, "（".encode() * 500, "、".encode() * 3000,
    "局".encode() * 3000, b" " * 5000, b"\n" * 3000, b"\t" * 500, b"- " * 500, b": ", b"a: &x [*x]", b"<<: *a", b"@prefix", b"_:b", b"#", b"|", b",", b";", "𠀀".encode(), "e\u0301".encode(),
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**70, 1e308, "", " ", "\ud800", "a\0b", "\u202e局", [], {}, [[]], [None], {"": ""}, {"zh": []}, {"zh": {"zh": "a"}}, ["a"] * 50, [{"id": "a"}], "9" * 400, "局" * 3000,
    "2020-02-30", "2020-13", "0000-01-01", "9999-12-31", "99999", "530100", "CN", "*", "a:b", ":", "a:b:c", "kind", "Unit", "all", "unknown", "王建国", "组长张三，电话13800000000",
)  # fmt: skip
_NUMBER = re.compile(rb"\d+")


def mutated(rng: Random, raw: bytes, suffix: str) -> bytes:
    """A damaged file: one to four damages of the kinds that its format has."""
    kinds: list[Callable[[Random, bytes], bytes]] = [_flip, _cut, _insert, _swap_lines, _repeat, _numbers, _drop, _swap_cells]
    if suffix in (".json", ".jsonld", ".yaml", ".yml"):
        kinds += [_types] * 8
    if suffix in (".xlsx", ".docx", ".ods"):
        kinds = [_flip, _cut, _insert] + [_member] * 9
    for _ in range(rng.choice((1, 1, 1, 2, 3, 4))):
        raw = rng.choice(kinds)(rng, raw)
    return raw


def _at(rng: Random, raw: bytes) -> int:
    return rng.randrange(len(raw) + 1)


def _flip(rng: Random, raw: bytes) -> bytes:
    made = bytearray(raw)
    for _ in range(rng.choice((1, 2, 8, 40))):
        if made:
            made[rng.randrange(len(made))] ^= 1 << rng.randrange(8)
    return bytes(made)


def _cut(rng: Random, raw: bytes) -> bytes:
    return raw[: _at(rng, raw)]


def _insert(rng: Random, raw: bytes) -> bytes:
    at = _at(rng, raw)
    return raw[:at] + rng.choice(NASTY) + raw[at:]


def _drop(rng: Random, raw: bytes) -> bytes:
    a, b = sorted((_at(rng, raw), _at(rng, raw)))
    return raw[:a] + raw[min(b, a + rng.choice((1, 3, 20, 400))) :]


def _repeat(rng: Random, raw: bytes) -> bytes:
    at = _at(rng, raw)
    return raw[:at] + raw[at : at + rng.choice((1, 10, 100, 1000))] * rng.choice((2, 3, 20)) + raw[at:]


def _numbers(rng: Random, raw: bytes) -> bytes:
    found = list(_NUMBER.finditer(raw))
    if not found:
        return raw
    one = rng.choice(found)
    return raw[: one.start()] + rng.choice((b"0", b"-1", b"9" * 30, b"9" * 5000, b"1.5", b"1e400", b"00", b"2147483648", b"x")) + raw[one.end() :]


def _swap_lines(rng: Random, raw: bytes) -> bytes:
    return _swapped(rng, raw, b"\n")


def _swap_cells(rng: Random, raw: bytes) -> bytes:
    return _swapped(rng, raw, rng.choice((b",", b"\t", b'"', b">", b" ")))


def _swapped(rng: Random, raw: bytes, between: bytes) -> bytes:
    parts = raw.split(between)
    a, b = rng.randrange(len(parts)), rng.randrange(len(parts))
    parts[a], parts[b] = parts[b], parts[a]
    if rng.random() < 0.3:
        del parts[a]
    return between.join(parts)


def _types(rng: Random, raw: bytes) -> bytes:
    """Another value, of whatever type, somewhere in the document; or one too deep."""
    try:
        text = raw.decode()
        written_as_json = text.lstrip()[:1] in "{["
        document = json.loads(text) if written_as_json else yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        places: list[tuple[Any, Any]] = []
        _places(document, places)
        if not places:
            return raw
        holder, key = rng.choice(places)
        how = rng.randrange(6)
        if how == 0:
            holder[key] = [holder[key]]
        elif how == 1 and isinstance(holder, dict):
            holder[rng.choice(("name", "id", "kind", "\ud800", "", "姓名", "x" * 500))] = holder.pop(key)
        elif how == 2:
            for _ in range(rng.choice((5, 60, 900))):
                holder[key] = {"a": holder[key]} if rng.random() < 0.5 else [holder[key]]
        else:
            holder[key] = rng.choice(VALUES)
        if written_as_json:
            return json.dumps(document, ensure_ascii=rng.random() < 0.7).encode("utf-8", "surrogatepass")
        return str(yaml.dump(document, allow_unicode=True, sort_keys=False)).encode("utf-8", "surrogatepass")
    except (ValueError, yaml.YAMLError, RecursionError, TypeError):
        return raw


def _places(value: Any, found: list[tuple[Any, Any]]) -> None:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(items):
        found.append((value, key))
        _places(inner, found)


def _member(rng: Random, raw: bytes) -> bytes:
    """A part of a zip file damaged and packed again, left out, twice, under another name, or with a sum that is wrong."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as file:
            parts = {part.filename: file.read(part) for part in file.infolist()}
    except Exception:
        return raw
    name, how = rng.choice(sorted(parts)), rng.randrange(8)
    if how == 0:
        del parts[name]
    elif how == 1:
        parts[rng.choice(("../x", "/x", "xl/../../y", "a" * 300, "\x01"))] = parts.pop(name)
    else:
        parts[name] = mutated(rng, parts[name], ".xml")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2))) as file:
        for key, content in parts.items():
            file.writestr(zipfile.ZipInfo(key), content, compress_type=rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)))
    made = bytearray(out.getvalue())
    if how == 2:
        made[rng.randrange(len(made))] ^= 0x55
    return bytes(made)
