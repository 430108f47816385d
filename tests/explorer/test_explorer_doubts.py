"""Bodies that may be one, decided on the page of a load: what speaks for and against, one answer for all alike, a table of aliases to take home (contract §1)."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.doubtful_charts import NEW, OLD
from support.explorer_cases import text_of
from support.explorer_server import Visitor, act, load

from oversight_graph.loaders.alias_file import read_aliases


@pytest.fixture
def doubtful(city: Visitor) -> Visitor:
    act(city, load(city, OLD), "confirm")
    return city


def answer(city: Visitor, page: str, **fields: str) -> str:
    """The text of the page after an answer to what it shows now."""
    reads = city.get(page).text.split('name="reads" value="')[1].split('"')[0]
    return text_of(city.settled(city.submit(page, action="answer", reads=reads, **fields)))


def test_each_doubt_stands_with_what_speaks_for_and_against_and_nothing_is_decided(doubtful: Visitor) -> None:
    page = load(doubtful, NEW)
    said = text_of(page)
    assert page.text.count("data-decide") == 3 and "One body or not? 2 cases alike" in said
    assert "驻市财政局纪检组 is what 驻市财政局纪检监察组 was called before 2018" in said and "水务局 of the chart new may be meant as well" in said
    assert "described as of different days: 2020-12-31, 2017-12-31" in said and "3 left apart as doubtful" in said
    chinese = text_of(doubtful.get(page.url.path, params={"lang": "zh"}))
    assert "可能是同一机构" in chinese and "所述日期不同" in chinese and "speaks" not in chinese.lower()


def test_the_answers_make_the_plan_anew_and_are_taken_home_and_applied_the_next_time(doubtful: Visitor, tmp_path: Path) -> None:
    page = load(doubtful, NEW).url.path
    said = answer(doubtful, page, **{"same-0": "yes", "same-1": "no", "same-2": "yes"})
    assert "left apart as doubtful" not in said and "5 merges" in said and "1 different bodies by the table of aliases" in said
    file = tmp_path / "aliases.csv"
    file.write_bytes(doubtful.get(f"{page}/aliases.csv").content)
    assert [row.same for row in read_aliases(file).rows] == [True, False, True, True] and "# old:w 市水务局；new:w1 市水务局" in file.read_text("utf-8")
    again = doubtful.settled(doubtful.submit("/load", files=[("file", ("new.yaml", NEW)), ("aliases", ("aliases.csv", file.read_bytes()))]))
    assert "data-decide" not in again.text and "5 merges" in text_of(again)


def test_one_by_one_takes_a_question_apart_and_what_is_left_stays_a_doubt(doubtful: Visitor) -> None:
    page = load(doubtful, NEW).url.path
    answer(doubtful, page, **{"same-0": "later", "each-2": "yes"})
    assert doubtful.get(page).text.count("data-decide") == 4
    said = answer(doubtful, page, **{"same-2": "yes"})
    assert "2 left apart as doubtful" in said and "3 merges" in said


def test_a_table_of_aliases_that_cant_be_read_is_said_with_its_name_and_nothing_is_begun(city: Visitor) -> None:
    sent = city.submit("/load", files=[("file", ("new.yaml", NEW)), ("aliases", ("mine.csv", b"name,alias,same\na,b,perhaps\n"))])
    assert sent.status_code == 400 and "mine.csv" in text_of(sent) and "perhaps" in text_of(sent) and "/tmp" not in sent.text


def test_without_a_decision_there_is_no_table(doubtful: Visitor) -> None:
    assert doubtful.get(f"{load(doubtful, NEW).url.path}/aliases.csv").status_code == 404
