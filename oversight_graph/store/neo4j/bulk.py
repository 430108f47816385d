"""Charts as files for `neo4j-admin database import full`: after the import the database holds what a first load would have made.

A file starts with a line that names and types its columns. A text stands in quotes, doubled inside; nothing between the commas is an
unknown. The parts of a list are divided by U+001F, which no text of a chart holds. The importer takes an empty list for an unknown;
no list of ours but the periods by chart, which are never empty, is ever unknown, so `finish.cypher` makes them empty again, with the constraints. Until then the store is refused.
"""

from __future__ import annotations

import datetime
import os
import shlex
import uuid
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from oversight_graph.chart.periods import PERIODS
from oversight_graph.errors import ChartError, OversightError
from oversight_graph.messages import message
from oversight_graph.model import LINK_ATTRIBUTES, NODE_ATTRIBUTES
from oversight_graph.model.areas import Areas
from oversight_graph.problems import errors
from oversight_graph.resolution.resolve import Resolved, resolve
from oversight_graph.store.neo4j import stored_nodes
from oversight_graph.store.neo4j.chart_nodes import held_in, versions_of
from oversight_graph.store.neo4j.schema import (
    BODY,
    CHART,
    CONSTRAINTS,
    EXISTENCE,
    LINK_COLUMNS,
    MACHINE_COLUMNS,
    NODE_COLUMNS,
    PART,
    SCHEMA,
    SOURCE,
    STORE,
    UNFINISHED,
    link_values,
)
from oversight_graph.store.protocol import LoadedChart, own_areas
from oversight_graph.system_errors import unwritable

SEPARATOR = "\x1f"
SCRIPT = "import.sh"

_TYPES = {
    "text": "string", "term": "string", "texts": "string[]", "terms": "string[]", "count": "long",
    "number": "long", "year": "long", "first_day": "date", "last_day": "date", "flag": "boolean", "period": "string", "evidence": "string[]",
}  # fmt: skip
_BY_ATTRIBUTE = {
    what: {attribute.id: _TYPES[attribute.type] for attribute in attributes} for what, attributes in (("node", NODE_ATTRIBUTES), ("link", LINK_ATTRIBUTES))
}
_PERIODS = dict(zip(PERIODS, ("string[]", "date[]", "date[]"), strict=True))
_OTHERS = {"charts": "string[]", "ids": "string[]", "sources": "string[]", "within": "string[]", "generation": "long"} | _PERIODS
_BUFFER = 4 * 1024 * 1024  # the importer's own: a value longer than it can't be read


def write_import(loaded: Sequence[LoadedChart], path: str | os.PathLike[str]) -> list[Path]:
    """Write the graph that the charts make, and the charts, into a folder for `neo4j-admin database import full`.

    Rows are written as they are made; an earlier export in the folder is replaced. Cost: linear in the charts.

    Parameters
    ----------
    loaded
        The charts, in the order of their loading.
    path
        The folder; made where there is none.

    Returns
    -------
    The files; `import.sh`, the last one, says how to go on.

    Raises
    ------
    ChartError
        Where the charts don't go together.
    OversightError
        Where the folder can't be written, or holds files of these names that no export wrote; then none of the files is left half written.
    """
    graph = resolve([one.chart for one in loaded])
    wrong = errors(graph.problems)
    if wrong:
        raise ChartError(problems=tuple(wrong))
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear(folder)
        try:
            return _Files(folder).all(loaded, graph)
        except BaseException:
            _remove(folder)
            raise
    except OSError as error:
        raise unwritable(folder, error, "folder") from None


def _clear(folder: Path) -> None:
    """Remove an earlier export, so that half of it isn't taken for the whole. What it wrote is known by its script; other files of these
    names are somebody's own, and are refused."""
    script = folder / SCRIPT
    there = [name for name in _NAMES if os.path.lexists(folder / name)]
    if there and not (script.is_file() and script.read_bytes().startswith(_BEGINS.encode())):
        raise OversightError(message("store_neo4j.foreign_files", folder=str(folder), files=there))
    _remove(folder)
    script.write_text(_UNFINISHED, "utf-8", newline="\n")  # what a killed export leaves is known by it, and imports nothing


def _remove(folder: Path) -> None:
    for name in reversed(_NAMES):  # the script last
        (folder / name).unlink(missing_ok=True)


class _Files:
    """The files of one export, and what the importer has to be told of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written: list[Path] = []
        self.options: list[str] = []
        self.multiline = False
        self.longest = 0  # characters of a line, and so of a value

    def all(self, loaded: Sequence[LoadedChart], graph: Resolved) -> list[Path]:
        areas = own_areas([one.chart.header for one in loaded])
        load = uuid.uuid4().hex
        self._bodies(graph, areas)
        self._links(graph)
        self._nodes(
            "store",
            STORE,
            [
                (
                    "store",
                    {"key": stored_nodes.KEY}
                    | stored_nodes.new_store()
                    | stored_nodes.written(1, 0, load, len(graph.nodes), len(graph.links))
                    | {"schema": UNFINISHED},
                )
            ],
        )
        charts = stored_nodes.charts(loaded, held_in(loaded, graph), versions_of(loaded, (), load))
        sources = [(str(number), f"{number}:{position}", row) for number, (_, found) in enumerate(charts) for position, row in enumerate(found)]
        self._nodes("charts", CHART, [(str(number), chart) for number, (chart, _) in enumerate(charts)])
        self._nodes("sources", SOURCE, [(name, row) for _, name, row in sources])
        parts = ((part["version"], part) for one, (chart, _) in zip(loaded, charts, strict=True) for part in stored_nodes.parts(one, chart["version"]))
        self._nodes("parts", PART, ((f"{version}:{part['position']}", part) for version, part in parts))
        self._between("holds", "HOLDS", "store", "charts", (("store", str(number)) for number in range(len(charts))))
        self._between("cites", "CITES", "charts", "sources", ((number, name) for number, name, _ in sources))
        for name, statements in (("finish.cypher", FINISH), ("constraints-enterprise.cypher", EXISTENCE)):
            self._text(name, "".join(f"{statement};\n" for statement in statements))
        self._text(SCRIPT, self._script())
        (self.folder / SCRIPT).chmod(0o755)
        return self.written

    def _bodies(self, graph: Resolved, areas: Areas) -> None:
        names = [_typed("node", name) for name in (*NODE_COLUMNS, *MACHINE_COLUMNS)]
        names[NODE_COLUMNS.index("id")] = f"id:ID({BODY})"
        values = ([*stored_nodes.body_values(row, 0, areas), row["kind"]] for row in graph.nodes.values())
        self._file("bodies", f"--nodes={BODY}", [*names, ":LABEL"], values)

    def _links(self, graph: Resolved) -> None:
        names = [f":START_ID({BODY})", f":END_ID({BODY})", *(_typed("link", name) for name in LINK_COLUMNS), ":TYPE"]
        values = ([*link_values(row, (row["from"], row["to"])), row["kind"]] for row in graph.links.values())
        self._file("links", "--relationships", names, values)

    def _nodes(self, name: str, label: str, rows: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Nodes of one label: each its name for the importer and its properties, the same for all and known in the first one
        wherever they aren't texts."""
        left = iter(rows)
        first = next(left, None)
        if first is not None:
            head = [f":ID({name})", *(f"{key}:{_type_of(value)}" for key, value in first[1].items())]
            self._file(name, f"--nodes={label}", head, ([node, *row.values()] for node, row in chain([first], left)))

    def _between(self, name: str, kind: str, start: str, end: str, pairs: Iterable[tuple[str, str]]) -> None:
        self._file(name, f"--relationships={kind}", [f":START_ID({start})", f":END_ID({end})"], pairs)

    def _file(self, name: str, option: str, head: Sequence[str], values: Iterable[Sequence[Any]]) -> None:
        file = self.folder / f"{name}.csv"
        with file.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(",".join(head) + "\n")
            filled = 0
            for row in values:
                line = ",".join([_field(value) for value in row])
                self.multiline = self.multiline or "\n" in line
                self.longest = max(self.longest, len(line))
                stream.write(line + "\n")
                filled += 1
        if filled:
            self.options.append(f"{option}={file.name}")
            self.written.append(file)
        else:
            file.unlink()

    def _text(self, name: str, text: str) -> None:
        file = self.folder / name
        file.write_text(text, "utf-8", newline="\n")
        self.written.append(file)

    def _script(self) -> str:
        options = [
            *self.options,
            "--id-type=string",
            "--array-delimiter=U+001F",
            f"--multiline-fields={'true' if self.multiline else 'false'}",
            "--ignore-empty-strings=false",
            "--trim-strings=false",
            "--strict=true",
            "--bad-tolerance=0",
        ]
        if 4 * self.longest > _BUFFER:
            options.append(f"--read-buffer-size={4 * self.longest}")
        return _SCRIPT.format(options=" \\\n  ".join(shlex.quote(option) for option in options))


def _field(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    if isinstance(value, (list, tuple)):
        joined = SEPARATOR.join(one.isoformat() if isinstance(one, datetime.date) else one for one in value)
        if joined.count(SEPARATOR) != max(len(value) - 1, 0) or (value and not joined):
            raise OversightError(message("store_neo4j.unwritable_value", value=repr(value)))
        return '"' + joined.replace('"', '""') + '"'
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _typed(what: str, name: str) -> str:
    return f"{name}:{_BY_ATTRIBUTE[what].get(name) or _OTHERS.get(name, 'string')}"


def _lists(match: str, variable: str, names: Iterable[str]) -> str:
    """A statement that sets the lists among some properties to empty ones where they are absent."""
    lists = [f"{variable}.`{name.partition(':')[0]}`" for name in names if name.endswith("[]") and name.partition(":")[0] not in PERIODS]
    unknown, filled = " OR ".join(f"{one} IS NULL" for one in lists), ", ".join(f"{one} = coalesce({one}, [])" for one in lists)
    return f"MATCH {match} WHERE {unknown} CALL ({variable}) {{ SET {filled} }} IN TRANSACTIONS OF 10000 ROWS"


FINISH = (
    *CONSTRAINTS,
    _lists(f"(n:{BODY})", "n", [_typed("node", name) for name in NODE_COLUMNS]),
    _lists(f"(:{BODY})-[r]->(:{BODY})", "r", [_typed("link", name) for name in LINK_COLUMNS]),
    _lists(f"(c:{CHART})", "c", ["areas:string[]"]),
    "CALL db.awaitIndexes(3600)",
    f"MATCH (s:{STORE} {{key: '{stored_nodes.KEY}'}}) SET s.schema = {SCHEMA}",
)
"""What is run once on what the importer has made: after it the store is a store."""


def _type_of(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long"
    if isinstance(value, datetime.date):
        return "date"
    return "string[]" if isinstance(value, list) else "string"


_NAMES = (
    SCRIPT, "finish.cypher", "constraints-enterprise.cypher",
    *(f"{name}.csv" for name in ("bodies", "links", "store", "charts", "sources", "parts", "holds", "cites")),
)  # fmt: skip
_BEGINS = "#!/bin/sh\n# Makes a database of Neo4j 5.26 or newer out of the files beside this script"
_UNFINISHED = f"{_BEGINS}.\necho 'This export was not finished. Make it again.' >&2\nexit 1\n"
_SCRIPT = (
    _BEGINS
    + """, faster than a load over the network.
#
#   1. Copy this folder to the machine of the server. Stop the database, or the whole server: the import writes its files.
#   2. As the user that runs the server:   sh import.sh NAME        (`neo4j` where no name is given)
#      Where a database of this name is there already and its content may go: sh import.sh NAME --overwrite-destination=true
#   3. Start the server. Where it doesn't know the database yet (Enterprise):  CREATE DATABASE NAME
#   4. Finish it: constraints, indexes, and the empty lists, which the importer leaves out. Before that it isn't taken for a store.
#        cypher-shell -d NAME -f finish.cypher
#        cypher-shell -d NAME -f constraints-enterprise.cypher      (Enterprise only, and not needed)
#
# From then on it is a store like any other: oversight charts --store neo4j://HOST:7687
set -eu
cd "$(dirname "$0")"
name=${{1:-neo4j}}
[ $# -eq 0 ] || shift
exec "${{NEO4J_ADMIN:-neo4j-admin}}" database import full "$name" \\
  {options} "$@"
"""
)
