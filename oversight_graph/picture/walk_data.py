"""The table of walks as the page reads it: its script interprets the rows, and knows no kind of link, depth, cost or class by itself.
Words of the model are their codes, roles their places."""

from __future__ import annotations

from typing import Any

from oversight_graph.messages import words
from oversight_graph.model import BASES, KINDS, LINKS, MECHANISMS, REACH_CLASSES, Vocabulary, walks
from oversight_graph.model.sets import KNOWLEDGE, SHARES
from oversight_graph.model.vocabulary import LINES, LINK_SCOPES
from oversight_graph.model.walk_declarations import Role, Step, Walk
from oversight_graph.rules.path_certainty import TEXTS, joined
from oversight_graph.rules.set_crossings import crossings


def table() -> dict[str, Any]:
    """Both walks, what orders paths, and what the words on a link mean for walking."""
    return {
        "supervision": _walk(walks.SUPERVISION),
        "coordination": _walk(walks.COORDINATION),
        "weights": {"cost": walks.WEIGHTS.cost, "undocumented": walks.WEIGHTS.undocumented, "hop": walks.WEIGHTS.hop},
        "episode": [basis.cap is None for basis in BASES],
        "firm": [basis.firm for basis in BASES],
        "mechanisms": [
            {"directed": mechanism.directed, "episode": mechanism.episode, "withEnd": None if mechanism.with_end is None else KINDS.code(mechanism.with_end)}
            for mechanism in MECHANISMS
        ],
        "sets": {
            "shares": {share: SHARES.code(share) for share in SHARES.ids},
            "known": {known: KNOWLEDGE.code(known) for known in KNOWLEDGE.ids},
            "behind": crossings().tolist(),
            "said": _said(),
        },
        "withSubordinates": LINK_SCOPES.code("with_subordinates"),
        "nominal": REACH_CLASSES.code("nominal"),
    }


def _walk(walk: Walk) -> dict[str, Any]:
    roles = list(dict.fromkeys(role for step in walk.steps for role in (step.role, step.to, step.with_subordinates) if role is not None))
    return {
        "roles": [{"id": role.id, "kinds": _codes(KINDS, role.kinds), "starts": role.starts} for role in roles],
        "steps": [_step(step, roles) for step in walk.steps],
    }


def _said() -> dict[str, tuple[str, str]]:
    """The texts of conditions in both languages; `if` stands before the first, `and` between two of them."""
    zh, en = words("rules", "zh"), words("rules", "en")
    texts_zh, texts_en = {name: zh[name] for name in TEXTS} | joined("zh"), {name: en[name] for name in TEXTS} | joined("en")
    return {name: (text, texts_en[name]) for name, text in texts_zh.items()}


def _step(step: Step, roles: list[Role]) -> dict[str, Any]:
    return {
        "id": step.id,
        "role": roles.index(step.role),
        "to": roles.index(step.to),
        "subordinates": None if step.with_subordinates is None else roles.index(step.with_subordinates),
        "links": _codes(LINKS, step.links),
        "forward": step.direction != "backward",
        "backward": step.direction != "forward",
        "origins": _codes(KINDS, step.origins),
        "ends": _codes(KINDS, step.ends),
        "mechanisms": _codes(MECHANISMS, step.mechanisms),
        "lines": [*_codes(LINES, step.lines), *((None,) if LINES.ids[0] in step.lines else ())],
        "term": step.term,
        "episodes": step.episodes,
        "anyBasis": step.any_basis,
        "depth": step.depth,
        "reach": -1 if step.reach is None else REACH_CLASSES.code(step.reach),  # -1: the class with which the walk has come
        "cost": step.cost,
        "documents": step.documents,
    }


def _codes(vocabulary: Vocabulary[Any], words: tuple[str, ...]) -> list[int]:
    return [vocabulary.code(word) for word in words]
