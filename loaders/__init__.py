"""From files to charts. A format is one file of this folder and one entry below."""

from oversight_graph.loaders import ftm, gexf, graphml, native, node_link, org, popolo
from oversight_graph.loaders.format import Format

FORMATS: tuple[Format, ...] = (
    graphml.FORMAT,
    gexf.FORMAT,
    node_link.FORMAT,
    popolo.FORMAT,
    org.FORMAT,
    ftm.FORMAT,
    native.FORMAT,  # takes every file of its endings that the formats before don't know as theirs
)
