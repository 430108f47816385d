"""Nominal coverage in Cypher: the commission of a node's area, or the party committee there that leads an inspection team."""

from __future__ import annotations

from oversight_graph.cypher.graph_scope import held, holds, standing, words
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
    lines = [f"  MATCH (head:{head.kind}){led}", f"  WHERE {held('head')}"]
    if led:
        lines += [f"    AND {standing('leads')} AND {holds('leads')}", f"    AND {holds('whom')}"]
    basis = ", basis: leads.basis" if led else ""
    said = f"forms: {words(head.forms)}, grade: {GRADES[head.grade].number}, area: head.area, level: head.level{basis}"
    return "\n".join((*lines, f"  RETURN DISTINCT {{{said}}} AS head"))


NEAR = f"""[head IN heads WHERE form IN head.forms
    // a unit above the township level has the head of its area and level, all others one whose area holds theirs
    AND (n.level IN {words(LEVELS.ids[_LOW:])} OR NOT n:Unit OR head.area = n.area AND head.level = n.level)]"""
"""Which of `heads` may be that of `n` for `form`."""

NOMINAL = f"""[head IN near
    // the lowest of these, from the county up
    WHERE head.level = last([level IN {words(LEVELS.ids[:_COUNTY])} WHERE level IN [one IN near | one.level]])]"""
"""Which of `near` it is: all of the lowest level that has one."""
