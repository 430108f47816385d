"""From files to charts. A format is one file of this folder and one entry below; of a suffix, the first that recognises a file reads it."""

from oversight_graph.loaders import ftm, gexf, graphml, name_list, native, node_link, org, popolo, roster, tidy
from oversight_graph.loaders.format import Format

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
)
