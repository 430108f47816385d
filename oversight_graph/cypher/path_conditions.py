"""Under which condition a path exists, in Cypher: what `rules.path_certainty` says, in the same words."""

from __future__ import annotations

from oversight_graph.cypher.path_places import EVERY, POSSIBLE, SOME, case, of_many
from oversight_graph.messages import language, words
from oversight_graph.rules.path_certainty import TEXTS, joined


def said() -> dict[str, str]:
    """The texts of conditions in the language spoken here, for the parameter `$said`.

    Returns
    -------
    By name, with their places unfilled; `if` stands before the first, `and` between two of them.
    """
    texts = words("rules", language())
    return {name: texts[name] for name in TEXTS} | joined()


def entries(link: str, origin: str, end: str) -> str:
    """What conditions need of a step, as entries of a map.

    Parameters
    ----------
    link, origin, end
        Variables bound to the link that is walked, the body that it comes from and the one that it comes to.

    Returns
    -------
    `case`: the key of `$crossings`; `up`: whether it leads from what belongs to that to which it belongs; of both bodies `many`: whether it is
    a set, `all`: its members in words, `one`: one of them in words.
    """
    forward = f"endNode({link}) = {end}"
    bodies = (origin, end)
    return f"""case: {case(link, forward, origin, end)},
    up: ({link}.share = 'part' AND NOT {forward}) OR ({link}.share = 'one' AND {forward}),
    many: [{", ".join(map(of_many, bodies))}],
    all: [{", ".join(map(_all, bodies))}],
    one: [{", ".join(f"CASE WHEN {of_many(body)} THEN {_filled('one_of_members', members=_all(body))} ELSE {body}.name END" for body in bodies)}]"""


def condition() -> str:
    """The condition of the path that `steps` leads along; null where it is certain.

    Returns
    -------
    A subquery that binds `condition`.
    """
    before, step = "steps[one.place - 1]", "steps[one.place]"
    belongs = f"members: {step}.all[toInteger(one.atEnd)], body: {step}.one[1 - toInteger(one.atEnd)]"
    return f"""CALL (steps) {{
  WITH reduce(
    state = {{known: CASE WHEN size(steps) > 0 AND steps[0].many[0] THEN '{SOME}' ELSE '{EVERY}' END, lost: []}}, place IN range(0, size(steps) - 1) |
    head([known IN [$crossings[steps[place].case][state.known]] | CASE
      WHEN known = '{POSSIBLE}' THEN {{known: CASE WHEN steps[place].many[1] THEN '{SOME}' ELSE '{EVERY}' END, lost: state.lost + [{{place: place, atEnd: false}}]}}
      WHEN known = '{SOME}' AND place = size(steps) - 1 THEN {{known: known, lost: state.lost + [{{place: place, atEnd: true}}]}}
      ELSE {{known: known, lost: state.lost}} END])
  ).lost AS lost
  WITH [one IN lost | CASE
    WHEN coalesce(NOT {step}.up AND one.place > 0 AND {before}.up AND {step}.many[0], false) THEN {{text: CASE
      WHEN size(steps) = 2 THEN {_filled("both_in_the_same", members=f"{step}.all[0]")}
      ELSE {_filled("in_the_same", a=f"{before}.one[0]", b=f"{step}.one[1]", members=f"{step}.all[0]")} END}}
    ELSE head([said IN [{{{belongs}}}] | CASE
      WHEN {step}.up <> one.atEnd THEN {{text: {_filled("belongs", members="said.members", body="said.body")}, both: {_filled("both_belong", members="said.members", body="said.body")}}}
      ELSE {{text: {_filled("has_belonging", members="said.members", body="said.body")}}} END])
  END] AS told
  WITH CASE WHEN size(told) > 1 AND told[0].both IS NOT NULL AND told[0].text = told[-1].text
    THEN [told[0].both] + [one IN told[1..-1] | one.text] ELSE [one IN told | one.text] END AS told
  RETURN CASE WHEN size(told) > 0 THEN reduce(text = $said.if + told[0], one IN told[1..] | text + $said.and + one) END AS condition
}}"""


def _all(body: str) -> str:
    numbered = _filled("members_of_number", number=f"toString({body}.count)", name=f"{body}.name")
    return f"CASE WHEN {body}.count IS NULL THEN {_filled('members', name=f'{body}.name')} ELSE {numbered} END"


def _filled(name: str, /, **places: str) -> str:
    """A text with its places filled by expressions."""
    text = f"$said.{name}"
    for place, value in places.items():
        text = f"replace({text}, '{{{place}}}', {value})"
    return text
