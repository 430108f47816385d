"""Neo4j: a server of its own on this machine, over Bolt; the same layout and Cypher as in LadybugDB. Processor seconds are those of the server too."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import peer_cypher
from neo4j_server.server import Server
from peer_tables import BODY, CLASSES, FORMS, NOT_OVERSEEN, UNKNOWN, judged, load

NAME = "Neo4j"
_BATCH = 20_000
_ROLES = 6
_LINK = ("form", "discipline", "state", "inspection", "cap", "scope", "line", "year", "whole")


class NoServer(Exception):
    """Why there is no server here."""


def versions() -> str:
    """What answers."""
    import neo4j
    from neo4j_server.server import VERSION

    if not Server.can_be_had():
        raise NoServer("no Neo4j server here: `make parts` brings one")
    return f"Neo4j {VERSION}, driver {neo4j.__version__}"


class Peer:
    """A database on a server with 4 GB."""

    def __init__(self, folder: Path) -> None:
        self.tables = load(folder)
        self.size = self.tables["nodes"].num_rows
        self.server = Server(java=("-Xmx4g",), settings={"server.memory.pagecache.size": "1g"})
        self.server.start()
        self.driver = self.server.driver()
        for label, key in (("Body", "n"), ("Area", "code"), ("State", "k"), ("Complete", "k"), ("Claim", "k"), ("Between", "k")):
            self._run(f"CREATE CONSTRAINT {label.lower()} FOR (x:{label}) REQUIRE x.{key} IS UNIQUE")
        self._fill()
        self._run("CALL db.awaitIndexes(300)")

    def _fill(self) -> None:
        tables = self.tables
        within = tables["within"].to_pylist()
        self._batches("CREATE (x:Body) SET x = row", tables["nodes"].drop_columns("area").to_pylist())
        self._batches("CREATE (x:Area) SET x = row", [{"code": code} for code in {row[name] for row in within for name in ("area", "outer")}])
        self._batches("MATCH (u:Body {n: row.n}) MATCH (a:Area {code: row.area}) CREATE (u)-[:IN_AREA]->(a)", tables["nodes"].select(["n", "area"]).to_pylist())
        self._batches("MATCH (a:Area {code: row.area}) MATCH (o:Area {code: row.outer}) CREATE (a)-[:WITHIN]->(o)", within)
        for label, kind, name in (("Complete", "LISTED_IN", "complete"), ("Claim", "CLAIMED_IN", "claims")):
            rows = [row | {"k": number} for number, row in enumerate(tables[name].to_pylist())]
            self._batches(f"MATCH (a:Area {{code: row.area}}) CREATE (x:{label})-[:{kind}]->(a) SET x = row", rows)
        links = tables["links"].to_pylist()
        for kind in peer_cypher.KINDS:
            rows = [
                {"a": row["source"], "b": row["target"], "of": {name: row[name] for name in _LINK if row[name] is not None}}
                for row in links
                if row["kind"] == kind
            ]
            self._batches(f"MATCH (a:Body {{n: row.a}}) MATCH (b:Body {{n: row.b}}) CREATE (a)-[r:{kind}]->(b) SET r = row.of", rows)
        steps = tables["steps"].to_pylist()
        keyed = [{"a": row["source"] * _ROLES + row["role"], "b": row["target"] * _ROLES + row["next_role"], "class": row["class"]} for row in steps]
        states = {row[end] for row in keyed for end in ("a", "b")}
        self._batches("CREATE (x:State) SET x = row", [{"k": state, "n": state // _ROLES} for state in states])
        self._batches("MATCH (a:State {k: row.a}) MATCH (b:State {k: row.b}) CREATE (a)-[:STEP {class: row.class}]->(b)", keyed)
        hops = tables["hops"].to_pylist()
        near = [row for row in hops if row["cost"] == 1]
        far = [row | {"k": number} for number, row in enumerate(hops) if row["cost"] == 3]  # Cypher has no weights: a hop of 3 goes over two nodes between
        self._batches("MATCH (a:Body {n: row.source}) MATCH (b:Body {n: row.target}) CREATE (a)-[:HOP]->(b)", near)
        between = "CREATE (a)-[:HOP]->(:Between {k: 2 * row.k})-[:HOP]->(:Between {k: 2 * row.k + 1})-[:HOP]->(b)"
        self._batches(f"MATCH (a:Body {{n: row.source}}) MATCH (b:Body {{n: row.target}}) {between}", far)

    def _batches(self, statement: str, rows: list[dict[str, Any]]) -> None:
        def parts() -> Iterator[list[dict[str, Any]]]:
            for start in range(0, len(rows), _BATCH):
                yield rows[start : start + _BATCH]

        for part in parts():
            self.driver.execute_query(f"UNWIND $rows AS row {statement}", {"rows": part}, database_=self.server.database)

    def _run(self, statement: str, **parameters: Any) -> list[Any]:
        return self.driver.execute_query(statement, parameters, database_=self.server.database, result_transformer_=lambda result: list(result.values()))

    def coverage(self, form: str) -> Any:
        grades = np.full(self.size, UNKNOWN)
        for statement in peer_cypher.coverage(form):
            found = np.array(self._run(statement), np.int64).reshape(-1, 2)
            np.maximum.at(grades, found[:, 0], found[:, 1])
        return np.where(self.tables["nodes"]["overseen"].to_numpy(), grades, NOT_OVERSEEN)

    def gaps(self) -> dict[str, Any]:
        grades = {form: self.coverage(form) for form in FORMS}
        columns = zip(*self._run(peer_cypher.OVERSEEN), strict=True)
        nodes = {name: np.array(values, np.int64 if name == "n" else object) for name, values in zip(("n", "kind", "level", "category"), columns, strict=True)}
        return judged(self.tables["norms"], grades, nodes, self.size)

    def reach(self, start: int) -> Any:
        classes = np.full(self.size, -1)
        for cls in range(len(CLASSES) - 1, -1, -1):  # the best one is written last
            statement = f"MATCH ANY SHORTEST (a:State {{k: $start}}) (()-[r:STEP WHERE r.class <= {cls}]->())+ (b:State) RETURN b.n"
            classes[np.array(self._run(statement, start=start * _ROLES + BODY), np.int64).reshape(-1)] = cls
        classes[start] = -1
        return classes

    def path(self, start: int, goal: int) -> int:
        statement = "MATCH p = ANY SHORTEST (a:Body {n: $start})-[:HOP]->+(b:Body {n: $goal}) RETURN length(p)"
        return int(self._run(statement, start=start, goal=goal)[0][0])

    def outside(self) -> float:
        """Processor seconds of the server since its start."""
        assert self.server._process is not None
        fields = Path(f"/proc/{self.server._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Megabytes of the server at the most."""
        assert self.server._process is not None
        lines = Path(f"/proc/{self.server._process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))

    def close(self) -> None:
        self.driver.close()
        self.server.close()
