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
from oversight_graph.store.embedded import EmbeddedStore
from support.small import chart

PRELOAD = ["oversight_graph", "oversight_graph.planning.plan", "oversight_graph.store.embedded", "oversight_graph.store.embedded_write", "killing"]
context = multiprocessing.get_context("forkserver")
context.set_forkserver_preload(PRELOAD)


def units(number: int, name: str = "small") -> og.Chart:
    """A chart of so many units."""
    return chart("nodes:\n" + "".join(f"  - {{id: u{n}, kind: Unit, name: {name}单位{n}}}\n" for n in range(number)), name)


def load(place: str, number: int, name: str) -> None:
    og.plan(og.open_store(place), units(number, name)).apply(100)


def unload(place: str, number: int, name: str) -> None:
    og.withdraw(og.open_store(place), name).apply()


def restore(place: str, number: int, name: str) -> None:
    store = EmbeddedStore(place)
    og.plan(store, store.version(name, number).chart).apply(100)


def forget(place: str, number: int, name: str) -> None:
    EmbeddedStore(place).forget(name, number)


Work = Callable[[str, int, str], None]


def start(work: Callable[..., None], *words: Any) -> BaseProcess:
    process = context.Process(target=work, args=words)
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


STEPS = ("pwrite", "fsync", "ftruncate", "replace", "unlink", "mkdir", "rmdir")
"""What of the system changes files."""


def _counted(work: Work, steps: Path, place: str, number: int, name: str) -> None:
    """Do it, and note how many steps it took, and which."""
    taken: list[str] = []
    for step in STEPS:
        real = getattr(os, step)
        setattr(os, step, lambda *words, _step=step, _real=real, **named: taken.append(_step) or _real(*words, **named))
    work(place, number, name)
    steps.write_text(" ".join(taken))


def steps_of(work: Work, folder: Path, place: Path, number: int, name: str) -> list[str]:
    """The steps by which a process changes files."""
    noted = folder / "steps"
    process = start(_counted, work, noted, str(place), number, name)
    process.join()
    assert process.exitcode == 0
    found = noted.read_text().split()
    noted.unlink()
    return found


def _dying(work: Work, at: int, part: float, place: str, number: int, name: str) -> None:
    left = [at]

    def stepping(step: str) -> Callable[..., Any]:
        real = getattr(os, step)

        def stepped(*words: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] >= 0:
                return real(*words, **named)
            if step == "pwrite":
                real(words[0], words[1][: int(part * len(words[1]))], *words[2:])
            os.kill(os.getpid(), signal.SIGKILL)
            raise AssertionError

        return stepped

    for step in STEPS:
        setattr(os, step, stepping(step))
    work(place, number, name)


def kill_at_step(work: Work, at: int, part: float, place: Path, number: int, name: str) -> None:
    """Let a process be killed as it takes so many steps; of a write, so much of it is done."""
    process = start(_dying, work, at, part, str(place), number, name)
    process.join()
    assert process.exitcode == -signal.SIGKILL, process.exitcode


def told(work: Callable[..., None], *words: Any) -> tuple[int | None, str]:
    """The exit code of a process, and what it raised, in its words."""
    receive, send = context.Pipe(duplex=False)
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
