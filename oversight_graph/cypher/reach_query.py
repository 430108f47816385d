"""Reach in Cypher: the supervision walk of the table from one body, in one statement."""

from __future__ import annotations

from oversight_graph.answer.question import CypherQuery, ScopeKind
from oversight_graph.cypher.graph_scope import OVERSEEN_LABELS, VALID, asked, by_days, held, kind, parameters
from oversight_graph.cypher.path_places import crossings
from oversight_graph.cypher.set_walk import START, Manner, SetWalk, members
from oversight_graph.cypher.step_clauses import may, reach_class
from oversight_graph.cypher.walk_clauses import body, laid_out
from oversight_graph.model import REACH_CLASSES, walks
from oversight_graph.model.sets import CERTAINTIES
from oversight_graph.store.neo4j.schema import short

_CERTAIN, _POSSIBLE = CERTAINTIES.ids


@by_days
def reach(scope: ScopeKind, start: str) -> CypherQuery:
    """All that a body reaches, each node once, in its best class, and how many of its members. Cost: that of sorting what is reached.

    Parameters
    ----------
    scope
        What is asked about; of what is reached, only what lies in its area is returned.
    start
        The id of a body.

    Returns
    -------
    The statement with its parameters; a row for each node, what is certain first, of this the best class.
    """
    walk = SetWalk(Manner(may, reach_class))
    walk.enter(walks.SUPERVISION.starts[0])  # the others are come to from there
    first = ", ".join(walk.state("start", name) for name in walk.starts)
    text = f"""{VALID}
{body("start", "$a")} WHERE {held("start")}

// Every state that the walk comes to: a body, in what class ({START}: the start itself), what is known of its members, and from which body
WITH start, {walk.text(f"[{first}]")} AS ways
UNWIND ways AS one
WITH start, one.body AS node, one WHERE one.turn IS NOT NULL AND node <> start AND {asked("node")}
// Of several ways of one class that of the earlier turn is told, in it the shorter one, and of these the first body's
{members("start", "min([one.class, one.turn, one.steps, one.via])")}
RETURN node.id AS id, node.name AS name, {kind("node")} AS kind, $classes[rank] AS class, row[3] AS via,
       number AS count, node.count AS of, CASE WHEN certain THEN '{_CERTAIN}' ELSE '{_POSSIBLE}' END AS certainty, node:{OVERSEEN_LABELS} AS overseen
ORDER BY certainty = '{_POSSIBLE}', rank, id"""
    return CypherQuery(laid_out(text), parameters(scope) | {"a": short(start), "classes": list(REACH_CLASSES.ids), "crossings": crossings()})
