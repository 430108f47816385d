"""What is written and removed besides stores: exports and what is kept beside the user's data touch nothing that isn't this program's."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from support.small import chart

import oversight_graph as og
from oversight_graph.charts import graph_of
from oversight_graph.disk.atomic_write import atomic_write
from oversight_graph.disk.checksum import SIZE
from oversight_graph.loaders.writers.graphml import write_graphml
from oversight_graph.store.neo4j.bulk import write_import
from oversight_graph.store.neo4j.snapshot import Snapshots
from oversight_graph.store.neo4j.store_node import StoreState
from oversight_graph.store.protocol import LoadedChart

CHART = chart("nodes: [{id: a, kind: Unit, name: 甲}]")


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.rglob("*"))


def test_an_export_neither_follows_nor_removes_files_that_are_named_like_its_own_parts(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "c.graphml.part").symlink_to("mine")
    write_graphml([CHART], tmp_path / "c.graphml")
    assert names(tmp_path) == ["c.graphml", "c.graphml.part", "mine"] and (tmp_path / "mine").read_text() == "mine"


def test_an_export_through_a_link_goes_to_its_target_and_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "real.graphml").write_text("old")
    (tmp_path / "real.graphml").chmod(0o600)
    (tmp_path / "link.graphml").symlink_to("real.graphml")
    write_graphml([CHART], tmp_path / "link.graphml")
    real = tmp_path / "real.graphml"
    assert (tmp_path / "link.graphml").is_symlink() and "甲" in real.read_text("utf-8") and stat.S_IMODE(real.stat().st_mode) == 0o600


def test_an_export_to_a_pipe_or_a_device_is_written_to_it_and_never_takes_its_place(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    if os.getuid() == 0:  # of the test's own: never the machine's
        os.mknod(tmp_path / "device", 0o600 | stat.S_IFCHR, os.makedev(1, 3))
    before = names(tmp_path)
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)  # without one, opening the pipe would wait
    for place in list(tmp_path.iterdir()):
        with atomic_write([place]) as (part,):
            part.write_text("x")
    assert os.read(reader, 10) == b"x"
    os.close(reader)
    assert names(tmp_path) == before and not any(path.is_file() for path in tmp_path.iterdir())


def test_an_export_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with pytest.raises(ZeroDivisionError), atomic_write([tmp_path / "a"]) as (part,):
        part.write_text("half")
        raise ZeroDivisionError
    assert names(tmp_path) == ["a"] and (tmp_path / "a").read_text() == "old"


def test_an_export_for_neo4j_admin_removes_an_earlier_one_and_nobody_elses_files(tmp_path: Path) -> None:
    loaded = [LoadedChart(CHART, "2020-01-01T00:00:00+00:00")]
    (tmp_path / "other.csv").write_text("mine")
    write_import(loaded, tmp_path)
    first = names(tmp_path)
    write_import(loaded, tmp_path)
    assert names(tmp_path) == first and (tmp_path / "other.csv").read_text() == "mine"
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "links.csv").write_text("mine")
    with pytest.raises(og.OversightError, match=r"lies links\.csv, which no export wrote"):
        write_import(loaded, mine)
    assert names(mine) == ["links.csv"] and (mine / "links.csv").read_text() == "mine"


def kept(folder: Path, revision: int = 3, name: str = "0b5cf2a4-3a55-4b12-8f0e-1a2b3c4d5e6f") -> tuple[Snapshots, StoreState]:
    graph = graph_of([CHART])
    head = StoreState(name, revision, 0, revision, len(graph), graph.link_table.num_rows, 1)
    snapshots = Snapshots(folder)
    snapshots.put(head, graph.node_table, graph.link_table)
    return snapshots, head


def test_a_snapshot_takes_the_place_of_older_ones_of_its_store_alone(tmp_path: Path) -> None:
    others = ["0b5cf2a4-3a55-4b12-8f0e-1a2b3c4d5e6f-notes", "0b5cf2a4-3a55-4b12-8f0e-1a2b3c4d5e6f-2.nodes.bak", "aaaaaaaa-3.nodes"]
    for name in others:
        (tmp_path / name).write_text("mine")
    kept(tmp_path, 2)
    snapshots, head = kept(tmp_path, 3)
    assert names(tmp_path) == sorted([*others, f"{head.id}-3.nodes", f"{head.id}-3.links"])
    found = snapshots.get(head)
    assert found is not None and found[0].equals(graph_of([CHART]).node_table)


def test_a_snapshot_goes_nowhere_but_into_its_folder_whatever_a_server_calls_its_store(tmp_path: Path) -> None:
    folder = tmp_path / "snapshots"
    (tmp_path / "mine-1.nodes").write_text("mine")
    for name in ("../mine", "*", "", "/etc/x", "a/../../mine", "?" * 36):
        snapshots, head = kept(folder, 1, name)
        assert snapshots.get(head) is None
    assert names(tmp_path) == ["mine-1.nodes", "snapshots"] and (tmp_path / "mine-1.nodes").read_text() == "mine"


def test_a_damaged_snapshot_is_none(tmp_path: Path) -> None:
    """Each byte: a name that reads differently would be a wrong answer without a word."""
    snapshots, head = kept(tmp_path)
    file = tmp_path / f"{head.id}-3.nodes"
    content = file.read_bytes()
    assert snapshots.get(head) is not None
    for at in range(0, len(content), 37):
        wrong = bytearray(content)
        wrong[at] ^= 1
        other = tmp_path / "other"
        other.write_bytes(wrong)
        other.replace(file)
        assert snapshots.get(head) is None, at


def test_a_snapshot_without_a_checksum_is_none(tmp_path: Path) -> None:
    """As an older version wrote it."""
    snapshots, head = kept(tmp_path)
    file = tmp_path / f"{head.id}-3.nodes"
    file.write_bytes(file.read_bytes()[:-SIZE])
    assert snapshots.get(head) is None
