"""The doubts of a plan as questions: which bodies may be one, what speaks for it and against, and the rows of a table of aliases that answer it.

A doubt leaves its bodies apart, whatever is answered later; so that they are different ones changes nothing in the graph, it only settles the doubt.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from oversight_graph.chart.alias_table import Alias, Aliases, holds_several
from oversight_graph.chart.apart_rows import ApartRows, ToldBody
from oversight_graph.messages import Message
from oversight_graph.model.areas import canonical
from oversight_graph.naming.normalisation import key, present_name
from oversight_graph.parsing.formula_guard import guarded
from oversight_graph.planning.doubt_reasons import DoubtReasons
from oversight_graph.planning.plan_contents import PlanContents
from oversight_graph.resolution.identity import Merge
from oversight_graph.resolution.meeting import area_names

MOST_OF_ONE = 20
"""Cases of one doubt that are asked about: beyond them a name says too little."""


@dataclass(frozen=True)
class MergeCase:
    """Bodies that may be one.

    Attributes
    ----------
    ids
        Of the bodies, two or more.
    bodies
        How they are shown.
    speaks_for, speaks_against
        A sentence each.
    same
        The row that says that they are one; None where no row can say it, as an entry says already which other body it is.
    apart
        The row that says that they are different ones.
    """

    ids: tuple[str, ...]
    bodies: tuple[Message, ...]
    speaks_for: tuple[Message, ...]
    speaks_against: tuple[Message, ...]
    same: Alias | None
    apart: Alias

    @property
    def mark(self) -> str:
        """By what it is known again when its charts are planned anew."""
        return " ".join(self.ids)

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """The id and the name of each body, for who reads the rows."""
        return tuple((str(body.values["id"]), str(body.values["name"])) for body in self.bodies)


@dataclass(frozen=True)
class MergeQuestion:
    """Cases that are alike: for and against them speaks the same, so that one answer may hold for all of them."""

    cases: tuple[MergeCase, ...]

    @property
    def may_be_same(self) -> bool:
        """Whether it can be answered that they are one."""
        return all(case.same is not None for case in self.cases)

    def rows(self, same: bool) -> list[Alias]:
        """What an answer means.

        Parameters
        ----------
        same
            Whether each case is one body.

        Returns
        -------
        A row for each case.
        """
        return [row for case in self.cases if (row := case.same if same else case.apart) is not None]


def merge_questions(plan: PlanContents, singly: Collection[str] = ()) -> tuple[MergeQuestion, ...]:
    """What a plan asks of bodies that may be one. Cost: linear in its doubts and the links at their bodies; the links of the graph are looked through once.

    Parameters
    ----------
    plan
        Whose doubts aren't settled yet (`settle`).
    singly
        Marks of cases that are a question each, though others are like them.

    Returns
    -------
    tuple of MergeQuestion
        In the order of the doubts; none where there is no doubt.
    """
    if not plan.doubtful:
        return ()
    reasons = DoubtReasons(plan, [name for doubt in plan.doubtful for name in doubt.ids])
    alike: dict[object, list[MergeCase]] = {}
    for doubt in plan.doubtful:
        groups = list(itertools.islice(_groups(plan, doubt), MOST_OF_ONE))
        for ids in groups:
            case = _case(plan, doubt, ids, reasons)
            told = tuple(said.code for said in (*case.speaks_for, *case.speaks_against))
            alone = len(groups) > 1 or case.mark in singly  # one body can't be each of several others
            alike.setdefault(case.mark if alone else (_row(plan, ids[0])["kind"], told, case.same is None), []).append(case)
    return tuple(MergeQuestion(tuple(cases)) for cases in alike.values())


def settle(plan: PlanContents, tables: Iterable[Aliases]) -> None:
    """Take out of the doubts of a plan those that tables of aliases settle, as they say of all bodies that they are different ones; and note where bodies
    that a table calls different have become one all the same.

    Parameters
    ----------
    plan
        Changed: `doubtful`, `apart` and `one_all_the_same`.
    tables
        Any number.
    """
    rows = ApartRows([row for table in tables for row in table.parting], area_names(plan.after.headers))
    if not rows:
        return
    decided = [doubt for doubt in plan.doubtful if all(_parted(plan, ids, rows) for ids in _groups(plan, doubt))]
    plan.apart = decided
    plan.doubtful = [doubt for doubt in plan.doubtful if doubt not in decided]
    plan.one_all_the_same = [merge for merge in plan.merges if _parted_entries(plan, merge, rows)]


def _parted(plan: PlanContents, ids: Sequence[str], rows: ApartRows) -> bool:
    known = [_known(list(_row(plan, name).group())) for name in ids]
    return all(rows.between(one, other) is not None for one, other in itertools.combinations(known, 2))


def _parted_entries(plan: PlanContents, merge: Merge, rows: ApartRows) -> bool:
    known = [_known([one]) for one in _row(plan, merge.ids[0]).group()]
    return any(rows.between(one, other) is not None for one, other in itertools.combinations(known, 2))


def _known(entries: Sequence[Any]) -> ToldBody:
    first = entries[0]
    names = [name for one in entries for name in (one.entry.zh, *one.entry.rest.get("aliases", ()))]
    return ToldBody(tuple(one.id for one in entries), tuple(dict.fromkeys(names)), first["kind"], first["level"], canonical(first["area"] or ""))


def _row(plan: PlanContents, name: str) -> Any:
    return plan.after.nodes[plan.after.body.get(name, name)]


def _is_old_name(doubt: Merge) -> bool:
    return any(isinstance(reason, Message) and reason.code == "resolution.old_name" for reason in doubt.reasons)


def _groups(plan: PlanContents, doubt: Merge) -> Iterator[tuple[str, ...]]:
    """The bodies of a doubt of which each two may be one: those of different charts by twos; where one chart holds all of them, all together."""
    if _is_old_name(doubt):
        yield from ((doubt.ids[0], other) for other in doubt.ids[1:])
        return
    charts = {name: {*_row(plan, name)["charts"]} for name in doubt.ids}
    several = False
    for one, other in itertools.combinations(doubt.ids, 2):
        if not charts[one] & charts[other]:
            several = True
            yield one, other
    if not several:
        yield doubt.ids


def _case(plan: PlanContents, doubt: Merge, ids: tuple[str, ...], reasons: DoubtReasons) -> MergeCase:
    rows = [_row(plan, name) for name in ids]
    speaks_for, speaks_against = reasons.of(rows, [_row(plan, name) for name in doubt.ids if name not in ids])
    apart = _by_names(rows, False) or Alias(ids[0], ids[1:], same=False)
    same = _by_names(rows, True) if _is_old_name(doubt) else None
    return MergeCase(ids, tuple(map(reasons.body, rows)), speaks_for, speaks_against, same or _by_ids(plan, rows), apart)


def _by_names(rows: Sequence[Any], same: bool) -> Alias | None:
    """A row of names, where these tell the two bodies apart: it outlives the ids, which a new version may give otherwise."""
    first, *rest = rows
    if len(rest) != 1:
        return None
    kind, level, area = first["kind"], first["level"], canonical(first["area"] or "")
    new, old = (key(row["name"], level, area) for row in (first, rest[0]))
    if new == old or new not in (old, present_name(old)):
        return None
    names = sorted((rest[0]["name"], first["name"]), key=holds_several, reverse=True)
    if holds_several(names[1]) or any(guarded(name) != name for name in names):
        return None
    return Alias(names[0], (names[1],), kind, area or None, level, same=same)


def _by_ids(plan: PlanContents, rows: Sequence[Any]) -> Alias | None:
    """A row that says of entries which are loaded now that they are the body of another row."""
    own = [[one.id for one in row.group() if one.id.partition(":")[0] in plan.charts and "same_as" not in one.entry.rest] for row in rows]
    for at in range(len(rows)):
        others = [found[-1:] for number, found in enumerate(own) if number != at]
        if all(others):
            return Alias(rows[at].id, tuple(found[0] for found in others))
    return None
