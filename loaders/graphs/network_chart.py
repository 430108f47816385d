"""A foreign graph as a chart: every body with a kind that somebody says, every relation that the model has, the rest counted and said."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from oversight_graph.chart.build import HEADER_KEYS, ChartReading
from oversight_graph.loaders.chart_builder import ChartBuilder, Location
from oversight_graph.loaders.graphs.flat_values import link_values, node_values
from oversight_graph.loaders.graphs.network import ForeignBody, ForeignGraph, ForeignRelation, text_of
from oversight_graph.loaders.graphs.network_kinds import KindDecision, KindMapping, MappedWord, decide, link_of, may_be_a_person, mutual
from oversight_graph.loaders.mapping import IGNORE, UNDECIDED
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.model import KINDS, LINKS, MECHANISMS
from oversight_graph.naming.persons import heading_of_persons
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.field_reader import cut, is_id

_HOW_TO_MAP = "say it in a mapping, --mapping FILE: `kinds: {{{word}: Kind}}` with one of {valid}, or none to leave it out"
_HEADER = tuple(key for key in HEADER_KEYS if key in ("chart", "title", "as_of", "area", "level"))


def chart_of(network: ForeignGraph, source_file: SourceFile) -> ChartReading:
    """The chart that a network is, with all that was understood, left out, or stands in its way."""
    return _Making(network, source_file).chart()


class _Making:
    def __init__(self, network: ForeignGraph, source_file: SourceFile) -> None:
        self.network, self.builder = network, ChartBuilder(source_file)
        self.mend = KindMapping(source_file.options.mapping)
        self.ours: dict[str, str] = {}  # their ids → ours, of the bodies that are in the chart
        self.kinds: dict[str, str] = {}
        self.out: dict[str, str] = {}  # … of those that aren't, and why
        self.taken: set[str] = set()
        self.how: Counter[tuple[str, str]] = Counter()
        self.links: Counter[tuple[str, str]] = Counter()
        self.left: Counter[str] = Counter(network.left)
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
        for tie in network.ties:
            self._tie(tie)
        self._tell()
        links = {word: IGNORE for word, number in sorted(self.unknown.items()) if number}
        builder.guess = {"kinds": builder.unsure, "links": links}
        return builder.build()

    def _source(self, said: Any) -> str:
        return self.builder.source(said["title"], **{key: value for key, value in said.items() if key != "title"})

    # -- bodies -----------------------------------------------------------------------------------------------------------

    def _body(self, body: ForeignBody) -> None:
        if body.id in self.ours or body.id in self.out:
            self.builder.problem("error", "two nodes have the same id", "give each an id of its own", Location(body.line))
            return
        decision = decide(body, self.mend)
        if decision.kind is None:
            self._without(body, decision)
            return
        kind = decision.kind
        self.ours[body.id] = name = self._id(body.id)
        self.kinds[body.id] = kind
        self.how[decision.how, kind] += 1
        values, left = node_values({**body.values, **{key: value for key, value in decision.values.items() if body.values.get(key) in (None, "")}}, kind)
        self._left_attributes(left)
        sources = [self._source(one) for one in body.sources] or self._named_sources(body.values) or [self.source]
        self.builder.node(
            name, Location(body.line), **{"kind": kind, "name": body.values.get("name"), **values, "sources": [f"{one} {body.id}" for one in sources]}
        )

    def _without(self, body: ForeignBody, decision: KindDecision) -> None:
        if decision.person:
            self.network.persons += 1
            self.out[body.id] = "person"
        elif decision.left:
            self.left[decision.left] += 1
            self.out[body.id] = "left"
        else:
            self.out[body.id] = "error"
            silent = body.doubtful or decision.nameless or may_be_a_person(str(body.values.get("name") or ""))
            word = _quiet(body.id, str(body.values.get("name"))) if silent else cut(body.values["name"])
            if word:
                self.builder.ask(word, UNDECIDED)
            todo = _HOW_TO_MAP.format(word=word or "its id", valid=", ".join(KINDS.ids))
            self.builder.problem("error", f"node `{word}`: {decision.doubt}" if word else f"a node: {decision.doubt}", todo, Location(body.line))

    def _id(self, theirs: str) -> str:
        """An id of ours: theirs, the end of a web address, or what is left of it."""
        found = re.split(r"[/#]", theirs.rstrip("/#"))[-1] if "://" in theirs else theirs
        found = "".join(letter if is_id(letter) else "-" for letter in found).strip("-") or "n"
        free, number = found, 1
        while free in self.taken:
            number += 1
            free = f"{found}-{number}"
        self.taken.add(free)
        return free

    def _named_sources(self, values: dict[str, Any]) -> list[str]:
        said = values.get("sources") or values.get("source")
        titles = said if isinstance(said, list) else [said]
        return [self.builder.source(text) for one in titles if (text := text_of(one))]

    # -- relations --------------------------------------------------------------------------------------------------------

    def _tie(self, tie: ForeignRelation) -> None:
        ends = (tie.start, tie.end)
        for end in ends:
            if end not in self.ours and end not in self.out:
                called = "a node that isn't there" if may_be_a_person(end) else f"`{cut(end)}`, and no node has this id"
                self.builder.problem("error", f"a relation ends at {called}", "add the node, or remove the relation", Location(tie.line))
                return
        why = {self.out[end] for end in ends if end in self.out}
        if why:
            if "person" in why:
                self.network.of_persons += 1
            elif "left" in why:
                self.left["relations of nodes that were left out"] += 1
            return
        found = link_of(tie, self.kinds[tie.start], self.kinds[tie.end], self.mend)
        if found is None or found.kind is None:
            self.unknown[tie.type] += found is None
            self.left["relations that the mapping leaves out"] += found is not None
            return
        self._link(tie, found.kind, found)

    def _link(self, tie: ForeignRelation, kind: str, found: MappedWord) -> None:
        start, end = (tie.end, tie.start) if found.reversed else (tie.start, tie.end)
        values, left = link_values({**tie.values, **found.values}, kind)
        if not tie.directed and not found.reversed:
            turned = self._direction(tie, kind, values.get("mechanism"))
            if turned is None:
                return
            start, end = (end, start) if turned else (start, end)
        self._left_attributes(left)
        self.links[kind, tie.type] += 1
        sources = self._named_sources(tie.values) or [self.source]
        cited = [f"{one} {tie.id}".strip() for one in sources]
        self.builder.link(kind, self.ours[start], self.ours[end], Location(tie.line), **{**values, "sources": cited})

    def _direction(self, tie: ForeignRelation, kind: str, mechanism: str | None) -> bool | None:
        """Whether a relation without direction runs the other way; None where that can't be told."""
        a, b = self.kinds[tie.start], self.kinds[tie.end]
        forth, back = LINKS[kind].permits(a, b), LINKS[kind].permits(b, a)
        directed = mechanism in MECHANISMS and MECHANISMS[str(mechanism)].directed
        if forth and back and (directed or not mutual(LINKS[kind])):
            what = f"{kind} between {self.ours[tie.start]} and {self.ours[tie.end]} has no direction, and could run either way"
            self.builder.problem("error", what, "write the graph as a directed one", Location(tie.line))
            return None
        return back and not forth

    # -- what is said of it -------------------------------------------------------------------------------------------------

    def _left_attributes(self, left: list[str]) -> None:
        for key in left:
            (self.personal if heading_of_persons(cut(key)) else self.attributes)[key] += 1

    def _tell(self) -> None:
        builder, network = self.builder, self.network
        if not network.bodies and not network.persons:
            raise ParseError(0, "the file holds no organisation", "is it the right file?")
        for how in sorted({how for how, _ in self.how}):
            builder.understood.append(f"nodes by {how}: {_each({kind: number for (one, kind), number in self.how.items() if one == how})}")
        if self.links:
            named = {kind + (f" from `{cut(word)}`" if word and word != kind else ""): number for (kind, word), number in self.links.items()}
            builder.understood.append(f"links: {_each(named)}")
        if network.persons or network.of_persons:
            what = f"natural persons were left out: {network.persons}; relations and posts of theirs: {network.of_persons}"
            self._say(what, "a chart holds organisations only; nothing is to be done")
        for what, number in sorted(self.left.items()):
            if number:
                self._say(f"left out: {what}: {number}", "nothing is to be done, if they aren't needed")
        for word, number in sorted(self.unknown.items()):
            if number:
                what = f"left out: relations `{cut(word)}`: {number}" if word else f"left out: relations that say no type: {number}"
                self._say(what, f'no link of the model is surely meant; map it, if one is: `links: {{"{cut(word)}": KIND}}` in --mapping FILE')
        if self.personal:
            self._say(f"attributes of natural persons were left out: {_listed(self.personal)}", "a chart holds organisations only; nothing is to be done")
        if self.attributes:
            self._say(
                f"left out: attributes that the model has no place for: {_listed(self.attributes)}",
                "what matters goes into `note`, or under a key of the model",
            )

    def _say(self, what: str, todo: str) -> None:
        self.builder.problem("warning", what, todo)


def _each(found: dict[str, int]) -> str:
    return ", ".join(f"{number} {what}" for what, number in sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _listed(found: Counter[str]) -> str:
    most = found.most_common(10)
    return ", ".join(f"{cut(key)} ({number})" for key, number in most) + (" …" if len(found) > len(most) else "")


def _quiet(theirs: str, name: str) -> str:
    """An id that can be said where the name can't: one that is a mark, and not the name again."""
    return cut(theirs) if theirs.isascii() and " " not in theirs and theirs != name else ""
