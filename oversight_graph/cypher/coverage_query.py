"""Coverage in Cypher (docs/rules.md): every way by which a form reaches a node, and the grade, as `rules.coverage_grades` finds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import indent
from typing import Any

from oversight_graph.answer.question import ScopeKind
from oversight_graph.chart.chart import DeclaredSlice
from oversight_graph.cypher import graph_scope as cut
from oversight_graph.cypher.coverage_parts import onward_where_shared, partly, through_sets
from oversight_graph.cypher.day_conditions import known_link, maybe_body, maybe_link
from oversight_graph.cypher.graph_scope import OVERSEEN_LABELS, asked, dated, firmest, held, holds, judged_on, weakest, words
from oversight_graph.cypher.nominal_query import NEAR, NOMINAL, heads
from oversight_graph.cypher.path_places import crossings
from oversight_graph.cypher.step_clauses import WIDE, against, may, told
from oversight_graph.cypher.walk_clauses import subordinate
from oversight_graph.model import FORMS, GRADES, OVERSEEN, WORKING, walks
from oversight_graph.model.areas import canonical
from oversight_graph.model.walk_declarations import Step

GRADE = {one.id: one.number for one in GRADES}
_UNKNOWN = next(one.id for one in GRADES if one.number is None)
_OWN = [form.id for form in FORMS if form.id == "inspection" or not form.authority]


def parameters(scope: ScopeKind, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the scope, with `$forms`, `$switch`, `$grade_names`, `$declared` and `$crossings` (what is known of sets behind a link).

    `$declared`: the claims that count and the declarations of completeness that hold on the day (one map: Neo4j makes a plan for
    every length of a list that is a parameter of its own).

    Parameters
    ----------
    scope
        What is asked about.
    values
        Of the question: `form`, a list of forms or None for all, and `switch`.

    Returns
    -------
    A mapping of name to value.
    """
    return cut.parameters(scope) | {
        "forms": list(values["form"] or FORMS.ids),
        "switch": bool(values["switch"]),
        "grade_names": [name for name, number in sorted(GRADE.items(), key=lambda one: one[1] or 0) if number is not None],
        "crossings": crossings(),
        "declared": {
            "claims": _slices(scope, ((chart, claim) for chart, header in scope.headers.items() for claim in header.claims if claim.counts)),
            "complete": _slices(scope, ((chart, one) for chart, header in scope.headers.items() for one in header.complete)),
        },
    }


def _slices(scope: ScopeKind, slices: Iterable[tuple[str, DeclaredSlice]]) -> list[dict[str, Any]]:
    days = sorted(set(scope.days.values()))
    return [
        {
            "chart": chart, "forms": list(one.forms), "area": canonical(one.area), "levels": list(one.levels), "categories": list(one.categories),
            "known": [day for day in days if one.known_on(day, scope.headers[chart].day)],
            "unsure": [day for day in days if one.unsure_on(day, scope.headers[chart].day)],
        }
        for chart, one in slices
    ]  # fmt: skip


def _day() -> str:
    """The day on which `n` is judged."""
    return "day" if dated() else "$day"


def _kept_day() -> str:
    return ", day" if dated() else ""


def _there(links: Iterable[str], bodies: Iterable[str]) -> list[str]:
    """That links and bodies hold on the day on which `n` is judged, or may: whether they are known to is said of each way (`sure`)."""
    if not dated():
        return [holds(*links, *bodies)]
    return [*(maybe_link(name, "day") for name in links), *(maybe_body(name, "day") for name in bodies)]


def _in_slice() -> str:
    return "form IN one.forms AND one.area IN n.within AND n.level IN one.levels AND (size(one.categories) = 0 OR n:Unit AND n.category IN one.categories)"


def _serves(link: str) -> str:
    """That a link serves `form`: its authority, and stationed or inspection where that is its form; with no switch, one of
    form stationed serves stationed alone."""
    own = f"{link}.form = form AND form IN {words(_OWN)}"
    return f"({own} OR form IN {link}.authority AND ($switch OR form = 'stationed' OR coalesce({link}.form, '') <> 'stationed'))"


def nodes() -> str:
    """Binds `n`, a node asked about, and `heads`."""
    return f"""{cut.VALID}
{heads()}
// The nodes asked about; those of one area together, with the heads of that area and of those that hold it
MATCH (n:{OVERSEEN_LABELS})
WHERE {held("n")}
  AND {asked("n")}
WITH heads, n.area AS area, n.within AS within, collect(n) AS nodes
WITH nodes, [head IN heads WHERE head.area IN within] AS heads
UNWIND nodes AS n{_judged()}"""


def _judged() -> str:
    return f"\nWITH n, heads, {judged_on('n')} AS day" if dated() else ""


def _ways() -> str:
    """Every way by which `form` reaches `n`: the supervision walk, read from its end."""
    first = [step for step in walks.SUPERVISION.steps if step.carries]
    alike: dict[tuple[object, ...], list[Step]] = {}
    for step in first:
        alike.setdefault((step.with_subordinates, step.direction, step.grade, step.any_basis), []).append(step)
    parts = [_close_by(tuple(steps)) for steps in alike.values() if any(kind in OVERSEEN for step in steps for kind in step.ends)]
    parts += [_through((step,)) for step in first if any(further.covers for further in walks.SUPERVISION.onward(step.to))]
    return "COLLECT {\n" + "\n  UNION ALL\n".join(parts) + "\n}"


def _close_by(steps: tuple[Step, ...]) -> str:
    """A body over the node, or over one that the node is under."""
    one, grade = steps[0], _grade(steps[0])
    below = subordinate(one)
    lines = ["  // Direct: a body over the node. Inherited: a body over one, with its subordinates, that the node is under, by so many steps"]
    if below is None or below.grade is None:
        start, scope, most, down = "(n)", [], str(grade), "[]"
    else:
        condition = " AND ".join((*may(below, "up", "down", "under"), *_there(["down"], ["up"])))
        start = f"""(n) ((under){against((below,), "down")}(up)
      WHERE {condition}
    ){{0,{below.depth}}} (reached)"""
        lower = min(grade, _grade(below))
        if below.any_basis:
            most = f"CASE size(down) WHEN 0 THEN {grade} ELSE {lower} END"
        else:
            most = f"reduce(least = CASE size(down) WHEN 0 THEN {grade} ELSE {lower} END, one IN down | CASE WHEN $cap[one.basis] < least THEN $cap[one.basis] ELSE least END)"
        scope, down = [f"    AND (size(down) = 0 OR link.scope = '{WIDE}')"], "down"
    reached = "n" if start == "(n)" else "reached"
    serving = " OR ".join(
        " AND ".join((f"form IN {words(step.carries)}", *told(step, "body", "link", steps), *may(step, "body", "link", reached, f"{_day()}.year"))) for step in steps
    )  # fmt: skip
    cap = "" if one.any_basis else "cap < most AND NOT cap IS NULL"
    lines += [
        f"  MATCH {start}{against(steps, 'link')}(body)",
        f"  WHERE ({serving})",
        f"    AND {_serves('link')}",
        *scope,
        *(f"    AND {there}" for there in _there(["link"], ["body"])),
        f"  WITH link, body, {down} AS down, {most} AS most, $cap[link.basis] AS cap // an inspection that took place counts, whatever its basis",
        "  RETURN {",
        f"    body: body, link: link, steps: size(down), grade: {f'CASE WHEN {cap} THEN cap ELSE most END' if cap else 'most'},",
        f"    basis: {weakest('[link.basis] + [one IN down | one.basis]')}, {onward_where_shared('link', f'reverse({down})')}{_sure('link', down)}",
        "  } AS way",
    ]
    return "\n".join(lines)


def _better() -> str:
    """That what may be there makes of none something formal, or of either working coverage."""
    return " OR ".join(f"perhaps >= {least} AND known < {least}" for least in (WORKING, GRADE["nominal"]))


def _sure(link: str, others: str) -> str:
    """Whether a way is known on the day on which `n` is judged: all its links are."""
    if not dated():
        return ""
    return f", sure: {known_link(link, 'day')} AND all(one IN {others} WHERE {known_link('one', 'day')})"


def _through(taken: tuple[Step, ...]) -> str:
    """A body that reaches the node through something: all rows of steps that begin with these, each as a part of its own."""
    parts = []
    for further in walks.SUPERVISION.onward(taken[-1].to):
        if further.covers and not further.loops:
            row = (*taken, further)
            if any(kind in OVERSEEN for kind in further.ends):
                parts.append(_row(row))
            if walks.SUPERVISION.onward(further.to):
                parts.append(_through(row))
    return "\n  UNION ALL\n".join(filter(None, parts))


def _row(row: tuple[Step, ...]) -> str:
    """Steps one after the other, as extended: a body extends to a station that serves the node."""
    names = ["body", *(f"through{number}" for number in range(1, len(row))), "n"]
    links = ["link", *(f"last{number}" for number in range(1, len(row)))]
    pattern = "(n)" + "".join(f"{against((step,), link)}({name})" for step, link, name in reversed(list(zip(row, links, names[:-1], strict=True))))
    conditions = [
        condition for step, a, link, b in zip(row, names[:-1], links, names[1:], strict=True) for condition in may(step, a, link, b, f"{_day()}.year")
    ]  # fmt: skip
    caps = ", ".join(f"coalesce($cap[{link}.basis], {_grade(step)})" for step, link in zip(row, links, strict=True) if not step.any_basis)
    inside = "\n    AND ".join(_there(links, names[:-1]))
    return f"""  // Through something that informs
  MATCH {pattern}
  WHERE form IN {words(row[0].carries)} AND {_serves("link")} AND {" AND ".join(conditions)}
    AND {inside}
  RETURN {{
    body: body, link: link, steps: 0,
    grade: reduce(least = {min(map(_grade, row))}, cap IN [{caps}] | CASE WHEN cap < least THEN cap ELSE least END),
    basis: {weakest("[" + ", ".join(f"{link}.basis" for link in links) + "]")}, {onward_where_shared("link", f"[{', '.join(links[1:])}]")}{_sure("link", f"[{', '.join(links[1:])}]")}
  }} AS way"""


def _grade(step: Step) -> int:
    return int(GRADE["direct" if step.grade is None else step.grade] or 0)


def _most_steps() -> int:
    return max((step.depth or 0 for step in walks.SUPERVISION.steps if step.loops and step.grade), default=0)


_SCALE = sorted((number for number in GRADE.values() if number is not None), reverse=True)


def graded(*kept: str) -> str:
    """From `n`, `heads` and `form` to `ways`, `grade` (null: unknown), `partly` (only some members are known to be covered), `basis` and `steps`.

    Parameters
    ----------
    *kept
        Further variables that the statement goes on to use.

    Returns
    -------
    WITH clauses.
    """
    names = ", ".join(("n", "form", *kept)) + _kept_day()
    bases = "([way IN ways WHERE way.grade = grade | way.basis] + [head IN nominal WHERE head.grade = grade | head.basis])"
    told = f"""  {firmest(bases)} AS basis,
  CASE grade WHEN {GRADE["inherited"]} THEN head([step IN range(1, {_most_steps()}) WHERE step IN [way IN ways WHERE way.grade = grade | way.steps]]) END AS steps"""
    claimed = f"CASE WHEN any(one IN $declared.claims WHERE {_day()} IN one.known AND {_in_slice()}) THEN [{GRADE['declared']}] ELSE [] END"
    complete = f"any(one IN $declared.complete WHERE {_day()} IN one.known AND {cut.held_by('one.chart', 'n')} AND {_in_slice()})"
    found = f"""{claimed}
  + [head IN nominal | head.grade]
  + CASE WHEN {complete} THEN [{GRADE["none"]}] ELSE [] END AS found"""
    if not dated():
        return f"""// The ways by which the form reaches the node
WITH {names}, heads, {_ways()} AS found
{_through_sets("found", "ways", "of_some")}
// Nominal: the head of its area
WITH {names}, ways, of_some, {NEAR} AS near
WITH {names}, ways, of_some, {NOMINAL} AS nominal
// The best of its ways, of claims, of the nominal; 0 where its own chart says that all is listed there
WITH {names}, ways, of_some, nominal, {found}
WITH {names}, ways, of_some, nominal, {_best("found + [way IN ways | way.grade]")} AS grade
// Unknown where some members alone are better covered
WITH {names}, ways, nominal, grade, {partly("grade", "of_some")} AS partly
WITH {names}, ways, nominal, partly, CASE WHEN partly THEN null ELSE grade END AS grade
WITH {names}, ways, partly, grade,
{told}"""
    claims = f"[one IN $declared.claims WHERE day IN one.unsure AND {_in_slice()} | {GRADE['declared']}]"
    return f"""// The ways by which the form reaches the node on its day, or may
WITH {names}, heads, {_ways()} AS maybe
// By what is known on the day, and by what may hold besides
CALL (n, form, day, maybe) {{
  UNWIND [true, false] AS sure
  WITH n, form, day, sure, [way IN maybe WHERE way.sure OR NOT sure] AS found
{indent(_through_sets("found", "ways", "of_some", f"(NOT sure OR {known_link('part', 'day')})"), "  ")}
  RETURN collect({{sure: sure, ways: ways, of_some: of_some}}) AS readings
}}
WITH {names}, heads, head([one IN readings WHERE one.sure]) AS known, head([one IN readings WHERE NOT one.sure]) AS perhaps
WITH {names}, heads, known.ways AS ways, known.of_some AS of_some, perhaps.ways AS every, perhaps.of_some AS perhaps_of_some
// Nominal: the head of its area
WITH {names}, every, perhaps_of_some, ways, of_some, {NEAR} AS heads
WITH {names}, every, perhaps_of_some, ways, of_some, heads, [head IN heads WHERE day IN head.maybe] AS near
WITH {names}, every, perhaps_of_some, ways, of_some, {NOMINAL} AS unsure, [head IN heads WHERE day IN head.known] AS near
WITH {names}, every, perhaps_of_some, ways, of_some, [head IN unsure | head.grade] AS unsure, {NOMINAL} AS nominal
// The best of its ways, of claims, of the nominal; 0 where its own chart says that all is listed there
WITH {names}, every, perhaps_of_some, ways, of_some, unsure + {claims} AS unsure, nominal, {found}
WITH {names}, every, perhaps_of_some, ways, of_some, nominal, {_best("found + [way IN ways | way.grade]")} AS known, {_best("found + unsure + [way IN every | way.grade]")} AS perhaps
// Unknown where some members alone are better covered
WITH {names}, every, ways, nominal, known, perhaps, {partly("known", "of_some")} AS partly, {partly("perhaps", "perhaps_of_some")} AS perhaps_partly
WITH {names}, every, ways, nominal, partly, perhaps_partly, CASE WHEN partly THEN null ELSE known END AS known, CASE WHEN perhaps_partly THEN null ELSE perhaps END AS perhaps
WITH {names}, every, ways, nominal, partly, perhaps_partly, known, perhaps, CASE WHEN perhaps IS NULL OR {_better()} THEN null ELSE known END AS grade
WITH {names}, every, ways, partly, perhaps_partly, known, perhaps, grade,
{told}"""


def _best(found: str) -> str:
    return f"head([grade IN {_SCALE} WHERE grade IN {found}])"


def _through_sets(ways: str, whole: str, of_some: str, known: str = "true") -> str:
    return through_sets(ways, whole, of_some, ", day, sure" if dated() else "", _serves("part"), " AND ".join(_there(["part"], ["holder"])), known)


@cut.by_days
def coverage(scope: ScopeKind) -> str:
    """The question, as one statement.

    Parameters
    ----------
    scope
        What is asked about: whether its charts are taken on one day that all of them know decides how much there is to say.

    Returns
    -------
    The text; the same for all scopes of one sort.
    """
    return f"""{nodes()}
UNWIND range(0, size($forms) - 1) AS place
WITH n, heads, place, $forms[place] AS form{_kept_day()}
{graded("place")}
// The bodies at the start of the working ways that give the grade
WITH n, form, place, ways, grade, basis, steps, COLLECT {{
  UNWIND ways AS way
  WITH way WHERE way.grade = grade AND grade >= {WORKING}
  WITH DISTINCT way.body AS body ORDER BY body.id
  RETURN body.id
}} AS bodies
// Those whose working ways all give less; who covers a part of a set isn't among them
WITH n, form, place, grade, basis, steps, bodies, COLLECT {{
  UNWIND ways AS way
  WITH way WHERE way.grade < grade AND way.grade >= {WORKING} AND way.joint IS NULL AND NOT way.body.id IN bodies
  WITH DISTINCT way.body AS body ORDER BY body.id
  RETURN body.id
}} AS others
RETURN n.id AS id, n.name AS name, {cut.kind("n")} AS kind, n.category AS category, n.level AS level, n.area AS area, n.count AS count,
  form, grade, CASE WHEN grade IS NULL THEN '{_UNKNOWN}' ELSE $grade_names[grade] END AS grade_name, steps, bodies, others, basis
ORDER BY n.id, place"""
