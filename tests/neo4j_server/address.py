"""Where a Neo4j database is reached, and how it is emptied between tests without harm to what isn't ours."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Collection
from types import SimpleNamespace

import neo4j
from neo4j._sync.work import result


def _callers() -> list[inspect.FrameInfo]:
    """As `inspect.stack()`, without the lines of source, which it looks for in every module there is."""
    frame, found = sys._getframe(1), []
    while frame is not None:
        found.append(inspect.FrameInfo(frame, frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, None, None))
        frame = frame.f_back  # type: ignore[assignment]
    return found


# A driver that makes warnings of notices asks for the stack at each statement, to say where one came from: most of the time of a test.
result.inspect = SimpleNamespace(stack=_callers)  # type: ignore[assignment]


class NotOurs(Exception):
    """A database that the tests keep their hands off, and why."""


class Address:
    """A database, and how one gets in."""

    def __init__(self, uri: str, username: str, password: str, database: str = "neo4j") -> None:
        self.uri, self.username, self.password, self.database = uri, username, password, database

    @property
    def auth(self) -> tuple[str, str]:
        return self.username, self.password

    @property
    def environment(self) -> dict[str, str]:
        """For a process that is to find it: `run("charts", **address.environment)`."""
        return {"NEO4J_URI": self.uri, "NEO4J_USERNAME": self.username, "NEO4J_PASSWORD": self.password, "NEO4J_DATABASE": self.database}

    def driver(self) -> neo4j.Driver:
        """A driver to which a server's notice of deprecated Cypher is a warning, and so an error in the tests.

        That nothing carries a label or a property yet is no mistake in an emptied database.
        """
        return neo4j.GraphDatabase.driver(
            self.uri,
            auth=self.auth,
            warn_notification_severity=neo4j.NotificationMinimumSeverity.WARNING,
            notifications_disabled_classifications=[neo4j.NotificationDisabledClassification.UNRECOGNIZED],
        )

    def ask(self, query: str, **parameters: object) -> list[list[object]]:
        """The rows of one query, over a connection of its own."""
        with self.driver() as driver:
            return [list(row.values()) for row in driver.execute_query(query, parameters, database_=self.database).records]


OURS = "any(label IN labels(n) WHERE label STARTS WITH 'Oversight' OR label = 'Body')"
"""Nodes that the program makes."""


def check_empty(address: Address) -> None:
    """Raises NotOurs where a database holds as much as one node."""
    (count,) = address.ask("MATCH (n) RETURN count(n)")[0]
    if count:
        raise NotOurs(f"the database `{address.database}` at {address.uri} isn't empty (nodes: {count})")


def schema(address: Address) -> dict[str, str]:
    """Constraints and indexes by name, with the Cypher that drops each; an index that a constraint owns goes with it."""
    found: dict[str, str] = {}
    for (name,) in address.ask("SHOW CONSTRAINTS YIELD name"):
        found[str(name)] = f"DROP CONSTRAINT `{name}`"
    for (name,) in address.ask("SHOW INDEXES YIELD name, type, owningConstraint WHERE owningConstraint IS NULL AND type <> 'LOOKUP' RETURN name"):
        found[str(name)] = f"DROP INDEX `{name}`"
    return found


def empty(address: Address, kept: Collection[str] | None = None) -> None:
    """Remove all nodes and all schema of a server of our own.

    With `kept`, the names of the schema that was there before us, the database is somebody's: only nodes that the program makes are
    removed, only schema that is new, and nothing at all where there is a node of another kind (NotOurs).
    """
    if kept is not None:
        (foreign,) = address.ask(f"MATCH (n) WHERE NOT {OURS} RETURN count(n)")[0]
        if foreign:
            raise NotOurs(f"the database `{address.database}` at {address.uri} holds what these tests didn't make (nodes: {foreign})")
    address.ask(f"MATCH (n) {'' if kept is None else f'WHERE {OURS}'} DETACH DELETE n")
    for name, drop in schema(address).items():
        if name not in (kept or ()):
            address.ask(drop)
