"""The built pages: no warning, nothing from elsewhere, every link leads somewhere, the search works from a file.

All pages, and of the reference the public names and some packages, other ones with each commit; all of them in `make test-long` and `make docs`.
"""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from urllib.parse import unquote, urlsplit

import pytest
from support import division
from support.pictures import Browser
from support.places import ROOT

import oversight_graph as og

pytestmark = pytest.mark.slow


class Links(HTMLParser):
    """What a page loads, where it leads, and the places in it that others can lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.places |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.leads.append(given["href"])
        self.loads += [given[name] for name in ("src", "srcset", "data", "poster") if name in given]
        if tag == "link" and "href" in given:
            (self.leads if given.get("rel") in ("index", "search", "next", "prev", "author") else self.loads).append(given["href"])


SOME = 4
"""Packages of which the reference is built at hand."""


def packages() -> list[str]:
    spec = importlib.util.spec_from_file_location("site_build", ROOT / "docs" / "site" / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.shown())


@pytest.fixture(scope="module", params=["some", pytest.param("all", marks=pytest.mark.long(seconds=60))])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if importlib.util.find_spec("sphinx") is None:
        pytest.skip("what builds the pages isn't installed: pip install -c constraints.txt -e '.[docs]'; `make docs` and `make test` bring it")
    out = tmp_path_factory.mktemp("site")
    chosen = Random(division.the_word()).sample(packages(), SOME) if request.param == "some" else []
    done = subprocess.run([sys.executable, "docs/site/build.py", str(out), *chosen], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stderr.strip(), "the pages are built without a warning"
    return out


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Links]:
    return {path: Links(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}


def test_every_page_of_the_docs_and_every_public_name_is_there(site: Path, pages: dict[Path, Links]) -> None:
    assert {f"{page.stem}.html" for page in (ROOT / "docs").glob("*.md")} <= {path.name for path in pages}
    assert {f"oversight_graph.{name}" for name in og.__all__} <= pages[site / "api" / "index.html"].places


def test_no_page_loads_anything_from_elsewhere(site: Path, pages: dict[Path, Links]) -> None:
    loaded = {(path.name, one) for path, links in pages.items() for one in links.loads}
    assert loaded
    assert not {(page, one) for page, one in loaded if urlsplit(one).scheme not in ("", "data") or urlsplit(one).netloc}
    styles = "".join(path.read_text("utf-8") for path in site.rglob("*.css"))
    assert not re.search(r"url\(\s*['\"]?(?:https?:)?//|@import", styles)


def test_every_link_inside_leads_to_a_page_and_a_place(site: Path, pages: dict[Path, Links]) -> None:
    assert not set(_broken(pages))


def _broken(pages: dict[Path, Links]) -> Iterator[str]:
    for path, links in pages.items():
        for target in (*links.leads, *links.loads):
            parts = urlsplit(target)
            if parts.scheme:
                continue
            there = path if not parts.path else (path.parent / unquote(parts.path)).resolve()
            if not there.exists() or (parts.fragment and there in pages and unquote(parts.fragment) not in pages[there].places):
                yield f"{path.name}: {target}"


@pytest.mark.parametrize(("sought", "page"), [("派驻", "domain.html"), ("WrongQuestion", "api/index.html"), ("formal", "rules.html")])
def test_the_search_finds_words_and_chinese_in_a_page_opened_from_a_file(site: Path, browser: Browser, sought: str, page: str) -> None:
    tab = browser.new_page()
    asked: list[str] = []
    noise: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda said: noise.append(said.text))
    tab.on("pageerror", lambda error: noise.append(str(error)))
    tab.goto(f"{(site / 'search.html').as_uri()}?q={sought}")
    tab.wait_for_selector(f"ul.search a[href*='{page}']")
    assert all(one.startswith("file:") for one in asked)
    assert not noise
    tab.close()


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" not in project["project"] and project["project"]["dynamic"] == ["version"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "oversight_graph.__version__"}
    heading = re.search(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert heading is not None and heading[1] == og.__version__
