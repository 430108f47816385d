"""FollowTheMoney entities, a JSON object a line: organisations, their parents and successions; persons and what is theirs is counted."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.graphs.json_head import keys_of
from oversight_graph.loaders.graphs.network import CONTAINED, ForeignBody, ForeignGraph, ForeignRelation, day_of, limited, plain, text_of
from oversight_graph.loaders.graphs.network_chart import chart_of
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.messages import message
from oversight_graph.parsing import document, json_text
from oversight_graph.parsing.document import ParseError

_BODIES = ("Organization", "PublicBody", "Company", "LegalEntity", "Party", "Agency", "MedicalOrganization", "PublicCompany")
_PERSONAL = ("Directorship", "Employment", "Family", "Associate", "Occupancy", "Position", "PositionHeld", "Post", "Passport", "Identification", "Representation")  # fmt: skip
_READ = {"alias", "previousName", "incorporationDate", "dissolutionDate", "classification", "legalForm", "parent", "subsidiaries", "publisher", "publisherUrl", "sourceUrl", "proof"}  # fmt: skip
_RELATIONS = {  # schema: (from, to, what it means in the model)
    "Membership": ("member", "organization", ("MEMBER_OF",)),
    "Succession": ("successor", "predecessor", ("SUCCEEDS",)),
    "Ownership": ("owner", "asset", ()),
    "UnknownLink": ("subject", "object", ()),
}


def recognises(source_file: SourceFile) -> bool:
    """Whether a file of JSON holds entities of FollowTheMoney, by its first keys.

    Parameters
    ----------
    source_file
        A file of such a suffix.

    Returns
    -------
    bool
        False where another format may take it.
    """
    return {"schema", "properties"} <= keys_of(source_file.head)


def read(source_file: SourceFile) -> list[ChartReading]:
    """The chart of a file of FollowTheMoney entities: one a line, or a JSON list.

    Parameters
    ----------
    source_file
        At most 64 MB.

    Returns
    -------
    list of ChartReading
        One; persons and what is theirs are counted in its warnings.

    Raises
    ------
    ParseError
        For what is no entity, or more than can be held.
    """
    network, persons = ForeignGraph(), set[str]()
    relations: list[tuple[int, dict[str, Any]]] = []
    other: Counter[str] = Counter()
    for line, entity in _entities(limited(source_file)):
        schema, name = text_of(entity.get("schema")), text_of(entity.get("id"))
        if not schema or not name or not isinstance(entity.get("properties", {}), dict):
            raise ParseError(line, message("graphs.no_entity"))
        if schema == "Person":
            persons.add(name)
        elif schema in _RELATIONS or schema in _PERSONAL:
            relations.append((line, entity))
        elif schema in _BODIES:
            _body(name, schema, entity.get("properties", {}), line, network)
        else:
            other[schema] += 1
        network.check()
    network.persons = len(persons)
    for schema, number in other.items():
        network.left.add(message("graphs.entities_of_schema", schema=schema), number)
    bodies = {body.id for body in network.bodies}
    for line, entity in relations:
        _relation(entity, line, network, bodies, persons)
    return [chart_of(network, source_file)]


def _entities(source_file: SourceFile) -> list[tuple[int, dict[str, Any]]]:
    text = source_file.text()
    if text.lstrip().startswith("["):
        return [(item.line, plain(item)) for item in json_text.documents(text) if isinstance(item, document.MappingNode)]
    entities = []
    for line, row in enumerate(text.split("\n"), 1):
        if row.strip():
            try:
                entity = json.loads(row)
            except (ValueError, RecursionError) as error:
                reason = getattr(error, "msg", message("graphs.nested_too_deeply"))
                raise ParseError(line, message("graphs.line_no_json", reason=reason)) from None
            if not isinstance(entity, dict):
                raise ParseError(line, message("graphs.line_no_entity"))
            entities.append((line, entity))
    return entities


def _all(properties: dict[str, Any], key: str) -> list[str]:
    said = properties.get(key)
    return [text for one in (said if isinstance(said, list) else [said]) if (text := text_of(one.get("id") if isinstance(one, dict) else one))]


def _first(properties: dict[str, Any], key: str) -> str | None:
    return next(iter(_all(properties, key)), None)


def _body(name: str, schema: str, said: dict[str, Any], line: int, network: ForeignGraph) -> None:
    names = _all(said, "name")
    values = {
        **{key: value for key in said if key not in _READ and (value := _first(said, key))},
        "name": next(iter(names), None),
        "aliases": list(dict.fromkeys([*names[1:], *_all(said, "alias"), *_all(said, "previousName")])) or None,
        "valid_from": day_of(_first(said, "incorporationDate")),
        "valid_to": day_of(_first(said, "dissolutionDate")),
    }
    publisher = _first(said, "publisher")
    sources = [{"title": title, "publisher": publisher, "url": url} for url, title in _sources(said)]
    classes = (schema, *_all(said, "classification"), *_all(said, "legalForm"))
    network.bodies.append(ForeignBody(name, line, values, classes, sources, doubtful=schema == "LegalEntity"))
    for parent in _all(said, "parent"):
        network.relations.append(ForeignRelation("parent", name, parent, line, {}, means=CONTAINED))
    for child in _all(said, "subsidiaries"):
        network.relations.append(ForeignRelation("parent", child, name, line, {}, means=CONTAINED))


def _sources(said: dict[str, Any]) -> list[tuple[str | None, str]]:
    urls = [*_all(said, "sourceUrl"), *_all(said, "publisherUrl")][:1]
    titles = _all(said, "proof") or _all(said, "publisher") or urls
    return [(urls[0] if urls else None, title) for title in titles]


def _relation(entity: dict[str, Any], line: int, network: ForeignGraph, bodies: set[str], persons: set[str]) -> None:
    schema, said = entity["schema"], entity.get("properties", {})
    start, end, means = _RELATIONS.get(schema, ("", "", ()))
    froms, tos = _all(said, start), _all(said, end)
    if schema in _PERSONAL or persons & {*froms, *tos}:
        network.of_persons += 1
        return
    values = {"valid_from": day_of(_first(said, "startDate")), "valid_to": day_of(_first(said, "endDate")), "note": _first(said, "summary")}
    if not (bodies >= {*froms, *tos} and froms and tos):
        network.left.add(message("graphs.relations_to_nowhere", relation=schema))
    for a in froms if bodies >= {*froms, *tos} else ():
        network.relations += [ForeignRelation(schema, a, b, line, values, entity["id"], means=means) for b in tos]
