"""Processes that change a store, to be killed or hindered in the middle: clean forks of a server that has imported everything."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import oversight_graph as og
from support.small import chart

PRELOAD = ["oversight_graph", "oversight_graph.planning.plan", "oversight_graph.store.embedded", "killing"]
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(PRELOAD)


def units(number: int, name: str = "small") -> og.Chart:
    """A chart of so many units."""
    return chart("nodes:\n" + "".join(f"  - {{id: u{n}, kind: Unit, name: {name}单位{n}}}\n" for n in range(number)), name)


def load(place: str, number: int, name: str) -> None:
    og.plan(og.open_store(place), units(number, name)).apply(100)


def unload(place: str, number: int, name: str) -> None:
    og.withdraw(og.open_store(place), name).apply()


Work = Callable[[str, int, str], None]


def start(work: Callable[..., None], *words: Any) -> BaseProcess:
    process = _context.Process(target=work, args=words)
    process.start()
    return process


def written(process: BaseProcess) -> int:
    """Bytes that a process has handed to the system until now; as many as there can be once it has ended."""
    try:
        found = Path(f"/proc/{process.pid}/io").read_text()
        return int(found.partition("wchar: ")[2].split()[0])
    except (OSError, IndexError):
        return 1 << 62


def whole(work: Work, place: Path, number: int, name: str) -> int:
    """Bytes that a process writes that isn't killed, as far as can be seen before its end."""
    process, most = start(work, str(place), number, name), 0
    while (now := written(process)) < 1 << 62 and process.is_alive():
        most = max(most, now)
        os.sched_yield()
    process.join()
    assert process.exitcode == 0
    return most


def kill_when(work: Work, place: Path, number: int, name: str, now: Callable[[BaseProcess], bool]) -> bool:
    """Start it and kill it as soon as `now` says so; whether it was killed before its end."""
    process = start(work, str(place), number, name)
    while process.is_alive() and not now(process):
        os.sched_yield()
    process.kill()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
    return process.exitcode != 0


def told(work: Callable[..., None], *words: Any) -> tuple[int | None, str]:
    """The exit code of a process, and what it raised, in its words."""
    receive, send = _context.Pipe(duplex=False)
    process = start(_tell, send, work, *words)
    send.close()
    try:
        said = receive.recv()
    except EOFError:
        said = ""
    process.join()
    return process.exitcode, said


def _tell(send: Any, work: Callable[..., None], *words: Any) -> None:
    try:
        work(*words)
    except og.StoreError as error:
        send.send(str(error))
        os._exit(3)
    except BaseException as error:
        send.send(f"Traceback: {error!r}")
        os._exit(1)
    send.send("")
