"""The rules that hold for what a link says of the members of a set (domain §3a): where a share may stand, and whether numbers add up."""

from __future__ import annotations

from dataclasses import dataclass

from oversight_graph.chart.entry import LinkEntry, NodeEntry
from oversight_graph.chart.entry_reading import EntryIds
from oversight_graph.messages import message
from oversight_graph.model import LINKS
from oversight_graph.parsing.document import MappingNode
from oversight_graph.parsing.field_reader import FieldReader
from oversight_graph.parsing.written_values import UNKNOWN
from oversight_graph.problems import Keys, Problem


def is_set(entry: NodeEntry) -> bool:
    """Whether a node stands for several unnamed members (domain §2).

    Parameters
    ----------
    entry
        A node of the chart.

    Returns
    -------
    False for a repeated entry: that is so many nodes.
    """
    return bool(entry.rest.get("count", 1) != 1)


def number_of(entry: NodeEntry) -> int | None:
    """For how many members a node stands.

    Parameters
    ----------
    entry
        A node of the chart.

    Returns
    -------
    None where no source states it.
    """
    count = entry.rest.get("count", 1)
    return None if count == UNKNOWN else int(count)


@dataclass(frozen=True)
class _Part:
    """A `part` link of a division: what its from-end is, how many holders that makes, its count, and where it stands."""

    source: NodeEntry
    holders: int
    count: int | None
    keys: Keys
    line: int


class ShareRules:
    """What is noted of the shares of the links of a chart: of each where it stands, of the divisions when all links are read."""

    def __init__(self, ids: EntryIds, file: str, problems: list[Problem]) -> None:
        self.ids, self.file, self.problems = ids, file, problems
        self._divisions: dict[tuple[object, ...], list[_Part]] = {}

    def look(self, link: LinkEntry, source: NodeEntry, target: NodeEntry, place: FieldReader) -> None:
        """Note where a share can't stand, and where one is missing between two sets.

        Parameters
        ----------
        link
            As it was read.
        source, target
            Its ends.
        place
            Where it is written.
        """
        share = link.rest.get("share")
        if share is None:
            if is_set(source) and is_set(target) and not place.has("share"):
                place.problem("", message("chart.sets_without_share", source=source.id, target=target.id), severity="warning")
        elif share == "one":
            if "repeat" in target.rest and link.end == target.id:
                place.problem("share", message("chart.one_of_a_repeat", body=target.id))
            elif not is_set(target):
                place.problem("share", message("chart.one_of_a_body", body=target.id))
        elif share == "part":
            if not (is_set(source) or is_set(target)):
                place.problem("share", message("chart.part_without_a_set"))
                return
            rest, kind = link.rest, LINKS[link.kind]
            written = rest.get("count")
            paired = "repeat" in source.rest and source.rest["repeat"] == target.rest.get("repeat") and link.start == source.id and link.end == target.id
            holders = 1 if paired else source.rest.get("repeat", 1) if link.start == source.id else 1
            division = (link.kind, rest.get("form") or kind.form, rest.get("mechanism"), rest.get("year"), rest.get("type"), link.end)
            count = None if written in (None, UNKNOWN) else int(written)
            self._divisions.setdefault(division, []).append(_Part(source, holders, count, place.keys, place.mapping.line))

    def divisions(self) -> None:
        """Note the divisions whose numbers can't be, each at the last of its links."""
        for division, parts in self._divisions.items():
            target = self.ids.entry(str(division[-1]))
            assert target is not None
            mapping = MappingNode(parts[-1].line)
            place = FieldReader(mapping, parts[-1].keys, self.file, self.problems, f"{division[0]} → {target.id}")
            if not is_set(target):
                if sum(part.holders for part in parts) > 1:
                    place.problem("share", message("chart.body_held_by_several", body=target.id))
                continue
            number = number_of(target)
            if number is not None:
                _add_up(parts, number, place)


def _add_up(parts: list[_Part], number: int, place: FieldReader) -> None:
    """A holder's members each have at least one member of what is divided, and none has what another has."""
    least = 0
    for part in parts:
        members = number_of(part.source) or 1
        if part.count is not None and part.count < members:
            place.problem("count", message("chart.fewer_than_holders", body=part.source.id, members=members, count=part.count))
            return
        least += part.holders * (members if part.count is None else part.count)
    if least > number:
        place.problem("count", message("chart.more_than_the_set", least=least, number=number))
