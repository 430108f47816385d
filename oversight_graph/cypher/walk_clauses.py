"""Pieces of statements that walk: where they begin, and how they go on from round to round."""

from __future__ import annotations

from oversight_graph.model import walks
from oversight_graph.model.walk_declarations import Step
from oversight_graph.store.neo4j.schema import BODY


def body(name: str, parameter: str) -> str:
    """Binds a body by its key, of which the parameter holds the `short` id; after VALID.

    Parameters
    ----------
    name
        The variable that the body is bound to.
    parameter
        As it stands in the statement: `$a`.

    Returns
    -------
    A MATCH clause.
    """
    return f"MATCH ({name}:{BODY} {{key: toString(store.generation) + ':' + {parameter}}})"


def subordinate(step: Step) -> Step | None:
    """The step by which a walk goes on below the end of a link that covers subordinates too.

    Parameters
    ----------
    step
        A row of the table of walks.

    Returns
    -------
    None where its link never covers subordinates, or nothing is walked below its end.
    """
    onward = walks.SUPERVISION.onward(step.with_subordinates) if step.with_subordinates is not None else ()
    return next((one for one in onward if one.loops), None)


def spread(first: str, step: str, order: str, names: str = "", further: str = "") -> str:
    """A list of maps, one for each body that a walk comes to, with the first of the ways to it by `order`.

    Round by round, from each body whose way is new, `step` returns further ways. It ends when nothing is new; no path can have
    more steps than the store has bodies.

    A loop, as `SHORTEST` tries out all paths where whether a step may be taken depends on the link and its ends together, and
    as nothing but a loop finds the lightest way. Lists know no aggregation, so what stands first in an order is taken.

    Parameters
    ----------
    first
        A list of maps: the ways with which the walk begins, with `id`, `body` and `new: true`.
    step
        A MATCH and what follows it, from `one`; returns `way`, a map with `id`, `body` and `new: true`.
    order
        By what the ways to one body are ordered: `way.weight, way.ids`.
    names
        Further variables that a step needs, each behind a comma.
    further
        What else to keep from round to round, of `ways`: entries of a map, behind a comma.

    Returns
    -------
    An expression; `store` must be bound.
    """
    return f"""reduce(
  found = {{ways: {first}, open: true}},
  round IN range(1, store.nodes) | CASE WHEN NOT found.open THEN found ELSE
    head([every IN [COLLECT {{
      UNWIND found.ways AS one
      CALL (one, found{names}) {{
        RETURN one {{.*, new: false}} AS way
        UNION ALL
        WITH one, found{names} WHERE one.new
        {step}
      }}
      RETURN way ORDER BY way.id, {order}, way.new
    }}] | head([ways IN [[place IN range(0, size(every) - 1) WHERE place = 0 OR every[place].id <> every[place - 1].id | every[place]]] |
      {{ways: ways, open: any(one IN ways WHERE one.new){further}}}])])
  END
).ways"""


WIDTH = 120


def laid_out(text: str) -> str:
    """A statement with the conditions of its long lines below each other, for those who read it in a browser.

    Parameters
    ----------
    text
        A statement.

    Returns
    -------
    The same statement; only lines of a MATCH that are longer than WIDTH are broken.
    """
    return "\n".join(_broken(line) if len(line) > WIDTH and line.lstrip().startswith("MATCH") else line for line in text.split("\n"))


def _broken(line: str) -> str:
    """A line broken at the WHERE of a pattern and before each AND and OR of its conditions that stands in no list and no function."""
    margin = " " * (len(line) - len(line.lstrip()) + 4)
    opened: list[str] = []  # what stands before and at each bracket that is open
    at, start, parts = -1, 0, []
    for place, sign in enumerate(line):
        if sign in "([{":
            opened.append(line[place - 1 : place + 1].strip())
        elif sign in ")]}":
            opened.pop()
        within = opened[-1] if opened else ""
        if line.startswith(" WHERE ", place) and within in ("", "(", "(("):
            at = len(opened)
        elif not (
            (line.startswith(" AND ", place) and len(opened) == at)
            or (line.startswith(" OR ", place) and len(opened) == at + 1 and within == "(" and place - start > WIDTH // 2)
        ):
            continue
        parts.append(line[start:place])
        start = place + 1
    return f"\n{margin}".join((*parts, line[start:]))
