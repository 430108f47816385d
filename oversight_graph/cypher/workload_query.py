"""Load in Cypher: what `rules.workload_counts` and the question `workload` compute, in one statement."""

from __future__ import annotations

from dataclasses import replace
from textwrap import indent

from oversight_graph.answer.question import CypherQuery, ScopeKind
from oversight_graph.cypher.graph_scope import OVERSEEN_LABELS, OVERSEER_LABELS, VALID, asked, by_days, held, kind, parameters, words
from oversight_graph.cypher.path_places import crossings
from oversight_graph.cypher.set_walk import Manner, SetWalk, members
from oversight_graph.cypher.step_clauses import class_of, may
from oversight_graph.cypher.walk_clauses import body, laid_out
from oversight_graph.model import BASES, REACH_CLASSES, walks
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

// What it reaches itself and what its own bodies do, each node once, in its best class: {_DIRECT} direct, {_INHERITED} inherited, {_EXTENDED} extended.
// A way over a link that is only declared, statutory or an episode is no load.
UNWIND [false, true] AS own
CALL (body, own) {{
{indent(_reached(own=True), "  ")}
  RETURN {_total(_DIRECT)} AS direct,
         {_total(_INHERITED)} AS inherited,
         {_total(_EXTENDED)} AS extended
}}
WITH body, collect({{own: own, direct: direct, inherited: inherited, extended: extended}}) AS told
WITH body, [one IN told WHERE NOT one.own][0] AS itself, [one IN told WHERE one.own][0] AS own
WITH body, itself.direct AS direct, itself.inherited AS inherited, itself.extended AS extended, own.direct + own.inherited AS own_supervise, own.extended AS own_extend
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
    return CypherQuery(laid_out(text), parameters(scope) | given | {"crossings": crossings()})


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
    close = [REACH_CLASSES.code(name) for name in walks.SUPERVISION.load]
    supervised = " + ".join(f"sum(numbers[{code}])" for code in close)
    return laid_out(f"""  CALL (body) {{
{indent(_reached(own=False), "    ")}
    RETURN {supervised} AS supervised, count(CASE WHEN certain THEN 1 END) > 0 AS known,
           count(CASE WHEN certain AND number IS NULL AND rank IN {close} THEN 1 END) > 0 AS more
  }}
  // What is supervised by number alone is a floor where there is more
  WITH *, coalesce(body.staff_quantifier, 'eq') AS quantifier, supervised <= {most} * body.staff_full_time AS within
  WITH *, CASE
    WHEN NOT {asked("body")} OR coalesce(body.staff_full_time, 0) = 0 OR NOT known THEN 'unknown'
    WHEN within AND NOT more AND quantifier IN ['eq', 'approx', 'ge'] THEN 'enough'
    WHEN NOT within AND quantifier IN ['eq', 'approx'] THEN 'short'
    ELSE 'unknown' END AS load""")


def _reached(own: bool) -> str:
    """What `body` reaches by its own links, as `members` tells it: the supervision walk as far as it makes a load. With `own` a variable of that name says whether it
    is told of the body or of its own bodies together."""
    counted = (*walks.SUPERVISION.load, *walks.SUPERVISION.broad)
    walk = SetWalk(Manner(_may, lambda step, _: str(class_of(step)), lambda step: step.reach in counted))
    names = [name for role in walks.SUPERVISION.starts if (name := walk.enter(role, 1))]
    first = f"[{', '.join(walk.state('body', name) for name in names)}]"
    if own:
        walk.begin("owner", tuple(walks.SUPERVISION[name] for name in walks.SUPERVISION.own), tuple(names))
        first = f"CASE WHEN own THEN [{walk.state('body', 'owner')}] ELSE {first} END"
    return f"""WITH body, {walk.text(first)} AS ways
UNWIND ways AS one
WITH body, one.body AS node, one WHERE node:{OVERSEEN_LABELS} AND node <> body AND {asked("node")}
{members("body", "[min(one.class)]")}"""


def _may(step: Step, origin: str, link: str, end: str) -> list[str]:
    """The conditions for a step that makes nothing nominal."""
    if step.any_basis:
        return may(step, origin, link, end)
    firm = words(basis.id for basis in BASES if basis.firm and (basis.cap is not None or step.episodes))
    return [*may(replace(step, episodes=True), origin, link, end), f"{link}.basis IN {firm}"]


def _total(rank: int) -> str:
    """How many are reached in a class; unknown where nothing is reached for certain in any, or an unknown number in this one."""
    unknown = f"count(CASE WHEN certain THEN 1 END) = 0 OR count(CASE WHEN certain AND number IS NULL AND rank = {rank} THEN 1 END) > 0"
    return f"CASE WHEN {unknown} THEN null ELSE sum(numbers[{rank}]) END"
