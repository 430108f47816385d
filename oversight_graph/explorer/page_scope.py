"""What a page is about: some charts, an area, a date; written in the address of every page, so that a link holds it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import QueryParams

from oversight_graph.errors import WrongQuestion
from oversight_graph.messages import message
from oversight_graph.model import days

Pairs = list[tuple[str, str]]
KEYS = ("chart", "area", "as_of")


@dataclass(frozen=True)
class PageScope:
    """`charts`: empty for all. Without a date each chart is taken at its own, as on the command line."""

    charts: tuple[str, ...] = ()
    area: str | None = None
    as_of: str | None = None

    @classmethod
    def of(cls, query: QueryParams) -> PageScope:
        """The scope that the parameters of an address say.

        Parameters
        ----------
        query
            `chart` (may be repeated), `area`, `as_of`.

        Returns
        -------
        Charts and area aren't checked; the store does.

        Raises
        ------
        WrongQuestion
            For a date that is none.
        """
        as_of = query.get("as_of", "").strip() or None
        if as_of is not None:
            try:
                days.last_day(as_of)
            except ValueError:
                raise WrongQuestion(message("explorer_errors.wrong_date", date=as_of)) from None
        return cls(tuple(dict.fromkeys(one for one in query.getlist("chart") if one)), query.get("area", "").strip() or None, as_of)

    def pairs(self) -> Pairs:
        """The parameters of an address that say it; what is left open has none."""
        pairs = [("chart", one) for one in self.charts]
        return pairs + [(key, value) for key, value in (("area", self.area), ("as_of", self.as_of)) if value]


def spelled(parameters: Iterable[tuple[str, object]]) -> Pairs:
    """Parameters as an address spells them: lists as repeated keys, truth as `yes` and `no`, nothing left out.

    Parameters
    ----------
    parameters
        Names with their values; None gives nothing.

    Returns
    -------
    Names with texts, in the order given.
    """
    pairs: Pairs = []
    for key, value in parameters:
        values = value if isinstance(value, (list, tuple)) else [value]
        pairs += [(key, "yes" if one is True else "no" if one is False else str(one)) for one in values if one is not None]
    return pairs
