"""Which entries are one body: by same_as, and by name where nothing else could be meant (contract §1, domain §7.10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from oversight_graph.chart.chart import Chart, Entry, Header
from oversight_graph.chart.entries import effective_level
from oversight_graph.chart.names import key
from oversight_graph.errors import nearest
from oversight_graph.model.areas import canonical
from oversight_graph.problems import Problem

Located = tuple[str, Entry, Header, int]


@dataclass(frozen=True)
class Merge:
    """Entries that are one body, or (doubtful) that could be and are left apart. `ids` in the order of loading."""

    ids: tuple[str, ...]
    why: str


@dataclass
class Identity:
    body: dict[str, str]
    merges: list[Merge] = field(default_factory=list)
    doubtful: list[Merge] = field(default_factory=list)
    waiting: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Sets:
    """Disjoint sets; the first loaded member names a set."""

    def __init__(self, names: Sequence[str]) -> None:
        self._up = {name: name for name in names}
        self._order = {name: position for position, name in enumerate(names)}

    def find(self, name: str) -> str:
        root = name
        while self._up[root] != root:
            root = self._up[root]
        while self._up[name] != root:
            self._up[name], name = root, self._up[name]
        return root

    def join(self, a: str, b: str) -> None:
        first, second = sorted((self.find(a), self.find(b)), key=self._order.__getitem__)
        self._up[second] = first


def identify(charts: Sequence[Chart], entries: Sequence[Located]) -> Identity:
    """The body of every entry. Cost: linear in the entries."""
    sets = _Sets([name for name, _, _, _ in entries])
    identity = Identity({})
    reasons: dict[str, list[str]] = {}
    _same_as(charts, entries, sets, identity, reasons)
    _by_name(charts, entries, sets, identity, reasons)
    identity.body = {name: sets.find(name) for name, _, _, _ in entries}
    groups: dict[str, list[str]] = {}
    for name, body in identity.body.items():
        groups.setdefault(body, []).append(name)
    why: dict[str, list[str]] = {}
    for name, texts in reasons.items():
        why.setdefault(sets.find(name), []).extend(texts)
    identity.merges = [Merge(tuple(group), ", ".join(dict.fromkeys(why.get(body, [])))) for body, group in groups.items() if len(group) > 1]
    return identity


def _same_as(charts: Sequence[Chart], entries: Sequence[Located], sets: _Sets, identity: Identity, reasons: dict[str, list[str]]) -> None:
    kinds = {name: entry["kind"] for name, entry, _, _ in entries}
    by_chart: dict[str, list[str]] = {}
    for name in kinds:
        by_chart.setdefault(name.split(":", 1)[0], []).append(name)
    lines = {f"{chart.id}:{entry['id']}": (chart, number) for chart in charts for number, entry in enumerate(chart.nodes) if "same_as" in entry}
    for name, entry, _, _ in entries:
        target = entry.get("same_as")
        if target is None:
            continue
        chart, number = lines[name]
        line = chart.node_lines[number] if chart.node_lines else 0

        def problem(what: str, todo: str, chart: Chart = chart, line: int = line, number: int = number) -> None:
            identity.problems.append(Problem("error", chart.file or chart.id, line, f"nodes[{number}].same_as", what, todo))

        if target.split(":", 1)[0] not in by_chart:
            identity.waiting.append((name, target))
        elif target not in kinds:
            problem(f"there is no node `{target}`", nearest(target, by_chart[target.split(":", 1)[0]]))
        elif kinds[target] != kinds[name]:
            problem(f"`{name}` is a {kinds[name]}, `{target}` a {kinds[target]}", "same_as joins nodes of one kind only: mend the id or the kind")
        else:
            sets.join(name, target)
            reasons.setdefault(name, []).append("same_as")


def _by_name(charts: Sequence[Chart], entries: Sequence[Located], sets: _Sets, identity: Identity, reasons: dict[str, list[str]]) -> None:
    """Join what agrees in kind, level, area and name, unless a knot of such agreements holds two bodies of one chart."""
    area_names: dict[str, list[str]] = {}
    for chart in charts:
        for own in chart.header.areas:
            area_names.setdefault(canonical(own.code), []).extend(text for text in (own.zh,) if text)
    keys: dict[tuple[str, str | None, str, str], list[str]] = {}
    for name, entry, header, number in entries:
        if number or entry.get("count") not in (None, 1):
            continue  # unnamed members of a set: nothing says which of them is meant
        level, area = effective_level(entry, header), canonical(str(entry.get("area") or header.area))
        for text in dict.fromkeys((entry["name"]["zh"], *entry.get("aliases", ()))):
            folded = key(text, level, area, area_names.get(area, ()))
            if folded:
                keys.setdefault((entry["kind"], level, area, folded), []).append(name)
    knots = _Sets([name for name, _, _, _ in entries])
    agreements: dict[str, set[str]] = {}
    for (_, _, _, folded), names in keys.items():
        bodies = list(dict.fromkeys(sets.find(name) for name in names))
        for other in bodies[1:]:
            knots.join(bodies[0], other)
        if len(bodies) > 1:
            for body in bodies:
                agreements.setdefault(body, set()).add(folded)
    members: dict[str, list[str]] = {}
    for body in agreements:
        members.setdefault(knots.find(body), []).append(body)
    order = {name: position for position, (name, _, _, _) in enumerate(entries)}
    charts_of: dict[str, set[str]] = {}
    for name, _, header, _ in entries:
        charts_of.setdefault(sets.find(name), set()).add(header.id)
    for bodies in members.values():
        bodies.sort(key=order.__getitem__)
        held = [chart for body in bodies for chart in charts_of[body]]
        shared = " / ".join(sorted(set.union(*(agreements[body] for body in bodies))))
        if len(held) != len(set(held)):
            identity.doubtful.append(Merge(tuple(bodies), f"kind, level, area and name agree ({shared}), but one chart holds several of them"))
            continue
        for other in bodies[1:]:
            sets.join(bodies[0], other)
        reasons.setdefault(bodies[0], []).append(f"kind, level, area and name agree ({shared})")
