"""What the tests share: stores, a Neo4j server, a way to run the command as a user does; and how a run is divided."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from neo4j_server.fixtures import logs, neo4j_address, neo4j_place, neo4j_server, new_neo4j_server
from support import division, examples, scheduling
from support.chromium import browser
from support.command import Run, process, run
from support.places import TESTS
from support.stores import address, empty_store, neo4j_five, neo4j_store, neo4j_stores, stamp_of_five, store
from support.visitors import city, shown

import oversight_graph as og

__all__ = [
    "Run", "address", "browser", "city", "empty_store", "examples", "neo4j_address", "neo4j_five", "neo4j_place", "neo4j_server", "neo4j_store", "neo4j_stores", "new_neo4j_server",
    "process", "run", "shown", "stamp_of_five", "store",
]  # fmt: skip


SHARE = pytest.StashKey[list[str]]()
"""What is said of the share of the long tests."""
FOLDER = pytest.StashKey[Path]()
"""Where the workers of pytest-xdist tell the groups of their tests."""


@pytest.fixture(scope="session")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds the five shipped charts; for reading only."""
    from oversight_graph.charts import shipped

    place = tmp_path_factory.mktemp("five") / "five.lbug"
    with og.open_store(place) as store:
        og.plan(store, og.read(*shipped())).apply()
    return place


def pytest_configure(config: pytest.Config) -> None:
    """Graphs that are kept lie in a folder of the run, which its workers share.

    A run that was started with signals ignored, as one in the background of a script is, mustn't hand that on to the programs it starts: they would hear no Ctrl-C.
    """
    if not hasattr(config, "workerinput"):
        made = tempfile.TemporaryDirectory(prefix="oversight-cache-")
        config.add_cleanup(made.cleanup)
        os.environ["OVERSIGHT_CACHE"] = made.name
    for number, handler in ((signal.SIGINT, signal.default_int_handler), (signal.SIGQUIT, signal.SIG_DFL), (signal.SIGTERM, signal.SIG_DFL)):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("oversight", "which of the long tests run")
    group.addoption("--share", type=float, metavar="SECONDS", help="Leave out the long tests, but for a share of them that takes about so long.")
    group.addoption("--share-of", metavar="WORD", help="What the share is drawn by; without it, the commit, or the day.")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where no slow test runs, files of the rooms in which all are slow aren't imported: a third of the time of collecting."""
    slow = collection_path.parent == TESTS and collection_path.name in division.SLOW_ROOMS
    return True if slow and "not slow" in config.option.markexpr else None


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None, None, None]:
    """The markers that follow from where a test stands; the share of the long tests; the groups of workers.

    Around all others, as `-m` heeds the markers before any that isn't around it.
    """
    division.mark(items)
    if (seconds := config.getoption("share")) is not None:
        word = config.getoption("share_of") or division.the_word()
        drawn, left = division.share(items, seconds, word)
        config.hook.pytest_deselected(items=left)
        said = [
            f"long tests: {len(drawn)} of {len(drawn) + len(left)} are in this run, drawn by {word}; `make test-long` runs all",
            *(one.nodeid for one in drawn),
        ]
        config.stash[SHARE] = said
        if hasattr(config, "workeroutput"):  # a worker's own lines are seen by nobody
            config.workeroutput["share"] = said
    groups = division.grouped(items)
    if hasattr(config, "workerinput"):
        scheduling.tell(config.workerinput["groups"], config.workerinput["workerid"], groups)
    yield


@pytest.hookimpl(optionalhook=True, tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Where servers and browsers are asked, one worker more than there are processors, as each waits for these a sixth of its time; None: as pytest-xdist has it."""
    if "not slow" in config.option.markexpr or os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS"):
        return None
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else None


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """A worker is told where to tell the groups of its tests."""
    if FOLDER not in node.config.stash:
        made = tempfile.TemporaryDirectory(prefix="oversight-groups-")
        node.config.add_cleanup(made.cleanup)
        node.config.stash[FOLDER] = Path(made.name)
    node.workerinput["groups"] = str(node.config.stash[FOLDER])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    return scheduling.GroupScheduling(config, log, config.stash[FOLDER]) if config.getvalue("dist") == "loadgroup" else None


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What a worker of pytest-xdist has drawn, for the one process that tells; all have drawn the same."""
    if said := getattr(node, "workeroutput", {}).get("share"):
        node.config.stash[SHARE] = said


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in config.stash.get(SHARE, []):
        terminalreporter.write_line(line)


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
