"""A store whose bytes aren't those that were written: refused in one paragraph before the engine sees it, which may crash, hang, or answer otherwise."""

from __future__ import annotations

import lzma
import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from support.command import Run
from support.killing import load, units
from support.places import TESTS

import oversight_graph as og
from oversight_graph.disk.checksum import MARK, SIZE
from oversight_graph.store import former_store, store_file
from oversight_graph.store.embedded import EmbeddedStore
from oversight_graph.store.ladybug_file import EARLY, PAGE
from oversight_graph.store.store_file import look_at


def damages(content: bytes, rng: random.Random, number: int) -> dict[str, bytes]:
    """A store as a disk, a transfer or an editor may leave it."""
    at, other = rng.randrange(len(content)), rng.randrange(len(content))
    run = rng.randrange(1, 9000)
    page, next_ = at - at % PAGE, other - other % PAGE
    noise = rng.randbytes(run)
    return {
        "a bit": content[:at] + bytes([content[at] ^ 1 << number % 8]) + content[at + 1 :],
        "a byte": content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :],
        "noise": content[:at] + noise + content[at + run :],
        "zeros": content[:page] + b"\0" * run + content[page + run :],
        "cut": content[:at],
        "cut at a page": content[:page],
        "a gap": content[:at] + content[at + run :],
        "more": content + noise,
        "more within": content[:at] + noise + content[at:],
        "pages changed": content[:page] + content[next_ : next_ + PAGE] + content[page + PAGE :],
        "end missing": content[:at] + b"\0" * (len(content) - at),
        "in text mode": content.replace(b"\n", b"\r\n"),
    }


def _refused(folder: Path, seed: int, number: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Damage a store so often; each must be refused without the engine, or be no damage at all. Returns how many were refused."""
    original, place = folder / "original.lbug", folder / "s.lbug"
    load(str(original), 60, "small")
    content, rng = original.read_bytes(), random.Random(seed)
    opened: list[Any] = []
    connect, former = sqlite3.connect, former_store.LadybugSession
    monkeypatch.setattr(store_file.sqlite3, "connect", lambda *words, **named: opened.append(words) or connect(*words, **named))
    monkeypatch.setattr(former_store, "LadybugSession", lambda *words, **named: opened.append(words) or former(*words, **named))
    refused = 0
    for step in range(number):
        kind, wrong = list(damages(content, rng, step).items())[step % 12]
        if wrong == content:
            continue
        place.write_bytes(wrong)
        for use in ("read", "load"):
            with og.open_store(place) as store, pytest.raises(og.StoreError) as raised:
                store.graph() if use == "read" else og.plan(store, units(3, "other"))
            said = str(raised.value)
            assert "\n" not in said and ("is damaged" in said or "is not a store of this program" in said), (kind, step, said)
        assert not opened, f"the engine was given {kind} ({step})"
        assert place.read_bytes() == wrong, "it was changed"
        refused += 1
    return refused


def test_every_damage_is_refused_before_the_engine_sees_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _refused(tmp_path, 1, 24, monkeypatch) >= 22


@pytest.mark.long(seconds=5)
@pytest.mark.slow
def test_many_damages_are_refused_before_the_engine_sees_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = _refused(tmp_path, 2, 250, monkeypatch)
    print(f"{refused} of 250 damages refused, the others changed nothing")
    assert refused >= 240


def test_a_damaged_store_is_said_by_the_command(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "store.lbug"
    load(str(place), 10, "small")
    content = bytearray(place.read_bytes())
    content[len(content) // 2] ^= 4
    place.write_bytes(content)
    done = run("charts")
    assert done.returncode == 3 and not done.stdout and len(done.stderr.strip().splitlines()) == 1
    assert "is damaged" in done.stderr and "a backup" in done.stderr and "oversight load FILE" in done.stderr


def test_a_copied_or_renamed_store_takes_its_checksum_along(tmp_path: Path) -> None:
    place = tmp_path / "s.lbug"
    load(str(place), 10, "small")
    assert look_at(place, "s")
    place.rename(tmp_path / "t.lbug")
    (tmp_path / "u.lbug").write_bytes((tmp_path / "t.lbug").read_bytes())
    assert look_at(tmp_path / "t.lbug", "t") and look_at(tmp_path / "u.lbug", "u") and len(og.open_store(tmp_path / "u.lbug").graph()) == 10


def test_a_store_of_an_older_version_is_read_and_gets_its_checksum_with_the_next_load(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "store.lbug"
    content = lzma.decompress((TESTS / "stores" / "schema_3" / "store.lbug.xz").read_bytes())
    assert content[-SIZE:].startswith(MARK) and content[EARLY:].startswith(MARK)
    place.write_bytes(content[:EARLY] + b"\0" * SIZE + content[PAGE:-SIZE])
    assert not look_at(place, "s") and not EmbeddedStore(place).has_checksum()
    before = len(og.open_store(place).graph())
    assert "the next load gives it one" in run("doctor").stdout
    load(str(place), 5, "other")
    assert look_at(place, "s") and len(og.open_store(place).graph()) == before + 5
    assert "checksum" not in run("doctor").stdout


def test_reading_changes_nothing_in_a_store(five: Path) -> None:
    before = five.read_bytes()
    with og.open_store(five) as store:
        store.graph(), store.infos(), store.loaded(), store.cypher("MATCH (n) RETURN count(n) AS n")
    assert five.read_bytes() == before and [one.name for one in five.parent.iterdir()] == ["five.lbug"]
