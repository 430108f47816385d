"""What the project cites is there: sections of the specification, its own files, the headings that links point to; and nothing outside of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
from support.project_files import FOLDERS, ROOT, texts

PAGES = {"domain": "docs/domain.md", "contract": "docs/contract.md"}
_NUMBER = r"\d+[a-z]?(?:\.\d+)?"
CITATION = re.compile(rf"\b(domain|contract)(?:\.md)? (§{_NUMBER}(?:(?:, | and | or |–|-)§{_NUMBER})*)(?:, trap (\d+))?", re.IGNORECASE)
SECTION = re.compile(rf"§({_NUMBER})")
HEADING = re.compile(r"^## (\d+[a-z]?)\. ", re.MULTILINE)
POINT = re.compile(r"^(\d+)\. ", re.MULTILINE)
LINK = re.compile(r"!?\[[^\]\n]*\]\(([^)\s]+)\)")
OWN_PATH = re.compile(rf"(?<![\w/.}}~-])(?:{'|'.join(map(re.escape, FOLDERS))})/[\w./-]+\.(?:py|md|yaml|csv|toml|txt|png|sh|xlsx)\b")
OUTSIDE = re.compile(r"/(?:work|root|home|Users)/\w|/tmp/\w|[A-Z]:\\Users|(?<![\w./])shared/")


def sections(page: str) -> set[str]:
    """The numbers of the headings of a page, and of the points that are numbered under them: 7 and 7.6."""
    found: set[str] = set()
    parts = HEADING.split(texts()[page])
    for number, text in zip(parts[1::2], parts[2::2], strict=True):
        found.add(number)
        if number == "7":  # the one section whose points are cited
            found.update(f"{number}.{point}" for point in POINT.findall(text))
    return found


def cited(text: str) -> Iterator[tuple[str, str]]:
    """(page, section) of every citation."""
    for match in CITATION.finditer(text):
        for number in SECTION.findall(match[2]):
            yield match[1].lower(), number
        if match[3]:
            yield match[1].lower(), f"7.{match[3]}"


@pytest.mark.parametrize("page", PAGES)
def test_every_cited_section_is_a_heading_of_its_page(page: str) -> None:
    there = sections(PAGES[page])
    missing = {f"{file}: {page} §{number}" for file, text in texts().items() for cites, number in cited(text) if cites == page and number not in there}
    assert not missing
    used = {number for text in texts().values() for cites, number in cited(text) if cites == page}
    assert len(used) >= 4, "the pattern of citations finds hardly any: does it still fit how they are written?"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_s_references_to_itself_are_headings_of_it(page: str) -> None:
    text = CITATION.sub("", texts()[PAGES[page]])
    assert set(SECTION.findall(text)) <= sections(PAGES[page])


def test_a_section_is_never_cited_without_its_page() -> None:
    """`§4` alone tells a reader of code nothing; the two pages themselves may."""
    alone = {file for file, text in texts().items() if file not in (*PAGES.values(), "tests/unit/test_citations.py") and SECTION.search(CITATION.sub("", text))}
    assert not alone


def test_the_citations_are_read_in_every_way_they_are_written() -> None:
    text = "domain §3, §7.7; Domain §2–§6 and (contract §1, domain §7.10), domain §3, trap 7"
    assert list(cited(text)) == [
        ("domain", "3"), ("domain", "7.7"), ("domain", "2"), ("domain", "6"), ("contract", "1"), ("domain", "7.10"), ("domain", "3"), ("domain", "7.7"),
    ]  # fmt: skip


def test_a_file_of_the_project_that_is_named_is_there() -> None:
    missing = {
        f"{file}: {path}"
        for file, text in texts().items()
        for path in OWN_PATH.findall(text)
        if file != "tests/unit/test_citations.py" and not (ROOT / path).exists()
    }
    assert not missing


def test_no_file_names_a_place_outside_of_the_project() -> None:
    """Whoever gets the project gets all that it speaks of."""
    named = {f"{file}: {match[0]}" for file, text in texts().items() if file != "tests/unit/test_citations.py" for match in OUTSIDE.finditer(text)}
    assert not named


def anchor(heading: str) -> str:
    """The anchor of a heading, as GitHub and the built pages make it."""
    plain = re.sub(r"[`*_]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def anchors(path: Path) -> set[str]:
    return {anchor(line.lstrip("#")) for line in path.read_text("utf-8").splitlines() if re.match(r"#{1,6} ", line)}


def test_every_link_of_a_page_leads_to_a_file_and_a_heading() -> None:
    wrong = set()
    for file, text in texts().items():
        if not file.endswith(".md"):
            continue
        for target in LINK.findall(re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
            path, _, name = target.partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            there = ROOT / file if not path else ROOT / PurePosixPath(file).parent / path
            if not there.exists() or (name and name not in anchors(there)):
                wrong.add(f"{file}: {target}")
    assert not wrong
