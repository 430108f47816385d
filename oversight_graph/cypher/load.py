"""Load in Cypher: what `rules.load` and the question `workload` compute, in one statement."""

from __future__ import annotations

from oversight_graph.answer.question import Scope, Twin
from oversight_graph.cypher.scope import OVERSEEN_LABELS, OVERSEER_LABELS, VALID, asked, held, holds, kind, parameters, types, words
from oversight_graph.cypher.walks import below, body, laid_out
from oversight_graph.model import BASES, REACH_CLASSES
from oversight_graph.store.neo4j.schema import short

_DIRECT, _INHERITED, _EXTENDED = (REACH_CLASSES.code(name) for name in ("direct", "inherited", "extended"))


def workload(scope: Scope, one: str | None = None, broad: bool = False) -> Twin:
    """What each body, or one, supervises from close by, per full-time post. Cost: linear in the links and the pairs reached."""
    begin = f"{body('body', '$a')} WHERE {held('body')}" if one is not None else f"MATCH (body:{OVERSEER_LABELS}) WHERE {held('body')} AND {asked('body')}"
    text = f"""{VALID}
{begin}

// What it reaches, each node once, in its best class: {_DIRECT} direct, {_INHERITED} inherited, {_EXTENDED} extended.
// A way over a link that is only declared, statutory or an episode is no load.
CALL (body) {{
  CALL (body) {{
    MATCH (body)-[r:{types("reach", "direct")}]->(end) WHERE {_firm("r")} AND {holds("r", "end")}
    MATCH (end) {below("r")} (node)
    RETURN node, CASE size(uppers) WHEN 0 THEN {_DIRECT} ELSE {_INHERITED} END AS class
    UNION ALL
    MATCH (body)-[r:{types("reach", "extended")}]->(station)-[s:{types("reach", "served")}]->(node) WHERE {_firm("r")} AND {_firm("s")} AND {holds("r", "station", "s", "node")}
    RETURN node, {_EXTENDED} AS class
    UNION ALL
    // a station's own
    MATCH (body)-[s:{types("reach", "served")}]->(node) WHERE {_firm("s")} AND {holds("s", "node")}
    RETURN node, {_EXTENDED} AS class
  }}
  WITH body, node, min(class) AS class
  WHERE node:{OVERSEEN_LABELS} AND node <> body AND {asked("node")}
  // a set whose number no source states counts as one, and what is divided is a floor then
  RETURN {_total(_DIRECT)} AS direct,
         {_total(_INHERITED)} AS inherited,
         {_total(_EXTENDED)} AS extended,
         count(CASE WHEN node.count IS NULL AND (class IN [{_DIRECT}, {_INHERITED}] OR $broad) THEN 1 END) > 0 AS uncounted
}}

WITH body, direct, inherited, extended, body.staff_full_time AS staff,
     CASE WHEN body.staff_full_time IS NOT NULL THEN coalesce(body.staff_quantifier, 'eq') END AS quantifier,
     direct + inherited + CASE WHEN $broad THEN extended ELSE 0 END AS supervised, uncounted
// Exact posts give an exact load, a floor of posts a ceiling of load; a ceiling or an estimate gives neither.
WITH *, CASE WHEN uncounted OR staff IS NULL OR staff = 0 THEN 'unknown'
             WHEN quantifier = 'eq' THEN 'exact'
             WHEN quantifier = 'ge' THEN 'at_most'
             ELSE 'unknown' END AS load_is
WITH *, CASE WHEN load_is <> 'unknown' THEN toFloat(supervised) / staff END AS load,
     head([place IN range(0, size($kinds) - 1) WHERE $kinds[place] IN labels(body)]) AS place
// Rounded among whole numbers: to four places, a half up.
RETURN body.id AS id, body.name AS name, {kind("body")} AS kind, direct, inherited, extended,
       staff AS staff_full_time, quantifier AS staff_quantifier,
       CASE WHEN load IS NOT NULL THEN ((20000 * supervised + staff) / (2 * staff)) / 10000.0 END AS load, load_is
ORDER BY place, coalesce(load, -1.0) DESC, id"""
    given = {"broad": broad} if one is None else {"broad": broad, "a": short(one)}
    return Twin(laid_out(text), parameters(scope) | given)


def _firm(name: str) -> str:
    return f"{name}.basis IN {words(basis.id for basis in BASES if basis.firm and basis.cap is not None)}"


def _total(rank: int) -> str:
    return f"sum(CASE class WHEN {rank} THEN coalesce(node.count, 1) ELSE 0 END)"
