"""Coverage in Cypher (docs/rules.md): every way by which a form reaches a node, and the grade, as `rules.coverage` finds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from oversight_graph.answer.question import Scope
from oversight_graph.chart.chart import Slice
from oversight_graph.cypher import scope as cut
from oversight_graph.cypher.nominal import HEADS, NEAR, NOMINAL
from oversight_graph.cypher.scope import OVERSEEN_LABELS, asked, firmest, held, holds, standing, types, weakest, words
from oversight_graph.model import FORMS, GRADES, TERM_YEARS, WORKING
from oversight_graph.model.areas import canonical

GRADE = {one.id: one.number for one in GRADES}
_UNKNOWN = next(one.id for one in GRADES if one.number is None)
_OWN = [form.id for form in FORMS if form.id == "inspection" or not form.authority]


def parameters(scope: Scope, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the scope, with `$forms`, `$switch`, `$grade_names` and `$declared`: the claims that count and the declarations of completeness
    that hold on the day (one map: Neo4j makes a plan for every length of a list that is a parameter of its own)."""
    return cut.parameters(scope) | {
        "forms": list(values["form"] or FORMS.ids),
        "switch": bool(values["switch"]),
        "grade_names": [name for name, number in sorted(GRADE.items(), key=lambda one: one[1] or 0) if number is not None],
        "declared": {
            "claims": _slices(scope, ((chart, claim) for chart, header in scope.headers.items() for claim in header.claims if claim.counts)),
            "complete": _slices(scope, ((chart, one) for chart, header in scope.headers.items() for one in header.complete)),
        },
    }


def _slices(scope: Scope, slices: Iterable[tuple[str, Slice]]) -> list[dict[str, Any]]:
    return [
        {"chart": chart, "forms": list(one.forms), "area": canonical(one.area), "levels": list(one.levels), "categories": list(one.categories)}
        for chart, one in slices
        if one.holds_on(scope.as_of)
    ]


def _in_slice() -> str:
    return "form IN one.forms AND one.area IN n.within AND n.level IN one.levels AND (size(one.categories) = 0 OR n:Unit AND n.category IN one.categories)"


def serves(link: str) -> str:
    """That a link serves `form`: its authority, and stationed or inspection where that is its form; with no switch, one of
    form stationed serves stationed alone."""
    own = f"{link}.form = form AND form IN {words(_OWN)}"
    return f"({own} OR form IN {link}.authority AND ($switch OR form = 'stationed' OR coalesce({link}.form, '') <> 'stationed'))"


NODES = f"""{cut.VALID}
{HEADS}
// The nodes asked about; those of one area together, with the heads of that area and of those that hold it
MATCH (n:{OVERSEEN_LABELS})
WHERE {held("n")}
  AND {asked("n")}
WITH heads, n.area AS area, n.within AS within, collect(n) AS nodes
WITH nodes, [head IN heads WHERE head.area IN within] AS heads
UNWIND nodes AS n"""
"""Binds `n`, a node asked about, and `heads`."""

_WAYS = f"""COLLECT {{
  // Direct: a body over the node. Inherited: a body over one, with its subordinates, that the node is under by one or two steps
  MATCH (n) (()-[down:{types("covers", "inheritance")}]->(up)
      WHERE coalesce(down.line, '') <> 'professional' AND {standing("down")}
        AND {holds("down")}
        AND {holds("up")}
    ){{0,2}} (reached)<-[link:{types("covers", "direct", "periodic")}]-(body)
  WHERE CASE form
      WHEN 'inspection' THEN link:{types("covers", "periodic")} AND $day.year - {TERM_YEARS} < link.year <= $day.year
      ELSE link:{types("covers", "direct")} AND {standing("link")}
    END
    AND {serves("link")}
    AND (size(down) = 0 OR link.scope = 'with_subordinates')
    AND {holds("link")}
    AND {holds("body")}
  WITH link, body, down, CASE size(down) WHEN 0 THEN {GRADE["direct"]} ELSE {GRADE["inherited"]} END AS most,
    coalesce($cap[link.basis], {GRADE["direct"]}) AS cap // an inspection that took place counts, whatever its basis
  RETURN {{
    body: body, link: link, steps: size(down), grade: CASE WHEN cap < most THEN cap ELSE most END,
    basis: {weakest("[link.basis] + [one IN down | one.basis]")}
  }} AS way
  UNION ALL
  // Extended: a body extends to a station that serves the node
  MATCH (n)<-[last:{types("covers", "service")}]-(station)<-[link:{types("covers", "extension")}]-(body)
  WHERE {serves("link")} AND {standing("link")} AND {standing("last")}
    AND {holds("last")}
    AND {holds("station")}
    AND {holds("link")}
    AND {holds("body")}
  RETURN {{
    body: body, link: link, steps: 0,
    grade: reduce(least = {GRADE["extended"]}, cap IN [$cap[link.basis], $cap[last.basis]] | CASE WHEN cap < least THEN cap ELSE least END),
    basis: {weakest("[link.basis, last.basis]")}
  }} AS way
}}"""

_SCALE = sorted((number for number in GRADE.values() if number is not None), reverse=True)


def graded(*kept: str) -> str:
    """From `n`, `heads` and `form` to `ways`, `grade` (null: unknown), `basis` and `steps`; further variables that are kept."""
    names = ", ".join(("n", "form", *kept))
    bases = f"([way IN ways WHERE way.grade = grade | way.basis] + CASE grade WHEN {GRADE['nominal']} THEN [head IN nominal | head.basis] ELSE [] END)"
    return f"""// The ways by which the form reaches the node
WITH {names}, heads, {_WAYS} AS ways
// Nominal: the head of its area
WITH {names}, ways, {NEAR} AS near
WITH {names}, ways, {NOMINAL} AS nominal
// The best of its ways, of claims, of the nominal; 0 where its own chart says that all is listed there
WITH {names}, ways, nominal, [way IN ways | way.grade]
  + CASE WHEN any(one IN $declared.claims WHERE {_in_slice()}) THEN [{GRADE["declared"]}] ELSE [] END
  + CASE WHEN size(nominal) > 0 THEN [{GRADE["nominal"]}] ELSE [] END
  + CASE WHEN any(one IN $declared.complete WHERE {cut.held_by("one.chart", "n")} AND {_in_slice()}) THEN [{GRADE["none"]}] ELSE [] END AS found
WITH {names}, ways, nominal, head([grade IN {_SCALE} WHERE grade IN found]) AS grade
WITH {names}, ways, grade,
  {firmest(bases)} AS basis,
  CASE grade WHEN {GRADE["inherited"]} THEN head([step IN [1, 2] WHERE step IN [way IN ways WHERE way.grade = grade | way.steps]]) END AS steps"""


COVERAGE = f"""{NODES}
UNWIND range(0, size($forms) - 1) AS place
WITH n, heads, place, $forms[place] AS form
{graded("place")}
// The bodies at the start of the working ways that give the grade
WITH n, form, place, grade, basis, steps, COLLECT {{
  UNWIND ways AS way
  WITH way WHERE way.grade = grade AND grade >= {WORKING}
  WITH DISTINCT way.body AS body ORDER BY body.id
  RETURN body.id
}} AS bodies
RETURN n.id AS id, n.name AS name, {cut.kind("n")} AS kind, n.category AS category, n.level AS level, n.area AS area, n.count AS count,
  form, grade, CASE WHEN grade IS NULL THEN '{_UNKNOWN}' ELSE $grade_names[grade] END AS grade_name, steps, bodies, basis
ORDER BY n.id, place"""
