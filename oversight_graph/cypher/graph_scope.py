"""What a statement may look at: the valid generation of a store, cut by date, charts and area as a Graph is.

Every text is made of the model alone. What a user could have written (a day, charts, an area) goes as a parameter.

Order rows by an id as it is stored (`ORDER BY n.id`): Neo4j compares stored texts by code points, as Arrow and Python do,
but a text that a statement gets as a parameter or puts together by UTF-16 units.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any, Concatenate, ParamSpec, TypeVar

from oversight_graph.answer.question import ScopeKind
from oversight_graph.cypher import day_conditions
from oversight_graph.model import BASES, KINDS, OVERSEEN, OVERSEERS
from oversight_graph.store.neo4j import schema

VALID = f"MATCH (store:{schema.STORE})"
"""Binds `store`, which says what generation is valid; the beginning of every statement."""

OVERSEEN_LABELS, OVERSEER_LABELS = "|".join(OVERSEEN), "|".join(OVERSEERS)
"""For patterns as `(n:Unit|Township|Village)`."""


P = ParamSpec("P")
R = TypeVar("R")
_DATED: ContextVar[bool] = ContextVar("dated", default=False)
_EARLIER: ContextVar[bool] = ContextVar("earlier", default=False)
"""Whether a chart is asked of a day before its own, of which it doesn't know all."""


def by_days(build: Callable[Concatenate[ScopeKind, P], R]) -> Callable[Concatenate[ScopeKind, P], R]:
    """That a statement is built for the days of a scope: `holds` and its kin say less of one day that all charts know, which is nearly every one.

    Parameters
    ----------
    build
        Makes a statement; takes the scope first.

    Returns
    -------
    The same, with `dated` answering for that scope while it works.
    """

    def built(scope: ScopeKind, /, *args: P.args, **kwargs: P.kwargs) -> R:
        day = _one_day(scope)
        earlier = scope.as_of is not None and any(scope.as_of < header.day for header in scope.headers.values())
        tokens = _DATED.set(day is None or earlier), _EARLIER.set(earlier)
        try:
            return build(scope, *args, **kwargs)
        finally:
            _DATED.reset(tokens[0])
            _EARLIER.reset(tokens[1])

    return functools.update_wrapper(built, build)


def dated() -> bool:
    """Whether charts are taken on days of their own, or not all is known on the one day; see `by_days`."""
    return _DATED.get()


def _one_day(scope: ScopeKind) -> datetime.date | None:
    """The one day on which all charts are taken, be it their own; None where each has its own."""
    if scope.as_of is not None:
        return scope.as_of
    days = set(scope.days.values())
    return days.pop() if len(days) == 1 else None


def parameters(scope: ScopeKind) -> dict[str, Any]:
    """The parameters of every statement, as a mapping of name to value.

    `$day` (null: each chart at its own), `$days` and `$own` (chart → the day on which it is taken, and its own), `$judged` (all of the former), `$charts`, `$asked.area` (null: everywhere), `$asked.told` (those of the charts that know all of their day), and words of the model in their order: `$kinds`, `$bases` (from strong
    to weak) and `$cap` (a basis → the best grade that it lets through; none for an episode). `$asked` is a map, as Neo4j plans a statement anew, for seconds,
    where a parameter of its own was null and is a text, or was a list without an item.

    Parameters
    ----------
    scope
        What is asked about: charts, area, day.

    Returns
    -------
    What the driver sends, or `literal` writes.
    """
    return {
        "day": _one_day(scope),
        "days": dict(scope.days),
        "judged": sorted(set(scope.days.values())),
        "own": {name: header.day for name, header in scope.headers.items()},
        "charts": list(scope.headers),
        "asked": {"area": scope.area, "told": [name for name, header in scope.headers.items() if header.day <= scope.days[name]]},
        "kinds": list(KINDS.ids),
        "bases": list(BASES.ids),
        "cap": {basis.id: basis.cap for basis in BASES if basis.cap is not None},
    }


def holds(*names: str) -> str:
    """That bodies or links hold on the day, in the charts asked about. A link holds only if its ends do: name them too.

    One condition for all of them: how long a server takes to plan a statement goes by how much there is to read.

    Parameters
    ----------
    *names
        Variables of the statement, bound to bodies or links.

    Returns
    -------
    A condition.
    """
    condition = day_conditions.in_cut if _EARLIER.get() else _at_own_days if dated() else schema.holds
    return condition(*names) if len(names) == 1 else f"all(each IN [{', '.join(names)}] WHERE {condition('each')})"


def runs(link: str, *ends: str) -> str:
    """That a link holds, and bodies at its ends do: on its own day a chart must let all three hold.

    Parameters
    ----------
    link
        A variable bound to a link.
    *ends
        Variables bound to those of its ends that aren't known to hold.

    Returns
    -------
    A condition.
    """
    if not dated() or _EARLIER.get():
        return holds(link, *ends)
    return " AND ".join((day_conditions.at_own_day(link), *([holds(*ends)] if ends else [])))


def may_run(link: str, *ends: str) -> str:
    """That a link and bodies at its ends hold on the day, or may without being known to (domain §4, The day).

    Parameters
    ----------
    link
        A variable bound to a link.
    *ends
        Variables bound to those of its ends that aren't known to hold.

    Returns
    -------
    A condition; that of `runs` where all is known of the day.
    """
    if not _EARLIER.get():
        return runs(link, *ends)
    return " AND ".join((day_conditions.maybe_link(link, "$day"), *(day_conditions.maybe_body(end, "$day") for end in ends)))


def _at_own_days(name: str) -> str:
    """That a body or a link holds by one of its charts on that chart's own day, on which it knows all that it says."""
    return day_conditions.maybe_body(name, day_conditions.OWN)


def held(*names: str) -> str:
    """That bodies hold and are of the valid generation. For the bodies that a walk begins at; links stay in one generation.

    Parameters
    ----------
    *names
        Variables bound to bodies, after VALID.

    Returns
    -------
    A condition.
    """
    if _EARLIER.get():
        return " AND ".join(f"{name}.generation = store.generation AND {day_conditions.known_body(name, day_conditions.OWN)}" for name in names)
    return " AND ".join(f"{name}.generation = store.generation AND {holds(name)}" for name in names)


def year_of(name: str) -> str:
    """The year in which a body is judged.

    Parameters
    ----------
    name
        A variable bound to a body.

    Returns
    -------
    An expression whose value is a number.
    """
    return f"{judged_on(name)}.year"


def judged_on(name: str) -> str:
    """The day on which a body is judged: the one day that is asked of, or the newest of its charts' own.

    Parameters
    ----------
    name
        A variable bound to a body.

    Returns
    -------
    An expression whose value is a date.
    """
    return day_conditions.judged_on(name) if dated() and not _EARLIER.get() else "$day"


def asked(name: str) -> str:
    """That a body lies in the area asked about.

    Parameters
    ----------
    name
        A variable bound to a body.

    Returns
    -------
    A condition; it holds for every body where `$asked.area` is null.
    """
    return f"($asked.area IS NULL OR $asked.area IN {name}.within)"


def held_by(chart: str, name: str) -> str:
    """That a body which holds does so by a chart, which may date it otherwise than others do.

    Parameters
    ----------
    chart
        An expression whose value is the id of a chart.
    name
        A variable bound to a body for which `holds` holds.

    Returns
    -------
    A condition.
    """
    if dated():
        return f"{chart} IN {name}.charts AND {day_conditions.known_body(name, 'day', chart)}"
    return (
        f"{chart} IN {name}.charts AND ({name}.period_charts IS NULL OR any(at IN range(0, size({name}.period_charts) - 1) "
        f"WHERE {name}.period_charts[at] = {chart} AND {name}.period_from[at] <= $day <= {name}.period_to[at]))"
    )


def standing(name: str) -> str:
    """That a link is no mere episode (docs/rules.md, Coverage).

    Parameters
    ----------
    name
        A variable bound to a link.

    Returns
    -------
    A condition.
    """
    return f"$cap[{name}.basis] IS NOT NULL"


def kind(name: str) -> str:
    """The kind of a body: that of its labels which the model declares.

    Parameters
    ----------
    name
        A variable bound to a body.

    Returns
    -------
    An expression whose value is the id of a kind.
    """
    return f"head([label IN labels({name}) WHERE label IN $kinds])"


def weakest(bases: str) -> str:
    """Of a list of bases the weakest; null of none.

    Parameters
    ----------
    bases
        An expression whose value is a list of ids of bases.

    Returns
    -------
    An expression whose value is one of these ids, or null.
    """
    return f"last([basis IN $bases WHERE basis IN {bases}])"


def firmest(bases: str) -> str:
    """Of a list of bases the firmest; null of none.

    Parameters
    ----------
    bases
        An expression whose value is a list of ids of bases.

    Returns
    -------
    An expression whose value is one of these ids, or null.
    """
    return f"head([basis IN $bases WHERE basis IN {bases}])"


def words(names: Iterable[str]) -> str:
    """Words of the model as a list in the text.

    Parameters
    ----------
    names
        Ids of the model, which need no escape; what a user wrote goes as a parameter.

    Returns
    -------
    An expression whose value is a list of texts.
    """
    return "[" + ", ".join(f"'{name}'" for name in names) + "]"


__all__ = [
    "OVERSEEN_LABELS", "OVERSEER_LABELS", "VALID", "asked", "by_days", "dated", "firmest", "held", "held_by", "holds", "judged_on", "kind", "may_run", "parameters", "runs",
    "standing",    "weakest", "words", "year_of",
]  # fmt: skip
