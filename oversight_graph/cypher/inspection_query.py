"""Inspections in Cypher: what the question `inspections` adds up, in one statement."""

from __future__ import annotations

from oversight_graph.answer.question import CypherQuery, ScopeKind
from oversight_graph.cypher.graph_scope import VALID, asked, by_days, firmest, held, parameters, runs
from oversight_graph.model.vocabulary import INSPECTION_TYPES


@by_days
def inspections(scope: ScopeKind) -> CypherQuery:
    """The inspections of what lies in scope. Cost: linear in the inspections, sorting apart.

    Parameters
    ----------
    scope
        What is asked about.

    Returns
    -------
    The statement with its parameters; a row for each team, inspected body, type and year.
    """
    text = f"""{VALID}
MATCH (a:InspectionTeam)-[r:INSPECTS]->(b)
WHERE {held("a")} AND {runs("r", "b")} AND {asked("b")}
WITH a, r, b, coalesce(a.count, 0) <> 1 AS teams, coalesce(a.count, 0) <> 1 OR coalesce(b.count, 0) <> 1 AS sets
// how many inspections a link tells of: its count; where that says one, one for each member that a single team inspects
WITH a, r, b, CASE
       WHEN NOT sets OR r.count > 1 OR r.share = 'part' THEN r.count
       WHEN coalesce(r.count, 0) <> 1 THEN null
       WHEN r.share = 'all' AND NOT teams THEN b.count
       WHEN r.share = 'one' THEN a.count
     END AS number
ORDER BY r.id
WITH a, b, r.type AS type, r.year AS year,
     max(number) AS number, collect(r.basis) AS bases, collect(r.sources) AS told
WITH a, b, type, year, number, bases, told, head([place IN range(0, size($types) - 1) WHERE $types[place] = type]) AS place
RETURN a.id AS team, b.id AS inspected, type, year, number, b.count AS count, b.level AS level, b.area AS area,
       {firmest("bases")} AS basis, reduce(every = [], some IN told | every + [one IN some WHERE NOT one IN every]) AS sources
ORDER BY coalesce(year, 0) DESC, coalesce(place, size($types)), b.id, a.id"""
    return CypherQuery(text, parameters(scope) | {"types": list(INSPECTION_TYPES.ids)})
