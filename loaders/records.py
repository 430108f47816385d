"""Lists of records that know their parents (`id, name, parentId`), trees of children, and tables of edges (`source, target, type`), as JSON or as a table.

What databases and programs for organisation charts export. A record becomes a body, its parent a relation that holds (`CONTAINED`), an edge the relation that its type names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.graphs.any_graph import read_graph
from oversight_graph.loaders.graphs.json_head import keys_of
from oversight_graph.loaders.graphs.network import CONTAINED, ForeignBody, ForeignGraph, ForeignRelation, limited, plain, text_of
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.tables.tidy_set import is_set
from oversight_graph.messages import message
from oversight_graph.parsing import document, json_text
from oversight_graph.parsing.document import ParseError

_NAMES = ("name", "title", "label", "orgname", "deptname", "unitname", "text", "名称", "机构名称", "单位名称", "部门名称", "组织名称", "机构", "单位")
_IDS = ("id", "code", "key", "orgid", "deptid", "orgcode", "uuid", "编号", "标识", "机构id", "机构编码", "机构编号", "编码")
_PARENTS = ("parentid", "parent", "pid", "parentcode", "parentname", "parentorgid", "上级", "上级机构", "上级单位", "上级部门", "上级id", "上级编号", "上级编码", "上级名称", "父级", "父节点", "父id")  # fmt: skip
_CHILDREN = ("children", "child", "subs", "下级", "下级机构", "子节点")
_ENDS = (("source", "target"), ("from", "to"), ("start", "end"), ("src", "dst"), ("源", "目标"), ("起点", "终点"), ("主体", "客体"), ("源节点", "目标节点"))
_TYPES = ("关系类型", "关系名称", "relationtype", "reltype")
_LISTS = frozenset({"data", "records", "RECORDS", "rows", "items", "list", "result"})
_OTHERS = frozenset({"chart", "charts", "nodes", "links", "as_of", "sources", "claims", "schema", "properties", "@id", "@graph", "@context"})
_ROOTS = frozenset({"", "0", "-1", "null", "none", "#", "/", "-", "—", "无", "root"})
_PARENT = "parentId"
_MOST_DEEP = 50


class _Record(NamedTuple):
    line: int
    values: dict[str, Any]


def recognises(source_file: SourceFile) -> bool:
    """Whether a file is such a list: JSON by its first keys, a table by a column whose cells name other rows of it, or by two columns of ends.

    Parameters
    ----------
    source_file
        A file of such a suffix.

    Returns
    -------
    bool
        False where another format may take it.

    Raises
    ------
    ParseError
        For a table that can't be read.
    """
    if source_file.path.suffix.lower() == ".json":
        head, keys = source_file.head.lstrip(), keys_of(source_file.head)
        if keys & _OTHERS:
            return False
        return bool(keys) and (head.startswith("[") or bool(keys & _LISTS) or (_key(keys, _NAMES) is not None and _key(keys, _CHILDREN) is not None))
    records = source_file.cached(_rows)
    if not records or is_set(source_file):  # a tidy table of links has ends too
        return False
    keys = set(records[0].values)
    if _ends(keys) is not None:
        return True
    name, parent = _key(keys, _NAMES), _key(keys, _PARENTS)
    if name is None or parent is None:
        return False
    known = {record.values[key] for record in records for key in (name, _key(keys, _IDS)) if key is not None}
    parents = [text for record in records if (text := text_of(record.values[parent])).casefold() not in _ROOTS]
    return bool(parents) and 2 * sum(text in known for text in parents) >= len(parents)


def read(source_file: SourceFile) -> list[ChartReading]:
    """The chart of a list of records or a table of edges. Cost: linear.

    Parameters
    ----------
    source_file
        JSON of at most 64 MB, or a file of one table.

    Returns
    -------
    list of ChartReading
        One.

    Raises
    ------
    ParseError
        Where the records have no names, or an edge no ends.
    """
    records = _documents(source_file) if source_file.path.suffix.lower() == ".json" else source_file.cached(_rows)
    keys = dict.fromkeys(key for record in records for key in record.values)
    network = ForeignGraph(inferred={"chart": source_file.chart_id})
    ends = _ends(keys)
    if ends is not None:
        _edges(records, ends, network)
    else:
        _bodies(records, keys, network)
    return read_graph(network, source_file)


def _bodies(records: Sequence[_Record], keys: Iterable[str], network: ForeignGraph) -> None:
    name, own, parent = _key(keys, _NAMES), _key(keys, _IDS), _key(keys, _PARENTS)
    if name is None:
        raise ParseError(records[0].line if records else 0, message("graphs.records_without_name", names=list(_NAMES[:3]), keys=list(keys)[:8]))
    ids: list[str] = []
    by_name: dict[str, str] = {}
    for record in records:
        title = text_of(record.values.get(name))
        ids.append(text_of(record.values.get(own or "")) or title or f"n{len(ids) + 1}")
        by_name.setdefault(title, ids[-1])
        values = {key: value for key, value in record.values.items() if key not in (name, own, parent) and value not in (None, "", [], {})}
        network.bodies.append(ForeignBody(ids[-1], record.line, {**values, "name": title or None}))
        network.check()
    known = set(ids)
    for record, child in zip(records, ids, strict=True):
        said = text_of(record.values.get(parent or ""))
        above = said if said in known else by_name.get(said)
        if said.casefold() in _ROOTS or above == child:
            continue
        if above is None:
            network.left.add(message("graphs.relations_to_nowhere", relation=parent or _PARENT))
            continue
        network.relations.append(ForeignRelation(_PARENT, child, above, record.line, {}, means=CONTAINED))
        network.check()


def _edges(records: Sequence[_Record], ends: tuple[str, str], network: ForeignGraph) -> None:
    bodies: dict[str, ForeignBody] = {}
    type_ = next((key for record in records for key in record.values if _folded(key) in _TYPES), None)
    for record in records:
        names = [text_of(record.values.get(end)) for end in ends]
        if not all(names):
            raise ParseError(record.line, message("graphs.edge_without", key=ends[names.index("")]))
        for name in names:
            bodies.setdefault(name, ForeignBody(name, record.line, {"name": name}))
        values = {("relation" if key == type_ else key): value for key, value in record.values.items() if key not in ends and value not in (None, "")}
        network.relations.append(ForeignRelation("", names[0], names[1], record.line, values))
        network.check()
    if bodies and not any(letter.isalpha() for name in bodies for letter in name):
        raise ParseError(records[0].line, message("graphs.edges_of_numbers", example=next(iter(bodies))))
    network.bodies += bodies.values()
    network.check()


# -- records of a file --------------------------------------------------------------------------------------------------


def _documents(source_file: SourceFile) -> list[_Record]:
    """The records of JSON: of a list, of the list that an object holds, or of a tree."""
    items: Sequence[document.Value] = json_text.documents(limited(source_file).text())
    if len(items) == 1 and isinstance(items[0], document.MappingNode):
        lists = [value for key, value in items[0].items() if key in _LISTS and isinstance(value, document.SequenceNode)]
        items = lists[0] if lists else items
    records: list[_Record] = []
    open_: list[tuple[document.Value, str, int]] = [(item, "", 0) for item in reversed(items)]
    while open_:
        item, above, deep = open_.pop()
        if not isinstance(item, document.MappingNode) or deep > _MOST_DEEP:
            raise ParseError(item.line if isinstance(item, document.MappingNode) else 0, message("graphs.entry_no_mapping", key="records"))
        children = _key(item, _CHILDREN)
        below = item.get(children) if children is not None else None
        values = {key: plain(value) for key, value in item.items() if key != children}
        if above:
            values[_PARENT] = above
        records.append(_Record(item.line, values))
        if isinstance(below, document.SequenceNode):
            name = next((text for words in (_IDS, _NAMES) if (key := _key(values, words)) and (text := text_of(values[key]))), "")
            open_ += [(child, name, deep + 1) for child in reversed(list(below))]
    return records


def _rows(source_file: SourceFile) -> list[_Record]:
    """The rows of a file of one table, whose first row is its heading; none where it isn't such a table."""
    sheets = [sheet for sheet in source_file.book.sheets if any(any(row) for row in sheet.rows)]
    if len(sheets) != 1 or sheets[0].merged:
        return []
    rows = enumerate(sheets[0].rows, 1)
    heading = next(([cell.strip() for cell in row] for _, row in rows if any(row)), [])
    keys = [key for key in heading if key]
    if len(set(keys)) < len(keys) or (_ends(keys) is None and (_key(keys, _NAMES) is None or _key(keys, _PARENTS) is None)):
        return []
    width = len(heading)
    filled = [(number, [*row, *[""] * (width - len(row))]) for number, row in rows if any(cell.strip() for cell in row)]
    if any(any(cell.strip() for cell in row[width:]) for _, row in filled):
        return []  # cells beyond the heading
    return [_Record(number, {key: cell.strip() for key, cell in zip(heading, row, strict=False) if key}) for number, row in filled]


def _folded(key: str) -> str:
    return key.casefold().replace("_", "").replace("-", "").replace(" ", "")


def _key(keys: Iterable[str], words: Sequence[str]) -> str | None:
    """The key that is the first of some words that there are."""
    folded = {_folded(key): key for key in keys}
    return next((folded[word] for word in words if word in folded), None)


def _ends(keys: Iterable[str]) -> tuple[str, str] | None:
    folded = {_folded(key): key for key in keys}
    return next(((folded[one], folded[other]) for one, other in _ENDS if one in folded and other in folded), None)
