"""The supervision walk through sets in Cypher (domain §3a, §6): what is known of the members of a set goes along with it, as `rules.set_states` has it on columns.

A *state* is a map: `body`; the `role` in which it stands; `known`, of its members; `part`, how these are known: `[]`, a stated part as `[division, holder, number]`, or TOLD, every
member by several stated parts; `class`, a code of REACH_CLASSES; by which `turn` of looks, in how many `steps` within it and from which body (`via`) it was come to. `id` tells states apart.

Role after role: what lies behind within a role round by round, as long as there is any, then what its other steps lead to, in the order of `rules.reach_walk`. All in one loop
with one pattern, as else a statement would hold the rules of sets once for each step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from oversight_graph.cypher.coverage_parts import division_of, parts_of
from oversight_graph.cypher.graph_scope import may_run, runs, words
from oversight_graph.cypher.path_places import EVERY, POSSIBLE, SOME, behind, of_many
from oversight_graph.cypher.step_clauses import WIDE, arrow, told, types, worse
from oversight_graph.model import REACH_CLASSES, walks
from oversight_graph.model.walk_declarations import Role, Step

START = -1
"""The class of the body at which a walk begins."""
NOWHERE = ""
"""In the place of a role: nothing lies behind."""
_TOLD = "['told']"
_CLASSES = len(REACH_CLASSES)


@dataclass(frozen=True)
class Manner:
    """How a walk takes steps. `may`: the conditions for one, called as `step_clauses.may`; `rank`: the class that it gives over a link; `takes`: whether it takes it at all."""

    may: Callable[[Step, str, str, str], list[str]]
    rank: Callable[[Step, str], str]
    takes: Callable[[Step], bool] = lambda _: True


@dataclass(frozen=True)
class _Next:
    """Where a step leads from a role: the turn of that look, the roles that are entered, those that are where its link covers subordinates too, and the level of all of these."""

    turn: int
    to: tuple[str, ...]
    below: tuple[str, ...]
    level: int

    @property
    def text(self) -> str:
        return f"{{turn: {self.turn}, to: {words(self.to)}, below: {words(self.below)}, level: {self.level}}}"


@dataclass
class _Taken:
    """A step of the walk, with where it leads from each role; `loops`: back to it, round by round."""

    step: Step
    loops: bool
    rank: Callable[[Step, str], str]
    nexts: dict[str, _Next] = field(default_factory=dict)


class SetWalk:
    """A walk as an expression. Roles are entered one after the other; one that is entered from several stands there under several names, as its turns differ.
    `starts`: the names of those in which a walk can begin."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.starts: list[str] = []
        self._taken: dict[str, _Taken] = {}
        self._names: list[str] = []
        self._levels: dict[str, int] = {}
        self._turns = 0

    def enter(self, role: Role, level: int = 0) -> str:
        """Let the walk go on from a role, and from all to which that leads.

        Parameters
        ----------
        role
            As what nodes stand there.
        level
            That of the role; those behind have higher ones.

        Returns
        -------
        The name of the role in the walk; NOWHERE where no step leads on from it.
        """
        onward = [step for step in walks.SUPERVISION.onward(role) if self.manner.takes(step)]
        if not onward:
            return NOWHERE
        name = self._named(role.id, level)
        if role.starts:
            self.starts.append(name)
        loops = [step for step in onward if step.loops]
        turn = self._turn() if loops else 0
        for step in loops:
            self._takes(step, True, self.manner.rank).nexts[name] = _Next(turn, (name,), (), level)
        for step in onward:
            if not step.loops:
                turn = self._turn()
                to = (self.enter(step.to, level + 1),)
                below = () if step.with_subordinates is None else (self.enter(step.with_subordinates, level + 1),)
                self._takes(step, False, self.manner.rank).nexts[name] = _Next(turn, to, tuple(one for one in below if one), level + 1)
        return name

    def begin(self, name: str, steps: tuple[Step, ...], to: tuple[str, ...]) -> None:
        """Let the walk begin with some steps, taken once and without a class of their own.

        Parameters
        ----------
        name
            Of the role in which it begins, at the level before that of the roles entered.
        steps
            Rows of the table of walks.
        to
            Names of roles that are entered already.
        """
        level = self._levels[to[0]]
        self._named(name, level - 1)
        for step in steps:
            self._takes(step, False, lambda *_: str(START)).nexts[name] = _Next(self._turn(), to, (), level)

    def state(self, body: str, name: str) -> str:
        """The state of a body at which the walk begins.

        Parameters
        ----------
        body
            Its variable.
        name
            Of the role in which it stands.

        Returns
        -------
        A map.
        """
        return f"{{id: ['{name}', {body}.id, '{EVERY}'], role: '{name}', level: {self._levels[name]}, body: {body}, known: '{EVERY}', part: [], class: {START}, steps: 0, new: true}}"

    def text(self, first: str) -> str:
        """All states that the walk comes to.

        Parameters
        ----------
        first
            An expression: the list of those with which it begins.

        Returns
        -------
        An expression: a list; of those with which it begins, and of no others, `turn` is null. `store` must be bound where a step may be taken without end.
        """
        phases = sorted({(next_.level - (not taken.loops), not taken.loops) for taken in self._taken.values() for next_ in taken.nexts.values()})
        depths = [taken.step.depth for taken in self._taken.values() if taken.loops]
        most = len(phases) + sum(depth or 0 for depth in depths) + 1
        rounds = f"{_STATES} * store.nodes + {most}" if None in depths else str(most)
        listed = ", ".join(f"[{level}, {str(not leaves).lower()}]" for level, leaves in phases)
        return f"""reduce(
  found = {{ways: {first}, phases: [{listed}]}}, // at which level, and whether within its roles
  round IN range(1, {rounds}) | CASE WHEN size(found.phases) = 0 THEN found ELSE
    head([every IN [COLLECT {{
      UNWIND found.ways AS one
      CALL (one, found) {{
        RETURN one {{.*, new: one.new AND one.level > found.phases[0][0]}} AS way
        UNION ALL
        WITH one, found, found.phases[0][1] AS within WHERE one.level = found.phases[0][0] AND (one.new OR NOT within)
{self._step()}
        RETURN {{
          id: [role, b.id, come.known] + come.part, role: role, level: CASE role WHEN '{NOWHERE}' THEN -1 ELSE next.level END, body: b, known: come.known, part: come.part,
          class: come.class, turn: next.turn, steps: CASE WHEN within THEN one.steps + 1 ELSE 0 END, via: come.via, new: true
        }} AS way
      }}
      RETURN way ORDER BY way.id, way.class, way.turn, way.steps, way.via, way.new
    }}] | head([ways IN [[place IN range(0, size(every) - 1) WHERE place = 0 OR every[place].id <> every[place - 1].id | every[place]]] |
      {{ways: ways, phases: CASE WHEN found.phases[0][1] AND any(one IN ways WHERE one.new AND one.level = found.phases[0][0]) THEN found.phases ELSE tail(found.phases) END}}])])
  END
).ways"""

    def _named(self, name: str, level: int) -> str:
        number = sum(one.rstrip("0123456789") == name for one in self._names) + 1
        name = name if number == 1 else f"{name}{number}"
        self._names.append(name)
        self._levels[name] = level
        return name

    def _turn(self) -> int:
        self._turns += 1
        return self._turns

    def _takes(self, step: Step, loops: bool, rank: Callable[[Step, str], str]) -> _Taken:
        return self._taken.setdefault(step.id, _Taken(step, loops, rank))

    def _step(self) -> str:
        """From `one` and whether it is looked `within` its role to `b`, the body behind a link, `come`, how that is come to, `next` and `role`, as what it stands there."""
        steps = tuple(taken.step for taken in self._taken.values())
        cases = ",\n          ".join(self._case(taken, steps) for taken in self._taken.values())
        known = runs("part", "holder") if may_run("r") != runs("r") else "true"
        asked = f"r.share = 'part' AND one.known <> '{POSSIBLE}' AND ({of_many('a')} OR {of_many('b')})"
        there = "" if known == "true" else " WHERE any(other IN those WHERE other.known AND other.holder = held.holder)"
        of_part = f", body: holder, wide: part.scope = '{WIDE}', rank: {self._rank_of_part()}"
        of_chart = f""",
        groups: [wide IN [false, true] | {{wide: wide, told: all(held IN those WHERE held.count IS NOT NULL), holders: [held IN holders{there} |
          {{body: held.body, rank: {_least("[other IN those WHERE other.holder = held.holder AND (other.wide OR NOT wide) | other.rank]")}}}]}}]"""
        further = """,
      name: parts[0].link.id, groups: reduce(groups = [], one IN told | groups + CASE WHEN full AND one.whole AND NOT one.single AND one.chart IN r.charts THEN one.groups ELSE [] END)"""
        return f"""        WITH *, one.body AS a
        MATCH (a){arrow(steps, "r")}(b) WHERE {runs("r", "b")}
        UNWIND [
          {cases}
        ] AS taken
        WITH * WHERE taken IS NOT NULL
        WITH *, taken.step AS step, taken.rank AS rank, taken.next AS next
        // What it divides up with others. For itself, as Neo4j 5 forgets what is bound here in a subquery within a longer expression
        WITH *, {parts_of("r", asked, may_run("part", "holder"), known, types(*steps), of_part)} AS every
        WITH *, CASE WHEN size(every) > 0 THEN {division_of("r", "every", of_chart, further)} END AS divided
        // The link by itself; and from the holders of a set to all of it, where they have it only together
        UNWIND [null] + CASE WHEN one.known = '{EVERY}' AND startNode(r) = a THEN [group IN coalesce(divided.groups, []) WHERE within OR group.holders[0].body = a] ELSE [] END AS group
        WITH *, CASE WHEN group IS NULL THEN {_PLAIN} ELSE {_TOGETHER} END AS come
        WITH * WHERE come IS NOT NULL
        UNWIND next.to + CASE WHEN come.wide THEN next.below ELSE [] END AS role"""

    def _case(self, taken: _Taken, steps: tuple[Step, ...]) -> str:
        """What a step makes of a link; null where it may not take it."""
        step = taken.step
        names, nexts = list(taken.nexts), list(taken.nexts.values())
        standing = f"one.role = '{names[0]}'" if len(names) == 1 else f"one.role IN {words(names)}"
        depth = [f"one.steps < {step.depth}"] if taken.loops and step.depth is not None else []
        where = " AND ".join(("within" if taken.loops else "NOT within", standing, *depth, *told(step, "a", "r", steps), *self.manner.may(step, "a", "r", "b")))
        by_role = " ".join(f"WHEN '{name}' THEN {one.text}" for name, one in taken.nexts.items())
        next_ = nexts[0].text if len(nexts) == 1 else f"CASE one.role {by_role} END"
        return f"CASE WHEN {where} THEN {{step: '{step.id}', rank: {taken.rank(step, 'r')}, next: {next_}}} END"

    def _rank_of_part(self) -> str:
        """The class that the same step gives over another `part` of a division, along which it goes; null where it may not take it."""
        cases = []
        for taken in self._taken.values():
            if taken.step.direction != "backward":
                where = " AND ".join(self.manner.may(taken.step, "holder", "part", "whole"))
                rank = taken.rank(taken.step, "part")
                cases.append(f"WHEN step = '{taken.step.id}' THEN {f'CASE WHEN {where} THEN {rank} END' if where else rank}")
        every = f"CASE {' '.join(cases)} END"
        return f"CASE WHEN {runs('part', 'holder')} THEN {every} END" if may_run("r") != runs("r") else every


_STATES = 8
"""States for each node of a store, more than a chain of them ever has: each round but a few adds one to some chain."""


def _least(ranks: str) -> str:
    return f"reduce(least = null, rank IN {ranks} | CASE WHEN least IS NULL OR rank < least THEN rank ELSE least END)"


_PAIRED = "size(one.part) > 0 AND divided.alone AND a.count = b.count AND a.count > 1 AND a <> b"
_BEGINS = f"r.share = 'part' AND startNode(r) = a AND one.known = '{EVERY}' AND {of_many('b')} AND r.count >= 0 AND NOT divided.alone"
_PLAIN = f"""{{
          // A stated part stays that part where the link pairs members one to one; one begins along a link that says its number
          known: CASE WHEN {_PAIRED} THEN one.known ELSE {behind("one.known", "r", "startNode(r) = a", "a", "b", "divided.alone")} END,
          part: CASE WHEN {_PAIRED} THEN one.part WHEN {_BEGINS} THEN [divided.name, a.id, r.count] ELSE [] END,
          class: {worse("one.class", "rank")}, via: a.id, wide: coalesce(r.scope, '') = '{WIDE}'
        }}"""
"""The state behind a link by itself."""

_OF_HOLDER = f"""head([least IN [reduce(least = null, held IN found.ways | CASE WHEN held.role = one.role AND held.known = '{EVERY}' AND held.body = holder.body AND (least IS NULL OR held.class < least) THEN held.class ELSE least END)] |
            CASE WHEN least IS NOT NULL AND holder.rank IS NOT NULL THEN {worse("least", "holder.rank")} END])"""
_TOGETHER = f"""head([every IN [[holder IN group.holders | {{via: holder.body.id, class:
            {_OF_HOLDER}}}]] WHERE none(holder IN every WHERE holder.class IS NULL) |
          // in the worst of their classes, from the first holder of that class
          head([last IN [reduce(last = head(every), holder IN every | CASE WHEN holder.class > last.class THEN holder ELSE last END)] |
            {{known: '{EVERY}', part: CASE WHEN group.told THEN {_TOLD} ELSE [] END, class: last.class, via: last.via, wide: group.wide}}])])"""
"""The state of a set all of whose holders are reached in every member; null where they aren't."""


def members(owner: str, row: str) -> str:
    """From states to nodes: how many members of each are reached, and in which class (`rules.reach_numbers`).

    All of a node goes before a part, a part before what is only possible, and of these what is in the best class. The stated parts of one division add up, each in its class.

    Parameters
    ----------
    owner
        The variable of who reaches them.
    row
        An expression: of one or several `one`, the class, and by what those of one class are ordered; a list.

    Returns
    -------
    Clauses from `node` and `one`, a row for each way to a state, to `node`, `rank` (its class), `number` (null: unknown or only possible), `certain`, `row` (the class and what it is ordered by) and
    `numbers` (for each class how many are in it at least).
    """
    by_class = ", ".join(f"sum(CASE one.row[0] WHEN {code} THEN one.number ELSE 0 END)" for code in range(_CLASSES))
    return f"""// Each state once, then each node: all of it before a part, a part before what is only possible, and of these what is in the best class.
WITH {owner}, node, one.known AS known, one.part AS part, {row} AS row
WITH {owner}, node, min([CASE known WHEN '{EVERY}' THEN 0 WHEN '{SOME}' THEN 1 ELSE 2 END, row[0], CASE WHEN part = {_TOLD} THEN 1 ELSE 0 END] + tail(row)) AS first,
     collect(CASE WHEN size(part) = 3 THEN {{division: part[0], number: part[2], row: row}} END) AS parts, count(CASE WHEN known = '{SOME}' AND part = [] THEN 1 END) AS untold
// The stated parts of each division, that which has most first; of several that whose worst class is the best, then that with more in the better ones.
CALL (first, parts) {{
  UNWIND CASE WHEN first[0] = 1 OR first[2] = 1 THEN parts ELSE [] END AS one
  WITH one.division AS division, sum(one.number) AS number, min([-one.row[0]] + tail(one.row)) AS last, [{by_class}] AS numbers
  WITH number, last, numbers ORDER BY number DESC, last[0] DESC, numbers DESC, last[1..]
  RETURN collect({{number: number, row: [-last[0]] + tail(last), numbers: numbers}}) AS sums
}}
WITH {owner}, node, first, sums, CASE WHEN first[2] = 1 OR (first[0] = 1 AND size(sums) = 1 AND untold = 0) THEN head(sums) END AS summed
WITH {owner}, node, first[0] < 2 AS certain, coalesce(summed.row, [first[1]] + first[3..]) AS row,
     CASE WHEN summed IS NOT NULL THEN summed.number WHEN first[0] = 0 THEN node.count END AS number,
     CASE WHEN first[0] = 0 AND first[2] = 0 THEN [code IN range(0, {_CLASSES - 1}) | CASE code WHEN first[1] THEN coalesce(node.count, 0) ELSE 0 END] ELSE coalesce(head(sums).numbers, []) END AS numbers
WITH {owner}, node, certain, row, row[0] AS rank, number, numbers"""
