"""The names of a list on their way into a chart: each a body, or said to be none; what stands before a colon or above a section heads what follows."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from oversight_graph.loaders.behind_labels import LONGEST_LINE, VERB, BehindLabel, behind_label, labelled
from oversight_graph.loaders.cell_account import Fate
from oversight_graph.loaders.chart_builder import ChartBuilder
from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.label_links import label_link
from oversight_graph.loaders.mapping import NONE
from oversight_graph.loaders.neighbours import ByNeighbours, kinds_by_neighbours
from oversight_graph.loaders.office_powers import powers_of
from oversight_graph.loaders.rosters.cell_contents import day, labelled_parts
from oversight_graph.loaders.rosters.class_words import heads_what_follows, is_class_word
from oversight_graph.loaders.rosters.kinds.areas import inspected_body
from oversight_graph.messages import Message, Words, message
from oversight_graph.model import CATEGORIES, KINDS, LINKS, NODE_ATTRIBUTES
from oversight_graph.naming.grammar import Hint, NameReading, parse
from oversight_graph.naming.host_names import HostNames
from oversight_graph.naming.persons import likeness
from oversight_graph.naming.places_by_name import area_code

LONGEST_SECTION = 30
"""Letters: what is longer is no heading of a section."""
_PARTS = ("function", "mode", "scope", "category")
_SCOPED = ("SUPERVISES", "STATIONED_AT", "CONTACTS", "INSPECTS")
_FATES = {"heading": Fate.HEADING, "total": Fate.TOTAL, "no-letters": Fate.NUMBER, "nothing": Fate.FILLER}
"""What is no body and needs no word, by the pattern of the table of names."""


class ListHead(NamedTuple):
    """What heads names: the label before them, or the section that they stand in.

    Attributes
    ----------
    text
        As it is written.
    body
        Its id and kind, where it is a body.
    name
        Of the body.
    category
        That it says of units; None for none.
    """

    text: str
    body: tuple[str, str] | None = None
    name: str = ""
    category: str | None = None


@dataclass
class ListedNames:
    """Takes the names of a list.

    Attributes
    ----------
    builder, source, kinds, counted
        Takes the entries; the source that they rest on; what the user says that names are; how often what was met.
    bodies
        By id: kind, name, how it was read, where it stands first.
    section
        What heads the lines that follow; None for nothing.
    """

    builder: ChartBuilder
    source: str
    kinds: Mapping[str, str]
    counted: Counter[str] = field(default_factory=Counter)
    bodies: dict[str, tuple[str, str, NameReading, Location]] = field(default_factory=dict)
    section: ListHead | None = None
    _known: dict[tuple[str, str], str | None] = field(default_factory=dict)
    _heads: dict[str, ListHead | None] = field(default_factory=dict)
    _unlinked: set[tuple[str, str]] = field(default_factory=set)
    _waiting: list[tuple[BehindLabel, ListHead | None, Location]] = field(default_factory=list)

    def line(self, text: str, following: str, place: Location) -> None:
        """Take a line of the list.

        Parameters
        ----------
        text
            Of the cell.
        following
            The next line, by which the heading of a section is told; "" for the last one.
        place
            The cell.
        """
        if following and self._is_section(text, following):
            self.section = ListHead(text, category=_category(text))
            self._heading(place)
            return
        named: Counter[str] = Counter()
        for label, part in labelled_parts(labelled(text)) if len(text) < LONGEST_LINE else [("", text)]:
            head = self._head(label, place) if label else self.section
            if part:
                alone = head is None or head.body is None or part in self.kinds
                self._waiting += ((one, head, place) for one in ([BehindLabel(part)] if alone else behind_label(part, named[label])))
                named[label] += 1
            elif label:
                self.section = head
                self._heading(place)

    def _is_section(self, text: str, following: str) -> bool:
        if len(text) > LONGEST_SECTION or text in self.kinds or text.endswith((":", "：")):
            return False
        return (is_class_word(text) or heads_what_follows(text, following)) and parse(text).name not in self.kinds

    def _heading(self, place: Location) -> None:
        self.counted["loaders.lines_that_head_sections"] += 1
        self.builder.mark(place, Fate.HEADING)

    def _head(self, label: str, place: Location) -> ListHead | None:
        """What a label says; of one that may be a body the user is asked."""
        if label not in self._heads:
            self._heads[label] = self._read_head(label, place)
        return self._heads[label]

    def _read_head(self, label: str, place: Location) -> ListHead | None:
        reading = parse(label)
        name = reading.name or label
        told = self.kinds.get(name) or self.kinds.get(label)
        if told == NONE:
            return None
        head_only = is_class_word(label) or reading.parts.set or reading.no_body or reading.pattern in ("class-of-units", "units-set")
        if told is None and (head_only or likeness(name)):
            return ListHead(label, category=_category(label))
        kind = told or (reading.kind if reading.sure else None)
        if kind is None:
            self.builder.ask(name, NONE, place)
            self.builder.problem("warning", message("loaders.label_not_understood", label=_short(label), reason=reading), place=place)
            return ListHead(label)
        body = self._body(kind, name, reading, place)
        self.bodies.setdefault(body, (kind, name, reading, place))
        return ListHead(label, (body, kind), name)

    def finish(self) -> None:
        """Take the names of the lines so far, once all of a column are known: what one of them is may be told by those beside it."""
        for one, head, place in self._waiting:
            if one.how_many is not None and head is not None:
                self._unnamed(one, head, place)
        read = [(*_without_verb(one.text, head), one.below_too, head, place) for one, head, place in self._waiting if one.how_many is None]
        self._waiting.clear()
        for (text, reading, below_too, head, place), beside in zip(read, kinds_by_neighbours([one[1] for one in read]), strict=True):
            self._name(text, reading, head, place, beside, below_too)

    def _unnamed(self, one: BehindLabel, head: ListHead, place: Location) -> None:
        """Units behind a body's label that are counted and not named: a population (domain §2)."""
        body = self.builder.body("Unit", f"{head.name}：{one.text}", place, self.source, count=one.how_many)
        self._link_to_head(head, body, "Unit", one.text, place)

    def _name(self, text: str, reading: NameReading, head: ListHead | None, place: Location, beside: ByNeighbours | None, below_too: bool = False) -> None:
        name = reading.name or text
        kind = self.kinds.get(name) or self.kinds.get(text)
        if kind == NONE or (kind is None and (reading.no_body or likeness(name) == "person")):
            self._no_body(text, name, kind, reading, place)
            return
        if kind is None and beside is not None:
            kind = beside.kind
            self.builder.ask(name, kind, place, (kind,))
            said = message("loaders.kind_by_neighbours", name=_short(name), kind=_words(kind), neighbours=list(beside.neighbours))
            self.builder.problem("warning", said, place=place)
        if kind is None and not reading.sure:
            self.builder.undecided(name, _undecided(_short(name), reading), place)
            return
        chosen = kind or str(reading.kind)
        if kind is None and head is not None and head.body is not None and head.body[1] == "InspectionTeam" and (meant := inspected_body(reading)) is not None:
            chosen, name, reading = str(meant.kind), meant.name, meant  # 县财政局党组 is inspected in 县财政局
        body = self._body(chosen, name, reading, place, head.category if head else None)
        self.bodies.setdefault(body, (chosen, name, reading, place))
        if head is not None and head.body is not None and head.body[0] != body:
            self._link_to_head(head, body, chosen, name, place, below_too)

    def _no_body(self, text: str, name: str, kind: str | None, reading: NameReading, place: Location) -> None:
        date = day(text)
        if date is not None and "as_of" not in self.builder.inferred:
            self.builder.inferred["as_of"] = date
            self.builder.mark(place, Fate.HEADING)
        self.counted["loaders.lines_that_are_no_bodies"] += 1
        if kind == NONE:
            self.builder.mark(place, Fate.LEFT_OUT)
        elif reading.pattern in _FATES:
            self.builder.mark(place, _FATES[reading.pattern])
        else:
            no_body = message("loaders.no_body", name=_short(text), reason=reading)
            self.builder.problem("warning", message("loaders.person_here") if likeness(name) else no_body, place=place)

    def _link_to_head(self, head: ListHead, body: str, kind: str, name: str, place: Location, below_too: bool = False) -> None:
        assert head.body is not None
        above, kind_above = head.body
        link = label_link(kind_above, kind, head.name, name)
        if link is None:
            if (above, kind) not in self._unlinked:
                self._unlinked.add((above, kind))
                self.builder.problem(
                    "warning", message("loaders.label_without_link", label=head.name, kind=kind_above, name=_short(name), other=kind), place=place
                )
            return
        start, end = (above, body) if link.downwards else (body, above)
        scope = {"scope": "with_subordinates"} if below_too and link.kind in _SCOPED else {}
        self.builder.link(link.kind, start, end, place, sources=[place.cited(self.source)], **scope, **link.values)
        self.counted["loaders.links_that_labels_say"] += 1

    def _body(self, kind: str, name: str, reading: NameReading, place: Location, category: str | None = None) -> str:
        given = (
            {attribute: getattr(reading.parts, attribute) for attribute in _PARTS if NODE_ATTRIBUTES[attribute].applies(kind)} if reading.kind == kind else {}
        )
        if reading.parts.level and KINDS[kind].level is None and reading.kind == kind:
            given["level"] = reading.parts.level
            told = self.builder.source_file.options.header.get("level")
            self.counted["loaders.levels_by_name"] += told not in (None, reading.parts.level) and not self.builder.holds(kind, name)
        if reading.parts.set:
            given["count"] = reading.parts.count or "unknown"  # several bodies; often nobody says how many
        if category is not None and kind == "Unit" and not given.get("category"):
            given["category"] = category
        if not self.builder.holds(kind, name):
            self.counted[kind] += 1
        note = "; ".join(reading.notes) or None
        return self.builder.body(kind, name, place, self.source, aliases=list(reading.aliases) or None, note=note, **given)

    def links(self) -> None:
        """What the names imply: a link for each hint whose other end is, or surely can be, a body; of basis inferred."""
        for body, (kind, name, reading, place) in list(self.bodies.items()):
            for hint in reading.hints() if reading.kind == kind else ():
                other = self._end(hint, kind, name, place)
                if other is not None:
                    start, end = (body, other) if hint.end == "to" else (other, body)
                    self.builder.link(hint.link, start, end, place, sources=[place.cited(self.source)], basis="inferred", **_powers(hint, name))
                    self.counted["loaders.links_that_names_imply"] += 1

    def _end(self, hint: Hint, kind: str, of: str, place: Location) -> str | None:
        reading = parse(hint.name)
        other = self.kinds.get(hint.name) or reading.kind
        if not reading.sure or other is None or other not in KINDS:
            return None
        ends = (kind, other) if hint.end == "to" else (other, kind)
        if not LINKS[hint.link].permits(*ends):
            return None
        longer = self._longer(other, hint.name)
        if longer is not None:
            return longer
        if hint.link == "STATIONED_AT":
            named = self._units.match(hint.name)
            if named.sure:
                return self._ids[named.names[0]]
            if named.names:
                self.builder.problem("warning", message("rosters.host_not_sure", name=of, host=hint.name, units=list(named.names[:5])), place=place)
                return None
        if not self.builder.holds(other, reading.name):
            self.counted["loaders.bodies_that_names_imply"] += 1
        return self._body(other, reading.name, reading, place)

    @cached_property
    def _ids(self) -> dict[str, str]:
        """The units of the list, which can be hosts, by name."""
        return {name: body for body, (kind, name, _, _) in self.bodies.items() if kind == "Unit"}

    @cached_property
    def _units(self) -> HostNames:
        header = self.builder.source_file.options.header
        return HostNames(self._ids, header.get("level"), area_code(header.get("area"), header.get("as_of")))

    @cached_property
    def _backwards(self) -> dict[str, list[tuple[str, str]]]:
        """The names of the list read from their ends, sorted, by kind: those that end alike stand together."""
        by_kind: dict[str, list[tuple[str, str]]] = {}
        for body, (kind, name, _, _) in self.bodies.items():
            by_kind.setdefault(kind, []).append((name[::-1], body))
        return {kind: sorted(names) for kind, names in by_kind.items()}

    def _longer(self, kind: str, name: str) -> str | None:
        """The only body of the list with a longer form of a name: 云岭县纪委监委 where another name says 县纪委监委."""
        if (kind, name) not in self._known:
            backwards, key = self._backwards.get(kind, []), name[::-1]
            at = bisect_left(backwards, (key, ""))
            fitting = [body for text, body in backwards[at : at + 2] if text.startswith(key)]
            self._known[kind, name] = fitting[0] if len(fitting) == 1 else None
        return self._known[kind, name]

    def dispatched(self, commission: str) -> None:
        """The commission that the user tells, above the groups and rooms of the list.

        Parameters
        ----------
        commission
            Its name.
        """
        above = self.builder.body("Commission", commission, Location(), self.source)
        for body, (kind, _, _, place) in self.bodies.items():
            if body != above and kind in ("StationedGroup", "TownshipOffice"):
                self.builder.link("DISPATCHES", above, body, place, sources=[self.source])
            elif kind == "Room":
                self.builder.link("PART_OF", body, above, place, sources=[self.source])


def _category(text: str) -> str | None:
    """The category of units that a label or a section says, in a word of the vocabulary."""
    name = parse(text).name or text
    return next((category.id for category in CATEGORIES if name in (category.zh, category.en, category.id)), None)


def _powers(hint: Hint, name: str) -> dict[str, object]:
    """Of an office over its township."""
    if hint.link != "SUPERVISES":
        return {}
    return {"form": "discipline", "authority": powers_of(name)}


def _undecided(name: str, reading: NameReading) -> Message:
    """What is said of a name whose kind can't be told."""
    kinds = [kind for kind in dict.fromkeys(candidate.kind for candidate in reading.candidates) if kind]
    if not kinds:
        return message("loaders.no_kind_known", name=name, reason=reading)
    return message("loaders.one_of_several_kinds", name=name, reason=reading, kinds=[_words(kind) for kind in kinds], first=kinds[0])


def _without_verb(text: str, head: ListHead | None) -> tuple[str, NameReading]:
    """A name and how it is read, behind a body's label without the verb before it: 联系县财政局."""
    shorter = VERB.sub("", text)
    if head is not None and head.body is not None and shorter != text and (reading := parse(shorter)).sure and reading.kind:
        return shorter, reading
    return text, parse(text)


def _words(kind: str) -> Words:
    return Words(KINDS[kind].zh, kind)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:40]}…"
