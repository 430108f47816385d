"""One node, one link: from a mapping of the file to an entry of the chart."""

from __future__ import annotations

from itertools import islice
from typing import Any

from oversight_graph.chart.area_fields import AreaFields
from oversight_graph.chart.chart import Header
from oversight_graph.chart.citing import read_sources
from oversight_graph.chart.entry import Entries, LinkEntry, NodeEntry
from oversight_graph.chart.evidence_reading import read_evidence
from oversight_graph.chart.organisations_only import check_no_persons
from oversight_graph.errors import nearest_word, offered
from oversight_graph.messages import Message, message
from oversight_graph.model import KINDS, LINK_ATTRIBUTES, LINKS, NODE_ATTRIBUTES, Attribute, Vocabulary
from oversight_graph.parsing.field_reader import FieldReader
from oversight_graph.parsing.written_values import cut, is_id

MAX_REPEAT = 100_000
MAX_REPEATED = 1_000_000
_SOUGHT = 1_000  # ids of a large chart among which a near one is sought

CHART_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_NODE_KEYS = ("id", "kind", *(one.id for one in NODE_ATTRIBUTES if one.written), "repeat", "same_as", "source", "sources")
_LINK_KEYS = ("kind", "from", "to", *(one.id for one in LINK_ATTRIBUTES if one.written), "source", "sources")


class EntryIds:
    """The ids of a chart: each node entry by its id, each member of a repeat by its own."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.factory = Entries()
        self.areas = AreaFields(header.areas, header.as_of, header.area)
        self.entries: dict[str, NodeEntry] = {}
        self.refused: set[str] = set()  # said where the node stands, not again at each of its links
        self.nodes_unreadable = False  # the list of nodes itself was refused: no link is blamed for its ends
        self._members: dict[str, str] = {}
        self._lines: dict[str, int] = {}

    def add(self, entry: NodeEntry, fields: FieldReader) -> bool:
        """Take a node entry in. An id that stands twice is noted, and so are too many repeats.

        Parameters
        ----------
        entry
            With its repeat, if it has one.
        fields
            Where it is written.

        Returns
        -------
        False where it was refused.
        """
        repeat = entry.rest.get("repeat", 0)
        if len(self._members) + repeat > MAX_REPEATED:
            fields.problem("repeat", message("chart.too_many_repeats", limit=MAX_REPEATED))
            self.refused.add(entry.id)
            return False
        members = [f"{entry.id}-{number}" for number in range(1, repeat + 1)]
        for name in (entry.id, *members):
            if name in self.entries or name in self._members:
                first = self._members.get(name, name)
                fields.problem("id", message("chart.id_twice", name=cut(name), line=self._lines[first]))
                return False
        self.entries[entry.id] = entry
        self._members.update((name, entry.id) for name in members)
        self._lines[entry.id] = fields.mapping.line
        return True

    def entry(self, name: str) -> NodeEntry | None:
        """The node entry of an id, or the one of whose repeat it is a member.

        Parameters
        ----------
        name
            A local id.

        Returns
        -------
        None where the chart has no such node.
        """
        entry = self.entries.get(name)
        return entry if entry is not None or not self._members else self.entries.get(self._members.get(name, ""))

    def members(self, name: str) -> list[str]:
        """The local ids that a link end stands for.

        Parameters
        ----------
        name
            A local id.

        Returns
        -------
        One, or all of a repeat.
        """
        entry = self.entries.get(name)
        if entry is not None and "repeat" in entry.rest:
            return [f"{name}-{number}" for number in range(1, entry.rest["repeat"] + 1)]
        return [name]

    def is_member_of(self, member: str, name: str) -> bool:
        """Whether one id is a member of the repeat that the other one names.

        Parameters
        ----------
        member
            The id that may be a member, as `station-3`.
        name
            The id that may name a repeat, as `station`.

        Returns
        -------
        False for an id and itself.
        """
        return self._members.get(member) == name

    def level(self, entry: NodeEntry) -> str | None:
        """The level of an entry in this chart (domain §2).

        Parameters
        ----------
        entry
            A node of the chart.

        Returns
        -------
        The id of a level; None where nothing says it.
        """
        return level_of(entry.rest.get("level"), entry.kind, self.header)

    def near(self, name: str) -> list[str]:
        """Ids among which one that somebody meant is sought.

        Parameters
        ----------
        name
            What was written.

        Returns
        -------
        All ids, or in a large chart 1,000 of those that begin or end alike.
        """
        if len(self.entries) <= _SOUGHT:
            return list(self.entries)
        return list(islice((one for one in self.entries if abs(len(one) - len(name)) < 3 and (one[:3] == name[:3] or one[-3:] == name[-3:])), _SOUGHT))


def is_chart_id(text: str) -> bool:
    """Whether a text can be the id of a chart: a–z, 0–9 and `-`, which doesn't come first (contract §1).

    Parameters
    ----------
    text
        What was written.

    Returns
    -------
    False for an empty text.
    """
    return bool(text) and set(text) <= CHART_LETTERS and not text.startswith("-")


def level_of(written: str | None, kind: str, header: Header) -> str | None:
    """The level of an entry: its own, that of its kind, the chart's (domain §2).

    Parameters
    ----------
    written
        What the entry says; None where it says nothing.
    kind
        The id of its kind.
    header
        The header of its chart.

    Returns
    -------
    The id of a level; None where nothing says it.
    """
    return written or KINDS[kind].level or header.level


def node_entry(fields: FieldReader, header: Header, ids: EntryIds) -> NodeEntry | None:
    """Read a node. Its problems are noted in any case.

    Parameters
    ----------
    fields
        The mapping that is written.
    header
        The header of its chart.
    ids
        With which equal things are kept once; the entry isn't added.

    Returns
    -------
    None where the entry can't be used.
    """
    fields.unknown(_NODE_KEYS)
    name = fields.text("id", required=True)
    if name is not None and not is_id(name):
        fields.problem("id", message("chart.no_id", name=cut(name)))
        name = None
    kind = _kind(fields, KINDS)
    names = fields.name()
    values: dict[str, Any] = {"id": name, "kind": kind, "name": names}
    if kind is not None:
        _attributes(fields, kind, NODE_ATTRIBUTES, values, header)
        if level_of(values.get("level"), kind, header) is None and not fields.has("level"):
            fields.problem("", message("chart.no_level"))
        if "area" in values:
            values["area"] = ids.areas.code(fields, values["area"])
        elif header.area is None and not fields.has("area"):
            fields.problem("", message("chart.no_area"))
    repeat = fields.integer("repeat", 1, MAX_REPEAT)
    if repeat is not None:
        values["repeat"] = repeat
        if fields.has("count"):
            fields.problem("repeat", message("chart.repeat_and_count"))
        if fields.has("same_as"):
            fields.problem("same_as", message("chart.repeated_same_as"))
    if fields.has("staff_quantifier") and not fields.has("staff_full_time"):
        fields.problem("staff_quantifier", message("chart.quantifier_without_number"), severity="warning")
    same_as = fields.text("same_as")
    if same_as is not None:
        chart, colon, node = same_as.partition(":")
        if not (colon and is_chart_id(chart) and node and is_id(node)):
            fields.problem("same_as", message("chart.no_reference", name=cut(same_as)))
        values["same_as"] = same_as
    fields.period()
    values["sources"] = read_sources(fields, header)
    check_no_persons(fields, ("name", "aliases"), ("note", "function", "source", "sources"), kind)
    return None if name is None or kind is None or names is None else ids.factory.node(values)


def link_entry(fields: FieldReader, header: Header, ids: EntryIds) -> LinkEntry | None:
    """Read a link. Its problems are noted in any case.

    Parameters
    ----------
    fields
        The mapping that is written.
    header
        The header of its chart.
    ids
        The nodes of the chart.

    Returns
    -------
    None where the entry can't be used.
    """
    fields.unknown(_LINK_KEYS)
    kind = _kind(fields, LINKS)
    values: dict[str, Any] = {"kind": kind}
    for side in ("from", "to"):
        name = fields.text(side, required=True)
        if name is not None and ids.entry(name) is None:
            if name not in ids.refused and not ids.nodes_unreadable:
                fields.problem(side, _no_such_end(name, fields, ids))
            name = None
        values[side] = name
    if kind is not None:
        fields.subject = f"{kind} {values['from'] or '?'} → {values['to'] or '?'}"
        _attributes(fields, kind, LINK_ATTRIBUTES, values, header)
        _unit_of_committee(fields, values, ids)
    fields.period()
    values["sources"] = read_sources(fields, header)
    check_no_persons(fields, (), ("note", "source", "sources"))
    return None if kind is None or values["from"] is None or values["to"] is None else ids.factory.link(values)


def _unit_of_committee(fields: FieldReader, values: dict[str, Any], ids: EntryIds) -> None:
    """domain §3: `of` names a unit of the chart, or a member of a repeated one."""
    name = values.get("of")
    if name is None:
        return
    entry = ids.entry(name)
    if entry is None:
        if name not in ids.refused and not ids.nodes_unreadable:
            fields.problem("of", _no_such_end(name, fields, ids))
    elif entry.kind != "Unit":
        fields.problem("of", message("chart.of_no_unit", name=cut(name), kind=KINDS[entry.kind]))
    elif entry.id == name and "repeat" in entry.rest:
        fields.problem("of", message("chart.of_repeated", name=cut(name)))


def _no_such_end(name: str, fields: FieldReader, ids: EntryIds) -> Message:
    if ":" in name:
        return message("chart.end_in_other_chart", name=cut(name))
    if not fields.seeking:
        return message("chart.no_such_end", name=cut(name))
    known = ids.near(name)
    if not known:
        return message("chart.no_end_to_name", name=cut(name))
    near = nearest_word(cut(name), known)
    if near is not None:
        return message("chart.no_such_end_near", name=cut(name), word=near)
    return message("chart.no_such_end_among", name=cut(name), words=offered(known))


def _kind(fields: FieldReader, vocabulary: Vocabulary[Any]) -> str | None:
    if not fields.has("kind"):
        fields.problem("", message("chart.no_kind", kinds=vocabulary.ids))
        return None
    return fields.term("kind", vocabulary)


def _attributes(fields: FieldReader, kind: str, attributes: Vocabulary[Attribute], values: dict[str, Any], header: Header) -> None:
    for attribute in attributes:
        if attribute.id not in fields.values or not attribute.written or attribute.id == "name":
            continue
        if not attribute.applies(kind):
            fields.problem(attribute.id, message("chart.key_of_other_kind", key=attribute.id, kind=kind, kinds=attribute.on))
            continue
        value = (read_evidence(fields, header) or None) if attribute.type == "evidence" else fields.attribute(attribute)
        if value is not None:
            values[attribute.id] = value
