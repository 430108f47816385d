"""Oversight reach through sets, slowly: facts are derived until no further one comes (domain §3a, §6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from support.oracle_cut import BASES, UNCAPPED, Cut, Row
from support.oracle_dates import in_term
from support.oracle_sets import EVERY, POSSIBLE, SOME, against, along, division, pairs_off, parts, whole

CLASSES = ("direct", "inherited", "extended", "mediated", "periodic", "guidance", "nominal")  # domain §6: from best to worst
TOTAL = ("direct", "inherited", "extended", "mediated", "periodic")
OWN = ("direct", "inherited", "extended")

Know = tuple[object, ...]
"""What is known of the members reached: (every,), (some,), (possible,), or (part, division, holder, number); (told,): every one, by parts of stated number."""
TOLD = ("told",)


@dataclass
class Reached:
    """How much of a node is reached: by class the number where it is known, and what else is known."""

    of: int | None
    numbers: dict[str, int] = field(default_factory=dict)
    best: str = ""
    """The class of the whole where all is reached, of parts of stated number the worst of theirs; with an unknown part the best."""
    certainty: str = "certain"
    exact: bool = True
    """False where an unknown part is in it: then the numbers are a floor."""
    floor: bool = False
    """Whether a total over the classes from direct to periodic that holds it is a floor: an unknown part or number stands in one of these classes,
    also where the whole is reached in a worse one."""

    @property
    def count(self) -> int | None:
        """As a row tells it: null of an unknown or only possible number."""
        return sum(self.numbers.values()) if self.exact and self.certainty == "certain" else None


def _worse(a: int, b: int) -> int:
    return max(a, b)


Step = tuple[Row, bool, str, str, str]
"""A link, whether it is walked along, the node it leads to, as what that stands there, the class of the step."""


def steps(cut: Cut, name: str, role: str, day_of: Callable[[str], str]) -> Iterator[Step]:
    """The steps of reach from a node that stands there as `role`: `body`, `station`, `zone`, `2` and `1` (so many steps of subordinates follow), `listed`."""
    for link in cut.out[name]:
        for end, standing, how in _forward(cut, link, role, day_of):
            yield link, True, end, standing, _weakened(link, how)
    for link in cut.into[name]:
        for end, standing, how in _backward(cut, link, role):
            yield link, False, end, standing, _weakened(link, how)


def _weakened(link: Row, how: str) -> str:
    return "nominal" if link["basis"] in ("declared", "statutory") and link["kind"] not in UNCAPPED else how


def _forward(cut: Cut, link: Row, role: str, day_of: Callable[[str], str]) -> Iterator[tuple[str, str, str]]:
    kind, end = link["kind"], link["to"]
    if link["basis"] == "episode" and kind != "INSPECTS":
        return
    if kind == "SERVES" and role in ("body", "station"):
        yield end, "listed", "extended"
    if role != "body":
        return
    below = "2" if cut.overseen(end) and link["scope"] == "with_subordinates" else "listed"
    if kind in ("SUPERVISES", "STATIONED_AT", "CONTACTS"):
        yield end, below, "direct"
    elif kind == "INSPECTS" and in_term(link, day_of(end)):
        yield end, below, "periodic"
    elif kind == "EXTENDS_TO":
        yield end, "station", "extended"
    elif kind == "DISPATCHES":
        yield end, "body", "mediated"
    elif kind == "GUIDES":
        yield end, "zone", "guidance"
    elif kind == "LEADS" and cut.kind(link["from"]) == "Commission":
        yield end, "body" if cut.kind(end) == "Commission" else "listed", "nominal"
    elif _counterpart(link) and cut.kind(link["from"]) == "Room" and cut.kind(end) == "StationedGroup":
        yield end, "body", "mediated"


def _backward(cut: Cut, link: Row, role: str) -> Iterator[tuple[str, str, str]]:
    kind, end = link["kind"], link["from"]
    if link["basis"] == "episode":
        return
    if role == "body":
        own = kind == "PART_OF" and cut.kind(end) == "Room"
        if own or (_counterpart(link) and cut.kind(link["to"]) == "Room" and cut.kind(end) == "StationedGroup"):
            yield end, "body", "mediated"
    elif role == "zone":
        if kind == "PART_OF":
            yield end, "zone", "guidance"
        elif kind == "MEMBER_OF":
            yield end, "listed", "guidance"
    elif role in ("2", "1") and kind == "SUBORDINATE_TO" and link["line"] == "administrative":
        yield end, "1" if role == "2" else "listed", "inherited"


def _counterpart(link: Row) -> bool:
    return bool(link["kind"] == "COORDINATES_WITH" and link["mechanism"] == "counterpart")


Fact = tuple[str, str, Know]
"""A node, as what it stands there, what is known of it."""


def facts(cut: Cut, origin: str, own: bool = False, weakest: str = BASES[-1]) -> dict[Fact, int]:
    """All that follows of what a body reaches, each with the best class in which it does; `own`: by its own links only; over links no weaker than `weakest`."""
    best: dict[Fact, int] = {(origin, "body", (EVERY,)): 0}
    changed = True
    while changed:
        changed = False
        for fact, rank in _all_steps(cut, best, own, weakest):
            if rank < best.get(fact, len(CLASSES)):
                best[fact] = rank
                changed = True
    return best


def _all_steps(cut: Cut, best: dict[Fact, int], own: bool, weakest: str) -> list[tuple[Fact, int]]:
    def day_of(name: str) -> str:
        return str(cut.nodes[name]["asked"] or cut.nodes[name]["day"])

    found: list[tuple[Fact, int]] = []
    whole_parts: dict[tuple[object, ...], dict[str, list[tuple[int, str, Row]]]] = {}
    for (name, role, known), rank in best.items():
        for link, forward, end, standing, how in steps(cut, name, role, day_of):
            if (own and how not in OWN) or basis_rank(link["basis"]) > basis_rank(weakest):
                continue
            worse = _worse(rank, CLASSES.index(how))
            found.append(((end, standing, _further(cut, link, forward, known)), worse))
            if forward and link["share"] == "part" and cut.is_set(end) and known in ((EVERY,), TOLD):
                whole_parts.setdefault(division(link), {}).setdefault(name, []).append((worse, standing, link))
    for held in whole_parts.values():
        link = next(iter(held.values()))[0][2]
        holders = parts(cut, link)
        if held.keys() == holders.keys() and whole(cut, link):
            for standing in {standing for ways in held.values() for _, standing, _ in ways}:
                fitting = [[worse for worse, as_what, _ in ways if as_what == standing] for ways in held.values()]
                if all(fitting):
                    told = len(holders) > 1 and all(one["count"] is not None for links in holders.values() for one in links)
                    found.append(((link["to"], standing, TOLD if told else (EVERY,)), max(map(min, fitting))))
            if {standing for ways in held.values() for _, standing, _ in ways} > {"listed"}:  # some with subordinates, some without: all are listed
                told = len(holders) > 1 and all(one["count"] is not None for links in holders.values() for one in links)
                found.append(((link["to"], "listed", TOLD if told else (EVERY,)), max(min(worse for worse, _, _ in ways) for ways in held.values())))
    return found


def _further(cut: Cut, link: Row, forward: bool, known: Know) -> Know:
    """What is known behind a step."""
    if known[0] == "part" or known == TOLD:
        if pairs_off(cut, link):
            return known
        known = (SOME,) if known[0] == "part" else (EVERY,)
    word = str(known[0])
    onward = along(cut, link, word) if forward else against(cut, link, word)
    if forward and onward == SOME and word == EVERY and link["share"] == "part" and cut.is_set(link["to"]) and link["count"] is not None:
        return ("part", link["united"], link["from"], link["count"])
    return (onward,)


def reach(whole_cut: Cut, origin: str, own: bool = False, weakest: str = BASES[-1]) -> dict[str, Reached]:
    """Every node that a body reaches, and how much of it."""
    cut = whole_cut.known()
    by_node: dict[str, dict[Know, int]] = {}
    for (name, _, known), rank in facts(cut, origin, own, weakest).items():
        if name != origin:
            held = by_node.setdefault(name, {})
            held[known] = min(rank, held.get(known, len(CLASSES)))
    return {name: _sum(cut, name, held) for name, held in by_node.items()}


def _sum(cut: Cut, name: str, held: dict[Know, int]) -> Reached:
    found = _summed(cut, name, held)
    if found.certainty == "certain":
        partly = any(CLASSES[rank] in TOTAL for known, rank in held.items() if known[0] in ("part", SOME))
        whole_in_worse = found.exact and len(found.numbers) == 1 and found.best not in TOTAL
        found.floor = (partly and (whole_in_worse or not found.exact)) or (not found.exact and found.best in TOTAL)
    return found


def _summed(cut: Cut, name: str, held: dict[Know, int]) -> Reached:
    of = cut.size(name)
    stated = [(known, rank) for known, rank in held.items() if known[0] == "part"]
    if (EVERY,) in held and held[(EVERY,)] <= held.get(TOLD, len(CLASSES)):
        return Reached(of, {CLASSES[held[(EVERY,)]]: cut.weight(name)}, CLASSES[held[(EVERY,)]], exact=of is not None)
    divisions = {known[1] for known, _ in stated}
    mine = max(([(known, rank) for known, rank in stated if known[1] == one] for one in divisions), key=_most, default=[])
    if TOLD in held:
        return Reached(of, _by_class(mine), CLASSES[max(rank for _, rank in mine)])
    if stated:
        exact = len(divisions) == 1 and (SOME,) not in held
        told = max(rank for _, rank in mine) if exact else min(rank for known, rank in held.items() if known != (POSSIBLE,))
        return Reached(of, _by_class(mine), CLASSES[told], exact=exact)
    if (SOME,) in held:
        return Reached(of, {}, CLASSES[held[(SOME,)]], exact=False)
    return Reached(of, {}, CLASSES[held[(POSSIBLE,)]], "possible", exact=False)


def _most(parts: list[tuple[Know, int]]) -> tuple[int, ...]:
    """Of several divisions that counts which has most members, then whose worst class is the best, then which has more in the better classes (domain §6)."""
    by_class = _by_class(parts)
    return sum(by_class.values()), -max(rank for _, rank in parts), *(by_class.get(name, 0) for name in CLASSES)


def _by_class(stated: list[tuple[Know, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for known, rank in stated:
        found[CLASSES[rank]] = found.get(CLASSES[rank], 0) + int(str(known[3]))
    return found


@dataclass(frozen=True)
class Summary:
    """The numbers of an answer to reach."""

    by_class: dict[str, int]
    total: int
    exact: bool
    possible: int
    no_way_known: int


def summary(whole_cut: Cut, origin: str) -> Summary:
    """The overseen by class and together; what is only possibly reached, and of the body's own area what no link reaches, apart."""
    cut = whole_cut.known()
    reached = {name: one for name, one in reach(whole_cut, origin).items() if cut.overseen(name)}
    sure = [one for one in reached.values() if one.certainty == "certain"]
    by_class = {how: sum(one.numbers.get(how, 0) for one in sure) for how in CLASSES}
    exact = not any(one.floor for one in sure) and not _more_if_known(whole_cut, origin)
    area = cut.nodes[origin]["area"]
    rest = [name for name in cut.nodes if cut.overseen(name) and cut.holds(area, cut.nodes[name]["area"]) and name not in reached]
    possible = sum(cut.weight(name) for name, one in reached.items() if one.certainty == "possible")
    return Summary(by_class, sum(by_class[how] for how in TOTAL), exact, possible, sum(cut.weight(name) for name in rest))


def _more_if_known(whole_cut: Cut, origin: str) -> bool:
    """Whether more would be reached if all were known that isn't on the day: then the numbers are floors."""
    if all(row["known"] for row in (*whole_cut.nodes.values(), *whole_cut.links)):
        return False
    told = Cut(
        {name: {**node, "known": True} for name, node in whole_cut.nodes.items()},
        [{**link, "known": True} for link in whole_cut.links],
        whole_cut.slices,
        whole_cut.areas,
    )
    here, there = reach(whole_cut, origin), reach(told, origin)
    return any(whole_cut.overseen(name) and one != here.get(name) for name, one in there.items())


@dataclass(frozen=True)
class Load:
    """How much a body carries: overseen members by class (null where no supervision is known or an unknown part is in it), and the division by posts."""

    direct: int | None
    inherited: int | None
    extended: int | None
    load: float | None
    load_is: str


def load_of(whole_cut: Cut, name: str) -> Load:
    cut = whole_cut.known()
    reached = [one for body, one in reach(whole_cut, name, own=True).items() if cut.overseen(body) and one.certainty == "certain"]
    if not any(one.best in OWN for one in reached):
        return Load(None, None, None, None, "unknown")
    direct, inherited, extended = (
        None if any(one.best == how and not one.exact for one in reached) else sum(one.numbers.get(how, 0) for one in reached) for how in OWN
    )
    staff, quantifier = cut.nodes[name]["staff_full_time"], cut.nodes[name]["staff_quantifier"]
    if direct is None or inherited is None or not staff or quantifier == "le":
        return Load(direct, inherited, extended, None, "unknown")
    return Load(direct, inherited, extended, (direct + inherited) / staff, "at_most" if quantifier == "ge" else "exact")


def who(whole_cut: Cut, name: str) -> dict[str, Reached]:
    """Every overseer in whose reach a node is: reach, asked of each of them."""
    cut = whole_cut.known()
    found = {}
    for body in cut.nodes:
        if not cut.overseen(body) and body != name and name in (told := reach(whole_cut, body)):
            found[body] = told[name]
    return found


def bases(whole_cut: Cut, origin: str) -> dict[str, str]:
    """Of every node that a body reaches: of the firmest way by which it reaches as much of it, in the same class, the weakest basis (domain §6)."""
    found: dict[str, str] = {}
    full = reach(whole_cut, origin)
    for weakest in BASES:
        for name, one in reach(whole_cut, origin, weakest=weakest).items():
            if (one.best, one.certainty, one.numbers, one.exact) == (full[name].best, full[name].certainty, full[name].numbers, full[name].exact):
                found.setdefault(name, weakest)
    return found


def basis_rank(basis: str) -> int:
    return BASES.index(basis)
