"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path

from oversight_graph.disk.replace import replace, replaceable, target_of
from oversight_graph.errors import OversightError


@contextlib.contextmanager
def whole(targets: Sequence[Path]) -> Iterator[list[Path]]:
    """Names to write to, beside the targets; what stands there takes their places when the block ends well, and goes when it doesn't.

    A target behind a symbolic link is replaced where it lies, and keeps its mode. Folders are made.
    Raises OversightError where something can't be written; then every file of before is as it was.
    """
    parts: list[Path] = []
    try:
        for folder in {target.parent for target in targets}:
            folder.mkdir(parents=True, exist_ok=True)
        places = [target_of(target) for target in targets]
        for place in places:
            replaceable(place)
        parts = [place.with_name(f".{secrets.token_hex(8)}.part") for place in places]  # a name that nothing else has
        yield parts
        for part, place in zip(parts, places, strict=True):
            replace(part, place)
    except OSError as error:
        raise OversightError(f"{targets[0]} can't be written: {error.strerror or error}. Name another place.") from None
    finally:
        for part in parts:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
