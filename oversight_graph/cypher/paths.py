"""The best coordination path in Cypher: what `rules.paths` and `rules.patterns` compute, in one statement."""

from __future__ import annotations

from oversight_graph.answer.question import Scope, Twin
from oversight_graph.cypher.scope import OVERSEEN_LABELS, VALID, held, holds, kind, parameters, weakest, words
from oversight_graph.cypher.walks import body, laid_out, spread
from oversight_graph.model import BASES, LINKS, MECHANISMS
from oversight_graph.rules.paths import COST, HOP, UNDOCUMENTED
from oversight_graph.rules.patterns import PATTERNS
from oversight_graph.store.neo4j.schema import short

_STEP = "|".join(link.id for link in LINKS if link.cost is not None)
_MEMBERSHIPS = words(link.id for link in LINKS if link.membership)


def path(scope: Scope, start: str, goal: str, episodes: bool = False) -> Twin:
    """The best path between two bodies; of several of one weight that whose bodies come first by their ids, from the start.

    Weights are relaxed from the goal, a round a step (Bellman and Ford), until nothing gets better: no bound is set on the
    number of steps. Cost: the steps of the longest best way times the bodies and links that lie no further off than the start.
    """
    text = f"""{VALID}
{body("start", "$a")} WHERE {held("start")}
{body("goal", "$b")} WHERE {held("goal")}

// Every body's best way on to the goal, found backwards: in each round what leads to a body whose way became better in the
// round before, for as long as there is any; nothing that weighs more than the best way of the start.
// The weight of a link orders ways by cost, then undocumented steps, then steps, then weakness of their bases.
WITH start, goal, {_ways()} AS ways
UNWIND [one IN ways WHERE one.body = start | one.bodies] AS bodies

// Its steps: all links between two bodies that may be walked, the best first.
CALL (start, goal, bodies) {{
  UNWIND range(0, size(bodies) - 2) AS place
  WITH start, goal, place, bodies[place] AS a, bodies[place + 1] AS b
  MATCH (a)-[r:{_STEP}]-(b) WHERE {_walked()}
  WITH place, a, b, r ORDER BY place, {_weight("r")}, startNode(r).id, r.id
  WITH place, a, b, collect(r) AS links
  WITH place, a, b, links, links[0] AS best ORDER BY place
  RETURN collect({{
    shown: {{from: a.id, to: b.id, link: type(best), mechanism: best.mechanism, basis: best.basis, cost: $cost[type(best)]}},
    documented: {_documented("best")},
    kinds: [{kind("a")}, {kind("b")}],
    scope: b.scope,
    links: [r IN links | type(r)],
    mechanisms: [r IN links WHERE r.mechanism IS NOT NULL | r.mechanism],
    together: any(r IN links WHERE r.mechanism IS NOT NULL AND NOT type(r) IN ['PART_OF', 'DISPATCHES'])
  }}) AS steps
}}

// The named patterns along it, and the row.
RETURN 1 AS rank,
       reduce(total = 0, step IN steps | total + step.shown.cost) AS cost,
       [step IN steps | step.shown] AS hops,
       [pattern IN [
{_patterns()}
       ] WHERE pattern.found | pattern.name] AS patterns,
       all(step IN steps WHERE step.documented) AS documented,
       {weakest("[step IN steps | step.shown.basis]")} AS weakest_basis"""
    cost = {link.id: link.cost for link in LINKS if link.cost is not None}
    given = {
        "a": short(start),
        "b": short(goal),
        "episodes": episodes,
        "cost": cost,
        "weakness": {basis.id: code for code, basis in enumerate(BASES)},
    }
    return Twin(laid_out(text), parameters(scope) | given)


def _ways() -> str:
    return spread(
        "[{id: goal.id, body: goal, weight: 0, ids: [goal.id], bodies: [goal], new: true}]",
        f"""WITH *, one.body AS b
        MATCH (b)-[r:{_STEP}]-(a) WHERE {_walked()}
        WITH one, found, a, one.weight + {_weight("r")} AS weight WHERE weight <= coalesce(found.limit, weight)
        RETURN {{id: a.id, body: a, weight: weight, ids: [a.id] + one.ids, bodies: [a] + one.bodies, new: true}} AS way""",
        "way.weight, way.ids",
        ", start, goal",
        ", limit: head([one IN ways WHERE one.body = start | one.weight])",
    )


def _walked() -> str:
    """That a step leads from a body `a` to a body `b` over a link `r` (domain §5): overseers only, never through a population;
    directed mechanisms one way; a consultation only where the party committee is an end of the path; joint cases and episodes
    only when asked for; lines from a party committee never."""
    once, directed, heard = (words(mechanism.id for mechanism in MECHANISMS if getattr(mechanism, flag)) for flag in ("episode", "directed", "party_committee"))
    never = [
        f"NOT (type(r) = '{link.id}' AND startNode(r):{'|'.join(link.not_walked_from)})" for link in LINKS if link.cost is not None and link.not_walked_from
    ]
    return " AND ".join(
        (
            f"NOT a:{OVERSEEN_LABELS} AND NOT b:{OVERSEEN_LABELS} AND a <> goal AND b <> start",
            "(a = start OR a.count <= 1) AND (b = goal OR b.count <= 1)",
            *never,
            f"($episodes OR (r.basis <> 'episode' AND {_not_by(once)}))",
            f"({_not_by(directed)} OR startNode(r) = a)",
            f"({_not_by(heard)} OR any(end IN [start, goal] WHERE end:PartyCommittee AND end IN [a, b]))",
            holds("r", "a", "b"),
        )
    )


def _not_by(mechanisms: str) -> str:
    """That a link rests on none of some mechanisms."""
    return f"NOT coalesce(r.mechanism, '') IN {mechanisms}"


def _documented(name: str) -> str:
    return f"({name}.mechanism IS NOT NULL OR type({name}) IN {_MEMBERSHIPS})"


def _weight(name: str) -> str:
    """The weight of a step, as `rules.paths` has it."""
    return f"($cost[type({name})] * {COST} + CASE WHEN {_documented(name)} THEN 0 ELSE {UNDOCUMENTED} END + {HOP} + $weakness[{name}.basis])"


def _ends(first: str, second: str, kinds: str) -> str:
    return f"({kinds} = ['{first}', '{second}'] OR {kinds} = ['{second}', '{first}'])"


_BOTH_MEMBERS = "'MEMBER_OF' IN {s}.links AND 'MEMBER_OF' IN {t}.links AND {s}.kinds[1] = 'Collaboration'"
_OUTER = "[{s}.kinds[0], {t}.kinds[1]]"
_CONDITIONS = {  # of the steps s, t, u in a row
    "室组联动": _ends("Room", "StationedGroup", "{s}.kinds") + " AND 'counterpart' IN {s}.mechanisms",
    "室组联合办案": _BOTH_MEMBERS + " AND coalesce({s}.scope, '') = 'joint_team' AND " + _ends("Room", "StationedGroup", _OUTER),
    "室组地": "{s}.together AND {t}.together AND all(kind IN ['Room', 'StationedGroup', 'Commission'] WHERE kind IN {s}.kinds + {t}.kinds)",
    "片组协作": _BOTH_MEMBERS + " AND coalesce({s}.scope, '') <> 'joint_team'",
    "室+乡镇": "'PART_OF' IN {t}.links AND ("
    "{s}.kinds[0] = 'Room' AND {u}.kinds[1] = 'TownshipOffice' AND 'GUIDES' IN {s}.links AND 'MEMBER_OF' IN {u}.links "
    "OR {s}.kinds[0] = 'TownshipOffice' AND {u}.kinds[1] = 'Room' AND 'MEMBER_OF' IN {s}.links AND 'GUIDES' IN {u}.links)",
    "巡组互派": _ends("InspectionTeam", "StationedGroup", "{s}.kinds") + " AND 'secondment' IN {s}.mechanisms",
    "组站联动": "'EXTENDS_TO' IN {s}.links",
}


def _patterns() -> str:
    """The patterns in the order of their table, each with whether it stands somewhere along `steps`."""
    rows = []
    for name, span, _ in PATTERNS:
        condition = _CONDITIONS[name].format_map({letter: f"steps[place + {place}]" if place else "steps[place]" for place, letter in enumerate("stu")})
        rows.append(f"         {{name: '{name}', found: any(place IN range(0, size(steps) - {span}) WHERE {condition})}}")
    return ",\n".join(rows)
