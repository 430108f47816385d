"""The text inside a box of the map: made visible, measured and broken into lines of like length."""

from __future__ import annotations

import functools
import re
import unicodedata

from oversight_graph.bounded_memo import bounded_memo

LINES = 4
"""A label has no more lines than these; the whole name is in the tooltip."""

_WIDE = set("mwMW@%&")
_NOT_FIRST = set("、，。；：！？)）]】》”’…·")
_NOT_LAST = set("(（[【《“‘")
_CUT = "…"
_WHOLE = re.compile(
    "(纪检监察工委|纪检监察组|纪检监察机构|监督检查室|纪委监委|纪委监察局|纪检组|监察室|监察组|联络站|协作组|协作区|巡察组|巡视组|督导组|办公厅|办公室|自治区|管理局|党组|机构|单位|部门|街道|社区|乡镇|街镇|村居|政府|法院)"
)
"""Words of the field that a line had better not tear apart."""

_WORD = re.compile(r"[A-Za-z]+")


@bounded_memo(65_536)
def visible(text: str) -> str:
    """Text with every run of white space as one space and every control or format character written out: a name that
    turns the direction of writing would otherwise say something else than it shows.

    Parameters
    ----------
    text
        Any.

    Returns
    -------
    A text of one line.

    Examples
    --------
    >>> visible("a\\u202eb\\n c")
    'a⟨202E⟩b c'
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    spaced = re.sub(r"\s+", " ", text).strip()
    return "".join(f"⟨{ord(char):04X}⟩" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn") else char for char in spaced)


@functools.lru_cache(maxsize=4096)
def _em(char: str) -> float:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0.0
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    return 0.95 if char in _WIDE else 0.7 if char.isupper() else 0.58


def width(text: str) -> float:
    """The width of a text in ems, rather too wide than too narrow: the fonts of the reader aren't known here.

    Parameters
    ----------
    text
        One line.

    Returns
    -------
    In ems; 1 for a Chinese character.
    """
    return sum(map(_em, text))


@bounded_memo(65_536)
def wrap(text: str, limit: float, badge: str = "") -> tuple[str, ...]:
    """Lines of a text no wider than `limit` ems, as few as can be and of like length; `badge` is kept whole at the end.

    Parameters
    ----------
    text
        What is shown, on one line.
    limit
        The width of a line in ems.
    badge
        Stands behind the text; empty for none.

    Returns
    -------
    At most LINES lines; what doesn't fit is cut off, with `…` in its place.

    Examples
    --------
    >>> wrap("派驻省水利厅纪检监察组", 9)
    ('派驻省水利厅', '纪检监察组')
    >>> wrap("Group at the Audit Department", 10, "×28")
    ('Group at the', 'Audit', 'Department ×28')
    """
    torn, kept = ([(piece, width(piece)) for piece in [*_pieces(text, limit, keep), *([f" {badge}"] if badge else [])]] for keep in (False, True))
    lines, _ = _fill(torn, limit)
    pieces = kept if len(_fill(kept, limit)[0]) == len(lines) else torn
    most, narrower = len(lines), limit
    lines, widest = _fill(pieces, limit)
    while most > 1:  # the narrowest lines that don't need one more
        narrower = min(narrower, widest) - 0.5
        tighter, widest = _fill(pieces, narrower)
        if len(tighter) > most or widest > narrower:
            break
        lines = tighter
    if len(lines) > LINES:
        last = lines[LINES - 1]
        while last and width(last + _CUT + badge) > limit:
            last = last[:-1]
        lines = [*lines[: LINES - 1], f"{last}{_CUT}{badge}"]
    return tuple(lines)


def readable(text: str, lines: tuple[str, ...]) -> bool:
    """Whether lines hold the whole text, with no Latin word torn apart.

    Parameters
    ----------
    text
        What was to be shown.
    lines
        The lines that `wrap` made of it.

    Returns
    -------
    False where it was cut off, too.

    Examples
    --------
    >>> readable("Audit Department", ("Audit Depart", "ment"))
    False
    """
    shown = " ".join(lines)
    if _CUT in shown and _CUT not in text:
        return False
    return set(_WORD.findall(text)) <= set(_WORD.findall(shown))


def _pieces(text: str, limit: float, keep: bool) -> list[str]:
    """What isn't torn apart: a wide character with the punctuation at it, a word with the space before it; words of the
    field where they are to be kept."""
    pieces: list[str] = []
    glued = True
    for part in _WHOLE.split(text) if keep else text:
        if not part:
            continue
        for char in (part,) if keep and _WHOLE.fullmatch(part) else part:
            word = _em(char[0]) < 1 and char != " " and pieces and _em(pieces[-1][-1]) < 1 and pieces[-1][-1] not in "-/"
            if pieces and (glued or char in _NOT_FIRST or word) and width(pieces[-1] + char) <= limit:
                pieces[-1] += char
            else:
                pieces.append(char)
            glued = char in _NOT_LAST or char == " "
    return pieces


def _fill(pieces: list[tuple[str, float]], limit: float) -> tuple[list[str], float]:
    """Lines filled one after the other, and the width of the widest."""
    lines, used, widest = [""], 0.0, 0.0
    for piece, wide in pieces:
        if lines[-1] and used + wide > limit:
            lines.append("")
            used = 0.0
        if not lines[-1] and piece[0] == " ":
            piece, wide = piece[1:], wide - _em(" ")
        lines[-1] += piece
        used += wide
        widest = max(widest, used)
    return lines, widest
