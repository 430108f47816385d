"""Nominal coverage in Cypher: the commission of a node's area, or the party committee there that leads an inspection team."""

from __future__ import annotations

from oversight_graph.cypher.scope import held, holds, standing, words
from oversight_graph.model import FORMS, LEVELS

_BY_COMMISSION = [form.id for form in FORMS if form.id not in ("stationed", "inspection")]
_COUNTY, _LOW = LEVELS.code("county") + 1, LEVELS.code("township")

HEADS = f"""// The heads of areas: commissions, for inspection the party committees that lead a team
WITH store, COLLECT {{
  MATCH (head:Commission)
  WHERE {held("head")}
  RETURN DISTINCT {{forms: {words(_BY_COMMISSION)}, area: head.area, level: head.level}} AS head
  UNION ALL
  MATCH (head:PartyCommittee)-[leads:LEADS]->(team:InspectionTeam)
  WHERE {held("head")}
    AND {standing("leads")} AND {holds("leads")}
    AND {holds("team")}
  RETURN DISTINCT {{forms: ['inspection'], area: head.area, level: head.level, basis: leads.basis}} AS head
}} AS heads"""
"""From `store` to `store` and `heads`."""

NEAR = f"""[head IN heads WHERE form IN head.forms
    // a unit above the township level has the head of its area and level, all others one whose area holds theirs
    AND (n.level IN {words(LEVELS.ids[_LOW:])} OR NOT n:Unit OR head.area = n.area AND head.level = n.level)]"""
"""Which of `heads` may be that of `n` for `form`."""

NOMINAL = f"""[head IN near
    // the lowest of these, from the county up
    WHERE head.level = last([level IN {words(LEVELS.ids[:_COUNTY])} WHERE level IN [one IN near | one.level]])]"""
"""Which of `near` it is: all of the lowest level that has one."""
