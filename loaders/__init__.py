"""From files to charts. A format is one file of this folder and one entry below; of a suffix, the first that recognises a file reads it."""

from oversight_graph.loaders import names, native, roster, tidy
from oversight_graph.loaders.format import Format

FORMATS: tuple[Format, ...] = (native.FORMAT, tidy.FORMAT, roster.FORMAT, names.FORMAT)
