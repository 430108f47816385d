"""The native format: a chart in YAML or JSON (contract §1); several charts in one file are YAML documents or a JSON list."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from oversight_graph.chart.build import A_CHART, Reading, build
from oversight_graph.chart.document import Malformed
from oversight_graph.loaders import json_text, yaml_text
from oversight_graph.loaders.format import Format
from oversight_graph.loaders.text import read_text
from oversight_graph.problems import Problem


def read(path: Path, defaults: Mapping[str, str]) -> list[Reading]:
    """Every chart of a file with its problems. Cost: one pass over the text; about four seconds for 100,000 entries."""
    try:
        parse = json_text.documents if path.suffix.lower() == ".json" else yaml_text.documents
        documents = parse(read_text(path))  # the text has no name here, so that it goes once it is parsed
        if not documents:
            raise Malformed(1, "the file holds no chart", A_CHART)
    except Malformed as wrong:
        return [Reading(None, (Problem("error", str(path), wrong.line, "", wrong.what, wrong.todo),))]
    return [build(document, str(path), defaults, documents.line_of(number)) for number, document in enumerate(documents)]


FORMAT = Format("native", "a chart in YAML or JSON", (".yaml", ".yml", ".json"), read)
