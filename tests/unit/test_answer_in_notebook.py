"""An answer shows itself in a notebook as a table with its colours and its denominator."""

from __future__ import annotations

import html5lib
import pytest
from support.pictures import HOSTILE, graph, node

import oversight_graph as og
from oversight_graph.answer.notebook_html import SHOWN
from oversight_graph.charts import graph_of
from oversight_graph.model import FORMS, GRADES

city = graph_of(og.read(og.SHIPPED / "city-80.yaml"))


def parsed(answer: og.Answer) -> html5lib.treebuilders.etree.Element:  # type: ignore[name-defined]
    return html5lib.parse(answer._repr_html_(), namespaceHTMLElements=False)


def rows_of(answer: og.Answer) -> list[html5lib.treebuilders.etree.Element]:  # type: ignore[name-defined]
    """The rows of an answer: what stands in its last table, under what it opens with."""
    return list(parsed(answer).findall(".//table")[-1].findall("tbody/tr"))


def test_a_table_shows_its_rows_and_among_how_many_they_were_found() -> None:
    answer = og.ask(city, "gaps", form="state", norms="national", all=True)
    tree = parsed(answer)
    assert len(rows_of(answer)) == min(len(answer), SHOWN)
    caption = "".join(tree.find(".//caption").itertext())
    assert answer.reference in caption and f"n = {answer.n}" in caption
    assert all(note in caption for note in answer.notes)


def test_no_more_rows_than_can_be_read_and_the_rest_is_said() -> None:
    answer = og.ask(city, "coverage")
    assert len(answer) == 4 * 80
    assert len(rows_of(answer)) == SHOWN
    assert f"{len(answer) - SHOWN} more rows" in answer._repr_html_()


@pytest.mark.parametrize("form", FORMS.ids)
def test_grades_have_the_colours_of_the_maps_and_an_unknown_is_no_gap(form: str) -> None:
    answer = og.ask(city, "coverage", form=form)
    at = answer.columns.index("grade")
    cells = [row.findall("td")[at].get("style") for row in rows_of(answer)]
    for style, row in zip(cells, answer.rows, strict=False):
        assert f"background:{GRADES[row['grade_name'] or 'unknown'].colour}" in style
    assert GRADES["unknown"].colour != GRADES["none"].colour


def test_names_are_text_whatever_they_hold() -> None:
    of = graph([node(number, name=text) for number, text in enumerate(HOSTILE)], [])
    answer = og.ask(of, "coverage", form="state")
    tree = parsed(answer)
    assert {one.tag for one in tree.iter()} <= {"html", "head", "body", "table", "caption", "div", "thead", "tbody", "tr", "th", "td"}
    text = "".join(tree.itertext())
    assert all(name in text for name in HOSTILE)


def test_words_are_in_the_language_asked_for() -> None:
    assert "截至" in og.ask(city, "gaps", lang="zh")._repr_html_() and "as of" in og.ask(city, "gaps", lang="en")._repr_html_()
