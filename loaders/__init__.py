"""Files in and out. A format is one file of this folder and one entry below; of a suffix, the first that recognises a file reads it."""

from __future__ import annotations

from oversight_graph.loaders import cypher_script, ftm, gexf, graphml, grass, name_list, native, neo4j_admin, node_link, org, popolo, roster, tidy
from oversight_graph.loaders.format import Format, Output

FORMATS: tuple[Format, ...] = (
    graphml.FORMAT,
    gexf.FORMAT,
    node_link.FORMAT,
    popolo.FORMAT,
    org.FORMAT,
    ftm.FORMAT,
    native.FORMAT,  # behind the others that are JSON: it takes what none of them knows as its own
    tidy.FORMAT,
    roster.FORMAT,
    name_list.FORMAT,
    cypher_script.FORMAT,
    neo4j_admin.FORMAT,
    grass.FORMAT,
)


def outputs() -> tuple[Output, ...]:
    """All ways of writing: first what is read again at any size, then what is up to a size, then what only other programs read."""
    again = [output for known in FORMATS if known.read is not None for output in known.write]
    elsewhere = [output for known in FORMATS if known.read is None for output in known.write]
    return (*(output for output in again if not output.megabytes), *(output for output in again if output.megabytes), *elsewhere)
