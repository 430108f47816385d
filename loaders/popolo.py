"""Popolo JSON: organizations with their parents, areas and sources; persons, their memberships and posts are left out and counted."""

from __future__ import annotations

from typing import Any

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.graphs.json_head import keys_of
from oversight_graph.loaders.graphs.network import CONTAINED, ForeignBody, ForeignGraph, ForeignRelation, day_of, limited, plain, text_of
from oversight_graph.loaders.graphs.network_chart import chart_of
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.messages import message
from oversight_graph.model.areas import EVERYWHERE, is_gb
from oversight_graph.parsing import document, json_text
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.written_values import is_id

_COLLECTIONS = ("organizations", "memberships", "persons", "people", "posts", "areas")
_READ = {"id", "_id", "@type", "classification", "classifications", "other_names", "sources", "parent_id", "parent", "posts", "memberships", "contact_details", "founding_date", "dissolution_date", "area_id"}  # fmt: skip
_LEFT = ("events", "elections", "motions", "vote_events", "votes", "counts", "speeches", "contact_details")


def recognises(source_file: SourceFile) -> bool:
    """Whether a file of JSON speaks of organizations as Popolo does, by its first keys.

    Parameters
    ----------
    source_file
        A file of such a suffix.

    Returns
    -------
    bool
        False where another format may take it.
    """
    keys = keys_of(source_file.head)
    if keys & {"@graph", "@id"}:
        return False
    return bool(keys & {"organizations", "persons", "memberships"}) or {"name", "classification"} <= keys or "popoloproject.com" in source_file.head[:2000]


def read(source_file: SourceFile) -> list[ChartReading]:
    """The chart of a Popolo file: an object of collections, a list of organizations, or one organization.

    Parameters
    ----------
    source_file
        JSON of at most 64 MB.

    Returns
    -------
    list of ChartReading
        One; persons, memberships and posts are counted in its warnings.

    Raises
    ------
    ParseError
        For anything else.
    """
    items = json_text.documents(limited(source_file).text())
    whole = items[0] if len(items) == 1 and isinstance(items[0], document.MappingNode) else None
    if whole is None or not any(key in whole for key in _COLLECTIONS):
        collections: dict[str, Any] = {"organizations": items}
    else:
        collections = {key: value for key, value in whole.items() if value is not None}
    network = ForeignGraph()
    network.values.update({key: value for key in ("chart", "title", "as_of", "area", "level") if isinstance(value := collections.get(key), str)})
    network.persons = len(_list(collections, "persons")) + len(_list(collections, "people"))
    network.of_persons = len(_list(collections, "posts"))
    for key in _LEFT:
        network.left.add(message("graphs.collection", collection=key), len(_list(collections, key)))
    areas = {name: area for one in _list(collections, "areas") for area in [plain(one)] if (name := text_of(area.get("id")))}
    for item in _list(collections, "organizations"):
        _organization(item, areas, network)
    network.areas = [_area(one, areas) for one in areas.values() if _declared(one)]
    for item in _list(collections, "memberships"):
        _membership(plain(item), item.line, network)
    return [chart_of(network, source_file)]


def _list(collections: dict[str, Any], key: str) -> list[document.MappingNode]:
    items = collections.get(key) or []
    if not isinstance(items, document.SequenceNode) or not all(isinstance(one, document.MappingNode) for one in items):
        if items:
            raise ParseError(0, message("graphs.no_list_of_mappings", key=key))
        return []
    return [one for one in items if isinstance(one, document.MappingNode)]


def _organization(item: document.MappingNode, areas: dict[str, Any], network: ForeignGraph) -> None:
    one = plain(item)
    name = text_of(one.get("id")) or text_of(one.get("_id"))
    if not name:
        raise ParseError(item.line, message("graphs.organization_without_id"))
    kinds = [text_of(one.get("classification")), *(text_of(found.get("classification")) for found in _mappings(one.get("classifications")))]
    place = one.get("area")
    if isinstance(place, dict) and text_of(place.get("id")):
        areas.setdefault(text_of(place["id"]), place)
    area = text_of(one.get("area_id")) or (text_of(place.get("id")) if isinstance(place, dict) else "")
    values = {
        **{key: value for key, value in one.items() if key not in _READ and value not in (None, "", [])},
        "name": text_of(one.get("name")) or None,
        "aliases": [text for found in _mappings(one.get("other_names")) if (text := text_of(found.get("name")))] or None,
        "area": _code(areas[area]) if area in areas else (text_of(place) or area or None),
        "valid_from": day_of(one.get("founding_date")),
        "valid_to": day_of(one.get("dissolution_date")),
    }
    kinds.insert(0, text_of(values.pop("kind", None)))
    sources = [
        {"title": text_of(said.get("note")) or text_of(said.get("url")), "url": text_of(said.get("url")) or None}
        for said in _mappings(one.get("sources"))
        if text_of(said.get("note")) or text_of(said.get("url"))
    ]
    network.bodies.append(ForeignBody(name, item.line, values, tuple(filter(None, kinds)), sources))
    parent = text_of(one.get("parent_id")) or (text_of(one["parent"].get("id")) if isinstance(one.get("parent"), dict) else "")
    if parent:
        network.relations.append(ForeignRelation("parent_id", name, parent, item.line, {}, means=CONTAINED))
    network.of_persons += len(_mappings(one.get("posts")))
    network.left.add(message("graphs.contact_details"), len(_mappings(one.get("contact_details"))))
    for found in _mappings(one.get("memberships")):
        _membership({"organization_id": name, **found}, item.line, network)


def _membership(one: dict[str, Any], line: int, network: ForeignGraph) -> None:
    """Of a person, which is left out; or of an organization in another one."""
    member, whole = text_of(one.get("member_id")), text_of(one.get("organization_id"))
    if not member or one.get("person_id") or one.get("person") or not any(body.id == member for body in network.bodies):
        network.of_persons += 1
        return
    values = {"valid_from": day_of(one.get("start_date")), "valid_to": day_of(one.get("end_date"))}
    network.relations.append(ForeignRelation("membership", member, whole, line, values, text_of(one.get("id")), means=("MEMBER_OF",)))


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _code(area: dict[str, Any]) -> str:
    """The code of an area: of GB/T 2260 where its identifier is one, else its id."""
    return next((text for key in ("identifier", "id") if is_gb(text := text_of(area.get(key)))), text_of(area.get("id")))


def _declared(area: dict[str, Any]) -> bool:
    code = _code(area)
    return code != EVERYWHERE and is_id(code) and not is_gb(code)


def _area(area: dict[str, Any], areas: dict[str, Any]) -> dict[str, Any]:
    above = text_of(area.get("parent_id"))
    return {"code": _code(area), "name": text_of(area.get("name")) or None, "part_of": _code(areas[above]) if above in areas else above or None}
