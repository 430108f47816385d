"""What the system refuses (a file, a folder, a stream, a text that isn't UTF-8), as errors of ours: what, where, what to do."""

from __future__ import annotations

import errno
import os
from typing import Literal, TypeAlias

from oversight_graph.errors import OversightError, StoreError
from oversight_graph.messages import Message, Text, message

_REASONS = {
    errno.ENOENT: "system.no_such_file",
    errno.EACCES: "system.no_right",
    errno.EPERM: "system.no_right",
    errno.EROFS: "system.read_only",
    errno.ENOSPC: "system.no_room",
    errno.EDQUOT: "system.quota",
    errno.EFBIG: "system.file_too_large",
    errno.ENAMETOOLONG: "system.name_too_long",
    errno.EISDIR: "system.is_a_folder",
    errno.ENOTDIR: "system.not_a_folder",
    errno.ELOOP: "system.links_in_circle",
    errno.EMFILE: "system.too_many_open",
    errno.ENFILE: "system.too_many_open",
    errno.EEXIST: "system.already_there",
}
_REMEDIES = {
    errno.ENOSPC: "system.make_room",
    errno.EDQUOT: "system.make_room",
    errno.EFBIG: "system.allow_larger_files",
    errno.EACCES: "system.get_the_right",
    errno.EPERM: "system.get_the_right",
    errno.EROFS: "system.get_the_right",
    errno.ENAMETOOLONG: "system.shorter_path",
    errno.EISDIR: "system.file_in_it",
    errno.ENOTDIR: "system.folder_where_meant",
    errno.ELOOP: "system.mend_links",
    errno.EMFILE: "system.allow_open_files",
    errno.ENFILE: "system.close_files",
}
Another: TypeAlias = Literal["place", "folder"]
"""What may be named instead of what can't be written."""
StoreFault: TypeAlias = Literal["found", "read", "written", "held"]
"""What can't be done with a store: `held` is the same as written, before anything was."""
_STORE_FAULTS: dict[StoreFault, str] = {
    "found": "system.store_not_found",
    "read": "system.store_not_read",
    "written": "system.store_not_written",
    "held": "system.store_not_held",
}


def refusal(kind: type[OSError], said: Message, number: int | None = None, file: str | None = None) -> OSError:
    """An error as the system raises them, for what this program itself refuses to do with a file: its reason is a message.

    Parameters
    ----------
    kind
        The class of the error, as FileExistsError.
    said
        Why.
    number
        The number of the error (`errno`), by which a remedy is found; None for none.
    file
        The path of the file; None where it is said already.

    Returns
    -------
    To be raised.
    """
    return kind(number, said) if file is None else kind(number, said, file)


def reason(error: OSError) -> Text:
    """Why the system refused, or this program did.

    Parameters
    ----------
    error
        What was raised.

    Returns
    -------
    A message where the catalogue knows the reason, else the words of the system.
    """
    said: object = error.strerror
    if isinstance(said, Message):
        return said
    code = _REASONS.get(error.errno or 0)
    if code is not None and said:
        return Message(code, {"words": said})
    return error.strerror or str(error) or type(error).__name__


def remedy(error: OSError, another: Another = "place") -> Message:
    """What to do about an error of the system.

    Parameters
    ----------
    error
        What was raised.
    another
        What may be named instead: a place for a file, or a folder.

    Returns
    -------
    A sentence without its full stop.
    """
    code = _REMEDIES.get(error.errno or 0)
    if code is None:
        return message("system.another_folder") if another == "folder" else message("system.another_place")
    return Message(code, {"another": message("system.or_another_folder") if another == "folder" else message("system.or_another_place")})


def unwritable(target: str | os.PathLike[str], error: OSError, another: Another = "place") -> OversightError:
    """The error of a file or folder that can't be written.

    Parameters
    ----------
    target
        Its path.
    error
        What was raised.
    another
        What may be named instead: a place for a file, or a folder.

    Returns
    -------
    To be raised.
    """
    return OversightError(message("system.unwritable", target=os.fspath(target), reason=reason(error), remedy=remedy(error, another)))


def store_fault(where: str, fault: StoreFault, error: Exception, why: Text | None = None) -> StoreError:
    """The error of a store.

    Parameters
    ----------
    where : str
        The store, as the user names it.
    fault : {'found', 'read', 'written', 'held'}
        What can't be done with it.
    error : Exception
        What was raised.
    why : str or Message, optional
        The reason, where the error doesn't say it as people read it.

    Returns
    -------
    StoreError
        To be raised.
    """
    if isinstance(error, OSError):
        known, how = reason(error), remedy(error)
    else:
        known = message("system.path_no_utf8") if isinstance(error, UnicodeError) else " ".join(str(error).split()).rstrip(".")
        how = message("system.another_place")
    return StoreError(Message(_STORE_FAULTS[fault], {"where": where, "reason": known if why is None else why, "remedy": how}))


def explained(error: Exception) -> OversightError | None:
    """What nobody nearer to it has told, as the last resort.

    Parameters
    ----------
    error
        What was raised.

    Returns
    -------
    The error to show; None for what a user can't cause.
    """
    if isinstance(error, OSError):
        return _of_system(error)
    if isinstance(error, UnicodeEncodeError):
        return _of_text(error)
    if isinstance(error, MemoryError):
        return OversightError(message("system.no_memory"))
    return None


def _of_system(error: OSError) -> OversightError:
    if error.filename is None:
        try:
            os.getcwd()  # noqa: PTH109 (asked of the system, not of a path)
        except OSError:
            return OversightError(message("system.no_current_folder"))
        return OversightError(message("system.refused", reason=reason(error), remedy=remedy(error)))
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else message("system.open_file", number=error.filename)
    return OversightError(message("system.unusable", name=name, reason=reason(error), remedy=remedy(error)))


def _of_text(error: UnicodeEncodeError) -> OversightError | None:
    wrong = str(error.object)[error.start : error.end]
    if not all("\ud800" <= letter <= "\udfff" for letter in wrong):
        return None
    raw = " ".join(f"0x{ord(letter) & 0xFF:02X}" for letter in wrong[:8])
    return OversightError(message("system.no_utf8", bytes=raw))
