"""A store whose bytes aren't those that were written: told in one paragraph where it matters, and never another answer; no engine sees other bytes than it wrote."""

from __future__ import annotations

import lzma
import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from support.command import Run
from support.killing import load, units
from support.places import TESTS

import oversight_graph as og
from oversight_graph.disk.checksum import MARK, SIZE
from oversight_graph.disk.growing_file import GrowingFile
from oversight_graph.store import former_store
from oversight_graph.store.catalogue import Catalogue
from oversight_graph.store.embedded import EmbeddedStore
from oversight_graph.store.ladybug_file import EARLY, PAGE
from oversight_graph.store.store_file import StoreFile, open_file


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


def _said(place: Path) -> list[object]:
    """All that a store says, its parts read anew: the graph isn't asked for, which may stand in the cache."""
    with open_file(place, "s") as file:
        assert isinstance(file, StoreFile)
        history = [(name, file.versions(name), list(file.history(name))) for name in file.names()]
        return [file.head, file.infos(), [(one.chart.id, one.chart.node_table, one.chart.link_table) for one in file.loaded()], history]


class Damaging:
    """A store of two charts, one of them in three versions, and what becomes of it when it is damaged."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.place, self.told = folder / "s.lbug", 0
        for number, name in ((40, "small"), (60, "other"), (43, "small"), (41, "small")):
            load(str(self.place), number, name)
        self.content, self.said = self.place.read_bytes(), _said(self.place)
        self.image = Catalogue.of(GrowingFile(self.place)).database.serialize()
        self.images: set[bytes] = set()
        init = Catalogue.__init__
        monkeypatch.setattr(Catalogue, "__init__", lambda made, image, places: self.images.add(image) or init(made, image, places))
        monkeypatch.setattr(former_store, "LadybugSession", lambda *_, **__: pytest.fail("the engine was given a damaged file"))

    def read(self, wrong: bytes, what: object) -> None:
        """Reading tells the damage, or finds all as it was. SQLite sees nothing else than it wrote."""
        self.place.write_bytes(wrong)
        self.images -= self.images
        try:
            assert _said(self.place) == self.said, f"{what}: another answer"
        except og.StoreError as error:
            _is_paragraph(str(error), what)
            self.told += 1
        assert self.images <= {self.image} and self.place.read_bytes() == wrong

    def load(self, wrong: bytes, what: object) -> None:
        """A load tells the damage and changes nothing, or is done, and then all else is as it was or told."""
        self.place.write_bytes(wrong)
        try:
            og.plan(og.open_store(self.place), units(3, "third")).apply()
        except og.StoreError as error:
            _is_paragraph(str(error), what)
            assert self.place.read_bytes() == wrong
            return
        with open_file(self.place, "s") as file:
            assert isinstance(file, StoreFile) and len(file.tables("third", 1)[0]) == 3
            assert [info.header.id for info in file.infos()] == ["small", "other", "third"]
            try:
                assert [(name, file.versions(name), list(file.history(name))) for name in ("other", "small")] == self.said[3], f"{what}: another answer"
            except og.StoreError as error:
                _is_paragraph(str(error), what)


def _is_paragraph(said: str, what: object) -> None:
    assert "\n" not in said and ("is damaged" in said or "is not a store of this program" in said), (what, said)


def _damage(damaging: Damaging, seed: int, number: int) -> int:
    rng = random.Random(seed)
    for step in range(number):
        kind, wrong = list(damages(damaging.content, rng, step).items())[step % 12]
        damaging.read(wrong, (kind, step))
        if step % 5 == 0:
            damaging.load(wrong, (kind, step))
    return damaging.told


def test_every_damage_is_told_or_changes_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _damage(Damaging(tmp_path, monkeypatch), 1, 48) >= 20


@pytest.mark.long(seconds=20)
@pytest.mark.slow
def test_many_damages_are_told_or_change_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = _damage(Damaging(tmp_path, monkeypatch), 2, 600)
    print(f"{told} of 600 damages told, the others changed nothing")
    assert told >= 250


def _flip(damaging: Damaging, places: Iterable[int]) -> None:
    for at in places:
        wrong = bytearray(damaging.content)
        wrong[at] ^= 1 << at % 8
        damaging.read(bytes(wrong), at)


def test_a_bit_that_is_another_anywhere_is_told_or_changes_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaging = Damaging(tmp_path, monkeypatch)
    _flip(damaging, range(7, len(damaging.content), 331))


@pytest.mark.long(seconds=200)
@pytest.mark.slow
def test_each_bit_that_is_another_is_told_or_changes_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaging = Damaging(tmp_path, monkeypatch)
    _flip(damaging, range(len(damaging.content)))
    print(f"{damaging.told} of {len(damaging.content)} bytes matter")


def test_what_nobody_has_asked_for_is_checked_by_doctor(run: Run, tmp_path: Path) -> None:
    """A former version that is damaged stands in nobody's way, and is told by whoever asks for it, and by `doctor`."""
    place = tmp_path / "store.lbug"
    for number in (40, 43):
        load(str(place), number, "small")
    store, content = EmbeddedStore(place), bytearray(place.read_bytes())
    with open_file(place, "s") as file:
        assert isinstance(file, StoreFile)
        (at,) = file.catalogue.database.execute("SELECT at FROM content c JOIN part p ON p.number = c.part WHERE role = 'node runs'").fetchone()
    assert run("doctor").returncode == 0
    content[at + 20] ^= 8
    place.write_bytes(content)
    assert len(store.loaded()[1][0].chart.nodes) == 43
    for words in (("doctor",), ("restore", "small", "--version", "1", "--dry-run")):
        done = run(*words)
        assert done.returncode == 3 and "is damaged" in done.stdout + done.stderr, done
    load(str(place), 3, "other")
    with pytest.raises(og.StoreError, match="is damaged"):
        store.check()


def test_a_damaged_store_is_said_by_the_command(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "store.lbug"
    load(str(place), 10, "small")
    content = place.read_bytes()
    place.write_bytes(content[:-50])
    done = run("charts")
    assert done.returncode == 3 and not done.stdout and len(done.stderr.strip().splitlines()) == 1
    assert "is damaged" in done.stderr and "a backup" in done.stderr and "oversight load FILE" in done.stderr


def test_a_copied_or_renamed_store_takes_its_checksum_along(tmp_path: Path) -> None:
    place = tmp_path / "s.lbug"
    load(str(place), 10, "small")
    place.rename(tmp_path / "t.lbug")
    (tmp_path / "u.lbug").write_bytes((tmp_path / "t.lbug").read_bytes())
    for one in ("t.lbug", "u.lbug"):
        EmbeddedStore(tmp_path / one).check()
        assert len(og.open_store(tmp_path / one).graph()) == 10


def test_a_store_of_an_older_version_is_read_and_gets_its_checksum_with_the_next_load(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "store.lbug"
    content = lzma.decompress((TESTS / "stores" / "schema_3" / "store.lbug.xz").read_bytes())
    assert content[-SIZE:].startswith(MARK) and content[EARLY:].startswith(MARK)
    place.write_bytes(content[:EARLY] + b"\0" * SIZE + content[PAGE:-SIZE])
    assert not EmbeddedStore(place).has_checksum()
    before = len(og.open_store(place).graph())
    assert "the next load gives it one" in run("doctor").stdout
    load(str(place), 5, "other")
    assert EmbeddedStore(place).has_checksum() and len(og.open_store(place).graph()) == before + 5
    assert "checksum" not in run("doctor").stdout


def test_reading_changes_nothing_in_a_store(five: Path) -> None:
    before = five.read_bytes()
    with og.open_store(five) as store:
        store.graph(), store.infos(), store.loaded(), store.cypher("MATCH (n) RETURN count(n) AS n")
    assert five.read_bytes() == before and [one.name for one in five.parent.iterdir()] == ["five.lbug"]
