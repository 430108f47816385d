"""A connection to a Neo4j: reading, writing, and the bookmarks that let a read see the load before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import neo4j
import neo4j.api
from neo4j import READ_ACCESS, WRITE_ACCESS
from neo4j.exceptions import ServiceUnavailable

from oversight_graph.store.neo4j.address import Address
from oversight_graph.store.neo4j.error_translation import translated_errors

T = TypeVar("T")
Work = Callable[[Any], T]
"""What is done in a transaction; it may be done again where the first try fails for a passing reason."""


_SHARED: dict[tuple[str, str | None, Path | None], neo4j.api.BookmarkManager] = {}
"""The bookmarks of this process, by address, database and the file that keeps them: whoever asks here after a load sees it, whichever server of a cluster answers."""


class Connection:
    """A driver, opened when it is first used. One bookmark goes through all that this process does at a routed address, as it may lead to a cluster.

    Parameters
    ----------
    address
        Where the database is.
    state
        The folder in which the bookmark is kept for the next command; None where it isn't kept.
    """

    def __init__(self, address: Address, state: Path | None = None) -> None:
        self.address = address
        self._driver: neo4j.Driver | None = None
        self._kept = None if state is None else state / f"{hashlib.blake2b(repr((address.uri, address.database)).encode(), digest_size=8).hexdigest()}.json"
        self._bookmarks: Any = None
        self.unfulfilled: Any = None
        """The state of a store whose writer was waited for in vain: it isn't waited for again."""

    def _session(self, **settings: Any) -> neo4j.Session:
        if self._driver is None:
            driver = self.address.driver()
            try:
                self._greet(driver)
            except BaseException as error:
                driver.close()
                if self.address.routed and isinstance(error, ServiceUnavailable):
                    with self.address.driver(direct=True) as straight:
                        self._greet(straight)
                raise
            self._driver = driver
            self._bookmarks = self._bookmark_manager()
        return self._driver.session(database=self.address.database, bookmark_manager=self._bookmarks, **settings)

    def _greet(self, driver: neo4j.Driver) -> None:
        """Say at once where it can't be used: what is managed would be tried for RETRY seconds."""
        with driver.session(database=self.address.database, default_access_mode=READ_ACCESS) as session:
            session.run("RETURN 1").consume()

    def read(self, work: Work[T]) -> T:
        """What is read in one managed transaction, tried again where it fails for a passing reason.

        Parameters
        ----------
        work
            Called with the transaction, perhaps several times.

        Returns
        -------
        What `work` gives. Raises as `translated_errors` does.
        """
        with translated_errors(self.address), self._session(default_access_mode=READ_ACCESS) as session:
            return session.execute_read(work)

    def write(self, work: Work[T]) -> T:
        """One managed transaction: all of it or nothing, tried again where it fails for a passing reason.

        Parameters
        ----------
        work
            Called with the transaction, perhaps several times: where the answer to a commit got lost, it may be done already.

        Returns
        -------
        What `work` gives. Raises as `translated_errors` does.
        """
        with translated_errors(self.address), self._session(default_access_mode=WRITE_ACCESS) as session:
            return session.execute_write(work)

    def run(self, query: str, **parameters: Any) -> None:
        """Carry out a statement that makes its own transactions, or changes the schema. It isn't tried again.

        Parameters
        ----------
        query
            One statement.
        **parameters
            The values of its `$names`.
        """
        with translated_errors(self.address), self._session(default_access_mode=WRITE_ACCESS) as session:
            session.run(query, parameters).consume()

    def close(self) -> None:
        """Close the driver; the next use opens another one."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    # -- bookmarks: in a cluster, the next command may ask a server that hasn't got the load yet --------------------------

    def _bookmark_manager(self) -> neo4j.api.BookmarkManager:
        """What all sessions at a routed address share; it looks at what other programs of this user have seen, too. One server alone always has what it was given."""
        if not self.address.routed:
            return neo4j.GraphDatabase.bookmark_manager()
        key = (self.address.uri, self.address.database, self._kept)
        if key not in _SHARED:
            made = neo4j.GraphDatabase.bookmark_manager(bookmarks_supplier=self._supplied, bookmarks_consumer=self._remember)
            return _SHARED.setdefault(key, made)  # of two threads that make one at once the first one's stands
        return _SHARED[key]

    def _supplied(self) -> neo4j.Bookmarks:
        return self._remembered() or neo4j.Bookmarks.from_raw_values([])

    def _remembered(self) -> neo4j.Bookmarks | None:
        if self._kept is None or not self.address.routed:
            return None
        try:
            return neo4j.Bookmarks.from_raw_values(json.loads(self._kept.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _remember(self, bookmarks: neo4j.Bookmarks) -> None:
        if self._kept is None or not self.address.routed:
            return
        try:
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            self._kept.write_text(json.dumps(sorted(bookmarks.raw_values)), "utf-8")
        except OSError:
            self._kept = None  # a folder that can't be written costs a stale read at most
