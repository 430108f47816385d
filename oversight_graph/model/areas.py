"""Areas: codes of GB/T 2260 and codes of a chart's own (contract §1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oversight_graph.bounded_memo import bounded_memo

EVERYWHERE = "CN"
_CUTS = (2, 4, 6, 9, 12)  # GB/T 2260 and GB/T 10114: pieces of 2-2-2-3-3 digits


def is_gb(code: str) -> bool:
    """Whether a code is one of GB/T 2260 or GB/T 10114: 2, 4, 6, 9 or 12 digits that aren't all zero (contract §1).

    Parameters
    ----------
    code : str
        The code as written.

    Returns
    -------
    bool
        False for a code of a chart's own.
    """
    return code.isascii() and code.isdigit() and len(code) in _CUTS and code.strip("0") != ""


@bounded_memo(100_000)
def canonical(code: str) -> str:
    """One spelling of a code: at least six digits, without further zero pieces; own codes stay as they are.

    Parameters
    ----------
    code : str
        The code as written.

    Returns
    -------
    str
        The spelling by which areas are compared and kept.

    Examples
    --------
    >>> canonical("62"), canonical("620102001000"), canonical("example-zone")
    ('620000', '620102001', 'example-zone')
    """
    if not is_gb(code):
        return code
    pieces = _pieces(code)
    return pieces.ljust(6, "0")


def _pieces(code: str) -> str:
    """The code without its trailing zero pieces: 620100 → 6201."""
    for end in reversed(_CUTS):
        start = max((cut for cut in (0, *_CUTS) if cut < end), default=0)
        if len(code) >= end and int(code[start:end]) != 0:
            return code[:end]
    return code[:2]


def parent_gb(code: str) -> str:
    """The area that holds a GB/T 2260 code next above it: 620102 → 620100 → 620000 → CN.

    Parameters
    ----------
    code : str
        A code for which `is_gb` holds.

    Returns
    -------
    str
        The code next above in its one spelling; `CN` for a province.
    """
    pieces = _pieces(code)
    shorter = max((cut for cut in (0, *_CUTS) if cut < len(pieces)), default=0)
    return canonical(pieces[:shorter]) if shorter else EVERYWHERE


class Areas:
    """The areas of one or several charts: who holds whom. `own` maps a declared code to what it is part of (None: by itself)."""

    def __init__(self, own: dict[str, str | None]) -> None:
        self._own = {canonical(code): None if up is None else canonical(up) for code, up in own.items()}
        self._above: dict[str, list[str]] = {}

    def knows(self, code: str) -> bool:
        """Whether a code is one of GB/T 2260, `CN`, or declared.

        Parameters
        ----------
        code : str
            The code in its one spelling (`canonical`).

        Returns
        -------
        bool
            False for a code that nothing says the place of.
        """
        return code == EVERYWHERE or is_gb(code) or code in self._own

    def parent(self, code: str) -> str | None:
        """The area next above; a code that stands by itself is held by CN alone, CN by none.

        Parameters
        ----------
        code : str
            The code in its one spelling.

        Returns
        -------
        str or None
            The code next above; None for `CN`.
        """
        if code == EVERYWHERE:
            return None
        if is_gb(code):
            return parent_gb(code)
        return self._own.get(code) or EVERYWHERE

    def above(self, code: str) -> list[str]:
        """The area itself and all that hold it, from near to far, CN last.

        Parameters
        ----------
        code : str
            A code of an area, in any spelling.

        Returns
        -------
        list of str
            At least the area itself; worked out once for each code.
        """
        known = self._above.get(code)
        if known is not None:
            return known
        chain: dict[str, None] = {}
        step: str | None = canonical(code)
        while step is not None and step not in chain:
            if step in self._above:  # what holds many areas is walked up once
                chain |= dict.fromkeys(self._above[step])
                break
            chain[step] = None
            step = self.parent(step)
        for place, outer in enumerate(list(chain)[1:], 1):
            self._above.setdefault(outer, list(chain)[place:])
        self._above[code] = list(chain)
        return self._above[code]

    def holds(self, outer: str, inner: str) -> bool:
        """Whether an area is another one or lies in it.

        Parameters
        ----------
        outer : str
            The area that may hold.
        inner : str
            The area that may lie in it.

        Returns
        -------
        bool
            True for an area and itself.
        """
        return canonical(outer) in self.above(inner)

    def inside(self, outer: str, codes: Iterable[str]) -> Iterator[str]:
        """The areas that lie in another one, of many.

        Parameters
        ----------
        outer : str
            The area that may hold; it lies in itself.
        codes : iterable of str
            Areas, each in its one spelling.

        Returns
        -------
        iterator of str
            In their order. Cost: a look at the digits of each code; only what may lie in the area is walked up.
        """
        begins = _pieces(canonical(outer)) if is_gb(outer) else ""
        return (code for code in codes if (code.startswith(begins) or not is_gb(code)) and self.holds(outer, code))

    def circle(self) -> list[str] | None:
        """A circle of part_of, or None."""
        sound: set[str] = set()
        for code in self._own:
            walked: dict[str, None] = {}
            step: str | None = code
            while step in self._own and step not in walked and step not in sound:
                walked[str(step)] = None
                step = self._own[str(step)]
            if step in walked:
                chain = list(walked)
                return chain[chain.index(str(step)) :]
            sound.update(walked)
        return None
