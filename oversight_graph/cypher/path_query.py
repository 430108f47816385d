"""The best coordination path in Cypher: what `rules.path_search` and `rules.path_patterns` compute, in one statement."""

from __future__ import annotations

from dataclasses import replace

from oversight_graph.answer.question import CypherQuery, ScopeKind
from oversight_graph.cypher.graph_scope import VALID, by_days, held, kind, parameters, runs, weakest, words
from oversight_graph.cypher.path_conditions import condition, entries, said
from oversight_graph.cypher.path_places import EVERY, SOME, behind, crossings, division, of_many, one_each
from oversight_graph.cypher.step_clauses import may, types
from oversight_graph.cypher.walk_clauses import body, laid_out, spread
from oversight_graph.model import BASES, MECHANISMS, walks
from oversight_graph.model.path_patterns import ANY, PATTERNS, Joined, Pattern
from oversight_graph.model.sets import CERTAINTIES
from oversight_graph.store.neo4j.schema import short

CERTAIN, POSSIBLY = CERTAINTIES.ids


@by_days
def path(scope: ScopeKind, start: str, goal: str, episodes: bool = False) -> CypherQuery:
    """The best certain path between two bodies, and the best possible one where it costs less; of several of one weight that whose bodies
    come first by their ids, from the start, then that whose links have the earlier mechanism, then ids.

    Weights are relaxed from the goal, a round a step (Bellman and Ford), until nothing gets better: no bound is set on the
    number of steps. Cost: the steps of the longest best way times the bodies and links that lie no further off than the start.

    Parameters
    ----------
    scope
        What is asked about.
    start, goal
        Ids of two bodies.
    episodes
        Whether joint cases and other episodes are walked, too.

    Returns
    -------
    The statement with its parameters; at most two rows, none where there is no path.
    """
    text = f"""{VALID}
{body("start", "$a")} WHERE {held("start")}
{body("goal", "$b")} WHERE {held("goal")}

// Every place's best way on to the goal, found backwards: in each round what leads to a place whose way became better in the
// round before, for as long as there is any; nothing that weighs more than the best certain way of the start. A place: a body, what
// is known of its members, and by what a way out is barred. The weight of a link orders ways by cost, then undocumented steps,
// then steps, then weakness of their bases. The best certain way, and the best one where it costs less.
WITH start, goal, {_ways()} AS ways
WITH start, goal, COLLECT {{
  UNWIND ways AS one
  WITH one WHERE one.body = start AND (size(one.ids) > 1 OR one.known = '{EVERY}')
  RETURN one ORDER BY one.weight, one.ids, one.order
}} AS ways
WITH start, goal, head(ways) AS best, head([one IN ways WHERE one.known = '{EVERY}']) AS certain
WITH start, goal, [certain] + CASE WHEN best.weight / {walks.WEIGHTS.cost} < coalesce(certain.weight / {walks.WEIGHTS.cost}, best.weight) THEN [best] ELSE [] END AS ways
WITH start, goal, [one IN ways WHERE one IS NOT NULL] AS ways
UNWIND range(1, size(ways)) AS rank
WITH start, goal, rank, ways[rank - 1] AS way

// Its steps: the link that is walked, and all links between two bodies that may be.
CALL (start, goal, way) {{
  UNWIND range(0, size(way.links) - 1) AS place
  WITH start, goal, place, way.bodies[place] AS a, way.bodies[place + 1] AS b, way.links[place] AS best
  MATCH (a)-[r:{types(*walks.COORDINATION.steps)}]-(b) WHERE {_walked()}
  WITH place, a, b, best, collect(r) AS links
  CALL (a, b) {{
    OPTIONAL MATCH (a)-[r]-(b) WHERE r.mechanism IS NOT NULL AND {_lasting()} AND {runs("r")}
    RETURN collect(DISTINCT r.mechanism) AS joined
  }}
  WITH place, a, b, links, best, joined ORDER BY place
  RETURN collect({{
    shown: {{from: a.id, to: b.id, link: type(best), mechanism: best.mechanism, basis: best.basis, cost: $cost[type(best)]}},
    mechanisms: [one IN [best.mechanism] WHERE one IS NOT NULL] + [one IN $mechanisms WHERE one IN joined AND one <> coalesce(best.mechanism, '')],
    documented: {_documented("best")},
    kinds: [{kind("a")}, {kind("b")}],
    scope: b.scope,
    links: [r IN links | {{kind: type(r), mechanism: r.mechanism}}],
    {entries("best", "a", "b")}
  }}) AS steps
}}

// Under which condition it exists.
{condition()}

// The named patterns along it, and the row.
RETURN rank,
       reduce(total = 0, step IN steps | total + step.shown.cost) AS cost,
       [step IN steps | step.shown] AS hops,
       [step IN steps | step.mechanisms] AS mechanisms,
       [pattern IN [
{_patterns()}
       ] WHERE pattern.found | pattern.name] AS patterns,
       all(step IN steps WHERE step.documented) AS documented,
       {weakest("[step IN steps | step.shown.basis]")} AS weakest_basis,
       CASE WHEN condition IS NULL THEN '{CERTAIN}' ELSE '{POSSIBLY}' END AS certainty,
       condition
ORDER BY rank"""
    cost = {kind: step.cost for step in walks.COORDINATION.steps for kind in step.links}
    given = {
        "a": short(start),
        "b": short(goal),
        "episodes": episodes,
        "cost": cost,
        "mechanisms": list(MECHANISMS.ids),
        "turn": {mechanism: code for code, mechanism in enumerate(MECHANISMS.ids)},
        "weakness": {basis.id: code for code, basis in enumerate(BASES)},
        "crossings": crossings(),
        "said": said(),
    }
    return CypherQuery(laid_out(text), parameters(scope) | given)


def _ways() -> str:
    """The best way of each place on to the goal. Certainty is the same in both directions, so what is known is told from the goal."""
    first = f"known: CASE WHEN {of_many('goal')} THEN '{SOME}' ELSE '{EVERY}' END, bar: ''"
    return spread(
        f"[{{id: '', body: goal, weight: 0, ids: [goal.id], order: [], bodies: [goal], links: [], {first}, new: true}}]",
        f"""WITH *, one.body AS b
        MATCH (b)-[r:{types(*walks.COORDINATION.steps)}]-(a) WHERE {_walked()}
        WITH one, found, a, b, r, endNode(r) = a AS forward, one.weight + {_weight("r")} AS weight
        WHERE weight <= coalesce(found.limit, weight) AND ({of_many("a")} OR NOT a.id IN one.ids)
        WITH one, a, b, r, forward, weight, {division("r")} AS division
        WITH *, {one_each("r")} AS one_each
        WHERE division = '' OR division <> one.bar OR (forward = (r.share = 'part') AND NOT one_each)
        WITH one, a, r, weight, {behind("one.known", "r", "forward", "b", "a")} AS known,
          CASE WHEN forward = (r.share = 'part') OR one_each THEN division ELSE '' END AS bar
        RETURN {{
          id: a.id + ' ' + known + ' ' + bar, body: a, weight: weight, ids: [a.id] + one.ids, order: [coalesce($turn[r.mechanism], {len(MECHANISMS)}), startNode(r).id, r.id] + one.order,
          bodies: [a] + one.bodies, links: [r] + one.links, known: known, bar: bar, new: true
        }} AS way""",
        "way.weight, way.ids, way.order",
        ", start, goal",
        f", limit: head([one IN ways WHERE one.body = start AND one.known = '{EVERY}' | one.weight])",
    )


def _walked() -> str:
    """That a step leads from a body `a` to a body `b` over a link `r` (domain §5): overseers only; directed mechanisms one way; a consultation only where the party committee is an end of the path; joint cases and episodes
    only when asked for; lines from a party committee never."""
    directed = words(mechanism.id for mechanism in MECHANISMS if mechanism.directed)
    heard = [mechanism for mechanism in MECHANISMS if mechanism.with_end is not None]
    ends = " AND ".join(f"({_not_by(words([one.id]))} OR any(end IN [start, goal] WHERE end:{one.with_end} AND end IN [a, b]))" for one in heard)
    steps = walks.COORDINATION.steps
    own = [(step, may(replace(step, episodes=True), "a", "r", "b")) for step in steps]  # whether episodes are walked is asked
    return " AND ".join(
        (
            *(f"({here} <> {there} OR {of_many(there)})" for here, there in (("a", "goal"), ("b", "start"))),
            *(f"(NOT r:{types(step)} OR {' AND '.join(conditions)})" for step, conditions in own if conditions),
            _lasting(),
            f"({_not_by(directed)} OR startNode(r) = a)",
            ends,
            runs("r", "a", "b"),
        )
    )


def _lasting() -> str:
    """That a link `r` is no joint case and no episode, unless these are asked for."""
    return f"($episodes OR (r.basis <> 'episode' AND {_not_by(words(one.id for one in MECHANISMS if one.episode))}))"


def _not_by(mechanisms: str) -> str:
    """That a link rests on none of some mechanisms."""
    return f"NOT coalesce(r.mechanism, '') IN {mechanisms}"


def _documented(name: str) -> str:
    documents = words(kind for step in walks.COORDINATION.steps if step.documents for kind in step.links)
    return f"({name}.mechanism IS NOT NULL OR type({name}) IN {documents})"


def _weight(name: str) -> str:
    """The weight of a step, as `rules.path_search` has it."""
    return f"($cost[type({name})] * {walks.WEIGHTS.cost} + CASE WHEN {_documented(name)} THEN 0 ELSE {walks.WEIGHTS.undocumented} END + {walks.WEIGHTS.hop} + $weakness[{name}.basis])"


def _patterns() -> str:
    """The patterns in the order of their table, each with whether it stands somewhere along `steps`."""
    return ",\n".join(f"         {{name: '{one.zh}', found: any(place IN range(0, size(steps) - {one.span}) WHERE {_shown(one)})}}" for one in PATTERNS)


def _shown(pattern: Pattern) -> str:
    """That a pattern begins at the step `place`."""
    steps = [f"steps[place + {number}]" if number else "steps[place]" for number in range(pattern.span)]
    kinds = [f"{steps[0]}.kinds[0]", *(f"{step}.kinds[1]" for step in steps)]
    scope = [f"coalesce({steps[0]}.scope, '') {sign} '{one}'" for sign, one in (("=", pattern.scope), ("<>", pattern.not_scope)) if one is not None]
    readings: dict[tuple[Joined, ...], list[tuple[str, ...]]] = {}
    for bodies, joins in pattern.readings():
        readings.setdefault(joins, []).append(bodies)
    rows = [" AND ".join(filter(None, (_stand(every, kinds), *map(_joined, joins, steps)))) for joins, every in readings.items()]
    return " AND ".join((*scope, rows[0] if len(rows) == 1 else f"({' OR '.join(rows)})"))


def _stand(every: list[tuple[str, ...]], kinds: list[str]) -> str:
    """That bodies of some kinds stand in one of several orders."""
    told = [place for place in range(len(kinds)) if any(bodies[place] != ANY for bodies in every)]
    orders = ", ".join(words(bodies[place] for place in told) for bodies in every)
    return f"[{', '.join(kinds[place] for place in told)}] IN [{orders}]" if told else ""


def _joined(join: Joined, step: str) -> str:
    if join.never is not None:
        condition = f"link.mechanism IS NOT NULL AND NOT link.kind IN {words(join.never)}"
    else:
        named = (("kind", join.link), ("mechanism", join.mechanism))
        condition = " AND ".join(f"link.{name} = '{value}'" for name, value in named if value is not None)
    return f"any(link IN {step}.links WHERE {condition})"
