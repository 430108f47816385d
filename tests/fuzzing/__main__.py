"""`python -m fuzzing [NUMBER [SEED [FIRST]]]`: that many damaged files; says what was tried, what survived, and each kind of fault with its first file."""

from __future__ import annotations

import signal
import sys

from fuzzing.runner import run

NUMBER = 20_000

if __name__ == "__main__":
    number, seed, first = [*sys.argv[1:], *(str(NUMBER), "1", "0")[len(sys.argv) - 1 :]][:3]
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended from outside, it says what it found until then
    outcome = run(int(number), seed, int(first))
    print(outcome)
    sys.exit(bool(outcome.kinds))
