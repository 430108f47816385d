"""Gaps in Cypher (docs/rules.md): each node that a norm asks for, judged as `rules.norm_evaluation` does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from oversight_graph.cypher.coverage_query import GRADE, graded, nodes
from oversight_graph.cypher.graph_scope import holds, standing
from oversight_graph.cypher.step_clauses import WIDE
from oversight_graph.cypher.workload_query import load_of
from oversight_graph.model import STATUSES, WORKING, days
from oversight_graph.model.areas import canonical
from oversight_graph.model.reasons import REASONS
from oversight_graph.rules.norms import Norm


def parameters(norms: Iterable[Norm]) -> dict[str, Any]:
    """`$norms` (with the place of each), `$reasons` in English, `$statuses` (a status → its place in the order).

    Parameters
    ----------
    norms
        The norms of coverage to judge by, in the order in which they are told.

    Returns
    -------
    A mapping of name to value.
    """
    return {
        "norms": [
            {
                "place": place, "id": norm.id, "form": norm.form, "area": canonical(norm.area),
                "applies_to": _lists(norm.applies_to), "requires": _lists([norm.requires])[0],
                "confidence": norm.confidence, "source": norm.source,
                "valid_from": days.first_day(norm.valid_from) if norm.valid_from else None,
                "valid_to": days.last_day(norm.valid_to) if norm.valid_to else None,
            }
            for place, norm in enumerate(norms)
        ],
        "reasons": [one.en for one in REASONS],
        "statuses": {status: place for place, status in enumerate(STATUSES.ids)},
    }  # fmt: skip


def _lists(parts: Iterable[Any]) -> list[dict[str, Any]]:
    return [{key: list(value) if isinstance(value, tuple) else value for key, value in asdict(part).items()} for part in parts]


def gaps(norms: Iterable[Norm]) -> str:
    """The question, as one statement.

    Parameters
    ----------
    norms
        Those that judge. The load of bodies is worked out only where one of them asks for it.

    Returns
    -------
    Cypher.
    """
    loads = any(norm.requires is not None and norm.requires.load_at_most is not None for norm in norms)
    return f"""{nodes()}
UNWIND $forms AS form
// The norms of the form that ask for the node, in force on the day
WITH n, heads, form, [rule IN $norms WHERE rule.form = form AND rule.area IN n.within AND {_IN_FORCE} AND any(one IN rule.applies_to WHERE
  any(kind IN one.kinds WHERE kind IN labels(n))
  AND (size(one.levels) = 0 OR n.level IN one.levels)
  AND (size(one.categories) = 0 OR n.category IN one.categories))] AS rules
WHERE size(rules) > 0
{graded("rules")}
// What the node hosts, for independence
WITH n, form, rules, ways, grade, COLLECT {{
  MATCH (body)-[host:HOSTED_BY]->(n)
  WHERE {standing("host")} AND {holds("host")}
  RETURN {{body: body, resource: host.resource}}
}} AS hosted
UNWIND rules AS rule
// The ways that could meet the norm, with whether each body is the node's own and what it has of the node
WITH n, form, grade, rule, rule.requires AS requires, [way IN ways WHERE way.grade >= {WORKING} AND way.grade >= rule.requires.grade | way {{
  .link, .body,
  own: 'InternalDisciplineBody' IN labels(way.body) AND any(host IN hosted WHERE host.body = way.body),
  resources: [host IN hosted WHERE host.body = way.body AND host.resource IS NOT NULL | host.resource],
  posts: CASE
    WHEN way.body.staff_full_time >= rule.requires.staff_full_time AND coalesce(way.body.staff_quantifier, 'eq') IN ['eq', 'ge'] THEN 'enough'
    WHEN way.body.staff_full_time < rule.requires.staff_full_time AND coalesce(way.body.staff_quantifier, 'eq') IN ['eq', 'le'] THEN 'short'
    ELSE 'unknown'
  END
}}] AS good
WITH n, form, grade, rule, requires, size(good) > 0 AS enough,
  [way IN good | way {{.*, dependent: NOT way.own AND ('staff' IN way.resources OR 'budget' IN way.resources)}}] AS good
{_LOADS if loads else ""}WITH n, form, grade, rule, requires, good, enough,{" load," if loads else " 'enough' AS load,"}
  COUNT {{ UNWIND good AS way RETURN DISTINCT way.body }} AS bodies,
  enough AND requires.independent AND all(way IN good WHERE way.own OR way.dependent) AS leaning,
  CASE
    WHEN NOT enough OR requires.staff_full_time IS NULL OR any(way IN good WHERE way.posts = 'enough') THEN 'enough'
    WHEN any(way IN good WHERE way.posts = 'unknown') THEN 'unknown'
    ELSE 'short'
  END AS posts
// What is to be said of it, in the order of the reasons
WITH n, form, grade, rule, [
  {_said()}
] AS said
// the worst of what these make of it
WITH n, form, grade, rule, said, CASE
{_statuses()}
  ELSE '{_MET}'
END AS status
WHERE $all OR status <> '{_MET}'
RETURN n.id AS id, n.name AS name, n.count AS count, form, rule.id AS norm, rule.confidence AS confidence, rule.source AS source, grade, status,
  [place IN range(0, size($reasons) - 1) WHERE said[place] | $reasons[place]] AS reasons
ORDER BY $statuses[status], n.id, rule.place"""


_MET = STATUSES.ids[-1]
_IN_FORCE = "coalesce(rule.valid_from <= $day, true) AND coalesce($day <= rule.valid_to, true)"
_LOADS = f"""// Whether the load of one of the bodies surely is at most what is asked
CALL (requires, good, enough) {{
  UNWIND CASE WHEN enough AND requires.load_at_most IS NOT NULL THEN [way IN good | way.body] ELSE [] END AS body
  WITH DISTINCT requires, body
{load_of("requires.load_at_most")}
  RETURN collect(load) AS loads
}}
WITH *, CASE WHEN size(loads) = 0 OR 'enough' IN loads THEN 'enough' WHEN 'unknown' IN loads THEN 'unknown' ELSE 'short' END AS load
"""
_CONDITIONS = {
    "nothing": f"grade = {GRADE['none']}",
    "untold": "grade IS NULL",
    "nominal": f"grade = {GRADE['nominal']}",
    "declared": f"grade = {GRADE['declared']}",
    "grade": f"{WORKING} <= grade < requires.grade",
    "own": "leaning AND any(way IN good WHERE way.own)",
    "depends": "leaning AND any(way IN good WHERE way.dependent)",
    "powers": "enough AND any(power IN requires.authority WHERE none(way IN good WHERE power IN coalesce(way.link.authority, [])))",
    "staff": "posts = 'short'",
    "staff_unknown": "posts = 'unknown'",
    "bodies": "enough AND bodies < requires.bodies",
    "load": "load = 'short'",
    "load_unknown": "load = 'unknown'",
    "scope": f"enough AND requires.with_subordinates AND none(way IN good WHERE coalesce(way.link.scope, '') = '{WIDE}')",
    "term": "enough AND form = 'inspection' AND requires.term_years IS NOT NULL "
    "AND none(way IN good WHERE coalesce(way.link.year, 0) > $day.year - requires.term_years)",
    "seat": "any(way IN good WHERE 'party_group_seat' IN way.resources)",
    "room": "any(way IN good WHERE 'room' IN way.resources)",
}
"""When each reason is to be said of a node."""


def _said() -> str:
    return ",\n  ".join(_CONDITIONS[reason] for reason in REASONS.ids)


def _statuses() -> str:
    """From the worst status on, whether one of the reasons that make it is said."""
    makes = {status: [place for place, reason in enumerate(REASONS) if reason.status == status] for status in STATUSES.ids}
    return "\n".join(f"  WHEN {' OR '.join(f'said[{place}]' for place in places)} THEN '{status}'" for status, places in makes.items() if places)
