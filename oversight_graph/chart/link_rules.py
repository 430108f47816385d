"""The rules that a link must keep (domain §3): ends, form, authority, direction, circles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from oversight_graph.chart.chart import Header
from oversight_graph.chart.entry import LinkEntry, NodeEntry
from oversight_graph.chart.entry_reading import EntryIds
from oversight_graph.chart.periods import Span, span
from oversight_graph.model import BOTH_POWERS_SINCE, KINDS, LEVELS, LINKS, MECHANISMS, LinkKind, days, walks
from oversight_graph.parsing.document import MappingNode
from oversight_graph.parsing.field_reader import FieldReader
from oversight_graph.problems import Problem

MAX_COPIES = 1_000_000


class LinkRules:
    """The rules over the links of a chart. They are noted behind all that is wrong with reading the links: `problems` are its own."""

    def __init__(self, header: Header, ids: EntryIds, file: str) -> None:
        self.header, self.ids, self.file = header, ids, file
        self.problems: list[Problem] = []
        self._copies = 0
        self._acyclic: dict[str, list[tuple[LinkEntry, str, int]]] = {}  # with the path and the line of each

    def look(self, link: LinkEntry, place: FieldReader) -> None:
        """Note the problems of one link at its place."""
        if self._copies > MAX_COPIES:
            return
        place.problems = self.problems
        kind, ids = LINKS[link.kind], self.ids
        source, target = ids.entry(link.start), ids.entry(link.end)
        assert source is not None and target is not None
        if not kind.permits(source.kind, target.kind):
            _wrong_ends(kind, source, target, place)
            return
        if link.start == link.end or ids.within(link.start, link.end) or ids.within(link.end, link.start):
            place.problem("to", "links a body to itself", "mend one of the ends")
        _levels(kind, source, target, ids, place)
        _powers(kind, link, self.header, place)
        _mechanism(link, source, target, place)
        if kind.id in walks.SUPERVISION.links("inspected") and link.rest.get("year") is None and not place.has("year"):
            place.problem("", "names no year, so it counts in no term", "add `year: …` if the source says it", "warning")
        self._copies += copies_of(source, target, link)
        if self._copies > MAX_COPIES:
            what = f"the links up to here stand for more than {MAX_COPIES:,} once repeated ends are written out"
            place.problem("", what, "repeat fewer, or write `count` for one population")
        elif kind.acyclic and any(set(froms) & set(tos) for froms, tos in kind.ends):  # no circle is possible between kinds that differ
            self._acyclic.setdefault(kind.id, []).append((link, place.path, place.mapping.line))

    def circles(self) -> None:
        """Note the circles that links of one kind make, each at one of them."""
        for kind, links in self._acyclic.items() if self._copies <= MAX_COPIES else ():
            found = circles((a, b, span(link)) for link, _, _ in links for a, b in self._pairs(link))
            first = {ends: one for one in reversed(links) for ends in self._pairs(one[0])} if found else {}
            for circle in found:
                link, path, line = first[circle[0], circle[1 % len(circle)]]
                place = FieldReader(MappingNode(line), path, self.file, self.problems, f"{kind} {link.start} → {link.end}")
                place.problem("", f"{kind} runs in a circle: {' → '.join([*circle, circle[0]])}", "remove one of these links, or date them apart")

    def _pairs(self, link: LinkEntry) -> Iterable[tuple[str, str]]:
        members = self.ids.members(link.start), self.ids.members(link.end)
        return ((a, b) for a, b in pairs(*members) if a != b and self.ids.entry(a) is not None)


def copies_of(source: NodeEntry, target: NodeEntry, link: LinkEntry) -> int:
    """How many links an entry stands for: repeated ends pair one to one where equally often, else it is copied to each (domain §2)."""
    a = source.rest.get("repeat") or 1 if link.start == source.id else 1
    b = target.rest.get("repeat") or 1 if link.end == target.id else 1
    return a if a == b else a * b


def _wrong_ends(kind: LinkKind, source: NodeEntry, target: NodeEntry, place: FieldReader) -> None:
    what = f"{kind.id} doesn't go from a {source.kind} to a {target.kind}"
    if kind.permits(target.kind, source.kind):
        place.problem("from", f"{what}: it is the wrong way round", "swap from and to")
    else:
        ends = "; ".join(f"{' / '.join(froms)} → {' / '.join(tos)}" for froms, tos in kind.ends)
        place.problem("kind", what, f"{kind.id} goes {ends}: use another kind of link, or mend an end")


def _levels(kind: LinkKind, source: NodeEntry, target: NodeEntry, ids: EntryIds, place: FieldReader) -> None:
    """domain §3: LEADS goes from a commission to a lower one, from a party committee along its own level."""
    if not kind.downward:
        return
    above, below = ids.level(source), ids.level(target)
    if above is None or below is None:
        return
    if source.kind == target.kind:
        if LEVELS.code(above) > LEVELS.code(below):
            place.problem("from", f"goes from level {above} up to {below}: it is the wrong way round", "swap from and to")
        elif above == below:
            place.problem("from", f"goes to a lower body, and both are of level {above}", "say the level of the lower one", "warning")
    elif source.kind in kind.level_from and above != below:
        place.problem("from", f"goes along one level, and joins {above} with {below}", "check the levels of both", "warning")


def _powers(kind: LinkKind, link: LinkEntry, header: Header, place: FieldReader) -> None:
    form = link.rest.get("form") or ""
    if kind.forms is not None and form and form not in kind.forms:
        valid = " or ".join(one or "none" for one in kind.forms)
        place.problem("form", f"the form of {kind.id} is {valid}, not {form}", "mend the form, or use SUPERVISES")
    excess = [power for power in link.rest.get("authority") or () if power not in kind.authorities]
    if excess:
        place.problem("authority", f"{kind.id} can't hold {', '.join(excess)}", f"it holds {' and '.join(kind.authorities)} at most")
    assumed = kind.assumes(form)
    if assumed and "authority" not in link.rest and not place.has("authority") and header.day < days.first_day(BOTH_POWERS_SINCE):
        # domain §3, trap 7: before March 2018 a body held discipline, state, or both, and only the source knows which
        place.problem("", f"has no authority, and before {BOTH_POWERS_SINCE} it can't be assumed", "write `authority: [discipline]`, `[state]` or both")
    if kind.id in walks.SUPERVISION.links("direct") and not assumed and not form and not link.rest.get("authority") and not place.has("form"):
        place.problem("", "has neither form nor authority, so it covers nothing", "add `form: …` or `authority: [...]`", "warning")


def _mechanism(link: LinkEntry, source: NodeEntry, target: NodeEntry, place: FieldReader) -> None:
    mechanism = link.rest.get("mechanism")
    needed = MECHANISMS[mechanism].with_end if mechanism else None
    if needed and needed not in (source.kind, target.kind):
        name = KINDS[needed].en
        place.problem("mechanism", f"a {mechanism} has no {name} at either end, and is never walked", f"name the {name}, or use another mechanism", "warning")


def pairs(froms: list[str], tos: list[str]) -> Iterable[tuple[str, str]]:
    if len(froms) == len(tos):
        return zip(froms, tos, strict=True)
    return ((a, b) for a in froms for b in tos)


def circles(edges: Iterable[tuple[str, str, Span]]) -> list[list[str]]:
    """A circle of each knot of links that hold at one common date; empty where there is none.

    Links that never hold on the same day make no circle (domain §3). Cost: linear, and once more for each date on which
    a link of a knot begins.
    """
    rest = _beyond_beginnings(list(edges))
    if not rest:
        return []  # so it is in nearly every chart, and networkx would take a kilobyte for each link to find it
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edges_from((a, b, {"period": when}) for a, b, when in rest)
    found: list[list[str]] = []
    for knot in nx.strongly_connected_components(graph):
        if len(knot) < 2:
            continue
        part = graph.subgraph(knot)
        starts = sorted({data["period"][0] for _, _, data in part.edges(data=True)})
        for day in starts:
            held = nx.DiGraph((a, b) for a, b, data in part.edges(data=True) if data["period"][0] <= day <= data["period"][1])
            try:
                found.append([a for a, _ in nx.find_cycle(held)])
                break
            except nx.NetworkXNoCycle:
                continue
    return found


def _beyond_beginnings(edges: list[tuple[str, str, Span]]) -> list[tuple[str, str, Span]]:
    """The links without those that lie in no circle because nothing leads to where they begin, nor to what is before that."""
    leading_to = Counter(b for _, b, _ in edges)
    onward: dict[str, list[str]] = {}
    for a, b, _ in edges:
        onward.setdefault(a, []).append(b)
    free = [a for a in onward if a not in leading_to]
    for a in free:
        for b in onward.pop(a, ()):
            leading_to[b] -= 1
            if not leading_to[b]:
                free.append(b)
    return [edge for edge in edges if edge[0] in onward]


def kinds_of(entries: Iterable[NodeEntry]) -> dict[str, int]:
    counts = dict.fromkeys(KINDS.ids, 0)
    for entry in entries:
        counts[entry.kind] += entry.rest.get("repeat") or 1
    return {kind: number for kind, number in counts.items() if number}
