"""Links with a mechanism in Cypher: what the question `mechanisms` finds, in one statement."""

from __future__ import annotations

from collections.abc import Sequence

from oversight_graph.answer.question import CypherQuery, ScopeKind
from oversight_graph.cypher.graph_scope import VALID, asked, by_days, held, parameters, runs, words
from oversight_graph.model import MECHANISMS
from oversight_graph.store.neo4j.schema import BODY


@by_days
def mechanisms(scope: ScopeKind, bodies: Sequence[str] = ()) -> CypherQuery:
    """The links with a mechanism of the scope, of a body, or of a pair. Cost: linear in the links.

    Parameters
    ----------
    scope
        What is asked about.
    bodies
        The ids of at most two bodies, which count wherever they lie.

    Returns
    -------
    The statement with its parameters; a row for each link.
    """
    directed = words(one.id for one in MECHANISMS if one.directed)
    text = f"""{VALID}
MATCH (a:{BODY})-[r]->(b:{BODY})
WHERE r.mechanism IS NOT NULL
  AND {held("a")}
  AND {runs("r", "b")}
  AND ({asked("a")} OR a.id IN $bodies)
  AND ({asked("b")} OR b.id IN $bodies)
  AND all(body IN $bodies WHERE body = a.id OR body = b.id)
WITH a, r, b, head([place IN range(0, size($mechanisms) - 1) WHERE $mechanisms[place] = r.mechanism]) AS place
RETURN a.id AS `from`, b.id AS `to`, [a.name, b.name] AS names, type(r) AS link, r.mechanism AS mechanism,
       CASE WHEN r.mechanism IN {directed} THEN 'from_to' ELSE 'both' END AS direction,
       r.period AS period, r.basis AS basis, r.sources AS sources, coalesce(r.evidence, []) AS evidence
ORDER BY place, a.id, b.id, r.id"""
    return CypherQuery(text, parameters(scope) | {"bodies": list(bodies), "mechanisms": list(MECHANISMS.ids)})
