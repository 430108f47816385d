"""LadybugDB: an embedded graph database; bodies and states of the walk as nodes, links by kind, asked in Cypher. https://ladybugdb.com"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import peer_cypher
import pyarrow as pa
from peer_tables import BODY, CLASSES, FORMS, NOT_OVERSEEN, UNKNOWN, judged, load

NAME = "LadybugDB"
_LINK = "form STRING, discipline BOOLEAN, state BOOLEAN, inspection BOOLEAN, cap INT64, scope STRING, line STRING, year INT64, whole BOOLEAN"
_ROLES = 6
_LONGEST = 30


def versions() -> str:
    """What answers."""
    import ladybug

    return f"LadybugDB {ladybug.__version__}"


class Peer:
    """A database in a file."""

    def __init__(self, folder: Path) -> None:
        import ladybug

        self.tables = load(folder)
        self.size = self.tables["nodes"].num_rows
        self.connection = ladybug.Connection(ladybug.Database(str(folder / "peer.lbug")))
        run = self.connection.execute
        run("CREATE NODE TABLE Body(n INT64, id STRING, kind STRING, level STRING, category STRING, overseen BOOLEAN, PRIMARY KEY(n))")
        run("CREATE NODE TABLE Area(code STRING, PRIMARY KEY(code))")
        run("CREATE NODE TABLE Complete(k INT64, form STRING, level STRING, PRIMARY KEY(k))")
        run("CREATE NODE TABLE Claim(k INT64, form STRING, level STRING, category STRING, PRIMARY KEY(k))")
        run("CREATE NODE TABLE State(k INT64, n INT64, role INT64, PRIMARY KEY(k))")
        for name, ends in (("IN_AREA", "Body TO Area"), ("WITHIN", "Area TO Area"), ("LISTED_IN", "Complete TO Area"), ("CLAIMED_IN", "Claim TO Area")):
            run(f"CREATE REL TABLE {name}(FROM {ends})")
        for kind in peer_cypher.KINDS:
            run(f"CREATE REL TABLE {kind}(FROM Body TO Body, {_LINK})")
        run("CREATE REL TABLE STEP(FROM State TO State, class INT64)")
        run("CREATE REL TABLE HOP(FROM Body TO Body, cost INT64)")
        self._fill()

    def _fill(self) -> None:
        tables = self.tables
        nodes, links, within = tables["nodes"], tables["links"], tables["within"]
        self._copy("Body", nodes.select(["n", "id", "kind", "level", "category", "overseen"]))
        outer = pa.concat_arrays([within[name].combine_chunks().cast(pa.string()) for name in ("area", "outer")]).unique()
        self._copy("Area", pa.table({"code": outer}))
        self._copy("IN_AREA", nodes.select(["n", "area"]))
        self._copy("WITHIN", within)
        for node, rel, name, columns in (
            ("Complete", "LISTED_IN", "complete", ["form", "level"]),
            ("Claim", "CLAIMED_IN", "claims", ["form", "level", "category"]),
        ):
            table = tables[name]
            number = pa.array(np.arange(table.num_rows))
            self._copy(node, table.select(columns).add_column(0, "k", number))
            self._copy(rel, table.select(["area"]).add_column(0, "k", number))
        of_kind = links["kind"].to_numpy(zero_copy_only=False)
        for kind in peer_cypher.KINDS:
            columns = ["source", "target", *(part.split()[0] for part in _LINK.split(", "))]
            self._copy(kind, links.filter(pa.array(of_kind == kind)).select(columns))
        steps = tables["steps"]
        ends = [steps[end].to_numpy().astype(np.int64) * _ROLES + steps[role].to_numpy() for end, role in (("source", "role"), ("target", "next_role"))]
        state = np.unique(np.concatenate(ends))
        self._copy("State", pa.table({"k": state, "n": state // _ROLES, "role": state % _ROLES}))
        self._copy("STEP", pa.table({"source": ends[0], "target": ends[1], "class": steps["class"]}))
        self._copy("HOP", tables["hops"])

    def _copy(self, table: str, rows: pa.Table) -> None:
        if rows.num_rows:
            self.connection.execute(f"COPY {table} FROM $rows", {"rows": rows})

    def _rows(self, statement: str, **parameters: Any) -> dict[str, Any]:
        table = self.connection.execute(statement, parameters).get_as_arrow()
        return {name: column.to_numpy() for name, column in zip(table.column_names, table.columns, strict=True)}

    def coverage(self, form: str) -> Any:
        grades = np.full(self.size, UNKNOWN)
        for statement in peer_cypher.coverage(form):
            found = self._rows(statement)
            np.maximum.at(grades, found["n"].astype(np.int64), found["grade"].astype(np.int64))
        return np.where(self.tables["nodes"]["overseen"].to_numpy(), grades, NOT_OVERSEEN)

    def gaps(self) -> dict[str, Any]:
        return judged(self.tables["norms"], {form: self.coverage(form) for form in FORMS}, self._rows(peer_cypher.OVERSEEN), self.size)

    def reach(self, start: int) -> Any:
        classes = np.full(self.size, -1)
        for cls in range(len(CLASSES) - 1, -1, -1):  # the best one is written last
            statement = f"MATCH (a:State)-[r:STEP* SHORTEST 1..{_LONGEST} (r, _ | WHERE r.class <= {cls})]->(b:State) WHERE a.k = $start RETURN b.n AS n"
            classes[self._rows(statement, start=start * _ROLES + BODY)["n"].astype(np.int64)] = cls
        classes[start] = -1
        return classes

    def path(self, start: int, goal: int) -> int:
        statement = f"MATCH (a:Body)-[h:HOP* WSHORTEST(cost) 1..{_LONGEST}]->(b:Body) WHERE a.n = $start AND b.n = $goal RETURN cost(h) AS cost"
        return int(self._rows(statement, start=start, goal=goal)["cost"][0])
