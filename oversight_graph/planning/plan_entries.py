"""What stands under the headings of a plan, an entry a message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from oversight_graph.chart.periods import ALWAYS, Period
from oversight_graph.messages import Message, message
from oversight_graph.planning.link_changes import Change, Move
from oversight_graph.planning.matches import Match, ReusedId
from oversight_graph.planning.plan_contents import PlanContents
from oversight_graph.planning.plan_words import attribute_word, kind_word, role_word, value_word
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.identity import Merge
from oversight_graph.resolution.resolve import Conflict, DatedApart, changed

_OF_NAMES = ("id", "ids", "name", "aliases", "sources")
"""Columns that differ by themselves where a body has another name."""


class EntryMessages:
    """The entries of a plan as messages. A body is named as the new graph has it, else as the old one did."""

    def __init__(self, plan: PlanContents) -> None:
        self._plan = plan

    def node(self, row: GraphRow) -> Message:
        """Describe a body that is added or removed.

        Parameters
        ----------
        row
            Its row.

        Returns
        -------
        Its id, kind and name.
        """
        return message("planning.node", id=row["id"], kind=kind_word(row["kind"]), name=row["name"])

    def node_change(self, change: Change) -> Message:
        """Describe a body that reads differently.

        Parameters
        ----------
        change
            Its id and what has changed.

        Returns
        -------
        Each attribute with its old and its new value.
        """
        return message("planning.node_change", id=change.id, name=self._name(change.id), values=value_messages(change.values))

    def link(self, row: GraphRow) -> Message:
        """Describe a link.

        Parameters
        ----------
        row
            Its row.

        Returns
        -------
        The names at its ends and its kind; with its form, mechanism and year where it has them.
        """
        start, end, kind = self._name(row["from"]), self._name(row["to"]), kind_word(row["kind"])
        marks = [value_word(key, row[key], of_link=True) for key in ("form", "mechanism", "year") if row[key] is not None]
        if not marks:
            return message("planning.link", start=start, kind=kind, end=end)
        return message("planning.link_marked", start=start, kind=kind, marks=marks, end=end)

    def link_change(self, change: Change) -> Message:
        """Describe a link that reads differently.

        Parameters
        ----------
        change
            Its id in the new graph and what has changed.

        Returns
        -------
        The link, and each attribute with its old and its new value.
        """
        return message("planning.link_change", link=self.link(self._plan.after.links[change.id]), values=value_messages(change.values, of_link=True))

    def link_following(self, pair: tuple[GraphRow, GraphRow]) -> Message:
        """Describe a link that follows a body's new id.

        Parameters
        ----------
        pair
            (Row before, row after).

        Returns
        -------
        Both as links.
        """
        return message("planning.link_following", before=self.link(pair[0]), after=self.link(pair[1]))

    def match(self, match: Match) -> Message:
        """Say what has become of bodies.

        Parameters
        ----------
        match
            The bodies and the reasons.

        Returns
        -------
        Those before, those after, why; of one that was renamed also the attributes that changed beside its names and sources.
        """
        before, after = _named(match.before), _named(match.after)
        if not match.gone:
            return message("planning.match_beside", before=before, after=after, why=match.why)
        values: Mapping[str, tuple[Any, Any]] = {}
        if match.what == "renamed":
            values = {key: pair for key, pair in changed(match.before[0], match.after[0]).items() if key not in _OF_NAMES}
        if not values:
            return message("planning.match", before=before, after=after, why=match.why)
        return message("planning.match_changed", before=before, after=after, why=match.why, values=value_messages(values))

    def perhaps(self, match: Match) -> Message:
        """Say what has perhaps become of bodies.

        Parameters
        ----------
        match
            One that isn't sure.

        Returns
        -------
        The same as `match`, as a guess.
        """
        text = self.match(match)
        return {
            "renamed": message("planning.perhaps_renamed", match=text),
            "joined": message("planning.perhaps_joined", match=text),
            "split": message("planning.perhaps_split", match=text),
            "reorganised": message("planning.perhaps_reorganised", match=text),
        }[match.what]

    def reused_id(self, reused: ReusedId) -> Message:
        """Describe an id that has changed hands.

        Parameters
        ----------
        reused
            The id, its two names, where the old name stands now.

        Returns
        -------
        All of that in a sentence.
        """
        return message("planning.reused_id", id=reused.id, before=reused.before, after=reused.after, elsewhere=reused.elsewhere)

    def move(self, move: Move) -> Message:
        """Describe a body that has another overseer, commission or superior.

        Parameters
        ----------
        move
            The body and the others.

        Returns
        -------
        The names of the others, those before and those after.
        """
        before, after = [self._name(body) for body in move.before], [self._name(body) for body in move.after]
        return message("planning.move", id=move.id, name=self._name(move.id), role=role_word(move.role), before=before, after=after)

    def merge(self, merge: Merge) -> Message:
        """Describe entries that are one body.

        Parameters
        ----------
        merge
            The entries and the reasons.

        Returns
        -------
        Their ids, with the names that the charts write where the new graph holds them.
        """
        names = entry_names(self._plan, merge.ids)
        entries = [" ".join((entry, *([names[entry]] if entry in names else []))) for entry in merge.ids]
        return message("planning.merge", entries=entries, why=merge.why)

    def doubt(self, doubtful: Merge) -> Message:
        """Describe bodies that could be one and are left apart.

        Parameters
        ----------
        doubtful
            The bodies and the reasons.

        Returns
        -------
        Their ids and names, and why.
        """
        return message("planning.doubt", bodies=[f"{body} {self._name(body)}" for body in doubtful.ids], why=doubtful.why)

    def waits(self, pair: tuple[str, str]) -> Message:
        """Describe an entry whose same_as names what isn't loaded.

        Parameters
        ----------
        pair
            (Id of the entry, id that is named).

        Returns
        -------
        Both ids, and the name of the entry.
        """
        return message("planning.waits", id=pair[0], name=self._name(pair[0]), target=pair[1])

    def contradiction(self, conflict: Conflict) -> Message:
        """Describe an attribute of which two charts write different values.

        Parameters
        ----------
        conflict
            The attribute of a body, or of an area.

        Returns
        -------
        The value that stands, the other one, and the chart that writes it.
        """
        name = self._name(conflict.id)
        body = conflict.id if name == conflict.id else f"{conflict.id} {name}"
        kept, other = (value_word(conflict.attribute, value, of_link=False) for value in (conflict.kept, conflict.other))
        return message(
            "planning.contradiction", body=body, attribute=attribute_word(conflict.attribute), kept=kept, chart=conflict.chart, other=other
        )  # fmt: skip

    def dated_apart(self, body: DatedApart) -> Message:
        """Describe a body that charts date differently.

        Parameters
        ----------
        body
            The body and its periods.

        Returns
        -------
        Each chart with its first and last day.
        """
        return message("planning.body_dated_apart", id=body.id, name=self._name(body.id), periods=[_period(period) for period in body.periods])

    def repeated_link(self, pair: tuple[str, str]) -> Message:
        """Describe a link that a chart says twice.

        Parameters
        ----------
        pair
            (Id of the chart, the link).

        Returns
        -------
        Both.
        """
        return message("planning.repeated_link", chart=pair[0], link=pair[1])

    def _name(self, body: str) -> str:
        row = self._plan.after.nodes.get(body) or self._plan.before.nodes.get(body)
        return row["name"] if row else body


def entry_names(plan: PlanContents, ids: Iterable[str]) -> dict[str, str]:
    """Look up the names with which charts write entries that are one body of the new graph.

    Parameters
    ----------
    plan
        What they are read from.
    ids
        Ids of entries, or of bodies.

    Returns
    -------
    Id → name of every entry of these bodies; nothing of what the new graph doesn't hold.
    """
    names = {}
    for entry in ids:
        row: Any = plan.after.nodes.get(plan.after.body.get(entry, entry))
        for member in row.group() if row is not None else ():
            names[member.id] = str(member.entry.zh)
    return names


def _named(rows: Iterable[GraphRow]) -> list[str]:
    return [f"{row['id']} {row['name']}" for row in rows]


def value_messages(values: Mapping[str, tuple[Any, Any]], of_link: bool = False) -> list[Message]:
    """Describe what has changed of an entry.

    Parameters
    ----------
    values
        Attribute → (old, new).
    of_link
        Whether it is a link.

    Returns
    -------
    A message an attribute.
    """
    return [
        message("planning.value", key=attribute_word(key, of_link), old=value_word(key, old, of_link), new=value_word(key, new, of_link))
        for key, (old, new) in values.items()
    ]


def _period(period: Period) -> Message:
    if period.first > period.last:
        return message("planning.period_never", chart=period.chart)
    begin, end = ("…" if day in ALWAYS else day.isoformat() for day in (period.first, period.last))
    if (begin, end) == ("…", "…"):
        return message("planning.period_always", chart=period.chart)
    return message("planning.period", chart=period.chart, begin=begin, end=end)
