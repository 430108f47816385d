"""What a row of the table of walks means in Cypher: the pattern of its links, and the conditions under which it may take one."""

from __future__ import annotations

from collections.abc import Iterable

from oversight_graph.cypher.graph_scope import standing, words
from oversight_graph.model import BASES, LINKS, REACH_CLASSES
from oversight_graph.model.vocabulary import LINES
from oversight_graph.model.walk_declarations import Step

NOMINAL = REACH_CLASSES.code("nominal")
WIDE = "with_subordinates"


def types(*steps: Step) -> str:
    """The types of link of some steps, for patterns as `-[r:A|B]->`."""
    return "|".join(dict.fromkeys(kind for step in steps for kind in step.links))


def arrow(steps: Iterable[Step], link: str) -> str:
    """The link between the node that some steps start from, at the left, and the one that they lead to: `-[r:A|B]->`."""
    held = tuple(steps)
    directions = {step.direction for step in held}
    one = next(iter(directions)) if len(directions) == 1 else "either"
    return f"{'<' if one == 'backward' else ''}-[{link}:{types(*held)}]-{'>' if one == 'forward' else ''}"


def against(steps: Iterable[Step], link: str) -> str:
    """As `arrow`, with the node that they lead to at the left."""
    text = arrow(steps, link)
    return text if text.startswith("<") == text.endswith(">") else f"-{text.removeprefix('<-')}>" if text.startswith("<") else f"<{text.removesuffix('>')}"


def told(step: Step, origin: str, link: str, among: tuple[Step, ...]) -> list[str]:
    """That a link is one of this step's, and runs as it is walked, where a pattern stands for several steps."""
    if len(among) < 2:
        return []
    found = [f"{link}:{types(step)}"]
    if step.direction != "either" and any(one.direction != step.direction for one in among):
        found.append(f"{'startNode' if step.direction == 'forward' else 'endNode'}({link}) = {origin}")
    return found


def may(step: Step, origin: str, link: str, end: str) -> list[str]:
    """The conditions for a step from `origin` over `link` to `end`, beside the pattern that `arrow` makes. That all three hold on the
    day is for the caller to say."""
    found = []
    for name, kinds, side in ((origin, step.origins, 0), (end, step.ends, 1)):
        possible = list(dict.fromkeys(pair[side] for pair in _pairs(step)))
        good, bad = ("|".join(kind for kind in possible if (kind in kinds) is wanted) for wanted in (True, False))
        if bad:
            found.append(f"{name}:{good}" if len(good) <= len(bad) else f"NOT {name}:{bad}")
    if step.mechanisms:
        found.append(f"{link}.mechanism IN {words(step.mechanisms)}")
    if step.lines:
        found.append(f"coalesce({link}.line, '{LINES.ids[0]}') IN {words(step.lines)}")
    if step.term is not None:
        found.append(f"$day.year - {step.term} < {link}.year <= $day.year")
    if not step.episodes:
        found.append(standing(link))
    return found


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
    """That a way over a link is nominal (domain §6); None: it never is."""
    return None if step.any_basis else f"{link}.basis IN {words(basis.id for basis in BASES if not basis.firm)}"


def class_of(step: Step) -> int:
    """The class of a step; -1: that with which the walk has come."""
    return -1 if step.reach is None else REACH_CLASSES.code(step.reach)


def reach_class(step: Step, link: str) -> str:
    """What a step over a link makes of the class."""
    own, nominal = class_of(step), weak(step, link)
    return str(own) if nominal is None or own == NOMINAL else f"CASE WHEN {nominal} THEN {NOMINAL} ELSE {own} END"


def worse(one: str, other: str) -> str:
    """The worse of two classes."""
    return f"reduce(worst = -1, class IN [{one}, {other}] | CASE WHEN class > worst THEN class ELSE worst END)"
