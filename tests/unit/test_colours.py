"""The colours of grades, statuses, kinds and links stand in the model, and nowhere a second time."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from support.places import ROOT

from oversight_graph.model import FORMS, GRADES, KINDS, LINKS, STATUSES, DeclarationError
from oversight_graph.model.vocabulary import Status

PACKAGE = ROOT / "oversight_graph"
COLOURS = {
    *(term.colour for terms in (GRADES, STATUSES, KINDS, LINKS) for term in terms),
    *(colour for status in STATUSES for colour in (status.tint, status.border) if colour),
}
WORDS = "|".join(term.id for terms in (GRADES, STATUSES, FORMS, KINDS, LINKS) for term in terms)
BESIDE_A_WORD = re.compile(rf"\b({WORDS})\b[\"']?\]?\s*(:|=|,|\{{)[^,;}}]{{0,40}}#[0-9a-fA-F]{{3,8}}\b")
"""A word of the model that is given a colour, as `"gap": "#b2182b"`, `gap: { colour: "#8c1020"`, `.s-gap { background: #b2182b`."""


def sources() -> Iterator[tuple[str, str]]:
    """What is written outside of the model, in whatever language, by its path."""
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix in (".py", ".js", ".css", ".j2") and PACKAGE / "model" not in path.parents:
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def test_a_colour_of_the_model_is_written_in_the_model_only() -> None:
    again = [(path, colour) for path, text in sources() for colour in COLOURS if colour.lower() in text.lower()]
    assert not again


def test_no_word_of_the_model_is_given_a_colour_elsewhere() -> None:
    assert not [(path, match[0]) for path, text in sources() for match in BESIDE_A_WORD.finditer(text)]


@pytest.mark.parametrize("written", ['{"gap": "#b2182b"}', 'gap: { colour: "#8c1020" }', ".s-met { background: #123; }", 'colours["direct"] = "#abcdef"'])
def test_a_colour_beside_a_word_of_the_model_is_noticed(written: str) -> None:
    assert BESIDE_A_WORD.search(written)


def test_a_status_has_the_colour_of_the_grade_that_it_is_like_or_its_own() -> None:
    assert {status.id: status.colour for status in STATUSES} == {status.id: status.own or GRADES[str(status.like)].colour for status in STATUSES}
    assert Status("suspended", "暂缓", "suspended", None, own="#123456").colour == "#123456"
    assert STATUSES["undetermined"].colour != STATUSES["gap"].colour, "an unknown is no gap"


@pytest.mark.parametrize(("like", "own"), [(None, None), ("none", "#123456"), ("splendid", None)])
def test_a_status_without_one_colour_is_refused(like: str | None, own: str | None) -> None:
    with pytest.raises(DeclarationError, match="status `suspended`"):
        Status("suspended", "暂缓", "suspended", like, own=own)
