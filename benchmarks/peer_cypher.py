"""The questions in Cypher, as LadybugDB and Neo4j both understand them: bodies, their links by kind, areas as nodes, the steps of reach between states.

A body is a node, each kind of link a type of relationship, and each area a node with what holds it: so nothing is joined by a property.
"""

from __future__ import annotations

from peer_tables import LAST_YEAR

KINDS = ("SUPERVISES", "STATIONED_AT", "CONTACTS", "INSPECTS", "SUBORDINATE_TO", "EXTENDS_TO", "SERVES", "LEADS")
"""The kinds of link that coverage walks."""
_LOW = "['township', 'village']"
_COUNTY_UP = "['central', 'province', 'prefecture', 'county']"


def coverage(form: str) -> list[str]:
    """Statements that give pairs of a number and a grade; the best of each number counts."""
    kinds = "INSPECTS" if form == "inspection" else "SUPERVISES|STATIONED_AT|CONTACTS"

    def serves(link: str) -> str:
        return f"{link}.form = 'stationed'" if form == "stationed" else f"{link}.{form}"

    first = f"f.year > {LAST_YEAR - 5}" if form == "inspection" else serves("f")
    first = f"{first} AND f.whole AND f.cap > 0"
    once = "b:SUBORDINATE_TO"
    line = "{0}.line = 'administrative' AND {0}.whole"
    statements = [
        f"MATCH (:Body)-[f:{kinds}]->(u:Body) WHERE {first} RETURN u.n AS n, max(f.cap) AS grade",
        f"MATCH (:Body)-[f:{kinds}]->(a:Body)<-[{once}]-(u:Body) WHERE {first} AND f.scope = 'with_subordinates' AND {line.format('b')} "
        "RETURN u.n AS n, CASE WHEN max(f.cap) > 4 THEN 4 ELSE max(f.cap) END AS grade",
        f"MATCH (:Body)-[f:{kinds}]->(a:Body)<-[{once}]-(:Body)<-[c:SUBORDINATE_TO]-(u:Body) WHERE {first} AND f.scope = 'with_subordinates' "
        f"AND {line.format('b')} AND {line.format('c')} RETURN u.n AS n, CASE WHEN max(f.cap) > 4 THEN 4 ELSE max(f.cap) END AS grade",
        f"MATCH (u:Body)-[:IN_AREA]->(:Area)-[:WITHIN]->(:Area)<-[:CLAIMED_IN]-(c:Claim) WHERE c.form = '{form}' AND u.kind = 'Unit' "
        "AND u.level = c.level AND u.category = c.category RETURN DISTINCT u.n AS n, 2 AS grade",
        f"MATCH (u:Body)-[:IN_AREA]->(:Area)-[:WITHIN]->(:Area)<-[:LISTED_IN]-(c:Complete) WHERE c.form = '{form}' AND u.overseen AND u.level = c.level "
        "RETURN DISTINCT u.n AS n, 0 AS grade",
    ]
    if form != "inspection":
        statements.append(
            f"MATCH (:Body)-[e:EXTENDS_TO]->(:Body)-[s:SERVES]->(u:Body) WHERE {serves('e')} AND e.whole AND s.whole "
            "RETURN u.n AS n, CASE WHEN max(e.cap) > 3 THEN 3 ELSE max(e.cap) END AS grade"
        )
    if form != "stationed":
        head = "h.kind = 'PartyCommittee'" if form == "inspection" else "h.kind = 'Commission'"
        lead = ", (h)-[:LEADS]->(t:Body {kind: 'InspectionTeam'})" if form == "inspection" else ""
        statements += [
            f"MATCH (u:Body)-[:IN_AREA]->(:Area)<-[:IN_AREA]-(h:Body){lead} WHERE {head} AND h.level = u.level AND u.kind = 'Unit' AND NOT u.level IN {_LOW} "
            "RETURN DISTINCT u.n AS n, 1 AS grade",
            f"MATCH (h:Body)-[:IN_AREA]->(o:Area){lead} WHERE {head} AND h.level IN {_COUNTY_UP} WITH DISTINCT o MATCH (o)<-[:WITHIN]-(a:Area) WITH DISTINCT a "
            f"MATCH (a)<-[:IN_AREA]-(u:Body) WHERE u.overseen AND (u.kind <> 'Unit' OR u.level IN {_LOW}) RETURN u.n AS n, 1 AS grade",
        ]
    return statements


OVERSEEN = "MATCH (u:Body) WHERE u.overseen RETURN u.n AS n, u.kind AS kind, u.level AS level, u.category AS category"
