"""Load in Cypher: what `rules.workload_counts` and the question `workload` compute, in one statement."""

from __future__ import annotations

from dataclasses import replace

from oversight_graph.answer.question import CypherQuery, ScopeKind
from oversight_graph.cypher.graph_scope import OVERSEEN_LABELS, OVERSEER_LABELS, VALID, asked, by_days, held, holds, kind, parameters, runs, words
from oversight_graph.cypher.step_clauses import arrow, class_of, may
from oversight_graph.cypher.walk_clauses import below, body, laid_out, refused_if, shares, subordinate
from oversight_graph.model import BASES, OVERSEEN, REACH_CLASSES, walks
from oversight_graph.model.walk_declarations import Step
from oversight_graph.store.neo4j.schema import short

_DIRECT, _INHERITED, _EXTENDED = (REACH_CLASSES.code(name) for name in ("direct", "inherited", "extended"))
"""The classes of the three columns."""


@by_days
def workload(scope: ScopeKind, start: str | None = None, broad: bool = False) -> CypherQuery:
    """What each body, or one, supervises from close by, per full-time post. Cost: linear in the links and the pairs reached.

    Parameters
    ----------
    scope
        What is asked about.
    start
        The id of a body, wherever it lies; None for every overseer of the area.
    broad
        Whether what a body extends to counts as load, too.

    Returns
    -------
    The statement with its parameters; a row for each body.
    """
    begin = f"{body('body', '$a')} WHERE {held('body')}" if start is not None else f"MATCH (body:{OVERSEER_LABELS}) WHERE {held('body')} AND {asked('body')}"
    text = f"""{VALID}
{begin}

// What it reaches, each node once, in its best class: {_DIRECT} direct, {_INHERITED} inherited, {_EXTENDED} extended.
// A way over a link that is only declared, statutory or an episode is no load.
CALL (body) {{
  CALL (body) {{
{_UNION.join(_parts("body"))}
  }}
{_counted("body")}
  RETURN {_total(_DIRECT)} AS direct,
         {_total(_INHERITED)} AS inherited,
         {_total(_EXTENDED)} AS extended,
         {_ANY_SHARED} AS shared
}}

// What its own bodies reach, each node once.
CALL (body) {{
  CALL (body) {{
{_UNION.join(map(_own, walks.SUPERVISION.own))}
  }}
  WITH body, own, {_ANY_SHARED} AS apart
  CALL (own) {{
{_UNION.join(_parts("own"))}
  }}
{_counted("body", "shared OR apart")}
  RETURN {_total(_DIRECT)} + {_total(_INHERITED)} AS own_supervise,
         {_total(_EXTENDED)} AS own_extend,
         {_ANY_SHARED} AS own_shared
}}

// Sets are counted as wholes here: where one of these ways speaks of some members only, this ends with an error that says so.
WITH * WHERE {refused_if("shared OR own_shared")}
WITH body, direct, inherited, extended, own_supervise, own_extend, body.staff_full_time AS staff,
     CASE WHEN body.staff_full_time IS NOT NULL THEN coalesce(body.staff_quantifier, 'eq') END AS quantifier,
     direct + inherited + CASE WHEN $broad THEN extended ELSE 0 END AS supervised
// Posts that are known or estimated give a load, a floor of posts a ceiling of load; a ceiling of posts gives neither.
WITH *, CASE WHEN supervised IS NULL OR staff IS NULL OR staff = 0 THEN 'unknown'
             WHEN quantifier IN ['eq', 'approx'] THEN 'exact'
             WHEN quantifier = 'ge' THEN 'at_most'
             ELSE 'unknown' END AS load_is
WITH *, CASE WHEN load_is <> 'unknown' THEN toFloat(supervised) / staff END AS load,
     head([place IN range(0, size($kinds) - 1) WHERE $kinds[place] IN labels(body)]) AS place
// Rounded among whole numbers: to four places, a half up.
RETURN body.id AS id, body.name AS name, {kind("body")} AS kind, direct, inherited, extended, own_supervise, own_extend,
       staff AS staff_full_time, quantifier AS staff_quantifier,
       CASE WHEN load IS NOT NULL THEN ((20000 * supervised + staff) / (2 * staff)) / 10000.0 END AS load, load_is
ORDER BY place, coalesce(load, -1.0) DESC, id"""
    given = {"broad": broad} if start is None else {"broad": broad, "a": short(start)}
    return CypherQuery(laid_out(text), parameters(scope) | given)


def load_of(most: str) -> str:
    """What the load of `body` is beside a ceiling, as `rules.workload_counts.loads` tells it.

    Parameters
    ----------
    most
        An expression whose value is the ceiling.

    Returns
    -------
    Clauses that bind `load`: enough, short or unknown; for a subquery that has bound `body`.
    """
    return laid_out(f"""  CALL (body) {{
    CALL (body) {{
{_UNION.join(_parts("body"))}
    }}
  {_counted("body")}
    RETURN sum(CASE WHEN class IN [{_DIRECT}, {_INHERITED}] THEN coalesce(node.count, 0) ELSE 0 END) AS supervised, count(*) AS reached,
           count(CASE WHEN node.count IS NULL AND class IN [{_DIRECT}, {_INHERITED}] THEN 1 END) > 0 AS uncounted, {_ANY_SHARED} AS shared
  }}
  // Sets are counted as wholes here: where a way speaks of some members only, this ends with an error that says so.
  WITH * WHERE {refused_if(f"shared AND body.staff_full_time > 0 AND {asked('body')}")}
  WITH *, coalesce(body.staff_quantifier, 'eq') AS quantifier, supervised <= {most} * body.staff_full_time AS within
  WITH *, CASE
    WHEN NOT {asked("body")} OR coalesce(body.staff_full_time, 0) = 0 OR reached = 0 OR uncounted THEN 'unknown'
    WHEN within AND quantifier IN ['eq', 'approx', 'ge'] THEN 'enough'
    WHEN NOT within AND quantifier IN ['eq', 'approx'] THEN 'short'
    ELSE 'unknown' END AS load""")


_UNION = "\n    UNION ALL\n"
_ANY_SHARED = "count(CASE WHEN shared THEN 1 END) > 0"
"""Of rows with `shared`: whether it holds for one."""


def _own(name: str) -> str:
    """The bodies that are a body's own by a step."""
    step = walks.SUPERVISION[name]
    return f"    MATCH (body){arrow((step,), 'r')}(own) WHERE {' AND '.join((*may(step, 'body', 'r', 'own'), runs('r', 'own')))}\n    RETURN own, {shares('r')} AS shared"


def _counted(owner: str, shared: str = "shared") -> str:
    return f"""  WITH {owner}, node, min(class) AS class, count(CASE WHEN {shared} THEN 1 END) > 0 AS shared
  WHERE node:{OVERSEEN_LABELS} AND node <> {owner} AND {asked("node")}"""


def _parts(start: str) -> list[str]:
    """The supervision walk from a body, as far as it makes a load: a part for every row of steps one after the other."""
    counted = (*walks.SUPERVISION.load, *walks.SUPERVISION.broad)
    first = [step for role in walks.SUPERVISION.starts for step in walks.SUPERVISION.onward(role) if step.reach in counted]
    parts: list[str] = []
    rows: list[tuple[Step, ...]] = [(step,) for step in first]
    while rows:
        row = rows.pop(0)
        if any(kind in OVERSEEN for kind in row[-1].ends):
            parts.append(_row(row, start))
        rows[:0] = [(*row, step) for step in walks.SUPERVISION.onward(row[-1].to) if step.reach in counted and not step.loops]
    return parts


def _row(row: tuple[Step, ...], start: str) -> str:
    names = [start, *(f"through{number}" for number in range(1, len(row))), "end"]
    links = ["r", *(f"r{number}" for number in range(1, len(row)))]
    pattern = f"({start})" + "".join(f"{arrow((step,), link)}({name})" for step, link, name in zip(row, links, names[1:], strict=True))
    conditions = [condition for step, a, link, b in zip(row, names[:-1], links, names[1:], strict=True) for condition in _may(step, a, link, b)]
    where = " AND ".join((*conditions, *map(runs, links), holds(*names[1:])))
    rank, step = max(map(class_of, row)), subordinate(row[0])
    if step is None or step.reach not in (*walks.SUPERVISION.load, *walks.SUPERVISION.broad):
        return f"    MATCH {pattern} WHERE {where}\n    RETURN end AS node, {rank} AS class, {shares(*links)} AS shared"
    lower = below(step, "r", _may)
    return f"""    MATCH {pattern} WHERE {where}
    MATCH (end) {lower} (node)
    RETURN node, CASE size(uppers) WHEN 0 THEN {rank} ELSE {max(rank, class_of(step))} END AS class,
           {shares(*links)} OR any(one IN step WHERE {shares("one")}) AS shared"""


def _may(step: Step, origin: str, link: str, end: str) -> list[str]:
    """The conditions for a step that makes nothing nominal."""
    if step.any_basis:
        return may(step, origin, link, end)
    firm = words(basis.id for basis in BASES if basis.firm and (basis.cap is not None or step.episodes))
    return [*may(replace(step, episodes=True), origin, link, end), f"{link}.basis IN {firm}"]


def _total(rank: int) -> str:
    """How many are reached in a class; unknown where nothing is reached in any, or a set whose number no source states in this one."""
    unknown = f"count(node) = 0 OR count(CASE WHEN class = {rank} AND node.count IS NULL THEN 1 END) > 0"
    return f"CASE WHEN {unknown} THEN null ELSE sum(CASE class WHEN {rank} THEN node.count ELSE 0 END) END"
