"""The W3C Organization Ontology in Turtle or JSON-LD, read by rdflib: organizations and how they hang together, no persons.

Nothing is fetched: a context of JSON-LD that lies elsewhere is refused, and Turtle brings nothing in.
"""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING, Any

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.graphs.json_head import keys_of
from oversight_graph.loaders.graphs.network import limited
from oversight_graph.loaders.graphs.network_chart import chart_of
from oversight_graph.loaders.graphs.org_terms import network_of
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.messages import message
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.written_values import cut

if TYPE_CHECKING:
    import rdflib

MEGABYTES = 4
MAX_STATEMENTS = 50_000
"""As many as rdflib reads in seconds."""
_LONGEST = 1 << 16  # of a text in Turtle, for which rdflib takes time by the square of its length
_TEXTS = re.compile(
    r"""#[^\n]*+|<[^>]*+>|"{3}(?:[^"\\]++|\\.|"(?!""))*+(?:"{3}|\Z)|'{3}(?:[^'\\]++|\\.|'(?!''))*+(?:'{3}|\Z)"""
    r"""|"(?:[^"\\\n]++|\\.)*+(?:"|\n|\Z)|'(?:[^'\\\n]++|\\.)*+(?:'|\n|\Z)""",
    re.DOTALL,
)


def recognises(source_file: SourceFile) -> bool:
    """Whether a file is RDF: by its ending, or by the first keys of JSON.

    Parameters
    ----------
    source_file
        A file of such a suffix.

    Returns
    -------
    bool
        False where another format may take it.
    """
    return source_file.path.suffix.lower() != ".json" or bool(keys_of(source_file.head) & {"@context", "@graph", "@id", "@type"})


def read(source_file: SourceFile) -> list[ChartReading]:
    """The chart of an RDF file. Cost: rdflib's, some 20,000 statements a second.

    Parameters
    ----------
    source_file
        Turtle or JSON-LD by its ending, at most 4 MB and 50,000 statements.

    Returns
    -------
    list of ChartReading
        One.

    Raises
    ------
    ParseError
        For what can't be parsed, or would have to be fetched.
    """
    text = limited(source_file, MEGABYTES).text()
    graph = _turtle(text) if source_file.path.suffix.lower() == ".ttl" else _json_ld(text)
    return [chart_of(network_of(graph), source_file)]


def _graph() -> rdflib.Graph:
    import rdflib

    logging.getLogger("rdflib.term").setLevel(logging.ERROR)  # it tells of each date that isn't one, in the middle of the output

    class Counted(rdflib.Graph):
        def add(self, triple: Any) -> Counted:
            if len(self) >= MAX_STATEMENTS:
                raise ParseError(0, message("graphs.too_many_statements", most=MAX_STATEMENTS))
            super().add(triple)
            return self

    return Counted(bind_namespaces="none")


def _turtle(text: str) -> rdflib.Graph:
    from rdflib.plugins.parsers.notation3 import BadSyntax

    graph = _graph()
    if any(token.end() - token.start() > _LONGEST for token in _TEXTS.finditer(text)):
        raise ParseError(0, message("graphs.text_too_long", kilobytes=_LONGEST >> 10))
    try:
        graph.parse(data=text, format="turtle", publicID="file:///")
    except BadSyntax as error:
        why = " ".join(str(error._why).split())
        raise ParseError(int(error.lines) + 1, message("graphs.no_turtle", reason=cut(why))) from None
    except RecursionError:
        raise _too_deep() from None
    except ParseError:
        raise
    except Exception as error:  # rdflib has no class for what it can't read, and its words quote the file
        raise ParseError(0, message("graphs.no_turtle_for_rdflib", error=type(error).__name__)) from None
    return graph


def _json_ld(text: str) -> rdflib.Graph:
    from rdflib.plugins.parsers.jsonld import to_rdf

    try:
        whole = json.loads(text)
        _stays_here(whole)
        graph = _graph()
        to_rdf(whole, graph, base="file:///")
    except json.JSONDecodeError as error:
        raise ParseError(error.lineno, message("graphs.no_json", column=error.colno, reason=error.msg)) from None
    except RecursionError:
        raise _too_deep() from None
    except ParseError:
        raise
    except Exception as error:  # as above
        raise ParseError(0, message("graphs.no_json_ld", error=type(error).__name__)) from None
    return graph


def _too_deep() -> ParseError:
    return ParseError(0, message("graphs.nodes_too_deep"))


def _stays_here(value: Any) -> None:
    """Raises ParseError where a context would have to be fetched; nothing is ever fetched."""
    if isinstance(value, list):
        for one in value:
            _stays_here(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            elsewhere = [said for said in (one if isinstance(one, list) else [one]) if isinstance(said, str)] if key in ("@context", "@import") else []
            if elsewhere:
                raise ParseError(0, message("graphs.context_elsewhere", context=cut(elsewhere[0])))
            _stays_here(one)
