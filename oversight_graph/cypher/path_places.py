"""What a share means in Cypher, for ways of coordination: what is known behind a link, and which way out is barred (domain §3a, §5)."""

from __future__ import annotations

from itertools import product

from oversight_graph.cypher.graph_scope import may_run, runs, words
from oversight_graph.cypher.step_clauses import types
from oversight_graph.model import walks
from oversight_graph.model.sets import DIVIDED_BY, KNOWLEDGE, SHARES, crossing

EVERY, SOME, POSSIBLE = KNOWLEDGE.ids


def crossings() -> dict[str, dict[str, str]]:
    """The table of what is known behind a link, for the parameter `$crossings`.

    Returns
    -------
    By what `case` gives: by what was known before, what is known behind.
    """
    cases = product(("forward", "backward"), (True, False), (True, False), SHARES.ids, (True, False))
    rows = {" ".join(map(_word, case)): crossing(*case) for case in cases}  # type: ignore[arg-type]
    return {case: {EVERY: row.every, SOME: row.some} for case, row in rows.items()}


def _word(value: str | bool) -> str:
    return value if isinstance(value, str) else str(value).lower()


def of_many(name: str) -> str:
    """That a body is a set.

    Parameters
    ----------
    name
        A variable bound to a body.

    Returns
    -------
    A condition.
    """
    return f"coalesce({name}.count, 2) > 1"


def case(link: str, forward: str, origin: str, end: str, alone: str | None = None) -> str:
    """The key of `$crossings` for a link as it is crossed.

    Parameters
    ----------
    link
        A variable bound to the link.
    forward
        A condition: that it is crossed along its direction.
    origin, end
        Variables bound to the bodies that the way comes from and comes to.
    alone
        A condition: that the from-end holds the whole of the to-end by itself, where that is known already.

    Returns
    -------
    An expression; reads what a division holds only where the link is of one.
    """
    alone = alone or f"{link}.share = 'part' AND {_alone(link)}"
    return (
        f"CASE WHEN {forward} THEN 'forward ' ELSE 'backward ' END + toString({of_many(origin)}) + ' ' + toString({of_many(end)}) + ' ' + "
        f"coalesce({link}.share, 'all') + CASE WHEN {alone} THEN ' true' ELSE ' false' END"
    )


def behind(known: str, link: str, forward: str, origin: str, end: str, alone: str | None = None) -> str:
    """What is known of the members of a body behind a link, by the one table of crossings (`model.sets`), which `$crossings` holds.

    Parameters
    ----------
    known
        An expression: what is known before it.
    link, forward, origin, end, alone
        As of `case`.

    Returns
    -------
    An expression; what was known stays where neither end is a set.
    """
    return f"CASE WHEN {known} = '{POSSIBLE}' OR NOT ({of_many(origin)} OR {of_many(end)}) THEN {known} ELSE $crossings[{case(link, forward, origin, end, alone)}][{known}] END"


def division(link: str) -> str:
    """By what a link bars, or can be barred: its division, of a `part`, or the link itself, of a `one`.

    Links that several charts hold join the divisions of these; so one that is joined is named by the first of its charts.

    Parameters
    ----------
    link
        A variable bound to a link that holds.

    Returns
    -------
    An expression whose value is a text; empty where the link does neither.
    """
    together = f"""reduce(tellers = [named IN {link}.charts WHERE named IN $charts], round IN range(2, size($charts)) | tellers + COLLECT {{
          UNWIND [endNode({link})] AS whole
          MATCH (holder)-[part:{types(*walks.COORDINATION.steps)}]->(whole) WHERE {same_division(link)} AND any(named IN part.charts WHERE named IN tellers) AND {may_run("part", "holder")}
          UNWIND part.charts AS further
          WITH further WHERE further IN $charts AND NOT further IN tellers
          RETURN DISTINCT further
        }})"""
    named = " + '|' + ".join(f"coalesce(toString({link}.{name}), '')" for name in DIVIDED_BY)
    return f"""CASE
        WHEN {link}.share = 'part' AND ({of_many(f"startNode({link})")} OR {of_many(f"endNode({link})")})
          THEN type({link}) + '|' + {named} + '|' + head([joined IN [{together}] | head([named IN $charts WHERE named IN joined])])
        WHEN {link}.share = 'one' AND {of_many(f"endNode({link})")} THEN 'one|' + {link}.id
        ELSE ''
      END"""


def one_each(link: str) -> str:
    """That each member of the from-end of a `part` link has exactly one member of the to-end, as the numbers leave no more (`Divisions.one_each`).

    Parameters
    ----------
    link
        A variable bound to a link that holds.

    Returns
    -------
    A condition; reads the division only where the link is of one.
    """
    start, end = f"startNode({link})", f"endNode({link})"
    known, perhaps = runs("part", "holder"), may_run("part", "holder")
    told = "" if known == perhaps else f", known: {known}"
    full = None if known == perhaps else "all(one IN others WHERE one.known OR any(other IN others WHERE other.known AND other.holder = one.holder))"
    others = f"""COLLECT {{
          UNWIND [{end}] AS whole
          MATCH (holder)-[part:{types(*walks.COORDINATION.steps)}]->(whole) WHERE {same_division(link)} AND any(named IN part.charts WHERE named IN $charts AND named IN {link}.charts) AND holder <> {start} AND {perhaps}
          RETURN {{holder: holder.id, least: coalesce(part.count, holder.count, 1){told}}} ORDER BY holder.id, coalesce(part.count, 0) DESC
        }}"""
    left = f"""{end}.count - reduce(taken = 0, place IN range(0, size(others) - 1) |
          CASE WHEN place > 0 AND others[place - 1].holder = others[place].holder THEN taken ELSE taken + others[place].least END)"""
    most = f"head([others IN [{others}] | {left if full is None else f'CASE WHEN {full} THEN {left} ELSE -1 END'}])"  # a division stays divided where a holder isn't known (domain §4, The day)
    return f"""CASE WHEN {link}.share = 'part' AND {end}.count > 1 AND {start}.count IS NOT NULL AND {start} <> {end}
          THEN head([most IN [{most}] | {start}.count = CASE WHEN {link}.count < most THEN {link}.count ELSE most END]) ELSE false END"""


def _alone(link: str) -> str:
    """That a `part` link's from-end holds the whole of its to-end by itself, by what one chart says. Without aggregation, which what is repeated knows not.

    A holder that isn't known on the day holds its part all the same (domain §4, The day)."""
    parts = f"""COLLECT {{
          UNWIND [endNode({link})] AS whole
          MATCH (holder)-[part:{types(*walks.COORDINATION.steps)}]->(whole) WHERE {same_division(link)} AND teller IN part.charts AND {may_run("part", "holder")}
          RETURN {{holder: holder, count: part.count}}
        }}"""
    return f"""any(teller IN {link}.charts WHERE teller IN $charts AND head([parts IN [{parts}] |
          all(part IN parts WHERE part.holder = startNode({link})) AND
          CASE WHEN endNode({link}).count IS NOT NULL AND any(part IN parts WHERE part.count IS NOT NULL)
            THEN any(part IN parts WHERE part.count >= endNode({link}).count) ELSE {of_many(f"startNode({link})")} END]))"""


def same_division(link: str) -> str:
    """That a link `part` to the same body is of the same division, as far as one chart goes.

    Parameters
    ----------
    link
        A variable bound to a link of a division; the other one is bound to `part`.

    Returns
    -------
    A condition.
    """
    alike = f"all(name IN {words(DIVIDED_BY)} WHERE coalesce(toString(part[name]), '') = coalesce(toString({link}[name]), ''))"
    return f"type(part) = type({link}) AND part.share = 'part' AND {alike}"
