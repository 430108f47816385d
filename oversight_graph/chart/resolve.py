"""From all charts of a store, in the order of their loading, to one graph: who is one body, which values stand (contract §1).

A pure function of the charts: loading twice, replacing and withdrawing a chart need no rule of their own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from oversight_graph.chart.chart import Chart, Entry, Header
from oversight_graph.chart.check import circles, pairs, period
from oversight_graph.chart.identity import Merge, identify
from oversight_graph.chart.keys import UNKNOWN
from oversight_graph.model import KINDS, LINK_ATTRIBUTES, LINKS, NODE_ATTRIBUTES, Attribute, days
from oversight_graph.model.areas import Areas, canonical
from oversight_graph.problems import Problem

Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Conflict:
    """Two charts write different values of one attribute of one body: the first loaded stands."""

    id: str
    attribute: str
    kept: str
    other: str
    chart: str


@dataclass
class Resolved:
    """The graph that the charts make together, row by row, and how it came about."""

    nodes: dict[str, Row] = field(default_factory=dict)
    links: dict[str, Row] = field(default_factory=dict)
    body: dict[str, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    doubtful: list[Merge] = field(default_factory=list)
    waiting: list[tuple[str, str]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    repeated_links: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def resolve(charts: Sequence[Chart]) -> Resolved:
    """One graph out of several charts. Cost: linear in the entries, plus the search for circles."""
    found = Resolved()
    areas = _areas(charts, found)
    entries = [(f"{chart.id}:{name}", entry, chart.header, number) for chart in charts for position, name, entry, number in chart.expanded()]
    _known_areas(charts, areas, found)
    identity = identify(charts, entries)
    found.merges, found.doubtful, found.waiting = identity.merges, identity.doubtful, identity.waiting
    found.problems += identity.problems
    found.body = identity.body
    groups: dict[str, list[tuple[str, Entry, Header, int]]] = {}
    for one in entries:
        groups.setdefault(identity.body[one[0]], []).append(one)
    for name, group in groups.items():
        found.nodes[name] = _node(name, group, found.conflicts)
    for chart in charts:
        _links(chart, found)
    _circles(found, charts)
    return found


def _areas(charts: Sequence[Chart], found: Resolved) -> Areas:
    """The own areas of all charts: one name space, the first that says where an area belongs stands (contract §1)."""
    own: dict[str, str | None] = {}
    for chart in charts:
        for area in chart.header.areas:
            code = canonical(area.code)
            if own.get(code) is None:
                own[code] = area.part_of
            elif area.part_of is not None and canonical(area.part_of) != canonical(str(own[code])):
                found.conflicts.append(Conflict(code, "part_of", str(own[code]), area.part_of, chart.id))
    areas = Areas(own)
    circle = areas.circle()
    if circle:
        last = next(chart for chart in reversed(charts) if any(canonical(area.code) in circle for area in chart.header.areas))
        what = f"the areas of the charts together run in a circle: {' → '.join([*circle, circle[0]])}"
        found.problems.append(Problem("error", last.file, 0, "areas", what, "mend one part_of"))
    return areas


def _known_areas(charts: Sequence[Chart], areas: Areas, found: Resolved) -> None:
    for chart in charts:
        uses: dict[str, tuple[int, str]] = {}
        for number, entry in enumerate(chart.nodes):
            if "area" in entry:
                uses.setdefault(entry["area"], (chart.node_lines[number] if chart.node_lines else 0, f"nodes[{number}].area"))
        header = chart.header
        for path, code in [
            ("area", header.area),
            *((f"areas[{n}].part_of", area.part_of) for n, area in enumerate(header.areas)),
            *((f"complete[{n}].area", one.area) for n, one in enumerate(header.complete)),
            *((f"claims[{n}].area", one.area) for n, one in enumerate(header.claims)),
        ]:
            if code is not None:
                uses.setdefault(code, (0, path))
        for code, (line, path) in uses.items():
            if not areas.knows(canonical(code)):
                digits = " (a GB/T 2260 code has 2, 4, 6, 9 or 12 digits)" if code.isdigit() else ""
                what = f"the area `{code}` is neither a code of GB/T 2260 nor declared in any chart{digits}"
                found.problems.append(Problem("error", chart.file or chart.id, line, path, what, f"add `areas: [{{code: {code}, name: …, part_of: …}}]`"))


def _node(name: str, group: list[tuple[str, Entry, Header, int]], conflicts: list[Conflict]) -> Row:
    """One body out of its entries: the first written value stands, missing ones are filled in, dates never; then defaults."""
    _, first, header, number = group[0]
    row: Row = {"id": name, "kind": first["kind"]}
    for attribute in NODE_ATTRIBUTES:
        if not attribute.written or attribute.id in ("name", "aliases", "note"):
            continue
        dated = attribute.type in ("first_day", "last_day")
        value = None
        for position, (_, entry, where, _) in enumerate(group):
            written = entry.get(attribute.id)
            if written is None:
                continue
            if value is None and (position == 0 or not dated):
                value = written
            elif value is not None and _stored(attribute, written) != _stored(attribute, value):
                conflicts.append(Conflict(name, attribute.id, str(value), str(written), where.id))
        row[attribute.id] = _stored(attribute, value)
    row["level"] = row["level"] or KINDS[first["kind"]].level or header.level
    row["area"] = row["area"] or canonical(str(header.area))
    row["count"] = _count(row["count"])
    row["name"] = f"{first['name']['zh']} {number}" if number else first["name"]["zh"]
    english = next((entry["name"]["en"] for _, entry, _, _ in group if "en" in entry["name"]), None)
    row["name_en"] = f"{english} {number}" if english and number else english
    names = [text for _, entry, _, n in group for text in (*([] if n else [entry["name"]["zh"]]), *entry.get("aliases", ()))]
    row["aliases"] = [text for text in dict.fromkeys(names) if text != row["name"]]
    row["note"] = "\n".join(dict.fromkeys(entry["note"] for _, entry, _, _ in group if "note" in entry)) or None
    row["placeholder"] = bool(number)
    row["charts"] = list(dict.fromkeys(where.id for _, _, where, _ in group))
    row["ids"] = [one for one, _, _, _ in group]
    row["sources"] = list(dict.fromkeys(f"{where.id}:{text}" for _, entry, where, _ in group for text in entry["sources"]))
    return row


def _stored(attribute: Attribute, value: Any) -> Any:
    """A written value as a store keeps it: days as dates, areas in one spelling."""
    if value is None:
        return None
    if attribute.type == "first_day":
        return days.first_day(value)
    if attribute.type == "last_day":
        return days.last_day(value)
    if attribute.id == "area":
        return canonical(value)
    return value


def _count(value: Any) -> int | None:
    """1 where nothing is written, None for a set whose number no source states."""
    return 1 if value is None else None if value == UNKNOWN else int(value)


def _links(chart: Chart, found: Resolved) -> None:
    members: dict[str, list[str]] = {}
    for _, name, entry, number in chart.expanded():
        members.setdefault(entry["id"], []).append(name)
        if number:
            members[name] = [name]
    for number, entry in enumerate(chart.links):
        row = _link(chart, entry)
        for a, b in pairs(members[entry["from"]], members[entry["to"]]):
            one = row | {"from": found.body[f"{chart.id}:{a}"], "to": found.body[f"{chart.id}:{b}"]}
            name = link_id(one)
            if one["from"] == one["to"]:
                line = chart.link_lines[number] if chart.link_lines else 0
                what = f"{entry['kind']} {a} → {b} links a body to itself once its two ends are one body ({one['from']})"
                found.problems.append(Problem("error", chart.file or chart.id, line, f"links[{number}]", what, "mend an end, or the same_as that joins them"))
                continue
            held = found.links.get(name)
            if held is None:
                found.links[name] = {"id": name, **one, "charts": [chart.id], "sources": list(row["sources"])}
            else:  # contract §3: one link only if everything but the sources agrees
                if chart.id in held["charts"]:
                    found.repeated_links.append((chart.id, f"{entry['kind']} {a} → {b}"))
                else:
                    held["charts"].append(chart.id)
                held["sources"] += [source for source in row["sources"] if source not in held["sources"]]


def _link(chart: Chart, entry: Entry) -> Row:
    kind = LINKS[entry["kind"]]
    row: Row = {"kind": kind.id}
    for attribute in LINK_ATTRIBUTES:
        value = _stored(attribute, entry.get(attribute.id))
        if value is None and attribute.applies(kind.id):
            value = attribute.default
        row[attribute.id] = _count(value) if attribute.id == "count" else value
    row["form"] = row["form"] or kind.form
    if row["authority"] is None:
        row["authority"] = _authority(kind.both_powers, row["form"])
    row["sources"] = [f"{chart.id}:{text}" for text in entry["sources"]]
    return row


def _authority(both_powers: bool, form: str | None) -> list[str]:
    """domain §3: discipline and state for some kinds and for any link of form stationed, else the form."""
    if both_powers or form == "stationed":
        return ["discipline", "state"]
    return [form] if form else []


def link_id(row: Row) -> str:
    """A name for all that makes a link the one that it is: everything but its sources and charts."""
    identity = {key: value for key, value in row.items() if key not in ("id", "sources", "charts")}
    return hashlib.blake2b(json.dumps(identity, sort_keys=True, ensure_ascii=False, default=str).encode(), digest_size=8).hexdigest()


def _circles(found: Resolved, charts: Sequence[Chart]) -> None:
    """Circles that only merged bodies close; those of one chart as written are found when it is read."""
    if not found.merges:
        return  # every circle lies in one chart, and was found when that was read
    for kind in LINKS:
        if kind.acyclic and any(set(froms) & set(tos) for froms, tos in kind.ends):
            edges = [(row["from"], row["to"], _period(row)) for row in found.links.values() if row["kind"] == kind.id]
            for circle in circles(edges):
                what = f"{kind.id} runs in a circle once bodies that are one are joined: {' → '.join([*circle, circle[0]])}"
                found.problems.append(Problem("error", charts[-1].file or charts[-1].id, 0, "links", what, "remove one of these links, or date them apart"))


def _period(row: Row) -> Any:
    return period({key: row[key].isoformat() for key in ("valid_from", "valid_to") if row[key] is not None})


def changed(before: Row, after: Row) -> dict[str, tuple[Any, Any]]:
    return {key: (before.get(key), value) for key, value in after.items() if before.get(key) != value}
