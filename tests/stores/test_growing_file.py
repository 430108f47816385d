"""A file that only grows: whole for readers and copies at any moment, as it was before where a writing is cut short, and never a state that wasn't."""

from __future__ import annotations

import errno
import os
import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import examples

from oversight_graph.disk import growing_file
from oversight_graph.disk.checksum import Damaged
from oversight_graph.disk.file_head import HEAD_SIZE
from oversight_graph.disk.growing_file import GrowingFile, begins_so, create, growing, has_remains, stamp_of


def add(place: Path, *pieces: bytes) -> None:
    """Add pieces; the root is what all roots before and these hold."""
    with growing(place) as growth:
        before = growth.file.root()
        for piece in pieces:
            growth.add(piece)
        growth.commit(before + b"".join(pieces))


def root(place: Path) -> bytes:
    file = GrowingFile(place)
    try:
        return file.root()
    finally:
        file.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    create(tmp_path / "f")
    return tmp_path / "f"


def test_each_adding_is_there_and_tells_itself_from_all_others(place: Path) -> None:
    stamps = {stamp_of(place)}
    assert begins_so(place) and root(place) == b""
    for number in range(5):
        add(place, b"%d" % number)
        stamps.add(stamp_of(place))
    assert root(place) == b"01234" and len(stamps) == 6 and not has_remains(place)


def test_a_reader_goes_on_with_the_state_of_its_opening(place: Path) -> None:
    add(place, b"a")
    file = GrowingFile(place)
    for _ in range(4):
        add(place, b"b" * 5000)
    assert file.root() == b"a" and root(place) == b"a" + b"b" * 20000
    file.close()


def test_a_file_is_longer_by_what_was_added_and_nothing_before_its_end_is_written_over(place: Path) -> None:
    add(place, b"a")
    before = place.read_bytes()
    add(place, b"b" * 300)
    after = place.read_bytes()
    assert after[growing_file.START : len(before)] == before[growing_file.START :] and len(after) == len(before) + 300 + 301 + HEAD_SIZE


@pytest.mark.parametrize("wrong", [ZeroDivisionError, KeyboardInterrupt])
def test_what_is_not_committed_is_cut_off(place: Path, wrong: type[BaseException]) -> None:
    add(place, b"a")
    before = place.read_bytes()
    with pytest.raises(wrong), growing(place) as growth:
        growth.add(b"b" * 9000)
        assert has_remains(place)
        raise wrong
    assert place.read_bytes() == before


def test_what_a_killed_writer_left_is_read_by_nobody_and_cut_off_by_the_next(place: Path) -> None:
    add(place, b"a")
    whole = place.read_bytes()
    for left in (b"x", b"x" * 9000, whole[-HEAD_SIZE:], whole):
        place.write_bytes(whole + left)
        assert root(place) == b"a" and has_remains(place)
        with growing(place):
            pass
        assert place.read_bytes() == whole


def _steps(place: Path, *pieces: bytes) -> list[bytes]:
    """The file after each write of an adding, as a loss of power leaves it where the disk has kept the order."""
    states, write = [place.read_bytes()], growing_file.write_at

    def noted(handle: int, data: bytes, at: int) -> None:
        write(handle, data[: len(data) // 2], at)
        states.append(place.read_bytes())
        write(handle, data, at)
        states.append(place.read_bytes())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(growing_file, "write_at", noted)
        add(place, *pieces)
    return states


def test_cut_short_after_any_write_it_is_as_before_or_after_and_the_next_adding_works(place: Path) -> None:
    """A head at the beginning of which half is written is told by its checksum; the one at the end is whole by then."""
    add(place, b"a")
    add(place, b"b")
    found = []
    for state in _steps(place, b"c" * 5000, b"d"):
        place.write_bytes(state)
        found.append(root(place))
        add(place, b"!")
        assert root(place) == found[-1] + b"!" and not has_remains(place)
        assert None not in GrowingFile(place).heads()
    before, after = b"ab", b"ab" + b"c" * 5000 + b"d"
    assert found == sorted(found, key=len) and found[0] == before and found[-2:] == [after, after] and set(found) == {before, after}


@given(st.integers(0, 1 << 30), st.integers(1, 40))
@examples(60)
def test_damage_anywhere_is_told_or_changes_nothing(tmp_path_factory: pytest.TempPathFactory, seed: int, length: int) -> None:
    """Of one place, up to forty bytes long: heads stand further apart."""
    rng, place = random.Random(seed), tmp_path_factory.mktemp("damaged") / "f"
    create(place)
    for number in range(rng.randrange(1, 5)):
        add(place, b"%d" % number)
    content, said = place.read_bytes(), root(place)
    at = rng.choice([rng.randrange(len(content)), rng.randrange(growing_file.START - 4096), rng.randrange(len(content) - 400, len(content))])
    for wrong in (content[:at] + rng.randbytes(length) + content[at + length :], content[:at], content[:at] + content[at + length :], content + content[at:]):
        place.write_bytes(wrong)
        try:
            assert not begins_so(place) or root(place) == said
        except Damaged:
            continue


@pytest.mark.parametrize("wrong", ["older in both", "newer in both", "swapped"])
def test_a_head_in_the_place_of_the_other_one_is_no_head(place: Path, wrong: str) -> None:
    for number in range(3):
        add(place, b"%d" % number)
    content = bytearray(place.read_bytes())
    one, other = (bytes(content[at : at + 4096]) for at in (4096, 8192))
    newer, older = (one, other) if GrowingFile(place).head.number % 2 == 0 else (other, one)
    both = {"older in both": (older, older), "newer in both": (newer, newer), "swapped": (other, one)}[wrong]
    content[4096:12288] = both[0] + both[1]
    place.write_bytes(content)
    if wrong == "swapped":
        with pytest.raises(Damaged):
            root(place)
    else:
        assert root(place) == b"012"


@pytest.mark.parametrize("step", range(1, 7))
@pytest.mark.parametrize("sort", [errno.ENOSPC, errno.EIO])
def test_where_the_system_refuses_any_write_it_is_as_before(place: Path, step: int, sort: int) -> None:
    add(place, b"a")
    before, write, sync, calls = place.read_bytes(), growing_file.write_at, os.fsync, [0]

    def counted() -> None:
        calls[0] += 1
        if calls[0] == step:
            raise OSError(sort, "no")

    def refused(handle: int, data: bytes, at: int) -> None:
        counted()
        write(handle, data, at)

    def unsynced(handle: int) -> None:
        counted()
        sync(handle)

    with pytest.MonkeyPatch.context() as patch, pytest.raises(OSError, match="no"):
        patch.setattr(growing_file, "write_at", refused)
        patch.setattr(os, "fsync", unsynced)
        add(place, b"b" * 5000)
    assert place.read_bytes() == before and root(place) == b"a"


def test_a_second_writer_whom_no_lock_kept_out_is_noticed(place: Path) -> None:
    add(place, b"a")
    for early in (b"", b"c" * 9000):
        with pytest.raises(OSError, match="at the same time"), growing(place) as growth:
            growth.add(early)
            add(place, b"b")
            growth.add(b"c")
    assert root(place) == b"abb"


@pytest.mark.parametrize("size", [4096, 8192, 10000, 16384])
def test_a_copy_that_is_made_while_somebody_writes_is_whole(place: Path, size: int) -> None:
    """It is copied from the beginning on, and what the heads lead to that were copied stands behind them: one state or a later one."""
    add(place, b"a" * 20000)
    copy = place.with_name("copy")
    with place.open("rb") as file, copy.open("wb") as made:
        for _ in range(6):
            made.write(file.read(size))
            add(place, b"b" * 3000)
            add(place, b"b" * 3000)
        shutil.copyfileobj(file, made)
    said = root(copy)
    assert said[:20000] == b"a" * 20000 and set(said[20000:]) <= {ord("b")}
    add(copy, b"c")
    assert root(copy) == said + b"c"
