"""Both kinds of store for the tests that hold for both: one file, or a database on a real server, by one transaction or staged."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import oversight_graph as og

if TYPE_CHECKING:
    from neo4j_server.address import Address

    from oversight_graph.store.neo4j.store import Neo4jStore
    from oversight_graph.store.protocol import Store

EmptyStore = Callable[[], AbstractContextManager["Store"]]
"""Opens an empty store; what an earlier one held is gone."""

STORES = ("embedded", pytest.param("neo4j", marks=pytest.mark.neo4j), pytest.param("neo4j-staged", marks=pytest.mark.neo4j))

NOTICES: dict[str, Any] = {"warn_notification_severity": "WARNING", "notifications_disabled_classifications": ["UNRECOGNIZED"]}
"""Of the driver: what a server says of a statement is a warning, and so an error here. That a label doesn't occur yet is no mistake."""


def opened(address: Address) -> Neo4jStore:
    """The store at an address, its snapshots and bookmarks in a folder of the tests."""
    store: Any = og.open_store(address.uri, username=address.username, password=address.password, database=address.database)
    return store  # type: ignore[no-any-return]


@pytest.fixture(scope="module", params=STORES)
def empty_store(request: pytest.FixtureRequest) -> Generator[EmptyStore]:
    if request.param == "embedded":
        yield _in_a_file
        return
    from oversight_graph.store.neo4j import batches, write

    with pytest.MonkeyPatch.context() as patch:
        if request.param == "neo4j-staged":
            patch.setattr(write, "LIMIT", -1)
            patch.setattr(batches, "BATCH", 7)
        yield request.getfixturevalue("neo4j_stores")


@pytest.fixture(scope="session")
def neo4j_stores(neo4j_place: Any, tmp_path_factory: pytest.TempPathFactory) -> Generator[EmptyStore]:
    """Empty stores on the server that the tests share. Schema is made once: dropping it would cost a second a test."""
    from neo4j_server.address import OURS, empty

    from oversight_graph.store.neo4j import address as settings

    place, kept = neo4j_place

    @contextmanager
    def in_neo4j() -> Generator[Store]:
        place.ask(f"MATCH (n) WHERE {OURS} DETACH DELETE n")
        with opened(place) as store:
            yield store

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.setattr(settings, "DRIVER", NOTICES)
        empty(place, kept)
        yield in_neo4j
        empty(place, kept)


@pytest.fixture
def neo4j_store(neo4j_stores: EmptyStore) -> Generator[Neo4jStore]:
    """An empty store in Neo4j."""
    with neo4j_stores() as made:
        yield made  # type: ignore[misc]


@pytest.fixture
def address(neo4j_server: Address, neo4j_store: Neo4jStore) -> Address:
    """The database of `neo4j_store`, empty."""
    return neo4j_server


@pytest.fixture(scope="session")
def stamp_of_five() -> list[str]:
    """The stamp of the store in Neo4j when the five shipped charts were last loaded for `neo4j_five`: it names the store and its revision, so whoever emptied it or wrote
    to it since has given it another one."""
    return []


@pytest.fixture
def neo4j_five(neo4j_stores: EmptyStore, neo4j_place: Any, stamp_of_five: list[str]) -> Generator[Neo4jStore]:
    """The five shipped charts in Neo4j, for reading only: tests that stand one behind the other load them once, and plan alike statements once."""
    from oversight_graph.charts import shipped

    with opened(neo4j_place[0]) as held:
        if not stamp_of_five or held.stamp() != stamp_of_five[-1]:
            with neo4j_stores() as emptied:
                og.plan(emptied, og.read(*shipped())).apply()
                stamp_of_five.append(emptied.stamp())
        yield held


@contextmanager
def _in_a_file() -> Generator[Store]:
    with tempfile.TemporaryDirectory() as folder, og.open_store(Path(folder) / "s.lbug") as store:
        yield store


@pytest.fixture
def store(empty_store: EmptyStore) -> Generator[Store]:
    with empty_store() as made:
        yield made


def state(store: Store) -> Any:
    """All that a store holds and says, for a comparison of before and after."""
    revision, loaded = store.loaded()
    return (revision, loaded, store.infos(), content(store)) if revision else (0, [], [], content(store))


def content(store: Store, **scope: Any) -> Any:
    """The graph of a store, row by row; nothing where nothing is loaded."""
    if not store.loaded()[1]:
        return [], []
    graph = store.graph(**scope)
    return graph.node_table.to_pylist(), graph.link_table.to_pylist()
