"""Coverage through sets in Cypher (domain §3a, §4): parts that together have the whole of a set are one way; what covers only some members is taken apart.

As `rules.coverage_parts` does on columns: after the first link of a way, and after its last one where that leads on from a station. A row of the table of walks
with further links between these two would need the same there; the table has none.
"""

from __future__ import annotations

from oversight_graph.cypher.graph_scope import firmest, standing, weakest
from oversight_graph.cypher.path_places import EVERY, SOME, behind, of_many, same_division
from oversight_graph.cypher.step_clauses import WIDE, types
from oversight_graph.model import GRADES, WORKING, walks

_NOTHING = int(GRADES["none"].number or 0)


def onward_where_shared(link: str, onward: str) -> str:
    """The links of a way behind its first one, as they are walked; null where all of its links speak of every member, so that nothing is to be looked at.

    Parameters
    ----------
    link
        A variable bound to the first link.
    onward
        An expression: the list of the others.

    Returns
    -------
    An entry for the map of a way.
    """
    return f"further: CASE WHEN any(hop IN [{link}] + {onward} WHERE hop.share IN ['part', 'one']) THEN {onward} END"


def partly(grade: str, of_some: str) -> str:
    """That only some members are known to be better covered than all are: working, where these have less, or in name where these have nothing (domain §3a).

    Parameters
    ----------
    grade
        An expression: the grade of all members, null where nothing is known.
    of_some
        An expression: the list of the grades of ways that don't speak of every member.

    Returns
    -------
    A condition.
    """
    reached = f"coalesce({grade}, {_NOTHING - 1})"
    return f"any(some IN {of_some} WHERE some > {reached} AND {reached} < {WORKING} AND (some >= {WORKING} OR {reached} <= {_NOTHING}))"


def through_sets(ways: str, whole: str, of_some: str, kept: str, serves: str, there: str, known: str) -> str:
    """From the ways by which `form` reaches `n` to those that speak of every member, and the grades of the others.

    Parameters
    ----------
    ways
        A variable bound to the list of ways. Each with `body`, `link`, `steps`, `grade`, `basis` and what `onward_where_shared` gives.
    whole, of_some
        The variables to bind. Of `whole` those that are parts of one way have it as `joint`, the ids of the links that are divided up there, and its grade and
        basis.
    kept
        Further variables that the conditions use, each behind a comma.
    serves
        A condition: that the link `part` serves `form`.
    there
        A condition: that the link `part` and the body `holder` are there, or may be.
    known
        A condition: that the link `part` is one of those that are believed. Where a holder has none of these, what it holds with others stays divided.

    Returns
    -------
    A CALL clause. Where no way has a link that speaks of some members it is one look at the list.
    """
    episodes = "|".join(dict.fromkeys(kind for step in walks.SUPERVISION.steps if step.carries and step.episodes for kind in step.links))
    return f"""// Of sets: parts that have the whole together are one way, and what speaks of some members only is taken apart
CALL (n, form, {ways}{kept}) {{
  WITH {ways} WHERE none(way IN {ways} WHERE way.further IS NOT NULL)
  RETURN {ways} AS {whole}, [] AS {of_some}
  UNION ALL
  WITH {ways} WHERE any(way IN {ways} WHERE way.further IS NOT NULL)
  UNWIND [way IN {ways} WHERE way.further IS NOT NULL] AS way
  // What each of its links divides
  WITH {ways}, way, [hop IN [way.link] + way.further | {_division("hop", there, known)}] AS divided
  // The parts of its first link, where all of them give the form
  WITH {ways}, way, divided, CASE
    WHEN {of_many("endNode(way.link)")} AND NOT divided[0].alone AND divided[0].whole AND all(held IN divided[0].parts WHERE head([part IN [held.link] WHERE {serves} AND (part:{episodes} OR {standing("part")})]) IS NOT NULL)
    THEN [held IN divided[0].parts | held.link] ELSE []
  END AS parts
  // What is below a set inherits from parts that all cover subordinates
  WITH {ways}, way, divided, parts, way.steps > 0 AND any(part IN parts WHERE coalesce(part.scope, '') <> '{WIDE}') AS lost
  WITH {ways}, divided, lost, way {{
    .*,
    grade: reduce(least = way.grade, part IN parts | CASE WHEN $cap[part.basis] < least THEN $cap[part.basis] ELSE least END),
    basis: {weakest("[way.basis] + [part IN parts | part.basis]")},
    joint: CASE WHEN size(parts) > 0 AND NOT lost THEN [part IN parts | part.id] END,
    begun: CASE WHEN lost THEN '{SOME}' WHEN size(parts) > 0 THEN '{EVERY}' ELSE {behind(f"'{EVERY}'", "way.link", "true", "startNode(way.link)", "endNode(way.link)", "divided[0].alone")} END
  }} AS way
  // What is known of the members behind the others; by which parts a station's members serve it
  WITH n, {ways}, way {{
    .*,
    known: reduce(come = {{at: endNode(way.link), known: way.begun}}, place IN range(1, size(way.further)) | head([hop IN [way.further[place - 1]] |
      head([onward IN [CASE WHEN startNode(hop) = come.at THEN endNode(hop) ELSE startNode(hop) END] |
        {{at: onward, known: {behind("come.known", "hop", "startNode(hop) = come.at", "come.at", "onward", "divided[place].alone")}}}])])).known,
    served: CASE WHEN way.steps = 0 AND size(way.further) > 0 AND {of_many("n")} AND NOT last(divided).alone THEN last(divided) END,
    by: last([way.link] + way.further).id
  }} AS way
  WITH {ways}, collect(way {{.*, served: CASE WHEN way.served.whole THEN [part IN way.served.parts | part.link.id] END}}) AS shared
  // Of these parts, too, each must bring a way that covers all that it has; of several the best
  CALL (shared) {{
    UNWIND shared AS way
    WITH way WHERE way.served IS NOT NULL AND way.begun = '{EVERY}'
    WITH way.served AS served, way.by AS by, max(way.grade) AS best, collect(way) AS several
    WITH served, by, best, {firmest("[way IN several WHERE way.grade = best | way.basis]")} AS basis
    WITH served, min(best) AS grade, collect(basis) AS bases, collect([by, best]) AS brought
    WHERE all(part IN served WHERE part IN [one IN brought | one[0]])
    RETURN collect({{served: served, grade: grade, basis: {weakest("bases")}, brought: brought}}) AS together
  }}
  WITH {ways}, [way IN shared | coalesce(
    head([one IN together WHERE one.served = way.served AND way.begun = '{EVERY}' AND [way.by, way.grade] IN one.brought |
      way {{.*, grade: one.grade, basis: one.basis, joint: one.served, known: '{EVERY}'}}]),
    way)] AS shared
  RETURN [way IN {ways} WHERE way.further IS NULL] + [way IN shared WHERE way.known = '{EVERY}'] AS {whole}, [way IN shared WHERE way.known <> '{EVERY}' | way.grade] AS {of_some}
}}"""


def parts_of(link: str, when: str, there: str, known: str, kinds: str, of_part: str = "") -> str:
    """The `part` links to the same body that can be of one division with a link, each with what `division_of` reads of it.

    Parameters
    ----------
    link
        A variable bound to the link.
    when
        A condition: that its division is asked for.
    there
        A condition: that the link `part` and the body `holder` are there, or may be.
    known
        A condition: that the link `part` is one of those that are believed.
    kinds
        Of link, that the walk takes: `A|B`.
    of_part
        What else to tell of each `part` from its `holder` to the `whole`: entries of a map, each behind a comma.

    Returns
    -------
    An expression: a list, by holders; empty where it isn't asked for.
    """
    ends = f"[endNode({link})]" if when == "true" else f"CASE WHEN {when} THEN [endNode({link})] ELSE [] END"
    return f"""COLLECT {{
      UNWIND {ends} AS whole
      MATCH (holder)-[part:{kinds}]->(whole)
      WHERE {same_division(link)} AND {there}
      RETURN {{link: part, holder: holder.id, many: {of_many("holder")}, count: part.count, known: {known}{of_part}}} ORDER BY holder.id, coalesce(part.count, -1) DESC, part.id
    }}"""


def division_of(link: str, every: str, of_chart: str = "", further: str = "") -> str:
    """What a `part` link is of: `parts`, the links of its division that are known, those joined that a chart tells together; `whole`, whether their from-ends have the
    whole of the set; `alone`, whether that of this link has it by itself (`rules.divisions`).

    Each chart is believed for itself. A holder has the most that one of its links says.

    Parameters
    ----------
    link
        A variable bound to the link.
    every
        A variable bound to what `parts_of` gives.
    of_chart, further
        What else to tell, entries of a map, each behind a comma: of what a chart tells, by its parts `those` and, each holder once, `holders`; of the division, by all its
        `parts`, by what its charts have `told` and by whether it is `full`: whether of each holder a link is known.

    Returns
    -------
    An expression without aggregation, which what is repeated knows not.
    """
    return f"""head([parts IN [reduce(joined = [held IN {every} WHERE held.link = {link}], round IN range(1, size($charts)) |
      [held IN {every} WHERE any(other IN joined WHERE any(teller IN held.link.charts WHERE teller IN $charts AND teller IN other.link.charts))])] |
    head([told IN [[teller IN $charts WHERE any(held IN parts WHERE teller IN held.link.charts) |
      head([those IN [[held IN parts WHERE teller IN held.link.charts]] |
      head([holders IN [[place IN range(0, size(those) - 1) WHERE place = 0 OR those[place - 1].holder <> those[place].holder | those[place]]] | {{
        chart: teller,
        single: size(holders) = 1,
        whole: CASE WHEN endNode({link}).count IS NOT NULL AND all(held IN holders WHERE held.count IS NOT NULL)
          THEN reduce(total = 0, held IN holders | total + held.count) >= endNode({link}).count
          ELSE size(holders) > 1 OR any(held IN holders WHERE held.many) END{of_chart}
      }}])])]] | head([full IN [all(held IN parts WHERE any(other IN parts WHERE other.known AND other.holder = held.holder))] | {{
      parts: [held IN parts WHERE held.known],
      whole: full AND all(held IN parts WHERE NOT held.known OR any(one IN told WHERE one.whole AND one.chart IN held.link.charts)),
      alone: full AND any(one IN told WHERE one.whole AND one.single AND one.chart IN {link}.charts){further}
    }}])])])"""


def _division(link: str, there: str, known: str) -> str:
    """What a `part` link is of; null for a link of another share."""
    covering = types(*(step for step in walks.SUPERVISION.steps if step.covers))
    return f"CASE WHEN {link}.share = 'part' THEN head([every IN [{parts_of(link, 'true', there, known, covering)}] | {division_of(link, 'every')}]) END"
