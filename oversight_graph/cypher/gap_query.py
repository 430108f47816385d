"""Gaps in Cypher (docs/rules.md): each node that a norm asks for, judged as `rules.norm_evaluation` does."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from oversight_graph.answer.question import ScopeKind
from oversight_graph.cypher import graph_scope as cut
from oversight_graph.cypher.coverage_query import GRADE, graded, nodes
from oversight_graph.cypher.day_conditions import known_link
from oversight_graph.cypher.graph_scope import dated, holds, standing
from oversight_graph.cypher.step_clauses import WIDE
from oversight_graph.cypher.workload_query import load_of
from oversight_graph.model import STATUSES, WORKING
from oversight_graph.model.areas import canonical
from oversight_graph.model.reasons import REASONS
from oversight_graph.rules.norms import Norm


def parameters(norms: Iterable[tuple[Norm, Sequence[datetime.date]]]) -> dict[str, Any]:
    """`$norms` (with the place of each), `$reasons` in English, `$statuses` (a status → its place in the order).

    Parameters
    ----------
    norms
        The norms of coverage to judge by, in the order in which they are told, each with the days on which it judges.

    Returns
    -------
    A mapping of name to value.
    """
    given = list(norms)
    return {
        "norms": [
            {
                "place": place, "id": norm.id, "form": norm.form, "area": canonical(norm.area),
                "applies_to": _lists(norm.applies_to), "requires": _lists([norm.requires])[0], "days": list(on_days),
                "confidence": norm.confidence, "source": norm.cited("en"),
            }
            for place, (norm, on_days) in enumerate(given)
        ],
        "reasons": [one.en for one in REASONS],
        "statuses": {status: place for place, status in enumerate(STATUSES.ids)},
    }  # fmt: skip


def _ask_for_load(norms: Iterable[Norm]) -> bool:
    """Whether a norm asks for a ceiling of load."""
    return any(norm.requires is not None and norm.requires.load_at_most is not None for norm in norms)


def _lists(parts: Iterable[Any]) -> list[dict[str, Any]]:
    return [{key: list(value) if isinstance(value, tuple) else value for key, value in asdict(part).items()} for part in parts]


@cut.by_days
def gaps(scope: ScopeKind, norms: Iterable[Norm]) -> str:
    """The question, as one statement.

    Parameters
    ----------
    scope
        What is asked about, as for `coverage`.
    norms
        Those that judge. The load of bodies is worked out only where one of them asks for it.

    Returns
    -------
    Cypher.
    """
    loads = _ask_for_load(norms)
    day, kept, passed = ("day", ", day", ", day, shown, sure, partly") if dated() else ("$day", "", ", partly")
    return f"""{nodes()}
UNWIND $forms AS form
// The norms of the form that ask for the node
WITH n, heads, form{kept}, [rule IN $norms WHERE rule.form = form AND rule.area IN n.within AND {day} IN rule.days AND any(one IN rule.applies_to WHERE
  any(kind IN one.kinds WHERE kind IN labels(n))
  AND (size(one.levels) = 0 OR n.level IN one.levels)
  AND (size(one.categories) = 0 OR n.category IN one.categories))] AS rules
WHERE size(rules) > 0
{graded("rules")}
// What the node hosts, for independence
WITH n, form{kept}, rules, ways, grade, partly{", known, perhaps, every, perhaps_partly" if dated() else ""}, COLLECT {{
  MATCH (body)-[host:HOSTED_BY]->(n)
  WHERE {standing("host")} AND {f"{holds('host')} AND {known_link('host', 'day')}" if dated() else holds("host")}
  RETURN {{body: body, resource: host.resource}}
}} AS hosted
UNWIND rules AS rule
{_readings() if dated() else ""}// The ways that could meet the norm, with whether each body is the node's own and what it has of the node
WITH n, form{passed}, grade, rule, rule.requires AS requires, [way IN ways WHERE way.grade >= {WORKING} AND way.grade >= rule.requires.grade | way {{
  .link, .body, .joint, .grade,
  own: 'InternalDisciplineBody' IN labels(way.body) AND any(host IN hosted WHERE host.body = way.body),
  resources: [host IN hosted WHERE host.body = way.body AND host.resource IS NOT NULL | host.resource],
  posts: CASE
    WHEN way.body.staff_full_time >= rule.requires.staff_full_time AND coalesce(way.body.staff_quantifier, 'eq') IN ['eq', 'ge'] THEN 'enough'
    WHEN way.body.staff_full_time < rule.requires.staff_full_time AND coalesce(way.body.staff_quantifier, 'eq') IN ['eq', 'le'] THEN 'short'
    ELSE 'unknown'
  END
}}] AS good
WITH n, form{passed}, grade, rule, requires, size(good) > 0 AS enough,
  [way IN good | way {{.*, dependent: NOT way.own AND ('staff' IN way.resources OR 'budget' IN way.resources)}}] AS good
// What is asked each of the parts must have that cover a set together
WITH n, form{passed}, grade, rule, requires, enough, CASE WHEN any(way IN good WHERE way.joint IS NOT NULL)
  THEN [way IN good | way {{.*, parts: CASE WHEN way.joint IS NULL THEN [way] ELSE [one IN good WHERE one.joint = way.joint AND one.grade = way.grade] END}}]
  ELSE [way IN good | way {{.*, parts: [way]}}]
END AS good
{_loads() if loads else ""}WITH n, form{passed}, grade, rule, requires, good, enough,{" load," if loads else " 'enough' AS load,"}
  COUNT {{ UNWIND good AS way RETURN DISTINCT way.joint, CASE WHEN way.joint IS NULL THEN way.body END }} AS bodies,
  enough AND requires.independent AND all(way IN good WHERE any(one IN way.parts WHERE one.own OR one.dependent)) AS leaning,
  CASE
    WHEN NOT enough OR requires.staff_full_time IS NULL OR any(way IN good WHERE all(one IN way.parts WHERE one.posts = 'enough')) THEN 'enough'
    WHEN any(way IN good WHERE none(one IN way.parts WHERE one.posts = 'short')) THEN 'unknown'
    ELSE 'short'
  END AS posts
// What is to be said of it, in the order of the reasons
WITH n, form{passed}, grade, rule, [
  {_said()}
] AS said
// the worst of what these make of it
WITH n, form{passed}, grade, rule, said, CASE
{_statuses()}
  ELSE '{_MET}'
END AS status
{_settled() if dated() else ""}WHERE $all OR status <> '{_MET}'
RETURN n.id AS id, n.name AS name, n.count AS count, form, rule.id AS norm, rule.confidence AS confidence, rule.source AS source, grade, status,
  [place IN range(0, size($reasons) - 1) WHERE said[place] | $reasons[place]] AS reasons
ORDER BY $statuses[status], n.id, rule.place"""


def _readings() -> str:
    """Each judgement twice where not all is known: by what is, and by what may hold besides."""
    return """// By what is known on the day and, where there may be more, by that too
UNWIND CASE WHEN any(way IN every WHERE NOT way.sure) OR perhaps_partly OR coalesce(perhaps, -1) > coalesce(known, -1) THEN [true, false] ELSE [true] END AS sure
WITH n, form, day, rule, hosted, grade AS shown, sure, CASE WHEN sure THEN known ELSE perhaps END AS grade, CASE WHEN sure THEN partly ELSE perhaps_partly END AS partly,
  CASE WHEN sure THEN ways ELSE every END AS ways
"""


def _settled() -> str:
    """One judgement of the two readings: undetermined where the second one has the better status."""
    place = REASONS.code("not_known_then")
    return f"""WITH n, form, rule, shown AS grade, collect([sure, said, status]) AS readings
WITH n, form, rule, grade, head([one IN readings WHERE one[0]]) AS told, head([one IN readings WHERE NOT one[0]]) AS perhaps
WITH n, form, rule, grade, told, $statuses[told[2]] < $statuses['{_UNDETERMINED}'] AND coalesce($statuses[perhaps[2]] > $statuses[told[2]], false) AS better
WITH n, form, rule, grade, CASE WHEN better THEN '{_UNDETERMINED}' ELSE told[2] END AS status,
  CASE WHEN better THEN [place IN range(0, size($reasons) - 1) | place = {place}] ELSE told[1] END AS said
"""


_UNDETERMINED = "undetermined"
_MET = STATUSES.ids[-1]

_CONDITIONS = {
    "nothing": f"grade = {GRADE['none']}",
    "untold": "grade IS NULL AND NOT partly",
    "not_known_then": "false",  # said of two readings together, see _settled
    "some_members": "partly",
    "nominal": f"grade = {GRADE['nominal']}",
    "declared": f"grade = {GRADE['declared']}",
    "grade": f"{WORKING} <= grade < requires.grade",
    "own": "leaning AND any(way IN good WHERE way.own)",
    "depends": "leaning AND any(way IN good WHERE way.dependent)",
    "powers": "enough AND any(power IN requires.authority WHERE none(way IN good WHERE all(one IN way.parts WHERE power IN coalesce(one.link.authority, []))))",
    "staff": "posts = 'short'",
    "staff_unknown": "posts = 'unknown'",
    "bodies": "enough AND bodies < requires.bodies",
    "load": "load = 'short'",
    "load_unknown": "load = 'unknown'",
    "scope": f"enough AND requires.with_subordinates AND none(way IN good WHERE all(one IN way.parts WHERE coalesce(one.link.scope, '') = '{WIDE}'))",
    "term": "enough AND form = 'inspection' AND requires.term_years IS NOT NULL "
    "AND none(way IN good WHERE all(one IN way.parts WHERE coalesce(one.link.year, 0) > {day}.year - requires.term_years))",
    "seat": "any(way IN good WHERE 'party_group_seat' IN way.resources)",
    "room": "any(way IN good WHERE 'room' IN way.resources)",
}
"""When each reason is to be said of a node."""


def _loads() -> str:
    """What the load of the bodies of good ways is beside the ceiling that a norm sets."""
    return f"""// Whether the load of one of the bodies, or of all that have a set together, surely is at most what is asked
CALL (requires, good, enough) {{
  UNWIND CASE WHEN enough AND requires.load_at_most IS NOT NULL THEN [way IN good | way.body] ELSE [] END AS body
  WITH DISTINCT requires, body
{load_of("requires.load_at_most")}
  RETURN collect({{body: body, load: load}}) AS loads
}}
WITH *, CASE WHEN size(loads) = 0 THEN [] ELSE [way IN good | [heavy IN loads WHERE any(one IN way.parts WHERE one.body = heavy.body) | heavy.load]] END AS loads
WITH *, CASE
  WHEN size(loads) = 0 OR any(together IN loads WHERE all(load IN together WHERE load = 'enough')) THEN 'enough'
  WHEN any(together IN loads WHERE NOT 'short' IN together) THEN 'unknown'
  ELSE 'short'
END AS load
"""


def _said() -> str:
    return ",\n  ".join(_CONDITIONS[reason] for reason in REASONS.ids).replace("{day}", "day" if dated() else "$day")


def _statuses() -> str:
    """From the worst status on, whether one of the reasons that make it is said."""
    makes = {status: [place for place, reason in enumerate(REASONS) if reason.status == status] for status in STATUSES.ids}
    return "\n".join(f"  WHEN {' OR '.join(f'said[{place}]' for place in places)} THEN '{status}'" for status, places in makes.items() if places)
