"""What speaks for bodies of a plan being one, and what against: names, kind, level, area; dates, hosts, neighbours, other bodies that may be meant."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from oversight_graph.messages import Message, Words, message
from oversight_graph.model import LEVELS
from oversight_graph.naming.normalisation import key, present_name
from oversight_graph.naming.places import name_and_code
from oversight_graph.planning.plan_contents import PlanContents
from oversight_graph.planning.plan_words import kind_word

_NAMES = 3
"""Neighbours that are named; of others the number is said."""
_HOST = "STATIONED_AT"


class DoubtReasons:
    """Says of bodies of a plan what speaks for and against their being one.

    Parameters
    ----------
    plan
        Whose graph they are of.
    bodies
        Ids of all bodies that are asked about: their links are sought once.
    """

    def __init__(self, plan: PlanContents, bodies: Iterable[str]) -> None:
        self._plan = plan
        self._hosts: dict[str, set[str]] = {}
        self._neighbours: dict[str, set[str]] = {}
        meant = set(bodies)
        for link in plan.after.links.values():
            start, end = link["from"], link["to"]
            if start in meant:
                (self._hosts if link["kind"] == _HOST else self._neighbours).setdefault(start, set()).add(end)
            if end in meant:
                self._neighbours.setdefault(end, set()).add(start)

    def body(self, row: Any) -> Message:
        """How a body is shown.

        Parameters
        ----------
        row
            Of the graph.

        Returns
        -------
        Its name, its id, and as of which day its chart describes it.
        """
        return message("doubts.body", name=row["name"], id=row.id, day=_day(row))

    def of(self, rows: Sequence[Any], rivals: Sequence[Any]) -> tuple[tuple[Message, ...], tuple[Message, ...]]:
        """What speaks for bodies being one, and what against.

        Parameters
        ----------
        rows
            The bodies, two or more, of one kind, level and area.
        rivals
            Others that may be meant as well.

        Returns
        -------
        Two lists of sentences, each from what weighs most; the second may be empty.
        """
        hosts = [self._hosts.get(row.id, set()) for row in rows]
        others = [self._neighbours.get(row.id, set()) for row in rows]
        speaks_for = [_names(rows), _block(rows[0])]
        speaks_against = [*_in_one_chart(rows), *_rivals(rows, rivals), *_dates(rows)]
        if common := set.intersection(*hosts):
            speaks_for.append(message("doubts.same_hosts", hosts=self._named(common)))
        elif all(hosts):
            speaks_against.append(message("doubts.other_hosts", hosts=[self._told(found) for found in hosts]))
        if common := set.intersection(*others):
            speaks_for.append(message("doubts.same_neighbours", names=self._named(common)))
        elif all(others):
            speaks_against.append(message("doubts.other_neighbours", names=[self._told(found) for found in others]))
        return tuple(speaks_for), tuple(speaks_against)

    def _named(self, bodies: Iterable[str]) -> list[str]:
        return [self._plan.after.nodes[name]["name"] if name in self._plan.after.nodes else name for name in sorted(bodies)]

    def _told(self, bodies: set[str]) -> Message:
        named = self._named(bodies)
        if len(named) <= _NAMES:
            return message("doubts.names", names=named)
        return message("doubts.names_and_more", names=named[:_NAMES], number=len(named))


def _day(row: Any) -> str:
    return str(row.header.as_of)


def _names(rows: Sequence[Any]) -> Message:
    names = list(dict.fromkeys(row["name"] for row in rows))
    if len(names) == 1:
        return message("doubts.same_name", name=names[0])
    folded = [key(row["name"], row["level"], row["area"] or "") for row in rows]
    if len(rows) == 2 and folded[0] != folded[1] == folded[1] and present_name(folded[1]) == folded[0]:
        return message("doubts.old_name", old=rows[1]["name"], new=rows[0]["name"])
    return message("doubts.names_agree", names=names)


def _block(row: Any) -> Message:
    kind, area = kind_word(row["kind"]), name_and_code(row["area"] or "")
    if row["level"] is None:
        return message("doubts.same_kind_and_area", kind=kind, area=area)
    level = LEVELS[row["level"]]
    return message("doubts.same_block", kind=kind, level=Words(level.zh, level.en), area=area)


def _in_one_chart(rows: Sequence[Any]) -> list[Message]:
    common = set.intersection(*({*row["charts"]} for row in rows))
    return [message("doubts.one_chart", chart=sorted(common)[0])] if common else []


def _rivals(rows: Sequence[Any], rivals: Sequence[Any]) -> list[Message]:
    """Those of a chart that holds one of the bodies."""
    said = []
    for chart in dict.fromkeys(chart for row in rows for chart in row["charts"]):
        names = [rival["name"] for rival in rivals if chart in rival["charts"]]
        if names:
            said.append(message("doubts.rivals", chart=chart, names=names[:_NAMES]))
    return said


def _dates(rows: Sequence[Any]) -> list[Message]:
    """That their periods don't overlap; else that their charts are of different days."""
    spans = [(min(period.first for period in periods), max(period.last for period in periods)) for row in rows for periods in [list(row.each_period())]]
    for (first, last), (other_first, other_last) in itertools.combinations(spans, 2):
        if last < other_first:
            return [message("doubts.other_periods", periods=[_until(last), _since(other_first)])]
        if other_last < first:
            return [message("doubts.other_periods", periods=[_since(first), _until(other_last)])]
    days = dict.fromkeys(_day(row) for row in rows)
    return [message("doubts.other_days", days=list(days))] if len(days) > 1 else []


def _since(day: datetime.date) -> Message:
    return message("doubts.since", day=day.isoformat())


def _until(day: datetime.date) -> Message:
    return message("doubts.until", day=day.isoformat())
