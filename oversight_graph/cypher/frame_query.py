"""Among how many an answer was found, in Cypher: what an answer says beside its rows, as small tables that the server adds up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from oversight_graph.answer.question import CypherQuery, ScopeKind
from oversight_graph.cypher import day_conditions
from oversight_graph.cypher.graph_scope import VALID, asked, by_days, dated, held, held_by, kind, parameters, runs
from oversight_graph.model import MECHANISMS
from oversight_graph.store.neo4j.schema import BODY


@by_days
def alike(scope: ScopeKind, marks: Iterable[str]) -> CypherQuery:
    """The bodies that hold, those that are alike as one row. Cost: linear in the bodies.

    Parameters
    ----------
    scope
        What is asked about: charts and day; bodies outside its area come along.
    marks
        Codes of areas that are told apart.

    Returns
    -------
    The statement with its parameters. A row: kind, level, category, those of the marks that hold its area, the charts that know it, those of them that let
    it hold on the day on which each is taken, the day on which it is judged, whether it is a set of unknown number; then how many members and how many bodies.
    """
    by_chart = day_conditions.known_body("n", day_conditions.OWN, "teller") if dated() else held_by("teller", "n")
    day = f"coalesce($day, {day_conditions.judged_on('n')})" if dated() else "$day"
    text = f"""{VALID}
MATCH (n:{BODY})
WHERE {held("n")}
WITH {kind("n")} AS kind, n.level AS level, n.category AS category, [mark IN $marks WHERE mark IN n.within] AS within, n.charts AS told,
     [teller IN n.charts WHERE teller IN $charts AND {by_chart}] AS charts, {day} AS day, n.count IS NULL AS uncounted, n.count AS members
RETURN kind, level, category, within, told, charts, day, uncounted, sum(members) AS members, count(*) AS bodies"""
    return CypherQuery(text, parameters(scope) | {"marks": list(marks)})


@by_days
def not_known(scope: ScopeKind) -> CypherQuery:
    """How many bodies and links may hold on a day without being known to (domain §4, The day). Cost: linear in the bodies and links.

    Parameters
    ----------
    scope
        What is asked about, on a day before that of one of its charts.

    Returns
    -------
    The statement with its parameters; one row: bodies, links.
    """
    body, other = (day_conditions.maybe_body(name, "$day") for name in ("n", "m"))
    link, known = day_conditions.maybe_link("r", "$day"), day_conditions.known_link("r", "$day")
    text = f"""{VALID}
CALL (store) {{
  MATCH (n:{BODY})
  WHERE n.generation = store.generation AND {body} AND NOT {day_conditions.known_body("n", "$day")}
  RETURN count(n) AS bodies
}}
CALL (store) {{
  MATCH (n:{BODY})-[r]->(m:{BODY})
  WHERE n.generation = store.generation AND {body} AND {other} AND {link} AND NOT {known}
  RETURN count(r) AS links
}}
RETURN bodies, links"""
    return CypherQuery(text, parameters(scope))


@by_days
def commissions(scope: ScopeKind, areas: Sequence[str]) -> CypherQuery:
    """The commissions of some areas that are single bodies: an area is called after its one commission. Cost: linear in the commissions.

    Parameters
    ----------
    scope
        What is asked about; they may lie outside its area.
    areas
        Codes of areas.

    Returns
    -------
    The statement with its parameters. A row: id, name, English name, area.
    """
    text = f"""{VALID}
MATCH (n:Commission)
WHERE n.area IN $areas AND n.count = 1 AND {held("n")}
RETURN n.id, n.name, n.name_en, n.area
ORDER BY n.id"""
    return CypherQuery(text, parameters(scope) | {"areas": list(areas)})


@by_days
def uncounted(scope: ScopeKind, kinds: Sequence[str]) -> CypherQuery:
    """The bodies of some kinds in scope whose number no source states. Cost: linear in the bodies of these kinds.

    Parameters
    ----------
    scope
        What is asked about.
    kinds
        Ids of kinds.

    Returns
    -------
    The statement with its parameters. A row as `by_id` returns it.
    """
    return CypherQuery(_named(f"n:{'|'.join(kinds)} AND n.count IS NULL AND {asked('n')}"), parameters(scope))


@by_days
def with_mechanism(scope: ScopeKind, bodies: Sequence[str]) -> CypherQuery:
    """How many links with a mechanism there are between what lies in scope or is named, and how many bodies at their ends. Cost: linear in the links.

    Parameters
    ----------
    scope
        What is asked about.
    bodies
        The ids of bodies that count wherever they lie.

    Returns
    -------
    The statement with its parameters; one row: links, bodies.
    """
    text = f"""{VALID}
MATCH (a:{BODY})-[r]->(b:{BODY})
WHERE r.mechanism IN $mechanisms
  AND {held("a")}
  AND {runs("r", "b")}
  AND ({asked("a")} OR a.id IN $bodies)
  AND ({asked("b")} OR b.id IN $bodies)
WITH collect(r) AS links
RETURN size(links), COUNT {{ UNWIND links AS r UNWIND [startNode(r), endNode(r)] AS end RETURN DISTINCT end }}"""
    return CypherQuery(text, parameters(scope) | {"bodies": list(bodies), "mechanisms": list(MECHANISMS.ids)})


@by_days
def by_id(scope: ScopeKind, typed: str) -> CypherQuery:
    """The bodies that a text fits as an id, or as the part of one behind the colon. Cost: linear in the bodies.

    Parameters
    ----------
    scope
        Charts and day; they may lie outside its area.
    typed
        What was typed.

    Returns
    -------
    The statement with its parameters. A row: id, kind, name, English name, aliases, ids.
    """
    where = "any(one IN n.ids WHERE one = $typed OR one ENDS WITH $behind)"
    return CypherQuery(_named(where), parameters(scope) | {"typed": typed, "behind": f":{typed}"})


@by_days
def names(scope: ScopeKind) -> CypherQuery:
    """What all bodies are called, to look for one by a folded name. Cost: linear in the bodies, all of whose names travel.

    Parameters
    ----------
    scope
        Charts and day; they may lie outside its area.

    Returns
    -------
    The statement with its parameters. A row as `by_id` returns it.
    """
    return CypherQuery(_named("true"), parameters(scope))


def _named(where: str) -> str:
    return f"""{VALID}
MATCH (n:{BODY})
WHERE {where} AND {held("n")}
RETURN n.id, {kind("n")}, n.name, n.name_en, n.aliases, n.ids"""
