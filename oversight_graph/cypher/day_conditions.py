"""Conditions of Cypher that take each chart at a day of its own, or know less of a day than all (domain §4, Dates).

They say of a body or a link of the store what `graph.day_cut` says of rows. `$days` and `$own` have the day of each chart: that on which it is taken, and its own.
Of a list of periods (`period_charts` …) or of `valid_from` and `valid_to`, whichever a body or a link has.
"""

from __future__ import annotations

from oversight_graph.store.neo4j import schema

_OPEN = "date('0001-01-01')"
OWN = "$days[{chart}]"
"""In place of a day: that on which each chart is taken."""


def _by_some(name: str, day: str, known: str = "", only: str | None = None, inner: bool = False, ends: bool = False) -> str:
    """That one of the charts asked about, or the `only` one, lets it hold on a day; `known`: further conditions. `inner`: within another such condition. `ends`: it is a link,
    and on the day on which the chart is taken the dates of its ends must let it hold, too."""
    spell = _spell(inner)
    chart = f"{spell}.chart"
    among = "IN $charts" if only is None else f"= {only}"
    conditions = [f"{chart} {among}", _within(spell, "since", "until", day.replace("{chart}", chart))]
    taken = f"$days[{chart}]"
    if day != OWN:  # whatever is asked of another day, the chart holds it on the day on which it is taken itself
        conditions.append(_within(spell, "since", "until", taken))
    if ends:  # where charts date the ends of a link differently, its own periods say so
        conditions.append(f"all(side IN [startNode({name}), endNode({name})] WHERE {_within('side', 'valid_from', 'valid_to', taken)})")
    return f"any({spell} IN {_spells(name)} WHERE {' AND '.join(conditions)}{known.replace('{chart}', chart)})"


def _spell(inner: bool) -> str:
    return "within" if inner else "spell"


def _spells(name: str) -> str:
    """From when to when it holds by which chart; null: since ever, or until ever."""
    return (
        f"CASE WHEN {name}.period_charts IS NULL THEN [chart IN {name}.charts | {{chart: chart, since: {name}.valid_from, until: {name}.valid_to}}] "
        f"ELSE [at IN range(0, size({name}.period_charts) - 1) | {{chart: {name}.period_charts[at], since: {name}.period_from[at], until: {name}.period_to[at]}}] END"
    )


def _within(name: str, since: str, until: str, day: str) -> str:
    return f"coalesce({name}.{since}, {day}) <= {day} <= coalesce({name}.{until}, {day})"


def _stated(name: str, day: str, link: bool, inner: bool = False) -> str:
    """That its beginning is known by a day: the chart's own day has come, or one is stated. Of a link its own counts, and the year of an inspection."""
    begun = (
        f"{name}.valid_from IS NOT NULL OR {name}.year IS NOT NULL AND date({{year: {name}.year}}) <= {day}"
        if link
        else f"coalesce({_spell(inner)}.since > {_OPEN}, false)"
    )
    return f" AND ($own[{{chart}}] <= {day} OR {begun})"


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
    return f"any(told IN [CASE WHEN {unstated} THEN $asked.told ELSE $charts END] WHERE {schema.holds(name, among='told')})"


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
    return _by_some(link, OWN, ends=True)


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
    begun = f" AND ($own[{{chart}}] <= {day} OR {name}.valid_from IS NOT NULL OR {name}.year IS NULL OR date({{year: {name}.year}}) <= {day})"
    return _by_some(name, day, begun, ends=True)


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
    return _by_some(name, day)


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
    at = day.replace("{chart}", f"{_spell(False)}.chart")
    stated = f"(dated.valid_from IS NOT NULL OR dated.year IS NOT NULL AND date({{year: dated.year}}) <= {at})"
    held = _by_some("dated", at, _stated("dated", at, link=True, inner=True), only=f"{_spell(False)}.chart", inner=True)
    by_a_link = f"EXISTS {{ MATCH ({name})-[dated]-(beyond) WHERE {stated} AND {held} AND {_by_some('beyond', at, inner=True)} }}"
    return _by_some(name, day, f"{_stated(name, day, link=False)[:-1]} OR {by_a_link})", only=chart)


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
    held = _by_some(name, "$days[own]")
    return f"reduce(last = {_OPEN}, own IN {name}.charts | CASE WHEN own IN $charts AND $days[own] > last AND {held} THEN $days[own] ELSE last END)"
