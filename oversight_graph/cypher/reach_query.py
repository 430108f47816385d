"""Reach in Cypher: the supervision walk of the table from one body, in one statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from textwrap import indent

from oversight_graph.answer.question import CypherQuery, ScopeKind
from oversight_graph.cypher.graph_scope import OVERSEEN_LABELS, VALID, asked, by_days, held, kind, parameters, runs
from oversight_graph.cypher.step_clauses import NOMINAL, arrow, class_of, may, reach_class, told, weak, worse
from oversight_graph.cypher.walk_clauses import below, body, laid_out, refused_if, shares, spread, subordinate
from oversight_graph.model import REACH_CLASSES, walks
from oversight_graph.model.sets import CERTAINTIES
from oversight_graph.model.walk_declarations import Role, Step
from oversight_graph.store.neo4j.schema import short

_START = -1


@by_days
def reach(scope: ScopeKind, start: str) -> CypherQuery:
    """All that a body reaches, each node once, in its best class. Cost: linear in the links of what is reached.

    Parameters
    ----------
    scope
        What is asked about; of what is reached, only what lies in its area is returned.
    start
        The id of a body.

    Returns
    -------
    The statement with its parameters; a row for each node, the best class first.
    """
    walk = _Walk()
    text = f"""{VALID}
{body("start", "$a")} WHERE {held("start")}
{walk.lists}

// Every way to every node: its class, the turn in which it is looked at, its steps, and the body before it.
// Of several ways of one class that of the earlier turn is told, in it the shorter one, and of these the first body's.
CALL ({", ".join(("start", *walk.names))}) {{
{walk.ways}
}}

// Each node once: the best class first.
WITH start, node, min([class, turn, steps, via]) AS best
{_undivided()}
WHERE node <> start AND {asked("node")}
RETURN node.id AS id, node.name AS name, {kind("node")} AS kind, $classes[best[0]] AS class, best[3] AS via,
       node.count AS count, node.count AS of, '{CERTAINTIES.ids[0]}' AS certainty, node:{OVERSEEN_LABELS} AS overseen
ORDER BY best[0], id"""
    return CypherQuery(laid_out(text), parameters(scope) | {"a": short(start), "classes": list(REACH_CLASSES.ids)})


def _undivided() -> str:
    """Sets are walked through as wholes: where a link between two nodes that are reached speaks of some members only, the statement ends with an error."""
    links = "|".join(walks.SUPERVISION.links())
    return f"""// Sets are reached as wholes here: where a link between two that are reached speaks of some members only, this ends with an error that says so.
WITH start, collect([node, best]) AS reached, [start] + collect(node) AS those
CALL (those) {{
  UNWIND those AS x
  MATCH (x)-[s:{links}]->(y) WHERE {shares("s")} AND {runs("s", "y")} AND y IN those
  RETURN count(*) AS shared
}}
WITH start, reached WHERE {refused_if("shared > 0")}
UNWIND reached AS one
WITH start, one[0] AS node, one[1] AS best"""


class _Walk:
    """The parts of the statement. `names`: lists of the nodes that stand in a role, as maps with `node`, `class` (the best in which it
    is reached, -1: the start itself) and `at` (for each class in which one can stand there the fewest steps within the role).
    `lists` binds them, `ways` is all that the steps from them lead to."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._lists: list[str] = []
        self._ways: list[str] = []
        self._from(walks.SUPERVISION.starts[0], None)

    @property
    def lists(self) -> str:
        return "\n".join(self._lists)

    @property
    def ways(self) -> str:
        return "\n  UNION ALL\n".join(self._ways)

    def _from(self, role: Role, entered: tuple[str, Step, tuple[int, ...]] | None) -> None:
        """Go on from a role: that in which the walk begins, or that to which a step leads from a list of nodes (with its classes)."""
        onward = walks.SUPERVISION.onward(role)
        loops = tuple(step for step in onward if step.loops)
        before = (_START,) if entered is None else tuple(max(class_of(entered[1]), one) for one in entered[2])
        levels = tuple(sorted({*map(class_of, loops), *before, NOMINAL} - {_START}))
        name = "bodies" if entered is None else entered[1].id
        self._lists.append(_begun(levels, loops) if entered is None else self._entered(name, role, *entered[:2], levels, loops))
        self.names.append(name)
        if loops:
            self._way(
                name,
                f"""  MATCH (a){arrow(loops, "r")}(b) WHERE {_within(loops, levels[-1])} AND {runs("r", "b")}
  WITH one, a, b, CASE {" ".join(f"WHEN one.class <= {level} AND {_within(loops, level)} THEN {level}" for level in levels[:-1])} ELSE {levels[-1]} END AS class
  RETURN b AS node, class, {{turn}} AS turn, CASE class {" ".join(f"WHEN {level} THEN one.at[{place}]" for place, level in enumerate(levels))} END AS steps, a.id AS via""",
            )
        for step in onward:
            if not step.loops:
                self._way(name, _taken(step))
                if walks.SUPERVISION.onward(step.to):
                    self._from(step.to, (name, step, levels))

    def _way(self, name: str, text: str) -> None:
        turn = str(len(self._ways))
        self._ways.append(f"  UNWIND {name} AS one\n  WITH one, one.node AS a\n{text.replace('{turn}', turn)}")

    def _entered(self, name: str, role: Role, before: str, step: Step, levels: tuple[int, ...], loops: tuple[Step, ...]) -> str:
        """Binds the list of what a step leads to from the nodes of another list, and of what lies behind within the role."""
        begun = ""
        if role.starts:
            begun = f"\n    UNION ALL\n    WITH start WHERE start:{'|'.join(role.kinds)}\n    RETURN start AS node, {_START} AS class"
        inner = f"""  CALL (start, {before}) {{
    UNWIND {before} AS one
    WITH one, one.node AS a
    MATCH (a){arrow((step,), "r")}(b) WHERE {" AND ".join((*may(step, "a", "r", "b"), runs("r", "b")))}
    RETURN b AS node, {worse("one.class", reach_class(step, "r"))} AS class{begun}
  }}"""
        if not loops:
            tail = f"  WITH node, min(class) AS class\n  RETURN collect({{node: node, class: class, at: []}}) AS {name}"
        else:
            tail = f"""  WITH store, node, min(class) AS class
  WITH store, collect({{id: node.id, body: node, class: class, steps: 0, new: true}}) AS entered
{indent(_spreads(levels, loops, lambda level: f"[one IN entered WHERE one.class <= {level}]", "store"), "  ")}
  RETURN collect({{node: node, class: class, at: at}}) AS {name}"""
        return f"\n// What `{step.id}` leads to, as far as the walk goes on from there.\nCALL (store, start, {before}) {{\n{inner}\n{tail}\n}}"


def _begun(levels: tuple[int, ...], loops: tuple[Step, ...]) -> str:
    """Binds the bodies that the reach goes on through."""
    return f"""
// The bodies that the reach goes on through, with the class in which each is reached ({_START}: the start itself), and in how many
// steps over links that make nothing worse than each of the classes {", ".join(REACH_CLASSES.ids[level] for level in levels)}.
{_spreads(levels, loops, lambda _: "[{id: start.id, body: start, steps: 0, new: true}]", "store, start")}
WITH store, start, collect({{node: node, class: CASE WHEN node = start THEN {_START} ELSE class END, at: at}}) AS bodies"""


def _spreads(levels: tuple[int, ...], loops: tuple[Step, ...], first: Callable[[int], str], kept: str) -> str:
    """From `kept` to these, `node`, `class` and `at`: what lies within a role, by the steps that lead back to it."""
    names = [f"upto{level}" for level in levels]
    bound = kept if "start" in kept else f"{kept}, entered"
    lines = [
        f"WITH {', '.join((bound, *names[:place]))}, {_spread(loops, level, first(level))} AS {names[place]}" for place, level in enumerate(levels)
    ]  # fmt: skip
    each = "\n  UNION ALL\n".join(f"  UNWIND upto{level} AS one\n  RETURN one.body AS node, {level} AS class, one.steps AS steps" for level in levels)
    at = ", ".join(f"min(CASE class WHEN {level} THEN steps END)" for level in levels)
    return "\n".join((*lines, f"CALL ({', '.join(names)}) {{\n{each}\n}}\nWITH {kept}, node, min(class) AS class, [{at}] AS at"))


def _spread(loops: tuple[Step, ...], level: int, first: str) -> str:
    return spread(
        first,
        f"""WITH *, one.body AS a
        MATCH (a){arrow(loops, "r")}(b) WHERE {_within(loops, level)} AND {runs("r", "b")}
        RETURN {{id: b.id, body: b, steps: one.steps + 1, new: true}} AS way""",
        "way.steps",
    )


def _within(steps: Iterable[Step], level: int) -> str:
    """That one of some steps leads from `a` to `b` over `r` and makes nothing worse than a class."""
    every = tuple(steps)
    found = []
    for step in every:
        if class_of(step) <= level:
            nominal = weak(step, "r")
            firm = [f"NOT {nominal}"] if nominal is not None and level < NOMINAL else []
            found.append(f"({' AND '.join((*told(step, 'a', 'r', every), *may(step, 'a', 'r', 'b'), *firm))})")
    return f"({' OR '.join(found) or 'false'})"


def _taken(step: Step) -> str:
    """What a step to another role leads to and, where the scope of its link says so, what is subordinate to that."""
    further = subordinate(step)
    match = f"  MATCH (a){arrow((step,), 'r')}(end) WHERE {' AND '.join((*may(step, 'a', 'r', 'end'), runs('r', 'end')))}"
    own = worse("one.class", reach_class(step, "r"))
    if further is None:
        return f"{match}\n  RETURN end AS node, {own} AS class, {{turn}} AS turn, 0 AS steps, a.id AS via"
    lower = worse("class", str(class_of(further)))
    if (nominal := weak(further, "one")) is not None:
        lower = f"CASE WHEN any(one IN step WHERE {nominal}) THEN {NOMINAL} ELSE {lower} END"
    return f"""{match}
  WITH a, r, end, {own} AS class
  MATCH (end) {below(further, "r")} (node)
  RETURN node, CASE size(uppers) WHEN 0 THEN class ELSE {lower} END AS class,
         {{turn}} AS turn, size(uppers) AS steps, CASE size(uppers) WHEN 0 THEN a.id ELSE last(uppers).id END AS via"""
