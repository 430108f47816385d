"""What the tests share: charts, stores, a way to run the command as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from neo4j_server.fixtures import logs, neo4j_address, neo4j_place, neo4j_server, new_neo4j_server
from stores import empty_store, neo4j_store, neo4j_stores, store

import oversight_graph as og

__all__ = ["Run", "empty_store", "neo4j_address", "neo4j_place", "neo4j_server", "neo4j_store", "neo4j_stores", "new_neo4j_server", "store"]

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """`oversight …` as a process of its own, in an empty folder, with a store of its own."""

    def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("OVERSIGHT_", "NEO4J_"))}
        settings = {"OVERSIGHT_STORE": str(tmp_path / "store.lbug"), "COLUMNS": "120", **environment}
        return subprocess.run(
            [sys.executable, "-c", "from oversight_graph.cli import main; main()", *words],
            capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, env=kept | settings, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip

    return command


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the five shipped charts; for reading only."""
    from oversight_graph.charts import shipped

    place = tmp_path_factory.mktemp("five") / "five.lbug"
    with og.open_store(place) as store:
        og.plan(store, og.read(*shipped())).apply()
    return place


SLOW = (
    "test_annotate",
    "test_bad_input",
    "test_books_security",
    "test_cli",
    "test_cypher_command",
    "test_cypher_twins",
    "test_cypher_twins_walks",
    "test_docs",
    "test_explorer",
    "test_explorer_browser",
    "test_explorer_fuzz",
    "test_explorer_limits",
    "test_interrupted",
    "test_kinship_properties",
    "test_loading_command",
    "test_graph_formats_command",
    "test_graph_formats_security",
    "test_map_page",
    "test_model",
    "test_neo4j_admin",
    "test_neo4j_server",
    "test_neo4j_store",
    "test_picture",
    "test_plan_command",
    "test_plan_properties",
    "test_rules_against_oracle",
    "test_rules_properties",
    "test_surroundings",
    "test_tabular_export",
    "test_template",
    "test_tidy",
    "test_visible",
)
"""Files whose tests start processes or a browser, or try hundreds of random charts; `make check` leaves them to `make test`."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.stem in SLOW:
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With OVERSIGHT_NO_SKIP set, as in continuous integration, a test that is skipped has failed."""
    report = yield
    if report.failed and (said := logs(item)):
        report.sections.append(("Neo4j server", said))
    if report.skipped and os.environ.get("OVERSIGHT_NO_SKIP"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and OVERSIGHT_NO_SKIP is set: {report.longrepr}"
    return report
