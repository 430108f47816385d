"""Problems solved where they show: a refused file is read again with what its visitor says of it, and what was decided is taken the next time."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from support.explorer_cases import text_of
from support.explorer_server import CITY, Visitor, act, charts, load, running

from oversight_graph.explorer.bounded_cache import Bounds
from oversight_graph.explorer.limits import Limits
from oversight_graph.loaders.mapping_text import known_mapping_of

TOLD = {"area": "530600", "level": "county", "as_of": "2023-06-30", "chart": "given"}
NAMES = "市财政局\n东部经济协作区\n西部经济协作区\n"


def answer(city: Visitor, page: httpx.Response, **fields: str) -> httpx.Response:
    """What the form of a page sends: its hidden fields and those that were filled in."""
    found = re.search(r'name="reads" value="(\d+)"', page.text)
    assert found, text_of(page)
    return city.settled(city.submit(page.url.path, action="answer", reads=found[1], **fields))


def test_a_refused_list_is_read_again_with_what_its_names_are_and_isnt_sent_twice(city: Visitor) -> None:
    page = load(city, NAMES, "names.txt", **TOLD)
    text = text_of(page)
    assert "something is wrong" in text and "东部经济协作区 (A2), 西部经济协作区 (A3)" in text and "Do it" not in text
    assert page.text.count('<fieldset class="decide" data-decide') == 1, "names that are alike are one question"
    planned = answer(city, page, **TOLD, **{"kind-0": "Unit"})
    assert planned.url.path == page.url.path and "3 nodes to add (3 Unit)" in text_of(planned)
    act(city, planned, "confirm")
    assert charts(city) == ["given"]


def test_what_the_file_doesnt_say_is_filled_in_where_it_is_missed(city: Visitor) -> None:
    page = load(city, "市财政局\n市审计局\n", "names.txt", chart="given")
    assert "fill in “Area (its name or code)”" in text_of(page) and "--area" not in page.text
    assert 'name="area" value="" required' in page.text
    assert "2 nodes to add (2 Unit)" in text_of(answer(city, page, **TOLD))


def test_the_area_that_a_file_is_called_after_stands_in_its_field_and_is_taken_when_sent(city: Visitor) -> None:
    """It is proposed and never taken by itself; where several places are meant, the field is empty and asked for all the same."""
    told = {key: value for key, value in TOLD.items() if key != "area"}
    page = load(city, "昆明市纪委监委\n市财政局\n", "names.txt", **told)
    assert (
        'name="area" value="530100" required' in page.text
        and "“Area (its name or code)” is filled in so (530100)" in text_of(page)
        and "--area" not in page.text
    )
    assert not charts(city)
    act(city, answer(city, page, **told, area="530100"), "confirm")
    assert charts(city) == ["given"]
    several = load(city, "朝阳区纪委监委\n区财政局\n", "names.txt", **told)
    assert 'name="area" value="" required' in several.text and "110105 北京市朝阳区" in text_of(several)


def test_alike_names_can_be_decided_one_by_one(city: Visitor) -> None:
    page = load(city, NAMES, "names.txt", **TOLD)
    single = answer(city, page, **TOLD, **{"singly-0": "yes", "kind-0": "Unit"})
    assert single.text.count('<fieldset class="decide" data-decide') == 2
    planned = answer(city, single, **TOLD, **{"kind-0": "Collaboration", "other-1": "Village"})
    assert "1 collaboration" in text_of(planned).lower() and "1 Village" in text_of(planned)


def test_what_nobody_decides_is_left_out_where_that_is_ticked(city: Visitor) -> None:
    page = load(city, NAMES, "names.txt", **TOLD)
    assert "1 nodes to add (1 Unit)" in text_of(answer(city, page, **TOLD, unsure="leave-out"))
    assert "1 nodes to add (1 Unit)" in text_of(load(city, NAMES, "names.txt", **TOLD, unsure="leave-out"))


def test_what_was_decided_is_downloaded_and_sent_along_the_next_time(city: Visitor) -> None:
    page = load(city, NAMES, "names.txt", **TOLD)
    planned = answer(city, page, **TOLD, **{"kind-0": "none"})
    taken = city.get(f"{page.url.path}/mapping.yaml")
    mapping = known_mapping_of(taken.text, "mapping.yaml")
    assert mapping == TOLD | {"kinds": {"东部经济协作区": "none", "西部经济协作区": "none"}}
    act(city, planned, "confirm")
    assert city.get(f"{page.url.path}/mapping.yaml").text == taken.text, "it stays when the load is done"
    again = city.settled(city.submit("/load", files=[("file", ("names.txt", NAMES)), ("mapping", ("mapping.yaml", taken.text))]))
    assert "nothing to change" in text_of(again)


def test_a_wrong_mapping_is_said_before_anything_is_read(city: Visitor) -> None:
    page = city.submit("/load", files=[("file", ("names.txt", NAMES)), ("mapping", ("m.yaml", "kinds: {甲: Unti}"))])
    assert page.status_code == 400 and "m.yaml" in page.text and "did you mean `Unit`?" in text_of(page) and "/tmp" not in page.text


def test_an_answer_to_other_questions_changes_nothing(city: Visitor) -> None:
    """Somebody else has answered meanwhile: the questions that the form counts aren't those that are asked."""
    page = load(city, NAMES, "names.txt", **TOLD)
    first = answer(city, page, **TOLD, **{"singly-0": "yes"})
    late = answer(city, page, **TOLD, **{"kind-0": "Unit"})
    assert late.text.count('<fieldset class="decide" data-decide') == first.text.count('<fieldset class="decide" data-decide') == 2


@pytest.mark.parametrize("kind", ["Unti", "", "StationedGroup; DROP", "../x"])
def test_what_is_none_of_the_choices_answers_nothing(city: Visitor, kind: str) -> None:
    page = load(city, NAMES, "names.txt", **TOLD)
    again = answer(city, page, **TOLD, **{"kind-0": kind, "kind-99": "Unit"})
    assert again.status_code == 200 and "something is wrong" in text_of(again) and again.text.count('<fieldset class="decide" data-decide') == 1


def test_the_questions_are_asked_in_both_languages(city: Visitor) -> None:
    page = load(city, NAMES, "names.txt", **TOLD)
    chinese, english = (text_of(city.get(page.url.path, params={"lang": lang})) for lang in ("zh", "en"))
    assert "还需要说明的内容" in chinese and "不是机构，略去" in chinese and "在“无法判断的名称”下判断" in chinese and "leave it out" not in chinese
    assert "What is still to be said" in english and "decide it under “Names that can't be told”" in english


def test_files_are_kept_within_bounds_and_a_page_says_when_they_have_gone(tmp_path: Path) -> None:
    with running(tmp_path / "s.lbug", limits=replace(Limits(), answering=Bounds(1, 1 << 20))) as visitor:
        first = load(visitor, NAMES, "a.txt", **TOLD)
        second = load(visitor, NAMES, "b.txt", **TOLD)
        assert 'value="answer"' in visitor.get(second.url.path).text
        gone = visitor.get(first.url.path)
        assert 'value="answer"' not in gone.text and "The file isn't kept any more" in text_of(gone)
    with running(tmp_path / "t.lbug", limits=replace(Limits(), answering=Bounds(8, 10))) as visitor:
        assert "The file isn't kept any more" in text_of(load(visitor, NAMES, "a.txt", **TOLD)), "larger than the room"


def test_files_arent_kept_when_a_load_is_done_or_given_up(city: Visitor) -> None:
    for action in ("confirm", "drop"):
        page = load(city, CITY)
        done = act(city, page, action)
        assert "Read again" not in done.text and 'value="answer"' not in done.text


TABLE = "甲,乙,丙\n驻市财政局纪检监察组,市财政局,3\n驻市水利局纪检监察组,市水利局,4\n"


def test_what_columns_hold_is_chosen_where_it_was_taken_for_something_else(city: Visitor) -> None:
    page = load(city, TABLE, "table.csv", **TOLD)
    assert re.findall(r'name="(column-0-[A-C])"', page.text) == ["column-0-A", "column-0-B", "column-0-C"]
    planned = answer(city, page, **TOLD, **{"heading-0": "1", "column-0-A": "group", "column-0-B": "units", "column-0-C": "staff"})
    assert "4 nodes to add (2 StationedGroup, 2 Unit)" in text_of(planned)
    mapping = known_mapping_of(city.get(f"{page.url.path}/mapping.yaml").text, "m")
    assert (mapping["heading"], mapping["columns"]) == ((1, 1), {1: "group", 2: "units", 3: "staff"})


def test_a_form_that_changes_no_column_leaves_the_table_to_be_recognised(city: Visitor) -> None:
    page = load(city, TABLE, "table.csv", **TOLD)
    shown = dict(re.findall(r'<select name="((?:table|column)-[^"]+)"[^>]*>(?:(?!</select>).)*?value="([^"]+)" selected', page.text, re.DOTALL))
    again = answer(city, page, **TOLD, **shown)
    assert known_mapping_of(city.get(f"{again.url.path}/mapping.yaml").text, "m") == TOLD


def test_a_role_that_is_none_and_rows_that_are_none_make_no_fault(city: Visitor) -> None:
    page = load(city, TABLE, "table.csv", **TOLD)
    for fields in (
        {"column-0-A": "no-role"},
        {"table-0": "../x"},
        {"heading-0": "three", "column-0-C": "staff"},
        {"heading-0": "99999", "column-0-C": "staff"},
    ):
        found = re.search(r'name="reads" value="(\d+)"', city.get(page.url.path).text)
        assert found
        done = city.submit(page.url.path, action="answer", reads=found[1], **TOLD, **fields)
        city.finish()
        assert done.status_code < 500 and "Traceback" not in done.text
