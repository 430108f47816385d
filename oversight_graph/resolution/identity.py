"""Which entries are one body: by same_as, and by name where nothing else could be meant (contract §1, domain §7.10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from oversight_graph.chart.entry_reading import level_of
from oversight_graph.errors import nearest
from oversight_graph.messages import Text, message, text
from oversight_graph.model import BOTH_POWERS_SINCE, days
from oversight_graph.model.areas import canonical
from oversight_graph.naming.normalisation import key, one_commission, present_name
from oversight_graph.problems import Keys, Problem, path_of
from oversight_graph.resolution.node_rows import NodeRow


@dataclass(frozen=True)
class Merge:
    """Entries that are one body, or (doubtful) that could be and are left apart. `ids` in the order of loading."""

    ids: tuple[str, ...]
    reasons: tuple[Text, ...]

    @property
    def why(self) -> str:
        """The reasons, in the language spoken here."""
        return ", ".join(map(text, self.reasons))


@dataclass
class Identity:
    """Which entries are one body, and how that came about; entries and bodies by their ids in a store, `chart:id`.

    `body`: of every entry; `merges` and `doubtful` in the order of loading; `waiting`: an entry and the one in a chart that isn't loaded
    that it says it is the `same_as`; `problems`: references that lead nowhere, or to a body of another kind.
    """

    body: dict[str, str]
    merges: list[Merge] = field(default_factory=list)
    doubtful: list[Merge] = field(default_factory=list)
    waiting: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Sets:
    """Disjoint sets; the first loaded member names a set. Only what was joined is kept: most bodies are one entry."""

    def __init__(self, order: Mapping[str, int]) -> None:
        self._up: dict[str, str] = {}
        self._order = order

    def find(self, name: str) -> str:
        root = name
        while root in self._up:
            root = self._up[root]
        while name != root:
            self._up[name], name = root, self._up[name]
        return root

    def join(self, a: str, b: str) -> None:
        first, second = sorted((self.find(a), self.find(b)), key=self._order.__getitem__)
        if first != second:
            self._up[second] = first


@dataclass(frozen=True)
class Reference:
    """That an entry is the `same_as` another one: their ids in a store, and where it is written."""

    name: str
    target: str
    file: str
    line: int
    keys: Keys


def identify(
    holding: Set[str],
    rows: Sequence[NodeRow],
    references: Sequence[Reference],
    area_names: Mapping[str, Sequence[str]],
    ids_of: Callable[[str], Sequence[str]],
) -> Identity:
    """The body of every entry that may be one with another (contract §1).

    Parameters
    ----------
    holding
        Ids of the charts that hold a node.
    rows
        A row for each entry of the charts that may be one with another: what bears a name that another one bears in
        its block, what says `same_as`, and what that names. In the order of loading.
    references
        What the entries say by `same_as`, in this order too.
    area_names
        What the charts call the areas that they declare.
    ids_of
        Gives all ids of a chart, for who wrote another one.

    Returns
    -------
    The first entry that was loaded names a body. Cost: linear in the rows.
    """
    order = {row.id: position for position, row in enumerate(rows)}
    sets = _Sets(order)
    identity = Identity({})
    reasons: dict[str, list[Text]] = {}
    _same_as(references, rows, holding, ids_of, order, sets, identity, reasons)
    _by_name(area_names, rows, order, sets, identity, reasons)
    identity.body = {row.id: sets.find(row.id) for row in rows}
    groups: dict[str, list[str]] = {}
    for name, body in identity.body.items():
        if name != body:
            groups.setdefault(body, [body]).append(name)
    why: dict[str, list[Text]] = {}
    for name, given in reasons.items():
        known = why.setdefault(sets.find(name), [])
        known += [reason for reason in given if reason not in known]
    in_order = sorted(groups.items(), key=lambda pair: order[pair[0]])
    identity.merges = [Merge(tuple(group), tuple(why.get(body, ()))) for body, group in in_order]
    return identity


def _same_as(
    references: Sequence[Reference],
    rows: Sequence[NodeRow],
    holding: Set[str],
    ids_of: Callable[[str], Sequence[str]],
    order: Mapping[str, int],
    sets: _Sets,
    identity: Identity,
    reasons: dict[str, list[Text]],
) -> None:
    for one in references:
        row, target = rows[order[one.name]], one.target
        there = target.split(":", 1)[0]
        if there not in holding:
            identity.waiting.append((one.name, target))
        elif target not in order:
            said = message("resolution.no_such_node", name=target, near=nearest(target, ids_of(there)))
            identity.problems.append(Problem("error", one.file, one.line, path_of(one.keys), said, keys=one.keys))
        elif (other := rows[order[target]].entry.kind) != row.entry.kind:
            said = message("resolution.other_kind", name=one.name, kind=row.entry.kind, target=target, other=other)
            identity.problems.append(Problem("error", one.file, one.line, path_of(one.keys), said, keys=one.keys))
        else:
            sets.join(one.name, rows[order[target]].id)
            reasons.setdefault(one.name, []).append(message("resolution.same_as"))


def _by_name(
    area_names: Mapping[str, Sequence[str]], rows: Sequence[NodeRow], order: Mapping[str, int], sets: _Sets, identity: Identity, reasons: dict[str, list[Text]]
) -> None:
    """Join what agrees in kind, level, area and name, unless a knot of such agreements holds two bodies of one chart.

    As: the charts a, b and c each have a unit of the area 530100, called 财政局, 市财政局 (alias 财政局), 市财政局. a agrees with b by one
    name, b with c by another: the three are a knot, and one body. Had c been in the chart a, nobody could say which of the two
    b is: the knot is told as doubtful and its bodies stay apart.
    """
    namesakes, old_names = _namesakes(area_names, rows)
    knots = _knots(namesakes, sets, order)
    charts_of: dict[str, set[str]] = {body: set() for bodies, _ in knots for body in bodies}
    for row in rows if knots else ():
        if (body := sets.find(row.id)) in charts_of:
            charts_of[body].add(row.header.id)
    for bodies, shared in knots:
        holding = [chart for body in bodies for chart in charts_of[body]]
        if len(holding) != len(set(holding)):
            identity.doubtful.append(Merge(tuple(bodies), (message("resolution.several_in_one_chart", names=shared),)))
            continue
        for other in bodies[1:]:
            sets.join(bodies[0], other)
        reasons.setdefault(bodies[0], []).append(message("resolution.names_agree", names=shared))
    _by_old_name(old_names, sets, identity)


Block = tuple[str, str | None, str]
"""Kind, level and area: within one of these a name means a body."""


def _namesakes(area_names: Mapping[str, Sequence[str]], rows: Sequence[NodeRow]) -> tuple[dict[tuple[str, str], list[str]], list[tuple[str, list[str]]]]:
    """The entries that bear one name in a block, where there are several, by (the first of them, the name); and where a block knows the
    present form of a name from before 2018, the first entry of that form with those that bear the old one."""
    first: dict[Block, dict[str, str]] = {}  # the first entry of each name
    several: dict[tuple[str, str], list[str]] = {}
    old_names: dict[tuple[Block, str], list[str]] = {}  # who bears an old name, by the present one
    since = days.first_day(BOTH_POWERS_SINCE)
    for row in rows:
        entry = row.entry
        if row.number or entry.rest.get("count") not in (None, 1):
            continue  # unnamed members of a set: nothing says which of them is meant
        level, area = level_of(entry.rest.get("level"), entry.kind, row.header), canonical(str(entry.rest.get("area") or row.header.area))
        block = (entry.kind, level, area)
        of_name = first.setdefault(block, {})
        for name in dict.fromkeys((entry.zh, *entry.rest.get("aliases", ()))):
            folded = key(name, level, area, area_names.get(area, ()))
            if entry.kind == "Commission" and row.header.day >= since:
                folded = one_commission(folded)
            present = present_name(folded)
            if present != folded:
                old_names.setdefault((block, present), []).append(row.id)
            if folded and of_name.setdefault(folded, row.id) != row.id:
                several.setdefault((of_name[folded], folded), [of_name[folded]]).append(row.id)
    return several, [(first[block][name], bearers) for (block, name), bearers in old_names.items() if name in first[block]]


def _knots(namesakes: Mapping[tuple[str, str], Sequence[str]], sets: _Sets, order: Mapping[str, int]) -> list[tuple[list[str], list[str]]]:
    """Bodies that hang together by names they share, in the order of loading, and these names. What is one body already agrees with nothing new."""
    joined = _Sets(order)
    names_of: dict[str, set[str]] = {}
    for (_, folded), bearers in sorted(namesakes.items(), key=lambda pair: order[pair[0][0]]):
        bodies = list(dict.fromkeys(sets.find(name) for name in bearers))
        for other in bodies[1:]:
            joined.join(bodies[0], other)
        if len(bodies) > 1:
            for body in bodies:
                names_of.setdefault(body, set()).add(folded)
    members: dict[str, list[str]] = {}
    for body in names_of:
        members.setdefault(joined.find(body), []).append(body)
    return [(sorted(bodies, key=order.__getitem__), sorted(set.union(*(names_of[body] for body in bodies)))) for bodies in members.values()]


def _by_old_name(old_names: Sequence[tuple[str, list[str]]], sets: _Sets, identity: Identity) -> None:
    """Doubt, and no more, where a chart has one body under its name from before 2018 and another chart under that since:
    it may be one body or its forerunner. A chart that has both says itself that they are two."""
    for body, bearers in old_names:
        charts = {body.split(":", 1)[0]}
        others = []
        for name in bearers:
            chart = name.split(":", 1)[0]
            if chart not in charts and sets.find(name) != sets.find(body):
                charts.add(chart)
                others.append(sets.find(name))
        if others:
            ids = tuple(dict.fromkeys((sets.find(body), *others)))
            identity.doubtful.append(Merge(ids, (message("resolution.old_name"),)))
