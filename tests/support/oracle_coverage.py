"""Coverage and gaps with sets and dates, slowly: every way is written out, and of a division every choice of one way a part (domain §3a, §4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from support.oracle_cut import BASES, FORMS, FROM_COUNTY_UP, UNCAPPED, Cut, Row
from support.oracle_dates import holding, in_term, judging
from support.oracle_sets import EVERY, against, along, parts, whole

CAPS = {"assigned": 5, "inferred": 5, "declared": 2, "statutory": 1, "episode": 5}  # an episode counts for inspection alone, and there in full
NAMES = {5: "direct", 4: "inherited", 3: "extended", 2: "declared", 1: "nominal", 0: "none", None: "unknown"}
CLOSE = ("SUPERVISES", "STATIONED_AT", "CONTACTS")


@dataclass(frozen=True)
class Way:
    """A way by which a form reaches a node, or some of its members: its own grade, its links, the bodies at its start, the steps down, what is known of the node.

    `together`: several bodies have the node in parts. `sure`: it rests on nothing that isn't known on the day.
    """

    own: int
    links: tuple[Row, ...] = ()
    bodies: frozenset[str] = frozenset()
    steps: int | None = None
    known: str = EVERY
    together: bool = False
    sure: bool = True

    @property
    def grade(self) -> int:
        return min([self.own, *(CAPS[link["basis"]] for link in self.links if link["kind"] not in UNCAPPED)])

    @property
    def basis(self) -> str | None:
        return max((link["basis"] for link in self.links), key=BASES.index, default=None)

    @property
    def holds(self) -> bool:
        """Whether it covers all of the node, for sure."""
        return self.known == EVERY and self.sure


@dataclass(frozen=True)
class Graded:
    """What is told of a node and a form; `ways` beside it, for what norms ask."""

    grade: int | None
    steps: int | None = None
    bodies: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    basis: str | None = None

    @property
    def name(self) -> str:
        return NAMES[self.grade]


def serves(link: Row, switch: bool = True) -> set[str]:
    """The forms that a link serves: its authority, and stationed or inspection where that is its form (domain §3)."""
    if link["form"] == "stationed" and not switch:
        return {"stationed"}
    return set(link["authority"]) | ({link["form"]} & {"stationed", "inspection"})


class Judge:
    """All that is asked of one node on the day on which it is judged."""

    def __init__(self, charts: Cut, name: str, switch: bool = True) -> None:
        self.cut, self.day = judging(charts, name)
        self.name, self.node, self.switch = name, self.cut.nodes[name], switch

    def ways(self, form: str) -> list[Way]:
        """Every way by which a form reaches the node, or a part of it; claims and the commission of its area too."""
        found = [*self._direct(self.name, form, False)]
        found += self._inherited(form)
        found += self._extended(form)
        for one in self.cut.slices:
            if one["what"] == "claims" and one.get("covered") == one.get("of") and self._names(one, form):
                held = holding(one, one["told"], self.day)
                if held is not False:
                    found.append(Way(2, sure=held is True))
        return [*found, *self._nominal(form)]

    def _direct(self, name: str, form: str, scoped: bool) -> Iterator[Way]:
        links = [link for link in self.cut.into[name] if self._close(link, form) and (not scoped or link["scope"] == "with_subordinates")]
        starts = {link["from"]: [Way(5, (), frozenset((link["from"],)), sure=bool(self.cut.nodes[link["from"]]["known"]))] for link in links}
        return self._arrive(name, links, starts)

    def _close(self, link: Row, form: str) -> bool:
        if form == "inspection":
            return link["kind"] == "INSPECTS" and in_term(link, self.day)
        return link["kind"] in CLOSE and link["basis"] != "episode" and form in serves(link, self.switch)

    def _arrive(self, name: str, links: Iterable[Row], starts: dict[str, list[Way]]) -> Iterator[Way]:
        """Ways over links to a node: one by one, and where all that hold parts of it give the form, of all of these together."""
        links = list(links)
        joined: set[tuple[object, ...]] = set()
        for link in links:
            if link["share"] == "part" and self.cut.is_set(name) and link["united"] not in joined:
                holders = parts(self.cut, link)
                choices = [
                    [_over(way, one, along(self.cut, one, way.known)) for one in mine if one in links for way in starts[holder] if way.known == EVERY]
                    for holder, mine in holders.items()
                ]
                if len(holders) > 1 and whole(self.cut, link) and all(choices):
                    together = [_join(some) for some in product(*choices)]
                    if any(way.sure for way in together):
                        joined.add(link["united"])
                    yield from together
        for link in links:
            if not (link["share"] == "part" and link["united"] in joined):
                for way in starts[link["from"]]:
                    yield _over(way, link, along(self.cut, link, way.known))

    def _inherited(self, form: str) -> Iterator[Way]:
        for first in self._above(self.name):
            for way in self._direct(first["to"], form, True):
                yield self._down(way, (first,))
            for second in self._above(first["to"]):
                for way in self._direct(second["to"], form, True):
                    yield self._down(way, (second, first))

    def _above(self, name: str) -> list[Row]:
        return [link for link in self.cut.out[name] if link["kind"] == "SUBORDINATE_TO" and link["line"] == "administrative" and link["basis"] != "episode"]

    def _down(self, way: Way, links: tuple[Row, ...]) -> Way:
        for link in links:
            way = _over(way, link, against(self.cut, link, way.known))
        return Way(4, way.links, way.bodies, len(links), way.known, way.together, way.sure)

    def _extended(self, form: str) -> Iterator[Way]:
        services = [link for link in self.cut.into[self.name] if link["kind"] == "SERVES" and link["basis"] != "episode"]
        starts: dict[str, list[Way]] = {}
        for station in {link["from"] for link in services}:
            links = [
                link for link in self.cut.into[station] if link["kind"] == "EXTENDS_TO" and link["basis"] != "episode" and form in serves(link, self.switch)
            ]
            bodies = {link["from"]: [Way(3, (), frozenset((link["from"],)), sure=bool(self.cut.nodes[link["from"]]["known"]))] for link in links}
            starts[station] = list(self._arrive(station, links, bodies))
        return self._arrive(self.name, services, starts)

    def _nominal(self, form: str) -> Iterator[Way]:
        if form in ("discipline", "state"):
            commissions = [one for one in self.cut.nodes.values() if one["kind"] == "Commission"]
            for sure in (True, False):
                if self._of_its_area([one for one in commissions if one["known"] or not sure]):
                    yield Way(1, sure=sure)
        elif form == "inspection":
            leads = [
                link for link in self.cut.links
                if link["kind"] == "LEADS" and link["basis"] != "episode"
                and self.cut.kind(link["from"]) == "PartyCommittee" and self.cut.kind(link["to"]) == "InspectionTeam"
            ]  # fmt: skip
            for sure in (True, False):
                here = [link for link in leads if link["known"] or not sure]
                committees = {one["id"] for one in self._of_its_area([self.cut.nodes[one] for one in {link["from"] for link in here}])}
                yield from (Way(1, (link,), sure=sure) for link in here if link["from"] in committees)

    def _of_its_area(self, bodies: list[Row]) -> list[Row]:
        """Which of some bodies are the ones of the node's area (domain §4, the commission of u's area)."""
        node = self.node
        if node["kind"] == "Unit" and node["level"] not in ("township", "village"):
            return [one for one in bodies if one["area"] == node["area"] and one["level"] == node["level"]]
        for level in FROM_COUNTY_UP:
            found = [one for one in bodies if one["level"] == level and self.cut.holds(one["area"], node["area"])]
            if found:
                return found
        return []

    def _names(self, one: Row, form: str) -> bool:
        """Whether a claim or a completeness is about the node and a form."""
        node = self.node
        forms = one.get("forms") or [one["form"]]
        if form not in forms or node["level"] not in one["levels"] or not self.cut.holds(one["area"], node["area"]):
            return False
        return not one.get("categories") or (node["kind"] == "Unit" and node["category"] in one["categories"])

    def complete(self, form: str) -> bool:
        """Whether a chart that holds the node declares on the day that it is complete there."""
        for one in self.cut.slices:
            declares = one["what"] == "complete" and self._names(one, form) and holding(one, one["told"], self.day)
            asked_on_its_day = self.node["asked"] is not None and one["chart"] in self.node.get("known_in", ())
            if declares and (asked_on_its_day or any(chart == one["chart"] and holding(entry, told, self.day) for entry, told, chart in self.node["spans"])):
                return True
        return False

    def graded(self, form: str) -> Graded:
        """The grade, and what is told of it."""
        ways = self.ways(form)
        good = [way for way in ways if way.holds]
        perhaps = max((way.grade for way in ways if not way.holds), default=0)
        if not good:
            return Graded(None if perhaps or not self.complete(form) else 0)
        best = max(way.grade for way in good)
        if _standing(perhaps) > _standing(best):  # what may cover some better leaves unknown what all have in name alone
            return Graded(None)
        giving = [way for way in good if way.grade == best]
        bodies = set().union(*(way.bodies for way in giving)) if best >= 3 else set()
        lesser = set().union(*(way.bodies for way in good if 3 <= way.grade < best and not way.together))
        return Graded(
            best,
            min((way.steps for way in giving if way.steps is not None), default=None) if best == 4 else None,
            tuple(sorted(bodies)),
            tuple(sorted(lesser - bodies)),
            min((way.basis for way in giving if way.basis is not None), key=BASES.index, default=None),
        )

    def status(self, norm: Norm) -> str:
        """How the node stands to a norm that asks for it."""
        grade = self.graded(norm.form).grade
        if grade is None:
            return "undetermined"
        if grade < 3:
            return "gap" if grade == 0 else "formal_only"
        fitting = [way for way in self.ways(norm.form) if way.grade >= max(norm.grade, 3) and self._free(norm, way)]
        if any(way.holds for way in fitting):
            return "met"
        return "undetermined" if fitting else "partial"

    def _free(self, norm: Norm, way: Way) -> bool:
        return not norm.independent or any(not self._depends(body) for body in way.bodies)

    def _depends(self, body: str) -> bool:
        """Whether a body is the unit's own, or depends on it for staff or budget."""
        hosting = [link for link in self.cut.out[body] if link["kind"] == "HOSTED_BY" and link["to"] == self.name and link["basis"] != "episode"]
        own = self.cut.kind(body) == "InternalDisciplineBody" and bool(hosting)
        return own or any(link["resource"] in ("staff", "budget") for link in hosting)

    def asks(self, norm: Norm) -> bool:
        node = self.node
        return (
            bool(holding({"valid_from": norm.valid_from, "valid_to": norm.valid_to}, "0000", self.day))
            and node["kind"] in norm.kinds
            and (not norm.levels or node["level"] in norm.levels)
            and (not norm.categories or node["category"] in norm.categories)
            and self.cut.holds(norm.area, node["area"])
        )


def _standing(grade: int) -> int:
    """Working, formal only or nothing: what an unknown way must better to leave the answer unknown."""
    return 2 if grade >= 3 else 1 if grade >= 1 else 0


def _over(way: Way, link: Row, known: str) -> Way:
    return Way(way.own, (*way.links, link), way.bodies, way.steps, known, way.together, way.sure and bool(link["known"]))


def _join(ways: tuple[Way, ...]) -> Way:
    """One way of several that have a part each: the least grade, the weakest basis, all bodies."""
    links = tuple(link for way in ways for link in way.links)
    return Way(min(way.own for way in ways), links, frozenset().union(*(way.bodies for way in ways)), None, EVERY, True, all(way.sure for way in ways))


@dataclass(frozen=True)
class Norm:
    """A coverage norm, as the table of norms in docs/model.md tells it."""

    id: str
    form: str
    kinds: tuple[str, ...]
    levels: tuple[str, ...]
    categories: tuple[str, ...]
    area: str
    grade: int
    valid_from: str | None = None
    valid_to: str | None = None
    independent: bool = False


_ORGANS = ("party", "government", "congress", "cppcc", "court", "procuratorate", "mass_organisation")
_ALL = ("Unit", "Township", "Village")
NORMS = (
    Norm("N01", "stationed", ("Unit",), FROM_COUNTY_UP, _ORGANS, "CN", 5, "2016"),
    Norm("N02", "inspection", ("Unit",), FROM_COUNTY_UP, (), "CN", 5, "2015"),
    Norm("N02", "inspection", ("Township",), (), (), "CN", 5, "2015"),
    Norm("N03", "state", _ALL, (), (), "CN", 3, "2018-03"),
    Norm("N04", "discipline", _ALL, (), (), "CN", 3, "1982"),
    Norm("N05", "state", ("Unit",), ("prefecture",), ("government",), "city-80", 5, None, "2018-03"),
)
"""N06 is of low confidence and judges only where it is named."""


def coverage(charts: Cut, switch: bool = True) -> dict[tuple[str, str], Graded]:
    """What is told of every overseen node and form."""
    return {(name, form): Judge(charts, name, switch).graded(form) for name in asked(charts) for form in FORMS}


def judgements(charts: Cut, switch: bool = True) -> dict[tuple[str, str], str]:
    """(overseen node, norm) → status, for every norm that asks for the node on its day."""
    found = {}
    for name in asked(charts):
        judge = Judge(charts, name, switch)
        found |= {(name, norm.id): judge.status(norm) for norm in NORMS if judge.asks(norm)}
    return found


def asked(charts: Cut) -> list[str]:
    """The overseen that are known on the day."""
    return [name for name, node in charts.nodes.items() if charts.overseen(name) and node["known"]]
