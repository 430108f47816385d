"""Sets, shares and dates: what is answered about random charts is what the oracle reads out of the same charts (domain §3a, §4–§6)."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st
from support import sets_against_oracle as against
from support.examples import examples
from support.sets_strategy import EARLIER, Document, coordinating, covering, several

often = examples(120, phases=[Phase.generate])
SEVERAL = (against.agree_on_coverage, against.agree_on_gaps, against.agree_on_paths, against.agree_on_reach, against.agree_on_who, against.agree_on_load)


@given(coordinating())
@often
def test_paths_through_sets_are_those_of_domain_5(document: Document) -> None:
    against.hold(against.agree_on_paths, [document])


@given(covering())
@often
def test_coverage_of_sets_is_that_of_domain_4(document: Document) -> None:
    against.hold(against.agree_on_coverage, [document])


@given(covering())
@often
def test_gaps_of_sets_are_those_of_domain_4(document: Document) -> None:
    against.hold(against.agree_on_gaps, [document])


@given(covering())
@often
def test_reach_through_sets_is_that_of_domain_6(document: Document) -> None:
    against.hold(against.agree_on_reach, [document])


@given(covering())
@often
def test_who_stands_above_a_set_is_who_reaches_it(document: Document) -> None:
    against.hold(against.agree_on_who, [document])


@given(covering())
@often
def test_load_over_sets_is_that_of_domain_6(document: Document) -> None:
    against.hold(against.agree_on_load, [document])


@pytest.mark.parametrize("agree", SEVERAL)
@given(several())
@examples(60, parent=often)
def test_charts_at_their_own_days_are_joined_as_domain_4_says(agree: against.Check, drawn: list[Document]) -> None:
    against.hold(agree, drawn)


@pytest.mark.parametrize("agree", SEVERAL)
@given(drawn=several(), seed=st.integers(0, 2**32))
@examples(60, parent=often)
def test_one_day_for_all_charts_leaves_out_what_is_not_known_on_it(agree: against.Check, drawn: list[Document], seed: int) -> None:
    against.hold(agree, drawn, Random(seed).choice(EARLIER))
