"""What a row of the table of walks means in Cypher: the pattern of its links, and the conditions under which it may take one."""

from __future__ import annotations

from collections.abc import Iterable

from oversight_graph.cypher.graph_scope import standing, words, year_of
from oversight_graph.model import BASES, LINKS, REACH_CLASSES
from oversight_graph.model.vocabulary import LINES
from oversight_graph.model.walk_declarations import Step

NOMINAL = REACH_CLASSES.code("nominal")
WIDE = "with_subordinates"


def types(*steps: Step) -> str:
    """The types of link of some steps, for patterns as `-[r:A|B]->`.

    Parameters
    ----------
    *steps
        Rows of the table of walks.

    Returns
    -------
    Each type once, in the order of the steps.
    """
    return "|".join(dict.fromkeys(kind for step in steps for kind in step.links))


def arrow(steps: Iterable[Step], link: str) -> str:
    """The link between the node that some steps start from, at the left, and the one that they lead to: `-[r:A|B]->`.

    Parameters
    ----------
    steps
        Rows of the table of walks; where their directions differ, the link is matched either way.
    link
        The variable that the link is bound to.

    Returns
    -------
    A part of a pattern, without the nodes at its ends.
    """
    held = tuple(steps)
    directions = {step.direction for step in held}
    one = next(iter(directions)) if len(directions) == 1 else "either"
    return f"{'<' if one == 'backward' else ''}-[{link}:{types(*held)}]-{'>' if one == 'forward' else ''}"


def against(steps: Iterable[Step], link: str) -> str:
    """As `arrow`, with the node that they lead to at the left.

    Parameters
    ----------
    steps
        Rows of the table of walks.
    link
        The variable that the link is bound to.

    Returns
    -------
    A part of a pattern, without the nodes at its ends.
    """
    text = arrow(steps, link)
    return text if text.startswith("<") == text.endswith(">") else f"-{text.removeprefix('<-')}>" if text.startswith("<") else f"<{text.removesuffix('>')}"


def told(step: Step, origin: str, link: str, among: tuple[Step, ...]) -> list[str]:
    """That a link is one of this step's, and runs as it is walked, where a pattern stands for several steps.

    Parameters
    ----------
    step
        The step that is meant.
    origin
        The variable of the node that the step starts from.
    link
        The variable of the link.
    among
        All steps that the pattern stands for, this one with them.

    Returns
    -------
    Conditions that must all hold; none where the pattern stands for one step only.
    """
    if len(among) < 2:
        return []
    conditions = [f"{link}:{types(step)}"]
    if step.direction != "either" and any(one.direction != step.direction for one in among):
        conditions.append(f"{'startNode' if step.direction == 'forward' else 'endNode'}({link}) = {origin}")
    return conditions


def may(step: Step, origin: str, link: str, end: str, year: str | None = None) -> list[str]:
    """The conditions for a step from `origin` over `link` to `end`, beside the pattern that `arrow` makes. That all three hold on the
    day is for the caller to say.

    Parameters
    ----------
    step
        A row of the table of walks.
    origin, link, end
        The variables of the node that it starts from, of its link, and of the node that it leads to.
    year
        An expression for the year that a term ends with; None for that in which the node is judged that the step leads to.

    Returns
    -------
    Conditions that must all hold; none where the pattern says everything.
    """
    conditions = []
    for name, kinds, side in ((origin, step.origins, 0), (end, step.ends, 1)):
        possible = list(dict.fromkeys(pair[side] for pair in _pairs(step)))
        good, bad = ("|".join(kind for kind in possible if (kind in kinds) is wanted) for wanted in (True, False))
        if bad:
            conditions.append(f"{name}:{good}" if len(good) <= len(bad) else f"NOT {name}:{bad}")
    if step.mechanisms:
        conditions.append(f"{link}.mechanism IN {words(step.mechanisms)}")
    if step.lines:
        conditions.append(f"coalesce({link}.line, '{LINES.ids[0]}') IN {words(step.lines)}")
    if step.term is not None:
        last = year or year_of(end)
        conditions.append(f"{last} - {step.term} < {link}.year <= {last}")
    if not step.episodes:
        conditions.append(standing(link))
    return conditions


def _pairs(step: Step) -> list[tuple[str, str]]:
    """The kinds of node that its links can join, as it would be walked: whatever stands in the store is one of these."""
    found = [pair for kind in step.links for pair in LINKS[kind].pairs]
    return [
        pair
        for one in found
        for pair in (one, one[::-1])
        if (pair is one and step.direction != "backward") or (pair is not one and step.direction != "forward")
    ]


def weak(step: Step, link: str) -> str | None:
    """That a way over a link is nominal (domain §6); None: it never is.

    Parameters
    ----------
    step
        A row of the table of walks.
    link
        The variable of the link.

    Returns
    -------
    A condition, or None.
    """
    return None if step.any_basis else f"{link}.basis IN {words(basis.id for basis in BASES if not basis.firm)}"


def class_of(step: Step) -> int:
    """The class of a step; -1: that with which the walk has come.

    Parameters
    ----------
    step
        A row of the table of walks.

    Returns
    -------
    A code of REACH_CLASSES, or -1.
    """
    return -1 if step.reach is None else REACH_CLASSES.code(step.reach)


def reach_class(step: Step, link: str) -> str:
    """The class of reach that a step over a link gives.

    Parameters
    ----------
    step
        A row of the table of walks.
    link
        The variable of the link.

    Returns
    -------
    An expression whose value is a code of REACH_CLASSES, or -1 for the class with which the walk has come.
    """
    own, nominal = class_of(step), weak(step, link)
    return str(own) if nominal is None or own == NOMINAL else f"CASE WHEN {nominal} THEN {NOMINAL} ELSE {own} END"


def worse(first: str, second: str) -> str:
    """The worse of two classes.

    Parameters
    ----------
    first, second
        Expressions whose values are codes of REACH_CLASSES, or -1.

    Returns
    -------
    An expression whose value is the larger code.
    """
    return f"reduce(worst = -1, class IN [{first}, {second}] | CASE WHEN class > worst THEN class ELSE worst END)"
