"""DuckDB: a table each, joins and recursive queries. https://duckdb.org"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from peer_tables import FORMS, LAST_YEAR, NAMES, NOT_OVERSEEN, STATUSES, UNKNOWN

NAME = "DuckDB"
_FIRST = {
    "inspection": f"kind = 'INSPECTS' AND form = 'inspection' AND year > {LAST_YEAR - 5}",
    "stationed": "kind IN ('SUPERVISES', 'STATIONED_AT', 'CONTACTS') AND form = 'stationed'",
    "discipline": "kind IN ('SUPERVISES', 'STATIONED_AT', 'CONTACTS') AND discipline",
    "state": "kind IN ('SUPERVISES', 'STATIONED_AT', 'CONTACTS') AND state",
}
_HEADS = {
    "inspection": "SELECT DISTINCT h.area, h.level FROM nodes h JOIN links l ON l.source = h.n JOIN nodes t ON t.n = l.target "
    "WHERE l.kind = 'LEADS' AND h.kind = 'PartyCommittee' AND t.kind = 'InspectionTeam'",
    "stationed": "SELECT area, level FROM nodes WHERE false",
} | dict.fromkeys(("discipline", "state"), "SELECT DISTINCT area, level FROM nodes WHERE kind = 'Commission'")


def coverage_query(form: str) -> str:
    """The grade of each overseen node: the best of its ways."""
    first, serving = _FIRST[form], {"inspection": "false", "stationed": "form = 'stationed'"}.get(form, form)
    return f"""
WITH first AS (SELECT target AS n, cap AS grade, scope FROM links WHERE {first} AND whole AND cap > 0),
branch AS (SELECT n, max(grade) AS grade FROM first WHERE scope = 'with_subordinates' GROUP BY n),
below AS (SELECT source, target FROM links WHERE kind = 'SUBORDINATE_TO' AND line = 'administrative' AND whole AND cap > 0),
once AS (SELECT b.source AS n, least(4, max(a.grade)) AS grade FROM branch a JOIN below b ON b.target = a.n GROUP BY b.source),
twice AS (SELECT b.source AS n, max(a.grade) AS grade FROM once a JOIN below b ON b.target = a.n GROUP BY b.source),
served AS (
  SELECT s.target AS n, least(3, e.cap, s.cap) AS grade
  FROM links e JOIN links s ON s.source = e.target
  WHERE e.kind = 'EXTENDS_TO' AND s.kind = 'SERVES' AND e.whole AND s.whole AND ({serving.replace("form", "e.form") if "form" in serving else serving if serving == "false" else "e." + serving})
),
heads AS ({_HEADS[form]}),
headed AS (
  SELECT DISTINCT n.n, 1 AS grade FROM nodes n JOIN heads h ON h.area = n.area AND h.level = n.level
  WHERE n.kind = 'Unit' AND n.level NOT IN ('township', 'village')
  UNION ALL
  SELECT n.n, 1 FROM nodes n JOIN (
    SELECT DISTINCT w.area FROM within w JOIN heads h ON h.area = w.outer WHERE h.level IN ('central', 'province', 'prefecture', 'county')
  ) a ON a.area = n.area
  WHERE n.overseen AND (n.kind <> 'Unit' OR n.level IN ('township', 'village'))
),
claimed AS (
  SELECT n.n, 2 AS grade FROM claims c JOIN within w ON w.outer = c.area JOIN nodes n ON n.area = w.area AND n.level = c.level AND n.category = c.category
  WHERE c.form = '{form}' AND n.kind = 'Unit'
),
complete_there AS (
  SELECT n.n, 0 AS grade FROM complete c JOIN within w ON w.outer = c.area JOIN nodes n ON n.area = w.area AND n.level = c.level WHERE c.form = '{form}' AND n.overseen
),
ways AS (
  SELECT n, grade FROM first UNION ALL FROM once UNION ALL FROM twice UNION ALL FROM served UNION ALL FROM headed UNION ALL FROM claimed UNION ALL FROM complete_there
),
best AS (SELECT n, max(grade) AS grade FROM ways GROUP BY n)
SELECT nodes.n, coalesce(best.grade, {UNKNOWN}) AS grade FROM nodes LEFT JOIN best ON best.n = nodes.n WHERE nodes.overseen"""


_GAPS = f"""
WITH grades AS ({{grades}}),
judged AS (
  SELECT DISTINCT m.norm, n.n, g.grade, m.grade AS asked
  FROM nodes n JOIN norms m ON m.kind = n.kind AND (m.level IS NULL OR m.level = n.level) AND (m.category IS NULL OR m.category = n.category)
  JOIN grades g ON g.n = n.n AND g.form = m.form
)
SELECT norm, n, CASE WHEN grade = 0 THEN {STATUSES.index("gap")} WHEN grade < 0 THEN {STATUSES.index("undetermined")}
  WHEN grade < 3 THEN {STATUSES.index("formal_only")} WHEN grade < asked THEN {STATUSES.index("partial")} ELSE {STATUSES.index("met")} END AS status
FROM judged"""

_REACH = """
WITH RECURSIVE walk(n, role, class) AS (
  SELECT ?::INTEGER, 0::TINYINT, 0::TINYINT
  UNION
  SELECT s.target, s.next_role, greatest(walk.class, s.class) FROM walk JOIN steps s ON s.source = walk.n AND s.role = walk.role
)
SELECT n, min(class) FROM walk GROUP BY n"""

_PATH = """
WITH RECURSIVE walk(n, cost) USING KEY (n) AS (
  SELECT ?::INTEGER, 0
  UNION
  SELECT h.target, min(walk.cost + h.cost)
  FROM walk JOIN hops h ON h.source = walk.n LEFT JOIN recurring.walk AS known ON known.n = h.target
  WHERE known.cost IS NULL OR walk.cost + h.cost < known.cost
  GROUP BY h.target
)
SELECT cost FROM walk WHERE n = ?"""


def versions() -> str:
    """What answers."""
    import duckdb

    return f"DuckDB {duckdb.__version__}"


class Peer:
    """A database in memory."""

    def __init__(self, folder: Path) -> None:
        import duckdb

        self.db = duckdb.connect()
        for name in NAMES:
            self.db.execute(f"CREATE TABLE {name} AS FROM '{folder / name}.parquet'")
        self.size = self.db.sql("SELECT count(*) FROM nodes").fetchall()[0][0]

    def coverage(self, form: str) -> Any:
        return self._column(self.db.sql(coverage_query(form)), NOT_OVERSEEN)

    def gaps(self) -> dict[str, Any]:
        grades = " UNION ALL ".join(f"SELECT n, grade, '{form}' AS form FROM ({coverage_query(form)})" for form in FORMS)
        found = self.db.sql(_GAPS.format(grades=grades)).fetchnumpy()
        statuses = {}
        for norm in np.unique(found["norm"].astype(str)):
            status = np.full(self.size, -1)
            chosen = found["norm"] == norm
            status[found["n"][chosen]] = found["status"][chosen]
            statuses[str(norm)] = status
        return statuses

    def reach(self, start: int) -> Any:
        classes = self._column(self.db.execute(_REACH, [start]), -1)
        classes[start] = -1
        return classes

    def path(self, start: int, goal: int) -> int:
        return int(self.db.execute(_PATH, [start, goal]).fetchall()[0][0])

    def _column(self, result: Any, fill: int) -> Any:
        number, value = result.fetchnumpy().values()
        column = np.full(self.size, fill)
        column[number] = value
        return column
