"""Places by code and by name (contract §1): the table of GB/T 2260 with its years, and what a name means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC
from support.examples import examples

from oversight_graph.model.areas import canonical, is_gb
from oversight_graph.naming.places import Place, every_place, is_unknown, name_and_code, names_of, nearest_code, place_name, place_of
from oversight_graph.naming.places_by_name import area_code, like, places_called, short_names, told
from oversight_graph.naming.provinces import PROVINCES

EVERY = list(every_place())
IN_FORCE = [one for one in EVERY if one.in_force]


def codes(text: str, year: int | None = None) -> list[str]:
    return [one.code for one in places_called(text, year)]


# -- the table


def test_each_row_is_a_code_of_six_digits_in_its_one_spelling_and_a_span_of_years() -> None:
    assert all(is_gb(one.code) and canonical(one.code) == one.code and one.since <= one.until for one in EVERY)
    assert len({(one.code, one.name) for one in EVERY}) == len(EVERY)


def test_a_code_in_force_has_one_name_and_lies_in_a_province_in_force() -> None:
    assert len({one.code for one in IN_FORCE}) == len(IN_FORCE)
    assert {one.code[:2] for one in IN_FORCE} == {one.code[:2] for one in IN_FORCE if one.code.endswith("0000")}


def test_the_table_holds_the_provinces_by_the_short_names_that_folding_takes_off() -> None:
    """34 of them; Hong Kong, Macao and Taiwan have no body of this system, so folding knows the other 31."""
    provinces = {one.code[:2]: one for one in IN_FORCE if one.code.endswith("0000")}
    assert len(provinces) == 34 and set(provinces) - set(PROVINCES) == {"71", "81", "82"}
    assert all(name in short_names(provinces[code]) for code, name in PROVINCES.items())


def test_prefectures_and_counties_are_as_many_as_the_ministry_counts() -> None:
    """333 of the second level (2023), 2,843 to 2,850 of the third, by its yearly reports."""
    second = [one for one in IN_FORCE if one.code.endswith("00") and not one.code.endswith("0000")]
    third = [one for one in IN_FORCE if not one.code.endswith("00")]
    assert len(second) == 333 and 2840 <= len(third) <= 2855


@given(st.sampled_from(EVERY))
@examples(60)
def test_a_code_is_found_by_itself_under_each_of_its_names(place: Place) -> None:
    assert place in names_of(place.code) and not is_unknown(place.code)
    assert place_of(place.code, place.since or 1980) in [one for one in names_of(place.code) if one.held_in(place.since or 1980)]


def test_a_name_is_that_of_the_year_asked_about() -> None:
    """桥东区 of 邢台 was renamed 襄都区 in 2020."""
    assert [(place_name("130502", year)) for year in (2019, 2021, None)] == ["邢台市桥东区", "邢台市襄都区", "邢台市襄都区"]


# -- what a name means


@pytest.mark.parametrize("text", ["昆明市", "昆明", "云南省昆明市", "云南昆明", "云南昆明市", "雲南省昆明市", " 云南省 昆明市", "云南省·昆明市"])
def test_a_place_is_written_in_full_or_short_with_or_without_what_holds_it_in_either_script(text: str) -> None:
    assert codes(text) == ["530100"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("昆明市五华区", "530102"), ("云南省昆明市五华区", "530102"), ("重庆市渝中区", "500103"), ("湖北仙桃", "429004"), ("大理州", "532900"), ("大理市", "532901"),
        ("内蒙古", "150000"), ("广西壮族自治区", "450000"), ("广西自治区", "450000"), ("新疆", "650000"), ("东乡县", "622926"), ("鄂温克旗", "150724"), ("浦东", "310115"),
        ("乾安县", "220723"), ("乾安縣", "220723"), ("長春市朝陽區", "220104"),
    ],
)  # fmt: skip
def test_names_with_what_holds_them_and_of_autonomous_places(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    ("text", "found"),
    [("朝阳区", ["110105", "220104"]), ("朝阳", ["110105", "211300", "211321", "220104"]), ("吉林", ["220000", "220200"]), ("大理", ["532900", "532901"])],
)
def test_of_several_places_none_is_chosen(text: str, found: list[str]) -> None:
    assert codes(text) == found and area_code(text) == text


def test_a_full_name_goes_before_a_short_one() -> None:
    """海南区 is a district of 乌海; 海南 may be the province, the prefecture and the district."""
    assert codes("海南区") == ["150303"] and codes("海南") == ["150303", "460000", "632500"]


def test_a_place_of_the_year_goes_before_a_former_one_and_a_former_one_is_found() -> None:
    """晋宁县 (530122) became 晋宁区 (530115) in 2016; 崇川区 changed its code in 2020."""
    assert codes("晋宁") == ["530115"] and codes("晋宁县") == ["530122"] and codes("晋宁", 2015) == ["530122"]
    assert codes("崇川区") == codes("崇川区", 2021) == ["320613"] and codes("崇川区", 2019) == ["320602"]


@given(st.sampled_from(IN_FORCE), st.booleans())
@examples(80)
def test_the_name_that_is_shown_finds_the_code(place: Place, traditional: bool) -> None:
    shown = place_name(place.code)
    assert shown is not None
    province = place_of(f"{place.code[:2]}0000")
    assert province is not None
    full = shown if shown.startswith(province.name) else f"{province.name}{shown}"
    text = OpenCC("s2t").convert(full) if traditional else full
    assert codes(text) == codes(full) == [place.code]
    assert place.code in codes(shown) and told(places_called(full)) == [f"{place.code} {shown}"]


@pytest.mark.parametrize("text", ["", "市", "某市", "云岭县", "example-zone", "530100", "昆明市纪委", "第五纪检监察室", "广东省昆明市"])
def test_what_is_no_place_means_none(text: str) -> None:
    assert codes(text) == []


# -- what is said of others


def test_a_code_that_no_list_holds_is_unknown_and_one_of_a_township_goes_by_its_county() -> None:
    known = ["53", "5301", "530100", "530102", "530102001", "530102001001", "110100", "429000", "530122", "example-zone"]
    assert [is_unknown(code) for code in known] == [False] * len(known)
    assert is_unknown("530999") and is_unknown("530999001") and is_unknown("990000")


@pytest.mark.parametrize(("wrong", "meant"), [("530107", "530102"), ("620108", "620102")])
def test_the_nearest_code_differs_in_the_fewest_digits_then_by_the_least(wrong: str, meant: str) -> None:
    best = min(IN_FORCE, key=lambda one: (sum(a != b for a, b in zip(one.code, wrong, strict=True)), abs(int(one.code) - int(wrong))))
    assert is_unknown(wrong) and nearest_code(wrong) == best
    assert sum(a != b for a, b in zip(best.code, meant, strict=True)) <= 1


def test_the_most_like_name_is_offered_and_nothing_where_none_is_like() -> None:
    assert [one.name for one in like("西双版那傣族自治州")] == ["西双版纳傣族自治州"] and like("example-zone") == like("某市") == ()


def test_the_name_stands_before_the_code() -> None:
    assert name_and_code("530102") == "昆明市五华区 530102" and name_and_code("530102001") == "530102001"
    assert name_and_code("example-zone", "某区") == "某区 example-zone" and name_and_code("CN") == "CN"
