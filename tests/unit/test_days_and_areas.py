"""Days and areas as charts write them (contract §1, domain §3)."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest

from oversight_graph.model.areas import Areas, canonical
from oversight_graph.model.days import first_day, last_day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", (2018, 1, 1), (2018, 12, 31)),
        ("2018-03", (2018, 3, 1), (2018, 3, 31)),
        ("2020-02", (2020, 2, 1), (2020, 2, 29)),
        ("2018-03-05", (2018, 3, 5), (2018, 3, 5)),
    ],
)
def test_a_short_date_begins_on_its_first_and_ends_on_its_last_day(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert (first_day(text), last_day(text)) == (datetime.date(*first), datetime.date(*last))


@pytest.mark.parametrize("text", ["2019-00", "2019-13", "2019-02-30", "2019-00-00", "2019-01-00", "0000", "19", "yesterday", "", "2019-1-1-1"])
def test_what_is_no_day_of_the_calendar_is_refused(text: str) -> None:
    for read in (first_day, last_day):
        with pytest.raises(ValueError, match=r".+"):
            read(text)


def test_codes_are_read_in_pieces_without_their_trailing_zero_pieces() -> None:
    """contract §1: 62 = 620000 ⊃ 6201 ⊃ 620102 ⊃ 620102001."""
    assert canonical("62") == canonical("620000") == canonical("620000000000") == "620000"
    nested = ["CN", "62", "6201", "620102", "620102001"]
    areas = Areas({"zone": "620102", "alone": None})
    for outer, inner in pairwise(nested):
        assert areas.holds(outer, inner) and not areas.holds(inner, outer)
    assert areas.holds("62", "zone") and areas.holds("CN", "alone") and not areas.holds("62", "alone")
    assert not areas.holds("6201", "620202") and not areas.holds("620102001", "620102002")
    assert areas.holds("4290", "429004") and areas.holds("42", "429004")  # a county straight under its province


@pytest.mark.slow
def test_a_long_chain_of_areas_is_walked_in_linear_time_and_a_circle_is_found() -> None:
    chain = {f"a{n}": f"a{n + 1}" for n in range(20_000)}
    assert Areas(chain).circle() is None
    assert len(Areas(chain).above("a0")) == 20_002  # the last one and CN too
    assert Areas(chain | {"a20000": "a19990"}).circle() == [f"a{n}" for n in range(19_990, 20_001)]
