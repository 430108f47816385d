"""Workers started, watched and, where a file has ended one, started again behind that file."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

STUCK = 120  # seconds without a word; a worker stops itself long before, unless it hangs outside Python
_HERE = Path(__file__).parent.parent


@dataclass
class Outcome:
    """`kinds`: what went wrong, with the number of the first file that showed it."""

    tried: int = 0
    hurt: set[int] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)

    def add(self, number: int, where: str, what: str) -> None:
        kind = what.partition(": ")[2]
        self.hurt.add(number)
        self.kinds.setdefault(kind, f"file {number} ({where}), made of {what.partition(': ')[0]}")
        self.times[kind] = self.times.get(kind, 0) + 1

    def __str__(self) -> str:
        lines = [f"{self.tried} damaged files tried, {self.tried - len(self.hurt)} survived, {len(self.kinds)} kinds of fault"]
        return "\n".join([*lines, *(f"{self.times[kind]} × {kind}: first in {first}" for kind, first in sorted(self.kinds.items()))])


def run(number: int, seed: str = "1", first: int = 0) -> Outcome:
    """Try `number` damaged files, the same ones for the same `seed` and `first`; interrupted, what was found until then."""
    outcome, at, end = Outcome(), first, first + number
    try:
        while at < end:
            at = _worker(outcome, seed, at, end - at)
    except KeyboardInterrupt:
        pass
    return outcome


def _worker(outcome: Outcome, seed: str, first: int, number: int) -> int:
    """One worker, as far as it comes; the number behind its last file."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(_HERE), os.environ.get("PYTHONPATH", "")])}
    for key in [key for key in environment if key.startswith(("OVERSIGHT_", "NEO4J_")) and key != "OVERSIGHT_CACHE"]:
        del environment[key]
    command = [sys.executable, "-m", "fuzzing.worker", seed, str(first), str(number)]
    at, begun = first, False
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, cwd=_HERE) as process,
        selectors.DefaultSelector() as waiting,
    ):
        assert process.stdout is not None and process.stderr is not None
        waiting.register(process.stdout, selectors.EVENT_READ)
        while True:
            try:
                spoke = bool(waiting.select(STUCK))
            except KeyboardInterrupt:
                process.kill()
                raise
            if not spoke:
                process.kill()
                break
            line = process.stdout.readline()
            if not line:
                break
            word, *rest = line.split(" ", 3)
            if word == "begin":
                begun, outcome.tried = True, outcome.tried + 1
            elif word == "found":
                outcome.add(int(rest[0]), rest[1], rest[2].strip())
            elif word == "end":
                at, begun = int(rest[0]) + 1, False
        process.wait()
        if begun or process.returncode:
            last = process.stderr.read().strip().splitlines()[-1:] or [f"ended by {process.returncode}"]
            outcome.add(at, "-", f"-: the process ended: {last[0][:200]}")
            return at + 1
    return at
