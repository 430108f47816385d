"""Areas that a chart names: a name is a way to write a code, and a code that no list holds is doubtful (contract §1)."""

from __future__ import annotations

from collections.abc import Sequence

from oversight_graph.chart.chart import DeclaredArea
from oversight_graph.messages import message
from oversight_graph.model.areas import EVERYWHERE, canonical, is_gb
from oversight_graph.naming.places import is_unknown, nearest_code
from oversight_graph.parsing.field_reader import FieldReader
from oversight_graph.parsing.written_values import cut


def area_meant(keys: FieldReader, area: str | None, declared: Sequence[DeclaredArea], as_of: str | None) -> str | None:
    """The code of the area of a chart, which may be written by its name; a name that may mean several is noted, and so is a code that no list holds.

    Parameters
    ----------
    keys
        The header, which is told what is wrong.
    area
        As it is written; None where it isn't.
    declared
        The areas that the chart declares, whose names go before those of the lists.
    as_of
        The date of the chart, as of which a name is meant; None where it says none.

    Returns
    -------
    str or None
        The text itself where it is a code, or nothing is called so: another chart may declare it.
    """
    if area is None or area == EVERYWHERE or area in {one.code for one in declared}:
        return area
    if is_gb(area):
        say_unknown(keys, area, declared)
        return area
    named = {canonical(one.code): one for one in declared if area in (one.zh, one.en)}
    if len(named) == 1:
        return next(iter(named))
    from oversight_graph.naming.places_by_name import places_called, told, year_of

    year = year_of(as_of)
    places = () if named else places_called(area, year)
    if len(places) == 1:
        return places[0].code
    if named or places:
        several = [f"{code} {one.zh or one.en}" for code, one in named.items()] or told(places, year)
        keys.problem("area", message("chart.several_areas", area=cut(area), candidates=several))
    return area


def say_unknown(place: FieldReader, code: str, declared: Sequence[DeclaredArea]) -> None:
    """Note a code of GB/T 2260 that stands in no list and that the chart doesn't declare, with the nearest one.

    Parameters
    ----------
    place
        The entry or the header that writes it under `area`.
    code
        The code.
    declared
        The areas that the chart declares.
    """
    if is_unknown(code) and canonical(code) not in {canonical(one.code) for one in declared}:
        from oversight_graph.naming.places_by_name import told

        place.problem("area", message("chart.unknown_area_code", area=code, nearest=told([nearest_code(code)])[0]), severity="warning")
