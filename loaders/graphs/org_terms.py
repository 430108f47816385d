"""The words of the W3C Organization Ontology (and of those it is used with), and what they say in the model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from oversight_graph.loaders.graphs.network import CONTAINED, ForeignBody, ForeignGraph, ForeignRelation, day_of
from oversight_graph.loaders.graphs.network_kinds import PERSONS, kind_named, link_named
from oversight_graph.messages import message
from oversight_graph.model import NODE_ATTRIBUTES

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

ORG, RDF, RDFS = "http://www.w3.org/ns/org#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
SKOS, FOAF, DCT = "http://www.w3.org/2004/02/skos/core#", "http://xmlns.com/foaf/0.1/", "http://purl.org/dc/terms/"
SCHEMA = ("https://schema.org/", "http://schema.org/")
_BODIES = {f"{ORG}{name}" for name in ("Organization", "FormalOrganization", "OrganizationalUnit", "OrganizationalCollaboration")} | {
    f"{FOAF}Organization",
    "http://www.w3.org/2006/vcard/ns#Organization",
    *(f"{one}{name}" for one in SCHEMA for name in ("Organization", "GovernmentOrganization")),
}
_POSTS = {f"{ORG}{name}" for name in ("Post", "Role")}
_BETWEEN = {f"{ORG}Membership", f"{ORG}ChangeEvent", f"{SKOS}Concept"}
_DATA = ("Dataset", "Ontology")
_NAMES = (f"{SKOS}prefLabel", f"{RDFS}label", f"{FOAF}name", *(f"{one}name" for one in SCHEMA), f"{DCT}title")
_CONTAINS = {"subOrganizationOf": False, "unitOf": False, "hasSubOrganization": True, "hasUnit": True}
"""Words that say that one holds another, and whether the whole stands first."""
_MEMBERS = {"memberOf": False, "hasMember": True}
_UNTOLD = ("linkedTo", "transitiveSubOrganizationOf")
_OF_PERSONS = ("headOf", "holds", "heldBy", "reportsTo")
_BEGINS, _ENDS = (f"{SCHEMA[0]}foundingDate", f"{SCHEMA[1]}foundingDate"), (f"{SCHEMA[0]}dissolutionDate", f"{SCHEMA[1]}dissolutionDate")

_ALIASES = (f"{SKOS}altLabel", *(f"{one}alternateName" for one in SCHEMA))
_READ = {*_NAMES, *_ALIASES, *_BEGINS, *_ENDS, f"{ORG}classification", f"{ORG}purpose", f"{DCT}source", f"{RDF}type"}


def network_of(graph: Graph) -> ForeignGraph:
    """The organizations of a graph in a fixed order, with the relations between them.

    Parameters
    ----------
    graph
        All statements of a file.

    Returns
    -------
    ForeignGraph
        Persons are counted, not kept. Cost: that of sorting the statements.
    """
    return _Reading(graph).network


class _Reading:
    def __init__(self, graph: Graph) -> None:
        self.network = ForeignGraph()
        self._said: set[tuple[str, str, tuple[str, ...] | None]] = set()
        found: dict[str, dict[str, list[Node]]] = {}
        for subject, predicate, value in sorted(graph, key=lambda one: tuple(map(str, one))):
            found.setdefault(str(subject), {}).setdefault(str(predicate), []).append(value)
        self.found = found
        classes = {name: {str(one) for one in said.get(f"{RDF}type", ())} for name, said in found.items()}
        self.persons = {name for name, said in classes.items() if any(_local(one).casefold() in PERSONS for one in said)}
        bodies = (name for name, said in classes.items() if said & _BODIES or any(kind_named(_local(one)) for one in said))
        self.bodies = [name for name in bodies if name not in self.persons]
        self._known = {*self.bodies}
        self.network.persons = len(self.persons)
        self.network.of_persons = sum(bool(said & _POSTS) for said in classes.values())
        self._others(classes)
        self._header(classes)
        for name in self.bodies:
            self._body(name, classes[name])
        for name in found:
            self._relations(name)
            if f"{ORG}Membership" in classes[name]:
                self._membership(name)
            if f"{ORG}ChangeEvent" in classes[name]:
                self._change(name)
        self._name_the_nameless({str(one) for one in graph.subjects() if not hasattr(one, "defrag")})

    def _others(self, classes: dict[str, set[str]]) -> None:
        """What is neither an organization nor a person, nor one of the words between them."""
        for name, said in classes.items():
            if said and name not in self._known | self.persons and not said & (_BETWEEN | _POSTS) and not any(_local(one) in _DATA for one in said):
                self.network.left.add(message("graphs.resources_of_class", classes=tuple(sorted(map(_local, said)))))

    def _name_the_nameless(self, blank: set[str]) -> None:
        """A node without an address is called by its name: what the parser calls it changes with every reading."""
        names = {body.id: text for body in self.network.bodies if body.id in blank and (text := body.values.get("name"))}
        for body in self.network.bodies:
            body.id = names.get(body.id, body.id)
        for relation in self.network.relations:
            relation.start, relation.end = names.get(relation.start, relation.start), names.get(relation.end, relation.end)
        self.network.bodies.sort(key=lambda body: body.id)
        self.network.relations.sort(key=lambda relation: (relation.start, relation.type, relation.end))

    def _texts(self, name: str, predicates: Iterable[str], ids: bool = False) -> list[str]:
        from rdflib.term import Literal

        said = self.found.get(name, {})
        return [str(one).strip() for predicate in predicates for one in said.get(predicate, ()) if str(one).strip() and (ids or isinstance(one, Literal))]

    def _header(self, classes: dict[str, set[str]]) -> None:
        """What a data set says of itself."""
        for name, said in classes.items():
            if any(_local(one) in _DATA for one in said):
                titles, dates = self._texts(name, (f"{DCT}title", f"{RDFS}label")), self._texts(name, (f"{DCT}issued", f"{DCT}modified", f"{DCT}date"))
                self.network.inferred |= {"title": next(iter(titles), None), "as_of": day_of(next(iter(dates), None))}
                for source in self._texts(name, (f"{DCT}source",), ids=True) or titles[:1]:
                    self.network.sources.append(self._source(source))

    def _source(self, said: str) -> dict[str, str | None]:
        title = next(iter(self._texts(said, (f"{DCT}title", f"{RDFS}label"))), said)
        return {"title": title, "url": said if "://" in said else None}

    def _body(self, name: str, classes: set[str]) -> None:
        label, english = self._name(name)
        kinds = [_local(one) for one in sorted(classes) if kind_named(_local(one))]
        for one in self._texts(name, (f"{ORG}classification", f"{ORG}purpose"), ids=True):
            kinds += [*self._texts(one, _NAMES), _local(one)]
        values: dict[str, Any] = {
            **self._attributes(name),
            "name": label,
            "name_en": english,
            "aliases": self._texts(name, _ALIASES) or None,
        }
        for key, predicates in (("valid_from", _BEGINS), ("valid_to", _ENDS)):
            values[key] = values.get(key) or day_of(next(iter(self._texts(name, predicates)), None))
        sources = [self._source(one) for one in self._texts(name, (f"{DCT}source",), ids=True)]
        self.network.bodies.append(ForeignBody(name, 0, values, [*kinds, *map(_local, sorted(classes))], sources))

    def _name(self, name: str) -> tuple[str | None, str | None]:
        """The name in Chinese, or in whatever language it is, and the English one beside it."""
        said = [one for predicate in _NAMES for one in self.found[name].get(predicate, ())]
        languages = [(str(getattr(one, "language", None) or ""), str(one).strip()) for one in said]
        chinese = next((text for language, text in languages if language.startswith("zh")), None)
        label = chinese or next((text for language, text in languages if not language), None) or next((text for _, text in languages), None)
        english = next((text for language, text in languages if language.startswith("en") and text != label), None)
        return label, english

    def _attributes(self, name: str) -> dict[str, Any]:
        """Attributes under the words of the file: those of the model are taken, the others told."""
        attributes: dict[str, Any] = {}
        for predicate in self.found[name]:
            key = _local(predicate)
            if predicate not in _READ and key != "name" and (texts := self._texts(name, (predicate,))):
                attributes[key] = texts if key in NODE_ATTRIBUTES and NODE_ATTRIBUTES[key].list else texts[0]
        return attributes

    def _relations(self, name: str) -> None:
        known = self._known | self.persons
        for predicate, values in self.found[name].items():
            word = _local(predicate)
            for value in map(str, values):
                if predicate.startswith(ORG) and (word in _OF_PERSONS or {name, value} & self.persons) and word not in ("member", "organization"):
                    self.network.of_persons += 1
                elif name in self.persons or value in self.persons or name not in known:
                    continue  # of persons, in the words of others; or of what is no organization
                elif predicate.startswith(ORG) and (word in _CONTAINS or word in _MEMBERS):
                    turned = _CONTAINS.get(word, _MEMBERS.get(word, False))
                    self._relation(word, *((value, name) if turned else (name, value)), CONTAINED if word in _CONTAINS else ("MEMBER_OF",))
                elif predicate.startswith(ORG) and word in _UNTOLD:
                    self._relation(word, name, value, ())
                elif link_named(word) and predicate not in _READ:
                    self._relation(word, name, value, None)
                elif value in self._known and not predicate.startswith((RDF, DCT)):
                    self._relation(word, name, value, ())

    def _relation(self, word: str, start: str, end: str, means: tuple[str, ...] | None, **values: Any) -> None:
        if means and (start, end, means) in self._said:
            return  # the same, said from the other end
        self._said.add((start, end, means))
        if {start, end} <= self._known:
            self.network.relations.append(ForeignRelation(word, start, end, 0, values, means=means))
        else:
            self.network.left.add(message("graphs.relations_to_nowhere", relation=word))

    def _membership(self, name: str) -> None:
        members, wholes = self._texts(name, (f"{ORG}member",), ids=True), self._texts(name, (f"{ORG}organization",), ids=True)
        if not {*members} <= self._known or not members:
            self.network.of_persons += 1
            return
        for start, end in _pairs(members, wholes):
            self._relation("Membership", start, end, ("MEMBER_OF",))

    def _change(self, name: str) -> None:
        before, after = self._texts(name, (f"{ORG}originalOrganization",), ids=True), self._texts(name, (f"{ORG}resultingOrganization",), ids=True)
        for start, end in _pairs(after, before):
            self._relation("ChangeEvent", start, end, ("SUCCEEDS",))


def _pairs(froms: list[str], tos: list[str]) -> Iterator[tuple[str, str]]:
    return ((a, b) for a in froms for b in tos)


def _local(name: str) -> str:
    return name.rstrip("/#").replace("#", "/").rpartition("/")[2].rpartition(":")[2]
