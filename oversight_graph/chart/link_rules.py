"""The rules that a link must keep (domain §3): ends, form, authority, direction, circles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from oversight_graph.chart.chart import Header
from oversight_graph.chart.entry import LinkEntry, NodeEntry
from oversight_graph.chart.entry_reading import EntryIds
from oversight_graph.chart.periods import Span, span
from oversight_graph.chart.share_rules import ShareRules, is_set
from oversight_graph.messages import message
from oversight_graph.model import BOTH_POWERS_SINCE, KINDS, LEVELS, LINKS, MECHANISMS, LinkKind, days, walks
from oversight_graph.parsing.document import MappingNode
from oversight_graph.parsing.field_reader import FieldReader
from oversight_graph.problems import Keys, Problem

MAX_COPIES = 1_000_000
"""Links of a chart that repeats add to those that are written."""


class LinkRules:
    """The rules over the links of a chart (domain §3). They are noted behind all that is wrong with reading the links: `problems` are its own."""

    def __init__(self, header: Header, ids: EntryIds, file: str) -> None:
        self.header, self.ids, self.file = header, ids, file
        self.problems: list[Problem] = []
        self._shares = ShareRules(ids, file, self.problems)
        self._copies = 0
        self._acyclic: dict[str, list[tuple[LinkEntry, Keys, int]]] = {}  # with the place and the line of each

    def look(self, link: LinkEntry, place: FieldReader) -> None:
        """Note the problems of one link at its place.

        Parameters
        ----------
        link
            As it was read; both ends are nodes of the chart.
        place
            Where it is written.
        """
        if self._copies > MAX_COPIES:
            return
        place.problems = self.problems
        kind, ids = LINKS[link.kind], self.ids
        source, target = ids.entry(link.start), ids.entry(link.end)
        assert source is not None and target is not None
        if not kind.permits(source.kind, target.kind):
            _wrong_ends(kind, source, target, place)
            return
        to_itself = link.start == link.end and (kind.acyclic or not is_set(source))  # each member of a set with each other (domain §3a)
        if to_itself or ids.is_member_of(link.start, link.end) or ids.is_member_of(link.end, link.start):
            place.problem("to", message("chart.link_to_itself"))
        _levels(kind, source, target, ids, place)
        _powers(kind, link, self.header, place)
        _mechanism(link, source, target, place)
        self._shares.look(link, source, target, place)
        if kind.id in walks.SUPERVISION.links("inspected") and link.rest.get("year") is None and not place.has("year"):
            place.problem("", message("chart.no_year"), severity="warning")
        self._copies += _copies_of(source, target, link)
        if self._copies > MAX_COPIES:
            place.problem("", message("chart.too_many_copies", limit=MAX_COPIES))
        elif kind.acyclic and any(set(froms) & set(tos) for froms, tos in kind.ends):  # no circle is possible between kinds that differ
            self._acyclic.setdefault(kind.id, []).append((link, place.keys, place.mapping.line))

    def together(self) -> None:
        """Note what several links make together: divisions whose numbers can't be, and circles of one kind, each at one of its links."""
        self._shares.divisions()
        for kind, links in self._acyclic.items() if self._copies <= MAX_COPIES else ():
            in_circles = circles((a, b, span(link)) for link, _, _ in links for a, b in self._pairs(link))
            first = {ends: placed for placed in reversed(links) for ends in self._pairs(placed[0])} if in_circles else {}
            for circle in in_circles:
                link, keys, line = first[circle[0], circle[1 % len(circle)]]
                place = FieldReader(MappingNode(line), keys, self.file, self.problems, f"{kind} {link.start} → {link.end}")
                place.problem("", message("chart.links_in_circle", kind=kind, circle=[*circle, circle[0]]))

    def _pairs(self, link: LinkEntry) -> Iterable[tuple[str, str]]:
        members = self.ids.members(link.start), self.ids.members(link.end)
        return ((a, b) for a, b in pairs(*members) if a != b and self.ids.entry(a) is not None)


def _copies_of(source: NodeEntry, target: NodeEntry, link: LinkEntry) -> int:
    """How many links an entry stands for besides its own: repeated ends pair one to one where equally often, else it is copied to each (domain §2)."""
    a = source.rest.get("repeat") or 1 if link.start == source.id else 1
    b = target.rest.get("repeat") or 1 if link.end == target.id else 1
    return (a if a == b else a * b) - 1


def _wrong_ends(kind: LinkKind, source: NodeEntry, target: NodeEntry, place: FieldReader) -> None:
    if kind.permits(target.kind, source.kind):
        place.problem("from", message("chart.ends_reversed", kind=kind.id, source=source.kind, target=target.kind))
    else:
        ends = [f"{' / '.join(froms)} → {' / '.join(tos)}" for froms, tos in kind.ends]
        place.problem("kind", message("chart.wrong_ends", kind=kind.id, source=source.kind, target=target.kind, ends=ends))


def _levels(kind: LinkKind, source: NodeEntry, target: NodeEntry, ids: EntryIds, place: FieldReader) -> None:
    """domain §3: LEADS goes from a commission to a lower one, from a party committee along its own level."""
    if not kind.downward:
        return
    above, below = ids.level(source), ids.level(target)
    if above is None or below is None:
        return
    if source.kind == target.kind:
        if LEVELS.code(above) > LEVELS.code(below):
            place.problem("from", message("chart.upwards", above=LEVELS[above], below=LEVELS[below]))
        elif above == below:
            place.problem("from", message("chart.same_level", level=LEVELS[above]), severity="warning")
    elif source.kind in kind.level_from and above != below:
        place.problem("from", message("chart.other_level", above=LEVELS[above], below=LEVELS[below]), severity="warning")


def _powers(kind: LinkKind, link: LinkEntry, header: Header, place: FieldReader) -> None:
    form = link.rest.get("form") or ""
    if kind.forms is not None and form and form not in kind.forms:
        valid = [permitted or message("chart.no_form_at_all") for permitted in kind.forms]
        place.problem("form", message("chart.wrong_form", kind=kind.id, valid=valid, form=form))
    excess = [power for power in link.rest.get("authority") or () if power not in kind.authorities]
    if excess:
        place.problem("authority", message("chart.too_much_authority", kind=kind.id, excess=excess, authorities=kind.authorities))
    assumed = kind.assumes(form)
    if assumed and "authority" not in link.rest and not place.has("authority") and header.day < days.first_day(BOTH_POWERS_SINCE):
        # domain §3, trap 7: before March 2018 a body held discipline, state, or both, and only the source knows which
        place.problem("", message("chart.no_authority", since=BOTH_POWERS_SINCE))
    if kind.id in walks.SUPERVISION.links("direct") and not assumed and not form and not link.rest.get("authority") and not place.has("form"):
        place.problem("", message("chart.covers_nothing"), severity="warning")


def _mechanism(link: LinkEntry, source: NodeEntry, target: NodeEntry, place: FieldReader) -> None:
    mechanism = link.rest.get("mechanism")
    needed = MECHANISMS[mechanism].with_end if mechanism else None
    if needed and needed not in (source.kind, target.kind):
        place.problem("mechanism", message("chart.mechanism_without_end", mechanism=mechanism, kind=KINDS[needed]), severity="warning")
    if link.rest.get("of") is not None and "PartyCommittee" not in (source.kind, target.kind):
        place.problem("of", message("chart.of_without_committee"))


T = TypeVar("T")


def pairs(froms: list[T], tos: list[T]) -> Iterable[tuple[T, T]]:
    """Which ends of two repeats are joined: one to one where they are equally many, else each with each (domain §2).

    Parameters
    ----------
    froms, tos
        What is repeated at both ends: local ids, or rows of these.

    Returns
    -------
    Pairs of them.
    """
    if len(froms) == len(tos):
        return zip(froms, tos, strict=True)
    return ((a, b) for a in froms for b in tos)


def circles(edges: Iterable[tuple[str, str, Span]]) -> list[list[str]]:
    """The circles that links of one kind make at one common date.

    Links that never hold on the same day make no circle (domain §3). Cost: linear, and once more for each date on which
    a link of a knot begins.

    Parameters
    ----------
    edges
        Of each link where it starts, where it ends, and when it holds.

    Returns
    -------
    A circle of each knot of links, as the ids along it; empty where there is none.
    """
    rest = _beyond_beginnings(list(edges))
    if not rest:
        return []  # so it is in nearly every chart, and networkx would take a kilobyte for each link to find it
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edges_from((a, b, {"period": when}) for a, b, when in rest)
    in_circles: list[list[str]] = []
    for knot in nx.strongly_connected_components(graph):
        if len(knot) < 2:
            continue
        part = graph.subgraph(knot)
        starts = sorted({data["period"][0] for _, _, data in part.edges(data=True)})
        for day in starts:
            held = nx.DiGraph((a, b) for a, b, data in part.edges(data=True) if data["period"][0] <= day <= data["period"][1])
            try:
                in_circles.append([a for a, _ in nx.find_cycle(held)])
                break
            except nx.NetworkXNoCycle:
                continue
    return in_circles


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
    """How many nodes of each kind some entries stand for.

    Parameters
    ----------
    entries
        Each counts as often as it is repeated.

    Returns
    -------
    By the id of the kind, in the order of the model; only those that there are.
    """
    counts = dict.fromkeys(KINDS.ids, 0)
    for entry in entries:
        counts[entry.kind] += entry.rest.get("repeat") or 1
    return {kind: number for kind, number in counts.items() if number}
