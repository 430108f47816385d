"""How light a colour is, and how well one is read on another (WCAG 2). A colour is written `#rrggbb`."""

from __future__ import annotations


def luminance(colour: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white).

    Parameters
    ----------
    colour : str
        `#rrggbb`.

    Returns
    -------
    float
        By WCAG 2.
    """
    channels = (part / 255 for part in bytes.fromhex(colour[1:]))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio of contrast of two colours, from 1 to 21; from 4.5 on, small text is read.

    Parameters
    ----------
    one, other : str
        `#rrggbb`, in any order.

    Returns
    -------
    float
        By WCAG 2.

    Examples
    --------
    >>> contrast("#000000", "#ffffff")
    21.0
    """
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
