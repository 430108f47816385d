"""Numbers as Chinese writes them: read and written in one place."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_DIGIT_OF = {character: digit for digit, character in enumerate(_DIGITS)} | {"〇": 0, "○": 0, "两": 2}
_UNIT_OF = {"十": 10, "百": 100}
_YEAR = 4  # digits that stand in a row, without 十 or 百


def read_number(text: str) -> int | None:
    """The number that a text says, in digits or Chinese, behind 第 or not. Four Chinese digits in a row are a year.

    Parameters
    ----------
    text
        Nothing but the number.

    Returns
    -------
    None for another text.

    Examples
    --------
    >>> read_number("第十五"), read_number("二十"), read_number("第3"), read_number("一百零二"), read_number("二〇二三"), read_number("甲")
    (15, 20, 3, 102, 2023, None)
    """
    text = text.removeprefix("第")
    if text.isdecimal():
        return int(text)
    if len(text) == _YEAR and all(character in _DIGIT_OF for character in text):
        return int("".join(str(_DIGIT_OF[character]) for character in text))
    total = digit = 0
    for character in text:
        if character in _DIGIT_OF:
            digit = _DIGIT_OF[character]
        elif character in _UNIT_OF:
            total += (digit or 1) * _UNIT_OF[character]
            digit = 0
        else:
            return None
    return total + digit if text else None


def written_number(number: int) -> str:
    """A number in Chinese.

    Parameters
    ----------
    number
        From 0 to 999.

    Returns
    -------
    As it is spoken: 十二, 一百零二.

    Examples
    --------
    >>> [written_number(number) for number in (0, 3, 10, 12, 20, 102, 110, 115)]
    ['零', '三', '十', '十二', '二十', '一百零二', '一百一十', '一百一十五']
    """
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        said += f"{_DIGITS[tens] if tens > 1 or hundreds else ''}十"
    elif ones and hundreds:
        said += "零"
    return f"{said}{_DIGITS[ones] if ones or not said else ''}"
