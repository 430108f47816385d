"""How many random examples a property tries: ten in `make check`, a third of what it says in `make test`, ten times what it says in `make test-long`.

A property says `@examples(60)`, or nothing, which is a hundred; one whose examples cost a second each, `@examples(8, long=150)`. `check` and `test` try the same examples each time, so more of them
find little that the last run hasn't found; `long` tries others with each seed (`--hypothesis-seed`), and a failure prints how to try it again.
"""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings

AT_MOST = 10
TIMES = 10
AT_HAND = 3
"""`make test` tries one of so many, but never fewer than `make check`."""
COMMON: dict[str, Any] = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}

settings.register_profile("check", max_examples=AT_MOST, derandomize=True, **COMMON)
settings.register_profile("test", max_examples=100 // AT_HAND, derandomize=True, **COMMON)
settings.register_profile("long", max_examples=100 * TIMES, derandomize=False, print_blob=True, **COMMON)
settings.load_profile("test")


def many() -> bool:
    """Whether this is a run of the long forms, which try all where the others try some."""
    return settings.get_current_profile_name() == "long"


def examples(count: int, *, long: int | None = None, **more: Any) -> settings:
    """Settings of a property of which `count` examples are a good number, and `long` for `make test-long`; `more` goes to `hypothesis.settings`.

    >>> examples(60).max_examples, examples(8).max_examples
    (20, 8)
    """
    profile = settings.get_current_profile_name()
    if profile == "long":
        return settings(max_examples=long or count * TIMES, **more)
    few = min(count, AT_MOST)
    return settings(max_examples=few if profile == "check" else max(few, count // AT_HAND), **more)
