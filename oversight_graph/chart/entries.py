"""One node, one link: from a mapping of the file to an entry of the chart."""

from __future__ import annotations

import re
from typing import Any

from oversight_graph.chart.chart import Entry, Header
from oversight_graph.chart.cite import read_sources
from oversight_graph.chart.keys import Keys
from oversight_graph.errors import nearest
from oversight_graph.model import KINDS, LINK_ATTRIBUTES, LINKS, NODE_ATTRIBUTES, Attribute, Vocabulary

_ID = re.compile(r"[\w.\-]+\Z")
_SAME_AS = re.compile(r"([a-z0-9][a-z0-9-]*):([\w.\-]+)\Z")
MAX_REPEAT = 100_000

_NODE_KEYS = ("id", "kind", *(one.id for one in NODE_ATTRIBUTES if one.written), "repeat", "same_as", "source", "sources")
_LINK_KEYS = ("kind", "from", "to", *(one.id for one in LINK_ATTRIBUTES if one.written), "source", "sources")


class Ids:
    """The ids of a chart: each node entry by its id, each member of a repeat by its own."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.entries: dict[str, Entry] = {}
        self._members: dict[str, str] = {}
        self.refused: set[str] = set()

    def add(self, entry: Entry, place: Keys) -> bool:
        repeat = entry.get("repeat")
        members = [f"{entry['id']}-{number}" for number in range(1, repeat + 1)] if repeat else []
        for name in (entry["id"], *members):
            if name in self.entries or name in self._members:
                place.problem("id", f"the id `{name}` stands twice in this chart", "give each node an id of its own")
                return False
        self.entries[entry["id"]] = entry
        self._members.update(dict.fromkeys(members, entry["id"]))
        return True

    def entry(self, name: str) -> Entry | None:
        return self.entries.get(name) or self.entries.get(self._members.get(name, ""))

    def members(self, name: str) -> list[str]:
        """The local ids that a link end stands for: one, or all of a repeat."""
        entry = self.entries.get(name)
        if entry is not None and entry.get("repeat"):
            return [f"{name}-{number}" for number in range(1, entry["repeat"] + 1)]
        return [name]

    def level(self, entry: Entry) -> str | None:
        return effective_level(entry, self.header)


def effective_level(entry: Entry, header: Header) -> str | None:
    """The level of an entry: its own, that of its kind, the chart's (domain §2)."""
    level: str | None = entry.get("level") or KINDS[entry["kind"]].level or header.level
    return level


def node_entry(keys: Keys, header: Header) -> Entry | None:
    """A node entry, None where it can't be used; its problems are noted in any case."""
    keys.unknown(_NODE_KEYS)
    name = keys.text("id", required=True)
    if name is not None and not _ID.match(name):
        keys.problem("id", f"`{name}` is no id", "use letters and digits of any script, `.`, `_` and `-`")
        name = None
    kind = _kind(keys, KINDS)
    label = keys.name()
    entry: Entry = {"id": name, "kind": kind, "name": label}
    if kind is not None:
        _attributes(keys, kind, NODE_ATTRIBUTES, entry)
        if effective_level(entry, header) is None and not keys.has("level"):
            keys.problem("", "has no level, and the chart has none", "add `level: …` here or to the chart")
        if "area" not in entry and header.area is None and not keys.has("area"):
            keys.problem("", "has no area, and the chart has none", "add `area: …` here or to the chart")
    repeat = keys.integer("repeat", 1, MAX_REPEAT)
    if repeat is not None:
        entry["repeat"] = repeat
        if keys.has("count"):
            keys.problem("repeat", "`repeat` and `count` exclude each other", "keep `repeat` for nodes of their own, `count` for one population")
        if keys.has("same_as"):
            keys.problem("same_as", "a repeated entry can't be `same_as` one body", "write the one that is meant as an entry of its own")
    if keys.has("staff_quantifier") and not keys.has("staff_full_time"):
        keys.problem("staff_quantifier", "a quantifier without staff_full_time says nothing", "add the number, or remove the quantifier", "warning")
    same_as = keys.text("same_as")
    if same_as is not None:
        if not _SAME_AS.match(same_as):
            keys.problem("same_as", f"`{same_as}` names no node", "write `other-chart:id`")
        entry["same_as"] = same_as
    keys.period()
    entry["sources"] = read_sources(keys, header)
    return None if name is None or kind is None or label is None else entry


def link_entry(keys: Keys, header: Header, ids: Ids) -> Entry | None:
    """A link entry, None where it can't be used; its problems are noted in any case."""
    keys.unknown(_LINK_KEYS)
    kind = _kind(keys, LINKS)
    entry: Entry = {"kind": kind}
    for side in ("from", "to"):
        name = keys.text(side, required=True)
        if name is not None and ids.entry(name) is None:
            if name not in ids.refused:
                keys.problem(side, f"there is no node `{name}` in this chart", f"add it to `nodes`, or {nearest(name, list(ids.entries)).replace('use one', 'name one')}")
            name = None
        entry[side] = name
    if kind is not None:
        keys.subject = f"{kind} {entry['from'] or '?'} → {entry['to'] or '?'}"
        _attributes(keys, kind, LINK_ATTRIBUTES, entry)
    keys.period()
    entry["sources"] = read_sources(keys, header)
    return None if kind is None or entry["from"] is None or entry["to"] is None else entry


def _kind(keys: Keys, vocabulary: Vocabulary[Any]) -> str | None:
    if not keys.has("kind"):
        keys.problem("", "`kind` is missing", f"add `kind: …`, one of {', '.join(vocabulary.ids)}")
        return None
    return keys.term("kind", vocabulary)


def _attributes(keys: Keys, kind: str, attributes: Vocabulary[Attribute], entry: Entry) -> None:
    for attribute in attributes:
        if not attribute.written or attribute.id == "name" or attribute.id not in keys.mapping:
            continue
        if not attribute.applies(kind):
            keys.problem(attribute.id, f"`{attribute.id}` isn't a key of {kind}", f"remove it; it belongs to {', '.join(attribute.on)}")
            continue
        value = keys.attribute(attribute)
        if value is not None:
            entry[attribute.id] = value
