"""Nominal coverage in Cypher: the commission of a node's area, or the party committee there that leads an inspection team."""

from __future__ import annotations

from oversight_graph.cypher.day_conditions import OWN, known_body, known_link, maybe_body, maybe_link
from oversight_graph.cypher.graph_scope import dated, held, holds, standing, words
from oversight_graph.model import GRADES, LEVELS, walks
from oversight_graph.model.walk_declarations import Head

_COUNTY, _LOW = LEVELS.code("county") + 1, LEVELS.code("township")


def heads() -> str:
    """From `store` to `store` and `heads`."""
    return f"""// The heads of areas: commissions, for inspection the party committees that lead a team
WITH store, COLLECT {{
{
        '''
  UNION ALL
'''.join(map(_head, walks.HEADS))
    }
}} AS heads"""


def _head(head: Head) -> str:
    led = f"-[leads:{head.leads}]->(whom:{head.whom})" if head.leads else ""
    there = f"head.generation = store.generation AND {maybe_body('head', OWN)}" if dated() else held("head")
    lines = [f"  MATCH (head:{head.kind}){led}", f"  WHERE {there}"]
    if led:
        leading = f"{maybe_link('leads', OWN)}\n    AND {maybe_body('whom', OWN)}" if dated() else holds("leads", "whom")
        lines += [f"    AND {standing('leads')} AND {leading}"]
    basis = ", basis: leads.basis" if led else ""
    said = f"forms: {words(head.forms)}, grade: {GRADES[head.grade].number}, area: head.area, level: head.level{basis}{_days(bool(led)) if dated() else ''}"
    return "\n".join((*lines, f"  RETURN DISTINCT {{{said}}} AS head"))


def _days(led: bool) -> str:
    """On which of the days that count a head is there: known to be, or perhaps."""
    known, maybe = [known_body("head", "one")], [maybe_body("head", "one")]
    if led:
        ends = [maybe_body("head", "one"), maybe_body("whom", "one")]
        known, maybe = [*ends, known_link("leads", "one")], [*ends, maybe_link("leads", "one")]
    return "".join(f", {name}: [one IN $judged WHERE {' AND '.join(every)}]" for name, every in (("known", known), ("maybe", maybe)))


NEAR = f"""[head IN heads WHERE form IN head.forms
    // a unit above the township level has the head of its area and level, all others one whose area holds theirs
    AND (n.level IN {words(LEVELS.ids[_LOW:])} OR NOT n:Unit OR head.area = n.area AND head.level = n.level)]"""
"""Which of `heads` may be that of `n` for `form`."""

NOMINAL = f"""[head IN near
    // the lowest of these, from the county up
    WHERE head.level = last([level IN {words(LEVELS.ids[:_COUNTY])} WHERE level IN [one IN near | one.level]])]"""
"""Which of `near` it is: all of the lowest level that has one."""
