"""Conditions of Cypher that take each chart at a day of its own, or know less of a day than all (domain §4, Dates).

They say of a body or a link of the store what `graph.day_cut` says of rows. `$days` and `$own` have the day of each chart: that on which it is taken, and its own.
Of a list of periods (`period_charts` …) or of `valid_from` and `valid_to`, whichever a body or a link has.
"""

from __future__ import annotations

from oversight_graph.store.neo4j import schema

_OPEN = "date('0001-01-01')"
OWN = "$days[{chart}]"
"""In place of a day: that on which each chart is taken."""


def _by_some(name: str, day: str, known: tuple[str, str], only: str | None = None, inner: bool = False, ends: bool = False) -> str:
    """That one of the charts asked about, or the `only` one, lets it hold on a day; `known`: further conditions, where all its charts date it alike and where they
    don't. `inner`: within another such condition. `ends`: it is a link, and on the day on which the chart is taken the dates of its ends must let it hold, too."""
    chart, at = ("by", "spell") if inner else ("chart", "at")
    period = f"{name}.period_charts[{at}]"
    among = "IN $charts" if only is None else f"= {only}"
    by_chart, by_period = (day.replace("{chart}", one) for one in (chart, period))
    taken = ("", "")  # whatever is asked of another day, the chart holds it on the day on which it is taken itself
    if day != OWN:
        taken = (
            f" AND coalesce({name}.valid_from, $days[{chart}]) <= $days[{chart}] <= coalesce({name}.valid_to, $days[{chart}])",
            f" AND {name}.period_from[{at}] <= $days[{period}] <= {name}.period_to[{at}]",
        )
    if ends:
        sides = (_sides_hold(name, chart), _sides_hold(name, period))
        taken = (taken[0] + sides[0], taken[1] + sides[1])
    return (
        f"CASE WHEN {name}.period_charts IS NULL THEN any({chart} IN {name}.charts WHERE {chart} {among} "
        f"AND coalesce({name}.valid_from, {by_chart}) <= {by_chart} <= coalesce({name}.valid_to, {by_chart}){taken[0]}{known[0]}) "
        f"ELSE any({at} IN range(0, size({name}.period_charts) - 1) WHERE {period} {among} "
        f"AND {name}.period_from[{at}] <= {by_period} <= {name}.period_to[{at}]{taken[1]}{known[1]}) END"
    )


def _sides_hold(name: str, chart: str) -> str:
    """That the ends of a link hold by their dates on the day on which a chart is taken; where charts date them differently, the link's own periods say so."""
    day = f"$days[{chart}]"
    return f" AND all(side IN [startNode({name}), endNode({name})] WHERE coalesce(side.valid_from, {day}) <= {day} <= coalesce(side.valid_to, {day}))"


def _stated(name: str, day: str, link: bool, inner: bool = False) -> tuple[str, str]:
    """That its beginning is known by a day: the chart's own day has come, or one is stated. Of a link its own counts, and the year of an inspection."""
    chart, at = ("by", "spell") if inner else ("chart", "at")
    period = f"{name}.period_charts[{at}]"
    by_chart, by_period = (day.replace("{chart}", one) for one in (chart, period))
    if link:
        own = f"{name}.valid_from IS NOT NULL OR {name}.year IS NOT NULL AND date({{year: {name}.year}}) <= "
        return f" AND ($own[{chart}] <= {by_chart} OR {own}{by_chart})", f" AND ($own[{period}] <= {by_period} OR {own}{by_period})"
    return (
        f" AND ($own[{chart}] <= {by_chart} OR {name}.valid_from IS NOT NULL)",
        f" AND ($own[{period}] <= {by_period} OR {name}.period_from[{at}] > {_OPEN})",
    )


def in_cut(name: str) -> str:
    """That a body or a link is known to hold on `$day` by one of its charts. A body at the end of a link that is known is known, whatever its dates state.

    Short, as a server plans a walk of many links for half a minute where each has a long condition.

    Parameters
    ----------
    name
        The variable.

    Returns
    -------
    A condition.
    """
    unstated = f"{name}.key IS NULL AND {name}.valid_from IS NULL AND coalesce({name}.year > $day.year, true)"  # only bodies have keys
    return f"any(told IN [CASE WHEN {unstated} THEN $told ELSE $charts END] WHERE {schema.holds(name, among='told')})"


def at_own_day(link: str) -> str:
    """That one of the charts asked about lets a link hold on the chart's own day, on which it knows all that it says.

    Parameters
    ----------
    link
        The variable.

    Returns
    -------
    A condition.
    """
    return _by_some(link, OWN, ("", ""), ends=True)


def known_link(name: str, day: str) -> str:
    """That a link is known to hold on a day.

    Parameters
    ----------
    name
        The variable.
    day
        An expression whose value is the day.

    Returns
    -------
    A condition.
    """
    return _by_some(name, day, _stated(name, day, link=True), ends=True)


def maybe_link(name: str, day: str) -> str:
    """That a link is known to hold on a day, or may without being known: an inspection can't before its year.

    Parameters
    ----------
    name
        The variable.
    day
        An expression whose value is the day; `OWN` for that of each chart.

    Returns
    -------
    A condition.
    """
    begun = []
    for by in ("chart", f"{name}.period_charts[at]"):
        at = day.replace("{chart}", by)
        begun.append(f" AND ($own[{by}] <= {at} OR {name}.valid_from IS NOT NULL OR {name}.year IS NULL OR date({{year: {name}.year}}) <= {at})")
    return _by_some(name, day, (begun[0], begun[1]), ends=True)


def maybe_body(name: str, day: str) -> str:
    """That a body holds on a day by the dates of one of its charts.

    Parameters
    ----------
    name
        The variable.
    day
        An expression whose value is the day.

    Returns
    -------
    A condition.
    """
    return _by_some(name, day, ("", ""))


def known_body(name: str, day: str, chart: str | None = None) -> str:
    """That a body is known to hold on a day: by a stated beginning, by the day of its chart, or as an end of a link that is dated by that chart.

    Parameters
    ----------
    name
        The variable.
    day
        An expression whose value is the day; `OWN` for that of each chart.
    chart
        An expression whose value is the id of the one chart that is believed; None for all that are asked about.

    Returns
    -------
    A condition.
    """
    one, other = _stated(name, day, link=False)
    parts = []
    for part, by in ((one, "chart"), (other, f"{name}.period_charts[at]")):
        at = day.replace("{chart}", by)
        stated = f"(dated.valid_from IS NOT NULL OR dated.year IS NOT NULL AND date({{year: dated.year}}) <= {at})"
        held = _by_some("dated", at, _stated("dated", at, link=True, inner=True), only=by, inner=True)
        beyond = _by_some("beyond", at, ("", ""), inner=True)
        parts.append(f"{part[:-1]} OR EXISTS {{ MATCH ({name})-[dated]-(beyond) WHERE {stated} AND {held} AND {beyond} }})")
    return _by_some(name, day, (parts[0], parts[1]), only=chart)


def judged_on(name: str) -> str:
    """The day on which a body is judged: the newest of its charts' days on which one of them lets it hold.

    Parameters
    ----------
    name
        The variable.

    Returns
    -------
    An expression whose value is a date.
    """
    held = _by_some(name, "$days[own]", ("", ""))
    return f"reduce(last = {_OPEN}, own IN {name}.charts | CASE WHEN own IN $charts AND $days[own] > last AND {held} THEN $days[own] ELSE last END)"
