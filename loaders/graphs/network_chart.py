"""A foreign graph as a chart: every body with a kind that somebody says, every relation that the model has, the rest counted and said."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from oversight_graph.chart.build import HEADER_KEYS, ChartReading
from oversight_graph.loaders.chart_builder import ChartBuilder
from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.graphs.flat_values import link_values, node_values
from oversight_graph.loaders.graphs.network import ForeignBody, ForeignGraph, ForeignRelation, text_of
from oversight_graph.loaders.graphs.network_kinds import KindDecision, KindMapping, MappedWord, Told, decide, link_of, may_be_a_person, mutual
from oversight_graph.loaders.mapping import IGNORE
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.messages import Message, message
from oversight_graph.model import KINDS, LINKS, MECHANISMS
from oversight_graph.naming.personal_data import may_be_personal
from oversight_graph.naming.persons import heading_of_persons
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.written_values import cut, is_id

_SHOWN = 10
_TEXTS = {"note", "function"}
_HEADER = tuple(key for key in HEADER_KEYS if key in ("chart", "title", "as_of", "area", "level"))


def chart_of(network: ForeignGraph, source_file: SourceFile) -> ChartReading:
    """The chart that a foreign graph is, with all that was understood, left out, or stands in its way.

    Parameters
    ----------
    network
        The graph as the file says it.
    source_file
        The file, with what the user says of it.

    Returns
    -------
    ChartReading
        With the mapping that says what words are to be decided.

    Raises
    ------
    ParseError
        For a graph that holds no organisation, or a mapping that can't be meant.
    """
    return _Making(network, source_file).chart()


class _Making:
    def __init__(self, network: ForeignGraph, source_file: SourceFile) -> None:
        self.network, self.builder = network, ChartBuilder(source_file)
        self.mapping = KindMapping(source_file.options.mapping)
        self.ours: dict[str, str] = {}  # their ids → ours, of the bodies that are in the chart
        self.kinds: dict[str, str] = {}
        self.out: dict[str, str] = {}  # … of those that aren't, and why
        self.taken: set[str] = set()
        self.how: Counter[tuple[Told | None, str]] = Counter()
        self.links: Counter[tuple[str, str]] = Counter()
        self.left = network.left
        self.unknown: Counter[str] = Counter()  # relations that no link of the model is
        self.attributes: Counter[str] = Counter()
        self.personal: Counter[str] = Counter()

    def chart(self) -> ChartReading:
        builder, network = self.builder, self.network
        options = builder.source_file.options.source
        builder.header = {key: text for key in _HEADER if (text := text_of(network.values.get(key)))}
        builder.inferred = dict(network.inferred)
        builder.areas = network.areas
        own = network.sources[0] if network.sources else {"title": builder.source_file.path.name}
        self.source = builder.source(options) if options else self._source(own)
        for body in network.bodies:
            self._body(body)
        for relation in network.relations:
            self._relation(relation)
        self._tell()
        links = {word: IGNORE for word, number in sorted(self.unknown.items()) if number}
        builder.guess = {"kinds": builder.unsure, "links": links}
        return builder.build()

    def _source(self, said: Any) -> str:
        return self.builder.source(said["title"], **{key: value for key, value in said.items() if key != "title"})

    # -- bodies -----------------------------------------------------------------------------------------------------------

    def _body(self, body: ForeignBody) -> None:
        if body.id in self.ours or body.id in self.out:
            self.builder.problem("error", message("graphs.same_id"), place=Location(body.line))
            return
        decision = decide(body, self.mapping)
        if decision.kind is None:
            self._without(body, decision)
            return
        kind = decision.kind
        self.ours[body.id] = name = self._id(body.id)
        self.kinds[body.id] = kind
        self.how[decision.how, kind] += 1
        values, left = node_values({**body.values, **{key: value for key, value in decision.values.items() if body.values.get(key) in (None, "")}}, kind)
        self._left_attributes(left)
        self._without_persons(values)
        sources = [self._source(one) for one in body.sources] or self._named_sources(body.values) or [self.source]
        self.builder.node(
            name, Location(body.line), **{"kind": kind, "name": body.values.get("name"), **values, "sources": [f"{one} {body.id}" for one in sources]}
        )

    def _without(self, body: ForeignBody, decision: KindDecision) -> None:
        if decision.person:
            self.network.persons += 1
            self.out[body.id] = "person"
        elif decision.left is not None:
            self.left.add(decision.left)
            self.out[body.id] = "left"
        else:
            self.out[body.id] = "left" if self.builder.leaves_out else "error"
            silent = body.doubtful or decision.nameless or may_be_a_person(str(body.values.get("name") or ""))
            word = _quiet(body.id, str(body.values.get("name"))) if silent else cut(body.values["name"])
            undecided = message("graphs.undecided_nameless", doubt=decision.doubt, valid=KINDS.ids)
            if word:
                undecided = message("graphs.undecided_node", word=word, doubt=decision.doubt, valid=KINDS.ids)
            self.builder.undecided(word or None, undecided, Location(body.line))

    def _id(self, theirs: str) -> str:
        """An id of ours: theirs, the end of a web address, or what is left of it."""
        wanted = re.split(r"[/#]", theirs.rstrip("/#"))[-1] if "://" in theirs else theirs
        wanted = "".join(letter if is_id(letter) else "-" for letter in wanted).strip("-") or "n"
        free, number = wanted, 1
        while free in self.taken:
            number += 1
            free = f"{wanted}-{number}"
        self.taken.add(free)
        return free

    def _named_sources(self, values: dict[str, Any]) -> list[str]:
        said = values.get("sources") or values.get("source")
        titles = said if isinstance(said, list) else [said]
        return [self.builder.source(text) for one in titles if (text := text_of(one)) and not may_be_personal(text)]

    # -- relations --------------------------------------------------------------------------------------------------------

    def _relation(self, relation: ForeignRelation) -> None:
        ends = (relation.start, relation.end)
        for end in ends:
            if end not in self.ours and end not in self.out:
                missing = message("graphs.end_missing_unsaid") if may_be_a_person(end) else message("graphs.end_missing", end=cut(end))
                self.builder.problem("error", missing, place=Location(relation.line))
                return
        why = {self.out[end] for end in ends if end in self.out}
        if why:
            if "person" in why:
                self.network.of_persons += 1
            elif "left" in why:
                self.left.add(message("graphs.relations_of_left_nodes"))
            return
        mapped = link_of(relation, self.kinds[relation.start], self.kinds[relation.end], self.mapping)
        if mapped is None or mapped.kind is None:
            if mapped is None:
                self.unknown[relation.type] += 1
            else:
                self.left.add(message("graphs.relations_left_by_mapping"))
            return
        self._link(relation, mapped.kind, mapped)

    def _link(self, relation: ForeignRelation, kind: str, mapped: MappedWord) -> None:
        start, end = (relation.end, relation.start) if mapped.reversed else (relation.start, relation.end)
        values, left = link_values({**relation.values, **mapped.values}, kind)
        if not relation.directed and not mapped.reversed:
            turned = self._direction(relation, kind, values.get("mechanism"))
            if turned is None:
                return
            start, end = (end, start) if turned else (start, end)
        self._left_attributes(left)
        self._without_persons(values)
        self.links[kind, relation.type] += 1
        sources = self._named_sources(relation.values) or [self.source]
        cited = [f"{one} {relation.id}".strip() for one in sources]
        self.builder.link(kind, self.ours[start], self.ours[end], Location(relation.line), **{**values, "sources": cited})

    def _direction(self, relation: ForeignRelation, kind: str, mechanism: str | None) -> bool | None:
        """Whether a relation without direction runs the other way; None where that can't be told."""
        a, b = self.kinds[relation.start], self.kinds[relation.end]
        forth, back = LINKS[kind].permits(a, b), LINKS[kind].permits(b, a)
        directed = mechanism in MECHANISMS and MECHANISMS[str(mechanism)].directed
        if forth and back and (directed or not mutual(LINKS[kind])):
            either = message("graphs.no_direction", kind=kind, start=self.ours[relation.start], end=self.ours[relation.end])
            self.builder.problem("error", either, place=Location(relation.line))
            return None
        return back and not forth

    def _without_persons(self, values: dict[str, Any]) -> None:
        """Take out the texts that are, or may be, nothing but a person's name or number, whatever key they stand under."""
        for key in _TEXTS & values.keys():
            if may_be_personal(text_of(values[key])):
                del values[key]
                self.personal[key] += 1

    # -- what is said of it -------------------------------------------------------------------------------------------------

    def _left_attributes(self, left: list[str]) -> None:
        for key in left:
            (self.personal if heading_of_persons(cut(key)) else self.attributes)[key] += 1

    def _tell(self) -> None:
        builder, network = self.builder, self.network
        if not network.bodies and not network.persons:
            raise ParseError(0, message("graphs.no_organisation"))
        self._tell_what_was_understood()
        if self.builder.left_out:
            builder.understood.append(message("loaders.names_left_out_as_unsure", number=self.builder.left_out))
        if network.persons or network.of_persons:
            builder.problem("warning", message("graphs.persons_left_out", persons=network.persons, relations=network.of_persons))
        for what, number in self.left:
            builder.problem("warning", message("graphs.left_out", what=what, number=number))
        for word, number in sorted(self.unknown.items()):
            if word:
                builder.problem("warning", message("graphs.relations_of_unknown_type", word=cut(word), number=number))
            else:
                builder.problem("warning", message("graphs.relations_of_no_type", number=number))
        if self.personal:
            builder.problem("warning", message("graphs.personal_attributes", attributes=_listed(self.personal)))
        if self.attributes:
            builder.problem("warning", message("graphs.attributes_without_a_place", attributes=_listed(self.attributes)))

    def _tell_what_was_understood(self) -> None:
        kinds: dict[Told | None, list[tuple[Message, int]]] = {}
        for (how, kind), number in self.how.items():
            kinds.setdefault(how, []).append((message("graphs.number_of_a_kind", number=number, kind=kind), number))
        if "mapping" in kinds:
            self.builder.understood.append(message("graphs.nodes_by_mapping", kinds=_most_first(kinds["mapping"])))
        if "kind" in kinds:
            self.builder.understood.append(message("graphs.nodes_by_kind", kinds=_most_first(kinds["kind"])))
        if "name" in kinds:
            self.builder.understood.append(message("graphs.nodes_by_name", kinds=_most_first(kinds["name"])))
        links = [
            (message("graphs.number_from_a_word", number=number, kind=kind, word=cut(word)), number)
            if word and word != kind
            else (message("graphs.number_of_a_kind", number=number, kind=kind), number)
            for (kind, word), number in self.links.items()
        ]
        if links:
            self.builder.understood.append(message("graphs.links", links=_most_first(links)))


def _most_first(counted: list[tuple[Message, int]]) -> list[Message]:
    return [what for what, _ in sorted(counted, key=lambda each: (-each[1], each[0].text("en")))]


def _listed(counted: Counter[str]) -> list[Message] | Message:
    """The attributes that were met most often."""
    most = counted.most_common(_SHOWN)
    listed = [message("graphs.attribute_and_number", attribute=cut(key), number=number) for key, number in most]
    return message("graphs.and_more", items=listed) if len(counted) > len(most) else listed


def _quiet(theirs: str, name: str) -> str:
    """An id that can be said where the name can't: one that is a mark, and not the name again."""
    return cut(theirs) if theirs.isascii() and " " not in theirs and theirs != name else ""
