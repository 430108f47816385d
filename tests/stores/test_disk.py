"""Files of this program's own: given a checksum, put in the place of another one, held by one writer, and removed only where they surely are ours."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import signal
import stat
from pathlib import Path

import pytest
from support.killing import units

import oversight_graph as og
from oversight_graph.disk import lock_file
from oversight_graph.disk.checksum import SIZE, Damaged, add_checksum, verify
from oversight_graph.disk.lock_file import Held, NoLocks, held
from oversight_graph.disk.replace_file import folder_of, replace, replaceable, target_of
from oversight_graph.disk.staging_folder import FILE, leftovers, staging_folder, sweep

# -- the checksum -----------------------------------------------------------------------------------------------------------


def sealed(place: Path, early: int | None, size: int = 5000) -> bytes:
    place.write_bytes(random.Random(size).randbytes(size))
    add_checksum(place, early)
    return place.read_bytes()


@pytest.mark.parametrize("early", [None, 1000])
@pytest.mark.parametrize("size", [1000 + SIZE, 5000, 3 << 20])
def test_a_sealed_file_is_known_wherever_it_goes(tmp_path: Path, early: int | None, size: int) -> None:
    content = sealed(tmp_path / "a", early, size)
    assert len(content) == size + SIZE and verify(tmp_path / "a", early) == size
    (tmp_path / "b").write_bytes(content)
    assert verify(tmp_path / "b", early) == size
    (tmp_path / "a").rename(tmp_path / "c")
    assert verify(tmp_path / "c", early) == size


@pytest.mark.parametrize("early", [None, 1000])
def test_every_change_of_a_byte_is_found(tmp_path: Path, early: int | None) -> None:
    content = sealed(tmp_path / "a", early)
    places = [0, 999, 1000, 1000 + SIZE - 1, 1000 + SIZE, 4999, 5000, 5000 + SIZE - 1, *random.Random(1).sample(range(len(content)), 60)]
    for number, at in enumerate(places):
        if early is None and at >= 5000:
            continue  # without an early block a mark that is gone can't be told from none
        wrong = bytearray(content)
        wrong[at] ^= 1 << number % 8
        (tmp_path / "b").write_bytes(wrong)
        with pytest.raises(Damaged):
            verify(tmp_path / "b", early)


def test_what_is_cut_off_or_added_is_found(tmp_path: Path) -> None:
    content = sealed(tmp_path / "a", 1000)
    for wrong in (content[:-1], content[:-SIZE], content[:2000], content[: 1000 + SIZE], content + b"x", content + content, b"x" + content):
        (tmp_path / "b").write_bytes(wrong)
        with pytest.raises(Damaged):
            verify(tmp_path / "b", 1000)


@pytest.mark.parametrize("content", [b"", b"x", b"x" * 63, b"x" * 64, b"x" * 5000])
def test_a_file_that_never_had_a_seal_has_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    assert verify(tmp_path / "a", 1000) is None and verify(tmp_path / "a") is None


def test_what_was_verified_is_read_again_once_it_has_changed(tmp_path: Path) -> None:
    content = sealed(tmp_path / "a", 1000)
    assert verify(tmp_path / "a", 1000) == 5000
    (tmp_path / "b").write_bytes(content[:100] + b"x" + content[101:])
    (tmp_path / "b").replace(tmp_path / "a")
    with pytest.raises(Damaged):
        verify(tmp_path / "a", 1000)


# -- in the place of another file ---------------------------------------------------------------------------------------------


def test_a_file_in_the_place_of_another_keeps_its_mode_owner_and_attributes(tmp_path: Path) -> None:
    target, fresh = tmp_path / "a", tmp_path / "b"
    target.write_text("old")
    fresh.write_text("new")
    target.chmod(0o640)
    if os.getuid() == 0:
        os.chown(target, 12345, 23456)
    try:
        os.setxattr(target, "user.note", b"mine")
        attributes = True
    except OSError:
        attributes = False  # a file system without them
    before = target.stat()
    assert replace(fresh, target) == [] and target.read_text() == "new" and not fresh.exists()
    after = target.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert not attributes or os.getxattr(target, "user.note") == b"mine"


def test_hard_links_are_said(tmp_path: Path) -> None:
    target, fresh = tmp_path / "a", tmp_path / "b"
    target.write_text("old")
    (tmp_path / "other").hardlink_to(target)
    fresh.write_text("new")
    (said,) = replace(fresh, target)
    assert "1 more name (hard links)" in str(said) and (tmp_path / "other").read_text() == "old" and target.read_text() == "new"


def test_links_lead_to_their_target_whether_or_not_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there/file")
    (tmp_path / "again").symlink_to("link")
    assert target_of(tmp_path / "again") == (tmp_path / "there/file").resolve()
    (tmp_path / "round").symlink_to("round")
    with pytest.raises(OSError, match="symbolic links"):
        target_of(tmp_path / "round")


def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    """As root, a device replaced by a file is gone for everybody. The device here is one of the test's own: never the machine's."""
    os.mkfifo(tmp_path / "pipe")
    if os.getuid() == 0:
        os.mknod(tmp_path / "device", 0o600 | stat.S_IFCHR, os.makedev(1, 3))
    (tmp_path / "link").symlink_to("elsewhere")
    (tmp_path / "folder").mkdir()
    (tmp_path / "fixed").write_text("")
    (tmp_path / "fixed").chmod(0o444)
    (tmp_path / "fresh").write_text("new")
    before = sorted(one.lstat().st_ino for one in tmp_path.iterdir())
    for place in sorted(set(tmp_path.iterdir()) - {tmp_path / "fresh"}):
        with pytest.raises(OSError) as raised:
            replace(tmp_path / "fresh", place)
        assert str(raised.value.strerror).startswith("it is")
    assert replaceable(tmp_path / "none") is None
    assert sorted(one.lstat().st_ino for one in tmp_path.iterdir()) == before


def test_folders_that_were_made_go_again_where_the_making_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), folder_of(tmp_path / "a/b/c"):
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())
    with folder_of(tmp_path / "a/b/c"):
        pass
    assert (tmp_path / "a/b").is_dir()


# -- working folders ------------------------------------------------------------------------------------------------------------

NAMES = ("city", "a[1].lbug", "*", "?.lbug", "[!a].lbug", "城市.lbug", " city ", "city\n.lbug", "^.+$", "-rf", ".hidden")


def killed(target: Path) -> Path:
    """A working folder as a killed program leaves it."""
    made = staging_folder(target)
    place = made.__enter__()  # and never left
    for name in (FILE, f"{FILE}.wal", f"{FILE}.shadow"):
        (place.parent / name).write_text("half")
    KEPT.append(made)
    return place.parent


KEPT: list[object] = []
"""Working folders that must not be left in good order when they are collected."""


@pytest.mark.parametrize("name", NAMES)
def test_a_working_folder_goes_with_its_end_and_what_a_killed_one_left_goes_with_the_next(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    left = killed(target)
    assert leftovers(target) == [left]
    with staging_folder(target) as fresh:
        assert not left.exists() and stat.S_IMODE(fresh.parent.stat().st_mode) == 0o700
        fresh.write_text("new")
    assert not list(tmp_path.iterdir())


def test_nothing_of_a_users_is_removed_whatever_its_name(tmp_path: Path) -> None:
    """What has a name that begins alike, that a pattern would fit, that is exactly of our form but not marked, marked for another file, or a link."""
    target = tmp_path / "city"
    token = "0123456789abcdef"
    words = b"oversight-graph makes the next version of this file here: "
    for folder in (
        "city.new-notes",
        "city.new",
        f".city.{token}.oversight-writing",
        f".city.{token}.oversight-writing2",
        f".city.{token[:-1]}.oversight-writing",
        "elsewhere",
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "notes.txt").write_text("mine")
    for file in ("city.newtown", "city.new.wal", "city.lock", "city.owner", ".city.fedcba9876543210.oversight-writing"):
        (tmp_path / file).write_text("mine")
    other = tmp_path / f".city.{token[::-1]}0.oversight-writing"
    marked_for_another = tmp_path / f".city.{'a' * 16}.oversight-writing"
    for folder in (other, marked_for_another):
        folder.mkdir()
        (folder / "made-by-oversight-graph").write_bytes(words + b"town\n")
    for copied in (".city.copy", f".city.{'c' * 16}.oversight-writing.copy", f".city.{'C' * 16}.oversight-writing"):  # by a user, marker and all
        (tmp_path / copied).mkdir()
        (tmp_path / copied / "made-by-oversight-graph").write_bytes(words + b"city\n")
        (tmp_path / copied / "store").write_text("mine")
    (tmp_path / f".city.{'b' * 16}.oversight-writing").symlink_to("elsewhere")
    (tmp_path / "elsewhere/made-by-oversight-graph").write_bytes(words + b"city\n")
    (tmp_path / "elsewhere/store").write_text("mine")
    before = sorted(str(one) for one in tmp_path.rglob("*"))
    sweep(target)
    assert sorted(str(one) for one in tmp_path.rglob("*")) == before


def test_of_a_working_folder_only_what_a_making_leaves_is_removed(tmp_path: Path) -> None:
    left = killed(tmp_path / "city")
    (left / "store.d").mkdir()
    (left / "store.d" / "mine").write_text("mine")
    (tmp_path / "mine").write_text("mine")
    (left / "store.link").symlink_to(tmp_path / "mine")
    sweep(tmp_path / "city")
    assert {one.name for one in left.iterdir()} == {"store.d", "store.link", "made-by-oversight-graph"} and (tmp_path / "mine").read_text() == "mine"


# -- the lock -------------------------------------------------------------------------------------------------------------------


def test_a_lock_is_there_only_while_it_is_held_and_says_who_holds_it(tmp_path: Path) -> None:
    place = tmp_path / "lock"
    with held(place, "me", 0.0):
        assert place.read_text() == "oversight-graph: held by me"
        with pytest.raises(Held, match=r"^me$"), held(place, "you", 0.0):
            pass
    assert not place.exists()
    with held(place, "you", 0.0):
        pass


def _hold_and_die(place: str) -> None:
    with held(Path(place), "the dead", 0.0):
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    other = multiprocessing.Process(target=_hold_and_die, args=(str(tmp_path / "lock"),))
    other.start()
    other.join()
    assert (tmp_path / "lock").read_text().endswith("the dead")
    with held(tmp_path / "lock", "me", 0.0):
        assert (tmp_path / "lock").read_text().endswith("me")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("what", ["link", "dangling", "text", "folder", "pipe"])
def test_what_isnt_a_lock_of_ours_is_neither_written_to_nor_removed(tmp_path: Path, what: str) -> None:
    place, mine = tmp_path / "lock", tmp_path / "mine"
    mine.write_text("mine")
    {
        "link": lambda: place.symlink_to(mine), "dangling": lambda: place.symlink_to(tmp_path / "none"), "text": lambda: place.write_text("mine"),
        "folder": place.mkdir, "pipe": lambda: os.mkfifo(place),
    }[what]()  # fmt: skip
    before = place.lstat()
    with pytest.raises(OSError, match="is in the way"), held(place, "me", 0.0):
        pass
    assert place.lstat() == before and mine.read_text() == "mine" and not (tmp_path / "none").exists()


def test_a_lock_that_its_last_holder_removed_while_it_was_opened_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else two could hold it: one a file that has no name any more, one its successor."""
    place, opened = tmp_path / "lock", lock_file._open
    calls: list[int] = []

    def removed(path: Path) -> int:
        calls.append(handle := opened(path))
        if len(calls) < 3:
            path.unlink()
        return handle

    monkeypatch.setattr(lock_file, "_open", removed)
    with held(place, "me", 0.0):
        assert len(calls) == 3 and place.read_text().endswith("me")


def _count(place: str, counter: str) -> None:
    for _ in range(40):
        with held(Path(place), "one of four", 60.0):
            Path(counter).write_text(str(int(Path(counter).read_text()) + 1))


def test_of_several_processes_one_holds_it_at_a_time(tmp_path: Path) -> None:
    """Each holding makes and removes the file: two that hold at once would lose a count."""
    counter = tmp_path / "counter"
    counter.write_text("0")
    others = [multiprocessing.Process(target=_count, args=(str(tmp_path / "lock"), str(counter))) for _ in range(4)]
    for one in others:
        one.start()
    for one in others:
        one.join()
    assert counter.read_text() == "160"


@pytest.mark.parametrize("sort", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_file_system_without_locks_is_told_and_nothing_is_left_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sort: int) -> None:
    def refused(*_: object) -> None:
        raise OSError(sort, "No locks available")

    monkeypatch.setattr("fcntl.flock", refused)
    with pytest.raises(NoLocks, match="No locks available"), held(tmp_path / "lock", "me", 0.0):
        pass
    assert not list(tmp_path.iterdir())
    store = og.open_store(tmp_path / "s.lbug")
    with pytest.raises(og.StoreError, match=r"has no locks \(No locks available\).*Copy the store to a disk of this machine"):
        og.plan(store, units(3)).apply()
    assert not list(tmp_path.iterdir())


def test_a_store_on_a_file_system_without_locks_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    og.plan(og.open_store(tmp_path / "s.lbug"), units(3)).apply()
    monkeypatch.setattr("fcntl.flock", lambda *_: pytest.fail("a lock was asked for"))
    assert len(og.open_store(tmp_path / "s.lbug").graph()) == 3
