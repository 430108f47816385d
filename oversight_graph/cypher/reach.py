"""Reach in Cypher: what `rules.reach` computes, in one statement."""

from __future__ import annotations

from oversight_graph.answer.question import Scope, Twin
from oversight_graph.cypher.scope import OVERSEEN_LABELS, VALID, asked, held, holds, kind, parameters, standing, types, words
from oversight_graph.cypher.walks import below, body, laid_out, spread
from oversight_graph.model import BASES, LINKS, MECHANISMS, REACH_CLASSES, TERM_YEARS
from oversight_graph.store.neo4j.schema import short

DIRECT, INHERITED, EXTENDED, MEDIATED, PERIODIC, GUIDANCE, NOMINAL = range(len(REACH_CLASSES))

_BODIES, _DEAD_ENDS, _CLOSE_BY, _INSPECTED, _STATIONS, _SERVED, _GUIDED, _ZONES, _MEMBERS = range(9)
"""Turns: of several ways of one class that of the earlier turn is told, in it the shorter one, and of these the first body's."""


def reach(scope: Scope, start: str) -> Twin:
    """All that a body reaches, each node once, in its best class. Cost: linear in the links of what is reached."""
    text = f"""{VALID}
{body("start", "$a")} WHERE {held("start")}

// The bodies that the reach goes on through, with the class in which each is reached (-1: the start itself),
// and in how many steps: by firm links alone (near), by any (far).
WITH store, start, {_bodies(_firm())} AS firm
WITH store, start, firm, {_bodies("true")} AS every
{_firm_or_any("body", MEDIATED, "store, start, ")}
WITH store, start, collect({{body: body, class: CASE WHEN body = start THEN -1 ELSE class END, near: near, far: far}}) AS bodies

// The collaborations that these guide, and all under them.
CALL (store, bodies) {{
  UNWIND bodies AS one
  WITH store, one.body AS a, one.class AS class
  MATCH (a)-[r:{types("reach", "guidance")}]->(zone) WHERE {standing("r")} AND {holds("r", "zone")}
  WITH store, zone, min({_worse("class", _weakened(GUIDANCE))}) AS class
  WITH store, collect({{id: zone.id, body: zone, class: class, steps: 0, new: true}}) AS guided
  WITH {_zones(f"[one IN guided WHERE one.class = {GUIDANCE}]")} AS firm, {_zones("guided")} AS every
  {_firm_or_any("zone", GUIDANCE)}
  RETURN collect({{zone: zone, class: class, near: near, far: far}}) AS zones
}}

// Every way to every node: its class, the turn in which it is looked at, its steps, and the body before it.
CALL (start, bodies, zones) {{
  UNWIND bodies AS one
  WITH one, one.body AS a
  MATCH (a)-[r:{_OUTWARD}]-(b) WHERE {_outward()}
  WITH one, a, b, CASE WHEN one.class <= {MEDIATED} AND {_firm()} THEN {MEDIATED} ELSE {NOMINAL} END AS class
  RETURN b AS node, class, {_BODIES} AS turn, CASE class WHEN {MEDIATED} THEN one.near ELSE one.far END AS steps, a.id AS via
  UNION ALL
  // a commission leads a collaboration: nothing lies behind it
  UNWIND bodies AS one
  WITH one.body AS a WHERE a:Commission
  MATCH (a)-[r:{types("reach", "nominal")}]->(node:Collaboration) WHERE {standing("r")} AND {holds("r", "node")}
  RETURN node, {NOMINAL} AS class, {_DEAD_ENDS} AS turn, 0 AS steps, a.id AS via
  UNION ALL
  // direct links, and what is subordinate to their ends
  UNWIND bodies AS one
  WITH one, one.body AS a
  MATCH (a)-[r:{types("reach", "direct")}]->(end) WHERE {standing("r")} AND {holds("r", "end")}
{_with_subordinates(DIRECT, _CLOSE_BY)}
  UNION ALL
  // inspections within the current term, whatever their basis
  UNWIND bodies AS one
  WITH one, one.body AS a
  MATCH (a)-[r:{types("reach", "periodic")}]->(end) WHERE $day.year - {TERM_YEARS} < r.year AND r.year <= $day.year AND {holds("r", "end")}
{_with_subordinates(PERIODIC, _INSPECTED)}
  UNION ALL
  // stations
  UNWIND bodies AS one
  WITH one, one.body AS a
  MATCH (a)-[r:{types("reach", "extended")}]->(node) WHERE {standing("r")} AND {holds("r", "node")}
  RETURN node, {_worse("one.class", _weakened(EXTENDED))} AS class, {_STATIONS} AS turn, 0 AS steps, a.id AS via
  UNION ALL
  // what stations serve, the start too where it is one
  CALL (start, bodies) {{
    UNWIND bodies AS one
    WITH one, one.body AS a
    MATCH (a)-[r:{types("reach", "extended")}]->(station) WHERE {standing("r")} AND {holds("r", "station")}
    RETURN station, {_worse("one.class", _weakened(EXTENDED))} AS class
    UNION ALL
    WITH start WHERE start:LiaisonStation
    RETURN start AS station, {EXTENDED} AS class
  }}
  WITH station, min(class) AS class
  MATCH (station)-[r:{types("reach", "served")}]->(node) WHERE {standing("r")} AND {holds("r", "node")}
  RETURN node, {_worse("class", _weakened(EXTENDED))} AS class, {_SERVED} AS turn, 0 AS steps, station.id AS via
  UNION ALL
  UNWIND bodies AS one
  WITH one, one.body AS a
  MATCH (a)-[r:{types("reach", "guidance")}]->(node) WHERE {standing("r")} AND {holds("r", "node")}
  RETURN node, {_worse("one.class", _weakened(GUIDANCE))} AS class, {_GUIDED} AS turn, 0 AS steps, a.id AS via
  UNION ALL
  UNWIND zones AS one
  WITH one, one.zone AS zone
  MATCH (zone)<-[s:{_UNDER}]-(node:Collaboration) WHERE {standing("s")} AND {holds("s", "node")}
  RETURN node, one.class AS class, {_ZONES} AS turn, CASE one.class WHEN {GUIDANCE} THEN one.near ELSE one.far END AS steps, zone.id AS via
  UNION ALL
  // the members of collaborations: nothing lies behind them
  UNWIND zones AS one
  WITH one, one.zone AS zone
  MATCH (zone)<-[r:{types("membership", True)}]-(node) WHERE {standing("r")} AND {holds("r", "node")}
  RETURN node, {_worse("one.class", _weakened(GUIDANCE))} AS class, {_MEMBERS} AS turn, 0 AS steps, zone.id AS via
}}

// Each node once: the best class first.
WITH start, node, min([class, turn, steps, via]) AS best
WHERE node <> start AND {asked("node")}
RETURN node.id AS id, node.name AS name, {kind("node")} AS kind, $classes[best[0]] AS class, best[3] AS via, node.count AS count,
       node:{OVERSEEN_LABELS} AS overseen
ORDER BY best[0], id"""
    return Twin(laid_out(text), parameters(scope) | {"a": short(start), "classes": list(REACH_CLASSES.ids)})


_UNDER = "PART_OF"  # as in the rule: what is under a collaboration

_MEDIATED = [link for link in LINKS if link.reach == "mediated"]
_COUNTERPART = types("reach", "counterpart")
_LED = types("reach", "nominal")
_OUTWARD = "|".join(filter(None, ("|".join(link.id for link in _MEDIATED), _COUNTERPART, _LED)))

_WEAK = words(basis.id for basis in BASES if not basis.firm)
_EXEMPT = words(link.id for link in LINKS if link.exempt)


def _weak(name: str) -> str:
    """That a way over a link is nominal (domain §6): a declared or statutory one, three kinds of link excepted."""
    return f"({name}.basis IN {_WEAK} AND NOT type({name}) IN {_EXEMPT})"


def _weakened(own: int, name: str = "r") -> str:
    return f"CASE WHEN {_weak(name)} THEN {NOMINAL} ELSE {own} END"


def _worse(one: str, other: str) -> str:
    """The worse of two classes."""
    return f"reduce(worst = -1, class IN [{one}, {other}] | CASE WHEN class > worst THEN class ELSE worst END)"


def _outward() -> str:
    """That a body `a` reaches a body `b` through a link `r` between them: a commission its own, a room its counterpart groups,
    a commission the lower ones that it leads."""
    ways = [f"(type(r) = '{link.id}' AND {'endNode' if link.reach_reversed else 'startNode'}(r) = a AND a:Commission)" for link in _MEDIATED]
    mediates = words(mechanism.id for mechanism in MECHANISMS if mechanism.mediates)
    ways += [f"(type(r) = '{name}' AND a:Room AND b:StationedGroup AND r.mechanism IN {mediates})" for name in _COUNTERPART.split("|")]
    ways += [f"(type(r) = '{name}' AND startNode(r) = a AND a:Commission AND b:Commission)" for name in _LED.split("|")]
    return f"({' OR '.join(ways)}) AND {standing('r')} AND {holds('r', 'b')}"


def _bodies(condition: str) -> str:
    """The bodies that the reach goes on through, by steps outwards of which a condition holds, each with the fewest."""
    return spread(
        "[{id: start.id, body: start, steps: 0, new: true}]",
        f"""WITH *, one.body AS a
        MATCH (a)-[r:{_OUTWARD}]-(b) WHERE {_outward()} AND {condition}
        RETURN {{id: b.id, body: b, steps: one.steps + 1, new: true}} AS way""",
        "way.steps",
    )


def _zones(first: str) -> str:
    """Some collaborations and all under them, each with the fewest steps."""
    return spread(
        first,
        f"""WITH *, one.body AS zone
        MATCH (zone)<-[s:{_UNDER}]-(under:Collaboration) WHERE {standing("s")} AND {holds("s", "under")}
        RETURN {{id: under.id, body: under, steps: one.steps + 1, new: true}} AS way""",
        "way.steps",
    )


def _firm_or_any(name: str, firm: int, kept: str = "") -> str:
    """Of bodies reached by firm links alone (`firm`) and by any (`every`) each once, as `name`: its class, and the steps by firm links
    (`near`) and by any (`far`). `kept`: what stays bound beside them."""
    return f"""CALL (firm, every) {{
  UNWIND firm AS one
  RETURN one.body AS {name}, {firm} AS class, one.steps AS steps
  UNION ALL
  UNWIND every AS one
  RETURN one.body AS {name}, {NOMINAL} AS class, one.steps AS steps
}}
WITH {kept}{name}, min(class) AS class, min(CASE class WHEN {firm} THEN steps END) AS near, min(CASE class WHEN {NOMINAL} THEN steps END) AS far"""


def _firm() -> str:
    """That what a step outwards reaches is mediated, and not only nominal."""
    return f"NOT ({_weak('r')} OR type(r) IN {words(_LED.split('|'))})"


def _with_subordinates(own: int, turn: int) -> str:
    """The end of a link and, where its scope says so, what is subordinate to it in one or two steps."""
    return f"""  WITH a, r, end, {_worse("one.class", _weakened(own))} AS class
  MATCH (end) {below("r")} (node)
  RETURN node, CASE size(uppers) WHEN 0 THEN class ELSE {_worse("class", str(INHERITED))} END AS class,
         {turn} AS turn, size(uppers) AS steps, CASE size(uppers) WHEN 0 THEN a.id ELSE last(uppers).id END AS via"""
