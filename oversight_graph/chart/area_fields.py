"""Areas that a chart names: a name is a way to write a code, and a code that no list holds is doubtful (contract §1)."""

from __future__ import annotations

from collections.abc import Sequence

from oversight_graph.chart.chart import DeclaredArea
from oversight_graph.messages import message
from oversight_graph.model.areas import EVERYWHERE, Areas, canonical, is_gb
from oversight_graph.naming.places import is_unknown, nearest_code
from oversight_graph.parsing.field_reader import FieldReader
from oversight_graph.parsing.written_values import cut


class AreaFields:
    """What the texts under `area` of a chart mean. Each text is looked up once; a code that no list holds is noted where it first stands."""

    def __init__(self, declared: Sequence[DeclaredArea], as_of: str | None, inside: str | None = None) -> None:
        """Take what the chart says of areas.

        Parameters
        ----------
        declared
            The areas that the chart declares, whose names go before those of the lists.
        as_of
            The date of the chart, as of which a name is meant; None where it says none.
        inside
            The code of the area of the chart, in which its entries lie; None where it isn't known.
        """
        self._inside = inside or EVERYWHERE
        self._codes: dict[str, str] = {self._inside: self._inside}  # the header's is looked at once
        self._as_of = as_of
        self._areas = Areas({one.code: one.part_of for one in declared})
        self._declared = {canonical(one.code) for one in declared}
        self._called: dict[str, dict[str, str]] = {}
        for one in declared:
            for name in {one.zh, one.en} - {None}:
                self._called.setdefault(str(name), {})[canonical(one.code)] = f"{one.code} {name}"

    def code(self, place: FieldReader, area: str, key: str = "area") -> str:
        """The code of an area, which may be written by its name; a name that may mean several is noted.

        Parameters
        ----------
        place
            The header or the entry that writes it.
        area
            As it is written.
        key
            Under which it is written.

        Returns
        -------
        str
            The text itself where it is a code, and where nothing is called so: another chart may declare it.
        """
        if area not in self._codes:
            meant = {area: ""} if is_gb(area) or area == EVERYWHERE or canonical(area) in self._declared else self._meant(area)
            if len(meant) > 1:
                place.problem(key, message("chart.several_areas", area=cut(area), candidates=list(meant.values())))
                return area
            self._codes[area] = next(iter(meant), area)
            if not meant:
                self._say_like(place, area, key)
            self._say_unknown(place, self._codes[area], key)
        return self._codes[area]

    def _meant(self, area: str) -> dict[str, str]:
        """What a name may mean, by code; where the area of the chart holds one of these alone, that one."""
        named = self._called.get(area)
        if named is None:
            from oversight_graph.naming.places_by_name import places_called, told, year_of

            year = year_of(self._as_of)
            places = places_called(area, year)
            named = dict(zip([one.code for one in places], told(places, year), strict=True))
        held = {code: name for code, name in named.items() if self._areas.holds(self._inside, code)}
        return held if len(held) == 1 else named

    @staticmethod
    def _say_like(place: FieldReader, area: str, key: str) -> None:
        """Offer the place whose name is most like one that nothing bears; another chart may declare it."""
        from oversight_graph.naming.places_by_name import like, told

        if near := like(area):
            place.problem(key, message("chart.unknown_area_name", area=cut(area), nearest=told(near)[0]), severity="warning")

    def _say_unknown(self, place: FieldReader, code: str, key: str) -> None:
        if is_unknown(code) and canonical(code) not in self._declared:
            from oversight_graph.naming.places_by_name import told

            place.problem(key, message("chart.unknown_area_code", area=code, nearest=told([nearest_code(code)])[0]), severity="warning")
