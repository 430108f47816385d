"""The part of the style that the model declares: colours of grades, of kinds, and a ramp from none to all."""

from __future__ import annotations

from oversight_graph.model import GRADES, KINDS, STATUSES
from oversight_graph.model.colour_contrast import contrast
from oversight_graph.model.requirements import RULE_STATUSES

STEPS = 10
_LIGHT, _DARK = "#ffffff", "#14202c"


def stylesheet() -> str:
    """A class for each grade (`g-direct`), kind (`k-Unit`, a stripe) and step of the ramp (`heat-7`), its text readable on it."""
    rules = [f".g-{grade.id}{{background-color:{grade.colour};color:{_ink(grade.colour)};fill:{grade.colour}}}" for grade in GRADES]
    rules += [f".k-{kind.id}{{border-left:10px solid {kind.colour}}}" for kind in KINDS]
    rules += [f".heat-{step}{{background-color:{_heat(step)};color:{_ink(_heat(step))}}}" for step in range(STEPS + 1)]
    rules += [
        f".chip.s-{status.id}{{background-color:{status.colour};color:{_ink(status.colour)}}}"
        for status in {one.id: one for one in (*STATUSES, *RULE_STATUSES)}.values()
    ]
    rules += [
        f".chip.p-{severity}{{background-color:{STATUSES[like].colour};color:{_ink(STATUSES[like].colour)}}}"
        for severity, like in (("error", "gap"), ("warning", "partial"))
    ]
    rules.append(f".state.s-done{{border-color:{GRADES['direct'].colour}}}")
    return "\n".join(rules) + "\n"


def _heat(step: int) -> str:
    """From white towards the colour of direct coverage, darker with every step, so that it reads in grey too.

    >>> _heat(0), _heat(STEPS) == GRADES["direct"].colour
    ('#ffffff', True)
    """
    ends = [bytes.fromhex(colour[1:]) for colour in (_LIGHT, GRADES["direct"].colour)]
    return "#" + "".join(f"{round(a + (b - a) * step / STEPS):02x}" for a, b in zip(*ends, strict=True))


def _ink(colour: str) -> str:
    """Dark or light text, whichever is read better on a colour.

    >>> _ink("#ffffff") == _DARK, _ink(GRADES["direct"].colour) == _LIGHT
    (True, True)
    """
    return max((_DARK, _LIGHT), key=lambda one: contrast(one, colour))
