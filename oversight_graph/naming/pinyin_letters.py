"""With which letters of pinyin a character may begin, in any of its readings."""

from __future__ import annotations

import unicodedata

from oversight_graph.naming.normalisation import simplified


def first_letters(character: str) -> str:
    """The first letters of all readings of a character.

    Parameters
    ----------
    character
        One character, in either script.

    Returns
    -------
    Letters from a to z, sorted, or a digit; empty for a letter of another script and for a sign, of which `skipped` says which it is.

    Examples
    --------
    >>> first_letters("长"), first_letters("廳"), first_letters("Ｂ"), first_letters("第")
    ('cz', 't', 'b', 'd')
    """
    plain = unicodedata.normalize("NFKC", character).casefold()
    if plain.isascii():
        return plain if len(plain) == 1 and plain.isalnum() else ""
    from pypinyin import Style, pinyin

    readings = pinyin(simplified(plain)[:1], style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    return "".join(sorted({letter for reading in readings for letter in reading if "a" <= letter <= "z"}))


def skipped(character: str) -> bool:
    """Whether a character is a sign between others, which initials leave out.

    Parameters
    ----------
    character
        One character.

    Returns
    -------
    False for letters and digits of any script.
    """
    return not character.isalnum()
