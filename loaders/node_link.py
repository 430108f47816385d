"""Node-link JSON, as networkx and many programs that draw graphs write it, and the charts that this program wrote itself."""

from __future__ import annotations

from collections.abc import Iterator

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.graphs.any_graph import read_graph
from oversight_graph.loaders.graphs.json_head import keys_of
from oversight_graph.loaders.graphs.network import ForeignBody, ForeignGraph, ForeignRelation, limited, plain
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.messages import Message, message
from oversight_graph.parsing import document, json_text
from oversight_graph.parsing.document import ParseError

_EDGES = ("edges", "links")


def recognises(source_file: SourceFile) -> bool:
    """Whether a file of JSON is a graph as networkx writes it, by its first keys.

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
    if keys & {"chart", "as_of", "sources"}:  # a chart has nodes and links too
        return False
    return bool(keys & {"directed", "multigraph"}) or ("nodes" in keys and '"target"' in source_file.head)


def read(source_file: SourceFile) -> list[ChartReading]:
    """The charts of a node-link file.

    Parameters
    ----------
    source_file
        JSON of at most 64 MB.

    Returns
    -------
    list of ChartReading
        Those that this program wrote, or one out of a graph of another program.

    Raises
    ------
    ParseError
        For what isn't JSON or no graph.
    """
    (whole, *more) = json_text.documents(limited(source_file).text()) or [None]
    if more or not isinstance(whole, document.MappingNode):
        raise ParseError(1, message("graphs.no_graph"))
    network = ForeignGraph()
    said = plain(whole.get("graph"))
    network.values.update(said if isinstance(said, dict) else {})
    for item in _items(whole, ("nodes",)):
        values = plain(item)
        name = values.pop("id", None)
        network.bodies.append(ForeignBody(_id_of(name, message("graphs.node_without_id_as_text"), item.line), item.line, values))
        network.check()
    directed = whole.get("directed") != False  # noqa: E712 (nothing said isn't undirected)
    for item in _items(whole, _EDGES):
        values = plain(item)
        start, end, key = (values.pop(key, None) for key in ("source", "target", "key"))
        ends = [_id_of(end, message("graphs.edge_without_end_as_text", key=which), item.line) for which, end in (("source", start), ("target", end))]
        relation = ForeignRelation("", ends[0], ends[1], item.line, values, "", directed)
        relation.id = key if isinstance(key, str) else ""
        network.relations.append(relation)
        network.check()
    return read_graph(network, source_file)


def _items(whole: document.MappingNode, keys: tuple[str, ...]) -> Iterator[document.MappingNode]:
    for key in keys:
        items = whole.get(key)
        if items is None:
            continue
        if not isinstance(items, document.SequenceNode):
            raise ParseError(whole.line_of(key), message("graphs.no_list", key=key))
        for number, item in enumerate(items):
            if not isinstance(item, document.MappingNode):
                raise ParseError(items.line_of(number), message("graphs.entry_no_mapping", key=key))
            yield item


def _id_of(value: object, otherwise: Message, line: int) -> str:
    """A value that is an id. Raises ParseError, which says `otherwise`."""
    if not isinstance(value, str) or not value:
        raise ParseError(line, otherwise)
    return value
