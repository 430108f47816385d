"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from oversight_graph.errors import OversightError


@contextlib.contextmanager
def whole(targets: Sequence[Path]) -> Iterator[list[Path]]:
    """Names to write to, beside the targets; what stands there takes their places when the block ends well, and goes when it doesn't.

    Folders are made. Raises OversightError where something can't be written.
    """
    parts = [target.with_name(f".{target.name}.{os.getpid()}.part") for target in targets]
    try:
        for folder in {target.parent for target in targets}:
            folder.mkdir(parents=True, exist_ok=True)
        yield parts
        for part, target in zip(parts, targets, strict=True):
            part.replace(target)
    except OSError as error:
        raise OversightError(f"{targets[0]} can't be written: {error.strerror or error}. Name another place.") from None
    finally:
        for part in parts:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
