"""The native format: a chart in YAML or JSON (contract §1); several charts in one file are YAML documents or a JSON list."""

from __future__ import annotations

from oversight_graph.chart.build import A_CHART, ChartReading, build
from oversight_graph.loaders.import_options import OPTION_SOURCE, ImportOptions
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.messages import message
from oversight_graph.parsing import json_text, yaml_text
from oversight_graph.parsing.document import ParseError, Value, to_node


def read(source_file: SourceFile) -> list[ChartReading]:
    """Every chart of a file with its problems. Cost: one pass over the text; about four seconds for 100,000 entries.

    Parameters
    ----------
    source_file
        YAML, or JSON by its ending.

    Returns
    -------
    list of ChartReading
        One for each YAML document, or entry of a JSON list.

    Raises
    ------
    ParseError
        For a file that can't be parsed, or holds no chart.
    """
    parse = json_text.documents if source_file.path.suffix.lower() == ".json" else yaml_text.documents
    documents = parse(source_file.text())  # the text has no name here, so that it goes once it is parsed
    if not documents:
        raise ParseError(1, message("chart.none_in_file", how=A_CHART))
    defaults = defaults_of(source_file.options)
    return [build(document, source_file.name, defaults, documents.line_of(number)) for number, document in enumerate(documents)]


def defaults_of(options: ImportOptions) -> dict[str, Value]:
    """The keys of a header that the user tells: they fill in what a chart doesn't say.

    Parameters
    ----------
    options
        What the user says of the file.

    Returns
    -------
    dict
        Values of a document by key; the source has the id `told`.
    """
    defaults: dict[str, Value] = dict(options.header)
    if options.source is not None:
        defaults["sources"] = to_node([{"id": OPTION_SOURCE, "title": options.source}])
    if options.complete:
        defaults["complete"] = to_node([{"forms": list(options.complete)}])
    return defaults
