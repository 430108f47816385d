"""The native format: a chart in YAML or JSON (contract §1); several charts in one file are YAML documents or a JSON list."""

from __future__ import annotations

from oversight_graph.chart.build import A_CHART, Reading, build
from oversight_graph.chart.document import Malformed, Value, made
from oversight_graph.loaders import json_text, yaml_text
from oversight_graph.loaders.format import Format
from oversight_graph.loaders.opened import Opened
from oversight_graph.loaders.told import TOLD_SOURCE, Told


def read(opened: Opened) -> list[Reading]:
    """Every chart of a file with its problems. Cost: one pass over the text; about four seconds for 100,000 entries."""
    parse = json_text.documents if opened.path.suffix.lower() == ".json" else yaml_text.documents
    documents = parse(opened.text())  # the text has no name here, so that it goes once it is parsed
    if not documents:
        raise Malformed(1, "the file holds no chart", A_CHART)
    defaults = defaults_of(opened.told)
    return [build(document, opened.name, defaults, documents.line_of(number)) for number, document in enumerate(documents)]


def defaults_of(told: Told) -> dict[str, Value]:
    """The keys of a header that the user tells: they fill in what a chart doesn't say."""
    found: dict[str, Value] = dict(told.header)
    if told.source is not None:
        found["sources"] = made([{"id": TOLD_SOURCE, "title": told.source}])
    if told.complete:
        found["complete"] = made([{"forms": list(told.complete)}])
    return found


FORMAT = Format("native", "a chart in YAML or JSON", (".yaml", ".yml", ".json"), read)
