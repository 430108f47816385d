"""What the system refuses (a file, a folder, a stream, a text that isn't UTF-8), as errors of ours: what, where, what to do."""

from __future__ import annotations

import errno
import os

from oversight_graph.errors import OversightError, StoreError

_ELSEWHERE = "name another place"
_REMEDIES = {
    errno.ENOSPC: f"Make room there, or {_ELSEWHERE}",
    errno.EDQUOT: f"Make room there, or {_ELSEWHERE}",
    errno.EFBIG: f"Allow larger files, or {_ELSEWHERE}",
    errno.EACCES: f"Get the right to it, or {_ELSEWHERE}",
    errno.EPERM: f"Get the right to it, or {_ELSEWHERE}",
    errno.EROFS: f"Get the right to it, or {_ELSEWHERE}",
    errno.ENAMETOOLONG: "Name a shorter path",
    errno.EISDIR: "Name a file in it",
    errno.ENOTDIR: "Name a folder where one is meant",
    errno.ELOOP: "Mend the links there, or name another place",
    errno.EMFILE: "Allow more open files, or close some",
    errno.ENFILE: "Close some of the files that programs have open",
}
NO_UTF8 = "holds bytes that aren't UTF-8"


def reason(error: OSError) -> str:
    """Why the system refused."""
    return error.strerror or str(error) or type(error).__name__


def remedy(error: OSError) -> str:
    """What to do about it, as a sentence without its full stop."""
    return _REMEDIES.get(error.errno or 0, _ELSEWHERE.capitalize())


def unwritable(target: str | os.PathLike[str], error: OSError, what: str = "place") -> OversightError:
    """The error of a file or folder that can't be written; `what` another one of may be named instead."""
    return OversightError(f"{os.fspath(target)} can't be written: {reason(error)}. {remedy(error).replace('place', what)}.")


def store_fault(where: str, what: str, error: OSError | UnicodeError | ValueError | RuntimeError, after: str = "") -> StoreError:
    """The error of a store: `what` can't be done with it; `after`: how it stands now."""
    if isinstance(error, OSError):
        return StoreError(f"The store {where} can't be {what}: {reason(error)}.{after} {remedy(error)} with --store.")
    said = f"its path {NO_UTF8}" if isinstance(error, UnicodeError) else " ".join(str(error).split()).rstrip(".")
    return StoreError(f"The store {where} can't be {what}: {said}.{after} Name another place with --store.")


def explained(error: Exception) -> OversightError | None:
    """What nobody nearer to it has told, as the last resort: None for what a user can't cause."""
    if isinstance(error, OSError):
        return _of_system(error)
    if isinstance(error, UnicodeEncodeError):
        return _of_text(error)
    if isinstance(error, MemoryError):
        return OversightError("There isn't enough memory for this. Allow the program more, or ask about less.")
    return None


def _of_system(error: OSError) -> OversightError:
    if error.filename is None:
        try:
            os.getcwd()  # noqa: PTH109 (asked of the system, not of a path)
        except OSError:
            return OversightError("The current folder has been deleted, or can't be entered. Change into one that exists.")
        return OversightError(f"The system refused: {reason(error)}. {remedy(error)}.")
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else f"file {error.filename}"
    return OversightError(f"{name} can't be used: {reason(error)}. {remedy(error)}.")


def _of_text(error: UnicodeEncodeError) -> OversightError | None:
    wrong = str(error.object)[error.start : error.end]
    if not all("\ud800" <= letter <= "\udfff" for letter in wrong):
        return None
    raw = " ".join(f"0x{ord(letter) & 0xFF:02X}" for letter in wrong[:8])
    return OversightError(f"A text or the name of a file {NO_UTF8} ({raw}). Write it in UTF-8.")
