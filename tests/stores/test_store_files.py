"""The file of an embedded store among a user's files: disks that are full, folders that can't be written, links, modes, other things in its place."""

from __future__ import annotations

import logging
import lzma
import os
import random
import resource
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.command import Run
from support.killing import forget, kill_at_step, kill_when, load, steps_of, told, units, unload
from support.places import TESTS

import oversight_graph as og
from oversight_graph.disk.growing_file import has_remains
from oversight_graph.disk.staging_folder import leftovers
from oversight_graph.loaders.writers.native import write_charts
from oversight_graph.naming.places import place_name
from oversight_graph.store.embedded import EmbeddedStore
from oversight_graph.store.lock import lock_of

NOBODY = 65534


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "s.lbug"
    load(str(made), 40, "small")
    return made


def paragraph(said: str) -> bool:
    """Whether it is one paragraph: what, where, what to do."""
    return bool(said) and "\n" not in said.strip() and "Traceback" not in said


# -- a full disk ------------------------------------------------------------------------------------------------------------


@contextmanager
def disk(folder: Path, size: int, *options: str) -> Generator[Path]:
    """A file system of so many bytes."""
    folder.mkdir(exist_ok=True)
    if os.getuid() != 0:
        pytest.skip("only root can mount a small file system")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", ",".join((f"size={size}", *options)), "none", str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _full(tmp_path: Path, sizes: list[int]) -> list[bool]:
    """Load into a first and into a further store on disks of so many bytes beyond what is there; which loads found room."""
    original, done = tmp_path / "original.lbug", []
    load(str(original), 40, "small")
    for number, size in enumerate(sizes):
        there = number % 2 == 1
        with disk(tmp_path / "disk", size + there * original.stat().st_size) as folder:
            place = folder / "s.lbug"
            if there:
                shutil.copyfile(original, place)
            code, said = told(load, str(place), 600, "other")
            if code:
                assert code == 3 and paragraph(said) and f"{place} can't be written: No space left on device" in said and "as it was before" in said, (
                    size,
                    code,
                    said,
                )
                assert [one.name for one in folder.iterdir()] == ["s.lbug"] * there
                assert not there or place.read_bytes() == original.read_bytes()
            else:
                assert len(og.open_store(place).graph()) == 600 + 40 * there and list(folder.iterdir()) == [place]
            done.append(code == 0)
    return done


def test_a_full_disk_is_said_in_a_paragraph_and_changes_and_leaves_nothing(tmp_path: Path) -> None:
    found = _full(tmp_path, [4096, 4096, 8 << 10, 8 << 10, 24 << 10, 64 << 10, 1 << 20, 1 << 20])
    assert found[-2:] == [True, True] and not any(found[:4])


@pytest.mark.long(seconds=30)
@pytest.mark.slow
def test_full_disks_of_many_sizes(tmp_path: Path) -> None:
    rng = random.Random(3)
    found = _full(tmp_path, [rng.randrange(4096, 100 << 10) for _ in range(100)])
    print(f"100 sizes: {sum(found)} had room")
    assert 5 < sum(found) < 95


def _limited(place: str, most: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    load(place, 600, "other")


@pytest.mark.parametrize("most", [0, 10, 5000, 9_000, 12_000])
def test_a_limit_of_the_size_of_files_is_said_in_a_paragraph_and_changes_nothing(place: Path, most: int) -> None:
    before = place.read_bytes()
    code, said = told(_limited, str(place), most)
    assert code == 3 and paragraph(said) and "can't be written" in said, (code, said)
    assert place.read_bytes() == before and list(place.parent.iterdir()) == [place]


# -- folders and files that can't be written, and what isn't a store ----------------------------------------------------------------------


def _as_nobody(place: str, number: int, name: str) -> None:
    if os.getuid() == 0:
        place_name("110000")  # read while it may be: a checkout of root's isn't open to others
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    load(place, number, name)


@pytest.fixture
def shared(place: Path) -> Generator[Path]:
    """A store in a folder that everybody may enter."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "s.lbug"
        shutil.copyfile(place, made)
        Path(folder).chmod(0o755)
        made.chmod(0o644)
        yield made
        Path(folder).chmod(0o755)


def test_a_folder_that_cannot_be_written_is_said(shared: Path) -> None:
    shared.parent.chmod(0o555)
    for place in (shared, shared.parent / "new.lbug", shared.parent / "a" / "new.lbug"):
        code, said = told(_as_nobody, str(place), 10, "other")
        assert code == 3 and paragraph(said) and "Permission denied" in said and str(place) in said, said
    assert list(shared.parent.iterdir()) == [shared] and len(og.open_store(shared).graph()) == 40


def test_a_store_that_cannot_be_read_is_said(shared: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can become somebody else")
    shared.chmod(0o600)
    shared.parent.chmod(0o777)
    code, said = told(_as_nobody, str(shared), 10, "other")
    assert code == 3 and paragraph(said) and "Permission denied" in said


def test_a_file_system_for_reading_only_is_said(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", 30 << 20) as folder:
        load(str(folder / "s.lbug"), 40, "small")
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        code, said = told(load, str(folder / "s.lbug"), 10, "other")
        assert code == 3 and paragraph(said) and "Read-only file system" in said
        assert len(og.open_store(folder / "s.lbug").graph()) == 40, "reading needs no writing"


def test_a_store_that_is_protected_from_writing_is_left_as_it_is(place: Path) -> None:
    place.chmod(0o444)
    before = place.read_bytes()
    code, said = told(load, str(place), 10, "other")
    assert code == 3 and paragraph(said) and "protected from writing" in said
    assert place.read_bytes() == before and list(place.parent.iterdir()) == [place]


@pytest.mark.parametrize("what", ["folder", "pipe", "device", "empty", "a byte", "some bytes", "zeros", "text", "database of SQLite", "beginning of a store"])
def test_what_stands_in_the_place_of_a_store_is_said_and_left(run: Run, place: Path, what: str) -> None:
    other = place.with_name("x.lbug")
    contents = {
        "empty": b"", "a byte": b"x", "some bytes": b"LBUG1234", "zeros": b"\0" * 8192, "text": b"chart: x\n" * 2000,
        "database of SQLite": b"SQLite format 3\0" + b"\0" * 8000, "beginning of a store": place.read_bytes()[:8000],
    }  # fmt: skip
    if what == "folder":
        other.mkdir()
    elif what == "pipe":
        os.mkfifo(other)
    elif what == "device":
        if os.getuid() != 0:
            pytest.skip("only root can make a device")
        os.mknod(other, 0o600 | stat.S_IFCHR, os.makedev(1, 5))  # of the test's own: never the machine's
    else:
        other.write_bytes(contents[what])
    chart = place.with_name("c.json")
    write_charts([units(3, "other")], chart)
    before = other.stat()
    for words in (("charts",), ("load", str(chart), "--yes")):
        done = run(*words, OVERSIGHT_STORE=str(other))
        assert done.returncode == 3 and paragraph(done.stderr.splitlines()[-1]) and str(other) in done.stderr and "Traceback" not in done.stderr, done.stderr
    after = other.stat()
    assert (after.st_ino, after.st_mode, after.st_size, after.st_mtime_ns) == (before.st_ino, before.st_mode, before.st_size, before.st_mtime_ns)
    assert sorted(place.parent.iterdir()) == sorted({place, chart, other})


def test_what_another_program_left_beside_a_store_is_neither_read_nor_removed(place: Path) -> None:
    """SQLite would take it for a part of the store, had a program died that wrote there; ours is whole as it is, and nobody else writes it."""
    beside = [place.with_name(f"s.lbug{ending}") for ending in ("-wal", "-journal", "-shm", ".wal")]
    for one in beside:
        one.write_bytes(b"x" * 58)
    assert len(og.open_store(place).graph()) == 40
    load(str(place), 10, "other")
    assert len(og.open_store(place).graph()) == 50 and {one.read_bytes() for one in beside} == {b"x" * 58}


def test_what_another_program_left_beside_a_store_of_before_is_said_and_left(tmp_path: Path) -> None:
    """The engine would take it for a part of the store."""
    place, wal = tmp_path / "s.lbug", tmp_path / "s.lbug.wal"
    place.write_bytes(lzma.decompress((TESTS / "stores" / "schema_3" / "store.lbug.xz").read_bytes()))
    wal.write_bytes(b"x" * 58)
    with pytest.raises(og.StoreError, match=r"s\.lbug\.wal, left by another program"):
        og.open_store(place).infos()
    assert wal.read_bytes() == b"x" * 58
    wal.unlink()
    assert len(og.open_store(place).infos()) == 2


# -- links, modes, owners ---------------------------------------------------------------------------------------------------------------------


def test_a_load_keeps_mode_and_owner_of_a_store_and_a_new_one_has_those_of_any_new_file(place: Path, tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    assert place.stat().st_mode == (tmp_path / "plain").stat().st_mode
    (tmp_path / "plain").unlink()
    place.chmod(0o640)
    if os.getuid() == 0:
        os.chown(place, NOBODY, NOBODY)
    before = place.stat()
    load(str(place), 10, "other")
    unload(str(place), 0, "other")
    after = place.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid) and stat.S_IMODE(after.st_mode) == 0o640


def test_a_load_through_a_link_goes_to_its_target_and_the_link_stays(place: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "real.lbug", tmp_path / "link.lbug"
    place.rename(target)
    link.symlink_to("there/real.lbug")
    load(str(link), 10, "other")
    assert link.is_symlink() and not target.is_symlink() and len(og.open_store(target).graph()) == 50 == len(og.open_store(link).graph())
    assert list((tmp_path / "there").iterdir()) == [target] and sorted(tmp_path.iterdir()) == [link, tmp_path / "there"]
    target.unlink()
    assert og.open_store(link).stamp() == ""
    load(str(link), 10, "other")  # a link that leads to nothing yet
    assert link.is_symlink() and len(og.open_store(target).graph()) == 10
    link.unlink()
    link.symlink_to("link.lbug")
    code, said = told(load, str(link), 10, "other")
    assert code == 3 and paragraph(said) and "symbolic links" in said


def test_hard_links_of_a_store_stay_together_until_versions_are_let_go(place: Path, caplog: pytest.LogCaptureFixture) -> None:
    other = place.with_name("other.lbug")
    other.hardlink_to(place)
    with caplog.at_level(logging.WARNING):
        for number in (10, 3000, 11, 3001, 12):  # more is unused by then than would be left unused in a file of one name
            load(str(place), number, "other")
        assert "hard links" not in caplog.text and len(og.open_store(other).graph()) == 52 == len(og.open_store(place).graph())
        forget(str(place), 4, "other")
    assert "hard links" in caplog.text and len(EmbeddedStore(other).versions("other")) == 5 and len(EmbeddedStore(place).versions("other")) == 2


def test_the_files_of_before_are_neither_followed_nor_removed(place: Path, tmp_path: Path) -> None:
    """What older versions and patterns took for theirs: notes beside the store, other stores, links."""
    precious = tmp_path / "precious"
    precious.write_text("mine")
    for name in ("s.lbug.owner", "s.lbug.lock"):
        (tmp_path / name).symlink_to(precious)
    (tmp_path / "s.lbug.new-notes").mkdir()
    (tmp_path / "s.lbug.new-notes" / "a.txt").write_text("mine")
    load(str(tmp_path / "s.lbug.newtown"), 5, "small")
    names = sorted(one.name for one in tmp_path.rglob("*"))
    load(str(place), 10, "other")
    assert sorted(one.name for one in tmp_path.rglob("*")) == names and precious.read_text() == "mine"
    assert len(og.open_store(tmp_path / "s.lbug.newtown").graph()) == 5


@pytest.mark.parametrize("name", ["a[1].lbug", "*.lbug", "城 市?.lbug", "-x"])
def test_a_store_of_any_name_is_loaded_after_a_killed_load(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    assert kill_when(load, place, 5, "small", lambda process: bool(leftovers(place)))
    load(str(place), 5, "small")
    at = steps_of(load, tmp_path, place, 200, "other").index("fsync")
    unload(str(place), 0, "other")
    kill_at_step(load, at, 0.0, place, 200, "other")
    assert has_remains(place) and lock_of(place).exists()
    load(str(place), 10, "other")
    assert len(og.open_store(place).graph()) == 15 and list(tmp_path.iterdir()) == [place] and not has_remains(place)
