"""One damaged file after the other, each through everything that reads it; a process of its own, which the limits of a file may end.

Run as `python -m fuzzing.worker SEED FIRST NUMBER`: says `begin N` and `end N` of each, and in between `found …` of what is wrong.
"""

from __future__ import annotations

import contextlib
import io
import json
import resource
import shutil
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import click

from fuzzing.mutations import mutated
from fuzzing.seeds import EXAMPLES, Seed, seeds
from oversight_graph.charts import shipped
from oversight_graph.cli.main import cli
from oversight_graph.errors import OversightError
from oversight_graph.rules import norms

SECONDS = 10
MEGABYTES = 500
"""What one damaged file may cost, beyond what the program takes without it."""
_TOLD = ("--chart", "t", "--as-of", "2023-06-30", "--area", "530600", "--level", "prefecture")


class TooLong(BaseException):
    """A file took more seconds of the processor than it may."""


def _stop(*_: object) -> None:
    raise TooLong


def _limited(allowed: int) -> None:
    """Let the process take so much memory beyond what it has."""
    has = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (has + allowed, hard))


def _command(*words: str) -> None:
    """As the command would run, into strict streams of UTF-8."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            cli.main([*words], standalone_mode=False)
        except OversightError as error:
            click.echo(str(error), err=True)
        except click.ClickException as error:
            error.show()
    out.flush()
    if "--format" in words and (said := out.buffer.getvalue()):  # type: ignore[attr-defined]
        json.loads(said)


def uses(seed: Seed, damaged: Path, place: Path) -> Iterator[Callable[[], Any]]:
    """What is done with a damaged file."""
    store = ("--store", str(place / "s.lbug"))
    path, roster = str(damaged), str(EXAMPLES / "roster.csv")
    if seed.use == "norms":
        yield lambda: norms.norms([path])
    elif seed.use == "mapping":
        yield lambda: _command("check", roster, "--mapping", path, *_TOLD, *store)
        yield lambda: _command("load", str(EXAMPLES / "node-link.json"), "--mapping", path, "--guess", *_TOLD, *store)
    elif seed.use == "aliases":
        yield lambda: _command("check", str(shipped()[0]), "--aliases", path, *store)
    else:
        yield lambda: _command("check", path, *_TOLD, "--format", "json", *store)
        yield lambda: _command("check", path, *_TOLD, "--annotate", str(place / "out.xlsx"), *store)
        yield lambda: _command("load", path, *_TOLD, "--guess", *store)


def written(seed: Seed, rng: Random, place: Path) -> Path:
    """The damaged file, or the folder with one damaged file in it."""
    hurt = rng.choice(sorted(seed.files))
    for name, raw in seed.files.items():
        suffix = Path(name).suffix
        (place / name).write_bytes(mutated(rng, raw, suffix) if name == hurt else raw)
    return place / seed.main if seed.main else place


def tried(all_seeds: list[Seed], seed: str, number: int, room: Path) -> list[str]:
    """What is wrong with the answers to one damaged file, by a last line of its traceback; the file is kept where something is."""
    rng = Random(f"{seed}:{number}")
    one = rng.choice(all_seeds)
    place = room / str(number)
    (place / "in").mkdir(parents=True)
    damaged = written(one, rng, place / "in")
    found = []
    for use in uses(one, damaged, place):
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            use()
        except (OversightError, click.ClickException):
            pass
        except TooLong:
            found.append(f"{one.name}: more than {SECONDS} s: {_where(sys.exc_info()[2])}")
        except MemoryError:
            found.append(f"{one.name}: more than {MEGABYTES} MB: {_where(sys.exc_info()[2])}")
        except BaseException as error:
            found.append(f"{one.name}: {type(error).__name__}: {' '.join(str(error).split())[:80]!a}: {_where(error.__traceback__)}")
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    if not found:
        shutil.rmtree(place)
    return found


def _where(trace: Any) -> str:
    """The last places of a traceback, those of this program at least."""
    frames = traceback.extract_tb(trace)
    own = [frame for frame in frames if "site-packages" not in frame.filename and "/lib/python" not in frame.filename]
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(own[-2:] or frames[-2:]))


def main(seed: str, first: int, number: int) -> None:
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGVTALRM, _stop)
    room = Path(tempfile.mkdtemp(prefix="fuzz-"))
    (room / "made").mkdir()
    all_seeds = seeds(room / "made")
    _command("check", str(EXAMPLES / "roster.xlsx"), *_TOLD, "--store", str(room / "s.lbug"))  # so that what is imported counts as the program's
    kept = False
    for count, one in enumerate(range(first, first + number)):
        if count % 50 == 0:
            _limited(MEGABYTES << 20)
        print("begin", one, flush=True)
        for what in tried(all_seeds, seed, one, room):
            kept = True
            print("found", one, room / str(one), what, flush=True)
        print("end", one, flush=True)
    if not kept:
        shutil.rmtree(room)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
